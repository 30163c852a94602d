//! Measured times stay with what they were measured of, and languages share the errors that their
//! sources share.

use polyplan::base::Range;
use polyplan::forecast::sample::{self, Catalogs};
use polyplan::forecast::{Estimate, Point, Resolved, totals};
use polyplan::model::{Answers, CandidateId, ComponentChange, CpuScope, LanguageId, Spends};

use super::sketch::{Sketch, catalog, id};

/// What a component takes with each candidate, draw by draw.
fn draws(sketch: &Sketch, candidates: &[&str]) -> Vec<Vec<Estimate>> {
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let facts = resolved.facts(&id("svc")).unwrap();
    let catalogs = Catalogs::told(&resolved);
    sample::of_component(&resolved, facts, &catalogs, |alone, facts| {
        let of = |text: &&str| {
            let candidate = &alone.catalog.candidates[&CandidateId::new(text).unwrap()];
            totals::estimate(alone, facts, candidate, Point::Typical).unwrap()
        };
        candidates.iter().map(of).collect()
    })
}

fn range(draws: &[Vec<Estimate>], of: impl Fn(&[Estimate]) -> f64) -> Range {
    sample::percentiles(draws.iter().map(|draw| of(draw))).unwrap()
}

/// A service with everything stated; all its time is interpreted code.
fn stated(language: &str, cpu_time: &str, rate: &str) -> Sketch {
    Sketch::services(&["svc"])
        .but("svc", ComponentChange::CpuLanguage(LanguageId::new(language).ok()))
        .states("component/svc/cpu_time", cpu_time)
        .states("component/svc/external_rate", rate)
        .states("component/svc/io_wait", "5 ms")
        .states("component/svc/connections", "1000")
        .states("component/svc/interpreted", "100 %")
        .states("component/svc/accelerated", "0 %")
        .states("component/svc/native", "0 %")
}

#[test]
fn what_was_measured_in_a_language_is_known_there() {
    let draws = draws(&stated("go", "2 ms", "20000 req/s"), &["go-net-http", "python-async"]);
    // 20,000 a second at 2 ms are 40 processors in every draw.
    for draw in &draws {
        assert!((draw[0].busy_vcpus - 40.0).abs() < 1e-9, "{}", draw[0].busy_vcpus);
    }
    // Python was not measured: 20 to 100 times as much.
    let python = range(&draws, |draw| draw[1].busy_vcpus / 40.0);
    for (found, expected) in [(python.low, 20.0), (python.typical, 40.0), (python.high, 100.0)] {
        assert!((found / expected - 1.0).abs() < 0.05, "{found} {expected}");
    }
}

#[test]
fn a_measured_request_is_not_charged_its_stack_again() {
    let sketch = stated("go", "0.05 ms", "10000 req/s");
    // 10,000 a second at 0.05 ms are half a processor, 0.833 at 60 % use.
    for draw in draws(&sketch, &["go-net-http"]) {
        assert!((draw[0].vcpus - 0.5 / 0.6).abs() < 1e-9, "{}", draw[0].vcpus);
    }
    // The code alone has the stack's 0.035 ms added.
    let alone = sketch.but("svc", ComponentChange::CpuScope(Some(CpuScope::Handler)));
    let resolved = Resolved::new(&alone.0, catalog(), None);
    let go = &catalog().candidates[&CandidateId::new("go-net-http").unwrap()];
    let facts = resolved.facts(&id("svc")).unwrap();
    let estimate = totals::estimate(&resolved, facts, go, Point::Typical).unwrap();
    assert!((estimate.vcpus - 0.85 / 0.6).abs() < 1e-9, "{}", estimate.vcpus);
    // A request that takes less than the catalog says of the stack alone is the stack's, whose time
    // on this machine is then known: other stacks are as much quicker.
    let quick = draws(&stated("go", "0.01 ms", "10000 req/s"), &["go-net-http", "java-spring"]);
    for draw in &quick {
        assert!((draw[0].busy_vcpus - 0.1).abs() < 1e-9);
    }
    let spring = range(&quick, |draw| draw[1].busy_vcpus / draw[0].busy_vcpus);
    assert!((1.0..2.0).contains(&spring.typical), "{spring:?}");
}

#[test]
fn no_work_of_its_own_leaves_the_stack() {
    let resolved_in = |scope| {
        let sketch =
            stated("python", "0 ms", "1000 req/s").but("svc", ComponentChange::CpuScope(scope));
        draws(&sketch, &["go-net-http"])
    };
    let [whole, alone] = [None, Some(CpuScope::Handler)].map(resolved_in);
    let go = range(&whole, |draw| draw[0].cpu_ms);
    // The catalog's 0.025..0.035..0.08 ms on a machine that is 0.6 to 1.8 times as slow.
    assert!(go.low < 0.025 && go.high > 0.08 && go.low > 0.01 && go.high < 0.15, "{go:?}");
    assert_eq!(go, range(&alone, |draw| draw[0].cpu_ms));
}

