//! Remedies: what would make the team's language do before a second one is brought in.
//!
//! A remedy is looked at where the advice would bring in a language that the team has not: it is
//! offered if with it the team's language
//!
//! 1. is not excluded,
//! 2. gains: the p99 target is met for the first time, or running costs less or the p99 falls by
//!    what is worth telling, and the weighted lead of the other language by what is worth a reason,
//! 3. meets the p99 target, if there is one, and
//! 4. comes within reach: over the horizon it costs, with the work of the remedy, no more than the
//!    other language with the price of a second toolchain and of the links across languages; or the
//!    other language's lead falls to where the difference does not matter.
//!
//! Where a decision overrules the advice, remedies of the decided language are offered from the
//! second point on, whether or not they are enough. Offers move neither score nor verdict.

mod effect;
mod rival;

use effect::Remedied;
use rival::Rival;
pub(super) use rival::home;

use super::case::{Case, Contender};
use super::explain::LEAST;
use super::overrule::Overrule;
use super::score::{self, Score, Scorecard};
use super::verdict::{EITHER_BELOW, Verdict};
use crate::base::{Range, Unit, number};
use crate::catalog::{Confidence, Remedy};
use crate::forecast::{Estimate, Totals};
use crate::model::{CandidateId, Input, LanguageId};

/// Relative change of a figure that is worth telling.
const TOLD: f64 = 0.05;

/// A remedy that would do, with what it does to this component's numbers at the medians.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// Id of the remedy in the catalog.
    pub remedy: String,
    /// Its name, such as `a fast JSON codec`.
    pub name: String,
    /// What to know when taking it.
    pub note: String,
    /// The candidate that it helps.
    pub candidate: CandidateId,
    /// The language of that candidate, which the team has.
    pub language: LanguageId,
    /// The language that would otherwise be brought in.
    pub instead_of: LanguageId,
    /// Numbers without it.
    pub before: Estimate,
    /// Numbers with it.
    pub after: Estimate,
    /// Money and time with it, its work included.
    pub totals: Totals,
    /// Work to do it, person-weeks.
    pub weeks: Range,
    /// Whether the p99 target is met with it; none without a target.
    pub meets_target: Option<bool>,
    /// Whether that target was given, and the other language would meet it, and this one does not with
    /// the remedy.
    pub loses_target: bool,
    /// Whether it brings the language within reach of the other one.
    pub within_reach: bool,
    /// Weighted lead of the other language with it, negative where it falls behind; none against
    /// a split.
    pub lead: Option<f64>,
    /// One sentence fit to read aloud.
    pub sentence: String,
    /// Weakest evidence among its effects.
    pub confidence: Confidence,
    /// Claims it rests on.
    pub claims: String,
    /// Ids of its sources.
    pub sources: Vec<String>,
}

impl Offer {
    /// Quality and ids of its evidence: `measured; S-OWN`.
    #[must_use]
    pub fn evidence(&self) -> String {
        let word = self.confidence.word();
        if self.sources.is_empty() {
            word.to_owned()
        } else {
            format!("{word}; {}", self.sources.join(", "))
        }
    }
}

/// The remedies that would do for a component, cheapest over the horizon first.
#[must_use]
pub fn offers(
    case: &Case<'_>,
    card: &Scorecard,
    verdict: Verdict,
    decision: Option<&Overrule>,
) -> Vec<Offer> {
    // Elsewhere nothing is brought in, see [`Rival::of`].
    if !matches!(verdict, Verdict::Language | Verdict::Split) {
        return Vec::new();
    }
    let overruled = decision.filter(|held| held.overrules).map(|held| &held.language);
    let home = home(case);
    let mut found: Vec<Offer> = Vec::new();
    for (place, contender) in case.contenders.iter().enumerate() {
        let language = &contender.language.id;
        let decided = overruled == Some(language);
        if !decided && (overruled.is_some() || !home.contains(language)) {
            continue;
        }
        let Some(rival) = Rival::of(case, card, verdict, place, &home) else { continue };
        let Some(score) = card.ranking.iter().find(|score| score.contender == place) else {
            continue;
        };
        if score.gate.is_some() {
            continue;
        }
        let subject = Subject { case, card, place, contender, score, rival };
        let of_language = |remedy: &&Remedy| remedy.language == *language;
        let remedies = case.resolved.catalog.remedies.iter().filter(of_language);
        found.extend(
            remedies
                .filter_map(|remedy| subject.offer(remedy, decided))
                .filter(|offer| decided || (offer.within_reach && !offer.loses_target)),
        );
    }
    found.sort_by(|a, b| {
        let order = a.totals.cost().total_cmp(&b.totals.cost());
        order.then_with(|| a.remedy.cmp(&b.remedy)).then_with(|| a.candidate.cmp(&b.candidate))
    });
    let mut seen: Vec<String> = Vec::new();
    found.retain(|offer| {
        let fresh = !seen.contains(&offer.remedy);
        seen.push(offer.remedy.clone());
        fresh
    });
    found
}

/// The numbers of a contender with a remedy.
pub(super) fn remedied(case: &Case<'_>, contender: &Contender<'_>, remedy: &Remedy) -> Estimate {
    Remedied::of(case, contender, remedy).estimate
}

