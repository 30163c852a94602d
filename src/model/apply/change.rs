//! Changing single fields: the value that was there goes into the inverse.

use std::collections::BTreeSet;
use std::mem::{replace, swap};

use super::check::{check_load, check_placement, check_quantity, check_range};
use super::entries::{found, set, set_member};
use super::{EditError, Outcome, missing};
use crate::base::Currency;
use crate::base::id::name_or_id;
use crate::model::OwnCriterion;
use crate::model::component::Component;
use crate::model::edit::{
    ComponentChange, Edit, GroupChange, LinkChange, PlanChange, RoleChange, ScenarioChange,
};
use crate::model::exchange::Exchange;
use crate::model::link::Protocol;
use crate::model::log::LogEntry;
use crate::model::plan::{Decision, Placement, Plan};
use crate::model::quantity::Quantity;
use crate::model::votes::Vote;
use crate::model::{ComponentId, EntryId, GroupId, LinkId, RoleId, ScenarioId};
use crate::model::{InputOwner, InputRef};

impl Plan {
    pub(super) fn change_component(&mut self, id: ComponentId, change: ComponentChange) -> Outcome {
        match &change {
            ComponentChange::Group(group) => self.require_group(group.as_ref())?,
            ComponentChange::Owner(role) => self.require_role(role.as_ref())?,
            _ => {}
        }
        let component = found(&mut self.components, &id, "component")?;
        let back = change_component(component, change);
        Ok(Edit::Component(id, back))
    }

    pub(super) fn change_link(&mut self, id: LinkId, change: LinkChange) -> Outcome {
        if let LinkChange::From(end) | LinkChange::To(end) = &change {
            self.require_component(end)?;
        }
        if let LinkChange::OnlyFor(begins) = &change {
            begins.iter().flatten().try_for_each(|id| self.require_component(id))?;
        }
        let link = found(&mut self.links, &id, "link")?;
        let back = match change {
            LinkChange::From(end) => LinkChange::From(replace(&mut link.from, end)),
            LinkChange::To(end) => LinkChange::To(replace(&mut link.to, end)),
            LinkChange::Style(style) => LinkChange::Style(replace(&mut link.style, style)),
            LinkChange::Protocol(protocol) => {
                let protocol = protocol.map(Protocol::canonical);
                LinkChange::Protocol(replace(&mut link.protocol, protocol))
            }
            LinkChange::Stage(stage) => LinkChange::Stage(replace(&mut link.stage, stage)),
            LinkChange::Label(label) => LinkChange::Label(replace(&mut link.label, label)),
            LinkChange::OnlyFor(begins) => LinkChange::OnlyFor(replace(&mut link.only_for, begins)),
        };
        Ok(Edit::Link(id, back))
    }

    pub(super) fn change_group(&mut self, id: GroupId, change: GroupChange) -> Outcome {
        if let GroupChange::Parent(parent) = &change {
            self.require_group(parent.as_ref())?;
            if self.groups_around(parent.as_ref()).any(|group| group.id == id) {
                return Err(EditError::GroupCycle(id));
            }
        }
        let group = found(&mut self.groups, &id, "group")?;
        let back = match change {
            GroupChange::Name(name) => {
                GroupChange::Name(replace(&mut group.name, name_or_id(name, &id)))
            }
            GroupChange::Kind(kind) => GroupChange::Kind(replace(&mut group.kind, kind)),
            GroupChange::Parent(parent) => GroupChange::Parent(replace(&mut group.parent, parent)),
        };
        Ok(Edit::Group(id, back))
    }

    pub(super) fn change_role(&mut self, id: RoleId, change: RoleChange) -> Outcome {
        let role = found(&mut self.roles, &id, "role")?;
        let back = match change {
            RoleChange::Name(name) => {
                RoleChange::Name(replace(&mut role.name, name_or_id(name, &id)))
            }
            RoleChange::Skill(language, skill) => {
                let before = set(&mut role.skills, language.clone(), skill);
                RoleChange::Skill(language, before)
            }
        };
        Ok(Edit::Role(id, back))
    }

