//! Two sides held against each other on common draws.
//!
//! Most of what is uncertain moves both sides the same way: the load, the work, the prices. Their
//! separate ranges overlap although one side is less in nearly every draw, so the difference is
//! taken draw by draw. [`sample`] draws by address and number alone, so that the same number has
//! the same place in its range on both sides.

use super::facts::Facts;
use super::measure::Measure;
use super::outlook::{self, Outlook};
use super::point::Point;
use super::resolve::Resolved;
use super::sample::{self, Catalogs};
use super::totals::{self, Assignment, Shared, Totals};
use crate::base::Range;
use crate::catalog::Candidate;
use crate::model::Input;

/// Values closer than this share of the larger one count as equal: rounding decides nothing.
const EQUAL: f64 = 1e-9;

/// The second side less the first, over common draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// 10th percentile, median and 90th percentile of second less first. The median of differences
    /// is not the difference of the medians, which is what people are told of two sides.
    pub range: Range,
    /// The same as a share of the larger of both in each draw, so from -1 to 1: -0.5 is half as
    /// much, 0.5 twice as much.
    pub relative: Range,
    /// Share of the draws in which the second is less, 0 to 1.
    pub less: f64,
    /// Share of the draws in which the second is more; the three shares add up to 1.
    pub more: f64,
    /// Share of the draws in which both are the same.
    pub equal: f64,
}

impl Difference {
    /// The difference over pairs of first and second, one for each draw; pairs without a number are
    /// left out, and without any there is none. Two unlimited values are equal.
    #[must_use]
    pub fn of(pairs: &[[f64; 2]]) -> Option<Self> {
        let known = pairs.iter().filter(|pair| !pair[0].is_nan() && !pair[1].is_nan());
        let all = |of: fn(f64, f64) -> f64| {
            let mut sorted: Vec<f64> = known.clone().map(|pair| of(pair[0], pair[1])).collect();
            sorted.sort_by(f64::total_cmp);
            sorted
        };
        let sorted = all(apart);
        let share = |wanted: fn(f64) -> bool| {
            let found = sorted.iter().filter(|of| wanted(**of)).count();
            count(found) / count(sorted.len())
        };
        Some(Self {
            range: spread(&sorted)?,
            relative: spread(&all(relative))?,
            less: share(|of| of < 0.0),
            more: share(|of| of > 0.0),
            equal: share(|of| of == 0.0),
        })
    }
}

/// Second less first; exactly 0 where they are equal.
#[must_use]
pub fn apart(first: f64, second: f64) -> f64 {
    let size = first.abs().max(second.abs());
    let near = size.is_finite() && (second - first).abs() <= EQUAL * size;
    if near || first.total_cmp(&second).is_eq() { 0.0 } else { second - first }
}

/// Second less first as a share of the larger of both, from -1 to 1; of an unlimited and a limited
/// value it is the whole.
#[must_use]
pub fn relative(first: f64, second: f64) -> f64 {
    let apart = apart(first, second);
    if apart.is_infinite() {
        apart.signum()
    } else if apart == 0.0 {
        0.0
    } else {
        apart / first.abs().max(second.abs())
    }
}

/// 10th percentile, median and 90th percentile of sorted values. Ends lie equally deep and the
/// median of an even number lies between the two in the middle, so that swapping the sides turns
/// the signs and nothing else.
fn spread(sorted: &[f64]) -> Option<Range> {
    let last = sorted.len().checked_sub(1)?;
    let depth = (last + 5) / 10;
    let [low, high] = [depth, last - depth].map(|place| sorted[place]);
    let [a, b] = [last / 2, last - last / 2].map(|place| sorted[place]);
    Some(Range { low, typical: if a == b { a } else { f64::midpoint(a, b) }, high })
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred draws")]
const fn count(number: usize) -> f64 {
    number as f64
}

/// What one component is told to come to with one candidate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// 99th percentile of the component alone at the medians, ms; infinite at saturation.
    pub p99_ms: f64,
    /// Its money and time.
    pub outlook: Outlook,
}

impl Outcome {
    /// One component with each of some candidates; none for one whose language is unknown.
    #[must_use]
    pub fn of(
        resolved: &Resolved<'_>,
        facts: &Facts<'_>,
        candidates: &[&Candidate],
        catalogs: &Catalogs,
    ) -> Vec<Option<Self>> {
        let outlooks = outlook::of_component(resolved, facts, candidates, catalogs);
        let both = candidates.iter().zip(outlooks);
        both.map(|(candidate, outlook)| {
            let p99_ms = totals::estimate(resolved, facts, candidate, Point::Typical)?.p99_ms;
            Some(Self { p99_ms, outlook: outlook? })
        })
        .collect()
    }

