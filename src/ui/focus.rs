//! Where the keyboard is: a ring around what has it, and going from panel to panel.

use egui::{Event, Id, Key, Rect, Role, Sense, Stroke, StrokeKind};

use super::{meeting, outline, style, table, widget};
use crate::draw::Theme;

/// The panels that the keyboard goes round, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pane {
    Outline,
    Canvas,
    Inspector,
    Plot,
}

impl Pane {
    const ALL: [Self; 4] = [Self::Outline, Self::Canvas, Self::Inspector, Self::Plot];

    const fn name(self) -> &'static str {
        match self {
            Self::Outline => "Outline panel",
            Self::Canvas => "Canvas",
            Self::Inspector => "Inspector panel",
            Self::Plot => "Plot panel",
        }
    }

    /// What takes the keyboard for it; the canvas has it while nothing else does.
    fn id(self) -> Option<Id> {
        match self {
            Self::Outline => Some(outline::focus_id()),
            Self::Canvas => None,
            Self::Inspector | Self::Plot => Some(Id::unique(("pane", self.name()))),
        }
    }
}

/// Where the panels were drawn; none for one that is not shown.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Panels {
    /// The outline.
    pub outline: Option<Rect>,
    /// The inspector.
    pub inspector: Option<Rect>,
    /// The plot.
    pub plot: Option<Rect>,
}

impl Panels {
    fn shows(&self, pane: Pane) -> bool {
        pane == Pane::Canvas || self.rect(pane).is_some()
    }

    fn rect(&self, pane: Pane) -> Option<Rect> {
        match pane {
            Pane::Outline => self.outline,
            Pane::Canvas => None,
            Pane::Inspector => self.inspector,
            Pane::Plot => self.plot,
        }
    }

    /// The panel that what has the keyboard lies in.
    fn now(&self, ctx: &egui::Context) -> Pane {
        let focused = ctx.memory(egui::Memory::focused);
        let at = focused.and_then(|id| ctx.read_response(id)).map(|shown| shown.rect.center());
        let holds = |pane: &Pane| {
            at.is_some_and(|at| self.rect(*pane).is_some_and(|rect| rect.contains(at)))
        };
        Pane::ALL.into_iter().find(holds).unwrap_or(Pane::Canvas)
    }

    /// Gives the keyboard to the next panel that is shown, or to the one before.
    pub fn go(&self, ctx: &egui::Context, forward: bool) {
        let mut round = Pane::ALL;
        if !forward {
            round.reverse();
        }
        let now = self.now(ctx);
        let place = round.iter().position(|pane| *pane == now).unwrap_or(0);
        round.rotate_left(place + 1);
        let next = round.into_iter().find(|pane| self.shows(*pane)).unwrap_or(Pane::Canvas);
        ctx.memory_mut(|memory| match (next.id(), memory.focused()) {
            (Some(id), _) => memory.request_focus(id),
            (None, Some(focused)) => memory.surrender_focus(focused),
            (None, None) => {}
        });
        ctx.data_mut(|data| data.insert_temp(came_by_keyboard(), true));
    }
}

/// Lets a panel have the keyboard as a whole while it was given to it; Tab goes on into the panel.
pub(super) fn pane(ui: &egui::Ui, pane: Pane) {
    let Some(id) = pane.id().filter(|id| *id != outline::focus_id()) else { return };
    if ui.memory(|memory| memory.has_focus(id)) {
        let response = ui.interact(ui.max_rect(), id, Sense::focusable_noninteractive());
        widget::named(&response, Role::Pane, pane.name());
    }
}

/// Draws a ring around what has the keyboard, if the keyboard brought it there. One place for all
/// of the window, so that no control can lack it; fields, the outline's rows and the table's cells show it themselves.
pub(super) fn ring(ctx: &egui::Context, theme: &Theme) {
    if !by_keyboard(ctx) || ctx.text_edit_focused() {
        return;
    }
    let shows_itself = [outline::focus_id(), table::focus_id(), meeting::focus_id()];
    let focused = ctx.memory(egui::Memory::focused).filter(|id| !shows_itself.contains(id));
    let Some(shown) = focused.and_then(|id| ctx.read_response(id)) else { return };
    let seen = shown.interact_rect.expand(1.0);
    let painter = ctx.layer_painter(shown.layer_id).with_clip_rect(seen);
    painter.rect_stroke(shown.rect, 6.0, stroke(theme), StrokeKind::Inside);
}

/// The line of the ring.
pub(super) fn stroke(theme: &Theme) -> Stroke {
    Stroke::new(2.0, style::color(theme.accent.stroke))
}

/// Where it is kept whether a key was the last to move the focus.
fn came_by_keyboard() -> Id {
    Id::unique("focus came by keyboard")
}

/// Whether a key was the last to move the focus. [`Panels::go`] says it for F6, which is taken out
/// of the input by then.
fn by_keyboard(ctx: &egui::Context) -> bool {
    let (key, pointer) = ctx.input(|input| {
        let moves = |event: &Event| {
            matches!(event, Event::Key { key, pressed: true, .. } if *key == Key::Tab || arrow(*key))
        };
        (input.events.iter().any(moves), input.pointer.any_pressed())
    });
    if key || pointer {
        ctx.data_mut(|data| data.insert_temp(came_by_keyboard(), key));
    }
    ctx.data(|data| data.get_temp(came_by_keyboard())).unwrap_or(false)
}

const fn arrow(key: Key) -> bool {
    matches!(key, Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown)
}
