//! The numbers that decide a component: its load, its target, and what is most likely to change the
//! advice. What the team does not build has only what counts for others.

use super::super::{View, quantity, widget};
use super::numbers::reference;
use crate::advice::Unknown;
use crate::forecast::{Origin, prices};
use crate::model::{Component, Input, InputRef, Plan, Scope};
use crate::session::ComponentAnalysis;

/// Unknown numbers beside load and target.
const UNKNOWN: usize = 2;

/// The numbers that stand on top for a component.
pub(super) fn inputs(component: &Component, plan: &Plan, unknowns: &[Unknown]) -> Vec<Input> {
    if !component.is_built() {
        return of_others(component, plan);
    }
    let mut inputs = vec![Input::ExternalRate, Input::P99Target];
    let unknown = unknowns.iter().filter_map(|unknown| unknown.input);
    let more: Vec<Input> = unknown.filter(|input| !inputs.contains(input)).take(UNKNOWN).collect();
    inputs.extend(more);
    inputs
}

/// What counts of a component that the team does not build: what comes through it from outside,
/// how long it takes, how often it is there and what it is paid; and whatever was stated of it.
fn of_others(component: &Component, plan: &Plan) -> Vec<Input> {
    let called = plan.links.values().any(|link| link.to == component.id);
    let grows = prices::BY_LOAD.iter().any(|input| component.inputs.contains_key(input));
    let counts = |input: &Input| match input {
        Input::Growth if grows => true,
        Input::ExternalRate | Input::Growth | Input::P99Target => !called,
        Input::IoWait | Input::Availability => true,
        Input::Price | Input::CallPrice | Input::Storage => component.kind.has_servers(),
        _ => false,
    };
    let of_component = Input::ALL.iter().filter(|input| input.scope() == Scope::Component);
    of_component
        .filter(|input| counts(input) || component.inputs.contains_key(input))
        .copied()
        .collect()
}

/// Draws them.
pub(super) fn show(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    component: &Component,
    analysis: &ComponentAnalysis,
) {
    super::divider(ui);
    let built = component.is_built();
    super::heading(ui, if built { "What decides it" } else { "What counts for others" });
    super::numbers::scenario_note(ui, view);
    flip(ui, view);
    if analysis.rate.origin == Origin::Derived {
        let rate = analysis.rate.range.readable(Input::ExternalRate.unit());
        widget::small_print(ui, &format!("With what its callers send, {rate} reach it."));
    }
    for input in inputs(component, view.session.plan(), &analysis.advice.unknowns) {
        quantity::show(ui, view, &InputRef::component(component.id.clone(), input));
        if matches!(input, Input::CpuTime | Input::Work) {
            reference(ui, view, component, input);
        }
        ui.add_space(2.0);
    }
}

/// What would turn the advice first.
fn flip(ui: &mut egui::Ui, view: &View<'_>) {
    let Some(confidence) = view.session.confidence() else { return };
    let catalog = view.session.catalog();
    let first = confidence.first_flip(|id| catalog.language_name(id).to_owned());
    if let Some(first) = first {
        ui.add(egui::Label::new(format!("{first}.")).wrap());
    } else if confidence.flips.leader.is_some() {
        widget::small_print(ui, "No single input or weight changes the advice.");
    }
}
