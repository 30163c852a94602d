//! Dragging cards: from place to place, from group to group, as one step.

use std::collections::{BTreeMap, BTreeSet};

use super::snapping::{self, Free};
use crate::base::{Point, Rect};
use crate::model::{ComponentChange, ComponentId, Edit, GroupChange, GroupId, Placement, Plan};
use crate::session::arrange::within_reach;
use crate::session::tool::{Held, Tool};
use crate::session::{Element, Notice, Selection, Session};

/// How near to another card's edge or middle a dragged card snaps to it, in screen points.
const SNAP: f64 = 6.0;
/// How far around the dragged cards others are looked at, in plan units.
const NEARBY: f64 = 800.0;
/// Most cards nearby that are looked at.
const MOST_NEARBY: usize = 400;

impl Session {
    /// Begins to drag an element, with the selection if it belongs to it; with Alt a copy.
    pub(super) fn begin_moving(&mut self, from: Point, element: Element, held: Held) {
        if !self.selection.contains(&element) {
            if held.shift {
                self.selection.add(element);
            } else {
                self.selection = Selection::of(element);
            }
        }
        self.commit_gesture();
        let verb = if held.alt { "Duplicate" } else { "Move" };
        let label = format!("{verb} {}", self.selected_name());
        self.document.history.begin(&label);
        if held.alt {
            self.duplicate_by(Point::default());
        } else {
            let places = self.keeping_places(Vec::new());
            self.edit(&label, places);
        }
        self.derive();
        let origins: BTreeMap<ComponentId, Placement> = self
            .moving_cards()
            .into_iter()
            .map(|(id, rect)| (id, Placement { at: rect.min, size: rect.size(), by_hand: true }))
            .collect();
        if origins.is_empty() {
            self.abort_gesture();
            return;
        }
        let (homes, areas) = (self.homes(), self.areas());
        let guides = Vec::new();
        self.tool = Tool::Moving { from, origins, homes, areas, guides, into: None };
    }

    /// What goes from group to group with the selection, and in which it lies now. What lies inside
    /// a selected group stays in it.
    fn homes(&self) -> BTreeMap<Element, Option<GroupId>> {
        let (plan, selection) = (self.plan(), &self.selection);
        let outermost = |home: Option<&GroupId>| {
            !plan.groups_around(home).any(|group| selection.groups.contains(&group.id))
        };
        let components = selection.components.iter().filter_map(|id| {
            let home = &plan.components.get(id)?.group;
            outermost(home.as_ref()).then(|| (Element::Component(id.clone()), home.clone()))
        });
        let groups = selection.groups.iter().filter_map(|id| {
            let home = &plan.groups.get(id)?.parent;
            outermost(home.as_ref()).then(|| (Element::Group(id.clone()), home.clone()))
        });
        components.chain(groups).collect()
    }

    /// The areas of groups that do not move, inner ones first.
    fn areas(&self) -> Vec<(GroupId, Rect)> {
        let moves = |id: &GroupId| {
            let mut around = self.plan().groups_around(Some(id));
            around.any(|group| self.selection.groups.contains(&group.id))
        };
        let still = self.board().groups.iter().filter(|(id, _)| !moves(id));
        let mut areas: Vec<_> = still.map(|(id, rect)| (id.clone(), *rect)).collect();
        areas.sort_by(|(_, a), (_, b)| a.width().total_cmp(&b.width()));
        areas
    }

    /// Takes the dragged cards to where the pointer is.
    pub(super) fn move_cards(&mut self, at: Point, held: Held) {
        let Tool::Moving { from, origins, homes, areas, .. } = &self.tool else { return };
        let to = self.camera.plan_from_screen(at);
        let (shift, guides) = self.shift(*from, to, origins, held);
        let target = areas.iter().find(|(_, rect)| rect.contains(to)).map(|(id, _)| id);
        let plan = self.plan();
        let mut edits = Vec::new();
        for (id, origin) in origins {
            let moved = Point::new(origin.at.x + shift.x, origin.at.y + shift.y);
            let place = Placement { at: within_reach(moved), ..*origin };
            if plan.placements.get(id).map(|now| now.at) != Some(place.at) {
                edits.push(Edit::Place(id.clone(), Some(place)));
            }
        }
        let mut into = None;
        let mut goals = BTreeMap::new();
        for (element, home) in homes {
            let home = home.as_ref();
            let goal = *goals.entry(home).or_insert_with(|| goal(plan, origins, home, target));
            if goal != home && goal.is_some() {
                into = goal.cloned();
            }
            edits.extend(put_into(plan, element, goal));
        }
        if !edits.is_empty() {
            let label = self.document.history.gesture_label().unwrap_or("Move").to_owned();
            self.edit(&label, Edit::Many(edits));
        }
        if let Tool::Moving { guides: shown, into: taking, .. } = &mut self.tool {
            *shown = guides;
            *taking = into;
        }
    }

