//! `exchange-rate-of-one`: the plan counts in another currency, and nobody said what a dollar costs in it.

use super::{Context, Finding, Severity};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let exchange = context.resolved.plan.exchange.filter(|exchange| is_one(exchange.per_dollar));
    let found = exchange.map(|exchange| {
        let code = exchange.currency.word();
        Finding {
            code: "exchange-rate-of-one",
            severity: Severity::Warning,
            component: None,
            input: None,
            message: format!("The catalog's prices are dollars, and a dollar counts as one {code}"),
            advice: format!(
                "State what a dollar costs in {code}, with its day, in the plan's settings"
            ),
            claims: "",
            fixes: Vec::new(),
        }
    });
    found.into_iter().collect()
}

/// Rates are never that even.
fn is_one(per_dollar: f64) -> bool {
    (per_dollar - 1.0).abs() < f64::EPSILON
}
