//! Forecasts held against what was published of changes that others made.
//!
//! A case is a plan from what was known before the change, and ratios that were published after it:
//! what ran before over what runs now, so that 4 is a quarter of what it took. What ran before is
//! code that is there, what runs now was written anew, by another team. Both sides are forecast on
//! common draws ([`sample`]), the ratio is taken draw by draw, and a case counts as
//! inside where what was published meets the 10th to 90th percentile. Of good forecasts eight in
//! ten do.

use super::facts::Facts;
use super::point::Point;
use super::resolve::Resolved;
use super::sample::{self, Catalogs, draw};
use super::totals::{self, Shared};
use crate::base::Range;
use crate::catalog::{Candidate, Figure};
use crate::model::{CandidateId, ComponentId};
use crate::words;

words! {
    /// What a ratio was published of.
    Told {
        /// Processors busy at peak.
        Busy = "busy", "processors busy";
        /// CPU time of a request.
        Cpu = "cpu_ms", "CPU time of a request";
        /// The stack's own CPU time of a request.
        Overhead = "overhead", "CPU time of the stack";
        /// Servers at peak.
        Servers = "servers", "servers";
        /// Money for a month.
        Monthly = "monthly", "monthly bill";
        /// Memory of all servers.
        Memory = "memory", "memory";
        /// Memory of one process without load of its own.
        BaseMemory = "base_memory", "memory of a process";
        /// Median time to answer.
        P50 = "p50", "latency (p50)";
        /// 99th percentile of the time to answer.
        P99 = "p99", "latency (p99)";
        /// Work to build.
        PersonWeeks = "person_weeks", "work to build";
        /// Calendar weeks to build.
        Weeks = "weeks", "delivery time";
        /// Calendar weeks to build what runs now: no ratio, but weeks.
        WeeksAfter = "weeks_after", "weeks to build the new one";
        /// Start of a process that serves.
        Start = "start", "start";
        /// Start of a command-line tool.
        ToolStart = "tool_start", "start of a tool";
        /// Cold start on a function platform.
        ColdStart = "cold_start", "cold start";
        /// Size of what is deployed.
        Artifact = "artifact", "size of what is deployed";
    }
}

impl Told {
    /// Whether it is a ratio of both sides; otherwise it is a number of the side after.
    #[must_use]
    pub fn is_ratio(self) -> bool {
        self != Self::WeeksAfter
    }
}

/// Something that was published of a change.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    /// Of what.
    pub told: Told,
    /// What ran before and what runs after it.
    pub sides: [CandidateId; 2],
    /// The published number or the ends that the text leaves open.
    pub range: [f64; 2],
    /// What was published, in words.
    pub text: String,
}

/// A published number with what the forecast said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// What was published.
    pub published: Published,
    /// 10th percentile, median and 90th percentile of the forecast.
    pub predicted: Range,
}

impl Held {
    /// Whether what was published meets the 10th to 90th percentile of the forecast.
    #[must_use]
    pub fn is_inside(&self) -> bool {
        let [low, high] = self.published.range;
        low <= self.predicted.high && high >= self.predicted.low
    }

    /// Width of the forecast: its 90th over its 10th percentile.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.predicted.high / self.predicted.low
    }

    /// How far the forecast's median is off: its ratio to what was published, whichever is larger,
    /// so 1 or more; ends that the text leaves open count as their geometric mean.
    #[must_use]
    pub fn miss(&self) -> f64 {
        let [low, high] = self.published.range;
        let off = self.predicted.typical / libm::sqrt(low * high);
        f64::max(off, off.recip())
    }
}

/// How forecasts did over some published ratios.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Ratios.
    pub all: usize,
    /// Those inside.
    pub inside: usize,
    /// Those above the forecast's 90th percentile, so that the forecast was too small.
    pub above: usize,
    /// Median width.
    pub width: f64,
    /// Median miss of the median.
    pub miss: f64,
}

impl Score {
    /// The score of some; none without any.
    #[must_use]
    pub fn of<'a>(held: &(impl Iterator<Item = &'a Held> + Clone)) -> Option<Self> {
        let median = |of: fn(&Held) -> f64| {
            let mut sorted: Vec<f64> = held.clone().map(of).collect();
            sorted.sort_by(f64::total_cmp);
            let last = sorted.len().checked_sub(1)?;
            Some(f64::midpoint(sorted[last / 2], sorted[last - last / 2]))
        };
        Some(Self {
            all: held.clone().count(),
            inside: held.clone().filter(|of| of.is_inside()).count(),
            above: held.clone().filter(|of| of.published.range[0] > of.predicted.high).count(),
            width: median(Held::width)?,
            miss: median(Held::miss)?,
        })
    }
}

/// Holds the forecast of a component against what was published of it; what names a candidate that
/// the catalog lacks is left out.
#[must_use]
pub fn hold(
    resolved: &Resolved<'_>,
    component: &ComponentId,
    published: &[Published],
) -> Vec<Held> {
    let Some(known) = resolved.facts(component) else { return Vec::new() };
    let catalogs = Catalogs::told(resolved);
    let of = |of: &Published| {
        let before = resolved.catalog.candidates.get(&of.sides[0])?;
        let mut facts = known.clone();
        facts.written_in.get_or_insert_with(|| before.language.clone());
        let predicted = predicted(resolved, &facts, of, &catalogs)?;
        Some(Held { published: of.clone(), predicted })
    };
    published.iter().filter_map(of).collect()
}

