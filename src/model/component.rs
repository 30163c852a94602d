//! A box of the plan.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::coarse::Answers;
use super::inputs::Inputs;
use super::kind::Kind;
use super::technology::Technology;
use super::traits::{CpuScope, Sourcing, Traits};
use super::{ComponentId, GroupId, LanguageId, RoleId};
use crate::base::id::name_or_id;
use crate::words;

words! {
    /// What matters about the performance of a performance-sensitive component.
    Focus {
        /// Nobody has said yet.
        Unsaid = "unsaid", "performance";
        /// Time to answer.
        Latency = "latency", "latency";
        /// Requests served.
        Throughput = "throughput", "throughput";
        /// Connections held.
        Connections = "connections", "connections";
    }
}

/// The intents that drive advice, and free labels.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tags {
    /// Set for performance-sensitive components; says what matters.
    pub performance: Option<Focus>,
    /// Whether the component is data-intelligent.
    pub data: bool,
    /// Labels of the team's own.
    pub labels: BTreeSet<String>,
}

impl Tags {
    /// What a performance-sensitive component is called.
    pub const PERFORMANCE: &str = "performance-sensitive";
    /// What a data-intelligent component is called.
    pub const DATA: &str = "data-intelligent";

    /// The intents in words.
    pub fn intents(&self) -> impl Iterator<Item = &str> {
        let performance = self.performance.map(|_| Self::PERFORMANCE);
        performance.into_iter().chain(self.data.then_some(Self::DATA))
    }

    /// Tags as people write them into one text, parted by commas: the intents in any case and as short as
    /// `performance` and `data`; whatever else is there is a label.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let mut tags = Self::default();
        for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            match word.to_lowercase().as_str() {
                Self::PERFORMANCE | "performance" => tags.performance = Some(Focus::Unsaid),
                Self::DATA | "data" => tags.data = true,
                _ => {
                    tags.labels.insert(word.to_owned());
                }
            }
        }
        tags
    }
}

/// Something built, bought or outside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Component {
    /// Immutable id.
    pub id: ComponentId,
    /// Name for people.
    pub name: String,
    /// Sort of thing.
    pub kind: Kind,
    /// What it is made of or bought as.
    pub technology: Option<Technology>,
    /// Intents and labels.
    pub tags: Tags,
    /// Coarse answers.
    pub answers: Answers,
    /// Facts that are not numbers.
    pub traits: Traits,
    /// Stated numbers.
    pub inputs: Inputs,
    /// Language that the CPU time was stated in; without it the number counts as unknown.
    pub cpu_language: Option<LanguageId>,
    /// What the stated CPU time includes; unknown means the whole request, as processor time over
    /// requests gives it.
    pub cpu_scope: Option<CpuScope>,
    /// Language that the work was stated in; without it the number counts as unknown.
    pub work_language: Option<LanguageId>,
    /// Group it lies in.
    pub group: Option<GroupId>,
    /// Role that owns it.
    pub owner: Option<RoleId>,
    /// Free notes, never exported by default.
    pub notes: String,
}

impl Component {
    /// A component with nothing but its name and kind.
    #[must_use]
    pub fn new(id: ComponentId, name: &str, kind: Kind) -> Self {
        Self {
            name: name_or_id(name.to_owned(), &id),
            id,
            kind,
            technology: None,
            tags: Tags::default(),
            answers: Answers::default(),
            traits: Traits::default(),
            inputs: Inputs::new(),
            cpu_language: None,
            cpu_scope: None,
            work_language: None,
            group: None,
            owner: None,
            notes: String::new(),
        }
    }

    /// Whether the stated CPU time has that of the stack in it.
    #[must_use]
    pub fn measures_whole_requests(&self) -> bool {
        self.cpu_scope != Some(CpuScope::Handler)
    }

    /// Built, bought or outside: as stated, else as usual for the kind.
    #[must_use]
    pub fn sourcing(&self) -> Sourcing {
        self.traits.sourcing.unwrap_or(match self.kind {
            Kind::External | Kind::Person => Sourcing::Outside,
            _ if self.kind.is_ready_made() => Sourcing::Bought,
            _ => Sourcing::Built,
        })
    }

    /// Whether the team builds it, so that its language is a question. For what runs on people's
    /// devices it is one only where somebody states that it is built.
    #[must_use]
    pub fn is_built(&self) -> bool {
        let asked = self.traits.sourcing.is_some() || !self.kind.is_client();
        asked && self.sourcing() == Sourcing::Built
    }

    /// Whether it runs on people's devices, and its language follows from where it runs.
    #[must_use]
    pub fn runs_on_devices(&self) -> bool {
        self.sourcing() == Sourcing::Built && !self.is_built()
    }
}
