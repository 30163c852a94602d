//! Grouping, ungrouping, deleting, selecting all.

use std::collections::BTreeSet;

use super::tool::{Naming, Tool};
use super::{Element, Selection, Session};
use crate::base::Rect;
use crate::model::{Edit, GroupId, LinkId};

impl Session {
    /// Selects everything.
    pub(super) fn select_all(&mut self) {
        let plan = &self.document.plan;
        self.selection = Selection {
            components: plan.components.keys().cloned().collect(),
            links: plan.links.keys().cloned().collect(),
            groups: plan.groups.keys().cloned().collect(),
        };
    }

    /// Starts naming a group around the selected components and groups; it comes to be with its
    /// name, inside the innermost group that holds all of them.
    pub(super) fn group(&mut self) {
        let (plan, selection) = (self.plan(), &self.selection);
        let mut members = BTreeSet::new();
        let mut homes = Vec::new();
        let mut add = |element, home: Option<&GroupId>| {
            let path: Vec<GroupId> = plan.groups_around(home).map(|g| g.id.clone()).collect();
            // What lies in a selected group comes along with it.
            if !path.iter().any(|group| selection.groups.contains(group)) {
                members.insert(element);
                homes.push(path);
            }
        };
        for component in selection.components.iter().filter_map(|id| plan.components.get(id)) {
            add(Element::Component(component.id.clone()), component.group.as_ref());
        }
        for group in selection.groups.iter().filter_map(|id| plan.groups.get(id)) {
            add(Element::Group(group.id.clone()), group.parent.as_ref());
        }
        let rects = members.iter().filter_map(|member| self.board().rect_of(plan, member));
        let Some(around) = rects.reduce(Rect::union) else {
            self.notices.push(super::Notice::warning("Select components to group"));
            return;
        };
        let parent = homes
            .first()
            .and_then(|first| first.iter().find(|id| homes.iter().all(|home| home.contains(id))))
            .cloned();
        let around = crate::layout::around(around);
        let what = Naming::NewGroup { around, members, parent };
        self.camera.reveal(around);
        self.hover = None;
        self.tool = Tool::Naming { what, goes_on: false, text: "Group".to_owned() };
    }

    /// Takes the selected groups away; what they held stays, one level up.
    pub(super) fn ungroup(&mut self) {
        let (plan, groups) = (self.plan(), &self.selection.groups);
        let mut freed = Selection::default();
        let in_them = |home: &Option<GroupId>| home.as_ref().is_some_and(|id| groups.contains(id));
        let components = plan.components.values().filter(|c| in_them(&c.group));
        freed.components.extend(components.map(|c| c.id.clone()));
        let inner = plan.groups.values().filter(|g| in_them(&g.parent) && !groups.contains(&g.id));
        freed.groups.extend(inner.map(|g| g.id.clone()));
        let edits = groups.iter().cloned().map(Edit::RemoveGroup).collect();
        let label = match self.selection.only_group().and_then(|id| plan.groups.get(id)) {
            Some(group) => format!("Ungroup “{}”", group.name),
            None => format!("Ungroup {} groups", groups.len()),
        };
        if self.edit(&label, self.keeping_places(edits)) {
            self.selection = freed;
        }
    }

    /// Deletes what is selected: components with their links and decisions; of groups only the
    /// group, what it holds stays one level up.
    pub(super) fn delete(&mut self) {
        let label = format!("Delete {}", self.selected_name());
        self.remove(&label);
    }

    /// Takes what is selected out of the plan, as one step.
    pub(super) fn remove(&mut self, label: &str) {
        let (plan, selection) = (self.plan(), &self.selection);
        let stays = |id: &&LinkId| {
            plan.links.get(*id).is_some_and(|link| {
                !selection.components.contains(&link.from)
                    && !selection.components.contains(&link.to)
            })
        };
        let links = selection.links.iter().filter(stays).cloned().map(Edit::RemoveLink);
        let components = selection.components.iter().cloned().map(Edit::RemoveComponent);
        let groups = selection.groups.iter().cloned().map(Edit::RemoveGroup);
        let edits: Vec<Edit> = links.chain(components).chain(groups).collect();
        if edits.is_empty() {
            return;
        }
        self.edit(label, self.keeping_places(edits));
        self.hover = None;
    }
}
