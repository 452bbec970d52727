//! Files that people upload: kept in a store, named by their id, known by their SHA-256.
//!
//! A file is stored before its row is written, so that a row never lacks its file; what a crash leaves in between
//! is a file without a row, which [`Files::sweep`] removes.

mod name;
pub mod upload;

pub use name::safe_name;

use crate::audit::sha256;
use crate::db::schema::files;
use crate::db::{Conn, Database, Id, Instant, query};
use crate::error::Error;
use actix_web::http::header::{self, Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue, HeaderValue};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use diesel::prelude::*;
use futures_util::TryStreamExt;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Files without a row are removed when they are this old: an upload takes less.
const ORPHAN_MILLIS: i64 = 3600 * 1000;

/// Where files are kept.
#[derive(Clone)]
pub struct Files {
    store: Arc<LocalFileSystem>,
    root: PathBuf,
}

/// A file as its row says.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = files)]
pub struct File {
    /// Id, and name in the store.
    pub id: Id,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Bytes.
    pub size: i64,
    /// What it is, judged by its content.
    pub media_type: String,
}

impl Files {
    /// The files below `<data dir>/files`.
    pub fn open(data_dir: &Path) -> Result<Self, Error> {
        let root = data_dir.join("files");
        std::fs::create_dir_all(&root).map_err(|e| Error::startup(format!("cannot create {}: {e}", root.display())))?;
        let store = LocalFileSystem::new_with_prefix(&root).map_err(Error::startup)?;
        Ok(Self { store: Arc::new(store), root })
    }

    /// Keeps a file; what it is for is to be written down afterwards, by [`insert`].
    pub async fn keep(&self, content: Bytes, media_type: &str) -> Result<File, Error> {
        let id = Id::new();
        let size = i64::try_from(content.len()).unwrap_or(i64::MAX);
        let digest = digest(content.clone()).await?;
        self.store.put(&key(id), content.into()).await.map_err(Error::unavailable)?;
        self.sync(id).await?;
        Ok(File { id, sha256: digest, size, media_type: media_type.to_owned() })
    }

    /// Has the file and its name on disk before anybody relies on it.
    async fn sync(&self, id: Id) -> Result<(), Error> {
        let root = self.root.clone();
        let synced = actix_web::rt::task::spawn_blocking(move || {
            std::fs::File::open(root.join(id.to_string()))?.sync_all()?;
            std::fs::File::open(&root)?.sync_all()
        });
        synced.await.map_err(Error::internal)?.map_err(Error::unavailable)
    }

    /// What a file holds; an error when it is not what was stored.
    pub async fn read(&self, file: &File) -> Result<Bytes, Error> {
        let found = self.store.get(&key(file.id)).await.map_err(|e| Error::internal(format!("file {}: {e}", file.id)))?;
        let content = found.bytes().await.map_err(|e| Error::internal(format!("file {}: {e}", file.id)))?;
        if digest(content.clone()).await? == file.sha256 {
            return Ok(content);
        }
        Err(Error::internal(format!("file {} is not what was stored: its SHA-256 differs", file.id)))
    }

    /// Answers with a file, to be saved under `name`.
    pub async fn send(&self, req: &HttpRequest, file: &File, name: &str) -> Result<HttpResponse, Error> {
        let etag = entity_tag(&file.sha256)?;
        if let Some(known) = known(req, &etag) {
            return Ok(known);
        }
        Ok(download(self.read(file).await?, &file.media_type, etag, name))
    }

    /// Removes files that no row knows and that are old enough to stay so; how many there were. None while they are held.
    pub async fn sweep(&self, db: &Database) -> Result<usize, Error> {
        let folder = std::fs::File::open(&self.root).map_err(Error::internal)?;
        if folder.try_lock().is_err() {
            return Ok(0);
        }
        let old = Id::at(Instant::now().plus_millis(-ORPHAN_MILLIS));
        let names: Vec<Key> = self.store.list(None).map_ok(|meta| meta.location).try_collect().await.map_err(Error::internal)?;
        let mut removed = 0;
        for name in names {
            let Some(id) = name.as_ref().parse::<Id>().ok().filter(|id| *id < old) else {
                continue;
            };
            if db.read(move |conn| find(conn, id)).await?.is_none() {
                self.store.delete(&name).await.map_err(Error::internal)?;
                removed += 1;
            }
        }
        let root = self.root.clone();
        let halves = actix_web::rt::task::spawn_blocking(move || remove_halves(&root, old));
        Ok(removed + halves.await.map_err(Error::internal)?.map_err(Error::internal)?)
    }
}

/// Holds the files of a folder: for as long as what this answers lives, none is swept. None when there is no such folder.
pub fn hold(root: &Path) -> std::io::Result<Option<std::fs::File>> {
    if !root.is_dir() {
        return Ok(None);
    }
    let folder = std::fs::File::open(root)?;
    folder.lock_shared()?;
    Ok(Some(folder))
}

