//! Changes from outside, to be looked at before they are taken: another format that is imported, or
//! a file that somebody else changed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::dialog::{Dialog, Then};
use super::disk::Conflict as FileConflict;
use super::files::load_placed;
use super::outcome::Outcome;
use super::save::name_of;
use super::{Notice, Session};
use crate::base::failure::reason;
use crate::base::prose::in_a_row;
use crate::base::words::{counted, sentence_case as sentence};
use crate::catalog::Catalog;
use crate::exchange::import::{self, Importer};
use crate::files::{Stamp, regular};
use crate::model::merge::Conflict;
use crate::model::version::Version;
use crate::model::{Change, Edit, Plan, changes, merge};

/// Changes that wait for somebody to look at them.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// What they come from, by its name.
    pub from: String,
    /// The plan that they are for.
    of: Version,
    /// The changes, to be done as one step.
    edits: Vec<Edit>,
    /// The same in words.
    pub changes: Vec<Change>,
    /// What both sides changed in different ways.
    pub conflicts: Vec<Conflict>,
    /// Kinds that were guessed, with why.
    pub guesses: Vec<String>,
    /// What was left out or taken for something.
    pub notes: Vec<String>,
    /// The file that is merged, if one is.
    file: Option<Merged>,
}

/// The plan's own file as somebody else left it.
#[derive(Clone, Debug, PartialEq)]
struct Merged {
    stamp: Stamp,
    /// Whether the merged plan is saved at once, and what follows.
    save: bool,
    then: Option<Then>,
}

impl Incoming {
    /// Whether a file that somebody else changed is merged, rather than another format imported.
    #[must_use]
    pub const fn is_merge(&self) -> bool {
        self.file.is_some()
    }

    /// What it adds and changes, as a sentence.
    #[must_use]
    pub fn summary(&self) -> String {
        let (mut added, mut removed) = ([0; 5], [0; 5]);
        for edit in &self.edits {
            match edit {
                Edit::AddComponent(_) => added[0] += 1,
                Edit::AddLink(_) => added[1] += 1,
                Edit::AddGroup(_) => added[2] += 1,
                Edit::AddRole(_) => added[3] += 1,
                Edit::AddScenario(_) => added[4] += 1,
                Edit::RemoveComponent(_) => removed[0] += 1,
                Edit::RemoveLink(_) => removed[1] += 1,
                Edit::RemoveGroup(_) => removed[2] += 1,
                Edit::RemoveRole(_) => removed[3] += 1,
                Edit::RemoveScenario(_) => removed[4] += 1,
                _ => {}
            }
        }
        let changed = self.changes.iter().filter(|of| !of.field.is_empty()).count();
        let of = |counts: [usize; 5]| {
            let counts = counts.into_iter().zip(["component", "link", "group", "role", "scenario"]);
            let told = counts.filter(|(count, _)| *count > 0);
            in_a_row(&told.map(|(count, what)| counted(count, what)).collect::<Vec<_>>())
        };
        let parts = [
            ("adds", of(added)),
            ("removes", of(removed)),
            ("changes", if changed > 0 { counted(changed, "field") } else { String::new() }),
        ];
        let parts = parts.iter().filter(|(_, what)| !what.is_empty());
        let mut parts: Vec<String> = parts.map(|(verb, what)| format!("{verb} {what}")).collect();
        // Where imported cards are put is part of adding them.
        let moved = self.edits.iter().filter(|edit| matches!(edit, Edit::Place(..))).count();
        if self.is_merge() && moved > 0 {
            parts.push(format!("moves {}", counted(moved, "card")));
        }
        if parts.is_empty() {
            return "Nothing is added or changed but what you choose below.".to_owned();
        }
        let undo = "Undo takes all of it back in one step";
        format!("{}. {undo}.", sentence(&parts.join(", ")))
    }
}

impl Session {
    /// Reads a file of another format by job, to be looked at.
    pub(super) fn import(&mut self, path: PathBuf) {
        let (plan, catalog) = (self.plan().clone(), self.catalog);
        self.jobs.start(&format!("Reading {}", name_of(&path)), true, move |_| {
            Outcome::Incoming(Box::new(of_file(&plan, &path, catalog)))
        });
    }

    /// Whether a text from the clipboard is one that can be imported; it is then read by job.
    pub(super) fn imports_text(&mut self, text: &str) -> bool {
        if Importer::of("", text).is_none() {
            return false;
        }
        let (plan, catalog, text) = (self.plan().clone(), self.catalog, text.to_owned());
        self.jobs.start("Reading the clipboard", true, move |_| {
            let read = of_text(&plan, "the clipboard", &text, catalog);
            let read = read.map_err(|why| format!("cannot import the clipboard: {why}"));
            Outcome::Incoming(Box::new(read))
        });
        true
    }

    /// Shows what was pasted into the table, with what of it does not count.
    pub(super) fn look_at_pasted(&mut self, edit: Edit, notes: Vec<String>) {
        let edits = match edit {
            Edit::Many(edits) => edits,
            one => vec![one],
        };
        let changes = told(self.plan(), &edits);
        let from = "the clipboard".to_owned();
        let (of, conflicts, guesses) = (self.plan().version, Vec::new(), Vec::new());
        let incoming = Incoming { from, of, edits, changes, conflicts, guesses, notes, file: None };
        self.came_in(Ok(incoming));
    }

