//! What an edit changes, in words: the object, the field, the value that it sets.

use std::collections::BTreeSet;

use super::coarse::{Answers, Feel, MostlyDoes, Spends, Traffic, Upkeepers, WorkSize};
use super::diff::diff;
use super::edit::{
    ComponentChange as C, Edit, GroupChange as G, LinkChange as L, PlanChange as P,
    RoleChange as R, ScenarioChange as S,
};
use super::exchange::Exchange;
use super::log::{About, LogEntry};
use super::plan::Plan;
use super::quantity::Quantity;
use super::{ComponentId, EntryId, GroupId, LinkId, RoleId, ScenarioId};
use super::{InputOwner, InputRef};

/// What an edit says. Two edits of one plan set the same thing if object and field are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What is changed, by its name: “component “Cart””.
    pub object: String,
    /// Which field of it; empty where the object as a whole comes or goes.
    pub field: String,
    /// The value that it gets.
    pub value: String,
}

/// One difference between two plans, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What differs, by its name.
    pub object: String,
    /// Which field of it; empty where the object as a whole came or went.
    pub field: String,
    /// Its value in the first plan; empty for what it does not hold.
    pub before: String,
    /// Its value in the second plan.
    pub after: String,
}

impl std::fmt::Display for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { object, field, before, after } = self;
        match (field.is_empty(), before.is_empty()) {
            (true, _) => write!(f, "{object} {after}"),
            (_, true) => write!(f, "{object}: {field}: {after}"),
            _ => write!(f, "{object}: {field}: {before} → {after}"),
        }
    }
}

/// How plan `b` differs from plan `a` in what it means; where cards lie, votes and the log are left aside.
#[must_use]
pub fn changes(a: &Plan, b: &Plan) -> Vec<Change> {
    let mut plan = a.clone();
    let mut found = Vec::new();
    for edit in diff(a, b) {
        // Who voted for what is told nobody, the log in minutes alone.
        let untold = matches!(edit, Edit::Place(..) | Edit::Vote(..) | Edit::Log(..));
        let (told, names) = (edit.told(b), edit.told(a));
        let Ok(back) = plan.apply(edit) else { continue };
        if untold {
            continue;
        }
        let whole = told.field.is_empty();
        // What is gone has its name in the first plan only.
        let object = if told.value == REMOVED { names.object } else { told.object };
        let before = if whole { String::new() } else { back.told(a).value };
        found.push(Change { object, field: told.field, before, after: told.value });
    }
    found
}

/// The field of a component that a decision sets.
pub const DECISION: &str = "decision";
const ADDED: &str = "added";
const REMOVED: &str = "removed";
const UNKNOWN: &str = "not said";
/// What an entry is that is not in the log.
const NONE: &str = "none";

