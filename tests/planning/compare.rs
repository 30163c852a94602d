//! Two sides and two candidates held against each other on common draws.

use polyplan::advice::compare::{ComponentRow, Presence, compare, notes};
use polyplan::advice::{Choice, Side};
use polyplan::base::Range;
use polyplan::charts::{Body, Subject, component_chart, component_chart_of};
use polyplan::forecast::difference::{OF_CANDIDATES, OF_PLANS, of_candidates};
use polyplan::forecast::{Measure, Resolved, outlook, sample, totals};
use polyplan::forecast::{Point, difference};
use polyplan::model::{
    CandidateId, Component, Edit, Input, InputRef, Plan, Quantity, Scenario, ScenarioId,
};

use super::sketch::{Sketch, catalog, id};

fn example(name: &str) -> Plan {
    let path = format!("{}/saves/{name}.plan.ron", env!("CARGO_MANIFEST_DIR"));
    polyplan::files::load(path.as_ref()).unwrap().plan
}

fn side<'a>(plan: &'a Plan, scenario: Option<&'a Scenario>, choice: Choice) -> Side<'a> {
    Side::new("Plan", Resolved::new(plan, catalog(), scenario), choice)
}

fn all(candidate: &str) -> Choice {
    Choice::All(CandidateId::new(candidate).unwrap())
}

#[test]
fn a_plan_against_itself_differs_in_no_draw() {
    let plan = example("online-boutique");
    let one = side(&plan, None, Choice::Advised);
    assert!(one.is_same(&side(&plan, None, Choice::Advised)));
    let found = compare(&one, &one, 40);
    for (measure, of) in &found.differences {
        assert_eq!([of.range, of.relative], [Range::exact(0.0); 2], "{measure:?}");
        assert_eq!([of.less, of.more, of.equal], [0.0, 0.0, 1.0]);
    }
    assert_eq!(found.differences.len(), OF_PLANS.len());
    assert!(found.inputs.is_empty());
    let pairs = found.totals.iter().map(|(_, pair)| pair);
    assert!(pairs.clone().all(|pair| pair.delta() == Some(0.0)));
    assert!(found.components.iter().all(|row| !row.candidate_changes() && !row.advice_changes()));
}

#[test]
fn draws_are_the_same_on_both_sides() {
    const DRAWS: u32 = 30;
    let plan = example("online-boutique");
    let (left, right) = (side(&plan, None, all("go-net-http")), side(&plan, None, Choice::Decided));
    let costs = |side: &Side<'_>| {
        sample::of_plan(&side.resolved, DRAWS, |drawn| {
            totals::of_plan(drawn, &side.assignment, Point::Typical).cost()
        })
    };
    let (a, b) = (costs(&left), costs(&right));
    let cheaper: f64 = a.iter().zip(&b).map(|(a, b)| f64::from(u8::from(b < a))).sum();
    let found = compare(&left, &right, DRAWS);
    let (_, of) = found.differences.iter().find(|(of, _)| *of == Measure::Horizon).unwrap();
    assert!((of.less - cheaper / f64::from(DRAWS)).abs() < 1e-12);
    let mut apart: Vec<f64> = a.iter().zip(&b).map(|(a, b)| b - a).collect();
    apart.sort_by(f64::total_cmp);
    // Three of thirty lie on either side of the ends.
    assert_eq!([of.range.low, of.range.high], [apart[3], apart[26]]);
}

#[test]
fn twice_the_price_costs_twice_as_much_to_run_in_every_draw() {
    let sketch = Sketch::services(&["api"]);
    let dear =
        sketch.clone().states("plan/vcpu_hour", "0.08 $/h").states("plan/gb_hour", "0.02 $/h");
    let cheap = sketch.states("plan/vcpu_hour", "0.04 $/h").states("plan/gb_hour", "0.01 $/h");
    let choice = || all("go-net-http");
    let found = compare(&side(&cheap.0, None, choice()), &side(&dear.0, None, choice()), 25);
    let of = |measure| found.differences.iter().find(|(of, _)| *of == measure).unwrap().1;
    let run = of(Measure::Monthly);
    for share in [run.relative.low, run.relative.typical, run.relative.high] {
        assert!((share - 0.5).abs() < 1e-9, "half of the larger: {share}");
    }
    assert_eq!([run.less, run.more], [0.0, 1.0]);
    assert_eq!(of(Measure::Weeks).equal, 1.0);
    let addresses: Vec<String> = found.inputs.iter().map(|of| of.address.to_string()).collect();
    assert_eq!(addresses, ["plan/vcpu_hour", "plan/gb_hour"]);
    let side = found.inputs[0].left.unwrap();
    assert_eq!((side.notation(Input::VcpuHour).as_str(), side.assumed), ("0.04 $/h", false));
}

