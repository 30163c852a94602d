//! Advice, numbers and charts: what the window computes while somebody looks.

#![expect(clippy::unwrap_used, reason = "a bench stops where its own plan is wrong")]

mod support;

use polyplan::advice::{self, findings::Checked};
use polyplan::catalog::Catalog;
use polyplan::charts::{COMPONENT_CHARTS, Subject, component_chart, plan_chart};
use polyplan::forecast::totals::{self, Shared};
use polyplan::forecast::{Point, Resolved};
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
        measure(&format!("findings of {size} components"), None, || {
            advice::findings::findings(Checked { resolved: &resolved, advice: &advice })
        });
    }
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
