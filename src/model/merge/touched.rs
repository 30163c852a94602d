//! What one side worked on, so that the other side's removal of it is no quiet loss.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::InputOwner;
use crate::model::diff::diff;
use crate::model::edit::{ComponentChange, Edit, GroupChange, LinkChange, ScenarioChange};
use crate::model::log::{About, LogEntry};
use crate::model::plan::Plan;
use crate::model::{ComponentId, GroupId, LinkId, RoleId, ScenarioId};

/// What was done to each element that a side changed or that its changes refer to, in words.
#[derive(Default)]
pub(super) struct Touched {
    pub components: BTreeMap<ComponentId, Vec<String>>,
    pub links: BTreeMap<LinkId, Vec<String>>,
    pub groups: BTreeMap<GroupId, Vec<String>>,
    pub roles: BTreeMap<RoleId, Vec<String>>,
    pub scenarios: BTreeMap<ScenarioId, Vec<String>>,
}

impl Touched {
    /// What leads from `base` to `side`; where cards lie does not count.
    pub(super) fn of(base: &Plan, side: &Plan) -> Self {
        let mut touched = Self::default();
        for edit in diff(base, side) {
            touched.edit(side, &edit);
        }
        touched
    }

    fn edit(&mut self, side: &Plan, edit: &Edit) {
        let did = || {
            let told = edit.told(side);
            format!("{} {}", told.field, told.value)
        };
        match edit {
            Edit::Component(id, change) => {
                note(&mut self.components, id, did());
                match change {
                    ComponentChange::Group(Some(group)) => {
                        note(&mut self.groups, group, format!("holds {id}"));
                    }
                    ComponentChange::Owner(Some(role)) => {
                        note(&mut self.roles, role, format!("owns {id}"));
                    }
                    _ => {}
                }
            }
            Edit::AddComponent(of) => {
                if let Some(group) = &of.group {
                    note(&mut self.groups, group, format!("holds {}", of.id));
                }
                if let Some(role) = &of.owner {
                    note(&mut self.roles, role, format!("owns {}", of.id));
                }
            }
            Edit::Decide(id, _) | Edit::Vote(id, ..) => note(&mut self.components, id, did()),
            Edit::Log(_, Some(of)) => self.entry(of),
            Edit::AddLink(of) => {
                self.ends(&of.from, &of.to);
                self.begins(of.only_for.as_ref());
            }
            Edit::Link(id, change) => {
                self.link(side, id, did());
                if let LinkChange::From(end) | LinkChange::To(end) = change {
                    note(&mut self.components, end, "has a link".to_owned());
                }
                if let LinkChange::OnlyFor(begins) = change {
                    self.begins(begins.as_ref());
                }
            }
            Edit::Input(at, _) => self.owner(side, &at.owner, did()),
            Edit::AddGroup(of) => {
                if let Some(around) = &of.parent {
                    note(&mut self.groups, around, format!("holds {}", of.id));
                }
            }
            Edit::Group(id, change) => {
                note(&mut self.groups, id, did());
                if let GroupChange::Parent(Some(around)) = change {
                    note(&mut self.groups, around, format!("holds {id}"));
                }
            }
            Edit::Role(id, _) => note(&mut self.roles, id, did()),
            Edit::AddScenario(of) => {
                for address in of.overrides.keys() {
                    self.owner(side, &address.owner, format!("is in scenario {}", of.id));
                }
            }
            Edit::Scenario(id, change) => {
                note(&mut self.scenarios, id, did());
                if let ScenarioChange::Override(at, Some(_)) = change {
                    self.owner(side, &at.owner, format!("is in scenario {id}"));
                }
            }
            _ => {}
        }
    }

    /// What an entry is about, and who has it.
    fn entry(&mut self, of: &LogEntry) {
        let did = || "has an entry in the log".to_owned();
        match &of.about {
            About::Plan => {}
            About::Component(id) => note(&mut self.components, id, did()),
            About::Link(id) => note(&mut self.links, id, did()),
            About::Group(id) => note(&mut self.groups, id, did()),
        }
        if let Some(role) = &of.owner {
            note(&mut self.roles, role, did());
        }
    }

    fn owner(&mut self, side: &Plan, owner: &InputOwner, did: String) {
        match owner {
            InputOwner::Plan => {}
            InputOwner::Component(id) => note(&mut self.components, id, did),
            InputOwner::Link(id) => self.link(side, id, did),
            InputOwner::Role(id) => note(&mut self.roles, id, did),
        }
    }

    /// A link is nothing without its ends.
    fn link(&mut self, side: &Plan, id: &LinkId, did: String) {
        note(&mut self.links, id, did);
        if let Some(link) = side.links.get(id) {
            self.ends(&link.from, &link.to);
        }
    }

    /// What a link of some requests is for.
    fn begins(&mut self, begins: Option<&BTreeSet<ComponentId>>) {
        for begin in begins.into_iter().flatten() {
            note(&mut self.components, begin, "has a link for its requests".to_owned());
        }
    }

    fn ends(&mut self, from: &ComponentId, to: &ComponentId) {
        for end in [from, to] {
            note(&mut self.components, end, "has a link".to_owned());
        }
    }
}

fn note<I: Ord + Clone>(of: &mut BTreeMap<I, Vec<String>>, id: &I, did: String) {
    let noted = of.entry(id.clone()).or_default();
    if !noted.contains(&did) {
        noted.push(did);
    }
}
