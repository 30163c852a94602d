//! Sweeps, held against closed forms and against the plan itself.

use polyplan::advice;
use polyplan::base::Range;
use polyplan::forecast::sweep::{
    Crossing, CrossingKind, LoadPoint, Metric, bands, load_sweep, movable,
};
use polyplan::forecast::totals::{self, Shared};
use polyplan::forecast::{Assignment, Point, Resolved, Sweep, SweepRequest, kernel, sample};
use polyplan::model::{
    ComponentChange, Edit, Input, LinkStyle, Plan, Quantity, Role, RoleId, Scenario, ScenarioId,
    Skill,
};

use super::sketch::{Sketch, catalog, id, role};
use super::totals::{api, close, language};

fn request(swept: &str, component: &str, ends: Option<(f64, f64)>, steps: usize) -> SweepRequest {
    SweepRequest {
        swept: swept.parse().unwrap(),
        component: id(component),
        from: ends.map(|(from, _)| from),
        to: ends.map(|(_, to)| to),
        steps,
    }
}

fn of(plan: &Plan, swept: &str, component: &str, ends: Option<(f64, f64)>, steps: usize) -> Sweep {
    let resolved = Resolved::new(plan, catalog(), None);
    Sweep::new(&resolved, &request(swept, component, ends, steps)).unwrap()
}

/// The band of each line.
fn bands_of(resolved: &Resolved<'_>, sweep: &Sweep, metric: Metric) -> Vec<Vec<[f64; 3]>> {
    let mut found = bands(resolved, sweep, &[Metric::Servers, metric], 64).unwrap();
    assert_eq!(found.len(), 2);
    found.remove(1)
}

fn crossover(sweep: &Sweep, of: Metric) -> &Crossing {
    let is = |crossing: &&Crossing| matches!(crossing.kind, CrossingKind::Crossover { metric, .. } if metric == of);
    sweep.crossings.iter().find(is).unwrap()
}

fn figure(candidate: &str) -> (f64, f64, f64, f64) {
    let of = &catalog().candidates[candidate];
    let language = &catalog().languages[&of.language];
    (
        of.overhead.range.typical,
        of.base_memory.range.typical / 1e3,
        of.connection_memory.range.typical / 1e6,
        language.interpreted.range.typical,
    )
}

/// CPU time per request of `api`, which takes 10 ms in Python, stack included, all of it interpreted
/// but the stack's own, ms.
fn cpu_ms(candidate: &str) -> f64 {
    let (overhead, _, _, speed) = figure(candidate);
    let (of_python, ..) = figure("python-async");
    (10.0 - of_python) / speed + overhead
}

#[test]
fn total_costs_meet_where_the_bills_make_up_for_the_building() {
    // Far above the smallest server both totals are straight lines of the load.
    let sketch = api()
        .but("api", ComponentChange::Known(language("go"), true))
        .states("component/api/contributors", "0 people")
        .states("component/api/work", "100 person-weeks");
    let sweep = of(&sketch.0, "component/api/external_rate", "api", Some((100.0, 1e4)), 10);
    // Two years, of 20 % of the work as stated each, on top of building; where nobody changes the
    // code types save nothing.
    let fixed = |build: f64| 100.0 * (build + 0.4) * 1000.0;
    // At 50 % utilisation, 0.1 an hour, 730 hours a month, 24 months.
    let slope = |cpu_ms: f64| cpu_ms / 1000.0 / 0.5 * 0.1 * 730.0 * 24.0;
    let go = &catalog().languages["go"];
    let expected = (fixed(go.build_time.range.typical) - fixed(1.0))
        / (slope(cpu_ms("python-async")) - slope(cpu_ms("go-net-http")));
    assert!(expected * cpu_ms("go-net-http") / 1000.0 / 0.5 > 0.1, "above the smallest server");
    let crossing = crossover(&sweep, Metric::Total);
    close(crossing.first, expected);
    assert_eq!((crossing.first, crossing.count), (crossing.last, 1));
    let sentence = sweep.sentence(crossing, catalog());
    assert!(sentence.starts_with("Up to ") && sentence.contains(" req/s Python ("), "{sentence}");
    assert!(sentence.ends_with("than Go (net/http), beyond it the other way round."), "{sentence}");
}

