//! What the window asks of the session. The window reads and sends commands; only the session
//! writes, at one point of the frame.

use std::path::PathBuf;

use super::action::ActionId;
use super::selection::{Element, Selection};
use super::table::Block;
use super::tool::Pointer;
use crate::base::Size;
use crate::forecast::Swept;
use crate::forecast::sweep::Metric;
use crate::model::{ComponentChange, ComponentId, Edit, Kind, ScenarioId};

/// Something to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Runs an action of the registry, if it is available.
    Act(ActionId),
    /// Changes the plan, as one step that can be taken back.
    Edit {
        /// What it does, naming the object.
        label: String,
        /// The change.
        edit: Edit,
    },
    /// Starts a gesture, such as the drag of a slider: edits until it ends are one step.
    BeginGesture(String),
    /// Ends the gesture.
    CommitGesture,
    /// Ends the gesture and takes back what it did.
    AbortGesture,
    /// The pointer did something on the canvas.
    Pointer(Pointer),
    /// Something was typed into the name being edited in place.
    TypeName(String),
    /// The name being edited is kept.
    CommitName,
    /// The name of a new component is kept, and one linked from it is named next.
    CommitNameAndBranch,
    /// Something was typed into the bar of quick entry.
    TypeLine(String),
    /// What is typed in the bar of quick entry is done.
    EnterLine,
    /// The bar of quick entry is closed.
    CloseLine,
    /// A kind was chosen for the component that is being named.
    ChooseKind(Kind),
    /// Something was typed on the canvas: the name of what is selected, or of a new component.
    Type(String),
    /// Starts typing the name of a new component with this text.
    TypeNewComponent(String),
    /// Adds a component of this name, as a row of the table.
    AddRow(String),
    /// Copies cells of the table for spreadsheets.
    CopyCells(Block),
    /// Copies cells of the table and clears them.
    CutCells(Block),
    /// Clears what is stated in cells of the table, as one step.
    ClearCells(Block),
    /// Writes the first row of these cells into the others, as one step.
    FillDown(Block),
    /// Pastes into the table.
    PasteCells {
        /// The cells that a single text goes into.
        selected: Block,
        /// The cells from the first of them on, which a block of texts goes into.
        onward: Block,
        /// What is pasted.
        text: String,
    },
    /// Does a step of the meeting.
    Meet(super::meeting::Step),
    /// Changes this field of every selected component, as one step.
    ChangeSelected(Box<ComponentChange>),
    /// Links every selected component to this one, as one step.
    ConnectTo(ComponentId),
    /// Links the one selected component to a new one of this name.
    ConnectToNew(String),
    /// Files were dropped on the window.
    Drop(Vec<PathBuf>),
    /// Selects exactly this.
    Select(Selection),
    /// Adds an element to the selection or takes it out.
    ToggleSelected(Element),
    /// Selects an element and shows it on the canvas.
    GoTo(Element),
    /// Starts editing an element's name in place.
    Rename(Element),
    /// The window is as told.
    ResizeWindow(super::Screen),
    /// The canvas has this size on the screen.
    ResizeCanvas(Size),
    /// Looks at the plan under a scenario; none is the plan as it stands.
    SetScenario(Option<ScenarioId>),
    /// Shows this chart in the plot panel.
    ShowChart(String),
    /// Shows in the plot panel what follows from this number, swept, for the component selected.
    SweepInput(Swept),
    /// What the chart of a sweep looks at; none is what moves most.
    SweepMetric(Option<Metric>),
    /// Opens a file; asks first if changes would be lost.
    Open(PathBuf),
    /// Takes a template: for a new plan, asking first if changes would be lost, or into this one.
    TakeTemplate(super::templates::TemplateUse, Box<crate::model::Plan>),
    /// Gives a template of the user's own, by its word, another name.
    RenameTemplate(String, String),
    /// Takes a template, by its word, out of the user's own.
    RemoveTemplate(String),
    /// Saves to a file.
    SaveTo(PathBuf),
    /// Saves to a file and goes on once it is saved.
    SaveToThen(PathBuf, super::dialog::Then),
    /// Looks whether somebody else changed the plan's file.
    CheckFile,
    /// Pastes a piece of a plan from the clipboard.
    Paste(String),
    /// Has a file chosen.
    ChooseFile(super::dialog::FileRequest),
    /// Writes the minutes of what was done since the plan was opened.
    SaveMinutes(PathBuf),
    /// Writes a question sheet.
    SaveSheet(PathBuf),
    /// Writes the table of a comparison.
    SaveComparison(PathBuf, Box<super::compare::CompareChoice>),
    /// Reads a saved plan for one side of the comparison that is shown.
    CompareWith(super::compare::SideName, PathBuf),
    /// Takes in the answers of a question sheet.
    ReadSheet(PathBuf),
    /// Reads a file of another format, to be looked at before anything changes.
    Import(PathBuf),
    /// Takes the changes that are looked at, and of the conflicts of these numbers the other side.
    TakeIn(Vec<usize>),
    /// Closes the topmost dialog.
    CloseDialog,
    /// Shows a dialog.
    ShowDialog(super::dialog::Dialog),
    /// Answers the question that is being asked.
    Answer(super::dialog::Answer),
    /// Settings were changed by a panel.
    Settings(Box<super::settings::Settings>),
    /// Writes an export to a file.
    Export(super::settings::ExportChoice),
    /// Writes the report into a folder.
    WriteReport(super::bundle::ReportChoice),
    /// Writes several pictures into a folder.
    WritePictures(super::bundle::PicturesChoice),
    /// A folder was chosen for the dialog that asked for one.
    FolderChosen(PathBuf),
    /// Shows a folder in the system's file manager.
    OpenFolder(PathBuf),
    /// Puts a picture on the clipboard.
    CopyPicture(super::settings::ExportChoice),
    /// Stops a job.
    CancelJob(super::jobs::JobId),
    /// The window is asked to close.
    Quit,
}

impl Command {
    /// Whether a drag, a palette or a name being typed on the canvas ends before it: whatever else
    /// changes the plan or what is selected must find it as it is seen.
    pub(super) const fn ends_gestures(&self) -> bool {
        !matches!(
            self,
            Self::Act(ActionId::Escape)
                | Self::Pointer(_)
                | Self::TypeName(_)
                | Self::CommitName
                | Self::CommitNameAndBranch
                | Self::ChooseKind(_)
                | Self::ResizeWindow(_)
                | Self::ResizeCanvas(_)
                | Self::SetScenario(_)
                | Self::ShowChart(_)
                | Self::SweepInput(_)
                | Self::SweepMetric(_)
                | Self::Settings(_)
                | Self::CloseDialog
                | Self::FolderChosen(_)
                | Self::OpenFolder(_)
                | Self::CheckFile
                | Self::CancelJob(_)
        )
    }

    /// Whether somebody chooses with it what is selected.
    pub(super) const fn selects(&self) -> bool {
        matches!(self, Self::Select(_) | Self::ToggleSelected(_) | Self::GoTo(_) | Self::Rename(_))
    }
}
