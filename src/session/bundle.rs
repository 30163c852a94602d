//! Whole folders of files: the report, and several pictures at once; written by job through the same
//! code as the command line.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::dialog::Dialog;
use super::jobs::Progress;
use super::outcome::Outcome;
use super::save::name_of;
use super::sweep::SweepChoice;
use super::{Notice, Session};
use crate::advice;
use crate::base::words::counted;
use crate::base::words::sentence_case as sentence;
use crate::catalog::Catalog;
use crate::charts::{COMPONENT_CHARTS, PLAN_CHARTS, SEQUENCE, SWEEP, footer::footer};
use crate::draw::Theme;
use crate::draw::document::Paper;
use crate::exchange::bundle::{self, Member, Parts, Report};
use crate::exchange::picture::{self, PictureFormat, Piece, SCALE, Setting};
use crate::exchange::report::{Depth, Material, Options};
use crate::files;
use crate::files::folder::{self, Keeps, Unfinished, Why};
use crate::forecast::Resolved;
use crate::model::{ComponentId, Plan, ScenarioId};

/// Which files of the report are written, and where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportChoice {
    /// The folder; none where it has not been chosen.
    pub folder: Option<PathBuf>,
    /// How far it goes, in a word.
    pub depth: String,
    /// The paper it is set for, in a word.
    pub paper: String,
    /// `light` or `dark`.
    pub theme: String,
    /// Whether pages are written.
    pub pdf: bool,
    /// Whether Markdown is written.
    pub markdown: bool,
    /// Whether each picture is written on its own.
    pub pictures: bool,
}

impl Default for ReportChoice {
    fn default() -> Self {
        let Options { depth, paper } = Options::default();
        Self {
            folder: None,
            depth: depth.word().to_owned(),
            paper: paper.word().to_owned(),
            theme: "light".to_owned(),
            pdf: true,
            markdown: true,
            pictures: true,
        }
    }
}

impl ReportChoice {
    /// How the report is made; what is not known is as by default.
    #[must_use]
    pub fn options(&self) -> Options {
        let usual = Options::default();
        Options {
            depth: Depth::from_word(&self.depth).unwrap_or(usual.depth),
            paper: Paper::from_word(&self.paper).unwrap_or(usual.paper),
        }
    }
}

/// Which pictures an export of several takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// The diagram, the plan's plot chosen last and the plot of the component selected.
    #[default]
    Shown,
    /// The diagram and every plot.
    All,
}

/// Which pictures are written together, and where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PicturesChoice {
    /// The folder; none where it has not been chosen.
    pub folder: Option<PathBuf>,
    /// Which pictures.
    pub scope: Scope,
    /// Words of the formats.
    pub formats: Vec<String>,
    /// `light` or `dark`.
    pub theme: String,
    /// Pixels of a PNG for each unit of a picture.
    pub scale: f64,
}

impl Default for PicturesChoice {
    fn default() -> Self {
        Self {
            folder: None,
            scope: Scope::Shown,
            formats: vec!["svg".to_owned(), "png".to_owned()],
            theme: "light".to_owned(),
            scale: 2.0,
        }
    }
}

impl PicturesChoice {
    /// The formats that are known, in the order in which they are offered.
    #[must_use]
    pub fn known_formats(&self) -> Vec<PictureFormat> {
        let wanted = |format: &PictureFormat| self.formats.iter().any(|of| of == format.word());
        PictureFormat::ALL.iter().copied().filter(wanted).collect()
    }
}

/// What became of a folder of files.
#[derive(Debug)]
pub struct Bundled {
    /// What it is, for people: `The report`.
    pub what: &'static str,
    /// Where it went.
    pub folder: PathBuf,
    /// What was written in words, or how far it came.
    pub result: Result<String, Unfinished>,
    /// What has to be said of them: what was scaled down, characters that no font here can draw.
    pub said: Vec<String>,
}

/// The plan as it was when the writing was asked for.
struct Snapshot {
    plan: Plan,
    catalog: &'static Catalog,
    scenario: Option<ScenarioId>,
    theme: &'static Theme,
}

