//! Two sides side by side: scenarios, assignments and saved plans are chosen here, and what they
//! change is shown.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{ScrollArea, vec2};

use super::super::{View, style, widget};
use super::columns;
use crate::advice::compare::{
    Comparison, ComponentRow, InputChange, Presence, SideOfComponent, SideOfInput,
};
use crate::base::{number, words};
use crate::files::EXTENSION;
use crate::forecast::{Difference, Measure};
use crate::model::ScenarioId;
use crate::session::{
    Command, CompareChoice, Compared, Dialog, FileRequest, SavedPlan, Session, SideName, Study,
};

/// Left, right, difference, per cent, how often right is lower.
const TOTALS: [f32; 5] = [120.0, 120.0, 130.0, 64.0, 84.0];

/// Candidate, and what right comes to less left.
const COMPONENTS: [f32; 5] = [220.0, 108.0, 118.0, 104.0, 110.0];

/// Left and right.
const INPUTS: [f32; 2] = [200.0, 200.0];

/// What changes of a component.
const OF_COMPONENTS: [Measure; 4] =
    [Measure::P99, Measure::Monthly, Measure::Weeks, Measure::Horizon];

/// Draws the dialog.
pub(super) fn show(ctx: &egui::Context, view: &mut View<'_>, choice: &CompareChoice, fresh: bool) {
    super::large(ctx, view, "Compare", vec2(900.0, 700.0), fresh, |ui, view| {
        let mut next = choice.clone();
        side(ui, view, SideName::Left, &mut next);
        side(ui, view, SideName::Right, &mut next);
        if next != *choice {
            view.send(Command::ShowDialog(Dialog::Compare(Box::new(next))));
        }
        ui.add_space(6.0);
        let study = view.session.study().map(Arc::clone);
        let Some(Study::Compared(compared)) = study.as_deref() else {
            super::studying(ui, view, "Comparing…");
            return;
        };
        if view.session.study_is_stale() {
            widget::named(&ui.spinner(), egui::Role::ProgressIndicator, "Comparing");
        }
        let found = match &compared.comparison {
            Ok(found) => found,
            Err(why) => {
                ui.add(egui::Label::new(why).wrap());
                if ui.button("New scenario…").clicked() {
                    view.send(Command::ShowDialog(Dialog::NewScenario));
                }
                return;
            }
        };
        if ui.button("Save table (CSV)…").clicked() {
            let request = FileRequest::Comparison(Box::new(choice.clone()));
            view.send(Command::ChooseFile(request));
        }
        ui.add_space(6.0);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            content(ui, view, compared, found);
            inputs(ui, view, choice, found);
        });
    });
}

/// A plan that a side can have.
#[derive(Clone, PartialEq)]
enum OfPlan {
    Window,
    Saved(Arc<SavedPlan>),
    /// One that was opened before and is not read yet.
    Recent(PathBuf),
    Other,
}

/// The boxes that choose a side.
fn side(ui: &mut egui::Ui, view: &mut View<'_>, name: SideName, choice: &mut CompareChoice) {
    let plans = plans(view, choice);
    let side = choice.of(name);
    let plan = side.plan(view.session.plan());
    let as_planned = (None, "as planned".to_owned());
    let scenarios = plan.scenarios.values().map(|of| (Some(of.id.clone()), of.name.clone()));
    let scenarios: Vec<(Option<ScenarioId>, String)> =
        std::iter::once(as_planned).chain(scenarios).collect();
    // A scenario that is gone counts as none.
    let scenario = side.scenario.clone().filter(|id| plan.scenarios.contains_key(id));
    let assignments = view.session.assignments_to_compare(side);
    let label = words::sentence_case(name.label());
    widget::form_row(ui, &label, 56.0, |ui, width| {
        let width = ((width - 32.0) / 3.0).clamp(80.0, 280.0);
        let now = side.saved.clone().map_or(OfPlan::Window, OfPlan::Saved);
        let spoken = format!("Plan on the {}", name.label());
        match widget::choice(ui, &spoken, width, &now, &plans).1 {
            Some(OfPlan::Window) => side.saved = None,
            Some(OfPlan::Saved(saved)) => side.saved = Some(saved),
            Some(OfPlan::Recent(path)) => view.send(Command::CompareWith(name, path)),
            Some(OfPlan::Other) => view.send(Command::ChooseFile(FileRequest::Compared(name))),
            None => {}
        }
        let spoken = format!("Scenario on the {}", name.label());
        if let (_, Some(chosen)) = widget::choice(ui, &spoken, width, &scenario, &scenarios) {
            side.scenario = chosen;
        }
        let spoken = format!("Languages on the {}", name.label());
        if let (_, Some(chosen)) = widget::choice(ui, &spoken, width, &side.choice, &assignments) {
            side.choice = chosen;
        }
    });
}

