//! Which part of the canvas is seen, and how large.

use crate::base::{Point, Rect, Size};

/// Smallest and largest zoom, in screen points per plan unit.
pub const ZOOM: (f64, f64) = (0.02, 4.0);
/// Space around what is fitted, in screen points.
const MARGIN: f64 = 24.0;
/// Zoom below which nobody can read what is gone to, and the zoom in which it is shown then.
const TINY: f64 = 0.25;
const NEAR: f64 = 0.6;
/// How long the camera takes to fit, in seconds.
const GLIDE_S: f64 = 0.2;

/// A view of the canvas: the plan point in its middle and the zoom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Plan point in the middle of the view.
    pub center: Point,
    /// Screen points per plan unit.
    pub zoom: f64,
}

impl Default for Look {
    /// The plan's origin in its actual size.
    fn default() -> Self {
        Self { center: Point::new(0.0, 0.0), zoom: 1.0 }
    }
}

/// The camera over the canvas. Screen points count from the canvas's top left corner.
#[derive(Clone, Debug)]
pub struct Camera {
    look: Look,
    /// Size of the canvas on the screen.
    view: Size,
    glide: Option<Glide>,
    /// The area that was fitted last, unless the view was moved since.
    fitted: Option<Rect>,
}

#[derive(Clone, Copy, Debug)]
struct Glide {
    from: Look,
    to: Look,
    /// Seconds since it began.
    time: f64,
}

impl Default for Camera {
    fn default() -> Self {
        let look = Look::default();
        Self { look, view: Size::new(800.0, 600.0), glide: None, fitted: None }
    }
}

impl Camera {
    /// What is seen now.
    #[must_use]
    pub const fn look(&self) -> Look {
        self.look
    }

    /// Screen points per plan unit.
    #[must_use]
    pub const fn zoom(&self) -> f64 {
        self.look.zoom
    }

    /// Size of the canvas on the screen.
    #[must_use]
    pub const fn view(&self) -> Size {
        self.view
    }

    /// The area that was fitted last, unless the view was moved since.
    #[must_use]
    pub const fn fitted(&self) -> Option<Rect> {
        self.fitted
    }

    /// Tells the camera how large the canvas is on the screen; sizes without extent are ignored.
    /// What was fitted stays fitted until somebody moves the view.
    pub fn set_view(&mut self, view: Size) {
        if view.width > 0.0 && view.height > 0.0 {
            self.view = view;
            if let Some(rect) = self.fitted {
                self.fit(rect, true);
            }
        }
    }

    /// Where a plan point lies on the screen.
    #[must_use]
    pub fn screen_from_plan(&self, point: Point) -> Point {
        Point::new(
            (point.x - self.look.center.x) * self.look.zoom + self.view.width / 2.0,
            (point.y - self.look.center.y) * self.look.zoom + self.view.height / 2.0,
        )
    }

    /// Which plan point lies under a screen point.
    #[must_use]
    pub fn plan_from_screen(&self, point: Point) -> Point {
        Point::new(
            (point.x - self.view.width / 2.0) / self.look.zoom + self.look.center.x,
            (point.y - self.view.height / 2.0) / self.look.zoom + self.look.center.y,
        )
    }

    /// The part of the plan that is seen.
    #[must_use]
    pub fn seen(&self) -> Rect {
        Rect {
            min: self.plan_from_screen(Point::new(0.0, 0.0)),
            max: self.plan_from_screen(Point::new(self.view.width, self.view.height)),
        }
    }

    /// Moves what is seen by screen points; the plan follows the hand.
    pub fn pan(&mut self, by: Point) {
        self.glide = None;
        self.fitted = None;
        let center = self.look.center;
        self.look.center =
            Point::new(center.x - by.x / self.look.zoom, center.y - by.y / self.look.zoom);
        self.keep_finite();
    }

    /// Zooms by `factor`; the plan point under the screen point `at` stays where it is.
    pub fn zoom_at(&mut self, at: Point, factor: f64) {
        self.glide = None;
        self.fitted = None;
        if !(factor.is_finite() && factor > 0.0) {
            return;
        }
        let under = self.plan_from_screen(at);
        self.look.zoom = (self.look.zoom * factor).clamp(ZOOM.0, ZOOM.1);
        let now = self.plan_from_screen(at);
        let center = self.look.center;
        self.look.center = Point::new(center.x + under.x - now.x, center.y + under.y - now.y);
        self.keep_finite();
    }

