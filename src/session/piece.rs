//! A piece of a plan: cut out as a small plan of its own, put in again with fresh ids. The clipboard
//! carries it as text between windows.

use std::collections::{BTreeMap, BTreeSet};

use super::{Selection, Session};
use crate::base::{Point, Rect};
use crate::files;
use crate::model::{
    Component, ComponentId, DEFAULT_CARD, Decision, Edit, Group, GroupId, InputOwner, InputRef,
    LibraryName, Link, LinkId, Placement, Plan, PlanChange,
};

/// First word of a piece on the clipboard; what follows is a project file.
const MAGIC: &str = "polyplan-piece";

/// Where elements go whose group is not part of the piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Home {
    /// Into the group they were in, if the plan has it.
    AsBefore,
    /// Into this group, or none.
    In(Option<GroupId>),
}

/// Cards from which a group that is not itself selected comes along with all of them.
const COMES_ALONG: usize = 2;

impl Session {
    /// What is selected as a plan of its own: components, links between them, decisions, places,
    /// the groups that are selected or hold nothing else, and the roles that own something.
    pub(super) fn piece(&self) -> Plan {
        let (plan, selection) = (self.plan(), &self.selection);
        let chosen = |id: &GroupId| selection.groups.contains(id);
        let mut piece = Plan { exchange: plan.exchange, ..Plan::default() };
        for component in plan.components.values() {
            let mut around = plan.groups_around(component.group.as_ref());
            if selection.components.contains(&component.id) || around.any(|g| chosen(&g.id)) {
                piece.components.insert(component.id.clone(), component.clone());
            }
        }
        // How many cards each group holds, and how many of them come along.
        let mut held: BTreeMap<&GroupId, (usize, usize)> = BTreeMap::new();
        for component in plan.components.values() {
            let comes = usize::from(piece.components.contains_key(&component.id));
            for group in plan.groups_around(component.group.as_ref()) {
                let count = held.entry(&group.id).or_default();
                *count = (count.0 + 1, count.1 + comes);
            }
        }
        for group in plan.groups.values() {
            let whole =
                held.get(&group.id).is_some_and(|(all, come)| all == come && *all >= COMES_ALONG);
            if whole || plan.groups_around(Some(&group.id)).any(|group| chosen(&group.id)) {
                piece.groups.insert(group.id.clone(), group.clone());
            }
        }
        let needs = |name: &LibraryName| {
            let mut all = piece.components.values().flat_map(|of| &of.traits.libraries);
            all.any(|other| other.key() == name.key())
        };
        piece.bindings = plan.bindings.clone();
        piece.bindings.retain(|name, _| needs(name));
        let inside = |id: &ComponentId| piece.components.contains_key(id);
        let links = plan.links.values().filter(|link| inside(&link.from) && inside(&link.to));
        piece.links = links.map(|link| (link.id.clone(), link.clone())).collect();
        let decisions = plan.decisions.iter().filter(|(id, _)| inside(id));
        piece.decisions = decisions.map(|(id, decision)| (id.clone(), decision.clone())).collect();
        piece.placements = piece
            .components
            .keys()
            .filter_map(|id| {
                let rect = self.board().cards.get(id)?;
                let place = Placement { at: rect.min, size: rect.size(), by_hand: true };
                Some((id.clone(), place))
            })
            .collect();
        let owners: BTreeSet<_> =
            piece.components.values().filter_map(|c| c.owner.as_ref()).collect();
        piece.roles = owners
            .into_iter()
            .filter_map(|id| Some((id.clone(), plan.roles.get(id)?.clone())))
            .collect();
        piece
    }

