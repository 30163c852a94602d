//! The meeting: one item of the plan at a time, large enough for a projector, in an order that is
//! chosen, with an agenda of what is left and a clock for each item.
//!
//! What is said of an item is what everything else in the window says of it. Which items were gone
//! through and how long they took is kept while the plan is open and saved nowhere.

mod agenda;
mod asked;
mod clock;
mod told;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use agenda::{Progress, Row};
pub use asked::Prepared;
pub(super) use asked::Preparing;
pub use clock::Clock;
pub use told::{Finding, Firmness, Flow, Known, Told};

use super::selection::Selection;
use super::table::Middle;
use super::{Element, Session};
use crate::model::version::Meaning;
use crate::model::{ComponentId, InputRef};
use crate::words;

words! {
    /// The order in which a meeting goes through a plan.
    Order {
        /// Components that are undecided first, of these those where the choice is close.
        Decision = "decision", "open decisions first";
        /// Components first of which an answer is likeliest to change the advice.
        Value = "value", "most worth asking first";
        /// Group by group.
        Group = "group", "group by group";
    }
}

/// How meetings go, remembered between runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MeetingChoice {
    /// The order of items.
    pub order: Order,
    /// Minutes that an item may take; none is no limit.
    pub minutes: u32,
    /// Whether outline, inspector and plot were folded for the meeting, and come back after it.
    pub folded: [bool; 3],
}

impl MeetingChoice {
    /// Minutes that may be chosen for an item; none is no limit.
    pub const MINUTES: &[u32] = &[0, 2, 3, 5, 8, 10, 15, 20, 30];
}

impl Default for MeetingChoice {
    fn default() -> Self {
        Self { order: Order::Decision, minutes: 5, folded: [false; 3] }
    }
}

/// Something that a meeting speaks of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// A component whose language is a question.
    Component(ComponentId),
    /// An error or a warning: its code, its component and number, and which of several alike it is.
    Finding(&'static str, Option<ComponentId>, Option<InputRef>, usize),
    /// The flow that begins with this component.
    Flow(ComponentId),
}

impl Item {
    /// The component that it is about, if it is about one.
    #[must_use]
    pub const fn component(&self) -> Option<&ComponentId> {
        match self {
            Self::Component(id) | Self::Flow(id) => Some(id),
            Self::Finding(_, component, ..) => component.as_ref(),
        }
    }
}

/// What is done in a meeting.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// The item is done; goes to the next that is left, after the last to the first that is.
    Done,
    /// Goes to the next item.
    Next,
    /// Goes back to the item before.
    Previous,
    /// Goes to the first item.
    First,
    /// Goes to the last item.
    Last,
    /// Goes to this item.
    GoTo(Item),
    /// Says whether an item is done.
    Mark(Item, bool),
    /// Chooses the order, and begins with its first item that is left.
    Order(Order),
    /// Chooses how many minutes an item may take; none is no limit.
    Minutes(u32),
    /// Stops the clock, or lets it go on.
    Pause,
    /// Leaves the meeting.
    Leave,
}

/// The meeting on the plan that is open.
#[derive(Debug, Default)]
pub struct Meeting {
    /// Every item, in the order of the meeting.
    items: Vec<Item>,
    /// The one that is shown; none where there is none, and at the end.
    item: Option<Item>,
    done: BTreeSet<Item>,
    /// Whether somebody went on or changed the plan, after which the order stays as it is.
    begun: bool,
    /// The plan that it was last seen with.
    of: Option<Meaning>,
    /// Whether the last item was gone through and nothing is left.
    over: bool,
    clock: Clock,
    preparing: Preparing,
}

impl Session {
    /// Whether the middle of the window shows the meeting.
    #[must_use]
    pub fn shows_meeting(&self) -> bool {
        self.settings.middle == Middle::Meeting && !self.screen.alone
    }

    /// Goes into the meeting, or out of it.
    pub(super) fn toggle_meeting(&mut self) {
        let shown = self.shows_meeting();
        if self.screen.alone {
            self.toggle_alone();
        }
        self.show_in_middle(if shown { Middle::Canvas } else { Middle::Meeting });
    }

    /// Shows this in the middle of the window. Panels make room for a meeting and come back after it.
    pub(super) fn show_in_middle(&mut self, middle: Middle) {
        let before = std::mem::replace(&mut self.settings.middle, middle);
        if before == Middle::Meeting && middle != Middle::Meeting {
            self.settings.unfold();
        } else if before != Middle::Meeting && middle == Middle::Meeting {
            self.settings.fold();
            self.meeting.over = false;
            self.meeting.of = None;
        }
    }

    /// The item that the meeting is at; none where there is none, and at its end.
    #[must_use]
    pub fn meeting_item(&self) -> Option<&Item> {
        self.meeting.item.as_ref()
    }

    /// The clock of the meeting.
    #[must_use]
    pub fn meeting_clock(&self) -> &Clock {
        &self.meeting.clock
    }

    /// Lets time pass in the meeting that is shown, seconds.
    pub fn meet_for(&mut self, seconds: f64) {
        if self.shows_meeting() {
            self.meeting.clock.pass(self.meeting.item.as_ref(), seconds);
        }
    }

