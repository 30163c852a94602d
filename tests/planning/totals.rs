//! Money and time over the horizon, by hand.

use polyplan::advice::{confidence, explain};
use polyplan::forecast::totals::{self, Shared, Totals};
use polyplan::forecast::{Assignment, Point, Resolved, outlook};
use polyplan::model::{
    CandidateId, ComponentChange, Edit, Input, InputRef, Kind, LanguageId, Quantity, Role, RoleId,
    Scenario, ScenarioId, Shipping, Skill, Sourcing,
};

use super::sketch::{Sketch, catalog, id};

fn of(sketch: &Sketch, candidate: &str, scenario: Option<&Scenario>) -> Totals {
    let resolved = Resolved::new(&sketch.0, catalog(), scenario);
    let shared = Shared::of(&resolved, Point::Typical);
    let facts = resolved.facts(&id("api")).unwrap();
    let candidate = &catalog().candidates[candidate];
    totals::of_component(&resolved, facts, candidate, &shared, Point::Typical).unwrap()
}

#[track_caller]
pub fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-9 * expected.abs(), "{found} is not {expected}");
}

pub fn language(word: &str) -> LanguageId {
    LanguageId::new(word).unwrap()
}

/// Ten person-weeks by two people fluent in Python, at 1,000 a week, over two years.
pub fn api() -> Sketch {
    Sketch::services(&["api"])
        .but("api", ComponentChange::Known(language("python"), true))
        .but("api", ComponentChange::CpuLanguage(Some(language("python"))))
        .states("component/api/external_rate", "100 req/s")
        .states("component/api/cpu_time", "10 ms")
        .states("component/api/interpreted", "100 %")
        .states("component/api/accelerated", "0 %")
        .states("component/api/native", "0 %")
        .states("component/api/connections", "0")
        .states("component/api/growth", "0 %")
        .states("component/api/work", "10 person-weeks")
        .states("component/api/team_size", "2")
        .states("plan/default_weekly_cost", "1000 $/week")
        .states("plan/maintenance", "20 %")
        .states("plan/horizon", "24 months")
        .states("plan/utilisation", "50 %")
        .states("plan/vcpu_hour", "0.1 $/h")
        .states("plan/gb_hour", "0 $/h")
}

#[test]
fn building_running_and_maintaining_add_up() {
    let totals = of(&api(), "python-async", None);
    close(totals.build, 10.0 * 1000.0);
    close(totals.learn, 0.0);
    close(totals.weeks, 5.0);
    close(totals.maintain, 10.0 * 1000.0 * 0.2 * 2.0);
    // 10 ms with the stack's own; 100/s keep one processor busy, two at 50 %.
    close(totals.monthly, 2.0 * 0.1 * 730.0);
    close(totals.run, totals.monthly * 24.0);
    close(totals.cost(), totals.build + totals.run + totals.maintain);
}

#[test]
fn load_that_doubles_each_year_costs_its_mean() {
    // The mean of 2^t over two years is 3 / (2 ln 2).
    let growing = of(&api().states("component/api/growth", "100 %"), "python-async", None);
    close(growing.run, growing.monthly * 24.0 * 3.0 / (2.0 * std::f64::consts::LN_2));
    // Three stated replicas of half a processor are paid as they are, whatever the load grows to.
    let stated = api().states("component/api/growth", "100 %");
    let stated = stated.states("component/api/replicas", "3");
    let stated = of(&stated.states("component/api/replica_vcpus", "0.5"), "python-async", None);
    close(stated.monthly, 1.5 * 0.1 * 730.0);
    close(stated.run, stated.monthly * 24.0);
    close(stated.spent_after(6.0, 1.0, 24.0), stated.monthly * 6.0 + stated.maintain / 4.0);
    let shrinking = of(&api().states("component/api/growth", "-100 %"), "python-async", None);
    assert!(shrinking.run > 0.0 && shrinking.run < 0.2 * growing.run);
}

#[test]
fn gpu_time_is_bought_by_the_hour() {
    let plain = of(&api(), "python-async", None);
    let gpus =
        api().states("component/api/gpu_hours", "10 h/month").states("plan/gpu_hour", "3 $/h");
    close(of(&gpus, "python-async", None).monthly, plain.monthly + 30.0);
}