    /// The edits that put a piece into the plan with fresh ids, shifted by `shift`, and what they
    /// add. Numbers keep their sources; owners that this plan's team lacks are left out.
    pub(super) fn insertion(
        &self,
        piece: &Plan,
        shift: Point,
        home: &Home,
    ) -> (Vec<Edit>, Selection) {
        let plan = self.plan();
        let groups = fresh_ids(
            &piece.groups,
            |group| &group.name,
            |name, taken| GroupId::fresh(name, taken),
            |id| plan.groups.contains_key(id),
        );
        let components = fresh_ids(
            &piece.components,
            |c| &c.name,
            |name, taken| ComponentId::fresh(name, taken),
            |id| plan.components.contains_key(id),
        );
        let into = |group: Option<&GroupId>| match (group, home) {
            (Some(id), _) if groups.contains_key(id) => groups.get(id).cloned(),
            (before, Home::AsBefore) => before.filter(|id| plan.groups.contains_key(*id)).cloned(),
            (_, Home::In(group)) => group.clone(),
        };
        let unsaid = |name: &LibraryName| plan.bindings.keys().all(|of| of.key() != name.key());
        let said = piece
            .bindings
            .iter()
            .filter(|(name, _)| unsaid(name))
            .map(|(name, of)| Edit::Plan(PlanChange::Bindings(name.clone(), Some(of.clone()))));
        let mut edits: Vec<Edit> = said.collect();
        for group in outer_first(piece) {
            let Some(id) = groups.get(&group.id).cloned() else { continue };
            let parent = into(group.parent.as_ref());
            edits.push(Edit::AddGroup(Box::new(Group { id, parent, ..group.clone() })));
        }
        for (old, component) in &piece.components {
            let Some(id) = components.get(old).cloned() else { continue };
            let group = into(component.group.as_ref());
            let owner = component.owner.clone().filter(|role| plan.roles.contains_key(role));
            let component = Component { id: id.clone(), group, owner, ..component.clone() };
            edits.push(Edit::AddComponent(Box::new(component)));
            let place = piece.placements.get(old).copied();
            let place = place.map(|place| {
                let at = Point::new(place.at.x + shift.x, place.at.y + shift.y);
                Placement { at: super::arrange::within_reach(at), by_hand: true, ..place }
            });
            edits.push(Edit::Place(id, place));
        }
        let mut links = BTreeMap::new();
        for (old, link) in &piece.links {
            let ends = (components.get(&link.from).cloned(), components.get(&link.to).cloned());
            let (Some(from), Some(to)) = ends else { continue };
            let taken = |id: &str| {
                plan.links.contains_key(id) || links.values().any(|l: &LinkId| l.as_str() == id)
            };
            let id = LinkId::fresh(&format!("{from}-{to}"), taken);
            links.insert(old.clone(), id.clone());
            let only_for = link.only_for.as_ref().map(|begins| {
                let there = |id: &ComponentId| {
                    let beside = plan.components.contains_key(id).then(|| id.clone());
                    components.get(id).cloned().or(beside)
                };
                begins.iter().filter_map(there).collect::<BTreeSet<_>>()
            });
            // Where nothing is there that its requests began at, it is for all.
            let only_for = only_for.filter(|begins| !begins.is_empty());
            edits.push(Edit::AddLink(Box::new(Link { id, from, to, only_for, ..link.clone() })));
        }
        for (old, decision) in &piece.decisions {
            let Some(id) = components.get(old).cloned() else { continue };
            let relied_on = decision.relied_on.iter().filter_map(|(address, range)| {
                Some((moved(address, &components, &links)?, *range))
            });
            let decision = Decision { relied_on: relied_on.collect(), ..decision.clone() };
            edits.push(Edit::Decide(id, Some(Box::new(decision))));
        }
        let added = Selection {
            components: components.into_values().collect(),
            links: BTreeSet::new(),
            groups: groups.into_values().collect(),
        };
        (edits, added)
    }
}

