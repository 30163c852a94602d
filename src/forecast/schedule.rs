//! When each component of a plan is built.
//!
//! Components of roles that build several are begun in a given order, each with as many people as fit
//! on it and are free. One that would be late otherwise goes before those that can wait: it is late
//! from where what is left of it takes the people who fit on it until the end. So everything is
//! done by the weeks of [`Load::weeks`], the shortest there are: what is left in all never takes
//! more than everybody until the end, so that those who cannot wait never ask for more people than
//! there are. All other components begin at once, each with a team of its own.

use super::outlook;
use super::people::{self, Load, Task};
use super::resolve::Resolved;
use super::sample::{self, Catalogs};
use super::totals::{Assignment, Part};
use crate::base::Range;
use crate::catalog::Candidate;
use crate::model::{ComponentId, RoleId};

/// When a component is built, weeks after the start of the plan, over the draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Built {
    /// The component.
    pub component: ComponentId,
    /// Whether the people of its role build others as well; else it has a team of its own.
    pub shared: bool,
    /// When it is begun.
    pub start: Range,
    /// When it is done.
    pub end: Range,
}

/// When the components of a plan are built, and the plan itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Schedule {
    /// The components that a candidate is chosen for, in the order of their ids.
    pub built: Vec<Built>,
    /// The roles whose people build several of them, with the weeks they need for all.
    pub roles: Vec<(RoleId, Range)>,
    /// Calendar weeks of the whole plan, as [`outlook::of_plan`] tells them.
    pub weeks: Range,
}

/// The schedule of a plan under an assignment, over the draws of everything uncertain. A role begins
/// with what takes it longest at the medians of the inputs; none where nothing is built.
#[must_use]
pub fn of_plan(resolved: &Resolved<'_>, assignment: &Assignment) -> Option<Schedule> {
    let places: Vec<usize> = (0..resolved.components.len())
        .filter(|&at| candidate(resolved, assignment, at).is_some())
        .collect();
    let parts = drawn(resolved, assignment, &places);
    let alone = |part: &Part| [0.0, part.totals.weeks];
    let mut spans: Vec<Vec<[f64; 2]>> =
        parts.iter().map(|of| of.iter().map(alone).collect()).collect();
    let mut weeks = vec![0.0_f64; sample::draws(resolved) as usize];
    longest(&mut weeks, parts.iter().map(|of| of.iter().map(|part| part.totals.weeks)));
    let (mut roles, mut shared) = (Vec::new(), Vec::new());
    for crew in people::crews(resolved, assignment) {
        let at: Vec<usize> =
            crew.iter().filter_map(|place| places.binary_search(place).ok()).collect();
        let medians = people::parts(resolved, assignment, &crew);
        let order = longest_first(&medians.iter().map(|part| part.task).collect::<Vec<_>>());
        let of_crew = shared_spans(&parts, &at, &order, &mut spans);
        longest(&mut weeks, [of_crew.iter().copied()].into_iter());
        let owner = crew.first().and_then(|&at| resolved.components[at].component.owner.clone());
        roles.extend(owner.zip(sample::percentiles(of_crew.into_iter())));
        shared.extend(crew);
    }
    let over = |spans: &[[f64; 2]], end: usize| sample::percentiles(spans.iter().map(|of| of[end]));
    let built = places.iter().zip(&spans).filter_map(|(at, spans)| {
        Some(Built {
            component: resolved.components[*at].component.id.clone(),
            shared: shared.contains(at),
            start: over(spans, 0)?,
            end: over(spans, 1)?,
        })
    });
    let built: Vec<Built> = built.collect();
    let weeks = sample::percentiles(weeks.into_iter())?;
    (!built.is_empty()).then_some(Schedule { built, roles, weeks })
}

/// Makes the weeks of each draw as long as the longest of these.
fn longest(weeks: &mut [f64], of: impl Iterator<Item = impl Iterator<Item = f64>>) {
    for of in of {
        weeks.iter_mut().zip(of).for_each(|(weeks, of)| *weeks = weeks.max(of));
    }
}

/// Sets the spans of the components that the people of a role share, in each draw; returns the weeks
/// that these need for all.
fn shared_spans(
    parts: &[Vec<Part>],
    at: &[usize],
    order: &[usize],
    spans: &mut [Vec<[f64; 2]>],
) -> Vec<f64> {
    let draws = at.iter().map(|&at| parts[at].len()).min().unwrap_or(0);
    let mut weeks = Vec::with_capacity(draws);
    for draw in 0..draws {
        let tasks: Vec<Task> = at.iter().map(|&at| parts[at][draw].task).collect();
        for (&at, span) in at.iter().zip(of_role(&tasks, order)) {
            spans[at][draw] = span;
        }
        weeks.push(people::together(&tasks).weeks);
    }
    weeks
}

