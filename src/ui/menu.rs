//! The menu bar, with undo, redo, scenario and sketch mode within reach.

use super::dialogs::load_text;
use super::list::{DropDown, Entry, Mark};
use super::{View, icon, style, widget};
use crate::forecast::sized_anew;
use crate::model::{Plan, Scenario, ScenarioId};
use crate::session::{ACTIONS, Action, ActionId, Command, Dialog, Menu, PlanSection};

/// Width from which the menu bar has room for everything.
const ROOMY: f32 = 860.0;

/// Draws the menu bar.
pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>) {
    egui::MenuBar::new().ui(ui, |ui| {
        for &menu in Menu::ALL {
            ui.menu_button(menu.title(), |ui| {
                let of_menu = ACTIONS.iter().filter(|action| action.menu == menu);
                let (first, rest): (Vec<_>, Vec<_>) = of_menu
                    .partition(|action| [ActionId::New, ActionId::Open].contains(&action.id));
                if !first.is_empty() {
                    entries(ui, view, first.into_iter());
                    recent(ui, view);
                    ui.separator();
                }
                entries(ui, view, rest.into_iter());
            });
        }
        ui.add_space(8.0);
        for id in [ActionId::Undo, ActionId::Redo] {
            widget::action_icon(ui, view, id);
        }
        // In a small window the menus and shortcuts remain.
        let roomy = ui.max_rect().width() >= ROOMY;
        if roomy {
            ui.add_space(8.0);
            for id in [ActionId::AddComponent, ActionId::Tidy, ActionId::Fit, ActionId::SketchMode]
            {
                widget::action_icon(ui, view, id);
            }
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            widget::action_icon(ui, view, ActionId::Palette);
            widget::action_icon(ui, view, ActionId::Export);
            scenario(ui, view);
            if roomy {
                let quiet = style::color(view.theme.text.subdued);
                ui.label(egui::RichText::new("Scenario").color(quiet));
            }
        });
    });
}

/// Entries of a menu, with lines between sections.
pub(super) fn entries<'a>(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    actions: impl Iterator<Item = &'a Action>,
) {
    let rows: Vec<(&Action, String, String)> = actions
        .map(|action| {
            let shortcut = action.shortcuts.first().map_or_else(String::new, |s| s.label());
            (action, label(view, action), shortcut)
        })
        .collect();
    let widths = rows.iter().map(|(_, label, shortcut)| widget::menu_width(label, shortcut));
    ui.set_width(widths.fold(220.0, f32::max));
    for (place, (action, label, shortcut)) in rows.into_iter().enumerate() {
        if action.section && place > 0 {
            ui.separator();
        }
        let mark = action.checked.filter(|on| on(view.session)).map_or(action.icon, |_| "check");
        let enabled = (action.available)(view.session);
        if widget::menu_row(ui, mark, &label, &shortcut, enabled).clicked() {
            view.act(action.id);
            ui.close();
        }
    }
}

/// Undo and redo say what they take back.
fn label(view: &View<'_>, action: &Action) -> String {
    let history = view.session.history();
    let step = match action.id {
        ActionId::Undo => history.undo_label(),
        ActionId::Redo => history.redo_label(),
        _ => None,
    };
    match step {
        Some(step) => format!("{}: {}", action.label, widget::shortened(step, 40)),
        None => action.label.to_owned(),
    }
}

fn recent(ui: &mut egui::Ui, view: &mut View<'_>) {
    let recent = &view.session.settings.recent;
    ui.add_enabled_ui(!recent.is_empty(), |ui| {
        ui.menu_button("Open recent", |ui| {
            for path in recent {
                let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
                let row = widget::menu_row(ui, "file", &name, "", true);
                if row.on_hover_text(path.display().to_string()).clicked() {
                    view.commands.push(Command::Open(path.clone()));
                    ui.close();
                }
            }
        });
    });
}

