//! The language of a component held against its strongest rival.

use egui::ScrollArea;

use super::super::inspector::sources;
use super::super::{View, style, widget};
use crate::advice::Challenge;
use crate::model::ComponentId;
use crate::session::Command;
use crate::session::analysis::Key;

/// What a challenge was made of.
type Of = (ComponentId, Key);

/// What the dialog remembers between frames.
#[derive(Default)]
pub(super) struct State {
    /// The challenge and what it was made of.
    made: Option<(Of, Option<Challenge>)>,
}

/// Draws the dialog.
pub(super) fn show(
    ctx: &egui::Context,
    view: &mut View<'_>,
    id: &ComponentId,
    state: &mut State,
    fresh: bool,
) {
    let key = (id.clone(), view.session.key());
    if fresh || state.made.as_ref().is_none_or(|(made, _)| *made != key) {
        state.made = Some((key, view.session.challenge(id)));
    }
    let Some((_, Some(challenge))) = &state.made else {
        view.send(Command::CloseDialog);
        return;
    };
    let (held, name) = (&challenge.held_name, widget::shortened(&challenge.name, 40));
    let title = format!("Challenge {held} for {name}");
    let size = egui::vec2(640.0, 640.0);
    super::large(ctx, view, &title, size, fresh, |ui, view| {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
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
    });
}
