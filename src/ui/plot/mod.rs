//! The plot panel: one chart, of the selected component or of the plan.

mod bars;
mod curves;
mod foot;
mod head;
mod menu;
mod sequence;
pub(super) mod sweep;

use std::sync::Arc;

use egui::{pos2, vec2};

use super::{View, icon, style, widget};
use crate::charts::{self, Body, Chart, Curves};
use crate::session::{ActionId, Command, Element};

/// Least width of each of several panels side by side; below it they are shown one at a time.
const LEAST_WIDTH: f32 = 270.0;
/// Space between panels.
const BETWEEN: f32 = 16.0;

/// What the plot panel remembers between frames.
#[derive(Default)]
pub(super) struct State {
    curves: curves::State,
    bars: bars::State,
    sequence: sequence::State,
    sweep: sweep::State,
    /// Whether notes and sources are shown.
    notes: bool,
    /// The panel of the chart that is shown where there is room for one.
    panel: usize,
}

/// Draws the plot.
pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>, state: &mut State) {
    let Some(chart) = view.session.chart().map(Arc::clone) else {
        widget::empty(ui, "chart-line", "There is no chart to show", None);
        return;
    };
    // Everything lies in rectangles of its own: the panel's height is the user's, whatever is shown.
    let whole = ui.available_rect_before_wrap();
    let background = ui.allocate_rect(whole, egui::Sense::click());
    widget::named(&background, egui::Role::Group, &format!("Plot: {}", chart.title));
    let inner = whole.shrink2(vec2(12.0, 6.0));
    let head = part(ui, "head", inner, |ui| head::show(ui, view, &chart, state));
    let foot = foot::height(inner.height(), &chart, state);
    let mut middle = inner;
    *middle.top_mut() = (head.bottom() + 4.0).min(inner.bottom());
    *middle.bottom_mut() = (inner.bottom() - foot).max(middle.top());
    part(ui, "chart", middle, |ui| panels(ui, view, &chart, state));
    let below = egui::Rect::from_min_max(pos2(inner.left(), middle.bottom()), inner.max);
    part(ui, "foot", below, |ui| foot::show(ui, view, &chart, state, inner.height()));
    background.context_menu(|ui| menu::entries(ui, view, state));
}

/// Draws the plot folded to its sentence; a click opens it.
pub(super) fn folded(ui: &mut egui::Ui, view: &mut View<'_>) {
    let Some(chart) = view.session.chart().map(Arc::clone) else { return };
    let says = if chart.takeaway.is_empty() { &chart.title } else { &chart.takeaway };
    let rect = ui.available_rect_before_wrap();
    let response = ui.allocate_rect(rect, egui::Sense::click());
    widget::named(&response, egui::Role::Button, &format!("Open the plot: {says}"));
    let theme = view.theme;
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 0.0, style::color(theme.surface.hover));
    }
    let quiet = style::color(theme.text.subdued);
    let mut row = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(vec2(12.0, 0.0)))
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    icon::show(&mut row, "chevron-up", 15.0, quiet);
    let label = egui::RichText::new(charts::label(chart.id)).color(quiet);
    row.add(egui::Label::new(label).truncate());
    let says = egui::RichText::new(says).color(style::color(theme.text.normal));
    row.add(egui::Label::new(says).truncate());
    let shortcut = ActionId::Plot.action().shortcuts.first().map(|of| of.label());
    let hint = format!("Open the plot ({})", shortcut.unwrap_or_default());
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(hint).clicked() {
        view.act(ActionId::Plot);
    }
}

/// Draws a part of the panel into `rect`; returns what it used.
fn part(
    ui: &mut egui::Ui,
    name: &str,
    rect: egui::Rect,
    content: impl FnOnce(&mut egui::Ui),
) -> egui::Rect {
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt(name));
    child.set_clip_rect(rect.expand(6.0).intersect(ui.clip_rect()));
    content(&mut child);
    child.min_rect()
}

