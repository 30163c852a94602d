//! Applying edits.

use std::collections::BTreeMap;
use std::mem::{replace, swap};

use super::component::Component;
use super::edit::{
    ComponentChange, Edit, GroupChange, LinkChange, PlanChange, RoleChange, ScenarioChange,
};
use super::input::{InputOwner, InputRef};
use super::link::Link;
use super::plan::{Group, Placement, Plan, Role, Scenario};
use super::quantity::{Inputs, Quantity};
use super::{ComponentId, GroupId, LinkId, RoleId};
use crate::base::RangeError;

/// Why an edit cannot be applied; the plan is then as before.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum EditError {
    /// The edit names an element that the plan does not hold.
    #[error("the plan has no {sort} `{id}`")]
    Missing {
        /// Sort of element.
        sort: &'static str,
        /// Its id.
        id: String,
    },
    /// The edit adds an element whose id is taken.
    #[error("the plan already has a {sort} `{id}`")]
    Taken {
        /// Sort of element.
        sort: &'static str,
        /// Its id.
        id: String,
    },
    /// The edit would put a group into itself.
    #[error("group `{0}` cannot lie inside itself")]
    GroupCycle(GroupId),
    /// The edit puts a card where nobody finds it.
    #[error("the card of `{0}` must have a size and lie within {MAX_COORDINATE} of the origin")]
    BadPlace(ComponentId),
    /// The edit states a number that makes no sense.
    #[error("{address}: {error}")]
    BadNumber {
        /// Which number.
        address: String,
        /// What is wrong with it.
        error: RangeError,
    },
}

type Outcome = Result<Edit, EditError>;

impl Plan {
    /// Applies `edit` and returns the edit that takes it back.
    ///
    /// # Errors
    /// [`EditError`] if the edit does not fit the plan, which is then unchanged.
    pub fn apply(&mut self, edit: Edit) -> Outcome {
        let placement_only = matches!(edit, Edit::Place(..));
        let many = matches!(edit, Edit::Many(_));
        let inverse = self.apply_uncounted(edit)?;
        if placement_only {
            self.revision.placement += 1;
        } else if !many {
            self.revision.meaning += 1;
        }
        Ok(inverse)
    }

    fn apply_uncounted(&mut self, edit: Edit) -> Outcome {
        match edit {
            Edit::AddComponent(component) => self.add_component(*component),
            Edit::RemoveComponent(id) => self.remove_component(&id),
            Edit::Component(id, change) => self.change_component(id, change),
            Edit::AddLink(link) => self.add_link(*link),
            Edit::RemoveLink(id) => self.remove_link(&id),
            Edit::Link(id, change) => self.change_link(id, change),
            Edit::AddGroup(group) => self.add_group(*group),
            Edit::RemoveGroup(id) => self.remove_group(&id),
            Edit::Group(id, change) => self.change_group(id, change),
            Edit::AddRole(role) => self.add_role(*role),
            Edit::RemoveRole(id) => self.remove_role(&id),
            Edit::Role(id, change) => self.change_role(id, change),
            Edit::AddScenario(scenario) => self.add_scenario(*scenario),
            Edit::RemoveScenario(id) => {
                let scenario = take(&mut self.scenarios, &id, "scenario")?;
                Ok(Edit::AddScenario(Box::new(scenario)))
            }
            Edit::Scenario(id, change) => {
                let scenario = found(&mut self.scenarios, &id, "scenario")?;
                change_scenario(scenario, change).map(|back| Edit::Scenario(id, back))
            }
            Edit::Input(address, quantity) => self.set_input(address, quantity),
            Edit::Decide(id, decision) => {
                self.require_component(&id)?;
                let before = match decision {
                    Some(decision) => self.decisions.insert(id.clone(), *decision),
                    None => self.decisions.remove(&id),
                };
                Ok(Edit::Decide(id, before.map(Box::new)))
            }
            Edit::Place(id, placement) => {
                self.require_component(&id)?;
                check_placement(&id, placement.as_ref())?;
                let before = match placement {
                    Some(placement) => self.placements.insert(id.clone(), placement),
                    None => self.placements.remove(&id),
                };
                Ok(Edit::Place(id, before))
            }
            Edit::Plan(change) => Ok(Edit::Plan(self.change_plan(change))),
            Edit::Many(edits) => self.apply_many(edits),
        }
    }