fn predicted(
    resolved: &Resolved<'_>,
    facts: &Facts<'_>,
    published: &Published,
    catalogs: &Catalogs,
) -> Option<Range> {
    let mut number = 0;
    let drawn = sample::of_component(resolved, facts, catalogs, |alone, facts| {
        let measure = |id: &CandidateId| {
            let candidate = alone.catalog.candidates.get(id)?;
            told(alone, facts, candidate, published.told, number)
        };
        let [before, after] = published.sides.each_ref().map(measure);
        number += 1;
        // Work is done once by whoever wrote what ran before, and once by others.
        let work = matches!(published.told, Told::PersonWeeks | Told::Weeks);
        let other = if work { alone.catalog.constant("other_team", 1.0) } else { 1.0 };
        if published.told.is_ratio() { Some(before? / after? / other) } else { after }
    });
    sample::percentiles(drawn.into_iter().flatten())
}

/// A number of one side in a draw, in any unit that both sides share.
fn told(
    alone: &Resolved<'_>,
    facts: &Facts<'_>,
    candidate: &Candidate,
    told: Told,
    number: u32,
) -> Option<f64> {
    let shared = Shared::of(alone, Point::Typical);
    let estimate = || totals::estimate(alone, facts, candidate, Point::Typical);
    let total = || totals::of_component(alone, facts, candidate, &shared, Point::Typical);
    // Figures that no forecast of cost rests on are not drawn with the catalog.
    let figure = |figure: &Figure| {
        let address = draw::address(&format!("{}/{}", candidate.id, told.word()));
        draw::exact(figure.range, draw::probability(address, number)).typical
    };
    match told {
        Told::Busy => Some(estimate()?.busy_vcpus),
        Told::Cpu => Some(estimate()?.cpu_ms),
        Told::Overhead => Some(candidate.overhead.range.typical),
        Told::Servers => Some(estimate()?.servers),
        Told::Memory => Some(estimate()?.memory_gb),
        Told::BaseMemory => Some(candidate.base_memory.range.typical),
        Told::P50 => Some(estimate()?.station.quantile_ms(0.5)),
        Told::P99 => Some(estimate()?.p99_ms),
        Told::Monthly => Some(total()?.monthly),
        Told::PersonWeeks => Some(total()?.person_weeks),
        Told::Weeks | Told::WeeksAfter => Some(total()?.weeks),
        Told::Start => Some(figure(&candidate.start)),
        Told::ToolStart => Some(figure(&candidate.tool_start)),
        Told::ColdStart => candidate.cold_start.as_ref().map(figure),
        Told::Artifact => Some(figure(&candidate.artifact)),
    }
}

/// Memory of one server of a component with a candidate, MB: 10th percentile, median and 90th
/// percentile over the draws.
#[must_use]
pub fn memory_of_one_mb(
    resolved: &Resolved<'_>,
    component: &ComponentId,
    candidate: &CandidateId,
) -> Option<Range> {
    let facts = resolved.facts(component)?;
    let catalogs = Catalogs::told(resolved);
    let drawn = sample::of_component(resolved, facts, &catalogs, |alone, facts| {
        let candidate = alone.catalog.candidates.get(candidate)?;
        let of = totals::estimate(alone, facts, candidate, Point::Typical)?;
        (of.servers > 0.0).then(|| of.memory_gb * 1000.0 / of.servers)
    });
    sample::percentiles(drawn.into_iter().flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(range: [f64; 2], low: f64, typical: f64, high: f64) -> Held {
        let side = || CandidateId::new("go-net-http").unwrap();
        let text = String::new();
        let sides = [side(), side()];
        Held {
            published: Published { told: Told::Busy, sides, range, text },
            predicted: Range { low, typical, high },
        }
    }

    #[test]
    fn what_was_published_is_inside_where_it_meets_the_forecast() {
        for (range, inside) in [
            ([1.0, 1.0], false),
            ([1.0, 2.0], true),
            ([3.0, 3.0], true),
            ([8.0, 9.0], true),
            ([8.5, 9.0], false),
        ] {
            assert_eq!(held(range, 2.0, 4.0, 8.0).is_inside(), inside, "{range:?}");
        }
    }

    #[test]
    fn a_miss_is_told_alike_on_both_sides() {
        // The geometric mean of 2 and 8 is 4.
        assert!((held([2.0, 8.0], 1.0, 2.0, 3.0).miss() - 2.0).abs() < 1e-12);
        assert!((held([2.0, 8.0], 1.0, 8.0, 9.0).miss() - 2.0).abs() < 1e-12);
    }

    #[test]
    fn a_score_counts_and_takes_medians() {
        let all = [
            held([3.0, 3.0], 2.0, 3.0, 4.0),
            held([9.0, 9.0], 1.0, 3.0, 4.0),
            held([1.0, 1.0], 2.0, 4.0, 12.0),
        ];
        let score = Score::of(&all.iter()).unwrap();
        assert_eq!([score.all, score.inside, score.above], [3, 1, 1]);
        // Widths 2, 4 and 6; misses 1, 3 and 4.
        assert!((score.width - 4.0).abs() < 1e-12 && (score.miss - 3.0).abs() < 1e-12);
        assert_eq!(Score::of(&[].iter()), None);
    }
}
