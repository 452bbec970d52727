//! The `jipp` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    jipp::cli::run()
}
