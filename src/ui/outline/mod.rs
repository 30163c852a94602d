//! The outline: the plan as a tree by group, with search and keyboard.

mod keys;
mod row;
mod rows;

use std::collections::BTreeSet;

use egui::{Align2, DragAndDrop, Key, ScrollArea, Sense, TextEdit};

use super::{View, canvas, icon, style, widget};
use crate::draw::Font;
use crate::model::{Component, ComponentChange, ComponentId, Edit, Group, GroupId};
use crate::session::{ActionId, Command, Element, Selection};
use rows::Rows;

/// What the outline remembers between frames.
#[derive(Default)]
pub(super) struct State {
    /// Puts the cursor into the search field in the next frame.
    pub focus_search: bool,
    search: String,
    closed: BTreeSet<GroupId>,
    rows: Rows,
    /// The row that a range of rows was begun at, and the row at its other end.
    anchor: Option<Element>,
    end: Option<Element>,
    /// What was selected in the last frame; a change elsewhere scrolls its row into view.
    last: Selection,
    /// How far the rows are scrolled, and how much of them is seen.
    offset: f32,
    height: f32,
}

/// The components that are dragged to another group.
struct Dragged(Vec<ComponentId>);

/// Draws the outline.
pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>, state: &mut State) {
    ui.spacing_mut().item_spacing.y = 0.0;
    if escapes(ui, view) {
        state.search.clear();
    }
    egui::Frame::new().inner_margin(8).show(ui, |ui| search(ui, view, state));
    if view.session.plan().components.is_empty() && view.session.plan().groups.is_empty() {
        let text = "Components appear here as you add them";
        widget::empty(ui, "list-tree", text, None);
        return;
    }
    state.rows.update(view.session, &state.search, &state.closed);
    if state.rows.rows.is_empty() {
        if widget::empty(ui, "search", "No component of that name", Some("Clear search")) {
            state.search.clear();
        }
        return;
    }
    let mut area = ScrollArea::vertical().auto_shrink([false, false]);
    if let Some(offset) = revealing(view, state) {
        area = area.vertical_scroll_offset(offset);
    }
    let focus = ui.interact(ui.max_rect(), focus_id(), Sense::focusable_noninteractive());
    widget::named(&focus, egui::Role::Tree, "Outline");
    let count = state.rows.rows.len();
    let shown = area.show_rows(ui, style::ROW, count, |ui, seen| {
        for place in seen {
            one(ui, view, state, place);
        }
    });
    state.offset = shown.state.clamped_offset().y;
    state.height = shown.inner_rect.height();
    dragged_label(ui, view);
    keys::read(ui, view, state);
}

/// Escape anywhere but in a dialog or a list ends the search.
fn escapes(ui: &egui::Ui, view: &View<'_>) -> bool {
    let act = |command: &Command| matches!(command, Command::Act(ActionId::Escape));
    let free = view.session.dialogs.is_empty() && !egui::Popup::is_any_open(ui.ctx());
    view.commands.iter().any(act) || free && ui.input(|input| input.key_pressed(Key::Escape))
}

/// The id that has the keyboard while the outline has it.
pub(super) fn focus_id() -> egui::Id {
    egui::Id::unique("outline tree")
}

/// Where to scroll so that what was selected elsewhere is seen, if it is not.
fn revealing(view: &View<'_>, state: &mut State) -> Option<f32> {
    let selection = &view.session.selection;
    if state.last == *selection {
        return None;
    }
    state.last = selection.clone();
    let end = state.end.clone().filter(|end| selection.contains(end));
    let element = end.or_else(|| first_selected(selection))?;
    let place = state.rows.place(&element)?;
    #[expect(clippy::cast_precision_loss, reason = "a number of rows")]
    let top = place as f32 * style::ROW;
    let (now, height) = (state.offset, state.height);
    let hidden = top < now || top + style::ROW > now + height;
    hidden.then(|| (top - height / 2.0).max(0.0))
}

fn first_selected(selection: &Selection) -> Option<Element> {
    let component = selection.components.first().cloned().map(Element::Component);
    component.or_else(|| selection.groups.first().cloned().map(Element::Group))
}

