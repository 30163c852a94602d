//! What-ifs: name, load and the numbers that they replace.

use super::super::super::field::Field;
use super::super::super::list::{DropDown, Entry};
use super::super::super::{View, style, widget};
use super::super::row;
use crate::base::{Range, Unit};
use crate::model::{Edit, InputOwner, InputRef, Quantity, Scenario, ScenarioChange};
use crate::session::{Command, Dialog, Session};

pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>) {
    super::heading(
        ui,
        "Scenarios",
        "Named what-ifs. Each multiplies the load that enters the plan and may replace single numbers; the plan itself stays as it is.",
    );
    let scenarios = &view.session.plan().scenarios;
    if scenarios.is_empty() {
        ui.label("No scenarios yet.");
        ui.add_space(8.0);
    }
    for scenario in scenarios.values() {
        super::boxed(ui, view, |ui, view| one(ui, view, scenario));
    }
    if ui.button("New scenario…").clicked() {
        view.send(Command::ShowDialog(Dialog::NewScenario));
    }
}

fn one(ui: &mut egui::Ui, view: &mut View<'_>, scenario: &Scenario) {
    let (id, of) = (&scenario.id, &scenario.name);
    let active = view.session.scenario.as_ref() == Some(id);
    ui.horizontal(|ui| {
        let field_id = egui::Id::unique(("scenario name", id.as_str()));
        let name = format!("Name of {of}");
        let field = Field::new(ui, field_id, &name, of);
        let width = field.width - 144.0;
        let scenario_id = id.clone();
        super::text(ui, view, Field { width, ..field }, move |session, text| {
            let name = super::named(text)?;
            let Some(now) = session.plan().scenarios.get(&scenario_id) else { return Ok(None) };
            let label = format!("Rename “{}” to “{name}”", now.name);
            let differs = now.name != name;
            let edit = Edit::Scenario(scenario_id.clone(), ScenarioChange::Name(name));
            Ok(differs.then_some((label, edit)))
        });
        let text = if active { "Looking at it" } else { "Look at it" };
        let button = egui::Button::new(text).selected(active).min_size(egui::vec2(88.0, 0.0));
        let response = ui.add(button);
        let name = format!("Look at the plan under {of}");
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::Button, true, active, name.clone())
        });
        if response.clicked() {
            view.send(Command::SetScenario((!active).then(|| id.clone())));
        }
        if widget::icon_button(ui, "trash-2", &format!("Remove scenario {of}"), true).clicked() {
            let label = format!("Remove scenario “{of}”");
            super::edit(view, label, Edit::RemoveScenario(id.clone()));
        }
    });
    row(ui, "Load", |ui| {
        let shown = load_text(scenario.load);
        let field_id = egui::Id::unique(("scenario load", id.as_str()));
        let name = format!("Load of {of}");
        let field = figures(ui, field_id, &name, &shown, 120.0);
        let scenario_id = id.clone();
        super::text(ui, view, field, move |session, text| {
            let load = parse_load(text)?;
            let Some(now) = session.plan().scenarios.get(&scenario_id) else { return Ok(None) };
            let label = format!("Change load of “{}”", now.name);
            let edit = Edit::Scenario(scenario_id.clone(), ScenarioChange::Load(load));
            Ok((now.load != load).then_some((label, edit)))
        });
    });
    for (address, quantity) in &scenario.overrides {
        replaced(ui, view, scenario, address, quantity);
    }
    add(ui, view, scenario);
}

/// A field of figures.
fn figures<'a>(
    ui: &egui::Ui,
    id: egui::Id,
    name: &'a str,
    current: &'a str,
    width: f32,
) -> Field<'a> {
    let field = Field::new(ui, id, name, current);
    let width = field.width.min(width);
    Field { width, font: egui::FontId::monospace(style::SIZES[1]), ..field }
}

/// A number that the scenario replaces.
fn replaced(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    scenario: &Scenario,
    address: &InputRef,
    quantity: &Quantity,
) {
    let label = number_name(view.session, address);
    let name = format!("{label}, in {}", scenario.name);
    row(ui, &label, |ui| {
        ui.horizontal_top(|ui| {
            let unit = address.input.unit();
            let shown = quantity.range.readable(unit);
            let exact = Range::parse(&shown, unit) == Ok(quantity.range);
            let shown = if exact { shown } else { quantity.range.notation(unit) };
            let id = ("replaced", scenario.id.as_str(), address.to_string());
            let field = figures(ui, egui::Id::unique(id), &name, &shown, 220.0);
            let of = (scenario.id.clone(), address.clone());
            super::text(ui, view, field, move |session, text| {
                let range = match text {
                    "" => None,
                    text => Some(of.1.input.parse(text).map_err(|error| error.to_string())?),
                };
                let now = session.stated_in(Some(&of.0), &of.1).map(|quantity| quantity.range);
                Ok((now.is_some() && now != range)
                    .then(|| session.stating(Some(&of.0), &of.1, range)))
            });
            let remove = format!("Keep the plan’s number: {name}");
            if widget::icon_button(ui, "x", &remove, true).clicked() {
                let (label, edit) = view.session.stating(Some(&scenario.id), address, None);
                super::edit(view, label, edit);
            }
        });
    });
}

/// Name of a number with what it belongs to.
fn number_name(session: &Session, address: &InputRef) -> String {
    if address.owner == InputOwner::Plan {
        return widget::sentence(address.input.label());
    }
    let of = session.owner_name(&address.owner);
    format!("{}: {}", of.trim_matches(['“', '”']), address.input.label())
}

/// Adds one of the plan's stated numbers to those that the scenario replaces.
fn add(ui: &mut egui::Ui, view: &mut View<'_>, scenario: &Scenario) {
    let plan = view.session.plan();
    let offered = |at: &InputRef| {
        !matches!(at.owner, InputOwner::Role(_)) && !scenario.overrides.contains_key(at)
    };
    let left: Vec<_> = plan.stated().into_iter().filter(|(at, _)| offered(at)).collect();
    if left.is_empty() {
        return;
    }
    let name = format!("Replace a number in {}", scenario.name);
    let drop_down = DropDown::new(&name, "Replace a number…", 200.0);
    let (_, chosen) = drop_down.show(ui, || {
        let entry = |(address, quantity): &(InputRef, &Quantity)| {
            let value = quantity.range.readable(address.input.unit());
            Entry::new(number_name(view.session, address)).note(value)
        };
        left.iter().map(entry).collect()
    });
    if let Some((address, quantity)) = chosen.and_then(|at| left.get(at)) {
        let name = number_name(view.session, address);
        let change = ScenarioChange::Override(address.clone(), Some((*quantity).clone()));
        let label = format!("Replace {name} in “{}”", scenario.name);
        super::edit(view, label, Edit::Scenario(scenario.id.clone(), change));
    }
}

/// A factor as it is shown and typed: `5×`.
pub(in crate::ui) fn load_text(load: f64) -> String {
    Unit::Times.readable(load)
}

/// Reads a factor: `5`, `5x`, `0.1×`.
pub(in crate::ui) fn parse_load(text: &str) -> Result<f64, String> {
    use crate::model::apply::MAX_LOAD_FACTOR;
    let range = Range::parse(text, Unit::Times);
    match range {
        Ok(range) if !range.is_exact() => Err("One factor is enough, such as 5×".to_owned()),
        Ok(range) if (0.0..=MAX_LOAD_FACTOR).contains(&range.typical) => Ok(range.typical),
        Ok(_) => Err(format!("The factor must lie between 0 and {MAX_LOAD_FACTOR}")),
        Err(error) => Err(error.to_string()),
    }
}
