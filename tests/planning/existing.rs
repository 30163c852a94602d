//! Code that exists: keep it, tune it, move its hot part, replace it step by step, or write it anew.

use polyplan::advice::existing::{ExistingCode, Way, WayOn};
use polyplan::advice::{self, Advice, Verdict};
use polyplan::forecast::Resolved;
use polyplan::model::{ComponentChange, Kind, LanguageId, Skill, Tested};
use proptest::prelude::*;

use super::sketch::{Sketch, catalog, id, role};
use super::support;

fn language(word: &str) -> LanguageId {
    LanguageId::new(word).unwrap()
}

/// A service in Python that takes 40 person-weeks to write, at 3,000 dollars a week over 36 months.
fn shop(rate: &str, cpu: &str) -> Sketch {
    Sketch::new()
        .with("shop", Kind::Service)
        .but("shop", ComponentChange::ExistsIn(Some(language("python"))))
        .but("shop", ComponentChange::CpuLanguage(Some(language("python"))))
        .compares(&["go-net-http", "python-async"])
        .states("component/shop/work", "40")
        .states("component/shop/team_size", "2 people")
        .states("component/shop/external_rate", rate)
        .states("component/shop/cpu_time", cpu)
        .states("component/shop/interpreted", "90 %")
        .states("component/shop/accelerated", "10 %")
        .states("component/shop/native", "0 %")
        .states("plan/default_weekly_cost", "$3000/week")
        .states("plan/horizon", "36 months")
}

fn advised(sketch: &Sketch) -> Advice {
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let advice = advice::of_plan(&resolved);
    advice.into_iter().find(|(of, _)| *of == id("shop")).unwrap().1
}

fn existing(sketch: &Sketch) -> ExistingCode {
    advised(sketch).existing.unwrap()
}

fn way(existing: &ExistingCode, way: Way) -> &WayOn {
    existing.ways.iter().find(|of| of.way == way).unwrap()
}

fn near(found: f64, wanted: f64) {
    assert!((found - wanted).abs() <= 1e-6 * wanted.abs().max(1.0), "{found} not {wanted}");
}

#[test]
fn code_that_does_its_work_is_kept_where_leaving_it_buys_little() {
    let sketch = shop("2 req/s", "1 ms");
    let advice = advised(&sketch);
    assert_eq!(advice.verdict, Verdict::Language);
    assert_eq!(advice.ranking[0].language.as_str(), "python");
    // Nothing is built of what is there, so the whole is what the row of candidates says.
    let python = &advice.ranking[0].totals;
    assert_eq!((python.build, python.learn, python.person_weeks), (0.0, 0.0, 0.0));
    let existing = advice.existing.unwrap();
    assert_eq!(existing.advised().way, Way::Keep);
    near(existing.advised().cost, python.cost());
    assert!(existing.advised().steps.is_empty());
    let sentence = &existing.sentence;
    assert!(
        sentence.starts_with(
            "Keep the Python code of shop: replacing it by Go step by step takes, with tests and"
        ),
        "{sentence}"
    );
    let first = advice.reasons.first().unwrap();
    assert_eq!(first.criterion, "existing-code");
    assert!(first.text.starts_with("its code is there in Python"), "{}", first.text);
}

#[test]
fn new_code_has_no_ways_and_no_weight() {
    let sketch = shop("2 req/s", "1 ms").but("shop", ComponentChange::ExistsIn(None));
    let advice = advised(&sketch);
    assert_eq!(advice.existing, None);
    assert!(advice.ranking.iter().all(|of| of.totals.build > 0.0));
    assert!(advice.reasons.iter().chain(&advice.against).all(|of| of.criterion != "existing-code"));
}

/// By hand: 40 person-weeks of Python's at the build times of the catalog, half of 20 % for tests that are
/// there in parts, and two weeks for a second toolchain.
#[test]
fn writing_it_anew_takes_what_the_catalog_says() {
    let sketch = shop("5000 req/s", "10 ms");
    let existing = existing(&sketch);
    let languages = &catalog().languages;
    let factor = |of: &str| languages[&language(of)].build_time.range.typical;
    let anew = 40.0 * factor("go");
    let once = way(&existing, Way::AtOnce);
    near(once.work, anew * 1.1 + 2.0);
    near(once.build, once.work * 3000.0);
    near(once.weeks, once.work / 2.0);
    // The old code runs until the new one does, and changes are made in both.
    let keep = way(&existing, Way::Keep);
    let months = once.weeks * 12.0 / 52.0;
    let [old, new] = ["python", "go"].map(|of| {
        let advice = advised(&sketch);
        let ranked = advice.ranking.into_iter().find(|ranked| ranked.language.as_str() == of);
        ranked.unwrap().totals
    });
    near(keep.cost, old.run + old.maintain);
    let of_months = |run: f64, maintain: f64, months: f64| (run + maintain) / 36.0 * months;
    let expected = once.build
        + of_months(old.run, 2.0 * old.maintain, months)
        + of_months(new.run, new.maintain, 36.0 - months);
    near(once.cost, expected);
    // Step by step: tests and toolchain, a tenth, then the rest in parts of 8 weeks for two people at most,
    // here three, each with a fifth for moving over.
    let steps = &way(&existing, Way::StepByStep).steps;
    assert_eq!(steps.len(), 5);
    near(steps[0].work, 0.1 * anew + 2.0);
    near(steps[1].work, 0.1 * anew * 1.2);
    near(steps[4].work, 0.9 * anew / 3.0 * 1.2);
    near(steps[0].monthly, keep.monthly);
    near(steps[4].monthly, once.monthly);
    assert!(steps[1].monthly < steps[0].monthly && steps[4].monthly < steps[2].monthly);
}