#[test]
fn learning_delays_and_costs_and_shrinks_with_skill() {
    let figure = |name: &str| catalog().constants[name].range.typical;
    let go = &catalog().languages["go"];
    let large = || api().states("component/api/work", "40 person-weeks");
    let totals = of(&large(), "go-net-http", None);
    // Each of two people loses half of what is missing at the start over the learning weeks.
    let ramp = go.learning.range.typical;
    let work = 40.0 * go.build_time.range.typical;
    assert!(work / 2.0 > ramp, "the ramp ends before the work does");
    let lost = (1.0 - figure("learning_start")) * ramp / 2.0;
    close(totals.learn, 2.0 * lost * 1000.0);
    close(totals.weeks, work / 2.0 + lost);
    let fluent = large().but("api", ComponentChange::Known(language("go"), true));
    close(of(&fluent, "go-net-http", None).learn, 0.0);
}

/// The plan with a role that owns the component.
fn owned(weekly_cost: Option<&str>) -> Sketch {
    let role = Role {
        id: RoleId::new("backend").unwrap(),
        name: "backend engineer".to_owned(),
        skills: [(language("python"), Skill::Fluent)].into(),
        inputs: polyplan::model::Inputs::new(),
    };
    let sketch = api()
        .edit(Edit::AddRole(Box::new(role)))
        .but("api", ComponentChange::Owner(RoleId::new("backend").ok()));
    match weekly_cost {
        Some(text) => sketch.states("role/backend/weekly_cost", text),
        None => sketch,
    }
}

#[test]
fn people_cost_what_their_role_states() {
    close(of(&owned(None), "python-async", None).build, 10_000.0);
    let dear = owned(Some("3000..4000..6000 $/week"));
    close(of(&dear, "python-async", None).build, 40_000.0);
    let address: InputRef = "role/backend/weekly_cost".parse().unwrap();
    let offer = Quantity::of(address.input.parse("2500 $/week").unwrap());
    let scenario = Scenario {
        id: ScenarioId::new("offshore").unwrap(),
        name: "Offshore".to_owned(),
        load: 1.0,
        overrides: [(address, offer)].into(),
    };
    close(of(&dear, "python-async", Some(&scenario)).build, 25_000.0);
}

#[test]
fn a_plan_pays_for_each_further_language_and_each_crossing() {
    let sketch = Sketch::services(&["a", "b", "c"]).links(&[("a", "b"), ("b", "c"), ("a", "c")]);
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let assigned = |candidates: [&str; 3]| -> Assignment {
        ["a", "b", "c"]
            .map(id)
            .into_iter()
            .zip(candidates.map(|c| CandidateId::new(c).unwrap()))
            .collect()
    };
    let figure = |name: &str| catalog().constants[name].range.typical;
    let weeks =
        |candidates| totals::boundary_weeks(&resolved, &assigned(candidates), Point::Typical);
    assert!(weeks(["go-net-http"; 3]).abs() < 1e-12);
    // Two stacks of one language cross nothing.
    assert!(weeks(["python-async", "python-sync", "python-async"]).abs() < 1e-12);
    let crossing = figure("boundary_weeks");
    close(
        weeks(["go-net-http", "go-net-http", "python-async"]),
        figure("second_toolchain") + 2.0 * crossing,
    );
    close(
        weeks(["go-net-http", "python-async", "rust-axum"]),
        2.0 * figure("second_toolchain") + 3.0 * crossing,
    );
    let plan = totals::of_plan(&resolved, &assigned(["go-net-http"; 3]), Point::Typical);
    let shared = Shared::of(&resolved, Point::Typical);
    let parts = resolved.components.iter().filter_map(|facts| {
        let go = &catalog().candidates["go-net-http"];
        totals::of_component(&resolved, facts, go, &shared, Point::Typical)
    });
    close(plan.cost(), parts.map(|totals| totals.cost()).sum());
}

