//! Text to plan, with every repair listed.

use std::path::PathBuf;

use serde::Deserialize;

use super::from_save;
use super::from_save::meant;
use super::save_v1::{PlanV1, fields_beside};
use super::write::options;
use super::{FORMAT, MAX_BYTES, MAX_DEPTH, VERSION, surface};
use crate::base::logged::Cause;
use crate::base::number::exact;
use crate::base::words::counted;
use crate::model::Plan;

/// A loaded plan and what had to be repaired to load it.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The plan; all invariants hold.
    pub plan: Plan,
    /// What could not be used and was dropped or changed. Saving makes that final.
    pub repairs: Vec<Repair>,
    /// How many comments the text holds; saving leaves them out.
    pub comments: usize,
}

impl Loaded {
    /// What saving leaves out without being a mistake of the file, for people; none mostly.
    #[must_use]
    pub fn lost_by_saving(&self) -> Option<String> {
        let comments = (self.comments > 0).then(|| counted(self.comments, "comment"))?;
        Some(format!(
            "Saving leaves out {comments} of the file; notes of the plan and sources of its numbers \
             are kept"
        ))
    }
}

/// Something in a file that could not be used as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// Which element and where it stands, such as ``component `cart` (line 12)``.
    pub place: String,
    /// What was wrong with it, and what was done.
    pub problem: String,
}

impl std::fmt::Display for Repair {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place, self.problem)
    }
}

/// Why a file cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file system refused.
    #[error("cannot read {}: {}", .path.display(), crate::base::failure::reason(.path, .error))]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// The file is too large to be a plan.
    #[error("the file has {bytes} bytes; a plan has at most {MAX_BYTES}. Is it another file?")]
    TooLarge {
        /// Its size.
        bytes: u64,
    },
    /// The file is not text.
    #[error(
        "line {line}: the file is not UTF-8 text; it may be another file, or damaged from here on"
    )]
    NotText {
        /// First line that is not text.
        line: usize,
    },
    /// The file is not a plan.
    #[error(
        "this is not a Polyplan file: it must begin with (format: \"polyplan\", version: {VERSION}, …)"
    )]
    NotPolyplan,
    /// A newer program wrote the file.
    #[error(
        "the file has version {found}; this program reads up to {VERSION}. Update Polyplan to open it"
    )]
    Newer {
        /// Its version.
        found: String,
    },
    /// The version is no version.
    #[error("`version` is {found}; versions are whole numbers from 1 to {VERSION}")]
    NoVersion {
        /// What stands there.
        found: String,
    },
    /// Brackets are nested deeper than the format ever does.
    #[error(
        "line {line}, column {column}: brackets are nested deeper than {MAX_DEPTH} levels; the file is damaged here"
    )]
    TooDeep {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// The text breaks the notation.
    #[error("line {line}, column {column}: {problem}")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong there.
        problem: String,
    },
}

impl Cause for LoadError {
    fn cause(&self) -> String {
        match self {
            Self::Io { error, .. } => error.cause(),
            Self::TooLarge { bytes } => format!("{bytes} bytes are too many"),
            Self::NotText { line } => format!("no text from line {line} on"),
            Self::NotPolyplan => "it does not begin as a plan".to_owned(),
            Self::Newer { .. } => "its version is newer".to_owned(),
            Self::NoVersion { .. } => "its version is none".to_owned(),
            Self::TooDeep { line, column } => {
                format!("nested too deep at line {line}, column {column}")
            }
            Self::Syntax { line, column, .. } => {
                format!("broken notation at line {line}, column {column}")
            }
        }
    }
}

impl LoadError {
    pub(super) fn not_text(error: &std::string::FromUtf8Error) -> Self {
        let valid = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..valid).unwrap_or_default();
        Self::NotText { line: before.split(|byte| *byte == b'\n').count() }
    }
}

/// Reads the text of a project file.
///
/// # Errors
/// [`LoadError`] with line and column where the text breaks off or is not the format.
pub fn read_text(text: &str) -> Result<Loaded, LoadError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let comments = surface::scan(text)?;
    let mut ignored = Vec::new();
    let save = match parse(text, &mut ignored) {
        Ok(save) => save,
        Err(error) => return Err(why(text, &error)),
    };
    if save.format != FORMAT {
        return Err(LoadError::NotPolyplan);
    }
    if let Some(error) = refused(f64::from(save.version)) {
        return Err(error);
    }
    let (plan, mut repairs) = from_save::plan(save, text);
    repairs.extend(ignored);
    Ok(Loaded { plan, repairs, comments })
}

fn parse(text: &str, ignored: &mut Vec<Repair>) -> Result<PlanV1, ron::de::SpannedError> {
    let mut deserializer = ron::Deserializer::from_str_with_options(text, &options())?;
    let note = |path: serde_ignored::Path<'_>| {
        let place = path.to_string();
        let field = place.rsplit('.').next().unwrap_or_default();
        let meant = meant(field, fields_beside(&place).iter().copied());
        let problem = format!(
            "this version does not know the field; {meant}it is left out when the plan is saved"
        );
        ignored.push(Repair { place, problem });
    };
    let save = serde_ignored::deserialize(&mut deserializer, note)
        .map_err(|error| deserializer.span_error(error))?;
    deserializer.end().map_err(|error| deserializer.span_error(error))?;
    Ok(save)
}

/// The beginning of every version, whatever its number looks like.
#[derive(Deserialize)]
struct Header {
    format: String,
    version: f64,
}

/// Why a version cannot be read, if it cannot.
fn refused(version: f64) -> Option<LoadError> {
    let found = exact(version);
    if version < 1.0 || version.fract() != 0.0 {
        return Some(LoadError::NoVersion { found });
    }
    (version > f64::from(VERSION)).then_some(LoadError::Newer { found })
}

/// Turns a parser's error into the most helpful one: another format, a newer version, or the place.
fn why(text: &str, error: &ron::de::SpannedError) -> LoadError {
    match options().from_str::<Header>(text) {
        Ok(header) if header.format != FORMAT => return LoadError::NotPolyplan,
        Ok(header) => {
            if let Some(error) = refused(header.version) {
                return error;
            }
        }
        Err(_) => {}
    }
    if !text.trim_start().starts_with('(') {
        return LoadError::NotPolyplan;
    }
    LoadError::Syntax {
        line: error.span.end.line,
        column: error.span.end.col,
        problem: error.code.to_string(),
    }
}