    fn apply_many(&mut self, edits: Vec<Edit>) -> Outcome {
        let mut inverses = Vec::with_capacity(edits.len());
        for edit in edits {
            match self.apply(edit) {
                Ok(inverse) => inverses.push(inverse),
                Err(error) => {
                    for inverse in inverses.into_iter().rev() {
                        self.apply(inverse)?;
                    }
                    return Err(error);
                }
            }
        }
        inverses.reverse();
        Ok(Edit::Many(inverses))
    }

    fn require_component(&self, id: &ComponentId) -> Result<(), EditError> {
        if self.components.contains_key(id) { Ok(()) } else { Err(missing("component", id)) }
    }

    fn require_group(&self, id: Option<&GroupId>) -> Result<(), EditError> {
        match id {
            Some(id) if !self.groups.contains_key(id) => Err(missing("group", id)),
            _ => Ok(()),
        }
    }

    fn require_role(&self, id: Option<&RoleId>) -> Result<(), EditError> {
        match id {
            Some(id) if !self.roles.contains_key(id) => Err(missing("role", id)),
            _ => Ok(()),
        }
    }

    fn add_component(&mut self, component: Component) -> Outcome {
        self.require_group(component.group.as_ref())?;
        self.require_role(component.owner.as_ref())?;
        check_inputs(&component.inputs, &InputOwner::Component(component.id.clone()))?;
        let id = component.id.clone();
        put(&mut self.components, id.clone(), component, "component")?;
        Ok(Edit::RemoveComponent(id))
    }

    fn remove_component(&mut self, id: &ComponentId) -> Outcome {
        self.require_component(id)?;
        let links: Vec<LinkId> = self
            .links
            .values()
            .filter(|link| link.from == *id || link.to == *id)
            .map(|link| link.id.clone())
            .collect();
        // Undone last to first: the component first, then what hangs on it.
        let mut inverses = Vec::new();
        for link in links {
            inverses.push(self.apply_uncounted(Edit::RemoveLink(link))?);
        }
        if self.decisions.contains_key(id) {
            inverses.push(self.apply_uncounted(Edit::Decide(id.clone(), None))?);
        }
        if self.placements.contains_key(id) {
            inverses.push(self.apply_uncounted(Edit::Place(id.clone(), None))?);
        }
        self.drop_overrides(&InputOwner::Component(id.clone()), &mut inverses)?;
        let component = take(&mut self.components, id, "component")?;
        inverses.push(Edit::AddComponent(Box::new(component)));
        inverses.reverse();
        Ok(one_or_many(inverses))
    }

    fn drop_overrides(
        &mut self,
        owner: &InputOwner,
        inverses: &mut Vec<Edit>,
    ) -> Result<(), EditError> {
        let edits: Vec<Edit> = self
            .scenarios
            .values()
            .flat_map(|scenario| {
                let of_owner = scenario.overrides.keys().filter(|address| address.owner == *owner);
                of_owner.map(|address| {
                    Edit::Scenario(
                        scenario.id.clone(),
                        ScenarioChange::Override(address.clone(), None),
                    )
                })
            })
            .collect();
        for edit in edits {
            inverses.push(self.apply_uncounted(edit)?);
        }
        Ok(())
    }

    fn change_component(&mut self, id: ComponentId, change: ComponentChange) -> Outcome {
        match &change {
            ComponentChange::Group(group) => self.require_group(group.as_ref())?,
            ComponentChange::Owner(role) => self.require_role(role.as_ref())?,
            _ => {}
        }
        let component = found(&mut self.components, &id, "component")?;
        let back = change_component(component, change);
        Ok(Edit::Component(id, back))
    }

    fn add_link(&mut self, link: Link) -> Outcome {
        self.require_component(&link.from)?;
        self.require_component(&link.to)?;
        check_inputs(&link.inputs, &InputOwner::Link(link.id.clone()))?;
        let id = link.id.clone();
        put(&mut self.links, id.clone(), link, "link")?;
        Ok(Edit::RemoveLink(id))
    }