#[test]
fn monthly_costs_meet_where_memory_and_processors_balance() {
    // Connections cost Go more memory, and one server holds 60,000; one process of Python stays
    // below one processor.
    let sketch =
        api().states("component/api/connections", "60000").states("plan/gb_hour", "0.1 $/h");
    let sweep = of(&sketch.0, "component/api/external_rate", "api", Some((1.0, 1e4)), 10);
    let memory = |candidate| {
        let (_, process, connection, _) = figure(candidate);
        (process + 6e4 * connection) * 73.0
    };
    let slope = cpu_ms("python-async") / 1000.0 / 0.5 * 73.0;
    let expected = (0.1 * 73.0 + memory("go-net-http") - memory("python-async")) / slope;
    assert!(expected * cpu_ms("python-async") / 1000.0 / 0.5 < 1.0, "one process");
    assert!(expected * cpu_ms("go-net-http") / 1000.0 / 0.5 < 0.1, "the smallest server");
    close(crossover(&sweep, Metric::Cost).first, expected);
}

#[test]
fn without_stalls_the_knee_is_at_half_the_capacity_of_a_line_and_saturation_at_all_of_it() {
    let sketch =
        api().states("component/api/io_wait", "0 ms").states("component/api/live_heap", "0 GB");
    let sketch = sketch.states("component/api/cpu_spread", "100 %");
    let mut without = catalog().clone();
    without.constants.get_mut("stalled").unwrap().range = Range::exact(0.0);
    let ask = request("component/api/external_rate", "api", Some((10.0, 1e5)), 10);
    let sweep = Sweep::new(&Resolved::new(&sketch.0, &without, None), &ask).unwrap();
    let find = |kind: &CrossingKind| {
        let is = |of: &&Crossing| of.candidate.as_str() == "python-async" && of.kind == *kind;
        sweep.crossings.iter().find(is).unwrap()
    };
    // 100/s of 10 ms at 50 % take two processes; each is a line of its own.
    let service = cpu_ms("python-async");
    let full = 2.0 * 1000.0 / service;
    close(find(&CrossingKind::Saturation).first, full);
    // p99 is −ln 0.01 × service / (1 − ρ), and without load the same with ρ = 0.
    close(find(&CrossingKind::Knee).first, full / 2.0);
    let sentence = sweep.sentence(find(&CrossingKind::Saturation), catalog());
    assert!(sentence.contains("saturates the processors planned for it from 2"), "{sentence}");
    // Stalls take a hundredth of the capacity.
    let sweep = of(&sketch.0, "component/api/external_rate", "api", Some((10.0, 1e5)), 10);
    let saturates = |of: &&Crossing| {
        of.candidate.as_str() == "python-async" && of.kind == CrossingKind::Saturation
    };
    close(sweep.crossings.iter().find(saturates).unwrap().first, 0.99 * full);
}

#[test]
fn the_target_is_missed_just_beyond_its_crossing() {
    let sketch =
        api().states("component/api/p99_target", "120 ms").states("component/api/io_wait", "5 ms");
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let ask = request("component/api/external_rate", "api", Some((10.0, 1e5)), 10);
    let sweep = Sweep::new(&resolved, &ask).unwrap();
    let facts = resolved.facts(&id("api")).unwrap();
    let shared = Shared::of(&resolved, Point::Typical);
    let planned = totals::draw(facts, &shared, Point::Typical);
    let mut found = 0;
    for crossing in &sweep.crossings {
        let CrossingKind::Target { metric: Metric::PlannedP99, limit } = crossing.kind else {
            continue;
        };
        found += 1;
        assert_eq!(limit, Some(120.0));
        let candidate = &catalog().candidates[&crossing.candidate];
        let language = &catalog().languages[&candidate.language];
        let stack = totals::stack(candidate, language, Point::Typical);
        let sizing = kernel::size(&planned, &stack);
        let p99 = |rate_per_s: f64| {
            let draw = kernel::Draw { rate_per_s, ..planned };
            kernel::station_of(&draw, &stack, &sizing).quantile_ms(0.99)
        };
        assert!(p99(crossing.first * (1.0 - 1e-9)) < 120.0);
        assert!(p99(crossing.first * (1.0 + 1e-9)) > 120.0);
        assert!(crossing.above_after && crossing.count == 1);
    }
    assert_eq!(found, 2);
}

