//! Axes: where values lie, tidy ticks and their labels.

use std::borrow::Cow;

use crate::base::{Currency, Unit, number};
use crate::charts::Axis;

/// Space between the labels of two ticks.
const BETWEEN_LABELS: f64 = 6.0;

/// Maps values of an axis to places between two ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    log: bool,
    min: f64,
    max: f64,
    start: f64,
    end: f64,
}

impl Scale {
    /// The scale of an axis between the places `start` and `end`.
    pub(super) fn new(axis: &Axis, start: f64, end: f64) -> Self {
        let log = axis.log && axis.min > 0.0;
        let transform = |x: f64| if log { libm::log10(x) } else { x };
        let (min, mut max) = (transform(axis.min), transform(axis.max));
        if max.is_nan() || min.is_nan() || max <= min {
            max = min + 1.0;
        }
        Self { log, min, max, start, end }
    }

    /// Place of a value; values beyond the ends land beyond them.
    pub(super) fn place(&self, value: f64) -> f64 {
        let value = match self.log {
            true if value > 0.0 => libm::log10(value),
            true => self.min,
            false => value,
        };
        self.start + (value - self.min) / (self.max - self.min) * (self.end - self.start)
    }

    /// Values of ticks, at most about `most`.
    pub(super) fn ticks(&self, most: usize) -> Vec<f64> {
        if !self.log {
            return linear_ticks(self.min, self.max, most);
        }
        let ticks = self.log_ticks(most);
        if ticks.len() >= 2 {
            return ticks;
        }
        // Powers of ten alone may miss a part of two decades.
        let more = self.multiples_of_ten(&[1.0, 2.0, 5.0], 1.0);
        if more.len() >= 3 && more.len() <= most.max(3) {
            return more;
        }
        // A small part of a decade looks linear.
        linear_ticks(libm::pow(10.0, self.min), libm::pow(10.0, self.max), most)
    }

    fn log_ticks(&self, most: usize) -> Vec<f64> {
        let decades = self.max - self.min;
        #[expect(clippy::cast_precision_loss, reason = "a handful of ticks")]
        let most = most.max(1) as f64;
        let multiples: &[f64] = if 8.0 * decades <= most {
            &[1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0]
        } else if 3.0 * decades <= most + 1.0 {
            &[1.0, 2.0, 5.0]
        } else {
            &[1.0]
        };
        self.multiples_of_ten(multiples, libm::ceil(decades / most).max(1.0))
    }

    /// Multiples of every so many powers of ten.
    fn multiples_of_ten(&self, multiples: &[f64], every: f64) -> Vec<f64> {
        let mut ticks = Vec::new();
        let mut power = libm::floor(self.min);
        while power <= self.max && ticks.len() < 50 {
            let on = (power / every - libm::round(power / every)).abs() < 1e-9;
            for multiple in multiples.iter().filter(|_| on) {
                let value = multiple * libm::pow(10.0, power);
                let at = libm::log10(value);
                if at >= self.min - 1e-9 && at <= self.max + 1e-9 {
                    ticks.push(value);
                }
            }
            power += 1.0;
        }
        ticks
    }
}

fn linear_ticks(min: f64, max: f64, most: usize) -> Vec<f64> {
    #[expect(clippy::cast_precision_loss, reason = "a handful of ticks")]
    let rough = (max - min) / most.max(1) as f64;
    let power = libm::pow(10.0, libm::floor(libm::log10(rough)));
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * power).find(|s| *s >= rough * 0.999);
    let step = step.unwrap_or(10.0 * power);
    let first = libm::ceil(min / step - 1e-9);
    let mut ticks = Vec::new();
    let mut index = first;
    while index * step <= max + 1e-9 * step && ticks.len() < 50 {
        ticks.push(index * step);
        index += 1.0;
    }
    ticks
}

/// Values of ticks of an axis; a share has none beyond the whole, whatever room there is.
pub(super) fn ticks(axis: &Axis, scale: &Scale, most: usize) -> Vec<f64> {
    let mut ticks = scale.ticks(most);
    ticks.retain(|tick| axis.unit != Unit::Share || *tick <= 1.0 + 1e-9);
    ticks
}

/// Ticks along a horizontal axis: at most about `most`, and no more than have room for their labels
/// beside each other, so that all that are drawn are told.
pub(super) fn told_ticks(
    axis: &Axis,
    scale: &Scale,
    most: usize,
    measure: impl Fn(&str) -> f64,
) -> Vec<f64> {
    let have_room = |ticks: &Vec<f64>| {
        let half = |tick: f64| measure(&tick_label(tick, axis)) / 2.0;
        ticks.windows(2).all(|pair| {
            let apart = scale.place(pair[1]) - scale.place(pair[0]);
            apart >= half(pair[0]) + half(pair[1]) + BETWEEN_LABELS
        })
    };
    let mut fewer = (1..=most.max(1)).rev().map(|most| ticks(axis, scale, most));
    fewer.find(have_room).unwrap_or_else(|| ticks(axis, scale, 1))
}

