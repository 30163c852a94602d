//! Typing names in place: of what there is, and of what comes to be with its name.

use std::collections::BTreeSet;

use super::connecting::new_link;
use crate::base::Rect;
use crate::layout::free_place;
use crate::model::{
    Component, ComponentChange, ComponentId, DEFAULT_CARD, Edit, Group, GroupChange, GroupId,
    GroupKind, Kind, LinkChange, Placement, Technology,
};
use crate::session::arrange::within_reach;
use crate::session::tool::Tool;
use crate::session::{Element, Naming, Selection, Session};

impl Session {
    /// Takes what was typed so far.
    pub(in crate::session) fn type_name(&mut self, typed: String) {
        if let Tool::Naming { text, .. } = &mut self.tool {
            *text = typed;
        }
    }

    /// Takes what was typed on the canvas with nothing open: the next name where names are typed one
    /// after another, else a new name of what is selected.
    pub(in crate::session) fn type_on_canvas(&mut self, typed: String) {
        if self.names_next() {
            return self.add_in_view(typed);
        }
        self.rename();
        if let Tool::Naming { text, goes_on, .. } = &mut self.tool {
            (*text, *goes_on) = (typed, true);
        }
    }

    /// The kind of the component that is being named, with the word of its name that says it unless
    /// it was chosen.
    #[must_use]
    pub fn kind_being_named(&self) -> Option<(Kind, Option<&'static str>)> {
        let Tool::Naming { what: Naming::NewComponent { kind, .. }, text, .. } = &self.tool else {
            return None;
        };
        if let Some(kind) = kind {
            return Some((kind.clone(), None));
        }
        let guess = self.catalog().guess_kind(text);
        Some(guess.map_or((Kind::Service, None), |guess| (guess.kind.clone(), Some(guess.word))))
    }

    /// Starts typing the name of the one selected element.
    pub(in crate::session) fn rename(&mut self) {
        if self.renames_in_table() {
            return;
        }
        let (plan, selection) = (self.plan(), &self.selection);
        let named = if let Some(id) = selection.only_component() {
            plan.components.get(id).map(|c| (Naming::Component(id.clone()), c.name.clone()))
        } else if let Some(id) = selection.only_group() {
            plan.groups.get(id).map(|group| (Naming::Group(id.clone()), group.name.clone()))
        } else if let Some(id) = selection.only_link() {
            plan.links.get(id).map(|link| (Naming::Link(id.clone()), link.label.clone()))
        } else {
            None
        };
        let Some((what, text)) = named else { return };
        if let Some(bounds) = self.selection_bounds() {
            self.camera.reveal(bounds);
        }
        self.hover = None;
        self.tool = Tool::Naming { what, goes_on: false, text };
    }

    /// Keeps the name as typed. What is new comes to be with it, or not at all without one; what
    /// there is keeps its old name rather than none.
    pub(in crate::session) fn commit_name(&mut self) {
        let said = self.kind_being_named().map_or(Kind::Service, |(kind, _)| kind);
        let Tool::Naming { what, text, .. } = std::mem::take(&mut self.tool) else { return };
        let words: Vec<&str> = text.split_whitespace().collect();
        let name = words.join(" ");
        match what {
            Naming::Link(id) => {
                let same = self.plan().links.get(&id).is_none_or(|link| link.label == name);
                if !same {
                    let label = if name.is_empty() {
                        "Clear label of link".to_owned()
                    } else {
                        format!("Label link “{name}”")
                    };
                    self.edit(&label, Edit::Link(id, LinkChange::Label(name)));
                }
            }
            _ if name.is_empty() => {}
            Naming::NewComponent { at, by_hand, linked_from, group, .. } => {
                let place = Placement { at: within_reach(at), size: DEFAULT_CARD, by_hand };
                self.add_component(&name, &said, place, linked_from, group);
            }
            Naming::NewGroup { members, parent, .. } => self.add_group(&name, &members, parent),
            Naming::Component(id) => {
                let Some(component) = self.plan().components.get(&id) else { return };
                if component.name != name {
                    let label = format!("Rename “{}” to “{name}”", component.name);
                    self.edit(&label, Edit::Component(id, ComponentChange::Name(name)));
                }
            }
            Naming::Group(id) => {
                let Some(group) = self.plan().groups.get(&id) else { return };
                if group.name != name {
                    let label = format!("Rename “{}” to “{name}”", group.name);
                    self.edit(&label, Edit::Group(id, GroupChange::Name(name)));
                }
            }
        }
    }

