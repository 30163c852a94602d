//! Panels of lines: zoomed with the wheel, moved by dragging, reset by a double click.
//!
//! Logarithmic axes are plotted as logarithms; only ticks and words know the values.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Response, Stroke, Tooltip, pos2, vec2};
use egui_plot::{
    AxisHints, FilledArea, GridMark, HPlacement, Line, LineStyle, Plot, PlotBounds, PlotPoint,
    PlotPoints, PlotTransform,
};

use crate::base::{Point, Rect};
use crate::charts::{Axis, Chart, Curves, SWEEP, Series};
use crate::draw::chart::window;
use crate::draw::{self, Font, Scene, Theme};
use crate::model::ComponentId;
use crate::session::Session;
use crate::ui::paint::{self, Transform};
use crate::ui::style;

/// Space that a tick's label needs, across and along.
const TICK_WIDTH: f32 = 62.0;
const TICK_HEIGHT: f32 = 30.0;
/// Space to the right, for half of the last tick's label.
const AT_RIGHT: f32 = 14.0;
/// How far from the chart's own range one can go, in lengths of that range.
const FARTHEST: f64 = 1.0;
/// Smallest part of the range that fills the plot.
const CLOSEST: f64 = 0.02;
/// Opacity of bands.
const BAND: f32 = 0.16;
/// A band that reaches far above the chart ends beyond this many ranges.
const NO_END: f64 = 2.0;

/// What is seen of each panel, and what was drawn over its lines last.
#[derive(Default)]
pub(super) struct State {
    /// The chart that the windows are of; of a sweep its title, since its axes are not always the
    /// same. With the component, if it is one of a component.
    of: (String, Option<ComponentId>),
    /// The part that is seen of a panel, in places along the axes, once it was moved or zoomed.
    windows: BTreeMap<usize, PlotBounds>,
    over: BTreeMap<usize, Over>,
}

struct Over {
    chart: Arc<Chart>,
    bounds: PlotBounds,
    frame: egui::Rect,
    theme: &'static Theme,
    scene: Scene,
}

impl State {
    /// Whether another part is seen than the chart's own.
    pub(super) fn is_zoomed(&self) -> bool {
        !self.windows.is_empty()
    }

    /// Shows the whole chart where it is another one, or of another component.
    pub(super) fn follow(&mut self, chart: &Chart, subject: Option<&ComponentId>) {
        let subject = subject.filter(|_| Session::is_component_chart(chart.id));
        let name = if chart.id == SWEEP { chart.title.as_str() } else { chart.id };
        if self.of.0 != name || self.of.1.as_ref() != subject {
            self.of = (name.to_owned(), subject.cloned());
            self.reset();
        }
    }

    /// Shows the whole chart again.
    pub(super) fn reset(&mut self) {
        self.windows.clear();
    }
}

/// Draws a panel into what is left of `ui`.
pub(super) fn show(
    ui: &mut egui::Ui,
    theme: &'static Theme,
    chart: &Arc<Chart>,
    panel: usize,
    curves: &Curves,
    state: &mut State,
) -> Response {
    let own = own_bounds(curves);
    let seen = state.windows.get(&panel).copied().unwrap_or(own);
    let plot = plot(ui, theme, chart, panel, curves);
    let lines = lines(theme, curves, &own);
    let shown = plot.show(ui, |ui| {
        ui.set_plot_bounds(seen);
        if ui.response().hovered() {
            let wheel = ui.ctx().input(|input| input.smooth_scroll_delta.y);
            if wheel != 0.0 {
                ui.zoom_bounds_around_hovered(egui::Vec2::splat((wheel * 0.004).exp()));
            }
        }
        for item in lines {
            match item {
                Item::Line(line) => ui.line(line),
                Item::Band(band) => ui.add(band),
            }
        }
    });
    let (response, transform) = (shown.response, shown.transform);
    response.widget_info(|| {
        let name = format!("{}: lines over {}", chart.title, window::axis_title(&curves.x));
        egui::WidgetInfo::labeled(egui::Role::Figure, true, name)
    });
    remember(state, panel, &own, &transform, response.double_clicked(), ui);
    let painter = ui.painter().with_clip_rect(transform.frame().expand(6.0));
    let over = over(state, theme, chart, panel, curves, &transform);
    paint::scene(&painter, over, Transform { origin: egui::Pos2::ZERO, zoom: 1.0 });
    if response.hovered() && !response.dragged() {
        hover(ui, theme, curves, &transform, &response);
    }
    response
}

/// The names of the lines, above a panel or above all that have the same lines.
pub(super) fn legend(ui: &mut egui::Ui, theme: &Theme, curves: &Curves) {
    let width = ui.available_width();
    let scene = window::legend(curves, theme, f64::from(width));
    #[expect(clippy::cast_possible_truncation, reason = "a height on the screen")]
    let (rect, _) =
        ui.allocate_exact_size(vec2(width, scene.size.height as f32), egui::Sense::hover());
    paint::scene(ui.painter(), &scene, Transform { origin: rect.min, zoom: 1.0 });
}

