//! Whole-plan assignments against every assignment there is, and against NSGA-II.

use std::collections::BTreeMap;
use std::path::Path;

use polyplan::advice;
use polyplan::advice::front::{
    Choice, as_refined, at_medians, evaluate, front, open, refined, searched,
};
use polyplan::base::Unit;
use polyplan::files;
use polyplan::forecast::{
    Assignment, CallGraph, Point, Resolved, flow_latency, outlook, responses, sample, totals,
};
use polyplan::model::{
    CandidateId, ComponentChange, ComponentId, Edit, Input, Kind, LanguageId, LinkStyle, Plan,
    PlanChange, RoleId, Skill,
};

use super::sketch::{Sketch, catalog, id, role};

/// A linear congruential generator with Knuth's constants; the low bits are thrown away.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[usize::try_from(self.below(from.len() as u64)).unwrap()]
    }
}

const NAMES: [&str; 4] = ["a", "b", "c", "d"];
const CANDIDATES: [&str; 4] = ["go-net-http", "python-async", "rust-axum", "java-spring"];

fn random(seed: u64) -> Plan {
    let mut dice = Dice(seed);
    let mut sketch = Sketch::new();
    let count = 2 + usize::try_from(dice.below(3)).unwrap();
    for (at, name) in NAMES[..count].iter().enumerate() {
        let kinds = [Kind::Service, Kind::WebApp, Kind::Worker, Kind::ModelServing];
        let work = dice.pick::<&str>(&["4 person-weeks", "20 person-weeks"]);
        let kind = dice.pick(&kinds[..]).clone();
        sketch = sketch.with(name, kind).states(&format!("component/{name}/work"), work);
        if at == 0 || dice.below(3) == 0 {
            let rate = dice.pick::<&str>(&["5 req/s", "80 req/s", "900 req/s"]);
            sketch = sketch.states(&format!("component/{name}/external_rate"), rate);
        }
        if at > 0 {
            let from = NAMES[usize::try_from(dice.below(at as u64)).unwrap()];
            sketch = sketch.calls(from, name);
            if dice.below(4) == 0 {
                sketch = sketch.style(&format!("{from}-{name}"), LinkStyle::Message);
            }
        }
    }
    let compared = 2 + usize::from(count < 4 && dice.below(2) == 0);
    let first = usize::try_from(dice.below(2)).unwrap();
    let named = CANDIDATES[first..first + compared].iter().map(|id| CandidateId::new(id).unwrap());
    sketch.edit(Edit::Plan(PlanChange::Candidates(named.collect()))).0
}

/// What an assignment comes to, the long way round.
fn objectives(resolved: &Resolved<'_>, assignment: &Assignment) -> [f64; 3] {
    let draws = sample::of_plan(resolved, sample::DRAWS, |drawn| {
        totals::of_plan(drawn, assignment, Point::Typical)
    });
    let [cost, weeks, _] = told(resolved, assignment, &draws);
    let p99 = slowest(resolved, &p99_over_draws(resolved, assignment));
    [cost, weeks, p99]
}

/// Median over the draws of the p99 of each flow, one network after another.
fn p99_over_draws(resolved: &Resolved<'_>, of: &Assignment) -> Vec<(ComponentId, f64)> {
    let at_medians = CallGraph::new(resolved, of);
    let mut drawn: BTreeMap<ComponentId, Vec<f64>> = BTreeMap::new();
    let mut number = 0;
    sample::of_plan(resolved, sample::DRAWS, |draw| {
        number += 1;
        let mut graph = CallGraph::new(draw, of);
        // A flow begins where it does at the medians.
        for (node, usual) in graph.nodes.iter_mut().zip(&at_medians.nodes) {
            node.is_entry = usual.is_entry;
        }
        let entries: Vec<usize> =
            (0..graph.nodes.len()).filter(|&at| graph.nodes[at].is_entry).collect();
        let waits = flow_latency::Waits::new(&graph, &entries);
        for entry in entries {
            let node = &graph.nodes[entry];
            // What waits for nothing needs no grid.
            let alone = node.station.filter(|_| node.stages.is_empty());
            let flow = || waits.quantile_ms(entry, 0.99);
            let p99 = alone.map_or_else(flow, |station| station.quantile_ms(0.99));
            if alone.is_some() || number <= responses::DRAWS {
                drawn.entry(node.component.clone()).or_default().push(p99);
            }
        }
    });
    drawn.into_iter().map(|(entry, values)| (entry, middle(values))).collect()
}

fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The slowest of some flows: of those whose entry has a p99 target, of all where none has one.
fn slowest(resolved: &Resolved<'_>, flows: &[(ComponentId, f64)]) -> f64 {
    let has_target = |(entry, _): &&(ComponentId, f64)| {
        resolved.facts(entry).unwrap().value(Input::P99Target).is_some()
    };
    let any = flows.iter().any(|flow| has_target(&flow));
    let counts = flows.iter().filter(|flow| !any || has_target(flow));
    counts.map(|(_, p99)| *p99).fold(0.0, f64::max)
}

/// Medians of the draws, and the slowest flow at the medians of the inputs.
fn told(resolved: &Resolved<'_>, assignment: &Assignment, draws: &[totals::Totals]) -> [f64; 3] {
    let median = |of: fn(&totals::Totals) -> f64| middle(draws.iter().map(of).collect());
    let flows = flow_latency::flows(&CallGraph::new(resolved, assignment));
    let flows: Vec<_> = flows.into_iter().map(|flow| (flow.entry, flow.p99_ms)).collect();
    [median(totals::Totals::cost), median(|of| of.weeks), slowest(resolved, &flows)]
}

/// Every assignment that no other one covers.
fn by_force(resolved: &Resolved<'_>) -> Vec<[f64; 3]> {
    let candidates = &resolved.plan.candidates;
    let mut all: Vec<Assignment> = vec![Assignment::new()];
    for component in resolved.plan.components.keys() {
        let longer = |before: &Assignment| {
            let with = |candidate: &CandidateId| {
                let mut with = before.clone();
                with.insert(component.clone(), candidate.clone());
                with
            };
            candidates.iter().map(with).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(longer).collect();
    }
    let draws = outlook::draws_of_plan(resolved, &all.iter().collect::<Vec<_>>());
    let told = all.iter().zip(&draws).map(|(of, draws)| told(resolved, of, draws));
    let points: Vec<[f64; 3]> = told.collect();
    let beats = |a: &[f64; 3], b: &[f64; 3]| {
        let pairs = || a.iter().zip(b);
        pairs().all(|(a, b)| *a <= b * (1.0 + 1e-12))
            && pairs().any(|(a, b)| *a < b * (1.0 - 1e-12))
    };
    points.iter().filter(|b| !points.iter().any(|a| beats(a, b))).copied().collect()
}

const fn point(choice: &Choice) -> [f64; 3] {
    [choice.cost, choice.weeks, choice.p99_ms]
}

fn near(a: &[f64; 3], b: &[f64; 3]) -> bool {
    a.iter().zip(b).all(|(a, b)| (a - b).abs() <= 1e-9 * a.abs().max(1.0))
}

#[test]
fn small_plans_agree_with_brute_force() {
    // Each assignment is drawn hundreds of times.
    for seed in 0..1_000 {
        let plan = random(seed);
        let resolved = Resolved::new(&plan, catalog(), None);
        let found = refined(&resolved);
        let expected = by_force(&resolved);
        for point in &expected {
            assert!(found.iter().any(|f| near(f, point)), "seed {seed}: {point:?} is missing");
        }
        for point in &found {
            assert!(expected.iter().any(|e| near(e, point)), "seed {seed}: {point:?} is beaten");
        }
    }
}

/// Assignments found by NSGA-II, see `tests/data/make_front.py`: which of the candidates that are
/// open for it each component takes.
#[derive(serde::Deserialize)]
struct Reference {
    fronts: BTreeMap<String, Vec<String>>,
}

/// Volume that points cover below a corner, after every objective was brought to the range from 0
/// to 1: the usual measure of a front (E. Zitzler, L. Thiele, 1999). Slices along the third.
fn hypervolume(points: &[[f64; 3]], low: [f64; 3], high: [f64; 3]) -> f64 {
    const CORNER: f64 = 1.1;
    let scaled = |point: &[f64; 3]| -> [f64; 3] {
        std::array::from_fn(|i| {
            let range = high[i] - low[i];
            if range > 0.0 { (point[i] - low[i]) / range } else { 0.0 }
        })
    };
    let mut points: Vec<[f64; 3]> = points.iter().map(scaled).collect();
    points.sort_by(|a, b| a[2].total_cmp(&b[2]));
    let mut volume = 0.0;
    for (at, point) in points.iter().enumerate() {
        let top = points.get(at + 1).map_or(CORNER, |next| next[2]);
        let mut below: Vec<[f64; 3]> = points[..=at].to_vec();
        below.sort_by(|a, b| a[0].total_cmp(&b[0]));
        let (mut area, mut height) = (0.0, CORNER);
        for step in &below {
            if step[1] < height {
                area += (CORNER - step[0]) * (height - step[1]);
                height = step[1];
            }
        }
        volume += area * (top - point[2]);
    }
    volume
}

/// How much volume ours have for each of theirs.
fn ratio(ours: &[[f64; 3]], theirs: &[[f64; 3]]) -> f64 {
    let all = || ours.iter().chain(theirs);
    let end = |i: usize, of: fn(f64, f64) -> f64| all().map(|p| p[i]).reduce(of).unwrap();
    let low = std::array::from_fn(|i| end(i, f64::min));
    let high = std::array::from_fn(|i| end(i, f64::max));
    hypervolume(ours, low, high) / hypervolume(theirs, low, high)
}

#[test]
fn what_is_searched_for_is_never_worse_than_nsga2() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/front");
    let text = std::fs::read_to_string(folder.join("nsga2.json")).unwrap();
    let reference: Reference = serde_json::from_str(&text).unwrap();
    assert_eq!(reference.fronts.len(), 10);
    for (name, theirs) in reference.fronts {
        let plan = files::load(&folder.join(format!("{name}.plan.ron"))).unwrap().plan;
        assert_eq!(plan.components.len(), 30, "{name}");
        let resolved = Resolved::new(&plan, catalog(), None);
        let open = open(&resolved);
        let assignment = |choice: String| -> Assignment {
            let taken = open.iter().zip(choice.chars());
            let taken = taken.map(|((component, candidates), at)| {
                (component.clone(), candidates[at.to_digit(10).unwrap() as usize].clone())
            });
            taken.collect()
        };
        let theirs: Vec<Assignment> = theirs.into_iter().map(assignment).collect();
        // By the numbers that the search begins with it is never worse.
        let found = ratio(&searched(&resolved), &at_medians(&resolved, &theirs));
        assert!(found >= 1.0 - 1e-9, "{name}: {found}");
        // NSGA-II saw the medians of the draws, as they are told; of that the search misses a little.
        let told: Vec<[f64; 3]> = as_refined(&resolved, &theirs);
        let found = ratio(&refined(&resolved), &told);
        assert!(found > 0.9, "{name}: {found}");
    }
}