/// Removes what a crash left of files that were being written: the store calls them `<id>#<n>` until they are whole, and lists
/// them not.
fn remove_halves(root: &Path, old: Id) -> std::io::Result<usize> {
    let mut removed = 0;
    for entry in std::fs::read_dir(root)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let id = name.split_once('#').and_then(|(id, _)| id.parse::<Id>().ok());
        if id.is_some_and(|id| id < old) {
            std::fs::remove_file(&path)?;
            removed += 1;
        }
    }
    Ok(removed)
}

/// The entity tag of bytes with this digest.
pub fn entity_tag(digest: &str) -> Result<HeaderValue, Error> {
    HeaderValue::from_str(&format!("\"{digest}\"")).map_err(Error::internal)
}

/// 304 for a caller who has it already.
pub fn known(req: &HttpRequest, etag: &HeaderValue) -> Option<HttpResponse> {
    let seen = req.headers().get(header::IF_NONE_MATCH).is_some_and(|seen| seen == etag);
    seen.then(|| HttpResponse::NotModified().insert_header((header::ETAG, etag.clone())).finish())
}

/// An answer that is to be saved under `name`. Nothing in it runs in our pages.
pub fn download(content: Bytes, media_type: &str, etag: HeaderValue, name: &str) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, media_type))
        .insert_header((header::CONTENT_DISPOSITION, disposition(name)))
        .insert_header((header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'; frame-ancestors 'none'"))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .insert_header((header::ETAG, etag))
        .body(content)
}

/// How a file is to be saved: its name, and for old clients one of ASCII alone (RFC 6266).
fn disposition(name: &str) -> ContentDisposition {
    let plain: String = name.chars().map(|c| if c.is_ascii() { c } else { '_' }).collect();
    let mut parameters = vec![DispositionParam::Filename(plain)];
    if !name.is_ascii() {
        let value = ExtendedValue { charset: Charset::Ext("UTF-8".to_owned()), language_tag: None, value: name.as_bytes().to_vec() };
        parameters.push(DispositionParam::FilenameExt(value));
    }
    ContentDisposition { disposition: DispositionType::Attachment, parameters }
}

/// Twenty megabytes take some milliseconds: not on a thread that serves others.
async fn digest(content: Bytes) -> Result<String, Error> {
    actix_web::rt::task::spawn_blocking(move || sha256(content)).await.map_err(Error::internal)
}

fn key(id: Id) -> Key {
    Key::from(id.to_string())
}

/// Writes down a file that was kept.
pub fn insert(conn: &mut Conn, file: &File, by: Id) -> Result<(), Error> {
    write_down(conn, file, Some(by))
}

/// [`insert`] for a file that no person uploaded.
pub fn insert_of_nobody(conn: &mut Conn, file: &File) -> Result<(), Error> {
    write_down(conn, file, None)
}

fn write_down(conn: &mut Conn, file: &File, by: Option<Id>) -> Result<(), Error> {
    let row = (
        files::id.eq(file.id),
        files::sha256.eq(&file.sha256),
        files::size.eq(file.size),
        files::media_type.eq(&file.media_type),
        files::created_by.eq(by),
        files::created_at.eq(Instant::now()),
    );
    query!(conn, c => diesel::insert_into(files::table).values(row).execute(c))?;
    Ok(())
}

/// The row of a file.
pub fn find(conn: &mut Conn, id: Id) -> Result<Option<File>, Error> {
    Ok(query!(conn, c => files::table.filter(files::id.eq(id)).select(File::as_select()).first(c).optional())?)
}

/// The rows of all files, for who checks them.
pub fn all(conn: &mut Conn) -> Result<Vec<File>, Error> {
    Ok(query!(conn, c => files::table.order(files::id.asc()).select(File::as_select()).load(c))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_of_files_are_removed_once_they_are_old() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let (early, late) = (Id::at(Instant(1_000)), Id::new());
        for name in [format!("{early}#1"), early.to_string(), format!("{late}#1"), "x#1".to_owned()] {
            std::fs::write(root.join(name), "%PDF").unwrap();
        }
        assert_eq!(remove_halves(root, Id::at(Instant(2_000))).unwrap(), 1);
        assert_eq!(std::fs::read_dir(root).unwrap().count(), 3);
    }

    #[test]
    fn nothing_is_swept_while_files_are_held() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let held = [hold(root).unwrap(), hold(root).unwrap()];
        let sweeping = std::fs::File::open(root).unwrap();
        assert!(held.iter().all(Option::is_some) && sweeping.try_lock().is_err());
        drop(held);
        sweeping.try_lock().unwrap();
        assert!(hold(&root.join("none")).unwrap().is_none());
    }
}
