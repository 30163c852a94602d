//! Drawing a link from a card's edge or taking its end elsewhere, and adding what it was dropped for.

use crate::base::words::counted;
use crate::base::{Point, Rect};
use crate::layout::{CARD_GAP, LAYER_GAP, free_place};
use crate::model::{
    ComponentId, DEFAULT_CARD, Edit, InputOwner, Kind, Link, LinkChange, LinkId, LinkStyle, Plan,
};
use crate::session::tool::{LinkEnd, Tool};
use crate::session::{Element, Naming, Notice, Selection, Session};

impl Session {
    /// Takes the loose end of the link to where the pointer is.
    pub(super) fn stretch_link(&mut self, at: Point) {
        let end = self.camera.plan_from_screen(at);
        let under = self.board().card_at(end).cloned();
        if let Tool::Connecting { from, to, onto, .. } = &mut self.tool {
            *to = end;
            *onto = under.filter(|id| id != from);
        }
    }

    /// Takes an end of a link off its card.
    pub(super) fn loosen(&mut self, id: LinkId, end: LinkEnd, at: Point) {
        let Some(link) = self.plan().links.get(&id) else { return };
        let from = match end {
            LinkEnd::From => link.to.clone(),
            LinkEnd::To => link.from.clone(),
        };
        self.tool = Tool::Connecting { from, to: at, onto: None, loose: Some((id, end)) };
    }

    /// Drops the loose end: on a card it connects, beside all cards it asks what to add there, unless
    /// the link has a place to go back to.
    pub(super) fn connect(&mut self, at: Point) {
        self.stretch_link(at);
        let Tool::Connecting { from, to, onto, loose } = std::mem::take(&mut self.tool) else {
            return;
        };
        match (onto, loose) {
            (Some(onto), Some((id, end))) => self.take_end(id, end, onto),
            (Some(onto), None) => self.link(&from, &onto),
            (None, None) if self.board().card_at(to).is_none() => {
                // The new card's near side comes to where the link was dropped.
                let left = self.board().cards.get(&from).is_some_and(|card| to.x < card.center().x);
                let x = if left { to.x - DEFAULT_CARD.width } else { to.x };
                let at = Point::new(x, to.y - DEFAULT_CARD.height / 2.0);
                self.name_new(crate::layout::on_grid(at), true, Some(from), String::new());
            }
            (None, _) => {}
        }
    }

    /// Takes an end of a link to another card; what is stated of the link stays.
    fn take_end(&mut self, id: LinkId, end: LinkEnd, onto: ComponentId) {
        let Some(link) = self.plan().links.get(&id) else { return };
        let (now, what) = match end {
            LinkEnd::From => (&link.from, "start"),
            LinkEnd::To => (&link.to, "end"),
        };
        if *now == onto {
            return;
        }
        let owner = self.owner_name(&InputOwner::Link(id.clone()));
        let label = format!("Take the {what} of {owner} to “{}”", self.name_of(&onto));
        let change = match end {
            LinkEnd::From => LinkChange::From(onto),
            LinkEnd::To => LinkChange::To(onto),
        };
        self.edit(&label, Edit::Link(id, change));
    }

    /// Links two cards. What is there already is selected rather than drawn a second time.
    fn link(&mut self, from: &ComponentId, to: &ComponentId) {
        let link = new_link(self.plan(), from.clone(), to.clone());
        if let Some(there) = self.plan().same_link(&link).map(|link| link.id.clone()) {
            let [from, to] = [from, to].map(|id| self.name_of(id));
            let text = format!("“{from}” is linked to “{to}” already; that link is selected");
            self.notices.push(Notice::done(text));
            self.selection = Selection::of(Element::Link(there));
            return;
        }
        let label = format!("Connect “{}” to “{}”", self.name_of(from), self.name_of(to));
        let id = link.id.clone();
        if self.edit(&label, Edit::AddLink(Box::new(link))) {
            self.selection = Selection::of(Element::Link(id));
        }
    }

    fn name_of<'a>(&'a self, id: &'a ComponentId) -> &'a str {
        self.plan().components.get(id).map_or(id.as_str(), |component| &component.name)
    }

    /// Links every selected component to this one, except itself.
    pub(in crate::session) fn connect_to(&mut self, to: &ComponentId) {
        let from: Vec<ComponentId> =
            self.selection.components.iter().filter(|id| *id != to).cloned().collect();
        if let [from] = from.as_slice() {
            return self.link(from, to);
        }
        let plan = self.plan();
        let links = from.iter().map(|from| new_link(plan, from.clone(), to.clone()));
        let new = links.filter(|link| plan.same_link(link).is_none());
        let edits: Vec<Edit> = new.map(|link| Edit::AddLink(Box::new(link))).collect();
        if edits.is_empty() {
            let text = format!("All of them are linked to “{}” already", self.name_of(to));
            self.notices.push(Notice::done(text));
            return;
        }
        let what = counted(edits.len(), "component");
        let label = format!("Connect {what} to “{}”", self.name_of(to));
        self.edit(&label, Edit::Many(edits));
    }

