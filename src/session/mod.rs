//! The editor without a window: plan, history, selection, camera, tool, jobs and derived state.
//!
//! The window reads a [`Session`] and sends [`Command`]s; [`Session::handle`] is the only thing
//! that writes. [`Session::tick`] takes in finished jobs and lets time pass. Everything can be
//! driven in a test without a window.

pub mod action;
pub mod analysis;
mod arrange;
pub mod board;
pub mod bundle;
pub mod camera;
mod canvas;
mod clipboard;
pub mod command;
mod compare;
mod crash_report;
mod decide;
mod derive;
pub mod dialog;
mod disk;
mod document;
mod dropping;
mod entries;
mod estimate;
pub mod export;
mod files;
pub mod find;
mod front;
mod grouping;
mod hint;
pub mod history;
mod incoming;
pub mod inputs;
pub mod jobs;
pub mod journal;
mod keep;
mod keywords;
mod log;
pub mod meeting;
mod minutes;
pub mod notice;
pub mod outcome;
mod overlay;
mod past;
mod piece;
pub mod places;
mod plot;
mod quick;
mod registry;
mod remember;
mod save;
mod screen;
pub mod selection;
pub mod settings;
mod several;
mod sheet;
mod simulate;
mod study;
pub mod sweep;
pub mod table;
mod templates;
pub mod tool;
mod view;
mod votes;
mod weigh;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use action::{ACTIONS, Action, ActionId, Menu, Shortcut};
pub use analysis::{Analysis, ComponentAnalysis};
pub use board::{Board, Hit};
pub use camera::Camera;
pub use command::Command;
pub use compare::{CompareChoice, Compared, SavedPlan, SideChoice, SideName};
pub use crash_report::report_crashes;
pub use dialog::{Answer, Dialog, EntryAt, FileRequest, PlanSection, Then};
pub use dropping::Dropped;
pub use front::Found;
pub use history::History;
pub use incoming::Incoming;
pub use log::keep_log;
pub use notice::{Notice, Tone};
pub use places::Places;
pub use plot::ChartChoice;
pub use quick::{Preview, Quick};
pub use screen::Screen;
pub use selection::{Element, Selection};
pub use settings::Settings;
pub use simulate::{NotSimulated, Simulated};
pub use study::Study;
pub use sweep::{Moving, SweepChoice};
pub use table::{Block, Column, Middle, Sheet};
pub use templates::TemplateUse;
pub use tool::{LinkEnd, Naming, Tool};
pub use votes::{TallyTold, VoteTold};

use crate::base::id::slug;
use crate::catalog::Catalog;
use crate::charts::Chart;
use crate::model::{ComponentId, Edit, Plan, ScenarioId};
use jobs::Jobs;

/// What the session asks the shell around it to do; taken once by [`Session::take_requests`].
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Put this text on the clipboard.
    CopyText(String),
    /// Put a picture on the clipboard.
    CopyImage {
        /// Pixels in a row.
        width: u32,
        /// Rows.
        height: u32,
        /// Red, green, blue and opacity of each pixel, row by row from the top.
        rgba: Vec<u8>,
    },
    /// Read the clipboard and send [`Command::Paste`].
    Paste,
    /// Have a file chosen and send the command for it.
    ChooseFile(FileRequest),
    /// Cover the screen with the window, or no longer.
    FullScreen(bool),
    /// Show this folder in the system's file manager.
    OpenFolder(PathBuf),
    /// Put the cursor into the outline's search field.
    FocusSearch,
    /// Put the cursor into the line of the table that adds a component.
    NewRow,
    /// Edit the cell of the table that names this row.
    EditRow(Element),
    /// Give the keyboard to the next panel, or to the one before.
    FocusPanel {
        /// To the next.
        forward: bool,
    },
    /// Close the window; everything has been asked.
    Close,
}

/// The editor.
#[derive(Debug)]
pub struct Session {
    catalog: &'static Catalog,
    document: document::Document,
    /// What is selected.
    pub selection: Selection,
    /// Which part of the canvas is seen.
    pub camera: Camera,
    /// What the hand is doing.
    pub tool: Tool,
    /// The bar of quick entry, while it is open.
    pub quick: Option<Quick>,
    /// What lies under the resting pointer.
    pub hover: Option<Hit>,
    /// How the window's room is used.
    pub screen: Screen,
    /// What is remembered between runs.
    pub settings: Settings,
    /// The scenario the plan is looked at under.
    pub scenario: Option<ScenarioId>,
    /// The charts chosen for the plot panel.
    pub charts: ChartChoice,
    /// Name of the chart that the plot panel shows: of the chosen ones that which fits the selection.
    pub chart_name: String,
    /// Dialogs, the topmost last.
    pub dialogs: Vec<Dialog>,
    /// Messages that the window has not shown yet.
    pub notices: Vec<Notice>,
    /// Work beside the frame.
    pub jobs: Jobs,
    /// The component that was named last, while nothing else was selected: typing goes on with the
    /// next.
    added: Option<ComponentId>,
    derived: derive::Derived,
    studies: study::Studies,
    overlaid: overlay::Overlaid,
    figured: table::figures::Figured,
    /// The meeting on the plan.
    meeting: meeting::Meeting,
    keep: keep::Keep,
    /// The job that writes a folder of files.
    bundling: Option<jobs::JobId>,
    requests: Vec<Request>,
}

