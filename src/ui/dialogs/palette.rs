//! The command palette: every action, chart, scenario, number, section of settings and component by
//! name, and a new component of the name that was typed.

use super::super::canvas::kinds;
use super::super::list::{self, Entry, List, Mark, Typed};
use super::super::{View, inspector, quantity, widget};
use crate::charts::{self, COMPONENT_CHARTS, PLAN_CHARTS, SEQUENCE};
use crate::model::{Input, InputRef, Scope};
use crate::session::{ACTIONS, ActionId, Command, Dialog, Element, PlanSection};

/// What an entry does.
enum Goal {
    Do(Command),
    /// Leads to the field of a number.
    Number(InputRef),
}

/// What the palette remembers between frames.
#[derive(Default)]
pub(super) struct State {
    typed: Typed,
}

/// Draws the palette; whether what was chosen gives the keyboard to something.
pub(super) fn show(
    ctx: &egui::Context,
    view: &mut View<'_>,
    state: &mut State,
    fresh: bool,
) -> bool {
    if fresh {
        *state = State::default();
    }
    let room = ctx.content_rect();
    let area = egui::Area::new(egui::Id::unique("palette"))
        .kind(egui::UiKind::Modal)
        .order(egui::Order::Foreground)
        .accessible_name("Command palette")
        .anchor(egui::Align2::CENTER_TOP, [0.0, 96.0]);
    let found = entries(view, state.typed.search.trim());
    let modal = egui::Modal::new(egui::Id::unique("palette modal")).area(area).show(ctx, |ui| {
        // As wide whatever is found, and as high as what is found, whatever was found before.
        let size = egui::vec2(520.0_f32.min(room.width() - 64.0), room.height() * 0.5);
        ui.set_min_width(size.x);
        ui.set_max_size(size);
        let entries: Vec<Entry> = found.iter().map(|(entry, _)| entry.clone()).collect();
        let list = List {
            id: egui::Id::unique("palette field"),
            name: "Search actions and components",
            hint: "Search actions, charts, scenarios and components, or name a new one",
            nothing: "Nothing of that name",
            field: true,
        };
        list::show(ui, &list, &mut state.typed, &entries)
    });
    if let Some((_, goal)) = modal.inner.and_then(|at| found.get(at)) {
        view.send(Command::CloseDialog);
        match goal {
            Goal::Do(Command::ShowChart(chart)) => view.show_chart(chart),
            Goal::Do(command @ Command::TypeNewComponent(_)) => {
                view.send(command.clone());
                view.send(Command::CommitName);
            }
            Goal::Do(command) => view.send(command.clone()),
            Goal::Number(address) => {
                go_to(ctx, view, address);
                return true;
            }
        }
    } else if modal.should_close() {
        view.send(Command::CloseDialog);
    }
    false
}

/// What can be found, with what it does. Before anything is typed only actions are shown.
fn entries(view: &View<'_>, text: &str) -> Vec<(Entry, Goal)> {
    let mut entries: Vec<(Entry, Goal)> = ACTIONS
        .iter()
        .filter(|action| ![ActionId::Palette, ActionId::Escape].contains(&action.id))
        .filter(|action| (action.available)(view.session))
        .map(|action| {
            let keys = action.shortcuts.first().map_or_else(String::new, |s| s.label());
            let entry = Entry::new(action.label).mark(Mark::Icon(action.icon)).note(keys);
            (entry.words(action.id.keywords()), Goal::Do(Command::Act(action.id)))
        })
        .collect();
    if !text.is_empty() {
        charts(view, &mut entries);
        flows(view, &mut entries);
        scenarios(view, &mut entries);
        numbers(view, &mut entries);
        sections(&mut entries);
        let components = view.session.plan().components.values();
        entries.extend(components.map(|component| {
            let mark = Mark::Kind(component.kind.word().to_owned());
            let entry = Entry::new(&component.name).mark(mark).note("component");
            let element = Element::Component(component.id.clone());
            (entry.words(component.kind.label()), Goal::Do(Command::GoTo(element)))
        }));
        let add = kinds::entry_to_add(view, text);
        entries.push((add, Goal::Do(Command::TypeNewComponent(text.to_owned()))));
    }
    entries
}

