//! The bar of quick entry at the lower edge of the canvas.

mod complete;
mod ghosts;
mod line;

use egui::{Align2, Area, Event, EventFilter, Key, Modifiers, Order, TextEdit, vec2};

pub(super) use ghosts::paint as paint_ghosts;

use super::super::{View, list, style, widget};
use crate::session::{Command, Quick, Session};
use complete::Completion;

/// Widest that the bar gets, and the room around it, in points.
const WIDEST: f32 = 920.0;
const MARGIN: f32 = 12.0;
/// Rows of the list of completions that are seen at once.
const ROWS: usize = 7;

/// What the bar remembers between frames.
#[derive(Default)]
pub(in crate::ui) struct State {
    /// The completion that is marked, if a key marked one.
    marked: Option<usize>,
    /// The list was sent away for this text.
    refused: Option<String>,
}

/// Whether the bar has been opened and takes its first letters only now: they are nobody else's.
pub(in crate::ui) fn is_opening(ctx: &egui::Context, session: &Session) -> bool {
    let taken: Option<u64> = ctx.data(|data| data.get_temp(listening()));
    session.quick.as_ref().is_some_and(|quick| taken != Some(quick.opened))
}

/// Where it stands how often the bar had been opened when it last took the keyboard.
fn listening() -> egui::Id {
    egui::Id::unique("quick entry listens")
}

/// Draws the bar while it is open, within the canvas.
pub(super) fn show(ui: &egui::Ui, view: &mut View<'_>, canvas: egui::Rect, state: &mut State) {
    let Some(quick) = &view.session.quick else {
        *state = State::default();
        ui.data_mut(|data| data.remove::<u64>(listening()));
        return;
    };
    if !ui.is_enabled() {
        return;
    }
    let width = (canvas.width() - 2.0 * MARGIN).min(WIDEST);
    let area = Area::new(egui::Id::unique("quick entry"))
        .order(Order::Middle)
        .pivot(Align2::CENTER_BOTTOM)
        .fixed_pos(canvas.center_bottom() - vec2(0.0, MARGIN))
        .constrain_to(canvas);
    area.show(ui.ctx(), |ui| {
        let frame = egui::Frame::popup(ui.style()).inner_margin(8);
        frame.show(ui, |ui| {
            ui.set_width(width - 18.0);
            told(ui, view, quick);
            ui.add_space(4.0);
            field(ui, view, quick, state);
        });
    });
}

/// Name of the field that the line is typed into.
const FIELD: &str = "quick entry field";

/// What the line would do, what is asked, or what is wrong with it.
fn told(ui: &mut egui::Ui, view: &View<'_>, quick: &Quick) {
    let roles = &view.theme;
    let (text, color) = if let Some(asked) = quick.asked().next() {
        // Where a list is open, Tab is for what it offers.
        let field = egui::Id::unique(FIELD);
        let tab = if complete::at(ui.ctx(), view, quick, field).is_some() {
            ""
        } else {
            "Tab takes it · "
        };
        let text = format!(
            "Did you mean “{}”? {tab}Enter keeps “{}” as a new name",
            asked.meant, asked.name
        );
        (text, roles.status.warn)
    } else if let Some(problem) = quick.preview.entry.problems.first() {
        (widget::sentence(&problem.text), roles.status.warn)
    } else if quick.text.trim().is_empty() {
        let text = "web -> orders, search @shop; orders => kafka (queue) => fraud scorer #data 2k/s !python · Esc closes";
        (text.to_owned(), roles.text.subdued)
    } else {
        let summary = quick.preview.summary();
        let nothing = "The plan has all of this already";
        let text = match (summary.as_str(), quick.has_agreed()) {
            ("", _) => nothing.to_owned(),
            (summary, true) => format!("{summary} · Enter adds it as it is written"),
            (summary, false) => format!("{summary} · Enter does it"),
        };
        (text, roles.text.subdued)
    };
    let label = egui::RichText::new(&text).small().color(style::color(color));
    let response = ui.add(egui::Label::new(label).truncate());
    widget::named(&response, egui::Role::Status, &text);
}

