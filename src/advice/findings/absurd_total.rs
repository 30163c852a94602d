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
    let by_servers = all.servers > SERVERS;
    let guessed = guessed(resolved, assignment, by_servers)?;
    if !is_absurd(guessed.servers, guessed.monthly / rate) {
        return None;
    }
    let component = &guessed.most;
    let guess = largest(component)?;
    let number = phrase(resolved, &guess.address, guess.range);
    let share =
        if by_servers { guessed.servers / all.servers } else { guessed.monthly / all.monthly };
    // What has no limit has no share either.
    let how = if share.is_nan() || share > 0.5 {
        format!("most of it by assumption; the most by the {number}")
    } else {
        format!(
            "{} of it by assumption, of that the most by the {number}; {} takes most of all",
            Unit::Share.readable(share),
            guessed.largest
        )
    };
    Some(Finding {
        code: "absurd-total",
        severity: Severity::Warning,
        component: Some(component.facts.component.id.clone()),
        message: format!(
            "The plan would {} {}, {how}",
            told(resolved, assignment, &all)?,
            Choice::usual(resolved.plan).label(resolved.catalog),
        ),
        input: Some(guess.address),
        advice: "State this number before any total of the plan is used".to_owned(),
        claims: "",
        fixes: Vec::new(),
    })
}

/// What of a plan is by assumption.
struct Guessed<'a> {
    servers: f64,
    monthly: f64,
    /// The component with the most of it.
    most: Priced<'a>,
    /// Name of the component that takes most, stated or not.
    largest: &'a str,
}

fn guessed<'a>(
    resolved: &'a Resolved<'a>,
    assignment: &Assignment,
    by_servers: bool,
) -> Option<Guessed<'a>> {
    let (mut servers, mut monthly) = (0.0, 0.0);
    let mut most: Option<(Priced<'a>, f64)> = None;
    let mut largest: Option<(&'a str, f64)> = None;
    for component in priced(resolved, assignment) {
        let rest = component.without_guesses()?;
        let all = if by_servers { component.totals.servers } else { component.totals.monthly };
        if largest.is_none_or(|(_, most)| all > most) {
            largest = Some((component.facts.component.name.as_str(), all));
        }
        let by = component.totals.monthly - rest.monthly;
        servers += component.totals.servers - rest.servers;
        monthly += by;
        if most.as_ref().is_none_or(|(_, most)| by > *most) {
            most = Some((component, by));
        }
    }
    let ((most, _), (largest, _)) = (most?, largest?);
    Some(Guessed { servers, monthly, most, largest })
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
