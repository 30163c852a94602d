//! Undo and redo: steps of one intention each, kept as inverse edits.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{
    ComponentChange, ComponentId, Edit, EditError, InputRef, Plan, PlanChange, Priority,
    ScenarioChange, ScenarioId,
};

/// Most steps that can be taken back.
const MOST_STEPS: usize = 1000;

/// One intention that can be taken back or repeated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// What it did, naming the object: `Rename “cart”`.
    pub label: String,
    /// The edit that takes it back (or, on the redo side, does it again).
    pub edit: Edit,
    /// Number of the state that the edit leads to.
    state: u64,
}

/// A gesture under way: many edits that will be one step.
#[derive(Clone, Debug)]
struct Gesture {
    label: String,
    /// Edits made so far with their inverses, oldest first.
    done: Vec<Change>,
    /// Where in `done` a value was last set, since which nothing was added or removed.
    set: BTreeMap<Target, usize>,
}

/// One edit and what takes it back.
#[derive(Clone, Debug)]
struct Change {
    edit: Edit,
    inverse: Edit,
}

/// A value that a drag sets again and again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    Place(ComponentId),
    Group(ComponentId),
    Input(InputRef),
    Override(ScenarioId, InputRef),
    Load(ScenarioId),
    Priority(Priority),
}

/// What changed the plan, in the order in which it happened; written to the journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Record {
    /// A step was done.
    Do {
        /// Its label.
        label: String,
        /// Its edit.
        edit: Edit,
    },
    /// The last step was taken back.
    Undo,
    /// The step last taken back was done again.
    Redo,
}

/// The steps done and taken back.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
    #[serde(skip)]
    gesture: Option<Gesture>,
    /// Number of the state that the plan is in.
    state: u64,
    /// Number of the last new state.
    newest: u64,
}

impl History {
    /// Number of the state that the plan is in; the same number is the same plan.
    #[must_use]
    pub const fn state(&self) -> u64 {
        self.state
    }

    /// Does `edit` as a step of its own, or as part of the gesture under way.
    ///
    /// # Errors
    /// [`EditError`] if the edit does not fit; plan and history are then as before.
    pub fn perform(
        &mut self,
        plan: &mut Plan,
        label: &str,
        edit: Edit,
    ) -> Result<Option<Record>, EditError> {
        let inverse = plan.apply(edit.clone())?;
        let change = Change { edit: edit.clone(), inverse };
        if let Some(gesture) = &mut self.gesture {
            gesture.add(change);
            return Ok(None);
        }
        // What changes nothing is nothing to take back.
        let inverse = change.inverse.clone();
        if Change::parts(change).iter().all(Change::is_nothing) {
            return Ok(None);
        }
        self.push(label.to_owned(), inverse);
        Ok(Some(Record::Do { label: label.to_owned(), edit }))
    }

    /// Does a recorded step again. It was a step when it was recorded, so it is one now, even if it
    /// changes nothing.
    ///
    /// # Errors
    /// [`EditError`] if the edit does not fit; plan and history are then as before.
    pub fn repeat(&mut self, plan: &mut Plan, label: String, edit: Edit) -> Result<(), EditError> {
        let inverse = plan.apply(edit)?;
        self.push(label, inverse);
        Ok(())
    }

    /// Starts a gesture; what is done until it is committed becomes one step. A gesture already
    /// under way goes on.
    pub fn begin(&mut self, label: &str) {
        if self.gesture.is_none() {
            self.gesture =
                Some(Gesture { label: label.to_owned(), done: Vec::new(), set: BTreeMap::new() });
        }
    }

    /// Whether a gesture is under way.
    #[must_use]
    pub fn in_gesture(&self) -> bool {
        self.gesture.is_some()
    }

    /// Label of the gesture under way.
    #[must_use]
    pub fn gesture_label(&self) -> Option<&str> {
        self.gesture.as_ref().map(|gesture| gesture.label.as_str())
    }

    /// Ends the gesture; what it did is one step. Nothing happens without a gesture, or after one
    /// that put everything back itself.
    pub fn commit(&mut self) -> Option<Record> {
        let Gesture { label, mut done, .. } = self.gesture.take()?;
        done.retain(|change| !change.is_nothing());
        if done.is_empty() {
            return None;
        }
        let (forward, mut inverses): (Vec<_>, Vec<_>) =
            done.into_iter().map(|change| (change.edit, change.inverse)).unzip();
        inverses.reverse();
        self.push(label.clone(), one_or_many(inverses));
        Some(Record::Do { label, edit: one_or_many(forward) })
    }

    /// Ends the gesture and takes back what it did.
    pub fn abort(&mut self, plan: &mut Plan) {
        let Some(gesture) = self.gesture.take() else { return };
        for change in gesture.done.into_iter().rev() {
            // An inverse fits the plan that its edit left; nothing else changed it since.
            let undone = plan.apply(change.inverse);
            debug_assert!(undone.is_ok(), "{undone:?}");
        }
    }