#[test]
fn languages_and_work_to_join_them_are_counted() {
    let sketch = Sketch::services(&["api", "store"]).calls("api", "store");
    let mut plan = sketch.0;
    plan.candidates =
        ["go-net-http", "python-async"].map(|of| CandidateId::new(of).unwrap()).into();
    let one = side(&plan, None, all("go-net-http"));
    let mut two = one.clone();
    two.assignment.insert(id("store"), CandidateId::new("python-async").unwrap());
    let found = compare(&one, &two, 0);
    let of = |measure| found.totals.iter().find(|(of, _)| *of == measure).unwrap().1;
    assert_eq!([of(Measure::Languages).left, of(Measure::Languages).right], [Some(1.0), Some(2.0)]);
    let constant = |name| catalog().constants[name].range.typical;
    let work = constant("second_toolchain") + constant("boundary_weeks");
    let join = of(Measure::BoundaryWeeks);
    assert_eq!(join.left, Some(0.0));
    assert!((join.right.unwrap() - work).abs() < 1e-9);
    assert_eq!(join.share(), None, "there is no share of nothing");
    assert!(found.differences.is_empty(), "without draws");
    let changed: Vec<bool> = found.components.iter().map(ComponentRow::candidate_changes).collect();
    assert_eq!(changed, [false, true]);
}

#[test]
fn a_scenario_shows_what_it_changes() {
    let sketch = Sketch::services(&["api"]).states("component/api/external_rate", "10..20 req/s");
    let scenario = Scenario {
        id: ScenarioId::new("busy").unwrap(),
        name: "Busy".to_owned(),
        load: 3.0,
        overrides: std::collections::BTreeMap::new(),
    };
    let (left, right) =
        (side(&sketch.0, None, Choice::Advised), side(&sketch.0, Some(&scenario), Choice::Advised));
    assert!(!left.is_same(&right));
    let found = compare(&left, &right, 5);
    assert_eq!(found.names, ["As planned", "Busy"]);
    let rate = found.inputs.iter().find(|of| of.address.input == Input::ExternalRate).unwrap();
    let ends = |of: Option<polyplan::advice::compare::SideOfInput>| {
        let range = of.unwrap().range;
        [range.low, range.high]
    };
    assert_eq!([ends(rate.left), ends(rate.right)], [[10.0, 20.0], [30.0, 60.0]]);
    assert_eq!(found.components[0].presence, Presence::Both);
}

#[test]
fn candidates_are_compared_draw_by_draw() {
    const DRAWS: u32 = 50;
    let plan = example("online-boutique");
    let resolved = Resolved::new(&plan, catalog(), None);
    let facts = resolved.facts(&id("recommendationservice")).unwrap();
    let candidates = ["go-net-http", "python-async"].map(|of| &catalog().candidates[of]);
    let found = of_candidates(&resolved, facts, candidates, DRAWS).unwrap();
    // The same again, from whole plans.
    let drawn = sample::of_plan(&resolved, DRAWS, |drawn| {
        let facts = drawn.facts(&id("recommendationservice")).unwrap();
        let target = facts.value(Input::P99Target).unwrap().range.typical;
        let of = candidates.map(|candidate| {
            let candidate = &drawn.catalog.candidates[&candidate.id];
            let shared = totals::Shared::of(drawn, Point::Typical);
            let of = totals::of_component(drawn, facts, candidate, &shared, Point::Typical);
            let p99 = totals::estimate(drawn, facts, candidate, Point::Typical).unwrap().p99_ms;
            (p99, of.unwrap())
        });
        (of, target)
    });
    for measure in OF_CANDIDATES {
        let value = |(p99, of): (f64, totals::Totals)| match measure {
            Measure::P99 => p99,
            _ => difference::of_totals(&of, measure),
        };
        let pairs: Vec<[f64; 2]> = drawn.iter().map(|(of, _)| of.map(value)).collect();
        let expected = difference::Difference::of(&pairs).unwrap();
        assert!(found.differences.contains(&(measure, expected)), "{measure:?}");
    }
    let met = |place: usize| {
        let met = drawn.iter().map(|(of, target)| f64::from(u8::from(of[place].0 <= *target)));
        met.sum::<f64>() / f64::from(DRAWS)
    };
    assert_eq!(found.meets_target, Some([met(0), met(1)]));
    // A candidate against itself is the same in every draw.
    let same = of_candidates(&resolved, facts, [candidates[0]; 2], DRAWS).unwrap();
    assert!(same.differences.iter().all(|(_, of)| of.equal == 1.0));
    assert_eq!(of_candidates(&resolved, facts, candidates, 0).unwrap().meets_target, None);
}

