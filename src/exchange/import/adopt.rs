//! From a sketch to edits of a plan: what is there already is updated, the rest is added and placed.

use std::collections::{BTreeMap, BTreeSet};

use super::sketch::{Area, Line, Node, Note, Sketch};
use crate::base::Range;
use crate::base::id::{name_or_id, slug};
use crate::catalog::Catalog;
use crate::layout::{self, Scope};
use crate::model::{
    Change, Component, ComponentChange, ComponentId, DEFAULT_CARD, Edit, Group, GroupChange,
    GroupId, GroupKind, Input, InputOwner, InputRef, Kind, Link, LinkChange, LinkId, Placement,
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
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// The edits, to be applied as one step.
    pub edits: Vec<Edit>,
    /// What they add and change, in words.
    pub changes: Vec<Change>,
    /// Kinds that were guessed.
    pub guesses: Vec<Guess>,
    /// What of the file was left out or taken for something.
    pub notes: Vec<Note>,
}

/// What importing `sketch` into `plan` does; `source` is what stated numbers are said to come from.
///
/// Elements that the plan has are found by their id or name and updated where the file states
/// something else; what only the plan has stays. The same sketch a second time changes nothing.
#[must_use]
pub fn review(plan: &Plan, sketch: &Sketch, catalog: &Catalog, source: &str) -> Review {
    let mut adoption = Adoption {
        plan: plan.clone(),
        catalog,
        source,
        edits: Vec::new(),
        guesses: Vec::new(),
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
    let changes = changes(plan, &adoption.plan);
    let Adoption { edits, guesses, .. } = adoption;
    // Without a change of meaning nothing is done: the places of cards alone are no news.
    let edits = if changes.is_empty() { Vec::new() } else { edits };
    Review { edits, changes, guesses, notes: sketch.notes.clone() }
}

struct Adoption<'a> {
    /// The plan with what was adopted so far.
    plan: Plan,
    catalog: &'a Catalog,
    source: &'a str,
    edits: Vec<Edit>,
    guesses: Vec<Guess>,
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

    fn group(&mut self, area: &Area) {
        let parent = area.parent.as_ref().and_then(|key| self.groups.get(key)).cloned();
        let wanted = id_text(&area.key, &area.name);
        let known = self.plan.groups.get(wanted.as_str()).or_else(|| {
            let mut same = self.plan.groups.values().filter(|of| same_name(&of.name, &area.name));
            same.next().filter(|_| same.next().is_none())
        });
        let known = known.filter(|of| !self.groups.values().any(|taken| *taken == of.id)).cloned();
        let Some(known) = known else {
            let id = GroupId::fresh(&wanted, |id| self.plan.groups.contains_key(id));
            self.groups.insert(area.key.clone(), id.clone());
            let kind = area.kind.unwrap_or(GroupKind::Context);
            let name = name_or_id(area.name.clone(), &id);
            self.edit(Edit::AddGroup(Box::new(Group { id, name, kind, parent })));
            return;
        };
        self.groups.insert(area.key.clone(), known.id.clone());
        let change = |change| Edit::Group(known.id.clone(), change);
        let name = name_or_id(area.name.clone(), &known.id);
        if name != known.name {
            self.edit(change(GroupChange::Name(name)));
        }
        if let Some(kind) = area.kind.filter(|kind| *kind != known.kind) {
            self.edit(change(GroupChange::Kind(kind)));
        }
        if parent.is_some() && parent != known.parent {
            self.edit(change(GroupChange::Parent(parent)));
        }
    }

    fn nodes(&mut self, nodes: &[Node]) {
        let mut taken: BTreeSet<ComponentId> = BTreeSet::new();
        // Ids first, so that a name that two components have goes to the right one.
        for node in nodes {
            let wanted = id_text(&node.key, &node.name);
            if let Some((id, _)) = self.plan.components.get_key_value(wanted.as_str())
                && taken.insert(id.clone())
            {
                self.components.insert(node.key.clone(), id.clone());
            }
        }
        let mut by_name: BTreeMap<String, Vec<ComponentId>> = BTreeMap::new();
        for of in self.plan.components.values().filter(|of| !taken.contains(&of.id)) {
            by_name.entry(folded(&of.name)).or_default().push(of.id.clone());
        }
        for node in nodes {
            if !self.components.contains_key(&node.key)
                && let Some([id]) = by_name.get(&folded(&node.name)).map(Vec::as_slice)
                && taken.insert(id.clone())
            {
                self.components.insert(node.key.clone(), id.clone());
            }
        }
        for node in nodes {
            match self.components.get(&node.key).cloned() {
                Some(id) => self.update(&id, node),
                None => self.add(node),
            }
        }
    }

    fn add(&mut self, node: &Node) {
        let wanted = id_text(&node.key, &node.name);
        let id = ComponentId::fresh(&wanted, |id| self.plan.components.contains_key(id));
        self.components.insert(node.key.clone(), id.clone());
        let kind = match &node.kind {
            Some(kind) => kind.clone(),
            None => self.guess(node),
        };
        let mut component = Component::new(id.clone(), &node.name, kind);
        component.group = node.group.as_ref().and_then(|key| self.groups.get(key)).cloned();
        self.edit(Edit::AddComponent(Box::new(component)));
        self.numbers(&InputOwner::Component(id), &node.numbers, node.line);
    }

    /// What form and name say of the kind: a form says more than a weak word, a name more than the
    /// form where both name something that holds data.
    fn guess(&mut self, node: &Node) -> Kind {
        let by_name = self.catalog.guess_kind(&node.name);
        let said =
            by_name.map(|guess| (guess.kind.clone(), format!("its name says “{}”", guess.word)));
        let guess = match (&node.hint, said) {
            (Some(_), Some((kind, why))) if kind.is_ready_made() => Some((kind, why)),
            (Some(hint), _) => Some(hint.clone()),
            (None, said) => said,
        };
        let (kind, why) =
            guess.unwrap_or_else(|| (Kind::Service, "nothing says another kind".to_owned()));
        self.guesses.push(Guess { name: node.name.clone(), kind: kind.clone(), why });
        kind
    }

    fn update(&mut self, id: &ComponentId, node: &Node) {
        let Some(known) = self.plan.components.get(id).cloned() else { return };
        let change = |change| Edit::Component(id.clone(), change);
        let name = name_or_id(node.name.clone(), id);
        if name != known.name {
            self.edit(change(ComponentChange::Name(name)));
        }
        if let Some(kind) = node.kind.clone().filter(|kind| *kind != known.kind) {
            self.edit(change(ComponentChange::Kind(kind)));
        }
        let group = node.group.as_ref().and_then(|key| self.groups.get(key)).cloned();
        if group.is_some() && group != known.group {
            self.edit(change(ComponentChange::Group(group)));
        }
        self.numbers(&InputOwner::Component(id.clone()), &node.numbers, node.line);
    }

    fn numbers(&mut self, owner: &InputOwner, numbers: &BTreeMap<Input, Range>, line: usize) {
        for (&input, &range) in numbers {
            let known = self.plan.inputs_of(owner).and_then(|inputs| inputs.get(&input));
            if known.is_some_and(|known| known.range == range) {
                continue;
            }
            let source = format!("{}, line {line}", self.source);
            let quantity = Quantity { source, ..Quantity::of(range) };
            let address = InputRef { owner: owner.clone(), input };
            self.edit(Edit::Input(address, Some(quantity)));
        }
    }

    fn links(&mut self, lines: &[Line]) {
        let mut between: BTreeMap<(ComponentId, ComponentId), Vec<LinkId>> = BTreeMap::new();
        for link in self.plan.links.values() {
            let ends = (link.from.clone(), link.to.clone());
            between.entry(ends).or_default().push(link.id.clone());
        }
        // How many lines of the sketch join the same two.
        let mut joining: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for line in lines {
            *joining.entry((&line.from, &line.to)).or_default() += 1;
        }
        for line in lines {
            let ends = (self.components.get(&line.from), self.components.get(&line.to));
            let (Some(from), Some(to)) = (ends.0.cloned(), ends.1.cloned()) else { continue };
            let there = between.entry((from.clone(), to.clone())).or_default();
            let only = there.len() == 1 && joining.get(&(&*line.from, &*line.to)) == Some(&1);
            let says_same = |id: &LinkId| {
                let known = self.plan.links.get(id);
                known.is_some_and(|of| of.words() == words(line) && of.style == line.style)
            };
            let place = there.iter().position(says_same).or(only.then_some(0));
            match place {
                Some(place) => {
                    let id = there.remove(place);
                    self.update_link(&id, line);
                }
                None => self.add_link(from, to, line),
            }
        }
    }

    fn add_link(&mut self, from: ComponentId, to: ComponentId, line: &Line) {
        let taken = |id: &str| self.plan.links.contains_key(id);
        let id = LinkId::fresh(&format!("{from}-{to}"), taken);
        let mut link = Link::new(id.clone(), from, to);
        link.style = line.style;
        link.protocol.clone_from(&line.protocol);
        link.label.clone_from(&line.label);
        self.edit(Edit::AddLink(Box::new(link)));
        self.numbers(&InputOwner::Link(id), &line.numbers, line.line);
    }

    fn update_link(&mut self, id: &LinkId, line: &Line) {
        let Some(known) = self.plan.links.get(id).cloned() else { return };
        let change = |change| Edit::Link(id.clone(), change);
        if line.style != known.style {
            self.edit(change(LinkChange::Style(line.style)));
        }
        if known.words() != words(line) {
            if !line.label.is_empty() && line.label != known.label {
                self.edit(change(LinkChange::Label(line.label.clone())));
            }
            if line.protocol.is_some() && line.protocol != known.protocol {
                self.edit(change(LinkChange::Protocol(line.protocol.clone())));
            }
        }
        self.numbers(&InputOwner::Link(id.clone()), &line.numbers, line.line);
    }
}

/// What stands at a line: its label, else its protocol.
fn words(line: &Line) -> &str {
    match &line.protocol {
        Some(protocol) if line.label.trim().is_empty() => protocol.label(),
        _ => line.label.trim(),
    }
}

/// The id that an element gets: of its key where that tells something, else of its name. Keys of a
/// letter or two mean another thing in every file.
fn id_text(key: &str, name: &str) -> String {
    const TELLS: usize = 3;
    if key.chars().count() >= TELLS { slug(key) } else { slug(name) }
}

fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn same_name(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}
