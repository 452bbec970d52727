//! The files that belong to the installation: those below `<data dir>/files`.

use super::archive::{Digester, Writer};
use super::{FILES, about};
use crate::error::Error;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Component, Path, PathBuf};

/// Adds every file to the archive. One that goes while this runs was never a record's: what was, is held meanwhile.
pub fn store(data_dir: &Path, writer: &mut Writer, digester: &mut Digester) -> Result<(), Error> {
    let root = data_dir.join(FILES);
    let mut folders = if root.is_dir() { vec![root] } else { Vec::new() };
    while let Some(folder) = folders.pop() {
        let fail = |e: io::Error| about(&folder, e);
        let mut paths = fs::read_dir(&folder).map_err(fail)?.map(|e| e.map(|e| e.path())).collect::<io::Result<Vec<_>>>().map_err(fail)?;
        paths.sort();
        for path in paths {
            let kind = fs::symlink_metadata(&path).map(|m| m.file_type());
            match kind {
                Ok(kind) if kind.is_dir() => folders.push(path),
                Ok(kind) if kind.is_file() => add(data_dir, &path, writer, digester).map_err(|e| about(&path, e))?,
                Ok(_) => return Err(about(&path, "neither a file nor a folder")),
                Err(e) if e.kind() == io::ErrorKind::NotFound => {}
                Err(e) => return Err(about(&path, e)),
            }
        }
    }
    Ok(())
}

fn add(data_dir: &Path, path: &Path, writer: &mut Writer, digester: &mut Digester) -> io::Result<()> {
    let file = match File::open(path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        opened => opened?,
    };
    let name = path.strip_prefix(data_dir).ok().and_then(Path::to_str).ok_or_else(|| io::Error::other("its name is not UTF-8"))?;
    let size = file.metadata()?.len();
    digester.count();
    digester.update(name.as_bytes());
    let mut content = Digested { inner: file.take(size), digester };
    writer.add(name, size, &mut content)?;
    // tar pads nothing: a file that shrank meanwhile would shift all that follows.
    if content.inner.limit() > 0 { Err(io::Error::other("it shrank while it was read")) } else { Ok(()) }
}

/// Reads, and takes the checksum of what it reads.
struct Digested<'d, R> {
    inner: R,
    digester: &'d mut Digester,
}

impl<R: Read> Read for Digested<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.digester.update(&buffer[..n]);
        Ok(n)
    }
}

/// Files on their way back: in a folder of their own until all of them are there, and gone again if they are not kept.
pub struct Incoming {
    target: PathBuf,
    partial: PathBuf,
    /// Is there from when the files have their place until the rows are committed: what an interrupted restore left is not in its way.
    marker: PathBuf,
    digester: Digester,
    placed: bool,
    kept: bool,
    /// Held while this restore runs: of two at once the second is refused.
    _lock: File,
}

impl Incoming {
    /// Fails when there are files already, or another restore runs.
    pub fn new(data_dir: &Path) -> Result<Self, Error> {
        let target = data_dir.join(FILES);
        fs::DirBuilder::new().recursive(true).mode(0o700).create(data_dir).map_err(|e| about(data_dir, e))?;
        let lock = File::open(data_dir).map_err(|e| about(data_dir, e))?;
        lock.try_lock().map_err(|_| about(data_dir, "another restore into this folder is under way"))?;
        let marker = data_dir.join(format!("{FILES}.unfinished"));
        if !marker.exists() && target.is_dir() && fs::read_dir(&target).map_err(|e| about(&target, e))?.next().is_some() {
            return Err(about(&target, "there are files already; a backup is restored into an empty installation only"));
        }
        let partial = data_dir.join(format!("{FILES}.partial"));
        match fs::remove_dir_all(&partial) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(about(&partial, e)),
            _ => {}
        }
        Ok(Self { target, partial, marker, digester: Digester::default(), placed: false, kept: false, _lock: lock })
    }

    /// Writes the file that is called `name` in the archive.
    pub fn write(&mut self, name: &Path, content: impl Read) -> io::Result<()> {
        let below = name.strip_prefix(FILES).ok().filter(|p| p.components().all(|c| matches!(c, Component::Normal(_))));
        let below = below.ok_or_else(|| io::Error::other("a file of the archive has an impossible name"))?;
        let path = self.partial.join(below);
        if let Some(folder) = path.parent() {
            fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        }
        self.digester.count();
        self.digester.update(name.as_os_str().as_encoded_bytes());
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        io::copy(&mut Digested { inner: content, digester: &mut self.digester }, &mut file)?;
        file.flush()?;
        file.sync_all()
    }

    /// The checksum of all files so far.
    pub fn digest(&mut self) -> super::archive::Digest {
        std::mem::take(&mut self.digester).finish()
    }

    /// Gives the files their place, which [`Incoming::keep`] makes final.
    pub fn place(&mut self) -> io::Result<()> {
        if self.partial.is_dir() {
            match fs::remove_dir_all(&self.target) {
                Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
                _ => File::create(&self.marker)?,
            };
            self.placed = true;
            fs::rename(&self.partial, &self.target)?;
        }
        Ok(())
    }

    /// The restore has succeeded.
    pub fn keep(mut self) {
        self.kept = true;
        let _ = fs::remove_file(&self.marker);
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        if !self.kept {
            let _ = fs::remove_dir_all(&self.partial);
            if self.placed {
                let _ = fs::remove_dir_all(&self.target);
                let _ = fs::remove_file(&self.marker);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_is_written_outside_its_folder() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("data");
        let mut incoming = Incoming::new(&folder).unwrap();
        for name in ["files/../a", "files/a/../../../b", "/files/a", "../files/a", "other/a"] {
            assert!(incoming.write(Path::new(name), b"a".as_slice()).is_err(), "{name}");
        }
        assert!(fs::read_dir(&folder).unwrap().next().is_none());
        incoming.write(Path::new("files/a/b"), b"a".as_slice()).unwrap();
        incoming.place().unwrap();
        assert!(folder.join("files/a/b").is_file());
        drop(incoming);
        assert!(!folder.join("files").exists(), "what is not kept goes");
    }

    #[test]
    fn what_an_interrupted_restore_left_is_replaced_and_nothing_else() {
        let root = tempfile::tempdir().unwrap();
        let files = root.path().join("files");
        let write = |incoming: &mut Incoming| incoming.write(Path::new("files/new"), b"a".as_slice()).unwrap();
        let mut first = Incoming::new(root.path()).unwrap();
        assert!(Incoming::new(root.path()).is_err(), "one at a time");
        write(&mut first);
        first.place().unwrap();
        // It is killed here: nothing is dropped.
        fs::create_dir(root.path().join("copy")).unwrap();
        fs::rename(&files, root.path().join("copy/files")).unwrap();
        fs::rename(root.path().join("files.unfinished"), root.path().join("copy/files.unfinished")).unwrap();
        let root = root.path().join("copy");
        drop(Incoming::new(&root).unwrap());
        assert!(root.join("files/new").is_file(), "refused for its database, it leaves the files alone");
        let mut second = Incoming::new(&root).unwrap();
        write(&mut second);
        second.place().unwrap();
        second.keep();
        assert!(root.join("files/new").is_file() && !root.join("files.unfinished").exists());
        assert!(Incoming::new(&root).is_err(), "there are files already");
    }
}