#[test]
fn chances_follow_the_target() {
    for (target, chances) in [("0.01 ms", [0.0, 0.0]), ("900000000 ms", [1.0, 1.0])] {
        let sketch = Sketch::services(&["api"]).states("component/api/p99_target", target);
        let resolved = Resolved::new(&sketch.0, catalog(), None);
        let facts = resolved.facts(&id("api")).unwrap();
        let candidates = ["go-net-http", "python-async"].map(|of| &catalog().candidates[of]);
        let found = of_candidates(&resolved, facts, candidates, 20).unwrap();
        assert_eq!(found.meets_target, Some(chances), "{target}");
    }
}

#[test]
fn the_chart_of_a_difference_goes_to_either_side_of_zero() {
    let plan = example("online-boutique");
    let resolved = Resolved::new(&plan, catalog(), None);
    let facts = resolved.facts(&id("recommendationservice")).unwrap();
    let subject = Subject::new(&resolved, facts);
    let chart = component_chart(&subject, "difference").unwrap();
    let Body::Bars(bars) = &chart.panels[0].body else { panic!("no bars") };
    assert!(bars.axis.min < 0.0 && bars.axis.max > 0.0);
    assert_eq!(bars.groups.len(), OF_CANDIDATES.len());
    for bar in bars.groups.iter().flat_map(|group| &group.bars) {
        let [low, high] = bar.whisker.unwrap();
        let value = bar.parts[0].value;
        assert!(-1.0 <= low && low <= value && value <= high && high <= 1.0, "{bar:?}");
        assert_eq!(value < 0.0, bar.label.starts_with('-'), "{bar:?}");
    }
    assert!(chart.takeaway.contains("of 100 sampled assumptions"), "{}", chart.takeaway);
    let quick = component_chart_of(&subject, "difference", 0).unwrap();
    assert!(quick.takeaway.starts_with("At the medians"), "{}", quick.takeaway);
    // One candidate alone has nothing to differ from.
    let mut alone = plan.clone();
    alone.candidates = vec![CandidateId::new("go-net-http").unwrap()];
    let resolved = Resolved::new(&alone, catalog(), None);
    let subject = Subject::new(&resolved, resolved.facts(&id("frontend")).unwrap());
    let chart = component_chart(&subject, "difference").unwrap();
    assert!(matches!(&chart.panels[0].body, Body::Empty(_)));
}

/// What is prepared once for the draws of the shipped catalog is what each draw comes to by itself, also
/// after a price was fixed.
#[test]
fn prepared_draws_are_those_of_a_catalog_of_the_same_content() {
    let plan = example("online-boutique");
    let copy = catalog().clone();
    let mut shipped = Resolved::new(&plan, catalog(), None);
    let mut own = Resolved::new(&plan, &copy, None);
    let assignment = Choice::Decided.assignment(&shipped);
    let same = |shipped: &Resolved<'_>, own: &Resolved<'_>| {
        let [a, b] = [shipped, own].map(|of| outlook::of_plan(of, &[&assignment]));
        assert_eq!(a, b);
        a[0].cost
    };
    let before = same(&shipped, &own);
    for resolved in [&mut shipped, &mut own] {
        resolved.fix(Input::DefaultWeeklyCost, 10_000.0);
    }
    let dearer = same(&shipped, &own);
    assert!(dearer.low > before.low && dearer.typical > before.typical, "{before:?} {dearer:?}");
}

