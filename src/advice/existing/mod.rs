//! What to do with code that does the work of a component today: keep it, tune it, move its hot part,
//! replace it step by step, or write it anew at once.
//!
//! Each way is a row of steps. A step takes work and time, in which the code before it runs and is
//! maintained, and leaves the component in a state with a bill, a p99 and upkeep of its
//! own. What a way costs is added up over the horizon from that (`money`), so that what pays late pays
//! less, and what stopping after each step would cost. All figures are at the medians of the inputs; how far
//! they can be trusted is told over the sampled assumptions ([`Drawn`]). Parts
//! of the code that are moved take shares of its CPU time that are judged
//! (`hot_work` and `hot_cpu` of the catalog, after D. Knuth, An empirical study of FORTRAN programs, 1971,
//! where less than 4 % of a program took more than half of its time).

mod drawn;
mod money;
mod sentence;
mod state;
mod steps;

use super::case::{Case, Contender};
use super::overrule;
use super::remedies::{self, Offer};
use super::score::Scorecard;
use super::verdict::Verdict;
use crate::forecast::sample::Catalogs;
use crate::model::{CandidateId, LanguageId};
use crate::words;

words! {
    /// A way to go on with code that exists.
    Way {
        /// As it is.
        Keep = "keep", "keep it";
        /// With a remedy, in its language.
        Tune = "tune", "tune it";
        /// Its hot part in another language, for good.
        Extract = "extract", "move its hot part";
        /// All of it in another language, a part at a time, while it runs.
        StepByStep = "step-by-step", "replace it step by step";
        /// All of it in another language before any of it runs.
        AtOnce = "at-once", "write it anew at once";
    }
}

pub use drawn::{Drawn, WayDrawn};

/// What the figures of ways and steps are.
pub const HOW: &str = "At the medians of the inputs, with learning, and with the old code running and maintained until a step is done. Which part is hot and what moving adds are judged (Knuth 1971).";

/// Code that exists, and the ways to go on with it.
#[derive(Clone, Debug, PartialEq)]
pub struct ExistingCode {
    /// The language that it is written in.
    pub language: LanguageId,
    /// The language that it would be replaced in: the best other one that fits.
    pub other: LanguageId,
    /// The candidates of both.
    pub candidates: [CandidateId; 2],
    /// Id of the remedy with which it would be tuned, where one is offered.
    pub remedy: Option<String>,
    /// The ways that are open, in the order of [`Way`].
    pub ways: Vec<WayOn>,
    /// The place among them of the one that is advised.
    pub best: usize,
    /// What is advised, as a sentence fit to read aloud.
    pub sentence: String,
}

impl ExistingCode {
    /// The way that is advised.
    #[must_use]
    pub fn advised(&self) -> &WayOn {
        &self.ways[self.best]
    }

    /// What is advised, and how firm that is where the ways were drawn.
    #[must_use]
    pub fn told(&self, drawn: Option<&Drawn>) -> String {
        let firm = drawn.map_or_else(String::new, |of| format!(" {}", of.sentence));
        format!("{}{firm}", self.sentence)
    }
}

/// One way with what it comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct WayOn {
    /// Which it is.
    pub way: Way,
    /// Work of all its steps with learning, person-weeks.
    pub work: f64,
    /// What that costs.
    pub build: f64,
    /// Weeks until its last step is done.
    pub weeks: f64,
    /// Running for a month at today's peak after the last step.
    pub monthly: f64,
    /// Everything over the horizon, with running and maintaining what is there until a step is done.
    pub cost: f64,
    /// 99th percentile of the component alone after the last step, ms.
    pub p99_ms: f64,
    /// Whether that meets a target that somebody gave; none without one.
    pub meets_target: Option<bool>,
    /// Its steps, none of which is only kept.
    pub steps: Vec<Step>,
}

impl WayOn {
    /// After how many steps it is cheapest to stop over the horizon: all of them, where that is so.
    #[must_use]
    pub fn stop_after(&self) -> usize {
        let cost = |at: &usize| self.steps[*at].cost_if_last;
        let places = (0..self.steps.len()).rev();
        places.min_by(|a, b| cost(a).total_cmp(&cost(b))).map_or(0, |at| at + 1)
    }
}

/// One step of a way.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What is done.
    pub what: String,
    /// What can go wrong, and what there is to go back to.
    pub risk: &'static str,
    /// Its work with learning, person-weeks.
    pub work: f64,
    /// What that costs.
    pub build: f64,
    /// Weeks that it takes.
    pub weeks: f64,
    /// Running for a month at today's peak after it.
    pub monthly: f64,
    /// Everything over the horizon if it is the last.
    pub cost_if_last: f64,
}

