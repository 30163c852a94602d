//! Parts of charts for the window, which draws axes and lines itself so that they can be zoomed:
//! legends, what lies over the lines, bars. They look as in exports.

use std::borrow::Cow;

use super::axis::{self, Scale};
use super::curves::{self, View};
use super::{Pen, bars, sequence};
use crate::base::{Point, Rect, Size};
use crate::charts::{Axis, Bars, Curves, Sequence};
use crate::draw::scene::Scene;
use crate::draw::theme::Theme;

pub use super::bars::Spot;
pub use super::sequence::StepSpot;

/// Far enough for whatever a part needs.
const ENOUGH: f64 = 1e4;
/// How much thicker bars become where there is room.
const MOST_THICKER: f64 = 1.8;
/// Thickness of bars and gaps between and around them where there is little room: a line of words
/// still fits to each.
const TIGHT_BAR: f64 = 11.0;
const TIGHT_GAPS: [f64; 2] = [2.0, 4.0];

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

/// A panel of bars.
#[derive(Debug)]
pub struct BarPanel {
    /// Its picture.
    pub scene: Scene,
    /// Where each bar lies in it.
    pub spots: Vec<Spot>,
    /// Where its bars end and its axis begins, from the top.
    pub axis: f64,
}

/// A panel of bars in `width`. Where `height` leaves room, bars are thicker;
/// where it lacks some, they and the gaps between them are as thin as can be read, and the axis has no
/// title. Beyond that it is as high as it needs.
#[must_use]
pub fn bars(of: &Bars, theme: &Theme, width: f64, height: f64) -> BarPanel {
    let usual = Pen::in_window(theme, width);
    let tight = Pen { bar: TIGHT_BAR, gaps: TIGHT_GAPS, ..usual };
    let wide = usual.gaps.map(|gap| gap * MOST_THICKER);
    let thick = Pen { bar: usual.bar * MOST_THICKER, gaps: wide, ..usual };
    let drawn = |pen: Pen<'_>| {
        let mut scene = empty(theme, width);
        let area = Rect::from_min_size(Point::default(), Size::new(width, ENOUGH));
        let mut spots = Vec::new();
        let reach = bars::draw(&mut scene, pen, of, area, &mut spots);
        scene.size.height = reach.end;
        BarPanel { scene, spots, axis: reach.axis }
    };
    let [least, middle, most] = [tight, usual, thick].map(|pen| drawn(pen).scene.size.height);
    let (from, to, low, high) =
        if height < middle { (tight, usual, least, middle) } else { (usual, thick, middle, most) };
    let share = ((height - low) / (high - low).max(1.0)).clamp(0.0, 1.0);
    let mix = |a: f64, b: f64| a + share * (b - a);
    let gaps = [mix(from.gaps[0], to.gaps[0]), mix(from.gaps[1], to.gaps[1])];
    // Before a row is cut the words below the axis go.
    let axis_title = height >= least;
    drawn(Pen { bar: mix(from.bar, to.bar), gaps, axis_title, ..usual })
}

/// The steps of a flow in `width`, or wider if they have to be, with where each step lies.
#[must_use]
pub fn sequence(of: &Sequence, theme: &Theme, width: f64) -> (Scene, Vec<StepSpot>) {
    let pen = Pen::in_window(theme, width);
    let width = f64::max(width, sequence::least_width(pen, of));
    let pen = Pen { width, ..pen };
    let mut scene = empty(theme, width);
    let area = Rect::from_min_size(Point::default(), Size::new(width, ENOUGH));
    let mut spots = Vec::new();
    scene.size.height = sequence::draw(&mut scene, pen, of, area, &mut spots);
    (scene, spots)
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

/// Unit of an axis's numbers; empty where they tell it themselves.
#[must_use]
pub fn axis_unit(axis: &Axis) -> Cow<'static, str> {
    axis::unit(axis)
}

/// An axis's title with its unit, such as `Peak load (req/s)`.
#[must_use]
pub fn axis_title(axis: &Axis) -> String {
    axis::title(axis)
}

fn empty(theme: &Theme, width: f64) -> Scene {
    Scene::new(Size::new(width, 0.0), theme.surface.panel, "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Hue, Unit};
    use crate::charts::{Bar, BarGroup, BarPart};

    /// Four rows as the totals of a plan have them.
    fn rows() -> Bars {
        let group = |name: &str| BarGroup {
            label: name.to_owned(),
            bars: vec![Bar {
                parts: vec![BarPart { value: 5.0, hue: Hue::Sky, hatched: false }],
                start: None,
                whisker: None,
                label: "5 ms".to_owned(),
            }],
        };
        let axis =
            Axis { label: "Time".to_owned(), unit: Unit::Ms, log: false, min: 0.0, max: 10.0 };
        Bars::new(axis, ["A", "B", "C", "D"].map(group).to_vec(), Vec::new())
    }

    #[test]
    fn rows_become_thinner_before_any_is_cut() {
        let drawn = |height| bars(&rows(), Theme::light(), 400.0, height);
        let [least, most] = [0.0, 1e4].map(|height| drawn(height).scene.size.height);
        assert!(least < 130.0 && most > 180.0, "{least} to {most}");
        let below_axis = |height| {
            let BarPanel { scene, axis, .. } = drawn(height);
            scene.size.height - axis
        };
        let gone = below_axis(1e4) - below_axis(0.0);
        assert!(gone >= 10.0, "the axis has no title where room is short: {gone}");
        let mut before = 0.0;
        for height in [least, 140.0, 150.0, 160.0, 170.0, most] {
            let BarPanel { scene, spots, .. } = drawn(height);
            assert!(scene.size.height <= height + 0.01, "{} in {height}", scene.size.height);
            assert!(spots[0].rect.height() >= before, "more room, thicker bars");
            before = spots[0].rect.height();
            for pair in spots.windows(2) {
                let apart = pair[1].rect.min.y - pair[0].rect.min.y;
                assert!(apart >= 14.0, "a line of words fits to each: {apart}");
            }
        }
    }
}
