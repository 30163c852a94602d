//! The hand on the canvas: how the tool's state follows pointer and keyboard.
//!
//! Each state has its file: what is pressed, panned and boxed is here; [`moving`] drags cards,
//! [`connecting`] draws links, [`naming`] types names.

mod connecting;
mod moving;
mod naming;
mod snapping;

use super::board::Hit;
use super::tool::{Button, Held, Pointer, Tool};
use super::{Element, Selection, Session};
use crate::base::Point;

/// How far the pointer moves with a button down before it is a drag, in screen points.
const DRAG: f64 = 4.0;

impl Session {
    /// Follows the pointer.
    pub(super) fn pointer(&mut self, pointer: Pointer) {
        match pointer {
            Pointer::Press(at, button, held) => self.press(at, button, held),
            Pointer::Move(at, held) => self.follow(at, held),
            Pointer::Release(at, button, held) => self.release(at, button, held),
            Pointer::DoubleClick(at, held) => self.double_click(at, held),
            Pointer::Scroll(at, by) => {
                self.camera.pan(by);
                self.point_at(at);
            }
            Pointer::Zoom(at, factor) => {
                self.camera.zoom_at(at, factor);
                self.point_at(at);
            }
            Pointer::Leave => self.hover = None,
        }
    }

    /// Ends what the hand is doing and keeps what it did: cards stay where they are, a name is
    /// taken as typed so far.
    pub(super) fn let_go(&mut self) {
        match &self.tool {
            Tool::Idle => {}
            Tool::Moving { .. } => self.drop_cards(),
            Tool::Naming { .. } => self.commit_name(),
            _ => self.tool = Tool::Idle,
        }
    }

    /// Takes back what the hand is doing; with idle hands it selects nothing.
    pub(super) fn escape(&mut self) {
        match std::mem::take(&mut self.tool) {
            Tool::Idle if self.quick.take().is_some() || self.leave_screen() => {}
            Tool::Idle if self.shows_meeting() => self.toggle_meeting(),
            Tool::Idle => self.selection = Selection::default(),
            Tool::Moving { .. } => self.abort_gesture(),
            Tool::Boxing { before, .. } => {
                self.selection = before;
                self.selection.prune(&self.document.plan);
            }
            _ => {}
        }
    }

    fn hit(&self, at: Point) -> Hit {
        let (point, zoom) = (self.camera.plan_from_screen(at), self.camera.zoom());
        // The ends of the selected link come before the edges of the cards beside which they lie,
        // but not before the cards.
        if let Some(id) = self.selection.only_link()
            && self.board().card_at(point).is_none()
            && let Some(end) = self.board().link_end_at(id, point, zoom)
        {
            return Hit::LinkEnd(id.clone(), end);
        }
        self.board().hit_below(point, zoom, &self.selection.components)
    }

    /// Notes what lies under the pointer, unless something is being dragged or typed.
    fn point_at(&mut self, at: Point) {
        let rests = matches!(self.tool, Tool::Idle | Tool::Pressed { .. });
        self.hover = rests.then(|| self.hit(at));
    }

    fn press(&mut self, at: Point, button: Button, held: Held) {
        self.let_go();
        self.added = None;
        if button == Button::Middle || (button == Button::Primary && held.space) {
            self.tool = Tool::Panning { last: at };
            self.hover = None;
            return;
        }
        self.derive();
        let hit = self.hit(at);
        if button == Button::Primary {
            self.hover = Some(hit.clone());
            self.tool = Tool::Pressed { at, hit, held };
        } else {
            match hit.element_or_group() {
                Some(element) if self.selection.contains(&element) => {}
                Some(element) => self.selection = Selection::of(element),
                None => self.selection = Selection::default(),
            }
        }
    }

    fn follow(&mut self, at: Point, held: Held) {
        match &mut self.tool {
            Tool::Idle => self.point_at(at),
            Tool::Pressed { at: from, .. } if from.distance(at) >= DRAG => {
                self.begin_drag(at, held);
            }
            Tool::Panning { last } => {
                let by = Point::new(at.x - last.x, at.y - last.y);
                *last = at;
                self.camera.pan(by);
            }
            Tool::Moving { .. } => self.move_cards(at, held),
            Tool::Boxing { .. } => self.stretch_box(at),
            Tool::Connecting { .. } => self.stretch_link(at),
            Tool::Pressed { .. } | Tool::Naming { .. } => {}
        }
    }

