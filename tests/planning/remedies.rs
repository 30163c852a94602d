//! Remedies before a second language: offered where they would do, computed as a sum by hand says,
//! and silent where nothing is gained.

use std::collections::BTreeSet;

use polyplan::advice::{Advice, Offer, explain};
use polyplan::forecast::Resolved;
use polyplan::forecast::queueing::{Queue, StalledQueue, Stalls};
use polyplan::model::{ComponentChange, CpuScope, Focus, Kind, LanguageId, MlUse, Plan, Sourcing};

use super::sketch::{Sketch, catalog, id};

fn language(text: &str) -> LanguageId {
    LanguageId::new(text).unwrap()
}

/// A component at work whose people know Python, with its CPU time in CPython and its shares.
fn it(kind: Kind, rate: &str, cpu: &str, shares: [&str; 3]) -> Sketch {
    let sketch = Sketch::new()
        .with("it", kind)
        .but("it", ComponentChange::Known(language("python"), true))
        .but("it", ComponentChange::CpuLanguage(Some(language("python"))))
        .but("it", ComponentChange::CpuScope(Some(CpuScope::Handler)))
        .states("component/it/external_rate", rate)
        .states("component/it/cpu_time", cpu)
        .states("component/it/cpu_spread", "100 %")
        .states("component/it/wait_spread", "0 %")
        .but("it", ComponentChange::Performance(Some(Focus::Throughput)))
        .states("plan/vcpu_hour", "0.04 $/h")
        .states("plan/gb_hour", "0.005 $/h");
    ["interpreted", "accelerated", "native"]
        .iter()
        .zip(shares)
        .fold(sketch, |sketch, (of, share)| sketch.states(&format!("component/it/{of}"), share))
}

fn advise(plan: &Plan) -> Advice {
    let resolved = Resolved::new(plan, catalog(), None);
    let facts = resolved.facts(&id("it")).unwrap();
    explain::advise(&resolved, facts, &catalog().compared(&plan.candidates))
}

/// For each remedy a component on which it would do.
fn cases() -> Vec<(&'static str, Sketch)> {
    let mixed = || it(Kind::Service, "800 req/s", "5 ms", ["70 %", "30 %", "0 %"]);
    let thin = it(Kind::Gateway, "200000 req/s", "0.1 ms", ["20 %", "80 %", "0 %"])
        .but("it", ComponentChange::Known(language("python"), false))
        .with("other", Kind::Service)
        .but("it", ComponentChange::PauseSensitive(Some(true)))
        .compares(&["go-net-http", "rust-axum"]);
    let thin = thin.decides("other", "go");
    let serving = it(Kind::Service, "600 req/s", "20 ms", ["30 %", "0 %", "70 %"])
        .but("it", ComponentChange::Data(true))
        .but("it", ComponentChange::Ml(Some(MlUse::Serves)))
        .states("component/it/p99_target", "500 ms")
        .states("component/it/team_size", "4 people")
        .states("component/it/live_heap", "4 GB");
    vec![
        ("json-codec", mixed()),
        ("native-extension", mixed()),
        ("pypy", mixed()),
        ("free-threading", mixed()),
        ("more-processes", it(Kind::Service, "200 req/s", "5 ms", ["70 %", "30 %", "0 %"])),
        ("vectorise", it(Kind::StreamProcessor, "800 req/s", "5 ms", ["70 %", "30 %", "0 %"])),
        ("event-loop", mixed().compares(&["go-net-http", "python-sync"])),
        ("inference-server", serving),
        ("fast-http-stack", thin.clone()),
        ("fast-json-parser", thin),
    ]
}

fn remedies(sketch: &Sketch) -> Vec<Offer> {
    advise(&sketch.0).remedies
}