impl Snapshot {
    fn with<T>(&self, use_it: impl FnOnce(Material<'_>) -> T) -> T {
        let scenario = self.scenario.as_ref().and_then(|id| self.plan.scenarios.get(id));
        let resolved = Resolved::new(&self.plan, self.catalog, scenario);
        let advice = advice::of_plan(&resolved);
        let footer = footer(&resolved, &files::revision(&self.plan));
        let theme = self.theme;
        use_it(Material { resolved: &resolved, advice: &advice, footer: &footer, theme })
    }
}

impl Session {
    /// The folder that is offered for a report or several pictures: beside the plan, named after it.
    #[must_use]
    pub fn offered_folder(&self, ending: &str) -> PathBuf {
        let beside = self.path().and_then(Path::parent).map(Path::to_owned);
        let lately =
            || self.settings.recent.first().and_then(|path| path.parent()).map(Path::to_owned);
        let folder = beside.or_else(lately).or_else(std::env::home_dir).unwrap_or_default();
        folder.join(format!("{}-{ending}", self.stem()))
    }

    /// How many pictures an export of several takes at most.
    #[must_use]
    pub fn pictures_in(&self, scope: Scope) -> usize {
        let built =
            self.plan().components.values().filter(|component| component.is_built()).count();
        match scope {
            Scope::Shown => self.shown_pictures().len(),
            Scope::All => 1 + PLAN_CHARTS.len() + built * COMPONENT_CHARTS.len(),
        }
    }

    /// The diagram and the plots that are shown, as exports name them, each with its component.
    fn shown_pictures(&self) -> Vec<(String, Option<ComponentId>)> {
        let flow = self.flow_to_show().filter(|_| self.charts.plan == SEQUENCE).cloned();
        let mut shown = vec![("diagram".to_owned(), None), (self.charts.plan.to_owned(), flow)];
        if let Some(id) = self.plottable() {
            let sweep = self.sweep().filter(|_| self.charts.component == SWEEP);
            let what = sweep.map_or(self.charts.component.to_owned(), |sweep| sweep.to_string());
            shown.push((what, Some(id.clone())));
        }
        shown
    }

    pub(super) fn ask_report(&mut self) {
        let folder = Some(self.offered_folder("report"));
        let choice = ReportChoice { folder, ..self.settings.report.clone() };
        self.show(Dialog::Report(choice));
    }

    pub(super) fn ask_pictures(&mut self) {
        let folder = Some(self.offered_folder("pictures"));
        let choice = PicturesChoice { folder, ..self.settings.pictures.clone() };
        self.show(Dialog::Pictures(choice));
    }

    /// The folder that was chosen for the dialog that asked for it.
    pub(super) fn folder_chosen(&mut self, path: PathBuf) {
        match self.dialogs.last_mut() {
            Some(Dialog::Report(choice)) => choice.folder = Some(path),
            Some(Dialog::Pictures(choice)) => choice.folder = Some(path),
            _ => {}
        }
    }

    /// Writes the report as the choice says.
    pub(super) fn write_report(&mut self, choice: ReportChoice) {
        let Some(folder) = choice.folder.clone() else { return self.ask_report() };
        let parts = Parts { pdf: choice.pdf, markdown: choice.markdown, pictures: choice.pictures };
        let (snapshot, options) = (self.snapshot(&choice.theme), choice.options());
        self.settings.report = ReportChoice { folder: None, ..choice };
        self.bundle("The report", folder, move |folder, progress| {
            snapshot.with(|material| {
                let report = Report::of(material, options);
                let members = report.members(parts);
                let pages = counted(report.pages(), "page");
                let result = write_members(folder, Keeps::One, members, progress);
                (result.map(|files| format!("{files}, {pages}")), report.said(parts))
            })
        });
    }

