//! The real program, from the outside.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod compare;
mod currency;
mod data;
mod existing;
mod import;
mod libraries;
mod log;
mod minutes;
mod output;
mod overlays;
mod routes;
mod spared;
mod templates;
mod votes;

use serde_json::Value;

#[path = "../support/desk.rs"]
mod desk;

#[path = "../shared/saves.rs"]
mod saves;

use desk::{Desk, example};

#[test]
fn a_new_plan_goes_all_the_way_to_a_report() {
    let desk = Desk::new();
    desk.succeeds(&["new", "shop.plan.ron", "--name", "Shop"]);
    desk.fails(&["new", "shop.plan.ron"], "already there");
    desk.fails(&["new", "shop.txt"], ".plan.ron");
    let text = desk.succeeds(&["advise", "shop.plan.ron"]);
    assert!(text.contains("Go for API") && text.contains("Python for Ranking"), "{text}");
    assert!(text.contains("https://go.dev/doc/faq") && !text.contains("claim"), "{text}");
    desk.succeeds(&["report", "shop.plan.ron", "--out", "out", "--theme", "dark"]);
    let report = std::fs::read_to_string(desk.path("out/report.md")).unwrap();
    assert!(report.starts_with("# Shop") && report.contains("pictures/diagram.svg"));
    assert!(std::fs::read(desk.path("out/report.pdf")).unwrap().starts_with(b"%PDF-"));
    for line in report.lines().filter_map(|line| line.split_once("](pictures/")) {
        let name = line.1.trim_end_matches(')');
        assert!(desk.path("out/pictures").join(name).exists(), "{name}");
    }
}

#[test]
fn advice_as_json_is_complete() {
    let desk = Desk::new();
    let plan = example("online-boutique");
    let answer = desk.json(&["advise", &plan, "--format", "json"]);
    assert_eq!(answer["schema"], 1);
    assert_eq!(answer["plan"], "Online Boutique");
    assert_eq!(answer["revision"].as_str().unwrap().len(), 7);
    let components = answer["components"].as_array().unwrap();
    assert_eq!(components.len(), 12);
    for component in components {
        for key in [
            "id", "name", "kind", "verdict", "sentence", "ranking", "reasons", "unknowns",
            "decision",
        ] {
            assert!(component.get(key).is_some(), "{key}");
        }
        for reason in component["reasons"].as_array().unwrap() {
            assert!(!reason["evidence"].as_array().unwrap().is_empty());
            assert!(reason["claims"].is_string());
        }
        for ranked in component["ranking"].as_array().unwrap() {
            assert_eq!(
                ranked["criteria"].as_array().unwrap().len(),
                polyplan::advice::criteria::TABLE.len()
            );
            assert!(ranked["estimate"]["p99_ms"].is_number());
        }
    }
    let find = |id: &str| components.iter().find(|c| c["id"] == id).unwrap();
    assert_eq!(find("redis-cart")["verdict"], "buy");
    assert_eq!(find("loadgenerator")["verdict"], "outside");
    assert_eq!(find("frontend")["decision"]["language"], "go");
    assert!(!answer["links"].as_array().unwrap().is_empty());
}

#[test]
fn scenarios_and_candidates_move_the_numbers() {
    let desk = Desk::new();
    let plan = example("online-boutique");
    let busy = |arguments: &[&str]| {
        let answer = desk.json(&[&["forecast", &plan, "--format", "json"], arguments].concat());
        let component = answer["components"]
            .as_array()
            .unwrap()
            .iter()
            .find(|c| c["id"] == "frontend")
            .unwrap()
            .clone();
        let candidate = component["candidates"]
            .as_array()
            .unwrap()
            .iter()
            .find(|c| c["candidate"] == "go-net-http")
            .unwrap()
            .clone();
        candidate["estimate"]["busy_vcpus"].as_f64().unwrap()
    };
    let (usual, sale) = (busy(&[]), busy(&["--scenario", "sale"]));
    assert!(
        (sale / usual - 5.0).abs() < 1e-9,
        "five times the load keeps five times the processors busy"
    );
    desk.fails(&["forecast", &plan, "--scenario", "none"], "it has quiet, sale");
    desk.fails(&["advise", &plan, "--candidates", "cobol"], "`polyplan catalog` lists them");
    let all = desk.json(&["advise", &plan, "--candidates", "all", "--format", "json"]);
    assert!(all["components"][0]["ranking"].as_array().unwrap().len() > 10);
}

