//! The container: tar in Zstandard, with a seal at its end.

use super::about;
use super::tables::Table;
use crate::error::Error;
use aws_lc_rs::digest::{Context, SHA256, SHA256_OUTPUT_LEN};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// The only format so far; a change that this program could not read makes it 2.
pub const FORMAT: u32 = 1;
/// Zstandard's usual trade between time and size.
const LEVEL: i32 = 3;
/// The first bytes of every Zstandard file.
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// A skippable frame (RFC 8878, 3.1.2) of 32 bytes: other programs pass over it.
const SEAL: [u8; 8] = [0x50, 0x2a, 0x4d, 0x18, 32, 0, 0, 0];
const SEAL_LEN: u64 = (SEAL.len() + SHA256_OUTPUT_LEN) as u64;

/// The first entry.
#[derive(Debug, Serialize, Deserialize)]
pub struct Header {
    /// [`FORMAT`].
    pub format: u32,
    /// The program, such as `jipp 0.1.0`.
    pub made_by: String,
    /// When the snapshot was taken, RFC 3339.
    pub taken_at: String,
    /// Names of the migrations that had been applied.
    pub migrations: Vec<String>,
    /// What is in `tables/`.
    pub tables: Vec<Table>,
}

/// The last entry.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// By table.
    pub tables: BTreeMap<String, Digest>,
    /// By table: the highest number that its sequence has given out.
    pub sequences: BTreeMap<String, i64>,
    /// Of `files/`.
    pub files: Digest,
}

/// How much there is of something, and its checksum.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digest {
    /// Rows or files.
    pub count: u64,
    /// Of a table's lines, or of the files' names and contents, in the order of the archive.
    pub sha256: String,
}

/// Works out a [`Digest`].
pub struct Digester {
    count: u64,
    context: Context,
}

impl Default for Digester {
    fn default() -> Self {
        Self { count: 0, context: Context::new(&SHA256) }
    }
}

impl Digester {
    /// Takes in bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.context.update(bytes);
    }

    /// Counts a row or a file.
    pub fn count(&mut self) {
        self.count += 1;
    }

    /// The result.
    pub fn finish(self) -> Digest {
        Digest { count: self.count, sha256: hex(self.context.finish().as_ref()) }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// Writes a file and takes its checksum.
struct Sealing {
    file: File,
    context: Context,
}

impl Write for Sealing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.file.write(bytes)?;
        self.context.update(&bytes[..n]);
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// An archive that is being written.
pub struct Writer {
    tar: tar::Builder<zstd::Encoder<'static, Sealing>>,
}

impl Writer {
    /// Begins an archive in an empty file.
    pub fn new(file: File) -> io::Result<Self> {
        let sealing = Sealing { file, context: Context::new(&SHA256) };
        Ok(Self { tar: tar::Builder::new(zstd::Encoder::new(sealing, LEVEL)?) })
    }

    /// Adds an entry of `size` bytes.
    pub fn add(&mut self, name: &str, size: u64, content: impl Read) -> io::Result<()> {
        let mut header = tar::Header::new_gnu();
        header.set_size(size);
        header.set_mode(0o600);
        self.tar.append_data(&mut header, name, content)
    }

    /// Adds an entry of JSON.
    pub fn add_json(&mut self, name: &str, value: &impl Serialize) -> io::Result<()> {
        let bytes = serde_json::to_vec_pretty(value)?;
        self.add(name, bytes.len() as u64, bytes.as_slice())
    }

    /// Ends the archive; when this returns, it is on disk.
    pub fn finish(self) -> io::Result<()> {
        let Sealing { mut file, context } = self.tar.into_inner()?.finish()?;
        file.write_all(&SEAL)?;
        file.write_all(context.finish().as_ref())?;
        file.sync_all()
    }
}

/// What a whole archive is read from.
pub type Reader<R> = tar::Archive<zstd::Decoder<'static, BufReader<R>>>;

/// Opens an archive whose seal is intact, at its beginning; the length is that without the seal.
///
/// Reads all of it once: a damaged archive is refused before anything is done with it.
pub fn open(path: &Path) -> Result<(File, u64), Error> {
    let mut file = File::open(path).map_err(|e| about(path, e))?;
    let length = verify(&mut file).map_err(|e| match e.kind() {
        io::ErrorKind::InvalidData => about(path, "this is no backup of jipp"),
        _ => about(path, e),
    })?;
    let length = length.ok_or_else(|| about(path, "the backup is damaged or cut short; nothing was restored"))?;
    file.rewind().map_err(|e| about(path, e))?;
    Ok((file, length))
}

/// The length without the seal, or nothing when the seal does not fit.
fn verify(file: &mut File) -> io::Result<Option<u64>> {
    let mut magic = [0; ZSTD.len()];
    file.read_exact(&mut magic).or(Err(io::ErrorKind::InvalidData))?;
    if magic != ZSTD {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let Some(length) = file.metadata()?.len().checked_sub(SEAL_LEN) else { return Ok(None) };
    file.rewind()?;
    let mut context = Context::new(&SHA256);
    let mut sealed = BufReader::with_capacity(256 * 1024, file.take(length));
    loop {
        let bytes = io::BufRead::fill_buf(&mut sealed)?;
        if bytes.is_empty() {
            break;
        }
        context.update(bytes);
        let n = bytes.len();
        io::BufRead::consume(&mut sealed, n);
    }
    let mut seal = [0; SEAL_LEN as usize];
    file.seek(SeekFrom::Start(length))?;
    file.read_exact(&mut seal)?;
    let intact = seal[..SEAL.len()] == SEAL && seal[SEAL.len()..] == *context.finish().as_ref();
    Ok(intact.then_some(length))
}

/// The entries of an opened archive.
pub fn entries<R: Read>(sealed: R) -> io::Result<Reader<R>> {
    Ok(tar::Archive::new(zstd::Decoder::new(sealed)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive() -> Vec<u8> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("archive");
        let mut writer = Writer::new(File::create_new(&path).unwrap()).unwrap();
        writer.add("tables/hubs/000000.ndjson", 4, b"[1]\n".as_slice()).unwrap();
        writer.finish().unwrap();
        std::fs::read(&path).unwrap()
    }

    fn opens(bytes: &[u8]) -> Result<u64, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("archive");
        std::fs::write(&path, bytes).unwrap();
        open(&path).map(|(_, length)| length).map_err(|e| e.to_string())
    }

    #[test]
    fn what_was_written_is_read() {
        let bytes = archive();
        let length = opens(&bytes).unwrap();
        let mut reader = entries(&bytes[..usize::try_from(length).unwrap()]).unwrap();
        let mut entry = reader.entries().unwrap().next().unwrap().unwrap();
        let mut content = String::new();
        entry.read_to_string(&mut content).unwrap();
        assert_eq!((entry.path().unwrap().to_str(), content.as_str()), (Some("tables/hubs/000000.ndjson"), "[1]\n"));
    }

    #[test]
    fn every_flipped_byte_and_every_cut_is_noticed() {
        let bytes = archive();
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert!(opens(&damaged).is_err(), "byte {at}");
            assert!(opens(&bytes[..at]).is_err(), "cut at {at}");
        }
        assert!(opens(&[bytes, vec![0]].concat()).is_err());
    }

    #[test]
    fn a_foreign_file_is_called_so() {
        assert!(opens(b"PK\x03\x04 and more").unwrap_err().contains("no backup"));
        assert!(opens(b"").unwrap_err().contains("no backup"));
    }
}
