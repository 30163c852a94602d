//! The plan: ground state of the whole program.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::component::Component;
use super::criterion::OwnCriterion;
use super::exchange::Exchange;
use super::inputs::Inputs;
use super::link::Link;
use super::log::LogEntry;
use super::quantity::Quantity;
use super::version::Version;
use super::votes::Votes;
use super::{
    CandidateId, ComponentId, CriterionId, EntryId, GroupId, LanguageId, LibraryName, LinkId,
    RoleId, ScenarioId,
};
use super::{InputOwner, InputRef};
use crate::base::{Date, Point, Range, Size};
use crate::words;

/// Size of a card nobody has resized, in plan units.
pub const DEFAULT_CARD: Size = Size::new(200.0, 72.0);

words! {
    /// What a group stands for.
    GroupKind {
        /// A layer of the architecture.
        Layer = "layer", "layer";
        /// A bounded context.
        Context = "context", "bounded context";
        /// What one team owns.
        Team = "team", "team";
        /// A network or trust zone.
        Zone = "zone", "zone";
    }
}

words! {
    /// How well a role knows a language.
    Skill {
        /// Is learning it.
        Learning = "learning", "learning";
        /// Works in it.
        Working = "working", "working knowledge";
        /// Is at home in it.
        Fluent = "fluent", "fluent";
    }
}

words! {
    /// What the team may stress. Weights are factors around 1.
    Priority {
        /// What running costs.
        RunCost = "run-cost", "run cost";
        /// Answer times.
        Latency = "latency", "latency";
        /// Time to the first release.
        Delivery = "delivery", "delivery speed";
        /// Life after the first release.
        Upkeep = "upkeep", "long-term upkeep";
        /// Skills at hand and hiring.
        Team = "team", "team and skills";
        /// Libraries and shipping.
        Ecosystem = "ecosystem", "libraries and shipping";
    }
}

/// A named area that holds components and groups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Immutable id.
    pub id: GroupId,
    /// Name for people.
    pub name: String,
    /// What it stands for.
    pub kind: GroupKind,
    /// Group around it.
    pub parent: Option<GroupId>,
}

/// A role of the team: never a named person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Role {
    /// Immutable id.
    pub id: RoleId,
    /// Name such as `backend engineer`.
    pub name: String,
    /// What it knows; absent languages are unknown to it.
    pub skills: BTreeMap<LanguageId, Skill>,
    /// Stated numbers.
    pub inputs: Inputs,
}

/// A named what-if.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scenario {
    /// Immutable id.
    pub id: ScenarioId,
    /// Name for people.
    pub name: String,
    /// Factor on every external rate and on connections.
    pub load: f64,
    /// Numbers that replace the plan's.
    pub overrides: BTreeMap<InputRef, Quantity>,
}

/// A chosen language and what the choice relied on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// The language; the catalog need not know it.
    pub language: LanguageId,
    /// The stack, if it was chosen too.
    pub candidate: Option<CandidateId>,
    /// Why.
    pub reason: String,
    /// Role that decided.
    pub author: String,
    /// When.
    pub date: Option<Date>,
    /// Inputs as they were when the decision was made.
    pub relied_on: BTreeMap<InputRef, Range>,
}

/// Where a card lies.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Placement {
    /// Top left corner, in plan units.
    pub at: Point,
    /// Extent, in plan units.
    pub size: Size,
    /// Whether a person put it there; automatic layout then leaves it alone.
    pub by_hand: bool,
}

