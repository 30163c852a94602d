//! Challenges: the rival's case, the answer, and how thin the evidence is.

use polyplan::advice::{self, Advice, Challenge, Verdict, challenge};
use polyplan::catalog::Confidence;
use polyplan::forecast::Resolved;
use polyplan::model::{ComponentChange, Focus, Kind, LanguageId, Plan, Sourcing};

use super::sketch::{Sketch, catalog, id};

/// A service on which Go leads clearly and Python has something to say.
fn busy() -> Sketch {
    let python = LanguageId::new("python").unwrap();
    Sketch::new()
        .with("it", Kind::Service)
        .but("it", ComponentChange::Known(python.clone(), true))
        .but("it", ComponentChange::CpuLanguage(Some(python)))
        .but("it", ComponentChange::Performance(Some(Focus::Throughput)))
        .states("component/it/external_rate", "800 req/s")
        .states("component/it/cpu_time", "5 ms")
        .states("component/it/cpu_spread", "100 %")
        .states("component/it/wait_spread", "0 %")
}

fn of(plan: &Plan) -> (Advice, Option<Challenge>) {
    let resolved = Resolved::new(plan, catalog(), None);
    let advice = advice::of_plan(&resolved);
    let challenge = challenge::of_plan(&resolved, &advice, Some(&id("it"))).pop();
    let found = advice.into_iter().find(|(of, _)| *of == id("it"));
    (found.unwrap().1, challenge)
}

#[test]
fn the_rival_has_its_say() {
    let (advice, challenge) = of(&busy().0);
    let challenge = challenge.unwrap();
    assert_eq!(advice.verdict, Verdict::Language);
    assert_eq!(
        (challenge.held_name.as_str(), challenge.rival_name.as_deref()),
        ("Go", Some("Python"))
    );
    assert!(!challenge.decided && challenge.is_due());
    assert!(!advice.against.is_empty());
    assert_eq!((&challenge.case, &challenge.answer), (&advice.against, &advice.reasons));
    assert_eq!(challenge.unknowns, advice.unknowns);
    assert_eq!(challenge.remedies, advice.remedies);
    let sections = challenge.sections();
    let titles: Vec<&str> = sections.iter().map(|section| section.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "The case for Python",
            "Why Go all the same",
            "What would turn it",
            "Thin evidence behind it",
            "What we do not know",
            "Before a second language",
        ]
    );
    let case = &sections[0].points;
    assert!(
        case.iter().any(|point| point.text.contains("the maintainers know Python")),
        "{case:?}"
    );
    assert!(case.iter().chain(&sections[1].points).all(|point| !point.sources.is_empty()));
    assert!(sections[2].points[0].text.starts_with("Go first in "));
    assert!(sections[2].points[1].text.starts_with("Go until "));
}

/// Who decides against the advice is challenged with what speaks for the advice.
#[test]
fn an_overruling_decision_is_challenged_with_the_advice() {
    let (advice, challenge) = of(&busy().decides("it", "python").0);
    let challenge = challenge.unwrap();
    assert!(challenge.decided);
    assert_eq!(
        (challenge.held_name.as_str(), challenge.rival_name.as_deref()),
        ("Python", Some("Go"))
    );
    assert_eq!((&challenge.case, &challenge.answer), (&advice.reasons, &advice.against));
    assert!(challenge.sentences.iter().any(|s| s.contains("against the advice for Go")));
    // A language that was not compared cannot be challenged; the advice is instead.
    let (_, challenge) = of(&busy().decides("it", "ruby").0);
    let challenge = challenge.unwrap();
    assert_eq!((challenge.held_name.as_str(), challenge.decided), ("Go", false));
}

#[test]
fn thin_evidence_is_judged_or_assumed() {
    let (advice, challenge) = of(&busy().0);
    let challenge = challenge.unwrap();
    assert!(!challenge.weak.is_empty());
    let leading: Vec<&str> = advice.reasons.iter().take(3).map(|reason| reason.label).collect();
    for figure in &challenge.weak {
        assert!(figure.confidence >= Confidence::Judgement, "{figure:?}");
        assert!(leading.contains(&figure.criterion), "{figure:?}");
    }
    // Pauses are judged in the catalog, Go's speed in interpreted code is measured; pauses are named
    // where they move anything.
    let told = |plan: &Plan| -> Vec<String> {
        let weak = of(plan).1.unwrap().weak;
        weak.iter().map(challenge::WeakFigure::sentence).collect()
    };
    let pauses = "Go, length of pauses: 0.2..1..10 ms, by judgement.".to_owned();
    assert!(!told(&busy().0).contains(&pauses), "{:?}", told(&busy().0));
    let hurt = busy().but("it", ComponentChange::PauseSensitive(Some(true)));
    assert!(told(&hurt.0).contains(&pauses), "{:?}", told(&hurt.0));
    let told = told(&busy().0);
    assert!(!told.iter().any(|text| text.contains("Go, speed, interpreted code")), "{told:?}");
    // Prices of processors are published, those of memory alone are not; a stated one is no
    // assumption any more.
    let price = |plan: &Plan, what: &str| {
        let weak = of(plan).1.unwrap().weak;
        weak.iter().any(|figure| figure.what == what)
    };
    assert!(!price(&busy().0, "price of a processor"));
    let told = [busy(), busy().states("plan/gb_hour", "0.004 $/h")]
        .map(|plan| price(&plan.0, "price of memory"));
    assert_eq!(told, [true, false]);
}

#[test]
fn where_no_language_is_chosen_nothing_is_challenged() {
    let bought = busy().but("it", ComponentChange::Sourcing(Some(Sourcing::Bought)));
    assert!(of(&bought.0).1.is_none());
    let alone = of(&busy().compares(&["go-net-http"]).0).1.unwrap();
    assert_eq!(alone.rival, None);
    let sections = alone.sections();
    assert_eq!(sections[0].title, "The case for something else");
    assert_eq!(sections[0].points.len(), 1);
}
