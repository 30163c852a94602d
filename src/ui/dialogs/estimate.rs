//! A number is estimated in the room: each role says a range, and what they come to is taken.

use std::collections::BTreeMap;

use egui::{Key, Modifiers, TextEdit};

use super::super::{View, style, widget};
use crate::base::Range;
use crate::base::words::counted;
use crate::forecast::Origin;
use crate::model::{ComponentId, Input, InputOwner, InputRef};
use crate::session::{Command, Dialog, Session, inputs};

/// Rows of a plan without a team.
const ROLES: usize = 3;
/// Most rows.
const MOST: usize = 12;

/// What the dialog remembers between frames.
#[derive(Default)]
pub(super) struct State {
    /// The plan and its number.
    of: Option<(u64, InputRef)>,
    /// What each role typed, by its place.
    typed: BTreeMap<usize, String>,
    /// Rows, where the plan names no roles.
    rows: usize,
}

/// Draws the dialog.
pub(super) fn show(
    ctx: &egui::Context,
    view: &mut View<'_>,
    address: &InputRef,
    state: &mut State,
    fresh: bool,
) {
    let component = match &address.owner {
        InputOwner::Component(id) => view.session.plan().components.get(id).cloned(),
        _ => None,
    };
    let Some(component) = component else {
        view.send(Command::CloseDialog);
        return;
    };
    // What was typed before the dialog was closed by mistake is there again.
    let of = (view.session.plan().version.document, address.clone());
    if state.of.as_ref() != Some(&of) {
        *state = State { of: Some(of), rows: ROLES, ..State::default() };
    }
    let title = format!("Estimate a number of {}", widget::shortened(&component.name, 60));
    super::modal(ctx, view, &title, 560.0, |ui, view| {
        choose(ui, view, &component.id, address.input);
        now(ui, view, address);
        ui.add_space(8.0);
        let (ranges, unread) = roles(ui, view, address, state, fresh);
        let pooled = Session::pooled(address.input, &ranges);
        ui.add_space(8.0);
        if let Some(pooled) = pooled {
            let told = pooled.readable(address.input.unit());
            let roles = counted(ranges.len(), "role");
            let strong = style::color(view.theme.text.strong);
            let text = style::strong(format!("{roles}: {told}")).size(style::SIZES[3]);
            ui.add(egui::Label::new(text.color(strong)).wrap());
            widget::small_print(
                ui,
                "Low, typical and high are each the mean of what the roles said, geometric where all are positive.",
            );
            if let Some(apart) = apart(&ranges) {
                let warn = style::color(view.theme.status.warn);
                widget::icon_line(ui, "triangle-alert", warn, &apart);
            }
        } else {
            widget::small_print(
                ui,
                "Low, typical and high, as in 5..8..20, with the unit after it.",
            );
        }
        if unread > 0 {
            let text = format!("Mend or empty what cannot be read of {}.", counted(unread, "role"));
            ui.colored_label(style::color(view.theme.status.error), text);
        }
        let hurried = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        let pressed = super::buttons(ui, &["Take", "Cancel"]);
        if pressed == Some(1) {
            state.of = None;
            view.send(Command::CloseDialog);
        } else if (pressed.is_some() || hurried) && unread == 0 {
            take(view, address, &ranges, state);
        }
    });
}

/// Which number it is about.
fn choose(ui: &mut egui::Ui, view: &mut View<'_>, id: &ComponentId, now: Input) {
    let numbers = view.session.to_estimate(id).into_iter();
    let mut numbers: Vec<(Input, String)> =
        numbers.map(|input| (input, widget::sentence(input.label()))).collect();
    if !numbers.iter().any(|(input, _)| *input == now) {
        numbers.insert(0, (now, widget::sentence(now.label())));
    }
    let chosen = super::row(ui, "Number", |ui| {
        let width = ui.available_width().min(320.0);
        widget::choice(ui, "Number to estimate", width, &now, &numbers).1
    });
    if let Some(input) = chosen {
        view.send(Command::CloseDialog);
        let address = InputRef::component(id.clone(), input);
        view.send(Command::ShowDialog(Dialog::Estimate(address)));
    }
}

/// What the number is as long as nobody estimates it.
fn now(ui: &mut egui::Ui, view: &View<'_>, address: &InputRef) {
    let Some(value) = view.session.value_of(address) else { return };
    let told = value.range.readable(address.input.unit());
    let origin = match value.origin {
        Origin::Stated => "Stated now",
        Origin::Derived => "Worked out now",
        Origin::Answered => "Set by an answer now",
        Origin::Assumed => "Assumed now",
    };
    super::row(ui, origin, |ui| ui.label(told));
}

/// What the room should hear before it takes a mean of estimates that exclude each other.
fn apart(ranges: &[Range]) -> Option<String> {
    let highest = ranges.iter().max_by(|a, b| a.low.total_cmp(&b.low))?;
    let lowest = ranges.iter().min_by(|a, b| a.high.total_cmp(&b.high))?;
    if highest.low <= lowest.high {
        return None;
    }
    let times = highest.typical / lowest.typical;
    let far = if lowest.typical > 0.0 && times >= 2.0 {
        format!(", and are {times:.0} times apart")
    } else {
        String::new()
    };
    Some(format!(
        "These estimates exclude each other{far}. Hear why before a mean of them is taken: they may speak of different things."
    ))
}

/// A field for each role; the ranges that count, and of how many roles nothing can be read.
fn roles(
    ui: &mut egui::Ui,
    view: &View<'_>,
    address: &InputRef,
    state: &mut State,
    fresh: bool,
) -> (Vec<Range>, usize) {
    let named = view.session.plan().roles.values().take(MOST);
    let mut names: Vec<String> = named.map(|role| role.name.clone()).collect();
    let unnamed = names.is_empty();
    if unnamed {
        names = (1..=state.rows).map(|number| format!("Role {number}")).collect();
    }
    let (mut ranges, mut unread) = (Vec::new(), 0);
    for (place, name) in names.iter().enumerate() {
        let typed = state.typed.entry(place).or_default();
        super::row(ui, name, |ui| {
            let field = TextEdit::singleline(typed).hint_text("Low..typical..high");
            let field = field.desired_width(200.0).font(egui::TextStyle::Monospace);
            let response = widget::edit(ui, field, &format!("Estimate of {name}"));
            if place == 0 && fresh {
                response.request_focus();
            }
            match inputs::typed(address, typed) {
                Ok(Some(range)) => {
                    let told = range.readable(address.input.unit());
                    widget::small_print(ui, &format!("Reads as {told}"));
                    ranges.push(range);
                }
                Ok(None) => {}
                Err(why) => {
                    unread += 1;
                    let color = style::color(view.theme.status.error);
                    ui.add(egui::Label::new(egui::RichText::new(why).color(color)).wrap());
                }
            }
        });
    }
    if unnamed && state.rows < MOST && ui.button("Add a role").clicked() {
        state.rows += 1;
    }
    (ranges, unread)
}

/// States what the roles come to, as one step; nothing where no range counts yet.
fn take(view: &mut View<'_>, address: &InputRef, ranges: &[Range], state: &mut State) {
    if let Some((label, edit)) = view.session.estimated(address, ranges) {
        state.of = None;
        view.send(Command::CloseDialog);
        view.send(Command::Edit { label, edit });
    }
}
