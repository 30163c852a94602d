//! Which languages, each with its stack, are compared.

use super::super::super::{View, style, widget};
use crate::catalog::Candidate;
use crate::model::{CandidateId, Component, ComponentChange, Edit, PlanChange};
use crate::session::{Command, Element};

pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>) {
    super::heading(
        ui,
        "Candidates",
        "The languages that are compared, each with the stack its figures speak of. The order is that of legends.",
    );
    let catalog = view.session.catalog();
    let plan = view.session.plan();
    let compared: Vec<&Candidate> = catalog.compared(&plan.candidates);
    for (place, candidate) in compared.iter().enumerate() {
        chosen(ui, view, &compared, place, candidate);
    }
    if plan.candidates.is_empty() {
        widget::small_print(
            ui,
            "This is the usual choice; it follows the catalog until you change it.",
        );
    } else if ui.button("Back to the usual choice").clicked() {
        set(view, "Compare the usual candidates", Vec::new());
    }
    ui.add_space(12.0);
    ui.label(style::strong("Also in the catalog"));
    let is_compared = |candidate: &Candidate| compared.iter().any(|c| c.id == candidate.id);
    for candidate in catalog.candidates.values().filter(|candidate| !is_compared(candidate)) {
        ui.horizontal(|ui| {
            let mut on = false;
            let response = widget::check(ui, &mut on, "", false);
            let name = format!("Compare {}", candidate.name);
            widget::named(&response, egui::Role::CheckBox, &name);
            if response.clicked() {
                let ids = compared.iter().map(|c| c.id.clone());
                set(view, &name, ids.chain([candidate.id.clone()]).collect());
            }
            describe(ui, view, candidate);
        });
    }
    constraints(ui, view);
}

/// A compared candidate: switch off, move up and down.
fn chosen(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    compared: &[&Candidate],
    place: usize,
    candidate: &Candidate,
) {
    let ids = || compared.iter().map(|c| c.id.clone()).collect::<Vec<CandidateId>>();
    ui.horizontal(|ui| {
        let mut on = true;
        let name = format!("Compare {}", candidate.name);
        let last = compared.len() == 1;
        let response = ui.add_enabled(!last, egui::Checkbox::new(&mut on, ""));
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::CheckBox, !last, true, name.clone())
        });
        let response = response.on_disabled_hover_text("At least one candidate is compared");
        if response.clicked() {
            let mut left = ids();
            left.remove(place);
            set(view, &format!("Do not compare {}", candidate.name), left);
        }
        let right = egui::Layout::right_to_left(egui::Align::Center);
        describe(ui, view, candidate);
        ui.with_layout(right, |ui| {
            let mut swap = |with: usize| {
                let mut moved = ids();
                moved.swap(place, with);
                set(view, &format!("Move {}", candidate.name), moved);
            };
            let down = format!("Move {} down", candidate.name);
            let can_down = place + 1 < compared.len();
            if widget::icon_button(ui, "chevron-down", &down, can_down).clicked() {
                swap(place + 1);
            }
            let up = format!("Move {} up", candidate.name);
            if widget::icon_button(ui, "chevron-up", &up, place > 0).clicked() {
                swap(place - 1);
            }
        });
    });
}

/// The language's colour, name and stack, versions, and how it uses cores.
fn describe(ui: &mut egui::Ui, view: &View<'_>, candidate: &Candidate) {
    let catalog = view.session.catalog();
    let hue = catalog.languages.get(&candidate.language).map(|language| language.hue);
    let (rect, _) = ui.allocate_exact_size(egui::vec2(12.0, style::ROW), egui::Sense::hover());
    if let Some(hue) = hue {
        ui.painter().circle_filled(rect.center(), 4.0, style::color(view.theme.hue(hue)));
    }
    let quiet = style::color(view.theme.text.subdued);
    let more = format!("{} · {}", candidate.versions, candidate.concurrency.label());
    let mut text = egui::text::LayoutJob::default();
    let format = |color| egui::TextFormat::simple(egui::FontId::proportional(13.0), color);
    text.append(&candidate.name, 0.0, format(style::color(view.theme.text.normal)));
    text.append(&more, 10.0, format(quiet));
    let width = (ui.available_width() - 72.0).max(80.0);
    ui.scope(|ui| {
        ui.set_max_width(width);
        ui.add(egui::Label::new(text).truncate()).on_hover_text(more);
    });
}

fn set(view: &mut View<'_>, label: &str, candidates: Vec<CandidateId>) {
    super::edit(view, label, Edit::Plan(PlanChange::Candidates(candidates)));
}

/// What single components demand or rule out; set in the inspector, listed here because it narrows
/// what is compared.
fn constraints(ui: &mut egui::Ui, view: &mut View<'_>) {
    let plan = view.session.plan();
    let constrained: Vec<&Component> = plan
        .components
        .values()
        .filter(|c| c.traits.mandated.is_some() || !c.traits.banned.is_empty())
        .collect();
    ui.add_space(12.0);
    ui.label(style::strong("Demanded or ruled out"));
    if constrained.is_empty() {
        widget::small_print(ui, "No component demands a language or rules one out.");
        return;
    }
    let catalog = view.session.catalog();
    for component in constrained {
        ui.horizontal(|ui| {
            let mut words = Vec::new();
            if let Some(language) = &component.traits.mandated {
                words.push(format!("must be {}", catalog.language_name(language)));
            }
            if !component.traits.banned.is_empty() {
                let names: Vec<&str> =
                    component.traits.banned.iter().map(|id| catalog.language_name(id)).collect();
                words.push(format!("not {}", names.join(", ")));
            }
            let name = &component.name;
            if ui.link(name).on_hover_text(format!("Go to “{name}”")).clicked() {
                view.send(Command::CloseDialog);
                view.send(Command::GoTo(Element::Component(component.id.clone())));
            }
            ui.label(words.join("; "));
            let clear = format!("Let “{name}” be in any language");
            if widget::icon_button(ui, "x", &clear, true).clicked() {
                super::edit(view, clear, Edit::Many(freed(component)));
            }
        });
    }
}

fn freed(component: &Component) -> Vec<Edit> {
    let change = |change| Edit::Component(component.id.clone(), change);
    let demanded = component.traits.mandated.iter().map(|_| ComponentChange::Mandated(None));
    let banned = component.traits.banned.iter();
    let banned = banned.map(|id| ComponentChange::Banned(id.clone(), false));
    demanded.chain(banned).map(change).collect()
}
