//! The installation's secret: one file, from which every key that is not in the database derives.

use crate::config::DatabaseSettings;
use crate::error::Error;
use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use aws_lc_rs::{hmac, rand};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fs;
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// Fewer bytes than this could be guessed.
const SHORTEST: usize = 32;

/// The content of `JIPP_SECRET_FILE`.
#[derive(Clone)]
pub struct Secret(Vec<u8>);

impl Secret {
    /// Reads the file; makes it (mode 0600) when it is missing and the database is an embedded one.
    pub fn load(settings: &DatabaseSettings) -> Result<Self, Error> {
        let path = Self::path(settings)?;
        if !path.exists() && !settings.target()?.is_postgres() {
            create(&path).map_err(|e| Error::startup(format!("cannot write the secret {}: {e}", path.display())))?;
        }
        let content = fs::read(&path).map_err(|e| Error::startup(format!("cannot read the secret {}: {e}", path.display())))?;
        let trimmed = content.trim_ascii();
        if trimmed.len() < SHORTEST {
            return Err(Error::startup(format!("the secret {} is shorter than {SHORTEST} bytes", path.display())));
        }
        Ok(Self(trimmed.to_vec()))
    }

    /// Where the secret is, or must be.
    pub fn path(settings: &DatabaseSettings) -> Result<PathBuf, Error> {
        match &settings.secret_file {
            Some(path) => Ok(path.clone()),
            None if settings.target()?.is_postgres() => {
                Err(Error::startup("JIPP_SECRET_FILE must be given on PostgreSQL: all processes share one secret"))
            }
            None => Ok(settings.data_dir.join("secret")),
        }
    }

    /// A key for one purpose.
    pub fn derive(&self, purpose: &str) -> [u8; 32] {
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &self.0), purpose.as_bytes());
        let mut key = [0; 32];
        key.copy_from_slice(tag.as_ref());
        key
    }

    /// Encrypts `plain` so that only this installation can read it.
    pub fn seal(&self, plain: &[u8]) -> Result<String, Error> {
        let mut sealed = plain.to_vec();
        let nonce =
            self.sealing_key()?.seal_in_place_append_tag(Aad::empty(), &mut sealed).map_err(|_| Error::internal("sealing failed"))?;
        Ok(STANDARD.encode([nonce.as_ref().as_slice(), &sealed].concat()))
    }

    /// Decrypts what [`Secret::seal`] made.
    pub fn open(&self, sealed: &str) -> Result<Vec<u8>, Error> {
        let fail = || Error::startup("a signing key in the database was sealed with another secret; give the right JIPP_SECRET_FILE");
        let bytes = STANDARD.decode(sealed).map_err(|_| fail())?;
        let (nonce, rest) = bytes.split_at_checked(NONCE_LEN).ok_or_else(fail)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| fail())?;
        let mut rest = rest.to_vec();
        let plain = self.sealing_key()?.open_in_place(nonce, Aad::empty(), &mut rest).map_err(|_| fail())?;
        Ok(plain.to_vec())
    }

    fn sealing_key(&self) -> Result<RandomizedNonceKey, Error> {
        RandomizedNonceKey::new(&AES_256_GCM, &self.derive("seal")).map_err(|_| Error::internal("no sealing key"))
    }
}

fn create(path: &Path) -> std::io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut bytes = [0; 48];
    rand::fill(&mut bytes).map_err(|_| std::io::Error::other("no randomness"))?;
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(STANDARD.encode(bytes).as_bytes())?;
    file.sync_all()
}

/// Whether others than the owner may read the file.
pub fn is_exposed(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|m| m.permissions().mode() & 0o077 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_the_same_secret_only() {
        let secret = Secret(vec![7; 40]);
        let sealed = secret.seal(b"private").unwrap();
        assert_eq!(secret.open(&sealed).unwrap(), b"private");
        assert!(Secret(vec![8; 40]).open(&sealed).is_err());
        assert!(secret.open("rubbish").is_err());
    }
}
