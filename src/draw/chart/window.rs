//! Parts of charts for the window, which draws axes and lines itself so that they can be zoomed:
//! legends, what lies over the lines, bars. They look as in exports.

use super::axis::{self, Scale};
use super::curves::{self, View};
use super::{Pen, bars};
use crate::base::{Point, Rect, Size};
use crate::charts::{Axis, Bars, Curves};
use crate::draw::scene::Scene;
use crate::draw::theme::Theme;

pub use super::bars::Spot;

/// Far enough for whatever a part needs.
const ENOUGH: f64 = 1e4;
/// How much thicker bars become where there is room.
const MOST_THICKER: f64 = 1.8;

/// The names of the lines in rows of `width`.
#[must_use]
pub fn legend(curves: &Curves, theme: &Theme, width: f64) -> Scene {
    let pen = Pen::in_window(theme, width);
    let mut scene = empty(theme, width);
    let area = Rect::from_min_size(Point::default(), Size::new(width, ENOUGH));
    scene.size.height = curves::draw_legend(&mut scene, pen, curves, area);
    scene
}

/// Markers, targets, rings and words over the lines in `plot`, whose edges are the ends of the two
/// axes. They may differ from the chart's own axes: then a part of the chart is seen.
#[must_use]
pub fn over(curves: &Curves, x: &Axis, y: &Axis, plot: Rect, theme: &Theme) -> Scene {
    let pen = Pen::in_window(theme, plot.width());
    let mut scene = empty(theme, plot.width());
    curves::draw_over(&mut scene, pen, curves, &View::new(x, y, plot));
    scene
}

/// A panel of bars in `width`, and where each bar lies. It is as high as it needs; where `height`
/// leaves room, bars are thicker.
#[must_use]
pub fn bars(of: &Bars, theme: &Theme, width: f64, height: f64) -> (Scene, Vec<Spot>) {
    let drawn = |thicker: f64| {
        let thin = Pen::in_window(theme, width);
        let pen = Pen { bar: thin.bar * thicker, gaps: thin.gaps.map(|gap| gap * thicker), ..thin };
        let mut scene = empty(theme, width);
        let area = Rect::from_min_size(Point::default(), Size::new(width, ENOUGH));
        let mut spots = Vec::new();
        scene.size.height = bars::draw(&mut scene, pen, of, area, &mut spots);
        (scene, spots)
    };
    let [thin, thick] = [1.0, MOST_THICKER].map(|thicker| drawn(thicker).0.size.height);
    let share = ((height - thin) / (thick - thin).max(1.0)).clamp(0.0, 1.0);
    drawn(1.0 + share * (MOST_THICKER - 1.0))
}

/// Values of an axis worth a tick, at most about `most`.
#[must_use]
pub fn ticks(axis: &Axis, most: usize) -> Vec<f64> {
    axis::ticks(axis, &Scale::new(axis, 0.0, 1.0), most)
}

/// A tick's label, such as `10k`.
#[must_use]
pub fn tick_label(value: f64, axis: &Axis) -> String {
    axis::tick_label(value, axis)
}

/// An axis's title with its unit, such as `Peak load (req/s)`.
#[must_use]
pub fn axis_title(axis: &Axis) -> String {
    axis::title(axis)
}

fn empty(theme: &Theme, width: f64) -> Scene {
    Scene::new(Size::new(width, 0.0), theme.surface.panel, "")
}
