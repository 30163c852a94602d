//! Criteria of the team's own: what they count, and that they are told as the team's.

use std::collections::BTreeMap;

use polyplan::advice::{self, Advice};
use polyplan::forecast::Resolved;
use polyplan::model::{CriterionId, Edit, LanguageId, OwnCriterion, OwnPoints, PlanChange};
use proptest::prelude::*;

use super::sketch::{Sketch, catalog, id};
use super::support;

fn criterion(name: &str, weight: f64, points: &[(&str, f64, &str)]) -> OwnCriterion {
    let points = points.iter().map(|(word, points, reason)| {
        let of = OwnPoints { points: *points, reason: (*reason).to_owned() };
        (LanguageId::new(word).unwrap(), of)
    });
    let id = CriterionId::fresh(name, |_| false);
    OwnCriterion { weight, points: points.collect(), ..OwnCriterion::new(id, name) }
}

fn asks(sketch: Sketch, of: OwnCriterion) -> Sketch {
    sketch.edit(Edit::Plan(PlanChange::Criterion(of.id.clone(), Some(Box::new(of)))))
}

fn api() -> Sketch {
    Sketch::services(&["api"]).compares(&["go-net-http", "python-async", "rust-axum"])
}

fn advised(sketch: &Sketch) -> Advice {
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    advice::of_plan(&resolved).into_iter().find(|(of, _)| *of == id("api")).unwrap().1
}

/// Weight of the row, and the utility of each language in it.
fn row(sketch: &Sketch) -> (f64, BTreeMap<String, f64>) {
    let at = advice::criteria::TABLE.iter().position(|of| of.id == "own").unwrap();
    let advice = advised(sketch);
    let utilities = advice.ranking.iter().map(|of| (of.language.to_string(), of.utilities[at]));
    (advice.weights[at], utilities.collect())
}

fn near(found: f64, wanted: f64) {
    assert!((found - wanted).abs() < 1e-12, "{found} not {wanted}");
}

/// By hand: support 4 and 1 of 5 at a weight of 2, hiring 2 and 5 at 1; Rust has no points, so that it
/// gets the mean of the two for each.
#[test]
fn each_weighs_as_the_team_says() {
    let support = criterion("Support", 2.0, &[("go", 4.0, "two vendors"), ("python", 1.0, "")]);
    let hiring = criterion("Hiring here", 1.0, &[("go", 2.0, ""), ("python", 5.0, "")]);
    let (weight, of) = row(&asks(asks(api(), support), hiring));
    near(weight, 3.0);
    near(of["go"], (2.0 * 0.8 + 0.4) / 3.0);
    near(of["python"], (2.0 * 0.2 + 1.0) / 3.0);
    near(of["rust"], (2.0 * 0.5 + 0.7) / 3.0);
}

#[test]
fn what_tells_no_languages_apart_weighs_nothing() {
    near(row(&api()).0, 0.0);
    near(row(&asks(api(), criterion("A", 2.0, &[("go", 5.0, "")]))).0, 0.0);
    near(row(&asks(api(), criterion("A", 2.0, &[("go", 5.0, ""), ("ruby", 1.0, "")]))).0, 0.0);
    near(row(&asks(api(), criterion("A", 0.0, &[("go", 5.0, ""), ("rust", 1.0, "")]))).0, 0.0);
    near(row(&asks(api(), criterion("A", 0.5, &[("go", 5.0, ""), ("rust", 1.0, "")]))).0, 0.5);
}

#[test]
fn it_is_told_as_the_teams_with_its_points_and_reason() {
    let of = criterion("Support", 9.0, &[("go", 4.0, "Two vendors."), ("python", 1.5, "")]);
    let advice = advised(&asks(Sketch::services(&["api"]), of));
    let reason = advice.reasons.iter().find(|of| of.criterion == "own").unwrap();
    assert_eq!(
        reason.text,
        "the team gives Go 4 of 5 for “Support” (Two vendors), Python 1.5 of 5"
    );
    assert_eq!(reason.label, "The team’s own criteria");
    near(reason.contribution, 9.0 * (0.8 - 0.3));
    assert_eq!(advice.ranking[0].language.as_str(), "go");
}

#[test]
fn weights_and_points_out_of_bounds_are_brought_within_them() {
    let of = criterion("A", f64::NAN, &[("go", 99.0, ""), ("rust", f64::NAN, ""), ("r", -1.0, "")]);
    let plan = asks(api(), of).0;
    let of = plan.criteria.values().next().unwrap();
    near(of.weight, 1.0);
    let points: Vec<_> = of.points.iter().map(|(id, of)| (id.as_str(), of.points)).collect();
    assert_eq!(points, [("go", 5.0), ("r", 0.0)]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// More points for a language never make it do worse.
    #[test]
    fn more_points_never_count_against_a_language(
        (plan, mut of, more) in (support::plan(), support::own_criterion(), 0.0..5.0_f64),
    ) {
        let go = LanguageId::new("go").unwrap();
        let at = advice::criteria::TABLE.iter().position(|of| of.id == "own").unwrap();
        let mut utility = |points: f64| {
            of.points.insert(go.clone(), OwnPoints { points, reason: String::new() });
            let mut plan = plan.clone();
            let edit = PlanChange::Criterion(of.id.clone(), Some(Box::new(of.clone())));
            plan.apply(Edit::Plan(edit)).unwrap();
            let resolved = Resolved::new(&plan, catalog(), None);
            let all = advice::of_plan(&resolved).into_iter();
            all.flat_map(|(_, of)| of.ranking).filter(|of| of.language == go).map(|of| of.utilities[at]).collect::<Vec<_>>()
        };
        for (few, many) in utility(0.0).into_iter().zip(utility(more)) {
            prop_assert!(many >= few, "{few} {many}");
        }
    }
}
