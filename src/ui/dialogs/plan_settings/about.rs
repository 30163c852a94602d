//! Name, client, date and notes of the plan.

use egui::Id;

use super::super::super::View;
use super::super::super::field::Field;
use super::super::row;
use super::Change;
use crate::model::{Edit, PlanChange};
use crate::session::Session;

pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>) {
    let plan = view.session.plan();
    super::heading(ui, "Plan", "Name, client and date are printed on exports; notes are not.");
    row(ui, "Name", |ui| {
        let field = Field::new(ui, Id::unique("settings name"), "Name of the plan", &plan.name);
        super::text(ui, view, field.hint(crate::model::plan::UNTITLED), |session, text| {
            let differs = text != session.plan().name;
            let change = PlanChange::Name(text.to_owned());
            Ok(differs.then(|| (format!("Rename the plan “{text}”"), Edit::Plan(change))))
        });
    });
    row(ui, "Client", |ui| {
        let field = Field::new(ui, Id::unique("settings client"), "Client", &plan.client);
        super::text(ui, view, field.hint("For whom the plan is made"), |session, text| {
            let differs = text != session.plan().client;
            let change = PlanChange::Client(text.to_owned());
            Ok(differs.then(|| ("Change the client".to_owned(), Edit::Plan(change))))
        });
    });
    row(ui, "Date", |ui| {
        let shown = plan.date.map_or_else(String::new, |date| date.to_string());
        let field = Field::new(ui, Id::unique("settings date"), "Date of the plan", &shown);
        let width = field.width.min(240.0);
        let field = Field { width, ..field.hint("Year, month, day: 2026-11-23") };
        super::text(ui, view, field, date);
    });
    row(ui, "Notes", |ui| {
        let field = Field::new(ui, Id::unique("settings notes"), "Notes", &plan.notes);
        let field = field.rows(8).hint("Kept in the plan’s file only");
        super::text(ui, view, field, |session, text| {
            let differs = text != session.plan().notes;
            let change = PlanChange::Notes(text.to_owned());
            Ok(differs.then(|| ("Change the plan’s notes".to_owned(), Edit::Plan(change))))
        });
    });
}

fn date(session: &Session, text: &str) -> Change {
    let date = super::date_of(text)?;
    let edit = Edit::Plan(PlanChange::Date(date));
    Ok((date != session.plan().date).then(|| ("Change the plan’s date".to_owned(), edit)))
}
