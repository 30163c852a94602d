//! Random edits of every sort, with a name for each sort.

use polyplan::base::Range;
use polyplan::model::{
    CandidateId, ComponentChange as C, CpuScope, CriterionId, Edit, EntryId, Focus, Group,
    GroupChange as G, GroupId, GroupKind, Input, InputOwner, InputRef, Kind, LibraryNeed,
    LinkChange as L, LinkId, LinkStyle, MlUse, PlanChange as P, Priority, Protocol, Quantity,
    RoleChange as R, RoleId, ScenarioChange as S, ScenarioId, Shipping, Skill, Sourcing, Tested,
    Vote,
};
use proptest::collection::{btree_set, vec};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::Union;

use crate::support::{
    answers, begins, component, component_id, date, decision, entry, exchange, id, kind, language,
    library, link, own_criterion, placement, quantity, role, scenario, technology, text,
};

/// Names every sort of edit. A new variant does not compile until it has a name here, and then
/// fails the test of coverage until it is generated.
macro_rules! sorts {
    ($($pattern:pat => $name:literal,)+) => {
        pub const SORTS: &[&str] = &[$($name),+];

        pub const fn sort(edit: &Edit) -> &'static str {
            match edit { $($pattern => $name,)+ }
        }
    };
}

sorts! {
    Edit::AddComponent(_) => "add a component",
    Edit::RemoveComponent(_) => "remove a component",
    Edit::Component(_, C::Name(_)) => "component: name",
    Edit::Component(_, C::Kind(_)) => "component: kind",
    Edit::Component(_, C::Technology(_)) => "component: technology",
    Edit::Component(_, C::Performance(_)) => "component: performance",
    Edit::Component(_, C::Data(_)) => "component: data",
    Edit::Component(_, C::Label(_, true)) => "component: label on",
    Edit::Component(_, C::Label(_, false)) => "component: label off",
    Edit::Component(_, C::Answers(_)) => "component: answers",
    Edit::Component(_, C::Sourcing(_)) => "component: sourcing",
    Edit::Component(_, C::Ml(_)) => "component: ml",
    Edit::Component(_, C::DataAnalysis(_)) => "component: data analysis",
    Edit::Component(_, C::PythonLibraries(_)) => "component: python libraries",
    Edit::Component(_, C::InsidePython(_)) => "component: inside python",
    Edit::Component(_, C::Prototype(_)) => "component: prototype",
    Edit::Component(_, C::Shipping(_)) => "component: shipping",
    Edit::Component(_, C::OutsidePlugins(_)) => "component: outside plugins",
    Edit::Component(_, C::PauseSensitive(_)) => "component: pause-sensitive",
    Edit::Component(_, C::NoGarbageCollector(_)) => "component: no garbage collector",
    Edit::Component(_, C::HostileInput(_)) => "component: hostile input",
    Edit::Component(_, C::StatefulSessions(_)) => "component: stateful sessions",
    Edit::Component(_, C::ExistsIn(_)) => "component: exists in",
    Edit::Component(_, C::Tested(_)) => "component: tested",
    Edit::Component(_, C::Library(..)) => "component: library",
    Edit::Component(_, C::Estate(..)) => "component: estate",
    Edit::Component(_, C::Known(..)) => "component: known",
    Edit::Component(_, C::Mandated(_)) => "component: mandated",
    Edit::Component(_, C::Banned(..)) => "component: banned",
    Edit::Component(_, C::CpuLanguage(_)) => "component: cpu language",
    Edit::Component(_, C::CpuScope(_)) => "component: cpu scope",
    Edit::Component(_, C::WorkLanguage(_)) => "component: work language",
    Edit::Component(_, C::Group(_)) => "component: group",
    Edit::Component(_, C::Owner(_)) => "component: owner",
    Edit::Component(_, C::Notes(_)) => "component: notes",
    Edit::AddLink(_) => "add a link",
    Edit::RemoveLink(_) => "remove a link",
    Edit::Link(_, L::From(_)) => "link: from",
    Edit::Link(_, L::To(_)) => "link: to",
    Edit::Link(_, L::Style(_)) => "link: style",
    Edit::Link(_, L::Protocol(_)) => "link: protocol",
    Edit::Link(_, L::Stage(_)) => "link: stage",
    Edit::Link(_, L::Label(_)) => "link: label",
    Edit::Link(_, L::OnlyFor(_)) => "link: only for",
    Edit::AddGroup(_) => "add a group",
    Edit::RemoveGroup(_) => "remove a group",
    Edit::Group(_, G::Name(_)) => "group: name",
    Edit::Group(_, G::Kind(_)) => "group: kind",
    Edit::Group(_, G::Parent(_)) => "group: parent",
    Edit::AddRole(_) => "add a role",
    Edit::RemoveRole(_) => "remove a role",
    Edit::Role(_, R::Name(_)) => "role: name",
    Edit::Role(_, R::Skill(_, Some(_))) => "role: skill",
    Edit::Role(_, R::Skill(_, None)) => "role: no skill",
    Edit::AddScenario(_) => "add a scenario",
    Edit::RemoveScenario(_) => "remove a scenario",
    Edit::Scenario(_, S::Name(_)) => "scenario: name",
    Edit::Scenario(_, S::Load(_)) => "scenario: load",
    Edit::Scenario(_, S::Override(_, Some(_))) => "scenario: override",
    Edit::Scenario(_, S::Override(_, None)) => "scenario: no override",
    Edit::Input(InputRef { owner: InputOwner::Plan, .. }, _) => "input of the plan",
    Edit::Input(InputRef { owner: InputOwner::Component(_), .. }, Some(_)) => "input",
    Edit::Input(InputRef { owner: InputOwner::Component(_), .. }, None) => "no input",
    Edit::Input(InputRef { owner: InputOwner::Link(_), .. }, _) => "input of a link",
    Edit::Input(InputRef { owner: InputOwner::Role(_), .. }, _) => "input of a role",
    Edit::Decide(_, Some(_)) => "decide",
    Edit::Decide(_, None) => "take a decision back",
    Edit::Vote(_, _, Some(_)) => "vote",
    Edit::Vote(_, _, None) => "forget a vote",
    Edit::Log(_, Some(_)) => "entry",
    Edit::Log(_, None) => "no such entry",
    Edit::Place(_, Some(_)) => "place",
    Edit::Place(_, None) => "leave a place open",
    Edit::Plan(P::Name(_)) => "plan: name",
    Edit::Plan(P::Client(_)) => "plan: client",
    Edit::Plan(P::Notes(_)) => "plan: notes",
    Edit::Plan(P::Date(_)) => "plan: date",
    Edit::Plan(P::Candidates(_)) => "plan: candidates",
    Edit::Plan(P::Priority(_, Some(_))) => "plan: priority",
    Edit::Plan(P::Priority(_, None)) => "plan: no priority",
    Edit::Plan(P::Criterion(_, Some(_))) => "plan: own criterion",
    Edit::Plan(P::Criterion(_, None)) => "plan: no such criterion",
    Edit::Plan(P::Bindings(_, Some(_))) => "plan: languages of a library",
    Edit::Plan(P::Bindings(_, None)) => "plan: library left to the catalog",
    Edit::Plan(P::Exchange(Some(_))) => "plan: currency",
    Edit::Plan(P::Exchange(None)) => "plan: dollars",
    Edit::Many(_) => "many",
}

