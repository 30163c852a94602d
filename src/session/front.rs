//! Languages for the whole plan, as its dialog shows them; a choice is applied as one step.

use super::jobs::Progress;
use super::{Command, Session};
use crate::advice::front::{Choice, front_while};
use crate::advice::standing::{self, Reconciled};
use crate::advice::{self, Front, either};
use crate::base::Unit;
use crate::forecast::{Assignment, Resolved};
use crate::model::{ComponentId, Edit};

/// A front with the words that the dialog shows.
#[derive(Debug)]
pub struct Found {
    /// The front.
    pub front: Front,
    /// Members worth a choice, cheapest first, with their languages: `8 × Go, 3 × Python`.
    pub choices: Vec<(Choice, String)>,
    /// What is decided, else advised; without what was decided on a language without figures, which no
    /// choice leaves as it is.
    pub now: Assignment,
    /// What the advised assignment costs more than the cheapest single language, and buys.
    pub held: Option<Reconciled>,
    /// Which language counts where either does, and why.
    pub taken: Option<String>,
    /// What tells each choice apart from others with the same words, in their order; empty where
    /// the words do.
    pub apart: Vec<String>,
    /// How many targets each choice misses, in words, in their order; none without targets.
    pub targets: Vec<Option<String>>,
    /// How many targets each choice misses, in their order.
    pub missed: Vec<usize>,
}

impl Found {
    pub(super) fn of(resolved: &Resolved<'_>, progress: &Progress) -> Self {
        let front = front_while(resolved, |share| progress.goes_on(share));
        let choices = front.worthwhile().into_iter().cloned();
        let choices: Vec<(Choice, String)> =
            choices.map(|choice| (choice.clone(), choice.in_words(resolved))).collect();
        let misses: Vec<Vec<ComponentId>> =
            choices.iter().map(|(choice, _)| choice.misses()).collect();
        let targets = misses.iter().map(|missed| standing::targets_in_words(resolved, missed));
        Self {
            apart: told_apart(resolved, &choices),
            targets: targets.collect(),
            missed: misses.iter().map(Vec::len).collect(),
            choices,
            now: advice::decided(resolved),
            held: standing::reconcile(resolved, &standing::standings(resolved)),
            taken: either::sentence(resolved, &either::taken(resolved, &advice::of_plan(resolved))),
            front,
        }
    }
}

/// For each choice whose words others have too: the components in which it differs from them, with
/// what they are built in.
fn told_apart(resolved: &Resolved<'_>, choices: &[(Choice, String)]) -> Vec<String> {
    const MOST: usize = 2;
    let apart = |(choice, words): &(Choice, String)| {
        let alike: Vec<&Choice> =
            choices.iter().filter(|(_, of)| of == words).map(|(of, _)| of).collect();
        let differs = |id: &ComponentId| {
            alike.iter().any(|of| of.assignment.get(id) != choice.assignment.get(id))
        };
        let told = choice.assignment.iter().filter(|(id, _)| differs(id)).take(MOST);
        let told = told.filter_map(|(id, candidate)| {
            let component = resolved.plan.components.get(id)?;
            let candidate = resolved.catalog.candidates.get(candidate)?;
            Some(format!("{}: {}", component.name, candidate.name))
        });
        told.collect::<Vec<_>>().join(", ")
    };
    choices.iter().map(apart).collect()
}

impl Found {
    /// Whether any component has a target that somebody gave.
    #[must_use]
    pub fn has_targets(&self) -> bool {
        self.targets.iter().any(Option::is_some)
    }

    /// The choice to begin with: the cheapest of those that miss the fewest targets.
    #[must_use]
    pub fn first(&self) -> usize {
        let least = self.missed.iter().min();
        self.missed.iter().position(|missed| Some(missed) == least).unwrap_or(0)
    }
}

impl Session {
    /// The command that decides every component as a choice says where it is decided or advised
    /// otherwise, as one step.
    #[must_use]
    pub fn apply_choice(&self, choice: &Choice, words: &str, now: &Assignment) -> Command {
        let reason = format!(
            "Chosen for the whole plan ({words}): {} in all, {} to deliver, slowest flow {}.",
            Unit::Money.readable(choice.cost),
            Unit::Weeks.readable(choice.weeks),
            Unit::Ms.readable(choice.p99_ms)
        );
        let catalog = self.catalog();
        let edits = choice.changes(now).into_iter().filter_map(|(id, _, to)| {
            let candidate = catalog.candidates.get(to)?;
            let language = candidate.language.clone();
            Some(self.decision(id, language, Some(to.clone()), &reason))
        });
        let label = format!("Decide the languages of the plan: {words}");
        Command::Edit { label, edit: Edit::Many(edits.collect()) }
    }
}
