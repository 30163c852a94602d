//! Advice in words: the sentence, reasons with evidence, and what could change it.

use super::case::{Case, Contender};
use super::criteria::TABLE;
use super::existing::{self, ExistingCode};
use super::gate::Gate;
use super::overrule::{self, Overrule};
use super::remedies::{self, Offer};
use super::score::{self, Score, Scorecard, pair};
use super::sentence::Said;
use super::split::{self, Split};
use super::unknowns::{self, Unknown};
use super::verdict::{self, Strength, Verdict};
use super::{notes, sentence};
use crate::catalog::Candidate;
use crate::forecast::{Estimate, Facts, Resolved, Totals};
use crate::model::{CandidateId, LanguageId};

/// Advice for one component.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// What it comes to.
    pub verdict: Verdict,
    /// How firmly it stands; none where it chooses between no languages.
    pub strength: Option<Strength>,
    /// One sentence fit to read aloud.
    pub sentence: String,
    /// Whether neither of two languages leads although the difference matters, so that the team decides.
    pub is_close: bool,
    /// Candidates, best first; excluded ones last.
    pub ranking: Vec<Ranked>,
    /// Weight of each criterion, about 1 for a usual matter, in the order of the table.
    pub weights: Vec<f64>,
    /// What speaks for the leader against the runner-up, strongest first.
    pub reasons: Vec<Reason>,
    /// What speaks against the leader, strongest first.
    pub against: Vec<Reason>,
    /// Remarks: facts that outrank a tag, what is left open.
    pub notes: Vec<String>,
    /// Unknown inputs most likely to change it.
    pub unknowns: Vec<Unknown>,
    /// The split, where the verdict is one.
    pub split: Option<Split>,
    /// The decision held against it.
    pub decision: Option<Overrule>,
    /// What would make the team's language do without a second one, cheapest first. It moves neither
    /// score nor verdict.
    pub remedies: Vec<Offer>,
    /// The ways to go on with the code that exists, where there is some.
    pub existing: Option<ExistingCode>,
}

impl Advice {
    /// The languages of the candidates that fit, each once, in the order of the ranking.
    #[must_use]
    pub fn languages(&self) -> Vec<&LanguageId> {
        let mut languages: Vec<&LanguageId> = Vec::new();
        for ranked in self.ranking.iter().filter(|ranked| ranked.gate.is_none()) {
            if !languages.contains(&&ranked.language) {
                languages.push(&ranked.language);
            }
        }
        languages
    }
}

/// One candidate's place.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// The candidate.
    pub candidate: CandidateId,
    /// Its language.
    pub language: LanguageId,
    /// Its name with the stack.
    pub name: String,
    /// Score from 0 to 100.
    pub score: f64,
    /// Utility by criterion from 0 to 1, in the order of the table.
    pub utilities: Vec<f64>,
    /// Why it is out of the question, if it is.
    pub gate: Option<Gate>,
    /// Its numbers at the medians.
    pub estimate: Estimate,
    /// Its money and time at the medians, which scores rest on; what people are told is an
    /// [`Outlook`](crate::forecast::Outlook).
    pub totals: Totals,
}

/// A reason with its evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// Id of the criterion.
    pub criterion: &'static str,
    /// Name of the criterion.
    pub label: &'static str,
    /// The reason as a clause.
    pub text: String,
    /// Weight times difference in utility, positive; the larger the more it counts.
    pub contribution: f64,
    /// Claims it rests on.
    pub claims: &'static str,
    /// Ids of its sources.
    pub sources: &'static [&'static str],
}

/// Contribution below which a reason is not worth a line.
pub(super) const LEAST: f64 = 0.04;

/// Advises on one component.
#[must_use]
pub fn advise(resolved: &Resolved<'_>, facts: &Facts<'_>, candidates: &[&Candidate]) -> Advice {
    let case = Case::new(resolved, facts, candidates);
    let card = score::score(&case);
    let verdict = verdict::verdict(&case, &card);
    let built = facts.component.is_built();
    // Where nothing fits, nothing speaks for or against it.
    let weighed = built && verdict != Verdict::NoFit;
    let (reasons, against) = if weighed { reasons(&case, &card) } else { (Vec::new(), Vec::new()) };
    let split = if verdict == Verdict::Split { split::split(&case, &card) } else { None };
    let strength = verdict::strength(&case, &card, verdict);
    let Said { sentence, is_close } = sentence::of(&case, &card, verdict, [&reasons, &against]);
    let unknowns =
        if built { unknowns::unknowns(&case, &card, verdict, candidates) } else { Vec::new() };
    let decision = overrule::overrule(&case, &card, verdict);
    let remedies =
        if built { remedies::offers(&case, &card, verdict, decision.as_ref()) } else { Vec::new() };
    let existing = if weighed { existing::of(&case, &card, verdict, &remedies) } else { None };
    let notes =
        if built { notes::notes(&case, &card, verdict, [&reasons, &against]) } else { Vec::new() };
    Advice {
        verdict,
        strength,
        sentence,
        is_close,
        ranking: if built {
            card.ranking.iter().filter_map(|score| ranked(&case, score)).collect()
        } else {
            Vec::new()
        },
        weights: card.weights.to_vec(),
        reasons,
        against,
        notes,
        unknowns,
        split,
        decision,
        remedies,
        existing,
    }
}

fn ranked(case: &Case<'_>, score: &Score) -> Option<Ranked> {
    let contender = case.contenders.get(score.contender)?;
    Some(Ranked {
        candidate: contender.candidate.id.clone(),
        language: contender.language.id.clone(),
        name: contender.candidate.name.clone(),
        score: score.total * 100.0,
        utilities: score.utilities.to_vec(),
        gate: score.gate.clone(),
        estimate: contender.estimate,
        totals: contender.totals,
    })
}

fn reasons(case: &Case<'_>, card: &Scorecard) -> (Vec<Reason>, Vec<Reason>) {
    pair(case, card)
        .map_or_else(Default::default, |[first, second]| between(case, card, first, second))
}

/// What speaks for the first candidate against the second, and what against it; strongest first.
pub(super) fn between(
    case: &Case<'_>,
    card: &Scorecard,
    (first, leader): (&Score, &Contender<'_>),
    (second, runner_up): (&Score, &Contender<'_>),
) -> (Vec<Reason>, Vec<Reason>) {
    let mut found = (Vec::new(), Vec::new());
    for (i, criterion) in TABLE.iter().enumerate() {
        let contribution = card.weights[i] * (first.utilities[i] - second.utilities[i]);
        if contribution.abs() < LEAST {
            continue;
        }
        let text = if contribution > 0.0 {
            (criterion.say)(case, leader, runner_up)
        } else {
            (criterion.say)(case, runner_up, leader)
        };
        let reason = Reason {
            criterion: criterion.id,
            label: criterion.label,
            text,
            contribution: contribution.abs(),
            claims: criterion.claims,
            sources: criterion.sources,
        };
        if contribution > 0.0 { found.0.push(reason) } else { found.1.push(reason) }
    }
    let strongest = |a: &Reason, b: &Reason| b.contribution.total_cmp(&a.contribution);
    found.0.sort_by(strongest);
    found.1.sort_by(strongest);
    found
}
