//! The journal: what was done since the last save, kept beside the user's state, so that a crash
//! loses next to nothing.
//!
//! A journal is a file of lines in RON. The first names the format, the second is the plan with its
//! history as they were when the journal began, each further line is one [`Entry`]. A line that a
//! crash tore in two is left out. It begins with the first change after a save and is removed
//! when the plan is saved or closed; while it is in use, a lock file beside it is locked, so that
//! the work of a window that still runs is not taken for lost.

mod lost;
mod text;
mod writer;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use lost::{Claim, Found, Lost, find};
pub use writer::{Message, Writer};

use super::history::{History, Record};
use crate::files::Stamp;
use crate::model::Plan;

/// What a journal begins with.
#[derive(Clone, Debug)]
pub struct Base {
    /// The plan's file, if it has one.
    pub path: Option<PathBuf>,
    /// What that file held when it was last read or written.
    pub stamp: Option<Stamp>,
    /// State of the history that the file holds; none if it holds no state.
    pub saved_state: Option<u64>,
    /// The plan.
    pub plan: Plan,
    /// What led to it.
    pub history: History,
}

/// One line of a journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// A step, or one taken back or done again.
    Step(Record),
    /// A state of the history was saved while the plan was edited on.
    Saved {
        /// The file.
        path: String,
        /// What it holds now.
        stamp: Stamp,
        /// Which state that is.
        state: u64,
    },
}
