//! What jobs come back with.

use std::path::PathBuf;

use super::analysis::Analysis;
use super::compare::SideName;
use super::history::History;
use super::journal::Found;
use super::sheet::Answers;
use super::study::Study;
use crate::charts::{Chart, Shades};
use crate::draw::png::Pixels;
use crate::files::templates::Template;
use crate::files::{LoadError, Loaded, Stamp};
use crate::layout::Scope;
use crate::model::Edit;
use crate::model::version::Version;

/// Result of a job; handled by the session at one point of the frame.
#[derive(Debug)]
pub enum Outcome {
    /// The job gave up by a fault of its own.
    Broken,
    /// An analysis is complete, or was stopped.
    Analysed(Option<Box<Analysis>>),
    /// What a dialog shows was worked out.
    Studied(Study),
    /// A chart has its ranges.
    Charted(Option<Box<Chart>>),
    /// An overlay was worked out, or was stopped.
    Shaded(Option<Box<Shades>>),
    /// The figures of the table were worked out, or stopped.
    Figured(Option<super::table::Figures>),
    /// What a meeting needs was worked out, or stopped.
    Prepared(Option<Box<super::meeting::Prepared>>),
    /// A file was read, or not.
    Opened(PathBuf, Box<Result<Opened, LoadError>>),
    /// A saved plan was read for one side of a comparison, or not.
    ReadToCompare(SideName, PathBuf, Box<Result<Read, LoadError>>),
    /// A plan was saved, or not.
    Saved(SaveResult),
    /// A file was looked at: what it holds now, if it is still there.
    Checked(Option<Stamp>),
    /// Changes from outside were read, or not.
    Incoming(Box<Result<super::Incoming, String>>),
    /// A question sheet was read, or not.
    Answers(Box<Result<Answers, String>>),
    /// Journals of crashed windows were looked for, and reports of crashes that nobody was told of; the
    /// newest of them.
    Found(Found, Option<PathBuf>),
    /// The user's own templates were read, and what could not be read of them.
    Templates(Vec<Template>, Vec<String>),
    /// The plan was kept as a template, in this file, or not.
    TemplateKept(Result<(String, PathBuf), String>),
    /// Placement was computed on a plan of this version.
    TidyDone(Version, Scope, Vec<Edit>),
    /// An export was written, with what has to be said of it, or not.
    Exported(PathBuf, Result<Vec<String>, String>),
    /// A folder of files was written, or not.
    Bundled(super::bundle::Bundled),
    /// A picture for the clipboard was drawn, of what is named, or not.
    Drawn(String, Result<Pixels, String>),
    /// The numbers of a chart of this title were written for the clipboard, or not.
    Numbers(String, Result<String, String>),
}

/// A plan that was read, to be looked at.
#[derive(Debug)]
pub struct Read {
    /// The plan, and what was repaired.
    pub loaded: Loaded,
    /// What the file holds.
    pub stamp: Stamp,
}

/// A file that was read, to go on with.
#[derive(Debug)]
pub struct Opened {
    /// The plan, and what was repaired.
    pub loaded: Loaded,
    /// What the file holds.
    pub stamp: Stamp,
    /// What can be undone in it, or why that cannot be read.
    pub history: Result<Option<History>, String>,
    /// Where the plan that was in the window was kept, or why it could not be.
    pub mine: Option<Result<PathBuf, String>>,
}

/// What became of a save.
#[derive(Debug)]
pub enum SaveResult {
    /// The file holds the plan; something beside may have failed.
    Done(Stamp, Option<String>),
    /// Somebody else changed the file, which holds this now; nothing was written.
    Changed(Stamp),
    /// There is another file of this name, which nobody agreed to replace.
    Exists,
    /// Nothing was written, for this reason.
    Failed(String),
    /// The user stopped it; nothing was written.
    Stopped,
}
