//! Random gestures, actions and edits: what must hold holds after each, and history leads back and
//! forth through the same plans.

use std::collections::BTreeMap;

use polyplan::base::Point;
use polyplan::model::{Edit, Kind, Plan};
use polyplan::session::tool::{Button, Held, Pointer};
use polyplan::session::{ACTIONS, ActionId, Command, Element, Request, Selection};
use proptest::prelude::*;
use proptest::sample::select;

use crate::hand::Hand;
use crate::{edits, support};

/// Where a pointer goes.
#[derive(Clone, Debug)]
enum Place {
    /// Anywhere on the screen.
    Screen(f64, f64),
    /// On the card of this number, at a share of its width and height; 0 and 1 are its edges.
    Card(usize, f64, f64),
    /// On the name of the group of this number.
    Group(usize),
}

/// One thing that a user does.
#[derive(Clone, Debug)]
enum Step {
    Press(Place, Button, Held),
    Move(Place, Held),
    Release(Place, Button, Held),
    Drag(Place, Place, Held),
    DoubleClick(Place),
    Wheel(Place, f64, f64),
    Leave,
    Act(ActionId),
    Edit(Edit),
    Type(String),
    Commit,
    Kind(Kind),
    TypeOver(String),
    Branch,
    ConnectTo(usize),
    Change(Kind),
    TypeNew(String),
    Toggle(usize),
    Rename(usize),
    Paste,
    BeginGesture,
    CommitGesture,
    AbortGesture,
    Tick,
}

fn place() -> impl Strategy<Value = Place> {
    let share = || select(vec![0.0, 0.01, 0.3, 0.5, 0.8, 1.0]);
    prop_oneof![
        2 => (-50.0..1250.0_f64, -50.0..850.0_f64).prop_map(|(x, y)| Place::Screen(x, y)),
        4 => (0_usize..8, share(), share()).prop_map(|(card, x, y)| Place::Card(card, x, y)),
        1 => (0_usize..4).prop_map(Place::Group),
    ]
}

fn held() -> impl Strategy<Value = Held> {
    (0.0..1.0_f64, 0.0..1.0_f64, 0.0..1.0_f64, 0.0..1.0_f64).prop_map(|(a, b, c, d)| Held {
        shift: a < 0.2,
        command: b < 0.2,
        alt: c < 0.2,
        space: d < 0.05,
    })
}

fn step() -> impl Strategy<Value = Step> {
    let button =
        || select(vec![Button::Primary, Button::Primary, Button::Middle, Button::Secondary]);
    // Those that put another plan in place end what is tested here.
    let actions: Vec<ActionId> = ACTIONS
        .iter()
        .map(|action| action.id)
        .filter(|id| !matches!(id, ActionId::New | ActionId::Open))
        .collect();
    let kind = || select(Kind::KNOWN.to_vec());
    prop_oneof![
        3 => (place(), button(), held()).prop_map(|(at, b, held)| Step::Press(at, b, held)),
        4 => (place(), held()).prop_map(|(at, held)| Step::Move(at, held)),
        3 => (place(), button(), held()).prop_map(|(at, b, held)| Step::Release(at, b, held)),
        8 => (place(), place(), held()).prop_map(|(from, to, held)| Step::Drag(from, to, held)),
        2 => place().prop_map(Step::DoubleClick),
        1 => (place(), -80.0..80.0_f64, 0.5..2.0_f64).prop_map(|(at, by, z)| Step::Wheel(at, by, z)),
        1 => Just(Step::Leave),
        10 => select(actions).prop_map(Step::Act),
        4 => select(vec![ActionId::Undo, ActionId::Redo, ActionId::Group, ActionId::Ungroup,
            ActionId::Duplicate, ActionId::Delete, ActionId::Copy, ActionId::SelectAll])
            .prop_map(Step::Act),
        4 => edits::edit().prop_map(Step::Edit),
        4 => support::text().prop_map(Step::Type),
        3 => Just(Step::Commit),
        2 => kind().prop_map(Step::Kind),
        2 => support::text().prop_map(Step::TypeOver),
        1 => Just(Step::Branch),
        1 => (0_usize..8).prop_map(Step::ConnectTo),
        1 => kind().prop_map(Step::Change),
        1 => support::text().prop_map(Step::TypeNew),
        1 => (0_usize..8).prop_map(Step::Toggle),
        1 => (0_usize..8).prop_map(Step::Rename),
        2 => Just(Step::Paste),
        1 => Just(Step::BeginGesture),
        1 => Just(Step::CommitGesture),
        1 => Just(Step::AbortGesture),
        1 => Just(Step::Tick),
    ]
}

