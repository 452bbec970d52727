//! `jipp doctor`: what was checked, and one line for each fault.

use crate::audit::{chain, sha256};
use crate::auth::secret::{self, Secret};
use crate::auth::tokens::KeyRing;
use crate::config::ServeSettings;
use crate::db::{Conn, Database};
use crate::error::Error;
use crate::files;
use diesel::prelude::*;
use diesel::sql_types::Text;
use std::process::ExitCode;

/// Checks the installation that the settings describe.
pub fn examine(settings: &ServeSettings) -> ExitCode {
    let mut faults = 0;
    let mut check = |what: &str, result: Result<String, Error>| match result {
        Ok(found) => println!("ok     {what}: {found}"),
        Err(e) => {
            faults += 1;
            println!("FAULT  {what}: {e}");
        }
    };
    check("settings", settings.check().map(|()| format!("public address {}", settings.public_url())));
    check("secret", check_secret(settings));
    check("data folder", check_folder(settings));
    check("pages", check_pages(settings));
    match settings
        .database
        .target()
        // Looking must not make an empty database.
        .and_then(|target| target.require_existing().map(|()| target))
        .and_then(|target| Database::open_unmigrated(&target))
    {
        Err(e) => check("database", Err(e)),
        Ok(db) => {
            check("database", Ok(db.target().describe()));
            let migrations = check_migrations(&db);
            let migrated = migrations.is_ok();
            check("migrations", migrations);
            check("integrity", db.read_now(check_integrity));
            // Without its tables there is nothing more to look at.
            if migrated {
                check("references", db.read_now(check_references));
                check("signing keys", check_keys(&db, settings));
                check("files", check_files(&db, settings));
                check("audit chain", chain::examine(&db));
            }
        }
    }
    if faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn check_secret(settings: &ServeSettings) -> Result<String, Error> {
    let path = Secret::path(&settings.database)?;
    if !path.exists() && !settings.database.target()?.is_postgres() {
        return Ok(format!("{} will be made at the first start", path.display()));
    }
    Secret::load(&settings.database)?;
    if secret::is_exposed(&path) {
        return Err(Error::startup(format!("{} can be read by others; chmod 600 it", path.display())));
    }
    Ok(path.display().to_string())
}

fn check_folder(settings: &ServeSettings) -> Result<String, Error> {
    let folder = &settings.database.data_dir;
    let fail = |e: std::io::Error| Error::startup(format!("cannot write in {}: {e}", folder.display()));
    if !folder.exists() {
        return Ok(format!("{} will be made when it is needed", folder.display()));
    }
    let probe = folder.join(format!(".doctor-{}", std::process::id()));
    std::fs::write(&probe, b"").map_err(fail)?;
    std::fs::remove_file(&probe).map_err(fail)?;
    Ok(folder.display().to_string())
}

fn check_pages(settings: &ServeSettings) -> Result<String, Error> {
    let index = settings.frontend_dir.join("index.html");
    match std::fs::read_to_string(&index) {
        Ok(_) => Ok(index.display().to_string()),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            Ok(format!("none in {}, the API serves without them", settings.frontend_dir.display()))
        }
        Err(e) => Err(Error::startup(format!("cannot read {}: {e}", index.display()))),
    }
}

fn check_migrations(db: &Database) -> Result<String, Error> {
    match db.pending_migrations()?.as_slice() {
        [] => Ok("up to date".into()),
        pending => Err(Error::startup(format!("not applied: {}; run jipp migrate", pending.join(", ")))),
    }
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

fn check_integrity(conn: &mut Conn) -> Result<String, Error> {
    let lines: Vec<Line> = match conn {
        Conn::Sqlite(c) => diesel::sql_query("SELECT integrity_check AS line FROM pragma_integrity_check").load(c)?,
        Conn::Postgres(c) => diesel::sql_query(
            "SELECT 'constraint ' || conname || ' is not validated' AS line FROM pg_constraint \
             WHERE NOT convalidated AND connamespace = 'public'::regnamespace",
        )
        .load(c)?,
    };
    match lines.into_iter().map(|l| l.line).filter(|l| l != "ok").collect::<Vec<_>>().as_slice() {
        [] => Ok("sound".into()),
        faults => Err(Error::internal(faults.join("; "))),
    }
}

/// Every record must have its texts and its place in the search index.
fn check_references(conn: &mut Conn) -> Result<String, Error> {
    let lines: Vec<Line> = crate::db::query!(conn, c => diesel::sql_query(
        "SELECT 'innovation ' || i.id || ' lacks its texts' AS line FROM innovations i \
           LEFT JOIN innovation_texts t ON t.seq = i.seq WHERE t.seq IS NULL \
         UNION ALL SELECT 'innovation ' || i.id || ' is not in the search index' FROM innovations i \
           LEFT JOIN innovation_search s ON s.rowid = i.seq WHERE s.rowid IS NULL LIMIT 20",
    ).load(c))?;
    let broken: Vec<Line> = match conn {
        Conn::Sqlite(c) => diesel::sql_query("SELECT 'row ' || rowid || ' of ' || \"table\" || ' refers to nothing in ' || parent AS line FROM pragma_foreign_key_check LIMIT 20").load(c)?,
        Conn::Postgres(_) => Vec::new(),
    };
    match lines.into_iter().chain(broken).map(|l| l.line).collect::<Vec<_>>().as_slice() {
        [] => Ok("whole".into()),
        faults => Err(Error::internal(faults.join("; "))),
    }
}

/// Every file must be there, and hold what was stored.
fn check_files(db: &Database, settings: &ServeSettings) -> Result<String, Error> {
    let rows = db.read_now(files::all)?;
    let folder = settings.database.data_dir.join("files");
    let faults: Vec<String> = rows
        .iter()
        .filter_map(|file| match std::fs::read(folder.join(file.id.to_string())) {
            Err(e) => Some(format!("file {}: {e}", file.id)),
            Ok(content) if sha256(&content) != file.sha256 => Some(format!("file {} is not what was stored: its SHA-256 differs", file.id)),
            Ok(_) => None,
        })
        .take(20)
        .collect();
    if faults.is_empty() { Ok(format!("{} as they were stored", rows.len())) } else { Err(Error::internal(faults.join("; "))) }
}

fn check_keys(db: &Database, settings: &ServeSettings) -> Result<String, Error> {
    let secret = Secret::path(&settings.database)?.exists().then(|| Secret::load(&settings.database)).transpose()?;
    KeyRing::examine(db, secret.as_ref()).map(|n| format!("{n} can be opened"))
}
