//! Components and the links between them.

use std::collections::BTreeSet;

use super::place::{Place, meant, shorten};
use crate::base::id::name_or_id;
use crate::files::save_v1::{ComponentV1, LinkV1};
use crate::model::{
    Answers, Component, ComponentId, CpuScope, Feel, Focus, Kind, LibraryNeed, Link, LinkId,
    LinkStyle, MlUse, MostlyDoes, Plan, Protocol, Scope, Shipping, Sourcing, Spends, Tags,
    Technology, Tested, Traffic, Traits, Upkeepers, WorkSize,
};

pub(super) fn component(
    id: ComponentId,
    saved: ComponentV1,
    plan: &Plan,
    place: &mut Place<'_>,
) -> Component {
    let tags = tags(&saved, place);
    let answers = Answers {
        traffic: place.word("traffic", saved.traffic, Traffic::ALL, Traffic::word),
        mostly: place.word("mostly", saved.mostly, MostlyDoes::ALL, MostlyDoes::word),
        spends: place.word("spends", saved.spends, Spends::ALL, Spends::word),
        feel: place.word("feel", saved.feel, Feel::ALL, Feel::word),
        size: place.word("size", saved.size, WorkSize::ALL, WorkSize::word),
        upkeepers: place.word("upkeepers", saved.upkeepers, Upkeepers::ALL, Upkeepers::word),
    };
    let traits = Traits {
        sourcing: place.word("sourcing", saved.sourcing, Sourcing::ALL, Sourcing::word),
        ml: place.word("ml", saved.ml, MlUse::ALL, MlUse::word),
        data_analysis: saved.data_analysis,
        python_libraries: place.word(
            "python_libraries",
            saved.python_libraries,
            LibraryNeed::ALL,
            LibraryNeed::word,
        ),
        libraries: place.libraries(saved.libraries),
        inside_python: saved.inside_python,
        prototype: saved.prototype,
        shipping: place.word("shipping", saved.shipping, Shipping::ALL, Shipping::word),
        outside_plugins: saved.outside_plugins,
        pause_sensitive: saved.pause_sensitive,
        no_garbage_collector: saved.no_garbage_collector,
        hostile_input: saved.hostile_input,
        stateful_sessions: saved.stateful_sessions,
        exists_in: place.language(saved.exists_in),
        tested: place.word("tested", saved.tested, Tested::ALL, Tested::word),
        estate: place.languages(saved.estate),
        known: place.languages(saved.known),
        mandated: place.language(saved.mandated),
        banned: place.languages(saved.banned),
    };
    if saved.kind.is_empty() {
        place.note("the kind is missing; it is a service now".to_owned());
    }
    let technology = saved.technology.as_deref().and_then(Technology::new);
    if technology.is_none() && saved.technology.is_some() {
        place.note("the technology is empty; dropped".to_owned());
    }
    Component {
        name: name_or_id(saved.name, &id),
        id,
        kind: Kind::Other(saved.kind).canonical(),
        technology,
        tags,
        answers,
        traits,
        inputs: place.inputs(saved.inputs, saved.evidence, Scope::Component),
        cpu_language: place.language(saved.cpu_language),
        cpu_scope: place.word("cpu_scope", saved.cpu_scope, CpuScope::ALL, CpuScope::word),
        work_language: place.language(saved.work_language),
        group: place.existing("group", saved.group, &plan.groups),
        owner: place.existing("owner", saved.owner, &plan.roles),
        notes: saved.notes,
    }
}

fn tags(saved: &ComponentV1, place: &mut Place<'_>) -> Tags {
    let focus = place.word("focus", saved.focus.clone(), Focus::ALL, Focus::word);
    let mut tags = Tags { labels: saved.labels.iter().cloned().collect(), ..Tags::default() };
    for tag in &saved.tags {
        match tag.as_str() {
            Tags::PERFORMANCE => tags.performance = Some(focus.unwrap_or(Focus::Unsaid)),
            Tags::DATA => tags.data = true,
            other => {
                place.note(format!(
                    "`{}` is no tag of this version; {}it is a label now",
                    shorten(other),
                    meant(other, [Tags::PERFORMANCE, Tags::DATA].into_iter())
                ));
                tags.labels.insert(other.to_owned());
            }
        }
    }
    if focus.is_some() && tags.performance.is_none() {
        place.note("focus is only for performance-sensitive components; dropped".to_owned());
    }
    tags
}

/// Components whose requests take a link; those that do not exist are told and dropped.
fn begins(ids: Vec<String>, plan: &Plan, place: &mut Place<'_>) -> BTreeSet<ComponentId> {
    let listed = place.list(ids, ComponentId::new);
    let (known, missing): (Vec<_>, Vec<_>) =
        listed.into_iter().partition(|id| plan.components.contains_key(id));
    for id in missing {
        let meant = meant(id.as_str(), plan.components.keys().map(ComponentId::as_str));
        place.note(format!("the component `{id}` in `only_for` does not exist; {meant}dropped"));
    }
    known.into_iter().collect()
}

pub(super) fn link(id: LinkId, saved: LinkV1, plan: &Plan, place: &mut Place<'_>) -> Option<Link> {
    let end =
        |text: &str| ComponentId::new(text).ok().filter(|id| plan.components.contains_key(id));
    let (Some(from), Some(to)) = (end(&saved.from), end(&saved.to)) else {
        let ends = [&saved.from, &saved.to];
        let mut missing: Vec<&String> =
            ends.into_iter().filter(|text| end(text).is_none()).collect();
        missing.dedup();
        let (what, does) =
            if missing.len() == 1 { ("component", "does") } else { ("components", "do") };
        let ids = plan.components.keys().map(ComponentId::as_str);
        let meant: String = missing.iter().map(|id| meant(id, ids.clone())).collect();
        let named: Vec<String> = missing.iter().map(|id| format!("`{}`", shorten(id))).collect();
        let named = named.join(" and ");
        place.note(format!("the {what} {named} {does} not exist; {meant}dropped"));
        return None;
    };
    Some(Link {
        id,
        from,
        to,
        style: place
            .word("style", saved.style, LinkStyle::ALL, LinkStyle::word)
            .unwrap_or(LinkStyle::Request),
        protocol: saved.protocol.map(|word| Protocol::from_word(&word)),
        stage: saved.stage,
        label: saved.label,
        only_for: saved.only_for.map(|ids| begins(ids, plan, place)),
        inputs: place.inputs(saved.inputs, saved.evidence, Scope::Link),
    })
}
