//! From the structs of the file to the model: everything from disk is untrusted.

use std::collections::{BTreeMap, BTreeSet};

use super::entries::Entries;
use super::notation;
use super::read::Repair;
use super::save_v1::{ComponentV1, DecisionV1, EvidenceV1, LinkV1, PlanV1, RoleV1, ScenarioV1};
use crate::base::Date;
use crate::base::id::IdError;
use crate::model::apply::{MAX_CARD, MAX_COORDINATE, MAX_LOAD_FACTOR};
use crate::model::{
    Answers, CandidateId, Component, ComponentId, Decision, Focus, Group, GroupId, GroupKind,
    Input, InputRef, Inputs, Kind, LanguageId, Link, LinkId, LinkStyle, Placement, Plan, Priority,
    Protocol, Quantity, Role, RoleId, Scenario, ScenarioId, Scope, Skill, Tags, Traits,
};

/// Builds the plan; whatever cannot be used is dropped or changed and listed.
pub(super) fn plan(save: PlanV1) -> (Plan, Vec<Repair>) {
    let mut repairs = Repairs::default();
    let plan_repairs = &mut repairs.at("plan");
    let mut plan = Plan {
        name: save.name,
        client: save.client,
        notes: save.notes,
        date: plan_repairs.date(&save.date),
        candidates: plan_repairs.list(save.candidates, CandidateId::new),
        inputs: plan_repairs.inputs(save.inputs, save.evidence, Scope::Plan),
        ..Plan::default()
    };
    for (word, weight) in save.priorities.0 {
        match Priority::from_word(&word) {
            Some(priority) if (0.0..=10.0).contains(&weight) => {
                plan.priorities.insert(priority, weight);
            }
            _ => plan_repairs
                .note(format!("priority `{word}` = {weight} is not one between 0 and 10; dropped")),
        }
    }
    groups(&mut plan, save.groups, &mut repairs);
    for (id, role) in save.roles.0 {
        let place = &mut repairs.at(&format!("role `{id}`"));
        if let Some(id) = place.id(&id, &role.name, RoleId::new, |id| plan.roles.contains_key(id)) {
            let role = self::role(id.clone(), role, place);
            plan.roles.insert(id, role);
        }
    }
    for (id, component) in save.components.0 {
        let place = &mut repairs.at(&format!("component `{id}`"));
        let taken = |id: &str| plan.components.contains_key(id);
        if let Some(id) = place.id(&id, &component.name, ComponentId::new, taken) {
            let component = self::component(id.clone(), component, &plan, place);
            plan.components.insert(id, component);
        }
    }
    for (id, link) in save.links.0 {
        let place = &mut repairs.at(&format!("link `{id}`"));
        let name = format!("{}-{}", link.from, link.to);
        if let Some(id) = place.id(&id, &name, LinkId::new, |id| plan.links.contains_key(id))
            && let Some(link) = self::link(id.clone(), link, &plan, place)
        {
            plan.links.insert(id, link);
        }
    }
    scenarios(&mut plan, save.scenarios, &mut repairs);
    decisions(&mut plan, save.decisions, &mut repairs);
    placements(&mut plan, save.placements, &mut repairs);
    (plan, repairs.0)
}

#[derive(Default)]
struct Repairs(Vec<Repair>);

impl Repairs {
    fn at(&mut self, place: &str) -> Place<'_> {
        Place { place: place.to_owned(), repairs: &mut self.0 }
    }
}

/// Where something is being read, to list repairs.
struct Place<'a> {
    place: String,
    repairs: &'a mut Vec<Repair>,
}

