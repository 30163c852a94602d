//! One component or the whole plan with its languages: servers, money, weeks.

use std::collections::BTreeMap;

pub use super::boundary::{boundaries, boundary_of, boundary_weeks};
use super::delivery::{self, Delivery};
use super::facts::Facts;
use super::kernel::{self, Estimate, Sizing};
use super::people::{self, Load, Task};
use super::point::Point;
use super::prices::{self, Prices};
use super::resolve::Resolved;
use super::shared::number_of;
pub use super::shared::{REDUNDANT_FROM, Rewritten, Shared, draw, stack};
use crate::base::threads;
use crate::catalog::{Candidate, Language};
use crate::model::{CandidateId, ComponentId, Input};

/// Components that are worth a thread of their own, where each takes a microsecond.
const WORTH_A_THREAD: usize = 1_000;

/// One candidate for each built component.
pub type Assignment = BTreeMap<ComponentId, CandidateId>;

/// Estimates a component with a candidate at a point.
#[must_use]
pub fn estimate(
    resolved: &Resolved<'_>,
    facts: &Facts<'_>,
    candidate: &Candidate,
    point: Point,
) -> Option<Estimate> {
    let language = resolved.catalog.languages.get(&candidate.language)?;
    let shared = Shared::of(resolved, point);
    Some(kernel::estimate(&draw(facts, &shared, point), &stack(candidate, language, point)))
}

/// Money and time of a component or a plan over the horizon; money in the plan's currency, not
/// discounted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Totals {
    /// Building without learning; of a plan with further toolchains and links across languages.
    pub build: f64,
    /// What the time lost to learning costs.
    pub learn: f64,
    /// Running over the horizon with the mean growth of load over it, GPUs included.
    pub run: f64,
    /// Maintaining over the horizon.
    pub maintain: f64,
    /// Running for a month at today's peak, GPUs and what is paid by the month or the call included.
    pub monthly: f64,
    /// What of that does not grow with the load: servers that are stated, prices by the month.
    pub steady: f64,
    /// Servers at peak.
    pub servers: f64,
    /// Memory at peak, GB.
    pub memory_gb: f64,
    /// Work to build with learning, person-weeks.
    pub person_weeks: f64,
    /// Calendar weeks; of a plan the longest of its roles and of the components with a team of their own
    /// (see [`people`]), built side by side.
    pub weeks: f64,
}

impl Totals {
    /// Everything over the horizon.
    #[must_use]
    pub fn cost(&self) -> f64 {
        self.build + self.learn + self.run + self.maintain
    }

    /// What running and maintaining a component has cost `months` after it was built, over a horizon
    /// of so many months; `growth` is that of the load a year.
    #[must_use]
    pub fn spent_after(&self, months: f64, growth: f64, horizon: f64) -> f64 {
        let maintained = if horizon > 0.0 { self.maintain * months / horizon } else { 0.0 };
        let growing = (self.monthly - self.steady) * mean_growth(growth, months / 12.0);
        (self.steady + growing) * months + maintained
    }

    /// Adds a component that is built beside.
    pub(super) fn add(&mut self, other: &Self) {
        self.build += other.build;
        self.learn += other.learn;
        self.run += other.run;
        self.maintain += other.maintain;
        self.monthly += other.monthly;
        self.steady += other.steady;
        self.servers += other.servers;
        self.memory_gb += other.memory_gb;
        self.person_weeks += other.person_weeks;
        self.weeks = self.weeks.max(other.weeks);
    }
}

/// One component of a plan with one candidate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// Its money and time by itself, with a team of its own.
    pub totals: Totals,
    /// What it asks of the people of a role that builds others as well.
    pub task: Task,
}

impl Part {
    /// Its money and time without what is lost to learning, which a role that builds others as well
    /// counts once ([`people::together`]).
    #[must_use]
    pub fn without_learning(&self) -> Totals {
        Totals { learn: 0.0, person_weeks: self.task.work, ..self.totals }
    }
}

/// Money and time of one component with one candidate.
#[must_use]
pub fn of_component(
    resolved: &Resolved<'_>,
    facts: &Facts<'_>,
    candidate: &Candidate,
    shared: &Shared,
    point: Point,
) -> Option<Totals> {
    part(resolved, facts, candidate, shared, point).map(|part| part.totals)
}

/// One component with one candidate as a part of a plan.
#[must_use]
pub fn part(
    resolved: &Resolved<'_>,
    facts: &Facts<'_>,
    candidate: &Candidate,
    shared: &Shared,
    point: Point,
) -> Option<Part> {
    let language = resolved.catalog.languages.get(&candidate.language)?;
    let sizing = kernel::size(&draw(facts, shared, point), &stack(candidate, language, point));
    let delivery = delivery::estimate(resolved, facts, language, point, point);
    Some(Part {
        totals: combine(facts, &sizing, &delivery, shared, point),
        task: task(facts, &delivery, language, shared, point),
    })
}

