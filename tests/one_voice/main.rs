//! One voice: what several outputs tell of the same thing is the same, for every shipped plan.
//!
//! Each reader takes from one output what it tells: for which languages, of what, which number. Then
//! all numbers of the same thing are held against each other, each after what rounding may have
//! taken from it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod data;
mod figure;
mod json;
mod names;
mod report;
mod text;
mod thing;
#[cfg(feature = "gui")]
mod window;

#[expect(dead_code, reason = "shared with other tests")]
#[path = "../support/desk.rs"]
mod desk;
#[path = "../shared/saves.rs"]
mod saves;
#[cfg(feature = "gui")]
#[expect(dead_code, reason = "shared with other tests")]
#[path = "../support/window.rs"]
mod support;

use std::collections::BTreeMap;

use polyplan::advice::Choice;
use polyplan::catalog::Catalog;
use polyplan::forecast::Resolved;
use polyplan::model::Plan;

use desk::Desk;
use names::Names;
use thing::Voice;

/// A plan with what reads it.
struct Walk<'a> {
    desk: Desk,
    path: &'a str,
    plan: &'a Plan,
    names: Names,
    voice: Voice,
}

impl Walk<'_> {
    fn text(&self, command: &[&str]) -> String {
        self.desk.succeeds(&[&command[..1], &[self.path], &command[1..]].concat())
    }

    fn json(&self, command: &[&str]) -> serde_json::Value {
        self.desk
            .json(&[&command[..1], &[self.path], &command[1..], &["--format", "json"]].concat())
    }

    fn advice(&mut self) {
        let [advise, forecast, assign] =
            ["advise", "forecast", "assign"].map(|of| self.text(&[of]));
        text::advise(&mut self.voice, &self.names, &advise);
        text::forecast(&mut self.voice, &forecast);
        text::assign(&mut self.voice, &assign);
        let [advise, forecast, assign] =
            ["advise", "forecast", "assign"].map(|of| self.json(&[of]));
        json::advise(&mut self.voice, &advise);
        json::forecast(&mut self.voice, &forecast);
        json::assign(&mut self.voice, &assign);
        let [challenge, ledger] = ["challenge", "ledger"].map(|of| self.text(&[of]));
        text::challenge(&mut self.voice, &challenge);
        text::ledger(&mut self.voice, &ledger);
        let [challenge, ledger] = ["challenge", "ledger"].map(|of| self.json(&[of]));
        json::challenge(&mut self.voice, &challenge);
        json::ledger(&mut self.voice, &ledger);
        let table = self.text(&["ledger", "--format", "csv"]);
        data::ledger(&mut self.voice, &table);
        // Problems of the plan are no failure of the command.
        let told = |more: &[&str]| {
            let output = self.desk.run(&[&["check", self.path], more].concat());
            String::from_utf8(output.stdout).unwrap()
        };
        let (check, of_json) = (told(&[]), told(&["--format", "json"]));
        text::check(&mut self.voice, &self.names, &check);
        json::check(&mut self.voice, &serde_json::from_str(&of_json).unwrap());
    }

    fn times(&mut self) {
        let simulate = ["simulate", "--seconds", "2"];
        let (simulated, of_json) = (self.text(&simulate), self.json(&simulate));
        text::simulate(&mut self.voice, &self.names, &simulated);
        json::simulate(&mut self.voice, &self.names, &of_json);
        let sweep = ["sweep", "--input", "plan/utilisation", "--steps", "2"];
        let (swept, of_json) = (self.text(&sweep), self.json(&sweep));
        let id = of_json["component"].as_str().unwrap().to_owned();
        text::sweep(&mut self.voice, &self.names, &id, &swept);
        json::sweep(&mut self.voice, &id, &of_json);
    }

    fn sides(&mut self, left: &str, right: &str) {
        let compare = ["compare", "--assignment", left, "--against-assignment", right];
        let (compared, of_json) = (self.text(&compare), self.json(&compare));
        text::compare(&mut self.voice, &self.names, &compared);
        json::compare(&mut self.voice, &self.names, &of_json);
        let table = self.text(&[&compare[..], &["--format", "csv"]].concat());
        let sides = [left, right].map(|word| self.names.whose(word));
        data::compare(&mut self.voice, sides.each_ref().map(String::as_str), &table);
    }

    fn charts(&mut self) {
        let export = |what: &str| self.text(&["export", "--what", what, "--format", "csv"]);
        let [totals, schedule, front, flows] =
            ["totals", "schedule", "front", "flow-latency"].map(export);
        data::totals(&mut self.voice, &totals);
        data::schedule(&mut self.voice, &schedule);
        data::front(&mut self.voice, &front);
        data::flow_latency(&mut self.voice, &self.names, &flows);
        let out = self.desk.path("totals.csv");
        let file = ["export", "--what", "totals", "--out", out.to_str().unwrap()];
        self.text(&file);
        data::notes(
            &mut self.voice,
            &std::fs::read_to_string(self.desk.path("totals.notes.txt")).unwrap(),
        );
        let id = self.plan.components.values().find(|of| of.is_built()).unwrap().id.to_string();
        let with = self.with_by_language();
        for (what, out, head, measure) in [
            ("latency-load", "latency-load, CSV", "p99_latency_ms", "p99"),
            ("delivery-weeks", "delivery-weeks, CSV", "time_after_the_start_weeks", "weeks"),
        ] {
            let chart = ["export", "--what", what, "--component", &id, "--format", "csv"];
            let text = self.text(&chart);
            data::planned(&mut self.voice, out, &with, &id, head, measure, &text);
        }
    }

    /// The compared candidate of each language, where it is the only one.
    fn with_by_language(&self) -> BTreeMap<String, String> {
        let catalog = Catalog::shipped().unwrap();
        let mut found = BTreeMap::new();
        let mut twice = Vec::new();
        for candidate in catalog.compared(&self.plan.candidates) {
            let language = catalog.language_name(&candidate.language).to_owned();
            if found.insert(language.clone(), format!("with {}", candidate.id)).is_some() {
                twice.push(language);
            }
        }
        found.retain(|language, _| !twice.contains(language));
        found
    }

    fn reports(&mut self) {
        for (depth, out) in [
            ("summary", "report, summary"),
            ("standard", "report, standard"),
            ("full", "report, full"),
        ] {
            let folder = self.desk.path(depth);
            self.text(&["report", "--depth", depth, "--out", folder.to_str().unwrap()]);
            let markdown = std::fs::read_to_string(folder.join("report.md")).unwrap();
            report::read(&mut self.voice, out, &self.names, &markdown);
        }
    }

    #[cfg(feature = "gui")]
    fn window(&mut self) {
        let catalog = Catalog::shipped().unwrap();
        let all = catalog.compared(&self.plan.candidates);
        let mut known: Vec<String> = all.iter().map(|of| format!("All {}", of.name)).collect();
        known.extend(["As advised", "As decided"].map(str::to_owned));
        window::read(&mut self.voice, &self.names, self.path, &known);
    }
}

