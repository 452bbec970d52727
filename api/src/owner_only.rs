//! Database and files are for the user of the service alone.

use crate::config::DatabaseSettings;
use crate::db::Target;
use crate::error::Error;
use rustix::fs::Mode;
use rustix::process::umask;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// Whatever this process makes from now on, others neither read nor enter.
pub fn make() {
    umask(Mode::RWXG | Mode::RWXO);
}

/// Takes from others what an older version, or a copy, left open to them: the database and the uploaded files. Folders that the
/// operator made are left as they are.
pub fn mend(settings: &DatabaseSettings) -> Result<(), Error> {
    if let Target::Sqlite(path) = settings.target()? {
        for end in ["", "-wal", "-shm"] {
            let mut name = path.clone().into_os_string();
            name.push(end);
            close(Path::new(&name));
        }
    }
    let files: PathBuf = settings.data_dir.join("files");
    close(&files);
    for entry in fs::read_dir(&files).into_iter().flatten().flatten() {
        close(&entry.path());
    }
    Ok(())
}

/// What is not there needs nothing; what is another's is told, and no fault that stops a start.
fn close(path: &Path) {
    let Ok(found) = fs::symlink_metadata(path) else { return };
    let mode = found.permissions().mode() & 0o7777;
    if found.is_symlink() || mode & 0o077 == 0 {
        return;
    }
    if let Err(e) = fs::set_permissions(path, Permissions::from_mode(mode & 0o700)) {
        tracing::warn!("others can read {}: {e}", path.display());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_could_read_is_closed() {
        let folder = tempfile::tempdir().unwrap();
        let open = folder.path().join("open");
        fs::write(&open, "x").unwrap();
        fs::set_permissions(&open, Permissions::from_mode(0o644)).unwrap();
        close(&open);
        close(&folder.path().join("none"));
        assert_eq!(fs::metadata(&open).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
