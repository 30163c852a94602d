//! A session with a hand on it: points are plan points, names are names.

use polyplan::base::{Point, Size};
use polyplan::catalog::Catalog;
use polyplan::model::{Component, ComponentId, Edit, Kind, Placement, Plan, violations};
use polyplan::session::tool::{Button, Held, Pointer};
use polyplan::session::{ActionId, Command, Element, Request, Selection, Session, Settings};

pub const NONE: Held = Held { shift: false, command: false, alt: false, space: false };
pub const SHIFT: Held = Held { shift: true, ..NONE };
pub const CTRL: Held = Held { command: true, ..NONE };
pub const ALT: Held = Held { alt: true, ..NONE };

/// A session and the hand that drives it.
pub struct Hand {
    pub session: Session,
}

pub fn at(x: f64, y: f64) -> Point {
    Point::new(x, y)
}

pub fn id(text: &str) -> ComponentId {
    ComponentId::new(text).unwrap()
}

/// The edit that adds a service of this name with its card's corner at a point.
pub fn card(name: &str, corner: Point) -> Edit {
    let id = ComponentId::fresh(name, |_| false);
    let place = Placement { at: corner, size: Size::new(200.0, 72.0), by_hand: true };
    Edit::Many(vec![
        Edit::AddComponent(Box::new(Component::new(id.clone(), name, Kind::Service))),
        Edit::Place(id, Some(place)),
    ])
}

impl Hand {
    /// An empty session of 1200 by 800 screen points, the plan's origin in its middle.
    pub fn new() -> Self {
        let mut session = Session::new(Catalog::shipped().unwrap(), Settings::default());
        session.handle(Command::ResizeCanvas(Size::new(1200.0, 800.0)));
        Self { session }
    }

    /// A session with cards of these names at these corners.
    pub fn with(cards: &[(&str, f64, f64)]) -> Self {
        let mut hand = Self::new();
        let edits = cards.iter().map(|(name, x, y)| card(name, at(*x, *y))).collect();
        hand.edit(Edit::Many(edits));
        hand
    }

    pub fn plan(&self) -> &Plan {
        self.session.plan()
    }

    /// What the session has put on the clipboard since it was last asked.
    #[track_caller]
    pub fn copied(&mut self) -> String {
        let text = self.session.take_requests().into_iter().find_map(|request| match request {
            Request::CopyText(text) => Some(text),
            _ => None,
        });
        text.unwrap()
    }

    pub fn send(&mut self, command: Command) {
        self.session.handle(command);
        self.check();
    }

    /// What must hold at any moment.
    pub fn check(&self) {
        let session = &self.session;
        assert_eq!(violations(session.plan()), []);
        assert_eq!(session.board().version, session.plan().version, "the board is up to date");
        assert_eq!(session.board().cards.len(), session.plan().components.len());
        let mut selection = session.selection.clone();
        selection.prune(session.plan());
        assert_eq!(selection, session.selection, "only what there is is selected");
    }

    pub fn act(&mut self, action: ActionId) {
        assert!((action.action().available)(&self.session), "{action:?} is available");
        self.send(Command::Act(action));
    }

    pub fn edit(&mut self, edit: Edit) {
        self.send(Command::Edit { label: "Set up".to_owned(), edit });
        assert_eq!(self.session.notices, []);
    }

    fn screen(&self, point: Point) -> Point {
        self.session.camera.screen_from_plan(point)
    }

    pub fn pointer(&mut self, pointer: Pointer) {
        self.send(Command::Pointer(pointer));
    }

    pub fn press(&mut self, point: Point, held: Held) {
        let at = self.screen(point);
        self.pointer(Pointer::Move(at, held));
        self.pointer(Pointer::Press(at, Button::Primary, held));
    }

    /// Moves in several steps, as a hand does.
    pub fn drag_to(&mut self, from: Point, to: Point, held: Held) {
        for step in 1..=8 {
            let share = f64::from(step) / 8.0;
            let point = at(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share);
            let on_screen = self.screen(point);
            self.pointer(Pointer::Move(on_screen, held));
        }
    }

    pub fn release(&mut self, point: Point, held: Held) {
        let at = self.screen(point);
        self.pointer(Pointer::Release(at, Button::Primary, held));
    }

    pub fn drag(&mut self, from: Point, to: Point, held: Held) {
        self.press(from, held);
        self.drag_to(from, to, held);
        self.release(to, held);
    }

    pub fn click(&mut self, point: Point, held: Held) {
        self.press(point, held);
        self.release(point, held);
    }

    pub fn right_click(&mut self, point: Point) {
        let at = self.screen(point);
        self.pointer(Pointer::Press(at, Button::Secondary, NONE));
        self.pointer(Pointer::Release(at, Button::Secondary, NONE));
    }

    pub fn double_click(&mut self, point: Point) {
        self.click(point, NONE);
        self.click(point, NONE);
        let at = self.screen(point);
        self.pointer(Pointer::DoubleClick(at, NONE));
    }

    pub fn name(&mut self, text: &str) {
        self.send(Command::TypeName(text.to_owned()));
        self.send(Command::CommitName);
    }

    pub fn select(&mut self, ids: &[&str]) {
        let mut selection = Selection::default();
        for text in ids {
            selection.add(Element::Component(id(text)));
        }
        self.send(Command::Select(selection));
    }

    /// The corner of a card.
    pub fn corner(&self, text: &str) -> Point {
        self.session.board().cards[&id(text)].min
    }

    pub fn selected(&self) -> Vec<&str> {
        self.session.selection.components.iter().map(ComponentId::as_str).collect()
    }

    /// Labels of the steps that can be taken back.
    pub fn steps(&self) -> usize {
        self.session.history().depth().0
    }

    /// The last step has this label, and is the only one since there were `before`; taken back and
    /// done again it leads to the same plans.
    pub fn did_once(&mut self, label: &str, before: (usize, &Plan)) {
        assert_eq!(self.session.history().undo_label(), Some(label));
        assert_eq!(self.steps(), before.0 + 1);
        let after = self.plan().clone();
        self.act(ActionId::Undo);
        assert_eq!(self.plan(), before.1, "undone: {label}");
        self.act(ActionId::Redo);
        assert_eq!(*self.plan(), after, "redone: {label}");
    }
}