/// The ways to go on with the code of a component; none where there is none, where the catalog has no
/// figures for its language, or no other language fits.
#[must_use]
pub(super) fn of(
    case: &Case<'_>,
    card: &Scorecard,
    verdict: Verdict,
    remedies: &[Offer],
) -> Option<ExistingCode> {
    let exists_in = case.facts.component.traits.exists_in.as_ref()?;
    let known = ranked(case, card, |language| language == exists_in);
    let apart = case.resolved.catalog.candidate_of(exists_in).filter(|_| known.is_none());
    let apart = apart.map(|candidate| Case::new(case.resolved, case.facts, &[candidate]));
    let (own, is_gated) = match (&known, &apart) {
        (Some((own, is_gated)), _) => (*own, *is_gated),
        (None, Some(apart)) => (apart.contenders.first()?, false),
        (None, None) => return None,
    };
    let (other, _) = ranked(case, card, |language| language != exists_in).filter(|of| !of.1)?;
    let offer = remedies.iter().find(|offer| offer.language == *exists_in);
    let sites = steps::Site { case, own, other };
    let mut ways = sites.ways(offer);
    if is_gated {
        ways.retain(|of| matches!(of.way, Way::StepByStep | Way::AtOnce));
    }
    let leader = card.leader.and_then(|at| case.contenders.get(at))?;
    let stays = leader.language.id == *exists_in || verdict == Verdict::Either && !is_gated;
    let best = best(&ways, stays)?;
    let sentence = sentence::of(&sites, &ways, best);
    Some(ExistingCode {
        language: exists_in.clone(),
        other: other.language.id.clone(),
        candidates: [own, other].map(|of| of.candidate.id.clone()),
        remedy: offer.map(|of| of.remedy.clone()),
        ways,
        best,
        sentence,
    })
}

/// The ways to go on with the code of a component over the sampled assumptions; none where there is none.
#[must_use]
pub(super) fn drawn(
    case: &Case<'_>,
    card: &Scorecard,
    verdict: Verdict,
    catalogs: &Catalogs,
) -> Option<Drawn> {
    case.facts.component.traits.exists_in.as_ref().filter(|_| verdict != Verdict::NoFit)?;
    let overrule = overrule::overrule(case, card, verdict);
    let remedies = remedies::offers(case, card, verdict, overrule.as_ref());
    let existing = of(case, card, verdict, &remedies)?;
    drawn::of(case.resolved, case.facts, &existing, catalogs)
}

/// The best contender in a language, and whether it is out of the question.
fn ranked<'a, 'b>(
    case: &'b Case<'a>,
    card: &Scorecard,
    wanted: impl Fn(&LanguageId) -> bool,
) -> Option<(&'b Contender<'a>, bool)> {
    card.ranking.iter().find_map(|score| {
        let contender = case.contenders.get(score.contender)?;
        wanted(&contender.language.id).then(|| (contender, score.gate.is_some()))
    })
}

/// Share of what keeping the code costs below which a way that keeps its language is taken instead: what
/// saves less is left as it is.
const WORTH: f64 = 0.9;

/// The place of the way to take. Where the language of the code stays, that is keeping it, unless tuning it
/// or moving its hot part saves clearly; else it is the cheapest over the horizon of those that change
/// something and keep the target, if any does. What is large is not written anew at once: nothing of it is
/// of use before all is done.
fn best(ways: &[WayOn], stays: bool) -> Option<usize> {
    let place = |way: Way| ways.iter().position(|of| of.way == way);
    let cheapest = |a: &usize, b: &usize| ways[*a].cost.total_cmp(&ways[*b].cost);
    if let Some(keep) = place(Way::Keep).filter(|_| stays) {
        let small = [Way::Tune, Way::Extract].into_iter().filter_map(place);
        let saves = small.filter(|at| ways[*at].cost < WORTH * ways[keep].cost);
        return Some(saves.min_by(cheapest).unwrap_or(keep));
    }
    let slowly = place(Way::StepByStep);
    let changes = |at: &usize| match ways[*at].way {
        Way::Keep => false,
        Way::AtOnce => slowly.is_none(),
        _ => true,
    };
    let all: Vec<usize> = (0..ways.len()).filter(changes).collect();
    let keeps = |at: &&usize| ways[**at].meets_target != Some(false);
    let kept: Vec<usize> = all.iter().filter(keeps).copied().collect();
    let open = if kept.is_empty() { all } else { kept };
    open.into_iter().min_by(cheapest)
}