    /// Reads by job what somebody else made of the plan's file, and brings it together with what is
    /// in the window.
    pub(super) fn merge_file(&mut self, FileConflict { save, then, .. }: FileConflict) {
        let Some(path) = self.document.path.clone() else { return };
        let name = name_of(&path);
        let Some(base) = self.document.in_file() else {
            let text = format!(
                "{name} cannot be merged: the steps since it was read are not kept any more; keep mine, take theirs or save under another name"
            );
            self.notices.push(Notice::failed(text));
            return;
        };
        let ours = self.plan().clone();
        self.jobs.start(&format!("Merging {name}"), true, move |_| {
            let read = load_placed(&path).map_err(|error| error.to_string());
            let read = read.map(|(loaded, stamp)| {
                let (edits, conflicts) = merge(&base, &ours, &loaded.plan);
                let notes = loaded.repairs.iter().map(ToString::to_string).collect();
                let file = Some(Merged { stamp, save, then });
                let of = ours.version;
                let changes = told(&ours, &edits);
                Incoming {
                    from: name.clone(),
                    of,
                    edits,
                    changes,
                    conflicts,
                    guesses: vec![],
                    notes,
                    file,
                }
            });
            Outcome::Incoming(Box::new(read.map_err(|why| format!("cannot merge {name}: {why}"))))
        });
    }

    /// Shows what came in; what changes nothing is told.
    pub(super) fn came_in(&mut self, read: Result<Incoming, String>) {
        match read {
            Err(why) => self.notices.push(Notice::failed(sentence(&why))),
            Ok(incoming) if incoming.of != self.plan().version => self.outdated(&incoming.from),
            Ok(incoming) if incoming.edits.is_empty() && incoming.conflicts.is_empty() => {
                let text = format!("The plan has all of {} already", incoming.from);
                self.notices.push(Notice::done(text));
                self.finish_merge(incoming.file);
            }
            Ok(incoming) => self.show(Dialog::Incoming(Arc::new(incoming))),
        }
    }

    pub(super) fn outdated(&mut self, from: &str) {
        let text = format!("The plan was changed while {from} was read; read it again");
        self.notices.push(Notice::warning(text));
    }

    /// Takes what the dialog shows as one step; of the conflicts of these numbers the other side.
    pub(super) fn take_in_changes(&mut self, others: &[usize]) {
        let Some(Dialog::Incoming(incoming)) = self.dialogs.last().cloned() else { return };
        self.dialogs.pop();
        if incoming.of != self.plan().version {
            return self.outdated(&incoming.from);
        }
        let chosen = others.iter().filter_map(|place| incoming.conflicts.get(*place));
        let mut edits = incoming.edits.clone();
        edits.extend(fitting(self.plan(), &edits, chosen.map(|of| of.other.clone())));
        let verb = if incoming.is_merge() { "Merge" } else { "Import" };
        let label = format!("{verb} {}", incoming.from);
        if !edits.is_empty() && !self.edit(&label, Edit::Many(edits)) {
            return;
        }
        let count = counted(incoming.changes.len() + others.len(), "change");
        self.notices.push(Notice::done(format!("{label}: {count}")));
        if incoming.is_merge() {
            self.finish_merge(incoming.file.clone());
        } else {
            self.derive();
            self.fit();
        }
    }

    /// The window has what the file has: saving replaces it without another question.
    fn finish_merge(&mut self, file: Option<Merged>) {
        let Some(Merged { stamp, save, then }) = file else { return };
        self.document.stamp = Some(stamp);
        self.keep.seen = None;
        if save {
            self.save_then(then);
        }
    }
}

/// What a file of another format changes.
pub(super) fn of_file(
    plan: &Plan,
    path: &Path,
    catalog: &'static Catalog,
) -> Result<Incoming, String> {
    let name = name_of(path);
    let bytes = regular::read(path, import::MAX_BYTES + 1);
    let bytes = bytes.map_err(|error| reason(path, &error));
    let text = bytes.and_then(|bytes| import::text(bytes).map_err(|e| e.to_string()));
    let read = text.and_then(|text| of_text(plan, &name, &text, catalog));
    read.map_err(|why| format!("cannot import {name}: {why}"))
}

/// What a text of another format would change.
fn of_text(
    plan: &Plan,
    name: &str,
    text: &str,
    catalog: &'static Catalog,
) -> Result<Incoming, String> {
    let (sketch, _) = import::read(name, text, None).map_err(|error| error.to_string())?;
    let found = import::review(plan, &sketch, catalog, name);
    Ok(Incoming {
        from: name.to_owned(),
        of: plan.version,
        edits: found.edits,
        changes: found.changes,
        conflicts: Vec::new(),
        guesses: found.guesses.iter().map(ToString::to_string).collect(),
        notes: found.notes.iter().map(ToString::to_string).collect(),
        file: None,
    })
}

/// What edits change, in words.
fn told(plan: &Plan, edits: &[Edit]) -> Vec<Change> {
    let mut after = plan.clone();
    for edit in edits {
        // Each was made to fit after those before it.
        let _ = after.apply(edit.clone());
    }
    changes(plan, &after)
}

/// Those of the further edits that fit the plan after the first ones.
fn fitting(plan: &Plan, first: &[Edit], more: impl Iterator<Item = Edit>) -> Vec<Edit> {
    let mut after = plan.clone();
    for edit in first {
        let _ = after.apply(edit.clone());
    }
    more.filter(|edit| after.apply(edit.clone()).is_ok()).collect()
}
