//! What is seen: zoom, fit, going to an element.

use super::dialog::Dialog;
use super::selection::{Element, Selection};
use super::settings::SCALE;
use super::{Request, Session};
use crate::base::{Point, Rect, Size};

impl Session {
    /// Zooms around the middle of the view.
    pub(super) fn zoom(&mut self, factor: f64) {
        let view = self.camera.view();
        self.camera.zoom_at(Point::new(view.width / 2.0, view.height / 2.0), factor);
    }

    pub(super) fn zoom_actual(&mut self) {
        let factor = 1.0 / self.camera.zoom();
        self.zoom(factor);
    }

    /// The canvas has this size on the screen. What was seen whole stays seen whole; what somebody
    /// looks at closely stays where it is.
    pub(super) fn resize_canvas(&mut self, size: Size) {
        let before = self.is_seen_whole();
        self.camera.set_view(size);
        if let Some(bounds) = self.board().bounds().filter(|_| before && !self.is_seen_whole()) {
            self.camera.fit(bounds, true);
        }
    }

    /// Whether all of the plan is in view.
    pub(super) fn is_seen_whole(&self) -> bool {
        let seen = self.camera.seen();
        let bounds = self.board().bounds();
        bounds.is_some_and(|bounds| seen.contains(bounds.min) && seen.contains(bounds.max))
    }

    /// Whether no card lies where the view was fitted to any more.
    pub(super) fn fitted_is_empty(&mut self) -> bool {
        self.derive();
        let board = self.board();
        self.camera.fitted().is_some_and(|area| board.cards_in(area).next().is_none())
    }

    /// Shows the whole plan where cards came to lie out of view.
    pub(super) fn see_whole(&mut self) {
        // What is looked at is where the cards lie now.
        self.derive();
        if !self.is_seen_whole() {
            self.fit();
        }
    }

    /// Shows the whole plan.
    pub(super) fn fit(&mut self) {
        if let Some(bounds) = self.board().bounds() {
            self.camera.fit(bounds, false);
        }
    }

    pub(super) fn fit_selection(&mut self) {
        if let Some(bounds) = self.selection_bounds() {
            self.camera.fit(bounds, false);
        }
    }

    /// Area of what is selected.
    #[must_use]
    pub fn selection_bounds(&self) -> Option<Rect> {
        let selection = &self.selection;
        let components = selection.components.iter().cloned().map(Element::Component);
        let links = selection.links.iter().cloned().map(Element::Link);
        let groups = selection.groups.iter().cloned().map(Element::Group);
        components
            .chain(links)
            .chain(groups)
            .filter_map(|element| self.board().rect_of(self.plan(), &element))
            .reduce(Rect::union)
    }

    /// Selects an element and shows it.
    pub(super) fn go_to(&mut self, element: Element) {
        let rect = self.board().rect_of(self.plan(), &element);
        self.selection = Selection::of(element);
        self.selection.prune(&self.document.plan);
        if let Some(rect) = rect {
            self.camera.reveal(rect);
        }
    }

    /// Puts the cursor into the outline's search field; where there is no room for the outline, the
    /// palette finds components.
    pub(super) fn find(&mut self) {
        if self.screen.no_outline || self.screen.alone {
            return self.show(Dialog::Palette);
        }
        self.settings.outline = true;
        self.requests.push(Request::FocusSearch);
    }

    pub(super) fn focus_panel(&mut self, forward: bool) {
        self.requests.push(Request::FocusPanel { forward });
    }

    pub(super) fn rescale(&mut self, by: f32) {
        // Tenths, so that a few steps up and down lead back.
        let tenths = libm::roundf((self.settings.scale + by) * 10.0);
        self.settings.scale = (tenths / 10.0).clamp(SCALE.0, SCALE.1);
    }

    /// Goes to the next finding's component, round and round.
    pub(super) fn next_finding(&mut self) {
        let of_component: Vec<_> =
            self.analysis().findings.iter().filter_map(|f| f.component.clone()).collect();
        let now = self.selection.only_component();
        let place = now.and_then(|id| of_component.iter().rposition(|other| other == id));
        let next = place.map_or(0, |place| (place + 1) % of_component.len().max(1));
        if let Some(id) = of_component.into_iter().nth(next) {
            self.go_to(Element::Component(id));
        }
    }
}
