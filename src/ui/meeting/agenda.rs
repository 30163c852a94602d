//! The agenda: what the meeting goes through, what of it is done, and in which order.

use egui::{Checkbox, ScrollArea, Sense, WidgetInfo, vec2};

use super::super::{View, style, widget};
use crate::session::Command;
use crate::session::meeting::{MeetingChoice, Order, Row, Step};

/// Draws the agenda.
pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>) {
    let fill = style::color(view.theme.surface.panel);
    ui.painter().rect_filled(ui.max_rect(), 0.0, fill);
    egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 10)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(style::strong("Agenda").size(style::SIZES[2]));
        choices(ui, view);
        ui.add_space(4.0);
        let now = view.session.meeting_item().cloned();
        let area = ScrollArea::vertical().auto_shrink([false, false]);
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for (place, row) in view.session.agenda().into_iter().enumerate() {
                let on = now.as_ref() == Some(&row.item);
                ui.push_id(place, |ui| one(ui, view, row, on));
            }
        });
    });
}

fn choices(ui: &mut egui::Ui, view: &mut View<'_>) {
    let choice = &view.session.settings.meeting;
    let orders: Vec<(Order, String)> =
        Order::ALL.iter().map(|of| (*of, widget::sentence(of.label()))).collect();
    let width = ui.available_width();
    let (_, order) = widget::choice(ui, "Order of the agenda", width, &choice.order, &orders);
    if let Some(order) = order {
        view.send(Command::Meet(Step::Order(order)));
    }
    let told = |minutes: u32| match minutes {
        0 => "No time limit".to_owned(),
        minutes => format!("{minutes} min for each item"),
    };
    let mut minutes: Vec<(u32, String)> =
        MeetingChoice::MINUTES.iter().map(|of| (*of, told(*of))).collect();
    if !MeetingChoice::MINUTES.contains(&choice.minutes) {
        minutes.push((choice.minutes, told(choice.minutes)));
    }
    let (_, chosen) = widget::choice(ui, "Minutes for each item", width, &choice.minutes, &minutes);
    if let Some(minutes) = chosen {
        view.send(Command::Meet(Step::Minutes(minutes)));
    }
}

fn one(ui: &mut egui::Ui, view: &mut View<'_>, row: Row, on: bool) {
    ui.horizontal(|ui| {
        let mut done = row.done;
        let checked = check(ui, &mut done, &format!("Done: {}", row.title));
        if checked.clicked() {
            view.send(Command::Meet(Step::Mark(row.item.clone(), done)));
        }
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), style::ROW + 16.0), Sense::click());
        let name = format!("{}, {}{}", row.title, row.note, if row.done { ", done" } else { "" });
        response.widget_info(|| WidgetInfo::selected(egui::Role::ListItem, true, on, &name));
        if on {
            response.scroll_to_me(None);
        }
        let theme = view.theme;
        let lit = response.hovered() || response.has_focus();
        if on || lit {
            let fill = if on { theme.accent.soft } else { theme.surface.hover };
            ui.painter().rect_filled(rect, 6.0, style::color(fill));
        }
        let strong = if row.done { theme.text.subdued } else { theme.text.strong };
        let note = if on { theme.text.normal } else { theme.text.subdued };
        let title_at = rect.left_top() + vec2(6.0, 3.0);
        let note_at = rect.left_top() + vec2(6.0, 22.0);
        let lines = [
            (title_at, &row.title, style::SIZES[2], if on { theme.text.strong } else { strong }),
            (note_at, &row.note, style::SIZES[0], note),
        ];
        let mut cut = false;
        for (at, text, size, color) in lines {
            let (font, color) = (egui::FontId::proportional(size), style::color(color));
            let mut job = egui::text::LayoutJob::simple_singleline(text.clone(), font, color);
            job.wrap = egui::text::TextWrapping::truncate_at_width((rect.width() - 12.0).max(0.0));
            let galley = ui.painter().layout_job(job);
            cut |= galley.elided;
            ui.painter().galley(at, galley, color);
        }
        let clicked = response.clicked();
        if cut {
            response.on_hover_text(&row.title);
        }
        if clicked {
            view.send(Command::Meet(Step::GoTo(row.item)));
        }
    });
}

/// A switch without words, with a name of its own.
fn check(ui: &mut egui::Ui, on: &mut bool, name: &str) -> egui::Response {
    let response = ui
        .scope(|ui| {
            let border = style::color(style::theme(ui).text.subdued);
            ui.visuals_mut().widgets.inactive.bg_stroke = egui::Stroke::new(1.0, border);
            ui.visuals_mut().widgets.inactive.bg_fill = egui::Color32::TRANSPARENT;
            ui.add(Checkbox::without_text(on))
        })
        .inner;
    let now = *on;
    response.widget_info(|| WidgetInfo::selected(egui::Role::CheckBox, true, now, name));
    response.on_hover_text("Done")
}
