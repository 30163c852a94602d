//! Unknown inputs whose answer is most likely to change the advice.

use super::case::Case;
use super::score::{self, Scorecard};
use super::verdict::{self, Verdict};
use crate::catalog::Candidate;
use crate::forecast::{Facts, Origin, Resolved};
use crate::model::{Input, LibraryNeed, MlUse, Shipping, Skill};

/// An input nobody has stated, and what its answer could do.
#[derive(Clone, Debug, PartialEq)]
pub struct Unknown {
    /// The question for people.
    pub question: String,
    /// The number, if it is one.
    pub input: Option<Input>,
    /// What is assumed, in words.
    pub assumed: String,
    /// Largest change of the weighted lead over its plausible answers.
    pub sway: f64,
    /// What the advice becomes at the answer that changes it, if one does.
    pub flips_to: Option<String>,
}

/// Most unknowns that are named.
const MOST: usize = 3;

/// The unknowns that sway the advice most, largest first.
#[must_use]
pub fn unknowns(
    resolved: &Resolved<'_>,
    facts: &Facts<'_>,
    candidates: &[&Candidate],
    card: &Scorecard,
) -> Vec<Unknown> {
    let probe = Probe {
        resolved,
        candidates,
        before: outcome(resolved, facts, candidates),
        lead: signed(card, card),
    };
    let mut found = Vec::new();
    for &input in NUMBERS {
        let Some(value) = facts.value(input).filter(|value| value.origin == Origin::Assumed) else {
            continue;
        };
        if input == Input::ExternalRate && facts.rate.origin != Origin::Assumed {
            continue;
        }
        let answers = [value.range.low, value.range.high];
        let variants = answers
            .into_iter()
            .filter(|x| x.is_finite())
            .map(|x| (facts.with(input, x), input.unit().readable(x)));
        let question = format!("What is the {}?", input.label());
        found.extend(probe.try_all(
            card,
            question,
            Some(input),
            value.range.readable(input.unit()),
            variants.collect(),
        ));
    }
    found.extend(probe.traits(card, facts));
    found.retain(|unknown| unknown.sway >= 0.05 || unknown.flips_to.is_some());
    found.sort_by(|a, b| {
        b.flips_to.is_some().cmp(&a.flips_to.is_some()).then(b.sway.total_cmp(&a.sway))
    });
    found.truncate(MOST);
    found
}

const NUMBERS: &[Input] = &[
    Input::ExternalRate,
    Input::CpuTime,
    Input::P99Target,
    Input::Connections,
    Input::IoWait,
    Input::Contributors,
    Input::Life,
    Input::TeamSize,
];

struct Probe<'a> {
    resolved: &'a Resolved<'a>,
    candidates: &'a [&'a Candidate],
    before: String,
    lead: f64,
}

impl Probe<'_> {
    fn try_all(
        &self,
        card: &Scorecard,
        question: String,
        input: Option<Input>,
        assumed: String,
        variants: Vec<(Facts<'_>, String)>,
    ) -> Option<Unknown> {
        let mut sway: f64 = 0.0;
        let mut flips_to = None;
        for (facts, answer) in variants {
            let case = Case::new(self.resolved, &facts, self.candidates);
            let after = score::score(&case);
            sway = sway.max((signed(&after, card) - self.lead).abs());
            let outcome = outcome(self.resolved, &facts, self.candidates);
            if outcome != self.before && flips_to.is_none() {
                flips_to = Some(format!("{outcome} at {answer}"));
            }
        }
        Some(Unknown { question, input, assumed, sway: sway.min(99.0), flips_to })
    }

    fn traits(&self, card: &Scorecard, facts: &Facts<'_>) -> Vec<Unknown> {
        let mut found = Vec::new();
        if facts.known.is_empty() {
            let mut variants = Vec::new();
            for candidate in self.candidates.iter().take(4) {
                let mut with = facts.clone();
                with.known = vec![(candidate.language.clone(), Skill::Fluent)];
                let name = self.resolved.catalog.language_name(&candidate.language);
                variants.push((with, format!("a team that knows {name}")));
            }
            let question = "Which languages do its maintainers know?".to_owned();
            found.extend(self.try_all(card, question, None, "nothing".to_owned(), variants));
        }
        if !facts.python_libraries_stated {
            let variants = [(LibraryNeed::No, MlUse::None), (LibraryNeed::Central, MlUse::Serves)];
            let variants = variants.map(|(need, ml)| {
                let mut with = facts.clone();
                (with.python_libraries, with.ml) = (need, ml);
                (with, need.label().to_owned())
            });
            let question = "How much of it rests on Python's libraries?".to_owned();
            let assumed = facts.python_libraries.label().to_owned();
            found.extend(self.try_all(card, question, None, assumed, variants.to_vec()));
        }
        if !facts.shipping_stated {
            let variants = [Shipping::Server, Shipping::Installed].map(|shipping| {
                let mut with = facts.clone();
                with.shipping = shipping;
                (with, format!("shipping {}", shipping.label()))
            });
            let question = "How is it shipped?".to_owned();
            found.extend(self.try_all(
                card,
                question,
                None,
                facts.shipping.label().to_owned(),
                variants.to_vec(),
            ));
        }
        found
    }
}

/// Lead of the candidate that leads `of` over the one that comes second there, as `card` sees it.
fn signed(card: &Scorecard, of: &Scorecard) -> f64 {
    let [first, second, ..] = &of.ranking[..] else {
        return 0.0;
    };
    let find = |contender| card.ranking.iter().find(|score| score.contender == contender);
    match (find(first.contender), find(second.contender)) {
        (Some(first), Some(second)) => card.advantage(first, second),
        _ => 0.0,
    }
}

/// What the advice comes to, in a word or two.
fn outcome(resolved: &Resolved<'_>, facts: &Facts<'_>, candidates: &[&Candidate]) -> String {
    let case = Case::new(resolved, facts, candidates);
    let card = score::score(&case);
    let leader = card.leader.and_then(|index| case.contenders.get(index));
    match (verdict::verdict(&case, &card), leader) {
        (Verdict::Language, Some(leader)) => leader.language.name.clone(),
        (verdict, _) => verdict.word().to_owned(),
    }
}
