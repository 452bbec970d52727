//! `jipp restore`: all of an archive into an empty installation, or nothing of it.

use super::archive::{self, Digest, Digester, FORMAT, Header, Manifest, Reader};
use super::files::Incoming;
use super::rows::{self, Inserter};
use super::tables::{self, Aside, Table};
use super::{Summary, about, progress};
use crate::auth::secret::Secret;
use crate::auth::tokens::KeyRing;
use crate::config::DatabaseSettings;
use crate::db::{Conn, Database, Target, migrations};
use crate::error::Error;
use std::collections::BTreeMap;
use std::fmt;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// Restores `file`; the database must hold nothing but what migrations make, and no files may be there.
///
/// Reads the archive twice: first its checksum, then, in one transaction, its rows. Whatever fails leaves the
/// database as it was.
pub fn restore(settings: &DatabaseSettings, file: &Path) -> Result<Summary, Error> {
    let (opened, length) = archive::open(file)?;
    let bar = progress(length, "{wide_bar} {bytes}/{total_bytes} {eta}")?;
    let mut reader = archive::entries(bar.wrap_read(opened.take(length))).map_err(|e| about(file, e))?;
    let target = settings.target()?;
    let mut conn = target.connect()?;
    prepare(&mut conn)?;
    let incoming = Incoming::new(&settings.data_dir)?;
    let summary = load(&mut conn, &mut reader, incoming).map_err(|e| explain(file, e))?;
    settle(&mut conn)?;
    bar.finish_and_clear();
    Ok(summary)
}

/// Whether the secret in use opens the signing keys that the database now holds; if not, why.
pub fn check_secret(settings: &DatabaseSettings) -> Result<(), Error> {
    let path = Secret::path(settings)?;
    // Looking must not make a secret: that of the old installation belongs there.
    let secret = path.exists().then(|| Secret::load(settings)).transpose()?;
    KeyRing::examine(&Database::open_unmigrated(&settings.target()?)?, secret.as_ref()).map(|_| ())
}

/// Nothing was restored; says why in one line.
fn explain(file: &Path, e: Error) -> Error {
    let why = e.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
    about(file, format!("nothing was restored: {why}"))
}

fn prepare(conn: &mut Conn) -> Result<(), Error> {
    match conn {
        // References are checked all at once at the end.
        Conn::Sqlite(_) => conn.execute("PRAGMA foreign_keys = OFF; PRAGMA cache_size = -131072"),
        Conn::Postgres(_) => conn.execute("SET idle_in_transaction_session_timeout = 0"),
    }
}

/// Lets the planner know what the tables hold.
fn settle(conn: &mut Conn) -> Result<(), Error> {
    match conn {
        Conn::Sqlite(_) => conn.execute("ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)"),
        Conn::Postgres(_) => conn.execute("ANALYZE"),
    }
}

fn load(conn: &mut Conn, reader: &mut Reader<impl Read>, incoming: Incoming) -> Result<Summary, Error> {
    let (summary, incoming) = conn.transaction(|conn| {
        let mut restoring = Restoring { incoming, header: None, tables: BTreeMap::new(), aside: None };
        let mut manifest = None;
        for entry in reader.entries().map_err(reading)? {
            let mut entry = entry.map_err(reading)?;
            let name = entry.path().map_err(reading)?.into_owned();
            if manifest.is_some() {
                return Err(Error::startup(format!("{} comes after the end", name.display())));
            }
            let mut parts = name.iter().filter_map(|part| part.to_str());
            match (parts.next(), parts.next()) {
                (Some("header.json"), None) => restoring.begin(conn, serde_json::from_reader(&mut entry)?)?,
                (Some("tables"), Some(table)) => restoring.insert(conn, table, &mut entry)?,
                (Some("files"), Some(_)) => restoring.incoming.write(&name, &mut entry).map_err(reading)?,
                (Some("manifest.json"), None) => manifest = Some(serde_json::from_reader::<_, Manifest>(&mut entry)?),
                _ => return Err(Error::startup(format!("{} does not belong into a backup", name.display()))),
            }
        }
        restoring.end(conn, &manifest.ok_or_else(|| Error::startup("the manifest is missing"))?)
    })?;
    incoming.keep();
    Ok(summary)
}

fn reading(e: impl fmt::Display) -> Error {
    Error::startup(format!("cannot read: {e}"))
}