#[test]
fn where_steps_change_places_again_and_again_the_first_and_last_place_are_found() {
    // p99 with the servers that the load asks for goes up and down like a saw.
    let sketch = api()
        .states("component/api/cpu_spread", "100 %")
        .states("component/api/p99_target", "80 ms")
        .states("component/api/io_wait", "0 ms")
        .states("component/api/live_heap", "0 GB");
    let sweep = of(&sketch.0, "component/api/external_rate", "api", Some((10.0, 1000.0)), 10);
    let of_python = |of: &&Crossing| {
        of.candidate.as_str() == "python-async"
            && matches!(of.kind, CrossingKind::Target { metric: Metric::P99, .. })
    };
    let crossing = sweep.crossings.iter().find(of_python).unwrap();
    assert!(crossing.count > 2 && crossing.first < crossing.last, "{crossing:?}");
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let facts = resolved.facts(&id("api")).unwrap();
    let p99 = |rate: f64| {
        let with = facts.with(Input::ExternalRate, rate);
        let python = &catalog().candidates["python-async"];
        totals::estimate(&resolved, &with, python, Point::Typical).unwrap().p99_ms
    };
    for (at, above) in [
        (crossing.first * (1.0 - 1e-9), crossing.above_before),
        (crossing.last * (1.0 + 1e-9), crossing.above_after),
    ] {
        assert_eq!(p99(at) > 80.0, above, "{at}");
    }
    for at in [crossing.first, crossing.last] {
        let [before, after] = [1.0 - 1e-9, 1.0 + 1e-9].map(|factor| p99(at * factor) > 80.0);
        assert_ne!(before, after, "{at}");
    }
    let sentence = sweep.sentence(crossing, catalog());
    assert!(sentence.contains(" times between "), "{sentence}");
}

/// A plan with everything that can be swept: the team's role owns `a`, which calls `b`.
fn whole() -> Sketch {
    let role = Role {
        id: RoleId::new("backend").unwrap(),
        name: "backend engineer".to_owned(),
        skills: [(language("python"), Skill::Fluent)].into(),
        inputs: polyplan::model::Inputs::new(),
    };
    Sketch::services(&["a", "b", "c"])
        .links(&[("a", "b"), ("b", "c")])
        .style("b-c", LinkStyle::Message)
        .edit(Edit::AddRole(Box::new(role)))
        .but("a", ComponentChange::Owner(RoleId::new("backend").ok()))
        .but("a", ComponentChange::CpuLanguage(Some(language("go"))))
        .states("component/a/external_rate", "50..200..900 req/s")
        .states("component/a/cpu_time", "1..2..4 ms")
        .states("component/a/growth", "20 %")
        .states("component/a/work", "4..9 person-weeks")
        .states("component/a/budget", "500 $/month")
        .states("link/a-b/calls", "2")
        .states("role/backend/weekly_cost", "3000 $/week")
        .states("plan/horizon", "30 months")
}

#[test]
fn the_plans_own_value_gives_the_plans_own_numbers() {
    let sketch = whole();
    let scenario = Scenario {
        id: ScenarioId::new("sale").unwrap(),
        name: "Sale".to_owned(),
        load: 3.0,
        overrides: [].into(),
    };
    let mut addresses = vec!["months".to_owned(), "role/backend/weekly_cost".to_owned()];
    for input in Input::ALL {
        let owners: &[&str] = match input.scope() {
            polyplan::model::Scope::Plan => &["plan"],
            polyplan::model::Scope::Component => &["component/a", "component/b", "component/c"],
            polyplan::model::Scope::Link => &["link/a-b", "link/b-c"],
            polyplan::model::Scope::Role => &[],
        };
        addresses.extend(owners.iter().map(|owner| format!("{owner}/{}", input.word())));
    }
    let mut held = 0;
    for scenario in [None, Some(&scenario)] {
        let resolved = Resolved::new(&sketch.0, catalog(), scenario);
        for (component, advice) in advice::of_plan(&resolved) {
            for address in &addresses {
                let mut ask = request(address, component.as_str(), None, 2);
                // Any sweep tells where the plan stands; a second one begins there.
                let Ok(Sweep { planned: Some(planned), .. }) = Sweep::new(&resolved, &ask) else {
                    continue;
                };
                ask.from = Some(planned);
                let Ok(sweep) = Sweep::new(&resolved, &ask) else { continue };
                for line in &sweep.lines {
                    let of = advice.ranking.iter().find(|of| of.candidate == line.candidate);
                    let (estimate, totals) = of.map(|of| (of.estimate, of.totals)).unwrap();
                    let point = line.points[0];
                    assert_eq!(point, line.planned, "{address} of {component}");
                    assert_eq!(point.p99_ms, estimate.p99_ms, "{address} of {component}");
                    assert_eq!(point.planned_p99_ms, estimate.p99_ms, "{address} of {component}");
                    assert_eq!(point.servers, estimate.servers);
                    assert_eq!(point.memory_gb, estimate.memory_gb);
                    assert_eq!(point.monthly, totals.monthly);
                    assert_eq!(point.total, totals.cost());
                    assert_eq!(point.weeks, totals.weeks);
                    held += 1;
                }
            }
        }
    }
    assert!(held > 150, "{held}");
}