    pub(super) fn change_scenario(&mut self, id: ScenarioId, change: ScenarioChange) -> Outcome {
        if let ScenarioChange::Override(address, quantity) = &change {
            check_quantity(address, quantity.as_ref())?;
            if quantity.is_some() {
                self.require_owner(address)?;
            }
        }
        let scenario = found(&mut self.scenarios, &id, "scenario")?;
        let back = match change {
            ScenarioChange::Name(name) => {
                ScenarioChange::Name(replace(&mut scenario.name, name_or_id(name, &id)))
            }
            ScenarioChange::Load(load) => {
                check_load(load, id.as_str())?;
                ScenarioChange::Load(replace(&mut scenario.load, load))
            }
            ScenarioChange::Override(address, quantity) => {
                let before = set(&mut scenario.overrides, address.clone(), quantity);
                ScenarioChange::Override(address, before)
            }
        };
        Ok(Edit::Scenario(id, back))
    }

    pub(super) fn set_input(&mut self, address: InputRef, quantity: Option<Quantity>) -> Outcome {
        check_quantity(&address, quantity.as_ref())?;
        let inputs = match &address.owner {
            InputOwner::Plan => &mut self.inputs,
            InputOwner::Component(id) => &mut found(&mut self.components, id, "component")?.inputs,
            InputOwner::Link(id) => &mut found(&mut self.links, id, "link")?.inputs,
            InputOwner::Role(id) => &mut found(&mut self.roles, id, "role")?.inputs,
        };
        let before = inputs.set(address.input, quantity);
        Ok(Edit::Input(address, before))
    }

    pub(super) fn decide(&mut self, id: ComponentId, decision: Option<Box<Decision>>) -> Outcome {
        self.require_component(&id)?;
        for (address, range) in decision.iter().flat_map(|decision| &decision.relied_on) {
            check_range(address, *range)?;
        }
        let before = set(&mut self.decisions, id.clone(), decision.map(|decision| *decision));
        Ok(Edit::Decide(id, before.map(Box::new)))
    }

    /// A role without a name has no vote.
    pub(super) fn vote(&mut self, id: ComponentId, role: &str, vote: Option<Box<Vote>>) -> Outcome {
        self.require_component(&id)?;
        let role = role.trim();
        if role.is_empty() {
            return Err(missing("role", &role));
        }
        let votes = self.votes.entry(id.clone()).or_default();
        let before = set(votes, role.to_owned(), vote.map(|vote| *vote));
        if votes.is_empty() {
            self.votes.remove(&id);
        }
        Ok(Edit::Vote(id, role.to_owned(), before.map(Box::new)))
    }

    /// What it is about and who has it must exist.
    pub(super) fn set_entry(&mut self, id: EntryId, entry: Option<Box<LogEntry>>) -> Outcome {
        let entry = entry.map(|entry| LogEntry { id: id.clone(), ..*entry }.sound());
        if let Some(entry) = &entry {
            self.require_role(entry.owner.as_ref())?;
            if !entry.about.is_in(self) {
                return Err(missing("element", &entry.about.word()));
            }
        }
        let before = set(&mut self.log, id.clone(), entry);
        Ok(Edit::Log(id, before.map(Box::new)))
    }

    pub(super) fn place(&mut self, id: ComponentId, placement: Option<Placement>) -> Outcome {
        self.require_component(&id)?;
        check_placement(&id, placement.as_ref())?;
        let before = set(&mut self.placements, id.clone(), placement);
        Ok(Edit::Place(id, before))
    }