/// The plan in the window, those read for a side, those opened before, or any other.
fn plans(view: &View<'_>, choice: &CompareChoice) -> Vec<(OfPlan, String)> {
    let mut read: Vec<&Arc<SavedPlan>> =
        [&choice.left, &choice.right].into_iter().filter_map(|side| side.saved.as_ref()).collect();
    read.dedup();
    let own = view.session.path();
    let called = |path: &std::path::Path, name: String| {
        if own == Some(path) { format!("{name} (as saved)") } else { name }
    };
    let mut plans = vec![(OfPlan::Window, "this plan".to_owned())];
    for saved in &read {
        let name = called(&saved.path, saved.file_name());
        plans.push((OfPlan::Saved(Arc::clone(saved)), name));
    }
    for path in &view.session.settings.recent {
        if read.iter().all(|saved| saved.path != *path) {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            let name = name.trim_end_matches(EXTENSION).to_owned();
            plans.push((OfPlan::Recent(path.clone()), called(path, name)));
        }
    }
    plans.push((OfPlan::Other, "other file…".to_owned()));
    plans
}

fn content(ui: &mut egui::Ui, view: &View<'_>, compared: &Compared, found: &Comparison) {
    ui.add(egui::Label::new(style::strong(&compared.takeaway)).wrap());
    for caveat in &compared.caveats {
        let warn = style::color(view.theme.status.warn);
        widget::icon_line(ui, "triangle-alert", warn, caveat);
    }
    ui.add_space(6.0);
    totals(ui, view, compared, found);
    components(ui, view, found);
}

fn totals(ui: &mut egui::Ui, view: &View<'_>, compared: &Compared, found: &Comparison) {
    let heads = ["Left", "Right", "Difference", "", "Right is lower"];
    columns::heads(ui, view, TOTALS, "Whole plan", heads);
    for (measure, pair) in &found.totals {
        let unit = measure.unit();
        let shown = |value: Option<f64>| value.map_or_else(none, |value| unit.readable(value));
        let delta = pair.apart_in_words(unit).unwrap_or_else(none);
        let share = pair.share_in_words(unit).unwrap_or_default();
        let drawn = found.differences.iter().find(|(of, _)| of == measure).map(|(_, of)| of);
        let less = drawn.map_or_else(String::new, |of| number::of_100(of.less));
        let label = words::sentence_case(measure.label());
        let cells = [shown(pair.left), shown(pair.right), delta, share, less];
        let response = columns::texts(ui, view, TOTALS, &label, cells);
        if let Some(of) = drawn {
            response.on_hover_text(in_draws(*measure, of));
        }
    }
    let names = &found.names;
    let text = format!(
        "Left: {}. Right: {}. “Right is lower” counts sampled assumptions, the same on both sides.",
        names[0], names[1]
    );
    widget::small_print(ui, &text);
    for said in compared.notes.iter().chain(&found.crews) {
        widget::small_print(ui, said);
    }
}

