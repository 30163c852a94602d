//! `unknown-word`: a language, kind, protocol or candidate that nobody knows.
//! `language-without-figures`: a language that is known, but of which the catalog has no figures.

use std::collections::BTreeMap;

use super::context::listed;
use super::{Context, Finding, Severity};
use crate::base::Unit;
use crate::catalog::names;
use crate::model::{
    CandidateId, Component, ComponentChange, ComponentId, Decision, Edit, Input, Kind, LanguageId,
    Link, LinkChange, Plan, PlanChange, Protocol, RoleChange, RoleId, Skill,
};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut found = languages(context);
    let plan = context.resolved.plan;
    found.extend(plan.components.values().filter_map(kind));
    found.extend(plan.links.values().filter_map(|link| protocol(context, link)));
    found.extend(plan.candidates.iter().filter_map(|id| candidate(context, id)));
    found
}

/// Somewhere in the plan that names a language.
struct Mention<'a> {
    /// Name of what names it.
    name: &'a str,
    place: Place<'a>,
}

/// What names a language, and how.
enum Place<'a> {
    /// A field of a component.
    Component(&'a ComponentId, Field),
    /// The skill of a role.
    Role(&'a RoleId, Skill),
    /// The decision on a component.
    Decision(&'a ComponentId, &'a Decision),
}

/// A field of a component that names a language.
#[derive(Clone, Copy)]
enum Field {
    Known,
    Estate,
    Banned,
    Mandated,
    ExistsIn,
    CpuLanguage,
    WorkLanguage,
}

impl Field {
    /// Puts one language in the place of another.
    fn replace(self, old: &LanguageId, new: &LanguageId) -> Vec<ComponentChange> {
        use ComponentChange as C;
        let (old, new) = (old.clone(), new.clone());
        match self {
            Self::Known => vec![C::Known(old, false), C::Known(new, true)],
            Self::Estate => vec![C::Estate(old, false), C::Estate(new, true)],
            Self::Banned => vec![C::Banned(old, false), C::Banned(new, true)],
            Self::Mandated => vec![C::Mandated(Some(new))],
            Self::ExistsIn => vec![C::ExistsIn(Some(new))],
            Self::CpuLanguage => vec![C::CpuLanguage(Some(new))],
            Self::WorkLanguage => vec![C::WorkLanguage(Some(new))],
        }
    }
}

impl Mention<'_> {
    /// Puts one language in the place of another.
    fn replace(&self, old: &LanguageId, new: &LanguageId) -> Vec<Edit> {
        match &self.place {
            Place::Component(id, field) => {
                let changes = field.replace(old, new).into_iter();
                changes.map(|change| Edit::Component((*id).clone(), change)).collect()
            }
            Place::Role(id, skill) => {
                let change = |of: &LanguageId, skill| {
                    Edit::Role((*id).clone(), RoleChange::Skill(of.clone(), skill))
                };
                vec![change(old, None), change(new, Some(*skill))]
            }
            Place::Decision(id, decision) => {
                let decision = Decision { language: new.clone(), ..(*decision).clone() };
                vec![Edit::Decide((*id).clone(), Some(Box::new(decision)))]
            }
        }
    }
}

fn languages(context: &Context<'_>) -> Vec<Finding> {
    let catalog = context.resolved.catalog;
    let strange = mentions(context.resolved.plan)
        .into_iter()
        .filter(|(language, _)| !catalog.languages.contains_key(*language));
    strange
        .map(|(language, mentions)| {
            if catalog.is_language(language) {
                without_figures(context, language, &mentions)
            } else {
                unknown_language(context, language, &mentions)
            }
        })
        .collect()
}

fn unknown_language(
    context: &Context<'_>,
    language: &LanguageId,
    mentions: &[Mention<'_>],
) -> Finding {
    let meant = context.resolved.catalog.language_meant(language.as_str());
    let edit = |meant: &LanguageId| {
        Edit::Many(mentions.iter().flat_map(|of| of.replace(language, meant)).collect())
    };
    let fix = meant.map(|meant| (meant.to_string(), edit(&meant)));
    let places = listed(named(mentions));
    unknown(first_component(mentions), language.as_str(), "a language", &places, fix)
}

fn without_figures(
    context: &Context<'_>,
    language: &LanguageId,
    mentions: &[Mention<'_>],
) -> Finding {
    let name = context.language_name(language);
    let plan = context.resolved.plan;
    let timed = plan.components.values().find_map(|component| {
        let stated = component.inputs.get(&Input::CpuTime)?;
        (component.cpu_language.as_ref() == Some(language))
            .then(|| (component.name.as_str(), stated.range.readable(Unit::Ms)))
    });
    let names = named(mentions);
    let verb = if names.len() == 1 { "names" } else { "name" };
    let result = timed.map_or_else(
        || "it is not compared with others".to_owned(),
        |(of, time)| format!("the {time} of CPU time of {of} count as unknown"),
    );
    Finding {
        code: "language-without-figures",
        severity: Severity::Hint,
        component: first_component(mentions),
        input: None,
        message: format!(
            "The catalog has no figures for {name}, which {} {verb}, so {result}",
            listed(names)
        ),
        advice: "Take what is computed for other languages as a hint, and measure before deciding"
            .to_owned(),
        claims: "",
        fixes: Vec::new(),
    }
}

/// Names of what mentions a language, each once.
fn named<'a>(mentions: &[Mention<'a>]) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for mention in mentions {
        if !names.contains(&mention.name) {
            names.push(mention.name);
        }
    }
    names
}

