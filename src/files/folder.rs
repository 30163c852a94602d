//! Several files written into a folder, one after another.

use std::path::Path;

use super::store;

/// Why not all files of a folder were written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Somebody asked to stop.
    Stopped,
    /// A file could not be made or written; the sentence names it.
    Failed(String),
}

/// What became of a folder of which not all files were written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// Why.
    pub why: Why,
    /// Files written before.
    pub written: usize,
    /// Files in all.
    pub of: usize,
    /// Where the first file that was not written should have gone within the folder.
    pub missing: String,
}

impl Unfinished {
    /// Nothing was written for this reason.
    #[must_use]
    pub const fn before(why: Why) -> Self {
        Self { why, written: 0, of: 0, missing: String::new() }
    }
}

impl std::fmt::Display for Unfinished {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { why, written, of, missing } = self;
        let reason = match why {
            Why::Stopped => "stopped",
            Why::Failed(reason) => reason,
        };
        match written {
            0 => write!(f, "{reason}; no file was written"),
            _ => write!(
                f,
                "{reason}; {written} of {of} files were written, {missing} and what follows were not"
            ),
        }
    }
}

/// Writes files into a folder, which is made if it is missing. `go_on` is told how far it is, from
/// 0 to 1, and says whether to go on.
///
/// # Errors
/// What was written all the same; each file that was is whole.
pub fn write_all<F>(
    folder: &Path,
    files: Vec<(String, F)>,
    mut go_on: impl FnMut(f64) -> bool,
) -> Result<usize, Unfinished>
where
    F: FnOnce() -> Result<Vec<u8>, String>,
{
    let of = files.len();
    for (written, (place, bytes)) in files.into_iter().enumerate() {
        let unfinished = |why: Why| Unfinished { why, written, of, missing: place.clone() };
        #[expect(clippy::cast_precision_loss, reason = "a number of files")]
        let share = written as f64 / of as f64;
        if !go_on(share) {
            return Err(unfinished(Why::Stopped));
        }
        let path = folder.join(&place);
        let result = bytes().and_then(|bytes| {
            path.parent().map_or(Ok(()), store::make_folder)?;
            store::write(&path, &bytes)
        });
        result.map_err(|error| unfinished(Why::Failed(error)))?;
    }
    Ok(of)
}
