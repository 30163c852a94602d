//! One row in full: value, quality, where it comes from and what rests on it.

use egui::{Label, RichText, ScrollArea};

use super::super::super::{View, style, widget};
use super::State;
use super::rows::Row;
use crate::base::{Currency, Range};
use crate::catalog::{Figure, Source};

/// Draws the details of a row.
pub(super) fn show(ui: &mut egui::Ui, view: &View<'_>, state: &mut State, open: usize) {
    let mut follow = None;
    ScrollArea::vertical().id_salt(("evidence detail", open)).auto_shrink([false, false]).show(
        ui,
        |ui| {
            ui.set_max_width(ui.available_width() - 12.0);
            let row = &state.rows[open];
            ui.add(Label::new(style::strong(&row.what).size(style::SIZES[2])).wrap());
            widget::small_print(ui, &row.of);
            ui.add_space(8.0);
            if let Some(figure) = row.figure {
                values(ui, row, figure);
                for id in &figure.sources {
                    if let Some(source) = view.session.catalog().sources.get(id) {
                        of_source(ui, source);
                    }
                }
                if figure.sources.is_empty() {
                    widget::small_print(
                        ui,
                        "No source: an assumption to be replaced by what you know.",
                    );
                }
            }
            if let Some(source) = row.source {
                of_source(ui, source);
                follow = citing(ui, state, source);
            }
            if !row.used.is_empty() {
                ui.add_space(8.0);
                ui.label(style::strong("Used by"));
                ui.add(Label::new(widget::sentence(&row.used)).wrap());
            }
        },
    );
    if follow.is_some() {
        state.open = follow;
    }
}

fn values(ui: &mut egui::Ui, row: &Row, figure: &Figure) {
    let line = |ui: &mut egui::Ui, name: &str, value: &str| {
        let quiet = ui.visuals().weak_text_color();
        ui.horizontal(|ui| {
            ui.add_sized([112.0, style::ROW], |ui: &mut egui::Ui| {
                let layout = egui::Layout::left_to_right(egui::Align::Center);
                ui.with_layout(layout, |ui| ui.label(RichText::new(name).color(quiet))).inner
            });
            ui.add(Label::new(RichText::new(value).monospace()).wrap());
        });
    };
    let _dollars = Currency::Usd.scope();
    let unit = figure.unit;
    if figure.range.is_exact() {
        line(ui, "Value", &unit.readable(figure.range.typical));
    } else {
        line(ui, "Low (P10)", &unit.readable(figure.range.low));
        line(ui, "Typical (P50)", &unit.readable(figure.range.typical));
        line(ui, "High (P90)", &unit.readable(figure.range.high));
    }
    if let Some(article) = row.article {
        line(ui, "Article says", &article_text(article, figure));
    }
    let fact = |ui: &mut egui::Ui, name: &str, text: &str| {
        let quiet = ui.visuals().weak_text_color();
        ui.add(Label::new(RichText::new(name).size(style::SIZES[0]).color(quiet)));
        ui.add(Label::new(text).wrap());
    };
    ui.add_space(4.0);
    fact(ui, "Confidence", &widget::sentence(figure.confidence.label()));
    if let Some(date) = figure.date {
        fact(ui, "Date", &date.to_string());
    }
    if !figure.hardware.is_empty() {
        fact(ui, "Measured on", &figure.hardware);
    }
    if !figure.note.is_empty() {
        fact(ui, "Note", &widget::sentence(&figure.note));
    }
    ui.add_space(8.0);
    ui.label(style::strong("Sources"));
}

fn article_text(article: Range, figure: &Figure) -> String {
    article.readable(figure.unit)
}

/// Title, link, date and hardware of a source.
fn of_source(ui: &mut egui::Ui, source: &Source) {
    if source.url.is_empty() {
        ui.add(Label::new(&source.title).wrap());
    } else {
        ui.hyperlink_to(&source.title, &source.url).on_hover_text(&source.url);
    }
    let mut about = format!("{} · {}", source.id, source.date);
    if !source.hardware.is_empty() {
        about.push_str(" · ");
        about.push_str(&source.hardware);
    }
    widget::small_print(ui, &about);
    ui.add_space(4.0);
}

/// The figures that cite a source; gives the one that was clicked.
fn citing(ui: &mut egui::Ui, state: &State, source: &Source) -> Option<usize> {
    let cites = |row: &Row| row.figure.is_some_and(|figure| figure.sources.contains(&source.id));
    let citing: Vec<usize> =
        (0..state.rows.len()).filter(|&place| cites(&state.rows[place])).collect();
    if citing.is_empty() {
        return None;
    }
    ui.add_space(8.0);
    ui.label(style::strong(format!("Cited by {} figures", citing.len())));
    let mut clicked = None;
    for place in citing {
        let row = &state.rows[place];
        if ui.link(format!("{}: {}", row.of, row.what)).clicked() {
            clicked = Some(place);
        }
    }
    clicked
}
