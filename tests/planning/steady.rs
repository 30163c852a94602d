//! Advice moves with its facts: the way that each fact speaks for, without steps, and the same for
//! what is assumed as for what is stated.

use polyplan::advice::criteria::TABLE;
use polyplan::advice::{self, Advice, Case, Scorecard, Verdict, explain, score};
use polyplan::catalog::{Candidate, Need};
use polyplan::forecast::Resolved;
use polyplan::model::{
    ComponentChange, Focus, Input, Kind, LanguageId, LibraryNeed, Plan, PlanChange, Priority,
};

use super::dice::{Dice, any};
use super::sketch::{Sketch, catalog, id};

fn all() -> Vec<&'static Candidate> {
    catalog().candidates.values().collect()
}

/// What is found in the scored component.
fn scored<R>(plan: &Plan, of: impl FnOnce(&Case<'_>, &Scorecard) -> R) -> R {
    let resolved = Resolved::new(plan, catalog(), None);
    let case = Case::new(&resolved, &resolved.components[0], &all());
    of(&case, &score::score(&case))
}

/// Weighted advantage of each candidate over each other, and their times, in the catalog's order.
fn advantages(plan: &Plan) -> (Vec<Vec<f64>>, Vec<f64>) {
    scored(plan, |case, card| {
        let of = |place| card.ranking.iter().find(|score| score.contender == place).unwrap();
        let places = 0..case.contenders.len();
        let row = |a| places.clone().map(|b| card.advantage(of(a), of(b))).collect();
        let times = case.contenders.iter().map(|contender| contender.estimate.p99_ms);
        (places.clone().map(row).collect(), times.collect())
    })
}

fn place(language: &str) -> usize {
    let preferred = catalog().candidate_of(&LanguageId::new(language).unwrap()).unwrap();
    catalog().candidates.keys().position(|id| *id == preferred.id).unwrap()
}

fn advise(sketch: &Sketch) -> Advice {
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let candidates = catalog().compared(&sketch.0.candidates);
    explain::advise(&resolved, &resolved.components[0], &candidates)
}

#[test]
fn a_stricter_target_never_favours_the_slower() {
    let mut dice = Dice(11);
    for round in 0..40 {
        let sketch = any(&mut dice);
        let mut before: Option<Vec<Vec<f64>>> = None;
        for target in [60_000, 5_000, 1_000, 300, 200, 100, 50, 20, 10, 5, 2, 1] {
            let with = sketch.clone().states("component/it/p99_target", &format!("{target} ms"));
            let (now, times) = advantages(&with.0);
            if let Some(before) = &before {
                for a in 0..times.len() {
                    for b in 0..times.len() {
                        assert!(
                            times[a] > times[b] || now[a][b] >= before[a][b] - 1e-9,
                            "round {round}: at {target} ms {a} ({} ms) falls against {b} ({} ms): {} to {}",
                            times[a],
                            times[b],
                            before[a][b],
                            now[a][b]
                        );
                    }
                }
            }
            before = Some(now);
        }
    }
}

#[test]
fn a_target_that_nothing_meets_is_said() {
    let sketch = Sketch::services(&["it"])
        .but("it", ComponentChange::Performance(Some(Focus::Unsaid)))
        .but("it", ComponentChange::Known(LanguageId::new("python").unwrap(), true))
        .states("component/it/external_rate", "1000 req/s");
    let with = |target: &str| advise(&sketch.clone().states("component/it/p99_target", target));
    for target in ["1 ms", "2 ms", "5 ms"] {
        let advice = with(target);
        assert!(advice.ranking.iter().all(|ranked| ranked.estimate.p99_ms > 5.0));
        assert_eq!(advice.ranking[0].language.as_str(), "go", "{}", advice.sentence);
        let told = advice.notes.iter().any(|note| note.contains("No candidate meets the p99"));
        assert!(told, "{:?}", advice.notes);
    }
    let met = with("200 ms");
    assert!(!met.notes.iter().any(|note| note.contains("No candidate meets")), "{:?}", met.notes);
}

#[test]
fn more_contributors_never_weaken_static_typing() {
    let upkeep = TABLE.iter().position(|row| row.id == "upkeep").unwrap();
    let (go, python) = (place("go"), place("python"));
    let mut dice = Dice(12);
    for round in 0..60 {
        let sketch = any(&mut dice);
        let mut before = [f64::NEG_INFINITY; 2];
        for people in [1, 2, 5, 10, 30, 100, 300, 1_000, 3_000] {
            let with = sketch.clone().states("component/it/contributors", &people.to_string());
            let of_upkeep = scored(&with.0, |_, card| {
                let of = |place| card.ranking.iter().find(|s| s.contender == place).unwrap();
                card.weights[upkeep] * (of(go).utilities[upkeep] - of(python).utilities[upkeep])
            });
            // Nobody's skills are stated, so that nobody has to learn.
            let lead = advantages(&with.0).0[go][python];
            let now = [of_upkeep, lead];
            for (now, before) in now.iter().zip(before) {
                assert!(*now >= before - 1e-9, "round {round}, {people}: {before} to {now}");
            }
            before = now;
        }
    }
}

#[test]
fn the_team_that_is_assumed_is_the_one_that_counts() {
    let sketch = Sketch::services(&["it"])
        .but("it", ComponentChange::Performance(Some(Focus::Unsaid)))
        .but("it", ComponentChange::Known(LanguageId::new("python").unwrap(), true))
        .states("component/it/external_rate", "100000 req/s")
        .states("component/it/p99_target", "100 ms")
        .states("component/it/contributors", "300");
    let assumed = {
        let resolved = Resolved::new(&sketch.0, catalog(), None);
        resolved.components[0].value(Input::TeamSize).unwrap().range
    };
    let third = polyplan::base::Range::exact(100.0);
    assert_eq!(assumed, third, "a third of the contributors");
    let stated = sketch.clone().states("component/it/team_size", "100");
    let (guessed, said) = (advise(&sketch), advise(&stated));
    assert_eq!(guessed.sentence, said.sentence);
    assert_eq!(guessed.reasons, said.reasons);
    assert_eq!(guessed.ranking, said.ranking);
}

#[test]
fn checked_types_are_cheaper_to_maintain_where_they_are_said_to_be() {
    let mut dice = Dice(13);
    let upkeep = TABLE.iter().position(|row| row.id == "upkeep").unwrap();
    let mut compared = 0;
    for _ in 0..40 {
        let sketch = any(&mut dice)
            .but("it", ComponentChange::HostileInput(None))
            .but("it", ComponentChange::PythonLibraries(Some(LibraryNeed::No)))
            .states("component/it/contributors", ["2", "20", "200"][dice.roll(3)]);
        scored(&sketch.0, |case, card| {
            for a in &card.ranking {
                for b in &card.ranking {
                    let [one, other] = [a, b].map(|score| &case.contenders[score.contender]);
                    let safety = [one, other].map(|of| of.language.points(Need::Safety));
                    if safety[0] <= safety[1]
                        && a.utilities[upkeep] > b.utilities[upkeep]
                        && card.weights[upkeep] > 0.0
                    {
                        assert!(one.totals.maintain < other.totals.maintain);
                        assert!(
                            one.language.points(Need::Typing) > other.language.points(Need::Typing)
                        );
                        compared += 1;
                    }
                }
            }
        });
    }
    assert!(compared > 500, "{compared}");
}

#[test]
fn shares_of_time_turn_advice_without_a_step() {
    let (go, python, julia) = (place("go"), place("python"), place("julia"));
    for kind in [Kind::Analysis, Kind::Service, Kind::StreamProcessor, Kind::BatchJob] {
        let sketch = Sketch::new()
            .with("it", kind)
            .but("it", ComponentChange::DataAnalysis(Some(true)))
            .but("it", ComponentChange::CpuLanguage(LanguageId::new("python").ok()))
            .states("component/it/external_rate", "40 req/s")
            .states("component/it/cpu_time", "20 ms");
        let mut before: Option<[f64; 2]> = None;
        for share in 0..=100 {
            let with = sketch
                .clone()
                .states("component/it/interpreted", &format!("{share} %"))
                .states("component/it/accelerated", "0 %")
                .states("component/it/native", &format!("{} %", 100 - share));
            let (leads, _) = advantages(&with.0);
            let now = [leads[go][python], leads[julia][python]];
            if let Some(before) = before {
                for (now, before) in now.iter().zip(before) {
                    assert!((now - before).abs() < 0.2, "at {share} %: {before} to {now}");
                }
            }
            before = Some(now);
        }
    }
}

#[test]
fn a_candidate_named_twice_is_compared_once() {
    let sketch = Sketch::services(&["it"]).compares(&["go-net-http", "python-async"]);
    let mut plan = sketch.0.clone();
    let twice: Vec<_> = plan.candidates.iter().chain(&plan.candidates).cloned().collect();
    assert_eq!(catalog().compared(&twice), catalog().compared(&plan.candidates));
    plan.candidates = twice;
    let resolved = Resolved::new(&plan, catalog(), None);
    let (_, advice) = advice::of_plan(&resolved).remove(0);
    assert_eq!(advice.ranking, advise(&sketch).ranking);
}

#[test]
fn where_nothing_has_weight_nothing_leads() {
    let sketch = Priority::ALL.iter().fold(
        Sketch::services(&["it"]).but("it", ComponentChange::Performance(Some(Focus::Unsaid))),
        |sketch, priority| {
            let change = PlanChange::Priority(*priority, Some(0.0));
            sketch.edit(polyplan::model::Edit::Plan(change))
        },
    );
    let advice = advise(&sketch);
    assert_eq!(advice.verdict, Verdict::Either);
    assert!(advice.sentence.contains("nothing was weighed"), "{}", advice.sentence);
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let firm = advice::confidence::of_plan(&resolved).remove(&id("it")).unwrap();
    let share = firm.acceptability.of_language(&advice.ranking[0].language);
    assert!((0.4..0.6).contains(&share), "{share}");
}
