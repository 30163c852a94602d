//! From the model to the structs of the file.

use std::collections::{BTreeMap, BTreeSet};

use super::entries::Entries;
use super::notation::placement_text;
use super::save_v1::{
    ComponentV1, CriterionV1, CurrencyV1, DecisionV1, EntryV1, EvidenceV1, GroupV1, LinkV1, PlanV1,
    PointsV1, RoleV1, ScenarioV1, VoteV1,
};
use super::{FORMAT, VERSION};
use crate::base::Date;
use crate::model::{
    About, Component, Decision, EntryStatus, Exchange, Group, InputRef, Inputs, Link, LinkStyle,
    LogEntry, OwnCriterion, OwnPoints, Plan, Quantity, Role, Scenario, Vote,
};

/// Puts a plan into the structs of the file, everything in the order of ids.
pub(super) fn plan(plan: &Plan) -> PlanV1 {
    let _currency = plan.currency().scope();
    PlanV1 {
        format: FORMAT.to_owned(),
        version: VERSION,
        name: plan.name.clone(),
        client: plan.client.clone(),
        date: date(plan.date),
        notes: plan.notes.clone(),
        currency: plan.exchange.map(currency),
        candidates: plan.candidates.iter().map(ToString::to_string).collect(),
        priorities: plan
            .priorities
            .iter()
            .map(|(p, weight)| (p.word().to_owned(), *weight))
            .collect(),
        bindings: plan
            .bindings
            .iter()
            .map(|(name, languages)| (name.to_string(), ids(languages)))
            .collect(),
        criteria: all(&plan.criteria, criterion),
        inputs: inputs(&plan.inputs),
        evidence: evidence(&plan.inputs),
        groups: all(&plan.groups, group),
        roles: all(&plan.roles, role),
        components: all(&plan.components, component),
        links: all(&plan.links, link),
        scenarios: all(&plan.scenarios, scenario),
        decisions: all(&plan.decisions, decision),
        votes: all(&plan.votes, |of| all(of, vote)),
        log: all(&plan.log, entry),
        placements: all(&plan.placements, placement_text),
    }
}

fn criterion(of: &OwnCriterion) -> CriterionV1 {
    let points = |of: &OwnPoints| PointsV1 { points: of.points, reason: of.reason.clone() };
    CriterionV1 {
        name: of.name.clone(),
        question: of.question.clone(),
        weight: of.weight,
        points: all(&of.points, points),
    }
}

fn entry(of: &LogEntry) -> EntryV1 {
    let status = match of.status {
        EntryStatus::Open => "",
        status => of.kind.status_word(status),
    };
    let about = match &of.about {
        About::Plan => String::new(),
        about => about.word(),
    };
    EntryV1 {
        kind: of.kind.word().to_owned(),
        text: of.text.clone(),
        about,
        status: status.to_owned(),
        owner: of.owner.as_ref().map(ToString::to_string),
        raised: date(of.raised),
        due: date(of.due),
        settled: date(of.settled),
        outcome: of.outcome.clone(),
    }
}

fn currency(of: Exchange) -> CurrencyV1 {
    CurrencyV1 {
        code: of.currency.word().to_owned(),
        per_dollar: of.per_dollar,
        as_of: date(of.as_of),
    }
}

fn all<K: ToString, V, S>(map: &BTreeMap<K, V>, save: impl Fn(&V) -> S) -> Entries<S> {
    map.iter().map(|(id, value)| (id.to_string(), save(value))).collect()
}

fn date(date: Option<Date>) -> String {
    date.map_or_else(String::new, |date| date.to_string())
}

fn inputs(inputs: &Inputs) -> Entries<String> {
    let pair = |(input, quantity): (&crate::model::Input, &Quantity)| {
        (input.word().to_owned(), quantity.range.notation(input.unit()))
    };
    inputs.iter().map(pair).collect()
}

fn evidence(inputs: &Inputs) -> Entries<EvidenceV1> {
    inputs
        .iter()
        .filter_map(|(input, quantity)| Some((input.word().to_owned(), evidence_of(quantity)?)))
        .collect()
}

fn evidence_of(quantity: &Quantity) -> Option<EvidenceV1> {
    let evidence = EvidenceV1 {
        source: quantity.source.clone(),
        owner: quantity.owner.clone(),
        date: date(quantity.date),
    };
    (evidence != EvidenceV1::default()).then_some(evidence)
}

fn group(group: &Group) -> GroupV1 {
    GroupV1 {
        name: group.name.clone(),
        kind: group.kind.word().to_owned(),
        parent: group.parent.as_ref().map(ToString::to_string),
    }
}