impl Edit {
    /// What the edit says; names are those of `plan`, or ids where it has none.
    #[must_use]
    pub fn told(&self, plan: &Plan) -> Told {
        let told = |object: String, (field, value): (String, String)| Told { object, field, value };
        let whole = |value: &str| (String::new(), value.to_owned());
        match self {
            Self::AddComponent(of) => told(quoted("component", &of.name), whole(ADDED)),
            Self::RemoveComponent(id) => told(component(plan, id), whole(REMOVED)),
            Self::Component(id, change) => told(component(plan, id), of_component(plan, change)),
            Self::AddLink(of) => told(between(plan, &of.from, &of.to, &of.label), whole(ADDED)),
            Self::RemoveLink(id) => told(link(plan, id), whole(REMOVED)),
            Self::Link(id, change) => told(link(plan, id), of_link(plan, change)),
            Self::AddGroup(of) => told(quoted("group", &of.name), whole(ADDED)),
            Self::RemoveGroup(id) => told(group(plan, id), whole(REMOVED)),
            Self::Group(id, change) => told(group(plan, id), of_group(plan, change)),
            Self::AddRole(of) => told(quoted("role", &of.name), whole(ADDED)),
            Self::RemoveRole(id) => told(role(plan, id), whole(REMOVED)),
            Self::Role(id, change) => told(role(plan, id), of_role(change)),
            Self::AddScenario(of) => told(quoted("scenario", &of.name), whole(ADDED)),
            Self::RemoveScenario(id) => told(scenario(plan, id), whole(REMOVED)),
            Self::Scenario(id, change) => told(scenario(plan, id), of_scenario(plan, change)),
            Self::Input(at, number) => told(
                owner(plan, &at.owner),
                (at.input.label().to_owned(), quantity(at, number.as_ref())),
            ),
            Self::Decide(id, decision) => {
                let value = decision.as_ref().map_or_else(
                    || "none".to_owned(),
                    |of| {
                        of.candidate
                            .as_ref()
                            .map_or_else(|| of.language.to_string(), ToString::to_string)
                    },
                );
                told(component(plan, id), (DECISION.to_owned(), value))
            }
            Self::Vote(id, _, vote) => {
                let value = vote.as_ref().map_or("none".to_owned(), |of| of.language.to_string());
                told(component(plan, id), ("vote of a role".to_owned(), value))
            }
            Self::Log(id, of) => {
                let value = of.as_ref().map_or(NONE.to_owned(), |of| entry_value(plan, of));
                told(entry(plan, id), ("entry".to_owned(), value))
            }
            Self::Place(id, place) => {
                let value = place
                    .map_or(UNKNOWN.to_owned(), |at| format!("{:.0}, {:.0}", at.at.x, at.at.y));
                told(component(plan, id), ("place".to_owned(), value))
            }
            Self::Plan(change) => told(PLAN.to_owned(), of_plan(change)),
            Self::Many(edits) => match edits.first() {
                Some(edit) => edit.told(plan),
                None => told(PLAN.to_owned(), whole("unchanged")),
            },
        }
    }
}

const PLAN: &str = "the plan";

fn quoted(sort: &str, name: &str) -> String {
    format!("{sort} “{name}”")
}

fn component(plan: &Plan, id: &ComponentId) -> String {
    quoted("component", name_of(plan, id))
}

fn name_of<'a>(plan: &'a Plan, id: &'a ComponentId) -> &'a str {
    plan.components.get(id).map_or(id.as_str(), |of| of.name.as_str())
}

fn link(plan: &Plan, id: &LinkId) -> String {
    match plan.links.get(id) {
        Some(of) => between(plan, &of.from, &of.to, &of.label),
        None => quoted("link", id.as_str()),
    }
}

fn between(plan: &Plan, from: &ComponentId, to: &ComponentId, label: &str) -> String {
    let ends = format!("{} → {}", name_of(plan, from), name_of(plan, to));
    let label = label.trim();
    if label.is_empty() { quoted("link", &ends) } else { format!("link “{ends}” ({label})") }
}

fn group(plan: &Plan, id: &GroupId) -> String {
    quoted("group", plan.groups.get(id).map_or(id.as_str(), |of| of.name.as_str()))
}

fn role(plan: &Plan, id: &RoleId) -> String {
    quoted("role", plan.roles.get(id).map_or(id.as_str(), |of| of.name.as_str()))
}

fn scenario(plan: &Plan, id: &ScenarioId) -> String {
    quoted("scenario", plan.scenarios.get(id).map_or(id.as_str(), |of| of.name.as_str()))
}

fn entry(plan: &Plan, id: &EntryId) -> String {
    match plan.log.get(id) {
        Some(of) => quoted(of.kind.label(), &short(&of.text)),
        None => quoted("entry", id.as_str()),
    }
}

