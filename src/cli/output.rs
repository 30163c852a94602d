//! Where a command writes.

use std::io::{ErrorKind, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{Outcome, say};
use crate::base::failure::without_number;
use crate::files::store;

/// What `--out` names.
#[derive(Clone, Debug)]
pub(super) enum Output {
    /// `-`, or nothing.
    Standard,
    /// A file, pipe or device.
    File(PathBuf),
}

impl Output {
    /// The standard output where nothing or `-` is named.
    pub(super) fn of(out: Option<&Path>) -> Self {
        match out {
            Some(path) if !is_standard(path) => Self::File(path.to_owned()),
            _ => Self::Standard,
        }
    }

    /// Writes everything and says so; a reader that has gone away is no error.
    pub(super) fn write(&self, bytes: &[u8]) -> Outcome {
        match self {
            Self::Standard => to_standard(bytes)?,
            Self::File(path) => {
                store::write(path, bytes)?;
                say::note(&format!("Wrote {}", path.display()));
            }
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Whether another file can go beside it: beside plain files, not beside pipes, devices and links.
    pub(super) fn has_room_beside(&self) -> bool {
        match self {
            Self::Standard => false,
            Self::File(path) => std::fs::symlink_metadata(path).map_or(true, |is| is.is_file()),
        }
    }

    /// Whether bytes that are no text would land on somebody's screen.
    pub(super) fn is_screen(&self) -> bool {
        matches!(self, Self::Standard) && std::io::stdout().is_terminal()
    }
}

/// Whether a path stands for the standard input or output.
pub(super) fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn to_standard(bytes: &[u8]) -> Result<(), String> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(format!("cannot write the answer: {}", without_number(&error.to_string())))
        }
        _ => Ok(()),
    }
}

/// Writes an answer; a reader that has gone away is no error.
pub(super) fn answer(text: &str) -> Outcome {
    Output::Standard.write(text.as_bytes())
}
