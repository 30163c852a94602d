//! Adding elements: ids are free, references exist, numbers make sense.

use super::Outcome;
use super::check::{check_inputs, check_load, check_quantity};
use super::entries::put;
use crate::base::id::name_or_id;
use crate::model::InputOwner;
use crate::model::component::Component;
use crate::model::edit::Edit;
use crate::model::link::{Link, Protocol};
use crate::model::plan::{Group, Plan, Role, Scenario};

impl Plan {
    pub(super) fn add_component(&mut self, mut component: Component) -> Outcome {
        component.name = name_or_id(component.name, &component.id);
        component.kind = component.kind.canonical();
        self.require_group(component.group.as_ref())?;
        self.require_role(component.owner.as_ref())?;
        check_inputs(&component.inputs, &InputOwner::Component(component.id.clone()))?;
        let id = component.id.clone();
        put(&mut self.components, id.clone(), component, "component")?;
        Ok(Edit::RemoveComponent(id))
    }

    pub(super) fn add_link(&mut self, mut link: Link) -> Outcome {
        link.protocol = link.protocol.map(Protocol::canonical);
        self.require_component(&link.from)?;
        self.require_component(&link.to)?;
        link.only_for.iter().flatten().try_for_each(|begin| self.require_component(begin))?;
        check_inputs(&link.inputs, &InputOwner::Link(link.id.clone()))?;
        let id = link.id.clone();
        put(&mut self.links, id.clone(), link, "link")?;
        Ok(Edit::RemoveLink(id))
    }

    pub(super) fn add_group(&mut self, mut group: Group) -> Outcome {
        group.name = name_or_id(group.name, &group.id);
        self.require_group(group.parent.as_ref())?;
        let id = group.id.clone();
        put(&mut self.groups, id.clone(), group, "group")?;
        Ok(Edit::RemoveGroup(id))
    }

    pub(super) fn add_role(&mut self, mut role: Role) -> Outcome {
        role.name = name_or_id(role.name, &role.id);
        check_inputs(&role.inputs, &InputOwner::Role(role.id.clone()))?;
        let id = role.id.clone();
        put(&mut self.roles, id.clone(), role, "role")?;
        Ok(Edit::RemoveRole(id))
    }

    pub(super) fn add_scenario(&mut self, mut scenario: Scenario) -> Outcome {
        scenario.name = name_or_id(scenario.name, &scenario.id);
        for (address, quantity) in &scenario.overrides {
            check_quantity(address, Some(quantity))?;
            self.require_owner(address)?;
        }
        check_load(scenario.load, scenario.id.as_str())?;
        let id = scenario.id.clone();
        put(&mut self.scenarios, id.clone(), scenario, "scenario")?;
        Ok(Edit::RemoveScenario(id))
    }
}
