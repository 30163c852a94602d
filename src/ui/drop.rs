//! Files over the window and dropped on it.

use std::path::PathBuf;

use egui::{Align2, FontId, LayerId, Order, StrokeKind};

use super::{View, style};
use crate::session::{Command, Dropped};

/// Takes in what was dropped; while files hang over the window it says what letting go does.
pub(super) fn show(ctx: &egui::Context, view: &mut View<'_>) {
    let (hovered, dropped) = ctx.input(|input| {
        let raw = &input.raw;
        let hovered = raw.hovered_files.iter().filter_map(|file| file.path.clone());
        let dropped = raw.dropped_files.iter().map(|file| file.path().to_owned());
        (hovered.collect::<Vec<PathBuf>>(), dropped.collect::<Vec<PathBuf>>())
    });
    if !dropped.is_empty() {
        view.send(Command::Drop(dropped));
    }
    if hovered.is_empty() {
        return;
    }
    let theme = view.theme;
    let painter = ctx.layer_painter(LayerId::new(Order::Foreground, egui::Id::unique("drop")));
    let room = ctx.content_rect();
    painter.rect_filled(room, 0.0, style::color(theme.surface.canvas.with_alpha(200)));
    let ring = egui::Stroke::new(2.0, style::color(theme.accent.stroke));
    painter.rect_stroke(room.shrink(8.0), 8.0, ring, StrokeKind::Inside);
    let strong = style::color(theme.text.strong);
    let font = FontId::proportional(style::SIZES[2]);
    let galley = painter.layout(Dropped::promise(&hovered), font, strong, room.width() - 64.0);
    let at = Align2::CENTER_CENTER.anchor_size(room.center(), galley.size());
    painter.galley(at.min, galley, strong);
}