/// How far a restore has come.
struct Restoring {
    incoming: Incoming,
    header: Option<Header>,
    tables: BTreeMap<String, Digester>,
    aside: Option<Aside>,
}

impl Restoring {
    /// Brings the schema to where it was when the backup was taken, and makes room.
    fn begin(&mut self, conn: &mut Conn, header: Header) -> Result<(), Error> {
        if header.format != FORMAT {
            return Err(Error::startup(format!("its format is {}, and this jipp reads {FORMAT}", header.format)));
        }
        migrations::run_these(conn, &header.migrations)?;
        let found = tables::all(conn)?;
        require_same_tables(&header.tables, &found)?;
        require_empty(conn, &found, &header.migrations)?;
        self.aside = Some(Aside::put(conn)?);
        for table in &found {
            tables::clear(conn, table)?;
        }
        self.tables = found.iter().map(|table| (table.name.clone(), Digester::default())).collect();
        self.header = Some(header);
        Ok(())
    }

    /// Inserts the rows of one entry.
    fn insert(&mut self, conn: &mut Conn, name: &str, entry: &mut impl Read) -> Result<(), Error> {
        let table = self.header.iter().flat_map(|h| &h.tables).find(|t| t.name == name);
        let (Some(table), Some(digester)) = (table, self.tables.get_mut(name)) else {
            return Err(Error::startup(format!("the header does not name the table {name}")));
        };
        let mut inserter = Inserter::new(table);
        let mut lines = BufReader::with_capacity(256 * 1024, entry);
        let mut line = Vec::new();
        while lines.read_until(b'\n', &mut line).map_err(reading)? > 0 {
            digester.count();
            digester.update(&line);
            inserter.add(conn, rows::fitting(table, serde_json::from_slice(&line)?)?)?;
            line.clear();
        }
        inserter.finish(conn)
    }

    /// Compares with the manifest what was read and what the database holds, and brings the schema up to date.
    fn end(mut self, conn: &mut Conn, manifest: &Manifest) -> Result<(Summary, Incoming), Error> {
        let header = self.header.ok_or_else(|| Error::startup("the header is missing"))?;
        let read: BTreeMap<String, Digest> = self.tables.into_iter().map(|(name, d)| (name, d.finish())).collect();
        if read != manifest.tables || self.incoming.digest() != manifest.files {
            return Err(Error::startup("rows or files differ from the manifest"));
        }
        for table in &header.tables {
            if Some(tables::count(conn, table)?) != manifest.tables.get(&table.name).map(|d| d.count) {
                return Err(Error::startup(format!("the database did not keep all rows of {}", table.name)));
            }
        }
        manifest.sequences.iter().try_for_each(|(table, highest)| tables::set_sequence(conn, table, *highest))?;
        if let Some(aside) = self.aside {
            aside.back(conn)?;
        }
        tables::check_references(conn)?;
        migrations::run_all(conn)?;
        self.incoming.place().map_err(|e| Error::startup(format!("cannot place the files: {e}")))?;
        Ok((manifest.summary(&header), self.incoming))
    }
}

/// The same migrations make the same tables on both backends.
fn require_same_tables(archived: &[Table], found: &[Table]) -> Result<(), Error> {
    for table in archived {
        if !found.iter().any(|f| f.name == table.name && f.columns == table.columns) {
            return Err(Error::startup(format!("the table {} is not the same here", table.name)));
        }
    }
    match found.iter().find(|f| !archived.iter().any(|a| a.name == f.name)) {
        Some(extra) => Err(Error::startup(format!("the table {} is not in the backup", extra.name))),
        None => Ok(()),
    }
}

/// Compares with a database that nobody has used: migrations make some rows themselves.
fn require_empty(conn: &mut Conn, found: &[Table], applied: &[String]) -> Result<(), Error> {
    let mut unused = Target::in_memory()?;
    migrations::run_these(&mut unused, applied)?;
    for table in found {
        let (rows, usual) = (tables::count(conn, table)?, tables::count(&mut unused, table)?);
        if rows > usual {
            return Err(Error::startup(format!(
                "the database is not empty ({rows} rows in {}); a backup is restored into an empty one only",
                table.name
            )));
        }
    }
    Ok(())
}

impl Manifest {
    /// For the line at the end.
    pub fn summary(&self, header: &Header) -> Summary {
        Summary {
            rows: self.tables.values().map(|d| d.count).sum(),
            tables: self.tables.len(),
            files: self.files.count,
            taken_at: header.taken_at.clone(),
        }
    }
}
