//! Plans of any size that look like real ones: layers of services in groups, owned by roles, with
//! tags, coarse answers, some stated numbers and some decisions, about as dense as the plans in
//! `saves/`. The same size gives the same plan.

use polyplan::base::{Date, Point, Range};
use polyplan::model::{
    Component, ComponentId, DEFAULT_CARD, Decision, Feel, Focus, Group, GroupId, GroupKind, Input,
    InputRef, Kind, LanguageId, Link, LinkId, LinkStyle, MostlyDoes, Placement, Plan, Protocol,
    Quantity, Role, RoleId, Scenario, ScenarioId, Skill, Traffic, Upkeepers, WorkSize, violations,
};

/// Numbers that look random and are the same in every run (a linear congruential generator with
/// Knuth's constants; the low bits are thrown away).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    /// A range around `middle` that differs from component to component.
    fn around(&mut self, middle: f64) -> Quantity {
        let factor = [0.4, 0.7, 1.0, 1.6, 2.5][self.below(5)];
        let typical = middle * factor;
        Quantity {
            range: Range::new(typical / 2.0, typical, typical * 3.0).unwrap(),
            source: if self.below(2) == 0 {
                "load test of last spring".to_owned()
            } else {
                String::new()
            },
            owner: String::new(),
            date: None,
        }
    }
}

fn exactly(value: f64) -> Quantity {
    Quantity::of(Range::exact(value))
}

/// A count as a number.
fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap())
}

/// Components in a group.
const OF_GROUP: usize = 12;
/// Components in a layer of a group.
const OF_LAYER: usize = 3;

const NOUNS: &[&str] = &[
    "Checkout",
    "Cart",
    "Search",
    "Ranking",
    "Pricing",
    "Payment",
    "Profile",
    "Catalog",
    "Shipping",
    "Invoice",
    "Session",
    "Recommendation",
    "Inventory",
    "Notification",
    "Feature",
    "Audit",
];

const KINDS: &[Kind] = &[
    Kind::Service,
    Kind::Service,
    Kind::Service,
    Kind::Service,
    Kind::Gateway,
    Kind::Worker,
    Kind::Worker,
    Kind::StreamProcessor,
    Kind::BatchJob,
    Kind::ModelServing,
    Kind::DataPipeline,
    Kind::Datastore,
    Kind::Queue,
];

const LANGUAGES: &[&str] = &["go", "python", "java", "typescript"];

/// Places of a link's two ends: from one layer of a group to a deeper one, mostly of the same group.
fn ends(components: usize, dice: &mut Dice) -> (usize, usize) {
    let group = dice.below(components / OF_GROUP);
    let other = if dice.below(5) > 0 { group } else { dice.below(components / OF_GROUP) };
    let from = dice.below(OF_GROUP - OF_LAYER);
    let deeper = (from / OF_LAYER + 1) * OF_LAYER;
    let to = deeper + dice.below(OF_GROUP - deeper);
    (group * OF_GROUP + from, other * OF_GROUP + to)
}

/// A plan with so many components, at least a group of them, and links.
pub fn plan(components: usize, links: usize) -> Plan {
    let mut dice = Dice(u64::try_from(components * 31 + links).unwrap());
    let mut plan = Plan::new("A plan to measure with");
    "A client".clone_into(&mut plan.client);
    plan.date = Some(Date::new(2026, 11, 2).unwrap());
    groups_and_roles(&mut plan, components);
    let (groups, roles): (Vec<_>, Vec<_>) =
        (plan.groups.keys().cloned().collect(), plan.roles.keys().cloned().collect());
    for index in 0..components {
        let mut component = component(index, &mut dice);
        component.group = groups.get(index / OF_GROUP).or(groups.last()).cloned();
        component.owner = (dice.below(2) == 0).then(|| dice.pick(&roles));
        decide(&mut plan, &component, &mut dice);
        let at = Point::new(float(index % 100) * 240.0, float(index / 100) * 120.0);
        let placement = Placement { at, size: DEFAULT_CARD, by_hand: false };
        plan.placements.insert(component.id.clone(), placement);
        plan.components.insert(component.id.clone(), component);
    }
    let ids: Vec<ComponentId> = plan.components.keys().cloned().collect();
    for index in 0..links {
        let (from, to) = ends(components, &mut dice);
        let link = link(index, &ids[from], &ids[to], &mut dice);
        plan.links.insert(link.id.clone(), link);
    }
    scenario(&mut plan, &ids[0]);
    assert_eq!(violations(&plan), []);
    plan
}

