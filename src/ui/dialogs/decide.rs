//! A language is decided, with the reason, and with what it costs to overrule the advice.

use egui::{Key, ScrollArea, TextEdit};

use super::super::{View, style, widget};
use crate::advice::{Overrule, Verdict};
use crate::base::prose::in_a_row;
use crate::model::{CandidateId, ComponentId, LanguageId};
use crate::session::{ActionId, Command, analysis};

/// A language with its stack, where the catalog has figures for one.
type Choice = (LanguageId, Option<CandidateId>);

/// What the dialog remembers between frames.
#[derive(Default)]
pub(super) struct State {
    choice: Option<Choice>,
    reason: String,
    /// What the choice means, for a choice and a state of the plan.
    weighed: Option<(Choice, analysis::Key, Option<Overrule>)>,
}

/// Draws the dialog for a component, perhaps with the language that most voted for.
pub(super) fn show(
    ctx: &egui::Context,
    view: &mut View<'_>,
    (id, voted): (&ComponentId, Option<&LanguageId>),
    state: &mut State,
    fresh: bool,
) {
    let Some(component) = view.session.plan().components.get(id) else {
        view.send(Command::CloseDialog);
        return;
    };
    if fresh {
        begin(view, id, state);
        if let Some(language) = voted {
            state.choice = Some((language.clone(), stack_of(view, id, language)));
            // The reason of a decision on another language is none for this one.
            if view.session.plan().decisions.get(id).is_none_or(|of| of.language != *language) {
                state.reason = view.session.votes_for(id, language);
            }
        }
    }
    let title = format!("Decide the language of {}", widget::shortened(&component.name, 60));
    let name = component.name.clone();
    super::modal(ctx, view, &title, 520.0, |ui, view| {
        if let Some(analysis) = view.session.analysis().components.get(id) {
            ui.add(egui::Label::new(&analysis.advice.sentence).wrap());
            ui.add_space(8.0);
        }
        choices(ui, view, Some(id), state);
        ui.add_space(8.0);
        price(ui, view, id, state);
        ui.add_space(8.0);
        ui.label("Reason");
        let field = TextEdit::multiline(&mut state.reason)
            .hint_text("Why; whoever reads the proposal will ask")
            .desired_width(f32::INFINITY)
            .desired_rows(3);
        let response = widget::edit(ui, field, "Reason");
        super::keep_focus(ui, &response, fresh);
        let hurried = hurried(ui);
        let decided = view.session.plan().decisions.contains_key(id);
        let language = state.choice.as_ref();
        let language = language.map(|(id, _)| view.session.catalog().language_name(id).to_owned());
        let decide = language.as_ref().map_or("Decide".to_owned(), |l| format!("Decide {l}"));
        let back = ActionId::Undecide.action().label;
        let names: &[&str] =
            if decided { &[&decide, "Cancel", back] } else { &[&decide, "Cancel"] };
        match super::buttons(ui, names) {
            Some(0) => send(view, id, &name, state),
            Some(1) => view.send(Command::CloseDialog),
            Some(_) => {
                view.act(ActionId::Undecide);
                view.send(Command::CloseDialog);
            }
            None if hurried => send(view, id, &name, state),
            None => {}
        }
    });
}

/// Draws the dialog that decides one language for all selected components.
pub(super) fn several(ctx: &egui::Context, view: &mut View<'_>, state: &mut State, fresh: bool) {
    if fresh {
        *state = State::default();
    }
    let what = view.session.selected_name();
    let title = format!("Decide the language of {what}");
    super::modal(ctx, view, &title, 520.0, |ui, view| {
        choices(ui, view, None, state);
        let (_, others) = view.session.selected_to_decide();
        if !others.is_empty() {
            let text =
                format!("Not decided, as the team does not build them: {}.", in_a_row(&others));
            ui.add(egui::Label::new(text).wrap());
        }
        ui.add_space(8.0);
        ui.label("Reason");
        let field = TextEdit::multiline(&mut state.reason)
            .hint_text("Why; whoever reads the proposal will ask")
            .desired_width(f32::INFINITY)
            .desired_rows(3);
        let response = widget::edit(ui, field, "Reason");
        super::keep_focus(ui, &response, fresh);
        let language = state.choice.as_ref().map(|(id, _)| id);
        let language = language.map(|id| view.session.catalog().language_name(id).to_owned());
        let Some(language) = language else {
            widget::small_print(ui, "Choose a language.");
            if super::buttons(ui, &["Cancel"]).is_some() {
                view.send(Command::CloseDialog);
            }
            return;
        };
        let hurried = hurried(ui);
        match super::buttons(ui, &[&format!("Decide {language}"), "Cancel"]) {
            Some(0) => send_several(view, &what, &language, state),
            Some(_) => view.send(Command::CloseDialog),
            None if hurried => send_several(view, &what, &language, state),
            None => {}
        }
    });
}

