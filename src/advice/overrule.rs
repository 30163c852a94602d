//! What a decision costs that overrules the advice.

use super::case::Case;
use super::score::{self, Scorecard};
use super::verdict::{EITHER_BELOW, Verdict};
use crate::base::Unit;
use crate::catalog::Language;
use crate::forecast::sample::Catalogs;
use crate::forecast::{Point, outlook, totals};
use crate::model::{CandidateId, Input, LanguageId};

/// A decision held against the advice.
#[derive(Clone, Debug, PartialEq)]
pub struct Overrule {
    /// The decided language.
    pub language: LanguageId,
    /// Whether it differs from a clear advice, or falls behind both languages of which either does.
    pub overrules: bool,
    /// Whether it was among what was compared; if not, the advice says nothing of it.
    pub compared: bool,
    /// Decided minus what the scores put first, where the catalog has figures for both.
    pub price: Option<Price>,
    /// One sentence on it.
    pub sentence: String,
}

/// Differences between what the decided candidate and the one that the scores put first are told to
/// come to; positive is dearer or slower.
#[derive(Clone, Debug, PartialEq)]
pub struct Price {
    /// The candidate that the scores put first.
    pub against: CandidateId,
    /// Cost of running for a month, in the plan's currency.
    pub monthly: f64,
    /// Calendar weeks to build.
    pub weeks: f64,
    /// Everything over the horizon, in the plan's currency.
    pub horizon: f64,
    /// The horizon, months.
    pub months: f64,
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
    let compared = case.contenders.iter().any(|c| c.language.id == decision.language);
    let plain = |sentence: String| Overrule {
        language: decision.language.clone(),
        overrules: false,
        compared,
        price: None,
        sentence,
    };
    let Some(leader) = card.leader.and_then(|index| case.contenders.get(index)) else {
        return Some(plain(format!("Decided: {name}.")));
    };
    if leader.language.id == decision.language || !component.is_built() {
        return Some(plain(format!("Decided: {name}.")));
    }
    let against = against(case, card, verdict, &decision.language).filter(|_| compared);
    let overrules = against.is_some();
    let named = decision.candidate.as_ref().and_then(|id| catalog.candidates.get(id));
    let Some(candidate) = named.or_else(|| catalog.candidate_of(&decision.language)) else {
        return Some(plain(format!("Decided: {name}, for which the catalog has no figures.")));
    };
    let price = price(case, candidate, leader)?;
    let than = format!("Against {}: {}", leader.language.name, price.sentence());
    let sentence = match (against, compared) {
        (Some(advised), _) if verdict == Verdict::Either => {
            format!("Decided: {name}, against the advice for {advised}. {than}")
        }
        (Some(advised), _) => {
            format!("Decided: {name}, against the advice for {advised}: {}", price.sentence())
        }
        // Where either does, the other of the two is no advice that it goes against.
        (None, true) => format!("Decided: {name}. {than}"),
        (None, false) => {
            format!("Decided: {name}, which is not among the candidates compared. {than}")
        }
    };
    let language = decision.language.clone();
    Some(Overrule { language, overrules, compared, price: Some(price), sentence })
}

/// What a decided language goes against, in words: a clear advice for another one, or two of which
/// either does where it falls behind them by as much as tells one language from another.
fn against(
    case: &Case<'_>,
    card: &Scorecard,
    verdict: Verdict,
    decided: &LanguageId,
) -> Option<String> {
    let mut open: Vec<&Language> = Vec::new();
    for score in card.ranking.iter().filter(|score| score.gate.is_none()) {
        let language = case.contenders.get(score.contender)?.language;
        if !open.iter().any(|known| known.id == language.id) {
            open.push(language);
        }
    }
    match (verdict, open.as_slice()) {
        (Verdict::Language, [first, ..]) => Some(first.name.clone()),
        (Verdict::Either, [first, second, ..]) => {
            let behind = -score::lead_of(case, card, decided).0;
            let mut names = [first.name.as_str(), second.name.as_str()];
            names.sort_unstable();
            (second.id != *decided && behind >= EITHER_BELOW).then(|| names.join(" or "))
        }
        _ => None,
    }
}

fn price(
    case: &Case<'_>,
    candidate: &crate::catalog::Candidate,
    leader: &super::Contender<'_>,
) -> Option<Price> {
    let resolved = case.resolved;
    let both = [candidate, leader.candidate];
    let catalogs = Catalogs::told(resolved);
    let told = outlook::of_component(resolved, case.facts, &both, &catalogs);
    let [ours, theirs] = [told.first().copied().flatten()?, told.get(1).copied().flatten()?];
    let estimate = totals::estimate(resolved, case.facts, candidate, Point::Typical)?;
    Some(Price {
        against: leader.candidate.id.clone(),
        monthly: ours.monthly.typical - theirs.monthly.typical,
        weeks: ours.weeks.typical - theirs.weeks.typical,
        horizon: ours.cost.typical - theirs.cost.typical,
        months: resolved.economic_at(Input::Horizon, Point::Typical),
        p99_ms: estimate.p99_ms - leader.estimate.p99_ms,
    })
}

impl Price {
    /// The price in one sentence; differences too small to defend are left out.
    #[must_use]
    pub fn sentence(&self) -> String {
        let side = |value: f64, least: f64, unit: Unit, more: &str, less: &str| {
            let word = if value >= 0.0 { more } else { less };
            (value.abs() >= least).then(|| format!("{} {word}", unit.readable(value.abs())))
        };
        let over = Unit::Months.readable(self.months);
        let [dearer, cheaper] = ["more", "less"].map(|word| format!("{word} over {over}"));
        let parts: Vec<String> = [
            side(self.monthly, 1.0, Unit::MoneyPerMonth, "more to run", "less to run"),
            side(self.weeks, 0.1, Unit::Weeks, "longer to build", "less to build"),
            side(self.horizon, 100.0, Unit::Money, &dearer, &cheaper),
            side(self.p99_ms, 0.1, Unit::Ms, "slower at p99", "faster at p99"),
        ]
        .into_iter()
        .flatten()
        .collect();
        if parts.is_empty() {
            "about the same in every figure.".to_owned()
        } else {
            format!("{}.", parts.join(", "))
        }
    }
}
