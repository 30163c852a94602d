//! All rules at once, on plans of public systems and on random ones.

use std::path::Path;

use polyplan::advice::Finding;
use polyplan::base::Currency;
use polyplan::files;
use polyplan::model::{Edit, Exchange, Plan, PlanChange};
use proptest::prelude::*;

use super::super::sketch::Sketch;
use super::super::support;
use super::of;

/// Every fix can be applied and undone.
fn mend(plan: &Plan, finding: &Finding) {
    for (label, fix) in &finding.fixes {
        let mut mended = plan.clone();
        let inverse = mended.apply(fix.clone()).unwrap();
        mended.apply(inverse).unwrap();
        assert_eq!(mended, *plan, "{label}");
    }
}

/// Every finding names what it is about, in sentences without their full stop, and there are no more
/// of them than people would read.
#[test]
fn plans_of_public_systems_have_few_findings() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("saves");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let plan = files::load(&path).unwrap().plan;
        let found = of(&plan);
        assert!(2 * found.len() <= plan.components.len(), "{}: {found:#?}", path.display());
        for finding in &found {
            let about = finding.component.as_ref().map_or("", |id| &plan.components[id].name);
            assert!(finding.message.contains(about), "{}", finding.message);
            let ends = [&finding.message, &finding.advice].map(|text| text.ends_with('.'));
            assert_eq!(ends, [false; 2], "{}; {}", finding.message, finding.advice);
            mend(&plan, finding);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_plan_can_be_checked_and_mended(plan in support::plan()) {
        for finding in of(&plan) {
            mend(&plan, &finding);
        }
    }
}

#[test]
fn a_currency_wants_its_rate() {
    let codes = |per_dollar: f64, currency: Currency| {
        let exchange = Exchange { currency, per_dollar, as_of: None };
        let plan =
            Sketch::services(&["api"]).edit(Edit::Plan(PlanChange::Exchange(Some(exchange))));
        let found = of(&plan.0);
        found.iter().any(|finding| finding.code == "exchange-rate-of-one")
    };
    assert!(codes(1.0, Currency::Eur));
    assert!(!codes(0.86, Currency::Eur));
    assert!(of(&Sketch::services(&["api"]).0).iter().all(|of| of.code != "exchange-rate-of-one"));
}
