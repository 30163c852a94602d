//! Advice, numbers and charts: what the window computes while somebody looks.

#![expect(clippy::unwrap_used, reason = "a bench stops where its own plan is wrong")]

mod support;

use polyplan::advice::{self, Case, acceptability, findings::Checked, flips, score};
use polyplan::catalog::Catalog;
use polyplan::charts::{COMPONENT_CHARTS, Subject, component_chart, plan_chart};
use polyplan::forecast::totals::{self, Shared};
use polyplan::forecast::{Point, Resolved, sample::Catalogs};
use polyplan::model::LanguageId;
use support::{measure, plans};

fn main() {
    let catalog = Catalog::shipped().unwrap();
    for size in [100, 1_000] {
        let plan = plans::plan(size, 2 * size);
        let resolved = Resolved::new(&plan, catalog, None);
        let candidates = catalog.compared(&plan.candidates);
        assert_eq!(candidates.len(), 2);
        measure(&format!("inputs of {size} components"), None, || {
            Resolved::new(&plan, catalog, None)
        });
        measure(&format!("kernel and totals, {size} components, 2 candidates"), None, || {
            let shared = Shared::of(&resolved, Point::Typical);
            let mut sum = 0.0;
            for (facts, candidate) in resolved
                .components
                .iter()
                .flat_map(|facts| candidates.iter().map(move |c| (facts, c)))
            {
                let point = Point::Typical;
                let of = totals::of_component(&resolved, facts, candidate, &shared, point);
                sum += of.map_or(0.0, |totals| totals.cost());
            }
            sum
        });
        let target = (size == 1_000).then_some(20.0);
        measure(&format!("inputs, advice, numbers of {size} × 2"), target, || {
            let resolved = Resolved::new(&plan, catalog, None);
            advice::of_plan(&resolved)
        });
        let advice = advice::of_plan(&resolved);
        let answers = advice::usual_answers(&resolved, &advice);
        measure(&format!("findings of {size} components"), None, || {
            let answers = &answers;
            advice::findings::findings(Checked { resolved: &resolved, advice: &advice, answers })
        });
    }
    confidence(catalog);
    let plan = plans::plan(100, 200);
    let resolved = Resolved::new(&plan, catalog, None);
    let facts = resolved.components.iter().find(|facts| facts.component.is_built()).unwrap();
    for name in COMPONENT_CHARTS {
        measure(&format!("chart {name} of one component"), None, || {
            component_chart(&Subject::new(&resolved, facts), name)
        });
    }
    measure("chart totals of 100 components", None, || plan_chart(&resolved, "totals"));
}

/// How firm the advice is: acceptability and flip points with four candidates.
fn confidence(catalog: &Catalog) {
    let mut plan = plans::plan(1_000, 2_000);
    let languages = ["go", "python", "rust", "java"];
    let candidate = |id: &str| Some(catalog.candidate_of(&LanguageId::new(id).ok()?)?.id.clone());
    plan.candidates = languages.into_iter().filter_map(candidate).collect();
    assert_eq!(plan.candidates.len(), 4);
    let resolved = Resolved::new(&plan, catalog, None);
    let candidates = catalog.compared(&plan.candidates);
    let drawn = Catalogs::new(catalog, acceptability::FORECASTS);
    let cases: Vec<Case<'_>> =
        resolved.components.iter().map(|facts| Case::new(&resolved, facts, &candidates)).collect();
    let cards: Vec<_> = cases.iter().map(score::score).collect();
    let forecasts: Vec<_> = cases
        .iter()
        .zip(&cards)
        .map(|(case, card)| {
            acceptability::Forecasts::of(&resolved, case.facts, &candidates, card, &drawn)
        })
        .collect();
    measure("acceptability of drawn forecasts and flips, 1,000 × 4", Some(400.0), || {
        let first: f64 = forecasts.iter().map(|f| f.acceptability().places[0].first).sum();
        let flips: Vec<_> =
            cases.iter().zip(&cards).map(|(case, card)| flips::flips(case, card)).collect();
        (first, flips)
    });
    let facts = resolved.components.iter().find(|facts| facts.component.is_built()).unwrap();
    measure("acceptability and flips of one component × 4", Some(4.0), || {
        let case = Case::new(&resolved, facts, &candidates);
        let flips = flips::flips(&case, &score::score(&case));
        (acceptability::of_component(&resolved, facts, &candidates, &drawn), flips)
    });
    measure("catalog drawn for it, once", None, || {
        Catalogs::new(catalog, acceptability::FORECASTS)
    });
}
