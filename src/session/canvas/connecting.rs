//! Drawing a link from a card's edge, and choosing what to add where it was dropped on nothing.

use crate::base::Point;
use crate::layout::{LAYER_GAP, free_place};
use crate::model::{ComponentId, DEFAULT_CARD, Edit, Kind, Link, LinkId, LinkStyle, Plan};
use crate::session::tool::Tool;
use crate::session::{Element, Naming, Selection, Session};

impl Session {
    /// Takes the loose end of the link to where the pointer is.
    pub(super) fn stretch_link(&mut self, at: Point) {
        let end = self.camera.plan_from_screen(at);
        let under = self.board().card_at(end).cloned();
        if let Tool::Connecting { from, to, onto } = &mut self.tool {
            *to = end;
            *onto = under.filter(|id| id != from);
        }
    }

    /// Drops the loose end: on a card it connects, beside all cards it asks what to add there.
    pub(super) fn connect(&mut self, at: Point) {
        self.stretch_link(at);
        let Tool::Connecting { from, to, onto } = std::mem::take(&mut self.tool) else { return };
        if let Some(onto) = onto {
            let plan = self.plan();
            let link = new_link(plan, from, onto);
            let name = |id| plan.components.get(id).map_or("", |c| c.name.as_str());
            let label = format!("Connect “{}” to “{}”", name(&link.from), name(&link.to));
            let id = link.id.clone();
            if self.edit(&label, Edit::AddLink(Box::new(link))) {
                self.selection = Selection::of(Element::Link(id));
            }
        } else if self.board().card_at(to).is_none() {
            // The new card's near side comes to where the link was dropped.
            let left = self.board().cards.get(&from).is_some_and(|card| to.x < card.center().x);
            let x = if left { to.x - DEFAULT_CARD.width } else { to.x };
            let at = crate::layout::on_grid(Point::new(x, to.y - DEFAULT_CARD.height / 2.0));
            self.tool = Tool::ChoosingKind { at, linked_from: Some(from) };
        }
    }

    /// Asks which kind of component to add, beside what is selected or in the middle of the view.
    pub(in crate::session) fn ask_kind(&mut self) {
        let at = self.spot();
        self.tool = Tool::ChoosingKind { at, linked_from: None };
    }

    /// Takes the kind of the component to add; its name is typed next.
    pub(in crate::session) fn choose_kind(&mut self, kind: Kind) {
        if let Tool::ChoosingKind { at, linked_from } = std::mem::take(&mut self.tool) {
            let by_hand = linked_from.is_some();
            self.name_new(at, by_hand, kind, linked_from, String::new());
        }
    }

    /// Starts typing the name of a new component, beside what is selected or in the middle of the
    /// view.
    pub(in crate::session) fn add_in_view(&mut self, kind: Kind, text: String) {
        let at = self.spot();
        self.name_new(at, false, kind, None, text);
    }

    /// Starts typing the name of a new component around a plan point.
    pub(super) fn name_at(&mut self, point: Point) {
        let corner =
            Point::new(point.x - DEFAULT_CARD.width / 2.0, point.y - DEFAULT_CARD.height / 2.0);
        let at = crate::layout::on_grid(corner);
        self.name_new(at, true, Kind::Service, None, String::new());
    }

    /// `by_hand` says whether somebody chose the place.
    fn name_new(
        &mut self,
        at: Point,
        by_hand: bool,
        kind: Kind,
        linked_from: Option<ComponentId>,
        text: String,
    ) {
        let middle = Point::new(at.x + DEFAULT_CARD.width / 2.0, at.y + DEFAULT_CARD.height / 2.0);
        let group = self.board().group_at(middle).cloned();
        self.hover = None;
        let what = Naming::NewComponent { at, by_hand, kind, linked_from, group };
        self.tool = Tool::Naming { what, text };
    }

    /// A free place for a new card, which is brought into view.
    fn spot(&mut self) -> Point {
        let wish = if let Some(bounds) = self.selection_bounds() {
            Point::new(bounds.max.x + LAYER_GAP, bounds.min.y)
        } else {
            corner_around(self.camera.seen().center())
        };
        let at = free_place(wish, DEFAULT_CARD, self.board().cards.values().copied());
        let at = crate::session::arrange::within_reach(at);
        self.camera.reveal(crate::base::Rect::from_min_size(at, DEFAULT_CARD));
        at
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