impl Session {
    /// A session on an empty plan.
    #[must_use]
    pub fn new(catalog: &'static Catalog, settings: Settings) -> Self {
        let mut session = Self {
            catalog,
            document: document::Document::default(),
            selection: Selection::default(),
            camera: Camera::default(),
            tool: Tool::Idle,
            quick: None,
            hover: None,
            screen: Screen::default(),
            settings,
            scenario: None,
            charts: ChartChoice::default(),
            chart_name: String::new(),
            dialogs: Vec::new(),
            notices: Vec::new(),
            jobs: Jobs::default(),
            added: None,
            derived: derive::Derived::default(),
            studies: study::Studies::default(),
            overlaid: overlay::Overlaid::default(),
            figured: table::figures::Figured::default(),
            meeting: meeting::Meeting::default(),
            keep: keep::Keep::default(),
            bundling: None,
            requests: Vec::new(),
        };
        session.derive();
        session
    }

    /// The plan.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.document.plan
    }

    /// Steps done and taken back.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.document.history
    }

    /// The catalog everything is computed with.
    #[must_use]
    pub fn catalog(&self) -> &'static Catalog {
        self.catalog
    }

    /// The plan's file, once it has one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.document.path.as_deref()
    }

    /// Whether the plan differs from its file.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.document.is_dirty()
    }

    /// Derived state of the plan; may be of an earlier revision while a job is under way.
    #[must_use]
    pub fn analysis(&self) -> &Analysis {
        &self.derived.analysis
    }

    /// Whether the analysis is of an earlier revision.
    #[must_use]
    pub fn analysis_is_stale(&self) -> bool {
        self.derived.analysis.key != self.key()
    }

    /// Where everything lies.
    #[must_use]
    pub fn board(&self) -> &Board {
        &self.derived.board
    }

    /// The chart in the plot panel, up to date with the plan; none where there is nothing to plot.
    #[must_use]
    pub fn chart(&self) -> Option<&Arc<Chart>> {
        self.derived.chart.as_ref()
    }

    /// What the shell around the session has to do now.
    pub fn take_requests(&mut self) -> Vec<Request> {
        std::mem::take(&mut self.requests)
    }

    /// Does what a command says. Whatever the plan's edits change is derived before it returns, or
    /// by a job where that would take longer than a frame.
    pub fn handle(&mut self, command: Command) {
        self.plan().currency().enter();
        if command.ends_gestures() {
            self.let_go();
        }
        if command.selects() {
            self.added = None;
        }
        match command {
            Command::Act(id) => {
                let action = id.action();
                if (action.available)(self) {
                    (action.run)(self);
                }
            }
            Command::Edit { label, edit } => {
                self.edit(&label, edit);
            }
            Command::BeginGesture(label) => self.document.history.begin(&label),
            Command::CommitGesture => self.commit_gesture(),
            Command::AbortGesture => self.abort_gesture(),
            Command::Pointer(pointer) => self.pointer(pointer),
            Command::TypeName(text) => self.type_name(text),
            Command::CommitName => self.commit_name(),
            Command::CommitNameAndBranch => self.commit_and_branch(),
            Command::TypeLine(text) => self.type_quick(text),
            Command::EnterLine => self.enter_quick(),
            Command::CloseLine => self.close_quick(),
            Command::ChooseKind(kind) => self.choose_kind(kind),
            Command::Type(text) => self.type_on_canvas(text),
            Command::TypeNewComponent(text) => self.add_in_view(text),
            Command::AddRow(name) => self.add_row(name),
            Command::CopyCells(block) => {
                self.copy_cells(&block);
            }
            Command::CutCells(block) => self.cut_cells(&block),
            Command::ClearCells(block) => self.clear_cells(&block),
            Command::FillDown(block) => self.fill_down(&block),
            Command::PasteCells { selected, onward, text } => {
                self.paste_cells(&selected, &onward, &text);
            }
            Command::Meet(step) => self.meet(step),
            Command::ChangeSelected(change) => self.change_selected(&change),
            Command::ConnectTo(to) => self.connect_to(&to),
            Command::ConnectToNew(name) => self.connect_to_new(name),
            Command::Drop(paths) => self.drop_files(&paths),
            Command::Select(selection) => {
                self.selection = selection;
                self.selection.prune(&self.document.plan);
            }
            Command::ToggleSelected(element) => self.selection.toggle(element),
            Command::GoTo(element) => self.go_to(element),
            Command::Rename(element) => {
                self.selection = Selection::of(element);
                self.rename();
            }
            Command::ResizeWindow(screen) => self.resize_window(screen),
            Command::ResizeCanvas(size) => self.resize_canvas(size),
            Command::SetScenario(scenario) => self.set_scenario(scenario),
            Command::ShowChart(name) => self.charts.choose(&name),
            Command::SweepInput(swept) => self.sweep_input(swept),
            Command::SweepMetric(metric) => self.charts.metric = metric,
            Command::Open(path) => self.open(path),
            Command::TakeTemplate(what_for, plan) => self.take_template(what_for, plan),
            Command::RenameTemplate(word, name) => self.rename_template(&word, &name),
            Command::RemoveTemplate(word) => self.remove_template(&word),
            Command::SaveTo(path) => self.save_to(path, None),
            Command::SaveToThen(path, then) => self.save_to(path, Some(then)),
            Command::ChooseFile(request) => self.choose_file(request),
            Command::SaveMinutes(path) => self.save_minutes(path),
            Command::SaveSheet(path) => self.save_sheet(path),
            Command::SaveComparison(path, choice) => self.save_comparison(path, *choice),
            Command::CompareWith(side, path) => self.compare_with(side, path),
            Command::ReadSheet(path) => self.read_sheet(path),
            Command::Import(path) => self.import(path),
            Command::TakeIn(others) => self.take_in_changes(&others),
            Command::CheckFile => self.check_file(),
            Command::Paste(text) => self.paste(&text),
            Command::CloseDialog => self.answer(Answer::Cancel),
            Command::ShowDialog(dialog) => self.show(dialog),
            Command::Answer(answer) => self.answer(answer),
            Command::Settings(settings) => self.settings = *settings,
            Command::Export(choice) => self.export(choice),
            Command::WriteReport(choice) => self.write_report(choice),
            Command::WritePictures(choice) => self.write_pictures(choice),
            Command::FolderChosen(path) => self.folder_chosen(path),
            Command::OpenFolder(path) => self.requests.push(Request::OpenFolder(path)),
            Command::CopyPicture(choice) => self.copy_choice(&choice),
            Command::CancelJob(id) => self.cancel_job(id),
            Command::Quit => self.quit(),
        }
        self.renew_quick();
        self.follow_the_hand();
        self.derive();
        self.keep();
    }

    /// Takes in finished jobs and lets `seconds` pass.
    pub fn tick(&mut self, seconds: f64) {
        self.camera.advance(seconds);
        while let Some((id, outcome)) = self.jobs.next_done() {
            self.take_in(id, outcome);
        }
        self.derive();
        self.keep();
    }

    /// Changes the plan; an edit that does not fit is said and changes nothing.
    pub(crate) fn edit(&mut self, label: &str, edit: Edit) -> bool {
        match self.document.perform(label, edit) {
            Ok(()) => {
                self.selection.prune(&self.document.plan);
                true
            }
            Err(error) => {
                self.notices.push(Notice::failed(format!("{label}: {error}")));
                false
            }
        }
    }

    fn commit_gesture(&mut self) {
        self.document.commit();
    }

    fn abort_gesture(&mut self) {
        self.document.abort();
        self.selection.prune(&self.document.plan);
    }

    /// Takes the last step back.
    pub(crate) fn undo(&mut self) {
        self.step("Undid", document::Document::undo);
    }

    /// Does the step last taken back again.
    pub(crate) fn redo(&mut self) {
        self.step("Redid", document::Document::redo);
    }

    /// Goes a step in the history, and says which.
    fn step(&mut self, did: &str, go: impl FnOnce(&mut document::Document) -> Option<String>) {
        self.tool = Tool::Idle;
        let whole = self.is_seen_whole();
        if let Some(label) = go(&mut self.document) {
            self.selection.prune(&self.document.plan);
            self.notices.push(Notice::done(format!("{did}: {label}")));
            if self.fitted_is_empty() {
                self.fit();
            } else if whole {
                self.see_whole();
            }
        }
    }

    /// What file names that are offered begin with.
    fn stem(&self) -> String {
        let name = self.plan().name.as_str();
        slug(if name.is_empty() { "untitled" } else { name })
    }

    /// Shows a dialog, unless it is shown already; with other choices made in it, it takes its own
    /// place.
    pub(crate) fn show(&mut self, dialog: Dialog) {
        let mut shown = self.dialogs.iter_mut();
        if let Some(place) = shown.find(|shown| dialog.is_other_choice_of(shown)) {
            *place = dialog;
        } else if !self.dialogs.contains(&dialog) {
            self.dialogs.push(dialog);
        }
    }

    /// Asks for a file, in the system's dialog or the window's own.
    pub(crate) fn choose_file(&mut self, request: FileRequest) {
        self.requests.push(Request::ChooseFile(request));
    }

    /// The file name that a new plan is given.
    fn suggested_name(&self) -> PathBuf {
        PathBuf::from(format!("{}{}", self.stem(), crate::files::EXTENSION))
    }
}
