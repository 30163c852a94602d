//! What stands above the table: whose rows, a search, their order, the columns.

use egui::TextEdit;

use super::super::list::{DropDown, Entry, Mark};
use super::super::{View, icon, style, widget};
use super::{State, head};
use crate::base::words::counted;
use crate::session::table::Sort;
use crate::session::{Column, Command, Sheet};

/// Draws the bar.
pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>, state: &mut State, columns: &[Column]) {
    let fill = style::color(view.theme.surface.panel);
    let margin = egui::Margin::symmetric(8, 6);
    egui::Frame::new().fill(fill).inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            sheets(ui, view);
            ui.add_space(4.0);
            search(ui, view, state);
            order(ui, state, columns);
            chooser(ui, view, columns);
            counts(ui, view, state);
        });
    });
}

fn sheets(ui: &mut egui::Ui, view: &mut View<'_>) {
    let now = view.session.settings.table.sheet;
    for sheet in Sheet::ALL {
        let title = widget::sentence(sheet.label());
        let button = egui::Button::selectable(now == *sheet, &title);
        let response = ui.add(button);
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::Tab, true, now == *sheet, &title)
        });
        if response.clicked() && now != *sheet {
            let mut settings = view.session.settings.clone();
            settings.table.sheet = *sheet;
            view.send(Command::Settings(Box::new(settings)));
        }
    }
}

fn search(ui: &mut egui::Ui, view: &View<'_>, state: &mut State) {
    icon::show(ui, "search", 15.0, style::color(view.theme.text.subdued));
    let field =
        TextEdit::singleline(&mut state.search).id_salt("filter rows").hint_text("Filter rows");
    let response = ui.add_sized(egui::vec2(120.0, style::ROW), field);
    widget::named(&response, egui::Role::TextInput, "Filter rows");
    if !state.search.is_empty() && widget::icon_button(ui, "x", "Clear filter", true).clicked() {
        state.search.clear();
    }
}

/// The order of the rows, for those who do not click heads.
fn order(ui: &mut egui::Ui, state: &mut State, columns: &[Column]) {
    let shown = state.sort.map_or_else(|| "Order of the plan".to_owned(), in_words);
    let orders: Vec<Option<Sort>> = std::iter::once(None)
        .chain(columns.iter().flat_map(|column| {
            [false, true].map(|falling| Some(Sort { column: *column, falling }))
        }))
        .collect();
    let list = DropDown::new("Order of the rows", &shown, 152.0);
    let (_, chosen) = list.show(ui, || {
        let entry = |sort: &Option<Sort>| {
            let text = sort.map_or_else(|| "Order of the plan".to_owned(), in_words);
            Entry::new(text).on(*sort == state.sort)
        };
        orders.iter().map(entry).collect()
    });
    if let Some(sort) = chosen.and_then(|at| orders.get(at)) {
        state.sort = *sort;
        state.reveal = true;
    }
}

fn in_words(sort: Sort) -> String {
    let end = if sort.falling { "largest first" } else { "smallest first" };
    format!("{}, {end}", sort.column.title())
}

/// The columns there are, each of which is shown or not.
fn chooser(ui: &mut egui::Ui, view: &mut View<'_>, columns: &[Column]) {
    let sheet = view.session.settings.table.sheet;
    let all: Vec<Column> = Column::all(sheet).into_iter().skip(1).collect();
    let list = DropDown { stays: true, ..DropDown::new("Columns", "Columns", 104.0) };
    let (_, chosen) = list.show(ui, || {
        let entry = |column: &Column| {
            Entry::new(column.title())
                .mark(Mark::Tick)
                .section(section(*column))
                .on(columns.contains(column))
        };
        all.iter().map(entry).collect()
    });
    let Some(column) = chosen.and_then(|at| all.get(at)) else { return };
    let mut shown = columns.to_vec();
    match shown.iter().position(|of| of == column) {
        Some(at) => {
            shown.remove(at);
        }
        None => shown.push(*column),
    }
    head::choose(view, &shown);
}

fn section(column: Column) -> String {
    match column {
        Column::Number(input) => widget::sentence(input.section().label()),
        of if of.is_result() => "Worked out".to_owned(),
        _ => "Fields".to_owned(),
    }
}

/// How many rows there are, and how many are selected.
fn counts(ui: &mut egui::Ui, view: &View<'_>, state: &State) {
    let selection = &view.session.selection;
    let (one, of, selected) = match view.session.settings.table.sheet {
        Sheet::Components => {
            ("component", view.session.plan().components.len(), selection.components.len())
        }
        Sheet::Links => ("link", view.session.plan().links.len(), selection.links.len()),
    };
    let mut text = if state.search.trim().is_empty() || state.rows.len() == of {
        counted(of, one)
    } else {
        format!("{} of {}", state.rows.len(), counted(of, one))
    };
    if selected > 1 {
        text.push_str(&format!(" · {selected} selected"));
    }
    if view.session.figures_are_stale() {
        text.push_str(" · working out figures…");
    }
    let quiet = style::color(view.theme.text.subdued);
    ui.label(egui::RichText::new(text).small().color(quiet));
}
