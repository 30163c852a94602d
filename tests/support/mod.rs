//! Random plans for property tests.

use std::collections::{BTreeMap, BTreeSet};

use polyplan::base::id::name_or_id;
use polyplan::base::{Currency, Date, Point, Range, Size};
use polyplan::model::{
    About, Answers, CandidateId, Component, ComponentId, CriterionId, Decision, Edit, EntryId,
    EntryKind, EntryStatus, Exchange, Feel, Focus, Group, GroupId, GroupKind, Input, InputRef,
    Inputs, Kind, LanguageId, LibraryName, LibraryNeed, Link, LinkId, LinkStyle, LogEntry, MlUse,
    MostlyDoes, OwnCriterion, OwnPoints, Placement, Plan, PlanChange, Priority, Protocol, Quantity,
    Role, RoleId, Scenario, ScenarioId, Scope, Shipping, Skill, Sourcing, Spends, Technology,
    Tested, Traffic, Upkeepers, Vote, WorkSize,
};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

pub fn id(index: u8) -> String {
    format!("e{index}")
}

pub fn component_id(index: u8) -> ComponentId {
    ComponentId::new(&id(index)).unwrap()
}

pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[a-zA-Z0-9 äöÜжΩ注\"\\\\{}()\\[\\],:'#/-]{1,24}",
        Just("line one\nline two\ttabbed".to_owned()),
        Just("// not a comment /* nor this */".to_owned()),
        Just("\u{0}\u{7}\r\n\u{2028}\u{feff}\u{1f600}\u{7f}\\u{41}".to_owned()),
    ]
}

pub fn language() -> impl Strategy<Value = LanguageId> {
    select(vec!["go", "python", "rust", "ruby", "php", "java"])
        .prop_map(|word| LanguageId::new(word).unwrap())
}

pub fn library() -> impl Strategy<Value = LibraryName> {
    select(vec!["PyTorch", "torch", "Kubernetes client", "Foo SDK", "éclair"])
        .prop_map(|name| LibraryName::new(name).unwrap())
}

pub fn quantity(input: Input) -> impl Strategy<Value = Quantity> {
    let (low, high) = input.bounds();
    let high = high.min(low.abs().max(1.0) * 1e6);
    (vec(0.0..=1.0_f64, 3), text(), text(), of(date())).prop_map(
        move |(mut shares, source, owner, date)| {
            shares.sort_by(f64::total_cmp);
            let at = |share: f64| (low + share * (high - low)).clamp(low, high);
            let range = Range::new(at(shares[0]), at(shares[1]), at(shares[2])).unwrap();
            Quantity { range, source, owner, date }
        },
    )
}

pub fn date() -> impl Strategy<Value = Date> {
    (1990_u16..2090, 1_u8..=12, 1_u8..=28)
        .prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

fn inputs(scope: Scope) -> impl Strategy<Value = Inputs> {
    let of_scope: Vec<Input> =
        Input::ALL.iter().copied().filter(|input| input.scope() == scope).collect();
    btree_set(select(of_scope), 0..4).prop_flat_map(|chosen| {
        let pairs: Vec<_> =
            chosen.into_iter().map(|input| quantity(input).prop_map(move |q| (input, q))).collect();
        pairs.prop_map(|pairs| pairs.into_iter().collect())
    })
}

pub fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![8 => select(Kind::KNOWN.to_vec()), 1 => Just(Kind::Other("teapot".to_owned()))]
}

pub fn technology() -> impl Strategy<Value = Option<Technology>> {
    let known = select(vec!["PostgreSQL 16", "Kafka", "redis 7.2", "queue", "PG", "cache 3"]);
    prop_oneof![
        2 => Just(None),
        1 => known.prop_map(Technology::new),
        1 => text().prop_map(|text| Technology::new(&text)),
    ]
}

pub fn answers() -> impl Strategy<Value = Answers> {
    (
        of(select(Traffic::ALL)),
        of(select(MostlyDoes::ALL)),
        of(select(Spends::ALL)),
        of(select(Feel::ALL)),
        of(select(WorkSize::ALL)),
        of(select(Upkeepers::ALL)),
    )
        .prop_map(|(traffic, mostly, spends, feel, size, upkeepers)| Answers {
            traffic,
            mostly,
            spends,
            feel,
            size,
            upkeepers,
        })
}

