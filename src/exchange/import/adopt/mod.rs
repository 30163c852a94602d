//! From a sketch to edits of a plan: what is there already is updated, the rest is added and placed.

mod components;
mod groups;
mod links;
mod names;

use std::collections::BTreeMap;

pub use names::Asked;
pub(in crate::exchange) use names::folded;

use super::sketch::{Naming, Note, Sketch};
use crate::base::Range;
use crate::catalog::Catalog;
use crate::layout::{self, Scope};
use crate::model::{
    Change, ComponentId, DEFAULT_CARD, Edit, GroupId, Input, InputOwner, InputRef, Kind, Placement,
    Plan, PlanChange, Quantity, changes,
};

/// A kind that no file stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// Name of the component.
    pub name: String,
    /// The kind that it got.
    pub kind: Kind,
    /// Why: “its name says “gateway””.
    pub why: String,
}

impl std::fmt::Display for Guess {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}, since {}", self.name, self.kind.label(), self.why)
    }
}

/// What an import would do, to be looked at before it is done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Review {
    /// The edits, to be applied as one step.
    pub edits: Vec<Edit>,
    /// What they add and change, in words.
    pub changes: Vec<Change>,
    /// Kinds that were guessed.
    pub guesses: Vec<Guess>,
    /// What of the file was left out or taken for something.
    pub notes: Vec<Note>,
    /// New names that may be slips of the fingers; the notes tell them, too.
    pub asked: Vec<Asked>,
}

/// What importing `sketch` into `plan` does; `source` is what stated numbers are said to come from.
///
/// Elements that the plan has are found by their id or name and updated where the file states
/// something else; what only the plan has stays. The same sketch a second time changes nothing. An
/// empty `source` is a person who states it.
#[must_use]
pub fn review(plan: &Plan, sketch: &Sketch, catalog: &Catalog, source: &str) -> Review {
    let (mut review, after) = adopted(plan, sketch, catalog, source);
    review.changes = changes(plan, &after);
    // Without a change of meaning nothing is done: the places of cards alone are no news.
    if review.changes.is_empty() {
        review.edits.clear();
    }
    review
}

/// The same without the changes in words, for what is looked at with every letter that is typed.
#[must_use]
pub fn foresee(plan: &Plan, sketch: &Sketch, catalog: &Catalog) -> Review {
    let (mut review, _) = adopted(plan, sketch, catalog, "");
    if review.edits.iter().all(|edit| matches!(edit, Edit::Place(..))) {
        review.edits.clear();
    }
    review
}

/// The edits, what is said of them, and the plan after them.
fn adopted(plan: &Plan, sketch: &Sketch, catalog: &Catalog, source: &str) -> (Review, Plan) {
    let mut adoption = Adoption {
        plan: plan.clone(),
        catalog,
        naming: sketch.naming,
        source,
        edits: Vec::new(),
        guesses: Vec::new(),
        notes: sketch.notes.clone(),
        asked: Vec::new(),
        groups: BTreeMap::new(),
        components: BTreeMap::new(),
    };
    let fresh = plan.components.is_empty();
    if fresh && plan.name.trim().is_empty() && !sketch.title.trim().is_empty() {
        adoption.edit(Edit::Plan(PlanChange::Name(sketch.title.trim().to_owned())));
    }
    adoption.keep_places();
    for area in &sketch.groups {
        adoption.group(area);
    }
    adoption.nodes(&sketch.nodes);
    adoption.links(&sketch.links);
    for edit in layout::tidy(&adoption.plan, Scope::OnlyUnplaced) {
        adoption.edit(edit);
    }
    let Adoption { plan, edits, guesses, mut notes, asked, .. } = adoption;
    notes.sort_by_key(|note| note.line);
    (Review { edits, changes: Vec::new(), guesses, notes, asked }, plan)
}

struct Adoption<'a> {
    /// The plan with what was adopted so far.
    plan: Plan,
    catalog: &'a Catalog,
    naming: Naming,
    source: &'a str,
    edits: Vec<Edit>,
    guesses: Vec<Guess>,
    notes: Vec<Note>,
    asked: Vec<Asked>,
    /// Ids in the plan by keys of the sketch.
    groups: BTreeMap<String, GroupId>,
    components: BTreeMap<String, ComponentId>,
}

impl Adoption<'_> {
    /// Makes a change; one that does not fit is none.
    fn edit(&mut self, edit: Edit) {
        if self.plan.apply(edit.clone()).is_ok() {
            self.edits.push(edit);
        }
    }

    /// Cards that nobody placed stay where they are seen, whatever is added.
    fn keep_places(&mut self) {
        if self.plan.components.len() == self.plan.placements.len() {
            return;
        }
        for (id, rect) in layout::placed(&self.plan) {
            if !self.plan.placements.contains_key(&id) {
                let size = if rect.width() > 0.0 { rect.size() } else { DEFAULT_CARD };
                let place = Placement { at: rect.min, size, by_hand: false };
                self.edit(Edit::Place(id, Some(place)));
            }
        }
    }

    fn note(&mut self, line: usize, text: impl Into<String>) {
        self.notes.push(Note { line, text: text.into() });
    }

    /// Where something stated comes from; nothing for what a person states.
    fn origin(&self, line: usize) -> String {
        if self.source.is_empty() { String::new() } else { format!("{}, line {line}", self.source) }
    }

    fn numbers(&mut self, owner: &InputOwner, numbers: &BTreeMap<Input, Range>, line: usize) {
        for (&input, &range) in numbers {
            let known = self.plan.inputs_of(owner).and_then(|inputs| inputs.get(&input));
            if known.is_some_and(|known| known.range == range) {
                continue;
            }
            let quantity = Quantity { source: self.origin(line), ..Quantity::of(range) };
            let address = InputRef { owner: owner.clone(), input };
            self.edit(Edit::Input(address, Some(quantity)));
        }
    }
}
