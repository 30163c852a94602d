//! The menu bar, with undo, redo, scenario and sketch mode within reach.

use super::dialogs::load_text;
use super::list::{DropDown, Entry, Mark};
use super::{View, icon, style, widget};
use crate::forecast::sized_anew;
use crate::model::{Plan, Scenario, ScenarioId};
use crate::session::{ACTIONS, Action, ActionId, Command, Dialog, Menu, PlanSection};

/// Width from which the menu bar has room for everything.
const ROOMY: f32 = 900.0;

/// What has a button of its own where there is room, and else a place in one menu.
const BUTTONS: [ActionId; 5] =
    [ActionId::AddComponent, ActionId::Tidy, ActionId::Fit, ActionId::Table, ActionId::SketchMode];

/// Steps back and forth, which a very narrow window has no room for either.
const STEPS: [ActionId; 2] = [ActionId::Undo, ActionId::Redo];
/// Width below which that is so.
const TIGHT: f32 = 700.0;
/// Width of the list of scenarios, and least width that it is of use in.
const SCENARIO: [f32; 2] = [152.0, 72.0];

/// What stands above the recent files: the ways to get another plan into the window.
const BEFORE_RECENT: [ActionId; 3] = [ActionId::New, ActionId::NewFrom, ActionId::Open];

