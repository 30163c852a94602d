//! One voice: equal things are told as equal values, and sentences on money are true of them.

use polyplan::advice::standing::{Standing, reconcile, standings};
use polyplan::advice::{self, Choice, Verdict, either, front, ledger, price};
use polyplan::base::Unit;
use polyplan::charts::{self, Bar, Body, Chart};
use polyplan::forecast::totals::{self, Totals};
use polyplan::forecast::{Counts, Measure, Origin, Point, Resolved, outlook, sample};
use polyplan::model::{
    CandidateId, ComponentChange, Edit, Input, Kind, LanguageId, Plan, PlanChange,
};

use super::sketch::{Sketch, catalog, id};

fn saves() -> Vec<(String, Plan)> {
    let folder = format!("{}/saves", env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().ends_with(".plan.ron"))
        .collect();
    files.sort();
    assert!(files.len() > 2);
    let name = |path: &std::path::Path| path.file_name().unwrap().to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), polyplan::files::load(path).unwrap().plan)).collect()
}

fn median(draws: &[Totals], of: fn(&Totals) -> f64) -> f64 {
    let mut sorted: Vec<f64> = draws.iter().map(of).collect();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}

/// The long way round: each draw of the whole plan on its own.
#[test]
fn an_outlook_is_the_median_of_whole_draws() {
    let (_, plan) = saves().swap_remove(0);
    let resolved = Resolved::new(&plan, catalog(), None);
    let assignment = advice::decided_else_advised(&resolved);
    let told = outlook::of_plan(&resolved, &[&assignment])[0];
    let draws = sample::of_plan(&resolved, sample::DRAWS, |drawn| {
        totals::of_plan(drawn, &assignment, Point::Typical)
    });
    let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * b.abs();
    assert!(near(told.cost.typical, median(&draws, Totals::cost)));
    assert!(near(told.weeks.typical, median(&draws, |of| of.weeks)));
    assert!(near(told.monthly.typical, median(&draws, |of| of.monthly)));
    assert!(near(told.person_weeks.typical, median(&draws, |of| of.person_weeks)));
    assert!(told.cost.low < told.cost.typical && told.cost.typical < told.cost.high);
    assert!(near(told.build, median(&draws, |of| of.build)));
    assert!(near(told.learn, median(&draws, |of| of.learn)));
    assert!(near(told.run, median(&draws, |of| of.run)));
    assert!(near(told.maintain, median(&draws, |of| of.maintain)));
    let at_medians = totals::of_plan(&resolved, &assignment, Point::Typical);
    assert!(near(told.servers, at_medians.servers));
}

fn bars(chart: &Chart, panel: usize) -> Vec<(String, Vec<Bar>)> {
    match &chart.panels[panel].body {
        Body::Bars(bars) => bars.groups.iter().map(|g| (g.label.clone(), g.bars.clone())).collect(),
        _ => unreachable!("the chart has bars"),
    }
}