/// A peak of some days is priced as if it lasted, and the comparison says so; two plans under the same
/// load need no such word.
#[test]
fn a_comparison_says_how_its_totals_are_to_be_read() {
    let plan = example("online-boutique");
    let sale = plan.scenarios.values().find(|of| of.load > 1.0).unwrap();
    let as_planned = side(&plan, None, Choice::Decided);
    let peak = side(&plan, Some(sale), Choice::Decided);
    let lasts = |notes: &[String]| notes.iter().any(|note| note.contains("lasted all 3 years"));
    let lasts_months =
        |notes: &[String]| notes.iter().any(|note| note.contains("lasted all 36 months"));
    let told = notes(&as_planned, &peak);
    assert!(lasts(&told) || lasts_months(&told), "{told:?}");
    let told = notes(&as_planned, &side(&plan, None, all("go-net-http")));
    assert!(!lasts(&told) && !lasts_months(&told), "{told:?}");
    // Two of ten are decided in JavaScript, which has no figures.
    assert!(told.iter().any(|note| note.contains("decided in JavaScript")), "{told:?}");
    let count = |side: &Side<'_>| {
        let found = compare(side, side, 0);
        let of = |wanted| found.totals.iter().find(|(of, _)| *of == wanted).unwrap().1.left;
        (of(Measure::Languages), of(Measure::Missed))
    };
    let decided: std::collections::BTreeSet<_> =
        plan.decisions.values().map(|decision| &decision.language).collect();
    let (languages, missed) = count(&as_planned);
    assert_eq!(languages, Some(f64::from(u32::try_from(decided.len()).unwrap())));
    assert!(missed.is_some(), "the plan has targets");
}

/// What is paid for is told with its difference, and the rows with what lies beyond them make up the
/// difference of the whole.
#[test]
fn what_is_bought_has_a_row_of_its_own() {
    let left = polyplan::files::templates::from_word("rag").unwrap().plan;
    let mut right = left.clone();
    let priced = |of: &&Component| of.inputs.contains_key(&Input::CallPrice);
    let id = left.components.values().find(priced).unwrap().id.clone();
    let dearer = left.components[&id].inputs[&Input::CallPrice].range.scale(10.0);
    let address = InputRef::component(id.clone(), Input::CallPrice);
    right.apply(Edit::Input(address, Some(Quantity::of(dearer)))).unwrap();
    let [left, right] = [&left, &right].map(|plan| side(plan, None, Choice::Decided));
    let found = compare(&left, &right, 20);
    let row = found.components.iter().find(|row| row.id == id).unwrap();
    assert_eq!((row.presence, &row.left.candidate), (Presence::Both, &None));
    let pair = row.pair(Measure::Horizon);
    assert!((pair.right.unwrap() / pair.left.unwrap() - 10.0).abs() < 1e-9, "{pair:?}");
    assert_eq!(pair.share_in_words(Measure::Horizon.unit()).unwrap(), "×10");
    assert_eq!((row.pair(Measure::Weeks).left, row.pair(Measure::P99).left), (None, None));
    let whole = found.totals.iter().find(|(of, _)| *of == Measure::Horizon).unwrap().1;
    let (all, part) = (whole.delta().unwrap(), pair.delta().unwrap());
    assert!((all / part - 1.0).abs() < 0.1, "nothing else differs: {part} of {all}");
}

/// Nothing is no number of times something.
#[test]
fn a_share_is_told_as_a_multiple_from_tenfold() {
    let told = |left: f64, right: f64| {
        let pair = polyplan::advice::compare::Pair { left: Some(left), right: Some(right) };
        pair.share_in_words(polyplan::base::Unit::Money)
    };
    assert_eq!(told(100.0, 250.0).as_deref(), Some("+150 %"));
    assert_eq!(told(100.0, 40.0).as_deref(), Some("-60 %"));
    assert_eq!(told(1_500.0, 6_800_000.0).as_deref(), Some("×4,530"));
    assert_eq!(told(0.0, 5_000.0), None);
    assert_eq!(told(5_000.0, 5_001.0), None);
}
