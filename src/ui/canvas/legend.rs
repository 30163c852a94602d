//! The legend of the overlay, over a corner of the canvas.

use egui::{Area, Label, Order, RichText, Sense, Stroke, StrokeKind, vec2};

use super::super::{View, style};
use crate::charts::overlay::{Carried, Entry};
use crate::draw::Theme;

/// Room around the legend, and its width.
const MARGIN: f32 = 12.0;
const WIDTH: f32 = 260.0;
/// Sample of a colour or line.
const SAMPLE: egui::Vec2 = vec2(24.0, 14.0);

/// Draws what the colours of cards and the widths of lines mean; nothing without an overlay.
pub(super) fn show(ui: &egui::Ui, view: &View<'_>, canvas: egui::Rect) {
    let session = view.session;
    let waiting = session.shades_are_stale();
    if session.shades().is_none() && !waiting {
        return;
    }
    let area = Area::new(egui::Id::unique("overlay legend"))
        .order(Order::Middle)
        .fixed_pos(canvas.left_top() + vec2(MARGIN, MARGIN))
        .constrain_to(canvas)
        .interactable(false);
    area.show(ui.ctx(), |ui| {
        egui::Frame::popup(ui.style()).inner_margin(8).show(ui, |ui| {
            ui.set_max_width(WIDTH.min(canvas.width() - 2.0 * MARGIN));
            ui.spacing_mut().item_spacing.y = 2.0;
            content(ui, view, waiting);
        });
    });
}

fn content(ui: &mut egui::Ui, view: &View<'_>, waiting: bool) {
    let quiet = style::color(view.theme.text.subdued);
    let small = |ui: &mut egui::Ui, text: &str| {
        ui.add(Label::new(RichText::new(text).small().color(quiet)).selectable(false).wrap());
    };
    let Some(shades) = view.session.shades() else {
        return small(ui, "The overlay is being worked out…");
    };
    ui.add(Label::new(style::strong(&shades.title)).selectable(false).wrap());
    ui.add_space(2.0);
    for entry in &shades.legend {
        step(ui, view.theme, entry);
    }
    for width in &shades.widths {
        line(ui, view.theme, width);
    }
    for note in &shades.notes {
        small(ui, note);
    }
    if waiting {
        small(ui, "Being worked out anew…");
    }
}

/// A sample with what it means beside it.
fn row(ui: &mut egui::Ui, words: &str, sample: impl FnOnce(&egui::Painter, egui::Rect)) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(SAMPLE, Sense::hover());
        sample(ui.painter(), rect);
        ui.add(Label::new(words).selectable(false).wrap());
    });
}

fn step(ui: &mut egui::Ui, theme: &Theme, entry: &Entry) {
    let theme = entry.tint.map_or(*theme, |tint| theme.on_tint(tint));
    row(ui, &entry.label, |painter, rect| {
        let edge = Stroke::new(1.0, style::color(theme.line.border));
        let fill = style::color(theme.surface.raised);
        painter.rect(rect.shrink(1.0), 3.0, fill, edge, StrokeKind::Inside);
    });
}

fn line(ui: &mut egui::Ui, theme: &Theme, carried: &Carried) {
    row(ui, &carried.label, |painter, rect| {
        #[expect(clippy::cast_possible_truncation, reason = "a few points")]
        let width = carried.width as f32;
        let stroke = Stroke::new(width, style::color(theme.text.subdued));
        painter.hline(rect.x_range(), rect.center().y, stroke);
    });
}