fn field(ui: &mut egui::Ui, view: &mut View<'_>, quick: &Quick, state: &mut State) {
    let id = egui::Id::unique(FIELD);
    let fresh = is_opening(ui.ctx(), view.session);
    ui.data_mut(|data| data.insert_temp(listening(), quick.opened));
    let here = ui.memory(|memory| memory.has_focus(id));
    let mut text = quick.text.clone();
    if fresh && let Some(typed) = super::naming::typed_already(ui) {
        text.push_str(&typed);
    }
    let completion = if here { complete::at(ui.ctx(), view, quick, id) } else { None };
    let refused = state.refused.as_ref() == Some(&text);
    let completion = completion.filter(|_| !refused);
    let taken = here.then(|| keys(ui, completion.as_ref(), state)).flatten();
    let pasted = here && ui.input_mut(|input| lines_pasted(input, view.commands));
    let problems: Vec<_> =
        quick.preview.entry.problems.iter().map(|problem| problem.span.clone()).collect();
    let asked = quick.asked().filter_map(|of| quick.mention(&of.name).map(|of| of.span.clone()));
    let marks: Vec<_> = problems.into_iter().chain(asked).collect();
    let warn = style::color(view.theme.status.warn);
    let of_marks = quick.text.clone();
    let mut layout = move |ui: &egui::Ui, typed: &dyn egui::TextBuffer, _: f32| {
        let marks = if typed.as_str() == of_marks { marks.as_slice() } else { &[] };
        line::galley(ui, typed.as_str(), marks, warn)
    };
    let edit = TextEdit::singleline(&mut text)
        .id(id)
        .hint_text("Names, arrows, tags: one line at a time")
        .desired_width(f32::INFINITY)
        .lock_focus(true)
        .layouter(&mut layout);
    let response = ui.add(edit);
    widget::named(&response, egui::Role::TextInput, "Quick entry");
    // Escape is for the list first, then for the bar.
    let all =
        EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, all));
    if fresh {
        response.request_focus();
        let end = text.chars().count();
        widget::select(ui.ctx(), id, end, end);
    }
    let pressed = |key| here && ui.input(|input| input.key_pressed(key));
    let (enter, escape) = (pressed(Key::Enter), pressed(Key::Escape));
    let clicked = completion.as_ref().and_then(|of| complete::show(ui, view, of, &response, state));
    let by_enter = completion.as_ref().filter(|_| enter).and(state.marked);
    if let (Some(of), Some(place)) = (&completion, clicked.or(taken).or(by_enter)) {
        take(ui.ctx(), view, quick, of, place, state);
        response.request_focus();
    } else if taken.is_some()
        && let Some(better) = complete::meant(quick)
    {
        put(ui.ctx(), view, better.0, better.1, state);
        response.request_focus();
    } else if escape && completion.is_some() {
        state.refused = Some(text);
        state.marked = None;
        response.request_focus();
    } else if escape {
        view.send(Command::CloseLine);
    } else if enter {
        view.send(Command::EnterLine);
        response.request_focus();
    } else if text != quick.text && !pasted {
        state.marked = None;
        state.refused = None;
        view.send(Command::TypeLine(text));
    }
}

/// Reads the keys of the list before the field takes them; the completion that Tab takes.
fn keys(ui: &egui::Ui, completion: Option<&Completion>, state: &mut State) -> Option<usize> {
    let key = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let tab = key(Key::Tab);
    let Some(completion) = completion else { return tab.then_some(0) };
    let last = completion.entries.len().saturating_sub(1);
    if key(Key::ArrowDown) {
        state.marked = Some(state.marked.map_or(0, |at| (at + 1).min(last)));
    }
    if key(Key::ArrowUp) {
        state.marked = state.marked.and_then(|at| at.checked_sub(1));
    }
    state.marked = state.marked.map(|at| at.min(last));
    tab.then(|| state.marked.unwrap_or(0))
}

/// Takes a text of several lines out of the input: it is looked at like one from a file.
fn lines_pasted(input: &mut egui::InputState, commands: &mut Vec<Command>) -> bool {
    let several = |event: &Event| matches!(event, Event::Paste(text) if text.trim().contains('\n'));
    let Some(place) = input.events.iter().position(several) else { return false };
    if let Event::Paste(text) = input.events.remove(place) {
        commands.push(Command::Paste(text));
    }
    true
}

/// Puts a completion in the place of what it completes.
fn take(
    ctx: &egui::Context,
    view: &mut View<'_>,
    quick: &Quick,
    of: &Completion,
    place: usize,
    state: &mut State,
) {
    let Some(text) = of.text(place) else { return };
    let mut line = quick.text.clone();
    line.replace_range(of.span.clone(), &text);
    let end = line[..of.span.start + text.len()].chars().count();
    put(ctx, view, line, end, state);
}

/// Puts a line into the field, with the cursor behind so many characters.
fn put(ctx: &egui::Context, view: &mut View<'_>, line: String, end: usize, state: &mut State) {
    widget::select(ctx, egui::Id::unique(FIELD), end, end);
    state.marked = None;
    state.refused = Some(line.clone());
    view.send(Command::TypeLine(line));
}

/// Height of the list of completions.
fn height(entries: &[list::Entry]) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a few rows")]
    let rows = entries.len().min(ROWS) as f32;
    rows * style::ROW
}
