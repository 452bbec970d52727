//! The `jipp` command.

use std::process::ExitCode;

/// Answers are made on one thread and sent on another, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    jipp::cli::run()
}
