//! What cells look like, and what they say.

use egui::{Rect, Stroke, pos2};

use super::super::{canvas, focus, quantity, style, widget, written};
use super::focus_id;
use super::grid::Grid;
use crate::draw::Font;
use crate::forecast::Origin;
use crate::session::table::Cell;
use crate::session::{Column, Element, Session};

/// Room between the edge of a cell and its text.
pub(super) const PAD: f32 = 8.0;

impl Grid<'_, '_> {
    /// Text, figures to the right, in the look of where they come from; whether it is cut.
    pub fn paint(
        &self,
        ui: &mut egui::Ui,
        rect: Rect,
        row: &Element,
        column: Column,
        cell: &Cell,
        refused: Option<&str>,
    ) -> bool {
        let theme = self.view.theme;
        let figure = column.is_figure();
        let font = if figure {
            style::font(Font::Mono, style::SIZES[1])
        } else {
            style::font(Font::Regular, style::SIZES[1])
        };
        let color = match (refused, cell.origin) {
            (Some(_), _) => style::color(theme.status.error),
            (None, origin) => quantity::origin_color(self.view, origin),
        };
        let text = refused.unwrap_or(&cell.text);
        let text = text.lines().next().unwrap_or_default();
        let left = self.sign(ui, rect, row, column);
        let room = (rect.right() - PAD - left).max(0.0);
        let format = egui::TextFormat {
            italics: refused.is_none()
                && matches!(cell.origin, Some(Origin::Assumed | Origin::Answered)),
            ..egui::TextFormat::simple(font.clone(), color)
        };
        let shown = written::line(ui.ctx(), text, &font).into_owned();
        let mut job = egui::text::LayoutJob::single_section(shown, format);
        if ui.is_sizing_pass() {
            // The column is to be as wide as its cells.
            let width = ui.painter().layout_job(job.clone()).size().x;
            ui.set_min_width(left - rect.left() + width + PAD + 1.0);
        }
        job.wrap = egui::text::TextWrapping::truncate_at_width(room);
        let galley = ui.painter().layout_job(job);
        let x = if figure { rect.right() - PAD - galley.size().x } else { left };
        let at = pos2(x, rect.center().y - galley.size().y / 2.0);
        let cut = galley.elided || cell.text.contains('\n');
        ui.painter().galley(at, galley, color);
        cut
    }

    /// What stands before the text: the icon of the kind, the colour of the language; gives where the
    /// text begins.
    fn sign(&self, ui: &egui::Ui, rect: Rect, row: &Element, column: Column) -> f32 {
        let left = rect.left() + PAD;
        let Element::Component(id) = row else { return left };
        let middle = rect.center().y;
        match column {
            Column::Kind => {
                let Some(of) = self.view.session.plan().components.get(id) else { return left };
                let at = pos2(left, middle - 7.0);
                let theme = self.view.theme;
                canvas::kinds::kind_icon(ui.painter(), theme, of.kind.word(), at, 14.0);
                left + 20.0
            }
            Column::Language if !self.view.session.settings.sketch_mode => {
                let card = self.view.session.analysis().components.get(id).map(|of| &of.card);
                let Some(hue) = card.and_then(|card| card.hue) else { return left };
                let color = style::color(self.view.theme.hue(hue));
                ui.painter().circle_filled(pos2(left + 3.0, middle), 3.0, color);
                left + 12.0
            }
            _ => left,
        }
    }

    /// The ring of the current cell, the ground of a block, the edge of a cell that is refused.
    pub fn mark(
        &self,
        ui: &egui::Ui,
        rect: Rect,
        response: &egui::Response,
        is_current: bool,
        selected: bool,
        refused: bool,
    ) {
        let theme = self.view.theme;
        let inside = rect.shrink(1.0);
        let painter = ui.painter();
        if refused {
            let line = Stroke::new(1.0, style::color(theme.status.error));
            painter.rect_stroke(inside, 2.0, line, egui::StrokeKind::Inside);
        }
        let block =
            self.across.is_some_and(|(a, b)| a != b) || self.view.session.selection.len() > 1;
        if selected && block {
            let line = Stroke::new(1.0, style::color(theme.accent.stroke));
            painter.rect_stroke(inside, 2.0, line, egui::StrokeKind::Inside);
        }
        if is_current {
            let line = if self.has_focus {
                focus::stroke(theme)
            } else {
                Stroke::new(1.0, style::color(theme.line.border))
            };
            painter.rect_stroke(inside, 2.0, line, egui::StrokeKind::Inside);
            if self.has_focus {
                let cell = response.id.accesskit_id();
                ui.ctx()
                    .accesskit_node_builder(focus_id(), |node| node.set_active_descendant(cell));
            }
        }
    }

    /// What a cell says beyond its text.
    pub fn hover(
        &self,
        row: &Element,
        column: Column,
        cell: &Cell,
        refused: Option<&(String, String)>,
        cut: bool,
    ) -> String {
        if let Some((_, why)) = refused {
            return why.clone();
        }
        if let Some(address) = Session::address(row, column) {
            let (_, words, explained) = quantity::origin_words(self.view, &address);
            let text = if cell.text.is_empty() { "" } else { cell.text.as_str() };
            let words = widget::sentence(&words);
            return if text.is_empty() {
                format!("{words}: {explained}")
            } else {
                format!("{text}\n{words}: {explained}")
            };
        }
        if cut { cell.text.clone() } else { String::new() }
    }
}

/// What a row is called.
pub(super) fn row_name(session: &Session, row: &Element) -> String {
    let plan = session.plan();
    let name = |id| plan.components.get(id).map_or("", |of| of.name.as_str());
    match row {
        Element::Component(id) => name(id).to_owned(),
        Element::Link(id) => plan
            .links
            .get(id)
            .map_or_else(String::new, |of| format!("{} → {}", name(&of.from), name(&of.to))),
        Element::Group(_) => String::new(),
    }
}

/// A cell for those who hear it.
pub(super) fn in_words(name: &str, cell: &Cell, refused: Option<&(String, String)>) -> String {
    if let Some((typed, why)) = refused {
        return format!("{name}: {typed}. {why}");
    }
    let text = if cell.text.is_empty() { "empty" } else { &cell.text };
    match cell.origin {
        Some(Origin::Assumed) => format!("{name}: {text}, assumed"),
        Some(Origin::Answered) => format!("{name}: {text}, from an answer"),
        _ => format!("{name}: {text}"),
    }
}
