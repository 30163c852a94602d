//! Text fields that keep exactly what was typed until it counts.
//!
//! What is typed lives in a draft. Enter or leaving the field makes it count, as one step; Escape
//! brings back what was there. What cannot count stays in the field with the reason beside it,
//! also while something else is selected. A draft ends when the value behind it changes elsewhere.

use std::sync::Arc;

use egui::{Id, Key, Response, TextEdit};

use super::{View, style};
use crate::session::{Command, Session};

/// What a typed text does: a command, nothing (it says what is there), or why it does not count.
pub(super) type Outcome = Result<Option<Command>, String>;

type Commit = Arc<dyn Fn(&Session, &str) -> Outcome + Send + Sync>;

#[derive(Clone)]
struct Draft {
    id: Id,
    text: String,
    /// What the field showed before.
    base: String,
    /// It was tried and does not count; from now on the reason is shown as an error.
    refused: bool,
    /// The pass it was last drawn in.
    pass: u64,
    commit: Commit,
}

/// The drafts of the window.
#[derive(Clone, Default)]
struct Drafts {
    all: Vec<Draft>,
    /// The plan when it was last looked at; another one starts again from nothing.
    document: u64,
}

fn drafts<T>(ctx: &egui::Context, read: impl FnOnce(&mut Drafts) -> T) -> T {
    let place = Id::unique("drafts of fields");
    ctx.data_mut(|data| read(data.get_temp_mut_or_default::<Drafts>(place)))
}

/// A text field of the window.
pub(super) struct Field<'a> {
    /// Identity; the same for the same value in every frame.
    pub id: Id,
    /// Accessible name.
    pub name: &'a str,
    /// What the value is now.
    pub current: &'a str,
    /// What an empty field shows.
    pub hint: egui::RichText,
    /// Rows of text; a field of one row takes Enter as the end.
    pub rows: usize,
    /// Width in points.
    pub width: f32,
    /// Font of the text.
    pub font: egui::FontId,
}

impl<'a> Field<'a> {
    /// A field of one row of running text, as wide as there is room.
    pub fn new(ui: &egui::Ui, id: Id, name: &'a str, current: &'a str) -> Self {
        Self {
            id,
            name,
            current,
            hint: egui::RichText::default(),
            rows: 1,
            width: ui.available_width(),
            font: egui::FontId::proportional(style::SIZES[1]),
        }
    }

    /// With this text in the empty field.
    pub fn hint(mut self, hint: &str) -> Self {
        self.hint = egui::RichText::new(hint);
        self
    }

    /// With several rows.
    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }
}

/// A field as it was drawn.
pub(super) struct Shown {
    /// The text field.
    pub response: Response,
    /// What is typed and does not count yet.
    pub typed: Option<String>,
    /// Why it does not count, once it was tried.
    pub error: Option<String>,
}

/// Draws a field; `commit` says what a text does.
pub(super) fn show(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    field: Field<'_>,
    commit: impl Fn(&Session, &str) -> Outcome + Send + Sync + 'static,
) -> Shown {
    let ctx = ui.ctx().clone();
    let Field { id, name, current, hint, rows, width, font } = field;
    let mut draft = drafts(&ctx, |drafts| drafts.all.iter().find(|d| d.id == id).cloned());
    if draft.as_ref().is_some_and(|draft| draft.base != current) {
        draft = None;
    }
    let mut text = draft.as_ref().map_or_else(|| current.to_owned(), |draft| draft.text.clone());
    let edit = match rows {
        0 | 1 => TextEdit::singleline(&mut text),
        _ => TextEdit::multiline(&mut text).desired_rows(rows),
    };
    let align = if rows > 1 { egui::Align2::LEFT_TOP } else { egui::Align2::LEFT_CENTER };
    let edit = edit.id(id).hint_text(hint).font(font).align(align);
    #[expect(clippy::cast_precision_loss, reason = "a few rows")]
    let height = style::ROW + (rows.max(1) - 1) as f32 * 16.0;
    let response = ui.add_sized([width, height], edit);
    let response = response.accessible_name(name);
    let commit: Commit = Arc::new(commit);
    if response.changed() {
        let refused = draft.is_some_and(|draft| draft.refused);
        let base = current.to_owned();
        let text = text.clone();
        draft = Some(Draft { id, text, base, refused, pass: 0, commit: commit.clone() });
    }
    if response.lost_focus() {
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            // The key takes back what was typed; only where nothing was does it close a dialog.
            if draft.as_ref().is_some_and(|draft| draft.text != draft.base) {
                ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape));
            }
            draft = None;
        } else if let Some(typed) = draft.take() {
            match commit(view.session, &typed.text) {
                Ok(command) => view.commands.extend(command),
                Err(_) => draft = Some(typed),
            }
        }
    }
    // The reason takes a line of its own. It appears once the button of the mouse is up, or what
    // was pressed would slip away from under the pointer.
    if let Some(draft) = &mut draft
        && !response.has_focus()
        && !ui.input(|input| input.pointer.any_down())
    {
        draft.refused = true;
    }
    let reason = draft.as_ref().and_then(|draft| commit(view.session, &draft.text).err());
    let refused = draft.as_ref().is_some_and(|draft| draft.refused);
    let error = reason.filter(|_| refused);
    let edge = match &error {
        Some(_) => Some(view.theme.status.error),
        None if response.has_focus() => None,
        None => Some(view.theme.line.border),
    };
    if let Some(edge) = edge {
        let stroke = egui::Stroke::new(1.0, style::color(edge));
        ui.painter().rect_stroke(response.rect, 6.0, stroke, egui::StrokeKind::Inside);
    }
    if let Some(error) = &error {
        ctx.accesskit_node_builder(id, |node| node.set_description(error.as_str()));
    }
    let typed = draft.as_ref().map(|draft| draft.text.clone());
    let pass = ctx.cumulative_pass_nr();
    drafts(&ctx, |drafts| {
        drafts.all.retain(|draft| draft.id != id);
        drafts.all.extend(draft.map(|draft| Draft { pass, commit, ..draft }));
    });
    Shown { response, typed, error }
}

