//! Two sides of the plan held against each other, as their dialog shows them: scenarios and
//! assignments that are chosen there.

use std::path::PathBuf;

use super::outcome::Outcome;
use super::{Dialog, Session};
use crate::advice::Choice;
use crate::advice::compare::{Comparison, Side, compare};
use crate::catalog::Catalog;
use crate::charts::comparison;
use crate::exchange::csv_comparison;
use crate::files::store;
use crate::forecast::{Resolved, sample};
use crate::model::{Plan, ScenarioId};

/// What one side of a comparison is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideChoice {
    /// Its scenario; none is the plan as it stands, and so is one that the plan no longer has.
    pub scenario: Option<ScenarioId>,
    /// Its candidates.
    pub choice: Choice,
}

impl SideChoice {
    /// The side itself.
    #[must_use]
    pub fn side<'a>(&self, plan: &'a Plan, catalog: &'a Catalog) -> Side<'a> {
        let scenario = self.scenario.as_ref().and_then(|id| plan.scenarios.get(id));
        Side::new(&plan.name, Resolved::new(plan, catalog, scenario), self.choice.clone())
    }
}

/// Which sides of the plan are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompareChoice {
    /// The left side.
    pub left: SideChoice,
    /// The right side.
    pub right: SideChoice,
}

impl CompareChoice {
    fn sides<'a>(&self, plan: &'a Plan, catalog: &'a Catalog) -> [Side<'a>; 2] {
        [&self.left, &self.right].map(|of| of.side(plan, catalog))
    }
}

/// A comparison with the words that its dialog shows.
#[derive(Debug)]
pub struct Compared {
    /// The comparison; where both sides come to the same, why, and what to choose.
    pub comparison: Result<Comparison, String>,
    /// What the right side costs more or less, and how sure that is.
    pub takeaway: String,
    /// What has to be said of a side that cannot be built as it is.
    pub caveats: Vec<String>,
}

impl Compared {
    pub(super) fn of(plan: &Plan, catalog: &Catalog, choice: &CompareChoice) -> Self {
        let [left, right] = choice.sides(plan, catalog);
        let caveat = |side: &Side<'_>| side.choice.caveat(&side.resolved);
        let mut caveats: Vec<String> = [&left, &right].into_iter().filter_map(caveat).collect();
        caveats.dedup();
        if left.is_same(&right) {
            return Self { comparison: Err(same(&left, &right)), takeaway: String::new(), caveats };
        }
        let found = compare(&left, &right, sample::DRAWS);
        Self { takeaway: comparison::takeaway(&found), caveats, comparison: Ok(found) }
    }
}

/// Why there is nothing to compare, and what to choose.
fn same(left: &Side<'_>, right: &Side<'_>) -> String {
    let why = match (&left.choice, &right.choice) {
        (left, right) if left == right => "Both sides are the same.",
        (Choice::Advised, Choice::Decided) | (Choice::Decided, Choice::Advised) => {
            "Nothing is decided otherwise than advised, so both sides are the same."
        }
        _ => "Both sides come to the same language and stack for every component.",
    };
    let choose = if left.resolved.plan.scenarios.is_empty() {
        "add a scenario, or choose other languages for one side"
    } else {
        "choose another scenario or other languages for one side"
    };
    format!("{why} To compare, {choose}.")
}

impl Session {
    /// Compares what is likeliest to be asked: the plan with the scenario that is looked at, or with
    /// its first one, or what is advised with what is decided.
    pub(super) fn ask_compare(&mut self) {
        let side = |scenario: Option<ScenarioId>| SideChoice { scenario, choice: Choice::Decided };
        let scenario = self.scenario.clone();
        let scenario = scenario.or_else(|| self.plan().scenarios.keys().next().cloned());
        let left = match scenario {
            Some(_) => side(None),
            None => SideChoice { scenario: None, choice: Choice::Advised },
        };
        self.show(Dialog::Compare(Box::new(CompareChoice { left, right: side(scenario) })));
    }

    /// What a side can have: as advised, as decided, or all in one of the candidates that the plan
    /// compares; with what each is called.
    #[must_use]
    pub fn assignments_to_compare(&self) -> Vec<(Choice, String)> {
        let all = self.catalog().compared(&self.plan().candidates);
        let all = all.into_iter().map(|candidate| Choice::All(candidate.id.clone()));
        let choices = [Choice::Advised, Choice::Decided].into_iter().chain(all);
        choices.map(|choice| (choice.clone(), choice.label(self.catalog()))).collect()
    }

    /// The file name that is offered for the table of a comparison.
    #[must_use]
    pub fn comparison_name(&self) -> String {
        format!("{}-comparison.csv", self.stem())
    }

    /// Writes the table of a comparison as CSV.
    pub(super) fn save_comparison(&mut self, path: PathBuf, choice: CompareChoice) {
        let (plan, catalog) = (self.plan().clone(), self.catalog());
        self.jobs.start("Writing the comparison", true, move |_| {
            let [left, right] = choice.sides(&plan, catalog);
            let text = csv_comparison::write(&compare(&left, &right, sample::DRAWS));
            let written = store::write(&path, text.as_bytes()).map(|()| None);
            Outcome::Exported(path, written)
        });
    }
}