/// Draws the menu bar.
pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>) {
    egui::MenuBar::new().ui(ui, |ui| {
        for &menu in Menu::ALL {
            let shown = ui.menu_button(menu.title(), |ui| scrolled(ui, |ui| one(ui, view, menu)));
            if asked_for(ui.ctx(), menu) {
                let id = egui::Popup::default_response_id(&shown.response);
                egui::Popup::open_id(ui.ctx(), id);
                ui.ctx().request_repaint();
            }
        }
        ui.add_space(8.0);
        let roomy = ui.max_rect().width() >= ROOMY;
        let tight = ui.max_rect().width() < TIGHT;
        if !tight {
            for id in STEPS {
                widget::action_icon(ui, view, id);
            }
        }
        if roomy {
            ui.add_space(8.0);
            for id in BUTTONS {
                widget::action_icon(ui, view, id);
            }
        } else {
            more(ui, view, tight);
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

/// What a small window has no room for beside the menus.
fn more(ui: &mut egui::Ui, view: &mut View<'_>, with_steps: bool) {
    let button = egui::Button::new(icon::text("ellipsis", 16.0)).frame_when_inactive(false);
    let button = button.min_size(egui::vec2(style::ROW + 4.0, style::ROW));
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        let steps = STEPS.iter().filter(|_| with_steps);
        entries(ui, view, steps.chain(BUTTONS.iter()).map(|id| id.action()));
    });
    widget::named(&response, egui::Role::Button, "More buttons");
    response.on_hover_text("More buttons");
}

/// The rows of a menu of the menu bar.
fn one(ui: &mut egui::Ui, view: &mut View<'_>, menu: Menu) {
    let of_menu: Vec<_> = ACTIONS.iter().filter(|action| action.menu == menu).collect();
    ui.set_width(width(view, &of_menu));
    let (first, rest): (Vec<_>, Vec<_>) =
        of_menu.into_iter().partition(|action| BEFORE_RECENT.contains(&action.id));
    if !first.is_empty() {
        rows(ui, view, &first);
        recent(ui, view);
        ui.separator();
    }
    rows(ui, view, &rest);
    if menu == Menu::View {
        ui.separator();
        widget::sub_menu(ui, "layers", Menu::Overlay.title(), |ui| {
            let overlays = ACTIONS.iter().filter(|action| action.menu == Menu::Overlay);
            entries(ui, view, overlays);
        });
    }
}

/// A menu that is higher than the window is scrolled.
fn scrolled(ui: &mut egui::Ui, content: impl FnOnce(&mut egui::Ui)) {
    let room = ui.ctx().content_rect().bottom() - ui.next_widget_position().y - 16.0;
    let room = room.max(120.0);
    // What pops up gets a height of its own otherwise, whatever the window has.
    ui.set_max_height(room);
    egui::ScrollArea::vertical().max_height(room).show(ui, content);
}

/// Takes Alt with the first letter of a menu's title out of the input, and what it would type.
/// Done before anything else reads keys; the menu bar opens the menu when it is drawn.
pub(super) fn read_mnemonics(ctx: &egui::Context) {
    let key = |menu: Menu| egui::Key::from_name(menu.title().get(..1)?);
    let asked = ctx.input_mut(|input| {
        let pressed = |menu: &&Menu| {
            key(**menu).is_some_and(|key| input.consume_key(egui::Modifiers::ALT, key))
        };
        let asked = Menu::ALL.iter().find(pressed).copied();
        if asked.is_some() {
            input.events.retain(|event| !matches!(event, egui::Event::Text(_)));
        }
        asked
    });
    if let Some(menu) = asked {
        ctx.data_mut(|data| data.insert_temp(asked_place(), menu.title()));
    }
}

/// Whether the keyboard asked for a menu; it is told once.
fn asked_for(ctx: &egui::Context, menu: Menu) -> bool {
    let asked: Option<&'static str> = ctx.data(|data| data.get_temp(asked_place()));
    let this = asked == Some(menu.title());
    if this {
        ctx.data_mut(|data| data.remove::<&'static str>(asked_place()));
    }
    this
}

fn asked_place() -> egui::Id {
    egui::Id::unique("menu that the keyboard asked for")
}

/// Entries of a menu, with lines between sections.
pub(super) fn entries<'a>(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    actions: impl Iterator<Item = &'a Action>,
) {
    let actions: Vec<&Action> = actions.collect();
    ui.set_width(width(view, &actions));
    rows(ui, view, &actions);
}

/// How wide a menu of these actions is, so that all shortcuts stand in one column.
fn width(view: &View<'_>, actions: &[&Action]) -> f32 {
    let widths =
        actions.iter().map(|action| widget::menu_width(&label(view, action), &shortcut(action)));
    widths.fold(220.0, f32::max)
}

fn shortcut(action: &Action) -> String {
    action.shortcuts.first().map_or_else(String::new, |shortcut| shortcut.label())
}

/// A row for each action, in the width there is.
fn rows(ui: &mut egui::Ui, view: &mut View<'_>, actions: &[&Action]) {
    for (place, action) in actions.iter().enumerate() {
        if action.section && place > 0 {
            ui.separator();
        }
        let mark = action.checked.filter(|on| on(view.session)).map_or(action.icon, |_| "check");
        let enabled = (action.available)(view.session);
        let label = label(view, action);
        if widget::menu_row(ui, mark, &label, &shortcut(action), enabled).clicked() {
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
        widget::sub_menu(ui, "", "Open recent", |ui| {
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
        // What the buttons on both sides leave.
        let width = ui.available_width().clamp(SCENARIO[1], SCENARIO[0]);
        let drop_down = DropDown::new("Scenario", &shown, width);
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
                    let text =
                        egui::RichText::new(describe(view.session.plan(), scenario)).color(accent);
                    ui.add(egui::Label::new(text).truncate());
                });
            });
        });
    });
}

/// What a scenario changes, in words.
fn describe(plan: &Plan, scenario: &Scenario) -> String {
    let load = format!("{} the load", load_text(scenario.load));
    let numbers = match scenario.overrides.len() {
        0 => String::new(),
        1 => ", 1 number replaced".to_owned(),
        count => format!(", {count} numbers replaced"),
    };
    let servers = if sized_anew(plan, scenario).is_some() {
        "Servers are sized anew for it; advice, plots and findings follow."
    } else {
        "Advice, plots and findings follow it."
    };
    format!("What if “{}”: {load}{numbers}. {servers}", scenario.name)
}
