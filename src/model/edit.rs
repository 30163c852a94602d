//! Edits: small data, the only way to change a plan.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::InputRef;
use super::coarse::Answers;
use super::component::{Component, Focus};
use super::criterion::OwnCriterion;
use super::exchange::Exchange;
use super::kind::Kind;
use super::library::LibraryName;
use super::link::{Link, LinkStyle, Protocol};
use super::log::LogEntry;
use super::plan::{Decision, Group, GroupKind, Placement, Priority, Role, Scenario, Skill};
use super::quantity::Quantity;
use super::technology::Technology;
use super::traits::{CpuScope, LibraryNeed, MlUse, Shipping, Sourcing, Tested};
use super::votes::Vote;
use super::{
    CandidateId, ComponentId, CriterionId, EntryId, GroupId, LanguageId, LinkId, RoleId, ScenarioId,
};
use crate::base::Date;

/// A change of a plan. Applying one gives the edit that takes it back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// Adds a component.
    AddComponent(Box<Component>),
    /// Removes a component with its links, decision, votes, placement and overrides; entries about it are
    /// about the plan then, as those about other elements that are removed.
    RemoveComponent(ComponentId),
    /// Changes one field of a component.
    Component(ComponentId, ComponentChange),
    /// Adds a link.
    AddLink(Box<Link>),
    /// Removes a link with the overrides of its inputs.
    RemoveLink(LinkId),
    /// Changes one field of a link.
    Link(LinkId, LinkChange),
    /// Adds a group.
    AddGroup(Box<Group>),
    /// Removes a group; what lay in it moves to the group around.
    RemoveGroup(GroupId),
    /// Changes one field of a group.
    Group(GroupId, GroupChange),
    /// Adds a role.
    AddRole(Box<Role>),
    /// Removes a role; what it owned has no owner any more, entries neither.
    RemoveRole(RoleId),
    /// Changes one field of a role.
    Role(RoleId, RoleChange),
    /// Adds a scenario.
    AddScenario(Box<Scenario>),
    /// Removes a scenario.
    RemoveScenario(ScenarioId),
    /// Changes one field of a scenario.
    Scenario(ScenarioId, ScenarioChange),
    /// States a number, or makes it unknown.
    Input(InputRef, Option<Quantity>),
    /// Decides on a language, or takes the decision back.
    Decide(ComponentId, Option<Box<Decision>>),
    /// Keeps what the role of this name voted for the language of a component, or forgets it.
    Vote(ComponentId, String, Option<Box<Vote>>),
    /// Puts an entry into the log, in the place of one of that id, or takes it out.
    Log(EntryId, Option<Box<LogEntry>>),
    /// Places a card, or leaves its place open.
    Place(ComponentId, Option<Placement>),
    /// Changes one field of the plan itself.
    Plan(PlanChange),
    /// Several edits as one: all are applied or none.
    Many(Vec<Edit>),
}

/// One changed field of a component.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each variant sets the component's field of that name")]
#[serde(rename_all = "snake_case")]
pub enum ComponentChange {
    Name(String),
    Kind(Kind),
    Technology(Option<Technology>),
    Performance(Option<Focus>),
    Data(bool),
    /// Puts a label on (`true`) or takes it off.
    Label(String, bool),
    Answers(Answers),
    Sourcing(Option<Sourcing>),
    Ml(Option<MlUse>),
    DataAnalysis(Option<bool>),
    PythonLibraries(Option<LibraryNeed>),
    /// Adds a library to those that it needs by name (`true`) or removes it.
    Library(LibraryName, bool),
    InsidePython(Option<bool>),
    Prototype(Option<bool>),
    Shipping(Option<Shipping>),
    OutsidePlugins(Option<bool>),
    PauseSensitive(Option<bool>),
    NoGarbageCollector(Option<bool>),
    HostileInput(Option<bool>),
    StatefulSessions(Option<bool>),
    ExistsIn(Option<LanguageId>),
    Tested(Option<Tested>),
    /// Adds a language to the estate (`true`) or removes it.
    Estate(LanguageId, bool),
    /// Adds a language to those its maintainers know (`true`) or removes it.
    Known(LanguageId, bool),
    Mandated(Option<LanguageId>),
    /// Rules a language out (`true`) or in again.
    Banned(LanguageId, bool),
    CpuLanguage(Option<LanguageId>),
    CpuScope(Option<CpuScope>),
    WorkLanguage(Option<LanguageId>),
    Group(Option<GroupId>),
    Owner(Option<RoleId>),
    Notes(String),
}

/// One changed field of a link.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each variant sets the link's field of that name")]
#[serde(rename_all = "snake_case")]
pub enum LinkChange {
    From(ComponentId),
    To(ComponentId),
    Style(LinkStyle),
    Protocol(Option<Protocol>),
    Stage(u16),
    Label(String),
    OnlyFor(Option<BTreeSet<ComponentId>>),
}

/// One changed field of a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each variant sets the group's field of that name")]
#[serde(rename_all = "snake_case")]
pub enum GroupChange {
    Name(String),
    Kind(GroupKind),
    Parent(Option<GroupId>),
}

/// One changed field of a role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each variant sets the role's field of that name")]
#[serde(rename_all = "snake_case")]
pub enum RoleChange {
    Name(String),
    Skill(LanguageId, Option<Skill>),
}

/// One changed field of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each variant sets the scenario's field of that name")]
#[serde(rename_all = "snake_case")]
pub enum ScenarioChange {
    Name(String),
    Load(f64),
    Override(InputRef, Option<Quantity>),
}

/// One changed field of the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each variant sets the plan's field of that name")]
#[serde(rename_all = "snake_case")]
pub enum PlanChange {
    Name(String),
    Client(String),
    Notes(String),
    Date(Option<Date>),
    Candidates(Vec<CandidateId>),
    Priority(Priority, Option<f64>),
    Exchange(Option<Exchange>),
    /// Puts a criterion of the team's own in, in the place of one of that id, or takes it out.
    Criterion(CriterionId, Option<Box<OwnCriterion>>),
    /// Says in which languages a library can be used; none leaves it to the catalog.
    Bindings(LibraryName, Option<BTreeSet<LanguageId>>),
}
