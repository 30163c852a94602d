//! What is assumed where a plan states nothing.

use super::figure::Figure;
use crate::model::{
    Component, Feel, Focus, Input, Kind, LibraryNeed, MlUse, MostlyDoes, Shipping, Sourcing,
    Spends, Traffic, Upkeepers, WorkSize,
};

/// When a preset applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// To every component.
    Any,
    /// To components of a kind.
    Kind(Kind),
    /// To components of a kind whose work comes piece by piece, and not as runs over all there is.
    Items(Kind),
    /// To what the team buys or takes ready-made.
    Bought,
    /// To what others run.
    Outside,
    /// To performance-sensitive components.
    Performance,
    /// To performance-sensitive components of which one thing matters.
    Focus(Focus),
    /// To data-intelligent components.
    Data,
    /// To prototypes that requests come to.
    Prototype,
    /// After the answer on traffic.
    Traffic(Traffic),
    /// After the answer on what it mostly does.
    Mostly(MostlyDoes),
    /// The answer to what its processor time goes to.
    Spends(Spends),
    /// After the answer on speed.
    Feel(Feel),
    /// After the answer on size.
    Size(WorkSize),
    /// After the answer on who maintains it.
    Upkeepers(Upkeepers),
    /// To every link.
    Link,
    /// To every role.
    Role,
}

impl Trigger {
    /// The trigger that `any`, `bought`, `outside`, `performance`, `data`, `prototype`, `link`, `role`,
    /// `kind/KIND`, `items/KIND` or `QUESTION/ANSWER` names.
    #[must_use]
    pub fn from_word(text: &str) -> Option<Self> {
        let (what, which) = text.split_once('/').unwrap_or((text, ""));
        let kind = || Kind::KNOWN.iter().find(|kind| kind.word() == which).cloned();
        match what {
            "any" => Some(Self::Any),
            "bought" => Some(Self::Bought),
            "outside" => Some(Self::Outside),
            "performance" if which.is_empty() => Some(Self::Performance),
            "performance" => Focus::from_word(which).map(Self::Focus),
            "data" => Some(Self::Data),
            "prototype" => Some(Self::Prototype),
            "link" => Some(Self::Link),
            "role" => Some(Self::Role),
            "kind" => kind().map(Self::Kind),
            "items" => kind().map(Self::Items),
            "traffic" => Traffic::from_word(which).map(Self::Traffic),
            "mostly" => MostlyDoes::from_word(which).map(Self::Mostly),
            "spends" => Spends::from_word(which).map(Self::Spends),
            "feel" => Feel::from_word(which).map(Self::Feel),
            "size" => WorkSize::from_word(which).map(Self::Size),
            "upkeepers" => Upkeepers::from_word(which).map(Self::Upkeepers),
            _ => None,
        }
    }
}

impl Trigger {
    /// Whether the condition holds for a component, whose work comes piece by piece or not.
    #[must_use]
    pub fn fits(&self, component: &Component, items: bool) -> bool {
        let answers = &component.answers;
        match self {
            Self::Any => true,
            Self::Bought => component.sourcing() == Sourcing::Bought,
            Self::Outside => component.sourcing() == Sourcing::Outside,
            Self::Kind(kind) => component.kind == *kind,
            Self::Items(kind) => items && component.kind == *kind,
            // A tag says nothing of the load of what answers no requests: a tool, a job.
            Self::Performance => {
                component.kind.takes_load() && component.tags.performance.is_some()
            }
            Self::Focus(focus) => {
                component.kind.takes_load() && component.tags.performance == Some(*focus)
            }
            Self::Data => component.tags.data,
            Self::Prototype => {
                component.kind.takes_load() && component.traits.prototype == Some(true)
            }
            Self::Traffic(answer) => answers.traffic == Some(*answer),
            Self::Mostly(answer) => answers.mostly == Some(*answer),
            Self::Spends(answer) => answers.spends == Some(*answer),
            Self::Feel(answer) => answers.feel == Some(*answer),
            Self::Size(answer) => answers.size == Some(*answer),
            Self::Upkeepers(answer) => answers.upkeepers == Some(*answer),
            Self::Link | Self::Role => false,
        }
    }

    /// Whether the condition is an answer that somebody gave.
    #[must_use]
    pub const fn is_answer(&self) -> bool {
        matches!(
            self,
            Self::Traffic(_)
                | Self::Mostly(_)
                | Self::Spends(_)
                | Self::Feel(_)
                | Self::Size(_)
                | Self::Upkeepers(_)
        )
    }
}

/// Ranges and facts assumed under one condition. Later presets override earlier ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Preset {
    /// When it applies.
    pub when: Trigger,
    /// Assumed numbers.
    pub inputs: Vec<(Input, Figure)>,
    /// Assumed use of machine learning.
    pub ml: Option<MlUse>,
    /// Assumed need of Python's libraries.
    pub python_libraries: Option<LibraryNeed>,
    /// Assumed data analysis.
    pub data_analysis: Option<bool>,
    /// Assumed shipping.
    pub shipping: Option<Shipping>,
}
