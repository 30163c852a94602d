//! Code that exists: what to do with it, with each way's money, and the steps of the advised one.

use super::super::widget;
use crate::advice::existing::{Drawn, ExistingCode, HOW, Step, WayDrawn, WayOn};
use crate::base::Unit;
use crate::base::words::sentence_case;

/// The advice on code that exists, its ways side by side, and the steps of the one that is advised.
pub(super) fn show(ui: &mut egui::Ui, existing: &ExistingCode, drawn: Option<&Drawn>) {
    super::open_section(ui, "Code that exists", |ui| {
        ui.add(egui::Label::new(&existing.sentence).wrap());
        if let Some(drawn) = drawn {
            ui.add(egui::Label::new(&drawn.sentence).wrap());
        }
        ui.add_space(4.0);
        ways(ui, existing, drawn);
        let steps = &existing.advised().steps;
        if steps.len() > 1 {
            super::heading(ui, "Step by step");
            for (at, step) in steps.iter().enumerate() {
                told(ui, at, step);
            }
        }
        widget::small_print(ui, HOW);
        ui.add_space(8.0);
    });
}

/// Each way with what it comes to, on the right.
fn ways(ui: &mut egui::Ui, existing: &ExistingCode, drawn: Option<&Drawn>) {
    let row = |ui: &mut egui::Ui, name: egui::RichText, figure: egui::RichText| {
        let sides = egui::Sides::new().shrink_left().truncate();
        sides.show(ui, |ui| ui.label(name), |ui| ui.label(figure)).0
    };
    row(ui, egui::RichText::new("Way").small(), egui::RichText::new("Over the horizon").small());
    for (at, of) in existing.ways.iter().enumerate() {
        let told = |text: String| {
            let text = egui::RichText::new(text);
            if at == existing.best { text.strong() } else { text }
        };
        let name = told(sentence_case(of.way.label()));
        row(ui, name, told(Unit::Money.readable(of.cost)))
            .on_hover_text(hover(of) + &spread(drawn.and_then(|drawn| drawn.ways.get(at))));
    }
    ui.add_space(4.0);
}

/// How far it is known what a way comes to.
fn spread(of: Option<&WayDrawn>) -> String {
    of.map_or_else(String::new, |of| {
        let [low, high] = [of.cost.low, of.cost.high].map(|of| Unit::Money.readable(of));
        format!(". Over the horizon {low} to {high} in 80 of 100 sampled assumptions")
    })
}

fn hover(of: &WayOn) -> String {
    let missed = if of.meets_target == Some(false) { ", which misses its target" } else { "" };
    format!(
        "{} for {} in {}; then {} to run and a p99 of {} alone{missed}",
        Unit::PersonWeeks.readable(of.work),
        Unit::Money.readable(of.build),
        Unit::Weeks.readable(of.weeks),
        Unit::MoneyPerMonth.readable(of.monthly),
        Unit::Ms.readable(of.p99_ms),
    )
}

fn told(ui: &mut egui::Ui, at: usize, step: &Step) {
    ui.add(egui::Label::new(format!("{}. {}", at + 1, step.what)).wrap());
    let figures = format!(
        "{} for {}, then {} to run; {} over the horizon if it is the last. {}",
        Unit::PersonWeeks.readable(step.work),
        Unit::Money.readable(step.build),
        Unit::MoneyPerMonth.readable(step.monthly),
        Unit::Money.readable(step.cost_if_last),
        step.risk,
    );
    widget::small_print(ui, &figures);
}
