//! Reasons say only what the figures of the two languages say.

use polyplan::advice;
use polyplan::catalog::{Candidate, Language, Need};
use polyplan::forecast::Resolved;
use polyplan::model::{ComponentChange, Focus, Kind, LanguageId};

use super::sketch::{Sketch, catalog};

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
        ("covers most service needs", more(Need::Standard) && of.points(Need::Standard) >= 4.0),
        ("full-stack frameworks", more(Need::Frameworks) && of.points(Need::Frameworks) >= 4.0),
        ("more comes with", more(Need::Standard)),
        ("bring more than", more(Need::Frameworks)),
        ("more service and infrastructure", more(Need::Services)),
        ("on all cores of one process", of.parallel && !other.parallel),
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