    fn remove_link(&mut self, id: &LinkId) -> Outcome {
        if !self.links.contains_key(id) {
            return Err(missing("link", id));
        }
        let mut inverses = Vec::new();
        self.drop_overrides(&InputOwner::Link(id.clone()), &mut inverses)?;
        let link = take(&mut self.links, id, "link")?;
        inverses.push(Edit::AddLink(Box::new(link)));
        inverses.reverse();
        Ok(one_or_many(inverses))
    }

    fn change_link(&mut self, id: LinkId, change: LinkChange) -> Outcome {
        if let LinkChange::From(end) | LinkChange::To(end) = &change {
            self.require_component(end)?;
        }
        let link = found(&mut self.links, &id, "link")?;
        let back = match change {
            LinkChange::From(end) => LinkChange::From(replace(&mut link.from, end)),
            LinkChange::To(end) => LinkChange::To(replace(&mut link.to, end)),
            LinkChange::Style(style) => LinkChange::Style(replace(&mut link.style, style)),
            LinkChange::Protocol(protocol) => {
                LinkChange::Protocol(replace(&mut link.protocol, protocol))
            }
            LinkChange::Stage(stage) => LinkChange::Stage(replace(&mut link.stage, stage)),
            LinkChange::Label(label) => LinkChange::Label(replace(&mut link.label, label)),
        };
        Ok(Edit::Link(id, back))
    }

    fn add_group(&mut self, group: Group) -> Outcome {
        self.require_group(group.parent.as_ref())?;
        let id = group.id.clone();
        put(&mut self.groups, id.clone(), group, "group")?;
        Ok(Edit::RemoveGroup(id))
    }

    fn remove_group(&mut self, id: &GroupId) -> Outcome {
        let around = self.groups.get(id).ok_or_else(|| missing("group", id))?.parent.clone();
        let mut inverses = Vec::new();
        for component in self.components.values_mut().filter(|c| c.group.as_ref() == Some(id)) {
            component.group.clone_from(&around);
            let back = ComponentChange::Group(Some(id.clone()));
            inverses.push(Edit::Component(component.id.clone(), back));
        }
        for group in self.groups.values_mut().filter(|g| g.parent.as_ref() == Some(id)) {
            group.parent.clone_from(&around);
            inverses.push(Edit::Group(group.id.clone(), GroupChange::Parent(Some(id.clone()))));
        }
        let group = take(&mut self.groups, id, "group")?;
        inverses.push(Edit::AddGroup(Box::new(group)));
        inverses.reverse();
        Ok(one_or_many(inverses))
    }

    fn change_group(&mut self, id: GroupId, change: GroupChange) -> Outcome {
        if let GroupChange::Parent(parent) = &change {
            self.require_group(parent.as_ref())?;
            if self.groups_around(parent.as_ref()).any(|group| group.id == id) {
                return Err(EditError::GroupCycle(id));
            }
        }
        let group = found(&mut self.groups, &id, "group")?;
        let back = match change {
            GroupChange::Name(name) => GroupChange::Name(replace(&mut group.name, name)),
            GroupChange::Kind(kind) => GroupChange::Kind(replace(&mut group.kind, kind)),
            GroupChange::Parent(parent) => GroupChange::Parent(replace(&mut group.parent, parent)),
        };
        Ok(Edit::Group(id, back))
    }

    fn add_role(&mut self, role: Role) -> Outcome {
        check_inputs(&role.inputs, &InputOwner::Role(role.id.clone()))?;
        let id = role.id.clone();
        put(&mut self.roles, id.clone(), role, "role")?;
        Ok(Edit::RemoveRole(id))
    }

    fn remove_role(&mut self, id: &RoleId) -> Outcome {
        if !self.roles.contains_key(id) {
            return Err(missing("role", id));
        }
        let mut inverses = Vec::new();
        for component in self.components.values_mut().filter(|c| c.owner.as_ref() == Some(id)) {
            component.owner = None;
            let back = ComponentChange::Owner(Some(id.clone()));
            inverses.push(Edit::Component(component.id.clone(), back));
        }
        self.drop_overrides(&InputOwner::Role(id.clone()), &mut inverses)?;
        let role = take(&mut self.roles, id, "role")?;
        inverses.push(Edit::AddRole(Box::new(role)));
        inverses.reverse();
        Ok(one_or_many(inverses))
    }

