//! Below the chart: the assumptions that matter most, leading to where they can be stated, and on
//! demand notes and sources.

use egui::{Align, Layout, vec2};

use super::State;
use crate::charts::{Assumption, Chart};
use crate::model::{Input, InputOwner, InputRef};
use crate::session::{ActionId, Command, Dialog, Element, PlanSection};
use crate::ui::{View, quantity, style};

/// Height that notes leave to the rest of the panel, and how high they are at least and at most.
const REST: f32 = 230.0;
const NOTES: [f32; 2] = [34.0, 120.0];
/// Space above.
const ABOVE: f32 = 4.0;

/// Height that the foot takes of the whole panel's.
pub(super) fn height(whole: f32, chart: &Chart, state: &State) -> f32 {
    let row = if chart.assumptions.is_empty() { 0.0 } else { ABOVE + style::ROW };
    let notes = if state.notes { ABOVE + notes_height(whole) } else { 0.0 };
    row + notes
}

fn notes_height(whole: f32) -> f32 {
    (whole - REST).clamp(NOTES[0], NOTES[1])
}

/// Draws it.
pub(super) fn show(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    chart: &Chart,
    state: &State,
    whole: f32,
) {
    ui.spacing_mut().item_spacing.y = 0.0;
    if !chart.assumptions.is_empty() {
        ui.add_space(ABOVE);
        let row = vec2(ui.available_width(), style::ROW);
        ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
            assumptions(ui, view, chart);
        });
    }
    if state.notes {
        ui.add_space(ABOVE);
        notes(ui, view, chart, notes_height(whole));
    }
}

fn assumptions(ui: &mut egui::Ui, view: &mut View<'_>, chart: &Chart) {
    let quiet = style::color(view.theme.text.subdued);
    ui.label(egui::RichText::new("Assumed:").small().color(quiet));
    for (place, assumption) in chart.assumptions.iter().take(4).enumerate() {
        if ui.available_width() < 80.0 {
            break;
        }
        if place > 0 {
            ui.label(egui::RichText::new("·").small().color(quiet));
        }
        let text = egui::RichText::new(&assumption.text).small();
        let text = text.color(style::color(view.theme.accent.text));
        let link = ui.add(egui::Label::new(text).truncate().sense(egui::Sense::click()));
        link.widget_info(|| {
            let name =
                format!("State {}", assumption.input.map_or("how it is shipped", Input::label));
            egui::WidgetInfo::labeled(egui::Role::Link, true, name)
        });
        let link = link.on_hover_cursor(egui::CursorIcon::PointingHand);
        if link.on_hover_text(hint(view, assumption)).clicked() {
            if let Some(input) = assumption.input {
                let owner = assumption.owner.clone();
                quantity::go_to(ui.ctx(), InputRef { owner, input });
            }
            lead(view, assumption);
        }
    }
}

fn hint(view: &View<'_>, assumption: &Assumption) -> String {
    let plan = view.session.plan();
    let place = match &assumption.owner {
        InputOwner::Component(id) => plan.components.get(id).map(|of| of.name.clone()),
        InputOwner::Plan => Some("the plan settings".to_owned()),
        InputOwner::Link(_) | InputOwner::Role(_) => None,
    };
    let place = place.map_or_else(String::new, |place| format!(" in {place}"));
    format!("Assumed: {}. State it{place}.", assumption.text)
}

fn lead(view: &mut View<'_>, assumption: &Assumption) {
    match &assumption.owner {
        InputOwner::Component(id) => {
            view.send(Command::GoTo(Element::Component(id.clone())));
            if !view.session.inspector_is_open() {
                view.act(ActionId::Inspector);
            }
        }
        InputOwner::Link(id) => view.send(Command::GoTo(Element::Link(id.clone()))),
        InputOwner::Plan => {
            view.send(Command::ShowDialog(Dialog::PlanSettings(PlanSection::Economics)));
        }
        InputOwner::Role(_) => {
            view.send(Command::ShowDialog(Dialog::PlanSettings(PlanSection::Team)));
        }
    }
}

fn notes(ui: &mut egui::Ui, view: &View<'_>, chart: &Chart, height: f32) {
    let quiet = style::color(view.theme.text.subdued);
    egui::ScrollArea::vertical().max_height(height).auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for note in &chart.notes {
            ui.label(egui::RichText::new(note).small().color(quiet));
        }
        if !chart.sources.is_empty() {
            let known = &view.session.catalog().sources;
            let ids = chart.sources.iter();
            let names: Vec<&str> = ids
                .map(|id| known.get(id).map_or(id.as_str(), |source| source.short.as_str()))
                .collect();
            let sources = format!("Sources: {}", names.join(", "));
            ui.label(egui::RichText::new(sources).small().color(quiet));
        }
    });
}
