//! Reasons say only what the figures of the two languages say.

use polyplan::advice::either::Why;
use polyplan::advice::{self, explain::Ranked};
use polyplan::base::Rect;
use polyplan::catalog::{Candidate, Language, Need};
use polyplan::draw::diagram::card_of;
use polyplan::forecast::{Facts, Resolved};
use polyplan::model::{ComponentChange, Focus, Input, Kind, LanguageId, MlUse, RoleId, Skill};

use super::dice::{Dice, any};
use super::sketch::{Sketch, catalog, role};

/// What a reason of a criterion claims of the language that it speaks for and of the other; the first
/// claim that does not hold.
fn untrue(text: &str, kind: &Kind, of: &Language, other: &Language) -> Option<&'static str> {
    let more = |need| of.points(need) > other.points(need);
    let claims = [
        ("the libraries for", more(Need::Data) && other.points(Need::Data) < 3.0),
        ("has more libraries for", more(Need::Data)),
        ("serving models", *kind == Kind::ModelServing),
        ("training models", *kind == Kind::ModelTraining),
        ("numeric code of one's own", more(Need::Numerics)),
        ("types checked before", more(Need::Typing)),
        ("memory is safer", more(Need::Safety)),
        (
            "HTTP server, TLS",
            more(Need::Standard) && of.points(Need::Standard) >= 4.0 && kind.takes_load(),
        ),
        ("full-stack frameworks", more(Need::Frameworks) && of.points(Need::Frameworks) >= 4.0),
        ("more comes with", more(Need::Standard)),
        ("bring more than", more(Need::Frameworks)),
        ("libraries and tools for services", more(Need::Services)),
        ("cloud tools are written in", of.name == "Go" && more(Need::Services)),
        ("on all cores of one", of.parallel && !other.parallel),
        ("needs a process for each", of.parallel && !other.parallel),
    ];
    claims.into_iter().find(|(claim, holds)| text.contains(claim) && !holds).map(|(claim, _)| claim)
}

/// One candidate for each language of the catalog.
fn candidates() -> Vec<&'static Candidate> {
    let languages = catalog().languages.keys();
    languages.filter_map(|language| catalog().candidate_of(language)).collect()
}

#[test]
fn reasons_are_true_of_both_languages() {
    let mut told = 0;
    let built = Kind::KNOWN.iter().filter(|kind| {
        let sketch = Sketch::new().with("it", (*kind).clone());
        sketch.0.components["it"].is_built()
    });
    for kind in built {
        let plain = Sketch::new().with("it", kind.clone());
        let data = plain.clone().but("it", ComponentChange::Data(true));
        let hostile = data
            .clone()
            .but("it", ComponentChange::HostileInput(Some(true)))
            .but("it", ComponentChange::Performance(Some(Focus::Unsaid)));
        for sketch in [plain, data, hostile] {
            let resolved = Resolved::new(&sketch.0, catalog(), None);
            let all = candidates();
            for (place, first) in all.iter().enumerate() {
                for second in &all[place + 1..] {
                    let facts = &resolved.components[0];
                    let advice = advice::explain::advise(&resolved, facts, &[first, second]);
                    let language = |id: &LanguageId| &catalog().languages[id];
                    let [leader, other] = &advice.ranking[..] else { panic!() };
                    let (leader, other) = (language(&leader.language), language(&other.language));
                    let pro = advice.reasons.iter().map(|reason| (reason, leader, other));
                    let con = advice.against.iter().map(|reason| (reason, other, leader));
                    for (reason, of, against) in pro.chain(con) {
                        told += 1;
                        assert_eq!(
                            untrue(&reason.text, kind, of, against),
                            None,
                            "{} of {} against {}: {}",
                            kind.word(),
                            of.name,
                            against.name,
                            reason.text
                        );
                    }
                }
            }
        }
    }
    assert!(told > 1000);
}

