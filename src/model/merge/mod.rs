//! Two people's changes of one plan brought together.
//!
//! Whatever only one of them changed is taken. Where both changed one thing in different ways, ours
//! stays and a [`Conflict`] says so. What one removed and the other worked on stays, too: nothing
//! that somebody changed is lost without a word.

mod apart;
mod restore;
mod touched;

use std::collections::BTreeMap;

use super::coarse::Answers;
use super::diff::diff;
use super::edit::{ComponentChange, Edit};
use super::plan::Plan;

/// Whose change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Of the plan that the merge changes.
    Ours,
    /// Of the plan that is merged into it.
    Theirs,
}

/// One thing that both changed in different ways.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// What it is about, by its name: “component “Cart””.
    pub object: String,
    /// Which field of it; empty where one removed the object.
    pub field: String,
    /// What it was before both.
    pub base: String,
    /// What ours makes of it.
    pub ours: String,
    /// What theirs makes of it.
    pub theirs: String,
    /// Whose change the merge keeps.
    pub kept: Whose,
    /// Applied after the merge, takes the other's change instead.
    pub other: Edit,
}

impl std::fmt::Display for Conflict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { object, field, ours, theirs, .. } = self;
        let field = if field.is_empty() { String::new() } else { format!(": {field}") };
        write!(f, "{object}{field}: ours {ours}, theirs {theirs}")
    }
}

/// Brings the changes from `base` to `theirs` into `ours`, which began as `base` as well.
///
/// The edits are for `ours`, each fits after those before it. An element that both added under one
/// id is taken once if it is the same, else theirs gets an id of its own and both stay.
#[must_use]
pub fn merge(base: &Plan, ours: &Plan, theirs: &Plan) -> (Vec<Edit>, Vec<Conflict>) {
    let mut conflicts = Vec::new();
    let theirs = apart::apart(base, ours, theirs);
    let (whole_ours, whole_theirs) = restore::restored(base, ours, &theirs, &mut conflicts);
    let mut merged = whole_ours.clone();
    take(base, &whole_ours, &whole_theirs, &mut merged, &mut conflicts);
    (diff(ours, &merged), conflicts)
}

/// Object and field that an edit sets, by id: edits of two people set the same thing if these are
/// equal.
type Slot = (String, String);

fn slot(edit: &Edit) -> Slot {
    // A plan that knows no names tells ids.
    let mut told = edit.told(&Plan::default());
    if let Edit::Vote(_, role, _) = edit {
        // Each role has a vote of its own.
        told.field.push_str(role);
    }
    (told.object, told.field)
}

/// Takes what theirs changed and ours did not.
fn take(base: &Plan, ours: &Plan, theirs: &Plan, merged: &mut Plan, conflicts: &mut Vec<Conflict>) {
    let mine: BTreeMap<Slot, Edit> =
        diff(base, ours).into_iter().map(|edit| (slot(&edit), edit)).collect();
    let mut walked = base.clone();
    for edit in diff(base, theirs) {
        let back = walked.apply(edit.clone());
        let mine = if is_whole(&edit) { None } else { mine.get(&slot(&edit)) };
        let taken = match mine {
            // Where a card lies is nothing to argue about.
            Some(mine) if *mine == edit || matches!(mine, Edit::Place(..)) => true,
            Some(_) => as_one(base, ours, &edit).is_some_and(|one| merged.apply(one).is_ok()),
            None => merged.apply(edit.clone()).is_ok() || is_whole(&edit) || is_place(&edit),
        };
        if !taken {
            let was = back.map(|back| back.told(base).value).unwrap_or_default();
            let told = edit.told(theirs);
            let is = mine.map_or_else(|| was.clone(), |mine| mine.told(ours).value);
            conflicts.push(Conflict {
                object: edit.told(ours).object,
                field: told.field,
                base: was,
                ours: is,
                theirs: told.value,
                kept: Whose::Ours,
                other: edit,
            });
        }
    }
}

const fn is_place(edit: &Edit) -> bool {
    matches!(edit, Edit::Place(..))
}

/// Whether the edit adds or removes an element. Both have the same one then, or both removed it:
/// there is nothing to do.
const fn is_whole(edit: &Edit) -> bool {
    use Edit as E;
    matches!(
        edit,
        E::AddComponent(_)
            | E::RemoveComponent(_)
            | E::AddLink(_)
            | E::RemoveLink(_)
            | E::AddGroup(_)
            | E::RemoveGroup(_)
            | E::AddRole(_)
            | E::RemoveRole(_)
            | E::AddScenario(_)
            | E::RemoveScenario(_)
    )
}

/// Both sides' answers in one edit, unless they answer one question differently.
fn as_one(base: &Plan, ours: &Plan, theirs: &Edit) -> Option<Edit> {
    let Edit::Component(id, ComponentChange::Answers(theirs)) = theirs else { return None };
    let (base, ours) = (base.components.get(id)?.answers, ours.components.get(id)?.answers);
    let answers = Answers {
        traffic: one_of(base.traffic, ours.traffic, theirs.traffic)?,
        mostly: one_of(base.mostly, ours.mostly, theirs.mostly)?,
        spends: one_of(base.spends, ours.spends, theirs.spends)?,
        feel: one_of(base.feel, ours.feel, theirs.feel)?,
        size: one_of(base.size, ours.size, theirs.size)?,
        upkeepers: one_of(base.upkeepers, ours.upkeepers, theirs.upkeepers)?,
    };
    Some(Edit::Component(id.clone(), ComponentChange::Answers(answers)))
}

/// The value that only one of two changed, or both alike.
fn one_of<T: PartialEq + Copy>(base: T, ours: T, theirs: T) -> Option<T> {
    if theirs == base || theirs == ours {
        Some(ours)
    } else if ours == base {
        Some(theirs)
    } else {
        None
    }
}
