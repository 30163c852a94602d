//! Unknown inputs whose answer is most likely to change the advice.

use super::case::Case;
use super::score::{self, Scorecard};
use super::verdict::{self, Verdict};
use crate::catalog::Candidate;
use crate::forecast::{Facts, Origin};
use crate::model::{Input, LibraryNeed, MlUse, Shipping, Skill};

/// A fact that is not a number and may sway the advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Languages that the maintainers know.
    Known,
    /// How much rests on Python's libraries.
    PythonLibraries,
    /// How it is shipped.
    Shipping,
}

/// An input nobody has stated, and what its answer could do.
#[derive(Clone, Debug, PartialEq)]
pub struct Unknown {
    /// The question for people.
    pub question: String,
    /// The number, if it is one.
    pub input: Option<Input>,
    /// The fact, if it is none.
    pub fact: Option<Fact>,
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
    case: &Case<'_>,
    card: &Scorecard,
    verdict: Verdict,
    candidates: &[&Candidate],
) -> Vec<Unknown> {
    let before = outcome(case, card, verdict);
    let probe = Probe { case, card, candidates, before, lead: signed(card, card) };
    let asked = NUMBERS.iter().map(|&input| Asked::Number(input)).chain(Asked::TRAITS);
    let mut found: Vec<Found> = asked.filter_map(|asked| probe.probe(asked)).collect();
    found.retain(|found| found.sway >= 0.05 || found.flips_to.is_some());
    found.sort_by(|a, b| {
        b.flips_to.is_some().cmp(&a.flips_to.is_some()).then(b.sway.total_cmp(&a.sway))
    });
    found.truncate(MOST);
    found.into_iter().map(|found| found.in_words(case.facts)).collect()
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

/// What may be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Number(Input),
    Known,
    Libraries,
    Shipping,
}

impl Asked {
    const TRAITS: [Self; 3] = [Self::Known, Self::Libraries, Self::Shipping];

    fn question(self) -> &'static str {
        match self {
            Self::Number(input) => match input {
                Input::ExternalRate => "How many requests a second reach it from outside at peak?",
                Input::CpuTime => "How much CPU time does one request take?",
                Input::P99Target => "Within which time must 99 % of the requests be answered?",
                Input::Connections => "How many connections are open at the same time at peak?",
                Input::IoWait => "How long does one request wait for systems outside the plan?",
                Input::Contributors => "How many people will change its code over its life?",
                Input::Life => "How many years will it be in use?",
                Input::TeamSize => "How many people work on it at the same time?",
                other => other.label(),
            },
            Self::Known => "Which languages do its maintainers know?",
            Self::Libraries => "How much of it rests on Python's libraries?",
            Self::Shipping => "How is it shipped?",
        }
    }

    const fn fact(self) -> Option<Fact> {
        match self {
            Self::Number(_) => None,
            Self::Known => Some(Fact::Known),
            Self::Libraries => Some(Fact::PythonLibraries),
            Self::Shipping => Some(Fact::Shipping),
        }
    }

    /// What is assumed while nobody answers.
    fn assumed(self, facts: &Facts<'_>) -> String {
        match self {
            Self::Number(input) => facts
                .value(input)
                .map_or_else(String::new, |value| value.range.readable(input.unit())),
            Self::Known => "nothing".to_owned(),
            Self::Libraries => facts.python_libraries.label().to_owned(),
            Self::Shipping => facts.shipping.label().to_owned(),
        }
    }
}

/// What asking came to.
struct Found {
    asked: Asked,
    sway: f64,
    flips_to: Option<String>,
}

impl Found {
    fn in_words(self, facts: &Facts<'_>) -> Unknown {
        Unknown {
            question: self.asked.question().to_owned(),
            input: if let Asked::Number(input) = self.asked { Some(input) } else { None },
            fact: self.asked.fact(),
            assumed: self.asked.assumed(facts),
            sway: self.sway,
            flips_to: self.flips_to,
        }
    }
}

struct Probe<'a> {
    case: &'a Case<'a>,
    card: &'a Scorecard,
    candidates: &'a [&'a Candidate],
    before: &'a str,
    lead: f64,
}

impl Probe<'_> {
    /// Tries plausible answers, unless one was given.
    fn probe(&self, asked: Asked) -> Option<Found> {
        let facts = self.case.facts;
        match asked {
            Asked::Number(input) => {
                let value = facts.value(input).filter(|value| value.origin == Origin::Assumed)?;
                if input == Input::ExternalRate && facts.rate.origin != Origin::Assumed {
                    return None;
                }
                let ends = [value.range.low, value.range.high].into_iter();
                let answers = ends.filter(|x| x.is_finite()).map(|x| (facts.with(input, x), x));
                let say = |x| format!("at {}", input.unit().readable(x));
                Some(self.try_all(asked, answers, say))
            }
            Asked::Known => {
                let answers = self.candidates.iter().take(4).map(|candidate| {
                    let mut with = facts.clone();
                    with.known = vec![(candidate.language.clone(), Skill::Fluent)];
                    (with, &candidate.language)
                });
                let name = |id| self.case.resolved.catalog.language_name(id);
                let say = |id| format!("if they know {}", name(id));
                facts.known.is_empty().then(|| self.try_all(asked, answers, say))
            }
            Asked::Libraries => {
                let answers = [
                    (LibraryNeed::No, MlUse::None, "if it needs none"),
                    (LibraryNeed::Central, MlUse::Serves, "if it is built around them"),
                ];
                let answers = answers.into_iter().map(|(need, ml, answer)| {
                    let mut with = facts.clone();
                    (with.python_libraries, with.ml) = (need, ml);
                    (with, answer)
                });
                (!facts.python_libraries_stated)
                    .then(|| self.try_all(asked, answers, str::to_owned))
            }
            Asked::Shipping => {
                let answers = [
                    (Shipping::Server, "if it runs on our servers"),
                    (Shipping::Installed, "if its users install it"),
                ];
                let answers = answers.into_iter().map(|(shipping, answer)| {
                    let mut with = facts.clone();
                    with.shipping = shipping;
                    (with, answer)
                });
                (!facts.shipping_stated).then(|| self.try_all(asked, answers, str::to_owned))
            }
        }
    }

    /// Tries answers; `say` puts one into the words that follow what the advice becomes.
    fn try_all<'f, A>(
        &self,
        asked: Asked,
        answers: impl Iterator<Item = (Facts<'f>, A)>,
        say: impl Fn(A) -> String,
    ) -> Found {
        let mut sway: f64 = 0.0;
        let mut flips_to = None;
        for (facts, answer) in answers {
            let case = self.case.with(&facts);
            let after = score::score(&case);
            sway = sway.max((signed(&after, self.card) - self.lead).abs());
            if flips_to.is_none() {
                let outcome = outcome(&case, &after, verdict::verdict(&case, &after));
                flips_to = (outcome != self.before).then(|| format!("{outcome} {}", say(answer)));
            }
        }
        Found { asked, sway: sway.min(99.0), flips_to }
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
fn outcome<'a>(case: &Case<'a>, card: &Scorecard, verdict: Verdict) -> &'a str {
    let leader = card.leader.and_then(|index| case.contenders.get(index));
    match (verdict, leader) {
        (Verdict::Language, Some(leader)) => &leader.language.name,
        (Verdict::Split, _) => "a split",
        (Verdict::NoFit, _) => "no candidate",
        (verdict, _) => verdict.label(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_has_a_question_of_its_own() {
        for &input in NUMBERS {
            let question = Asked::Number(input).question();
            assert!(question.ends_with('?'), "{question}");
        }
    }
}
