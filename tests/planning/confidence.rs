//! How firm advice is: what it says of flip points holds when the plan is edited so, and shares add
//! up.

use polyplan::advice::{self, Advice, Confidence, Flip, Lever, Verdict, confidence, explain};
use polyplan::base::Range;
use polyplan::forecast::{Resolved, difference, sample};
use polyplan::model::{
    CandidateId, ComponentChange, CpuScope, Edit, Focus, Input, InputRef, Kind, LanguageId, MlUse,
    Plan, PlanChange, Quantity,
};

use super::sketch::{Sketch, catalog, id};

/// A service on which Go leads clearly, one on which little does, and one that serves a model.
fn cases() -> Vec<(&'static str, Plan)> {
    let python = LanguageId::new("python").unwrap();
    let it = |kind| Sketch::new().with("it", kind);
    let timed = |sketch: Sketch, cpu: &str| {
        sketch
            .states("component/it/cpu_time", cpu)
            .but("it", ComponentChange::CpuLanguage(Some(python.clone())))
    };
    let fast = timed(it(Kind::Service), "2..5..12 ms")
        .but("it", ComponentChange::Performance(Some(Focus::Throughput)))
        .states("component/it/external_rate", "100..300..900 req/s")
        .states("component/it/p99_target", "100 ms");
    let quiet = timed(it(Kind::WebApp), "1..3..9 ms")
        .states("component/it/external_rate", "2..5..20 req/s");
    let serving = timed(it(Kind::ModelServing), "20..40..90 ms")
        .but("it", ComponentChange::Data(true))
        .but("it", ComponentChange::Ml(Some(MlUse::Serves)))
        .states("component/it/external_rate", "20..60..200 req/s");
    vec![("fast", fast.0), ("quiet", quiet.0), ("serving", serving.0)]
}

fn advise(plan: &Plan) -> Advice {
    let resolved = Resolved::new(plan, catalog(), None);
    let facts = resolved.facts(&id("it")).unwrap();
    explain::advise(&resolved, facts, &catalog().compared(&plan.candidates))
}

fn confidence_of(plan: &Plan) -> Confidence {
    let resolved = Resolved::new(plan, catalog(), None);
    confidence::of_plan(&resolved).remove(&id("it")).unwrap()
}

fn leader(advice: &Advice) -> &LanguageId {
    &advice.ranking[0].language
}

/// The plan with a number known exactly.
fn known(plan: &Plan, input: Input, value: f64) -> Plan {
    let mut plan = plan.clone();
    let quantity = Quantity::of(Range::exact(value));
    plan.apply(Edit::Input(InputRef::component(id("it"), input), Some(quantity))).unwrap();
    if input == Input::CpuTime {
        // Flip points speak of the component's own code.
        let own = ComponentChange::CpuScope(Some(CpuScope::Handler));
        plan.apply(Edit::Component(id("it"), own)).unwrap();
    }
    plan
}

#[test]
fn advice_turns_where_flip_points_say() {
    let mut checked = 0;
    for (name, plan) in cases() {
        let before = advise(&plan);
        for swing in confidence_of(&plan).flips.swings {
            // Shares of CPU time move together, so one of them alone cannot be stated.
            let Lever::Input(input) = swing.lever else { continue };
            if matches!(input, Input::Interpreted | Input::Native) {
                continue;
            }
            for (flips, way) in [(&swing.below, -1.0), (&swing.above, 1.0)] {
                let beyond = |flip: &Flip, far: f64| flip.at * (1.0 + far * way * 0.01);
                for flip in flips {
                    let (inside, outside) = (beyond(flip, -1.0), beyond(flip, 1.0));
                    let [kept, turned] =
                        [inside, outside].map(|value| advise(&known(&plan, input, value)));
                    let what = format!("{name}: {} at {}", input.word(), flip.at);
                    assert_eq!(leader(&kept), leader(&before), "{what}");
                    if let Some(winner) = &flip.winner {
                        assert_eq!(leader(&turned), winner, "{what}");
                    } else {
                        assert_eq!(kept.verdict, Verdict::Language, "{what}");
                        assert_eq!(turned.verdict, Verdict::Either, "{what}");
                    }
                    checked += 1;
                }
            }
        }
    }
    assert!(checked >= 4, "only {checked} flips");
}

