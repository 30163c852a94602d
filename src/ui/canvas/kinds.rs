//! The palette of kinds: what to add here?

use egui::Key;

use super::super::list::{self, Entry, List, Mark, Typed};
use super::super::paint::Transform;
use super::super::{View, widget};
use crate::base::{Hue, Point, Rect};
use crate::draw::icon as drawn;
use crate::draw::scene::Scene;
use crate::model::{DEFAULT_CARD, Kind};
use crate::session::{ActionId, Command, Tool};

/// What the palette remembers between frames.
#[derive(Default)]
pub(super) struct State {
    typed: Typed,
    open: bool,
}

/// Draws the palette while a kind is being chosen.
pub(super) fn show(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    transform: Transform,
    state: &mut State,
) {
    let Tool::ChoosingKind { at, .. } = view.session.tool else {
        *state = State::default();
        return;
    };
    let first = !std::mem::replace(&mut state.open, true);
    // Beside the place of the card that will be, which stays seen.
    let card = transform.rect(Rect::from_min_size(at, DEFAULT_CARD));
    let id = egui::Id::unique("palette of kinds");
    let list = List {
        id: id.with("field"),
        name: "Kind of component to add",
        hint: "Add what?",
        nothing: "No kind of that name",
        field: true,
    };
    let entries: Vec<Entry> = Kind::KNOWN.iter().map(entry).collect();
    let size = egui::vec2(240.0, list::height(&entries, true));
    let shown = list::floating(ui, id, card, size, false, |ui| {
        list::show(ui, &list, &mut state.typed, &entries)
    });
    let Some((rect, chosen)) = shown else { return };
    let escape = ui.input(|input| input.key_pressed(Key::Escape));
    if let Some(kind) = chosen.and_then(|at| Kind::KNOWN.get(at)) {
        view.send(Command::ChooseKind(kind.clone()));
    } else if escape || !first && list::outside_pressed(ui, rect) {
        view.act(ActionId::Escape);
    }
}

fn entry(kind: &Kind) -> Entry {
    Entry::new(widget::sentence(kind.label())).mark(Mark::Kind(kind.word().to_owned()))
}

/// Paints the icon of a kind as cards show it.
pub(in crate::ui) fn kind_icon(
    painter: &egui::Painter,
    theme: &crate::draw::Theme,
    word: &str,
    at: egui::Pos2,
    size: f32,
) {
    let extent = crate::base::Size::new(f64::from(size), f64::from(size));
    let mut scene = Scene::new(extent, theme.hue(Hue::Neutral), word);
    drawn::draw(&mut scene, word, Point::default(), f64::from(size), theme.text.subdued);
    super::super::paint::scene(painter, &scene, Transform { origin: at, zoom: 1.0 });
}
