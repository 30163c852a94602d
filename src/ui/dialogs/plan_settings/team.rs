//! The team: roles with people, cost and skills.

use std::collections::BTreeSet;

use super::super::super::field::Field;
use super::super::super::list::{DropDown, Entry};
use super::super::super::{View, quantity, widget};
use super::super::row;
use crate::model::{
    Edit, Input, InputOwner, InputRef, Inputs, LanguageId, Role, RoleChange, RoleId, Scope, Skill,
};

/// What the section remembers between frames.
#[derive(Default)]
pub(super) struct State {
    /// Name of the role to add.
    name: String,
}

pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>, state: &mut State) {
    super::heading(
        ui,
        "Team",
        "Roles, not people: how many fill each, what a person costs and which languages they know. Skills and cost move the advice and the delivery weeks; those who own several components build them with the people they are.",
    );
    let roles = &view.session.plan().roles;
    if roles.is_empty() {
        ui.label("No roles yet. Without them a usual team is assumed.");
        ui.add_space(8.0);
    }
    for role in roles.values() {
        super::boxed(ui, view, |ui, view| one(ui, view, role));
    }
    add(ui, view, state);
}

fn one(ui: &mut egui::Ui, view: &mut View<'_>, role: &Role) {
    let of = &role.name;
    ui.horizontal_top(|ui| {
        let id = egui::Id::unique(("role name", role.id.as_str()));
        let name = format!("Name of {of}");
        let field = Field::new(ui, id, &name, of);
        let width = field.width - 40.0;
        let role_id = role.id.clone();
        super::text(ui, view, Field { width, ..field }, move |session, text| {
            let name = super::named(text)?;
            let Some(role) = session.plan().roles.get(&role_id) else { return Ok(None) };
            let label = format!("Rename “{}” to “{name}”", role.name);
            let differs = role.name != name;
            let edit = Edit::Role(role_id.clone(), RoleChange::Name(name));
            Ok(differs.then_some((label, edit)))
        });
        if widget::icon_button(ui, "trash-2", &format!("Remove role {of}"), true).clicked() {
            super::edit(view, format!("Remove role “{of}”"), Edit::RemoveRole(role.id.clone()));
        }
    });
    for &input in Input::ALL.iter().filter(|input| input.scope() == Scope::Role) {
        let owner = InputOwner::Role(role.id.clone());
        quantity::show(ui, view, &InputRef { owner, input });
    }
    row(ui, "Skills", |ui| skills(ui, view, role));
}

/// The languages that a role may be asked about: those it knows and those that are compared.
fn asked(view: &View<'_>, role: &Role) -> BTreeSet<LanguageId> {
    let plan = view.session.plan();
    let compared = view.session.catalog().compared(&plan.candidates);
    let compared = compared.iter().map(|candidate| candidate.language.clone());
    compared.chain(role.skills.keys().cloned()).collect()
}

fn skills(ui: &mut egui::Ui, view: &mut View<'_>, role: &Role) {
    let catalog = view.session.catalog();
    let asked = asked(view, role);
    egui::Grid::new(("skills", &role.id)).num_columns(2).spacing([12.0, 4.0]).show(ui, |ui| {
        for language in &asked {
            ui.label(catalog.language_name(language));
            skill_chooser(ui, view, role, language);
            ui.end_row();
        }
    });
    let others: Vec<&LanguageId> =
        catalog.languages.keys().filter(|id| !asked.contains(*id)).collect();
    if others.is_empty() {
        return;
    }
    let name = format!("Add a language that {} know", role.name);
    let drop_down = DropDown::new(&name, "Add language…", 148.0);
    let entries = || others.iter().map(|id| Entry::new(catalog.language_name(id))).collect();
    let (_, chosen) = drop_down.show(ui, entries);
    if let Some(id) = chosen.and_then(|at| others.get(at)) {
        set_skill(view, role, id, Some(Skill::Working));
    }
}

fn skill_chooser(ui: &mut egui::Ui, view: &mut View<'_>, role: &Role, language: &LanguageId) {
    let now = role.skills.get(language).copied();
    let words = |skill: Option<Skill>| {
        skill.map_or_else(|| "None".to_owned(), |skill| widget::sentence(skill.label()))
    };
    let all = std::iter::once(None).chain(Skill::ALL.iter().copied().map(Some));
    let options: Vec<_> = all.map(|skill| (skill, words(skill))).collect();
    let label =
        format!("{} skill of {}", view.session.catalog().language_name(language), role.name);
    if let (_, Some(skill)) = widget::choice(ui, &label, 148.0, &now, &options) {
        set_skill(view, role, language, skill);
    }
}

fn set_skill(view: &mut View<'_>, role: &Role, language: &LanguageId, skill: Option<Skill>) {
    let name = view.session.catalog().language_name(language);
    let label = format!("Change {name} skill of “{}”", role.name);
    let change = RoleChange::Skill(language.clone(), skill);
    super::edit(view, label, Edit::Role(role.id.clone(), change));
}

fn add(ui: &mut egui::Ui, view: &mut View<'_>, state: &mut State) {
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 100.0).min(320.0);
        let field = egui::TextEdit::singleline(&mut state.name)
            .hint_text("New role, such as backend engineer")
            .desired_width(width);
        let response = ui.add(field);
        widget::named(&response, egui::Role::TextInput, "Name of the role to add");
        let name = state.name.trim().to_owned();
        let entered =
            response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let clicked = ui.add_enabled(!name.is_empty(), egui::Button::new("Add role")).clicked();
        if (entered || clicked) && !name.is_empty() {
            let roles = &view.session.plan().roles;
            let id = RoleId::fresh(&name, |id| roles.contains_key(id));
            let label = format!("Add role “{name}”");
            let role = Role {
                id,
                name,
                skills: std::collections::BTreeMap::default(),
                inputs: Inputs::new(),
            };
            super::edit(view, label, Edit::AddRole(Box::new(role)));
            state.name.clear();
        }
    });
    widget::small_print(ui, "Exports name no people, and leave cost by role out.");
}