/// The scenario that is looked at; coloured while it is not the plan as it stands.
fn scenario(ui: &mut egui::Ui, view: &mut View<'_>) {
    let plan = view.session.plan();
    let now = view.session.scenario.as_ref().and_then(|id| plan.scenarios.get(id));
    let shown = now.map_or("As planned", |scenario| scenario.name.as_str());
    ui.scope(|ui| {
        if now.is_some() {
            let accent = &view.theme.accent;
            let widgets = &mut ui.visuals_mut().widgets;
            for state in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.open] {
                state.weak_bg_fill = style::color(accent.soft);
                state.fg_stroke.color = style::color(accent.text);
            }
        }
        let shown = widget::shortened(shown, 28);
        let drop_down = DropDown::new("Scenario", &shown, 152.0);
        let (_, chosen) = drop_down.show(ui, || scenarios(view, now.map(|of| &of.id)));
        if let Some(at) = chosen {
            view.send(chosen_scenario(plan, at));
        }
    });
}

/// The plan as it stands, its scenarios, and what leads to more.
fn scenarios(view: &View<'_>, now: Option<&ScenarioId>) -> Vec<Entry> {
    let mut entries = vec![Entry::new("As planned").on(now.is_none())];
    for scenario in view.session.plan().scenarios.values() {
        let entry = Entry::new(&scenario.name).note(load_text(scenario.load));
        entries.push(entry.on(now == Some(&scenario.id)));
    }
    entries.push(Entry::new("New scenario…").mark(Mark::Icon("plus")));
    entries.push(Entry::new("Edit scenarios…").mark(Mark::Icon("sliders-horizontal")));
    entries
}

/// What the entry at this place does.
fn chosen_scenario(plan: &Plan, at: usize) -> Command {
    let Some(place) = at.checked_sub(1) else { return Command::SetScenario(None) };
    match plan.scenarios.keys().nth(place) {
        Some(id) => Command::SetScenario(Some(id.clone())),
        None if place == plan.scenarios.len() => Command::ShowDialog(Dialog::NewScenario),
        None => Command::ShowDialog(Dialog::PlanSettings(PlanSection::Scenarios)),
    }
}

/// The bar that says that what is seen is not the plan as it stands.
pub(super) fn scenario_bar(ui: &mut egui::Ui, view: &mut View<'_>) {
    let plan = view.session.plan();
    let Some(scenario) = view.session.scenario.as_ref().and_then(|id| plan.scenarios.get(id))
    else {
        return;
    };
    let accent = style::color(view.theme.accent.text);
    let frame = egui::Frame::new()
        .fill(style::color(view.theme.accent.soft))
        .inner_margin(egui::Margin::symmetric(12, 2));
    egui::Panel::top("scenario bar").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            icon::show(ui, "flag", 15.0, accent);
            let layout = egui::Layout::right_to_left(egui::Align::Center);
            ui.with_layout(layout, |ui| {
                if ui.button("Back to the plan").clicked() {
                    view.send(Command::SetScenario(None));
                }
                if ui.button("Edit…").clicked() {
                    view.send(Command::ShowDialog(Dialog::PlanSettings(PlanSection::Scenarios)));
                }
                let layout = egui::Layout::left_to_right(egui::Align::Center);
                ui.with_layout(layout, |ui| {
                    let text = egui::RichText::new(describe(scenario)).color(accent);
                    ui.add(egui::Label::new(text).truncate());
                });
            });
        });
    });
}

/// What a scenario changes, in words.
fn describe(scenario: &Scenario) -> String {
    let load = format!("{} the load", load_text(scenario.load));
    let numbers = match scenario.overrides.len() {
        0 => String::new(),
        1 => ", 1 number replaced".to_owned(),
        count => format!(", {count} numbers replaced"),
    };
    let servers = if sized_anew(scenario).is_some() {
        "Servers are sized anew for it; advice, plots and findings follow."
    } else {
        "Advice, plots and findings follow it."
    };
    format!("What if “{}”: {load}{numbers}. {servers}", scenario.name)
}