    /// Takes the last step back and returns its label.
    pub fn undo(&mut self, plan: &mut Plan) -> Option<String> {
        self.abort(plan);
        let step = self.undo.pop()?;
        let edit = plan.apply(step.edit).ok()?;
        let state = std::mem::replace(&mut self.state, step.state);
        self.redo.push(Step { label: step.label.clone(), edit, state });
        Some(step.label)
    }

    /// Does the step last taken back again and returns its label.
    pub fn redo(&mut self, plan: &mut Plan) -> Option<String> {
        self.abort(plan);
        let step = self.redo.pop()?;
        let edit = plan.apply(step.edit).ok()?;
        let state = std::mem::replace(&mut self.state, step.state);
        self.undo.push(Step { label: step.label.clone(), edit, state });
        Some(step.label)
    }

    /// Label of the step that undo would take back.
    #[must_use]
    pub fn undo_label(&self) -> Option<&str> {
        self.undo.last().map(|step| step.label.as_str())
    }

    /// Label of the step that redo would do again.
    #[must_use]
    pub fn redo_label(&self) -> Option<&str> {
        self.redo.last().map(|step| step.label.as_str())
    }

    /// The plan as it was, or will be again, in a state of the history.
    pub(super) fn plan_at(&self, plan: &Plan, state: u64) -> Option<Plan> {
        let (mut back, mut before) = (self.clone(), plan.clone());
        while back.state != state && back.undo(&mut before).is_some() {}
        if back.state == state {
            return Some(before);
        }
        let (mut on, mut after) = (self.clone(), plan.clone());
        while on.state != state && on.redo(&mut after).is_some() {}
        (on.state == state).then_some(after)
    }

    /// Whether each state has a number of its own, as it has unless a file was damaged: a new state
    /// could else be taken for one that was saved.
    #[must_use]
    pub(super) fn is_sound(&self) -> bool {
        let steps = self.undo.iter().chain(&self.redo).map(|step| step.state);
        let mut states: Vec<u64> = steps.chain([self.state]).collect();
        states.sort_unstable();
        let known = states.last().is_none_or(|last| *last <= self.newest);
        known && self.newest < u64::MAX / 2 && states.is_sorted_by(|a, b| a < b)
    }

    /// How many steps can be taken back and done again.
    #[must_use]
    pub fn depth(&self) -> (usize, usize) {
        (self.undo.len(), self.redo.len())
    }

    /// Forgets what was taken back, or else the older half of the steps; whether there was any.
    pub(super) fn forget_half(&mut self) -> bool {
        if self.redo.is_empty() {
            let half = self.undo.len().div_ceil(2);
            self.undo.drain(..half);
            return half > 0;
        }
        self.redo.clear();
        true
    }

    fn push(&mut self, label: String, inverse: Edit) {
        self.redo.clear();
        self.newest += 1;
        let before = std::mem::replace(&mut self.state, self.newest);
        self.undo.push(Step { label, edit: inverse, state: before });
        if self.undo.len() > MOST_STEPS {
            self.undo.remove(0);
        }
    }
}

impl Gesture {
    /// Adds a change. A drag sets the same value many times: only the first inverse and the last
    /// edit count, unless something came or went in between.
    fn add(&mut self, change: Change) {
        for change in Change::parts(change) {
            let Some(target) = Target::of(&change.edit) else {
                self.set.clear();
                self.done.push(change);
                continue;
            };
            let earlier = self.set.get(&target).and_then(|&place| self.done.get_mut(place));
            if let Some(earlier) = earlier {
                earlier.edit = change.edit;
            } else {
                self.set.insert(target, self.done.len());
                self.done.push(change);
            }
        }
    }
}

impl Change {
    /// The single changes of several made as one, in the order in which they were made.
    fn parts(change: Self) -> Vec<Self> {
        match (change.edit, change.inverse) {
            (Edit::Many(edits), Edit::Many(inverses)) if edits.len() == inverses.len() => {
                let pairs = edits.into_iter().zip(inverses.into_iter().rev());
                pairs.flat_map(|(edit, inverse)| Self::parts(Self { edit, inverse })).collect()
            }
            (edit, inverse) => vec![Self { edit, inverse }],
        }
    }

    /// Whether it set what was so before: what takes it back is the edit itself.
    fn is_nothing(&self) -> bool {
        self.edit == self.inverse
    }
}

impl Target {
    fn of(edit: &Edit) -> Option<Self> {
        Some(match edit {
            Edit::Place(id, _) => Self::Place(id.clone()),
            Edit::Component(id, ComponentChange::Group(_)) => Self::Group(id.clone()),
            Edit::Input(address, _) => Self::Input(address.clone()),
            Edit::Scenario(id, ScenarioChange::Override(address, _)) => {
                Self::Override(id.clone(), address.clone())
            }
            Edit::Scenario(id, ScenarioChange::Load(_)) => Self::Load(id.clone()),
            Edit::Plan(PlanChange::Priority(priority, _)) => Self::Priority(*priority),
            _ => return None,
        })
    }
}

fn one_or_many(mut edits: Vec<Edit>) -> Edit {
    if edits.len() == 1 { edits.swap_remove(0) } else { Edit::Many(edits) }
}
