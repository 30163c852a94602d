//! Criteria of the team's own: a question, its weight, and points by language with the reason for them.

use super::super::super::field::Field;
use super::super::super::{View, style, widget};
use super::super::row;
use super::Change;
use crate::base::number;
use crate::model::criterion::MOST_POINTS;
use crate::model::{CriterionId, Edit, LanguageId, OwnCriterion, OwnPoints, PlanChange};
use crate::session::Session;

/// What the section remembers between frames.
#[derive(Default)]
pub(super) struct State {
    /// Name of the criterion to add.
    name: String,
}

/// Weights that can be chosen, with what they mean.
const WEIGHTS: [(f64, &str); 5] = [
    (0.0, "left out"),
    (0.5, "matters less"),
    (1.0, "a usual matter"),
    (2.0, "matters more"),
    (4.0, "decides much"),
];
/// Width of what is chosen.
const CHOICE: f32 = 176.0;

pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>, state: &mut State) {
    super::heading(
        ui,
        "The team’s own criteria",
        "What you ask of a language beyond what the program compares, such as support that can be bought. It weighs in the advice, and is told as yours wherever it counts.",
    );
    for of in view.session.plan().criteria.values() {
        super::boxed(ui, view, |ui, view| one(ui, view, of));
    }
    add(ui, view, state);
}

fn one(ui: &mut egui::Ui, view: &mut View<'_>, of: &OwnCriterion) {
    ui.horizontal_top(|ui| {
        let name = format!("Name of {}", of.name);
        let field = Field::new(ui, unique(of, "name"), &name, &of.name);
        let width = field.width - 40.0;
        text(ui, view, of, Field { width, ..field }, "Rename", |of, text| {
            of.name = super::named(text)?;
            Ok(())
        });
        let remove = format!("Remove criterion {}", of.name);
        if widget::icon_button(ui, "trash-2", &remove, true).clicked() {
            let change = PlanChange::Criterion(of.id.clone(), None);
            super::edit(view, format!("Remove criterion “{}”", of.name), Edit::Plan(change));
        }
    });
    row(ui, "Question", |ui| {
        let name = format!("Question of {}", of.name);
        let field = Field::new(ui, unique(of, "question"), &name, &of.question);
        let field = field.hint("What is asked of a language");
        text(ui, view, of, field, "Change the question of", |of, text| {
            text.clone_into(&mut of.question);
            Ok(())
        });
    });
    row(ui, "Weight", |ui| weight(ui, view, of));
    for language in asked(view, of) {
        points(ui, view, of, &language);
    }
}

/// The languages that are compared, and those that have points.
fn asked(view: &View<'_>, of: &OwnCriterion) -> Vec<LanguageId> {
    let compared = view.session.catalog().compared(&view.session.plan().candidates);
    let mut asked: Vec<LanguageId> = Vec::new();
    let compared = compared.into_iter().map(|candidate| &candidate.language);
    for language in compared.chain(of.points.keys()) {
        if !asked.contains(language) {
            asked.push(language.clone());
        }
    }
    asked
}

fn weight(ui: &mut egui::Ui, view: &mut View<'_>, of: &OwnCriterion) {
    let told = |weight: f64, word: &str| format!("{}×, {word}", number::readable(weight));
    let mut options: Vec<(f64, String)> =
        WEIGHTS.iter().map(|(weight, word)| (*weight, told(*weight, word))).collect();
    if options.iter().all(|(weight, _)| *weight != of.weight) {
        options.push((of.weight, told(of.weight, "as the file says")));
    }
    let label = format!("Weight of {}", of.name);
    if let (_, Some(weight)) = widget::choice(ui, &label, CHOICE, &of.weight, &options) {
        set(view, of, "Weigh", |of| of.weight = weight);
    }
}