    fn begin_drag(&mut self, at: Point, held: Held) {
        let Tool::Pressed { at: pressed, hit, held: held_at_press } =
            std::mem::take(&mut self.tool)
        else {
            return;
        };
        self.hover = None;
        let from = self.camera.plan_from_screen(pressed);
        match hit {
            Hit::CardEdge(id) => {
                self.tool = Tool::Connecting { from: id, to: from, onto: None, loose: None };
            }
            Hit::LinkEnd(id, end) => self.loosen(id, end, from),
            Hit::Element(element @ (Element::Component(_) | Element::Group(_))) => {
                let held = Held { alt: held.alt || held_at_press.alt, ..held_at_press };
                self.begin_moving(from, element, held);
            }
            Hit::Element(Element::Link(_)) | Hit::InGroup(_) | Hit::Nothing => {
                let (before, adds) = (self.selection.clone(), held_at_press.shift);
                self.tool = Tool::Boxing { from, to: from, before, adds };
            }
        }
        self.follow(at, held);
    }

    fn stretch_box(&mut self, at: Point) {
        let end = self.camera.plan_from_screen(at);
        let Tool::Boxing { to, before, adds, .. } = &mut self.tool else { return };
        *to = end;
        let mut selection = if *adds { before.clone() } else { Selection::default() };
        let Some(area) = self.tool.selection_box() else { return };
        let board = self.board();
        selection.components.extend(board.cards_in(area).map(|(id, _)| id.clone()));
        let within = |rect: &&crate::base::Rect| area.contains(rect.min) && area.contains(rect.max);
        let groups = board.groups.iter().filter(|(_, rect)| within(rect));
        selection.groups.extend(groups.map(|(id, _)| id.clone()));
        self.selection = selection;
    }

    fn release(&mut self, at: Point, button: Button, held: Held) {
        match &self.tool {
            Tool::Panning { .. } => self.tool = Tool::Idle,
            _ if button != Button::Primary => {}
            Tool::Pressed { .. } => self.click(held),
            Tool::Moving { .. } => {
                self.move_cards(at, held);
                self.drop_cards();
            }
            Tool::Boxing { .. } => {
                self.stretch_box(at);
                self.tool = Tool::Idle;
            }
            Tool::Connecting { .. } => self.connect(at),
            Tool::Idle | Tool::Naming { .. } => {}
        }
        self.derive();
        self.point_at(at);
    }

    fn click(&mut self, held: Held) {
        let Tool::Pressed { hit, held: held_at_press, .. } = std::mem::take(&mut self.tool) else {
            return;
        };
        let adds = held.shift || held_at_press.shift;
        match hit.element() {
            Some(element) if adds => self.selection.toggle(element),
            Some(element) => self.selection = Selection::of(element),
            None if adds => {}
            None => self.selection = Selection::default(),
        }
        self.selection.prune(&self.document.plan);
    }

    fn double_click(&mut self, at: Point, held: Held) {
        self.let_go();
        self.derive();
        let hit = self.hit(at);
        if held.space {
            return;
        }
        match hit.element() {
            Some(element) => {
                self.selection = Selection::of(element);
                self.rename();
            }
            None => self.name_at(self.camera.plan_from_screen(at)),
        }
        self.hover = None;
    }
}

impl Hit {
    /// What a click selects.
    fn element(self) -> Option<Element> {
        match self {
            Self::Element(element) => Some(element),
            Self::CardEdge(id) => Some(Element::Component(id)),
            Self::LinkEnd(id, _) => Some(Element::Link(id)),
            Self::Nothing | Self::InGroup(_) => None,
        }
    }

    /// What a right click selects: inside a group its menu is the nearest.
    fn element_or_group(self) -> Option<Element> {
        match self {
            Self::InGroup(id) => Some(Element::Group(id)),
            other => other.element(),
        }
    }
}