/// Begins a draft, as if this text had been typed into the field, which is drawn next; `base` is what
/// the field says.
pub(super) fn begin(
    ctx: &egui::Context,
    id: Id,
    base: &str,
    text: &str,
    commit: impl Fn(&Session, &str) -> Outcome + Send + Sync + 'static,
) {
    let draft = Draft {
        id,
        text: text.to_owned(),
        base: base.to_owned(),
        refused: false,
        pass: ctx.cumulative_pass_nr(),
        commit: Arc::new(commit),
    };
    drafts(ctx, |drafts| {
        drafts.all.retain(|draft| draft.id != id);
        drafts.all.push(draft);
    });
}

/// What was typed into a field that is not drawn and does not count, with the reason.
pub(super) fn refused(
    ctx: &egui::Context,
    session: &Session,
    id: Id,
    current: impl FnOnce() -> String,
) -> Option<(String, String)> {
    let draft = drafts(ctx, |drafts| {
        let found = drafts.all.iter().find(|draft| draft.id == id && draft.refused);
        found.cloned()
    })?;
    if draft.base != current() {
        forget(ctx, id);
        return None;
    }
    let why = (draft.commit)(session, &draft.text).err()?;
    Some((draft.text, why))
}

/// Whether something is typed into a field that does not count yet.
pub(super) fn is_drafted(ctx: &egui::Context, id: Id) -> bool {
    drafts(ctx, |drafts| drafts.all.iter().any(|draft| draft.id == id))
}

/// Takes back what was typed into a field; whether there was something.
pub(super) fn forget(ctx: &egui::Context, id: Id) -> bool {
    drafts(ctx, |drafts| {
        let before = drafts.all.len();
        drafts.all.retain(|draft| draft.id != id);
        drafts.all.len() < before
    })
}

/// Draws the reason why a field's text does not count, below the field.
pub(super) fn error_line(ui: &mut egui::Ui, view: &View<'_>, error: &str) {
    let text = egui::RichText::new(error).color(style::color(view.theme.status.error)).small();
    ui.add(egui::Label::new(text).wrap());
}

/// Makes count what was typed into fields that are gone, because something else was selected, and
/// what is being typed when an action is run, so that saving saves it. Done once a frame, after
/// all panels were drawn.
pub(super) fn settle(ctx: &egui::Context, view: &mut View<'_>) {
    let typing = ctx.egui_wants_keyboard_input();
    ctx.data_mut(|data| data.insert_temp(typing_place(), typing));
    let acting = view.commands.iter().any(|c| matches!(c, Command::Act(_) | Command::Quit));
    let now = ctx.cumulative_pass_nr();
    let document = view.session.plan().version.document;
    let due: Vec<Draft> = drafts(ctx, |drafts| {
        if document != std::mem::replace(&mut drafts.document, document) {
            drafts.all.clear();
        }
        let due = |draft: &&Draft| !draft.refused && (acting || draft.pass < now);
        drafts.all.iter().filter(due).cloned().collect()
    });
    for draft in due.into_iter().rev() {
        let outcome = (draft.commit)(view.session, &draft.text);
        drafts(ctx, |drafts| {
            if outcome.is_ok() {
                drafts.all.retain(|other| other.id != draft.id);
            }
            let same = drafts.all.iter_mut().filter(|other| other.id == draft.id);
            same.for_each(|other| other.refused = true);
        });
        if let Ok(Some(command)) = outcome {
            view.commands.insert(0, command);
        }
    }
}

/// Whether something had the keyboard at the end of the last frame: by now Escape may have taken
/// it away.
pub(super) fn was_typing(ctx: &egui::Context) -> bool {
    ctx.data(|data| data.get_temp(typing_place())).unwrap_or(false)
}

fn typing_place() -> Id {
    Id::unique("something had the keyboard")
}