/// Cost and weeks of each assignment in the chart, the front, the comparison and the standings.
#[test]
fn an_assignment_costs_the_same_wherever_it_is_told() {
    for (name, plan) in saves() {
        let resolved = Resolved::new(&plan, catalog(), None);
        let all = standings(&resolved);
        let chart = charts::plan_chart(&resolved, "totals").unwrap();
        let missed = chart.notes.iter().find(|note| note.starts_with("Missed p99 target"));
        let any = all.iter().any(|of| !of.misses.is_empty());
        assert_eq!(missed.is_some(), any, "{name}");
        for standing in all.iter().filter(|_| any) {
            // Within the sentence names begin small.
            let told = format!("{} {}", &standing.name[1..], standing.misses.len());
            assert!(missed.unwrap().contains(&told), "{name}: {missed:?}");
        }
        let found = front::front(&resolved);
        for standing in &all {
            let told = &standing.outlook;
            let [cost, weeks] =
                [Unit::Money.readable(told.cost.typical), Unit::Weeks.readable(told.weeks.typical)];
            for (panel, expected) in [(0, &cost), (1, &weeks)] {
                let bars = bars(&chart, panel);
                let (_, bars) = bars.iter().find(|(label, _)| *label == standing.name).unwrap();
                let label = bars[0].label.split(',').next().unwrap().to_owned();
                // Thousands have commas too.
                assert!(bars[0].label.starts_with(expected.as_str()), "{name} {label} {expected}");
                let sum: f64 = bars[0].parts.iter().map(|part| part.value).sum();
                let value = if panel == 0 { told.cost.typical } else { told.weeks.typical };
                assert!(
                    (sum - value).abs() <= 1e-9 * value,
                    "{name}: the bar is as long as its label"
                );
            }
            if let Some(reference) = found.references.iter().find(|of| of.name == standing.name) {
                assert_eq!(Unit::Money.readable(reference.choice.cost), cost, "{name}");
                assert_eq!(Unit::Weeks.readable(reference.choice.weeks), weeks, "{name}");
                assert_eq!(reference.choice.misses(), standing.misses, "{name}");
            }
            let side = |choice: &Choice| {
                advice::Side::new("Plan", Resolved::new(&plan, catalog(), None), choice.clone())
            };
            let compared =
                advice::compare::compare(&side(&standing.choice), &side(&Choice::Advised), 0);
            for (measure, expected) in [
                (Measure::Horizon, told.cost.typical),
                (Measure::Weeks, told.weeks.typical),
                (Measure::Monthly, told.monthly.typical),
                (Measure::Build, told.build),
                (Measure::Run, told.run),
            ] {
                let (_, pair) = compared.totals.iter().find(|(of, _)| *of == measure).unwrap();
                assert_eq!(pair.left, Some(expected), "{name} {measure:?}");
            }
        }
    }
}

/// Cost and weeks of each component in prices, comparisons, differences and decisions.
#[test]
fn a_component_costs_the_same_wherever_it_is_told() {
    for (name, plan) in saves() {
        let resolved = Resolved::new(&plan, catalog(), None);
        let advice = advice::of_plan(&resolved);
        let outlooks = price::of_plan(&resolved, &advice);
        let side =
            |choice| advice::Side::new("Plan", Resolved::new(&plan, catalog(), None), choice);
        let both = [side(Choice::Advised), side(Choice::Decided)];
        let compared = advice::compare::compare(&both[0], &both[1], 0);
        for row in &compared.components {
            let Some(told) = row.left.candidate.as_ref().and_then(|of| outlooks[&row.id].get(of))
            else {
                continue;
            };
            assert_eq!(row.pair(Measure::Horizon).left, Some(told.cost.typical), "{name}");
            assert_eq!(row.pair(Measure::Weeks).left, Some(told.weeks.typical), "{name}");
            assert_eq!(row.pair(Measure::Monthly).left, Some(told.monthly.typical), "{name}");
        }
        for (id, of) in &advice {
            let Some(held) = of.decision.as_ref() else { continue };
            let (Some(price), Some(first)) = (&held.price, of.ranking.first()) else { continue };
            let decided = plan.decisions[id].candidate.clone();
            let decided = decided.or(catalog().candidate_of(&held.language).map(|c| c.id.clone()));
            let Some(theirs) = outlooks[id].get(&decided.unwrap()) else { continue };
            let ours = outlooks[id][&first.candidate];
            let expected = theirs.cost.typical - ours.cost.typical;
            assert!((price.horizon - expected).abs() <= 1e-9 * expected.abs(), "{name} {id}");
        }
    }
}

/// A linear congruential generator with Knuth's constants; the low bits are thrown away.
struct Dice(u64);

impl Dice {
    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        from[usize::try_from((self.0 >> 33) % from.len() as u64).unwrap()]
    }
}