/// Whether Control and Enter were pressed together, also if they were let go since.
fn hurried(ui: &egui::Ui) -> bool {
    ui.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, Key::Enter))
}

fn send_several(view: &mut View<'_>, what: &str, language: &str, state: &State) {
    let Some((id, candidate)) = &state.choice else { return };
    let reason = state.reason.trim();
    let edit = view.session.decision_of_selected(id, candidate.as_ref(), reason);
    view.send(Command::Edit { label: format!("Decide {language} for {what}"), edit });
    view.send(Command::CloseDialog);
}

/// The stack of a language that fits a component best, else the one that stands for the language.
fn stack_of(view: &View<'_>, id: &ComponentId, language: &LanguageId) -> Option<CandidateId> {
    let session = view.session;
    let ranking = session.analysis().components.get(id).map(|of| of.advice.ranking.iter());
    let best = ranking.into_iter().flatten().find(|ranked| ranked.language == *language);
    let stack = || session.catalog().candidate_of(language).map(|of| of.id.clone());
    best.map(|ranked| ranked.candidate.clone()).or_else(stack)
}

/// Starts from the decision that stands, else from the advice.
fn begin(view: &View<'_>, id: &ComponentId, state: &mut State) {
    *state = State::default();
    if let Some(decision) = view.session.plan().decisions.get(id) {
        // A decision without a stack is shown as the stack that stands for its language.
        let stack =
            || view.session.catalog().candidate_of(&decision.language).map(|c| c.id.clone());
        let candidate = decision.candidate.clone().or_else(stack);
        state.choice = Some((decision.language.clone(), candidate));
        state.reason.clone_from(&decision.reason);
        return;
    }
    // Where either does, nothing is chosen beforehand.
    let analysis = view.session.analysis().components.get(id);
    let clear = analysis.filter(|analysis| analysis.advice.verdict != Verdict::Either);
    let leader = clear.and_then(|analysis| analysis.advice.ranking.first());
    let leader = leader.filter(|ranked| ranked.gate.is_none());
    state.choice = leader.map(|ranked| (ranked.language.clone(), Some(ranked.candidate.clone())));
}