fn search(ui: &mut egui::Ui, view: &mut View<'_>, state: &mut State) {
    ui.horizontal(|ui| {
        let quiet = style::color(view.theme.text.subdued);
        icon::show(ui, "search", 15.0, quiet);
        let room = if state.search.is_empty() { 0.0 } else { style::ROW + 12.0 };
        let field = TextEdit::singleline(&mut state.search)
            .id_salt("find component")
            .hint_text("Find component");
        let size = egui::vec2((ui.available_width() - room).max(0.0), style::ROW);
        let response = ui.add_sized(size, field);
        widget::named(&response, egui::Role::TextInput, "Find component");
        if std::mem::take(&mut state.focus_search) {
            response.request_focus();
        }
        let pressed = |key| ui.input(|input| input.key_pressed(key));
        if response.lost_focus() && pressed(Key::Escape) {
            state.search.clear();
        }
        let down = response.has_focus() && pressed(Key::ArrowDown);
        let enter = response.lost_focus() && pressed(Key::Enter);
        if down || enter {
            state.rows.update(view.session, &state.search, &state.closed);
            let mut elements = state.rows.rows.iter().map(|row| &row.element);
            let found = elements.find(|element| matches!(element, Element::Component(_)));
            if let Some(element) = found {
                view.send(Command::GoTo(element.clone()));
                ui.memory_mut(|memory| memory.request_focus(focus_id()));
                // What was looked for is found; Down goes on among what the search shows.
                if enter {
                    state.search.clear();
                }
            }
        }
        if !state.search.is_empty() && widget::icon_button(ui, "x", "Clear search", true).clicked()
        {
            state.search.clear();
        }
    });
}

fn one(ui: &mut egui::Ui, view: &mut View<'_>, state: &mut State, place: usize) {
    let row = state.rows.rows[place].clone();
    let plan = view.session.plan();
    match &row.element {
        Element::Group(id) => {
            let Some(group) = plan.groups.get(id) else { return };
            group_row(ui, view, state, group, &row, place);
        }
        Element::Component(id) => {
            let Some(component) = plan.components.get(id) else { return };
            let wanted = state.search.trim().to_lowercase();
            let response = row::component(ui, view, component, row.depth, &wanted);
            drag(&response, view, component);
            drop_into(ui, view, &response, component.group.as_ref());
            current(ui, view, state, &response, &row.element, place);
            clicked(ui, view, state, &response, row.element);
        }
        Element::Link(_) => {}
    }
}

fn group_row(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    state: &mut State,
    group: &Group,
    row: &rows::Row,
    place: usize,
) {
    let searching = !state.search.trim().is_empty();
    let open = searching || !state.closed.contains(&group.id);
    let (response, on_mark) = row::group(ui, view, group, row.depth, row.members, open);
    drop_into(ui, view, &response, Some(&group.id));
    current(ui, view, state, &response, &row.element, place);
    if on_mark {
        toggle(&mut state.closed, &group.id);
    } else {
        clicked(ui, view, state, &response, row.element.clone());
    }
}

/// Shows the row that the arrows go on from while the tree has the keyboard.
fn current(
    ui: &egui::Ui,
    view: &View<'_>,
    state: &State,
    response: &egui::Response,
    element: &Element,
    place: usize,
) {
    if !ui.memory(|memory| memory.has_focus(focus_id())) {
        return;
    }
    let selection = &view.session.selection;
    let end = state.end.clone().filter(|end| selection.contains(end));
    let now = end.or_else(|| first_selected(selection)).filter(|of| state.rows.place(of).is_some());
    if now.map_or(place == 0, |now| now == *element) {
        let rect = response.rect.shrink(1.0);
        let ring = super::focus::stroke(view.theme);
        ui.painter().rect_stroke(rect, 4.0, ring, egui::StrokeKind::Inside);
        let row = response.id.accesskit_id();
        ui.ctx().accesskit_node_builder(focus_id(), |node| node.set_active_descendant(row));
    }
}

/// Opens a closed group, closes an open one.
fn toggle(closed: &mut BTreeSet<GroupId>, id: &GroupId) {
    if !closed.remove(id) {
        closed.insert(id.clone());
    }
}