/// A difference over common draws, in words.
fn in_draws(measure: Measure, of: &Difference) -> String {
    let unit = measure.unit();
    let [low, typical, high] =
        [of.range.low, of.range.typical, of.range.high].map(|value| unit.signed(value));
    let [less, more, equal] = number::of_100_each([of.less, of.more, of.equal]);
    format!(
        "Right less left in sampled assumptions: {low} to {high}, median {typical}.\nRight is \
         lower in {less}, higher in {more}, equal in {equal}."
    )
}

fn components(ui: &mut egui::Ui, view: &View<'_>, found: &Comparison) {
    let differs = |row: &&ComponentRow| {
        let delta = |&measure: &Measure| {
            let pair = row.pair(measure);
            pair.delta().is_some() && !pair.is_about_same(measure.unit())
        };
        row.presence != Presence::Both
            || row.candidate_changes()
            || row.advice_changes()
            || OF_COMPONENTS.iter().any(delta)
    };
    let rows: Vec<&ComponentRow> = found.components.iter().filter(differs).collect();
    ui.add_space(10.0);
    if rows.is_empty() {
        ui.label("No component differs.");
        return;
    }
    let heads = ["Language and stack", "Latency (p99)", "Running", "Delivery", "Total cost"];
    columns::heads(ui, view, COMPONENTS, "Components, right less left", heads);
    let catalog = view.session.catalog();
    let name = |side: &SideOfComponent| {
        let found = side.candidate.as_ref().and_then(|id| catalog.candidates.get(id));
        let candidate = found.map_or_else(none, |candidate| candidate.name.clone());
        match &side.stands_for {
            Some(decided) => format!("{}, counted as {candidate}", catalog.language_name(decided)),
            None => candidate,
        }
    };
    let language = |side: &SideOfComponent| {
        side.advised.as_ref().map_or("none", |id| catalog.language_name(id)).to_owned()
    };
    for row in &rows {
        let [left, right] = [&row.left, &row.right].map(name);
        let candidates = if left == right { left } else { format!("{left} → {right}") };
        let [p99, run, weeks, total] = OF_COMPONENTS.map(|measure| {
            let (pair, unit) = (row.pair(measure), measure.unit());
            let only = || pair.left.or(pair.right).map_or_else(none, |value| unit.readable(value));
            pair.apart_in_words(unit).unwrap_or_else(only)
        });
        let cells = [candidates, p99, run, weeks, total];
        columns::texts(ui, view, COMPONENTS, &row.name, cells);
        if row.presence != Presence::Both {
            let text = format!("{}: {}", row.name, row.presence.label());
            widget::small_print(ui, &text);
        }
        if row.advice_changes() {
            let [left, right] = [&row.left, &row.right].map(language);
            let text = format!("{}: the advised language changes, {left} → {right}.", row.name);
            widget::small_print(ui, &text);
        }
    }
    let alike = found.components.len() - rows.len();
    if alike > 0 {
        let components = if alike == 1 { "component is" } else { "components are" };
        widget::small_print(ui, &format!("{alike} more {components} the same on both sides."));
    }
}

fn inputs(ui: &mut egui::Ui, view: &View<'_>, choice: &CompareChoice, found: &Comparison) {
    ui.add_space(10.0);
    if found.inputs.is_empty() {
        widget::small_print(ui, "Both sides rest on the same inputs.");
        return;
    }
    columns::heads(ui, view, INPUTS, "Inputs that differ", ["Left", "Right"]);
    for change in &found.inputs {
        // Both sides have the owner.
        let plan = choice.left.plan(view.session.plan());
        let owner = Session::owner_name_in(plan, &change.address.owner);
        let label = format!("{}: {}", widget::sentence(&owner), change.address.input.label());
        columns::texts(ui, view, INPUTS, &label, sides(change));
    }
}

fn sides(change: &InputChange) -> [String; 2] {
    [change.left, change.right].map(|side: Option<SideOfInput>| {
        side.map_or_else(none, |side| side.readable(change.address.input))
    })
}

/// What stands where there is no number.
fn none() -> String {
    "–".to_owned()
}
