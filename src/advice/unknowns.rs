//! Unknown inputs whose answer is most likely to change the advice.

use super::case::Case;
use super::probe::{Answers, Asked, Probe};
use super::score::Scorecard;
use super::verdict::Verdict;
use crate::catalog::Candidate;
use crate::model::Input;

pub use super::probe::Fact;

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
    let probe = Probe::new(case, card, verdict, candidates);
    let mut found: Vec<Found> = Asked::all().filter_map(|asked| try_ends(&probe, asked)).collect();
    found.retain(|found| found.sway >= 0.05 || found.flips_to.is_some());
    found.sort_by(|a, b| {
        b.flips_to.is_some().cmp(&a.flips_to.is_some()).then(b.sway.total_cmp(&a.sway))
    });
    found.truncate(MOST);
    let in_words = |found: Found| Unknown {
        question: found.asked.question().to_owned(),
        input: found.asked.input(),
        fact: found.asked.fact(),
        assumed: found.asked.assumed(case.facts),
        sway: found.sway,
        flips_to: found.flips_to,
    };
    found.into_iter().map(in_words).collect()
}

/// What asking came to.
struct Found {
    asked: Asked,
    sway: f64,
    flips_to: Option<String>,
}

/// Tries the ends of what is assumed, unless an answer was given.
fn try_ends(probe: &Probe<'_>, asked: Asked) -> Option<Found> {
    let mut found = Found { asked, sway: 0.0, flips_to: None };
    for answer in probe.answers(asked, Answers::Ends)? {
        let tried = probe.attempt(&answer.applied(probe.case.facts, probe.case.resolved.catalog));
        found.sway = found.sway.max(tried.sway);
        if found.flips_to.is_none()
            && tried.outcome != probe.before
            && !probe.is_ahead(tried.outcome)
        {
            let catalog = probe.case.resolved.catalog;
            found.flips_to = Some(format!("{} {}", tried.outcome, answer.in_words(catalog)));
        }
    }
    Some(found)
}
