//! The findings, worst first: a click goes there, a button mends what can be mended.

use super::super::{View, icon, quantity, style, widget};
use crate::advice::{Finding, Severity};
use crate::model::{ComponentId, InputOwner};
use crate::session::{Command, Element};

/// Findings listed; more would not be read.
const MOST: usize = 200;

pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>) {
    let session = view.session;
    let findings = &session.analysis().findings;
    ui.horizontal(|ui| {
        super::heading(ui, "Findings");
        if !findings.is_empty() {
            widget::small_print(ui, &findings.len().to_string());
        }
        if session.analysis_is_stale() {
            widget::small_print(ui, "being checked…");
        }
    });
    if findings.is_empty() {
        let ok = style::color(view.theme.status.ok);
        widget::icon_line(ui, "check", ok, "No problems found in this plan");
        return;
    }
    for (number, finding) in findings.iter().take(MOST).enumerate() {
        row(ui, view, number, finding);
    }
    if findings.len() > MOST {
        widget::small_print(ui, &format!("and {} more", findings.len() - MOST));
    }
}

/// The findings about one component, but for what its verdict says already.
pub(super) fn of_component(ui: &mut egui::Ui, view: &mut View<'_>, id: &ComponentId) {
    let session = view.session;
    let mut of = session
        .analysis()
        .findings
        .iter()
        .filter(|finding| finding.component.as_ref() == Some(id) && !finding.repeats_decision())
        .peekable();
    let gap = if of.peek().is_none() { ui.spacing().item_spacing.y } else { 0.0 };
    // In a part of their own, so that a finding that comes while a slider below is dragged does not
    // change its id, which would let go of it.
    ui.push_id("findings of the component", |ui| {
        for (place, finding) in of.enumerate() {
            row(ui, view, place, finding);
        }
    });
    // Nothing takes no room.
    ui.add_space(-gap);
}

/// Where a finding leads: to the link whose number it is about, else to its component.
fn place(finding: &Finding, component: ComponentId) -> Element {
    match finding.input.as_ref().map(|input| &input.owner) {
        Some(InputOwner::Link(id)) => Element::Link(id.clone()),
        _ => Element::Component(component),
    }
}

fn row(ui: &mut egui::Ui, view: &mut View<'_>, number: usize, finding: &Finding) {
    let (mark, color) = match finding.severity {
        Severity::Error => ("octagon-alert", view.theme.status.error),
        Severity::Warning => ("triangle-alert", view.theme.status.warn),
        Severity::Hint => ("info", view.theme.status.info),
    };
    let here = view.session.selection.only_component();
    let goes = finding.component.clone();
    let goes = goes.filter(|id| here != Some(id) || finding.input.is_some());
    let id = ui.scope_id().with(("finding", number, finding.code, &finding.message));
    if skipped(ui, id) {
        return;
    }
    let drawn = ui.push_id(id, |ui| {
        let background = ui.painter().add(egui::Shape::Noop);
        let frame = egui::Frame::new().inner_margin(egui::Margin::symmetric(4, 4));
        let drawn = frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                let color = style::color(color);
                icon::show(ui, mark, 14.0, color);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    ui.add(egui::Label::new(&finding.message).wrap());
                    widget::small_print(ui, &finding.advice);
                });
            });
        });
        if let Some(component) = goes {
            let response = ui.interact(drawn.response.rect, id.with("go"), egui::Sense::click());
            let name =
                format!("{}: {}", widget::sentence(finding.severity.label()), finding.message);
            widget::named(&response, egui::Role::Button, &name);
            if response.hovered() || response.has_focus() {
                let fill = style::color(view.theme.surface.hover);
                let shape = egui::Shape::rect_filled(response.rect, 6.0, fill);
                ui.painter().set(background, shape);
                ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
            }
            let response =
                response.on_hover_text(format!("Show it on the canvas ({})", finding.code));
            if response.clicked() {
                view.send(Command::GoTo(place(finding, component)));
                if let Some(input) = &finding.input {
                    quantity::go_to(ui.ctx(), input.clone());
                }
            }
        }
        for (label, edit) in &finding.fixes {
            ui.horizontal(|ui| {
                ui.add_space(24.0);
                // Its end has the number that it sets.
                if ui.add(egui::Button::new(label.as_str()).wrap()).clicked() {
                    view.send(Command::Edit { label: label.clone(), edit: edit.clone() });
                }
            });
        }
    });
    let size = drawn.response.rect.size();
    ui.data_mut(|data| data.insert_temp(id, size));
}

/// Leaves the room of a row that was drawn before and is not seen now: a long list costs no more
/// than what is seen of it. A row that was given another width is drawn, for it may break anew.
fn skipped(ui: &mut egui::Ui, id: egui::Id) -> bool {
    let known: Option<egui::Vec2> = ui.data(|data| data.get_temp(id));
    let Some(size) = known.filter(|size| (size.x - ui.available_width()).abs() < 1.0) else {
        return false;
    };
    let room = egui::Rect::from_min_size(ui.next_widget_position(), size);
    if ui.is_rect_visible(room) || ui.ctx().memory(|memory| memory.has_focus(id.with("go"))) {
        return false;
    }
    ui.allocate_space(size);
    true
}