fn candidate<'a>(
    resolved: &Resolved<'a>,
    assignment: &Assignment,
    at: usize,
) -> Option<&'a Candidate> {
    let id = &resolved.components[at].component.id;
    resolved.catalog.candidates.get(assignment.get(id)?)
}

/// The parts of a plan in each draw, by component.
fn drawn(resolved: &Resolved<'_>, assignment: &Assignment, places: &[usize]) -> Vec<Vec<Part>> {
    let catalogs = Catalogs::told(resolved);
    let of = |&at: &usize| {
        let candidate = candidate(resolved, assignment, at)?;
        outlook::parts(resolved, &resolved.components[at], &[candidate], &catalogs).pop()
    };
    places.iter().map(|at| of(at).unwrap_or_default()).collect()
}

/// The places of tasks, those first that take longest by themselves.
fn longest_first(tasks: &[Task]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..tasks.len()).collect();
    order.sort_by(|a, b| tasks[*b].weeks.total_cmp(&tasks[*a].weeks).then(a.cmp(b)));
    order
}

/// Share of the whole below which nothing is left.
const NOTHING: f64 = 1e-9;

/// Work that waits for the people of a role.
struct Left {
    /// Person-weeks, learning included.
    work: f64,
    people: f64,
    /// When it is begun and done, weeks after the start.
    span: [Option<f64>; 2],
}

/// Start and end of each task of a role, weeks, where they are begun in this order as far as nothing
/// gets late; `order` holds every place of `tasks` once.
#[must_use]
pub fn of_role(tasks: &[Task], order: &[usize]) -> Vec<[f64; 2]> {
    let load = Load::of(tasks);
    let learning = load.learning();
    let end = load.weeks(learning);
    let learned = learned(tasks, learning);
    if !end.is_finite() {
        return vec![[0.0, end]; tasks.len()];
    }
    let left = tasks.iter().zip(learned);
    let mut left: Vec<Left> =
        left.map(|(task, learned)| Left::new(task.work + learned, task.people, end)).collect();
    let everybody = tasks.first().map_or(0.0, Task::headcount);
    let mut now = 0.0;
    // Each step ends a component, or makes one urgent for good.
    for _ in 0..=2 * tasks.len() {
        let rates = rates(&left, order, everybody, end - now, end);
        let step = step(&left, &rates, end - now, end);
        for (of, rate) in left.iter_mut().zip(rates) {
            if rate > 0.0 {
                of.span[0].get_or_insert(now);
                of.work -= rate * step;
            }
            if of.is_done(end) {
                of.span[1].get_or_insert(now + step);
            }
        }
        now += step;
    }
    left.iter().map(|of| [of.span[0].unwrap_or(0.0), of.span[1].unwrap_or(end)]).collect()
}

/// Person-weeks that each task bears of what is learned: those that take longest learn first.
fn learned(tasks: &[Task], mut learning: f64) -> Vec<f64> {
    let mut learned = vec![0.0; tasks.len()];
    for at in longest_first(tasks) {
        learned[at] = tasks[at].learning().min(learning);
        learning -= learned[at];
    }
    learned
}

/// How many people work on each: first on those that cannot wait, then in the order.
fn rates(left: &[Left], order: &[usize], everybody: f64, rest: f64, end: f64) -> Vec<f64> {
    let mut free = everybody;
    let mut rates = vec![0.0; left.len()];
    for urgent in [true, false] {
        for &at in order {
            let of = &left[at];
            let open = of.span[1].is_none() && of.is_urgent(rest, end) == urgent;
            if open {
                rates[at] = of.people.min(free);
                free -= rates[at];
            }
        }
    }
    rates
}

impl Left {
    fn new(work: f64, people: f64, end: f64) -> Self {
        let new = Self { work, people, span: [None, None] };
        let span = if new.is_done(end) { [Some(0.0); 2] } else { new.span };
        Self { span, ..new }
    }

    fn is_done(&self, end: f64) -> bool {
        self.work <= NOTHING * self.people * end
    }

    /// Whether everybody who fits on it has to work on it until the end.
    fn is_urgent(&self, rest: f64, end: f64) -> bool {
        self.work >= self.people * (rest - NOTHING * end)
    }
}

/// Weeks until one of them is done, or cannot wait any more.
fn step(left: &[Left], rates: &[f64], rest: f64, end: f64) -> f64 {
    let of = |(of, &rate): (&Left, &f64)| {
        let done = if rate > 0.0 { of.work / rate } else { f64::INFINITY };
        let slack = of.people * rest - of.work;
        let waits = rate < of.people && !of.is_urgent(rest, end);
        let urgent = if waits { slack / (of.people - rate) } else { f64::INFINITY };
        done.min(urgent)
    };
    let open = left.iter().zip(rates).filter(|(of, _)| of.span[1].is_none());
    open.map(of).fold(rest.max(0.0), f64::min)
}