#[test]
fn payback_is_where_the_savings_reach_what_building_cost_more() {
    // Without growth and maintenance savings are even: months = extra / (difference of the bills).
    let plan = Sketch::services(&["it"])
        .states("component/it/external_rate", "2000 req/s")
        .states("component/it/cpu_time", "5 ms")
        .but("it", ComponentChange::CpuLanguage(Some(LanguageId::new("python").unwrap())))
        .states("component/it/work", "30 person-weeks")
        .states("component/it/growth", "0 %")
        .states("plan/vcpu_hour", "0.04 $/h")
        .states("plan/gb_hour", "0.005 $/h")
        .states("plan/maintenance", "0 %")
        .states("plan/horizon", "36 months")
        .0;
    let resolved = Resolved::new(&plan, catalog(), None);
    let facts = resolved.facts(&id("it")).unwrap();
    let advice = explain::advise(&resolved, facts, &catalog().compared(&plan.candidates));
    let of = |language: &str| {
        let mut ranking = advice.ranking.iter();
        &ranking.find(|ranked| ranked.language.as_str() == language).unwrap().totals
    };
    let (go, python) = (of("go"), of("python"));
    let payback = confidence::of_plan(&resolved).remove(&id("it")).unwrap().payback.unwrap();
    assert_eq!(payback.dearer.as_str(), "go");
    let extra = go.build + go.learn - python.build - python.learn;
    assert!((payback.extra - extra).abs() < 1e-9);
    let months = extra / (python.monthly - go.monthly);
    assert!((payback.months.unwrap() - months).abs() < 1e-6, "{months} {payback:?}");
}

/// A part that is bought at $100 a month and $2 for a million calls: ten a second at the peak, 40 % of
/// that in the mean, 730 hours a month.
#[test]
fn what_is_bought_costs_by_the_month_and_by_the_call() {
    let plan = api()
        .with("model", Kind::ModelServing)
        .but("model", ComponentChange::Sourcing(Some(Sourcing::Bought)))
        .calls("api", "model")
        .states("link/api-model/calls", "0.1")
        .states("link/api-model/retries", "0 %")
        .states("plan/mean_load", "40 %");
    let priced = plan.clone().states("component/model/price", "100 $/month");
    let priced = priced.states("component/model/call_price", "2 $");
    let growing = priced.clone().states("component/model/growth", "50 %");
    let python = CandidateId::new("python-async").unwrap();
    let assignment = Assignment::from([(id("api"), python)]);
    let total = |sketch: &Sketch| {
        let resolved = Resolved::new(&sketch.0, catalog(), None);
        totals::of_plan(&resolved, &assignment, Point::Typical)
    };
    let (without, steady) = (total(&plan), priced.clone().states("component/model/growth", "0 %"));
    let calls = 2.0 * 10.0 * 0.4 * 730.0 * 3600.0 / 1e6;
    close(calls, 21.024);
    close(total(&steady).monthly - without.monthly, 100.0 + calls);
    close(total(&steady).run - without.run, 24.0 * (100.0 + calls));
    // The mean of 1.5^t over two years: 1.25 / (2 ln 1.5).
    let growth = 1.25 / (2.0 * libm::log(1.5));
    close(total(&growing).run - without.run, 24.0 * (100.0 + calls * growth));
    // Calls grow with those who make them, unless it is said how.
    let caller_grows = |sketch: &Sketch| sketch.clone().states("component/api/growth", "50 %");
    let by_callers = total(&caller_grows(&priced)).run - total(&caller_grows(&plan)).run;
    close(by_callers, 24.0 * (100.0 + calls * growth));
    for part in [|of: &Totals| of.build, |of: &Totals| of.maintain, |of: &Totals| of.servers] {
        close(part(&total(&steady)), part(&without));
    }
    // What is told over the draws, and what the front and the ledger are made of, hold it too.
    let told = |sketch: &Sketch| {
        let resolved = Resolved::new(&sketch.0, catalog(), None);
        let of = outlook::of_plan(&resolved, &[&assignment])[0];
        let front = polyplan::advice::front::front(&resolved);
        let least = front.choices.iter().map(|choice| choice.cost).fold(f64::INFINITY, f64::min);
        [of.run, of.monthly.typical, least]
    };
    let fixed = plan.clone().states("component/model/price", "100 $/month");
    let [run, monthly, least] = told(&fixed);
    let [run_without, monthly_without, least_without] = told(&plan);
    close(run - run_without, 2400.0);
    close(monthly - monthly_without, 100.0);
    close(least - least_without, 2400.0);
    let wide = plan.states("component/model/price", "50..100..200 $/month");
    let resolved = Resolved::new(&wide.0, catalog(), None);
    let rows = polyplan::advice::ledger::ledger(&resolved);
    let row = rows.iter().find(|row| row.of.to_string() == "component/model/price").unwrap();
    close(row.swing, 150.0 * 24.0);
}