#[test]
fn a_crossover_leads_where_no_third_candidate_is_lower() {
    let mut plan = api().states("component/api/work", "100 person-weeks").0;
    let ids = ["go-net-http", "python-async", "rust-axum", "node-fastify", "java-quarkus"];
    plan.candidates =
        catalog().candidates.keys().filter(|id| ids.contains(&id.as_str())).cloned().collect();
    assert!(plan.candidates.len() > 2);
    let ends = Some((100.0, 1e5));
    let sweep = of(&plan, "component/api/external_rate", "api", ends, 200);
    let lowest = |place: usize| {
        let total = |line: &usize| sweep.lines[*line].points[place].total;
        (0..sweep.lines.len()).min_by(|a, b| total(a).total_cmp(&total(b))).unwrap()
    };
    // The first place changes between two values exactly where a leading crossover lies.
    for place in 1..sweep.values.len() {
        let [before, after] = [lowest(place - 1), lowest(place)];
        let within = |at: f64| (sweep.values[place - 1]..=sweep.values[place]).contains(&at);
        let leads = sweep.crossings.iter().any(|crossing| {
            let total =
                matches!(crossing.kind, CrossingKind::Crossover { metric: Metric::Total, .. });
            total && crossing.leading && within(crossing.first)
        });
        assert_eq!(before != after, leads, "at {}", sweep.values[place]);
    }
    assert_ne!(lowest(0), lowest(sweep.values.len() - 1));
}

#[test]
fn a_swept_number_does_what_an_override_of_a_scenario_does() {
    // With a circle, a bulk link without calls, and a component that nobody said anything of.
    let sketch = whole()
        .with("d", polyplan::model::Kind::Service)
        .links(&[("c", "a"), ("b", "d"), ("a", "c")])
        .style("b-d", LinkStyle::Bulk)
        .states("component/c/external_rate", "7 req/s");
    let mut held = 0;
    for address in [
        "component/a/external_rate",
        "component/b/external_rate",
        "component/d/external_rate",
        "component/a/cpu_time",
        "component/a/interpreted",
        "component/a/connections",
        "component/a/availability",
        "component/b/work",
        "link/a-b/calls",
        "link/a-b/retries",
        "link/b-c/batch",
        "link/b-d/calls",
        "link/b-d/retries",
        "link/c-a/calls",
        "role/backend/weekly_cost",
        "plan/vcpu_hour",
        "plan/utilisation",
        "plan/horizon",
    ] {
        let address: polyplan::model::InputRef = address.parse().unwrap();
        for component in ["a", "b", "c", "d"] {
            let resolved = Resolved::new(&sketch.0, catalog(), None);
            let (low, high) = address.input.bounds();
            let ends = Some((low.max(0.05), high.min(60.0)));
            let ask = request(&address.to_string(), component, ends, 3);
            let Ok(sweep) = Sweep::new(&resolved, &ask) else { continue };
            for (place, value) in sweep.values.iter().enumerate() {
                let quantity = Quantity::of(Range::exact(*value));
                let scenario = Scenario {
                    id: ScenarioId::new("what-if").unwrap(),
                    name: String::new(),
                    load: 1.0,
                    overrides: [(address.clone(), quantity)].into(),
                };
                let under = Resolved::new(&sketch.0, catalog(), Some(&scenario));
                let facts = under.facts(&id(component)).unwrap();
                let shared = Shared::of(&under, Point::Typical);
                for line in &sweep.lines {
                    let candidate = &catalog().candidates[&line.candidate];
                    let estimate = totals::estimate(&under, facts, candidate, Point::Typical);
                    let of =
                        totals::of_component(&under, facts, candidate, &shared, Point::Typical);
                    let (point, of) = (line.points[place], of.unwrap());
                    let what = format!("{address} = {value} for {component}");
                    assert_eq!(point.p99_ms, estimate.unwrap().p99_ms, "{what}");
                    assert_eq!(point.total, of.cost(), "{what}");
                    assert_eq!((point.monthly, point.weeks), (of.monthly, of.weeks), "{what}");
                    held += 1;
                }
            }
        }
    }
    assert!(held > 150, "{held}");
}