/// Edits that fit a plan of [`crate::support::plan`] or do not.
pub fn edit() -> impl Strategy<Value = Edit> {
    let single = Union::new([
        components().boxed(),
        (index(), Union::new(component_changes()))
            .prop_map(|(i, change)| Edit::Component(component_id(i), change))
            .boxed(),
        links().boxed(),
        groups().boxed(),
        roles().boxed(),
        scenarios().boxed(),
        statements().boxed(),
        entries().boxed(),
        plans().prop_map(Edit::Plan).boxed(),
    ]);
    prop_oneof![8 => single.clone(), 1 => vec(single, 0..4).prop_map(Edit::Many)]
}

/// Places of elements, a few beyond those that plans have.
fn index() -> std::ops::Range<u8> {
    0..8
}

fn group_id() -> impl Strategy<Value = GroupId> {
    (0_u8..5).prop_map(|i| GroupId::new(&id(i)).unwrap())
}

fn role_id() -> impl Strategy<Value = RoleId> {
    (0_u8..4).prop_map(|i| RoleId::new(&id(i)).unwrap())
}

fn link_id() -> impl Strategy<Value = LinkId> {
    index().prop_map(|i| LinkId::new(&id(i)).unwrap())
}

fn scenario_id() -> impl Strategy<Value = ScenarioId> {
    (0_u8..4).prop_map(|i| ScenarioId::new(&id(i)).unwrap())
}

