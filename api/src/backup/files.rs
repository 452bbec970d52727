//! The files that belong to the installation: those below `<data dir>/files`.

use super::archive::{Digester, Writer};
use super::{FILES, about};
use crate::error::Error;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Component, Path, PathBuf};

/// Adds every file to the archive. One that goes while this runs had already gone from the database's point of view.
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
    digester: Digester,
    kept: bool,
}

impl Incoming {
    /// Fails when there are files already.
    pub fn new(data_dir: &Path) -> Result<Self, Error> {
        let target = data_dir.join(FILES);
        if target.is_dir() && fs::read_dir(&target).map_err(|e| about(&target, e))?.next().is_some() {
            return Err(about(&target, "there are files already; a backup is restored into an empty installation only"));
        }
        let partial = data_dir.join(format!("{FILES}.partial"));
        match fs::remove_dir_all(&partial) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(about(&partial, e)),
            _ => {}
        }
        Ok(Self { target, partial, digester: Digester::default(), kept: false })
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
    pub fn place(&self) -> io::Result<()> {
        if self.partial.is_dir() {
            // An empty folder may be there.
            let _ = fs::remove_dir(&self.target);
            fs::rename(&self.partial, &self.target)?;
        }
        Ok(())
    }

    /// The restore has succeeded.
    pub fn keep(mut self) {
        self.kept = true;
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        if !self.kept {
            // Both are ours: the target was empty when we began.
            let _ = fs::remove_dir_all(&self.partial);
            let _ = fs::remove_dir_all(&self.target);
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
        assert!(!folder.exists());
        incoming.write(Path::new("files/a/b"), b"a".as_slice()).unwrap();
        incoming.place().unwrap();
        assert!(folder.join("files/a/b").is_file());
        drop(incoming);
        assert!(!folder.join("files").exists(), "what is not kept goes");
    }
}
