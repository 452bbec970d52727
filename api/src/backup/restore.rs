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
                (Some("header.json"), None) if restoring.header.is_none() => restoring.begin(conn, serde_json::from_reader(&mut entry)?)?,
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

#[cfg(test)]
mod tests {
    use super::super::archive::Writer;
    use super::super::take::take;
    use super::*;
    use std::fs::{self, File};
    use std::path::PathBuf;

    /// A folder that goes with the test.
    struct Folder(tempfile::TempDir);

    impl Folder {
        fn new() -> Self {
            Self(tempfile::tempdir().unwrap())
        }

        fn path(&self, name: &str) -> PathBuf {
            self.0.path().join(name)
        }

        fn settings(&self, name: &str) -> DatabaseSettings {
            let database_url = format!("sqlite://{}", self.path(name).join("jipp.db").display());
            DatabaseSettings { database_url, database_password_file: None, data_dir: self.path(name), secret_file: None }
        }

        fn archive(&self) -> PathBuf {
            self.path("jipp.tar.zst")
        }
    }

    const HUB: &str = "INSERT INTO institutions (id, code, name, name_key, short_name, kind, region_code, website, version, created_at, updated_at) VALUES ('0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e', 'a', 'A', 'a', 'A', 'agency', NULL, NULL, 1, 1, 1)";

    /// An archive of a database with one institution.
    fn one_institution(folder: &Folder) {
        let settings = folder.settings("from");
        Database::open(&settings.target().unwrap()).unwrap();
        settings.target().unwrap().connect().unwrap().execute(HUB).unwrap();
        take(&settings, &folder.archive(), false).unwrap();
    }

    /// The archive with its entries changed, and a seal that fits.
    fn change(folder: &Folder, change: impl Fn(&str, String) -> (String, String)) {
        let (file, length) = archive::open(&folder.archive()).unwrap();
        let mut reader = archive::entries(file.take(length)).unwrap();
        let changed = folder.path("changed");
        let mut writer = Writer::new(File::create_new(&changed).unwrap()).unwrap();
        for entry in reader.entries().unwrap() {
            let mut entry = entry.unwrap();
            let name = entry.path().unwrap().display().to_string();
            let mut content = String::new();
            entry.read_to_string(&mut content).unwrap();
            let (name, content) = change(&name, content);
            writer.add(&name, content.len() as u64, content.as_bytes()).unwrap();
        }
        writer.finish().unwrap();
        fs::rename(changed, folder.archive()).unwrap();
    }

    /// Why the archive is refused; the database is then as it was, without a table.
    fn refused(folder: &Folder) -> String {
        let settings = folder.settings("to");
        let why = restore(&settings, &folder.archive()).unwrap_err().to_string();
        assert!(why.contains("nothing was restored"), "{why}");
        assert_eq!(tables::all(&mut settings.target().unwrap().connect().unwrap()).unwrap(), []);
        why
    }

    #[test]
    fn what_differs_from_the_manifest_is_refused() {
        let folder = Folder::new();
        one_institution(&folder);
        change(&folder, |name, content| {
            (name.into(), if name.starts_with("tables/institutions") { content.replace("\"A\"", "\"B\"") } else { content })
        });
        assert!(refused(&folder).contains("differ"));
    }

    #[test]
    fn a_reference_to_nothing_is_refused() {
        let folder = Folder::new();
        let settings = folder.settings("from");
        Database::open(&settings.target().unwrap()).unwrap();
        let mut conn = settings.target().unwrap().connect().unwrap();
        let dangling = "INSERT INTO sessions VALUES ('0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e', 'nobody', 1, 1, 1, 1, 1, 1, NULL, NULL)";
        conn.execute(&format!("PRAGMA foreign_keys = OFF; {dangling}")).unwrap();
        take(&settings, &folder.archive(), false).unwrap();
        assert!(refused(&folder).contains("lead to nothing: sessions to users"));
    }

    #[test]
    fn what_this_program_does_not_know_is_refused() {
        for (from, to, word) in [
            ("\"format\": 1", "\"format\": 2", "format is 2"),
            ("_catalogue", "_from_the_future", "too old"),
            ("\"website\"", "\"web\"", "institutions"),
            ("\"hubs\"", "\"clubs\"", "clubs"),
        ] {
            let folder = Folder::new();
            one_institution(&folder);
            change(&folder, |name, content| (name.into(), if name == "header.json" { content.replace(from, to) } else { content }));
            let why = refused(&folder);
            assert!(why.contains(word), "{why}");
        }
    }

    #[test]
    fn what_does_not_belong_there_is_refused() {
        let folder = Folder::new();
        fs::create_dir_all(folder.path("from/files")).unwrap();
        fs::write(folder.path("from/files/a"), "a").unwrap();
        one_institution(&folder);
        for name in ["tables/a", "other", "header.json", "files"] {
            let good = fs::read(folder.archive()).unwrap();
            change(&folder, |old, content| (if old == "files/a" { name.into() } else { old.into() }, content));
            refused(&folder);
            assert!(!folder.path("to/files").exists() && !folder.path("to/files.partial").exists(), "{name}");
            fs::write(folder.archive(), good).unwrap();
        }
        restore(&folder.settings("to"), &folder.archive()).unwrap();
        assert_eq!(fs::read(folder.path("to/files/a")).unwrap(), b"a");
    }

    #[test]
    fn a_backup_of_an_older_schema_is_brought_up_to_date() {
        let folder = Folder::new();
        let settings = folder.settings("from");
        let mut conn = settings.target().unwrap().connect().unwrap();
        migrations::run_these(&mut conn, &["2026-11-24-000000_catalogue".into()]).unwrap();
        conn.execute(HUB).unwrap();
        take(&settings, &folder.archive(), false).unwrap();
        let settings = folder.settings("to");
        restore(&settings, &folder.archive()).unwrap();
        let db = Database::open_unmigrated(&settings.target().unwrap()).unwrap();
        assert_eq!(db.pending_migrations().unwrap(), Vec::<String>::new());
        db.read_now(|c| c.execute("SELECT network.version FROM network JOIN institutions ON code = 'a'")).unwrap();
        // The other way round it is refused: this database is ahead already.
        let settings = folder.settings("ahead");
        Database::open(&settings.target().unwrap()).unwrap();
        assert!(restore(&settings, &folder.archive()).unwrap_err().to_string().contains("too new"));
    }
}
