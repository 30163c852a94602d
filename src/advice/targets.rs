//! The targets that a plan states, whether it meets them, and the chance of that.
//!
//! A component's p99 target counts for its answer with whatever it waits for, as decided, else as
//! advised ([`Choice::usual`](super::Choice::usual)), over the draws ([`responses`]); a bill is the
//! median of the draws. A chance is the share of draws of all inputs and figures in which the target
//! is met.

use super::availability::Room;
use super::findings::percent;
use super::{decided_else_advised, price};
use crate::base::Unit;
use crate::forecast::{Assignment, CallGraph, Facts, Resolved, Response, Visits, responses};
use crate::model::{ComponentId, Input};

/// A stated target with what the plan comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// The component.
    pub component: ComponentId,
    /// What is promised: `p99 at peak`, `availability`, `monthly bill`.
    pub what: &'static str,
    /// The target, with its unit.
    pub wanted: String,
    /// What it comes to, the median of the draws and in brackets the 10th to the 90th percentile, with
    /// its unit; of availability what it allows.
    pub found: String,
    /// Whether it is met in most draws; at the medians where that is not sampled.
    pub met: bool,
    /// Share of draws in which it is met; none where that is not sampled.
    pub chance: Option<f64>,
    /// Whether what the component waits for leaves it little room to keep it.
    pub is_tight: bool,
    /// Whether it is a demand on how it is run that nothing in the plan stands against: it can be kept, and
    /// nobody can say yet whether it is.
    pub is_demand: bool,
}

/// Every stated target: those missed first, then the least likely, then by component.
#[must_use]
pub fn targets(resolved: &Resolved<'_>, answers: &[Response]) -> Vec<Target> {
    let assignment = decided_else_advised(resolved);
    let mut found: Vec<Target> = answers.iter().filter_map(|of| latency(resolved, of)).collect();
    let graph = CallGraph::new(resolved, &assignment);
    let mut visits = Visits::new(&graph);
    for (node, facts) in resolved.components.iter().enumerate() {
        found.extend(availability(facts, Room::of(&graph, &mut visits, node)));
        found.extend(bill(resolved, facts, &assignment));
    }
    found.sort_by(|a, b| {
        let chance = |of: &Target| of.chance.unwrap_or(if of.met { 1.0 } else { 0.0 });
        a.met.cmp(&b.met).then(chance(a).total_cmp(&chance(b))).then(a.component.cmp(&b.component))
    });
    found
}

fn latency(resolved: &Resolved<'_>, answer: &Response) -> Option<Target> {
    let id = &answer.component;
    let chance = answer.chance.filter(|_| responses::are_drawn(resolved));
    let target = resolved.facts(id)?.given(Input::P99Target)?.range;
    Some(Target {
        component: id.clone(),
        what: "p99 at peak",
        // Its chance counts how far the target itself is open.
        wanted: target.with_ends(Unit::Ms),
        found: responses::in_words(answer.p99_ms),
        met: !answer.misses(),
        chance,
        is_tight: false,
        is_demand: false,
    })
}

fn availability(facts: &Facts<'_>, room: Option<Room>) -> Option<Target> {
    // What a vendor promises is no promise of the plan.
    let target = facts.given(Input::Availability).filter(|_| facts.component.is_built())?;
    let target = target.range.typical;
    let room = room?;
    let found = if room.is_missed() {
        format!("{} at best, with what it waits for", percent(room.reachable()))
    } else if room.is_never_down() {
        "may never be down".to_owned()
    } else if room.is_tight() {
        format!(
            "may be down {} a month, of which what it waits for takes {}",
            room.allowed_in_words(),
            room.taken_in_time()
        )
    } else {
        format!("may be down {} a month", room.allowed_in_words())
    };
    Some(Target {
        component: facts.component.id.clone(),
        what: "availability",
        wanted: percent(target),
        found,
        met: !room.is_missed(),
        chance: None,
        is_tight: room.is_tight(),
        is_demand: !(room.is_missed() || room.is_tight()),
    })
}

fn bill(resolved: &Resolved<'_>, facts: &Facts<'_>, assignment: &Assignment) -> Option<Target> {
    let budget = facts.given(Input::Budget)?.range.typical;
    let monthly = price::monthly(resolved, facts, assignment)?;
    Some(Target {
        component: facts.component.id.clone(),
        what: "monthly bill",
        wanted: Unit::MoneyPerMonth.readable(budget),
        found: Unit::MoneyPerMonth.readable(monthly),
        met: monthly <= budget,
        chance: None,
        is_tight: false,
        is_demand: false,
    })
}
