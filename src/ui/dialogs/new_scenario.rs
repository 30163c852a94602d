//! Name and load of a new scenario, which is then looked at.

use egui::{Key, TextEdit};

use super::super::{View, style, widget};
use super::plan_settings::parse_load;
use crate::model::{Edit, Scenario, ScenarioId};
use crate::session::Command;

/// What the dialog remembers between frames.
#[derive(Default)]
pub(super) struct State {
    name: String,
    load: String,
    error: Option<String>,
}

/// Draws the dialog.
pub(super) fn show(ctx: &egui::Context, view: &mut View<'_>, state: &mut State, fresh: bool) {
    if fresh {
        *state = State { name: String::new(), load: "2×".to_owned(), error: None };
    }
    super::modal(ctx, view, "New scenario", 420.0, |ui, view| {
        let mut entered = false;
        super::row(ui, "Name", |ui| {
            let field = TextEdit::singleline(&mut state.name).hint_text("Such as Peak sale");
            let field = field.desired_width(f32::INFINITY);
            let response = widget::edit(ui, field, "Name of the scenario");
            entered |= response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            super::keep_focus(ui, &response, fresh);
        });
        super::row(ui, "Load", |ui| {
            let field = TextEdit::singleline(&mut state.load).desired_width(96.0);
            let field = field.font(egui::TextStyle::Monospace);
            let response = widget::edit(ui, field, "Load of the scenario");
            entered |= response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            widget::small_print(ui, "Factor on everything that enters the plan from outside");
        });
        if let Some(error) = &state.error {
            ui.colored_label(style::color(view.theme.status.error), error);
        }
        match super::buttons(ui, &["Add scenario", "Cancel"]) {
            Some(0) => add(view, state),
            Some(_) => view.send(Command::CloseDialog),
            None if entered => add(view, state),
            None => {}
        }
    });
}

fn add(view: &mut View<'_>, state: &mut State) {
    let name = state.name.trim().to_owned();
    let scenarios = &view.session.plan().scenarios;
    let load = match parse_load(&state.load) {
        _ if name.is_empty() => Err("Type a name for the scenario".to_owned()),
        _ if scenarios.values().any(|other| other.name == name) => {
            Err(format!("There is a scenario “{name}” already"))
        }
        other => other,
    };
    let load = match load {
        Ok(load) => load,
        Err(error) => {
            state.error = Some(error);
            return;
        }
    };
    let id = ScenarioId::fresh(&name, |id| scenarios.contains_key(id));
    let label = format!("Add scenario “{name}”");
    let overrides = std::collections::BTreeMap::new();
    let scenario = Scenario { id: id.clone(), name, load, overrides };
    view.send(Command::CloseDialog);
    view.send(Command::Edit { label, edit: Edit::AddScenario(Box::new(scenario)) });
    view.send(Command::SetScenario(Some(id)));
}