fn panels(ui: &mut egui::Ui, view: &mut View<'_>, chart: &Arc<Chart>, state: &mut State) {
    let empty = chart.panels.iter().find_map(|panel| match &panel.body {
        Body::Empty(why) => Some(why.as_str()),
        _ => None,
    });
    if let Some(why) = empty {
        nothing(ui, view, why);
        return;
    }
    #[expect(clippy::cast_precision_loss, reason = "a handful of panels")]
    let count = chart.panels.len().max(1) as f32;
    let size = ui.available_size();
    if size.x < count * LEAST_WIDTH && count > 1.0 {
        ui.horizontal(|ui| {
            for (index, panel) in chart.panels.iter().enumerate() {
                ui.selectable_value(&mut state.panel, index, &panel.title);
            }
        });
        let index = state.panel.min(chart.panels.len() - 1);
        one(ui, view, chart, index, state, [false, true]);
        return;
    }
    let alike = shared_legend(chart);
    if let Some(curves) = alike {
        curves::legend(ui, view.theme, curves);
    }
    let size = ui.available_size();
    let width = (size.x - BETWEEN * (count - 1.0)) / count;
    let corner = ui.cursor().min;
    for (index, offset) in (0..chart.panels.len()).scan(0.0, |x, index| {
        let offset = *x;
        *x += width + BETWEEN;
        Some((index, offset))
    }) {
        let rect = egui::Rect::from_min_size(corner + vec2(offset, 0.0), vec2(width, size.y));
        let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt(index));
        one(&mut ui, view, chart, index, state, [true, alike.is_none()]);
    }
    ui.advance_cursor_after_rect(egui::Rect::from_min_size(corner, size));
}

/// The lines that all panels of a chart share, if there are several and they do.
fn shared_legend(chart: &Chart) -> Option<&Curves> {
    let mut all = chart.panels.iter().map(|panel| match &panel.body {
        Body::Curves(curves) => Some(curves),
        _ => None,
    });
    let first = all.next()??;
    let names = |curves: &Curves| curves.series.iter().map(|s| s.name.clone()).collect::<Vec<_>>();
    let mut rest = all.peekable();
    rest.peek()?;
    rest.all(|other| other.is_some_and(|other| names(other) == names(first))).then_some(first)
}

/// One panel of the chart in what is left of `ui`, with its title and its legend or without.
fn one(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    chart: &Arc<Chart>,
    index: usize,
    state: &mut State,
    [titled, legend]: [bool; 2],
) {
    let Some(panel) = chart.panels.get(index) else { return };
    if titled && !panel.title.is_empty() {
        let title = style::strong(&panel.title).color(style::color(view.theme.text.strong));
        ui.add(egui::Label::new(title).truncate());
        ui.add_space(2.0);
    }
    let response = match &panel.body {
        Body::Curves(of) => {
            if legend {
                curves::legend(ui, view.theme, of);
            }
            state.curves.follow(chart, view.session.subject());
            curves::show(ui, view.theme, chart, index, of, &mut state.curves)
        }
        Body::Bars(of) => bars::show(ui, view.theme, chart, index, of, &mut state.bars),
        Body::Sequence(of) => sequence::show(ui, view.theme, chart, of, &mut state.sequence),
        Body::Empty(_) => return,
    };
    response.context_menu(|ui| menu::entries(ui, view, state));
}

/// A chart that nothing can be plotted on says why, and leads to what is missing.
fn nothing(ui: &mut egui::Ui, view: &mut View<'_>, why: &str) {
    let subject = view.session.plottable().cloned();
    let name = subject.as_ref().and_then(|id| view.session.plan().components.get(id));
    let button = name.map(|component| format!("Go to {}", widget::shortened(&component.name, 30)));
    if widget::empty(ui, "chart-line", why, button.as_deref())
        && let Some(id) = subject
    {
        view.send(Command::GoTo(Element::Component(id)));
    }
}
