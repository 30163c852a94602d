//! The kinds under the name that is being typed: which one it says, and which others there are.

use super::super::list::{self, Entry, Mark};
use super::super::paint::{self, Transform};
use super::super::{View, style, widget};
use crate::base::{Hue, Point};
use crate::catalog::Technology;
use crate::draw::icon as drawn;
use crate::draw::scene::Scene;
use crate::model::Kind;
use crate::session::{Command, Tool};

/// Size of the list: so many rows are seen at once.
const SIZE: egui::Vec2 = egui::vec2(256.0, 7.0 * style::ROW);

/// Draws the kinds beside the card of the component that is being named, the one it would get
/// marked; `steps` moves the mark. Whether the pointer acts on the list.
pub(super) fn show(ui: &egui::Ui, view: &mut View<'_>, card: egui::Rect, steps: i32) -> bool {
    let Some((now, word)) = view.session.kind_being_named() else { return false };
    let Tool::Naming { text, .. } = &view.session.tool else { return false };
    let kinds = in_order(view, text);
    let place = kinds.iter().position(|kind| *kind == now).unwrap_or(0);
    let moved = place.saturating_add_signed(isize::try_from(steps).unwrap_or(0));
    let mut chosen = kinds.get(moved).filter(|_| moved != place);
    let id = egui::Id::unique("kinds to add");
    let shown = list::floating(ui, id, card, SIZE, false, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for (at, kind) in kinds.iter().enumerate() {
                let note = word.filter(|_| at == place).map(|word| format!("from “{word}”"));
                let entry = entry(kind).on(at == place).note(note.unwrap_or_default());
                let row = list::show_row(ui, at, &entry, at == place);
                if at == moved && steps != 0 {
                    row.scroll_to_me(None);
                }
                if row.clicked() {
                    chosen = Some(kind);
                }
            }
        });
    });
    if let Some(kind) = chosen {
        view.send(Command::ChooseKind(kind.clone()));
    }
    let Some((rect, ())) = shown else { return false };
    ui.input(|input| {
        let pointer = &input.pointer;
        let acts = pointer.any_down() || pointer.any_released();
        acts && pointer.interact_pos().is_some_and(|at| rect.contains(at))
    })
}

/// A kind as lists show it.
pub(in crate::ui) fn entry(kind: &Kind) -> Entry {
    Entry::new(widget::sentence(kind.label())).mark(Mark::Kind(kind.word().to_owned()))
}

/// A technology as lists show it, found by everything that it is called.
pub(in crate::ui) fn technology_entry(of: &Technology) -> Entry {
    let mark = Mark::Kind(of.kind.word().to_owned());
    Entry::new(of.name.clone()).mark(mark).words(of.words.join(" ")).note(of.about())
}

/// What adds a component of the name that was typed into a list, of the kind that the name says.
pub(in crate::ui) fn entry_to_add(view: &View<'_>, name: &str) -> Entry {
    let kind = view.session.catalog().guess_kind(name);
    let kind = kind.map_or(Kind::Service, |guess| guess.kind.clone());
    let note = format!("new {}", kind.label());
    let mark = Mark::Kind(kind.word().to_owned());
    Entry::new(format!("Add “{}”", widget::shortened(name, 40))).mark(mark).note(note).offered()
}

/// All kinds: what the name says first, then what its last word begins to say, then the others.
fn in_order(view: &View<'_>, text: &str) -> Vec<Kind> {
    let catalog = view.session.catalog();
    let said = catalog.guess_kind(text).map(|guess| guess.kind.clone());
    let last = text.split_whitespace().last().unwrap_or_default().to_lowercase();
    let begins = |kind: &Kind| {
        let words = format!("{} {}", kind.label(), catalog.kind_keywords(kind));
        !last.is_empty() && words.split(' ').any(|word| word.starts_with(&last))
    };
    let mut kinds = Kind::KNOWN.to_vec();
    kinds.sort_by_key(|kind| match &said {
        Some(said) if said == kind => 0,
        None if *kind == Kind::Service => 0,
        _ if begins(kind) => 1,
        _ => 2,
    });
    kinds
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
    paint::scene(painter, &scene, Transform { origin: at, zoom: 1.0 });
}
