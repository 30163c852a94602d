//! A vote on the language of a component: each role chooses in secret, and all is told together.

use std::collections::BTreeMap;

use egui::{Key, Modifiers, TextEdit};

use super::super::{View, style, widget};
use crate::model::{Component, ComponentId, LanguageId, Vote, Votes};
use crate::session::{Command, Dialog};

/// Keys that choose a language, in the order of the list.
const DIGITS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// The button that forgets what nobody has seen.
const DROP: &str = "Discard these votes";

/// What is on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Stage {
    /// A role chooses.
    #[default]
    Choosing,
    /// A role has chosen, and nobody sees what.
    Cast,
    /// What all chose.
    Told,
}

/// What the dialog remembers between frames, and while it is closed by mistake or another vote is held.
#[derive(Default)]
pub(super) struct State {
    /// The plan that it is about.
    document: u64,
    /// Votes that nobody has seen yet, by component.
    unseen: BTreeMap<ComponentId, Votes>,
    stage: Stage,
    role: String,
    choice: Option<LanguageId>,
    reason: String,
    /// A role is about to choose: what it begins with gets the keyboard.
    begins: bool,
}

impl State {
    /// The votes on a component that nobody has seen yet.
    fn cast(&mut self, id: &ComponentId) -> &mut Votes {
        self.unseen.entry(id.clone()).or_default()
    }

    /// A role is to choose.
    fn choose(&mut self) {
        (self.stage, self.choice, self.begins) = (Stage::Choosing, None, true);
        self.role.clear();
        self.reason.clear();
    }
}

/// Draws the dialog.
pub(super) fn show(
    ctx: &egui::Context,
    view: &mut View<'_>,
    id: &ComponentId,
    state: &mut State,
    fresh: bool,
) {
    let Some(component) = view.session.plan().components.get(id) else {
        view.send(Command::CloseDialog);
        return;
    };
    let told = view.session.plan().votes.contains_key(id);
    let document = view.session.plan().version.document;
    if state.document != document {
        *state = State { document, ..State::default() };
    }
    if fresh && !state.cast(id).is_empty() {
        // What was chosen before the dialog was closed stays secret.
        state.stage = Stage::Cast;
    } else if fresh && told {
        state.stage = Stage::Told;
    } else if fresh {
        state.choose();
    }
    let title = format!("Vote on the language of {}", widget::shortened(&component.name, 60));
    let component = component.clone();
    super::modal(ctx, view, &title, 560.0, |ui, view| match state.stage {
        Stage::Choosing => choose(ui, view, &component, state),
        Stage::Cast => cast(ui, view, &component, state),
        Stage::Told => tell(ui, view, &component, state),
    });
}

/// The roles of the team that have not voted yet.
fn waiting<'a>(view: &View<'a>, cast: &Votes) -> Vec<&'a str> {
    let roles = view.session.plan().roles.values();
    roles.map(|role| role.name.trim()).filter(|name| !cast.contains_key(*name)).collect()
}

/// One role chooses.
fn choose(ui: &mut egui::Ui, view: &mut View<'_>, component: &Component, state: &mut State) {
    widget::small_print(ui, "Only the role that votes looks at the screen.");
    ui.add_space(4.0);
    let named = !view.session.plan().roles.is_empty();
    let begins = std::mem::take(&mut state.begins);
    super::row(ui, "Role", |ui| {
        if named {
            let waiting = waiting(view, state.cast(&component.id));
            if !waiting.contains(&state.role.as_str()) {
                state.role = waiting.first().map_or(String::new(), |role| (*role).to_owned());
            }
            let roles: Vec<(String, String)> =
                waiting.iter().map(|role| ((*role).to_owned(), (*role).to_owned())).collect();
            let width = ui.available_width().min(280.0);
            let (_, role) = widget::choice(ui, "Role that votes", width, &state.role, &roles);
            if let Some(role) = role {
                state.role = role;
            }
        } else {
            let field = TextEdit::singleline(&mut state.role)
                .hint_text("Such as Backend engineer")
                .desired_width(f32::INFINITY);
            let response = widget::edit(ui, field, "Role that votes");
            if begins {
                response.request_focus();
            }
        }
    });
    ui.add_space(4.0);
    ui.label("Language");
    let languages = view.session.to_vote_on(&component.id);
    let typing = ui.ctx().text_edit_focused();
    for (place, (id, name)) in languages.iter().enumerate() {
        let key = DIGITS.get(place);
        let label = key.map_or_else(|| name.clone(), |_| format!("{}  {name}", place + 1));
        let pressed = key.is_some_and(|key| {
            !typing && ui.input_mut(|input| input.consume_key(Modifiers::NONE, *key))
        });
        if widget::radio(ui, state.choice.as_ref() == Some(id), &label).clicked() || pressed {
            state.choice = Some(id.clone());
        }
        if pressed && let Some(focused) = ui.memory(egui::Memory::focused) {
            // Enter is to cast this vote, not to press another language that Tab has led to.
            ui.memory_mut(|memory| memory.surrender_focus(focused));
        }
    }
    ui.add_space(4.0);
    ui.label("Reason");
    let field = TextEdit::singleline(&mut state.reason)
        .hint_text(
            "Why, if you like; seen with the role once all is revealed, in minutes without it",
        )
        .desired_width(f32::INFINITY);
    widget::edit(ui, field, "Reason of the vote");
    let role = state.role.trim().to_owned();
    let problem = if role.is_empty() {
        Some("Type the role that votes.")
    } else if state.cast(&component.id).contains_key(&role) {
        Some("This role has voted.")
    } else if state.choice.is_none() {
        Some("Choose a language.")
    } else {
        None
    };
    if let Some(problem) = problem {
        widget::small_print(ui, problem);
    }
    match super::buttons(ui, &["Cast vote", "Cancel"]) {
        Some(0) if problem.is_some() => {}
        Some(0) => {
            let Some(language) = state.choice.take() else { return };
            let reason = std::mem::take(&mut state.reason).trim().to_owned();
            state.cast(&component.id).insert(role, Vote { language, reason });
            state.stage = Stage::Cast;
            ui.ctx().request_repaint();
        }
        // What others have cast is not taken back by one who does not vote.
        Some(_) if !state.cast(&component.id).is_empty() => {
            state.stage = Stage::Cast;
            ui.ctx().request_repaint();
        }
        Some(_) => view.send(Command::CloseDialog),
        None => {}
    }
}

