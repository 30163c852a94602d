//! A journal as text: written line by line, read as far as it is whole.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Base, Entry};
use crate::files::{self, Stamp};
use crate::model::Plan;
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

/// A journal as far as it can be read.
#[derive(Debug)]
pub struct Told {
    /// What it leads to.
    pub base: Base,
    /// Whether that is all of it but for a last line that was torn.
    pub whole: bool,
}

/// Reads a journal and does again what it tells, up to the first line that is torn or does not
/// fit. A state that the plan's file holds was saved, also where a crash came before that was noted.
///
/// # Errors
/// [`Unreadable`] if the beginning cannot be used.
pub fn read(text: &str) -> Result<Told, Unreadable> {
    let mut lines = text.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n'));
    let head = lines.next().and_then(|line| ron::from_str::<Head>(line).ok());
    let head = head.filter(|head| head.format == FORMAT).ok_or(Unreadable::Damaged)?;
    if head.version != VERSION {
        return Err(Unreadable::OtherVersion);
    }
    let mut base = lines.next().and_then(base).ok_or(Unreadable::Damaged)?;
    let in_file = base.path.as_deref().and_then(in_file);
    note_saved(&mut base, in_file.as_ref());
    let whole = lines.all(|line| {
        let fits = ron::from_str::<Entry>(line).is_ok_and(|entry| apply(&mut base, entry));
        note_saved(&mut base, in_file.as_ref());
        fits
    });
    Ok(Told { base, whole })
}

/// The plan that a file holds, as it was written.
fn in_file(path: &Path) -> Option<(Stamp, Plan)> {
    let (stamp, bytes) = Stamp::of_file(path).ok().flatten()?;
    let loaded = files::read_text(&String::from_utf8(bytes).ok()?).ok()?;
    loaded.repairs.is_empty().then_some((stamp, loaded.plan))
}

/// Notes that the file holds the state that was reached.
fn note_saved(base: &mut Base, in_file: Option<&(Stamp, Plan)>) {
    let unknown = in_file.filter(|(stamp, _)| base.stamp != Some(*stamp));
    if let Some((stamp, plan)) = unknown
        && base.plan == *plan
    {
        base.stamp = Some(*stamp);
        base.saved_state = Some(base.history.state());
    }
}

fn base(line: &str) -> Option<Base> {
    let line: BaseLine = ron::from_str(line).ok()?;
    Some(Base {
        path: line.path.map(PathBuf::from),
        stamp: line.stamp,
        saved_state: line.saved_state,
        plan: files::read_text(&line.plan).ok()?.plan,
        history: Some(line.history).filter(History::is_sound)?,
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
