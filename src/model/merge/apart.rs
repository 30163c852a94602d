//! Ids that two people gave to different things are told apart.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::log::About;
use crate::model::plan::Plan;
use crate::model::{ComponentId, EntryId, GroupId, LinkId, RoleId, ScenarioId};
use crate::model::{InputOwner, InputRef};

/// New ids by the old ones.
#[derive(Default)]
struct Renamed {
    components: BTreeMap<ComponentId, ComponentId>,
    links: BTreeMap<LinkId, LinkId>,
    groups: BTreeMap<GroupId, GroupId>,
    roles: BTreeMap<RoleId, RoleId>,
    scenarios: BTreeMap<ScenarioId, ScenarioId>,
    entries: BTreeMap<EntryId, EntryId>,
}

/// Theirs with new ids for all that it added under an id that ours gave to something else.
pub(super) fn apart(base: &Plan, ours: &Plan, theirs: &Plan) -> Plan {
    let mut plan = theirs.clone();
    // Step by step: whether components are the same is seen once their groups are told apart.
    let groups = clashes([&base.groups, &ours.groups, &plan.groups], |name, taken| {
        GroupId::fresh(name, taken)
    });
    let roles =
        clashes([&base.roles, &ours.roles, &plan.roles], |name, taken| RoleId::fresh(name, taken));
    plan = Renamed { groups, roles, ..Renamed::default() }.of(plan);
    let components =
        clashes([&base.components, &ours.components, &plan.components], |name, taken| {
            ComponentId::fresh(name, taken)
        });
    plan = Renamed { components, ..Renamed::default() }.of(plan);
    let links =
        clashes([&base.links, &ours.links, &plan.links], |name, taken| LinkId::fresh(name, taken));
    plan = Renamed { links, ..Renamed::default() }.of(plan);
    let scenarios = clashes([&base.scenarios, &ours.scenarios, &plan.scenarios], |name, taken| {
        ScenarioId::fresh(name, taken)
    });
    plan = Renamed { scenarios, ..Renamed::default() }.of(plan);
    let entries =
        clashes([&base.log, &ours.log, &plan.log], |name, taken| EntryId::fresh(name, taken));
    Renamed { entries, ..Renamed::default() }.of(plan)
}

type Fresh<I> = fn(&str, &dyn Fn(&str) -> bool) -> I;

/// What ours and theirs added under one id though it differs, with a free id for theirs.
fn clashes<I, V>([base, ours, theirs]: [&BTreeMap<I, V>; 3], fresh: Fresh<I>) -> BTreeMap<I, I>
where
    I: Ord + Clone + std::fmt::Display + Borrow<str>,
    V: PartialEq,
{
    let mut given: BTreeMap<I, I> = BTreeMap::new();
    for (id, of_theirs) in theirs.iter().filter(|(id, _)| !base.contains_key::<str>((*id).borrow()))
    {
        if ours.get::<str>(id.borrow()).is_none_or(|of_ours| of_ours == of_theirs) {
            continue;
        }
        let new = fresh(id.borrow(), &|id| {
            [base, ours, theirs].iter().any(|of| of.contains_key(id))
                || given.values().any(|new| <I as Borrow<str>>::borrow(new) == id)
        });
        given.insert(id.clone(), new);
    }
    given
}

fn new<I: Ord + Clone>(ids: &BTreeMap<I, I>, id: &I) -> I {
    ids.get(id).unwrap_or(id).clone()
}

impl Renamed {
    /// The plan with the new ids, wherever it speaks of the old ones.
    fn of(&self, plan: Plan) -> Plan {
        let mut renamed = Plan { ..plan.clone() };
        renamed.groups = plan
            .groups
            .into_values()
            .map(|mut of| {
                of.id = new(&self.groups, &of.id);
                of.parent = of.parent.map(|id| new(&self.groups, &id));
                (of.id.clone(), of)
            })
            .collect();
        renamed.roles = plan
            .roles
            .into_values()
            .map(|mut of| {
                of.id = new(&self.roles, &of.id);
                (of.id.clone(), of)
            })
            .collect();
        renamed.components = plan
            .components
            .into_values()
            .map(|mut of| {
                of.id = new(&self.components, &of.id);
                of.group = of.group.map(|id| new(&self.groups, &id));
                of.owner = of.owner.map(|id| new(&self.roles, &id));
                (of.id.clone(), of)
            })
            .collect();
        renamed.links = plan
            .links
            .into_values()
            .map(|mut of| {
                of.id = new(&self.links, &of.id);
                of.from = new(&self.components, &of.from);
                of.to = new(&self.components, &of.to);
                let begins =
                    |of: &BTreeSet<_>| of.iter().map(|id| new(&self.components, id)).collect();
                of.only_for = of.only_for.as_ref().map(begins);
                (of.id.clone(), of)
            })
            .collect();
        renamed.scenarios = plan
            .scenarios
            .into_values()
            .map(|mut of| {
                of.id = new(&self.scenarios, &of.id);
                of.overrides = self.addresses(of.overrides);
                (of.id.clone(), of)
            })
            .collect();
        renamed.decisions = plan
            .decisions
            .into_iter()
            .map(|(id, mut of)| {
                of.relied_on = self.addresses(of.relied_on);
                (new(&self.components, &id), of)
            })
            .collect();
        renamed.log = plan
            .log
            .into_values()
            .map(|mut of| {
                of.id = new(&self.entries, &of.id);
                of.owner = of.owner.map(|id| new(&self.roles, &id));
                of.about = match of.about {
                    About::Plan => About::Plan,
                    About::Component(id) => About::Component(new(&self.components, &id)),
                    About::Link(id) => About::Link(new(&self.links, &id)),
                    About::Group(id) => About::Group(new(&self.groups, &id)),
                };
                (of.id.clone(), of)
            })
            .collect();
        let votes = plan.votes.into_iter();
        renamed.votes = votes.map(|(id, of)| (new(&self.components, &id), of)).collect();
        let placements = plan.placements.into_iter();
        renamed.placements =
            placements.map(|(id, place)| (new(&self.components, &id), place)).collect();
        renamed
    }

    fn addresses<V>(&self, of: BTreeMap<InputRef, V>) -> BTreeMap<InputRef, V> {
        let moved = |at: InputRef| {
            let owner = match at.owner {
                InputOwner::Plan => InputOwner::Plan,
                InputOwner::Component(id) => InputOwner::Component(new(&self.components, &id)),
                InputOwner::Link(id) => InputOwner::Link(new(&self.links, &id)),
                InputOwner::Role(id) => InputOwner::Role(new(&self.roles, &id)),
            };
            InputRef { owner, ..at }
        };
        of.into_iter().map(|(at, value)| (moved(at), value)).collect()
    }
}