#[test]
fn calls_of_a_link_multiply_what_reaches_those_behind_it() {
    let plain = api()
        .with("db", polyplan::model::Kind::Service)
        .calls("api", "db")
        .states("component/db/cpu_time", "4 ms")
        .but("db", ComponentChange::CpuLanguage(Some(language("python"))))
        .states("component/db/work", "0 person-weeks");
    // Memory costs nothing here, so the bill is one of processors, in proportion to the rate.
    let sweep = of(&plain.0, "link/api-db/calls", "db", Some((10.0, 20.0)), 2);
    for line in &sweep.lines {
        close(line.points[1].monthly, 2.0 * line.points[0].monthly);
    }
    assert_eq!(sweep.planned, Some(1.0));
    let external = of(&plain.0, "component/api/external_rate", "db", Some((1000.0, 2000.0)), 2);
    // Ten calls of each of 100 requests are as much as one call of each of 1,000.
    for (calls, rate) in sweep.lines.iter().zip(&external.lines) {
        close(calls.points[0].monthly, rate.points[0].monthly);
    }
}

#[test]
fn after_a_year_of_doubling_the_load_is_double() {
    let sketch = api().states("component/api/growth", "100 %");
    let months = of(&sketch.0, "months", "api", Some((0.0, 12.0)), 2);
    let rate = of(&sketch.0, "component/api/external_rate", "api", Some((100.0, 200.0)), 2);
    assert_eq!(months.planned, Some(0.0));
    for (months, rate) in months.lines.iter().zip(&rate.lines) {
        assert_eq!(months.points, rate.points);
    }
}

#[test]
fn what_cannot_be_swept_says_what_to_do() {
    let sketch = whole().with("store", polyplan::model::Kind::Datastore);
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    for (swept, component, ends, words) in [
        (
            "component/x/work",
            "a",
            None,
            "the plan has nothing at `component/x/work`; it has the components a, b, c, store",
        ),
        ("link/x/calls", "a", None, "it has the links a-b, b-c"),
        ("role/x/weekly_cost", "a", None, "it has the roles backend"),
        ("plan/horizon", "store", None, "it has the built components a, b, c"),
        ("component/a/gpu_hours", "a", None, "say with --from and --to"),
        ("component/a/work", "a", Some((9.0, 9.0)), "9 person-weeks is not below 9 person-weeks"),
        ("component/a/interpreted", "a", Some((0.0, 1.5)), "150 % is outside 0 % to 100 %"),
        (
            "component/b/work",
            "a",
            None,
            "moves no number of `a` between these ends; choose b itself",
        ),
        ("link/a-b/calls", "a", None, "choose b or a component that it calls"),
        (
            "role/backend/weekly_cost",
            "b",
            None,
            "choose a component of that role; it has the components a",
        ),
        ("months", "b", Some((0.0, 12.0)), "state component/b/growth"),
    ] {
        let sketch_growth = sketch.clone().states("component/b/growth", "0 %");
        let of_growth = Resolved::new(&sketch_growth.0, catalog(), None);
        let resolved = if swept == "months" { &of_growth } else { &resolved };
        let error = Sweep::new(resolved, &request(swept, component, ends, 3)).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
    }
    let error = "nonsense".parse::<polyplan::forecast::Swept>().unwrap_err().to_string();
    assert!(error.contains("component/ID/INPUT") && error.contains("`months`"), "{error}");
}

