//! Templates: a plan to start from, or to put into the plan that is open, and keeping one's own.

use std::path::{Path, PathBuf};

use super::dialog::{Dialog, Then};
use super::document::Document;
use super::files::place;
use super::outcome::Outcome;
use super::places::{Places, make_private};
use super::save::name_of;
use super::{ActionId, Notice, Session};
use crate::base::failure::reason;
use crate::base::id::{fresh, slug};
use crate::base::words::sentence_case as sentence;
use crate::files::templates::{self, Template};
use crate::files::{self, EXTENSION};
use crate::model::Plan;

/// What a template is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateUse {
    /// A plan that starts with it.
    NewPlan,
    /// A part of the plan that is open.
    Insert,
}

impl Session {
    /// The templates that can be taken: those of the program, then the user's own.
    pub fn templates(&self) -> impl Iterator<Item = &Template> {
        templates::shipped().iter().chain(&self.keep.templates)
    }

    /// Where the user's own templates are kept, if anything is.
    #[must_use]
    pub fn templates_folder(&self) -> Option<PathBuf> {
        self.keep.places.as_ref().map(Places::templates)
    }

    /// How many of them, at the end, are the user's own.
    #[must_use]
    pub const fn own_templates(&self) -> usize {
        self.keep.templates.len()
    }

    /// Offers the templates; the user's own are read anew by job.
    pub(super) fn ask_template(&mut self, what_for: TemplateUse) {
        self.read_templates();
        self.show(Dialog::Templates(what_for));
    }

    fn read_templates(&mut self) {
        let Some(folder) = self.templates_folder() else { return };
        self.jobs.start("Reading templates", false, move |_| {
            let (mut found, problems) = templates::in_folder(&folder);
            for template in &mut found {
                place(&mut template.plan);
            }
            Outcome::Templates(found, problems)
        });
    }

    pub(super) fn found_templates(&mut self, found: Vec<Template>, problems: Vec<String>) {
        self.keep.templates = found;
        let told = problems.into_iter().map(|problem| Notice::warning(sentence(&problem)));
        self.notices.extend(told);
    }

    pub(super) fn take_template(&mut self, what_for: TemplateUse, plan: Box<Plan>) {
        match what_for {
            TemplateUse::NewPlan => self.unless_unsaved(Then::NewFrom(plan)),
            TemplateUse::Insert => self.insert(&plan),
        }
    }

    /// Puts a plan into the window that starts with what a template holds.
    pub(super) fn start_from(&mut self, template: Plan) {
        if !template.notes.trim().is_empty() {
            let title = template.title();
            let text = format!("A new plan from “{title}”; read its notes before its numbers");
            self.notices.push(Notice::done(text).offering(ActionId::PlanSettings));
        }
        self.put(Document::started(template));
    }

    /// Keeps the plan as a template of the user's own, by job.
    pub(super) fn save_template(&mut self) {
        let Some(folder) = self.templates_folder() else {
            let text = "There is no folder to keep templates in; save the plan as a file instead";
            self.notices.push(Notice::warning(text));
            return;
        };
        let plan = general(self.plan());
        self.jobs.start(&format!("Keeping “{}”", plan.title()), true, move |_| {
            let kept = keep(&folder, &plan);
            Outcome::TemplateKept(kept.map(|path| {
                let text = format!("Kept as a template, in {}", name_of(&path));
                (text, path)
            }))
        });
    }

    /// Gives a template of the user's own, by its word, another name, by job.
    pub(super) fn rename_template(&mut self, word: &str, name: &str) {
        let (Some(folder), name) = (self.templates_folder(), name.trim().to_owned()) else {
            return;
        };
        let path = file(&folder, word);
        self.jobs.start(&format!("Renaming “{name}”"), true, move |_| {
            let renamed = files::load(&path).map_err(|error| error.to_string()).and_then(|of| {
                let plan = Plan { name: name.clone(), ..of.plan };
                files::save(&path, &plan).map_err(|error| error.to_string())
            });
            Outcome::TemplateKept(renamed.map(|_| (format!("Called “{name}” now"), path)))
        });
    }

    /// Takes a template out of the user's own, by its word and by job. Its file is kept beside them, for
    /// whoever did not mean it.
    pub(super) fn remove_template(&mut self, word: &str) {
        let Some(folder) = self.templates_folder() else { return };
        let word = word.to_owned();
        self.jobs.start(&format!("Removing “{word}”"), true, move |_| {
            Outcome::TemplateKept(put_aside(&folder, &word).map(|path| {
                (format!("Removed from your templates; its file is {}", name_of(&path)), path)
            }))
        });
    }

    /// Tells what became of a template of the user's own, and where it lies.
    pub(super) fn template_kept(&mut self, kept: Result<(String, PathBuf), String>) {
        let notice = match kept {
            Ok((text, path)) => {
                let folder = path.parent().map(Path::to_owned);
                folder.into_iter().fold(Notice::done(text), Notice::leading_to)
            }
            Err(why) => Notice::failed(sentence(&why)),
        };
        self.notices.push(notice);
        if self.dialogs.iter().any(|of| matches!(of, Dialog::Templates(_))) {
            self.read_templates();
        }
    }
}

/// The file of a template by its word.
fn file(folder: &Path, word: &str) -> PathBuf {
    folder.join(format!("{word}{EXTENSION}"))
}

/// Moves the file of a template to where removed ones are kept; which file it is there.
fn put_aside(folder: &Path, word: &str) -> Result<PathBuf, String> {
    let aside = folder.join("removed");
    make_private(&aside)?;
    let (from, to) =
        (file(folder, word), file(&aside, &fresh(word, |name| file(&aside, name).exists())));
    std::fs::rename(&from, &to).map_err(|error| reason(&from, &error))?;
    Ok(to)
}

/// A plan without what holds for one client and one day only.
fn general(plan: &Plan) -> Plan {
    Plan { client: String::new(), date: None, ..plan.clone() }
}

/// Writes a template beside those that are there; which file it is. One of the same name gets the
/// number of its file, so that they can be told apart.
fn keep(folder: &Path, plan: &Plan) -> Result<PathBuf, String> {
    make_private(folder)?;
    let name = fresh(plan.title(), |name| file(folder, name).exists());
    let number = name.strip_prefix(&slug(plan.title())).and_then(|rest| rest.strip_prefix('-'));
    let mut plan = plan.clone();
    if let Some(number) = number {
        plan.name = format!("{} ({number})", plan.title());
    }
    let path = file(folder, &name);
    files::save(&path, &plan).map_err(|error| error.to_string())?;
    Ok(path)
}
