//! How much reaches each component, and how busy it keeps the processors.

use std::collections::BTreeMap;

use super::{Carried, Entry, Shade, Shades, Tint, per_cent, step};
use crate::base::{Hue, number};
use crate::forecast::call_graph::Node;
use crate::forecast::{Assignment, CallGraph, Facts, Origin, Resolved, flow};
use crate::model::ComponentId;

/// Shares of the processor time up to which the steps go; the last step is overloaded.
const STEPS: [f64; 4] = [0.25, 0.5, 0.75, 1.0];

/// Width of a line for one a second and less, and for each ten times as many, up to the widest.
const WIDTHS: [f64; 3] = [1.0, 0.875, 4.5];

/// The load at the planned peak with an assignment, at the medians.
pub(super) fn shades(resolved: &Resolved<'_>, assignment: &Assignment) -> Shades {
    let graph = CallGraph::new(resolved, assignment);
    let both = resolved.components.iter().zip(&graph.nodes);
    let cards =
        both.filter_map(|(facts, node)| Some((facts.component.id.clone(), shade(facts, node)?)));
    let cards: BTreeMap<ComponentId, Shade> = cards.collect();
    let links = resolved.plan.links.values().filter_map(|link| {
        let per_s = flow::rate_along(resolved, link).filter(|per_s| *per_s > 0.0)?;
        let from = resolved.facts(&link.from)?;
        let label = format!("{}{}", rate(per_s), mark(from.rate.origin));
        Some((link.id.clone(), Carried { width: width(per_s), label }))
    });
    let links: BTreeMap<_, _> = links.collect();
    let widths = if links.is_empty() { Vec::new() } else { widths() };
    let title =
        "Load at the planned peak: requests or messages a second · how busy the processors are"
            .to_owned();
    let mut shades =
        Shades { title, legend: legend(&cards), cards, links, widths, ..Shades::default() };
    shades.rest(resolved.plan, "nothing is known to reach it");
    let labels = shades.cards.values().map(|shade| &shade.label);
    let mut labels = labels.chain(shades.links.values().map(|carried| &carried.label));
    if labels.any(|label| label.contains('?')) {
        shades.notes.push("“?” marks an assumed rate".to_owned());
    }
    shades
}

/// So many a second.
fn rate(per_s: f64) -> String {
    format!("{}/s", number::readable(per_s))
}

/// What stands behind a rate that is assumed.
fn mark(of: Origin) -> &'static str {
    if of == Origin::Assumed { "?" } else { "" }
}

fn shade(facts: &Facts<'_>, node: &Node) -> Option<Shade> {
    let (per_s, assumed) = (facts.rate.range.typical, facts.rate.origin == Origin::Assumed);
    // Where users' machines run it, nobody plans how busy they are.
    let station = node.station.filter(|_| node.servers.is_some());
    // Of what nobody builds a guess is no value.
    if per_s <= 0.0 || assumed && node.station.is_none() {
        return None;
    }
    let words = if assumed { ", assumed" } else { "" };
    let told = format!("{}{}", rate(per_s), mark(facts.rate.origin));
    let said = format!("{} a second{words}", number::readable(per_s));
    let Some(station) = station else {
        return Some(Shade { tint: None, label: told, said });
    };
    let busy = station.queue.utilisation();
    let overloaded = station.is_saturated();
    let level = if overloaded { Tint::MOST } else { step(busy, &STEPS) };
    let hue = if overloaded { Hue::Coral } else { Hue::Sky };
    Some(Shade {
        tint: Some(Tint::new(hue, level)),
        label: format!("{told} · {}", per_cent(busy)),
        said: format!(
            "{said}, processors {} busy{}",
            per_cent(busy),
            if overloaded { ", overloaded" } else { "" }
        ),
    })
}

fn legend(cards: &BTreeMap<ComponentId, Shade>) -> Vec<Entry> {
    if cards.values().all(|shade| shade.tint.is_none()) {
        return Vec::new();
    }
    let entry = |most: f64| Entry {
        tint: Some(Tint::new(Hue::Sky, step(most, &STEPS))),
        label: format!("busy up to {}", per_cent(most)),
    };
    let over =
        Entry { tint: Some(Tint::new(Hue::Coral, Tint::MOST)), label: "overloaded".to_owned() };
    STEPS.map(entry).into_iter().chain([over]).collect()
}

/// The width of a line that carries so many a second.
fn width(per_s: f64) -> f64 {
    let [least, each, most] = WIDTHS;
    (least + each * libm::log10(per_s.max(1.0))).min(most)
}

fn widths() -> Vec<Carried> {
    let sample = |(per_s, words): (f64, &str)| Carried {
        width: width(per_s),
        label: format!("{}{words}", rate(per_s)),
    };
    [(1.0, " or fewer"), (100.0, ""), (10_000.0, " or more")].map(sample).to_vec()
}
