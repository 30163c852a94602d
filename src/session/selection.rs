//! What is selected.

use std::collections::BTreeSet;

use crate::model::{ComponentId, GroupId, LinkId, Plan};

/// The selected elements; not part of the plan and not undone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Components.
    pub components: BTreeSet<ComponentId>,
    /// Links.
    pub links: BTreeSet<LinkId>,
    /// Groups.
    pub groups: BTreeSet<GroupId>,
}

/// One element that can be selected.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Element {
    /// A component.
    Component(ComponentId),
    /// A link.
    Link(LinkId),
    /// A group.
    Group(GroupId),
}

impl Selection {
    /// A selection of one element.
    #[must_use]
    pub fn of(element: Element) -> Self {
        let mut selection = Self::default();
        selection.add(element);
        selection
    }

    /// Whether nothing is selected.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.components.is_empty() && self.links.is_empty() && self.groups.is_empty()
    }

    /// How many elements are selected.
    #[must_use]
    pub fn len(&self) -> usize {
        self.components.len() + self.links.len() + self.groups.len()
    }

    /// Whether the element is selected.
    #[must_use]
    pub fn contains(&self, element: &Element) -> bool {
        match element {
            Element::Component(id) => self.components.contains(id),
            Element::Link(id) => self.links.contains(id),
            Element::Group(id) => self.groups.contains(id),
        }
    }

    /// Adds an element.
    pub fn add(&mut self, element: Element) {
        match element {
            Element::Component(id) => self.components.insert(id),
            Element::Link(id) => self.links.insert(id),
            Element::Group(id) => self.groups.insert(id),
        };
    }

    /// Adds an element, or takes it out if it is in.
    pub fn toggle(&mut self, element: Element) {
        if self.contains(&element) {
            match &element {
                Element::Component(id) => self.components.remove(id),
                Element::Link(id) => self.links.remove(id),
                Element::Group(id) => self.groups.remove(id),
            };
        } else {
            self.add(element);
        }
    }

    /// The one selected component, if it is the only thing selected.
    #[must_use]
    pub fn only_component(&self) -> Option<&ComponentId> {
        self.components.first().filter(|_| self.len() == 1)
    }

    /// The one selected link, if it is the only thing selected.
    #[must_use]
    pub fn only_link(&self) -> Option<&LinkId> {
        self.links.first().filter(|_| self.len() == 1)
    }

    /// The one selected group, if it is the only thing selected.
    #[must_use]
    pub fn only_group(&self) -> Option<&GroupId> {
        self.groups.first().filter(|_| self.len() == 1)
    }

    /// Leaves out what the plan no longer holds.
    pub fn prune(&mut self, plan: &Plan) {
        self.components.retain(|id| plan.components.contains_key(id));
        self.links.retain(|id| plan.links.contains_key(id));
        self.groups.retain(|id| plan.groups.contains_key(id));
    }
}
