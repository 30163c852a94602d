//! What the team stresses: a weight for each sort of criterion.

use egui::Slider;

use super::super::super::{View, style, widget};
use crate::advice::criteria::TABLE;
use crate::model::{Edit, PlanChange, Priority};
use crate::session::Command;

/// Largest weight that the slider reaches; a file may hold larger ones.
const MOST: f64 = 3.0;

pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>) {
    super::heading(
        ui,
        "Priorities",
        "How much each matter weighs in the advice: 1 is the usual weight, 0 leaves it out, 2 counts double.",
    );
    for &priority in Priority::ALL {
        one(ui, view, priority);
        ui.add_space(8.0);
    }
}

fn one(ui: &mut egui::Ui, view: &mut View<'_>, priority: Priority) {
    let plan = view.session.plan();
    let weight = plan.priority(priority);
    let set = plan.priorities.contains_key(&priority);
    let name = widget::sentence(priority.label());
    let label = format!("Stress {}", priority.label());
    super::super::row(ui, &name, |ui| {
        ui.horizontal(|ui| {
            let mut value = weight;
            let slider = Slider::new(&mut value, 0.0..=MOST.max(weight)).step_by(0.1);
            let width = (ui.available_width() - 180.0).clamp(96.0, 260.0);
            ui.spacing_mut().slider_width = width;
            let response = ui.add(slider.show_value(false));
            let response = response.accessible_name(format!("Weight of {}", priority.label()));
            if response.drag_started() {
                view.send(Command::BeginGesture(label.clone()));
            }
            if response.changed() {
                let change = PlanChange::Priority(priority, Some(value));
                super::edit(view, label.clone(), Edit::Plan(change));
            }
            if response.drag_stopped() {
                view.send(Command::CommitGesture);
            }
            let text = egui::RichText::new(format!("{weight:.1}×")).monospace();
            ui.label(text);
            let quiet = style::color(view.theme.text.subdued);
            ui.add(egui::Label::new(egui::RichText::new(word(weight)).color(quiet)).truncate());
            if set && widget::icon_button(ui, "rotate-ccw", &reset(priority), true).clicked() {
                let change = PlanChange::Priority(priority, None);
                super::edit(view, reset(priority), Edit::Plan(change));
            }
        });
        let criteria: Vec<&str> = TABLE
            .iter()
            .filter(|row| row.priority == Some(priority))
            .map(|row| row.label)
            .collect();
        widget::small_print(ui, &criteria.join(", "));
    });
}

fn reset(priority: Priority) -> String {
    format!("Give {} the usual weight", priority.label())
}

/// What a weight means.
fn word(weight: f64) -> &'static str {
    match weight {
        w if w < 0.05 => "left out",
        w if w < 0.75 => "matters less",
        w if w < 1.25 => "as usual",
        w if w < 2.25 => "matters more",
        _ => "decides much",
    }
}