#[test]
fn a_bill_that_is_large_enough_moves_it() {
    let existing = existing(&shop("5000 req/s", "10 ms"));
    let advised = existing.advised();
    assert!(!matches!(advised.way, Way::Keep | Way::AtOnce), "{:?}", advised.way);
    let keep = way(&existing, Way::Keep);
    assert!(advised.cost < keep.cost && existing.sentence.contains("less than keeping it"));
    // What is large is told step by step, what is small at once.
    let small = shop("5000 req/s", "10 ms").states("component/shop/work", "4");
    let small = self::existing(&small);
    assert!(small.ways.iter().all(|of| of.way != Way::StepByStep));
}

/// Tests that are there need not be written, and people who know a language need not learn it.
#[test]
fn tests_and_skills_count() {
    let plain = shop("5000 req/s", "10 ms");
    let work = |sketch: &Sketch| way(&existing(sketch), Way::AtOnce).work;
    let tested = |of| plain.clone().but("shop", ComponentChange::Tested(Some(of)));
    let [hardly, partly, well] =
        [Tested::Hardly, Tested::Partly, Tested::Well].map(|of| work(&tested(of)));
    assert!(hardly > partly && partly > well);
    near(partly, work(&plain));
    let known = |word: &str| {
        let sketch = role(plain.clone(), "crew", &[(word, Skill::Fluent)], "2 people");
        let owner = sketch.0.roles.keys().next().cloned();
        sketch.but("shop", ComponentChange::Owner(owner))
    };
    // Whoever knows Go learns nothing and has its tools; whoever knows Python alone learns.
    near(work(&known("go")), work(&plain) - 2.0);
    assert!(work(&known("python")) > work(&plain));
}

/// A language that is ruled out cannot be kept, nor called from what is new.
#[test]
fn what_is_ruled_out_is_not_kept() {
    let sketch =
        shop("2 req/s", "1 ms").but("shop", ComponentChange::Banned(language("python"), true));
    let existing = existing(&sketch);
    let ways: Vec<Way> = existing.ways.iter().map(|of| of.way).collect();
    assert_eq!(ways, [Way::StepByStep, Way::AtOnce]);
    assert_eq!(existing.advised().way, Way::StepByStep);
    assert!(!existing.sentence.contains("cheapest to stop"), "{}", existing.sentence);
}

/// A rewrite that was published, as it was known before: a million lines that 85 engineers kept. It took
/// three and a half years, 182 weeks, part by part, with answers compared side by side.
#[test]
fn a_published_rewrite_is_planned_as_it_went() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/rewrites/learning-platform.plan.ron");
    let plan = polyplan::files::load(&path).unwrap();
    assert!(plan.repairs.is_empty());
    let resolved = Resolved::new(&plan.plan, catalog(), None);
    let advice = advice::of_plan(&resolved).swap_remove(0).1;
    assert_eq!(advice.ranking[0].language.as_str(), "go");
    let existing = advice.existing.unwrap();
    let advised = existing.advised();
    assert_eq!(advised.way, Way::StepByStep);
    assert!((91.0..=364.0).contains(&advised.weeks), "{}", advised.weeks);
    // Tests and a router first, the busiest part next, then parts that are told apart, the last of which
    // switches the old code off; none takes more than half a year.
    let what: Vec<&str> = advised.steps.iter().map(|of| of.what.as_str()).collect();
    assert_eq!(what.len(), 10);
    assert!(what[0].starts_with("Put a router before it") && what[1] == "Move the hot part to Go");
    assert_eq!(what[2], "Move part 1 of 8 of the rest to Go");
    assert_eq!(what[9], "Move what is left and switch the Python code off");
    assert!(advised.steps.iter().all(|of| of.weeks <= 26.0));
}

/// Basic COCOMO by hand: 4,000 person-weeks are 923 months, which take 2.5 × 923^0.38 = 33.5 months, so
/// 27.6 people; what three people do in the usual time is left to them.
#[test]
fn nobody_is_assumed_to_write_for_decades() {
    let team = |work: &str| {
        let sketch = Sketch::services(&["shop"]).states("component/shop/work", work);
        let resolved = Resolved::new(&sketch.0, catalog(), None);
        resolved.facts(&id("shop")).unwrap().value(polyplan::model::Input::TeamSize).unwrap().range
    };
    let large = team("4000 person-weeks");
    assert!((large.typical - 27.57).abs() < 0.01, "{}", large.typical);
    near(large.low / large.typical, 1.0 / 3.0);
    near(team("40 person-weeks").typical, 3.0);
}