/// Walks one plan; returns what disagrees, what was compared, and how often.
fn walk(path: &str, plan: &Plan) -> (Vec<String>, Voice) {
    let mut walk =
        Walk { desk: Desk::new(), path, plan, names: Names::new(plan), voice: Voice::default() };
    let catalog = Catalog::shipped().unwrap();
    let first = catalog.compared(&plan.candidates)[0].id.to_string();
    let resolved = Resolved::new(plan, catalog, None);
    let [advised, decided] =
        [Choice::Advised, Choice::Decided].map(|choice| choice.assignment(&resolved));
    // Sides that are the same are not compared.
    let decided = advised != decided;
    walk.advice();
    walk.times();
    walk.sides("advised", &first);
    if decided {
        walk.sides("advised", "decided");
    }
    walk.charts();
    walk.reports();
    let told = walk.voice.disagreements();
    assert!(told.is_empty(), "{} disagree in {}:\n{}", told.len(), plan.name, told.join("\n"));
    #[cfg(feature = "gui")]
    walk.window();
    (walk.voice.disagreements(), walk.voice)
}

/// Outputs that have to have told something that another one tells.
const OUTPUTS: &[&str] = &[
    "advise",
    "advise, JSON",
    "forecast",
    "forecast, JSON",
    "assign",
    "assign, JSON",
    "challenge",
    "challenge, JSON",
    "ledger",
    "ledger, JSON",
    "ledger, CSV",
    "simulate",
    "simulate, JSON",
    "sweep",
    "sweep, JSON",
    "compare",
    "compare, JSON",
    "compare, CSV",
    "check",
    "check, JSON",
    "totals, CSV",
    "schedule, CSV",
    "front, CSV",
    "flow-latency, CSV",
    "latency-load, CSV",
    "delivery-weeks, CSV",
    "notes of a chart",
    "report, summary",
    "report, standard",
    "report, full",
];
#[cfg(feature = "gui")]
const WINDOW: &[&str] = &["totals in the window", "inspector", "flows in the window"];
#[cfg(not(feature = "gui"))]
const WINDOW: &[&str] = &[];

/// Outputs that tell a total with its parts.
const WITH_PARTS: &[&str] = &[
    "advise, JSON",
    "forecast",
    "forecast, JSON",
    "compare",
    "compare, JSON",
    "compare, CSV",
    "report, standard",
    "report, full",
];

#[test]
fn a_number_has_one_value_wherever_it_is_told() {
    let plans = saves::saves();
    let walked: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> =
            plans.iter().map(|(path, plan)| scope.spawn(|| walk(path, plan))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let mut wrong = Vec::new();
    let mut silent: Vec<&str> = [OUTPUTS, WINDOW].concat();
    for ((_, plan), (disagreements, voice)) in plans.iter().zip(&walked) {
        wrong.extend(disagreements.iter().map(|of| format!("{}: {of}", plan.name)));
        let (sums, not_sums) = voice.sums();
        assert_eq!(not_sums, Vec::<String>::new(), "{}", plan.name);
        for output in WITH_PARTS {
            assert!(sums.contains_key(output), "{output} of {}: {sums:?}", plan.name);
        }
        let compared = voice.compared();
        silent.retain(|output| !compared.contains(output));
        let shared = voice.shared();
        println!("{}: {shared:?}", plan.name);
        for measure in [
            "horizon",
            "horizon low",
            "horizon high",
            "monthly",
            "weeks",
            "servers",
            "memory_gb",
            "person_weeks",
            "p99",
            "flow p99",
            "flow p99 low",
            "flow p99 high",
            "flow_p99_ms",
            "score",
            "firm",
            "inputs assumed",
            "share of the uncertainty",
        ] {
            assert!(
                shared.get(measure).is_some_and(|count| *count > 0),
                "{measure} of {}",
                plan.name
            );
        }
    }
    assert!(wrong.is_empty(), "{} disagree:\n{}", wrong.len(), wrong.join("\n"));
    assert!(silent.is_empty(), "nothing comparable was read from {silent:?}");
}