#[test]
fn every_remedy_is_offered_where_it_would_do() {
    let cases = cases();
    let named: BTreeSet<&str> = cases.iter().map(|(name, _)| *name).collect();
    assert_eq!(named, catalog().remedies.iter().map(|remedy| remedy.id.as_str()).collect());
    for (name, sketch) in cases {
        let advice = advise(&sketch.0);
        let offer = advice.remedies.iter().find(|offer| offer.remedy == name);
        let offer = offer.unwrap_or_else(|| panic!("{name}: {}", advice.sentence));
        assert!(offer.within_reach && offer.meets_target != Some(false), "{name}");
        assert_ne!(offer.language, offer.instead_of, "{name}");
        assert!(offer.sentence.starts_with("Before a second language: "), "{}", offer.sentence);
        assert!(offer.sentence.contains(&offer.name), "{}", offer.sentence);
        let better = |a: f64, b: f64| a < b * 0.951;
        let without = advice.ranking.iter().find(|r| r.candidate == offer.candidate).unwrap();
        let cheaper = better(offer.totals.monthly, without.totals.monthly);
        assert!(cheaper || better(offer.after.p99_ms, offer.before.p99_ms), "{name}");
    }
}

#[test]
fn nothing_is_offered_where_nothing_is_gained() {
    let it = |rate, cpu| it(Kind::Service, rate, cpu, ["70 %", "30 %", "0 %"]);
    let mixed = || it("800 req/s", "5 ms");
    let known =
        |sketch: Sketch, text| sketch.but("it", ComponentChange::Known(language(text), true));
    let quiet: Vec<(&str, Sketch)> = vec![
        ("one language compared", mixed().compares(&["python-async", "python-sync"])),
        ("the team has the leading language", known(mixed(), "go")),
        (
            "another component is in the leading language",
            mixed().with("other", Kind::Service).decides("other", "go"),
        ),
        (
            "nothing is known of the team",
            mixed().but("it", ComponentChange::Known(language("python"), false)),
        ),
        (
            "the team's language is ruled out",
            mixed().but("it", ComponentChange::Banned(language("python"), true)),
        ),
        ("hardly any load", it("2 req/s", "1 ms")),
        ("bought", mixed().but("it", ComponentChange::Sourcing(Some(Sourcing::Bought)))),
        (
            "inside its users' Python only Python is possible",
            mixed().but("it", ComponentChange::InsidePython(Some(true))),
        ),
        (
            "no remedy reaches the target",
            it("800 req/s", "40 ms").states("component/it/p99_target", "20 ms"),
        ),
    ];
    for (why, sketch) in quiet {
        let told: Vec<String> = remedies(&sketch).into_iter().map(|offer| offer.sentence).collect();
        assert!(told.is_empty(), "{why}: {told:?}");
    }
}

