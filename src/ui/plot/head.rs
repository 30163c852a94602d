//! The panel's first rows: which chart, of what, what it says.

use egui::{Align, Layout, Role, Sense, Stroke, vec2};

use super::{State, menu, sequence, sweep};
use crate::charts::{self, COMPONENT_CHARTS, Chart, PLAN_CHARTS, SEQUENCE, SWEEP};
use crate::session::{ActionId, Command, Session};
use crate::ui::list::{DropDown, Entry};
use crate::ui::{View, icon, style, widget};

/// Width from which the chart's subject stands beside the chooser.
const ROOM_FOR_SUBJECT: f32 = 60.0;
/// Height of the panel from which the chart's message has a row.
const ROOM_FOR_TAKEAWAY: f32 = 170.0;
/// Height from which the message may take two rows.
const ROOM_FOR_MORE: f32 = 230.0;
const STAMP: &str = "Rests on assumed inputs";

/// Draws them.
pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>, chart: &Chart, state: &mut State) {
    let height = ui.max_rect().height();
    let row = vec2(ui.available_width(), style::ROW);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
        let fold = ActionId::Plot.action().shortcuts.first().map(|of| of.label());
        let fold = format!("Fold the plot ({})", fold.unwrap_or_default());
        if widget::icon_button(ui, "chevron-down", &fold, true).clicked() {
            view.act(ActionId::Plot);
        }
        more(ui, view, state);
        let notes = egui::Button::new(icon::text("info", 16.0))
            .selected(state.notes)
            .frame_when_inactive(state.notes)
            .min_size(vec2(style::ROW + 4.0, style::ROW));
        let notes = ui.add(notes);
        widget::named(&notes, Role::Button, "Notes and sources");
        if notes.on_hover_text("Notes and sources").clicked() {
            state.notes = !state.notes;
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            chooser(ui, view, chart);
            if chart.id == SWEEP {
                sweep::choosers(ui, view, &mut state.sweep);
            }
            if chart.id == SEQUENCE {
                sequence::chooser(ui, view);
            }
            if chart.assumed {
                stamp(ui, view);
            }
            if view.session.chart_is_sampling() {
                let text = if chart.id == SWEEP { "Sweeping…" } else { "Sampling ranges…" };
                let text = egui::RichText::new(text).small();
                ui.label(text.color(style::color(view.theme.text.subdued)));
            }
            if ui.available_width() >= ROOM_FOR_SUBJECT {
                let text = style::strong(subject(view.session, chart))
                    .color(style::color(view.theme.text.strong));
                ui.add(egui::Label::new(text).truncate());
            }
        });
    });
    if height >= ROOM_FOR_TAKEAWAY && !chart.takeaway.is_empty() {
        let color = style::color(view.theme.text.normal);
        let font = egui::FontId::proportional(style::SIZES[1]);
        let mut job = egui::text::LayoutJob::simple(
            chart.takeaway.clone(),
            font,
            color,
            ui.available_width(),
        );
        job.wrap.max_rows = if height >= ROOM_FOR_MORE { 2 } else { 1 };
        ui.label(job).on_hover_text(&chart.takeaway);
    }
}

/// What the chart is of: the component's name, or the statement of a chart of the plan.
fn subject<'a>(session: &'a Session, chart: &'a Chart) -> &'a str {
    let component = session.subject().filter(|_| Session::is_component_chart(chart.id));
    let component = component.and_then(|id| session.plan().components.get(id));
    component.map_or(chart.title.as_str(), |component| component.name.as_str())
}

fn chooser(ui: &mut egui::Ui, view: &mut View<'_>, chart: &Chart) {
    let component = view.session.plottable().and_then(|id| view.session.plan().components.get(id));
    let component = component.map(|component| widget::shortened(&component.name, 30));
    let width = if ui.available_width() < 260.0 { 130.0 } else { 190.0 };
    let of_component = component.iter().flat_map(|name| {
        let charts = COMPONENT_CHARTS.iter().chain(&[SWEEP]);
        charts.map(move |chart| (name.as_str(), *chart))
    });
    let all: Vec<(&str, &str)> =
        of_component.chain(PLAN_CHARTS.iter().map(|chart| ("Whole plan", *chart))).collect();
    let drop_down = DropDown::new("Chart", charts::label(chart.id), width);
    let (_, chosen) = drop_down.show(ui, || {
        let entry = |(section, name): &(&str, &str)| {
            Entry::new(charts::label(name)).section(*section).on(*name == chart.id)
        };
        let hint = "Select a component for its own charts";
        let hint = component.is_none().then(|| Entry::hint(hint).section("Whole plan"));
        all.iter().map(entry).chain(hint).collect()
    });
    if let Some((_, name)) = chosen.and_then(|at| all.get(at)) {
        view.send(Command::ShowChart((*name).to_owned()));
    }
}

/// A dashed mark as on exports; in little room its icon alone.
fn stamp(ui: &mut egui::Ui, view: &View<'_>) {
    let color = style::color(view.theme.status.warn);
    let font = egui::FontId::proportional(style::SIZES[0]);
    let short = ui.available_width() < 260.0;
    let text = if short { "Assumed" } else { STAMP };
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, color);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(16.0, 4.0), Sense::hover());
    widget::named(&response, Role::Label, STAMP);
    let radius = rect.height() / 2.0;
    let outline = rounded(rect.shrink(0.5), radius);
    ui.painter().extend(egui::Shape::dashed_line(&outline, Stroke::new(1.0, color), 3.0, 3.0));
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, color);
    response.on_hover_text(
        "Nobody has stated some of the numbers behind this chart; below it are those that matter most",
    );
}

/// The outline of a rectangle whose ends are half circles.
fn rounded(rect: egui::Rect, radius: f32) -> Vec<egui::Pos2> {
    let mut points = Vec::new();
    for (x, from) in [(rect.right() - radius, -0.5), (rect.left() + radius, 0.5)] {
        for step in 0..=8_u8 {
            let angle = (from + f32::from(step) / 8.0) * std::f32::consts::PI;
            let center = egui::pos2(x, rect.center().y);
            points.push(center + (rect.height() / 2.0) * egui::Vec2::angled(angle));
        }
    }
    points.extend(points.first().copied());
    points
}

fn more(ui: &mut egui::Ui, view: &mut View<'_>, state: &mut State) {
    let button = egui::Button::new(icon::text("ellipsis", 16.0)).frame_when_inactive(false);
    let button = button.min_size(vec2(style::ROW + 4.0, style::ROW));
    let (response, _) = egui::containers::menu::MenuButton::from_button(button)
        .ui(ui, |ui| menu::entries(ui, view, state));
    widget::named(&response, Role::Button, "Plot menu");
    response.on_hover_text("Copy, export and more");
}
