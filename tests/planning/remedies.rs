//! Remedies before a second language: offered where they would do, computed as a sum by hand says,
//! and silent where nothing is gained.

use std::collections::BTreeMap;

use polyplan::advice::{Advice, Offer, explain};
use polyplan::forecast::Resolved;
use polyplan::model::{ComponentChange, Decision, Edit, Focus, Kind, LanguageId, MlUse, Plan};

use super::sketch::{Sketch, catalog, id};

fn language(text: &str) -> LanguageId {
    LanguageId::new(text).unwrap()
}

fn decision(text: &str) -> Decision {
    Decision {
        language: language(text),
        candidate: None,
        reason: String::new(),
        author: String::new(),
        date: None,
        relied_on: BTreeMap::new(),
    }
}

fn decided(sketch: Sketch, what: &str, text: &str) -> Sketch {
    sketch.edit(Edit::Decide(id(what), Some(Box::new(decision(text)))))
}

/// A component at work whose people know Python, with its CPU time in CPython and its shares.
fn it(kind: Kind, rate: &str, cpu: &str, shares: [&str; 3]) -> Sketch {
    let sketch = Sketch::new()
        .with("it", kind)
        .but("it", ComponentChange::Known(language("python"), true))
        .but("it", ComponentChange::CpuLanguage(Some(language("python"))))
        .states("component/it/external_rate", rate)
        .states("component/it/cpu_time", cpu)
        .but("it", ComponentChange::Performance(Some(Focus::Throughput)));
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

#[test]
fn explore() {
    let cases = [
        ("json", it(Kind::Service, "2000 req/s", "2 ms", ["10 %", "90 %", "0 %"])),
        ("loops", it(Kind::Service, "300 req/s", "20 ms", ["95 %", "5 %", "0 %"])),
        ("mid", it(Kind::Service, "800 req/s", "5 ms", ["70 %", "30 %", "0 %"])),
        ("pipe", it(Kind::DataPipeline, "300 req/s", "20 ms", ["95 %", "5 %", "0 %"])),
        (
            "target",
            it(Kind::Service, "300 req/s", "5 ms", ["70 %", "30 %", "0 %"])
                .states("component/it/p99_target", "60 ms"),
        ),
        (
            "serving",
            it(Kind::ModelServing, "300 req/s", "20 ms", ["30 %", "5 %", "65 %"])
                .but("it", ComponentChange::Ml(Some(MlUse::Serves)))
                .states("component/it/live_heap", "2 GB"),
        ),
        (
            "heap",
            it(Kind::Service, "800 req/s", "5 ms", ["60 %", "40 %", "0 %"])
                .states("component/it/live_heap", "4 GB"),
        ),
    ];
    for (name, sketch) in cases {
        let advice = advise(&sketch.0);
        println!("== {name}: {:?} {}", advice.verdict, advice.sentence);
        for offer in &advice.remedies {
            println!(
                "  {} | lead {:?} reach {} target {:?} cost {:.0}",
                offer.sentence,
                offer.lead,
                offer.within_reach,
                offer.meets_target,
                offer.totals.cost()
            );
        }
    }
}