/// The edit that builds `plan` on an empty one.
fn build(plan: &Plan) -> Edit {
    let mut groups: Vec<_> = plan.groups.values().collect();
    groups.sort_by_key(|group| plan.groups_around(group.parent.as_ref()).count());
    let groups = groups.into_iter().cloned().map(|group| Edit::AddGroup(Box::new(group)));
    let roles = plan.roles.values().cloned().map(|role| Edit::AddRole(Box::new(role)));
    let components =
        plan.components.values().cloned().map(|part| Edit::AddComponent(Box::new(part)));
    let links = plan.links.values().cloned().map(|link| Edit::AddLink(Box::new(link)));
    let places = plan.placements.iter().map(|(id, place)| Edit::Place(id.clone(), Some(*place)));
    Edit::Many(groups.chain(roles).chain(components).chain(links).chain(places).collect())
}

struct User {
    hand: Hand,
    clipboard: String,
    /// Every plan seen, by the state that history says it is in.
    seen: BTreeMap<u64, Plan>,
}

impl User {
    fn screen(&self, place: &Place) -> Point {
        let session = &self.hand.session;
        let board = session.board();
        let rect = match place {
            Place::Screen(x, y) => return Point::new(*x, *y),
            Place::Card(number, ..) => board.cards.values().cycle().nth(*number),
            Place::Group(number) => board.groups.values().cycle().nth(*number),
        };
        let Some(rect) = rect else { return Point::new(600.0, 400.0) };
        let point = match place {
            Place::Card(_, x, y) => {
                Point::new(rect.min.x + x * rect.width(), rect.min.y + y * rect.height())
            }
            _ => Point::new(rect.min.x + 40.0, rect.min.y + 10.0),
        };
        session.camera.screen_from_plan(point)
    }

    fn element(&self, number: usize) -> Option<Element> {
        let id = self.hand.plan().components.keys().cycle().nth(number)?;
        Some(Element::Component(id.clone()))
    }