    /// How far the cards move from where they were, snapped unless Control is held.
    fn shift(
        &self,
        from: Point,
        to: Point,
        origins: &BTreeMap<ComponentId, Placement>,
        held: Held,
    ) -> (Point, Vec<crate::session::tool::Guide>) {
        let mut by = Point::new(to.x - from.x, to.y - from.y);
        let mut free = Free { across: true, down: true };
        if held.shift {
            if by.x.abs() >= by.y.abs() {
                (by.y, free.down) = (0.0, false);
            } else {
                (by.x, free.across) = (0.0, false);
            }
        }
        let rects = origins.values().map(|place| Rect::from_min_size(place.at, place.size));
        let Some(all) = rects.reduce(Rect::union) else { return (by, Vec::new()) };
        if held.command || !self.settings.snap {
            return (by, Vec::new());
        }
        let area = Rect {
            min: Point::new(all.min.x + by.x, all.min.y + by.y),
            max: Point::new(all.max.x + by.x, all.max.y + by.y),
        };
        let near = self.board().cards_in(area.expand(NEARBY));
        let others: Vec<Rect> = near
            .filter(|(id, _)| !origins.contains_key(*id))
            .map(|(_, rect)| rect)
            .take(MOST_NEARBY)
            .collect();
        let (more, guides) = snapping::snap(area, &others, SNAP / self.camera.zoom(), free);
        (Point::new(by.x + more.x, by.y + more.y), guides)
    }

    /// Ends the drag; the cards stay where they are.
    pub(super) fn drop_cards(&mut self) {
        let Tool::Moving { homes, .. } = std::mem::take(&mut self.tool) else { return };
        self.commit_gesture();
        let emptied: BTreeSet<&GroupId> =
            homes.values().flatten().filter(|id| holds_nothing(self.plan(), id)).collect();
        for id in emptied {
            if let Some(group) = self.document.plan.groups.get(id) {
                self.notices.push(Notice::warning(format!(
                    "“{}” holds nothing any more; it is in the outline until it is deleted",
                    group.name
                )));
            }
        }
    }
}

/// The group that something from `home` goes into when it is dropped over `target`.
fn goal<'a>(
    plan: &Plan,
    origins: &BTreeMap<ComponentId, Placement>,
    home: Option<&'a GroupId>,
    target: Option<&'a GroupId>,
) -> Option<&'a GroupId> {
    // A group all of whose cards are dragged comes along: its area is where they are.
    let comes_along = |home: &GroupId| {
        let mut inside = plan.components.values().filter(|component| {
            plan.groups_around(component.group.as_ref()).any(|group| group.id == *home)
        });
        inside.all(|component| origins.contains_key(&component.id))
    };
    match home {
        Some(home) if target == Some(home) => Some(home),
        Some(home)
            if target.is_none_or(|id| plan.groups_around(Some(home)).any(|g| g.id == *id))
                && comes_along(home) =>
        {
            Some(home)
        }
        _ => target,
    }
}

/// The edit that puts an element into a group, if it is not there.
fn put_into(plan: &Plan, element: &Element, goal: Option<&GroupId>) -> Option<Edit> {
    match element {
        Element::Component(id) => {
            let now = plan.components.get(id)?.group.as_ref();
            let change = || ComponentChange::Group(goal.cloned());
            (now != goal).then(|| Edit::Component(id.clone(), change()))
        }
        Element::Group(id) => {
            let now = plan.groups.get(id)?.parent.as_ref();
            let change = || GroupChange::Parent(goal.cloned());
            (now != goal).then(|| Edit::Group(id.clone(), change()))
        }
        Element::Link(_) => None,
    }
}

fn holds_nothing(plan: &Plan, id: &GroupId) -> bool {
    plan.groups.contains_key(id)
        && plan.components.values().all(|component| component.group.as_ref() != Some(id))
        && plan.groups.values().all(|group| group.parent.as_ref() != Some(id))
}