    /// Writes several pictures as the choice says.
    pub(super) fn write_pictures(&mut self, choice: PicturesChoice) {
        let Some(folder) = choice.folder.clone() else { return self.ask_pictures() };
        let shown = (choice.scope == Scope::Shown).then(|| self.shown_pictures());
        let (formats, scale) = (choice.known_formats(), choice.scale.clamp(SCALE.0, SCALE.1));
        let snapshot = self.snapshot(&choice.theme);
        self.settings.pictures = PicturesChoice { folder: None, ..choice };
        self.bundle("The pictures", folder, move |folder, progress| {
            snapshot.with(|material| {
                let pieces = match pieces(material, shown) {
                    Ok(pieces) => pieces,
                    Err(reason) => {
                        return (Err(Unfinished::before(Why::Failed(reason))), Vec::new());
                    }
                };
                let members = bundle::pictures(&pieces, &formats, scale, material.footer);
                let missing = picture::missing(pieces.iter().map(|piece| &piece.scene));
                let said = missing.into_iter().collect();
                (write_members(folder, Keeps::Several, members, progress), said)
            })
        });
    }

    fn snapshot(&self, theme: &str) -> Snapshot {
        Snapshot {
            plan: self.plan().clone(),
            catalog: self.catalog(),
            scenario: self.scenario.clone(),
            theme: if theme == "dark" { Theme::dark() } else { Theme::light() },
        }
    }

    /// Starts the job; one at a time, since two could write into the same folder.
    fn bundle(
        &mut self,
        what: &'static str,
        folder: PathBuf,
        work: impl FnOnce(&Path, &Progress) -> (Result<String, Unfinished>, Vec<String>)
        + Send
        + 'static,
    ) {
        if self.bundling.is_some() {
            let text = "Files are being written already; wait, or cancel that in the status bar";
            return self.notices.push(Notice::warning(text));
        }
        let folder = std::path::absolute(&folder).unwrap_or(folder);
        let label = format!("Writing {} to {}", what.to_lowercase(), name_of(&folder));
        let job = self.jobs.start(&label, true, move |progress| {
            let (result, said) = work(&folder, progress);
            Outcome::Bundled(Bundled { what, folder, result, said })
        });
        self.bundling = Some(job);
    }

    /// Says what became of a folder.
    pub(super) fn bundled(&mut self, bundled: Bundled) {
        let Bundled { what, folder, result, said } = bundled;
        self.bundling = None;
        let place = folder.display();
        let notice = match result {
            Ok(written) => Notice::done(format!("{what}: wrote {written} to {place}"))
                .leading_to(folder.clone()),
            Err(unfinished) if unfinished.placed > 0 => {
                let text = format!("{what} in {place} is not whole: {unfinished}");
                Notice::failed(text).leading_to(folder.clone())
            }
            Err(Unfinished { why: Why::Stopped, .. }) => {
                Notice::warning(format!("{what}: stopped; {place} is as it was"))
            }
            Err(Unfinished { why: Why::Failed(reason), .. }) => Notice::failed(format!(
                "{what}: {reason}. Nothing was written; choose another folder"
            )),
        };
        self.notices.push(notice);
        self.notices.extend(said.iter().map(|text| Notice::warning(sentence(text))));
    }
}

/// Writes files and says how many.
fn write_members(
    folder: &Path,
    keeps: Keeps,
    members: Vec<Member<'_>>,
    progress: &Progress,
) -> Result<String, Unfinished> {
    let written = folder::write(folder, keeps, members, |share| progress.goes_on(share))?;
    let files = counted(written.files, "file");
    let kept = match written.kept.as_slice() {
        [] => String::new(),
        kept => format!(", and left {} of before that were changed since", kept.join(" and ")),
    };
    Ok(files + &kept)
}

/// The pictures that are wanted: those shown, or all as the command line makes them.
fn pieces(
    material: Material<'_>,
    shown: Option<Vec<(String, Option<ComponentId>)>>,
) -> Result<Vec<Piece>, String> {
    let setting = Setting::default();
    let Some(shown) = shown else { return picture::pieces(material, "all", None, setting) };
    let mut pieces = Vec::new();
    for (what, component) in shown {
        match (SweepChoice::read(&what), component) {
            (Some(sweep), Some(id)) => {
                pieces.push(picture::sweep(material, &sweep.request(&id), sweep.metric, setting)?);
            }
            (_, component) => {
                pieces.extend(picture::pieces(material, &what, component.as_ref(), setting)?);
            }
        }
    }
    Ok(pieces)
}