    fn take(&mut self, step: Step) {
        let pointer = |pointer| Command::Pointer(pointer);
        match step {
            Step::Press(at, button, held) => {
                let at = self.screen(&at);
                self.hand.send(pointer(Pointer::Press(at, button, held)));
            }
            Step::Move(at, held) => {
                let at = self.screen(&at);
                self.hand.send(pointer(Pointer::Move(at, held)));
            }
            Step::Release(at, button, held) => {
                let at = self.screen(&at);
                self.hand.send(pointer(Pointer::Release(at, button, held)));
            }
            Step::Drag(from, to, held) => {
                let (from, to) = (self.screen(&from), self.screen(&to));
                self.hand.send(pointer(Pointer::Press(from, Button::Primary, held)));
                let half = Point::new(f64::midpoint(from.x, to.x), f64::midpoint(from.y, to.y));
                self.hand.send(pointer(Pointer::Move(half, held)));
                self.hand.send(pointer(Pointer::Move(to, held)));
                self.hand.send(pointer(Pointer::Release(to, Button::Primary, held)));
            }
            Step::DoubleClick(at) => {
                let at = self.screen(&at);
                self.hand.send(pointer(Pointer::DoubleClick(at, Held::default())));
            }
            Step::Wheel(at, by, factor) => {
                let at = self.screen(&at);
                self.hand.send(pointer(Pointer::Scroll(at, Point::new(by, -by))));
                self.hand.send(pointer(Pointer::Zoom(at, factor)));
            }
            Step::Leave => self.hand.send(pointer(Pointer::Leave)),
            Step::Act(action) => self.hand.send(Command::Act(action)),
            Step::Edit(edit) => self.hand.send(Command::Edit { label: "Edit".to_owned(), edit }),
            Step::Type(text) => self.hand.send(Command::TypeName(text)),
            Step::Commit => self.hand.send(Command::CommitName),
            Step::Kind(kind) => self.hand.send(Command::ChooseKind(kind)),
            Step::TypeOver(text) => self.hand.send(Command::Type(text)),
            Step::Branch => self.hand.send(Command::CommitNameAndBranch),
            Step::ConnectTo(number) => {
                if let Some(Element::Component(id)) = self.element(number) {
                    self.hand.send(Command::ConnectTo(id));
                }
            }
            Step::Change(kind) => {
                let change = polyplan::model::ComponentChange::Kind(kind);
                self.hand.send(Command::ChangeSelected(Box::new(change)));
            }
            Step::TypeNew(text) => self.hand.send(Command::TypeNewComponent(text)),
            Step::Toggle(number) => {
                if let Some(element) = self.element(number) {
                    self.hand.send(Command::ToggleSelected(element));
                }
            }
            Step::Rename(number) => {
                if let Some(element) = self.element(number) {
                    self.hand.send(Command::Rename(element));
                }
            }
            Step::Paste => self.hand.send(Command::Paste(self.clipboard.clone())),
            Step::BeginGesture => self.hand.send(Command::BeginGesture("Slide".to_owned())),
            Step::CommitGesture => self.hand.send(Command::CommitGesture),
            Step::AbortGesture => self.hand.send(Command::AbortGesture),
            Step::Tick => {
                self.hand.session.settle();
                self.hand.check();
            }
        }
        self.hand.session.dialogs.clear();
        for request in self.hand.session.take_requests() {
            if let Request::CopyText(text) = request {
                self.clipboard = text;
            }
        }
    }

    /// One state is one plan.
    fn compare(&mut self) {
        let session = &self.hand.session;
        if session.history().in_gesture() {
            return;
        }
        let known =
            self.seen.entry(session.history().state()).or_insert_with(|| session.plan().clone());
        assert_eq!(known, session.plan());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, max_shrink_iters: 600, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_hand_does_can_be_taken_back(
        plan in support::plan(),
        steps in prop::collection::vec(step(), 1..40),
    ) {
        let mut user = User { hand: Hand::new(), clipboard: String::new(), seen: BTreeMap::new() };
        user.compare();
        user.hand.edit(build(&plan));
        user.hand.send(Command::Act(ActionId::Fit));
        user.hand.session.tick(1.0);
        user.compare();
        for step in steps {
            user.take(step);
            user.compare();
        }
        user.hand.send(Command::Select(Selection::default()));
        user.hand.send(Command::CommitGesture);
        user.compare();
        while user.hand.session.history().redo_label().is_some() {
            user.hand.send(Command::Act(ActionId::Redo));
            user.compare();
        }
        let mut plans = vec![user.hand.plan().clone()];
        while user.hand.session.history().undo_label().is_some() {
            user.hand.send(Command::Act(ActionId::Undo));
            user.compare();
            plans.push(user.hand.plan().clone());
        }
        prop_assert_eq!(user.hand.plan(), &Plan::default(), "the start");
        for expected in plans.iter().rev().skip(1) {
            user.hand.send(Command::Act(ActionId::Redo));
            prop_assert_eq!(user.hand.plan(), expected);
        }
        prop_assert!(user.hand.session.history().redo_label().is_none(), "the end");
    }
}
