//! One component or the whole plan with its languages: servers, money, weeks.

use std::collections::BTreeMap;

use super::delivery::{self, Delivery};
use super::facts::Facts;
pub use super::kernel::Rewritten;

use super::kernel::{self, Draw, Estimate, Sizing, Stack};
use super::people::{self, Task};
use super::point::Point;
use super::resolve::Resolved;
use super::sample;
use crate::catalog::{Candidate, Catalog, Collector, Language};
use crate::model::{CandidateId, ComponentId, Input, LanguageId};

/// One candidate for each built component.
pub type Assignment = BTreeMap<ComponentId, CandidateId>;

/// Prices and limits that all components share, at one point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shared {
    /// Price of a processor for a month, in the plan's currency like all money here.
    pub vcpu_month: f64,
    /// Price of a gigabyte for a month.
    pub gb_month: f64,
    /// Price of a GPU hour.
    pub gpu_hour: f64,
    /// Planned share of processor time at peak, 0 to 1.
    pub utilisation: f64,
    /// Processors of one server.
    pub server_vcpus: f64,
    /// Memory of one server, GB.
    pub server_gb: f64,
    /// Most connections that one server holds open.
    pub server_connections: f64,
    /// Smallest part of a processor that can be reserved, in processors.
    pub smallest_vcpus: f64,
    /// Live heap at which pauses lie halfway between their short and their long end, GB.
    pub large_heap_gb: f64,
    /// Memory of a collected heap over its live data.
    pub heap_headroom: f64,
    /// Share of the time in which a process stands still.
    pub stalled: f64,
    /// CPU time of stacks on the machine at hand over the catalog's.
    pub http_machine: f64,
    /// What code that is written anew takes of what the code before took.
    pub rewritten: Rewritten,
    /// Horizon, months.
    pub horizon_months: f64,
    /// Cost for a week of one person whose role states none.
    pub weekly_cost: f64,
    /// Maintenance a year as a share of the work to build.
    pub maintenance: f64,
}

impl Rewritten {
    /// The catalog's figures at a point.
    #[must_use]
    pub fn of(catalog: &Catalog, point: Point) -> Self {
        let of = |name| catalog.constants.get(name).map_or(1.0, |figure| point.of(figure.range));
        Self { cpu: of("rewrite"), wait: of("rewrite_wait") }
    }
}

impl Shared {
    /// The shared values of a resolved plan at a point.
    #[must_use]
    pub fn of(resolved: &Resolved<'_>, point: Point) -> Self {
        match resolved.economics.shared() {
            Some(shared) if point == Point::Typical => *shared,
            _ => Self::worked_out(resolved, point),
        }
    }

    fn worked_out(resolved: &Resolved<'_>, point: Point) -> Self {
        let catalog = resolved.catalog;
        let at = |input| resolved.economic_at(input, point);
        let constant = |name, fallback| {
            catalog.constants.get(name).map_or(fallback, |figure| point.of(figure.range))
        };
        let hours = constant("hours_per_month", 730.0);
        Self {
            vcpu_month: at(Input::VcpuHour) * hours,
            gb_month: at(Input::GbHour) * hours,
            gpu_hour: at(Input::GpuHour),
            utilisation: resolved.economic_at(Input::Utilisation, point.opposite()),
            server_vcpus: constant("server_vcpus", 4.0),
            server_gb: constant("server_memory", 16.0),
            server_connections: constant("server_connections", 64_000.0),
            smallest_vcpus: constant("smallest_vcpus", 0.1),
            large_heap_gb: constant("large_heap", 2.0),
            heap_headroom: constant("heap_headroom", 2.0),
            stalled: constant("stalled", 0.01),
            http_machine: constant("http_machine", 1.0),
            rewritten: Rewritten::of(catalog, point),
            horizon_months: at(Input::Horizon),
            weekly_cost: at(Input::DefaultWeeklyCost),
            maintenance: at(Input::Maintenance),
        }
    }

    /// Cost for a week of one person who works on a component.
    #[must_use]
    pub fn weekly_cost_of(&self, facts: &Facts<'_>, point: Point) -> f64 {
        facts.weekly_cost.map_or(self.weekly_cost, |value| point.of(value.range))
    }
}

/// Availability from which two servers are planned at least, as a share; it leaves a
/// lone server 44 hours a year (judgement).
pub const REDUNDANT_FROM: f64 = 0.995;

/// The kernel's draw for a component at a point.
#[must_use]
pub fn draw(facts: &Facts<'_>, shared: &Shared, point: Point) -> Draw {
    let [interpreted, accelerated, native] = facts.shares();
    let redundant = facts.typical(Input::Availability, 0.0) >= REDUNDANT_FROM;
    Draw {
        on_servers: facts.has_servers(),
        rate_per_s: point.of(facts.rate.range),
        connections: facts.at(Input::Connections, point, 0.0),
        cpython_ms: point.of(facts.cpython_ms.range),
        interpreted,
        accelerated,
        native,
        io_wait_ms: facts.at(Input::IoWait, point, 0.0),
        live_heap_gb: facts.at(Input::LiveHeap, point, 0.0),
        utilisation: shared.utilisation,
        least_servers: if redundant { 2.0 } else { 1.0 },
        server_vcpus: shared.server_vcpus,
        server_gb: shared.server_gb,
        server_connections: shared.server_connections,
        smallest_vcpus: shared.smallest_vcpus,
        vcpu_month: shared.vcpu_month,
        gb_month: shared.gb_month,
        large_heap_gb: shared.large_heap_gb,
        heap_headroom: shared.heap_headroom,
        stalled: shared.stalled,
        stack_scale: facts.stack_scale * shared.http_machine,
        written_in: facts.written_in.as_ref().map(number_of),
        rewritten: shared.rewritten,
    }
}