/// The same plan whose first components are built by the people of one role, who are not enough.
fn with_few_people(seed: u64) -> Plan {
    let few = Sketch(random(seed));
    let few = role(few, "team", &[("python", Skill::Fluent)], "1..2..3");
    let owner = ComponentChange::Owner(Some(RoleId::new("team").unwrap()));
    NAMES[..2].iter().fold(few, |few, name| few.but(name, owner.clone())).0
}

#[test]
fn people_who_build_several_components_count_once_in_a_search() {
    for seed in 0..60 {
        let plan = with_few_people(seed);
        let resolved = Resolved::new(&plan, catalog(), None);
        let found = front(&resolved);
        let expected = by_force(&resolved);
        let points = refined(&resolved);
        let holds = |of: &[[f64; 3]], point: &[f64; 3]| of.iter().any(|other| near(other, point));
        assert!(expected.iter().all(|point| holds(&points, point)), "seed {seed}");
        assert!(points.iter().all(|point| holds(&expected, point)), "seed {seed}");
        for reference in &found.references {
            let assignment = &reference.choice.assignment;
            assert!(near(&point(&reference.choice), &objectives(&resolved, assignment)));
            let searched = at_medians(&resolved, std::slice::from_ref(assignment))[0];
            let totals = totals::of_plan(&resolved, assignment, Point::Typical);
            assert!(near(&searched, &[totals.cost(), totals.weeks, searched[2]]), "seed {seed}");
        }
    }
}

#[test]
fn a_choice_comes_to_what_the_forecast_says_of_it() {
    let plan = random(3);
    let resolved = Resolved::new(&plan, catalog(), None);
    let found = front(&resolved);
    for reference in &found.references {
        let choice = &reference.choice;
        assert!(near(&point(choice), &objectives(&resolved, &choice.assignment)));
        let again = evaluate(&resolved, std::slice::from_ref(&choice.assignment));
        assert_eq!(again, [Some(choice.clone())]);
    }
    let mut partial = found.choices[0].assignment.clone();
    partial.remove(&id("a"));
    assert_eq!(evaluate(&resolved, &[partial]), [None]);
}