/// A plan.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Name for people.
    pub name: String,
    /// For whom; exported.
    pub client: String,
    /// Free notes; not exported.
    pub notes: String,
    /// Date the plan speaks of; printed under exports.
    pub date: Option<Date>,
    /// Components by id.
    pub components: BTreeMap<ComponentId, Component>,
    /// Links by id.
    pub links: BTreeMap<LinkId, Link>,
    /// Groups by id.
    pub groups: BTreeMap<GroupId, Group>,
    /// Roles by id.
    pub roles: BTreeMap<RoleId, Role>,
    /// Scenarios by id.
    pub scenarios: BTreeMap<ScenarioId, Scenario>,
    /// Decisions by component.
    pub decisions: BTreeMap<ComponentId, Decision>,
    /// Votes by component, none of them empty; never exported for others.
    pub votes: BTreeMap<ComponentId, Votes>,
    /// Notes, open questions, actions and decisions that are no component's language.
    pub log: BTreeMap<EntryId, LogEntry>,
    /// Placement by component.
    pub placements: BTreeMap<ComponentId, Placement>,
    /// Candidates switched on, in the order of legends; empty means the catalog's default.
    pub candidates: Vec<CandidateId>,
    /// Stressed priorities; absent ones weigh 1.
    pub priorities: BTreeMap<Priority, f64>,
    /// Stated prices, horizon and the like.
    pub inputs: Inputs,
    /// The currency, where it is not the dollar.
    pub exchange: Option<Exchange>,
    /// Criteria of the team's own.
    pub criteria: BTreeMap<CriterionId, OwnCriterion>,
    /// Languages in which a library can be used, as the team says; over what the catalog knows.
    pub bindings: BTreeMap<LibraryName, BTreeSet<LanguageId>>,
    /// Changes so far, in memory only.
    pub version: Version,
}

/// Two plans are equal if they mean and show the same; how often they were edited does not count.
impl PartialEq for Plan {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
            && self.client == other.client
            && self.notes == other.notes
            && self.date == other.date
            && self.components == other.components
            && self.links == other.links
            && self.groups == other.groups
            && self.roles == other.roles
            && self.scenarios == other.scenarios
            && self.decisions == other.decisions
            && self.votes == other.votes
            && self.log == other.log
            && self.placements == other.placements
            && self.candidates == other.candidates
            && self.priorities == other.priorities
            && self.inputs == other.inputs
            && self.exchange == other.exchange
            && self.bindings == other.bindings
            && self.criteria == other.criteria
    }
}

/// What a plan without a name is called, wherever it is told.
pub const UNTITLED: &str = "Untitled plan";

impl Plan {
    /// An empty plan.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// Its name, or the one word for plans that have none.
    #[must_use]
    pub fn title(&self) -> &str {
        if self.name.trim().is_empty() { UNTITLED } else { &self.name }
    }

    /// The stated numbers at an address's owner, if the owner exists.
    #[must_use]
    pub fn inputs_of(&self, owner: &InputOwner) -> Option<&Inputs> {
        use InputOwner as Owner;
        match owner {
            Owner::Plan => Some(&self.inputs),
            Owner::Component(id) => self.components.get(id).map(|component| &component.inputs),
            Owner::Link(id) => self.links.get(id).map(|link| &link.inputs),
            Owner::Role(id) => self.roles.get(id).map(|role| &role.inputs),
        }
    }

    /// Every stated number with its address; those of scenarios left aside.
    #[must_use]
    pub fn stated(&self) -> Vec<(InputRef, &Quantity)> {
        let components = self.components.values();
        let components = components.map(|of| (InputOwner::Component(of.id.clone()), &of.inputs));
        let links = self.links.values().map(|of| (InputOwner::Link(of.id.clone()), &of.inputs));
        let roles = self.roles.values().map(|of| (InputOwner::Role(of.id.clone()), &of.inputs));
        let plan = std::iter::once((InputOwner::Plan, &self.inputs));
        let all = components.chain(links).chain(roles).chain(plan);
        all.flat_map(|(owner, inputs)| {
            let at = move |input| InputRef { owner: owner.clone(), input };
            inputs.iter().map(move |(&input, quantity)| (at(input), quantity))
        })
        .collect()
    }

    /// Weight of a priority; 1 unless the team stressed it.
    #[must_use]
    pub fn priority(&self, priority: Priority) -> f64 {
        self.priorities.get(&priority).copied().unwrap_or(1.0)
    }

    /// The link of the plan that says what this one says.
    #[must_use]
    pub fn same_link(&self, link: &Link) -> Option<&Link> {
        self.links.values().find(|there| there.repeats(link))
    }

    /// Every group around `group`, innermost first, at most as many as there are groups.
    pub fn groups_around<'a>(
        &'a self,
        group: Option<&'a GroupId>,
    ) -> impl Iterator<Item = &'a Group> {
        std::iter::successors(group.and_then(|id| self.groups.get(id)), |group| {
            group.parent.as_ref().and_then(|id| self.groups.get(id))
        })
        .take(self.groups.len())
    }
}