/// How many share a role moves only the whole plan, whichever of its components is asked of.
#[test]
fn what_moves_no_component_leads_to_the_whole_plan() {
    let owned = |sketch: Sketch, component: &str| {
        sketch.but(component, ComponentChange::Owner(RoleId::new("dev").ok()))
    };
    let sketch = role(Sketch::services(&["a", "b"]), "dev", &[], "3 people");
    let sketch = owned(owned(sketch, "a"), "b").states("component/a/external_rate", "100 req/s");
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    for component in ["a", "b"] {
        let request = request("role/dev/headcount", component, None, 3);
        let error = Sweep::new(&resolved, &request).unwrap_err().to_string();
        assert!(error.ends_with("so state it in a scenario and compare that"), "{error}");
    }
}

#[test]
fn whatever_moves_something_is_offered_and_nothing_else() {
    let id_of_role = RoleId::new("dev").unwrap();
    let role = Role {
        id: id_of_role.clone(),
        name: "Developer".to_owned(),
        skills: [].into(),
        inputs: [].into(),
    };
    let plan = Sketch::services(&["edge", "api", "store"])
        .links(&[("edge", "api"), ("api", "store")])
        .edit(Edit::AddRole(Box::new(role)))
        .but("api", ComponentChange::Owner(Some(id_of_role)))
        .states("component/edge/external_rate", "100 req/s")
        .states("component/api/cpu_time", "5 ms")
        .states("component/api/growth", "30 %")
        .0;
    let resolved = Resolved::new(&plan, catalog(), None);
    let offered: Vec<String> =
        movable(&resolved, &id("api")).iter().map(ToString::to_string).collect();
    for swept in [
        "component/api/external_rate",
        "component/api/cpu_time",
        "component/api/work",
        "component/api/p99_target",
        "months",
        "component/edge/external_rate",
        "link/edge-api/calls",
        "role/dev/weekly_cost",
        "plan/horizon",
        "plan/vcpu_hour",
    ] {
        assert!(offered.iter().any(|of| of == swept), "{swept} in {offered:?}");
        of(&plan, swept, "api", None, 5);
    }
    for swept in ["link/api-store/calls", "component/store/external_rate", "role/dev/headcount"] {
        assert!(!offered.iter().any(|of| of == swept), "{swept}");
    }
    // Whatever of its own is left out cannot be swept at all.
    for input in Input::ALL {
        let swept = format!("component/api/{}", input.word());
        let Ok(address) = swept.parse::<polyplan::model::InputRef>() else { continue };
        let known = offered.contains(&address.to_string());
        let made = Sweep::new(&resolved, &request(&swept, "api", None, 7)).is_ok();
        assert_eq!(known, made, "{swept}");
    }
    let none = Sketch::new().with("disk", polyplan::model::Kind::Datastore).0;
    assert_eq!(movable(&Resolved::new(&none, catalog(), None), &id("disk")), []);
}

#[test]
fn all_load_of_a_plan_together_is_a_scenario_of_load() {
    let sketch = whole();
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let assignment: Assignment = advice::advised(&resolved);
    let loads = [0.2, 1.0, 7.0];
    let found = load_sweep(&resolved, &assignment, &loads);
    assert_eq!(found.len(), 3);
    for (index, load) in loads.into_iter().enumerate() {
        let id = ScenarioId::new("load").unwrap();
        let scenario = Scenario { id, name: String::new(), load, overrides: [].into() };
        let under = Resolved::new(&sketch.0, catalog(), Some(&scenario));
        let shared = Shared::of(&under, Point::Typical);
        for (component, points) in &found {
            let facts = under.facts(component).unwrap();
            let candidate = &catalog().candidates[&assignment[component]];
            let estimate = totals::estimate(&under, facts, candidate, Point::Typical).unwrap();
            let of = totals::of_component(&under, facts, candidate, &shared, Point::Typical);
            let LoadPoint { p99_ms, servers, memory_gb, monthly } = points[index];
            close(p99_ms, estimate.p99_ms);
            close(servers, estimate.servers);
            close(memory_gb, estimate.memory_gb);
            close(monthly, of.unwrap().monthly);
        }
    }
}

/// Five numbers that all move a bill, each with its three points.
fn uncertain() -> Sketch {
    api()
        .states("component/api/cpu_time", "5..10..30 ms")
        .states("component/api/external_rate", "100..300..900 req/s")
        .states("component/api/connections", "100..1000..5000")
        .states("plan/vcpu_hour", "0.03..0.04..0.06 $/h")
}

