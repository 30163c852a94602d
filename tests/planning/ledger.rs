//! The assumption ledger: swings hold when the plan is edited so, and shares are what the formula
//! says.

use polyplan::advice::ledger::{Basis, Evidence, Row, ledger};
use polyplan::advice::{self, ledger};
use polyplan::base::{Date, Range};
use polyplan::forecast::sensitivity::Subject;
use polyplan::forecast::{Point, Resolved, totals};
use polyplan::model::{
    ComponentChange, CpuScope, Edit, Input, InputOwner, InputRef, Kind, LanguageId, Plan, Quantity,
    Scenario, ScenarioId, Scope,
};

use super::saves::saves;
use super::sketch::{Sketch, catalog, id};

fn rows(plan: &Plan) -> Vec<Row> {
    ledger(&Resolved::new(plan, catalog(), None))
}

fn share(rows: &[Row], address: &str) -> f64 {
    row(rows, address).share.unwrap()
}

fn row<'a>(rows: &'a [Row], address: &str) -> &'a Row {
    rows.iter().find(|row| row.of.to_string() == address).unwrap()
}

fn near(a: f64, b: f64, what: &str) {
    assert!((a - b).abs() <= 1e-9 * (1.0 + a.abs().max(b.abs())), "{what}: {a} {b}");
}

/// Two services of which every number is stated exactly.
fn exact() -> Sketch {
    let python = LanguageId::new("python").unwrap();
    let mut sketch = Sketch::services(&["a", "b"]);
    for of in ["a", "b"] {
        sketch = sketch.but(of, ComponentChange::CpuLanguage(Some(python.clone())));
        for (word, value) in [
            ("external_rate", "2000 req/s"),
            ("connections", "100"),
            ("cpu_time", "5 ms"),
            ("interpreted", "100 %"),
            ("accelerated", "0 %"),
            ("native", "0 %"),
            ("io_wait", "10 ms"),
            ("live_heap", "1 GB"),
            ("growth", "20 %"),
            ("team_size", "2 people"),
            ("work", "10 person-weeks"),
            ("gpu_hours", "0 h/month"),
        ] {
            sketch = sketch.states(&format!("component/{of}/{word}"), value);
        }
    }
    for (word, value) in [
        ("vcpu_hour", "0.04 $/h"),
        ("gb_hour", "0.005 $/h"),
        ("gpu_hour", "2 $/h"),
        ("default_weekly_cost", "3000 $/week"),
        ("maintenance", "15 %"),
    ] {
        sketch = sketch.states(&format!("plan/{word}"), value);
    }
    sketch
}

#[test]
fn shares_add_up_to_one_and_the_largest_come_first() {
    let drawn = saves().into_iter();
    for (name, plan) in drawn.chain([("exact".to_owned(), exact().0)]) {
        let rows = rows(&plan);
        let shares: Vec<f64> = rows.iter().filter_map(|row| row.share).collect();
        near(shares.iter().sum(), 1.0, &name);
        assert!(shares.iter().all(|share| *share >= 0.0), "{name}");
        assert!(rows.is_sorted_by_key(|row| -row.share.unwrap_or(0.0)), "{name}");
    }
}

#[test]
fn nothing_is_uncertain_of_what_is_bought() {
    let rows = rows(&Sketch::new().with("db", Kind::Datastore).0);
    assert!(rows.iter().all(|row| row.share == Some(0.0)));
}

#[test]
fn the_widest_range_has_the_largest_share() {
    let sketch = exact().states("component/b/work", "1..10..100 person-weeks");
    let all = rows(&sketch.0);
    assert_eq!(all[0].of.to_string(), "component/b/work");
    let narrower = sketch.states("component/b/work", "9..10..11 person-weeks");
    let narrower = narrower.states("component/a/work", "5..10..20 person-weeks");
    let all = rows(&narrower.0);
    assert!(share(&all, "component/a/work") > share(&all, "component/b/work"));
}