#[test]
fn check_tells_by_its_exit_code() {
    let desk = Desk::new();
    let code = |arguments: &[&str]| desk.run(arguments).status.code();
    let clean =
        r#"(format: "polyplan", version: 1, components: { "a": (name: "A", kind: "service") })"#;
    std::fs::write(desk.path("clean.plan.ron"), clean).unwrap();
    assert_eq!(code(&["check", "clean.plan.ron"]), Some(0));
    let text = std::fs::read_to_string(example("ads-retrieval")).unwrap();
    let tight = text.replacen("\"60..80..120 ms\"", "\"2 ms\"", 1);
    std::fs::write(desk.path("tight.plan.ron"), tight).unwrap();
    let output = desk.run(&["check", "tight.plan.ron"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("target-missed"));
    std::fs::write(desk.path("odd.plan.ron"), text.replacen("kind:", "color: 1, kind:", 1))
        .unwrap();
    let output = desk.run(&["check", "odd.plan.ron", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("does not know the field"));
    assert!(serde_json::from_slice::<Value>(&output.stdout).is_ok());
    std::fs::write(desk.path("broken.plan.ron"), &text[..text.len() / 2]).unwrap();
    desk.fails(&["check", "broken.plan.ron"], "broken.plan.ron: line");
    desk.fails(&["check", "missing.plan.ron"], "cannot read missing.plan.ron");
}

/// What only hands messages on takes no time, which is no time of 0 ms.
#[test]
fn a_flow_of_messages_has_no_times() {
    let desk = Desk::new();
    std::fs::write(
        desk.path("consumer.plan.ron"),
        include_str!("../data/reports/consumer.plan.ron"),
    )
    .unwrap();
    let text = desk.succeeds(&["simulate", "consumer.plan.ron", "--seconds", "20"]);
    assert!(!text.contains(" 0 ms"), "{text}");
}

/// That a percentile takes more requests is said where one does, and only there.
#[test]
fn missing_requests_are_explained_where_some_are_missing() {
    let desk = Desk::new();
    for (plan, seconds, expected) in
        [("online-boutique", "0.2", Some(true)), ("online-boutique", "60", None)]
    {
        let text = desk.succeeds(&["simulate", &example(plan), "--seconds", seconds]);
        let (rows, notes): (Vec<&str>, Vec<&str>) =
            text.lines().partition(|line| !line.contains(" events in "));
        let missing =
            rows.iter().flat_map(|row| row.split_whitespace()).any(|word| word.starts_with('+'));
        assert_eq!(notes[0].contains("so many more requests"), missing, "{text}");
        assert!(expected.is_none_or(|expected| missing == expected), "{text}");
    }
}

/// Half of an interval is told in the unit of the value that it stands behind.
#[test]
fn an_interval_has_the_unit_of_its_value() {
    let desk = Desk::new();
    let plan = r#"(format: "polyplan", version: 1, components: {
        "a": (name: "A", kind: "service", inputs: { "external_rate": "10 req/s", "io_wait": "10 min" }) })"#;
    std::fs::write(desk.path("a.plan.ron"), plan).unwrap();
    let text = desk.succeeds(&["simulate", "a.plan.ron", "--seconds", "100000"]);
    let words: Vec<&str> = text.split_whitespace().collect();
    let number = |word: &str| word.trim_start_matches('±').replace(',', "").parse::<f64>().unwrap();
    let halves: Vec<[f64; 2]> = words
        .windows(3)
        .filter(|of| of[1] == "min" && of[2].len() > "±".len() && of[2].starts_with('±'))
        .map(|of| [number(of[0]), number(of[2])])
        .collect();
    assert!(!halves.is_empty(), "{text}");
    assert!(halves.iter().all(|[value, half]| *half < value / 10.0), "{text}");
}