    /// Links the one selected component to a new one of this name beside it.
    pub(in crate::session) fn connect_to_new(&mut self, name: String) {
        let Some(from) = self.selection.only_component().cloned() else { return };
        let at = self.spot();
        self.name_new(at, false, Some(from), name);
        self.commit_name();
    }

    /// Starts typing the name of a new component, beside what is selected or in the middle of the
    /// view.
    pub(in crate::session) fn add(&mut self) {
        self.add_in_view(String::new());
    }

    /// As [`Self::add`], with the beginning of the name.
    pub(in crate::session) fn add_in_view(&mut self, text: String) {
        let at = self.spot();
        self.name_new(at, false, None, text);
    }

    /// Keeps the name being typed and goes on with a component that is linked from it.
    pub(in crate::session) fn commit_and_branch(&mut self) {
        let before = self.added.take();
        self.commit_name();
        let Some(from) = self.added.clone() else {
            self.added = before;
            return;
        };
        self.derive();
        let at = self.spot();
        self.name_new(at, false, Some(from), String::new());
    }

    /// Takes the kind of the component that is being named; without one its name says it.
    pub(in crate::session) fn choose_kind(&mut self, chosen: Kind) {
        if let Tool::Naming { what: Naming::NewComponent { kind, .. }, .. } = &mut self.tool {
            *kind = Some(chosen);
        }
    }

    /// Starts typing the name of a new component around a plan point.
    pub(super) fn name_at(&mut self, point: Point) {
        let corner =
            Point::new(point.x - DEFAULT_CARD.width / 2.0, point.y - DEFAULT_CARD.height / 2.0);
        let at = crate::layout::on_grid(corner);
        self.name_new(at, true, None, String::new());
    }

    /// `by_hand` says whether somebody chose the place.
    fn name_new(
        &mut self,
        at: Point,
        by_hand: bool,
        linked_from: Option<ComponentId>,
        text: String,
    ) {
        let middle = Point::new(at.x + DEFAULT_CARD.width / 2.0, at.y + DEFAULT_CARD.height / 2.0);
        let group = self.board().group_at(middle).cloned();
        // A card that is dropped at the edge of the view would lie half behind a panel.
        self.camera.bring_in(Rect::from_min_size(at, DEFAULT_CARD));
        self.hover = None;
        let what = Naming::NewComponent { at, by_hand, kind: None, linked_from, group };
        self.tool = Tool::Naming { what, goes_on: true, text };
    }

    /// A free place for a new card, which is brought into view.
    fn spot(&mut self) -> Point {
        let wish = match self.selection_bounds() {
            Some(bounds) => self.beside(bounds),
            // What follows the first card stands beside and below it.
            None if self.board().cards.is_empty() => {
                let corner = self.camera.seen().min;
                Point::new(corner.x + CARD_GAP, corner.y + CARD_GAP)
            }
            None => corner_around(self.camera.seen().center()),
        };
        let at = self.free_spot(wish);
        let at = crate::session::arrange::within_reach(at);
        self.camera.reveal(Rect::from_min_size(at, DEFAULT_CARD));
        at
    }

    /// The free place nearest to a wish. A group that it lies in takes the card in; any other keeps
    /// its frame and its name. Where a group is full, the card goes beside it, not across its frame.
    fn free_spot(&self, wish: Point) -> Point {
        let holds = |frame: &Rect, corner| {
            frame.contains(Rect::from_min_size(corner, DEFAULT_CARD).center())
        };
        let frames: Vec<Rect> = self.board().groups.values().copied().collect();
        let mut homes: Vec<Rect> =
            frames.iter().copied().filter(|frame| holds(frame, wish)).collect();
        loop {
            let others = frames.iter().filter(|frame| !homes.contains(frame));
            let taken = self.board().cards.values().chain(others).copied();
            let at = free_place(wish, DEFAULT_CARD, taken);
            let before = homes.len();
            homes.retain(|home| holds(home, at));
            if homes.len() == before {
                return at;
            }
        }
    }

    /// To the right of an area; where names are typed one after another and the row has come to the
    /// end of the view, at the beginning of the next row.
    fn beside(&self, area: Rect) -> Point {
        let right = Point::new(area.max.x + LAYER_GAP, area.min.y);
        let ends = right.x + DEFAULT_CARD.width > self.camera.seen().max.x;
        match self.board().bounds().filter(|_| ends && self.names_next()) {
            Some(all) => Point::new(all.min.x, all.max.y + CARD_GAP),
            None => right,
        }
    }
}

/// The corner of a usual card with its middle at a point.
fn corner_around(middle: Point) -> Point {
    let size = DEFAULT_CARD;
    Point::new(middle.x - size.width / 2.0, middle.y - size.height / 2.0)
}

/// A link as it is first drawn: what goes through a queue is a message.
pub(super) fn new_link(plan: &Plan, from: ComponentId, to: ComponentId) -> Link {
    let id = LinkId::fresh(&format!("{from}-{to}"), |id| plan.links.contains_key(id));
    let queued = |id| plan.components.get(id).is_some_and(|c| c.kind == Kind::Queue);
    let style = if queued(&from) || queued(&to) { LinkStyle::Message } else { LinkStyle::Request };
    Link { style, ..Link::new(id, from, to) }
}