pub fn component(index: u8, groups: u8, roles: u8) -> impl Strategy<Value = Component> {
    let words = (
        of(select(Sourcing::ALL)),
        of(select(MlUse::ALL)),
        of(select(LibraryNeed::ALL)),
        of(select(Shipping::ALL)),
        vec(of(any::<bool>()), 8),
    );
    let sets = (
        btree_set(language(), 0..3),
        btree_set(language(), 0..3),
        of(language()),
        btree_set(language(), 0..2),
        of(language()),
        of(select(Tested::ALL)),
        btree_set(library(), 0..3),
    );
    let refs = (of(0..groups.max(1)), of(0..roles.max(1)), of(language()), of(language()));
    let tags = (of(select(Focus::ALL)), any::<bool>(), btree_set(text(), 0..2));
    (
        (text(), kind(), technology(), text()),
        answers(),
        words,
        sets,
        refs,
        tags,
        inputs(Scope::Component),
    )
        .prop_map(
            move |((name, kind, technology, notes), answers, words, sets, refs, tags, inputs)| {
                let mut component = Component::new(component_id(index), &name, kind);
                component.technology = technology;
                component.notes = notes;
                component.answers = answers;
                let traits = &mut component.traits;
                (traits.sourcing, traits.ml, traits.python_libraries, traits.shipping) =
                    (words.0, words.1, words.2, words.3);
                let flags = words.4;
                traits.data_analysis = flags[0];
                traits.inside_python = flags[1];
                traits.prototype = flags[2];
                traits.outside_plugins = flags[3];
                traits.pause_sensitive = flags[4];
                traits.no_garbage_collector = flags[5];
                traits.hostile_input = flags[6];
                traits.stateful_sessions = flags[7];
                (traits.estate, traits.known, traits.mandated, traits.banned) =
                    (sets.0, sets.1, sets.2, sets.3);
                (traits.exists_in, traits.tested, traits.libraries) = (sets.4, sets.5, sets.6);
                component.group =
                    refs.0.filter(|_| groups > 0).map(|g| GroupId::new(&id(g)).unwrap());
                component.owner =
                    refs.1.filter(|_| roles > 0).map(|r| RoleId::new(&id(r)).unwrap());
                component.cpu_language = refs.2;
                component.work_language = refs.3;
                component.tags.performance = tags.0;
                component.tags.data = tags.1;
                component.tags.labels = tags.2;
                component.inputs = inputs;
                component
            },
        )
}

pub fn link(index: u8, components: u8) -> impl Strategy<Value = Link> {
    let protocol = prop_oneof![
        select(Protocol::KNOWN.to_vec()),
        Just(Protocol::Other("carrier pigeon".to_owned()))
    ];
    (
        0..components,
        0..components,
        select(LinkStyle::ALL),
        of(protocol),
        0_u16..4,
        text(),
        begins(components),
        inputs(Scope::Link),
    )
        .prop_map(move |(from, to, style, protocol, stage, label, only_for, inputs)| Link {
            id: LinkId::new(&id(index)).unwrap(),
            from: component_id(from),
            to: component_id(to),
            style,
            protocol,
            stage,
            label,
            only_for,
            inputs,
        })
}

/// Components whose requests take a link; mostly all requests do.
pub fn begins(components: u8) -> impl Strategy<Value = Option<BTreeSet<ComponentId>>> {
    let some = vec(0..components, 0..3);
    prop_oneof![
        3 => Just(None),
        1 => some.prop_map(|of| Some(of.into_iter().map(component_id).collect())),
    ]
}

pub fn placement() -> impl Strategy<Value = Placement> {
    (
        -5000.0..5000.0_f64,
        -5000.0..5000.0_f64,
        of((40.0..400.0_f64, 40.0..400.0_f64)),
        any::<bool>(),
    )
        .prop_map(|(x, y, size, by_hand)| Placement {
            at: Point::new(x, y),
            size: size
                .map_or(polyplan::model::DEFAULT_CARD, |(width, height)| Size::new(width, height)),
            by_hand,
        })
}