/// What a clause says of numbers and people; the first that does not hold.
fn untold(text: &str, facts: &Facts<'_>, of: &Ranked, other: &Ranked) -> Option<&'static str> {
    let target = facts.value(Input::P99Target).map(|value| value.range.typical);
    let stated = facts.given(Input::P99Target).is_some();
    let misses = |ranked: &Ranked| target.is_some_and(|target| ranked.estimate.p99_ms > target);
    let knows = |ranked: &Ranked| facts.skill(&ranked.language).is_some();
    let claims = [
        ("both miss", misses(of) && misses(other)),
        ("misses the p99", !misses(of) && misses(other) && stated),
        ("misses the assumed p99", !misses(of) && misses(other) && !stated),
        ("of the p99 target", stated && of.estimate.p99_ms < other.estimate.p99_ms),
        ("of the assumed p99", !stated && of.estimate.p99_ms < other.estimate.p99_ms),
        ("not counting what it calls", false),
        ("processors busy in", other.estimate.busy_vcpus > 1.0),
        ("makes its bill", of.estimate.monthly_cost < other.estimate.monthly_cost),
        ("building takes", of.totals.build < other.totals.build),
        ("the maintainers know", knows(of)),
        ("nobody who maintains it", !knows(of) && !knows(other) && !facts.known.is_empty()),
        ("serving models", facts.ml == MlUse::Serves),
        ("training models", facts.ml == MlUse::Trains),
        ("parses hostile", facts.component.traits.hostile_input == Some(true)),
        ("a network sends", facts.component.kind.answers_requests()),
        ("sessions with state", facts.component.traits.stateful_sessions == Some(true)),
        ("pauses hurt", facts.component.traits.pause_sensitive == Some(true)),
    ];
    claims.into_iter().find(|(claim, holds)| text.contains(claim) && !holds).map(|(claim, _)| claim)
}

#[test]
fn clauses_are_true_of_the_numbers_they_speak_of() {
    let mut dice = Dice(21);
    let (mut told, mut latencies) = (0, 0);
    for round in 0..120 {
        let mut sketch = any(&mut dice);
        if dice.roll(2) == 0 {
            let target = dice.pick(&["2 ms", "30 ms", "400 ms", "8000 ms"]);
            sketch = sketch.states("component/it/p99_target", target);
        }
        if dice.roll(3) == 0 {
            let word = dice.pick(&["python", "go", "java", "ruby", "typescript"]);
            let known = LanguageId::new(word).unwrap();
            sketch = sketch.but("it", ComponentChange::Known(known, true));
        }
        let resolved = Resolved::new(&sketch.0, catalog(), None);
        let facts = &resolved.components[0];
        let all = candidates();
        for (place, first) in all.iter().enumerate() {
            for second in &all[place + 1..] {
                let advice = advice::explain::advise(&resolved, facts, &[first, second]);
                let [leader, other] = &advice.ranking[..] else { panic!() };
                let pro = advice.reasons.iter().map(|reason| (reason, leader, other));
                let con = advice.against.iter().map(|reason| (reason, other, leader));
                for (reason, of, against) in pro.chain(con) {
                    told += 1;
                    latencies += usize::from(reason.text.contains("p99 target"));
                    assert_eq!(
                        untold(&reason.text, facts, of, against),
                        None,
                        "round {round}, {} of {} against {}: {}",
                        facts.component.kind.word(),
                        of.name,
                        against.name,
                        reason.text
                    );
                }
            }
        }
    }
    assert!(told > 5000 && latencies > 200, "{told} {latencies}");
}

#[test]
fn what_it_calls_is_not_told_as_its_own_time() {
    let sketch = Sketch::services(&["it", "store"])
        .states("component/it/external_rate", "2000 req/s")
        .states("component/it/p99_target", "20 ms");
    let latency = |sketch: &Sketch| {
        let resolved = Resolved::new(&sketch.0, catalog(), None);
        let advice = advice::of_plan(&resolved).remove(0).1;
        let reason = advice.reasons.iter().find(|reason| reason.criterion == "tail-latency");
        reason.unwrap().text.clone()
    };
    assert!(!latency(&sketch).contains("not counting"), "{}", latency(&sketch));
    let calling = latency(&sketch.calls("it", "store"));
    assert!(calling.contains("not counting what it calls"), "{calling}");
}

#[test]
fn indifference_is_said_only_where_little_speaks_on_either_side() {
    let mut dice = Dice(22);
    let [mut even, mut dilemmas] = [0, 0];
    for _ in 0..150 {
        let mut sketch = any(&mut dice);
        if dice.roll(2) == 0 {
            let known = LanguageId::new("python").unwrap();
            sketch = sketch.but("it", ComponentChange::Known(known, true));
        }
        let resolved = Resolved::new(&sketch.0, catalog(), None);
        let advice = advice::of_plan(&resolved).remove(0).1;
        let sum = |side: &[advice::Reason]| side.iter().map(|of| of.contribution).sum::<f64>();
        let strong = sum(&advice.reasons).max(sum(&advice.against)) >= 1.0;
        let indifferent = advice.sentence.contains("weighs about the same");
        assert!(!(strong && indifferent), "{}", advice.sentence);
        if advice.verdict == advice::Verdict::Either {
            even += 1;
            dilemmas += usize::from(advice.sentence.starts_with("It is close"));
            assert!(indifferent || advice.sentence.starts_with("It is close"));
        }
    }
    assert!(even > 10 && dilemmas > 0, "{even} {dilemmas}");
}

#[test]
fn data_work_is_called_what_it_is() {
    let first = |kind: Kind| {
        let sketch = Sketch::new().with("it", kind).but("it", ComponentChange::Data(true));
        let resolved = Resolved::new(&sketch.0, catalog(), None);
        advice::of_plan(&resolved).remove(0).1.sentence
    };
    for (kind, words) in [
        (Kind::ModelServing, "libraries for serving models"),
        (Kind::ModelTraining, "libraries for training models"),
        (Kind::DataPipeline, "libraries for processing data"),
        (Kind::StreamProcessor, "libraries for processing data"),
        (Kind::BatchJob, "libraries for processing data"),
        (Kind::Analysis, "libraries for data analysis"),
        (Kind::Worker, "libraries for data work"),
        (Kind::Service, "libraries for data work"),
    ] {
        let sentence = first(kind);
        assert!(sentence.contains(words), "{sentence}");
    }
}

#[test]
fn learning_counts_from_where_the_people_are() {
    let catalog = catalog();
    for word in ["typescript", "elixir", "r", "julia", "ruby", "php", "cobol", "go", "java"] {
        let known = LanguageId::new(word).unwrap();
        let sketch = Sketch::services(&["it"]).but("it", ComponentChange::Known(known, true));
        let resolved = Resolved::new(&sketch.0, catalog, None);
        let ids: Vec<&Candidate> = catalog.candidates.values().collect();
        let advice = advice::explain::advise(&resolved, &resolved.components[0], &ids);
        for ranked in &advice.ranking {
            let own = ranked.language.as_str() == word;
            assert_eq!(ranked.totals.learn > 0.0, !own, "{word}: {}", ranked.name);
        }
        for text in advice.reasons.iter().chain(&advice.against).map(|reason| &reason.text) {
            assert!(!text.contains("about 0 weeks"), "{word}: {text}");
        }
    }
}

#[test]
fn learning_is_called_included_only_where_it_is() {
    let sentence = |sketch: Sketch| {
        let resolved = Resolved::new(&sketch.0, catalog(), None);
        let compared = catalog().compared(&[]);
        let case = advice::Case::new(&resolved, &resolved.components[0], &compared);
        let card = advice::score::score(&case);
        advice::payback::payback(&case, &card).unwrap().sentence
    };
    let nobody = sentence(Sketch::services(&["it"]));
    assert!(nobody.contains("learning not counted"), "{nobody}");
    let python = LanguageId::new("python").unwrap();
    let team = sentence(Sketch::services(&["it"]).but("it", ComponentChange::Known(python, true)));
    assert!(team.contains("learning included"), "{team}");
}

#[test]
fn who_knows_neither_is_not_told_to_use_what_he_knows() {
    let told = |word: &str| {
        let known = LanguageId::new(word).unwrap();
        let sketch = Sketch::services(&["it"]).but("it", ComponentChange::Known(known, true));
        let resolved = Resolved::new(&sketch.0, catalog(), None);
        let (_, advice) = advice::of_plan(&resolved).remove(0);
        assert_eq!(advice.verdict, advice::Verdict::Either, "{}", advice.sentence);
        advice.sentence
    };
    for word in ["typescript", "elixir", "ruby"] {
        let sentence = told(word);
        assert!(sentence.contains("the maintainers know neither"), "{sentence}");
        let offered = sentence.contains("which is not compared");
        assert_eq!(offered, word != "ruby", "{sentence}");
    }
    // A word that names no language says nothing of anybody.
    assert!(told("golang").contains("use what the maintainers know"));
}

/// The language that counts where either does is the one that is told to be used, and that comes first
/// on the card.
#[test]
fn who_knows_one_of_two_better_is_told_to_use_it() {
    let mut told = [0; 3];
    let mut dice = Dice(4);
    for _ in 0..2000 {
        let skills = [None, Some(Skill::Learning), Some(Skill::Working), Some(Skill::Fluent)];
        let both = [*dice.pick(&skills), *dice.pick(&skills)];
        let known = ["go", "python"].into_iter().zip(both);
        let known: Vec<(&str, Skill)> = known.filter_map(|(id, of)| Some((id, of?))).collect();
        let sketch = role(any(&mut dice), "team", &known, "3");
        let sketch = sketch.but("it", ComponentChange::Owner(Some(RoleId::new("team").unwrap())));
        let resolved = Resolved::new(&sketch.0, catalog(), None);
        let all = advice::of_plan(&resolved);
        let Some(taken) = advice::either::taken(&resolved, &all).remove(&all[0].0) else {
            continue;
        };
        let sentence = &all[0].1.sentence;
        if !sentence.starts_with("Either ") {
            continue;
        }
        let card = card_of(&resolved, &sketch.0.components["it"], Some(&all[0].1), Rect::default());
        let name = &catalog().languages[&taken.language].name;
        let use_it = format!("so use {name}, which the maintainers know");
        let clear = taken.why == Why::Known;
        assert_eq!(sentence.contains(&use_it), clear, "{both:?} {sentence}");
        assert_eq!(card.language.starts_with(&format!("{name}, or ")), clear, "{}", card.language);
        assert_eq!(card.hue.is_some(), clear, "{}", card.language);
        let works = both.iter().filter(|skill| **skill >= Some(Skill::Working)).count();
        assert_eq!(sentence.ends_with("know better."), clear && works == 2, "{both:?} {sentence}");
        assert_eq!(
            sentence.contains("know neither"),
            !known.is_empty() && works == 0,
            "{sentence}"
        );
        told[works] += 1;
    }
    assert!(told.iter().all(|times| *times > 1), "{told:?}");
}