#[test]
fn bands_are_the_percentiles_of_sweeps_of_drawn_plans() {
    // Each draw of plan and catalog is a plan of its own, whose point says where its line is.
    let sketch = uncertain();
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let ask = request("component/api/io_wait", "api", Some((1.0, 200.0)), 5);
    let sweep = Sweep::new(&resolved, &ask).unwrap();
    let place = 3;
    let value = sweep.values[place];
    let mut fixed = sketch.0.clone();
    let address = "component/api/io_wait".parse().unwrap();
    let exact = Some(Quantity::of(Range::exact(value)));
    fixed.apply(Edit::Input(address, exact)).unwrap();
    let at = Resolved::new(&fixed, catalog(), None);
    for metric in [Metric::P99, Metric::Cost, Metric::Total, Metric::Weeks] {
        let found = bands_of(&resolved, &sweep, metric);
        for (index, line) in sweep.lines.iter().enumerate() {
            let drawn = sample::of_plan(&at, 64, |drawn| {
                let facts = drawn.facts(&id("api")).unwrap();
                let candidate = &drawn.catalog.candidates[&line.candidate];
                let language = &drawn.catalog.languages[&candidate.language];
                let shared = Shared::of(drawn, Point::Typical);
                let draw = totals::draw(facts, &shared, Point::Typical);
                let stack = totals::stack(candidate, language, Point::Typical);
                let all =
                    totals::of_component(drawn, facts, candidate, &shared, Point::Typical).unwrap();
                match metric {
                    Metric::P99 => kernel::estimate(&draw, &stack).p99_ms,
                    Metric::Cost => all.monthly,
                    Metric::Total => all.cost(),
                    _ => all.weeks,
                }
            });
            let expected = sample::percentiles(drawn.into_iter()).unwrap();
            let [x, low, high] = found[index][place];
            assert!((x - value).abs() < 1e-12);
            close(low, expected.low);
            close(high, expected.high);
            let typical = metric.of(&line.points[place]);
            assert!(low <= typical && typical <= high, "{metric:?}: {low} {typical} {high}");
        }
    }
}

#[test]
fn what_is_swept_is_certain_in_its_band() {
    let sketch = uncertain().states("component/api/external_rate", "300 req/s");
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let of = |swept: &str, ends| {
        let sweep = Sweep::new(&resolved, &request(swept, "api", Some(ends), 3)).unwrap();
        bands_of(&resolved, &sweep, Metric::Cost)
    };
    for band in of("plan/vcpu_hour", (0.04, 0.08)) {
        let ([_, low, high], [_, low_twice, high_twice]) = (band[0], band[2]);
        // Memory is free here: twice the price of processors is twice the bill in every draw.
        close(low_twice, 2.0 * low);
        close(high_twice, 2.0 * high);
    }
    // The load has grown by what each draw says, so later bands are wider.
    let grows = sketch.states("component/api/growth", "0..30..100 %");
    let resolved = Resolved::new(&grows.0, catalog(), None);
    let sweep = Sweep::new(&resolved, &request("months", "api", Some((0.0, 36.0)), 3)).unwrap();
    for band in bands_of(&resolved, &sweep, Metric::Cost) {
        let width = |[_, low, high]: [f64; 3]| high / low;
        assert!(width(band[2]) > 1.5 * width(band[0]), "{band:?}");
    }
}

#[test]
fn latency_on_planned_servers_is_told_over_the_figures_alone() {
    let exact = api()
        .states("component/api/cpu_time", "10 ms")
        .states("component/api/external_rate", "300 req/s")
        .states("component/api/connections", "1000")
        .states("plan/vcpu_hour", "0.04 $/h");
    let [of_uncertain, of_exact] = [uncertain(), exact].map(|sketch| {
        let resolved = Resolved::new(&sketch.0, catalog(), None);
        let ask = request("component/api/io_wait", "api", Some((1.0, 200.0)), 5);
        let sweep = Sweep::new(&resolved, &ask).unwrap();
        bands_of(&resolved, &sweep, Metric::PlannedP99)
    });
    assert_eq!(of_uncertain, of_exact);
    // Figures of speed are uncertain.
    assert!(of_exact[0].iter().all(|[_, low, high]| high > low));
}