/// 10 ms of CPython of which half is in the C-accelerated library: the codec makes 70 % of that
/// half 1.8 times as fast. 5 + 5 × (0.3 + 0.7 / 1.8) = 8.4444 ms, and 0.105 ms of the stack.
#[test]
fn a_fast_json_codec_is_computed_as_by_hand() {
    let sketch = it(Kind::Service, "300 req/s", "10 ms", ["50 %", "50 %", "0 %"])
        .states("component/it/connections", "1000")
        .states("component/it/live_heap", "0 GB")
        .states("component/it/growth", "0 %")
        .states("component/it/io_wait", "0 ms")
        .states("component/it/p99_target", "120 ms")
        .states("component/it/team_size", "2 people")
        .states("component/it/work", "10 person-weeks")
        .states("plan/vcpu_hour", "0.04 $/h")
        .states("plan/gb_hour", "0.005 $/h")
        .states("plan/default_weekly_cost", "3000 $/week")
        .states("plan/maintenance", "10 %");
    let offers = remedies(&sketch);
    let offer = offers.iter().find(|offer| offer.remedy == "json-codec").unwrap();
    let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-6 * b.abs().max(1.0), "{a} is not {b}");
    let cpu_ms = 5.0 + 5.0 * (0.3 + 0.7 / 1.8) + 0.105;
    close(offer.after.cpu_ms, cpu_ms);
    let vcpus = 300.0 * cpu_ms / 1000.0 / 0.6;
    close(offer.after.vcpus, vcpus);
    // 4.27 processors are two servers with three processes each.
    let memory_gb = 6.0 * 0.051 + 1000.0 * 10.8e-6;
    close(offer.after.memory_gb, memory_gb);
    let monthly = (vcpus * 0.04 + memory_gb * 0.005) * 730.0;
    close(offer.totals.monthly, monthly);
    // Half a week is built and, at 10 % a year over three years, maintained; two people share it.
    let (build, weeks) = (10.5 * 3000.0, 10.5 / 2.0);
    close(offer.totals.build, build);
    close(offer.totals.maintain, build * 0.3);
    close(offer.totals.run, monthly * 36.0);
    close(offer.totals.cost(), build * 1.3 + monthly * 36.0);
    close(offer.totals.weeks, weeks);
    // A process for each core waits as M/M/1, and Python's short pauses of 1 ms stop it.
    let queue = Queue { servers: 1, rate_per_ms: 0.3 / 6.0, service_ms: cpu_ms };
    let line = StalledQueue { queue, spread: 1.0, stalls: Stalls { share: 0.01, ms: 1.0 } };
    close(offer.after.p99_ms, line.sojourn_quantile_ms(0.99));
    assert_eq!(
        offer.sentence,
        "Before a second language: a fast JSON codec takes Python from 5.05 to 4.27 vCPU \
         (-15.3 % on the monthly bill) and from a p99 of 96 ms to 70 ms for about 0.5 person-weeks."
    );
    assert_eq!((offer.claims.as_str(), &offer.sources[..]), ("4", &["S-OWN".to_owned()][..]));
}

#[test]
fn remedies_move_neither_score_nor_verdict() {
    let mut without = catalog().clone();
    without.remedies.clear();
    for (name, sketch) in cases() {
        let resolved = Resolved::new(&sketch.0, &without, None);
        let candidates = without.compared(&sketch.0.candidates);
        let bare = explain::advise(&resolved, resolved.facts(&id("it")).unwrap(), &candidates);
        let mut full = advise(&sketch.0);
        full.remedies.clear();
        assert_eq!(full, bare, "{name}");
    }
}

/// A decision against the advice is told what would help it, and whether that is enough.
#[test]
fn a_decision_against_the_advice_gets_its_remedies() {
    let heavy = it(Kind::Service, "3000 req/s", "20 ms", ["95 %", "5 %", "0 %"])
        .but("it", ComponentChange::Known(language("go"), true))
        .states("component/it/p99_target", "50 ms");
    assert!(remedies(&heavy).is_empty());
    let offers = remedies(&heavy.decides("it", "python"));
    assert!(!offers.is_empty());
    for offer in offers {
        let enough = offer.within_reach && offer.meets_target != Some(false);
        let short = offer.sentence.ends_with(" That alone does not catch up with Go.");
        assert!(offer.sentence.starts_with("To stay with the decision: "), "{}", offer.sentence);
        assert_eq!(short, !enough, "{}", offer.sentence);
        assert_eq!(offer.instead_of, language("go"));
    }
}

#[test]
fn speed_ups_follow_amdahl() {
    // At most what is reached can vanish: 1 / (1 − reach).
    for remedy in &catalog().remedies {
        for speedup in
            [&remedy.interpreted, &remedy.accelerated, &remedy.native].into_iter().flatten()
        {
            let (times, reach) = (speedup.times.range.typical, speedup.reach.range.typical);
            let whole = speedup.overall();
            assert!((whole * (1.0 - reach) + whole * reach / times - 1.0).abs() < 1e-12);
            assert!(
                whole.min(1.0) >= times.min(1.0) - 1e-9 && whole.max(1.0) <= times.max(1.0) + 1e-9,
                "{}",
                remedy.id
            );
        }
    }
}