fn components() -> impl Strategy<Value = Edit> {
    prop_oneof![
        index().prop_flat_map(|i| component(i, 3, 2)).prop_map(|c| Edit::AddComponent(Box::new(c))),
        index().prop_map(|i| Edit::RemoveComponent(component_id(i))),
        (index(), of(decision())).prop_map(|(i, d)| Edit::Decide(component_id(i), d.map(Box::new))),
        (index(), select(&["Builder", "Auditor", " "][..]), of((language(), text()))).prop_map(
            |(i, role, vote)| {
                let vote = vote.map(|(language, reason)| Box::new(Vote { language, reason }));
                Edit::Vote(component_id(i), role.to_owned(), vote)
            },
        ),
        (index(), of(placement())).prop_map(|(i, p)| Edit::Place(component_id(i), p)),
    ]
}

fn component_changes() -> Vec<BoxedStrategy<C>> {
    let flag = || of(any::<bool>());
    let known = || (language(), any::<bool>());
    vec![
        text().prop_map(C::Name).boxed(),
        // Words that the program knows arrive as unknown ones, or there is no word.
        prop_oneof![4 => kind(), 1 => select(vec!["", "service", "queue", "thing"]).prop_map(|word| Kind::Other(word.to_owned()))]
            .prop_map(C::Kind)
            .boxed(),
        technology().prop_map(C::Technology).boxed(),
        of(select(Focus::ALL)).prop_map(C::Performance).boxed(),
        any::<bool>().prop_map(C::Data).boxed(),
        (text(), any::<bool>()).prop_map(|(label, on)| C::Label(label, on)).boxed(),
        answers().prop_map(C::Answers).boxed(),
        of(select(Sourcing::ALL)).prop_map(C::Sourcing).boxed(),
        of(select(MlUse::ALL)).prop_map(C::Ml).boxed(),
        flag().prop_map(C::DataAnalysis).boxed(),
        of(select(LibraryNeed::ALL)).prop_map(C::PythonLibraries).boxed(),
        (library(), any::<bool>()).prop_map(|(name, on)| C::Library(name, on)).boxed(),
        flag().prop_map(C::InsidePython).boxed(),
        flag().prop_map(C::Prototype).boxed(),
        of(select(Shipping::ALL)).prop_map(C::Shipping).boxed(),
        flag().prop_map(C::OutsidePlugins).boxed(),
        flag().prop_map(C::PauseSensitive).boxed(),
        flag().prop_map(C::NoGarbageCollector).boxed(),
        flag().prop_map(C::HostileInput).boxed(),
        flag().prop_map(C::StatefulSessions).boxed(),
        of(language()).prop_map(C::ExistsIn).boxed(),
        of(select(Tested::ALL)).prop_map(C::Tested).boxed(),
        known().prop_map(|(language, on)| C::Estate(language, on)).boxed(),
        known().prop_map(|(language, on)| C::Known(language, on)).boxed(),
        of(language()).prop_map(C::Mandated).boxed(),
        known().prop_map(|(language, on)| C::Banned(language, on)).boxed(),
        of(language()).prop_map(C::CpuLanguage).boxed(),
        of(select(CpuScope::ALL)).prop_map(C::CpuScope).boxed(),
        of(language()).prop_map(C::WorkLanguage).boxed(),
        of(group_id()).prop_map(C::Group).boxed(),
        of(role_id()).prop_map(C::Owner).boxed(),
        text().prop_map(C::Notes).boxed(),
    ]
}

fn links() -> impl Strategy<Value = Edit> {
    let protocol = prop_oneof![
        3 => select(Protocol::KNOWN.to_vec()),
        1 => select(vec!["", "rest", "carrier pigeon"]).prop_map(|word| Protocol::Other(word.to_owned())),
    ];
    let change = prop_oneof![
        index().prop_map(|i| L::From(component_id(i))),
        index().prop_map(|i| L::To(component_id(i))),
        select(LinkStyle::ALL).prop_map(L::Style),
        of(protocol).prop_map(L::Protocol),
        any::<u16>().prop_map(L::Stage),
        text().prop_map(L::Label),
        begins(8).prop_map(L::OnlyFor),
    ];
    prop_oneof![
        1 => (index(), 1_u8..8)
            .prop_flat_map(|(i, count)| link(i, count))
            .prop_map(|link| Edit::AddLink(Box::new(link))),
        1 => link_id().prop_map(Edit::RemoveLink),
        4 => (link_id(), change).prop_map(|(id, change)| Edit::Link(id, change)),
    ]
}

fn groups() -> impl Strategy<Value = Edit> {
    let change = prop_oneof![
        text().prop_map(G::Name),
        select(GroupKind::ALL).prop_map(G::Kind),
        of(group_id()).prop_map(G::Parent),
    ];
    let group = (group_id(), text(), select(GroupKind::ALL), of(group_id()));
    prop_oneof![
        1 => group.prop_map(|(id, name, kind, parent)| {
            Edit::AddGroup(Box::new(Group { id, name, kind, parent }))
        }),
        1 => group_id().prop_map(Edit::RemoveGroup),
        2 => (group_id(), change).prop_map(|(id, change)| Edit::Group(id, change)),
    ]
}

