//! The assumption ledger: every figure that the cost rests on, with its evidence and its share of
//! the uncertainty; what can be stated is stated here.

use std::sync::Arc;

use egui::{ScrollArea, vec2};

use super::super::{View, quantity, style, widget};
use super::columns;
use crate::advice::ledger::{Carried, Row};
use crate::forecast::sensitivity::Subject;
use crate::model::InputRef;
use crate::session::Study;

/// Widths of the columns behind the figure: range, evidence, share.
const COLUMNS: [f32; 3] = [190.0, 150.0, 64.0];

/// What the dialog remembers between frames.
#[derive(Default)]
pub(super) struct State {
    search: String,
    /// The number whose field is open.
    open: Option<InputRef>,
    /// Whether figures that hardly matter are shown too.
    all: bool,
}

/// Draws the dialog.
pub(super) fn show(ctx: &egui::Context, view: &mut View<'_>, state: &mut State, fresh: bool) {
    if fresh {
        *state = State::default();
    }
    super::large(ctx, view, "Assumption ledger", vec2(860.0, 640.0), fresh, |ui, view| {
        widget::small_print(
            ui,
            "Every figure that the total cost rests on. The share says how much of the uncertainty \
             of that cost comes from it: its swing from the 10th to the 90th percentile squared, \
             over the sum of all. Click a number to state it.",
        );
        ui.add_space(6.0);
        let study = view.session.study().map(Arc::clone);
        let Some(Study::Ledger(rows)) = study.as_deref() else {
            super::studying(ui, view, "Listing assumptions…");
            return;
        };
        ui.horizontal(|ui| {
            let field = egui::TextEdit::singleline(&mut state.search)
                .hint_text("Search")
                .desired_width(220.0);
            ui.add(field).accessible_name("Search the ledger");
            widget::check(ui, &mut state.all, "Figures that hardly matter, too", false);
            if view.session.study_is_stale() {
                widget::named(&ui.spinner(), egui::Role::ProgressIndicator, "Listing assumptions");
            }
        });
        ui.add_space(4.0);
        let counts = view.session.analysis().counts.in_words();
        let carried = Carried::of(rows).sentence();
        ui.add(egui::Label::new(format!("{counts}. {carried}")).wrap());
        ui.add_space(4.0);
        let wanted = state.search.to_lowercase();
        let found = |row: &&Row| {
            (state.all || row.matters())
                && (wanted.is_empty()
                    || row.label.to_lowercase().contains(&wanted)
                    || row.element.to_lowercase().contains(&wanted))
        };
        let shown: Vec<&Row> = rows.iter().filter(found).collect();
        // The bar for scrolling takes room from the rows, not from their heads.
        ui.scope(|ui| {
            ui.set_max_width(ui.available_width() - 8.0);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                // In line with the numbers, which are buttons.
                ui.add_space(ui.spacing().button_padding.x);
                columns::heads(ui, view, COLUMNS, "Figure", ["Range", "Evidence", "Share"]);
            });
        });
        if shown.is_empty() {
            ui.label("No figure of that name.");
        }
        let area =
            ScrollArea::vertical().auto_shrink(false).max_height(ui.available_height() - 24.0);
        area.show(ui, |ui| {
            for row in &shown {
                ui.push_id(row.of.to_string(), |ui| figure(ui, view, row, state));
            }
        });
        let left = rows.len() - shown.len();
        if left > 0 {
            widget::small_print(ui, &format!("{left} more figures are not shown."));
        }
    });
}

fn figure(ui: &mut egui::Ui, view: &mut View<'_>, row: &Row, state: &mut State) {
    let input = match &row.of {
        Subject::Input(address) => Some(address),
        _ => None,
    };
    let normal = style::color(view.theme.text.normal);
    let quiet = style::color(view.theme.text.subdued);
    let name = format!("{}: {}", row.element, row.label);
    let cells = [
        egui::RichText::new(row.range.readable(row.unit)).color(normal),
        egui::RichText::new(row.evidence_in_words()).small().color(quiet),
        egui::RichText::new(row.share_in_words()).color(normal),
    ];
    let response = columns::line(
        ui,
        COLUMNS,
        |ui| {
            if input.is_some() {
                let text = egui::RichText::new(&name).color(style::color(view.theme.accent.text));
                ui.add(egui::Button::new(text).truncate().frame_when_inactive(false))
            } else {
                // In line with the numbers, which are buttons.
                ui.add_space(ui.spacing().button_padding.x);
                ui.add(egui::Label::new(egui::RichText::new(&name).color(normal)).truncate())
            }
        },
        cells,
    );
    let mut said = vec![name.clone()];
    for (what, text) in [("Source", &row.source), ("By", &row.owner)] {
        if !text.is_empty() {
            said.push(format!("{what}: {text}"));
        }
    }
    said.extend(row.date.map(|date| format!("On: {date}")));
    let response = response.on_hover_text(said.join("\n"));
    let Some(address) = input else { return };
    if response.clicked() {
        let open = state.open.as_ref() == Some(address);
        state.open = (!open).then(|| address.clone());
        if !open {
            quantity::go_to(ui.ctx(), address.clone());
        }
    }
    if state.open.as_ref() == Some(address) {
        let frame = egui::Frame::new().fill(style::color(view.theme.surface.canvas));
        frame.corner_radius(6).inner_margin(8).show(ui, |ui| {
            ui.set_max_width(360.0);
            quantity::show(ui, view, address);
        });
    }
}
