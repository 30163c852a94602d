//! Dialogs and questions, as state: the window draws what is here.

use std::path::PathBuf;
use std::sync::Arc;

use super::bundle::{PicturesChoice, ReportChoice};
use super::compare::{CompareChoice, SideName};
use super::settings::ExportChoice;
use super::templates::TemplateUse;
use crate::model::log::{About, EntryKind};
use crate::model::{ComponentId, EntryId, InputRef, LanguageId, Plan};

/// What to do once a question about unsaved changes is answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Then {
    /// Start a new plan.
    New,
    /// Start a plan with what this one holds.
    NewFrom(Box<Plan>),
    /// Open a file.
    Open(PathBuf),
    /// Close the window.
    Quit,
}

/// A section of the plan's settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlanSection {
    /// Name, client, date, notes.
    #[default]
    Plan,
    /// Roles, their skills and cost.
    Team,
    /// Prices and the horizon.
    Economics,
    /// What the team stresses.
    Priorities,
    /// Languages with their stacks that are compared.
    Candidates,
    /// What-ifs.
    Scenarios,
}

impl PlanSection {
    /// Every section in the order in which they are listed.
    pub const ALL: &[Self] = &[
        Self::Plan,
        Self::Team,
        Self::Economics,
        Self::Priorities,
        Self::Candidates,
        Self::Scenarios,
    ];

    /// Its title.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Plan => "Plan",
            Self::Team => "Team",
            Self::Economics => "Economics",
            Self::Priorities => "Priorities",
            Self::Candidates => "Candidates",
            Self::Scenarios => "Scenarios",
        }
    }
}

/// An entry of the log.
#[derive(Clone, Debug, PartialEq)]
pub enum EntryAt {
    /// One that is written now, of this kind about this.
    New(EntryKind, About),
    /// One that is there.
    Known(EntryId),
}

/// A file that has to be chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum FileRequest {
    /// A plan to open.
    Open,
    /// Where to save the plan, with a suggested name.
    SaveAs {
        /// Suggested file name, or a whole path.
        name: String,
        /// What to do after it was saved.
        then: Option<Then>,
    },
    /// Where to write the minutes.
    Minutes,
    /// Where to write a question sheet.
    Sheet,
    /// A saved plan for one side of the comparison that is shown.
    Compared(SideName),
    /// Where to write the table of a comparison, with what is compared.
    Comparison(Box<CompareChoice>),
    /// A filled question sheet to read.
    Answers,
    /// A file of another format to import.
    Import,
    /// The folder that the dialog below writes to.
    Folder,
    /// Where to write an export, with what is exported.
    Export(ExportChoice),
}

/// A dialog over the window.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// Save changes first?
    UnsavedChanges(Then),
    /// Work was found that was never saved.
    Recover,
    /// The file was changed by somebody else.
    ChangedOnDisk,
    /// Changes from outside are looked at before they are taken.
    Incoming(Arc<super::Incoming>),
    /// A language is decided with a reason.
    Decide(ComponentId),
    /// The language that most roles voted for is decided, with a reason.
    DecideVoted(ComponentId, LanguageId),
    /// Each role votes on the language in secret, and what all chose is told together.
    Vote(ComponentId),
    /// The log of decisions, questions, actions and notes.
    Log,
    /// One entry of the log.
    Entry(EntryAt),
    /// Several roles estimate this number.
    Estimate(InputRef),
    /// One language is decided for all selected components, with a reason.
    DecideSeveral,
    /// What the selected components are to be linked to.
    Connect,
    /// Languages for the whole plan, to choose from.
    Front,
    /// Every figure that the cost rests on.
    Ledger,
    /// What to ask next.
    Questions,
    /// Two sides of the plan are compared.
    Compare(Box<CompareChoice>),
    /// The plan's flows are simulated with this seed.
    Simulate(u64),
    /// The language of a component is held against its strongest rival.
    Challenge(ComponentId),
    /// What to export, and how.
    Export(ExportChoice),
    /// Which files of the report are written, and where.
    Report(ReportChoice),
    /// Which pictures are written together, and where.
    Pictures(PicturesChoice),
    /// Which template is taken, and what for.
    Templates(TemplateUse),
    /// What holds for the whole plan, opened at one section.
    PlanSettings(PlanSection),
    /// The name and load of a scenario to add, which is then looked at.
    NewScenario,
    /// Theme, scale and the like.
    Preferences,
    /// The catalog's figures with their sources.
    Evidence,
    /// Every action by name.
    Palette,
    /// Every shortcut.
    Shortcuts,
    /// A file is chosen inside the window.
    Path(FileRequest),
}

impl Dialog {
    /// Whether it is another dialog with other choices made in it.
    #[must_use]
    pub const fn is_other_choice_of(&self, other: &Self) -> bool {
        matches!(
            (self, other),
            (Self::Compare(_), Self::Compare(_))
                | (Self::Simulate(_), Self::Simulate(_))
                | (Self::Report(_), Self::Report(_))
                | (Self::Pictures(_), Self::Pictures(_))
        )
    }
}

/// An answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Save first, then go on.
    Save,
    /// Go on without saving.
    Discard,
    /// Take the recovered work.
    Recover,
    /// Keep what is in the window and overwrite the file at the next save.
    KeepMine,
    /// Read the file anew.
    TakeTheirs,
    /// Bring both together, after looking at what both changed.
    Merge,
    /// Save under another name.
    SaveAs,
    /// Not now.
    Cancel,
}