fn first_component(mentions: &[Mention<'_>]) -> Option<ComponentId> {
    mentions.iter().find_map(|mention| match mention.place {
        Place::Component(id, _) | Place::Decision(id, _) => Some(id.clone()),
        Place::Role(..) => None,
    })
}

/// Everything in a plan that names a language, by language.
fn mentions(plan: &Plan) -> BTreeMap<&LanguageId, Vec<Mention<'_>>> {
    let mut found: BTreeMap<&LanguageId, Vec<Mention<'_>>> = BTreeMap::new();
    let mut add = |language, name, place| {
        found.entry(language).or_default().push(Mention { name, place });
    };
    for component in plan.components.values() {
        for (language, field) in of_component(component) {
            add(language, component.name.as_str(), Place::Component(&component.id, field));
        }
    }
    for role in plan.roles.values() {
        for (language, skill) in &role.skills {
            add(language, &role.name, Place::Role(&role.id, *skill));
        }
    }
    for (id, decision) in &plan.decisions {
        let name = plan.components.get(id).map_or("?", |component| component.name.as_str());
        add(&decision.language, name, Place::Decision(id, decision));
    }
    found
}

/// The languages that a component names.
fn of_component(component: &Component) -> impl Iterator<Item = (&LanguageId, Field)> {
    let traits = &component.traits;
    let sets = [
        (&traits.known, Field::Known),
        (&traits.estate, Field::Estate),
        (&traits.banned, Field::Banned),
    ];
    let single = [
        (&traits.mandated, Field::Mandated),
        (&traits.exists_in, Field::ExistsIn),
        (&component.cpu_language, Field::CpuLanguage),
        (&component.work_language, Field::WorkLanguage),
    ];
    let of_sets = sets.into_iter().flat_map(|(set, field)| set.iter().map(move |id| (id, field)));
    of_sets.chain(single.into_iter().filter_map(|(id, field)| Some((id.as_ref()?, field))))
}

fn kind(component: &Component) -> Option<Finding> {
    let Kind::Other(word) = &component.kind else { return None };
    let meant = names::kind_meant(word);
    let fix = meant.map(|kind| {
        let label = kind.word().to_owned();
        (label, Edit::Component(component.id.clone(), ComponentChange::Kind(kind)))
    });
    Some(unknown(Some(component.id.clone()), word, "a kind", &component.name, fix))
}

/// Protocols of somebody else's making are welcome; those that are like a known one are not.
fn protocol(context: &Context<'_>, link: &Link) -> Option<Finding> {
    let Some(Protocol::Other(word)) = &link.protocol else { return None };
    let meant = names::protocol_meant(word)?;
    let ends = format!("{} to {}", context.name(&link.from), context.name(&link.to));
    let label = meant.word().to_owned();
    let edit = Edit::Link(link.id.clone(), LinkChange::Protocol(Some(meant)));
    Some(unknown(Some(link.from.clone()), word, "a protocol", &ends, Some((label, edit))))
}

fn candidate(context: &Context<'_>, id: &CandidateId) -> Option<Finding> {
    let catalog = context.resolved.catalog;
    if catalog.candidates.contains_key(id) {
        return None;
    }
    let plan = context.resolved.plan;
    let with = |meant: Option<&CandidateId>| {
        let mut kept: Vec<CandidateId> = Vec::new();
        for candidate in &plan.candidates {
            let new = if candidate == id { meant } else { Some(candidate) };
            kept.extend(new.filter(|new| !kept.contains(new)).cloned());
        }
        Edit::Plan(PlanChange::Candidates(kept))
    };
    let meant = catalog.candidate_meant(id.as_str());
    let mended = meant.as_ref().map(|meant| (meant.to_string(), with(Some(meant))));
    let mut finding = unknown(None, id.as_str(), "a candidate", "the plan", mended);
    finding.fixes.push((format!("Leave out {id}"), with(None)));
    Some(finding)
}

/// A word that is none, with what it may mean and the edit that puts it right.
fn unknown(
    component: Option<ComponentId>,
    word: &str,
    what: &str,
    place: &str,
    meant: Option<(String, Edit)>,
) -> Finding {
    let question =
        meant.as_ref().map_or_else(String::new, |(meant, _)| format!("; did you mean `{meant}`?"));
    let advice = match &meant {
        Some((meant, _)) => format!("Write `{meant}` in its place, or another word that is known"),
        None => "Write a word that is known; nothing is computed from this one".to_owned(),
    };
    Finding {
        code: "unknown-word",
        severity: Severity::Warning,
        component,
        input: None,
        message: format!("{place}: `{word}` is not known as {what}{question}"),
        advice,
        claims: "",
        fixes: meant.into_iter().map(|(to, edit)| (format!("Write {to}"), edit)).collect(),
    }
}
