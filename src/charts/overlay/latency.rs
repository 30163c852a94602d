//! What each component takes of the p99 of the slowest flow that people wait for.

use super::{Entry, Shade, Shades, Tint, per_cent, step};
use crate::base::Hue;
use crate::forecast::{Assignment, CallGraph, Resolved, Response, flow_latency, responses};

/// Shares up to which the steps go.
const STEPS: [f64; 4] = [0.1, 0.25, 0.5, 1.0];

/// Who takes the slowest p99 with an assignment. Which flow is slowest is told by `answers`, over
/// the draws; the shares are at the medians.
pub(super) fn shades(
    resolved: &Resolved<'_>,
    assignment: &Assignment,
    answers: &[Response],
) -> Shades {
    let Some(answer) = responses::slowest(answers) else {
        let title = "Share of the slowest p99: people wait for no flow yet".to_owned();
        return Shades { title, ..Shades::default() };
    };
    let graph = CallGraph::new(resolved, assignment);
    let flows = flow_latency::flows(&graph);
    let flow = flows.into_iter().find(|flow| flow.entry == answer.component);
    let (shares, saturated) = flow.map(|flow| (flow.shares, flow.saturated)).unwrap_or_default();
    let entry = resolved.plan.components.get(&answer.component);
    let name = entry.map_or(answer.component.as_str(), |component| component.name.as_str());
    let shared = shares.into_iter().map(|of| {
        let told = per_cent(of.share);
        let tint = Tint::new(Hue::Pink, step(of.share, &STEPS));
        let said = format!("{told} of the p99 of {name}");
        (of.component, Shade { tint: Some(tint), label: told, said })
    });
    // Without shares something cannot keep up.
    let over = saturated.into_iter().map(|id| {
        let tint = Tint::new(Hue::Coral, Tint::MOST);
        (id, Shade::plain(tint, "overloaded".to_owned()))
    });
    let mut shades = Shades {
        title: format!(
            "Share of the p99 of {name}, the slowest that people wait for: {}",
            responses::in_words(answer.p99_ms)
        ),
        cards: shared.chain(over).collect(),
        ..Shades::default()
    };
    shades.legend = legend(&shades);
    shades.rest(resolved.plan, "takes no time of it");
    shades
}

fn legend(shades: &Shades) -> Vec<Entry> {
    let of = |hue: Hue| shades.cards.values().any(|of| of.tint.is_some_and(|of| of.hue == hue));
    let entry = |most: f64| Entry {
        tint: Some(Tint::new(Hue::Pink, step(most, &STEPS))),
        label: format!("up to {}", per_cent(most)),
    };
    let mut legend = Vec::new();
    if of(Hue::Pink) {
        legend.extend(STEPS.map(entry));
    }
    if of(Hue::Coral) {
        let label = "overloaded: answers take longer and longer".to_owned();
        legend.push(Entry { tint: Some(Tint::new(Hue::Coral, Tint::MOST)), label });
    }
    legend
}