/// Cost of building and maintaining is proportional to the work: 10 weeks more cost ten times what
/// one week does, so squares of swings stand as squares of widths.
#[test]
fn shares_stand_as_the_squares_of_swings() {
    let sketch = exact()
        .states("component/a/work", "9..10..11 person-weeks")
        .states("component/b/work", "7..10..13 person-weeks");
    let all = rows(&sketch.0);
    near(share(&all, "component/b/work") / share(&all, "component/a/work"), 9.0, "3² to 1");
}

#[test]
fn loads_rise_as_one() {
    let sketch = exact()
        .states("component/a/external_rate", "1000..2000..4000 req/s")
        .states("component/b/external_rate", "1500..2000..2500 req/s")
        .states("component/a/work", "8..10..12 person-weeks");
    let all = rows(&sketch.0);
    let [a, b, work] =
        ["component/a/external_rate", "component/b/external_rate", "component/a/work"];
    let swing = |address| row(&all, address).swing;
    let together = (swing(a) + swing(b)).powi(2) / swing(work).powi(2);
    near((share(&all, a) + share(&all, b)) / share(&all, work), together, "the square of the sum");
    near(share(&all, a) / share(&all, b), swing(a) / swing(b), "divided as their swings");
}

/// Cost at the medians under the assignment that the ledger takes.
fn cost(plan: &Plan, assignment: &polyplan::forecast::Assignment) -> f64 {
    let resolved = Resolved::new(plan, catalog(), None);
    totals::of_plan(&resolved, assignment, Point::Typical).cost()
}

/// Every input of the plans in `saves/` that can be stated at both ends without changing what else
/// holds: an assumed rate that is stated outranks what links bring, and another profile changes
/// what a time in another language than Python means.
#[test]
fn swings_are_what_stating_the_ends_does() {
    let python = LanguageId::new("python").unwrap();
    let mut checked = 0;
    for (name, plan) in saves() {
        let assignment = advice::decided_else_advised(&Resolved::new(&plan, catalog(), None));
        for row in rows(&plan) {
            let Subject::Input(address) = &row.of else { continue };
            let assumed = row.basis != Basis::Stated;
            let component = match &address.owner {
                InputOwner::Component(id) => Some(&plan.components[id]),
                _ => None,
            };
            let other = component
                .and_then(|component| component.cpu_language.as_ref())
                .is_some_and(|language| *language != python);
            let profile = [Input::Interpreted, Input::Accelerated, Input::Native];
            if assumed
                && (address.input == Input::ExternalRate || address.input.scope() == Scope::Link)
                || other && profile.contains(&address.input)
            {
                continue;
            }
            let at = |value: f64| {
                let mut plan = plan.clone();
                if let (Input::CpuTime, Some(component), true) = (address.input, component, assumed)
                {
                    let language = ComponentChange::CpuLanguage(Some(python.clone()));
                    let own = ComponentChange::CpuScope(Some(CpuScope::Handler));
                    for change in [language, own] {
                        plan.apply(Edit::Component(component.id.clone(), change)).unwrap();
                    }
                }
                let quantity = Quantity::of(Range::exact(value));
                plan.apply(Edit::Input(address.clone(), Some(quantity))).unwrap();
                cost(&plan, &assignment)
            };
            near(row.swing, at(row.range.high) - at(row.range.low), &format!("{name}: {address}"));
            checked += usize::from(row.swing != 0.0);
        }
    }
    assert!(checked > 100, "only {checked} inputs");
}

#[test]
fn figures_of_the_catalog_swing_as_the_catalog_does() {
    let plan = exact().0;
    let resolved = Resolved::new(&plan, catalog(), None);
    let assignment = advice::decided_else_advised(&resolved);
    let of = &catalog().candidates[&assignment[&id("a")]];
    let all = rows(&plan);
    let at = |pick: fn(Range) -> f64| {
        let mut changed = catalog().clone();
        let figure = &mut changed.languages.get_mut(&of.language).unwrap().build_time;
        figure.range = Range::exact(pick(figure.range));
        let resolved = Resolved::new(&plan, &changed, None);
        totals::of_plan(&resolved, &assignment, Point::Typical).cost()
    };
    let row = row(&all, &format!("language/{}/build-time", of.language));
    near(row.swing, at(|range| range.high) - at(|range| range.low), "build time");
    assert_eq!(row.basis, Basis::Catalog);
    assert_eq!(row.range, catalog().languages[&of.language].build_time.range);
}

