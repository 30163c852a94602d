//! Copy, cut, paste, duplicate.

use super::piece::{self, Home};
use super::{Notice, Request, Session};
use crate::base::{Point, Rect};
use crate::layout::{self, CARD_GAP};
use crate::model::Plan;

impl Session {
    /// Puts what is selected on the clipboard; whether that went well.
    fn copied(&mut self) -> bool {
        let piece = self.piece();
        if piece.components.is_empty() {
            return false;
        }
        match piece::to_text(&piece) {
            Ok(text) => {
                self.requests.push(Request::CopyText(text));
                true
            }
            Err(error) => {
                let name = self.selected_name();
                self.notices.push(Notice::failed(format!("{name} was not copied: {error}")));
                false
            }
        }
    }

    pub(super) fn copy(&mut self) {
        if self.copied() {
            let text = format!("Copied {}", self.selected_name());
            self.notices.push(Notice::done(text));
        }
    }

    /// Copies what is selected and takes it out of the plan; groups go with what they hold.
    pub(super) fn cut(&mut self) {
        if self.copied() {
            let piece = self.piece();
            let label = format!("Cut {}", self.selected_name());
            self.selection.components.extend(piece.components.into_keys());
            self.selection.groups.extend(piece.groups.into_keys());
            self.remove(&label);
        }
    }

    pub(super) fn ask_paste(&mut self) {
        self.requests.push(Request::Paste);
    }

    /// Puts a piece from the clipboard beside its original, or into the middle of the view.
    pub(super) fn paste(&mut self, text: &str) {
        let piece = match piece::from_text(text) {
            None if self.imports_text(text) => return,
            None => {
                let text = "The clipboard holds neither a part of a plan nor lines or a diagram to import; copy one first";
                self.notices.push(Notice::warning(text));
                return;
            }
            Some(Err(error)) => {
                let text = format!("The copied components cannot be read: {error}");
                self.notices.push(Notice::failed(text));
                return;
            }
            Some(Ok(piece)) => piece,
        };
        let Some(bounds) = piece::bounds(&piece) else {
            self.notices.push(Notice::warning("The clipboard holds no components"));
            return;
        };
        let shift = self.pasted_shift(&piece, bounds);
        let middle = moved(bounds.center(), shift);
        let home = Home::In(self.board().group_at(middle).cloned());
        self.put_in(&format!("Paste {}", held(&piece)), &piece, shift, &home);
    }

    /// Copies what is selected beside the original, in the same groups.
    pub(super) fn duplicate(&mut self) {
        let piece = self.piece();
        let Some(bounds) = piece::bounds(&piece) else { return };
        let shift = self.free_shift(&piece, bounds, below(bounds));
        self.put_in(&format!("Duplicate {}", held(&piece)), &piece, shift, &Home::AsBefore);
    }

    /// Copies what is selected, shifted by `shift`.
    pub(super) fn duplicate_by(&mut self, shift: Point) {
        let piece = self.piece();
        self.put_in(&format!("Duplicate {}", held(&piece)), &piece, shift, &Home::AsBefore);
    }

    /// Puts a whole plan below all there is, as one step; its team, scenarios and prices stay behind.
    pub(super) fn insert(&mut self, plan: &Plan) {
        let shift = match (piece::bounds(plan), self.board().bounds()) {
            (Some(bounds), Some(there)) => self.free_shift(plan, bounds, below(there)),
            _ => Point::default(),
        };
        self.put_in(&format!("Insert “{}”", plan.title()), plan, shift, &Home::In(None));
        // It may be larger than what is seen.
        self.derive();
        self.fit_selection();
    }

    /// Puts a piece into the plan as one step and selects it.
    fn put_in(&mut self, label: &str, piece: &Plan, shift: Point, home: &Home) {
        let [theirs, ours] = [piece.currency(), self.plan().currency()];
        let kept = (theirs != ours).then(|| without_money(piece));
        let left_out = kept.as_ref().is_some_and(|kept| kept != piece);
        let piece = kept.as_ref().unwrap_or(piece);
        let (edits, added) = self.insertion(piece, shift, home);
        if self.edit(label, self.keeping_places(edits)) {
            self.selection = added;
            if left_out {
                let (theirs, ours) = (theirs.word(), ours.word());
                self.notices.push(Notice::warning(format!(
                    "Amounts in {theirs} were left out, as this plan counts in {ours}"
                )));
            }
            if let Some(bounds) = piece::bounds(piece) {
                let (min, max) = (moved(bounds.min, shift), moved(bounds.max, shift));
                self.camera.reveal(Rect { min, max });
            }
        }
    }

    /// How far a pasted piece is shifted: not at all where its place is seen and free, below it
    /// where it is taken; else it comes into the middle of the view.
    fn pasted_shift(&self, piece: &Plan, bounds: Rect) -> Point {
        let seen = self.camera.seen();
        if !(seen.contains(bounds.min) && seen.contains(bounds.max)) {
            let (middle, size) = (seen.center(), bounds.size());
            let corner = Point::new(middle.x - size.width / 2.0, middle.y - size.height / 2.0);
            return self.free_shift(piece, bounds, corner);
        }
        let free = piece.placements.values().all(|place| {
            let rect = Rect::from_min_size(place.at, place.size);
            self.board().cards_in(rect).next().is_none()
        });
        if free { Point::default() } else { self.free_shift(piece, bounds, below(bounds)) }
    }

    /// The shift that takes the piece to the free place nearest to `wish`, its top left corner.
    fn free_shift(&self, piece: &Plan, bounds: Rect, wish: Point) -> Point {
        // A group needs room for its border and name.
        let area = if piece.groups.is_empty() { bounds } else { layout::around(bounds) };
        let (left, above) = (bounds.min.x - area.min.x, bounds.min.y - area.min.y);
        let corner = Point::new(wish.x - left, wish.y);
        let taken = self.board().cards.values().copied();
        let at = layout::free_place(corner, area.size(), taken);
        Point::new(at.x + left - bounds.min.x, at.y + above - bounds.min.y)
    }
}

/// What a piece holds, in words.
fn held(piece: &Plan) -> String {
    match piece.components.values().next() {
        Some(only) if piece.components.len() == 1 => format!("“{}”", only.name),
        _ => format!("{} components", piece.components.len()),
    }
}

/// Where a copy is wished: below the original.
fn below(bounds: Rect) -> Point {
    Point::new(bounds.min.x, bounds.max.y + CARD_GAP)
}

fn moved(point: Point, by: Point) -> Point {
    Point::new(point.x + by.x, point.y + by.y)
}

/// A piece without its amounts of money, which would be others in another currency.
fn without_money(piece: &Plan) -> Plan {
    let mut piece = piece.clone();
    for component in piece.components.values_mut() {
        component.inputs.retain(|input| !input.unit().is_money());
    }
    piece
}