    /// Does a step of the meeting.
    pub(super) fn meet(&mut self, step: Step) {
        match step {
            Step::Done => self.go_on(),
            Step::Next => self.go_by(|place, last| (place + 1).min(last)),
            Step::Previous => self.go_by(|place, _| place.saturating_sub(1)),
            Step::First => self.go_by(|_, _| 0),
            Step::Last => self.go_by(|_, last| last),
            Step::GoTo(item) => self.go_to_item(Some(item)),
            Step::Mark(item, done) => {
                self.meeting.begun = true;
                if done {
                    self.meeting.done.insert(item);
                } else {
                    self.meeting.over = false;
                    self.meeting.done.remove(&item);
                }
            }
            Step::Order(order) => {
                self.settings.meeting.order = order;
                self.meeting.begun = false;
                self.meeting.over = false;
                self.meeting.item = None;
            }
            Step::Minutes(minutes) => self.settings.meeting.minutes = minutes,
            Step::Pause => self.meeting.clock.paused = !self.meeting.clock.paused,
            Step::Leave => self.show_in_middle(Middle::Canvas),
        }
    }

    /// The item is done: the next that is left follows, after the last the first that is.
    fn go_on(&mut self) {
        let Some(item) = self.meeting.item.clone() else { return };
        let meeting = &mut self.meeting;
        meeting.done.insert(item.clone());
        let place = meeting.items.iter().position(|of| *of == item);
        let is_left = |of: &&Item| !meeting.done.contains(*of);
        let after = meeting.items.iter().skip(place.map_or(0, |place| place + 1)).find(is_left);
        let next = after.or_else(|| meeting.items.iter().find(is_left)).cloned();
        self.go_to_item(next);
    }

    fn go_by(&mut self, to: impl FnOnce(usize, usize) -> usize) {
        let items = &self.meeting.items;
        let Some(last) = items.len().checked_sub(1) else { return };
        let now = self.meeting.item.as_ref();
        // From the end, back leads to the last item.
        let place = now.and_then(|item| items.iter().position(|of| of == item));
        let item = items.get(to(place.unwrap_or(last + 1), last)).cloned();
        self.go_to_item(item);
    }

    /// Goes to an item, or to the end of the meeting; what is selected follows.
    fn go_to_item(&mut self, item: Option<Item>) {
        self.meeting.begun = true;
        self.meeting.over = item.is_none();
        self.show_item(item);
    }

    fn show_item(&mut self, item: Option<Item>) {
        let component = item.as_ref().and_then(Item::component).cloned();
        self.selection =
            component.map_or_else(Selection::default, |id| Selection::of(Element::Component(id)));
        self.selection.prune(&self.document.plan);
        self.meeting.item = item;
    }

    /// Brings the agenda up to date with the plan, and the item with what was selected elsewhere.
    pub(super) fn renew_meeting(&mut self) {
        if self.settings.middle != Middle::Meeting {
            return;
        }
        let now = self.plan().version.meaning();
        let before = self.meeting.of.replace(now);
        let enters = before.is_none();
        let changed = before.is_some_and(|before| before != now);
        self.meeting.begun |= changed && self.meeting.item.is_some();
        let items = self.items_in_order();
        if self.meeting.begun {
            let known = &mut self.meeting.items;
            known.retain(|item| items.contains(item));
            let new: Vec<Item> = items.into_iter().filter(|item| !known.contains(item)).collect();
            self.meeting.over &= new.is_empty();
            known.extend(new);
        } else {
            self.meeting.items = items;
        }
        let meeting = &self.meeting;
        if let Some(id) = self.selection.only_component()
            && meeting.item.as_ref().and_then(Item::component) != Some(id)
            && (meeting.begun || meeting.item.is_some())
        {
            let item = Item::Component(id.clone());
            if meeting.items.contains(&item) {
                self.meeting.begun = true;
                self.meeting.over = false;
                self.meeting.item = Some(item);
            }
        }
        let meeting = &self.meeting;
        let there = meeting.item.as_ref().is_some_and(|item| meeting.items.contains(item));
        if !(meeting.over || there && meeting.begun) {
            let left = meeting.items.iter().find(|item| !meeting.done.contains(item));
            let first = left.or(meeting.items.first()).cloned();
            if first != meeting.item {
                self.show_item(first);
            }
        }
        // What is told of the item is worked out of what is selected: it comes back to the item it was at.
        let of_item = self.meeting.item.as_ref().and_then(Item::component);
        if of_item.is_some()
            && (enters || self.selection.is_empty())
            && self.selection.only_component() != of_item
        {
            self.show_item(self.meeting.item.clone());
        }
    }

    /// Forgets what was gone through, after another plan was put in place.
    pub(super) fn forget_meeting(&mut self) {
        self.stop_preparing();
        self.meeting = Meeting::default();
    }
}

impl super::Settings {
    /// Folds the panels around a meeting that begins.
    fn fold(&mut self) {
        let panels = [&mut self.outline, &mut self.inspector, &mut self.plot];
        self.meeting.folded = panels.map(std::mem::take);
    }

    /// Brings the panels back that were folded for a meeting.
    pub(super) fn unfold(&mut self) {
        let [outline, inspector, plot] = std::mem::take(&mut self.meeting.folded);
        self.outline |= outline;
        self.inspector |= inspector;
        self.plot |= plot;
    }
}
