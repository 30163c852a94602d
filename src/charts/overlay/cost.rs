//! What each component costs over the horizon, and how much that is of the whole.

use std::collections::BTreeMap;

use super::{Entry, Shade, Shades, Tint, per_cent, step};
use crate::advice::Choice;
use crate::base::{Hue, Unit};
use crate::forecast::sample::Catalogs;
use crate::forecast::{Assignment, Resolved, outlook};
use crate::model::ComponentId;

/// Shares of the dearest component up to which the steps go.
const STEPS: [f64; 4] = [0.25, 0.5, 0.75, 1.0];

/// The cost over the horizon with an assignment, medians of the draws; none where nobody wants it
/// any more.
pub(super) fn shades(
    resolved: &Resolved<'_>,
    assignment: &Assignment,
    wanted: &dyn Fn() -> bool,
) -> Option<Shades> {
    let catalogs = Catalogs::told(resolved);
    let mut costs: BTreeMap<&ComponentId, f64> = BTreeMap::new();
    for facts in &resolved.components {
        let of = wanted().then(|| outlook::of_assigned(resolved, facts, assignment, &catalogs))?;
        costs.extend(of.map(|of| (&facts.component.id, of.cost.typical)));
    }
    let whole = wanted().then(|| outlook::of_plan(resolved, &[assignment]))?;
    let whole = whole.first().map_or(0.0, |of| of.cost.typical);
    let most = costs.values().copied().fold(0.0, f64::max);
    let cards = costs.into_iter().map(|(id, cost)| (id.clone(), shade(cost, whole, most)));
    let mut shades = Shades {
        title: "Cost over the horizon · share of the whole".to_owned(),
        cards: cards.collect(),
        legend: legend(most),
        ..Shades::default()
    };
    shades.rest(resolved.plan, "not built by the team, and without a price");
    if !shades.cards.is_empty() {
        shades.notes.push(format!(
            "The whole, {}: {}. Medians of the draws: those of the parts do not add up to it",
            Choice::usual(resolved.plan).label(resolved.catalog),
            Unit::Money.readable(whole)
        ));
    }
    Some(shades)
}

fn shade(cost: f64, whole: f64, most: f64) -> Shade {
    let money = Unit::Money.readable(cost);
    let share = (whole > 0.0 && whole.is_finite()).then(|| per_cent(cost / whole));
    let (label, said) = match share {
        Some(share) => (
            format!("{money} · {share}"),
            format!("{money} over the horizon, {share} of the whole"),
        ),
        None => (money.clone(), format!("{money} over the horizon")),
    };
    Shade {
        tint: (most > 0.0).then(|| Tint::new(Hue::Amber, step(cost / most, &STEPS))),
        label,
        said,
    }
}

fn legend(most: f64) -> Vec<Entry> {
    if most <= 0.0 {
        return Vec::new();
    }
    let entry = |share: f64| Entry {
        tint: Some(Tint::new(Hue::Amber, step(share, &STEPS))),
        label: format!("up to {}", Unit::Money.readable(most * share)),
    };
    STEPS.map(entry).to_vec()
}
