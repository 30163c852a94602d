//! A journal as text: written line by line, read as far as it is whole.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Base, Entry};
use crate::files::{self, Stamp};
use crate::session::history::{History, Record};

const FORMAT: &str = "polyplan journal";
/// Rises whenever edits are written in another way; a journal of another version is left alone.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Head {
    format: String,
    version: u32,
}

#[derive(Serialize, Deserialize)]
struct BaseLine {
    path: Option<String>,
    stamp: Option<Stamp>,
    saved_state: Option<u64>,
    /// The text of a plan file.
    plan: String,
    history: History,
}

/// The lines that a journal begins with.
///
/// # Errors
/// What keeps the plan from being written.
pub fn beginning(base: &Base) -> Result<String, String> {
    let head = Head { format: FORMAT.to_owned(), version: VERSION };
    let line = BaseLine {
        // A path that is no text cannot stand here; the work is then recovered without its file.
        path: base.path.as_ref().and_then(|path| path.to_str()).map(str::to_owned),
        stamp: base.stamp,
        saved_state: base.saved_state,
        plan: files::write_text(&base.plan).map_err(|error| error.to_string())?,
        history: base.history.clone(),
    };
    Ok(one_line(&head)? + &one_line(&line)?)
}

/// An entry as a line.
///
/// # Errors
/// What the notation cannot hold.
pub fn one_line(value: &impl Serialize) -> Result<String, String> {
    let text = ron::to_string(value).map_err(|error| error.to_string())?;
    Ok(text + "\n")
}

/// Why a journal cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Another version of the program wrote it, which can read it.
    OtherVersion,
    /// Not even its beginning is whole.
    Damaged,
}

/// Reads a journal and does again what it tells, up to the first line that is torn or does not
/// fit.
///
/// # Errors
/// [`Unreadable`] if the beginning cannot be used.
pub fn read(text: &str) -> Result<Base, Unreadable> {
    let mut lines = text.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n'));
    let head = lines.next().and_then(|line| ron::from_str::<Head>(line).ok());
    let head = head.filter(|head| head.format == FORMAT).ok_or(Unreadable::Damaged)?;
    if head.version != VERSION {
        return Err(Unreadable::OtherVersion);
    }
    let mut base = lines.next().and_then(base).ok_or(Unreadable::Damaged)?;
    for line in lines {
        let Ok(entry) = ron::from_str::<Entry>(line) else { break };
        if !apply(&mut base, entry) {
            break;
        }
    }
    Ok(base)
}

fn base(line: &str) -> Option<Base> {
    let line: BaseLine = ron::from_str(line).ok()?;
    Some(Base {
        path: line.path.map(PathBuf::from),
        stamp: line.stamp,
        saved_state: line.saved_state,
        plan: files::read_text(&line.plan).ok()?.plan,
        history: line.history,
    })
}

/// Does one entry again; whether it fitted.
fn apply(base: &mut Base, entry: Entry) -> bool {
    let Base { plan, history, .. } = base;
    match entry {
        Entry::Step(Record::Do { label, edit }) => history.repeat(plan, label, edit).is_ok(),
        Entry::Step(Record::Undo) => history.undo(plan).is_some(),
        Entry::Step(Record::Redo) => history.redo(plan).is_some(),
        Entry::Saved { path, stamp, state } => {
            base.path = Some(PathBuf::from(path));
            base.stamp = Some(stamp);
            base.saved_state = Some(state);
            true
        }
    }
}