/// The number by which the kernel tells languages apart.
fn number_of(language: &LanguageId) -> u32 {
    sample::draw::address(language.as_str())
}

/// The kernel's stack for a candidate at a point; a high point is a costly one.
#[must_use]
pub fn stack(candidate: &Candidate, language: &Language, point: Point) -> Stack {
    let speed = point.opposite();
    Stack {
        interpreted: speed.of(language.interpreted.range),
        accelerated: speed.of(language.accelerated.range),
        native: speed.of(language.native.range),
        overhead_ms: point.of(candidate.overhead.range),
        process_mb: point.of(candidate.base_memory.range),
        connection_kb: point.of(candidate.connection_memory.range),
        short_pause_ms: language.pause.range.low,
        long_pause_ms: language.pause.range.high,
        collected: !matches!(language.collector, Collector::None | Collector::Counting),
        concurrency: candidate.concurrency,
        threads: f64::from(candidate.threads),
        language: number_of(&language.id),
    }
}

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
    /// Running for a month at today's peak, GPUs included.
    pub monthly: f64,
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
        self.monthly * months * mean_growth(growth, months / 12.0) + maintained
    }

    /// Adds a component that is built beside.
    pub(super) fn add(&mut self, other: &Self) {
        self.build += other.build;
        self.learn += other.learn;
        self.run += other.run;
        self.maintain += other.maintain;
        self.monthly += other.monthly;
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
    let monthly = estimate.monthly_cost + gpu;
    let weekly = shared.weekly_cost_of(facts, point);
    let years = shared.horizon_months / 12.0;
    Totals {
        build: delivery.work * weekly,
        learn: delivery.learning * weekly,
        run: monthly
            * shared.horizon_months
            * mean_growth(facts.at(Input::Growth, point, 0.0), years),
        maintain: delivery.maintained * weekly * shared.maintenance * years,
        monthly,
        servers: estimate.count,
        memory_gb: estimate.memory_gb,
        person_weeks: delivery.work + delivery.learning,
        weeks: delivery.weeks,
    }
}

/// Mean of `(1 + growth)^t` over `years`, `((1 + growth)^years − 1) / (years × ln(1 + growth))`:
/// the bill grows with the load, as it does well above the smallest server.
fn mean_growth(growth: f64, years: f64) -> f64 {
    let rate = libm::log1p(growth.max(-0.99));
    let exponent = rate * years;
    if exponent.abs() < 1e-9 { 1.0 } else { libm::expm1(exponent) / exponent }
}

/// Money and time of the plan under an assignment, with what further languages and crossing links
/// cost; the people of a role that builds several components count once ([`people`]). Components without a candidate that the catalog knows count nothing.
#[must_use]
pub fn of_plan(resolved: &Resolved<'_>, assignment: &Assignment, point: Point) -> Totals {
    let shared = Shared::of(resolved, point);
    let crews = people::crews(resolved, assignment);
    let mut tasks: Vec<Vec<Task>> = vec![Vec::new(); crews.len()];
    let mut totals = Totals::default();
    for (place, facts) in resolved.components.iter().enumerate() {
        let candidate =
            assignment.get(&facts.component.id).and_then(|id| resolved.catalog.candidates.get(id));
        let of = candidate.and_then(|c| part(resolved, facts, c, &shared, point));
        let Some(of) = of else { continue };
        match crews.iter().position(|crew| crew.contains(&place)) {
            Some(crew) => {
                totals.add(&of.without_learning());
                tasks[crew].push(of.task);
            }
            None => totals.add(&of.totals),
        }
    }
    for tasks in &tasks {
        totals.add(&people::together(tasks));
    }
    let boundary = boundary_weeks(resolved, assignment, point);
    totals.build += boundary * shared.weekly_cost;
    totals.person_weeks += boundary;
    totals
}

/// Person-weeks for a second toolchain and for each link that crosses languages.
#[must_use]
pub fn boundary_weeks(resolved: &Resolved<'_>, assignment: &Assignment, point: Point) -> f64 {
    boundary_of(resolved.catalog, boundaries(resolved, assignment), point)
}

/// Person-weeks for so many further languages and links that cross languages.
#[must_use]
pub fn boundary_of(catalog: &Catalog, [further, crossings]: [f64; 2], point: Point) -> f64 {
    further * at(catalog, "second_toolchain", point)
        + crossings * at(catalog, "boundary_weeks", point)
}

/// How many languages an assignment has beyond the first, and how many links cross languages.
#[must_use]
pub fn boundaries(resolved: &Resolved<'_>, assignment: &Assignment) -> [f64; 2] {
    let catalog = resolved.catalog;
    let language = |id: &ComponentId| {
        let candidate = assignment.get(id).and_then(|id| catalog.candidates.get(id))?;
        Some(&candidate.language)
    };
    let mut languages: Vec<_> = assignment.keys().filter_map(language).collect();
    languages.sort();
    languages.dedup();
    let crossings = resolved.plan.links.values().filter(
        |link| matches!((language(&link.from), language(&link.to)), (Some(a), Some(b)) if a != b),
    );
    #[expect(clippy::cast_precision_loss, reason = "counts of languages and links are small")]
    let counts = [languages.len().saturating_sub(1) as f64, crossings.count() as f64];
    counts
}

fn at(catalog: &Catalog, constant: &str, point: Point) -> f64 {
    catalog.constants.get(constant).map_or(0.0, |figure| point.of(figure.range))
}