impl Place<'_> {
    fn note(&mut self, problem: String) {
        self.repairs.push(Repair { place: self.place.clone(), problem });
    }

    /// The id as written; a bad one or one that is taken is replaced by a fresh one.
    fn id<I: std::fmt::Display>(
        &mut self,
        text: &str,
        name: &str,
        new: impl Fn(&str) -> Result<I, IdError>,
        is_taken: impl Fn(&str) -> bool,
    ) -> Option<I> {
        let problem = match new(text) {
            Ok(id) if !is_taken(text) => return Some(id),
            Ok(_) => "the id is taken".to_owned(),
            Err(error) => error.to_string(),
        };
        let base = if name.is_empty() { text } else { name };
        let fresh = new(&crate::base::id::fresh(base, is_taken)).ok()?;
        self.note(format!("{problem}; it is `{fresh}` now, and what refers to it must be checked"));
        Some(fresh)
    }

    fn list<I: Ord>(
        &mut self,
        words: Vec<String>,
        new: impl Fn(&str) -> Result<I, IdError>,
    ) -> Vec<I> {
        let mut ids: Vec<I> = Vec::with_capacity(words.len());
        for word in words {
            match new(&word) {
                Ok(id) if !ids.contains(&id) => ids.push(id),
                Ok(_) => self.note(format!("`{word}` stands twice in a list; once is enough")),
                Err(error) => self.note(format!("{error}; dropped")),
            }
        }
        ids
    }

    fn languages(&mut self, words: Vec<String>) -> BTreeSet<LanguageId> {
        self.list(words, LanguageId::new).into_iter().collect()
    }

    fn language(&mut self, word: Option<String>) -> Option<LanguageId> {
        let word = word?;
        LanguageId::new(&word).map_err(|error| self.note(format!("{error}; dropped"))).ok()
    }

    fn word<T>(
        &mut self,
        field: &str,
        word: Option<String>,
        from_word: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let word = word?;
        let found = from_word(&word);
        if found.is_none() {
            self.note(format!("{field} `{word}` is not known; it counts as unknown"));
        }
        found
    }

    fn date(&mut self, text: &str) -> Option<Date> {
        if text.is_empty() {
            return None;
        }
        text.parse()
            .map_err(|error: crate::base::date::DateError| self.note(format!("{error}; dropped")))
            .ok()
    }

    fn quantity(
        &mut self,
        name: &str,
        input: Input,
        text: &str,
        evidence: Option<EvidenceV1>,
    ) -> Option<Quantity> {
        match input.parse(text) {
            Ok(range) => {
                let evidence = evidence.unwrap_or_default();
                let date = self.date(&evidence.date);
                Some(Quantity { range, source: evidence.source, owner: evidence.owner, date })
            }
            Err(error) => {
                self.note(format!("{name} `{}`: {error}; it counts as unknown", shorten(text)));
                None
            }
        }
    }

    fn inputs(
        &mut self,
        texts: Entries<String>,
        evidence: Entries<EvidenceV1>,
        scope: Scope,
    ) -> Inputs {
        let mut evidence: BTreeMap<String, EvidenceV1> = evidence.0.into_iter().collect();
        let mut inputs = Inputs::new();
        for (word, text) in texts.0 {
            let Some(input) = Input::from_word(&word).filter(|input| input.scope() == scope) else {
                self.note(format!("`{}` is not an input here; dropped", shorten(&word)));
                continue;
            };
            if inputs.contains_key(&input) {
                self.note(format!("{word} stands twice; the first is kept"));
                continue;
            }
            if let Some(quantity) = self.quantity(&word, input, &text, evidence.remove(&word)) {
                inputs.insert(input, quantity);
            } else {
                evidence.remove(&word);
            }
        }
        for word in evidence.keys() {
            self.note(format!("evidence for `{}` belongs to no number; dropped", shorten(word)));
        }
        inputs
    }

    /// The id of something that exists; a dangling one is dropped.
    fn existing<I>(
        &mut self,
        what: &str,
        text: Option<String>,
        new: impl Fn(&str) -> Result<I, IdError>,
        exists: impl Fn(&I) -> bool,
    ) -> Option<I> {
        let text = text?;
        let id = new(&text).ok().filter(|id| exists(id));
        if id.is_none() {
            self.note(format!("{what} `{}` does not exist; dropped", shorten(&text)));
        }
        id
    }
}

fn shorten(text: &str) -> String {
    text.chars().take(60).collect()
}

fn groups(plan: &mut Plan, saved: Entries<super::save_v1::GroupV1>, repairs: &mut Repairs) {
    let mut parents = Vec::new();
    for (id, saved) in saved.0 {
        let place = &mut repairs.at(&format!("group `{id}`"));
        let taken = |id: &str| plan.groups.contains_key(id);
        let Some(id) = place.id(&id, &saved.name, GroupId::new, taken) else {
            continue;
        };
        let kind = Some(saved.kind).filter(|kind| !kind.is_empty());
        let kind = place.word("kind", kind, GroupKind::from_word).unwrap_or(GroupKind::Layer);
        parents.push((id.clone(), saved.parent));
        plan.groups.insert(id.clone(), Group { id, name: saved.name, kind, parent: None });
    }
    for (id, parent) in parents {
        let place = &mut repairs.at(&format!("group `{id}`"));
        let parent = place
            .existing("parent", parent, GroupId::new, |parent| plan.groups.contains_key(parent));
        if plan.groups_around(parent.as_ref()).any(|group| group.id == id) {
            place.note("the group would lie inside itself; its parent is dropped".to_owned());
        } else if let Some(group) = plan.groups.get_mut(&id) {
            group.parent = parent;
        }
    }
}

