//! How firm the advice is: acceptability and flip points of one component or all.

use std::collections::BTreeMap;

use super::acceptability::{self, Acceptability, Forecasts};
use super::case::Case;
use super::existing::{self, Drawn};
use super::flips::{self, Flips, Lever, Swing};
use super::payback::{self, Payback};
use super::verdict::{self, Verdict};
use super::{score, split_turns};
use crate::catalog::Candidate;
use crate::forecast::sample::Catalogs;
use crate::forecast::{Facts, Resolved};
use crate::model::{ComponentId, LanguageId};

/// How firm the advice on one component is, and what following it comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Confidence {
    /// How often each candidate is first.
    pub acceptability: Acceptability,
    /// What would change the leader.
    pub flips: Flips,
    /// Whether either of two languages does, so that the leader is only a little ahead.
    pub either: bool,
    /// Where a split ceases to pay, in sentences; none where the verdict is no split.
    pub split: Option<Vec<String>>,
    /// The ways to go on with the code that exists, over the sampled assumptions; none where none exists.
    pub existing: Option<Drawn>,
    /// When the dearer to build of the first two languages has paid that back.
    pub payback: Option<Payback>,
}

impl Confidence {
    /// The confidence in the advice on a component; nothing for what the team does not build.
    #[must_use]
    pub fn of(
        resolved: &Resolved<'_>,
        facts: &Facts<'_>,
        candidates: &[&Candidate],
        catalogs: &Catalogs,
    ) -> Self {
        if !facts.component.is_built() {
            return Self::default();
        }
        let case = Case::new(resolved, facts, candidates);
        let card = score::score(&case);
        let verdict = verdict::verdict(&case, &card);
        let splits = verdict == Verdict::Split;
        let forecasts = Forecasts::of(resolved, facts, candidates, &card, catalogs);
        Self {
            acceptability: forecasts.acceptability(),
            flips: flips::flips(&case, &card),
            either: verdict == Verdict::Either,
            split: splits.then(|| split_turns::sentences(&case)),
            existing: existing::drawn(&case, &card, verdict, catalogs),
            payback: if splits { None } else { payback::payback(&case, &card) },
        }
    }

    /// `Go first in 81 of 100 sampled assumptions`, or how often a split pays where that is the verdict;
    /// none where nothing competes.
    #[must_use]
    pub fn sentence(&self, name_of: impl Fn(&LanguageId) -> String) -> Option<String> {
        if self.split.is_some() {
            let share = acceptability::in_words(self.acceptability.splits);
            return Some(format!("A split pays in {share}"));
        }
        let leader = self.flips.leader.as_ref()?;
        let share = self.acceptability.of_language(leader);
        Some(format!("{} first in {}", name_of(leader), acceptability::in_words(share)))
    }

    /// The leader at the head of a flip: `Go`, or `Go, a little ahead,` where either does.
    fn leader(&self, name_of: impl Fn(&LanguageId) -> String) -> Option<String> {
        let name = name_of(self.flips.leader.as_ref()?);
        Some(if self.either { format!("{name}, a little ahead,") } else { name })
    }

    /// The flip points in words, the lever that sways the advice most first: `Go until peak load
    /// falls below 140 req/s, then Python`.
    #[must_use]
    pub fn flip_sentences(&self, name_of: impl Fn(&LanguageId) -> String + Copy) -> Vec<String> {
        if let Some(turns) = &self.split {
            return turns.clone();
        }
        let Some(leader) = self.leader(name_of) else { return Vec::new() };
        let all = self.flips.swings.iter().flat_map(|swing| swing.sentences(name_of));
        all.map(|flip| format!("{leader} {flip}")).collect()
    }

    /// The flip point to tell where there is room for one: the first of a number, which people can
    /// find out, else the first of a weight.
    #[must_use]
    pub fn first_flip(&self, name_of: impl Fn(&LanguageId) -> String + Copy) -> Option<String> {
        if let Some(turns) = &self.split {
            return turns.first().cloned();
        }
        let leader = self.leader(name_of)?;
        let of = |number: bool| {
            let alike = move |swing: &&Swing| matches!(swing.lever, Lever::Input(_)) == number;
            self.flips.swings.iter().filter(alike).flat_map(|swing| swing.sentences(name_of)).next()
        };
        of(true).or_else(|| of(false)).map(|flip| format!("{leader} {flip}"))
    }
}

/// The confidence in the advice on every component, by id.
#[must_use]
pub fn of_plan(resolved: &Resolved<'_>) -> BTreeMap<ComponentId, Confidence> {
    let candidates = resolved.catalog.compared(&resolved.plan.candidates);
    let catalogs = Catalogs::told(resolved);
    let of = |facts: &Facts<'_>| {
        (facts.component.id.clone(), Confidence::of(resolved, facts, &candidates, &catalogs))
    };
    super::for_each_component(resolved, of).into_iter().collect()
}