fn random(seed: u64) -> Plan {
    let mut dice = Dice(seed);
    let mut sketch = Sketch::new();
    for name in ["a", "b", "c"] {
        let kind = match dice.pick(&["service", "worker", "models"]) {
            "service" => Kind::Service,
            "worker" => Kind::Worker,
            _ => Kind::ModelServing,
        };
        sketch = sketch.with(name, kind);
        let rate = dice.pick(&["5 req/s", "300 req/s", "4000 req/s"]);
        sketch = sketch.states(&format!("component/{name}/external_rate"), rate);
        let target = dice.pick(&["20 ms", "150 ms", ""]);
        if !target.is_empty() {
            sketch = sketch.states(&format!("component/{name}/p99_target"), target);
        }
        let known = dice.pick(&["go", "python", ""]);
        if !known.is_empty() {
            let language = LanguageId::new(known).unwrap();
            sketch = sketch.but(name, ComponentChange::Known(language, true));
        }
    }
    sketch = sketch.calls("a", "b").calls("b", "c");
    let named =
        ["go-net-http", "python-async", "rust-axum"].map(|of| CandidateId::new(of).unwrap());
    sketch.edit(Edit::Plan(PlanChange::Candidates(named.into()))).0
}

fn of<'a>(all: &'a [Standing], name: &str) -> &'a Standing {
    all.iter().find(|of| of.name.to_lowercase() == name.to_lowercase()).unwrap()
}

/// What the sentence says is held against the numbers themselves, on random plans.
#[test]
fn the_sentence_on_advice_and_money_is_true() {
    let (mut buys, mut nothing) = (0, 0);
    for seed in 0..40 {
        let plan = random(seed);
        let resolved = Resolved::new(&plan, catalog(), None);
        let all = standings(&resolved);
        let Some(held) = reconcile(&resolved, &all) else { continue };
        let (advised, cheapest) = (of(&all, "as advised"), of(&all, &held.cheapest));
        for other in all.iter().filter(|of| of.barred.is_none()) {
            if matches!(other.choice, Choice::All(_)) {
                assert!(cheapest.outlook.cost.typical <= other.outlook.cost.typical, "seed {seed}");
            }
        }
        let (ours, theirs) = (advised.outlook, cheapest.outlook);
        assert!((held.extra - (ours.cost.typical - theirs.cost.typical)).abs() < 1e-6);
        assert!(
            held.sentence.contains(&Unit::Money.readable(ours.cost.typical)),
            "{}",
            held.sentence
        );
        let text = &held.sentence;
        assert_eq!(
            text.contains(" more than all "),
            held.extra > 0.0 && !text.contains("as much as"),
            "{text}"
        );
        if !text.contains(" more than all ") {
            continue;
        }
        let met = cheapest.misses.iter().any(|id| !advised.misses.contains(id));
        let lost = advised.misses.iter().any(|id| !cheapest.misses.contains(id));
        assert_eq!(text.contains("That buys the p99 target of"), met, "seed {seed}: {text}");
        assert_eq!(text.contains("As advised misses"), lost, "seed {seed}: {text}");
        let sooner = ours.weeks.typical < theirs.weeks.typical;
        assert!(!text.contains(" sooner") || sooner, "seed {seed}: {text}");
        let bill = ours.monthly.typical < theirs.monthly.typical;
        assert!(!text.contains("less to run") || bill, "seed {seed}: {text}");
        assert_eq!(text.contains("That buys neither"), !held.buys, "seed {seed}: {text}");
        if held.buys { buys += 1 } else { nothing += 1 }
    }
    assert!(buys > 0, "{buys} {nothing}");
}

/// What is bought costs the same in every language.
#[test]
fn where_nothing_is_built_nothing_is_said_of_languages() {
    let bought =
        Sketch::new().with("db", Kind::Datastore).states("component/db/price", "500 $/month");
    let resolved = Resolved::new(&bought.0, catalog(), None);
    let all = standings(&resolved);
    assert!(all.iter().all(|of| of.outlook.cost.typical > 0.0));
    assert_eq!(reconcile(&resolved, &all), None);
}

#[test]
fn a_plan_in_the_cheapest_language_is_said_to_be() {
    let sketch = Sketch::services(&["a"]).compares(&["go-net-http"]);
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let held = reconcile(&resolved, &standings(&resolved)).unwrap();
    let told = ": all that is built is in Go (net/http), the cheapest single language.";
    assert!(held.sentence.contains(told), "{}", held.sentence);
}

