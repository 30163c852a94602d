//! The currency of the plan, and what the dollars of the catalog's prices are in it.

use egui::Id;

use super::super::super::field::Field;
use super::super::super::{View, style, widget};
use super::super::row;
use super::Change;
use crate::base::{Currency, number};
use crate::model::{Edit, Exchange, PlanChange};
use crate::session::Session;

/// Width of its fields.
const WIDTH: f32 = 240.0;

pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>) {
    let plan = view.session.plan();
    let now = plan.currency();
    let options: Vec<(Currency, String)> = Currency::ALL
        .iter()
        .map(|of| (*of, format!("{} ({})", widget::sentence(of.label()), of.word())))
        .collect();
    let width = WIDTH.min(ui.available_width());
    let chosen =
        row(ui, "Currency", |ui| widget::optional(ui, "Currency", width, &now, &options).1);
    if let Some(currency) = chosen {
        // The rate of another currency is none of this one; one to one is seen to be none.
        let exchange = Exchange { currency, per_dollar: 1.0, as_of: None };
        let change = PlanChange::Exchange((currency != Currency::Usd).then_some(exchange));
        super::edit(view, format!("Count in {}", currency.label()), Edit::Plan(change));
    }
    let Some(exchange) = plan.exchange else {
        widget::small_print(ui, "Prices of the catalog are dollars.");
        ui.add_space(8.0);
        return;
    };
    let code = exchange.currency.word();
    row(ui, "A dollar costs", |ui| {
        let shown = number::exact(exchange.per_dollar);
        let field = Field::new(ui, Id::unique("settings rate"), "Price of a dollar", &shown);
        let hint = format!("{code} for one dollar: 0.86");
        super::text(ui, view, Field { width, ..field.hint(&hint) }, rate);
    });
    row(ui, "As of", |ui| {
        let shown = exchange.as_of.map_or_else(String::new, |date| date.to_string());
        let field = Field::new(ui, Id::unique("settings rate date"), "Date of the rate", &shown);
        super::text(ui, view, Field { width, ..field.hint("2026-11-23") }, as_of);
    });
    if (exchange.per_dollar - 1.0).abs() < f64::EPSILON {
        let text = format!("Type what one dollar costs in {code}: until then it counts as one.");
        widget::icon_line(ui, "warning", style::color(view.theme.status.warn), &text);
    }
    widget::small_print(
        ui,
        "The catalog's prices, which are dollars, are counted at this rate. What was typed keeps its \
         number: it counts in the plan's currency.",
    );
    ui.add_space(8.0);
}

fn rate(session: &Session, text: &str) -> Change {
    let Some(now) = session.plan().exchange else { return Ok(None) };
    let rate = number::parse(text).filter(|rate| Exchange::is_rate(*rate));
    let per_dollar = rate.ok_or("Type what one dollar costs, such as 0.86")?;
    Ok(changed(now, Exchange { per_dollar, ..now }))
}

fn as_of(session: &Session, text: &str) -> Change {
    let Some(now) = session.plan().exchange else { return Ok(None) };
    let as_of = super::date_of(text)?;
    Ok(changed(now, Exchange { as_of, ..now }))
}

fn changed(now: Exchange, exchange: Exchange) -> Option<(String, Edit)> {
    let edit = Edit::Plan(PlanChange::Exchange(Some(exchange)));
    (exchange != now).then(|| ("Change the price of a dollar".to_owned(), edit))
}
