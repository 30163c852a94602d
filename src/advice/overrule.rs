//! What a decision costs that overrules the advice.

use super::case::Case;
use super::score::Scorecard;
use super::verdict::Verdict;
use crate::base::Unit;
use crate::forecast::delivery;
use crate::forecast::totals::{self, Shared};
use crate::forecast::{Point, kernel};
use crate::model::LanguageId;

/// A decision held against the advice.
#[derive(Clone, Debug, PartialEq)]
pub struct Overrule {
    /// The decided language.
    pub language: LanguageId,
    /// Whether it differs from a clear advice.
    pub overrules: bool,
    /// Decided minus advised, where the catalog has figures for both.
    pub price: Option<Price>,
    /// One sentence on it.
    pub sentence: String,
}

/// Differences between the decided and the advised candidate; positive is dearer or slower.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Price {
    /// Cost of running for a month.
    pub monthly: f64,
    /// Calendar weeks to build.
    pub weeks: f64,
    /// Everything over the horizon.
    pub horizon: f64,
    /// 99th percentile of latency, ms; infinite where the decided one saturates.
    pub p99_ms: f64,
}

/// Holds the decision of a component, if there is one, against its advice.
#[must_use]
pub fn overrule(case: &Case<'_>, card: &Scorecard, verdict: Verdict) -> Option<Overrule> {
    let component = case.facts.component;
    let catalog = case.resolved.catalog;
    let decision = case.resolved.plan.decisions.get(&component.id)?;
    let name = catalog.language_name(&decision.language).to_owned();
    let plain = |sentence: String| Overrule {
        language: decision.language.clone(),
        overrules: false,
        price: None,
        sentence,
    };
    let Some(leader) = card.leader.and_then(|index| case.contenders.get(index)) else {
        return Some(plain(format!("Decided: {name}.")));
    };
    if leader.language.id == decision.language || !component.is_built() {
        return Some(plain(format!("Decided: {name}.")));
    }
    let overrules = verdict == Verdict::Language;
    let named = decision
        .candidate
        .as_ref()
        .and_then(|id| catalog.candidates.get(id));
    let Some(candidate) = named.or_else(|| catalog.candidate_of(&decision.language)) else {
        let sentence = format!("Decided: {name}, for which the catalog has no figures.");
        return Some(Overrule {
            overrules,
            ..plain(sentence)
        });
    };
    let price = price(case, candidate, leader)?;
    let sentence = if overrules {
        format!(
            "Decided: {name}, against the advice for {}. {}",
            leader.language.name,
            price.sentence()
        )
    } else {
        format!("Decided: {name}. {}", price.sentence())
    };
    Some(Overrule {
        language: decision.language.clone(),
        overrules,
        price: Some(price),
        sentence,
    })
}

fn price(
    case: &Case<'_>,
    candidate: &crate::catalog::Candidate,
    leader: &super::Contender<'_>,
) -> Option<Price> {
    let resolved = case.resolved;
    let language = resolved.catalog.languages.get(&candidate.language)?;
    let shared = Shared::of(resolved, Point::Typical);
    let draw = totals::draw(case.facts, &shared, Point::Typical);
    let estimate = kernel::estimate(&draw, &totals::stack(candidate, language, Point::Typical));
    let delivery = delivery::estimate(
        resolved,
        case.facts,
        language,
        Point::Typical,
        Point::Typical,
    );
    let totals = totals::combine(case.facts, &estimate, &delivery, &shared, Point::Typical);
    Some(Price {
        monthly: totals.monthly - leader.totals.monthly,
        weeks: totals.weeks - leader.totals.weeks,
        horizon: totals.cost() - leader.totals.cost(),
        p99_ms: estimate.p99_ms - leader.estimate.p99_ms,
    })
}

impl Price {
    /// The price in one sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let side = |value: f64, unit: Unit, more: &str, less: &str| {
            let word = if value >= 0.0 { more } else { less };
            format!("{} {word}", unit.readable(value.abs()))
        };
        format!(
            "It costs {} to run, takes {} to build, {} over the horizon, and answers {} at p99.",
            side(self.monthly, Unit::MoneyPerMonth, "more", "less"),
            side(self.weeks, Unit::Weeks, "longer", "less"),
            side(self.horizon, Unit::Money, "more", "less"),
            side(self.p99_ms, Unit::Ms, "slower", "faster"),
        )
    }
}