/// 500 GB in a store at $0.1 a month; 20 KB for each answer of a service that people ask 100 times a second
/// at the peak and another service asks 300 times, 40 % of that in the mean, at $0.08 a gigabyte: only
/// what people get leaves.
#[test]
fn stored_data_and_answers_that_leave_are_paid() {
    let plan = api()
        .with("web", Kind::Service)
        .with("app", Kind::MobileApp)
        .with("db", Kind::Datastore)
        .calls("app", "api")
        .calls("web", "api")
        .calls("api", "db")
        .states("component/api/external_rate", "0")
        .states("component/app/external_rate", "100 req/s")
        .states("component/web/external_rate", "300 req/s")
        .states("component/web/growth", "0 %")
        .states("component/api/growth", "0 %")
        .states("link/app-api/calls", "1")
        .states("link/app-api/retries", "0 %")
        .states("link/web-api/calls", "1")
        .states("link/web-api/retries", "0 %")
        .states("plan/mean_load", "40 %")
        .states("plan/storage_price", "0.1 $/month")
        .states("plan/traffic_price", "0.08 $");
    let stores = plan.clone().states("component/db/storage", "500 GB");
    let sends = plan.clone().states("component/api/payload", "20 KB");
    let python = CandidateId::new("python-async").unwrap();
    let assignment = Assignment::from([(id("api"), python.clone()), (id("web"), python)]);
    let total = |sketch: &Sketch| {
        let resolved = Resolved::new(&sketch.0, catalog(), None);
        totals::of_plan(&resolved, &assignment, Point::Typical)
    };
    let without = total(&plan);
    close(total(&stores).monthly - without.monthly, 50.0);
    let gigabytes = 100.0 * 0.4 * 730.0 * 3600.0 * 20.0 / 1e6;
    close(gigabytes, 2102.4);
    close(total(&sends).monthly - without.monthly, gigabytes * 0.08);
    close(total(&sends).run - without.run, 24.0 * gigabytes * 0.08);
    // What nobody asks from outside sends nothing out, and the store's answers stay inside.
    for inside in ["component/db/payload", "component/app/payload"] {
        close(total(&plan.clone().states(inside, "20 KB")).monthly, without.monthly);
    }
    // What runs on the machines of its users is no server of the plan.
    let installed = sends
        .clone()
        .with("tool", Kind::CliTool)
        .but("tool", ComponentChange::Shipping(Some(Shipping::Installed)))
        .calls("tool", "api")
        .states("component/tool/external_rate", "100 req/s")
        .states("link/tool-api/calls", "1")
        .states("link/tool-api/retries", "0 %");
    let sent = |sketch: &Sketch| {
        let without = sketch.clone();
        let mut without = without.0;
        without.components.get_mut("api").unwrap().inputs.remove(&Input::Payload);
        total(sketch).monthly - total(&Sketch(without)).monthly
    };
    close(sent(&installed), 2.0 * gigabytes * 0.08);
    // The data grow with those who use the store.
    let growing = |sketch: &Sketch| sketch.clone().states("component/api/growth", "50 %");
    let grown = total(&growing(&stores)).run - total(&growing(&plan)).run;
    close(grown, 24.0 * 50.0 * 1.25 / (2.0 * libm::log(1.5)));
    // Prices of what nobody states are no assumptions of the plan.
    let counted = |sketch: &Sketch| Resolved::new(&sketch.0, catalog(), None).counts().assumed;
    let unpriced = |sketch: &Sketch, input: &str| {
        let mut sketch = sketch.clone();
        sketch.0.inputs.remove(&Input::from_word(input).unwrap());
        sketch
    };
    for (input, counts) in [("storage_price", &stores), ("traffic_price", &sends)] {
        assert_eq!(counted(&unpriced(counts, input)), counted(counts) + 1, "{input}");
        assert_eq!(counted(&unpriced(&plan, input)), counted(&plan), "{input}");
    }
}
