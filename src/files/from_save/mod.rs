//! From the structs of the file to the model: everything from disk is untrusted.

mod about;
mod component;
mod log;
mod place;

use std::collections::BTreeMap;

pub(super) use place::meant;
use place::{Place, Repairs, hint, shorten};

use super::entries::Entries;
use super::read::Repair;
use super::save_v1::{GroupV1, PlanV1, RoleV1};
use crate::base::Currency;
use crate::base::id::name_or_id;
use crate::model::{
    CandidateId, ComponentId, Group, GroupId, GroupKind, LibraryName, LinkId, Plan, Priority, Role,
    RoleId, Scope, Skill,
};

/// Builds the plan that was read from `text`; whatever cannot be used is dropped or changed and listed.
pub(super) fn plan(save: PlanV1, text: &str) -> (Plan, Vec<Repair>) {
    let mut repairs = Repairs::default();
    let plan_repairs = &mut repairs.at("plan", "");
    let exchange = save.currency.and_then(|of| plan_repairs.exchange(&of));
    // All money of the file is in it.
    let _currency = exchange.map_or(Currency::Usd, |of| of.currency).scope();
    let mut plan = Plan {
        name: save.name,
        client: save.client,
        notes: save.notes,
        date: plan_repairs.date(&save.date),
        candidates: plan_repairs.list(save.candidates, CandidateId::new),
        inputs: plan_repairs.inputs(save.inputs, save.evidence, Scope::Plan),
        exchange,
        ..Plan::default()
    };
    for (word, weight) in save.priorities.0 {
        match Priority::from_word(&word) {
            Some(priority) if (0.0..=10.0).contains(&weight) => {
                let what = format!("priority `{word}`");
                plan_repairs.once(&mut plan.priorities, &what, priority, weight);
            }
            Some(_) => plan_repairs
                .note(format!("priority `{word}` = {weight} is not one between 0 and 10; dropped")),
            None => {
                let hint = hint(&word, Priority::ALL.iter().map(|known| known.word()));
                let word = shorten(&word);
                plan_repairs.note(format!("priority `{word}` is not known; {hint}dropped"));
            }
        }
    }
    for (name, languages) in save.bindings.0 {
        let what = format!("the library `{}`", shorten(&name));
        let languages = plan_repairs.languages(languages);
        match LibraryName::new(&name) {
            Some(name) => plan_repairs.once(&mut plan.bindings, &what, name, languages),
            None => plan_repairs.note(format!("{what} has no name; dropped")),
        }
    }
    about::criteria(&mut plan, save.criteria, &mut repairs);
    groups(&mut plan, save.groups, &mut repairs);
    for (id, role) in save.roles.0 {
        let place = &mut repairs.at("role", &id);
        if let Some(id) = place.id(&id, &role.name, RoleId::new, |id| plan.roles.contains_key(id)) {
            let role = self::role(id.clone(), role, place);
            plan.roles.insert(id, role);
        }
    }
    for (id, component) in save.components.0 {
        let place = &mut repairs.at("component", &id);
        let taken = |id: &str| plan.components.contains_key(id);
        if let Some(id) = place.id(&id, &component.name, ComponentId::new, taken) {
            let component = component::component(id.clone(), component, &plan, place);
            plan.components.insert(id, component);
        }
    }
    for (id, link) in save.links.0 {
        let place = &mut repairs.at("link", &id);
        let name = format!("{}-{}", link.from, link.to);
        if let Some(id) = place.id(&id, &name, LinkId::new, |id| plan.links.contains_key(id))
            && let Some(link) = component::link(id.clone(), link, &plan, place)
        {
            plan.links.insert(id, link);
        }
    }
    about::scenarios(&mut plan, save.scenarios, &mut repairs);
    about::decisions(&mut plan, save.decisions, &mut repairs);
    about::votes(&mut plan, save.votes, &mut repairs);
    log::entries(&mut plan, save.log, &mut repairs);
    about::placements(&mut plan, save.placements, &mut repairs);
    (plan, repairs.placed(text))
}

fn groups(plan: &mut Plan, saved: Entries<GroupV1>, repairs: &mut Repairs) {
    let mut parents = Vec::new();
    for (id, saved) in saved.0 {
        let place = &mut repairs.at("group", &id);
        let taken = |id: &str| plan.groups.contains_key(id);
        let Some(id) = place.id(&id, &saved.name, GroupId::new, taken) else {
            continue;
        };
        let kind = Some(saved.kind).filter(|kind| !kind.is_empty());
        let kind =
            place.word("kind", kind, GroupKind::ALL, GroupKind::word).unwrap_or(GroupKind::Layer);
        parents.push((id.clone(), saved.parent));
        let name = name_or_id(saved.name, &id);
        plan.groups.insert(id.clone(), Group { id, name, kind, parent: None });
    }
    for (id, parent) in parents {
        let place = &mut repairs.at("group", id.as_str());
        let parent = place.existing("parent", parent, &plan.groups);
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
        let skill = place.word("skill", Some(skill), Skill::ALL, Skill::word);
        if let (Some(language), Some(skill)) = (language, skill) {
            let what = format!("the skill in `{language}`");
            place.once(&mut skills, &what, language, skill);
        }
    }
    let inputs = place.inputs(saved.inputs, saved.evidence, Scope::Role);
    Role { name: name_or_id(saved.name, &id), id, skills, inputs }
}