    fn change_role(&mut self, id: RoleId, change: RoleChange) -> Outcome {
        let role = found(&mut self.roles, &id, "role")?;
        let back = match change {
            RoleChange::Name(name) => RoleChange::Name(replace(&mut role.name, name)),
            RoleChange::Skill(language, skill) => {
                let before = set(&mut role.skills, language.clone(), skill);
                RoleChange::Skill(language, before)
            }
        };
        Ok(Edit::Role(id, back))
    }

    fn add_scenario(&mut self, scenario: Scenario) -> Outcome {
        for (address, quantity) in &scenario.overrides {
            check_quantity(address, Some(quantity))?;
        }
        check_load(scenario.load, scenario.id.as_str())?;
        let id = scenario.id.clone();
        put(&mut self.scenarios, id.clone(), scenario, "scenario")?;
        Ok(Edit::RemoveScenario(id))
    }

    fn set_input(&mut self, address: InputRef, quantity: Option<Quantity>) -> Outcome {
        check_quantity(&address, quantity.as_ref())?;
        let inputs = match &address.owner {
            InputOwner::Plan => &mut self.inputs,
            InputOwner::Component(id) => &mut found(&mut self.components, id, "component")?.inputs,
            InputOwner::Link(id) => &mut found(&mut self.links, id, "link")?.inputs,
            InputOwner::Role(id) => &mut found(&mut self.roles, id, "role")?.inputs,
        };
        let before = set(inputs, address.input, quantity);
        Ok(Edit::Input(address, before))
    }

