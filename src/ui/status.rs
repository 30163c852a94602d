//! The status bar: what may be done next, jobs under way, what the file holds.

use super::{View, icon, style, widget};
use crate::session::Command;

/// Draws the status bar.
pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>) {
    let quiet = style::color(view.theme.text.subdued);
    ui.horizontal(|ui| {
        ui.set_height(style::ROW - 4.0);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            saved(ui, view);
            ui.separator();
            let percent = format!("{:.0} %", view.session.camera.zoom() * 100.0);
            ui.label(egui::RichText::new(percent).color(quiet).small());
            counts(ui, view);
            jobs(ui, view);
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let hint = egui::RichText::new(view.session.hint()).color(quiet).small();
                ui.add(egui::Label::new(hint).truncate());
            });
        });
    });
}

fn saved(ui: &mut egui::Ui, view: &View<'_>) {
    let (mark, text) = match (view.session.path(), view.session.is_dirty()) {
        (Some(_), false) => ("check", "Saved".to_owned()),
        (Some(_), true) => ("pencil", "Unsaved changes".to_owned()),
        (None, true) => ("pencil", "Not saved yet".to_owned()),
        (None, false) => ("file", "New plan".to_owned()),
    };
    let quiet = style::color(view.theme.text.subdued);
    let path = view.session.path().map(|path| path.display().to_string());
    let label = ui.label(egui::RichText::new(text).color(quiet).small());
    if let Some(path) = path {
        label.on_hover_text(path);
    }
    icon::show(ui, mark, 13.0, quiet);
}

fn counts(ui: &mut egui::Ui, view: &View<'_>) {
    let counts = view.session.analysis().counts;
    if view.session.settings.sketch_mode || counts.is_empty() {
        return;
    }
    ui.separator();
    let quiet = style::color(view.theme.text.subdued);
    let text = counts.in_words();
    ui.label(egui::RichText::new(text).color(quiet).small());
}

fn jobs(ui: &mut egui::Ui, view: &mut View<'_>) {
    let jobs: Vec<_> = view.session.jobs.running().filter(|(_, job)| job.shown).collect();
    for (id, job) in jobs {
        ui.separator();
        if widget::icon_button(ui, "x", &format!("Cancel: {}", job.label), true).clicked() {
            view.commands.push(Command::CancelJob(id));
        }
        if job.share() > 0.0 {
            ui.add(egui::ProgressBar::new(job.share()).desired_width(80.0));
        }
        ui.label(egui::RichText::new(&job.label).small());
    }
}
