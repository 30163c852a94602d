//! The status bar: what may be done next, jobs under way, what the file holds.

use egui::vec2;

use super::{View, menu, style, widget};
use crate::session::{ActionId, Command, Selection};

/// Room from which the counts are told whole, and from which the assumed ones are.
const WIDE: f32 = 420.0;
const NARROW: f32 = 140.0;

/// Draws the status bar.
pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>) {
    let quiet = style::color(view.theme.text.subdued);
    ui.horizontal(|ui| {
        ui.set_height(style::ROW - 4.0);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            file(ui, view);
            if view.session.shows_canvas() {
                ui.separator();
                zoom(ui, view);
            }
            if !view.session.settings.sketch_mode {
                findings(ui, view);
                counts(ui, view);
            }
            jobs(ui, view);
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let hint = egui::RichText::new(view.session.hint()).color(quiet).small();
                ui.add(egui::Label::new(hint).truncate());
            });
        });
    });
}

/// A part that leads somewhere.
fn part<'a>(ui: &egui::Ui, text: &str) -> egui::Button<'a> {
    let quiet = style::color(style::theme(ui).text.subdued);
    let text = egui::RichText::new(text).color(quiet).small();
    egui::Button::new(text).frame_when_inactive(false).min_size(vec2(0.0, style::ROW - 4.0))
}

/// A part that opens a menu of actions.
fn menu_part(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    text: &str,
    name: &str,
    actions: &[ActionId],
) -> egui::Response {
    let button = part(ui, text);
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        menu::entries(ui, view, actions.iter().map(|id| id.action()));
    });
    widget::named(&response, egui::Role::Button, name);
    response
}

/// What the file holds, and what can be done with it.
fn file(ui: &mut egui::Ui, view: &mut View<'_>) {
    let name = view.session.path().and_then(std::path::Path::file_name);
    let name = name.map(|name| widget::shortened(&name.to_string_lossy(), 32));
    let text = match (name, view.session.is_dirty()) {
        (Some(name), false) => format!("{name}, saved"),
        (Some(name), true) => format!("{name}, unsaved changes"),
        (None, true) => "Not saved yet".to_owned(),
        (None, false) => "New plan".to_owned(),
    };
    let actions =
        [ActionId::Save, ActionId::SaveAs, ActionId::Open, ActionId::Report, ActionId::ExportAll];
    let response = menu_part(ui, view, &text, &format!("File: {text}"), &actions);
    if let Some(path) = view.session.path() {
        response.on_hover_text(path.display().to_string());
    }
}

fn zoom(ui: &mut egui::Ui, view: &mut View<'_>) {
    let percent = format!("{:.0} %", view.session.camera.zoom() * 100.0);
    let actions = [
        ActionId::ZoomIn,
        ActionId::ZoomOut,
        ActionId::ZoomActual,
        ActionId::Fit,
        ActionId::FitSelection,
    ];
    menu_part(ui, view, &percent, &format!("Zoom: {percent}"), &actions);
}

/// What the plan's numbers rest on; leads to all of them.
fn counts(ui: &mut egui::Ui, view: &mut View<'_>) {
    let counts = view.session.analysis().counts;
    if counts.is_empty() {
        return;
    }
    // What there is no room for is told in the ledger as well.
    let text = match ui.available_width() {
        wide if wide > WIDE => counts.in_words(),
        some if some > NARROW => format!("{} assumed", counts.assumed),
        _ => return,
    };
    ui.separator();
    let response = ui.add(part(ui, &text));
    if response.on_hover_text("Every number that the cost rests on").clicked() {
        view.act(ActionId::Ledger);
    }
}

/// How many findings there are; leads to their list.
fn findings(ui: &mut egui::Ui, view: &mut View<'_>) {
    let count = view.session.analysis().findings.len();
    if count == 0 {
        return;
    }
    ui.separator();
    let text = if count == 1 { "1 finding".to_owned() } else { format!("{count} findings") };
    if ui.add(part(ui, &text)).on_hover_text("List them in the inspector").clicked() {
        view.send(Command::Select(Selection::default()));
        if !view.session.inspector_is_open() {
            view.act(ActionId::Inspector);
        }
    }
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
