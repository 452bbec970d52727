//! What one run of the tests leaves on the machine: one folder and some processes, and both are gone afterwards.

use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{LazyLock, Mutex};
use std::{env, fs};

/// Environment variable by which the processes of this run are known.
pub const MARK: &str = "HARNESS_RUN";

/// Ends the processes and removes the folder when its standard input closes, which the end of this process does:
/// by a normal exit, a panic or a signal.
const JANITOR: &str = r#"
trap '' INT TERM HUP
pids=
while read -r pid; do pids="$pids $pid"; done
for pid in $pids; do grep -qs "$0" "/proc/$pid/environ" && kill -QUIT "$pid"; done
for _ in 1 2 3 4 5 6 7 8 9 10; do
  left=
  for pid in $pids; do grep -qs "$0" "/proc/$pid/environ" && left=$pid; done
  [ -z "$left" ] && break
  sleep 0.3
done
for pid in $pids; do grep -qs "$0" "/proc/$pid/environ" && kill -KILL "$pid"; done
umount -l "$0"/disk* 2>/dev/null
rm -rf "$0"
"#;

struct Run {
    folder: PathBuf,
    janitor: Mutex<ChildStdin>,
}

static RUN: LazyLock<Run> = LazyLock::new(Run::start);

impl Run {
    // The janitor outlives this process.
    #[expect(clippy::zombie_processes)]
    fn start() -> Self {
        let folder = env::temp_dir().join(format!("jipp-tests-{}-{:08x}", std::process::id(), fastrand::u32(..)));
        fs::create_dir(&folder).unwrap();
        // PostgreSQL's user passes through it.
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o711)).unwrap();
        let mut janitor = Command::new("sh")
            .args(["-c", JANITOR])
            .arg(&folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .current_dir("/")
            .process_group(0)
            .spawn()
            .unwrap();
        let input = janitor.stdin.take().unwrap();
        Self { folder, janitor: Mutex::new(input) }
    }
}

/// The folder of this run.
pub fn folder() -> &'static Path {
    &RUN.folder
}

/// A folder that nobody else uses.
pub fn new_folder(name: &str) -> PathBuf {
    let path = folder().join(unique(name));
    fs::create_dir(&path).unwrap();
    path
}

/// A name that nobody else uses.
pub fn unique(name: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("{name}{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Has a process ended when the run ends, should it still be there.
pub fn end_with_run(pid: u32) {
    writeln!(RUN.janitor.lock().unwrap(), "{pid}").unwrap();
}

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The binary under test: `JIPP_BINARY`, or the one that cargo built beside the tests.
pub fn binary() -> &'static Path {
    static BINARY: LazyLock<PathBuf> = LazyLock::new(|| {
        let path = env::var_os("JIPP_BINARY").map_or_else(
            || {
                // target/debug/deps/suite-0123 lies beside target/debug/jipp.
                let folder = env::current_exe().unwrap();
                folder.ancestors().map(|a| a.join("jipp")).find(|p| p.is_file()).unwrap_or_else(|| root().join("target/debug/jipp"))
            },
            PathBuf::from,
        );
        assert!(path.is_file(), "{} is not there: build it first, by `cargo build -p jipp`, or name one by JIPP_BINARY", path.display());
        path
    });
    &BINARY
}
