//! The language of a component held against its strongest rival.

use std::sync::Arc;

use egui::ScrollArea;

use super::super::inspector::sources;
use super::super::{View, style, widget};
use crate::advice::Challenge;
use crate::model::ComponentId;
use crate::session::{Command, Study};

/// Draws the dialog.
pub(super) fn show(ctx: &egui::Context, view: &mut View<'_>, id: &ComponentId, fresh: bool) {
    let component = view.session.plan().components.get(id);
    let Some(name) = component.map(|of| widget::shortened(&of.name, 40)) else {
        view.send(Command::CloseDialog);
        return;
    };
    let title = format!("Challenge the decision on {name}");
    let size = egui::vec2(640.0, 640.0);
    super::large(ctx, view, &title, size, fresh, |ui, view| {
        let study = view.session.study().map(Arc::clone);
        match study.as_deref() {
            Some(Study::Challenge(Some(challenge))) => told(ui, view, challenge),
            Some(_) => {
                ui.label("There is no language to choose here any more.");
            }
            None => super::studying(ui, view, "Looking for what speaks against it…"),
        }
    });
}

fn told(ui: &mut egui::Ui, view: &mut View<'_>, challenge: &Challenge) {
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        if view.session.study_is_stale() {
            widget::named(&ui.spinner(), egui::Role::ProgressIndicator, "Looking again");
        }
        for sentence in &challenge.sentences {
            ui.add(egui::Label::new(style::strong(sentence)).wrap());
        }
        for section in challenge.sections() {
            ui.add_space(12.0);
            ui.label(style::strong(&section.title));
            for (place, point) in section.points.iter().enumerate() {
                ui.add_space(2.0);
                ui.add(egui::Label::new(&point.text).wrap());
                let ids: Vec<&str> = point.sources.iter().map(String::as_str).collect();
                let salt = format!("challenge {} {place}", section.title);
                sources(ui, view, &salt, &ids, &point.claims);
            }
        }
    });
}