fn points(ui: &mut egui::Ui, view: &mut View<'_>, of: &OwnCriterion, language: &LanguageId) {
    let name = view.session.catalog().language_name(language);
    let now = of.points.get(language);
    row(ui, name, |ui| {
        ui.horizontal_top(|ui| {
            let told = |points: f64| {
                format!("{} of {}", number::readable(points), number::readable(MOST_POINTS))
            };
            let mut options = vec![(None, "Not said".to_owned())];
            let whole = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0].into_iter();
            options.extend(whole.map(|points| (Some(points), told(points))));
            let points = now.map(|of| of.points);
            if options.iter().all(|(of, _)| *of != points) {
                options.extend(points.map(|of| (Some(of), told(of))));
            }
            let label = format!("Points of {name} for {}", of.name);
            let chosen = widget::choice(ui, &label, 112.0, &points, &options).1;
            if let Some(points) = chosen {
                let language = language.clone();
                set(view, of, "Give points for", move |of| match points {
                    None => drop(of.points.remove(&language)),
                    Some(points) => {
                        let reason = String::new();
                        let new = || OwnPoints { points, reason };
                        of.points.entry(language).or_insert_with(new).points = points;
                    }
                });
            }
            let Some(now) = now else { return };
            let label = format!("Reason for the points of {name} for {}", of.name);
            let field = Field::new(ui, unique(of, language.as_str()), &label, &now.reason);
            let language = language.clone();
            let field = field.hint("Why");
            text(ui, view, of, field, "Say why for", move |of, text| {
                if let Some(of) = of.points.get_mut(&language) {
                    text.clone_into(&mut of.reason);
                }
                Ok(())
            });
        });
    });
}

fn unique(of: &OwnCriterion, what: &str) -> egui::Id {
    egui::Id::unique(("own criterion", of.id.as_str(), what))
}

/// A field whose text changes the criterion as it is by then.
fn text(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    of: &OwnCriterion,
    field: Field<'_>,
    verb: &'static str,
    change: impl Fn(&mut OwnCriterion, &str) -> Result<(), String> + Send + Sync + 'static,
) {
    let id = of.id.clone();
    super::text(ui, view, field, move |session, text| {
        changed(session, &id, verb, |of| change(of, text))
    });
}

/// The step that changes a criterion; none where it stays as it is or is gone.
fn changed(
    session: &Session,
    id: &CriterionId,
    verb: &str,
    change: impl FnOnce(&mut OwnCriterion) -> Result<(), String>,
) -> Change {
    let Some(now) = session.plan().criteria.get(id) else { return Ok(None) };
    let mut new = now.clone();
    change(&mut new)?;
    let label = format!("{verb} criterion “{}”", now.name);
    let edit = || Edit::Plan(PlanChange::Criterion(id.clone(), Some(Box::new(new.clone()))));
    Ok((new != *now).then(|| (label, edit())))
}

fn set(view: &mut View<'_>, of: &OwnCriterion, verb: &str, change: impl FnOnce(&mut OwnCriterion)) {
    let step = changed(view.session, &of.id, verb, |of| {
        change(of);
        Ok(())
    });
    if let Ok(Some((label, edit))) = step {
        super::edit(view, label, edit);
    }
}

fn add(ui: &mut egui::Ui, view: &mut View<'_>, state: &mut State) {
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 120.0).min(320.0);
        let field = egui::TextEdit::singleline(&mut state.name)
            .hint_text("New criterion, such as paid support")
            .desired_width(width);
        let response = widget::edit(ui, field, "Name of the criterion to add");
        let name = state.name.trim().to_owned();
        let entered =
            response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let button = egui::Button::new("Add criterion").min_size(egui::vec2(0.0, style::ROW));
        let clicked = ui.add_enabled(!name.is_empty(), button).clicked();
        if (entered || clicked) && !name.is_empty() {
            let criteria = &view.session.plan().criteria;
            let id = CriterionId::fresh(&name, |id| criteria.contains_key(id));
            let of = OwnCriterion::new(id.clone(), &name);
            let change = PlanChange::Criterion(id, Some(Box::new(of)));
            super::edit(view, format!("Add criterion “{name}”"), Edit::Plan(change));
            state.name.clear();
        }
    });
}
