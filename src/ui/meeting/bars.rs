//! Names with a share as a bar below, in the sizes of a meeting.

use egui::{Align2, FontId, Rect, Sense, vec2};

use super::super::{View, style, widget};
use crate::base::Hue;

/// A name with a figure on the right and a bar for its share below both.
pub(super) fn row(
    ui: &mut egui::Ui,
    view: &View<'_>,
    name: &str,
    hue: Hue,
    share: f64,
    figure: &str,
) {
    let theme = view.theme;
    let height = super::look::size(ui, 1) + 20.0;
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    widget::named(&response, egui::Role::Meter, &format!("{name}: {figure}"));
    let painter = ui.painter();
    let (quiet, words) = (style::color(theme.text.subdued), style::color(theme.text.normal));
    let font = FontId::proportional(super::look::size(ui, 0));
    let taken = painter.text(rect.right_top(), Align2::RIGHT_TOP, figure, font, quiet);
    let font = FontId::proportional(super::look::size(ui, 1));
    let mut job = egui::text::LayoutJob::simple_singleline(name.to_owned(), font, words);
    let room = (taken.left() - rect.left() - 12.0).max(0.0);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room);
    let galley = painter.layout_job(job);
    let cut = galley.elided;
    painter.galley(rect.left_top(), galley, words);
    let rail = Rect::from_min_size(rect.left_bottom() - vec2(0.0, 10.0), vec2(rect.width(), 6.0));
    painter.rect_filled(rail, 3.0, style::color(theme.surface.pressed));
    let mut bar = rail;
    #[expect(clippy::cast_possible_truncation, reason = "a length on the screen")]
    bar.set_width(rail.width() * (share.clamp(0.0, 1.0) as f32));
    painter.rect_filled(bar, 3.0, style::color(theme.hue(hue)));
    if cut {
        response.on_hover_text(format!("{name}\n{figure}"));
    }
}
