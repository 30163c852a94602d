//! The legend of the overlay, over a corner of the canvas.

use egui::{Align2, Area, Label, Order, RichText, Sense, Stroke, StrokeKind, vec2};

use super::super::paint::Transform;
use super::super::{View, style};
use crate::base::{Point, Rect};
use crate::charts::overlay::{Carried, Entry};
use crate::draw::Theme;
use crate::session::Tool;

/// Room around the legend, and its width.
const MARGIN: f32 = 12.0;
const WIDTH: f32 = 260.0;
/// How far values may stand out of their cards.
const VALUES: f32 = 16.0;
/// Sample of a colour or line.
const SAMPLE: egui::Vec2 = vec2(24.0, 14.0);

/// The corners, the first one first; quick entry lies at the lower edge.
const CORNERS: [Align2; 4] =
    [Align2::LEFT_TOP, Align2::RIGHT_TOP, Align2::LEFT_BOTTOM, Align2::RIGHT_BOTTOM];

/// What the legend remembers between frames.
#[derive(Default)]
pub(super) struct State {
    /// Which of the corners it lies in, and its size there.
    corner: usize,
    size: egui::Vec2,
}

impl State {
    /// Moves to the corner in which it hides the fewest cards; it stays where it hides none, and while a hand
    /// is at work.
    fn settle(&mut self, view: &View<'_>, canvas: egui::Rect, transform: Transform) {
        if !matches!(view.session.tool, Tool::Idle) {
            return;
        }
        let point = |at: egui::Pos2| {
            let [x, y] = [at.x - transform.origin.x, at.y - transform.origin.y];
            Point::new(f64::from(x / transform.zoom), f64::from(y / transform.zoom))
        };
        let hidden = |corner: Align2| {
            let area = corner.align_size_within_rect(self.size, canvas.shrink(MARGIN));
            // Values hang over the edges of cards.
            let area = area.expand(VALUES);
            let area = Rect { min: point(area.min), max: point(area.max) };
            view.session.board().cards_in(area).filter(|(_, card)| card.overlaps(area)).count()
        };
        let now = hidden(CORNERS[self.corner]);
        let best = (0..CORNERS.len()).min_by_key(|&corner| hidden(CORNERS[corner]));
        if let Some(best) = best.filter(|&best| now > 0 && hidden(CORNERS[best]) < now) {
            self.corner = best;
        }
    }
}

/// Draws what the colours of cards and the widths of lines mean; nothing without an overlay.
pub(super) fn show(
    ui: &egui::Ui,
    view: &View<'_>,
    canvas: egui::Rect,
    transform: Transform,
    state: &mut State,
) {
    let session = view.session;
    let waiting = session.shades_are_stale();
    if session.shades().is_none() && !waiting {
        return;
    }
    state.settle(view, canvas, transform);
    let corner = CORNERS[state.corner];
    let area = Area::new(egui::Id::unique("overlay legend"))
        .order(Order::Middle)
        .pivot(corner)
        .fixed_pos(corner.pos_in_rect(&canvas.shrink(MARGIN)))
        .constrain_to(canvas)
        .interactable(false);
    let shown = area.show(ui.ctx(), |ui| {
        egui::Frame::popup(ui.style()).inner_margin(8).show(ui, |ui| {
            ui.set_max_width(WIDTH.min(canvas.width() - 2.0 * MARGIN));
            ui.spacing_mut().item_spacing.y = 2.0;
            // Nothing is clicked here, so rows are as high as their words.
            ui.spacing_mut().interact_size.y = 0.0;
            content(ui, view, waiting);
        });
    });
    state.size = shown.response.rect.size();
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
