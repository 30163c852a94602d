//! What to ask next: the open questions whose answers may change the advice, answered here or on a
//! sheet for the client.

use std::sync::Arc;

use egui::{ScrollArea, vec2};

use super::super::{View, quantity, style, widget};
use crate::advice::ask::{NOTHING, Question};
use crate::advice::probe::Asked;
use crate::exchange::sheet;
use crate::model::InputRef;
use crate::session::{Command, Element, FileRequest, Study};

/// Draws the dialog.
pub(super) fn show(ctx: &egui::Context, view: &mut View<'_>, fresh: bool) {
    super::large(ctx, view, "What to ask next", vec2(760.0, 640.0), fresh, |ui, view| {
        let study = view.session.study().map(Arc::clone);
        let Some(Study::Questions(questions)) = study.as_deref() else {
            super::studying(ui, view, "Weighing questions…");
            return;
        };
        if questions.is_empty() {
            ui.label(NOTHING);
        } else {
            widget::small_print(
                ui,
                "The question whose answer is likeliest to change the advice comes first. Answer \
                 here, or save a sheet for the client and read it back when it is filled.",
            );
        }
        ui.add_space(6.0);
        ui.horizontal_wrapped(|ui| {
            let save = egui::Button::new("Save question sheet…");
            if ui.add_enabled(!questions.is_empty(), save).clicked() {
                view.send(Command::ChooseFile(FileRequest::Sheet));
            }
            if ui.button("Read filled sheet…").clicked() {
                view.send(Command::ChooseFile(FileRequest::Answers));
            }
            if view.session.study_is_stale() {
                widget::named(&ui.spinner(), egui::Role::ProgressIndicator, "Weighing questions");
            }
        });
        ui.add_space(6.0);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for question in questions {
                ui.push_id(question.address(), |ui| one(ui, view, question));
                ui.add_space(8.0);
            }
        });
    });
}

fn one(ui: &mut egui::Ui, view: &mut View<'_>, question: &Question) {
    let plan = view.session.plan();
    let Some(component) = plan.components.get(&question.component) else { return };
    ui.add(egui::Label::new(style::strong(&component.name)).wrap());
    ui.add(egui::Label::new(question.asked.question()).wrap());
    let may = sheet::may_change(plan, question);
    let text = format!("Assumed: {}. {}.", question.assumed, widget::sentence(&may));
    widget::small_print(ui, &text);
    match question.asked {
        Asked::Number(input) => {
            let address = InputRef::component(question.component.clone(), input);
            ui.scope(|ui| {
                ui.set_max_width(360.0);
                quantity::show(ui, view, &address);
            });
        }
        Asked::Fact(_) => {
            if ui.button("Answer in the inspector").clicked() {
                view.send(Command::CloseDialog);
                view.send(Command::GoTo(Element::Component(question.component.clone())));
            }
        }
    }
}