    pub(super) fn change_plan(&mut self, change: PlanChange) -> PlanChange {
        match change {
            PlanChange::Name(name) => PlanChange::Name(replace(&mut self.name, name)),
            PlanChange::Client(client) => PlanChange::Client(replace(&mut self.client, client)),
            PlanChange::Notes(notes) => PlanChange::Notes(replace(&mut self.notes, notes)),
            PlanChange::Date(date) => PlanChange::Date(replace(&mut self.date, date)),
            PlanChange::Candidates(mut candidates) => {
                let mut seen = BTreeSet::new();
                candidates.retain(|id| seen.insert(id.clone()));
                PlanChange::Candidates(replace(&mut self.candidates, candidates))
            }
            PlanChange::Exchange(exchange) => {
                // Dollars at another rate than one would be no dollars.
                let exchange = exchange
                    .filter(|of| of.currency != Currency::Usd && Exchange::is_rate(of.per_dollar));
                PlanChange::Exchange(replace(&mut self.exchange, exchange))
            }
            PlanChange::Criterion(id, criterion) => {
                let sound = |of: Box<OwnCriterion>| OwnCriterion { id: id.clone(), ..*of }.sound();
                let before = set(&mut self.criteria, id.clone(), criterion.map(sound));
                PlanChange::Criterion(id, before.map(Box::new))
            }
            PlanChange::Bindings(name, languages) => {
                let before = set(&mut self.bindings, name.clone(), languages);
                PlanChange::Bindings(name, before)
            }
            PlanChange::Priority(priority, weight) => {
                // A weight that is no number between 0 and 10 would poison every score.
                let weight = weight.filter(|w| w.is_finite()).map(|w| w.clamp(0.0, 10.0));
                PlanChange::Priority(priority, set(&mut self.priorities, priority, weight))
            }
        }
    }
}

/// Swaps the field's value with the change's; what comes back is the inverse change.
fn change_component(component: &mut Component, mut change: ComponentChange) -> ComponentChange {
    use ComponentChange as C;
    let traits = &mut component.traits;
    match &mut change {
        C::Name(name) => {
            let new = name_or_id(std::mem::take(name), &component.id);
            *name = replace(&mut component.name, new);
        }
        C::Kind(kind) => *kind = replace(&mut component.kind, kind.clone().canonical()),
        C::Technology(technology) => swap(&mut component.technology, technology),
        C::Performance(focus) => swap(&mut component.tags.performance, focus),
        C::Data(data) => swap(&mut component.tags.data, data),
        C::Label(label, on) => *on = set_member(&mut component.tags.labels, label, *on),
        C::Answers(answers) => swap(&mut component.answers, answers),
        C::Sourcing(sourcing) => swap(&mut traits.sourcing, sourcing),
        C::Ml(ml) => swap(&mut traits.ml, ml),
        C::DataAnalysis(value) => swap(&mut traits.data_analysis, value),
        C::PythonLibraries(need) => swap(&mut traits.python_libraries, need),
        C::Library(name, on) => *on = set_member(&mut traits.libraries, name, *on),
        C::InsidePython(value) => swap(&mut traits.inside_python, value),
        C::Prototype(value) => swap(&mut traits.prototype, value),
        C::Shipping(shipping) => swap(&mut traits.shipping, shipping),
        C::OutsidePlugins(value) => swap(&mut traits.outside_plugins, value),
        C::PauseSensitive(value) => swap(&mut traits.pause_sensitive, value),
        C::NoGarbageCollector(value) => swap(&mut traits.no_garbage_collector, value),
        C::HostileInput(value) => swap(&mut traits.hostile_input, value),
        C::StatefulSessions(value) => swap(&mut traits.stateful_sessions, value),
        C::ExistsIn(language) => swap(&mut traits.exists_in, language),
        C::Tested(tested) => swap(&mut traits.tested, tested),
        C::Estate(language, on) => *on = set_member(&mut traits.estate, language, *on),
        C::Known(language, on) => *on = set_member(&mut traits.known, language, *on),
        C::Mandated(language) => swap(&mut traits.mandated, language),
        C::Banned(language, on) => *on = set_member(&mut traits.banned, language, *on),
        C::CpuLanguage(language) => swap(&mut component.cpu_language, language),
        C::CpuScope(scope) => swap(&mut component.cpu_scope, scope),
        C::WorkLanguage(language) => swap(&mut component.work_language, language),
        C::Group(group) => swap(&mut component.group, group),
        C::Owner(owner) => swap(&mut component.owner, owner),
        C::Notes(notes) => swap(&mut component.notes, notes),
    }
    change
}