    /// Adds a component with its card, and the link it was drawn for, as one step.
    fn add_component(
        &mut self,
        name: &str,
        kind: &Kind,
        place: Placement,
        linked_from: Option<ComponentId>,
        group: Option<GroupId>,
    ) {
        let plan = self.plan();
        let id = ComponentId::fresh(name, |id| plan.components.contains_key(id));
        let mut component = Component::new(id.clone(), name, kind.clone());
        component.group = group.filter(|group| plan.groups.contains_key(group));
        let known = self.catalog().technology(name).filter(|of| of.technology.fits(kind));
        component.technology = known.and_then(|of| Technology::new(&of.text()));
        component.traits.sourcing = self.catalog().sourcing_said(&component);
        let mut edits =
            vec![Edit::AddComponent(Box::new(component)), Edit::Place(id.clone(), Some(place))];
        if let Some(from) = linked_from.filter(|from| plan.components.contains_key(from)) {
            let mut link = new_link(plan, from, id.clone());
            if *kind == Kind::Queue {
                link.style = crate::model::LinkStyle::Message;
            }
            edits.push(Edit::AddLink(Box::new(link)));
        }
        let edit = self.keeping_places(edits);
        if self.edit(&format!("Add “{name}”"), edit) {
            self.selection = Selection::of(Element::Component(id.clone()));
            self.added = Some(id);
        }
    }

    /// The edits that take cards out of the frame of a new group that does not hold them.
    fn moved_out(&self, members: &BTreeSet<Element>) -> Vec<Edit> {
        let plan = self.plan();
        let within = |component: &Component| {
            let mut around = plan.groups_around(component.group.as_ref());
            members.contains(&Element::Component(component.id.clone()))
                || around.any(|group| members.contains(&Element::Group(group.id.clone())))
        };
        let rects = members.iter().filter_map(|member| self.board().rect_of(plan, member));
        let Some(frame) = rects.reduce(Rect::union).map(crate::layout::around) else {
            return Vec::new();
        };
        let mut taken: Vec<Rect> = vec![frame];
        let mut covered = Vec::new();
        for (id, card) in &self.board().cards {
            let member = plan.components.get(id).is_none_or(within);
            if member || !card.overlaps(frame) {
                taken.push(*card);
            } else {
                covered.push((id, *card));
            }
        }
        let mut edits = Vec::new();
        for (id, card) in covered {
            let at = within_reach(free_place(card.min, card.size(), taken.iter().copied()));
            taken.push(Rect::from_min_size(at, card.size()));
            let by_hand = plan.placements.get(id).is_some_and(|place| place.by_hand);
            let place = Placement { at, size: card.size(), by_hand };
            edits.push(Edit::Place(id.clone(), Some(place)));
        }
        edits
    }

    /// Adds a group around what it holds, as one step.
    fn add_group(&mut self, name: &str, members: &BTreeSet<Element>, parent: Option<GroupId>) {
        let plan = self.plan();
        let id = GroupId::fresh(name, |id| plan.groups.contains_key(id));
        let parent = parent.filter(|parent| plan.groups.contains_key(parent));
        let group = Group { id: id.clone(), name: name.to_owned(), kind: GroupKind::Layer, parent };
        let mut edits = vec![Edit::AddGroup(Box::new(group))];
        let home = || Some(id.clone());
        edits.extend(members.iter().filter_map(|member| match member {
            Element::Component(member) if plan.components.contains_key(member) => {
                Some(Edit::Component(member.clone(), ComponentChange::Group(home())))
            }
            Element::Group(member) if plan.groups.contains_key(member) => {
                Some(Edit::Group(member.clone(), GroupChange::Parent(home())))
            }
            _ => None,
        }));
        edits.extend(self.moved_out(members));
        let edit = self.keeping_places(edits);
        if self.edit(&format!("Group “{name}”"), edit) {
            self.selection = Selection::of(Element::Group(id));
        }
    }
}