pub fn decision() -> impl Strategy<Value = Decision> {
    (language(), text(), text(), of(date()), of(quantity(Input::ExternalRate))).prop_map(
        |(language, reason, author, date, rate)| Decision {
            language,
            candidate: CandidateId::new("go-net-http").ok(),
            reason,
            author,
            date,
            relied_on: rate
                .map(|q| (InputRef::component(component_id(0), Input::ExternalRate), q.range))
                .into_iter()
                .collect(),
        },
    )
}

pub fn role(index: u8) -> impl Strategy<Value = Role> {
    (text(), vec((language(), select(Skill::ALL)), 0..3), inputs(Scope::Role)).prop_map(
        move |(name, skills, inputs)| Role {
            id: RoleId::new(&id(index)).unwrap(),
            name: name_or_id(name, &id(index)),
            skills: skills.into_iter().collect(),
            inputs,
        },
    )
}

pub fn scenario(index: u8) -> impl Strategy<Value = Scenario> {
    (text(), 0.0..1000.0_f64, of(quantity(Input::Horizon)), of(quantity(Input::IoWait))).prop_map(
        move |(name, load, horizon, wait)| {
            let mut overrides = BTreeMap::new();
            overrides.extend(horizon.map(|q| (InputRef::plan(Input::Horizon), q)));
            overrides
                .extend(wait.map(|q| (InputRef::component(component_id(0), Input::IoWait), q)));
            let name = name_or_id(name, &id(index));
            Scenario { id: ScenarioId::new(&id(index)).unwrap(), name, load, overrides }
        },
    )
}

pub fn exchange() -> impl Strategy<Value = Exchange> {
    let others: Vec<Currency> =
        Currency::ALL.iter().copied().filter(|of| *of != Currency::Usd).collect();
    (select(others), 0.001..2000.0_f64, of(date()))
        .prop_map(|(currency, per_dollar, as_of)| Exchange { currency, per_dollar, as_of })
}

/// A valid plan that uses every field now and then.
pub fn plan() -> impl Strategy<Value = Plan> {
    (1_u8..7, 0_u8..4, 0_u8..3).prop_flat_map(|(components, groups, roles)| {
        let roles_count = roles;
        let parts: Vec<_> = (0..components).map(|i| component(i, groups, roles)).collect();
        let links: Vec<_> = (0..components).map(|i| link(i, components)).collect();
        let roles: Vec<_> = (0..roles).map(role).collect();
        let groups = vec((text(), select(GroupKind::ALL), any::<bool>()), usize::from(groups));
        let meta = (
            text(),
            text(),
            text(),
            of(date()),
            vec(select(Priority::ALL), 0..3),
            inputs(Scope::Plan),
            of(exchange()),
            btree_map(library(), btree_set(language(), 0..3), 0..2),
            vec(own_criterion(), 0..3),
            vec(entry(components, roles_count), 0..4),
        );
        let placed = vec(of(placement()), usize::from(components));
        let decided = vec(of(decision()), usize::from(components));
        let scenarios: Vec<_> = (0..2).map(scenario).collect();
        (parts, links, roles, groups, meta, placed, decided, scenarios).prop_map(assemble)
    })
}

/// An entry of the log for a plan with so many components and roles, sound or not.
pub fn entry(components: u8, roles: u8) -> impl Strategy<Value = LogEntry> {
    let about = prop_oneof![
        1 => Just(About::Plan),
        3 => (0..components.max(1)).prop_map(|i| About::Component(ComponentId::new(&id(i)).unwrap())),
        1 => (0..components.max(1)).prop_map(|i| About::Link(LinkId::new(&id(i)).unwrap())),
    ];
    let words = (text(), text(), select(EntryKind::ALL), select(EntryStatus::ALL));
    let dates = (of(date()), of(date()), of(date()));
    (0_u8..4, words, about, of(0..roles.max(1)), dates).prop_map(
        |(index, (text, outcome, kind, status), about, owner, (raised, due, settled))| LogEntry {
            id: EntryId::new(&id(index)).unwrap(),
            kind,
            text,
            about,
            status,
            owner: owner.map(|i| RoleId::new(&id(i)).unwrap()),
            raised,
            due,
            settled,
            outcome,
        },
    )
}

