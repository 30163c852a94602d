//! Applying edits: each gives the edit that takes it back.

mod add;
mod change;
mod check;
pub(super) mod entries;
mod remove;

pub use check::{MAX_CARD, MAX_COORDINATE, MAX_LOAD_FACTOR};

use super::edit::Edit;
use super::plan::Plan;
use super::{ComponentId, GroupId};
use crate::base::RangeError;

/// Why an edit cannot be applied; the plan is then as before.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum EditError {
    /// The edit names an element that the plan does not hold.
    #[error("the plan has no {sort} `{id}`")]
    Missing {
        /// Sort of element.
        sort: &'static str,
        /// Its id.
        id: String,
    },
    /// The edit adds an element whose id is taken.
    #[error("the plan already has a {sort} `{id}`")]
    Taken {
        /// Sort of element.
        sort: &'static str,
        /// Its id.
        id: String,
    },
    /// The edit would put a group into itself.
    #[error("group `{0}` cannot lie inside itself")]
    GroupCycle(GroupId),
    /// The edit puts a card where nobody finds it.
    #[error("the card of `{0}` must have a size and lie within {MAX_COORDINATE} of the origin")]
    BadPlace(ComponentId),
    /// The edit states a number that makes no sense.
    #[error("{address}: {error}")]
    BadNumber {
        /// Which number.
        address: String,
        /// What is wrong with it.
        error: RangeError,
    },
}

type Outcome = Result<Edit, EditError>;

impl Plan {
    /// Applies `edit` and returns the edit that takes it back.
    ///
    /// # Errors
    /// [`EditError`] if the edit does not fit the plan, which is then unchanged.
    pub fn apply(&mut self, edit: Edit) -> Outcome {
        let placement_only = matches!(edit, Edit::Place(..));
        let many = matches!(edit, Edit::Many(_));
        let inverse = self.apply_uncounted(edit)?;
        if placement_only {
            self.version.placement += 1;
        } else if !many {
            self.version.meaning += 1;
        }
        Ok(inverse)
    }

    fn apply_uncounted(&mut self, edit: Edit) -> Outcome {
        match edit {
            Edit::AddComponent(component) => self.add_component(*component),
            Edit::RemoveComponent(id) => self.remove_component(&id),
            Edit::Component(id, change) => self.change_component(id, change),
            Edit::AddLink(link) => self.add_link(*link),
            Edit::RemoveLink(id) => self.remove_link(&id),
            Edit::Link(id, change) => self.change_link(id, change),
            Edit::AddGroup(group) => self.add_group(*group),
            Edit::RemoveGroup(id) => self.remove_group(&id),
            Edit::Group(id, change) => self.change_group(id, change),
            Edit::AddRole(role) => self.add_role(*role),
            Edit::RemoveRole(id) => self.remove_role(&id),
            Edit::Role(id, change) => self.change_role(id, change),
            Edit::AddScenario(scenario) => self.add_scenario(*scenario),
            Edit::RemoveScenario(id) => self.remove_scenario(&id),
            Edit::Scenario(id, change) => self.change_scenario(id, change),
            Edit::Input(address, quantity) => self.set_input(address, quantity),
            Edit::Decide(id, decision) => self.decide(id, decision),
            Edit::Vote(id, role, vote) => self.vote(id, &role, vote),
            Edit::Log(id, entry) => self.set_entry(id, entry),
            Edit::Place(id, placement) => self.place(id, placement),
            Edit::Plan(change) => Ok(Edit::Plan(self.change_plan(change))),
            Edit::Many(edits) => self.apply_many(edits),
        }
    }

    fn apply_many(&mut self, edits: Vec<Edit>) -> Outcome {
        let mut inverses = Vec::with_capacity(edits.len());
        for edit in edits {
            match self.apply(edit) {
                Ok(inverse) => inverses.push(inverse),
                Err(error) => {
                    for inverse in inverses.into_iter().rev() {
                        self.apply(inverse)?;
                    }
                    return Err(error);
                }
            }
        }
        inverses.reverse();
        Ok(Edit::Many(inverses))
    }
}

fn missing(sort: &'static str, id: &impl std::fmt::Display) -> EditError {
    EditError::Missing { sort, id: id.to_string() }
}
