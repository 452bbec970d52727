//! The commands of `jipp`.

use crate::run;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What a command said, and how it ended.
#[derive(Debug)]
pub struct Outcome {
    /// The exit code; -1 when a signal ended it.
    pub code: i32,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Outcome {
    /// The outcome of a command that had to succeed.
    #[track_caller]
    pub fn success(self) -> Self {
        assert_eq!(self.code, 0, "{self:?}");
        self
    }

    /// What a command that had to fail said: one line on standard error.
    #[track_caller]
    pub fn one_line(self) -> String {
        assert_ne!(self.code, 0, "{self:?}");
        assert_eq!(self.stderr.trim_end().lines().count(), 1, "{self:?}");
        assert!(!self.stderr.contains("panicked"), "{self:?}");
        self.stderr.trim_end().to_owned()
    }
}

impl From<Output> for Outcome {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
        Self { code: output.status.code().unwrap_or(-1), stdout: text(&output.stdout), stderr: text(&output.stderr) }
    }
}

/// `jipp` in a folder, with nothing in its environment but these settings.
pub fn command<'a>(folder: &Path, settings: impl IntoIterator<Item = (&'a str, &'a str)>, arguments: &[&str]) -> Command {
    let mut command = Command::new(run::binary());
    command
        .args(arguments)
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env(run::MARK, run::folder())
        .envs(settings)
        .current_dir(folder)
        .stdin(Stdio::null());
    command
}

/// Runs a command to its end, with `input` on its standard input.
pub fn complete(mut command: Command, input: &str) -> Outcome {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A command that does not read its input closes it; that is no fault.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap().into()
}