/// CPU time that is long against any stack's own.
fn long_in_python() -> Sketch {
    stated("python", "200 ms", "100 req/s")
}

#[test]
fn compiled_languages_differ_by_their_measured_ratio() {
    let draws = draws(&long_in_python(), &["go-net-http", "rust-axum", "java-spring"]);
    for (place, language) in [(1, "rust"), (2, "java")] {
        let found = range(&draws, |draw| draw[place].cpu_ms / draw[0].cpu_ms);
        let ratio = catalog().languages[&LanguageId::new(language).unwrap()].cpu_vs_go.range;
        for (found, expected) in
            [(found.low, ratio.low), (found.typical, ratio.typical), (found.high, ratio.high)]
        {
            assert!((found / expected - 1.0).abs() < 0.08, "{language}: {found} {expected}");
        }
    }
}

#[test]
fn languages_of_one_platform_share_what_they_run_on() {
    let draws = draws(&long_in_python(), &["java-spring", "kotlin-ktor", "csharp-aspnet"]);
    // One standard deviation of Java's ratio to Go is about 0.36 in logarithms, a fifth of the
    // variance is its own and a fifth Kotlin's: 1.28 × 0.36 × sqrt(0.4) is 0.29, a factor of 1.34.
    let kotlin = range(&draws, |draw| draw[0].cpu_ms / draw[1].cpu_ms);
    assert!((1.2..1.5).contains(&kotlin.high), "{kotlin:?}");
    assert!((0.66..0.84).contains(&kotlin.low), "{kotlin:?}");
    // Java and C# have Go alone in common.
    let csharp = range(&draws, |draw| draw[0].cpu_ms / draw[2].cpu_ms);
    assert!(csharp.high / csharp.low > 1.5 * kotlin.high / kotlin.low, "{csharp:?} {kotlin:?}");
}

#[test]
fn code_that_is_written_anew_is_other_code_in_the_same_way_everywhere() {
    let there = ComponentChange::Estate(LanguageId::new("python").unwrap(), true);
    let sketch = long_in_python().but("svc", there);
    let draws = draws(&sketch, &["python-async", "python-sync", "go-net-http"]);
    // Another stack of the same language runs the same code.
    let sync = range(&draws, |draw| (draw[1].cpu_ms - draw[0].cpu_ms).abs());
    assert!(sync.high < 1.0, "{sync:?}");
    // 20..40..100 times as fast over 0.3..0.8..1.25 of the time, both as two-piece log-normals: the
    // percentiles of 400,000 draws of Python's own random numbers.
    let go = range(&draws, |draw| draw[0].cpu_ms / draw[2].cpu_ms);
    for (found, expected) in [(go.low, 22.5), (go.typical, 59.3), (go.high, 196.0)] {
        assert!((found / expected - 1.0).abs() < 0.1, "{found} {expected}");
    }
}

#[test]
fn what_the_time_goes_to_says_how_much_another_language_changes() {
    let of = |spends: Option<Spends>| {
        let answers = Answers { spends, ..Answers::default() };
        let sketch = Sketch::services(&["svc"])
            .but("svc", ComponentChange::CpuLanguage(LanguageId::new("python").ok()))
            .but("svc", ComponentChange::Answers(answers))
            .states("component/svc/cpu_time", "200 ms")
            .states("component/svc/external_rate", "100 req/s");
        range(&draws(&sketch, &["python-async", "go-net-http"]), |of| of[0].cpu_ms / of[1].cpu_ms)
    };
    let [unsaid, glue, json, bytes, arrays] =
        [None, Some(Spends::Glue), Some(Spends::Json), Some(Spends::Bytes), Some(Spends::Arrays)]
            .map(of);
    // Shares over speeds at the medians: 1 / (0.88 / 40 + 0.12 / 3) is 16, and so on.
    for (found, expected) in [(glue, 16.1), (json, 6.1), (bytes, 3.5), (arrays, 0.93)] {
        assert!((found.typical / expected - 1.0).abs() < 0.35, "{found:?} {expected}");
    }
    let width = |range: Range| range.high / range.low;
    for said in [glue, json, bytes] {
        assert!(width(said) < width(unsaid), "{said:?} {unsaid:?}");
    }
}
