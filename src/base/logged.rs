//! What the log holds of work on files: the names that people gave them, how long it took, and how it
//! ended. Nothing of a plan and no folder's name gets into it, so that it can be handed to somebody.

use std::path::Path;
use std::time::Instant;

/// Why something was not done, in words that hold nothing of what it was done with.
pub trait Cause {
    /// The words.
    fn cause(&self) -> String;
}

impl Cause for std::io::Error {
    fn cause(&self) -> String {
        self.kind().to_string()
    }
}

/// Does something with a file and has the log say so; `what` is a word such as "open".
///
/// # Errors
/// Those of the work.
pub fn logged<T, E: Cause>(
    what: &'static str,
    path: &Path,
    work: impl FnOnce() -> Result<T, E>,
) -> Result<T, E> {
    let begun = Instant::now();
    let result = work();
    let ms = milliseconds(begun);
    // Names are quoted: they may hold line breaks.
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    match &result {
        Ok(_) => tracing::info!(?file, ms, "{what}"),
        Err(error) => tracing::error!(?file, ms, why = error.cause(), "{what} failed"),
    }
    result
}

/// Whole milliseconds since then.
pub fn milliseconds(begun: Instant) -> u64 {
    u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX)
}