/// A candidate of the team's, and what it is held against.
struct Subject<'a, 'b> {
    case: &'b Case<'a>,
    card: &'b Scorecard,
    place: usize,
    contender: &'b Contender<'a>,
    score: &'b Score,
    rival: Rival<'b>,
}

impl Subject<'_, '_> {
    fn offer(&self, remedy: &Remedy, decided: bool) -> Option<Offer> {
        let Self { case, contender, rival, .. } = self;
        if !remedy.when.iter().all(|condition| effect::holds(case, contender, *condition)) {
            return None;
        }
        let with = Remedied::of(case, contender, remedy);
        let target = case.facts.value(Input::P99Target).map(|value| value.range.typical);
        let meets = |estimate: &Estimate| target.map(|target| estimate.p99_ms <= target);
        let meets_target = meets(&with.estimate);
        // An assumption is no promise, and what no language meets says nothing for either.
        let promised = case.facts.given(Input::P99Target).is_some();
        let rival_meets =
            rival.contender.is_none_or(|of| meets(&case.contenders[of].estimate) == Some(true));
        let loses_target = promised && meets_target == Some(false) && rival_meets;
        let newly = meets_target == Some(true) && meets(&contender.estimate) == Some(false);
        let lead = rival.contender.map(|leader| self.lead_with(&with, leader));
        let less = |with: f64, without: f64| with <= without * (1.0 - TOLD);
        let better = less(with.totals.monthly, contender.totals.monthly)
            || less(with.estimate.p99_ms, contender.estimate.p99_ms);
        let lead_before = rival.contender.map(|leader| self.lead_over(self.card, leader));
        let falls = match (lead_before, lead) {
            (Some(before), Some(after)) => before - after >= LEAST,
            _ => true,
        };
        let gains = better && falls;
        if !gains && !newly {
            return None;
        }
        let within_reach =
            with.totals.cost() <= rival.cost || lead.is_some_and(|lead| lead < EITHER_BELOW);
        Some(Offer {
            remedy: remedy.id.clone(),
            name: remedy.name.clone(),
            note: remedy.note.clone(),
            candidate: contender.candidate.id.clone(),
            language: contender.language.id.clone(),
            instead_of: rival.language.clone(),
            before: contender.estimate,
            after: with.estimate,
            totals: with.totals,
            weeks: remedy.weeks.range,
            meets_target,
            loses_target,
            within_reach,
            lead,
            sentence: self.sentence(
                remedy,
                &with,
                decided.then_some(within_reach && !loses_target),
                target,
            ),
            confidence: remedy.confidence(),
            claims: remedy.claims.clone(),
            sources: remedy.sources().into_iter().map(str::to_owned).collect(),
        })
    }

    /// Weighted lead of another contender over this one with its remedy.
    fn lead_with(&self, with: &Remedied, leader: usize) -> f64 {
        let changed = Contender {
            candidate: &with.candidate,
            language: &with.language,
            estimate: with.estimate,
            delivery: with.delivery,
            totals: with.totals,
        };
        let case = self.case.with_contender(self.place, changed);
        self.lead_over(&score::score(&case), leader)
    }

    fn lead_over(&self, card: &Scorecard, leader: usize) -> f64 {
        let of = |place: usize| card.ranking.iter().find(|score| score.contender == place);
        match (of(leader), of(self.score.contender)) {
            (Some(first), Some(second)) => card.advantage(first, second),
            _ => 0.0,
        }
    }

    fn sentence(
        &self,
        remedy: &Remedy,
        with: &Remedied,
        enough: Option<bool>,
        target: Option<f64>,
    ) -> String {
        let (before, after) = (&self.contender.estimate, &with.estimate);
        let name = &self.contender.language.name;
        let moved = |a: f64, b: f64| (b / a - 1.0).abs() >= TOLD;
        let change = with.totals.monthly / self.contender.totals.monthly - 1.0;
        let bill = format!("({} on the monthly bill)", Unit::Share.signed(change));
        let mut parts = Vec::new();
        if moved(before.vcpus, after.vcpus) {
            let [a, b] = [before.vcpus, after.vcpus].map(number::readable);
            parts.push(format!("from {a} to {b} vCPU {bill}"));
        }
        if moved(before.memory_gb, after.memory_gb) && parts.is_empty() {
            let [a, b] = [before.memory_gb, after.memory_gb].map(|gb| Unit::Gb.readable(gb));
            parts.push(format!("from {a} to {b} of memory {bill}"));
        }
        if parts.is_empty() || target.is_some() && moved(before.p99_ms, after.p99_ms) {
            let [a, b] = [before.p99_ms, after.p99_ms].map(|ms| Unit::Ms.readable(ms));
            parts.push(format!("from a p99 of {a} to {b}"));
        }
        let why = match enough {
            None => "Before a second language",
            Some(_) => "To stay with the decision",
        };
        let short = match enough {
            Some(false) => {
                let other = self.case.resolved.catalog.language_name(self.rival.language);
                format!(" That alone does not catch up with {other}.")
            }
            _ => String::new(),
        };
        format!(
            "{why}: {} takes {name} {} for about {}.{short}",
            remedy.name,
            parts.join(" and "),
            Unit::PersonWeeks.readable(remedy.weeks.range.typical)
        )
    }
}