fn role(id: RoleId, saved: RoleV1, place: &mut Place<'_>) -> Role {
    let mut skills = BTreeMap::new();
    for (language, skill) in saved.skills.0 {
        let language = place.language(Some(language));
        let skill = place.word("skill", Some(skill), Skill::from_word);
        if let (Some(language), Some(skill)) = (language, skill) {
            skills.insert(language, skill);
        }
    }
    let inputs = place.inputs(saved.inputs, saved.evidence, Scope::Role);
    Role { id, name: saved.name, skills, inputs }
}

fn component(id: ComponentId, saved: ComponentV1, plan: &Plan, place: &mut Place<'_>) -> Component {
    let tags = tags(&saved, place);
    let answers = Answers {
        traffic: place.word("traffic", saved.traffic, crate::model::Traffic::from_word),
        mostly: place.word("mostly", saved.mostly, crate::model::MostlyDoes::from_word),
        feel: place.word("feel", saved.feel, crate::model::Feel::from_word),
        size: place.word("size", saved.size, crate::model::WorkSize::from_word),
        upkeepers: place.word("upkeepers", saved.upkeepers, crate::model::Upkeepers::from_word),
    };
    let traits = Traits {
        sourcing: place.word("sourcing", saved.sourcing, crate::model::Sourcing::from_word),
        ml: place.word("ml", saved.ml, crate::model::MlUse::from_word),
        data_analysis: saved.data_analysis,
        python_libraries: place.word(
            "python_libraries",
            saved.python_libraries,
            crate::model::LibraryNeed::from_word,
        ),
        inside_python: saved.inside_python,
        prototype: saved.prototype,
        shipping: place.word("shipping", saved.shipping, crate::model::Shipping::from_word),
        outside_plugins: saved.outside_plugins,
        pause_sensitive: saved.pause_sensitive,
        no_garbage_collector: saved.no_garbage_collector,
        hostile_input: saved.hostile_input,
        stateful_sessions: saved.stateful_sessions,
        estate: place.languages(saved.estate),
        known: place.languages(saved.known),
        mandated: place.language(saved.mandated),
        banned: place.languages(saved.banned),
    };
    if saved.kind.is_empty() {
        place.note("the kind is missing; it is a service now".to_owned());
    }
    Component {
        id,
        name: saved.name,
        kind: if saved.kind.is_empty() { Kind::Service } else { Kind::from_word(&saved.kind) },
        tags,
        answers,
        traits,
        inputs: place.inputs(saved.inputs, saved.evidence, Scope::Component),
        cpu_language: place.language(saved.cpu_language),
        work_language: place.language(saved.work_language),
        group: place
            .existing("group", saved.group, GroupId::new, |id| plan.groups.contains_key(id)),
        owner: place.existing("owner", saved.owner, RoleId::new, |id| plan.roles.contains_key(id)),
        notes: saved.notes,
    }
}

