//! What a remedy is held against: the language that would be brought in, with all it costs.

use std::collections::BTreeSet;

use super::super::case::{Case, Contender};
use super::super::score::Scorecard;
use super::super::split;
use super::super::verdict::Verdict;
use crate::forecast::kernel;
use crate::forecast::totals;
use crate::forecast::{Point, Stack};
use crate::model::{LanguageId, Skill};

/// Those of the languages compared that the team has: decided for other components, known to those
/// who maintain this one, or of the code around it.
pub(in crate::advice) fn home(case: &Case<'_>) -> BTreeSet<LanguageId> {
    let facts = case.facts;
    let decisions = &case.resolved.plan.decisions;
    let is_home = |language: &&LanguageId| {
        facts.skill(language) >= Some(Skill::Working)
            || facts.component.traits.estate.contains(*language)
            || facts.component.traits.code_is_in(language)
            // The first one that is found will do: plans are long, and each component asks.
            || decisions.iter().any(|(id, of)| of.language == **language && *id != facts.component.id)
    };
    let compared = case.contenders.iter().map(|contender| &contender.language.id);
    compared.filter(is_home).cloned().collect()
}

/// The language that would be brought in.
pub(super) struct Rival<'a> {
    /// That language.
    pub language: &'a LanguageId,
    /// Its place among the contenders, where it leads alone; none where the advice is a split.
    pub contender: Option<usize>,
    /// Everything over the horizon, with a second toolchain and links across languages, in the
    /// plan's currency.
    pub cost: f64,
}

impl<'a> Rival<'a> {
    /// What the contender at `place` is held against; none where the advice brings in no language
    /// that the team has not.
    pub fn of(
        case: &'a Case<'_>,
        card: &Scorecard,
        verdict: Verdict,
        place: usize,
        home: &BTreeSet<LanguageId>,
    ) -> Option<Self> {
        let own = case.contenders.get(place)?;
        if verdict == Verdict::Split {
            return Self::other_half(case, card, own, home);
        }
        // Where either does, the team's own language is taken as it is.
        if verdict != Verdict::Language {
            return None;
        }
        let leader = card.leader?;
        let other = case.contenders.get(leader)?;
        let decided = case.resolved.plan.decisions.get(&case.facts.component.id);
        let decided_here = decided.is_some_and(|decision| decision.language == own.language.id);
        let brought_in = !home.contains(&other.language.id) || decided_here;
        if other.language.id == own.language.id || !brought_in {
            return None;
        }
        let weeks = further_weeks(case, own, &other.language.id, home, 0.0);
        let cost = other.totals.cost() + weeks * case.shared().weekly_cost;
        Some(Self { language: &other.language.id, contender: Some(leader), cost })
    }

    /// The half of a split that the team's language does not serve. The split is taken at its best:
    /// each class of work at the faster half's speed, built in the time of one language.
    fn other_half(
        case: &'a Case<'_>,
        card: &Scorecard,
        own: &Contender<'_>,
        home: &BTreeSet<LanguageId>,
    ) -> Option<Self> {
        let split = split::split(case, card)?;
        let half =
            |id: &crate::model::CandidateId| case.contenders.iter().find(|c| c.candidate.id == *id);
        let (service, data) = (half(&split.service)?, half(&split.data)?);
        let other = if own.candidate.id == data.candidate.id {
            service
        } else if own.candidate.id == service.candidate.id {
            data
        } else {
            return None;
        };
        if home.contains(&other.language.id) {
            return None;
        }
        let stack = |c: &Contender<'_>| totals::stack(c.candidate, c.language, Point::Typical);
        let (mine, theirs) = (stack(own), stack(other));
        let both = Stack {
            interpreted: mine.interpreted.max(theirs.interpreted),
            accelerated: mine.accelerated.max(theirs.accelerated),
            native: mine.native.max(theirs.native),
            ..mine
        };
        let estimate = kernel::estimate(&case.draw, &both);
        let shared = case.shared();
        let whole = totals::combine(case.facts, &estimate, &own.delivery, shared, Point::Typical);
        let weeks = further_weeks(case, own, &other.language.id, home, 1.0);
        let cost = whole.cost() + weeks * shared.weekly_cost;
        Some(Self { language: &other.language.id, contender: None, cost })
    }
}

/// Person-weeks that bringing in `other` costs beside building: a toolchain, unless the team has
/// it, and the links to components decided in the one language less those in the other; `inner`
/// more links inside a split.
fn further_weeks(
    case: &Case<'_>,
    own: &Contender<'_>,
    other: &LanguageId,
    home: &BTreeSet<LanguageId>,
    inner: f64,
) -> f64 {
    let plan = case.resolved.plan;
    let id = &case.facts.component.id;
    let crossing = |link: &crate::model::Link| {
        let end = match (link.from == *id, link.to == *id) {
            (true, false) => &link.to,
            (false, true) => &link.from,
            _ => return 0.0,
        };
        match plan.decisions.get(end).map(|decision| &decision.language) {
            Some(language) if *language == own.language.id => 1.0,
            Some(language) if language == other => -1.0,
            _ => 0.0,
        }
    };
    let crossings: f64 = case.resolved.links_of(id).map(crossing).sum();
    let toolchain = if home.contains(other) { 0.0 } else { 1.0 };
    let constant = |name| case.resolved.catalog.constant(name, 0.0);
    toolchain * constant("second_toolchain") + (crossings + inner) * constant("boundary_weeks")
}
