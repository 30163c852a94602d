//! Two sides held against each other, as their dialog shows them: scenarios, assignments and saved
//! plans that are chosen there.

use std::path::PathBuf;
use std::sync::Arc;

use super::outcome::{Outcome, Read};
use super::save::name_of;
use super::{Dialog, Notice, Session};
use crate::advice::Choice;
use crate::advice::compare::{Comparison, Side, compare, notes};
use crate::catalog::Catalog;
use crate::charts::comparison;
use crate::exchange::csv_comparison;
use crate::files::{self, EXTENSION, Stamp, store};
use crate::forecast::{Resolved, sample};
use crate::model::{Plan, ScenarioId};

/// One of two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SideName {
    /// The left one.
    Left,
    /// The right one.
    Right,
}

impl SideName {
    /// Its name for people, lower case.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
        }
    }
}

/// A saved plan, as it was when it was read. Two are the same if they were read from the same file
/// while it held the same.
#[derive(Debug)]
pub struct SavedPlan {
    /// Its file.
    pub path: PathBuf,
    /// What the file held.
    pub stamp: Stamp,
    /// The plan.
    pub plan: Plan,
}

impl PartialEq for SavedPlan {
    fn eq(&self, other: &Self) -> bool {
        (&self.path, self.stamp) == (&other.path, other.stamp)
    }
}

impl SavedPlan {
    /// The name of its file without the ending.
    #[must_use]
    pub fn file_name(&self) -> String {
        name_of(&self.path).trim_end_matches(EXTENSION).to_owned()
    }
}

/// What one side of a comparison is.
#[derive(Clone, Debug, PartialEq)]
pub struct SideChoice {
    /// The saved plan that it is made of; none is the plan in the window.
    pub saved: Option<Arc<SavedPlan>>,
    /// Its scenario; none is the plan as it stands, and so is one that the plan no longer has.
    pub scenario: Option<ScenarioId>,
    /// Its candidates.
    pub choice: Choice,
}

impl SideChoice {
    /// Its plan, where `window` is the one in the window.
    #[must_use]
    pub fn plan<'a>(&'a self, window: &'a Plan) -> &'a Plan {
        self.saved.as_ref().map_or(window, |saved| &saved.plan)
    }

    fn side<'a>(&'a self, name: &str, window: &'a Plan, catalog: &'a Catalog) -> Side<'a> {
        let plan = self.plan(window);
        let scenario = self.scenario.as_ref().and_then(|id| plan.scenarios.get(id));
        Side::new(name, Resolved::new(plan, catalog, scenario), self.choice.clone())
    }
}

/// Which sides are compared.
#[derive(Clone, Debug, PartialEq)]
pub struct CompareChoice {
    /// The left side.
    pub left: SideChoice,
    /// The right side.
    pub right: SideChoice,
}

impl CompareChoice {
    /// One of the sides.
    pub const fn of(&mut self, side: SideName) -> &mut SideChoice {
        match side {
            SideName::Left => &mut self.left,
            SideName::Right => &mut self.right,
        }
    }

    fn sides<'a>(&'a self, window: &'a Plan, catalog: &'a Catalog) -> [Side<'a>; 2] {
        let [left, right] = self.names(window);
        [self.left.side(&left, window, catalog), self.right.side(&right, window, catalog)]
    }

    /// Names of both plans; those of their files where the plans are called alike.
    fn names(&self, window: &Plan) -> [String; 2] {
        let sides = [&self.left, &self.right];
        let names = sides.map(|side| side.plan(window).name.clone());
        if self.left.saved == self.right.saved || names[0] != names[1] {
            return names;
        }
        sides.map(|side| match &side.saved {
            Some(saved) => format!("{} (saved)", saved.file_name()),
            None => format!("{} (in the window)", window.name),
        })
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
    /// What has to be known to read the totals.
    pub notes: Vec<String>,
}