#[test]
fn each_figure_says_where_it_comes_from() {
    let stated = |source: &str| Quantity {
        source: source.to_owned(),
        owner: "Operations".to_owned(),
        date: Date::new(2026, 3, 1),
        ..Quantity::of(Input::ExternalRate.parse("50..100..200 req/s").unwrap())
    };
    let address = InputRef::component(id("front"), Input::ExternalRate);
    let sketch = Sketch::services(&["front", "back"])
        .calls("front", "back")
        .edit(Edit::Input(address.clone(), Some(stated("access log"))))
        .states("component/back/work", "3..9 person-weeks");
    let all = rows(&sketch.0);
    let rate = row(&all, "component/front/external_rate");
    assert_eq!((rate.basis, rate.evidence), (Basis::Stated, Evidence::Sourced));
    assert_eq!((rate.source.as_str(), rate.owner.as_str()), ("access log", "Operations"));
    assert_eq!(rate.date.unwrap().to_string(), "2026-03-01");
    let work = row(&all, "component/back/work");
    assert_eq!((work.basis, work.evidence), (Basis::Stated, Evidence::Unsourced));
    let carried = row(&all, "component/back/rate");
    assert_eq!((carried.basis, carried.share), (Basis::Derived, None));
    let guess = |row: &Row| row.of.to_string() == "component/back/external_rate";
    assert!(!all.iter().any(guess), "what links bring outranks the guess");
    assert_eq!(row(&all, "plan/horizon").basis, Basis::Assumed);
    // What a scenario states instead is what its results rest on.
    let number = Quantity { source: "load test".to_owned(), ..stated("") };
    let scenario = Scenario {
        id: ScenarioId::new("peak").unwrap(),
        name: "Peak".to_owned(),
        load: 1.0,
        overrides: [(address, number)].into_iter().collect(),
    };
    let all = ledger(&Resolved::new(&sketch.0, catalog(), Some(&scenario)));
    assert_eq!(row(&all, "component/front/external_rate").source, "load test");
}

#[test]
fn assumptions_under_exports_are_the_ledgers() {
    for (name, plan) in saves() {
        let resolved = Resolved::new(&plan, catalog(), None);
        let assignment = advice::decided_else_advised(&resolved);
        let rows = ledger(&resolved);
        let first = ledger::assumed(&resolved, &assignment).swap_remove(0);
        let swing = |input: Input| -> f64 {
            let of = |row: &&Row| matches!(&row.of, Subject::Input(of) if of.input == input);
            let assumption = |row: &&Row| {
                matches!(row.basis, Basis::Assumed | Basis::Answered)
                    || row.evidence == Evidence::Supposed
            };
            rows.iter().filter(of).filter(assumption).map(|row| row.swing).sum()
        };
        let most =
            Input::ALL.iter().copied().max_by(|a, b| swing(*a).abs().total_cmp(&swing(*b).abs()));
        assert_eq!(Some(first.input), most, "{name}");
    }
}

/// What stands under a plot leads to where it matters most, not to the first by name.
#[test]
fn an_assumption_leads_to_its_largest_share() {
    for (name, plan) in saves() {
        let resolved = Resolved::new(&plan, catalog(), None);
        let rows = rows(&plan);
        let assignment = advice::decided_else_advised(&resolved);
        for assumed in ledger::assumed(&resolved, &assignment).into_iter().take(3) {
            let swing = |owner: &InputOwner| {
                let address = InputRef { owner: owner.clone(), input: assumed.input };
                rows.iter().find(|row| row.of == Subject::Input(address.clone())).unwrap().swing
            };
            let largest =
                assumed.places.iter().map(|(owner, _)| swing(owner).abs()).fold(0.0, f64::max);
            let first = swing(&assumed.places[0].0).abs();
            near(first, largest, &format!("{name}: {}", assumed.input.word()));
        }
    }
}
