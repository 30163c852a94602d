//! Reading values off a chart: what a line is at a place between its points, what a bar says.

use super::chart::{Axis, Bars, Curves, LegendEntry, Series};
use crate::base::Hue;

/// The value of one line of a chart at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Name of the line.
    pub name: String,
    /// Its colour.
    pub hue: Hue,
    /// The value in the unit of the vertical axis; none where the line breaks off.
    pub value: Option<f64>,
    /// The ends of its band there, where it has one.
    pub band: Option<[f64; 2]>,
}

impl Axis {
    /// Where a value lies along the axis: its logarithm on a logarithmic one.
    #[must_use]
    pub fn along(&self, value: f64) -> f64 {
        if self.log { libm::log10(value.max(f64::MIN_POSITIVE)) } else { value }
    }

    /// The value that lies there; the inverse of [`Axis::along`].
    #[must_use]
    pub fn value_at(&self, along: f64) -> f64 {
        if self.log { libm::pow(10.0, along) } else { along }
    }
}

impl Curves {
    /// The value of every line at `x`, in the order of the legend.
    #[must_use]
    pub fn readings(&self, x: f64) -> Vec<Reading> {
        self.series.iter().map(|series| self.reading(series, x)).collect()
    }

    fn reading(&self, series: &Series, x: f64) -> Reading {
        let value = self.between(&series.points, |point| point[0], |point| point[1], x);
        let edge = |index: usize| {
            self.between(&series.band, |point| point[0], move |point: &[f64; 3]| point[index], x)
        };
        Reading {
            name: series.name.clone(),
            hue: series.hue,
            value: value.filter(|value| value.is_finite()),
            band: edge(1).zip(edge(2)).map(|(low, high)| [low, high]),
        }
    }

    /// Straight between two points as they are seen, so on the scales of both axes; infinite where
    /// one of them has no limit.
    fn between<P>(
        &self,
        points: &[P],
        x_of: impl Fn(&P) -> f64,
        y_of: impl Fn(&P) -> f64,
        x: f64,
    ) -> Option<f64> {
        let after = points.iter().position(|point| x_of(point) >= x)?;
        let to = points.get(after)?;
        if x_of(to) <= x {
            return Some(y_of(to)).filter(|y| !y.is_nan());
        }
        let from = points.get(after.checked_sub(1)?)?;
        let [start, end] = [x_of(from), x_of(to)].map(|x| self.x.along(x));
        let share = (self.x.along(x) - start) / (end - start);
        let [low, high] = [y_of(from), y_of(to)];
        if low.is_nan() || high.is_nan() {
            return None;
        }
        if low.is_infinite() || high.is_infinite() {
            return Some(f64::INFINITY);
        }
        let [low, high] = [low, high].map(|y| self.y.along(y));
        Some(self.y.value_at(low + share * (high - low)))
    }
}

