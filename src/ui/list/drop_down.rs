//! A box that says what holds and opens a list of what else there is.

use egui::{EventFilter, Key, Popup, Response, Role, WidgetInfo, vec2};

use super::super::{icon, style};
use super::{Entry, List, Typed, floating, height, is_long, outside_pressed};

/// A box that opens; `name` is the accessible name.
pub(in crate::ui) struct DropDown<'a> {
    /// Accessible name, and identity beside its neighbours.
    pub name: &'a str,
    /// What the closed box says.
    pub shown: &'a str,
    /// Its width, exactly.
    pub width: f32,
    /// What it says is no answer yet.
    pub weak: bool,
    /// It stays open when something was chosen: several may be.
    pub stays: bool,
}

impl<'a> DropDown<'a> {
    /// A box that closes when something is chosen.
    pub fn new(name: &'a str, shown: &'a str, width: f32) -> Self {
        Self { name, shown, width, weak: false, stays: false }
    }

    /// Draws it; while it is open, `entries` is the list. The place of the entry chosen now.
    pub fn show(
        self,
        ui: &mut egui::Ui,
        entries: impl FnOnce() -> Vec<Entry>,
    ) -> (Response, Option<usize>) {
        let (response, chosen) = self.show_typed(ui, |_| entries());
        (response, chosen.map(|(at, _)| at))
    }

    /// The same where the list follows what is typed into it; what was typed stands beside the place
    /// of the entry chosen now.
    pub fn show_typed(
        self,
        ui: &mut egui::Ui,
        entries: impl FnOnce(&str) -> Vec<Entry>,
    ) -> (Response, Option<(usize, String)>) {
        let id = ui.make_persistent_id(("drop-down", self.name));
        let popup = id.with("list");
        let open = Popup::is_id_open(ui.ctx(), popup);
        let response = self.button(ui, id, open);
        if response.clicked() || response.has_focus() && down(ui) {
            if open {
                close(&response, popup);
            } else {
                Popup::open_id(ui.ctx(), popup);
                ui.data_mut(|data| data.remove::<Typed>(popup));
            }
        }
        if !Popup::is_id_open(ui.ctx(), popup) {
            return (response, None);
        }
        let search = |ui: &egui::Ui| {
            let typed = ui.data(|data| data.get_temp::<Typed>(popup));
            typed.map_or_else(String::new, |typed| typed.search)
        };
        let chosen = self.list(ui, &response, popup, &entries(&search(ui)));
        (response, chosen.map(|at| (at, search(ui))))
    }

    fn button(&self, ui: &mut egui::Ui, id: egui::Id, open: bool) -> Response {
        let text = egui::RichText::new(self.shown);
        let text = if self.weak { text.weak() } else { text };
        let mark = icon::text("chevron-down", 14.0);
        let mut button = egui::Button::new(text).right_text(mark).truncate();
        if open {
            button = button.fill(ui.visuals().widgets.open.weak_bg_fill);
        }
        let size = vec2(self.width, style::ROW);
        let response = ui.push_id(id, |ui| {
            // The menu bar sets its words without room around them.
            ui.spacing_mut().button_padding = style::PADDING;
            ui.add_sized(size, button.min_size(size))
        });
        let response = response.inner;
        if response.has_focus() {
            let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        }
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), self.name);
            info.current_text_value = Some(self.shown.to_owned());
            info
        });
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(open));
        response
    }

    fn list(
        &self,
        ui: &egui::Ui,
        response: &Response,
        popup: egui::Id,
        entries: &[Entry],
    ) -> Option<usize> {
        let typed = ui.data(|data| data.get_temp(popup));
        let now = || Typed::at(entries.iter().position(|entry| entry.on).unwrap_or(0));
        let mut typed: Typed = typed.unwrap_or_else(now);
        let list = List {
            id: popup.with("field"),
            name: &format!("Search: {}", self.name),
            hint: "Type to search",
            nothing: "Nothing of that name",
            field: is_long(entries),
        };
        let wide = entries.iter().map(Entry::width).fold(self.width - 14.0, f32::max);
        let size = vec2(wide, height(entries, &typed, list.field));
        let (rect, mut chosen) = floating(ui, popup, response.rect, size, true, |ui| {
            super::show(ui, &list, &mut typed, entries)
        })?;
        ui.data_mut(|data| data.insert_temp(popup, typed));
        chosen = chosen.filter(|at| entries.get(*at).is_some_and(|entry| !entry.is_hint()));
        let left = ui.input(|input| input.key_pressed(Key::Tab) || input.key_pressed(Key::Escape));
        if left || chosen.is_some() && !self.stays {
            close(response, popup);
        } else if outside_pressed(ui, rect) && !response.contains_pointer() {
            Popup::close_id(ui.ctx(), popup);
        }
        chosen
    }
}

/// Down opens the list of the box that has the keyboard.
fn down(ui: &egui::Ui) -> bool {
    ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::ArrowDown))
}

/// Closes the list and gives the keyboard back to its box.
fn close(response: &Response, popup: egui::Id) {
    Popup::close_id(&response.ctx, popup);
    response.request_focus();
}