#[test]
fn assignments_of_what_is_not_there_are_refused() {
    let desk = Desk::new();
    let plan = example("online-boutique");
    for (text, words) in [
        (r#"[{ "zz": "go-net-http" }]"#, "the plan has no component `zz`; the team builds "),
        (r#"[{ "frontend": "klingon" }]"#, "`klingon` is no candidate; "),
    ] {
        std::fs::write(desk.path("a.json"), text).unwrap();
        desk.fails(&["assign", &plan, "--evaluate", "a.json"], words);
    }
}

#[test]
fn flows_are_forecast_and_simulated_alike() {
    let desk = Desk::new();
    let plan = example("online-boutique");
    let forecast = desk.json(&["forecast", &plan, "--format", "json"]);
    let flow = &forecast["flows"][0];
    assert_eq!(flow["entry"], "loadgenerator");
    let run = |arguments: &[&str]| {
        desk.json(
            &[&["simulate", &plan, "--seconds", "60", "--format", "json"], arguments].concat(),
        )
    };
    let simulated = run(&[]);
    let number = |of: &Value| of.as_f64().unwrap();
    let at_medians = &simulated["flows"][0];
    let formula = number(&at_medians["formula"]["p99_ms"]);
    let found = number(&at_medians["simulated"]["p99_ms"]["value"]);
    assert!((formula / found - 1.0).abs() < 0.1, "{formula} {found}");
    // The forecast tells the median over the draws, which is skewed; the medians lie in its range.
    let [low, median, high] = [0, 1, 2].map(|at| number(&flow["ranges"]["p99_ms"][at]));
    assert!(low < formula && formula < median && median < high, "{low} {median} {high}");
    assert_eq!(number(&flow["p99_ms"]), median);
    assert_eq!(simulated, run(&["--seed", "1"]));
    assert_ne!(simulated["flows"], run(&["--seed", "2"])["flows"]);
    assert_eq!(simulated["service_scv"], Value::Null);
    // Exponential CPU times: longer lines than those that vary by half of their mean, by formula too;
    // constant ones: shorter lines.
    let exponential = run(&["--service-scv", "1"]);
    assert!(number(&exponential["flows"][0]["formula"]["p99_ms"]) > formula);
    let constant = run(&["--service-scv", "0"]);
    assert!(number(&constant["flows"][0]["formula"]["p99_ms"]) < formula);
    let mean = |of: &Value, which: &str| {
        let components = of["components"].as_array().unwrap().iter();
        let ranking = components.clone().find(|c| c["id"] == "recommendationservice").unwrap();
        ranking[which]["mean_ms"].clone()
    };
    assert!(
        mean(&constant, "formula").as_f64().unwrap()
            < mean(&simulated, "formula").as_f64().unwrap()
    );
    assert!(mean(&constant, "simulated")["value"].as_f64().unwrap() > 0.0);
    let output = desk.run(&["simulate", &plan, "--seconds", "60"]);
    assert!(String::from_utf8(output.stdout).unwrap().contains("loadgenerator"));
    desk.fails(&["simulate", &plan, "--seconds", "0"], "no time to simulate");
    desk.fails(&["simulate", &plan, "--seconds", "1e9"], "state at most");
    desk.fails(&["simulate", &plan, "--service-scv", "-1"], "");
}

#[test]
fn any_number_can_be_swept() {
    let desk = Desk::new();
    let plan = example("online-boutique");
    let calls = "link/frontend-currencyservice/calls";
    let text = desk.succeeds(&["sweep", &plan, "--input", calls]);
    assert!(text.starts_with("Currency service: calls per request from 0.5 to 50"), "{text}");
    assert!(text.contains("Python (asyncio) misses the p99 target of 100 ms"), "{text}");
    assert!(text.contains("Does not move: weeks to build."), "{text}");
    let json = |arguments: &[&str]| {
        desk.json(&[&["sweep", &plan, "--format", "json", "--input"], arguments].concat())
    };
    let of = json(&[calls, "--from", "5", "--to", "10", "--steps", "2"]);
    assert_eq!((&of["component"], &of["planned"]), (&"currencyservice".into(), &5.0.into()));
    // The plan's own value gives the numbers of the forecast.
    let forecast = desk.json(&["forecast", &plan, "--format", "json"]);
    let components = forecast["components"].as_array().unwrap();
    let own = components.iter().find(|c| c["id"] == "currencyservice").unwrap();
    for line in of["candidates"].as_array().unwrap() {
        let candidates = own["candidates"].as_array().unwrap();
        let same = candidates.iter().find(|c| c["candidate"] == line["candidate"]).unwrap();
        let point = &line["points"][0];
        assert_eq!(point["value"], 5.0);
        assert_eq!(point["p99_ms"], same["estimate"]["p99_ms"]);
        for field in ["servers", "memory_gb", "monthly", "horizon", "weeks"] {
            assert_eq!(point[field], same["at_medians"][field], "{field}");
        }
    }
    // Ends take any unit that fits.
    let work = "component/frontend/work";
    let months = json(&[work, "--from", "1 person-months", "--to", "52", "--steps", "2"]);
    let first = months["candidates"][0]["points"][0]["value"].as_f64().unwrap();
    assert!((first - 52.0 / 12.0).abs() < 1e-12);
    let csv = desk.succeeds(&["sweep", &plan, "--input", work, "--steps", "5", "--format", "csv"]);
    assert!(
        csv.starts_with("\u{feff}candidate,work_to_build_person_weeks,p99_latency_ms,"),
        "{csv}"
    );
    assert_eq!(csv.lines().count(), 1 + 2 * 5);
    let grown = desk.succeeds(&["sweep", &plan, "--input", "months", "--metric", "cost"]);
    assert!(grown.contains("months from now") && !grown.contains("p99 latency"), "{grown}");
    // What enters at a component that is bought or outside is seen at the next one that is built.
    let entry = json(&["component/loadgenerator/external_rate", "--steps", "2"]);
    assert_eq!(entry["component"], "frontend");
    let fails = |arguments: &[&str], words: &str| {
        desk.fails(&[&["sweep", &plan, "--input"], arguments].concat(), words);
    };
    fails(&["frontend/work"], "is not the address of an input; write component/ID/INPUT");
    fails(&["component/none/work"], "it has the components adservice, ");
    fails(&[work, "--component", "adservice"], "choose frontend itself");
    fails(&[work, "--component", "redis-cart"], "no component that the team builds");
    fails(&[work, "--from", "3 ms"], "--from 3 ms: the unit `ms` does not fit here");
    fails(&[work, "--from", "3..5"], "write one number, not a range");
    fails(&[work, "--from", "9", "--to", "8"], "9 person-weeks is not below 8 person-weeks");
    fails(&[work, "--steps", "1"], "--steps 1 is not between 2 and 10000");
    fails(&["component/frontend/gpu_hours"], "say with --from and --to");
    desk.fails(&["sweep", &plan], "--input");
}

#[test]
fn a_sweep_is_exported_like_any_chart() {
    let desk = Desk::new();
    let plan = example("online-boutique");
    let input = ["--what", "sweep", "--input", "component/frontend/external_rate"];
    macro_rules! sweep {
        ($($more:expr),+) => { &[&["export", &plan], &input[..], &[$($more),+]].concat() };
    }
    for (format, magic) in [("svg", &b"<svg"[..]), ("png", b"\x89PNG"), ("pdf", b"%PDF-")] {
        let out = format!("sweep.{format}");
        desk.succeeds(sweep!("--out", &out));
        assert!(std::fs::read(desk.path(&out)).unwrap().starts_with(magic), "{out}");
    }
    let csv = desk.succeeds(sweep!("--metric", "total", "--format", "csv"));
    assert!(csv.contains("sweep,crossover,") && csv.contains("Go lower from"), "{csv}");
    desk.fails(&["export", &plan, "--what", "sweep"], "say what to sweep with --input");
    desk.fails(&["export", &plan, "--what", "fit", "--from", "1"], "are for --what sweep");
    desk.fails(sweep!("--component", "redis-cart"), "no component that the team builds");
}

/// An option that would change nothing is an error, not silence.
#[test]
fn options_that_mean_nothing_for_an_export_are_refused() {
    let desk = Desk::new();
    let plan = example("feature-platform");
    for (options, words) in [
        (&["--scale", "3", "--format", "svg"][..], "--scale is for png, not for svg"),
        (&["--scale", "3", "--out", "a.pdf"], "--scale is for png, not for pdf"),
        (&["--theme", "dark", "--what", "totals", "--format", "csv"], "not for csv"),
        (&["--transparent", "--what", "totals", "--format", "csv"], "not for csv"),
        (&["--for", "a4", "--what", "totals", "--format", "csv"], "not for csv"),
        (&["--no-legend", "--what", "totals"], "is for the diagram, not for totals"),
        (&["--no-footer", "--what", "fit"], "is for the diagram, not for fit"),
        (&["--component", "scoring"], "is for a component's chart, not for diagram"),
        (&["--component", "scoring", "--what", "totals"], "not for totals"),
    ] {
        desk.fails(&[&["export", &plan][..], options].concat(), words);
    }
}

#[test]
fn every_picture_can_be_exported_in_every_format() {
    let desk = Desk::new();
    let plan = example("feature-platform");
    for (format, magic) in [("svg", &b"<svg"[..]), ("png", b"\x89PNG"), ("pdf", b"%PDF-")] {
        for what in ["diagram", "totals", "flow-latency", "sequence", "fit", "article-cpu"] {
            let out = format!("{what}.{format}");
            let scale: &[&str] = if format == "png" { &["--scale", "1"] } else { &[] };
            let arguments = ["export", &plan, "--what", what, "--out", &out];
            desk.succeeds(&[&arguments[..], scale].concat());
            assert!(std::fs::read(desk.path(&out)).unwrap().starts_with(magic), "{out}");
        }
    }
    desk.succeeds(&[
        "export",
        &plan,
        "--what",
        "cost-load",
        "--component",
        "scoring",
        "--format",
        "csv",
        "--out",
        "c.csv",
    ]);
    let data = std::fs::read_to_string(desk.path("c.csv")).unwrap();
    assert!(data.starts_with("\u{feff}panel,kind,series,peak_load_requests_per_second,"), "{data}");
    let notes = std::fs::read_to_string(desk.path("c.notes.txt")).unwrap();
    assert!(notes.contains("Plan: Feature platform") && notes.contains("Source: "), "{notes}");
    desk.succeeds(&["export", &plan, "--what", "all", "--out", "all", "--theme", "dark"]);
    assert!(std::fs::read_dir(desk.path("all")).unwrap().count() > 40);
    let table = desk.succeeds(&["export", &plan, "--what", "diagram", "--format", "csv"]);
    assert!(table.starts_with("\u{feff}row,id,name,kind,group,from,to,"), "{table}");
    let text = desk.succeeds(&["export", &plan, "--what", "diagram", "--format", "mmd"]);
    assert!(text.starts_with("---\ntitle: ") && text.contains("\nflowchart LR\n"), "{text}");
    let chart = ["export", &plan, "--what", "fit", "--format", "mmd"];
    desk.fails(&chart, "is no diagram; only that and the steps of a flow are written as mmd");
    let steps = ["export", &plan, "--what", "sequence"];
    let text = desk.succeeds(&[&steps[..], &["--format", "mmd"]].concat());
    assert!(text.contains("\nsequenceDiagram\n") && text.contains(": p50 "), "{text}");
    let of = ["--component", "scoring", "--format", "csv", "--out", "steps.csv"];
    desk.succeeds(&[&steps[..], &of].concat());
    let data = std::fs::read_to_string(desk.path("steps.csv")).unwrap();
    assert!(data.starts_with("\u{feff}panel,kind,from,to,"), "{data}");
    let near = ["--component", "scorin"];
    desk.fails(&[&steps[..], &near].concat(), "did you mean `scoring`?");
    desk.fails(&["export", &plan, "--what", "nothing"], "choose diagram, all, totals");
    desk.fails(&["export", &plan, "--component", "x", "--what", "fit"], "no component `x`");
    desk.fails(&["export", &plan, "--out", "a.gif"], "`.gif` is no format");
    let near = ["export", &plan, "--component", "scorin", "--what", "fit"];
    desk.fails(&near, "did you mean `scoring`?");
    desk.fails(&["export", &plan, "--scale", "900"], "not between 0.1 and 10");
}

#[test]
fn tidy_keeps_cards_placed_by_hand_and_refuses_to_drop_what_it_cannot_read() {
    let desk = Desk::new();
    let text = std::fs::read_to_string(example("online-boutique")).unwrap();
    let by_hand =
        text.replace("\"redis-cart\": \"", "\"redis-cart\": \"4000 4000 by-hand\", // was \"");
    std::fs::write(desk.path("a.plan.ron"), by_hand).unwrap();
    let said = |arguments: &[&str]| String::from_utf8(desk.run(arguments).stderr).unwrap();
    let first = said(&["tidy", "a.plan.ron"]);
    assert!(first.contains("Saving leaves out 1 comment of the file"), "{first}");
    let tidied = std::fs::read_to_string(desk.path("a.plan.ron")).unwrap();
    assert!(tidied.contains("\"redis-cart\": \"4000 4000 by-hand\""));
    desk.succeeds(&["tidy", "a.plan.ron", "--out", "b.plan.ron"]);
    assert_eq!(
        std::fs::read_to_string(desk.path("b.plan.ron")).unwrap(),
        tidied,
        "tidying twice changes nothing"
    );
    let again = said(&["tidy", "a.plan.ron", "--out", "b.plan.ron"]);
    assert!(again.starts_with("Placed 0 cards\n"), "{again}");
    assert!(again.contains("1 card was placed by hand and stays; --all places it, too"), "{again}");
    let all = said(&["tidy", "a.plan.ron", "--all", "--out", "b.plan.ron"]);
    assert!(!all.contains("by hand"), "{all}");
    let all = std::fs::read_to_string(desk.path("b.plan.ron")).unwrap();
    assert!(!all.contains("4000 4000") && !all.contains("by-hand"), "{all}");
    desk.fails(&["tidy", "a.plan.ron", "--all", "--only-new"], "cannot be used with");
    let odd = text.replacen("kind:", "color: 1, kind:", 1);
    std::fs::write(desk.path("odd.plan.ron"), &odd).unwrap();
    desk.fails(&["tidy", "odd.plan.ron"], "--accept-repairs");
    assert_eq!(std::fs::read_to_string(desk.path("odd.plan.ron")).unwrap(), odd);
    desk.succeeds(&["tidy", "odd.plan.ron", "--accept-repairs"]);
}

#[test]
fn check_tells_programs_what_was_repaired() {
    let desk = Desk::new();
    let text = std::fs::read_to_string(example("online-boutique")).unwrap();
    std::fs::write(desk.path("odd.plan.ron"), text.replacen("kind:", "color: 1, kind:", 1))
        .unwrap();
    let answer = |plan: &str| -> Value {
        let output = desk.run(&["check", plan, "--format", "json"]);
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let odd = answer("odd.plan.ron");
    let repairs = odd["repairs"].as_array().unwrap();
    assert_eq!(repairs.len(), 1);
    assert!(repairs[0]["place"].as_str().unwrap().contains("color"), "{repairs:?}");
    assert!(repairs[0]["problem"].as_str().unwrap().contains("does not know the field"));
    assert_eq!(answer(&example("online-boutique"))["repairs"], serde_json::json!([]));
}

#[test]
fn the_catalog_shows_figures_with_evidence() {
    let desk = Desk::new();
    assert!(desk.succeeds(&["catalog"]).contains("go-net-http"));
    let go = desk.succeeds(&["catalog", "--language", "go"]);
    assert!(go.contains("20..40..100×") && go.contains("S-CLBG22"), "{go}");
    desk.fails(&["catalog", "--language", "cobol"], "it has cpp, csharp");
    let json = desk.json(&["catalog", "--format", "json"]);
    assert_eq!(json["languages"].as_array().unwrap().len(), 11);
}

#[test]
fn wrong_words_are_answered_with_the_right_ones() {
    let desk = Desk::new();
    desk.fails(&["advize", "x"], "advise");
    desk.fails(&["advise"], "PLAN");
    desk.fails(&[], "report PLAN");
    assert!(desk.succeeds(&["--help"]).contains("Usage"));
    assert!(desk.succeeds(&["--version"]).contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn the_same_command_writes_the_same_bytes() {
    let desk = Desk::new();
    let plan = example("astronomy-shop");
    for out in ["one", "two"] {
        desk.succeeds(&["report", &plan, "--out", out]);
    }
    for file in [
        "report.pdf",
        "report.md",
        "pictures/diagram.svg",
        "pictures/diagram.png",
        "pictures/totals.png",
    ] {
        let read = |out: &str| std::fs::read(desk.path(out).join(file)).unwrap();
        assert!(read("one") == read("two"), "{file} differs");
    }
}

/// A component decided on a language without figures counts as advised, in the report as elsewhere.
#[test]
fn the_report_tells_the_totals_of_the_forecast() {
    let desk = Desk::new();
    let plan = example("online-boutique");
    let forecast = desk.json(&["forecast", &plan, "--format", "json"]);
    desk.succeeds(&["report", &plan, "--out", "out"]);
    let report = std::fs::read_to_string(desk.path("out/report.md")).unwrap();
    let assignments = forecast["assignments"].as_array().unwrap();
    assert_eq!(assignments.len(), 2);
    for assignment in assignments {
        let row = format!("| As {} |", assignment["assignment"].as_str().unwrap());
        let told = report.lines().find(|line| line.starts_with(&row)).unwrap();
        let horizon = assignment["horizon"].as_f64().unwrap();
        let horizon = polyplan::base::Unit::Money.readable(horizon);
        assert!(told.contains(&format!("| {horizon} (")), "{horizon}: {told}");
    }
    assert!(report.contains("Counted without figures of its own: "), "{report}");
}

#[test]
fn a_decision_is_challenged() {
    let desk = Desk::new();
    let plan = example("feature-platform");
    let all = desk.json(&["challenge", &plan, "--format", "json"]);
    let one = ["challenge", &plan, "--component", "feature-server"];
    let text = desk.succeeds(&one);
    assert!(text.starts_with("feature-server: Use Go for Feature server"), "{text}");
    assert!(text.contains("\n  The case for Python\n"), "{text}");
    assert!(!text.contains("\nmodel: "), "{text}");
    let markdown = desk.succeeds(&[&one[..], &["--format", "markdown"]].concat());
    assert!(markdown.contains("\n### The case for Python\n"), "{markdown}");
    assert!(markdown.contains("\n- **own measurement** (S-OWN) "), "{markdown}");
    let json = desk.json(&[&one[..], &["--format", "json"]].concat());
    let challenges = json["challenges"].as_array().unwrap();
    assert_eq!(challenges.len(), 1);
    assert!(all["challenges"].as_array().unwrap().contains(&challenges[0]));
    let advice = desk.json(&["advise", &plan, "--format", "json"]);
    let component = |c: &&Value| c["id"] == "feature-server";
    let advised = advice["components"].as_array().unwrap().iter().find(component).unwrap();
    assert_eq!(challenges[0]["case"], advised["against"]);
    assert_eq!(challenges[0]["answer"], advised["reasons"]);
    desk.fails(&["challenge", &plan, "--component", "nobody"], "no component `nobody`");
}

/// A shop whose people know Python, and a busy service that advice would write in Go.
const ONE_LANGUAGE: &str = r#"(
    format: "polyplan",
    version: 1,
    name: "Shop",
    components: {
        "api": (
            name: "API", kind: "service",
            tags: ["performance-sensitive"], known: ["python"], cpu_language: "python",
            inputs: {
                "external_rate": "800 req/s", "cpu_time": "5 ms",
                "interpreted": "70 %", "accelerated": "30 %", "native": "0 %",
            },
        ),
        "db": (name: "Database", kind: "datastore"),
    },
)"#;

#[test]
fn remedies_are_told_before_a_second_language() {
    let desk = Desk::new();
    std::fs::write(desk.path("shop.plan.ron"), ONE_LANGUAGE).unwrap();
    let text = desk.succeeds(&["advise", "shop.plan.ron"]);
    let told: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("  cheaper  ")).collect();
    assert!(told.len() == 3 && told[0].starts_with("Before a second language: "), "{text}");
    let answer = desk.json(&["advise", "shop.plan.ron", "--format", "json"]);
    let remedies = answer["components"][0]["remedies"].as_array().unwrap();
    assert!(remedies.len() >= told.len());
    for (remedy, line) in remedies.iter().zip(&told) {
        assert!(line.starts_with(remedy["sentence"].as_str().unwrap()), "{line}");
        assert!(!remedy["evidence"].as_array().unwrap().is_empty());
    }
    desk.succeeds(&["report", "shop.plan.ron", "--depth", "full", "--out", "out"]);
    let report = std::fs::read_to_string(desk.path("out/report.md")).unwrap();
    assert!(report.contains("\n| Before a second language | "), "{report}");
    assert!(report.contains("\n| For Python | "), "{report}");
    desk.fails(&["challenge", "shop.plan.ron", "--component", "db"], "no language to challenge");
}