fn role(role: &Role) -> RoleV1 {
    RoleV1 {
        name: role.name.clone(),
        skills: role
            .skills
            .iter()
            .map(|(id, skill)| (id.to_string(), skill.word().to_owned()))
            .collect(),
        inputs: inputs(&role.inputs),
        evidence: evidence(&role.inputs),
    }
}

fn ids<I: ToString>(ids: &BTreeSet<I>) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

fn component(component: &Component) -> ComponentV1 {
    let Component { tags, answers, traits, .. } = component;
    let owned = |word: &'static str| word.to_owned();
    ComponentV1 {
        name: component.name.clone(),
        kind: component.kind.word().to_owned(),
        technology: component.technology.as_ref().map(ToString::to_string),
        tags: tags.intents().map(str::to_owned).collect(),
        focus: tags
            .performance
            .filter(|focus| *focus != crate::model::Focus::Unsaid)
            .map(|focus| owned(focus.word())),
        labels: tags.labels.iter().cloned().collect(),
        group: component.group.as_ref().map(ToString::to_string),
        owner: component.owner.as_ref().map(ToString::to_string),
        traffic: answers.traffic.map(|answer| owned(answer.word())),
        mostly: answers.mostly.map(|answer| owned(answer.word())),
        spends: answers.spends.map(|answer| owned(answer.word())),
        feel: answers.feel.map(|answer| owned(answer.word())),
        size: answers.size.map(|answer| owned(answer.word())),
        upkeepers: answers.upkeepers.map(|answer| owned(answer.word())),
        sourcing: traits.sourcing.map(|value| owned(value.word())),
        ml: traits.ml.map(|value| owned(value.word())),
        data_analysis: traits.data_analysis,
        python_libraries: traits.python_libraries.map(|value| owned(value.word())),
        libraries: ids(&traits.libraries),
        inside_python: traits.inside_python,
        prototype: traits.prototype,
        shipping: traits.shipping.map(|value| owned(value.word())),
        outside_plugins: traits.outside_plugins,
        pause_sensitive: traits.pause_sensitive,
        no_garbage_collector: traits.no_garbage_collector,
        hostile_input: traits.hostile_input,
        stateful_sessions: traits.stateful_sessions,
        exists_in: traits.exists_in.as_ref().map(ToString::to_string),
        tested: traits.tested.map(|value| owned(value.word())),
        estate: ids(&traits.estate),
        known: ids(&traits.known),
        mandated: traits.mandated.as_ref().map(ToString::to_string),
        banned: ids(&traits.banned),
        cpu_language: component.cpu_language.as_ref().map(ToString::to_string),
        cpu_scope: component.cpu_scope.map(|scope| scope.word().to_owned()),
        work_language: component.work_language.as_ref().map(ToString::to_string),
        inputs: inputs(&component.inputs),
        evidence: evidence(&component.inputs),
        notes: component.notes.clone(),
    }
}

fn link(link: &Link) -> LinkV1 {
    LinkV1 {
        from: link.from.to_string(),
        to: link.to.to_string(),
        style: (link.style != LinkStyle::Request).then(|| link.style.word().to_owned()),
        protocol: link.protocol.as_ref().map(|protocol| protocol.word().to_owned()),
        stage: link.stage,
        label: link.label.clone(),
        only_for: link.only_for.as_ref().map(ids),
        inputs: inputs(&link.inputs),
        evidence: evidence(&link.inputs),
    }
}

#[expect(clippy::float_cmp, reason = "only the exact usual factor is left out of the file")]
fn scenario(scenario: &Scenario) -> ScenarioV1 {
    let text = |(address, quantity): (&InputRef, &Quantity)| {
        (address.to_string(), quantity.range.notation(address.input.unit()))
    };
    let evidence = |(address, quantity): (&InputRef, &Quantity)| {
        Some((address.to_string(), evidence_of(quantity)?))
    };
    ScenarioV1 {
        name: scenario.name.clone(),
        load: (scenario.load != 1.0).then_some(scenario.load),
        overrides: scenario.overrides.iter().map(text).collect(),
        evidence: scenario.overrides.iter().filter_map(evidence).collect(),
    }
}

fn decision(decision: &Decision) -> DecisionV1 {
    DecisionV1 {
        language: decision.language.to_string(),
        candidate: decision.candidate.as_ref().map(ToString::to_string),
        reason: decision.reason.clone(),
        author: decision.author.clone(),
        date: date(decision.date),
        relied_on: decision
            .relied_on
            .iter()
            .map(|(address, range)| (address.to_string(), range.notation(address.input.unit())))
            .collect(),
    }
}

fn vote(vote: &Vote) -> VoteV1 {
    VoteV1 { language: vote.language.to_string(), reason: vote.reason.clone() }
}
