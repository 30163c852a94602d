//! The inspector: what is selected, its answers, its verdict.

mod answers;
mod component;
mod decisive;
mod evidence;
mod existing;
mod facts;
mod findings;
mod group;
mod libraries;
mod link;
mod links;
mod log;
mod numbers;
mod plan;
mod several;
mod takers;
mod technology;
mod verdict;
mod working;

use egui::ScrollArea;

pub(super) use evidence::sources;

use super::View;
use super::{style, widget};
use crate::advice::Fact;
use crate::model::{Component, Input};
use crate::session::{Selection, Session};

/// Width of the labels of forms.
const LABEL: f32 = 84.0;

/// What the inspector remembers between frames.
#[derive(Default)]
pub(super) struct State {
    /// A field to show and to give the keyboard, once.
    go: Option<Place>,
    /// What was selected in the last frame; another selection is read from the top.
    last: Selection,
}

/// A field of the inspector that something else leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Number(Input),
    Fact(Fact),
}

/// The numbers of a component that have a field here.
pub(super) fn fields(session: &Session, component: &Component) -> Vec<Input> {
    if session.settings.sketch_mode {
        return Vec::new();
    }
    numbers::fields(component, session.plan())
}

/// Draws the inspector.
pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>, state: &mut State) {
    let selection = view.session.selection.clone();
    let mut area = ScrollArea::vertical().auto_shrink([false, false]);
    if state.last != selection {
        state.last = selection.clone();
        area = area.vertical_scroll_offset(0.0);
    }
    area.show(ui, |ui| {
        egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 8)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let plan = view.session.plan();
            if selection.is_empty() {
                plan::show(ui, view);
            } else if let Some(component) =
                selection.only_component().and_then(|id| plan.components.get(id))
            {
                component::show(ui, view, state, component);
            } else if let Some(link) = selection.only_link().and_then(|id| plan.links.get(id)) {
                link::show(ui, view, link);
            } else if let Some(group) = selection.only_group().and_then(|id| plan.groups.get(id)) {
                group::show(ui, view, group);
            } else {
                several::show(ui, view, &selection);
            }
        });
    });
}

/// A part that opens and closes, and stays as it is when something else is selected. `open` opens
/// it now. What people open is brought into view, from its heading on.
fn section(ui: &mut egui::Ui, title: &str, open: bool, content: impl FnOnce(&mut egui::Ui)) {
    ui.add_space(4.0);
    let id = egui::Id::unique(("section", title));
    let was_open = open || ui.data(|data| data.get_temp(id)).unwrap_or(false);
    let mut part = ui.cursor();
    if widget::fold(ui, ("section", title), style::strong(title), open) {
        ui.add_space(2.0);
        content(ui);
        ui.add_space(4.0);
        if !was_open {
            part.max.y = ui.cursor().min.y;
            let long = part.height() > ui.clip_rect().height();
            ui.scroll_to_rect(part, long.then_some(egui::Align::Min));
        }
    }
}

/// A part that is open until somebody closes it.
fn open_section(ui: &mut egui::Ui, title: &str, content: impl FnOnce(&mut egui::Ui)) {
    let id = egui::Id::unique(("section", title));
    let first = ui.data(|data| data.get_temp::<bool>(id)).is_none();
    section(ui, title, first, content);
}

/// A line between parts.
fn divider(ui: &mut egui::Ui) {
    ui.add_space(4.0);
    ui.separator();
    ui.add_space(2.0);
}

/// A heading of a part that is always open.
fn heading(ui: &mut egui::Ui, title: &str) {
    ui.label(style::strong(title));
}
