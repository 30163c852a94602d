//! What a plan *is*: components, links, groups, roles, scenarios, decisions, and [`Edit`], the only
//! way to change it.
//!
//! The plan is the ground state; everything else in the program is computed from it. Numbers are
//! [`Quantity`]s in maps by [`Input`], so each has a stable address ([`InputRef`]) and an absent
//! number is an unknown one.

mod address;
pub mod apply;
pub mod coarse;
pub mod component;
pub mod criterion;
pub mod diff;
pub mod edit;
pub mod exchange;
pub mod input;
mod inputs;
pub mod invariants;
pub mod kind;
pub mod library;
pub mod link;
pub mod log;
pub mod merge;
pub mod plan;
pub mod quantity;
mod routes;
pub mod technology;
pub mod told;
pub mod traits;
pub mod version;
pub mod votes;

pub use address::{AddressError, InputOwner, InputRef};
pub use apply::EditError;
pub use coarse::{Answers, Feel, MostlyDoes, Spends, Traffic, Upkeepers, WorkSize};
pub use component::{Component, Focus, Tags};
pub use criterion::{OwnCriterion, OwnPoints};
pub use diff::diff;
pub use edit::{
    ComponentChange, Edit, GroupChange, LinkChange, PlanChange, RoleChange, ScenarioChange,
};
pub use exchange::Exchange;
pub use input::{Input, Scope, Section, Usual};
pub use inputs::Inputs;
pub use invariants::{Violation, violations};
pub use kind::Kind;
pub use library::LibraryName;
pub use link::{Link, LinkStyle, Protocol};
pub use log::{About, EntryKind, EntryStatus, LogEntry};
pub use merge::{Conflict, Whose, merge};
pub use plan::{
    DEFAULT_CARD, Decision, Group, GroupKind, Placement, Plan, Priority, Role, Scenario, Skill,
};
pub use quantity::Quantity;
pub use routes::Begins;
pub use technology::Technology;
pub use told::{Change, DECISION, Told, changes};
pub use traits::{CpuScope, LibraryNeed, MlUse, Shipping, Sourcing, Tested, Traits};
pub use votes::{Dissent, Tally, Vote, Votes, dissent};

use crate::id_type;

id_type! {
    /// Id of a component.
    ComponentId
}
id_type! {
    /// Id of a link.
    LinkId
}
id_type! {
    /// Id of a group.
    GroupId
}
id_type! {
    /// Id of a role in the team.
    RoleId
}
id_type! {
    /// Id of a criterion of the team's own.
    CriterionId
}
id_type! {
    /// Id of an entry of the log.
    EntryId
}
id_type! {
    /// Id of a scenario.
    ScenarioId
}
id_type! {
    /// Id of a programming language, such as `go`; the catalog need not know it.
    LanguageId
}
id_type! {
    /// Id of a candidate (a language with its stack), such as `python-async`.
    CandidateId
}
