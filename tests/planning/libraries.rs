//! Libraries that a component needs by name: what a language counts that has them, and who says so.

use polyplan::advice::{self, Advice};
use polyplan::catalog::Support;
use polyplan::forecast::Resolved;
use polyplan::model::{ComponentChange, Edit, Kind, LanguageId, LibraryName, MlUse, PlanChange};
use proptest::prelude::*;

use super::sketch::{Sketch, catalog, id};
use super::support;

fn library(name: &str) -> LibraryName {
    LibraryName::new(name).unwrap()
}

fn language(word: &str) -> LanguageId {
    LanguageId::new(word).unwrap()
}

/// A service that is compared in Go and Python and needs these.
fn needs(names: &[&str]) -> Sketch {
    let api = Sketch::services(&["api"]).compares(&["go-net-http", "python-async"]);
    names
        .iter()
        .fold(api, |sketch, name| sketch.but("api", ComponentChange::Library(library(name), true)))
}

fn says(sketch: Sketch, name: &str, languages: &[&str]) -> Sketch {
    let languages = languages.iter().map(|word| language(word)).collect();
    sketch.edit(Edit::Plan(PlanChange::Bindings(library(name), Some(languages))))
}

fn advised(sketch: &Sketch) -> Advice {
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    advice::of_plan(&resolved).into_iter().find(|(of, _)| *of == id("api")).unwrap().1
}

/// What a criterion counts for Python against Go, and what it says.
fn counts(sketch: &Sketch, criterion: &str) -> (f64, String) {
    let advice = advised(sketch);
    let leads = advice.ranking[0].language.as_str() == "python";
    let mut found = (0.0, String::new());
    for (sign, side) in [(1.0, &advice.reasons), (-1.0, &advice.against)] {
        if let Some(reason) = side.iter().find(|of| of.criterion == criterion) {
            let sign = if leads { sign } else { -sign };
            found = (sign * reason.contribution, reason.text.clone());
        }
    }
    found
}

fn near(found: f64, wanted: f64) {
    assert!((found - wanted).abs() < 1e-9, "{found} not {wanted}");
}

/// By hand: a weight of 3, and utilities of 0.5 / (0.5 + what is lost): 1, a third, a fifth.
#[test]
fn a_library_that_is_missing_makes_a_lead_of_two_and_further_ones_add_less() {
    let one = counts(&needs(&["LangGraph"]), "libraries");
    near(one.0, 3.0 * (1.0 - 1.0 / 3.0));
    assert_eq!(one.1, "LangGraph can be used from Python, and Go has no known binding of it");
    let two = counts(&needs(&["LangGraph", "dbt"]), "libraries");
    near(two.0, 3.0 * (1.0 - 1.0 / 5.0));
    assert!(two.1.starts_with("LangGraph and dbt can be used from Python"), "{}", two.1);
    assert!(two.1.ends_with("binding of them"), "{}", two.1);
    // What both have from its makers moves nothing.
    near(counts(&needs(&["Kubernetes client"]), "libraries").0, 0.0);
}

#[test]
fn the_advice_turns_with_what_is_needed() {
    let leader = |names: &[&str]| advised(&needs(names)).ranking[0].language.to_string();
    assert_eq!(leader(&["LangGraph"]), "python");
    let operators = says(needs(&["House SDK"]), "House SDK", &["go"]);
    let (count, text) = counts(&operators, "libraries");
    near(count, -2.0);
    assert_eq!(text, "House SDK can be used from Go, and Python has no known binding of it");
}

#[test]
fn a_name_is_known_however_it_is_written_and_counts_once() {
    for name in ["pytorch", "PyTorch 2.9", "torch==2.9.0", "TORCH", "Py-Torch"] {
        let of = catalog().library(&library(name));
        assert_eq!(of.map(|of| of.name.as_str()), Some("PyTorch"), "{name}");
    }
    assert!(catalog().library(&library("torchlight")).is_none());
    let once = counts(&needs(&["PyTorch"]), "libraries");
    assert_eq!(once, counts(&needs(&["PyTorch", "torch 2", "pytorch"]), "libraries"));
    assert!(once.0 > 0.0);
}