fn clicked(
    ui: &egui::Ui,
    view: &mut View<'_>,
    state: &mut State,
    response: &egui::Response,
    element: Element,
) {
    if response.clicked() {
        ui.memory_mut(|memory| memory.request_focus(focus_id()));
    }
    if response.secondary_clicked() && !view.session.selection.contains(&element) {
        state.end = Some(element.clone());
        state.anchor = Some(element.clone());
        view.send(Command::Select(Selection::of(element.clone())));
    }
    response.context_menu(|ui| canvas::context::menu(ui, view));
    if response.double_clicked() {
        view.send(Command::GoTo(element.clone()));
        view.send(Command::Rename(element));
    } else if response.clicked() {
        let modifiers = ui.input(widget::click_modifiers);
        state.end = Some(element.clone());
        if modifiers.command {
            view.send(Command::ToggleSelected(element.clone()));
        } else if modifiers.shift
            && let Some(from) = state.anchor.as_ref()
        {
            view.send(Command::Select(state.rows.range(from, &element)));
            return;
        } else {
            view.send(Command::GoTo(element.clone()));
        }
        state.anchor = Some(element);
    }
}

/// A component's row can be dragged; with it go all selected components, if it is one of them.
fn drag(response: &egui::Response, view: &View<'_>, component: &Component) {
    if response.drag_started() {
        let selected = &view.session.selection.components;
        let dragged = if selected.contains(&component.id) {
            selected.iter().cloned().collect()
        } else {
            vec![component.id.clone()]
        };
        response.dnd_set_drag_payload(Dragged(dragged));
    }
}

/// A row takes what is dropped on it into its group.
fn drop_into(
    ui: &egui::Ui,
    view: &mut View<'_>,
    response: &egui::Response,
    group: Option<&GroupId>,
) {
    let plan = view.session.plan();
    let moves = |dragged: &Dragged| -> Vec<Edit> {
        let elsewhere =
            |id: &&ComponentId| plan.components.get(*id).is_some_and(|c| c.group.as_ref() != group);
        let change = || ComponentChange::Group(group.cloned());
        let moved = dragged.0.iter().filter(elsewhere);
        moved.map(|id| Edit::Component(id.clone(), change())).collect()
    };
    if response.dnd_hover_payload::<Dragged>().is_some_and(|dragged| !moves(&dragged).is_empty()) {
        let ring = egui::Stroke::new(1.5, style::color(view.theme.accent.stroke));
        let rect = response.rect.shrink(1.0);
        ui.painter().rect_stroke(rect, 4.0, ring, egui::StrokeKind::Inside);
    }
    let Some(dragged) = response.dnd_release_payload::<Dragged>() else { return };
    let edits = moves(&dragged);
    if edits.is_empty() {
        return;
    }
    let what = match dragged.0.as_slice() {
        [id] => plan.components.get(id).map_or_else(String::new, |c| format!("“{}”", c.name)),
        several => format!("{} components", several.len()),
    };
    let label = match group.and_then(|id| plan.groups.get(id)) {
        Some(group) => format!("Move {what} into “{}”", group.name),
        None => format!("Take {what} out of groups"),
    };
    view.send(Command::Edit { label, edit: Edit::Many(edits) });
}

/// What is dragged, beside the pointer.
fn dragged_label(ui: &egui::Ui, view: &View<'_>) {
    let Some(dragged) = DragAndDrop::payload::<Dragged>(ui.ctx()) else { return };
    let Some(at) = ui.ctx().pointer_interact_pos() else { return };
    let text = match dragged.0.as_slice() {
        [id] => view.session.plan().components.get(id).map_or("", |c| &c.name).to_owned(),
        several => format!("{} components", several.len()),
    };
    let layer = egui::LayerId::new(egui::Order::Tooltip, egui::Id::unique("outline drag"));
    let painter = ui.ctx().layer_painter(layer);
    let font = style::font(Font::Regular, style::SIZES[1]);
    let color = style::color(view.theme.text.strong);
    let galley = painter.layout_no_wrap(widget::shortened(&text, 40), font, color);
    let rect = Align2::LEFT_CENTER.anchor_size(at + egui::vec2(20.0, 4.0), galley.size());
    painter.rect_filled(rect.expand(6.0), 6.0, style::color(view.theme.surface.pressed));
    painter.galley(rect.min, galley, color);
}