fn roles() -> impl Strategy<Value = Edit> {
    let change = prop_oneof![
        text().prop_map(R::Name),
        (language(), of(select(Skill::ALL))).prop_map(|(l, skill)| R::Skill(l, skill)),
    ];
    prop_oneof![
        1 => (0_u8..4).prop_flat_map(role).prop_map(|role| Edit::AddRole(Box::new(role))),
        1 => role_id().prop_map(Edit::RemoveRole),
        2 => (role_id(), change).prop_map(|(id, change)| Edit::Role(id, change)),
    ]
}

fn scenarios() -> impl Strategy<Value = Edit> {
    let change = prop_oneof![
        1 => text().prop_map(S::Name),
        1 => prop_oneof![0.0..1e6_f64, Just(-1.0), Just(f64::NAN), Just(f64::INFINITY)]
            .prop_map(S::Load),
        3 => statement().prop_map(|(address, quantity)| S::Override(address, quantity)),
    ];
    prop_oneof![
        1 => (0_u8..4).prop_flat_map(scenario).prop_map(|s| Edit::AddScenario(Box::new(s))),
        1 => scenario_id().prop_map(Edit::RemoveScenario),
        3 => (scenario_id(), change).prop_map(|(id, change)| Edit::Scenario(id, change)),
    ]
}

fn statements() -> impl Strategy<Value = Edit> {
    statement().prop_map(|(address, quantity)| Edit::Input(address, quantity))
}

/// A number for any address; now and then one that does not exist or makes no sense.
fn statement() -> impl Strategy<Value = (InputRef, Option<Quantity>)> {
    let owner = prop_oneof![
        1 => Just(InputOwner::Plan),
        2 => index().prop_map(|i| InputOwner::Component(component_id(i))),
        1 => link_id().prop_map(InputOwner::Link),
        1 => role_id().prop_map(InputOwner::Role),
    ];
    (owner, any::<proptest::sample::Index>(), any::<proptest::sample::Index>()).prop_flat_map(
        |(owner, which, any)| {
            let fits: Vec<Input> = Input::ALL
                .iter()
                .copied()
                .filter(|input| InputRef { owner: owner.clone(), input: *input }.is_well_formed())
                .collect();
            let (fitting, any) = (*which.get(&fits), *any.get(Input::ALL));
            let address = move |input| InputRef { owner: owner.clone(), input };
            let of_input = |input, sound: BoxedStrategy<Quantity>| {
                let address = address(input);
                of(sound).prop_map(move |quantity| (address.clone(), quantity)).boxed()
            };
            let absurd = select(vec![-1.0, 1e300, f64::NAN, f64::INFINITY])
                .prop_map(|value| Quantity::of(Range::exact(value)));
            prop_oneof![
                8 => of_input(fitting, quantity(fitting).boxed()),
                1 => of_input(fitting, absurd.boxed()),
                1 => of_input(any, quantity(any).boxed()),
            ]
        },
    )
}

/// Entries for any element; now and then one that does not exist.
fn entries() -> impl Strategy<Value = Edit> {
    (0_u8..4, of(entry(8, 4)))
        .prop_map(|(i, of)| Edit::Log(EntryId::new(&id(i)).unwrap(), of.map(Box::new)))
}

fn plans() -> impl Strategy<Value = P> {
    let candidate = select(vec!["go-net-http", "python-sync", "cobol-cics"])
        .prop_map(|id| CandidateId::new(id).unwrap());
    let weight = prop_oneof![0.0..10.0_f64, Just(-1.0), Just(99.0), Just(f64::NAN)];
    prop_oneof![
        1 => text().prop_map(P::Name),
        1 => text().prop_map(P::Client),
        1 => text().prop_map(P::Notes),
        1 => of(date()).prop_map(P::Date),
        1 => vec(candidate, 0..4).prop_map(P::Candidates),
        2 => (select(Priority::ALL), of(weight)).prop_map(|(p, w)| P::Priority(p, w)),
        2 => of(exchange()).prop_map(P::Exchange),
        2 => (0_u8..3, of(own_criterion())).prop_map(|(i, of)| {
            P::Criterion(CriterionId::new(&id(i)).unwrap(), of.map(Box::new))
        }),
        2 => (library(), of(btree_set(language(), 0..3))).prop_map(|(name, of)| P::Bindings(name, of)),
    ]
}
