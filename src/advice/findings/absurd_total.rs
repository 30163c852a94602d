//! `absurd-total`: assumptions alone ask for more servers or money than almost any plan does.

use super::rests::{Guess, Priced, phrase, priced, width};
use super::{Context, Finding, Severity};
use crate::advice::Choice;
use crate::base::{Unit, number};
use crate::forecast::{Assignment, Point, Resolved, Totals, outlook, totals};

/// Servers from which a total by assumption is more likely wrong than true (judgement).
const SERVERS: f64 = 1_000.0;

/// The same for money a month (judgement).
const MONTHLY: f64 = 1e6;

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    of(context.resolved, &context.assignment).into_iter().collect()
}

/// The finding on a plan with these candidates.
pub(super) fn of(resolved: &Resolved<'_>, assignment: &Assignment) -> Option<Finding> {
    let all = totals::of_plan(resolved, assignment, Point::Typical);
    // The threshold is in dollars.
    let rate = resolved.plan.exchange.map_or(1.0, |of| of.per_dollar);
    if !is_absurd(all.servers, all.monthly / rate) {
        return None;
    }
    let (mut servers, mut monthly, mut most) = (0.0, 0.0, None);
    for component in priced(resolved, assignment) {
        let rest = component.without_guesses()?;
        let by = component.totals.monthly - rest.monthly;
        servers += component.totals.servers - rest.servers;
        monthly += by;
        if most.as_ref().is_none_or(|(_, most)| by > *most) {
            most = Some((component, by));
        }
    }
    if !is_absurd(servers, monthly / rate) {
        return None;
    }
    let (component, _) = most?;
    let guess = largest(&component)?;
    Some(Finding {
        code: "absurd-total",
        severity: Severity::Warning,
        component: Some(component.facts.component.id.clone()),
        message: format!(
            "The plan would {} {}, most of it by assumption; the most by the {}",
            told(resolved, assignment, &all)?,
            Choice::usual(resolved.plan).label(resolved.catalog),
            phrase(resolved, &guess.address, guess.range)
        ),
        input: Some(guess.address),
        advice: "State this number before any total of the plan is used".to_owned(),
        claims: "",
        fixes: Vec::new(),
    })
}

/// What is absurd. Money is told as everywhere, which takes all draws of the plan, so only where
/// servers do not say it.
fn told(resolved: &Resolved<'_>, assignment: &Assignment, all: &Totals) -> Option<String> {
    if all.servers > SERVERS {
        let servers = number::counted(all.servers, "server", "servers");
        return Some(format!("run on {servers}"));
    }
    let monthly = outlook::of_plan(resolved, &[assignment]).first()?.monthly.typical;
    Some(format!("cost {}", Unit::MoneyPerMonth.readable(monthly)))
}

fn is_absurd(servers: f64, monthly: f64) -> bool {
    servers > SERVERS || monthly > MONTHLY
}

/// The number without which the component takes least; of those that take away almost the same,
/// the least certain one.
fn largest(component: &Priced<'_>) -> Option<Guess> {
    let saved = |guess: &Guess| {
        let of = |totals: &Totals| totals.monthly + totals.servers;
        of(&component.totals) - of(&guess.without)
    };
    let mut guesses = component.guesses(false);
    let most = guesses.iter().map(saved).fold(0.0, f64::max);
    guesses.retain(|guess| saved(guess) >= 0.9 * most);
    guesses.into_iter().max_by(|a, b| width(a.range).total_cmp(&width(b.range)))
}
