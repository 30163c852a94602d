//! What a file held when it was read or written, to notice that somebody else changed it.

use std::io::{ErrorKind, Read as _};
use std::path::Path;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::{MAX_BYTES, regular};

/// Content and time of a file. Two stamps are equal if the contents are; the time is a hint alone.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Stamp {
    /// Hash of the content.
    pub hash: u64,
    /// Its size, bytes.
    pub bytes: u64,
    /// When it was last written, as the file system has it.
    #[serde(skip)]
    pub modified: Option<SystemTime>,
}

impl PartialEq for Stamp {
    fn eq(&self, other: &Self) -> bool {
        (self.hash, self.bytes) == (other.hash, other.bytes)
    }
}

impl Eq for Stamp {}

impl Stamp {
    /// The stamp of a content that was written at `modified`.
    #[must_use]
    pub fn of_bytes(bytes: &[u8], modified: Option<SystemTime>) -> Self {
        Self { hash: hash(bytes), bytes: bytes.len() as u64, modified }
    }

    /// The stamp of a file with its content; none if there is no file.
    ///
    /// # Errors
    /// What the file system says. A file that is too large to be a plan is an error, too.
    pub fn of_file(path: &Path) -> std::io::Result<Option<(Self, Vec<u8>)>> {
        let file = match regular::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let modified = file.metadata()?.modified().ok();
        let mut bytes = Vec::new();
        file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MAX_BYTES {
            return Err(std::io::Error::other("it is too large to be a plan"));
        }
        Ok(Some((Self::of_bytes(&bytes, modified), bytes)))
    }

    /// Whether the file's time and size still are what they were; says nothing of a file that
    /// another program gave the same time on purpose.
    #[must_use]
    pub fn looks_unchanged(&self, path: &Path) -> bool {
        std::fs::metadata(path).is_ok_and(|now| {
            now.len() == self.bytes
                && self.modified.is_some()
                && now.modified().ok() == self.modified
        })
    }
}

/// 64-bit FNV-1a: the same on every machine and in every version. It tells contents apart, and
/// keeps nobody from making two alike on purpose.
#[must_use]
pub fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
