//! Trying plausible answers: what may be asked of a component, and what an answer does to its
//! advice.

use super::case::Case;
use super::score::{self, Scorecard};
use super::verdict::{self, Verdict};
use crate::base::Unit;
use crate::catalog::{Candidate, Catalog};
use crate::forecast::sample::draw;
use crate::forecast::{Facts, Origin};
use crate::model::{Input, LanguageId, LibraryNeed, Shipping, Skill, Spends};

/// A fact that is not a number and may sway the advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// Languages that the maintainers know.
    Known,
    /// How much rests on Python's libraries.
    PythonLibraries,
    /// How it is shipped.
    Shipping,
    /// What its processor time goes to.
    Spends,
}

impl Fact {
    /// Every fact that is asked for.
    pub const ALL: [Self; 4] = [Self::Known, Self::PythonLibraries, Self::Shipping, Self::Spends];

    /// Its word in addresses, as in the plan file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::PythonLibraries => "python_libraries",
            Self::Shipping => "shipping",
            Self::Spends => "spends",
        }
    }
}

/// Numbers that are asked for.
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

/// What may be asked of a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asked {
    /// A number.
    Number(Input),
    /// Anything else.
    Fact(Fact),
}

impl Asked {
    /// Everything that is asked for.
    pub fn all() -> impl Iterator<Item = Self> {
        NUMBERS.iter().copied().map(Self::Number).chain(Fact::ALL.map(Self::Fact))
    }

    /// The question for people.
    #[must_use]
    pub const fn question(self) -> &'static str {
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
            Self::Fact(Fact::Known) => "Which languages do its maintainers know?",
            Self::Fact(Fact::PythonLibraries) => "How much of it rests on Python's libraries?",
            Self::Fact(Fact::Shipping) => "How is it shipped?",
            Self::Fact(Fact::Spends) => "What does its processor time go to?",
        }
    }

    /// Its word in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Number(input) => input.word(),
            Self::Fact(fact) => fact.word(),
        }
    }

    /// The number, if it is one.
    #[must_use]
    pub const fn input(self) -> Option<Input> {
        match self {
            Self::Number(input) => Some(input),
            Self::Fact(_) => None,
        }
    }

    /// The fact, if it is one.
    #[must_use]
    pub const fn fact(self) -> Option<Fact> {
        match self {
            Self::Number(_) => None,
            Self::Fact(fact) => Some(fact),
        }
    }

    /// What is assumed while nobody answers.
    pub(super) fn assumed(self, facts: &Facts<'_>) -> String {
        match self {
            Self::Number(input) => facts
                .value(input)
                .map_or_else(String::new, |value| value.range.readable(input.unit())),
            Self::Fact(Fact::Known) => "not said".to_owned(),
            Self::Fact(Fact::PythonLibraries) => facts.python_libraries.label().to_owned(),
            Self::Fact(Fact::Shipping) => facts.shipping.label().to_owned(),
            Self::Fact(Fact::Spends) => {
                let share = |share: f64| Unit::Share.readable(share);
                let [own, library, native] = facts.shares().map(share);
                format!(
                    "{own} code of its own, {library} built-in routines in C, {native} native libraries"
                )
            }
        }
    }
}

/// Which plausible numbers are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answers {
    /// The 10th and the 90th percentile of what is assumed.
    Ends,
    /// Five that are equally likely, see [`EQUALLY_LIKELY`].
    EquallyLikely,
}

/// Probabilities in the middle of five equal parts.
const EQUALLY_LIKELY: [f64; 5] = [0.1, 0.3, 0.5, 0.7, 0.9];

/// Most languages of which it is tried that the maintainers know them.
const MOST_LANGUAGES: usize = 4;

/// A plausible answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Answer<'a> {
    Number(Input, f64),
    Known(&'a LanguageId),
    PythonLibraries(LibraryNeed),
    Shipping(Shipping),
    Spends(Spends),
}

impl Answer<'_> {
    /// The facts as they are once it is given.
    pub(super) fn applied<'f>(&self, facts: &Facts<'f>, catalog: &Catalog) -> Facts<'f> {
        if let Self::Number(input, value) = *self {
            return facts.with(input, value);
        }
        let mut with = facts.clone();
        match *self {
            Self::Number(..) => {}
            Self::Known(language) => with.known = vec![(language.clone(), Skill::Fluent)],
            Self::PythonLibraries(need) => {
                (with.python_libraries, with.python_libraries_stated) = (need, true);
            }
            Self::Shipping(shipping) => (with.shipping, with.shipping_stated) = (shipping, true),
            Self::Spends(answer) => return facts.spending(answer, catalog),
        }
        with
    }

    /// The words that follow what the advice becomes.
    pub(super) fn in_words(&self, catalog: &Catalog) -> String {
        match *self {
            Self::Number(input, value) => format!("at {}", input.unit().readable(value)),
            Self::Known(language) => format!("if they know {}", catalog.language_name(language)),
            Self::PythonLibraries(LibraryNeed::No) => "if it needs none".to_owned(),
            Self::PythonLibraries(LibraryNeed::Some) => "if it needs some".to_owned(),
            Self::PythonLibraries(LibraryNeed::Central) => "if it is built around them".to_owned(),
            Self::Shipping(Shipping::Server) => "if it runs on our servers".to_owned(),
            Self::Shipping(Shipping::Installed) => "if its users install it".to_owned(),
            Self::Shipping(other) => format!("if it comes {}", other.label()),
            Self::Spends(answer) => format!("if it goes to {}", answer.label()),
        }
    }
}

