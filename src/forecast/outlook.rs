//! What money and time a plan or a component is told to come to: the median of the draws.
//!
//! Costs and weeks are skewed: half of the draws lie above what everything comes to at its median,
//! and one of several components is always late. So what people are told is taken over the draws of
//! everything uncertain ([`sample`]), from one place: the window, the charts, the report, the
//! command line and the JSON all tell an [`Outlook`]. Sizes (servers, memory) and the latency of
//! a component alone are those of the medians of the inputs; whole flows are told by
//! [`responses`](super::responses).

use super::facts::Facts;
use super::measure::Measure;
use super::people::{self, Load};
use super::point::Point;
use super::prices;
use super::resolve::Resolved;
use super::sample::{self, Catalogs};
use super::totals::{self, Assignment, Part, Shared, Totals};
use crate::base::{Range, threads};
use crate::catalog::Candidate;

/// Components that are worth a thread of their own.
const WORTH_A_THREAD: usize = 32;

/// Components that are drawn before they are added up.
const AT_ONCE: usize = 512;

/// Money and time over the draws; money in the plan's currency, not discounted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outlook {
    /// Everything over the horizon: 10th percentile, median, 90th percentile.
    pub cost: Range,
    /// Building, the median by itself. The four parts mostly add up to less than the median of the
    /// whole: costs are skewed, and seldom are all parts at their medians at once. What is between
    /// them is [`Outlook::beyond`].
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
    /// Calendar weeks; of a plan the longest of its roles and of the components with a team of their own.
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

    /// What the median of the whole comes to beyond the medians of the four parts, which makes them add
    /// up; below 0 where it comes to less.
    #[must_use]
    pub fn beyond(&self) -> f64 {
        let parts = self.build + self.learn + self.run + self.maintain;
        let beyond = self.cost.typical - parts;
        // Sums in another order differ by a few bits.
        if libm::fabs(beyond) <= 1e-12 * libm::fabs(parts) { 0.0 } else { beyond }
    }

    /// One of its numbers as it is told; not a number for any other.
    #[must_use]
    pub fn measure(&self, measure: Measure) -> f64 {
        match measure {
            Measure::Build => self.build,
            Measure::Learn => self.learn,
            Measure::Run => self.run,
            Measure::Maintain => self.maintain,
            Measure::Beyond => self.beyond(),
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

/// What a component comes to under an assignment, built or bought; none for what has no cost in it.
#[must_use]
pub fn of_assigned(
    resolved: &Resolved<'_>,
    facts: &Facts<'_>,
    assignment: &Assignment,
    catalogs: &Catalogs,
) -> Option<Outlook> {
    // What is decided need not be among what is compared.
    let Some(candidate) = assignment.get(&facts.component.id) else {
        return of_bought(resolved, facts, catalogs);
    };
    let candidate = resolved.catalog.candidates.get(candidate)?;
    let of = of_component(resolved, facts, &[candidate], catalogs).pop().flatten();
    // Where nothing can serve the load there is no cost either.
    of.filter(|of| of.cost.typical.is_finite())
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
    let parts = parts(resolved, facts, candidates, catalogs);
    let totals = |of: Vec<Part>| of.into_iter().map(|part| part.totals).collect();
    parts.into_iter().map(totals).collect()
}

/// A component as a part of the plan in each draw, by candidate; empty for one whose language is
/// unknown.
#[must_use]
pub fn parts(
    resolved: &Resolved<'_>,
    facts: &Facts<'_>,
    candidates: &[&Candidate],
    catalogs: &Catalogs,
) -> Vec<Vec<Part>> {
    let mut all = vec![Vec::new(); candidates.len()];
    sample::of_component(resolved, facts, catalogs, |alone, facts| {
        let shared = Shared::of(alone, Point::Typical);
        for (candidate, draws) in candidates.iter().zip(&mut all) {
            let drawn = alone.catalog.candidates.get(&candidate.id);
            let of = |of| totals::part(alone, facts, of, &shared, Point::Typical);
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
    let catalogs = Catalogs::told(resolved);
    let nothing = vec![Totals::default(); catalogs.iter().count()];
    let mut crews: Vec<Crews> =
        assignments.iter().map(|of| Crews::new(resolved, of, nothing.len())).collect();
    let bought = bought(resolved, &catalogs);
    let mut sums = vec![if bought.is_empty() { nothing } else { bought }; assignments.len()];
    let of = |assignment: &Assignment, facts: &Facts<'_>| {
        known.get(assignment.get(&facts.component.id)?)
    };
    let drawn_of = |facts: &Facts<'_>| {
        let mut here: Vec<&Candidate> = assignments.iter().filter_map(|a| of(a, facts)).collect();
        here.sort_by(|a, b| a.id.cmp(&b.id));
        here.dedup_by(|a, b| a.id == b.id);
        let drawn = parts(resolved, facts, &here, &catalogs);
        (here, drawn)
    };
    // What is drawn of a component takes much room, so only some are drawn before they are added.
    for (batch, components) in resolved.components.chunks(AT_ONCE).enumerate() {
        let drawn = threads::map(components, WORTH_A_THREAD, drawn_of);
        for (at, (facts, (here, drawn))) in components.iter().zip(&drawn).enumerate() {
            for ((sums, crews), assignment) in sums.iter_mut().zip(&mut crews).zip(assignments) {
                let of = of(assignment, facts);
                let place = of.and_then(|of| here.iter().position(|c| c.id == of.id));
                let drawn = place.and_then(|place| drawn.get(place));
                crews.add(batch * AT_ONCE + at, sums, drawn.map_or(&[], Vec::as_slice));
            }
        }
    }
    for ((sums, crews), assignment) in sums.iter_mut().zip(&crews).zip(assignments) {
        crews.finish(sums);
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

/// What all that nobody builds comes to in each draw; empty where none of it has a price.
#[must_use]
pub fn bought(resolved: &Resolved<'_>, catalogs: &Catalogs) -> Vec<Totals> {
    let mut sums: Vec<Totals> = Vec::new();
    for facts in resolved.components.iter().filter(|facts| prices::costs(facts)) {
        let drawn = draws_of_bought(resolved, facts, catalogs);
        if sums.is_empty() {
            sums = drawn;
        } else {
            sums.iter_mut().zip(&drawn).for_each(|(sum, of)| sum.add(of));
        }
    }
    sums
}

/// What a component that nobody builds comes to; none without a price.
#[must_use]
pub fn of_bought(
    resolved: &Resolved<'_>,
    facts: &Facts<'_>,
    catalogs: &Catalogs,
) -> Option<Outlook> {
    let shared = Shared::of(resolved, Point::Typical);
    let at_medians = prices::of_bought(facts, &shared, Point::Typical)?;
    Some(Outlook::of(&draws_of_bought(resolved, facts, catalogs), &at_medians))
}

fn draws_of_bought(resolved: &Resolved<'_>, facts: &Facts<'_>, catalogs: &Catalogs) -> Vec<Totals> {
    sample::of_component(resolved, facts, catalogs, |alone, facts| {
        let shared = Shared::of(alone, Point::Typical);
        prices::of_bought(facts, &shared, Point::Typical).unwrap_or_default()
    })
}

/// The roles whose people build several components, with what these are given to do in each draw.
struct Crews {
    /// Which of them each component belongs to, by place.
    of: Vec<Option<usize>>,
    loads: Vec<Vec<Load>>,
}

impl Crews {
    fn new(resolved: &Resolved<'_>, assignment: &Assignment, draws: usize) -> Self {
        let crews = people::crews(resolved, assignment);
        Self {
            of: people::crew_of(&crews, resolved.components.len()),
            loads: vec![vec![Load::default(); draws]; crews.len()],
        }
    }

    /// Adds the component at a place to the sums; what its people learn is added at last.
    fn add(&mut self, at: usize, sums: &mut [Totals], drawn: &[Part]) {
        let Some(loads) = self.of[at].map(|crew| &mut self.loads[crew]) else {
            sums.iter_mut().zip(drawn).for_each(|(sum, part)| sum.add(&part.totals));
            return;
        };
        for ((sum, load), part) in sums.iter_mut().zip(loads).zip(drawn) {
            sum.add(&part.without_learning());
            load.add(&part.task);
        }
    }

    /// Adds what the people of each role learn, and the weeks that they need.
    fn finish(&self, sums: &mut [Totals]) {
        for loads in &self.loads {
            sums.iter_mut().zip(loads).for_each(|(sum, load)| sum.add(&load.together()));
        }
    }
}
