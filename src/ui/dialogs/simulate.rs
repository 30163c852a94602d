//! The plan's flows, played through request by request, beside the formulas.

use std::sync::Arc;

use egui::{Label, RichText, ScrollArea, vec2};

use super::super::{View, style, widget};
use super::columns;
use crate::advice::Choice;
use crate::base::{Range, Unit, number};
use crate::forecast::simulate::{Flow, Measured};
use crate::forecast::{FlowLatency, responses};
use crate::session::{Command, Dialog, NotSimulated, Simulated, Study};

/// Requests, median, 95th and 99th percentile.
const COLUMNS: [f32; 4] = [84.0, 150.0, 150.0, 150.0];

/// Draws the dialog.
pub(super) fn show(ctx: &egui::Context, view: &mut View<'_>, seed: u64, fresh: bool) {
    super::large(ctx, view, "Simulate", vec2(820.0, 600.0), fresh, |ui, view| {
        let which = Choice::usual(view.session.plan()).label(view.session.catalog());
        let about = format!(
            "Plays the plan through request by request, {which}, and holds the time of each flow \
             against what the formulas say. The network is not counted.",
        );
        widget::small_print(ui, &about);
        ui.add_space(6.0);
        let study = view.session.study().map(Arc::clone);
        let stale = view.session.study_is_stale();
        let Some(Study::Simulated(study)) = study.as_deref().filter(|_| !stale) else {
            super::studying(ui, view, "Simulating…");
            return;
        };
        match &**study {
            Ok(simulated) => {
                if ui.button("Again with another seed").clicked() {
                    let dialog = Dialog::Simulate(seed.wrapping_add(1));
                    view.send(Command::ShowDialog(dialog));
                }
                ui.add_space(6.0);
                ScrollArea::vertical().auto_shrink([false, true]).show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    table(ui, view, simulated);
                });
            }
            Err(why) => failed(ui, view, *why),
        }
    });
}

fn failed(ui: &mut egui::Ui, view: &View<'_>, why: NotSimulated) {
    let warn = style::color(view.theme.status.warn);
    let text = format!("{}.", widget::sentence(&why.to_string()));
    widget::icon_line(ui, "triangle-alert", warn, &text);
}

fn table(ui: &mut egui::Ui, view: &View<'_>, simulated: &Simulated) {
    let found = &simulated.found;
    if found.flows.is_empty() {
        let text = "No flow begins anywhere: every component that requests reach is called by \
                    another one, and no external rate is stated. State that of the component \
                    that is called from outside.";
        ui.add(Label::new(text).wrap());
        return;
    }
    columns::heads(ui, view, COLUMNS, "Flow", ["Requests", "p50", "p95", "p99"]);
    for flow in &found.flows {
        let formula = simulated.flows.iter().find(|of| of.entry == flow.entry);
        ui.push_id(flow.entry.as_str(), |ui| row(ui, view, flow, formula));
    }
    ui.add_space(6.0);
    let text = format!(
        "{} events in {} simulated seconds, seed {}. ± is half of a 95 % confidence interval; it \
         and percentiles are missing where too few requests came. In brackets: the formula less the simulation. Both are at the medians of the inputs; what is told \
         of the plan is the median over draws of them, which is longer where times may get out of hand.",
        number::readable(whole(found.events)),
        number::readable(found.seconds),
        simulated.seed,
    );
    widget::small_print(ui, &text);
}

/// A flow: measured, and by formula below it.
fn row(ui: &mut egui::Ui, view: &View<'_>, flow: &Flow, formula: Option<&FlowLatency>) {
    let components = &view.session.plan().components;
    let name = components.get(&flow.entry).map_or(flow.entry.as_str(), |of| of.name.as_str());
    let times = [flow.whole.p50_ms, flow.whole.p95_ms, flow.whole.p99_ms];
    let [p50, p95, p99] = times.map(measured);
    let requests = number::readable(whole(flow.whole.count));
    if flow.whole.is_nothing() {
        let none = || "–".to_owned();
        columns::texts(ui, view, COLUMNS, name, [requests, none(), none(), none()]);
        return;
    }
    columns::texts(ui, view, COLUMNS, name, [requests, p50, p95, p99]);
    let Some(of) = formula else { return };
    let quiet = style::color(view.theme.text.subdued);
    let small = |text: &str| RichText::new(text).small().color(quiet);
    let [p50, p95, p99] = [(of.p50_ms, times[0]), (of.p95_ms, times[1]), (of.p99_ms, times[2])]
        .map(|(formula, measured)| beside(formula, measured));
    let cells = [String::new(), p50, p95, p99].map(|text| small(&text));
    columns::line(ui, COLUMNS, |ui| ui.add(Label::new(small("    by formula")).truncate()), cells);
    let analysis = view.session.analysis();
    let told = responses::of_component(&analysis.answers, &flow.entry);
    if let Some(told) = told.filter(|_| analysis.is_timed()) {
        let time = |of: Range| responses::in_words_beside(of.typical, told.p99_ms.typical);
        let cells = [String::new(), time(told.p50_ms), time(told.p95_ms), time(told.p99_ms)];
        let cells = cells.map(|text| small(&text));
        let label = small("    told of the plan");
        columns::line(ui, COLUMNS, |ui| ui.add(Label::new(label).truncate()), cells);
    }
    if !of.saturated.is_empty() {
        let text = "A component of this flow cannot keep up: its line grows as long as the \
                    simulation runs, and the simulated times only say that.";
        widget::small_print(ui, text);
    }
}

/// A measured value with its interval.
fn measured(of: Measured) -> String {
    let Some(value) = of.value else { return "–".to_owned() };
    // One digit, in the unit of the value, says how far to trust it.
    let (divisor, suffix) = Unit::Ms.shown_as(value);
    let half = of.half_width.map(|half| number::readable(number::one_digit(half / divisor)));
    let half =
        half.map_or_else(String::new, |half| format!(" ± {}", Unit::Ms.phrase(&half, suffix)));
    format!("{}{half}", Unit::Ms.readable(value))
}

/// What the formula says, and how far that is from what was measured.
fn beside(formula: f64, of: Measured) -> String {
    let apart = of.value.filter(|value| *value > 0.0).map(|value| formula / value - 1.0);
    let apart = apart.filter(|apart| apart.is_finite());
    let apart = apart.map_or_else(String::new, |apart| format!(" ({})", Unit::Share.signed(apart)));
    format!("{}{apart}", Unit::Ms.readable(formula))
}

/// A count as a number for people.
#[expect(clippy::cast_precision_loss, reason = "shown with three digits")]
fn whole(count: u64) -> f64 {
    count as f64
}