/// What an answer does.
pub(super) struct Tried<'a> {
    /// Change of the weighted lead.
    pub(super) sway: f64,
    /// What the advice comes to.
    pub(super) outcome: &'a str,
}

/// A component before any answer.
pub(super) struct Probe<'a> {
    pub(super) case: &'a Case<'a>,
    candidates: &'a [&'a Candidate],
    /// The first two candidates of different languages.
    pair: Option<[usize; 2]>,
    /// What its advice comes to.
    pub(super) before: &'a str,
    lead: f64,
}

impl<'a> Probe<'a> {
    pub(super) fn new(
        case: &'a Case<'a>,
        card: &'a Scorecard,
        verdict: Verdict,
        candidates: &'a [&'a Candidate],
    ) -> Self {
        let before = outcome(case, card, verdict);
        let pair = score::pair(case, card).map(|pair| pair.map(|(score, _)| score.contender));
        let lead = advantage(card, pair);
        Self { case, candidates, pair, before, lead }
    }

    /// Whether an outcome is the language that is a little ahead already.
    pub(super) fn is_ahead(&self, outcome: &str) -> bool {
        let first = self.pair.and_then(|[first, _]| self.case.contenders.get(first));
        first.is_some_and(|first| first.language.name == outcome)
    }

    /// Plausible answers; none where one was given.
    pub(super) fn answers(&self, asked: Asked, which: Answers) -> Option<Vec<Answer<'a>>> {
        let facts = self.case.facts;
        match asked {
            Asked::Number(input) => {
                let value = facts.value(input).filter(|value| value.origin == Origin::Assumed)?;
                if input == Input::ExternalRate && facts.rate.origin != Origin::Assumed {
                    return None;
                }
                let range = value.range;
                let at = |probability| draw::exact(range, probability).typical;
                let answers: Vec<f64> = match which {
                    Answers::Ends => vec![range.low, range.high],
                    Answers::EquallyLikely => EQUALLY_LIKELY.map(at).to_vec(),
                };
                let finite = answers.into_iter().filter(|x| x.is_finite());
                Some(finite.map(|x| Answer::Number(input, x)).collect())
            }
            Asked::Fact(Fact::Known) => {
                let mut languages: Vec<&LanguageId> = Vec::new();
                for candidate in self.candidates {
                    if languages.len() < MOST_LANGUAGES && !languages.contains(&&candidate.language)
                    {
                        languages.push(&candidate.language);
                    }
                }
                let answers = || languages.into_iter().map(Answer::Known).collect();
                facts.known.is_empty().then(answers)
            }
            Asked::Fact(Fact::PythonLibraries) => {
                let answers =
                    || [LibraryNeed::No, LibraryNeed::Central].map(Answer::PythonLibraries);
                (!facts.python_libraries_stated).then(|| answers().to_vec())
            }
            Asked::Fact(Fact::Shipping) => {
                let answers = || [Shipping::Server, Shipping::Installed].map(Answer::Shipping);
                (!facts.shipping_stated).then(|| answers().to_vec())
            }
            Asked::Fact(Fact::Spends) => {
                let all = [Spends::Glue, Spends::Json, Spends::Bytes, Spends::Arrays];
                (!facts.profile_stated()).then(|| all.map(Answer::Spends).to_vec())
            }
        }
    }

    /// What the advice comes to with other facts of the component.
    pub(super) fn attempt(&self, facts: &Facts<'_>) -> Tried<'a> {
        let case = self.case.with(facts);
        let card = score::score(&case);
        let leader = card.leader.and_then(|index| self.case.contenders.get(index));
        let outcome = told(verdict::verdict(&case, &card), leader.map(|of| &*of.language.name));
        Tried { sway: (advantage(&card, self.pair) - self.lead).abs().min(99.0), outcome }
    }
}

/// Weighted advantage of the first of two candidates over the second.
fn advantage(card: &Scorecard, pair: Option<[usize; 2]>) -> f64 {
    let find = |contender| card.ranking.iter().find(|score| score.contender == contender);
    match pair.map(|pair| pair.map(find)) {
        Some([Some(first), Some(second)]) => card.advantage(first, second),
        _ => 0.0,
    }
}

/// What the advice comes to, in a word or two.
pub(super) fn outcome<'a>(case: &Case<'a>, card: &Scorecard, verdict: Verdict) -> &'a str {
    let leader = card.leader.and_then(|index| case.contenders.get(index));
    told(verdict, leader.map(|of| &*of.language.name))
}

fn told(verdict: Verdict, leader: Option<&str>) -> &str {
    match (verdict, leader) {
        (Verdict::Language, Some(leader)) => leader,
        (Verdict::Split, _) => "a split",
        (Verdict::Either, _) => "either language",
        (Verdict::NoFit, _) => "no candidate",
        (verdict, _) => verdict.label(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_has_a_question_of_its_own() {
        for asked in Asked::all() {
            let question = asked.question();
            assert!(question.ends_with('?'), "{question}");
        }
    }
}
