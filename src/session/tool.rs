//! What the hand is doing on the canvas: a state machine whose cursor and hint follow its state.

use std::collections::{BTreeMap, BTreeSet};

use super::selection::{Element, Selection};
use crate::base::{Point, Rect};
use crate::model::{ComponentId, GroupId, Kind, LinkId, Placement};

/// A pointer button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Button {
    /// Usually the left one.
    Primary,
    /// Usually the wheel.
    Middle,
    /// Usually the right one.
    Secondary,
}

/// Keys held while the pointer acts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Shift: adds to the selection, keeps a drag straight.
    pub shift: bool,
    /// Control or Command: switches snapping off.
    pub command: bool,
    /// Alt: drags a copy.
    pub alt: bool,
    /// Space: pans.
    pub space: bool,
}

/// What the pointer did; points are screen points from the canvas's top left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pointer {
    /// A button went down.
    Press(Point, Button, Held),
    /// The pointer moved, with or without a button down.
    Move(Point, Held),
    /// A button went up.
    Release(Point, Button, Held),
    /// The primary button was pressed twice.
    DoubleClick(Point, Held),
    /// The wheel or touchpad scrolled: pans.
    Scroll(Point, Point),
    /// The wheel with a key, or a pinch: zooms by the factor at the point.
    Zoom(Point, f64),
    /// The pointer left the canvas.
    Leave,
}

/// What a name is being typed for.
#[derive(Clone, Debug, PartialEq)]
pub enum Naming {
    /// A component that comes to be when its name is committed.
    NewComponent {
        /// Top left corner of its card, in plan units.
        at: Point,
        /// Whether somebody chose this place; tidying leaves such cards where they are.
        by_hand: bool,
        /// The kind chosen for it; none leaves it to its name.
        kind: Option<Kind>,
        /// A link to it comes to be with it.
        linked_from: Option<ComponentId>,
        /// The group it will lie in.
        group: Option<GroupId>,
    },
    /// A group that comes to be when its name is committed.
    NewGroup {
        /// Where what it will hold lies, in plan units.
        around: Rect,
        /// What it will hold: components and groups.
        members: BTreeSet<Element>,
        /// The group it will lie in.
        parent: Option<GroupId>,
    },
    /// A component of the plan.
    Component(ComponentId),
    /// A group of the plan.
    Group(GroupId),
    /// The label of a link.
    Link(LinkId),
}

/// An end of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkEnd {
    /// Where it starts: the caller.
    From,
    /// Where its arrow points.
    To,
}

/// A line that shows what a dragged card lines up with, in plan units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guide {
    /// One end.
    pub from: Point,
    /// The other end.
    pub to: Point,
}

/// What the hand is doing.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Tool {
    /// Nothing yet; what lies under the pointer is highlighted.
    #[default]
    Idle,
    /// The primary button is down, but has not moved far enough for a drag.
    Pressed {
        /// Where it went down, on the screen.
        at: Point,
        /// What lay there.
        hit: super::board::Hit,
        /// Keys held.
        held: Held,
    },
    /// The canvas follows the hand.
    Panning {
        /// Where the pointer was last, on the screen.
        last: Point,
    },
    /// Cards follow the hand.
    Moving {
        /// Where the drag began, in plan units.
        from: Point,
        /// Places of the moved cards when it began.
        origins: BTreeMap<ComponentId, Placement>,
        /// What goes from group to group, and in which it was when the drag began.
        homes: BTreeMap<Element, Option<GroupId>>,
        /// Groups that could take them in, inner ones first, where they lay when it began: the area
        /// of a group follows its cards, so nothing could leave it otherwise.
        areas: Vec<(GroupId, Rect)>,
        /// What they line up with now.
        guides: Vec<Guide>,
        /// The group under the pointer that takes them in.
        into: Option<GroupId>,
    },
    /// A box is drawn around what will be selected.
    Boxing {
        /// Where it began, in plan units.
        from: Point,
        /// Where the pointer is, in plan units.
        to: Point,
        /// What was selected before.
        before: Selection,
        /// Whether that stays selected.
        adds: bool,
    },
    /// A link is being drawn from a card's edge, or one of its ends is taken to another card.
    Connecting {
        /// The card that the other end is at.
        from: ComponentId,
        /// Where its loose end is, in plan units.
        to: Point,
        /// The card under the loose end.
        onto: Option<ComponentId>,
        /// The link of the plan that is loose, and which of its ends; none draws a new one.
        loose: Option<(LinkId, LinkEnd)>,
    },
    /// A name is being typed in place.
    Naming {
        /// For what.
        what: Naming,
        /// Whether typing goes on with the text; else it takes its place.
        goes_on: bool,
        /// The text so far.
        text: String,
    },
}

/// Shape of the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cursor {
    /// The usual arrow.
    Arrow,
    /// Something can be clicked.
    Hand,
    /// Something can be grabbed.
    Grab,
    /// Something is grabbed.
    Grabbing,
    /// Something is moved.
    Move,
    /// A link or box is drawn.
    Crosshair,
}

impl Tool {
    /// Whether a gesture is under way that Escape takes back.
    #[must_use]
    pub const fn is_busy(&self) -> bool {
        !matches!(self, Self::Idle)
    }

    /// The box that is being drawn, in plan units.
    #[must_use]
    pub fn selection_box(&self) -> Option<Rect> {
        let Self::Boxing { from, to, .. } = self else { return None };
        Some(Rect {
            min: Point::new(from.x.min(to.x), from.y.min(to.y)),
            max: Point::new(from.x.max(to.x), from.y.max(to.y)),
        })
    }

    /// The element under the hand, for the outline of the thing being acted on.
    #[must_use]
    pub fn pressed(&self) -> Option<&Element> {
        match self {
            Self::Pressed { hit: super::board::Hit::Element(element), .. } => Some(element),
            _ => None,
        }
    }
}

impl super::Session {
    /// The shape of the pointer over the canvas, with these keys held.
    #[must_use]
    pub fn cursor(&self, held: Held) -> Cursor {
        use super::board::Hit;
        match &self.tool {
            Tool::Panning { .. } => Cursor::Grabbing,
            Tool::Moving { .. } => Cursor::Move,
            Tool::Boxing { .. } | Tool::Connecting { .. } => Cursor::Crosshair,
            Tool::Naming { .. } => Cursor::Arrow,
            Tool::Idle | Tool::Pressed { .. } if held.space => Cursor::Grab,
            Tool::Idle | Tool::Pressed { .. } => match &self.hover {
                Some(Hit::CardEdge(_)) => Cursor::Crosshair,
                Some(Hit::LinkEnd(..)) => Cursor::Grab,
                Some(Hit::Element(Element::Link(_))) => Cursor::Hand,
                Some(Hit::Element(_)) => Cursor::Move,
                Some(Hit::Nothing | Hit::InGroup(_)) | None => Cursor::Arrow,
            },
        }
    }
}
