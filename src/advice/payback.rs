//! When the candidate that is dearer to build has paid that back by what it saves in running.

use super::case::{Case, Contender};
use super::score::Scorecard;
use crate::base::{Unit, bisect};
use crate::forecast::Point;
use crate::model::{Input, LanguageId};

/// What is too little to speak of, money.
const LEAST: f64 = 100.0;

/// The dearer to build of the first two languages against the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Payback {
    /// The language that costs more to build.
    pub dearer: LanguageId,
    /// The other.
    pub cheaper: LanguageId,
    /// What it costs more to build and learn, in the plan's currency.
    pub extra: f64,
    /// Months of running after which that is paid back; none within the horizon.
    pub months: Option<f64>,
    /// One sentence on it.
    pub sentence: String,
}

/// The payback between the first two languages that are open; none where they cost about the same
/// to build. Money is not discounted; load and bill grow as stated, maintenance is even.
#[must_use]
pub fn payback(case: &Case<'_>, card: &Scorecard) -> Option<Payback> {
    let open = card.ranking.iter().filter(|score| score.gate.is_none());
    let mut open = open.filter_map(|score| case.contenders.get(score.contender));
    let first = open.next()?;
    let second = open.find(|other| other.language.id != first.language.id)?;
    let to_build = |of: &Contender<'_>| of.totals.build + of.totals.learn;
    let (dearer, cheaper) =
        if to_build(first) >= to_build(second) { (first, second) } else { (second, first) };
    let extra = to_build(dearer) - to_build(cheaper);
    if extra < LEAST {
        return None;
    }
    let horizon = case.resolved.economic_at(Input::Horizon, Point::Typical);
    let growth = case.facts.typical(Input::Growth, 0.0);
    let spent = |of: &Contender<'_>, months| of.totals.spent_after(months, growth, horizon);
    let pays = |months: f64| spent(cheaper, months) - spent(dearer, months) >= extra;
    let months = pays(horizon).then(|| bisect::turn(0.0, horizon, pays));
    let when = match months {
        Some(months) => {
            format!("pays that back within {}", Unit::Months.readable(libm::ceil(months)))
        }
        None => format!("does not pay that back within {}", Unit::Months.readable(horizon)),
    };
    // Where nobody has said what the people know, no learning is counted.
    let learning = if case.facts.known.is_empty() { "not counted" } else { "included" };
    let sentence = format!(
        "At the medians of the inputs {} costs {} more to build, learning {learning}, than {} and {when}.",
        dearer.language.name,
        Unit::Money.readable(extra),
        cheaper.language.name
    );
    let [dearer, cheaper] = [dearer, cheaper].map(|of| of.language.id.clone());
    Some(Payback { dearer, cheaper, extra, months, sentence })
}