fn own_bounds(curves: &Curves) -> PlotBounds {
    let Curves { x, y, .. } = curves;
    PlotBounds::from_min_max([x.along(x.min), y.along(y.min)], [x.along(x.max), y.along(y.max)])
}

fn plot<'a>(
    ui: &egui::Ui,
    theme: &Theme,
    chart: &Chart,
    panel: usize,
    curves: &'a Curves,
) -> Plot<'a> {
    let quiet = style::color(theme.text.subdued);
    let small = egui::FontId::proportional(style::SIZES[0]);
    let size = ui.available_size();
    let room = [size.x - AT_RIGHT - 60.0, size.y - 34.0];
    let hints = |hints: AxisHints<'a>, axis: &'a Axis, length: f32| {
        let title = egui::RichText::new(fitting_title(axis, length)).small().color(quiet);
        hints
            .label(title)
            .formatter(|mark: GridMark, _| window::tick_label(axis.value_at(mark.value), axis))
            .tick_label_color(quiet)
            .tick_label_font(small.clone())
            .label_spacing(egui::Rangef::new(1.0, 2.0))
    };
    Plot::new((chart.id, panel))
        .width(size.x - AT_RIGHT)
        .show_background(false)
        .grid_color(style::color(theme.line.hairline))
        .grid_fade(0.0)
        .grid_spacing(egui::Rangef::new(1.0, 2.0))
        .custom_x_axes(vec![hints(AxisHints::new_x(), &curves.x, room[0]).min_thickness(32.0)])
        .custom_y_axes(vec![
            hints(AxisHints::new_y(), &curves.y, room[1])
                .placement(HPlacement::Left)
                .min_thickness(56.0),
        ])
        .x_grid_spacer(move |input| marks(&curves.x, input.bounds, room[0] / TICK_WIDTH))
        .y_grid_spacer(move |input| marks(&curves.y, input.bounds, room[1] / TICK_HEIGHT))
        .show_x(false)
        .show_y(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_double_click_reset(false)
        .min_size(vec2(80.0, 40.0))
}

/// An axis's title; along a short axis its unit alone.
fn fitting_title(axis: &Axis, length: f32) -> String {
    let title = window::axis_title(axis);
    if draw::measure(&title, Font::Regular, f64::from(style::SIZES[0])) <= f64::from(length) {
        return title;
    }
    window::axis_unit(axis).into_owned()
}

/// Grid lines and ticks where exports have them, at most about `most`.
fn marks(axis: &Axis, bounds: (f64, f64), most: f32) -> Vec<GridMark> {
    let seen = Axis { min: axis.value_at(bounds.0), max: axis.value_at(bounds.1), ..axis.clone() };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few ticks")]
    let most = most.max(2.0) as usize;
    let ticks = window::ticks(&seen, most).into_iter();
    // A step as long as the axis: every line and label is worth drawing.
    let step_size = bounds.1 - bounds.0;
    ticks.map(|tick| GridMark { value: axis.along(tick), step_size }).collect()
}

