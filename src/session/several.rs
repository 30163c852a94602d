//! One change of everything that is selected, as one step.

use super::Session;
use crate::model::{ComponentChange, Edit, InputOwner, LinkChange};

impl Session {
    /// Changes one field of every selected component.
    pub(super) fn change_selected(&mut self, change: &ComponentChange) {
        let edits =
            self.selected().map(|c| Edit::Component(c.id.clone(), change.clone())).collect();
        let label = self.said(change);
        // A group reaches to where its cards lie, so no card may move by itself.
        let edit = match change {
            ComponentChange::Group(_) => self.keeping_places(edits),
            _ => Edit::Many(edits),
        };
        self.edit(&label, edit);
    }

    /// What the change does to what is selected.
    fn said(&self, change: &ComponentChange) -> String {
        let (plan, name) = (self.plan(), self.selected_name());
        match change {
            ComponentChange::Kind(kind) => format!("Make {name} a {}", kind.label()),
            ComponentChange::Technology(Some(of)) => format!("Make {name} of {of}"),
            ComponentChange::Technology(None) => format!("Leave open what {name} is made of"),
            ComponentChange::Group(Some(id)) => {
                let group = plan.groups.get(id).map_or(id.as_str(), |group| &group.name);
                format!("Move {name} into “{group}”")
            }
            ComponentChange::Group(None) if self.selection.len() == 1 => {
                format!("Move {name} out of its group")
            }
            ComponentChange::Group(None) => format!("Move {name} out of their groups"),
            ComponentChange::Owner(Some(id)) => {
                let role = plan.roles.get(id).map_or(id.as_str(), |role| &role.name);
                format!("Make {role} the owner of {name}")
            }
            ComponentChange::Owner(None) => format!("Leave open who owns {name}"),
            _ => format!("Change {name}"),
        }
    }

    /// Turns the selected links round; what is stated of them stays.
    pub(super) fn reverse(&mut self) {
        let links = self.selection.links.iter().filter_map(|id| self.plan().links.get(id));
        let edits = links.flat_map(|link| {
            let ends = [LinkChange::From(link.to.clone()), LinkChange::To(link.from.clone())];
            ends.map(|end| Edit::Link(link.id.clone(), end))
        });
        let edits = Edit::Many(edits.collect());
        let label = match self.selection.only_link() {
            Some(id) => format!("Reverse {}", self.owner_name(&InputOwner::Link(id.clone()))),
            None => format!("Reverse {} links", self.selection.links.len()),
        };
        self.edit(&label, edits);
    }
}