    fn change_plan(&mut self, change: PlanChange) -> PlanChange {
        match change {
            PlanChange::Name(name) => PlanChange::Name(replace(&mut self.name, name)),
            PlanChange::Client(client) => PlanChange::Client(replace(&mut self.client, client)),
            PlanChange::Notes(notes) => PlanChange::Notes(replace(&mut self.notes, notes)),
            PlanChange::Date(date) => PlanChange::Date(replace(&mut self.date, date)),
            PlanChange::Candidates(candidates) => {
                PlanChange::Candidates(replace(&mut self.candidates, candidates))
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
        C::Name(name) => swap(&mut component.name, name),
        C::Kind(kind) => swap(&mut component.kind, kind),
        C::Performance(focus) => swap(&mut component.tags.performance, focus),
        C::Data(data) => swap(&mut component.tags.data, data),
        C::Label(label, on) => *on = set_member(&mut component.tags.labels, label, *on),
        C::Answers(answers) => swap(&mut component.answers, answers),
        C::Sourcing(sourcing) => swap(&mut traits.sourcing, sourcing),
        C::Ml(ml) => swap(&mut traits.ml, ml),
        C::DataAnalysis(value) => swap(&mut traits.data_analysis, value),
        C::PythonLibraries(need) => swap(&mut traits.python_libraries, need),
        C::InsidePython(value) => swap(&mut traits.inside_python, value),
        C::Prototype(value) => swap(&mut traits.prototype, value),
        C::Shipping(shipping) => swap(&mut traits.shipping, shipping),
        C::OutsidePlugins(value) => swap(&mut traits.outside_plugins, value),
        C::PauseSensitive(value) => swap(&mut traits.pause_sensitive, value),
        C::NoGarbageCollector(value) => swap(&mut traits.no_garbage_collector, value),
        C::HostileInput(value) => swap(&mut traits.hostile_input, value),
        C::StatefulSessions(value) => swap(&mut traits.stateful_sessions, value),
        C::Estate(language, on) => *on = set_member(&mut traits.estate, language, *on),
        C::Known(language, on) => *on = set_member(&mut traits.known, language, *on),
        C::Mandated(language) => swap(&mut traits.mandated, language),
        C::Banned(language, on) => *on = set_member(&mut traits.banned, language, *on),
        C::CpuLanguage(language) => swap(&mut component.cpu_language, language),
        C::WorkLanguage(language) => swap(&mut component.work_language, language),
        C::Group(group) => swap(&mut component.group, group),
        C::Owner(owner) => swap(&mut component.owner, owner),
        C::Notes(notes) => swap(&mut component.notes, notes),
    }
    change
}

fn change_scenario(
    scenario: &mut Scenario,
    change: ScenarioChange,
) -> Result<ScenarioChange, EditError> {
    Ok(match change {
        ScenarioChange::Name(name) => ScenarioChange::Name(replace(&mut scenario.name, name)),
        ScenarioChange::Load(load) => {
            check_load(load, scenario.id.as_str())?;
            ScenarioChange::Load(replace(&mut scenario.load, load))
        }
        ScenarioChange::Override(address, quantity) => {
            check_quantity(&address, quantity.as_ref())?;
            let before = set(&mut scenario.overrides, address.clone(), quantity);
            ScenarioChange::Override(address, before)
        }
    })
}

/// Largest factor that a scenario may put on the load.
pub const MAX_LOAD_FACTOR: f64 = 1e6;

fn check_load(load: f64, scenario: &str) -> Result<(), EditError> {
    if (0.0..=MAX_LOAD_FACTOR).contains(&load) {
        return Ok(());
    }
    Err(EditError::BadNumber {
        address: format!("scenario/{scenario}/load"),
        error: RangeError::OutOfBounds {
            value: format!("{load}"),
            low: "0".to_owned(),
            high: "1,000,000".to_owned(),
        },
    })
}

/// Farthest from the origin that a card may lie, in plan units.
pub const MAX_COORDINATE: f64 = 1e7;

/// Largest extent of a card, in plan units.
pub const MAX_CARD: f64 = 1e4;

fn check_placement(id: &ComponentId, placement: Option<&Placement>) -> Result<(), EditError> {
    let fits = |placement: &Placement| {
        let Placement { at, size, .. } = placement;
        let near = |x: f64| x.is_finite() && x.abs() <= MAX_COORDINATE;
        let sized = |x: f64| x.is_finite() && x > 0.0 && x <= MAX_CARD;
        near(at.x) && near(at.y) && sized(size.width) && sized(size.height)
    };
    if placement.is_none_or(fits) { Ok(()) } else { Err(EditError::BadPlace(id.clone())) }
}

fn check_quantity(address: &InputRef, quantity: Option<&Quantity>) -> Result<(), EditError> {
    if !address.is_well_formed() {
        return Err(EditError::Missing { sort: "input", id: address.to_string() });
    }
    let Some(quantity) = quantity else {
        return Ok(());
    };
    address
        .input
        .check(quantity.range)
        .map_err(|error| EditError::BadNumber { address: address.to_string(), error })
}

fn check_inputs(inputs: &Inputs, owner: &InputOwner) -> Result<(), EditError> {
    for (&input, quantity) in inputs {
        check_quantity(&InputRef { owner: owner.clone(), input }, Some(quantity))?;
    }
    Ok(())
}

fn missing(sort: &'static str, id: &impl std::fmt::Display) -> EditError {
    EditError::Missing { sort, id: id.to_string() }
}

fn one_or_many(mut edits: Vec<Edit>) -> Edit {
    if edits.len() == 1
        && let Some(edit) = edits.pop()
    {
        return edit;
    }
    Edit::Many(edits)
}

fn found<'a, K: Ord + std::fmt::Display, V>(
    map: &'a mut BTreeMap<K, V>,
    id: &K,
    sort: &'static str,
) -> Result<&'a mut V, EditError> {
    map.get_mut(id).ok_or_else(|| missing(sort, id))
}

fn take<K: Ord + std::fmt::Display, V>(
    map: &mut BTreeMap<K, V>,
    id: &K,
    sort: &'static str,
) -> Result<V, EditError> {
    map.remove(id).ok_or_else(|| missing(sort, id))
}

fn put<K: Ord + std::fmt::Display, V>(
    map: &mut BTreeMap<K, V>,
    id: K,
    value: V,
    sort: &'static str,
) -> Result<(), EditError> {
    if map.contains_key(&id) {
        return Err(EditError::Taken { sort, id: id.to_string() });
    }
    map.insert(id, value);
    Ok(())
}

/// Sets or removes an entry; returns what was there.
fn set<K: Ord, V>(map: &mut BTreeMap<K, V>, key: K, value: Option<V>) -> Option<V> {
    match value {
        Some(value) => map.insert(key, value),
        None => map.remove(&key),
    }
}

/// Puts a member in or takes it out; returns whether it was in.
fn set_member<T: Ord + Clone>(
    members: &mut std::collections::BTreeSet<T>,
    member: &T,
    on: bool,
) -> bool {
    if on { !members.insert(member.clone()) } else { members.remove(member) }
}
