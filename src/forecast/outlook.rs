//! What money and time a plan or a component is told to come to: the median of the draws.
//!
//! Costs and weeks are skewed: half of the draws lie above what everything comes to at its median,
//! and one of several components is always late. So what people are told is taken over the draws of
//! everything uncertain ([`sample`]), from one place: the window, the charts, the report, the
//! command line and the JSON all tell an [`Outlook`]. Sizes (servers, memory) and latency are those
//! of the medians of the inputs, for a component as for the plan.

use super::facts::Facts;
use super::measure::Measure;
use super::point::Point;
use super::resolve::Resolved;
use super::sample::{self, Catalogs};
use super::totals::{self, Assignment, Shared, Totals};
use crate::base::Range;
use crate::catalog::Candidate;

/// Money and time over the draws; money in the plan's currency, not discounted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outlook {
    /// Everything over the horizon: 10th percentile, median, 90th percentile.
    pub cost: Range,
    /// Building, the median by itself. The four parts mostly add up to less than the median of the
    /// whole: costs are skewed, and seldom are all parts at their medians at once.
    pub build: f64,
    /// Learning, the median by itself.
    pub learn: f64,
    /// Running over the horizon, the median by itself.
    pub run: f64,
    /// Maintaining over the horizon, the median by itself.
    pub maintain: f64,
    /// Running for a month at today's peak, GPUs included.
    pub monthly: Range,
    /// Work to build with learning, person-weeks.
    pub person_weeks: Range,
    /// Calendar weeks; of a plan the longest of its components, built side by side.
    pub weeks: Range,
    /// Servers at peak, at the medians of the inputs.
    pub servers: f64,
    /// Memory at peak, GB, at the medians of the inputs.
    pub memory_gb: f64,
}

impl Outlook {
    /// The outlook of draws; `at_medians` has the sizes, and everything where nothing was drawn.
    #[must_use]
    pub fn of(draws: &[Totals], at_medians: &Totals) -> Self {
        let over = |of: fn(&Totals) -> f64| {
            sample::percentiles(draws.iter().map(of)).unwrap_or(Range::exact(of(at_medians)))
        };
        let median = |of: fn(&Totals) -> f64| over(of).typical;
        Self {
            cost: over(Totals::cost),
            build: median(|of| of.build),
            learn: median(|of| of.learn),
            run: median(|of| of.run),
            maintain: median(|of| of.maintain),
            monthly: over(|of| of.monthly),
            person_weeks: over(|of| of.person_weeks),
            weeks: over(|of| of.weeks),
            servers: at_medians.servers,
            memory_gb: at_medians.memory_gb,
        }
    }

    /// One of its numbers as it is told; not a number for any other.
    #[must_use]
    pub fn measure(&self, measure: Measure) -> f64 {
        match measure {
            Measure::Build => self.build,
            Measure::Learn => self.learn,
            Measure::Run => self.run,
            Measure::Maintain => self.maintain,
            Measure::Horizon => self.cost.typical,
            Measure::Monthly => self.monthly.typical,
            Measure::Servers => self.servers,
            Measure::Memory => self.memory_gb,
            Measure::PersonWeeks => self.person_weeks.typical,
            Measure::Weeks => self.weeks.typical,
            Measure::P99
            | Measure::FlowP99
            | Measure::Missed
            | Measure::Languages
            | Measure::BoundaryWeeks => f64::NAN,
        }
    }
}

/// What a component comes to with each of some candidates; none for one whose language is unknown.
#[must_use]
pub fn of_component(
    resolved: &Resolved<'_>,
    facts: &Facts<'_>,
    candidates: &[&Candidate],
    catalogs: &Catalogs,
) -> Vec<Option<Outlook>> {
    let shared = Shared::of(resolved, Point::Typical);
    let at_medians =
        |of: &Candidate| totals::of_component(resolved, facts, of, &shared, Point::Typical);
    let drawn = draws(resolved, facts, candidates, catalogs);
    let both = candidates.iter().zip(drawn);
    both.map(|(candidate, draws)| Some(Outlook::of(&draws, &at_medians(candidate)?))).collect()
}

/// Money and time of a component in each draw, by candidate; empty for one whose language is
/// unknown.
#[must_use]
pub fn draws(
    resolved: &Resolved<'_>,
    facts: &Facts<'_>,
    candidates: &[&Candidate],
    catalogs: &Catalogs,
) -> Vec<Vec<Totals>> {
    let mut all = vec![Vec::new(); candidates.len()];
    sample::of_component(resolved, facts, catalogs, |alone, facts| {
        let shared = Shared::of(alone, Point::Typical);
        for (candidate, draws) in candidates.iter().zip(&mut all) {
            let drawn = alone.catalog.candidates.get(&candidate.id);
            let of = |of| totals::of_component(alone, facts, of, &shared, Point::Typical);
            draws.extend(drawn.and_then(of));
        }
    });
    all
}

/// What a plan comes to under each of some assignments, over the same draws.
#[must_use]
pub fn of_plan(resolved: &Resolved<'_>, assignments: &[&Assignment]) -> Vec<Outlook> {
    let drawn = draws_of_plan(resolved, assignments);
    let outlook = |(assignment, draws): (&&Assignment, Vec<Totals>)| {
        Outlook::of(&draws, &totals::of_plan(resolved, assignment, Point::Typical))
    };
    assignments.iter().zip(drawn).map(outlook).collect()
}

/// Money and time of a plan in each draw, by assignment.
#[must_use]
pub fn draws_of_plan(resolved: &Resolved<'_>, assignments: &[&Assignment]) -> Vec<Vec<Totals>> {
    let known = &resolved.catalog.candidates;
    let catalogs = Catalogs::told(resolved.catalog);
    let nothing = vec![Totals::default(); sample::DRAWS as usize];
    let mut sums = vec![nothing; assignments.len()];
    for facts in &resolved.components {
        let of = |assignment: &Assignment| known.get(assignment.get(&facts.component.id)?);
        let mut here: Vec<&Candidate> = assignments.iter().filter_map(|a| of(a)).collect();
        here.sort_by(|a, b| a.id.cmp(&b.id));
        here.dedup_by(|a, b| a.id == b.id);
        let drawn = draws(resolved, facts, &here, &catalogs);
        for (sums, assignment) in sums.iter_mut().zip(assignments) {
            let place = of(assignment).and_then(|of| here.iter().position(|c| c.id == of.id));
            let drawn = place.and_then(|place| drawn.get(place));
            for (sum, of) in sums.iter_mut().zip(drawn.into_iter().flatten()) {
                sum.add(of);
            }
        }
    }
    for (sums, assignment) in sums.iter_mut().zip(assignments) {
        let boundaries = totals::boundaries(resolved, assignment);
        let added = sample::without_components(resolved, &catalogs, |alone| {
            let weeks = totals::boundary_of(alone.catalog, boundaries, Point::Typical);
            [weeks, weeks * Shared::of(alone, Point::Typical).weekly_cost]
        });
        for (sum, [weeks, cost]) in sums.iter_mut().zip(added) {
            sum.build += cost;
            sum.person_weeks += weeks;
        }
    }
    sums
}
