//! Question sheets: written for the client, and read back as one step.

use std::path::{Path, PathBuf};

use super::outcome::Outcome;
use super::{Notice, Session};
use crate::advice::ask::{self, answers};
use crate::base::words::sentence_case as sentence;
use crate::exchange::{sheet, sheet_read};
use crate::files::store;
use crate::forecast::Resolved;

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

    /// Gives all answers of a sheet as one step and says what has changed; a sheet with a row that
    /// is wrong changes nothing.
    pub(super) fn read_sheet(&mut self, path: &Path) {
        let answered = match sheet_read::answers(path, self.plan(), self.catalog) {
            Ok(answered) => answered,
            Err(error) => return self.notices.push(Notice::failed(sentence(&error))),
        };
        if answered.is_empty() {
            let text = format!("{} holds no answer; nothing was changed", path.display());
            return self.notices.push(Notice::warning(text));
        }
        let before = self.outcomes();
        let count = answered.len();
        let label = format!("Take in {count} answer{}", if count == 1 { "" } else { "s" });
        if !self.edit(&label, answers::edit(&answered)) {
            return;
        }
        let flipped = ask::flipped(before, self.outcomes());
        let told = flipped.iter().take(NAMED).map(|(id, was, is)| {
            let name = self.plan().components.get(id).map_or(id.as_str(), |c| c.name.as_str());
            format!("{name}: {was} → {is}")
        });
        let mut told = told.collect::<Vec<_>>().join("; ");
        if flipped.len() > NAMED {
            told.push_str(&format!("; and {} more", flipped.len() - NAMED));
        }
        let what = if flipped.is_empty() { "the advice stays as it was".to_owned() } else { told };
        self.notices.push(Notice::done(format!("{label}: {what}")));
    }

    fn outcomes(&self) -> Vec<(crate::model::ComponentId, String)> {
        let resolved = Resolved::new(self.plan(), self.catalog, self.active_scenario());
        ask::outcomes(&resolved)
    }
}
