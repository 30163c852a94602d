//! The evidence browser: every number of the catalog with where it comes from.

mod detail;
mod rows;

use egui::{Align2, ScrollArea, TextEdit, vec2};

use super::super::{View, style, widget};
use crate::draw::{Font, font};
use crate::model::LanguageId;
use rows::{Row, Sort};

/// Width from which the details stand beside the rows.
const WIDE: f32 = 720.0;

/// What the browser remembers between frames.
#[derive(Default)]
pub(super) struct State {
    rows: Vec<Row>,
    search: String,
    sort: Option<Sort>,
    language: Option<LanguageId>,
    /// The row whose details are shown.
    open: Option<usize>,
}

/// Draws the browser.
pub(super) fn show(ctx: &egui::Context, view: &mut View<'_>, state: &mut State, fresh: bool) {
    if state.rows.is_empty() {
        state.rows = rows::all(view.session.catalog());
    }
    super::large(ctx, view, "Evidence", vec2(1040.0, 620.0), fresh, |ui, view| {
        let wide = ui.available_width() >= WIDE;
        if !wide && let Some(open) = state.open {
            if ui.button("Back to the list").clicked() {
                state.open = None;
            }
            detail::show(ui, view, state, open);
            return;
        }
        filters(ui, view, state, fresh);
        ui.add_space(4.0);
        let found = found(state);
        if found.is_empty() {
            if widget::empty(ui, "search", "Nothing in the catalog fits", Some("Clear search")) {
                (state.search, state.sort, state.language) = (String::new(), None, None);
            }
            return;
        }
        let height = ui.available_height();
        ui.horizontal_top(|ui| {
            let width = ui.available_width() * if wide { 0.6 } else { 1.0 };
            let down = egui::Layout::top_down(egui::Align::Min);
            ui.allocate_ui_with_layout(vec2(width, height), down, |ui| {
                ui.set_width(width);
                list(ui, view, state, &found);
            });
            if wide {
                ui.separator();
                ui.vertical(|ui| {
                    if let Some(open) = state.open {
                        detail::show(ui, view, state, open);
                    } else {
                        let text = "Choose a row to see where its number comes from";
                        widget::empty(ui, "book-open", text, None);
                    }
                });
            }
        });
    });
}

fn filters(ui: &mut egui::Ui, view: &View<'_>, state: &mut State, fresh: bool) {
    ui.horizontal_wrapped(|ui| {
        let field = TextEdit::singleline(&mut state.search)
            .hint_text("Search figures, claims and sources")
            .desired_width(280.0_f32.min(ui.available_width()));
        let response = ui.add(field);
        widget::named(&response, egui::Role::TextInput, "Search the evidence");
        if fresh {
            response.request_focus();
        }
        let catalog = view.session.catalog();
        let name = |id: &Option<LanguageId>| {
            id.as_ref().map_or("All languages", |id| catalog.language_name(id)).to_owned()
        };
        let known = catalog.languages.keys().cloned().map(Some);
        let all = std::iter::once(None).chain(known).map(|of| (name(&of), of));
        let options: Vec<_> = all.map(|(name, of)| (of, name)).collect();
        let (_, chosen) = widget::choice(ui, "Language", 136.0, &state.language, &options);
        if let Some(language) = chosen {
            state.language = language;
        }
        ui.selectable_value(&mut state.sort, None, "All");
        for sort in Sort::ALL {
            ui.selectable_value(&mut state.sort, Some(sort), sort.title());
        }
    });
}

/// Places of the rows that pass the filters.
fn found(state: &State) -> Vec<usize> {
    let wanted = state.search.trim().to_lowercase();
    let fits = |row: &Row| {
        state.sort.is_none_or(|sort| sort == row.sort)
            && (state.language.is_none() || state.language == row.language)
            && wanted.split_whitespace().all(|word| row.words.contains(word))
    };
    (0..state.rows.len()).filter(|&place| fits(&state.rows[place])).collect()
}

fn list(ui: &mut egui::Ui, view: &View<'_>, state: &mut State, found: &[usize]) {
    let count = match found.len() {
        1 => "1 entry".to_owned(),
        count => format!("{count} entries"),
    };
    widget::small_print(ui, &count);
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical().auto_shrink([false, false]);
    area.show_rows(ui, 2.0 * style::ROW - 4.0, found.len(), |ui, seen| {
        for &place in &found[seen] {
            let on = state.open == Some(place);
            if line(ui, view, &state.rows[place], on).clicked() {
                state.open = Some(place);
            }
        }
    });
}

/// A row: what is counted over what it speaks of; the value at the right over its confidence.
fn line(ui: &mut egui::Ui, view: &View<'_>, row: &Row, on: bool) -> egui::Response {
    let size = vec2(ui.available_width() - 10.0, 2.0 * style::ROW - 4.0);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::click());
    let (value, quality) = value(row);
    response.widget_info(|| {
        let name = format!("{}, {}: {value}", row.of, row.what);
        egui::WidgetInfo::selected(egui::Role::ListItem, true, on, name)
    });
    let theme = view.theme;
    let fill = if on { Some(theme.accent.soft) } else { None };
    let hover = (response.hovered() || response.has_focus()).then_some(theme.surface.hover);
    if let Some(fill) = fill.or(hover) {
        ui.painter().rect_filled(rect, 6.0, style::color(fill));
    }
    let (upper, lower) = (rect.top() + 14.0, rect.top() + 31.0);
    let quiet = style::color(theme.text.subdued);
    let small = style::font(Font::Regular, style::SIZES[0]);
    let mono = style::font(Font::Mono, style::SIZES[1]);
    let color = style::color(theme.text.strong);
    let painter = ui.painter();
    let right = rect.right() - 10.0;
    let drawn = painter.text(egui::pos2(right, upper), Align2::RIGHT_CENTER, value, mono, color);
    let under =
        painter.text(egui::pos2(right, lower), Align2::RIGHT_CENTER, quality, small.clone(), quiet);
    let left = rect.left() + 24.0;
    if let Some(hue) = row.hue {
        let at = egui::pos2(rect.left() + 12.0, upper);
        painter.circle_filled(at, 4.0, style::color(theme.hue(hue)));
    }
    let fit = |text: &str, size: f32, until: f32| {
        let room = f64::from((until - left - 12.0).max(20.0));
        font::elide(text, Font::Regular, f64::from(size), room)
    };
    let normal = style::color(theme.text.normal);
    let regular = style::font(Font::Regular, style::SIZES[1]);
    let what = fit(&row.what, style::SIZES[1], drawn.left());
    painter.text(egui::pos2(left, upper), Align2::LEFT_CENTER, what, regular, normal);
    let of = fit(&row.of, style::SIZES[0], under.left());
    painter.text(egui::pos2(left, lower), Align2::LEFT_CENTER, of, small, quiet);
    response
}

/// The value with its unit, and the quality of its evidence or a source's date.
fn value(row: &Row) -> (String, String) {
    if let Some(figure) = row.figure {
        return (figure.readable(), figure.confidence.label().to_owned());
    }
    row.source
        .map_or_else(Default::default, |source| (source.date.to_string(), "source".to_owned()))
}