/// Code in a language that is not compared is counted with its own figures.
#[test]
fn a_language_that_is_not_compared_is_counted() {
    let sketch = shop("2 req/s", "1 ms")
        .but("shop", ComponentChange::ExistsIn(Some(language("java"))))
        .compares(&["go-net-http", "python-async"]);
    let existing = existing(&sketch);
    assert_eq!(existing.language.as_str(), "java");
    assert!(way(&existing, Way::Keep).cost > 0.0);
    let unknown =
        shop("2 req/s", "1 ms").but("shop", ComponentChange::ExistsIn(Some(language("cobol"))));
    assert_eq!(advised(&unknown).existing, None);
}

/// Over the sampled assumptions the medians lie within each way's range, keeping is not held against
/// itself, and what is known exactly is drawn as it is.
#[test]
fn ways_are_drawn() {
    let of = |sketch: &Sketch| {
        let resolved = Resolved::new(&sketch.0, catalog(), None);
        let existing = advised(sketch).existing.unwrap();
        let confidence = advice::confidence::of_plan(&resolved).remove(&id("shop")).unwrap();
        (existing, confidence.existing.unwrap())
    };
    let (existing, drawn) = of(&shop("5000 req/s", "10 ms"));
    assert_eq!(drawn.ways.len(), existing.ways.len());
    for (of, drawn) in existing.ways.iter().zip(&drawn.ways) {
        assert_eq!(of.way, drawn.way);
        assert!(drawn.cost.low < of.cost && of.cost < drawn.cost.high, "{:?}: {drawn:?}", of.way);
        assert_eq!(drawn.less.is_none(), of.way == Way::Keep);
    }
    // Each draw is of one world: where a way saves in most of them, that is told, though the ranges of both
    // lie over each other.
    let less = drawn.ways[existing.best].less.unwrap();
    assert!(less > 0.5, "{less}");
    assert!(drawn.sentence.contains("and to less than keeping it in"), "{}", drawn.sentence);

    let (kept, drawn) = of(&shop("2 req/s", "1 ms"));
    assert_eq!(kept.advised().way, Way::Keep);
    assert!(drawn.ways.iter().all(|of| of.less.is_none_or(|less| less < 0.2)), "{drawn:?}");
    assert!(drawn.sentence.contains("would cost less in"), "{}", drawn.sentence);

    let banned = ComponentChange::Banned(language("python"), true);
    let (_, drawn) = of(&shop("2 req/s", "1 ms").but("shop", banned));
    assert!(drawn.ways.iter().all(|of| of.less.is_none()) && !drawn.sentence.contains("keeping"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a plan says: the steps make up the way, the last one costs what the way costs, a way is
    /// advised that is open, and code in the language that is advised is not replaced.
    #[test]
    fn ways_add_up(mut plan in support::plan(), word in prop::sample::select(vec!["python", "go", "java", "rust"])) {
        for component in plan.components.values_mut() {
            component.traits.exists_in = Some(language(word));
        }
        let resolved = Resolved::new(&plan, catalog(), None);
        for (id, advice) in advice::of_plan(&resolved) {
            let Some(existing) = &advice.existing else { continue };
            prop_assert_eq!(existing.language.as_str(), word);
            prop_assert!(existing.other.as_str() != word && existing.best < existing.ways.len());
            for of in &existing.ways {
                let sum = |part: fn(&advice::existing::Step) -> f64| of.steps.iter().map(part).sum::<f64>();
                prop_assert!((sum(|step| step.work) - of.work).abs() <= 1e-9 * of.work.max(1.0));
                prop_assert!((sum(|step| step.build) - of.build).abs() <= 1e-9 * of.build.max(1.0));
                prop_assert!(of.work >= 0.0 && of.build >= 0.0 && of.stop_after() <= of.steps.len());
                if let Some(last) = of.steps.last() {
                    prop_assert!(last.cost_if_last.to_bits() == of.cost.to_bits() || last.cost_if_last.is_nan());
                    prop_assert!((last.monthly - of.monthly).abs() <= f64::EPSILON * of.monthly.abs() || !of.monthly.is_finite());
                }
            }
            let leads = advice.ranking.first().is_some_and(|of| of.gate.is_none() && of.language.as_str() == word);
            if leads {
                let way = existing.advised().way;
                prop_assert!(!matches!(way, Way::StepByStep | Way::AtOnce), "{}: {}", id, existing.sentence);
            }
            prop_assert!(existing.sentence.ends_with('.') && !existing.sentence.contains("NaN"));
        }
    }
}