/// A short label for a tick: `200`, `10k`, `2M`, `40 %`, `$5k`. Thousands become `k` where the
/// axis reaches ten thousand, so that one axis writes all of them alike.
pub(super) fn tick_label(value: f64, axis: &Axis) -> String {
    let unit = axis.unit;
    if spells_unit(axis) {
        // Ticks are round in milliseconds, and so in seconds, but not in minutes.
        return if unit == Unit::Ms && value >= 1e3 {
            format!("{} s", number::readable(value / 1e3))
        } else {
            unit.readable(value)
        };
    }
    let shown = if unit == Unit::Share { value * 100.0 } else { value };
    let size = shown.abs();
    let number = if size >= 1e9 {
        format!("{}G", number::readable(shown / 1e9))
    } else if size >= 1e6 {
        format!("{}M", number::readable(shown / 1e6))
    } else if size >= 1e3 && axis.max >= 1e4 {
        format!("{}k", number::readable(shown / 1e3))
    } else {
        number::readable(shown)
    };
    match unit {
        Unit::Money | Unit::MoneyPerMonth | Unit::MoneyPerHour | Unit::MoneyPerWeek => {
            format!("{}{number}", Currency::current().before())
        }
        Unit::Share => format!("{number} %"),
        Unit::Times => format!("{number}×"),
        _ => number,
    }
}

/// Whether each tick tells its own unit, as people say gigabytes and seconds, not a million megabytes
/// or milliseconds.
fn spells_unit(axis: &Axis) -> bool {
    let from = match axis.unit {
        Unit::Mb => 1e3,
        Unit::Ms => 1e4,
        _ => return false,
    };
    axis.max >= from
}

/// Unit of an axis's numbers; empty where they tell it themselves.
pub(super) fn unit(axis: &Axis) -> Cow<'static, str> {
    if spells_unit(axis) { Cow::Borrowed("") } else { axis.unit.shown_suffix() }
}

/// Title of an axis with its unit, such as `Peak load (req/s)`.
pub(super) fn title(axis: &Axis) -> String {
    match &*unit(axis) {
        "" => axis.label.clone(),
        suffix => format!("{} ({suffix})", axis.label),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(min: f64, max: f64, log: bool) -> Axis {
        Axis { label: String::new(), unit: Unit::Ms, log, min, max }
    }

    #[test]
    fn ticks_are_tidy() {
        let ticks = |axis: &Axis, most| Scale::new(axis, 0.0, 100.0).ticks(most);
        assert_eq!(ticks(&axis(0.0, 100.0, false), 5), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(ticks(&axis(1.0, 10_000.0, true), 5), [1.0, 10.0, 100.0, 1000.0, 10_000.0]);
        assert_eq!(ticks(&axis(20.0, 200.0, true), 5), [20.0, 50.0, 100.0, 200.0]);
        assert_eq!(ticks(&axis(500.0, 1000.0, true), 5), [500.0, 600.0, 800.0, 1000.0]);
        assert_eq!(
            ticks(&axis(510.0, 570.0, true), 6),
            [510.0, 520.0, 530.0, 540.0, 550.0, 560.0, 570.0]
        );
        assert!(!ticks(&axis(5.0, 5.0, false), 5).is_empty());
    }

    /// Labels are never left out: where there is less room, there are fewer ticks.
    #[test]
    fn all_ticks_are_told() {
        for (log, min) in [(false, 0.0), (true, 10.0), (true, 3000.0)] {
            for width in 6..60 {
                let width = f64::from(width) * 10.0;
                let axis = Axis { unit: Unit::Money, ..axis(min, 700_000.0, log) };
                let scale = Scale::new(&axis, 0.0, width);
                let ticks = told_ticks(&axis, &scale, 8, |text| 7.0 * count(text));
                let mut end = f64::NEG_INFINITY;
                for tick in &ticks {
                    let half = 3.5 * count(&tick_label(*tick, &axis));
                    assert!(scale.place(*tick) - half > end, "{ticks:?} on {width}");
                    end = scale.place(*tick) + half;
                }
                assert!(ticks.len() >= 2 || width < 90.0, "{ticks:?} on {width}");
            }
        }
    }

    fn count(text: &str) -> f64 {
        f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX))
    }

    #[test]
    fn large_memory_is_told_in_its_own_unit() {
        let memory =
            |max: f64| Axis { unit: Unit::Mb, label: "Memory".to_owned(), ..axis(1.0, max, true) };
        for (value, text) in [(10.0, "10 MB"), (1_000.0, "1 GB"), (1e6, "1 TB"), (1e7, "10 TB")] {
            assert_eq!(tick_label(value, &memory(1e7)), text);
        }
        assert_eq!(title(&memory(1e7)), "Memory");
        assert_eq!(tick_label(200.0, &memory(500.0)), "200");
        assert_eq!(title(&memory(500.0)), "Memory (MB)");
    }

    #[test]
    fn long_times_are_told_in_their_own_unit() {
        let time = |max: f64| Axis { label: "Latency".to_owned(), ..axis(1.0, max, true) };
        for (value, text) in [(10.0, "10 ms"), (1_000.0, "1 s"), (1e4, "10 s"), (1e6, "1,000 s")] {
            assert_eq!(tick_label(value, &time(1e6)), text);
        }
        assert_eq!(title(&time(1e6)), "Latency");
        assert_eq!(title(&time(9e3)), "Latency (ms)");
    }

    #[test]
    fn tick_labels_are_short() {
        for (value, unit, text) in [
            (200.0, Unit::PerSec, "200"),
            (1_000.0, Unit::PerSec, "1k"),
            (10_000.0, Unit::PerSec, "10k"),
            (2_500_000.0, Unit::Count, "2.5M"),
            (0.4, Unit::Share, "40 %"),
            (50_000.0, Unit::Money, "$50k"),
        ] {
            let axis = Axis { unit, ..axis(0.0, 1e5, false) };
            assert_eq!(tick_label(value, &axis), text);
        }
        assert_eq!(tick_label(5_000.0, &axis(0.0, 8_000.0, false)), "5,000");
    }
}