fn groups_and_roles(plan: &mut Plan, components: usize) {
    for index in 0..(components / OF_GROUP).max(1) {
        let id = GroupId::new(&format!("group-{index}")).unwrap();
        let parent =
            (index % 3 != 0).then(|| GroupId::new(&format!("group-{}", index / 3 * 3)).unwrap());
        let name = format!("{} area {index}", NOUNS[index % NOUNS.len()]);
        plan.groups.insert(id.clone(), Group { id, name, kind: GroupKind::Context, parent });
    }
    for (index, language) in LANGUAGES.iter().enumerate() {
        let id = RoleId::new(&format!("role-{index}")).unwrap();
        let skills = [(LanguageId::new(language).unwrap(), Skill::Fluent)].into();
        let inputs = [(Input::WeeklyCost, exactly(3_000.0 + 250.0 * float(index)))].into();
        plan.roles
            .insert(id.clone(), Role { id, name: format!("Engineer {index}"), skills, inputs });
    }
}

fn component(index: usize, dice: &mut Dice) -> Component {
    // Ids in the order of numbers, so that links go along the order of the map.
    let id = ComponentId::new(&format!("c{index:05}")).unwrap();
    let name = format!("{} {index}", dice.pick(NOUNS));
    let mut component = Component::new(id, &name, dice.pick(KINDS));
    if dice.below(3) == 0 {
        component.tags.performance = Some(dice.pick(Focus::ALL));
    }
    component.tags.data = dice.below(4) == 0;
    if dice.below(6) == 0 {
        component.tags.labels.insert("second release".to_owned());
    }
    let answers = &mut component.answers;
    answers.traffic = (dice.below(3) > 0).then(|| dice.pick(Traffic::ALL));
    answers.mostly = (dice.below(3) > 0).then(|| dice.pick(MostlyDoes::ALL));
    answers.feel = (dice.below(3) > 0).then(|| dice.pick(Feel::ALL));
    answers.size = (dice.below(3) > 0).then(|| dice.pick(WorkSize::ALL));
    answers.upkeepers = (dice.below(3) > 0).then(|| dice.pick(Upkeepers::ALL));
    for (input, middle) in [
        (Input::ExternalRate, 200.0),
        (Input::Connections, 1_000.0),
        (Input::CpuTime, 4.0),
        (Input::P99Target, 120.0),
        (Input::IoWait, 15.0),
        (Input::Work, 12.0),
    ] {
        if dice.below(6) == 0 {
            component.inputs.insert(input, dice.around(middle));
        }
    }
    if component.inputs.contains_key(&Input::CpuTime) {
        component.cpu_language = LanguageId::new("python").ok();
    }
    if component.inputs.contains_key(&Input::Work) {
        component.work_language = LanguageId::new("python").ok();
    }
    if dice.below(5) == 0 {
        "To be measured again before the next release".clone_into(&mut component.notes);
    }
    component
}

fn decide(plan: &mut Plan, component: &Component, dice: &mut Dice) {
    if !component.is_built() || dice.below(2) == 0 {
        return;
    }
    let relied_on = component.inputs.iter().take(1).map(|(&input, quantity)| {
        (InputRef::component(component.id.clone(), input), quantity.range)
    });
    let decision = Decision {
        language: LanguageId::new(dice.pick(LANGUAGES)).unwrap(),
        candidate: None,
        reason: "The team that runs it today works in it".to_owned(),
        author: "architect".to_owned(),
        date: Some(Date::new(2026, 10, 1).unwrap()),
        relied_on: relied_on.collect(),
    };
    plan.decisions.insert(component.id.clone(), decision);
}

fn link(index: usize, from: &ComponentId, to: &ComponentId, dice: &mut Dice) -> Link {
    let id = LinkId::new(&format!("l{index:05}")).unwrap();
    let mut link = Link::new(id, from.clone(), to.clone());
    link.style = dice.pick(&[
        LinkStyle::Request,
        LinkStyle::Request,
        LinkStyle::Request,
        LinkStyle::Message,
        LinkStyle::Stream,
        LinkStyle::Bulk,
    ]);
    link.protocol = (dice.below(2) == 0).then(|| dice.pick(Protocol::KNOWN));
    link.stage = u16::try_from(dice.below(3)).unwrap();
    if dice.below(3) == 0 {
        "orders and returns".clone_into(&mut link.label);
    }
    // At most half a call each, so that rates do not grow from layer to layer without end.
    link.inputs.insert(Input::Calls, exactly([0.1, 0.25, 0.5][dice.below(3)]));
    if dice.below(3) == 0 {
        link.inputs.insert(Input::LinkPayload, dice.around(6.0));
    }
    link
}

fn scenario(plan: &mut Plan, first: &ComponentId) {
    let id = ScenarioId::new("sale").unwrap();
    let address = InputRef::component(first.clone(), Input::ExternalRate);
    let overrides = [(address, exactly(2_000.0))].into();
    let scenario = Scenario { id: id.clone(), name: "Sale".to_owned(), load: 3.0, overrides };
    plan.scenarios.insert(id, scenario);
}