/// What a component asks of the people of its role.
#[must_use]
pub fn task(
    facts: &Facts<'_>,
    delivery: &Delivery,
    language: &Language,
    shared: &Shared,
    point: Point,
) -> Task {
    let weekly = shared.weekly_cost_of(facts, point);
    Task::new(facts, delivery, number_of(&language.id), weekly, point)
}

/// What servers hold and cost, of an estimate or a sizing.
#[derive(Clone, Copy, Debug)]
pub struct Servers {
    monthly_cost: f64,
    count: f64,
    memory_gb: f64,
}

impl From<&Estimate> for Servers {
    fn from(of: &Estimate) -> Self {
        Self { monthly_cost: of.monthly_cost, count: of.servers, memory_gb: of.memory_gb }
    }
}

impl From<&Sizing> for Servers {
    fn from(of: &Sizing) -> Self {
        Self { monthly_cost: of.monthly_cost, count: of.servers, memory_gb: of.memory_gb }
    }
}

/// Money and time from an estimate or a sizing, and a delivery.
#[must_use]
pub fn combine(
    facts: &Facts<'_>,
    servers: impl Into<Servers>,
    delivery: &Delivery,
    shared: &Shared,
    point: Point,
) -> Totals {
    let estimate: Servers = servers.into();
    let gpu = facts.at(Input::GpuHours, point, 0.0) * shared.gpu_hour;
    let prices = Prices::of(facts, shared, point);
    let monthly = estimate.monthly_cost + gpu + prices.steady + prices.growing;
    let stated = facts.value(Input::Replicas).is_some();
    let steady = prices.steady + if stated { estimate.monthly_cost } else { 0.0 };
    let weekly = shared.weekly_cost_of(facts, point);
    let years = shared.horizon_months / 12.0;
    Totals {
        build: delivery.work * weekly,
        learn: delivery.learning * weekly,
        run: running(facts, shared, point, [steady, monthly - steady]),
        maintain: delivery.maintained * weekly * shared.maintenance * years,
        monthly,
        steady,
        servers: estimate.count,
        memory_gb: estimate.memory_gb,
        person_weeks: delivery.work + delivery.learning,
        weeks: delivery.weeks,
    }
}

/// What costs so much for a month at today's load comes to over the horizon: what is steady, and what grows
/// with the load.
pub(super) fn running(
    facts: &Facts<'_>,
    shared: &Shared,
    point: Point,
    [steady, growing]: [f64; 2],
) -> f64 {
    let years = shared.horizon_months / 12.0;
    let growth = mean_growth(facts.at(Input::Growth, point, 0.0), years);
    (steady + growing * growth) * shared.horizon_months
}

/// Mean of `(1 + growth)^t` over `years`, `((1 + growth)^years − 1) / (years × ln(1 + growth))`:
/// the bill grows with the load, as it does well above the smallest server, but for servers that are
/// stated.
fn mean_growth(growth: f64, years: f64) -> f64 {
    let rate = libm::log1p(growth.max(-0.99));
    let exponent = rate * years;
    if exponent.abs() < 1e-9 { 1.0 } else { libm::expm1(exponent) / exponent }
}

/// Money and time of the plan under an assignment, with what further languages and crossing links
/// cost, and what is bought at its [`prices`]; the people of a role that builds several components
/// count once ([`people`]). Built components without a candidate that the catalog knows count nothing.
#[must_use]
pub fn of_plan(resolved: &Resolved<'_>, assignment: &Assignment, point: Point) -> Totals {
    let shared = Shared::of(resolved, point);
    let crews = people::crews(resolved, assignment);
    let crew_of = people::crew_of(&crews, resolved.components.len());
    let mut loads = vec![Load::default(); crews.len()];
    let mut totals = prices::of_all_bought(resolved, &shared, point);
    let of_component = |facts: &Facts<'_>| {
        let candidate = resolved.catalog.candidates.get(assignment.get(&facts.component.id)?)?;
        part(resolved, facts, candidate, &shared, point)
    };
    let parts = threads::map(&resolved.components, WORTH_A_THREAD, of_component);
    for (of, crew) in parts.into_iter().zip(crew_of) {
        let Some(of) = of else { continue };
        match crew {
            Some(crew) => {
                totals.add(&of.without_learning());
                loads[crew].add(&of.task);
            }
            None => totals.add(&of.totals),
        }
    }
    for load in &loads {
        totals.add(&load.together());
    }
    let boundary = boundary_weeks(resolved, assignment, point);
    totals.build += boundary * shared.weekly_cost;
    totals.person_weeks += boundary;
    totals
}
