//! Placement of several cards: align, distribute, nudge, tidy.

use super::action::ActionId;
use super::outcome::Outcome;
use super::{Notice, Session};
use crate::base::words::counted;
use crate::base::{Point, Rect};
use crate::layout::{self, Scope};
use crate::model::version::Version;
use crate::model::{ComponentId, Edit, Placement};

/// Direction in which cards are aligned or spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// Left and right.
    Horizontal,
    /// Up and down.
    Vertical,
}

/// What is brought into line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Left or top edges.
    Start,
    /// Middles.
    Middle,
    /// Right or bottom edges.
    End,
}

/// Step of the arrow keys, in plan units: one step of the grid.
const NUDGE: f64 = 4.0;

impl Axis {
    const fn low(self, rect: Rect) -> f64 {
        match self {
            Self::Horizontal => rect.min.x,
            Self::Vertical => rect.min.y,
        }
    }

    const fn high(self, rect: Rect) -> f64 {
        match self {
            Self::Horizontal => rect.max.x,
            Self::Vertical => rect.max.y,
        }
    }

    const fn moved(self, at: Point, low: f64) -> Point {
        match self {
            Self::Horizontal => Point::new(low, at.y),
            Self::Vertical => Point::new(at.x, low),
        }
    }
}

impl Session {
    /// The cards that an arrangement moves: the selected ones, and all in selected groups.
    #[must_use]
    pub fn moving_cards(&self) -> Vec<(ComponentId, Rect)> {
        let plan = self.plan();
        let inside = |component: &crate::model::Component| {
            plan.groups_around(component.group.as_ref())
                .any(|group| self.selection.groups.contains(&group.id))
        };
        plan.components
            .values()
            .filter(|c| self.selection.components.contains(&c.id) || inside(c))
            .filter_map(|c| Some((c.id.clone(), *self.board().cards.get(&c.id)?)))
            .collect()
    }

    /// The edit that puts a card somewhere by hand.
    #[must_use]
    pub(super) fn place(&self, id: &ComponentId, at: Point) -> Edit {
        let size =
            self.board().cards.get(id).map_or(crate::model::DEFAULT_CARD, |rect| rect.size());
        Edit::Place(id.clone(), Some(Placement { at: within_reach(at), size, by_hand: true }))
    }

    /// These edits as one, after those that leave every other card where it is seen: the places of
    /// cards that nobody placed depend on all others.
    #[must_use]
    pub(super) fn keeping_places(&self, edits: Vec<Edit>) -> Edit {
        let plan = self.plan();
        if plan.placements.len() >= plan.components.len() {
            return Edit::Many(edits);
        }
        let open = plan.components.keys().filter(|id| !plan.placements.contains_key(*id));
        let places = open.filter_map(|id| {
            let rect = self.board().cards.get(id)?;
            let place = Placement { at: rect.min, size: rect.size(), by_hand: false };
            Some(Edit::Place(id.clone(), Some(place)))
        });
        Edit::Many(places.chain(edits).collect())
    }

    /// Aligns the selected cards with the outermost of them.
    pub(super) fn align(&mut self, axis: Axis, align: Align) {
        let cards = self.moving_cards();
        let Some(all) = cards.iter().map(|(_, rect)| *rect).reduce(Rect::union) else { return };
        let edits = cards
            .iter()
            .map(|(id, rect)| {
                let size = axis.high(*rect) - axis.low(*rect);
                let low = match align {
                    Align::Start => axis.low(all),
                    Align::Middle => f64::midpoint(axis.low(all), axis.high(all)) - size / 2.0,
                    Align::End => axis.high(all) - size,
                };
                self.place(id, axis.moved(rect.min, low))
            })
            .collect();
        self.edit(&format!("Align {}", self.selected_name()), self.keeping_places(edits));
    }

