//! Rows of tables in dialogs: what is drawn first, and columns of text at the right.

use egui::{Align, Label, Layout, Response, RichText, Ui, vec2};

use super::super::{View, style};

/// Share of a row that is left for what is drawn first.
const FIRST: f32 = 0.24;

/// A row: `first` takes the room that the columns of these widths leave. A text that is cut is told
/// in full under the pointer.
pub(super) fn line<const N: usize>(
    ui: &mut Ui,
    widths: [f32; N],
    first: impl FnOnce(&mut Ui) -> Response,
    cells: [RichText; N],
) -> Response {
    let size = vec2(ui.available_width() - 8.0, style::ROW);
    // In a narrow window columns give way, so that what is drawn first keeps its share.
    #[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
    let spaces = ui.spacing().item_spacing.x * widths.len() as f32;
    let most = (1.0 - FIRST) * size.x - spaces;
    let shrink = (most / widths.iter().sum::<f32>().max(1.0)).min(1.0);
    let widths = widths.map(|width| width * shrink);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        for (cell, width) in cells.into_iter().zip(widths).rev() {
            let place = vec2(width, style::ROW);
            ui.allocate_ui_with_layout(place, Layout::right_to_left(Align::Center), |ui| {
                ui.set_min_width(width);
                ui.add(Label::new(cell).truncate());
            });
        }
        ui.with_layout(Layout::left_to_right(Align::Center), first).inner
    })
    .inner
}

/// The row of the heads.
pub(super) fn heads<const N: usize>(
    ui: &mut Ui,
    view: &View<'_>,
    widths: [f32; N],
    first: &str,
    heads: [&str; N],
) {
    let quiet = style::color(view.theme.text.subdued);
    let small = |text: &str| RichText::new(text).small().color(quiet);
    line(ui, widths, |ui| ui.add(Label::new(small(first)).truncate()), heads.map(small));
}

/// A row of plain texts.
pub(super) fn texts<const N: usize>(
    ui: &mut Ui,
    view: &View<'_>,
    widths: [f32; N],
    first: &str,
    cells: [String; N],
) -> Response {
    let normal = style::color(view.theme.text.normal);
    let shown = |text: &str| RichText::new(text).color(normal);
    let cells = cells.map(|text| shown(&text));
    line(ui, widths, |ui| ui.add(Label::new(shown(first)).truncate()), cells)
}