    /// One of its numbers; not a number where it is none of a component.
    #[must_use]
    pub fn measure(&self, measure: Measure) -> f64 {
        if measure == Measure::P99 { self.p99_ms } else { self.outlook.measure(measure) }
    }
}

/// One of the numbers that totals hold; not a number for any other.
#[must_use]
pub fn of_totals(totals: &Totals, measure: Measure) -> f64 {
    match measure {
        Measure::Build => totals.build,
        Measure::Learn => totals.learn,
        Measure::Run => totals.run,
        Measure::Maintain => totals.maintain,
        Measure::Horizon => totals.cost(),
        Measure::Monthly => totals.monthly,
        Measure::Servers => totals.servers,
        Measure::Memory => totals.memory_gb,
        Measure::PersonWeeks => totals.person_weeks,
        Measure::Weeks => totals.weeks,
        Measure::Beyond
        | Measure::P99
        | Measure::FlowP99
        | Measure::Missed
        | Measure::Languages
        | Measure::BoundaryWeeks => f64::NAN,
    }
}

/// What candidates of one component are compared by.
pub const OF_CANDIDATES: [Measure; 4] =
    [Measure::Monthly, Measure::Horizon, Measure::P99, Measure::Weeks];

/// What whole plans are compared by over draws.
pub const OF_PLANS: [Measure; 3] = [Measure::Horizon, Measure::Monthly, Measure::Weeks];

/// Two candidates of one component.
#[derive(Clone, Debug, PartialEq)]
pub struct OfCandidates {
    /// First and second as they are told.
    pub told: [Outcome; 2],
    /// Second less first over the draws, for each of [`OF_CANDIDATES`]; empty without draws.
    pub differences: Vec<(Measure, Difference)>,
    /// Chance of each to meet the p99 target: share of the draws in which its p99 is at most the
    /// target, which is drawn like everything else. None without draws or target.
    pub meets_target: Option<[f64; 2]>,
}

/// Holds the second of two candidates of a component against the first.
#[must_use]
pub fn of_candidates(
    resolved: &Resolved<'_>,
    facts: &Facts<'_>,
    candidates: [&Candidate; 2],
    draws: u32,
) -> Option<OfCandidates> {
    let catalogs = Catalogs::told(resolved);
    let told = Outcome::of(resolved, facts, &candidates, &catalogs);
    let told = [*told.first()?.as_ref()?, *told.get(1)?.as_ref()?];
    let drawn = drawn_candidates(resolved, facts, candidates, draws);
    let of = |&measure: &Measure| {
        let pairs: Vec<[f64; 2]> =
            drawn.iter().map(|of| of.sides.each_ref().map(|side| side.measure(measure))).collect();
        Some((measure, Difference::of(&pairs)?))
    };
    let met: Vec<[bool; 2]> = drawn
        .iter()
        .filter_map(|of| {
            of.target_ms.map(|target| of.sides.each_ref().map(|side| side.p99_ms <= target))
        })
        .collect();
    let chance = |side: usize| count(met.iter().filter(|of| of[side]).count()) / count(met.len());
    Some(OfCandidates {
        told,
        differences: OF_CANDIDATES.iter().filter_map(of).collect(),
        meets_target: (!met.is_empty()).then(|| [chance(0), chance(1)]),
    })
}

struct Drawn {
    sides: [DrawnSide; 2],
    target_ms: Option<f64>,
}

/// One candidate in one draw.
struct DrawnSide {
    p99_ms: f64,
    totals: Totals,
}

impl DrawnSide {
    fn measure(&self, measure: Measure) -> f64 {
        if measure == Measure::P99 { self.p99_ms } else { of_totals(&self.totals, measure) }
    }
}

fn drawn_candidates(
    resolved: &Resolved<'_>,
    facts: &Facts<'_>,
    candidates: [&Candidate; 2],
    draws: u32,
) -> Vec<Drawn> {
    let catalogs = Catalogs::new(resolved.catalog, draws);
    let drawn = sample::of_component(resolved, facts, &catalogs, |alone, facts| {
        let shared = Shared::of(alone, Point::Typical);
        let at = |candidate: &Candidate| {
            let drawn = alone.catalog.candidates.get(&candidate.id)?;
            Some(DrawnSide {
                p99_ms: totals::estimate(alone, facts, drawn, Point::Typical)?.p99_ms,
                totals: totals::of_component(alone, facts, drawn, &shared, Point::Typical)?,
            })
        };
        let [first, second] = candidates;
        let target_ms = facts.value(Input::P99Target).map(|value| value.range.typical);
        Some(Drawn { sides: [at(first)?, at(second)?], target_ms })
    });
    drawn.into_iter().flatten().collect()
}

