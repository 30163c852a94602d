//! One row of a list.

use egui::{Align2, Role, Sense, WidgetInfo, vec2};

use super::super::{icon, style, widget};
use crate::base::search::rank;

/// What stands at the left end of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::ui) enum Mark {
    /// Nothing.
    #[default]
    None,
    /// An icon of the interface.
    Icon(&'static str),
    /// The icon of a kind of component, as cards show it.
    Kind(String),
    /// A box that is ticked while the entry is on: several may be.
    Tick,
}

/// One thing to choose.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct Entry {
    /// What it is called.
    pub label: String,
    /// What stands at the right end: a shortcut, a load.
    pub note: String,
    /// Further words that find it.
    pub words: String,
    /// Heading of the section it belongs to; empty for none.
    pub section: String,
    /// What stands at the left end.
    pub mark: Mark,
    /// Whether it is what holds now.
    pub on: bool,
    /// It only says something and cannot be chosen.
    hint: bool,
    /// It is there whatever is searched for, below all that is found.
    offered: bool,
}

impl Entry {
    /// An entry of this name.
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), ..Self::default() }
    }

    /// A line that says what would make more entries appear.
    pub fn hint(text: impl Into<String>) -> Self {
        Self { hint: true, ..Self::new(text) }
    }

    /// It is what holds now.
    pub fn on(mut self, on: bool) -> Self {
        self.on = on;
        self
    }

    /// In the section of this heading.
    pub fn section(mut self, section: impl Into<String>) -> Self {
        self.section = section.into();
        self
    }

    /// With this at the left end.
    pub fn mark(mut self, mark: Mark) -> Self {
        self.mark = mark;
        self
    }

    /// With this at the right end.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// Found by these words as well.
    pub fn words(mut self, words: impl Into<String>) -> Self {
        self.words = words.into();
        self
    }

    /// There whatever is searched for, below all that is found.
    pub fn offered(mut self) -> Self {
        self.offered = true;
        self
    }

    /// How well a search finds it, the least number first; none if it does not.
    pub fn rank(&self, search: &str) -> Option<u32> {
        match (self.hint, self.offered) {
            (true, _) => None,
            (_, true) => Some(u32::MAX),
            _ => rank(&self.label, &self.words, search),
        }
    }

    /// Whether it only says something.
    pub fn is_hint(&self) -> bool {
        self.hint
    }

    /// How wide its row must be to show everything.
    pub fn width(&self) -> f32 {
        widget::menu_width(&self.label, &self.note)
    }
}

/// Draws a row; the marked one is what Enter takes. Rows are no stops of the Tab key.
pub(in crate::ui) fn show(
    ui: &mut egui::Ui,
    at: usize,
    entry: &Entry,
    marked: bool,
) -> egui::Response {
    let size = vec2(ui.available_width(), style::ROW);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let id = ui.scope_id().with(at);
    let response = ui.interact(rect, id, if entry.hint { Sense::hover() } else { Sense::CLICK });
    let theme = style::theme(ui);
    response.widget_info(|| match entry.mark {
        _ if entry.hint => WidgetInfo::labeled(Role::Label, true, &entry.label),
        Mark::Tick => WidgetInfo::selected(Role::CheckBox, true, entry.on, &entry.label),
        _ => WidgetInfo::labeled(Role::ListBoxOption, true, &entry.label),
    });
    ui.ctx().accesskit_node_builder(id, |node| node.set_selected(entry.on));
    if marked && !entry.hint {
        ui.painter().rect_filled(rect, 4.0, style::color(theme.surface.pressed));
    }
    mark(ui, entry, rect);
    let quiet = style::color(theme.text.subdued);
    let color = if entry.hint { quiet } else { style::color(theme.text.normal) };
    let font = egui::FontId::proportional(style::SIZES[usize::from(!entry.hint)]);
    let at = rect.right_center() - vec2(8.0, 0.0);
    let taken = ui.painter().text(at, Align2::RIGHT_CENTER, &entry.note, font.clone(), quiet);
    let left = rect.left_center() + vec2(if entry.hint { 8.0 } else { 32.0 }, 0.0);
    let mut job = egui::text::LayoutJob::simple_singleline(entry.label.clone(), font, color);
    let room = taken.left() - left.x - if entry.note.is_empty() { 0.0 } else { 8.0 };
    job.wrap = egui::text::TextWrapping::truncate_at_width(room.max(0.0));
    let galley = ui.painter().layout_job(job);
    let cut = galley.elided;
    ui.painter().galley(left - vec2(0.0, galley.size().y / 2.0), galley, color);
    if cut { response.on_hover_text(&entry.label) } else { response }
}

/// A heading between rows.
pub(super) fn heading(ui: &mut egui::Ui, text: &str, height: f32) {
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    widget::named(&response, Role::Label, text);
    let color = style::color(style::theme(ui).text.subdued);
    let font = egui::FontId::proportional(style::SIZES[0]);
    let at = rect.left_bottom() + vec2(8.0, -2.0);
    ui.painter().text(at, Align2::LEFT_BOTTOM, text, font, color);
}

fn mark(ui: &egui::Ui, entry: &Entry, rect: egui::Rect) {
    let theme = style::theme(ui);
    let at = rect.left_center() + vec2(8.0, 0.0);
    let name = match &entry.mark {
        Mark::Kind(word) => {
            let at = at - vec2(2.0, 8.0);
            super::super::canvas::kinds::kind_icon(ui.painter(), theme, word, at, 16.0);
            return;
        }
        Mark::Icon(name) => *name,
        Mark::Tick => {
            let frame = egui::Rect::from_center_size(at + vec2(7.5, 0.0), vec2(16.0, 16.0));
            let border = egui::Stroke::new(1.0, style::color(theme.text.subdued));
            ui.painter().rect_stroke(frame, 3.0, border, egui::StrokeKind::Inside);
            if entry.on { "check" } else { "" }
        }
        Mark::None if entry.on => "check",
        Mark::None => "",
    };
    if let Some(character) = icon::character(name) {
        let family = egui::FontFamily::Name(icon::FAMILY.into());
        let font = egui::FontId::new(15.0, family);
        let color = style::color(theme.text.subdued);
        ui.painter().text(at, Align2::LEFT_CENTER, character, font, color);
    }
}