/// The candidates compared, with their scores for one component, then every other language.
fn choices(ui: &mut egui::Ui, view: &View<'_>, id: Option<&ComponentId>, state: &mut State) {
    let session = view.session;
    let catalog = session.catalog();
    let analysis = id.and_then(|id| session.analysis().components.get(id));
    let ranking = analysis.map_or(&[][..], |analysis| &analysis.advice.ranking);
    let unscored = || {
        catalog.compared(&session.plan().candidates).into_iter().map(|candidate| {
            let choice = (candidate.language.clone(), Some(candidate.id.clone()));
            (choice, candidate.name.clone(), String::new())
        })
    };
    let mut rows: Vec<(Choice, String, String)> = ranking
        .iter()
        .map(|ranked| {
            let figure = match &ranked.gate {
                Some(gate) => gate.sentence(),
                None => format!("{:.0} of 100", ranked.score),
            };
            let choice = (ranked.language.clone(), Some(ranked.candidate.clone()));
            (choice, ranked.name.clone(), figure)
        })
        .collect();
    if id.is_none() {
        rows.extend(unscored());
    }
    let mut compared = rows.len();
    let known = |rows: &[(Choice, String, String)], id: &CandidateId| {
        rows.iter().any(|((_, candidate), ..)| candidate.as_ref() == Some(id))
    };
    for candidate in catalog.candidates.values() {
        if !known(&rows, &candidate.id) {
            let choice = (candidate.language.clone(), Some(candidate.id.clone()));
            rows.push((choice, candidate.name.clone(), String::new()));
        }
    }
    for (language, name) in catalog.without_figures() {
        rows.push(((language, None), name.to_owned(), "no figures".to_owned()));
    }
    // A decision may name a stack or a language that nothing here knows.
    if let Some(choice) = &state.choice
        && !rows.iter().any(|(other, ..)| other == choice)
    {
        let name = catalog.language_name(&choice.0).to_owned();
        rows.insert(0, (choice.clone(), name, "as decided".to_owned()));
        compared += 1;
    }
    let chosen = rows.iter().find(|(choice, ..)| state.choice.as_ref() == Some(choice));
    let chosen = chosen.map(|(_, name, _)| format!("Chosen: {name}"));
    let frame = egui::Frame::new().fill(style::color(view.theme.surface.canvas)).corner_radius(6);
    frame.inner_margin(4).show(ui, |ui| {
        let area = ScrollArea::vertical().max_height(168.0).auto_shrink([false, true]);
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (place, (choice, name, figure)) in rows.iter().enumerate() {
                if place == compared && compared > 0 {
                    ui.add_space(4.0);
                    widget::small_print(ui, "Not compared in this plan");
                }
                let on = state.choice.as_ref() == Some(choice);
                if row(ui, view, on, name, figure).clicked() {
                    state.choice = Some(choice.clone());
                }
            }
        });
    });
    // Its row may be out of sight, and a language may have several stacks.
    if let Some(chosen) = chosen {
        widget::small_print(ui, &chosen);
    }
}

fn row(ui: &mut egui::Ui, view: &View<'_>, on: bool, name: &str, figure: &str) -> egui::Response {
    ui.horizontal(|ui| {
        let response = widget::radio(ui, on, name);
        let quiet = style::color(view.theme.text.subdued);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let text = egui::RichText::new(figure).small().color(quiet);
            ui.add(egui::Label::new(text).truncate());
        });
        response
    })
    .inner
}

/// What the choice means against the advice; computed once for each choice.
fn price(ui: &mut egui::Ui, view: &View<'_>, id: &ComponentId, state: &mut State) {
    let Some(choice) = state.choice.clone() else {
        widget::small_print(ui, "Choose a language.");
        return;
    };
    let key = view.session.key();
    let weighed = state.weighed.take().filter(|(of, at, _)| *of == choice && *at == key);
    let (_, _, held) = state.weighed.insert(weighed.unwrap_or_else(|| {
        let held = view.session.weigh(id, choice.0.clone(), choice.1.clone());
        (choice, key, held)
    }));
    let Some(held) = held else { return };
    let (mark, color) = if held.overrules {
        ("triangle-alert", view.theme.status.warn)
    } else if held.price.is_some() {
        ("info", view.theme.status.info)
    } else {
        ("check", view.theme.status.ok)
    };
    widget::icon_line(ui, mark, style::color(color), &meaning_of(&held.sentence));
}

/// The sentence on a decision, for one that is not made yet.
fn meaning_of(sentence: &str) -> String {
    let text = sentence.strip_prefix("Decided: ").unwrap_or(sentence);
    match text.strip_suffix('.') {
        Some(language) if !language.contains([':', ',']) => {
            format!("{language}: nothing in the advice is overruled.")
        }
        _ => text.to_owned(),
    }
}

fn send(view: &mut View<'_>, id: &ComponentId, name: &str, state: &State) {
    let Some((language, candidate)) = state.choice.clone() else { return };
    let words = view.session.catalog().language_name(&language).to_owned();
    let edit = view.session.decision(id, language, candidate, state.reason.trim());
    view.send(Command::Edit { label: format!("Decide {words} for “{name}”"), edit });
    view.send(Command::CloseDialog);
}