/// The second of two plans less the first over common draws, for each of [`OF_PLANS`]; empty
/// without draws.
#[must_use]
pub fn of_plans(
    first: (&Resolved<'_>, &Assignment),
    second: (&Resolved<'_>, &Assignment),
    draws: u32,
) -> Vec<(Measure, Difference)> {
    let drawn = |(resolved, assignment): (&Resolved<'_>, &Assignment)| {
        sample::of_plan(resolved, draws, |drawn| {
            let totals = totals::of_plan(drawn, assignment, Point::Typical);
            OF_PLANS.map(|measure| of_totals(&totals, measure))
        })
    };
    let (first, second) = (drawn(first), drawn(second));
    let of = |(place, measure): (usize, Measure)| {
        let both = first.iter().zip(&second);
        let pairs: Vec<[f64; 2]> = both.map(|(a, b)| [a[place], b[place]]).collect();
        Some((measure, Difference::of(&pairs)?))
    };
    OF_PLANS.into_iter().enumerate().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_lead_is_seen_where_separate_ranges_overlap() {
        // The first runs from 100 to 200, the second is always 1 below it.
        let pairs: Vec<[f64; 2]> =
            (100..=200).map(|x| [f64::from(x), f64::from(x) - 1.0]).collect();
        let of = Difference::of(&pairs).unwrap();
        assert_eq!(of.range, Range::exact(-1.0));
        // 1/100 to 1/200: 1/110 in the eleventh draw and 1/190 in the eleventh last.
        let shares = [of.relative.low, of.relative.typical, of.relative.high];
        assert_eq!(shares, [-1.0 / 110.0, -1.0 / 150.0, -1.0 / 190.0]);
        assert_eq!([of.less, of.more, of.equal], [1.0, 0.0, 0.0]);
    }

    #[test]
    fn swapping_the_sides_turns_the_signs() {
        for draws in [1, 2, 7, 10, 100, 199, 200] {
            let pair = |x: u32| [f64::from(x * x % 37), f64::from(x * 13 % 31)];
            let pairs: Vec<[f64; 2]> = (0..draws).map(pair).collect();
            let swapped: Vec<[f64; 2]> = pairs.iter().map(|&[a, b]| [b, a]).collect();
            let [one, other] = [&pairs, &swapped].map(|of| Difference::of(of).unwrap());
            for (one, other) in [(one.range, other.range), (one.relative, other.relative)] {
                let Range { low, typical, high } = other;
                let turned = Range { low: -high, typical: -typical, high: -low };
                assert_eq!(one, turned, "{draws}");
            }
            assert_eq!([one.less, one.more, one.equal], [other.more, other.less, other.equal]);
            assert!((one.less + one.more + one.equal - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn the_percentiles_of_a_difference_leave_a_tenth_on_either_side() {
        let pairs: Vec<[f64; 2]> = (0..=100).map(|x| [0.0, f64::from(x)]).collect();
        let range = Difference::of(&pairs).unwrap().range;
        assert_eq!(range, Range { low: 10.0, typical: 50.0, high: 90.0 });
    }

    #[test]
    fn unlimited_and_rounded_values_are_compared_as_people_would() {
        let inf = f64::INFINITY;
        for (pair, shares) in [
            ([inf, inf], [0.0, 0.0, 1.0]),
            ([inf, 3.0], [1.0, 0.0, 0.0]),
            ([3.0, inf], [0.0, 1.0, 0.0]),
            ([0.3, 0.1 + 0.2], [0.0, 0.0, 1.0]),
            ([0.0, 0.0], [0.0, 0.0, 1.0]),
            ([0.0, 2.0], [0.0, 1.0, 0.0]),
        ] {
            let of = Difference::of(&[pair]).unwrap();
            assert_eq!(of.relative, Range::exact(of.more - of.less), "all or nothing: {pair:?}");
            assert_eq!([of.less, of.more, of.equal], shares, "{pair:?}");
        }
        assert_eq!(Difference::of(&[[f64::NAN, 1.0]]), None);
        assert_eq!(Difference::of(&[]), None);
    }
}