impl Bars {
    /// What the bar of a group says, one line each: its name, what its parts come to, its parts,
    /// its range.
    #[must_use]
    pub fn readings(&self, group: usize, bar: usize) -> Vec<String> {
        let Some(group) = self.groups.get(group) else { return Vec::new() };
        let Some(of) = group.bars.get(bar) else { return Vec::new() };
        let unit = self.axis.unit;
        let mut lines = vec![group.label.clone()];
        if of.parts.is_empty() {
            lines.push(of.label.clone());
        }
        // Of parts that add up to something with a range people want the sum first.
        if of.parts.len() > 1 && of.whisker.is_some() {
            lines.push(format!("{}: {}", self.axis.label, of.label));
        }
        for part in &of.parts {
            // Stacks of one language share its colour; then the place in the group tells them apart.
            let by_place = self.legend.get(bar).filter(|_| self.legend.len() == group.bars.len());
            let alike =
                |entry: &&LegendEntry| entry.hue == part.hue && entry.hatched == part.hatched;
            let same_hue = |entry: &&LegendEntry| entry.hue == part.hue;
            let entry = by_place
                .filter(same_hue)
                .or_else(|| self.legend.iter().find(alike))
                .or_else(|| self.legend.iter().find(same_hue));
            let name = entry.map_or(self.axis.label.as_str(), |entry| entry.name.as_str());
            let judged =
                if part.hatched && !name.contains("judgement") { ", judgement" } else { "" };
            let told = of.start.map_or_else(
                || unit.readable(part.value),
                |start| format!("{} to {}", unit.readable(start), unit.readable(of.end())),
            );
            lines.push(format!("{name}: {told}{judged}"));
        }
        if let Some([low, high]) = of.whisker {
            let of_what = if of.start.is_some() { "End, " } else { "" };
            lines.push(format!(
                "{of_what}10th to 90th percentile: {} to {}",
                unit.readable(low),
                unit.readable(high)
            ));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Unit;
    use crate::charts::{Bar, BarGroup, BarPart};

    fn axis(unit: Unit, log: bool) -> Axis {
        Axis { label: "Cost".to_owned(), unit, log, min: 1.0, max: 100.0 }
    }

    fn curves(points: Vec<[f64; 2]>, band: Vec<[f64; 3]>) -> Curves {
        let series =
            vec![Series { name: "Go".to_owned(), hue: Hue::Teal, dashed: false, points, band }];
        let (x, y) = (axis(Unit::PerSec, true), axis(Unit::Ms, true));
        Curves { x, y, series, marks: Vec::new(), targets: Vec::new() }
    }

    #[test]
    fn between_points_a_power_law_is_exact() {
        // On two logarithmic axes y = x² is straight.
        let of =
            curves(vec![[1.0, 1.0], [100.0, 10_000.0]], vec![[1.0, 0.5, 2.0], [100.0, 0.5, 2.0]]);
        let reading = &of.readings(7.0)[0];
        assert!((reading.value.unwrap() - 49.0).abs() < 1e-9);
        let [low, high] = reading.band.unwrap();
        assert!((low - 0.5).abs() < 1e-9 && (high - 2.0).abs() < 1e-9);
    }

    #[test]
    fn beyond_its_ends_and_where_it_breaks_a_line_says_nothing() {
        let of = curves(vec![[1.0, 1.0], [10.0, f64::NAN], [20.0, 5.0]], Vec::new());
        for x in [0.5, 5.0, 10.0, 15.0, 21.0] {
            assert_eq!(of.readings(x)[0].value, None, "{x}");
        }
        assert_eq!(of.readings(20.0)[0].value, Some(5.0));
        assert_eq!(of.readings(20.0)[0].band, None);
    }

    #[test]
    fn a_band_that_opens_has_no_limit_from_there_on() {
        let open = f64::INFINITY;
        let of = curves(
            vec![[1.0, 1.0], [10.0, 4.0], [20.0, 5.0]],
            vec![[1.0, 0.5, 2.0], [10.0, 2.0, open], [20.0, 3.0, open]],
        );
        assert_eq!(of.readings(1.0)[0].band, Some([0.5, 2.0]));
        for x in [5.0, 10.0, 15.0, 20.0] {
            let [low, high] = of.readings(x)[0].band.unwrap();
            assert!(low.is_finite() && high == open, "{x}");
        }
    }

    #[test]
    fn a_span_tells_from_when_to_when() {
        let bar = Bar {
            parts: vec![BarPart { value: 8.0, hue: Hue::Teal, hatched: true }],
            start: Some(4.0),
            whisker: Some([10.0, 20.0]),
            label: "Go, 4 to 12 weeks".to_owned(),
        };
        assert!(!bar.is_broken(&axis(Unit::Weeks, false)));
        let groups = vec![BarGroup { label: "Cart".to_owned(), bars: vec![bar] }];
        let legend = vec![LegendEntry { name: "Go".to_owned(), hue: Hue::Teal, hatched: true }];
        let bars = Bars::new(axis(Unit::Weeks, false), groups, legend);
        assert_eq!(
            bars.readings(0, 0),
            [
                "Cart",
                "Go: 4 weeks to 12 weeks, judgement",
                "End, 10th to 90th percentile: 10 weeks to 20 weeks"
            ]
        );
    }

    #[test]
    fn a_bar_names_its_parts_and_what_is_judgement() {
        let bars = Bars::new(
            axis(Unit::Money, false),
            vec![BarGroup {
                label: "All Go".to_owned(),
                bars: vec![Bar {
                    parts: vec![
                        BarPart { value: 200.0, hue: Hue::Indigo, hatched: true },
                        BarPart { value: 50.0, hue: Hue::Teal, hatched: false },
                    ],
                    start: None,
                    whisker: Some([100.0, 400.0]),
                    label: "$250".to_owned(),
                }],
            }],
            vec![LegendEntry { name: "Building".to_owned(), hue: Hue::Indigo, hatched: true }],
        );
        assert_eq!(
            bars.readings(0, 0),
            [
                "All Go",
                "Cost: $250",
                "Building: $200, judgement",
                "Cost: $50",
                "10th to 90th percentile: $100 to $400"
            ]
        );
        assert!(bars.readings(1, 0).is_empty());
    }
}