impl Compared {
    pub(super) fn of(plan: &Plan, catalog: &Catalog, choice: &CompareChoice) -> Self {
        let [left, right] = choice.sides(plan, catalog);
        let caveat = |side: &Side<'_>| side.choice.caveat(&side.resolved);
        let mut caveats: Vec<String> = [&left, &right].into_iter().filter_map(caveat).collect();
        caveats.dedup();
        if left.is_same(&right) {
            return Self {
                comparison: Err(same(&left, &right)),
                takeaway: String::new(),
                caveats,
                notes: Vec::new(),
            };
        }
        let found = compare(&left, &right, sample::DRAWS);
        let notes = notes(&left, &right);
        Self { takeaway: comparison::takeaway(&found), caveats, notes, comparison: Ok(found) }
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
        "add a scenario, or choose a saved plan or other languages for one side"
    } else {
        "choose another scenario, a saved plan or other languages for one side"
    };
    format!("{why} To compare, {choose}.")
}

impl Session {
    /// Compares what is likeliest to be asked: the plan with the scenario that is looked at, or with
    /// its first one, or what is advised with what is decided.
    pub(super) fn ask_compare(&mut self) {
        let side = |scenario: Option<ScenarioId>| SideChoice {
            saved: None,
            scenario,
            choice: Choice::Decided,
        };
        let scenario = self.scenario.clone();
        let scenario = scenario.or_else(|| self.plan().scenarios.keys().next().cloned());
        let left = match scenario {
            Some(_) => side(None),
            None => SideChoice { choice: Choice::Advised, ..side(None) },
        };
        self.show(Dialog::Compare(Box::new(CompareChoice { left, right: side(scenario) })));
    }

    /// Looks at the plan under a scenario. A comparison that is shown and has the same on both sides
    /// waited for one.
    pub(super) fn set_scenario(&mut self, scenario: Option<ScenarioId>) {
        self.scenario = scenario.filter(|id| self.plan().scenarios.contains_key(id));
        for dialog in &mut self.dialogs {
            match dialog {
                Dialog::Compare(choice) if choice.left == choice.right => {
                    choice.right.scenario.clone_from(&self.scenario);
                }
                _ => {}
            }
        }
    }

    /// Reads a saved plan for one side of the comparison that is shown.
    pub(super) fn compare_with(&mut self, side: SideName, path: PathBuf) {
        let path = std::path::absolute(&path).unwrap_or(path);
        self.jobs.start(&format!("Reading {}", name_of(&path)), true, move |_| {
            let read = files::load_stamped(&path).map(|(loaded, stamp)| Read { loaded, stamp });
            Outcome::ReadToCompare(side, path, Box::new(read))
        });
    }

    /// Takes in a saved plan for one side, if the comparison is still shown.
    pub(super) fn read_to_compare(
        &mut self,
        side: SideName,
        path: PathBuf,
        read: Result<Read, files::LoadError>,
    ) {
        let shown = self.dialogs.iter_mut().find_map(|dialog| match dialog {
            Dialog::Compare(choice) => Some(choice),
            _ => None,
        });
        let Some(choice) = shown else { return };
        let other = read.as_ref().ok().map(|read| &read.loaded.plan);
        let refused = other.and_then(|plan| self.document.plan.in_one_currency(plan).err());
        if let Some(why) = refused {
            let text = format!("{} cannot be compared: {why}", name_of(&path));
            self.notices.push(Notice::failed(text));
            return;
        }
        match read {
            Ok(Read { loaded, stamp }) => {
                let repairs = loaded.repairs.len();
                if repairs > 0 {
                    let text = format!(
                        "{} was compared as it can be read; `polyplan check` lists what cannot",
                        name_of(&path)
                    );
                    self.notices.push(Notice::warning(text));
                }
                choice.of(side).saved =
                    Some(Arc::new(SavedPlan { path, stamp, plan: loaded.plan }));
            }
            Err(error) => {
                let text = format!("{} cannot be compared: {error}", name_of(&path));
                self.notices.push(Notice::failed(text));
            }
        }
    }

    /// What a side can have: as advised, as decided, or all in one of the candidates that its plan
    /// compares; with what each is called.
    #[must_use]
    pub fn assignments_to_compare(&self, side: &SideChoice) -> Vec<(Choice, String)> {
        let all = self.catalog().compared(&side.plan(self.plan()).candidates);
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
            let written = store::write(&path, text.as_bytes()).map(|()| Vec::new());
            Outcome::Exported(path, written)
        });
    }
}
