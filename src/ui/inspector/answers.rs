//! Coarse answers, each with what it sets.

use super::super::{View, widget};
use super::LABEL;
use super::component::change;
use crate::catalog::{Catalog, Trigger};
use crate::model::{
    Answers, Component, ComponentChange, Feel, Input, MostlyDoes, Traffic, Upkeepers, WorkSize,
};

/// Asks one question: its label, the sentence behind it, the present answer, all answers with
/// their words and triggers.
struct Question<'a, T> {
    label: &'static str,
    asks: &'static str,
    now: Option<T>,
    all: &'a [T],
    words: fn(T) -> &'static str,
    trigger: fn(T) -> Trigger,
}

pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>, component: &Component) {
    let now = component.answers;
    let mut new = now;
    let catalog = view.session.catalog();
    new.traffic = ask(
        ui,
        catalog,
        &Question {
            label: "Traffic",
            asks: "How much traffic does it get at its peak?",
            now: now.traffic,
            all: Traffic::ALL,
            words: Traffic::label,
            trigger: Trigger::Traffic,
        },
    );
    new.mostly = ask(
        ui,
        catalog,
        &Question {
            label: "Mostly does",
            asks: "What does it mostly do with its time?",
            now: now.mostly,
            all: MostlyDoes::ALL,
            words: MostlyDoes::label,
            trigger: Trigger::Mostly,
        },
    );
    new.feel = ask(
        ui,
        catalog,
        &Question {
            label: "Speed",
            asks: "How fast must it feel?",
            now: now.feel,
            all: Feel::ALL,
            words: Feel::label,
            trigger: Trigger::Feel,
        },
    );
    new.size = ask(
        ui,
        catalog,
        &Question {
            label: "Work",
            asks: "How much work is it to build, for a team fluent in Python?",
            now: now.size,
            all: WorkSize::ALL,
            words: WorkSize::label,
            trigger: Trigger::Size,
        },
    );
    new.upkeepers = ask(
        ui,
        catalog,
        &Question {
            label: "Built by",
            asks: "Who builds and maintains it?",
            now: now.upkeepers,
            all: Upkeepers::ALL,
            words: Upkeepers::label,
            trigger: Trigger::Upkeepers,
        },
    );
    if new != now {
        let label = format!("Answer “{}” for “{}”", changed(now, new), component.name);
        view.send(change(label, &component.id, ComponentChange::Answers(new)));
    }
}

/// The question whose answer differs.
fn changed(now: Answers, new: Answers) -> &'static str {
    match () {
        () if now.traffic != new.traffic => "Traffic",
        () if now.mostly != new.mostly => "Mostly does",
        () if now.feel != new.feel => "Speed",
        () if now.size != new.size => "Work",
        () => "Built by",
    }
}

fn ask<T: Copy + PartialEq>(
    ui: &mut egui::Ui,
    catalog: &Catalog,
    question: &Question<'_, T>,
) -> Option<T> {
    let mut options: Vec<(Option<T>, String)> = vec![(None, "Don’t know".to_owned())];
    let words = |answer: &T| widget::sentence((question.words)(*answer));
    options.extend(question.all.iter().map(|answer| (Some(*answer), words(answer))));
    let (response, chosen) = widget::form_row(ui, question.label, LABEL, |ui, width| {
        widget::optional(ui, question.label, width, &question.now, &options)
    });
    response.on_hover_ui(|ui| {
        ui.set_max_width(320.0);
        ui.label(question.asks);
        widget::small_print(ui, &what_it_sets(catalog, question));
    });
    chosen.unwrap_or(question.now)
}

/// Which inputs the question sets, with the ranges of the present answer.
fn what_it_sets<T: Copy>(catalog: &Catalog, question: &Question<'_, T>) -> String {
    let presets = |answer: T| {
        let trigger = (question.trigger)(answer);
        catalog.presets.iter().filter(move |preset| preset.when == trigger)
    };
    if let Some(answer) = question.now {
        let set: Vec<String> = presets(answer)
            .flat_map(|preset| &preset.inputs)
            .map(|(input, figure)| {
                format!("{} {}", input.label(), figure.range.readable(input.unit()))
            })
            .collect();
        return match &set[..] {
            [] => "This answer sets no number.".to_owned(),
            set => format!("Sets, where nothing is stated: {}.", set.join(", ")),
        };
    }
    let mut inputs: Vec<Input> = Vec::new();
    for (input, _) in question.all.iter().flat_map(|a| presets(*a)).flat_map(|p| &p.inputs) {
        if !inputs.contains(input) {
            inputs.push(*input);
        }
    }
    let names: Vec<&str> = inputs.iter().map(|input| input.label()).collect();
    format!("An answer sets, where nothing is stated: {}.", names.join(", "))
}