/// What there is to an entry; its text stands where it is named, but for one whose text changed.
fn entry_value(plan: &Plan, of: &LogEntry) -> String {
    let about = match &of.about {
        About::Plan => String::new(),
        about => format!("about {}", about.name(plan)),
    };
    let outcome = of.outcome.trim();
    let outcome = if outcome.is_empty() { String::new() } else { text(outcome) };
    let parts = [text(&of.text), about, of.standing(plan), outcome];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn owner(plan: &Plan, of: &InputOwner) -> String {
    match of {
        InputOwner::Plan => PLAN.to_owned(),
        InputOwner::Component(id) => component(plan, id),
        InputOwner::Link(id) => link(plan, id),
        InputOwner::Role(id) => role(plan, id),
    }
}

fn quantity(at: &InputRef, number: Option<&Quantity>) -> String {
    let Some(of) = number else { return UNKNOWN.to_owned() };
    let range = of.range.notation(at.input.unit());
    if of.source.trim().is_empty() { range } else { format!("{range} ({})", of.source.trim()) }
}

fn text(value: &str) -> String {
    if value.trim().is_empty() { "nothing".to_owned() } else { format!("“{}”", short(value)) }
}

/// The beginning of a text, on one line.
fn short(value: &str) -> String {
    const MOST: usize = 60;
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST {
        return line;
    }
    let start: String = line.chars().take(MOST).collect();
    format!("{start}…")
}

fn yes(value: bool) -> String {
    if value { "yes" } else { "no" }.to_owned()
}

fn maybe<T>(value: Option<T>, words: impl FnOnce(T) -> String) -> String {
    value.map_or_else(|| UNKNOWN.to_owned(), words)
}

fn of_component(plan: &Plan, change: &C) -> (String, String) {
    let label = |value: &str| value.to_owned();
    let (field, value): (&str, String) = match change {
        C::Name(name) => ("name", text(name)),
        C::Kind(kind) => ("kind", label(kind.label())),
        C::Technology(of) => {
            ("technology", of.as_ref().map_or("none".to_owned(), |of| text(of.as_str())))
        }
        C::Performance(focus) => {
            ("performance-sensitive", focus.map_or("no".to_owned(), |focus| label(focus.label())))
        }
        C::Data(on) => ("data-intelligent", yes(*on)),
        C::Label(name, on) => return (format!("label “{}”", short(name)), yes(*on)),
        C::Answers(answers) => ("answers", of_answers(*answers)),
        C::Sourcing(value) => ("sourcing", maybe(*value, |of| label(of.label()))),
        C::Ml(value) => ("machine learning", maybe(*value, |of| label(of.label()))),
        C::DataAnalysis(value) => ("data analysis", maybe(*value, yes)),
        C::PythonLibraries(value) => ("Python libraries", maybe(*value, |of| label(of.label()))),
        C::Library(name, on) => return (format!("needs {}", short(name.as_str())), yes(*on)),
        C::InsidePython(value) => ("inside Python", maybe(*value, yes)),
        C::Prototype(value) => ("prototype", maybe(*value, yes)),
        C::Shipping(value) => ("shipping", maybe(*value, |of| label(of.label()))),
        C::OutsidePlugins(value) => ("outside plugins", maybe(*value, yes)),
        C::PauseSensitive(value) => ("pauses hurt", maybe(*value, yes)),
        C::NoGarbageCollector(value) => ("no garbage collector", maybe(*value, yes)),
        C::HostileInput(value) => ("hostile input", maybe(*value, yes)),
        C::StatefulSessions(value) => ("stateful sessions", maybe(*value, yes)),
        C::ExistsIn(value) => ("language of its code", maybe(value.as_ref(), ToString::to_string)),
        C::Tested(value) => ("tests of its code", maybe(*value, |of| label(of.label()))),
        C::Estate(id, on) => return (format!("joins code in {id}"), yes(*on)),
        C::Known(id, on) => return (format!("maintainers know {id}"), yes(*on)),
        C::Mandated(value) => ("mandated language", maybe(value.as_ref(), ToString::to_string)),
        C::Banned(id, on) => return (format!("rules out {id}"), yes(*on)),
        C::CpuLanguage(value) => {
            ("language of the CPU time", maybe(value.as_ref(), ToString::to_string))
        }
        C::CpuScope(value) => ("what the CPU time includes", maybe(*value, |of| label(of.label()))),
        C::WorkLanguage(value) => {
            ("language of the work", maybe(value.as_ref(), ToString::to_string))
        }
        C::Group(value) => {
            ("group", value.as_ref().map_or("none".to_owned(), |id| group(plan, id)))
        }
        C::Owner(value) => ("owner", value.as_ref().map_or("none".to_owned(), |id| role(plan, id))),
        C::Notes(notes) => ("notes", text(notes)),
    };
    (field.to_owned(), value)
}

fn of_answers(answers: Answers) -> String {
    let Answers { traffic, mostly, spends, feel, size, upkeepers } = answers;
    let said = [
        traffic.map(Traffic::label),
        mostly.map(MostlyDoes::label),
        spends.map(Spends::label),
        feel.map(Feel::label),
        size.map(WorkSize::label),
        upkeepers.map(Upkeepers::label),
    ];
    let said: Vec<&str> = said.into_iter().flatten().collect();
    if said.is_empty() { UNKNOWN.to_owned() } else { said.join("; ") }
}

fn of_link(plan: &Plan, change: &L) -> (String, String) {
    let (field, value) = match change {
        L::From(id) => ("from", name_of(plan, id).to_owned()),
        L::To(id) => ("to", name_of(plan, id).to_owned()),
        L::Style(style) => ("style", style.label().to_owned()),
        L::Protocol(of) => ("protocol", maybe(of.as_ref(), |of| of.label().to_owned())),
        L::Stage(stage) => ("stage", stage.to_string()),
        L::Label(label) => ("label", text(label)),
        L::OnlyFor(begins) => {
            let names = |ids: &BTreeSet<_>| {
                let names: Vec<&str> = ids.iter().map(|id| name_of(plan, id)).collect();
                if names.is_empty() { "none".to_owned() } else { names.join(", ") }
            };
            ("only for requests of", begins.as_ref().map_or("all".to_owned(), names))
        }
    };
    (field.to_owned(), value)
}

fn of_group(plan: &Plan, change: &G) -> (String, String) {
    let (field, value) = match change {
        G::Name(name) => ("name", text(name)),
        G::Kind(kind) => ("kind", kind.label().to_owned()),
        G::Parent(of) => {
            ("group around", of.as_ref().map_or("none".to_owned(), |id| group(plan, id)))
        }
    };
    (field.to_owned(), value)
}

fn of_role(change: &R) -> (String, String) {
    match change {
        R::Name(name) => ("name".to_owned(), text(name)),
        R::Skill(language, skill) => {
            (format!("skill in {language}"), maybe(*skill, |of| of.label().to_owned()))
        }
    }
}

fn of_scenario(plan: &Plan, change: &S) -> (String, String) {
    match change {
        S::Name(name) => ("name".to_owned(), text(name)),
        S::Load(load) => ("load".to_owned(), format!("× {load}")),
        S::Override(at, number) => {
            let field = format!("{} of {}", at.input.label(), owner(plan, &at.owner));
            (field, quantity(at, number.as_ref()))
        }
    }
}

fn of_plan(change: &P) -> (String, String) {
    let (field, value) = match change {
        P::Name(name) => ("name", text(name)),
        P::Client(name) => ("client", text(name)),
        P::Notes(notes) => ("notes", text(notes)),
        P::Exchange(of) => {
            let value =
                |of: Exchange| format!("{}, {} a dollar", of.currency.word(), of.per_dollar);
            ("currency", of.map_or_else(|| "USD".to_owned(), value))
        }
        P::Date(date) => ("date", maybe(*date, |of| of.to_string())),
        P::Candidates(ids) => {
            let ids: Vec<&str> = ids.iter().map(super::CandidateId::as_str).collect();
            let value = if ids.is_empty() { "the usual ones".to_owned() } else { ids.join(", ") };
            ("candidates", value)
        }
        P::Priority(of, weight) => {
            return (format!("weight of {}", of.label()), weight.unwrap_or(1.0).to_string());
        }
        P::Criterion(id, of) => {
            let value = of.as_ref().map_or_else(
                || "none".to_owned(),
                |of| {
                    format!(
                        "{}, weight {}, {} languages",
                        short(&of.name),
                        of.weight,
                        of.points.len()
                    )
                },
            );
            return (format!("own criterion {id}"), value);
        }
        P::Bindings(name, languages) => {
            let value = match languages {
                None => "as the catalog knows".to_owned(),
                Some(of) if of.is_empty() => "none".to_owned(),
                Some(of) => of.iter().map(super::LanguageId::as_str).collect::<Vec<_>>().join(", "),
            };
            return (format!("languages of {}", short(name.as_str())), value);
        }
    };
    (field.to_owned(), value)
}