/// A bill that is lower by less than is worth telling is not denied.
#[test]
fn a_lower_bill_that_pays_nothing_is_told_as_it_is() {
    let sketch = Sketch::services(&["a"])
        .compares(&["go-net-http", "python-async"])
        .states("component/a/external_rate", "4000 req/s");
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let mut all = standings(&resolved);
    let cheapest = of(&all, &reconcile(&resolved, &all).unwrap().cheapest).clone();
    let other = all.iter().find(|of| of.assignment != cheapest.assignment).unwrap();
    // As dear again, the bill a tenth lower, and nothing else.
    let mut advised = Standing {
        name: "As advised".to_owned(),
        choice: Choice::Advised,
        assignment: other.assignment.clone(),
        costs: cheapest.costs.iter().map(|cost| cost * 2.0).collect(),
        ..cheapest.clone()
    };
    advised.outlook.cost = cheapest.outlook.cost.scale(2.0);
    advised.outlook.monthly = cheapest.outlook.monthly.scale(0.9);
    let [ours, theirs] = [&advised, &cheapest].map(|of| of.outlook.monthly.typical);
    all.retain(|of| of.choice != Choice::Advised);
    all.push(advised);
    let held = reconcile(&resolved, &all).unwrap();
    let told = format!(
        "That buys neither a further target met nor earlier delivery, and only {} less to run at first.",
        Unit::MoneyPerMonth.readable(theirs - ours)
    );
    assert!(held.sentence.contains(&told) && !held.buys, "{}", held.sentence);
}

#[test]
fn a_component_says_what_its_language_costs_more() {
    let mut told = 0;
    for seed in 0..120 {
        let plan = random(seed);
        let resolved = Resolved::new(&plan, catalog(), None);
        let advice = advice::of_plan(&resolved);
        let outlooks = price::of_plan(&resolved, &advice);
        for (id, advice) in &advice {
            let of = &outlooks[id];
            let said = price::although(advice, of);
            let mut open = advice.ranking.iter().filter(|ranked| ranked.gate.is_none());
            let cost = |candidate| of[candidate].cost.typical;
            let Some(first) = open.next().filter(|_| advice.verdict == Verdict::Language) else {
                assert_eq!(said, None);
                continue;
            };
            let others = open.filter(|ranked| ranked.language != first.language);
            let least = others.min_by(|a, b| cost(&a.candidate).total_cmp(&cost(&b.candidate)));
            let Some(least) = least else { continue };
            let (ours, theirs) = (cost(&first.candidate), cost(&least.candidate));
            let differs = Unit::Money.readable(ours) != Unit::Money.readable(theirs);
            assert_eq!(said.is_some(), theirs < ours && differs, "seed {seed} {id}");
            if let Some(said) = said {
                told += 1;
                let saved = Unit::Money.readable(ours - theirs);
                assert!(
                    said.starts_with(&format!("Although {} costs {saved} less", least.name)),
                    "{said}"
                );
            }
        }
    }
    assert!(told > 0);
}

/// Two services of which nothing is known but that either language does.
fn even() -> Sketch {
    let named = ["go-net-http", "python-async"].map(|of| CandidateId::new(of).unwrap());
    Sketch::services(&["a", "b"])
        .states("component/a/external_rate", "1 req/s")
        .states("component/b/external_rate", "1 req/s")
        .edit(Edit::Plan(PlanChange::Candidates(named.into())))
}

