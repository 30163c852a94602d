//! Version 1 of the project file. Frozen: later changes make a version 2.

use serde::{Deserialize, Serialize};

use super::entries::{Entries, numbers_as_text};

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_zero(value: &u16) -> bool {
    *value == 0
}

macro_rules! save {
    ($(#[$meta:meta])* $name:ident { $($(#[$of:meta])* pub $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        pub(super) struct $name { $($(#[$of])* pub $field: $type,)* }

        impl $name {
            const FIELDS: &[&str] = &[$(stringify!($field),)*];
        }
    };
}

save! {
    /// The whole file. `format` and `version` come first.
    PlanV1 {
        pub format: String,
        pub version: u32,
        #[serde(default)]
        pub name: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub client: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub date: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub notes: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub currency: Option<CurrencyV1>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub candidates: Vec<String>,
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub priorities: Entries<f64>,
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub bindings: Entries<Vec<String>>,
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub criteria: Entries<CriterionV1>,
        #[serde(
            default,
            deserialize_with = "numbers_as_text",
            skip_serializing_if = "Entries::is_empty"
        )]
        pub inputs: Entries<String>,
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub evidence: Entries<EvidenceV1>,
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub groups: Entries<GroupV1>,
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub roles: Entries<RoleV1>,
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub components: Entries<ComponentV1>,
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub links: Entries<LinkV1>,
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub scenarios: Entries<ScenarioV1>,
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub decisions: Entries<DecisionV1>,
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub votes: Entries<Entries<VoteV1>>,
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub log: Entries<EntryV1>,
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub placements: Entries<String>,
    }
}

save! {
    /// A criterion of the team's own.
    CriterionV1 {
        #[serde(default)]
        pub name: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub question: String,
        #[serde(default = "usual_weight")]
        pub weight: f64,
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub points: Entries<PointsV1>,
    }
}

/// Of a criterion that says none.
const fn usual_weight() -> f64 {
    1.0
}

save! {
    /// What a language gets for a criterion.
    PointsV1 {
        #[serde(default)]
        pub points: f64,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub reason: String,
    }
}

save! {
    /// The currency of the plan, where it is not the dollar.
    CurrencyV1 {
        #[serde(default)]
        pub code: String,
        #[serde(default)]
        pub per_dollar: f64,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub as_of: String,
    }
}

save! {
    /// Where a stated number comes from.
    EvidenceV1 {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub source: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub owner: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub date: String,
    }
}

save! {
    /// A group.
    GroupV1 {
        #[serde(default)]
        pub name: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub kind: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub parent: Option<String>,
    }
}

save! {
    /// A role.
    RoleV1 {
        #[serde(default)]
        pub name: String,
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub skills: Entries<String>,
        #[serde(
            default,
            deserialize_with = "numbers_as_text",
            skip_serializing_if = "Entries::is_empty"
        )]
        pub inputs: Entries<String>,
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub evidence: Entries<EvidenceV1>,
    }
}

save! {
    /// A component.
    ComponentV1 {
        #[serde(default)]
        pub name: String,
        #[serde(default)]
        pub kind: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub technology: Option<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub tags: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub focus: Option<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub labels: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub group: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub owner: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub traffic: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub mostly: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub spends: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub feel: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub size: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub upkeepers: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub sourcing: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub ml: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub data_analysis: Option<bool>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub python_libraries: Option<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub libraries: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub inside_python: Option<bool>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub prototype: Option<bool>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub shipping: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub outside_plugins: Option<bool>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub pause_sensitive: Option<bool>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub no_garbage_collector: Option<bool>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub hostile_input: Option<bool>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub stateful_sessions: Option<bool>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub exists_in: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub tested: Option<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub estate: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub known: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub mandated: Option<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub banned: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub cpu_language: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub cpu_scope: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub work_language: Option<String>,
        #[serde(
            default,
            deserialize_with = "numbers_as_text",
            skip_serializing_if = "Entries::is_empty"
        )]
        pub inputs: Entries<String>,
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub evidence: Entries<EvidenceV1>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub notes: String,
    }
}

save! {
    /// A link.
    LinkV1 {
        #[serde(default)]
        pub from: String,
        #[serde(default)]
        pub to: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub style: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub protocol: Option<String>,
        #[serde(default, skip_serializing_if = "is_zero")]
        pub stage: u16,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub label: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub only_for: Option<Vec<String>>,
        #[serde(
            default,
            deserialize_with = "numbers_as_text",
            skip_serializing_if = "Entries::is_empty"
        )]
        pub inputs: Entries<String>,
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub evidence: Entries<EvidenceV1>,
    }
}

save! {
    /// A scenario.
    ScenarioV1 {
        #[serde(default)]
        pub name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub load: Option<f64>,
        #[serde(
            default,
            deserialize_with = "numbers_as_text",
            skip_serializing_if = "Entries::is_empty"
        )]
        pub overrides: Entries<String>,
        #[serde(default, skip_serializing_if = "Entries::is_empty")]
        pub evidence: Entries<EvidenceV1>,
    }
}

save! {
    /// A decision.
    DecisionV1 {
        #[serde(default)]
        pub language: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub candidate: Option<String>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub reason: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub author: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub date: String,
        #[serde(
            default,
            deserialize_with = "numbers_as_text",
            skip_serializing_if = "Entries::is_empty"
        )]
        pub relied_on: Entries<String>,
    }
}

save! {
    /// What a role voted for.
    VoteV1 {
        #[serde(default)]
        pub language: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub reason: String,
    }
}

save! {
    /// An entry of the log.
    EntryV1 {
        #[serde(default)]
        pub kind: String,
        #[serde(default)]
        pub text: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub about: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub status: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub owner: Option<String>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub raised: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub due: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub settled: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub outcome: String,
    }
}

/// The fields that stand beside one, by its path: `components.api.name`.
pub(super) fn fields_beside(path: &str) -> &'static [&'static str] {
    let mut steps = path.split('.');
    let map = steps.next().filter(|_| path.contains('.')).unwrap_or_default();
    match map {
        "" => PlanV1::FIELDS,
        _ if map == "evidence" || steps.any(|step| step == "evidence") => EvidenceV1::FIELDS,
        // `criteria.support.points.go.reason`
        "criteria" if path.split('.').count() > 3 => PointsV1::FIELDS,
        "criteria" => CriterionV1::FIELDS,
        "currency" => CurrencyV1::FIELDS,
        "groups" => GroupV1::FIELDS,
        "roles" => RoleV1::FIELDS,
        "components" => ComponentV1::FIELDS,
        "links" => LinkV1::FIELDS,
        "scenarios" => ScenarioV1::FIELDS,
        "decisions" => DecisionV1::FIELDS,
        "votes" => VoteV1::FIELDS,
        "log" => EntryV1::FIELDS,
        _ => &[],
    }
}