fn charts(view: &View<'_>, entries: &mut Vec<(Entry, Goal)>) {
    let component = view.session.plottable().and_then(|id| view.session.plan().components.get(id));
    let of_component = component.iter().flat_map(|component| {
        COMPONENT_CHARTS.iter().map(|chart| (*chart, component.name.as_str()))
    });
    let of_plan = PLAN_CHARTS.iter().map(|chart| (*chart, "whole plan"));
    entries.extend(of_component.chain(of_plan).map(|(chart, of)| {
        let note = format!("plot of {of}");
        let entry = Entry::new(charts::label(chart)).mark(Mark::Icon("chart-line")).note(note);
        (entry.words("chart plot graph"), Goal::Do(Command::ShowChart(chart.to_owned())))
    }));
}

/// The steps of each flow.
fn flows(view: &View<'_>, entries: &mut Vec<(Entry, Goal)>) {
    let plan = view.session.plan();
    let flows = view.session.flows_to_choose().filter_map(|id| plan.components.get(id));
    entries.extend(flows.map(|of| {
        let entry = Entry::new(format!("{}: steps of its flow", of.name));
        let entry = entry.mark(Mark::Icon("chart-line")).note("plot of one flow");
        let chart = Command::ShowChart(format!("{SEQUENCE}:{}", of.id));
        (entry.words("chart plot sequence diagram journey calls latency"), Goal::Do(chart))
    }));
}

fn scenarios(view: &View<'_>, entries: &mut Vec<(Entry, Goal)>) {
    let scenarios = &view.session.plan().scenarios;
    let as_planned = ("As planned", None);
    let all = scenarios.values().map(|scenario| (scenario.name.as_str(), Some(&scenario.id)));
    entries.extend(std::iter::once(as_planned).chain(all).map(|(name, id)| {
        let on = view.session.scenario.as_ref() == id;
        let entry = Entry::new(name).mark(Mark::Icon("flag")).note("scenario").on(on);
        (entry.words("scenario what if load"), Goal::Do(Command::SetScenario(id.cloned())))
    }));
    let new = Entry::new("New scenario…").mark(Mark::Icon("plus")).words("what if load");
    entries.push((new, Goal::Do(Command::ShowDialog(Dialog::NewScenario))));
}

fn sections(entries: &mut Vec<(Entry, Goal)>) {
    entries.extend(PlanSection::ALL.iter().map(|section| {
        let label = format!("Plan settings: {}", section.title());
        let entry = Entry::new(label).mark(Mark::Icon("sliders-horizontal"));
        let words = match section {
            PlanSection::Economics => "currency money price exchange rate horizon",
            _ => "",
        };
        let entry = entry.words(words);
        (entry, Goal::Do(Command::ShowDialog(Dialog::PlanSettings(*section))))
    }));
}

/// The numbers of the plan, and of the one component that is selected, as far as they have a field.
fn numbers(view: &View<'_>, entries: &mut Vec<(Entry, Goal)>) {
    let of_plan = Input::ALL.iter().filter(|input| input.scope() == Scope::Plan);
    let of_plan = of_plan.map(|input| (InputRef::plan(*input), "whole plan".to_owned()));
    let plan = view.session.plan();
    let selected = view.session.selection.only_component().and_then(|id| plan.components.get(id));
    let of_component = selected.into_iter().flat_map(|component| {
        let fields = inspector::fields(view.session, component).into_iter();
        fields
            .map(|input| (InputRef::component(component.id.clone(), input), component.name.clone()))
    });
    entries.extend(of_component.chain(of_plan).map(|(address, of)| {
        let label = widget::sentence(address.input.label());
        let entry = Entry::new(label).mark(Mark::Icon("gauge")).note(format!("number of {of}"));
        (entry.words("number input"), Goal::Number(address))
    }));
}

/// Shows the field of a number and gives it the keyboard.
fn go_to(ctx: &egui::Context, view: &mut View<'_>, address: &InputRef) {
    if address.input.scope() == Scope::Plan {
        view.send(Command::ShowDialog(Dialog::PlanSettings(PlanSection::Economics)));
    } else if !view.session.inspector_is_open() {
        view.act(ActionId::Inspector);
    }
    quantity::go_to(ctx, address.clone());
}
