//! Question sheets: written for the client, and read back as one step.

use std::path::{Path, PathBuf};

use super::outcome::Outcome;
use super::save::name_of;
use super::{Notice, Session, incoming};
use crate::advice::ask::{self, answers};
use crate::base::words::{counted, sentence_case as sentence};
use crate::catalog::Catalog;
use crate::exchange::import::{self, Importer};
use crate::exchange::{sheet, sheet_read};
use crate::files::{regular, store};
use crate::forecast::Resolved;
use crate::model::version::Version;
use crate::model::{ComponentId, Edit, Plan, ScenarioId};

/// Components named in a message at most.
const NAMED: usize = 4;

impl Session {
    /// The file name that is offered for a question sheet.
    #[must_use]
    pub fn sheet_name(&self) -> String {
        format!("{}-questions.csv", self.stem())
    }

    /// Writes a question sheet: Markdown if the file ends so, else CSV.
    pub(super) fn save_sheet(&mut self, path: PathBuf) {
        let (plan, catalog) = (self.plan().clone(), self.catalog);
        let scenario = self.scenario.clone();
        self.jobs.start("Writing the question sheet", true, move |_| {
            let scenario = scenario.as_ref().and_then(|id| plan.scenarios.get(id));
            let questions = ask::questions(&Resolved::new(&plan, catalog, scenario));
            let markdown = path.extension().is_some_and(|of| of.eq_ignore_ascii_case("md"));
            let text = if markdown {
                sheet::markdown(&plan, &questions)
            } else {
                sheet::csv(&plan, &questions)
            };
            let written = store::write(&path, text.as_bytes()).map(|()| Vec::new());
            Outcome::Exported(path, written)
        });
    }

    /// Reads a sheet by job, to give all its answers as one step; a sheet with a row that is wrong
    /// changes nothing.
    pub(super) fn read_sheet(&mut self, path: PathBuf) {
        self.read_as(path, |_| false);
    }

    /// Reads a file that may be a sheet or hold what is imported.
    pub(super) fn read_or_import(&mut self, path: PathBuf) {
        self.read_as(path, is_imported);
    }

    fn read_as(&mut self, path: PathBuf, is_imported: fn(&Path) -> bool) {
        let (plan, catalog) = (self.plan().clone(), self.catalog);
        let scenario = self.scenario.clone();
        self.jobs.start(&format!("Reading {}", name_of(&path)), true, move |_| {
            if is_imported(&path) {
                return Outcome::Incoming(Box::new(incoming::of_file(&plan, &path, catalog)));
            }
            Outcome::Answers(Box::new(Answers::read(&path, plan, catalog, scenario.as_ref())))
        });
    }

    /// Takes in the answers of a sheet, and says what they changed.
    pub(super) fn answered(&mut self, read: Result<Answers, String>) {
        match read {
            Err(error) => self.notices.push(Notice::failed(sentence(&error))),
            Ok(answers) if answers.count == 0 => {
                let text = format!("{} holds no answer; nothing was changed", answers.from);
                self.notices.push(Notice::warning(text));
            }
            Ok(answers) if answers.of != self.plan().version => self.outdated(&answers.from),
            Ok(answers) => {
                let label = format!("Take in {}", counted(answers.count, "answer"));
                if self.edit(&label, answers.edit) {
                    self.notices.push(Notice::done(format!("{label}: {}", answers.told)));
                }
            }
        }
    }
}

/// The answers of a sheet.
#[derive(Debug)]
pub struct Answers {
    /// The file, for people.
    from: String,
    /// The plan that they were read for.
    of: Version,
    /// How many there are.
    count: usize,
    /// All of them as one step.
    edit: Edit,
    /// What they change of the advice.
    told: String,
}

impl Answers {
    fn read(
        path: &Path,
        mut plan: Plan,
        catalog: &Catalog,
        scenario: Option<&ScenarioId>,
    ) -> Result<Self, String> {
        let answered = sheet_read::answers(path, &plan, catalog)?;
        let (of, count, edit) = (plan.version, answered.len(), answers::edit(&answered));
        let outcomes = |plan: &Plan| {
            let scenario = scenario.and_then(|id| plan.scenarios.get(id));
            ask::outcomes(&Resolved::new(plan, catalog, scenario))
        };
        let before = outcomes(&plan);
        // An edit that does not fit is said when it is done.
        let told = match plan.apply(edit.clone()) {
            Ok(_) => told(&plan, &ask::flipped(before, outcomes(&plan))),
            Err(_) => String::new(),
        };
        Ok(Self { from: path.display().to_string(), of, count, edit, told })
    }
}

/// What a sheet changes of the advice.
fn told(plan: &Plan, flipped: &[(ComponentId, String, String)]) -> String {
    if flipped.is_empty() {
        return "the advice stays as it was".to_owned();
    }
    let named = flipped.iter().take(NAMED).map(|(id, was, is)| {
        let name = plan.components.get(id).map_or(id.as_str(), |of| of.name.as_str());
        format!("{name}: {was} → {is}")
    });
    let more = flipped.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| format!("and {more} more"));
    named.chain(more).collect::<Vec<_>>().join("; ")
}

/// Whether a file is a table of components or a page with a flowchart, and so is no sheet.
fn is_imported(path: &Path) -> bool {
    let bytes = regular::read(path, import::MAX_BYTES).ok();
    let text = bytes.and_then(|bytes| import::text(bytes).ok());
    text.is_some_and(|text| Importer::of("", &text).is_some())
}