/// A criterion of the team's own, sound or not.
pub fn own_criterion() -> impl Strategy<Value = OwnCriterion> {
    let number = || prop_oneof![4 => 0.0..=5.0_f64, 1 => select(vec![-1.0, 99.0, f64::NAN])];
    let points = (number(), text()).prop_map(|(points, reason)| OwnPoints { points, reason });
    (0_u8..3, text(), text(), number(), btree_map(language(), points, 0..3)).prop_map(
        |(index, name, question, weight, points)| OwnCriterion {
            id: CriterionId::new(&id(index)).unwrap(),
            name,
            question,
            weight,
            points,
        },
    )
}

type Bindings = BTreeMap<LibraryName, BTreeSet<LanguageId>>;

type Parts = (
    Vec<Component>,
    Vec<Link>,
    Vec<Role>,
    Vec<(String, GroupKind, bool)>,
    (
        String,
        String,
        String,
        Option<Date>,
        Vec<Priority>,
        Inputs,
        Option<Exchange>,
        Bindings,
        Vec<OwnCriterion>,
        Vec<LogEntry>,
    ),
    Vec<Option<Placement>>,
    Vec<Option<Decision>>,
    Vec<Scenario>,
);

fn assemble((components, links, roles, groups, meta, placed, decided, scenarios): Parts) -> Plan {
    let mut plan = Plan::new(&meta.0);
    (plan.client, plan.notes, plan.date) = (meta.1, meta.2, meta.3);
    plan.priorities = meta.4.into_iter().map(|priority| (priority, 2.5)).collect();
    (plan.inputs, plan.exchange, plan.bindings) = (meta.5, meta.6, meta.7);
    // Through an edit, which takes unsound ones as the program does.
    for of in meta.8 {
        plan.apply(Edit::Plan(PlanChange::Criterion(of.id.clone(), Some(Box::new(of))))).unwrap();
    }
    plan.candidates =
        vec![CandidateId::new("go-net-http").unwrap(), CandidateId::new("python-sync").unwrap()];
    for (index, (name, kind, nested)) in groups.into_iter().enumerate() {
        let index = u8::try_from(index).unwrap();
        let group = GroupId::new(&id(index)).unwrap();
        let parent = (nested && index > 0).then(|| GroupId::new(&id(index - 1)).unwrap());
        let name = name_or_id(name, &group);
        plan.groups.insert(group.clone(), Group { id: group, name, kind, parent });
    }
    plan.roles = roles.into_iter().map(|role| (role.id.clone(), role)).collect();
    for ((component, placement), decision) in components.into_iter().zip(placed).zip(decided) {
        plan.placements.extend(placement.map(|p| (component.id.clone(), p)));
        // What was decided some voted for, others did not.
        if let Some(d) = &decision {
            let vote = |language: &str, reason: &str| Vote {
                language: LanguageId::new(language).unwrap(),
                reason: reason.to_owned(),
            };
            let cast = [
                ("Builder".to_owned(), vote(d.language.as_str(), &d.reason)),
                ("Auditor".to_owned(), vote("python", "")),
            ];
            plan.votes.insert(component.id.clone(), cast.into_iter().collect());
        }
        plan.decisions.extend(decision.map(|d| (component.id.clone(), d)));
        plan.components.insert(component.id.clone(), component);
    }
    plan.links = links.into_iter().map(|link| (link.id.clone(), link)).collect();
    plan.scenarios =
        scenarios.into_iter().map(|scenario| (scenario.id.clone(), scenario)).collect();
    for of in meta.9 {
        // Some are about what the plan does not have.
        let _ = plan.apply(Edit::Log(of.id.clone(), Some(Box::new(of))));
    }
    plan
}