/// What nobody knows counts for no language until the team says where it can be used; then the team's
/// word stands, also over the catalog's.
#[test]
fn the_team_answers_for_what_the_catalog_does_not_know() {
    let without = advised(&needs(&[]));
    let unknown = advised(&needs(&["House SDK"]));
    assert_eq!(without.ranking, unknown.ranking);
    let told = says(needs(&["house-sdk"]), "House SDK", &["python"]);
    near(counts(&told, "libraries").0, 2.0);
    let nowhere = says(needs(&["House SDK"]), "House SDK", &[]);
    near(counts(&nowhere, "libraries").0, 0.0);
    let over = says(needs(&["LangGraph"]), "langgraph", &["go"]);
    near(counts(&over, "libraries").0, -2.0);
}

/// Central libraries weigh 4; the 3 of those that are known by name do not count twice.
#[test]
fn libraries_for_data_by_name_stand_for_those_in_general() {
    let trains =
        |names: &[&str]| needs(names).but("api", ComponentChange::Ml(Some(MlUse::Library)));
    let general = counts(&trains(&[]), "data-ecosystem").0;
    let beyond = counts(&trains(&["PyTorch"]), "data-ecosystem").0;
    assert!(general > 0.5, "{general}");
    near(beyond, general / 4.0);
    let other = counts(&trains(&["Kubernetes client"]), "data-ecosystem").0;
    near(other, general);
}

#[test]
fn what_is_not_built_needs_nothing() {
    let store = Sketch::new()
        .with("api", Kind::Datastore)
        .but("api", ComponentChange::Library(library("Foo SDK"), true));
    let resolved = Resolved::new(&store.0, catalog(), None);
    assert!(resolved.facts(&id("api")).unwrap().libraries.is_empty());
}

/// Every entry of the list: a page to check it at, languages that the catalog knows, and a name that
/// finds it.
#[test]
fn the_list_of_libraries_can_be_checked() {
    let all = &catalog().libraries;
    assert!(all.len() >= 100, "{}", all.len());
    for of in all {
        assert_eq!(catalog().library(&library(&of.name)).map(|of| &of.id), Some(&of.id));
        for id in of.first.iter().chain(&of.community) {
            assert!(catalog().languages.contains_key(id), "{}: {id}", of.id);
        }
        // What the JVM runs, Kotlin can use.
        let java = of.support(&language("java"));
        assert!(of.support(&language("kotlin")) >= java, "{}", of.id);
        assert!(java == Support::Missing || of.support(&language("kotlin")) > Support::Missing);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// A library that a language has from its makers never counts against it, and one that is missing
    /// never for it, whatever else is stated.
    #[test]
    fn a_library_speaks_for_the_languages_that_have_it(
        (plan, name) in (support::plan(), support::library()),
    ) {
        let mut with = plan.clone();
        with.bindings.clear();
        for component in with.components.values_mut() {
            component.traits.libraries.clear();
        }
        let named: Vec<_> = with.components.keys().cloned().collect();
        let only: std::collections::BTreeSet<_> = [language("python")].into();
        with.apply(Edit::Plan(PlanChange::Bindings(name.clone(), Some(only)))).unwrap();
        let mut without = with.clone();
        for id in named {
            let change = |on| Edit::Component(id.clone(), ComponentChange::Library(name.clone(), on));
            with.apply(change(true)).unwrap();
            without.apply(change(false)).unwrap();
        }
        let utility = |plan: &polyplan::model::Plan| {
            let resolved = Resolved::new(plan, catalog(), None);
            let at = advice::criteria::TABLE.iter().position(|of| of.id == "libraries").unwrap();
            let mut found = std::collections::BTreeMap::new();
            for (id, advice) in advice::of_plan(&resolved) {
                for ranked in advice.ranking {
                    found.insert((id.clone(), ranked.candidate.clone()), (ranked.language, ranked.utilities[at]));
                }
            }
            found
        };
        let before = utility(&without);
        for (key, (of, after)) in utility(&with) {
            let before = before[&key].1;
            let is_python = of.as_str() == "python";
            prop_assert!(is_python && after >= before || !is_python && after <= before, "{key:?}: {before} {after}");
        }
    }
}
