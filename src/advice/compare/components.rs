//! Components of two sides, matched by their ids.

use std::collections::BTreeSet;

use super::{Pair, Side};
use crate::advice::{self, Choice};
use crate::forecast::sample::Catalogs;
use crate::forecast::{Assignment, Measure, Outlook, Totals, difference::Outcome, outlook, prices};
use crate::model::{CandidateId, ComponentId, LanguageId};
use crate::words;

words! {
    /// On which sides a component is.
    Presence {
        /// On both.
        Both = "both", "on both sides";
        /// On the left alone.
        Removed = "removed", "only on the left";
        /// On the right alone.
        Added = "added", "only on the right";
    }
}

/// One component on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct ComponentRow {
    /// Its id.
    pub id: ComponentId,
    /// Its name, that on the right where both have one.
    pub name: String,
    /// On which sides it is.
    pub presence: Presence,
    /// What it has on the left.
    pub left: SideOfComponent,
    /// What it has on the right.
    pub right: SideOfComponent,
}

/// What a component has on one side; nothing where it is missing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SideOfComponent {
    /// Its candidate.
    pub candidate: Option<CandidateId>,
    /// The language that is decided, where the catalog has no figures for it and the candidate counts
    /// in its place.
    pub stands_for: Option<LanguageId>,
    /// The language that advice puts first.
    pub advised: Option<LanguageId>,
    /// What it comes to, if it is built.
    pub outcome: Option<Outcome>,
    /// What is paid for it, if it is not built and has a price on either side.
    pub bought: Option<Outlook>,
}

impl SideOfComponent {
    /// One of its numbers; none where there is none.
    fn number(&self, measure: Measure) -> Option<f64> {
        let bought = self.bought.filter(|_| measure != Measure::Weeks);
        let value = self.outcome.map(|outcome| outcome.measure(measure));
        value.or(bought.map(|of| of.measure(measure))).filter(|value| !value.is_nan())
    }
}

impl ComponentRow {
    /// One of its numbers on both sides.
    #[must_use]
    pub fn pair(&self, measure: Measure) -> Pair {
        Pair { left: self.left.number(measure), right: self.right.number(measure) }
    }

    /// Whether advice puts another language first on the right than on the left.
    #[must_use]
    pub fn advice_changes(&self) -> bool {
        self.presence == Presence::Both && self.left.advised != self.right.advised
    }

    /// Whether it has another candidate on the right than on the left.
    #[must_use]
    pub fn candidate_changes(&self) -> bool {
        self.presence == Presence::Both && self.left.candidate != self.right.candidate
    }
}

pub(super) fn rows(left: &Side<'_>, right: &Side<'_>) -> Vec<ComponentRow> {
    let components = |side: &Side<'_>| side.resolved.plan.components.clone();
    let (on_left, on_right) = (components(left), components(right));
    let advised = [left, right].map(|side| advice::advised(&side.resolved));
    let catalogs = [left, right].map(|side| Catalogs::told(&side.resolved));
    let ids: BTreeSet<&ComponentId> = on_left.keys().chain(on_right.keys()).collect();
    let row = |id: &ComponentId| {
        let both = [on_left.get(id), on_right.get(id)];
        let presence = match both {
            [_, None] => Presence::Removed,
            [None, _] => Presence::Added,
            _ => Presence::Both,
        };
        let built = both.iter().flatten().any(|component| component.is_built());
        let facts = [left, right].map(|side| side.resolved.facts(id));
        let priced = facts.iter().flatten().any(|facts| prices::costs(facts));
        let name = both[1].or(both[0])?.name.clone();
        (built || priced || presence != Presence::Both).then(|| ComponentRow {
            id: id.clone(),
            name,
            presence,
            left: side(left, &advised[0], &catalogs[0], (id, priced)),
            right: side(right, &advised[1], &catalogs[1], (id, priced)),
        })
    };
    ids.into_iter().filter_map(row).collect()
}

fn side(
    side: &Side<'_>,
    advised: &Assignment,
    catalogs: &Catalogs,
    (id, priced): (&ComponentId, bool),
) -> SideOfComponent {
    let resolved = &side.resolved;
    let unbuilt = resolved.facts(id).filter(|facts| priced && !facts.component.is_built());
    let bought = unbuilt.map(|facts| {
        // What has no price counts as nothing in the totals.
        let nothing = || Outlook::of(&[], &Totals::default());
        outlook::of_bought(resolved, facts, catalogs).unwrap_or_else(nothing)
    });
    let candidate_of = |assignment: &Assignment| {
        assignment.get(id).and_then(|candidate| resolved.catalog.candidates.get(candidate))
    };
    let candidate = candidate_of(&side.assignment);
    let outcome = resolved
        .facts(id)
        .zip(candidate)
        .and_then(|(facts, of)| Outcome::of(resolved, facts, &[of], catalogs).pop().flatten());
    let decided = resolved.plan.decisions.get(id).map(|decision| &decision.language);
    let stands_for = decided.filter(|language| {
        side.choice == Choice::Decided && !resolved.catalog.has_figures(language)
    });
    SideOfComponent {
        stands_for: stands_for.cloned(),
        candidate: candidate.map(|candidate| candidate.id.clone()),
        advised: candidate_of(advised).map(|candidate| candidate.language.clone()),
        outcome,
        bought,
    }
}