#[test]
fn nothing_told_is_beaten_by_what_is_told() {
    for seed in 0..24 {
        let plan = random(seed);
        let resolved = Resolved::new(&plan, catalog(), None);
        let found = front(&resolved);
        assert!(found.exact && found.gap.abs() < 1e-12 && !found.choices.is_empty(), "seed {seed}");
        let points: Vec<[f64; 3]> = found.choices.iter().map(point).collect();
        for (choice, own) in found.choices.iter().zip(&points) {
            assert!(near(own, &objectives(&resolved, &choice.assignment)), "seed {seed}: {own:?}");
        }
        let beats = |a: &[f64; 3], b: &[f64; 3]| a != b && a.iter().zip(b).all(|(a, b)| a <= b);
        let beaten = |own: &[f64; 3]| points.iter().any(|other| beats(other, own));
        assert!(!points.iter().any(beaten), "seed {seed}: {points:?}");
        // A difference that cannot be read is none.
        let units = [Unit::Money, Unit::Weeks, Unit::Ms];
        let read = |of: &[f64; 3]| [0, 1, 2].map(|place| units[place].readable(of[place]));
        let beaten_as_read = |own: &[f64; 3]| {
            points.iter().any(|other| {
                let [ours, theirs] = [read(own), read(other)];
                let less = |place: usize| other[place] < own[place] && ours[place] != theirs[place];
                let more = |place: usize| other[place] > own[place] && ours[place] != theirs[place];
                (0..3).any(less) && !(0..3).any(more)
            })
        };
        for known in &found.references {
            let own = point(&known.choice);
            let expected = beaten(&own) || beaten_as_read(&own);
            assert_eq!(known.is_beaten, expected, "seed {seed}: {known:?}");
        }
    }
}

#[test]
fn a_flow_from_outside_counts_where_what_it_calls_has_a_target() {
    // People call a slow service that has a target; beside it a quick one has a target of its own,
    // and training, for which nobody waits, has none.
    let sketch = Sketch::services(&["shop", "quick"])
        .with("training", Kind::ModelTraining)
        .with("people", Kind::External)
        .calls("people", "shop")
        .states("component/people/external_rate", "5 req/s")
        .states("component/shop/cpu_time", "200 ms")
        .states("component/shop/p99_target", "900 ms")
        .states("component/quick/external_rate", "5 req/s")
        .states("component/quick/cpu_time", "1 ms")
        .states("component/quick/p99_target", "100 ms")
        .states("component/training/external_rate", "0.001 req/s")
        .states("component/training/cpu_time", "1000000 ms");
    let mut plan = sketch.0;
    for id in ["shop", "quick", "training"] {
        let change = ComponentChange::CpuLanguage(Some(LanguageId::new("python").unwrap()));
        plan.apply(Edit::Component(super::sketch::id(id), change)).unwrap();
    }
    let resolved = Resolved::new(&plan, catalog(), None);
    let found = front(&resolved);
    let all_python = found.references.iter().find(|of| of.name.contains("Python")).unwrap();
    let flows = p99_over_draws(&resolved, &all_python.choice.assignment);
    let of = |entry: &str| flows.iter().find(|flow| flow.0 == id(entry)).unwrap().1;
    assert!(of("quick") < of("people") && of("people") < of("training"), "{flows:?}");
    assert!((all_python.choice.p99_ms / of("people") - 1.0).abs() < 1e-9);
}

/// A language that is not compared, or has no figures, keeps nothing from standing beside the front.
#[test]
fn what_is_decided_stands_beside_the_front_in_whatever_language() {
    for language in ["ruby", "rust"] {
        let sketch = Sketch::services(&["a", "b"])
            .states("component/a/external_rate", "50 req/s")
            .decides("a", language);
        let resolved = Resolved::new(&sketch.0, catalog(), None);
        let found = front(&resolved);
        let decided = found.references.iter().find(|of| of.name == "As decided").unwrap();
        let assignment = advice::Choice::Decided.assignment(&resolved);
        let outlook = outlook::of_plan(&resolved, &[&assignment])[0];
        assert_eq!(decided.choice.assignment, assignment);
        super::totals::close(decided.choice.cost, outlook.cost.typical);
        super::totals::close(decided.choice.weeks, outlook.weeks.typical);
        assert!(decided.choice.p99_ms > 0.0);
    }
}

/// The assignment that the sentence says costs less is the one ring in colour, also where people know
/// it by a name.
#[test]
fn what_costs_less_is_marked_in_colour() {
    use polyplan::charts::{Body, MarkKind, front_chart};
    let (mut found, mut known) = (0, 0);
    for seed in 0..12 {
        let plan = random(seed);
        let resolved = Resolved::new(&plan, catalog(), None);
        let searched = front(&resolved);
        let chart = front_chart(&resolved, &searched);
        let better = searched.improvement().map(|(_, better)| better);
        for panel in &chart.panels {
            let Body::Curves(curves) = &panel.body else { continue };
            let mut marked = curves
                .marks
                .iter()
                .filter(|mark| mark.kind == MarkKind::Crossover)
                .map(|mark| mark.at[0]);
            assert_eq!(marked.next(), better.map(|of| of.cost), "seed {seed}");
            assert_eq!(marked.next(), None, "seed {seed}");
        }
        found += usize::from(better.is_some());
        let is_known = |better: &Choice| {
            searched.references.iter().any(|of| of.choice.assignment == better.assignment)
        };
        known += usize::from(better.is_some_and(is_known));
    }
    assert!(found > 0 && known > 0, "{found} {known}");
}
