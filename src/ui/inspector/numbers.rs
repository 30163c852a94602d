//! The numbers of a component by section, each with value, unit and origin.

use super::super::{View, quantity, style, widget};
use super::component::change;
use super::{LABEL, Place, State};
use crate::base::words::sentence_case;
use crate::model::{
    Component, ComponentChange, CpuScope, Input, InputOwner, InputRef, LanguageId, Plan, Scope,
    Section,
};
use crate::session::{Command, ComponentAnalysis};

/// The inputs of a component in a section.
fn of_section(section: Section) -> impl Iterator<Item = Input> {
    let of_component = |input: &Input| input.scope() == Scope::Component;
    let all = Input::ALL.iter().copied().filter(of_component);
    all.filter(move |input| input.section() == section)
}

/// The numbers that have a field: of what the team does not build, those that count for others.
pub(super) fn fields(component: &Component, plan: &Plan) -> Vec<Input> {
    if !component.is_built() {
        return super::decisive::inputs(component, plan, &[]);
    }
    Section::ALL.iter().flat_map(|section| of_section(*section)).collect()
}

/// Passes the number that something led to on to its field.
pub(super) fn arrive(ui: &egui::Ui, state: &mut State, component: &Component) {
    if let Some(Place::Number(input)) = state.go {
        quantity::go_to(ui.ctx(), InputRef::component(component.id.clone(), input));
        state.go = None;
    }
}

/// All numbers but those that stand on top.
pub(super) fn show(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    component: &Component,
    analysis: &ComponentAnalysis,
) {
    let on_top = super::decisive::inputs(component, view.session.plan(), &analysis.advice.unknowns);
    let wanted = quantity::wanted(ui.ctx());
    let here = |address: &InputRef| {
        address.owner == InputOwner::Component(component.id.clone())
            && !on_top.contains(&address.input)
    };
    super::section(ui, "Numbers", wanted.as_ref().is_some_and(here), |ui| {
        for section in Section::ALL.iter().copied() {
            if of_section(section).next().is_none() {
                continue;
            }
            if section != Section::Load {
                ui.add_space(8.0);
            }
            let color = style::color(view.theme.text.strong);
            ui.label(
                style::strong(sentence_case(section.label())).size(style::SIZES[0]).color(color),
            );
            for input in of_section(section).filter(|input| !on_top.contains(input)) {
                let address = InputRef::component(component.id.clone(), input);
                quantity::show(ui, view, &address);
                if matches!(input, Input::CpuTime | Input::Work) {
                    reference(ui, view, component, input);
                }
                ui.add_space(2.0);
            }
        }
    });
}

/// Under a scenario: says that numbers typed here are the scenario's own.
pub(super) fn scenario_note(ui: &mut egui::Ui, view: &mut View<'_>) {
    let Some(scenario) = view.session.active_scenario() else { return };
    let mut text =
        format!("Numbers typed here hold under “{}” only; the plan keeps its own.", scenario.name);
    if (scenario.load - 1.0).abs() > f64::EPSILON {
        let load = crate::base::number::readable(scenario.load);
        text.push_str(&format!(" Rates and connections are the plan’s times {load}."));
    }
    widget::icon_line(ui, "flag", style::color(view.theme.status.info), &text);
    if ui.button("Edit the plan instead").clicked() {
        view.send(Command::SetScenario(None));
    }
    ui.add_space(4.0);
}

/// The language that a CPU time or the work was stated in; without it the number counts as
/// unknown.
pub(super) fn reference(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    component: &Component,
    input: Input,
) {
    let of_cpu = input == Input::CpuTime;
    let now = if of_cpu { &component.cpu_language } else { &component.work_language };
    let stated = component.inputs.contains_key(&input)
        || view
            .session
            .stated_in(
                view.session.scenario.as_ref(),
                &InputRef::component(component.id.clone(), input),
            )
            .is_some();
    if !stated && now.is_none() {
        return;
    }
    let catalog = view.session.catalog();
    let mut options: Vec<(Option<LanguageId>, String)> = vec![(None, "Not said".to_owned())];
    options.extend(catalog.languages.values().map(|l| (Some(l.id.clone()), l.name.clone())));
    if let Some(id) = now.as_ref().filter(|id| !catalog.languages.contains_key(*id)) {
        options.push((Some(id.clone()), catalog.language_name(id).to_owned()));
    }
    let (label, name) = if of_cpu {
        ("Measured in", "Language the CPU time was measured in")
    } else {
        ("Estimated for", "Language the work was estimated for")
    };
    let chosen = widget::form_row(ui, label, LABEL, |ui, width| {
        widget::optional(ui, name, width, now, &options).1
    });
    if let Some(language) = chosen {
        let label = format!("State the language of the {} of “{}”", input.label(), component.name);
        let edit = if of_cpu {
            ComponentChange::CpuLanguage(language)
        } else {
            ComponentChange::WorkLanguage(language)
        };
        view.send(change(label, &component.id, edit));
    }
    if of_cpu && now.is_some() {
        scope(ui, view, component);
    }
    if now.is_none() {
        let text = "Counts as unknown until its language is said.";
        widget::icon_line(ui, "triangle-alert", style::color(view.theme.status.warn), text);
    }
}

/// Whether a CPU time was measured of whole requests or of the component's own code.
fn scope(ui: &mut egui::Ui, view: &mut View<'_>, component: &Component) {
    let mut options = vec![(None, "The whole request, not said".to_owned())];
    let all = CpuScope::ALL.iter();
    options.extend(all.map(|of| (Some(*of), widget::sentence(of.label()))));
    let chosen = widget::form_row(ui, "Includes", LABEL, |ui, width| {
        widget::optional(ui, "What the CPU time includes", width, &component.cpu_scope, &options).1
    });
    if let Some(scope) = chosen {
        let label = format!("State what the CPU time of “{}” includes", component.name);
        view.send(change(label, &component.id, ComponentChange::CpuScope(scope)));
    }
}
