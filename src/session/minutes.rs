//! The minutes of what was done since the plan came into the window, written by job.

use std::path::PathBuf;

use super::Session;
use super::dialog::FileRequest;
use super::outcome::Outcome;
use crate::advice;
use crate::base::Date;
use crate::charts::footer::footer;
use crate::draw::Theme;
use crate::draw::document::Paper;
use crate::exchange::markdown;
use crate::exchange::minutes::{self, Earlier};
use crate::exchange::report::Material;
use crate::files::{self, store};
use crate::forecast::Resolved;

impl Session {
    /// The file name that is offered for minutes.
    #[must_use]
    pub fn minutes_name(&self) -> String {
        format!("{}-minutes.pdf", self.stem())
    }

    /// Asks where the minutes go.
    pub(super) fn ask_minutes(&mut self) {
        self.choose_file(FileRequest::Minutes);
    }

    /// Writes them: Markdown if the file ends so, else pages.
    pub(super) fn save_minutes(&mut self, path: PathBuf) {
        let (plan, catalog) = (self.plan().clone(), self.catalog);
        let before = self.document.as_begun();
        let scenario = self.scenario.clone();
        self.jobs.start("Writing the minutes", true, move |_| {
            let under = |id| plan.scenarios.get(id);
            let resolved = Resolved::new(&plan, catalog, scenario.as_ref().and_then(under));
            let advice = advice::of_plan(&resolved);
            let footer = footer(&resolved, &files::revision(&plan));
            let theme = Theme::light();
            let material =
                Material { resolved: &resolved, advice: &advice, footer: &footer, theme };
            let begun = before.as_ref().map(|plan| {
                let under = scenario.as_ref().and_then(|id| plan.scenarios.get(id));
                (Resolved::new(plan, catalog, under), files::revision(plan))
            });
            let earlier = begun.as_ref().map(|(resolved, revision)| Earlier { resolved, revision });
            let found = minutes::build(material, earlier, Date::today());
            let markdown = path.extension().is_some_and(|of| of.eq_ignore_ascii_case("md"));
            let bytes = if markdown {
                Ok(markdown::write(&found).into_bytes())
            } else {
                minutes::pages(&found, theme, Paper::A4)
            };
            let written = bytes.and_then(|bytes| store::write(&path, &bytes));
            Outcome::Exported(path, written.map(|()| Vec::new()))
        });
    }
}
