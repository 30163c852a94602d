//! `one-assumption`: more than half of what the plan costs rests on one number that nobody stated.

use super::rests::{is_one, phrase, priced, width};
use super::{Context, Finding, Severity};
use crate::base::Range;
use crate::forecast::sensitivity::Swings;
use crate::forecast::{Point, totals};
use crate::model::{InputOwner, InputRef};

/// Share of the cost from which one number decides it.
const MOST: f64 = 0.5;

/// Rates from outside that are looked at; the largest ones.
const MOST_RATES: usize = 5;

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let resolved = context.resolved;
    let all = totals::of_plan(resolved, &context.assignment, Point::Typical);
    let cost = all.cost();
    let mut found: Vec<(InputRef, Range, f64)> = Vec::new();
    for component in priced(resolved, &context.assignment) {
        if component.totals.cost() <= MOST * cost {
            continue;
        }
        for guess in component.guesses(!is_one(context)) {
            let share = (component.totals.cost() - guess.without.cost()) / cost;
            found.push((guess.address, guess.range, share));
        }
    }
    if all.run > MOST * cost {
        // What comes in at one place may load many components.
        let swings = Swings::new(resolved, &context.assignment);
        for (address, without) in swings.without_assumed_rates(MOST_RATES) {
            let InputOwner::Component(id) = &address.owner else { continue };
            if let Some(facts) = resolved.facts(id) {
                found.push((address.clone(), facts.rate.range, -without / cost));
            }
        }
    }
    found.retain(|(_, _, share)| *share > MOST && share.is_finite());
    // Of several numbers that are multiplied the least certain one is asked for.
    let worst = found.into_iter().max_by(|a, b| {
        width(a.1).total_cmp(&width(b.1)).then(a.2.total_cmp(&b.2)).then_with(|| b.0.cmp(&a.0))
    });
    worst.map(|worst| finding(context, worst)).into_iter().collect()
}

fn finding(context: &Context<'_>, (address, range, share): (InputRef, Range, f64)) -> Finding {
    let component = match &address.owner {
        InputOwner::Component(id) => Some(id.clone()),
        _ => None,
    };
    Finding {
        code: "one-assumption",
        severity: Severity::Warning,
        component,
        message: format!(
            "{:.0} % of what the plan costs {} rests on one number that nobody stated: {}",
            share * 100.0,
            context.as_what(),
            phrase(context.resolved, &address, range)
        ),
        input: Some(address),
        advice: "State this number first, measured or as a range that you would defend".to_owned(),
        claims: "",
        fixes: Vec::new(),
    }
}
