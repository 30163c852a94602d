//! The context menu of the canvas.

use super::super::{View, menu, widget};
use crate::base::words::sentence_case;
use crate::model::{ComponentChange, Kind};
use crate::session::{ActionId, Command};

/// The context menu of what is selected.
const ON_SELECTION: &[ActionId] = &[
    ActionId::Rename,
    ActionId::Connect,
    ActionId::Reverse,
    ActionId::TagPerformance,
    ActionId::TagData,
    ActionId::Decide,
    ActionId::TakeAdvice,
    ActionId::Undecide,
    ActionId::ApplySplit,
    ActionId::Group,
    ActionId::Ungroup,
    ActionId::ReleasePlacement,
    ActionId::Cut,
    ActionId::Copy,
    ActionId::CopySelected,
    ActionId::Paste,
    ActionId::Duplicate,
    ActionId::Delete,
];

/// The context menu beside all elements.
const ON_NOTHING: &[ActionId] = &[
    ActionId::AddComponent,
    ActionId::Paste,
    ActionId::SelectAll,
    ActionId::Tidy,
    ActionId::TidyAll,
    ActionId::Fit,
];

/// Draws the menu of what is selected, or of the canvas itself.
pub(in crate::ui) fn menu(ui: &mut egui::Ui, view: &mut View<'_>) {
    let selection = &view.session.selection;
    let wanted = if selection.is_empty() { ON_NOTHING } else { ON_SELECTION };
    let actions =
        wanted.iter().map(|id| id.action()).filter(|action| (action.available)(view.session));
    let some_components = !selection.components.is_empty();
    menu::entries(ui, view, actions.collect::<Vec<_>>().into_iter());
    if some_components {
        ui.separator();
        fields(ui, view);
    }
}

/// What holds for each of the selected components and can be another for all of them.
fn fields(ui: &mut egui::Ui, view: &mut View<'_>) {
    let plan = view.session.plan();
    let kinds = Kind::KNOWN.iter();
    let kinds =
        kinds.map(|kind| (sentence_case(kind.label()), ComponentChange::Kind(kind.clone())));
    choices(ui, view, "Kind", kinds.collect());
    let groups = plan.groups.values();
    let groups = groups.map(|g| (g.name.clone(), ComponentChange::Group(Some(g.id.clone()))));
    let none = ("No group".to_owned(), ComponentChange::Group(None));
    choices(ui, view, "Put into group", std::iter::once(none).chain(groups).collect());
    let roles = plan.roles.values();
    let roles = roles.map(|r| (r.name.clone(), ComponentChange::Owner(Some(r.id.clone()))));
    let none = ("Nobody yet".to_owned(), ComponentChange::Owner(None));
    choices(ui, view, "Owner", std::iter::once(none).chain(roles).collect());
}

/// A submenu with one row for each change; nothing where there is nothing to choose.
fn choices(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    title: &str,
    changes: Vec<(String, ComponentChange)>,
) {
    if changes.len() < 2 {
        return;
    }
    widget::sub_menu(ui, "", title, |ui| {
        let height = ui.ctx().content_rect().height() * 0.7;
        let widths = changes.iter().map(|(label, _)| widget::menu_width(label, ""));
        ui.set_max_width(widths.fold(0.0, f32::max));
        egui::ScrollArea::vertical().max_height(height).show(ui, |ui| {
            for (label, change) in changes {
                if widget::menu_row(ui, "", &label, "", true).clicked() {
                    view.send(Command::ChangeSelected(Box::new(change)));
                    ui.close();
                }
            }
        });
    });
}