/// Fresh ids for elements, by the ids they had; taken are the plan's and those just given.
fn fresh_ids<I: Ord + Clone + std::borrow::Borrow<str>, V>(
    elements: &BTreeMap<I, V>,
    name: impl Fn(&V) -> &str,
    fresh: impl Fn(&str, &dyn Fn(&str) -> bool) -> I,
    is_taken: impl Fn(&str) -> bool,
) -> BTreeMap<I, I> {
    let mut given = BTreeSet::new();
    let mut ids = BTreeMap::new();
    for (old, element) in elements {
        let name = Some(name(element)).filter(|name| !name.is_empty());
        let id = fresh(name.unwrap_or(old.borrow()), &|id| is_taken(id) || given.contains(id));
        given.insert(id.clone());
        ids.insert(old.clone(), id);
    }
    ids
}

/// The piece's groups, each after the one around it.
fn outer_first(piece: &Plan) -> Vec<&Group> {
    let mut groups: Vec<&Group> = piece.groups.values().collect();
    groups.sort_by_key(|group| piece.groups_around(group.parent.as_ref()).count());
    groups
}

/// An address inside the piece, at its new owner; one that names anything else is left out.
fn moved(
    address: &InputRef,
    components: &BTreeMap<ComponentId, ComponentId>,
    links: &BTreeMap<LinkId, LinkId>,
) -> Option<InputRef> {
    let owner = match &address.owner {
        InputOwner::Component(id) => InputOwner::Component(components.get(id)?.clone()),
        InputOwner::Link(id) => InputOwner::Link(links.get(id)?.clone()),
        InputOwner::Plan => InputOwner::Plan,
        InputOwner::Role(_) => return None,
    };
    Some(InputRef { owner, input: address.input })
}

/// The area of a piece's cards.
pub(super) fn bounds(piece: &Plan) -> Option<Rect> {
    let rects = piece.placements.values().map(|p| Rect::from_min_size(p.at, p.size));
    rects.reduce(Rect::union)
}

/// A piece as text for the clipboard.
///
/// # Errors
/// Words that say what cannot be written.
pub(super) fn to_text(piece: &Plan) -> Result<String, String> {
    let mut piece = piece.clone();
    // Outside the piece nothing is known: what lies in groups that stay behind lies in none.
    let groups: BTreeSet<GroupId> = piece.groups.keys().cloned().collect();
    let known = |id: &Option<GroupId>| id.clone().filter(|id| groups.contains(id));
    for component in piece.components.values_mut() {
        component.group = known(&component.group);
    }
    for group in piece.groups.values_mut() {
        group.parent = known(&group.parent);
    }
    // A link for requests that begin outside the piece alone is for all.
    let inside: BTreeSet<ComponentId> = piece.components.keys().cloned().collect();
    for link in piece.links.values_mut() {
        let begins = |of: BTreeSet<ComponentId>| &of & &inside;
        link.only_for = link.only_for.take().map(begins).filter(|begins| !begins.is_empty());
    }
    let text = files::write_text(&piece).map_err(|error| error.to_string())?;
    Ok(format!("{MAGIC}\n{text}"))
}

/// Reads a piece from the clipboard's text; none if the text is something else.
///
/// # Errors
/// Words that say what is wrong with it.
pub(super) fn from_text(text: &str) -> Option<Result<Plan, String>> {
    let text = text.trim_start_matches('\u{feff}').trim_start().strip_prefix(MAGIC)?;
    if text.len() as u64 > files::MAX_BYTES {
        return Some(Err("the piece is too large".to_owned()));
    }
    let read = files::read_text(text).map_err(|error| error.to_string());
    Some(read.map(|loaded| placed(loaded.plan)))
}

/// A piece whose every card has a place.
fn placed(mut piece: Plan) -> Plan {
    if piece.placements.len() < piece.components.len() {
        for (id, rect) in crate::layout::placed(&piece) {
            let size = if rect.width() > 0.0 { rect.size() } else { DEFAULT_CARD };
            let place = Placement { at: rect.min, size, by_hand: true };
            piece.placements.entry(id).or_insert(place);
        }
    }
    piece
}