#[test]
fn where_either_does_the_team_then_the_plan_then_money_decides() {
    let language = |word: &str| LanguageId::new(word).unwrap();
    let taken = |sketch: &Sketch| {
        let resolved = Resolved::new(&sketch.0, catalog(), None);
        let advice = advice::of_plan(&resolved);
        let taken = either::taken(&resolved, &advice);
        let assigned = advice::advised(&resolved);
        for (id, of) in &taken {
            assert_eq!(assigned[id], of.candidate, "totals take the same");
        }
        assert_eq!(advice::leaders(&resolved, &advice), assigned);
        taken
    };
    let nobody = taken(&even());
    assert_eq!(nobody.len(), 2, "either does for both");
    let whys: Vec<_> = nobody.values().map(|of| of.why).collect();
    assert_eq!(whys, [either::Why::Cheaper; 2]);
    assert_eq!(nobody[&id("a")].language, nobody[&id("b")].language, "one language for both");
    for word in ["go", "python"] {
        let decided = even().decides("b", word);
        let of = &taken(&decided)[&id("a")];
        assert_eq!((of.language.as_str(), of.why), (word, either::Why::Usual));
        let known = even().but("a", ComponentChange::Known(language(word), true));
        if let Some(of) = taken(&known).get(&id("a")) {
            assert_eq!((of.language.as_str(), of.why), (word, either::Why::Known));
        }
    }
}

#[test]
fn what_people_wrote_is_counted_whatever_owns_it() {
    let sketch = Sketch::services(&["a", "b"]).with("people", Kind::External).calls("people", "a");
    let count = |sketch: &Sketch| Counts::of(&Resolved::new(&sketch.0, catalog(), None));
    let bare = count(&sketch);
    assert_eq!((bare.stated, bare.answered), (0, 0));
    let stated = sketch
        .states("component/people/external_rate", "50 req/s")
        .states("link/people-a/calls", "2")
        .states("link/people-a/retries", "5 %")
        .states("plan/horizon", "24 months");
    let found = count(&stated);
    assert_eq!(found.stated, 4);
    assert!(found.assumed < bare.assumed, "{found:?} {bare:?}");
    let mut plan = stated.0;
    let answers = polyplan::model::Answers {
        mostly: Some(polyplan::model::MostlyDoes::Serves),
        ..Default::default()
    };
    plan.apply(Edit::Component(id("b"), ComponentChange::Answers(answers))).unwrap();
    let found = Counts::of(&Resolved::new(&plan, catalog(), None));
    assert_eq!((found.stated, found.answered), (4, 1), "one answer is one answer");
}

/// The ledger lists what is counted.
#[test]
fn counts_are_those_of_the_ledger() {
    let templates = polyplan::files::templates::shipped().iter();
    let templates = templates.map(|of| (of.word.clone(), of.plan.clone()));
    for (name, plan) in saves().into_iter().chain(templates) {
        let resolved = Resolved::new(&plan, catalog(), None);
        let rows = ledger::ledger(&resolved);
        let inputs = rows
            .iter()
            .filter(|row| matches!(row.of, polyplan::forecast::sensitivity::Subject::Input(_)));
        let of = |basis| inputs.clone().filter(|row| row.basis == basis).count();
        let counts = Counts::of(&resolved);
        assert_eq!(of(ledger::Basis::Assumed), counts.assumed, "{name}");
        assert_eq!(of(ledger::Basis::Stated), counts.stated, "{name}");
        let carried = ledger::Carried::of(&rows);
        let sum = carried.stated
            + carried.supposed
            + carried.derived
            + carried.answered
            + carried.assumed
            + carried.catalog;
        let uncertain = rows.iter().any(|row| row.share.is_some_and(|share| share > 0.0));
        assert!(!uncertain || (sum - 1.0).abs() < 1e-9, "{name}: {sum}");
        // What is told of the classes adds up to the whole, but for rounding.
        let told = carried.sentence();
        let shares =
            told.split(" %").filter_map(|part| part.rsplit(' ').next()?.parse::<f64>().ok());
        let told: f64 = shares.sum();
        assert!(!uncertain || (told - 100.0).abs() <= 3.0, "{name}: {told}");
        let built = resolved.components.iter().filter(|facts| facts.component.is_built());
        let answered = built.flat_map(|facts| Input::ALL.iter().filter_map(|i| facts.value(*i)));
        let answered = answered.filter(|value| value.origin == Origin::Answered).count();
        assert!(answered == 0 || counts.answered > 0, "{name}");
    }
}
