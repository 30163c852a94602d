//! Where a command writes.

use std::io::{BufWriter, ErrorKind, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{Outcome, say};
use crate::base::failure::without_number;
use crate::base::words::visible;
use crate::exchange::picture::PictureFormat;
use crate::files::{replace, store};

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
            Self::Standard => to_standard(std::iter::once(bytes))?,
            Self::File(path) => {
                store::write(path, bytes)?;
                say::note(&format!("Wrote {}", path.display()));
            }
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Whether it takes one file after another as one: no name beside which others could stand.
    pub(super) fn is_stream(&self) -> bool {
        match self {
            Self::Standard => true,
            Self::File(path) => replace::is_stream(path),
        }
    }

    /// Refuses bytes that are no text and would land on somebody's screen.
    pub(super) fn take(&self, format: PictureFormat) -> Result<(), String> {
        let is_screen = matches!(self, Self::Standard) && std::io::stdout().is_terminal();
        if is_screen && matches!(format, PictureFormat::Png | PictureFormat::Pdf) {
            let word = format.word();
            return Err(format!(
                "a {word} is no text for a terminal; say where it goes with --out picture.{word}"
            ));
        }
        Ok(())
    }
}

/// Refuses what is no folder where one is named for several files.
pub(super) fn folder(path: &Path) -> Result<&Path, String> {
    if is_standard(path) {
        return Err(
            "several files do not go to the standard output; name a folder with --out".to_owned()
        );
    }
    if path.exists() && !path.is_dir() {
        return Err(format!(
            "{} is to be a folder, but is a file; choose another name",
            path.display()
        ));
    }
    Ok(path)
}

/// Whether a path stands for the standard input or output.
pub(super) fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn to_standard(parts: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Result<(), String> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let written = parts.into_iter().try_for_each(|part| out.write_all(part.as_ref()));
    match written.and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(format!("cannot write the answer: {}", without_number(&error.to_string())))
        }
        _ => Ok(()),
    }
}

/// Writes an answer for people; a reader that has gone away is no error. What comes from a plan does
/// nothing to their terminal.
pub(super) fn answer(text: &str) -> Outcome {
    answer_data(&visible(text))
}

/// The same with an answer in parts, which a large plan has many of.
pub(super) fn answer_parts(parts: Vec<String>) -> Outcome {
    to_standard(parts.into_iter().map(|part| visible(&part).into_owned()))?;
    Ok(ExitCode::SUCCESS)
}

/// Writes an answer for programs, to the last byte.
pub(super) fn answer_data(text: &str) -> Outcome {
    Output::Standard.write(text.as_bytes())
}

/// The ending of a file's name, lower case.
pub(super) fn ending(path: &Path) -> Option<String> {
    path.extension().and_then(|ending| ending.to_str()).map(str::to_lowercase)
}

/// What to say where the ending of --out names another format than --format.
pub(super) fn contradiction(ending: &str, format: &str) -> String {
    format!("--out ends in .{ending}, but --format says {format}; leave one of them out")
}