enum Item {
    Line(Line<'static>),
    Band(FilledArea),
}

/// Bands below lines.
fn lines(theme: &Theme, curves: &Curves, own: &PlotBounds) -> Vec<Item> {
    let mut items = Vec::new();
    for series in &curves.series {
        let color = style::color(theme.hue(series.hue));
        let place = |y: f64| curves.y.along(y).min(own.max()[1] + NO_END * own.height());
        let known = series.band.iter().filter(|band| band.iter().all(|value| !value.is_nan()));
        let (mut xs, mut low, mut high) = (Vec::new(), Vec::new(), Vec::new());
        for band in known {
            xs.push(curves.x.along(band[0]));
            low.push(place(band[1]));
            high.push(place(band[2]));
        }
        if xs.len() > 1 {
            let band = FilledArea::new(series.name.clone(), &xs, &low, &high);
            items.push(Item::Band(band.fill_color(color.gamma_multiply(BAND)).allow_hover(false)));
        }
    }
    for series in &curves.series {
        let stroke = Stroke::new(2.0, style::color(theme.hue(series.hue)));
        let dashes = LineStyle::Dashed { length: 5.0 };
        let style = if series.dashed { dashes } else { LineStyle::Solid };
        for run in runs(series, curves) {
            let line = Line::new(series.name.clone(), PlotPoints::from(run));
            items.push(Item::Line(
                line.stroke(stroke).style(style).allow_band(false).allow_hover(false),
            ));
        }
    }
    items
}

/// The unbroken stretches of a line.
fn runs(series: &Series, curves: &Curves) -> Vec<Vec<[f64; 2]>> {
    let mut found = vec![Vec::new()];
    for &[x, y] in &series.points {
        if !y.is_finite() {
            found.push(Vec::new());
        } else if let Some(run) = found.last_mut() {
            run.push([curves.x.along(x), curves.y.along(y)]);
        }
    }
    found.retain(|run| run.len() > 1);
    found
}

/// Keeps what was zoomed or moved to, within reason, for the next frame.
fn remember(
    state: &mut State,
    panel: usize,
    own: &PlotBounds,
    transform: &PlotTransform,
    reset: bool,
    ui: &egui::Ui,
) {
    if reset {
        state.windows.remove(&panel);
        ui.ctx().request_repaint();
        return;
    }
    let near = |a: f64, b: f64, of: f64| (a - b).abs() <= 1e-6 * of;
    let now = transform.bounds();
    let same = (0..2).all(|axis| {
        let of = own.max()[axis] - own.min()[axis];
        near(now.min()[axis], own.min()[axis], of) && near(now.max()[axis], own.max()[axis], of)
    });
    if same {
        return;
    }
    let ends = |axis: usize| {
        let (min, max) = (own.min()[axis], own.max()[axis]);
        let of = max - min;
        let length =
            (now.max()[axis] - now.min()[axis]).clamp(CLOSEST * of, (1.0 + 2.0 * FARTHEST) * of);
        let middle = f64::midpoint(now.min()[axis], now.max()[axis]);
        let middle = middle.clamp(min - FARTHEST * of, max + FARTHEST * of);
        [middle - length / 2.0, middle + length / 2.0]
    };
    let [x, y] = [ends(0), ends(1)];
    state.windows.insert(panel, PlotBounds::from_min_max([x[0], y[0]], [x[1], y[1]]));
}

/// Markers, targets, rings and words, drawn anew when anything moved.
fn over<'a>(
    state: &'a mut State,
    theme: &'static Theme,
    chart: &Arc<Chart>,
    panel: usize,
    curves: &Curves,
    transform: &PlotTransform,
) -> &'a Scene {
    let (bounds, frame) = (*transform.bounds(), *transform.frame());
    let fits = state.over.get(&panel).is_some_and(|over| {
        Arc::ptr_eq(&over.chart, chart)
            && over.bounds == bounds
            && over.frame == frame
            && std::ptr::eq(over.theme, theme)
    });
    if !fits {
        let end = |axis: &Axis, index: usize| Axis {
            min: axis.value_at(bounds.min()[index]),
            max: axis.value_at(bounds.max()[index]),
            ..axis.clone()
        };
        let [min, max] = [frame.min, frame.max]
            .map(|corner| Point::new(f64::from(corner.x), f64::from(corner.y)));
        let (x, y) = (end(&curves.x, 0), end(&curves.y, 1));
        let scene = window::over(curves, &x, &y, Rect { min, max }, theme);
        let chart = Arc::clone(chart);
        state.over.insert(panel, Over { chart, bounds, frame, theme, scene });
    }
    &state.over[&panel].scene
}

/// A line at the pointer, a dot on each curve, and their values.
fn hover(
    ui: &egui::Ui,
    theme: &Theme,
    curves: &Curves,
    transform: &PlotTransform,
    response: &Response,
) {
    let Some(pointer) = response.hover_pos() else { return };
    let x = curves.x.value_at(transform.value_from_position(pointer).x);
    if !x.is_finite() || x < curves.x.min || x > curves.x.max {
        return;
    }
    let frame = transform.frame();
    let painter = ui.painter().with_clip_rect(*frame);
    let line = Stroke::new(1.0, style::color(theme.line.border));
    painter.line_segment([pos2(pointer.x, frame.top()), pos2(pointer.x, frame.bottom())], line);
    let readings = curves.readings(x);
    for reading in &readings {
        let Some(value) = reading.value else { continue };
        let at = PlotPoint::new(curves.x.along(x), curves.y.along(value));
        let at = transform.position_from_point(&at);
        painter.circle(
            at,
            4.0,
            style::color(theme.hue(reading.hue)),
            Stroke::new(1.5, style::color(theme.surface.panel)),
        );
    }
    Tooltip::for_widget(response).at_pointer().gap(16.0).show(|ui| {
        let unit = curves.y.unit;
        let quiet = style::color(theme.text.subdued);
        ui.label(style::strong(format!("{}: {}", curves.x.label, curves.x.unit.readable(x))));
        egui::Grid::new("readings").num_columns(3).spacing([12.0, 2.0]).min_row_height(16.0).show(
            ui,
            |ui| {
                for reading in readings {
                    let name = egui::RichText::new(&reading.name);
                    ui.label(name.color(style::color(theme.hue(reading.hue))));
                    let value = reading.value.map_or_else(
                        || "beyond what it serves".to_owned(),
                        |value| unit.readable(value),
                    );
                    ui.label(style::strong(value));
                    if let Some([low, high]) = reading.band {
                        let high = if high.is_infinite() {
                            "no limit".to_owned()
                        } else {
                            unit.readable(high)
                        };
                        let text = format!("{} to {high}", unit.readable(low));
                        ui.label(egui::RichText::new(text).small().color(quiet));
                    }
                    ui.end_row();
                }
            },
        );
    });
}