fn tags(saved: &ComponentV1, place: &mut Place<'_>) -> Tags {
    let focus = place.word("focus", saved.focus.clone(), Focus::from_word);
    let mut tags = Tags { labels: saved.labels.iter().cloned().collect(), ..Tags::default() };
    for tag in &saved.tags {
        match tag.as_str() {
            "performance-sensitive" => tags.performance = Some(focus.unwrap_or(Focus::Unsaid)),
            "data-intelligent" => tags.data = true,
            other => {
                place.note(format!(
                    "`{}` is no tag of this version; it is a label now",
                    shorten(other)
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

fn link(id: LinkId, saved: LinkV1, plan: &Plan, place: &mut Place<'_>) -> Option<Link> {
    let exists = |id: &ComponentId| plan.components.contains_key(id);
    let from = place.existing("its start", Some(saved.from), ComponentId::new, exists);
    let to = place.existing("its end", Some(saved.to), ComponentId::new, exists);
    let (Some(from), Some(to)) = (from, to) else {
        place.note("a link needs two components; dropped".to_owned());
        return None;
    };
    Some(Link {
        id,
        from,
        to,
        style: place.word("style", saved.style, LinkStyle::from_word).unwrap_or(LinkStyle::Request),
        protocol: saved.protocol.map(|word| Protocol::from_word(&word)),
        stage: saved.stage,
        label: saved.label,
        inputs: place.inputs(saved.inputs, saved.evidence, Scope::Link),
    })
}

fn scenarios(plan: &mut Plan, saved: Entries<ScenarioV1>, repairs: &mut Repairs) {
    for (id, saved) in saved.0 {
        let place = &mut repairs.at(&format!("scenario `{id}`"));
        let taken = |id: &str| plan.scenarios.contains_key(id);
        let Some(id) = place.id(&id, &saved.name, ScenarioId::new, taken) else {
            continue;
        };
        let mut load = saved.load.unwrap_or(1.0);
        if !(0.0..=MAX_LOAD_FACTOR).contains(&load) {
            place.note(format!("load {load} is not a factor between 0 and 1,000,000; it is 1 now"));
            load = 1.0;
        }
        let mut evidence: BTreeMap<String, EvidenceV1> = saved.evidence.0.into_iter().collect();
        let mut overrides = BTreeMap::new();
        for (word, text) in saved.overrides.0 {
            match word.parse::<InputRef>() {
                Ok(address) if plan.inputs_of(&address.owner).is_some() => {
                    let quantity =
                        place.quantity(&word, address.input, &text, evidence.remove(&word));
                    overrides.extend(quantity.map(|quantity| (address, quantity)));
                }
                Ok(_) => place.note(format!("`{word}` belongs to nothing in the plan; dropped")),
                Err(error) => place.note(format!("{error}; dropped")),
            }
        }
        plan.scenarios.insert(id.clone(), Scenario { id, name: saved.name, load, overrides });
    }
}

fn decisions(plan: &mut Plan, saved: Entries<DecisionV1>, repairs: &mut Repairs) {
    for (id, saved) in saved.0 {
        let place = &mut repairs.at(&format!("decision on `{}`", shorten(&id)));
        let exists = |id: &ComponentId| plan.components.contains_key(id);
        let component = place.existing("the component", Some(id), ComponentId::new, exists);
        let language = place.language(Some(saved.language));
        let (Some(component), Some(language)) = (component, language) else {
            continue;
        };
        if plan.decisions.contains_key(&component) {
            place.note("it is decided twice; the first decision is kept".to_owned());
            continue;
        }
        let mut relied_on = BTreeMap::new();
        for (word, text) in saved.relied_on.0 {
            let address = word.parse::<InputRef>().map_err(|error| error.to_string());
            let range = address.and_then(|address| {
                address
                    .input
                    .parse(&text)
                    .map(|range| (address, range))
                    .map_err(|error| error.to_string())
            });
            match range {
                Ok((address, range)) => {
                    relied_on.insert(address, range);
                }
                Err(error) => place.note(format!("what it relied on: {error}; dropped")),
            }
        }
        let candidate = saved.candidate.and_then(|word| {
            CandidateId::new(&word).map_err(|error| place.note(format!("{error}; dropped"))).ok()
        });
        let decision = Decision {
            language,
            candidate,
            reason: saved.reason,
            author: saved.author,
            date: place.date(&saved.date),
            relied_on,
        };
        plan.decisions.insert(component, decision);
    }
}

fn placements(plan: &mut Plan, saved: Entries<String>, repairs: &mut Repairs) {
    let sound = |placement: &Placement| {
        let near = |x: f64| x.abs() <= MAX_COORDINATE;
        let sized = |x: f64| x > 0.0 && x <= MAX_CARD;
        near(placement.at.x)
            && near(placement.at.y)
            && sized(placement.size.width)
            && sized(placement.size.height)
    };
    for (id, text) in saved.0 {
        let place = &mut repairs.at(&format!("placement of `{}`", shorten(&id)));
        let exists = |id: &ComponentId| plan.components.contains_key(id);
        let Some(component) = place.existing("the component", Some(id), ComponentId::new, exists)
        else {
            continue;
        };
        match notation::placement(&text).filter(sound) {
            Some(placement) => {
                plan.placements.insert(component, placement);
            }
            None => place.note(format!(
                "`{}` is not a place such as 120 80; the card is placed anew",
                shorten(&text)
            )),
        }
    }
}
