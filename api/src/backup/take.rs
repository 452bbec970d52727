//! `jipp backup`: one snapshot of the database, then the files, while the service goes on writing.

use super::archive::{Digest, Digester, FORMAT, Header, Manifest, Writer};
use super::tables::{self, Table};
use super::{FILES, Summary, about, files, progress, rows};
use crate::config::DatabaseSettings;
use crate::db::{Conn, Instant, migrations};
use crate::error::Error;
use crate::files::hold;
use indicatif::ProgressBar;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// An entry holds about so many bytes of rows, which is what is kept in memory.
const CHUNK: usize = 4 * 1024 * 1024;

/// Writes the installation into `file`, which appears only when it is whole and on disk; `replace` allows it to be
/// there already. Readable by its owner alone.
pub fn take(settings: &DatabaseSettings, file: &Path, replace: bool) -> Result<Summary, Error> {
    if !replace && file.exists() {
        return Err(about(file, "it is there already; --force replaces it"));
    }
    let target = settings.target()?;
    target.require_existing()?;
    let mut conn = target.connect_reading()?;
    let (partial, opened) = Partial::create(file)?;
    let mut writer = Writer::new(opened).map_err(|e| about(file, e))?;
    let summary = store(&mut conn, settings, &mut writer).map_err(|e| explain(file, e))?;
    writer.finish().map_err(|e| about(file, e))?;
    partial.rename(file)?;
    Ok(summary)
}

/// A failure to write or to read, in one line that names the archive.
fn explain(file: &Path, e: Error) -> Error {
    match e {
        Error::Database(_) | Error::Internal(_) => about(file, format!("no backup: {e}")),
        other => other,
    }
}

/// A file that is removed again unless it is renamed. What a killed backup left is taken over by the next one.
struct Partial {
    path: PathBuf,
    /// Locked for as long as this lives.
    _lock: File,
}

impl Partial {
    fn create(file: &Path) -> Result<(Self, File), Error> {
        let name = file.file_name().and_then(|n| n.to_str()).ok_or_else(|| about(file, "this is no name for a file"))?;
        let path = file.with_file_name(format!(".{name}.partial"));
        let fail = |e| about(&path, e);
        let opened = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(&path).map_err(fail)?;
        // Who renamed it in this moment has left another file at the path, or none.
        let ours = |opened: &File| opened.try_lock().is_ok() && inode(fs::metadata(&path)) == inode(opened.metadata());
        if !ours(&opened) {
            return Err(about(file, "another backup into it is under way"));
        }
        opened.set_len(0).map_err(fail)?;
        let lock = opened.try_clone().map_err(fail)?;
        Ok((Self { path, _lock: lock }, opened))
    }

    fn rename(self, file: &Path) -> Result<(), Error> {
        fs::rename(&self.path, file).map_err(|e| about(file, e))?;
        // The new name is on disk when its folder is.
        let folder = file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder).and_then(|f| f.sync_all()).map_err(|e| about(folder, e))
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        // It is no longer there when it has its final name.
        let _ = fs::remove_file(&self.path);
    }
}

fn inode(metadata: io::Result<Metadata>) -> Option<u64> {
    metadata.ok().map(|metadata| metadata.ino())
}

fn store(conn: &mut Conn, settings: &DatabaseSettings, writer: &mut Writer) -> Result<Summary, Error> {
    let _unswept = hold(&settings.data_dir.join(FILES)).map_err(writing)?;
    begin_snapshot(conn)?;
    let header = Header {
        format: FORMAT,
        made_by: concat!("jipp ", env!("CARGO_PKG_VERSION")).to_owned(),
        taken_at: Instant::now().to_string(),
        migrations: migrations::applied(conn)?,
        tables: tables::all(conn)?,
    };
    writer.add_json("header.json", &header).map_err(writing)?;
    let mut manifest = Manifest::default();
    let bar = progress(total(conn, &header.tables)?, "{wide_bar} {pos}/{len} rows {eta}")?;
    for table in &header.tables {
        manifest.tables.insert(table.name.clone(), store_table(conn, table, writer, &bar)?);
    }
    manifest.sequences = tables::sequences(conn)?;
    conn.execute("COMMIT")?;
    bar.finish_and_clear();
    let mut files = Digester::default();
    files::store(&settings.data_dir, writer, &mut files)?;
    manifest.files = files.finish();
    writer.add_json("manifest.json", &manifest).map_err(writing)?;
    Ok(manifest.summary(&header))
}

/// From here on this connection sees the database as it is now.
fn begin_snapshot(conn: &mut Conn) -> Result<(), Error> {
    match conn {
        // The snapshot begins with the first read.
        Conn::Sqlite(_) => conn.execute("BEGIN; SELECT 1 FROM sqlite_schema"),
        Conn::Postgres(_) => conn.execute("SET statement_timeout = 0; BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY; SELECT 1"),
    }
}

fn total(conn: &mut Conn, tables: &[Table]) -> Result<u64, Error> {
    tables.iter().map(|table| tables::count(conn, table)).sum()
}

fn store_table(conn: &mut Conn, table: &Table, writer: &mut Writer, bar: &ProgressBar) -> Result<Digest, Error> {
    let mut digester = Digester::default();
    let mut chunk = Vec::with_capacity(CHUNK);
    let mut chunks = 0..;
    let mut write = |chunk: &mut Vec<u8>, digester: &mut Digester| {
        let name = format!("tables/{}/{:06}.ndjson", table.name, chunks.next().unwrap_or(u32::MAX));
        digester.update(chunk);
        writer.add(&name, chunk.len() as u64, chunk.as_slice()).map_err(writing)?;
        chunk.clear();
        Ok::<_, Error>(())
    };
    rows::each(conn, table, |row| {
        serde_json::to_writer(&mut chunk, &row)?;
        chunk.push(b'\n');
        digester.count();
        bar.inc(1);
        if chunk.len() >= CHUNK { write(&mut chunk, &mut digester) } else { Ok(()) }
    })?;
    if !chunk.is_empty() {
        write(&mut chunk, &mut digester)?;
    }
    Ok(digester.finish())
}

fn writing(e: io::Error) -> Error {
    Error::internal(format!("cannot write: {e}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_backup_left_is_taken_over() {
        let folder = tempfile::tempdir().unwrap();
        let (archive, left) = (folder.path().join("jipp.tar.zst"), folder.path().join(".jipp.tar.zst.partial"));
        fs::write(&left, "half of an archive").unwrap();
        let (partial, opened) = Partial::create(&archive).unwrap();
        assert_eq!(opened.metadata().unwrap().len(), 0);
        assert!(Partial::create(&archive).is_err_and(|e| e.to_string().contains("under way")));
        drop(opened);
        assert!(Partial::create(&archive).is_err(), "until it has its name, or is given up");
        partial.rename(&archive).unwrap();
        assert!(archive.exists() && !left.exists());
        drop(Partial::create(&archive).unwrap());
        assert!(archive.exists() && !left.exists());
    }
}