/// A role has voted: the screen says no more than that.
fn cast(ui: &mut egui::Ui, view: &mut View<'_>, component: &Component, state: &mut State) {
    let ok = style::color(view.theme.status.ok);
    for role in state.cast(&component.id).keys() {
        widget::icon_line(ui, "check", ok, &format!("{role} has voted"));
    }
    let waiting = waiting(view, state.cast(&component.id));
    if !waiting.is_empty() {
        widget::small_print(ui, &format!("Not yet: {}", waiting.join(", ")));
    }
    let goes_on = !waiting.is_empty() || view.session.plan().roles.is_empty();
    let next = "Hand the keyboard to the next role";
    let names: &[&str] = if goes_on { &[next, "Reveal", DROP] } else { &["Reveal", DROP] };
    match super::buttons(ui, names).and_then(|place| names.get(place)) {
        Some(&"Reveal") => {
            let edit = view.session.keep_votes(&component.id, state.cast(&component.id));
            let label = format!("Vote on the language of “{}”", component.name);
            view.send(Command::Edit { label, edit });
            state.unseen.remove(&component.id);
            state.stage = Stage::Told;
        }
        Some(&DROP) => {
            state.unseen.remove(&component.id);
            view.send(Command::CloseDialog);
        }
        Some(_) => {
            state.choose();
            ui.ctx().request_repaint();
        }
        None => {}
    }
}

/// What all chose, beside the advice.
fn tell(ui: &mut egui::Ui, view: &mut View<'_>, component: &Component, state: &mut State) {
    let session = view.session;
    let Some(told) = session.told_of_votes(&component.id) else {
        // They were taken back, or are kept in this frame.
        ui.label("No votes are kept.");
        match super::buttons(ui, &["Vote", "Close"]) {
            Some(0) => state.choose(),
            Some(_) => view.send(Command::CloseDialog),
            None => {}
        }
        return;
    };
    let strong = style::color(view.theme.text.strong);
    let text = style::strong(format!("{}.", told.sentence)).size(style::SIZES[3]).color(strong);
    ui.add(egui::Label::new(text).wrap());
    ui.label(format!("{}.", told.spread));
    ui.add_space(8.0);
    ui.label(style::strong("Advice"));
    ui.add(egui::Label::new(&told.advice).wrap());
    ui.add_space(8.0);
    ui.label(style::strong("Votes"));
    for of in &told.votes {
        let line = format!("{}: {}", of.role, of.language);
        ui.add(egui::Label::new(line).wrap());
        if !of.reason.is_empty() {
            ui.add(egui::Label::new(format!("“{}”", of.reason)).wrap());
        }
    }
    let decide = told
        .leader
        .as_ref()
        .map_or_else(|| "Decide…".to_owned(), |(_, name)| format!("Decide {name}…"));
    match super::buttons(ui, &[&decide, "Close", "Vote again", "Clear votes"]) {
        Some(0) => {
            view.send(Command::CloseDialog);
            let id = component.id.clone();
            view.send(Command::ShowDialog(match told.leader {
                Some((language, _)) => Dialog::DecideVoted(id, language),
                None => Dialog::Decide(id),
            }));
        }
        Some(1) => view.send(Command::CloseDialog),
        Some(2) => {
            state.choose();
            ui.ctx().request_repaint();
        }
        Some(_) => {
            let edit = session.keep_votes(&component.id, &Votes::new());
            let label = format!("Clear the votes on “{}”", component.name);
            view.send(Command::Edit { label, edit });
            view.send(Command::CloseDialog);
        }
        None => {}
    }
}
