//! Each gate excludes whom it should, says why, and opens again with the fact that closed it.

use polyplan::advice::{Gate, Verdict, explain};
use polyplan::forecast::Resolved;
use polyplan::model::{
    CandidateId, ComponentChange, Edit, Kind, LanguageId, MlUse, PlanChange, Shipping,
};

use super::sketch::{Sketch, catalog, id};

/// The sentence of each candidate's gate by language, for the component `it`; `None` is open.
fn gates(sketch: &Sketch, candidates: &[&str]) -> Vec<(String, Option<Gate>)> {
    let named = candidates.iter().map(|id| CandidateId::new(id).unwrap()).collect();
    let plan = sketch.clone().edit(Edit::Plan(PlanChange::Candidates(named))).0;
    let resolved = Resolved::new(&plan, catalog(), None);
    let facts = resolved.facts(&id("it")).unwrap();
    let advice = explain::advise(&resolved, facts, &catalog().compared(&plan.candidates));
    advice.ranking.into_iter().map(|ranked| (ranked.language.to_string(), ranked.gate)).collect()
}

const MIXED: &[&str] =
    &["go-net-http", "python-async", "rust-axum", "cpp-drogon", "java-spring", "elixir-phoenix"];

fn service() -> Sketch {
    Sketch::services(&["it"])
}

/// Exactly the languages of `out` are excluded, each with a reason that contains `words`.
#[track_caller]
fn excludes(what: &str, sketch: &Sketch, out: &[&str], words: &str) {
    for (language, gate) in gates(sketch, MIXED) {
        if out.contains(&language.as_str()) {
            let sentence = gate.as_ref().map(Gate::sentence).unwrap_or_default();
            assert!(sentence.contains(words), "{what}: {language} {sentence:?} lacks {words:?}");
        } else {
            assert_eq!(gate, None, "{what}: {language}");
        }
    }
}

fn language(word: &str) -> LanguageId {
    LanguageId::new(word).unwrap()
}

#[test]
fn without_a_fact_every_candidate_may_run() {
    excludes("a plain service", &service(), &[], "");
    excludes(
        "a performance-sensitive one",
        &service().but("it", ComponentChange::Data(true)),
        &[],
        "",
    );
}

#[test]
fn inside_python_takes_what_extends_python() {
    let inside = service().but("it", ComponentChange::InsidePython(Some(true)));
    excludes("inside Python", &inside, &["go", "java", "elixir"], "into its users' Python");
    let outside = inside.but("it", ComponentChange::InsidePython(Some(false)));
    excludes("beside Python", &outside, &[], "");
}

#[test]
fn no_collector_leaves_rust_and_cpp() {
    let strict = service().but("it", ComponentChange::NoGarbageCollector(Some(true)));
    excludes("no collector", &strict, &["go", "python", "java", "elixir"], "garbage collector");
}

#[test]
fn a_mandate_excludes_all_others_by_name() {
    let mandated = service().but("it", ComponentChange::Mandated(Some(language("rust"))));
    excludes(
        "Rust is mandated",
        &mandated,
        &["go", "python", "cpp", "java", "elixir"],
        "is ruled out, Rust is mandated",
    );
    // One that the catalog has no figures for excludes everybody.
    let foreign = service().but("it", ComponentChange::Mandated(Some(language("ruby"))));
    excludes(
        "Ruby is mandated",
        &foreign,
        &["go", "python", "rust", "cpp", "java", "elixir"],
        "is ruled out, Ruby is mandated",
    );
}

#[test]
fn a_ban_excludes_one() {
    let banned = service().but("it", ComponentChange::Banned(language("java"), true));
    excludes("Java is banned", &banned, &["java"], "ruled out for this component");
    excludes(
        "the ban is lifted",
        &banned.but("it", ComponentChange::Banned(language("java"), false)),
        &[],
        "",
    );
}

#[test]
fn training_needs_the_libraries_for_it() {
    let sketch = Sketch::new().with("it", Kind::ModelTraining);
    let trains = sketch.but("it", ComponentChange::Ml(Some(MlUse::Trains)));
    excludes("training", &trains, &["go", "rust", "elixir"], "lacks the libraries to train models");
    // Serving and calling leave the choice open: a fact, not the kind, closes the gate.
    excludes("a kind alone", &Sketch::new().with("it", Kind::ModelTraining), &[], "");
    excludes("serving", &trains.but("it", ComponentChange::Ml(Some(MlUse::Serves))), &[], "");
}

#[test]
fn cold_starts_over_the_limit_are_out_with_both_numbers() {
    let function = |limit: &str| {
        service()
            .but("it", ComponentChange::Shipping(Some(Shipping::Serverless)))
            .states("component/it/cold_start", limit)
    };
    for (language, gate) in gates(&function("100 ms"), MIXED) {
        let candidate = catalog().candidates.values().find(|candidate| {
            MIXED.contains(&candidate.id.as_str()) && candidate.language.as_str() == language
        });
        let start = candidate.unwrap().cold_start.as_ref().map(|figure| figure.range.typical);
        match (start, gate) {
            (None, gate) => assert_eq!(gate, Some(Gate::NotServerless)),
            (Some(start), None) => assert!(start <= 100.0, "{language} starts in {start} ms"),
            (Some(start), Some(gate)) => {
                assert_eq!(gate, Gate::ColdStart { start_ms: start, limit_ms: 100.0 });
                assert!(start > 100.0 && gate.sentence().contains("over the limit of 100 ms"));
            }
        }
    }
    let offered = |limit: &str| {
        let open = gates(&function(limit), MIXED).into_iter().filter(|(_, gate)| gate.is_none());
        open.map(|(language, _)| language).collect::<Vec<_>>()
    };
    assert!(offered("20 ms").len() < offered("60 s").len());
    // A limit that nobody stated closes nothing: tools have an assumed one.
    excludes("an assumed limit", &Sketch::new().with("it", Kind::CliTool), &[], "");
}

#[test]
fn gates_do_not_hide_each_other_from_the_verdict() {
    let impossible = service()
        .but("it", ComponentChange::NoGarbageCollector(Some(true)))
        .but("it", ComponentChange::Banned(language("rust"), true))
        .but("it", ComponentChange::Banned(language("cpp"), true))
        .0;
    let resolved = Resolved::new(&impossible, catalog(), None);
    let candidates = catalog()
        .compared(&MIXED.iter().map(|id| CandidateId::new(id).unwrap()).collect::<Vec<_>>());
    let advice = explain::advise(&resolved, resolved.facts(&id("it")).unwrap(), &candidates);
    assert_eq!(advice.verdict, Verdict::NoFit);
    assert!(advice.ranking.iter().all(|ranked| ranked.gate.is_some()));
}

/// 1,000 requests a second of 5 ms each keep five of Python's processors busy; a replica has four.
#[test]
fn stated_replicas_that_cannot_keep_up_are_a_gate() {
    let replicas = |vcpus: &str| {
        service()
            .but("it", ComponentChange::CpuLanguage(Some(language("python"))))
            .states("component/it/external_rate", "1000 req/s")
            .states("component/it/cpu_time", "5 ms")
            .states("component/it/replicas", "1")
            .states("component/it/replica_vcpus", vcpus)
    };
    excludes("four processors", &replicas("4"), &["python"], "on the replicas that are stated");
    excludes("eight processors", &replicas("8"), &[], "");
    excludes("too few for all", &replicas("0.01"), &[], "");
}