#[test]
fn a_stressed_priority_turns_advice_where_its_weight_does() {
    // Each of these is the only criterion of its priority.
    let mut checked = 0;
    let (_, fast) = cases().swap_remove(0);
    let loads = [3.0, 10.0, 30.0, 60.0, 100.0, 200.0];
    let loaded = loads.map(|load| ("loaded", known(&fast, Input::ExternalRate, load)));
    for (name, plan) in cases().into_iter().chain(loaded) {
        let swings = confidence_of(&plan).flips.swings;
        for criterion in ["delivery", "run-cost", "upkeep"] {
            let row = advice::criteria::TABLE.iter().position(|row| row.id == criterion).unwrap();
            let swing = swings.iter().find(|swing| swing.lever == Lever::Weight(row));
            let verdict = |factor: f64| {
                let mut plan = plan.clone();
                let priority = advice::criteria::TABLE[row].priority.unwrap();
                plan.apply(Edit::Plan(PlanChange::Priority(priority, Some(factor)))).unwrap();
                let advice = advise(&plan);
                (advice.verdict, leader(&advice).clone())
            };
            let before = advise(&plan);
            let before = (before.verdict, leader(&before).clone());
            let sides = swing.iter().flat_map(|swing| [(&swing.below, -1.0), (&swing.above, 1.0)]);
            for (flip, way) in sides.filter_map(|(flips, way)| Some((flips.first()?, way))) {
                assert!((1.0 / 3.0..=3.0).contains(&flip.at), "{name}: {}", flip.at);
                assert_eq!(verdict(flip.at * (1.0 - 0.01 * way)), before, "{name}, {criterion}");
                assert_ne!(verdict(flip.at * (1.0 + 0.01 * way)), before, "{name}, {criterion}");
                checked += 1;
            }
        }
    }
    assert!(checked > 0);
}

#[test]
fn every_sampled_assumption_has_one_first() {
    for (name, plan) in cases() {
        let confidence = confidence_of(&plan);
        let sum: f64 = confidence.acceptability.places.iter().map(|place| place.first).sum();
        assert!((sum - 1.0).abs() < 1e-9, "{name}: {sum}");
    }
    let [fast, quiet] = [0, 1].map(|at| {
        let (_, plan) = cases().swap_remove(at);
        let confidence = confidence_of(&plan);
        confidence.acceptability.of_language(confidence.flips.leader.as_ref().unwrap())
    });
    assert!(fast > quiet, "a clear case is firmer: {fast} {quiet}");
}

#[test]
fn what_is_excluded_is_never_first_and_what_is_not_built_has_no_confidence() {
    let go = LanguageId::new("go").unwrap();
    let sketch = Sketch::services(&["it"]).but("it", ComponentChange::Banned(go.clone(), true));
    let confidence = confidence_of(&sketch.0);
    assert!(confidence.acceptability.of_language(&go) <= 0.0);
    assert_eq!(confidence.flips.leader, None, "nothing competes");
    let bought = Sketch::new().with("it", Kind::Datastore);
    assert_eq!(confidence_of(&bought.0), Confidence::default());
}

#[test]
fn the_chance_of_meeting_the_target_is_the_same_wherever_it_is_told() {
    let (_, plan) = cases().swap_remove(0);
    let resolved = Resolved::new(&plan, catalog(), None);
    let facts = resolved.facts(&id("it")).unwrap();
    let candidates = catalog().compared(&plan.candidates);
    let pair = [candidates[0], candidates[1]];
    let found = difference::of_candidates(&resolved, facts, pair, sample::DRAWS).unwrap();
    let places = confidence_of(&plan).acceptability;
    let told = pair.map(|candidate| places.of_candidate(&candidate.id).unwrap().on_target.unwrap());
    assert_eq!(found.meets_target, Some(told));
    assert!(told.iter().any(|chance| (0.01..0.99).contains(chance)), "{told:?}");
}

#[test]
fn a_second_stack_of_the_leading_language_is_no_rival() {
    for (name, plan) in cases() {
        let with = |ids: &[&str]| {
            let mut plan = plan.clone();
            let named = ids.iter().map(|id| CandidateId::new(id).unwrap()).collect();
            plan.apply(Edit::Plan(PlanChange::Candidates(named))).unwrap();
            plan
        };
        let two = with(&["go-net-http", "python-async"]);
        let three = with(&["go-net-http", "python-async", "python-sync"]);
        let [alone, beside] = [&two, &three].map(advise);
        // The worse stack of a language can change who is cheapest, and with it weights, but little.
        assert_eq!(beside.verdict, alone.verdict, "{name}");
        assert_eq!(leader(&beside), leader(&alone), "{name}");
        let questions = |advice: &Advice| advice.unknowns.len();
        assert_eq!(questions(&beside) > 0, questions(&alone) > 0, "{name}");
    }
}