    /// Shows all of `rect`, not larger than life, gliding there unless `at_once`.
    pub fn fit(&mut self, rect: Rect, at_once: bool) {
        let room = |view: f64| (view - 2.0 * MARGIN).max(view / 4.0);
        let (width, height) = (rect.width().max(1.0), rect.height().max(1.0));
        let zoom =
            (room(self.view.width) / width).min(room(self.view.height) / height).clamp(ZOOM.0, 1.0);
        self.go_to(Look { center: rect.center(), zoom }, at_once);
        self.fitted = Some(rect);
    }

    /// Shows `rect`, if it is not seen already: in the same zoom, or nearer where nobody could read
    /// it.
    pub fn reveal(&mut self, rect: Rect) {
        let seen = self.seen();
        let tiny = self.look.zoom < TINY;
        if tiny || !(seen.contains(rect.min) && seen.contains(rect.max)) {
            let zoom = if tiny { NEAR } else { self.look.zoom };
            self.go_to(Look { center: rect.center(), zoom }, false);
        }
    }

    /// Moves the view no further than it takes to show all of `rect`; while it is on its way it goes
    /// where it was sent.
    pub fn bring_in(&mut self, rect: Rect) {
        let (seen, margin) = (self.seen(), MARGIN / self.look.zoom);
        let shift = |[low, high]: [f64; 2], [from, to]: [f64; 2]| {
            if low < from {
                low - margin - from
            } else if high > to {
                high + margin - to
            } else {
                0.0
            }
        };
        let by = Point::new(
            shift([rect.min.x, rect.max.x], [seen.min.x, seen.max.x]),
            shift([rect.min.y, rect.max.y], [seen.min.y, seen.max.y]),
        );
        if !self.is_gliding() && by != Point::default() {
            let Look { center, zoom } = self.look;
            let center = Point::new(center.x + by.x, center.y + by.y);
            self.go_to(Look { center, zoom }, false);
        }
    }

    /// Goes to a look, gliding there unless `at_once`.
    pub fn go_to(&mut self, to: Look, at_once: bool) {
        if !to.center.is_finite() || !to.zoom.is_finite() {
            return;
        }
        self.fitted = None;
        let to = Look { zoom: to.zoom.clamp(ZOOM.0, ZOOM.1), ..to };
        if at_once {
            self.look = to;
            self.glide = None;
        } else {
            self.glide = Some(Glide { from: self.look, to, time: 0.0 });
        }
    }

    /// Whether the camera is on its way.
    #[must_use]
    pub const fn is_gliding(&self) -> bool {
        self.glide.is_some()
    }

    /// Lets `seconds` pass.
    pub fn advance(&mut self, seconds: f64) {
        let Some(glide) = &mut self.glide else { return };
        glide.time += seconds.max(0.0);
        let t = (glide.time / GLIDE_S).min(1.0);
        let eased = 1.0 - (1.0 - t) * (1.0 - t) * (1.0 - t);
        let mix = |a: f64, b: f64| a + (b - a) * eased;
        let (from, to) = (glide.from, glide.to);
        // Zoom is felt by its ratio.
        let zoom = libm::exp(mix(libm::log(from.zoom), libm::log(to.zoom)));
        let center = Point::new(mix(from.center.x, to.center.x), mix(from.center.y, to.center.y));
        self.look = Look { center, zoom };
        if t >= 1.0 {
            self.look = to;
            self.glide = None;
        }
    }

    fn keep_finite(&mut self) {
        const FAR: f64 = 1e7;
        let clamp = |x: f64| if x.is_finite() { x.clamp(-FAR, FAR) } else { 0.0 };
        self.look.center = Point::new(clamp(self.look.center.x), clamp(self.look.center.y));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zooming_keeps_the_point_under_the_pointer() {
        let mut camera = Camera::default();
        let at = Point::new(123.0, 456.0);
        let before = camera.plan_from_screen(at);
        camera.zoom_at(at, 1.7);
        assert!(camera.plan_from_screen(at).distance(before) < 1e-9);
        assert!((camera.zoom() - 1.7).abs() < 1e-12);
    }

    #[test]
    fn a_fitted_area_is_seen_whole_after_the_glide() {
        let mut camera = Camera::default();
        let area = Rect::from_min_size(Point::new(5000.0, -300.0), Size::new(4000.0, 900.0));
        camera.fit(area, false);
        camera.advance(0.1);
        assert!(camera.is_gliding());
        camera.advance(0.2);
        assert!(!camera.is_gliding());
        assert!(camera.seen().contains(area.min) && camera.seen().contains(area.max));
    }
}
