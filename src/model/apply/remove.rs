//! Removing elements with all that hangs on them, and how all of it comes back.

use super::entries::take;
use super::{EditError, Outcome, missing};
use crate::model::InputOwner;
use crate::model::edit::{ComponentChange, Edit, GroupChange, LinkChange, ScenarioChange};
use crate::model::link::Link;
use crate::model::log::{About, LogEntry};
use crate::model::plan::Plan;
use crate::model::{ComponentId, GroupId, LinkId, RoleId, ScenarioId};

impl Plan {
    pub(super) fn remove_component(&mut self, id: &ComponentId) -> Outcome {
        self.require_component(id)?;
        let links: Vec<LinkId> = self
            .links
            .values()
            .filter(|link| link.from == *id || link.to == *id)
            .map(|link| link.id.clone())
            .collect();
        // Undone last to first: the component first, then what hangs on it.
        let mut inverses = Vec::new();
        for link in links {
            inverses.push(self.apply_uncounted(Edit::RemoveLink(link))?);
        }
        // A link that was for its requests alone is for none now, not for all.
        let without = |link: &Link| {
            let mut begins = link.only_for.clone()?;
            begins.remove(id).then_some((link.id.clone(), LinkChange::OnlyFor(Some(begins))))
        };
        let named: Vec<(LinkId, LinkChange)> = self.links.values().filter_map(without).collect();
        for (link, change) in named {
            inverses.push(self.apply_uncounted(Edit::Link(link, change))?);
        }
        if self.decisions.contains_key(id) {
            inverses.push(self.apply_uncounted(Edit::Decide(id.clone(), None))?);
        }
        let roles: Vec<String> =
            self.votes.get(id).into_iter().flat_map(|of| of.keys().cloned()).collect();
        for role in roles {
            inverses.push(self.apply_uncounted(Edit::Vote(id.clone(), role, None))?);
        }
        if self.placements.contains_key(id) {
            inverses.push(self.apply_uncounted(Edit::Place(id.clone(), None))?);
        }
        self.drop_overrides(&InputOwner::Component(id.clone()), &mut inverses)?;
        self.free_entries(&About::Component(id.clone()), &mut inverses)?;
        let component = take(&mut self.components, id, "component")?;
        inverses.push(Edit::AddComponent(Box::new(component)));
        inverses.reverse();
        Ok(one_or_many(inverses))
    }

    /// Takes what scenarios say of `owner` out, and lists how it comes back.
    fn drop_overrides(
        &mut self,
        owner: &InputOwner,
        inverses: &mut Vec<Edit>,
    ) -> Result<(), EditError> {
        let edits: Vec<Edit> = self
            .scenarios
            .values()
            .flat_map(|scenario| {
                let of_owner = scenario.overrides.keys().filter(|address| address.owner == *owner);
                of_owner.map(|address| {
                    Edit::Scenario(
                        scenario.id.clone(),
                        ScenarioChange::Override(address.clone(), None),
                    )
                })
            })
            .collect();
        for edit in edits {
            inverses.push(self.apply_uncounted(edit)?);
        }
        Ok(())
    }

    /// Entries about what is removed are about the plan from now on, so that nothing that was to be done
    /// is lost; `inverses` get how they come back.
    fn free_entries(&mut self, gone: &About, inverses: &mut Vec<Edit>) -> Result<(), EditError> {
        let about = self.log.values().filter(|of| of.about == *gone).cloned();
        let free = about.map(|of| LogEntry { about: About::Plan, ..of }).collect();
        self.put_entries(free, inverses)
    }

    /// Puts entries in the places of those of their ids; `inverses` get how these come back.
    fn put_entries(
        &mut self,
        entries: Vec<LogEntry>,
        inverses: &mut Vec<Edit>,
    ) -> Result<(), EditError> {
        for of in entries {
            inverses.push(self.apply_uncounted(Edit::Log(of.id.clone(), Some(Box::new(of))))?);
        }
        Ok(())
    }

    pub(super) fn remove_link(&mut self, id: &LinkId) -> Outcome {
        if !self.links.contains_key(id) {
            return Err(missing("link", id));
        }
        let mut inverses = Vec::new();
        self.drop_overrides(&InputOwner::Link(id.clone()), &mut inverses)?;
        self.free_entries(&About::Link(id.clone()), &mut inverses)?;
        let link = take(&mut self.links, id, "link")?;
        inverses.push(Edit::AddLink(Box::new(link)));
        inverses.reverse();
        Ok(one_or_many(inverses))
    }

    pub(super) fn remove_group(&mut self, id: &GroupId) -> Outcome {
        let around = self.groups.get(id).ok_or_else(|| missing("group", id))?.parent.clone();
        let mut inverses = Vec::new();
        for component in self.components.values_mut().filter(|c| c.group.as_ref() == Some(id)) {
            component.group.clone_from(&around);
            let back = ComponentChange::Group(Some(id.clone()));
            inverses.push(Edit::Component(component.id.clone(), back));
        }
        for group in self.groups.values_mut().filter(|g| g.parent.as_ref() == Some(id)) {
            group.parent.clone_from(&around);
            inverses.push(Edit::Group(group.id.clone(), GroupChange::Parent(Some(id.clone()))));
        }
        self.free_entries(&About::Group(id.clone()), &mut inverses)?;
        let group = take(&mut self.groups, id, "group")?;
        inverses.push(Edit::AddGroup(Box::new(group)));
        inverses.reverse();
        Ok(one_or_many(inverses))
    }

    pub(super) fn remove_role(&mut self, id: &RoleId) -> Outcome {
        if !self.roles.contains_key(id) {
            return Err(missing("role", id));
        }
        let mut inverses = Vec::new();
        for component in self.components.values_mut().filter(|c| c.owner.as_ref() == Some(id)) {
            component.owner = None;
            let back = ComponentChange::Owner(Some(id.clone()));
            inverses.push(Edit::Component(component.id.clone(), back));
        }
        self.drop_overrides(&InputOwner::Role(id.clone()), &mut inverses)?;
        let owned = self.log.values().filter(|of| of.owner.as_ref() == Some(id)).cloned();
        let free = owned.map(|of| LogEntry { owner: None, ..of }).collect();
        self.put_entries(free, &mut inverses)?;
        let role = take(&mut self.roles, id, "role")?;
        inverses.push(Edit::AddRole(Box::new(role)));
        inverses.reverse();
        Ok(one_or_many(inverses))
    }

    pub(super) fn remove_scenario(&mut self, id: &ScenarioId) -> Outcome {
        let scenario = take(&mut self.scenarios, id, "scenario")?;
        Ok(Edit::AddScenario(Box::new(scenario)))
    }
}

fn one_or_many(mut edits: Vec<Edit>) -> Edit {
    if edits.len() == 1
        && let Some(edit) = edits.pop()
    {
        return edit;
    }
    Edit::Many(edits)
}
