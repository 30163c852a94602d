//! What holds for the whole plan: sections on the left, one of them on the right.

mod about;
mod candidates;
mod currency;
mod economics;
mod own_criteria;
mod priorities;
mod scenarios;
mod team;

use egui::{ScrollArea, vec2};

pub(in crate::ui) use scenarios::{load_text, parse_load};

use super::super::field::{self, Field};
use super::super::{View, style, widget};
use crate::base::Date;
use crate::base::date::DateError;
use crate::model::Edit;
use crate::session::{Command, PlanSection, Session};

/// What the dialog remembers between frames.
#[derive(Default)]
pub(super) struct State {
    section: PlanSection,
    team: team::State,
    own: own_criteria::State,
}

/// Draws the dialog.
pub(super) fn show(
    ctx: &egui::Context,
    view: &mut View<'_>,
    section: PlanSection,
    state: &mut State,
    fresh: bool,
) {
    if fresh {
        state.section = section;
    }
    super::large(ctx, view, "Plan settings", vec2(880.0, 600.0), fresh, |ui, view| {
        let height = ui.available_height();
        ui.horizontal_top(|ui| {
            let width = if ui.available_width() < 600.0 { 104.0 } else { 152.0 };
            let down = egui::Layout::top_down(egui::Align::Min);
            ui.allocate_ui_with_layout(vec2(width, height), down, |ui| {
                ui.set_width(width);
                list(ui, view, state);
            });
            ui.add_space(8.0);
            ui.vertical(|ui| {
                let area = ScrollArea::vertical().id_salt(state.section.title());
                area.auto_shrink([false, false]).show(ui, |ui| {
                    // Room for the bar that floats over the right edge.
                    ui.set_max_width(ui.available_width() - 12.0);
                    match state.section {
                        PlanSection::Plan => about::show(ui, view),
                        PlanSection::Team => team::show(ui, view, &mut state.team),
                        PlanSection::Economics => economics::show(ui, view),
                        PlanSection::Priorities => {
                            priorities::show(ui, view);
                            ui.add_space(12.0);
                            own_criteria::show(ui, view, &mut state.own);
                        }
                        PlanSection::Candidates => candidates::show(ui, view),
                        PlanSection::Scenarios => scenarios::show(ui, view),
                    }
                    ui.add_space(8.0);
                });
            });
        });
    });
}

fn list(ui: &mut egui::Ui, view: &View<'_>, state: &mut State) {
    ui.spacing_mut().item_spacing.y = 2.0;
    for &section in PlanSection::ALL {
        let size = vec2(ui.available_width(), style::ROW + 4.0);
        let (rect, response) = ui.allocate_exact_size(size, egui::Sense::click());
        let on = section == state.section;
        response
            .widget_info(|| egui::WidgetInfo::selected(egui::Role::Tab, true, on, section.title()));
        let theme = view.theme;
        let fill = match (on, response.hovered() || response.has_focus()) {
            (true, _) => Some(theme.accent.soft),
            (_, true) => Some(theme.surface.hover),
            _ => None,
        };
        if let Some(fill) = fill {
            ui.painter().rect_filled(rect, 6.0, style::color(fill));
        }
        if response.has_focus() {
            let ring = egui::Stroke::new(1.0, style::color(theme.accent.stroke));
            ui.painter().rect_stroke(rect, 6.0, ring, egui::StrokeKind::Inside);
        }
        let color = if on { theme.text.strong } else { theme.text.normal };
        let font = egui::FontId::proportional(style::SIZES[1]);
        let at = rect.left_center() + vec2(12.0, 0.0);
        let align = egui::Align2::LEFT_CENTER;
        ui.painter().text(at, align, section.title(), font, style::color(color));
        if response.clicked() {
            state.section = section;
        }
    }
}

/// Changes the plan as one step.
fn edit(view: &mut View<'_>, label: impl Into<String>, edit: Edit) {
    view.send(Command::Edit { label: label.into(), edit });
}

/// A change of the plan with the label of its step; none where the text says what is there.
type Change = Result<Option<(String, Edit)>, String>;

/// A field with the reason below it why its text does not count.
fn text(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    field: Field<'_>,
    change: impl Fn(&Session, &str) -> Change + Send + Sync + 'static,
) {
    let width = field.width;
    ui.vertical(|ui| {
        ui.set_max_width(width);
        ui.spacing_mut().item_spacing.y = 2.0;
        let shown = field::show(ui, view, field, move |session, text| {
            let change = change(session, text.trim())?;
            Ok(change.map(|(label, edit)| Command::Edit { label, edit }))
        });
        if let Some(error) = &shown.error {
            field::error_line(ui, view, error);
        }
    });
}

/// A date, or none for an empty field.
pub(super) fn date_of(text: &str) -> Result<Option<Date>, String> {
    match text {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|error: DateError| error.to_string()),
    }
}

/// A name must not be empty.
fn named(text: &str) -> Result<String, String> {
    if text.is_empty() { Err("Type a name".to_owned()) } else { Ok(text.to_owned()) }
}

/// The heading of a section with what it is for.
fn heading(ui: &mut egui::Ui, title: &str, text: &str) {
    ui.label(style::strong(title));
    widget::small_print(ui, text);
    ui.add_space(4.0);
}

/// A bordered box around what belongs together.
fn boxed<R>(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    content: impl FnOnce(&mut egui::Ui, &mut View<'_>) -> R,
) -> R {
    let frame = egui::Frame::new()
        .stroke(egui::Stroke::new(1.0, style::color(view.theme.line.hairline)))
        .corner_radius(8)
        .inner_margin(12);
    let result = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        content(ui, view)
    });
    ui.add_space(8.0);
    result.inner
}