    /// Spreads the selected cards so that the gaps between them are equal; the outermost stay.
    pub(super) fn distribute(&mut self, axis: Axis) {
        let mut cards = self.moving_cards();
        cards.sort_by(|(_, a), (_, b)| axis.low(*a).total_cmp(&axis.low(*b)));
        let (Some((_, first)), Some((_, last))) = (cards.first(), cards.last()) else { return };
        let filled: f64 = cards.iter().map(|(_, rect)| axis.high(*rect) - axis.low(*rect)).sum();
        let room = axis.high(*last) - axis.low(*first) - filled;
        #[expect(clippy::cast_precision_loss, reason = "a number of cards")]
        let gap = room / (cards.len().saturating_sub(1).max(1) as f64);
        let mut low = axis.low(*first);
        let mut edits = Vec::new();
        for (id, rect) in &cards {
            edits.push(self.place(id, axis.moved(rect.min, low)));
            low += axis.high(*rect) - axis.low(*rect) + gap;
        }
        self.edit(&format!("Distribute {}", self.selected_name()), self.keeping_places(edits));
    }

    /// Moves the selected cards by steps of the grid.
    pub(super) fn nudge(&mut self, right: f64, down: f64) {
        let moved = |at: Point| Point::new(at.x + right * NUDGE, at.y + down * NUDGE);
        let cards = self.moving_cards();
        let edits = cards.iter().map(|(id, rect)| self.place(id, moved(rect.min))).collect();
        self.edit(&format!("Move {}", self.selected_name()), self.keeping_places(edits));
    }

    /// Places the cards in `scope`, by job; it comes back as one step.
    pub(super) fn tidy(&mut self, scope: Scope) {
        let plan = self.document.plan.clone();
        self.jobs.start("Tidying up", true, move |_| {
            Outcome::TidyDone(plan.version, scope, layout::tidy(&plan, scope))
        });
    }

    /// Takes in a tidied placement, unless the plan has changed since, and says what it leaves.
    pub(super) fn tidied(&mut self, version: Version, scope: Scope, edits: Vec<Edit>) {
        if version.document != self.plan().version.document {
            return;
        }
        self.let_go();
        if version != self.plan().version {
            self.notices.push(Notice::warning(
                "The plan changed while it was tidied up; choose Tidy up again",
            ));
            return;
        }
        let by_hand = self.plan().placements.values().filter(|place| place.by_hand).count();
        let left = if scope == Scope::All { 0 } else { by_hand };
        let placed = match edits.len() {
            0 if left == 0 => "Everything is tidy already".to_owned(),
            0 => "Nothing else is untidy".to_owned(),
            count => format!("Placed {}", counted(count, "card")),
        };
        let stay = match left {
            0 => String::new(),
            1 => "; 1 card was placed by hand and stays".to_owned(),
            count => format!("; {count} cards were placed by hand and stay"),
        };
        if !edits.is_empty() {
            self.edit("Tidy up", Edit::Many(edits));
            // What is fitted is where the cards lie now.
            self.derive();
            self.fit();
        }
        let notice = Notice::done(placed + &stay);
        let notice = if left > 0 { notice.offering(ActionId::TidyAll) } else { notice };
        self.notices.push(notice);
    }

    /// The selected cards that a person placed, also those in selected groups.
    pub(super) fn held_cards(&self) -> Vec<ComponentId> {
        let by_hand =
            |id: &ComponentId| self.plan().placements.get(id).is_some_and(|place| place.by_hand);
        self.moving_cards().into_iter().map(|(id, _)| id).filter(by_hand).collect()
    }

    /// Leaves the places of the selected cards to tidying; until then they stay where they are.
    pub(super) fn release_placement(&mut self) {
        let held = self.held_cards();
        let edits = held.iter().filter_map(|id| {
            let place = *self.plan().placements.get(id)?;
            Some(Edit::Place(id.clone(), Some(Placement { by_hand: false, ..place })))
        });
        let edits = Edit::Many(edits.collect());
        let released = counted(held.len(), "card");
        if self.edit(&format!("Release the placement of {}", self.selected_name()), edits) {
            let text = format!("{released} released: Tidy up may move them");
            let text = if held.len() == 1 { text.replace("them", "it") } else { text };
            self.notices.push(Notice::done(text).offering(ActionId::Tidy));
        }
    }
}

/// The nearest point at which a card may lie.
pub(super) fn within_reach(at: Point) -> Point {
    const FAR: f64 = crate::model::apply::MAX_COORDINATE;
    Point::new(at.x.clamp(-FAR, FAR), at.y.clamp(-FAR, FAR))
}
