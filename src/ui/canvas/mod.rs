//! The canvas: cards, links and groups in screen space, and the hand on them.
//!
//! Everything is painted at its final size on the screen, so text stays crisp at any zoom. Only
//! what is seen is painted, in three levels of detail; see [`Detail`].

mod cards;
pub(in crate::ui) mod context;
mod empty;
mod groups;
mod input;
pub(in crate::ui) mod kinds;
mod legend;
mod links;
mod naming;
mod overlay;
mod overview;
pub(super) mod quick;

use egui::{Sense, vec2};

use super::View;
use super::paint::Transform;
use crate::base::words::counted;
use crate::base::{Point, Size};
use crate::session::Command;

/// Zoom from which cards show everything, in pixels of the screen for each unit, and zoom from which
/// they show their name.
const DETAIL_ZOOM: [f64; 2] = [0.78, 0.18];

/// How much of an element is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Detail {
    /// A coloured box or straight line.
    Blocks,
    /// The name as well.
    Names,
    /// Everything.
    Full,
}

impl Detail {
    fn at(zoom: f64, pixels_per_point: f64) -> Self {
        let [full, names] = DETAIL_ZOOM;
        if zoom * pixels_per_point.clamp(1.0, 1.4) >= full {
            Self::Full
        } else if zoom * pixels_per_point.max(1.0) >= names {
            Self::Names
        } else {
            Self::Blocks
        }
    }
}

/// What the canvas remembers between frames.
#[derive(Default)]
pub(super) struct State {
    cards: cards::Cache,
    overview: overview::Cache,
    input: input::State,
    naming: naming::State,
    legend: legend::State,
    quick: quick::State,
}

/// Draws the canvas and sends what the hand does on it.
pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>, state: &mut State) {
    let (rect, response) =
        ui.allocate_exact_size(ui.available_size().max(vec2(1.0, 1.0)), Sense::click_and_drag());
    response.widget_info(|| {
        let components = counted(view.session.plan().components.len(), "component");
        let what = format!("Canvas, {components}");
        egui::WidgetInfo::labeled(egui::Role::Canvas, true, what)
    });
    let size = Size::new(f64::from(rect.width()), f64::from(rect.height()));
    if view.session.camera.view() != size {
        view.send(Command::ResizeCanvas(size));
    }
    input::read(ui, view, &response, &mut state.input);

    let camera = &view.session.camera;
    let origin = camera.screen_from_plan(Point::new(0.0, 0.0));
    #[expect(clippy::cast_possible_truncation, reason = "screen positions are small")]
    let transform = Transform {
        origin: rect.min + vec2(origin.x as f32, origin.y as f32),
        zoom: camera.zoom() as f32,
    };
    let painter = ui.painter_at(rect);
    let detail = Detail::at(camera.zoom(), f64::from(ui.pixels_per_point()));
    let seen = camera.seen();
    groups::paint(&painter, view, transform, detail, seen);
    if detail == Detail::Blocks {
        overview::links(&painter, view, transform, seen, &mut state.overview);
    } else {
        links::paint(&painter, view, transform, seen);
    }
    groups::names(&painter, view, transform, detail, seen);
    if detail == Detail::Blocks {
        overview::boxes(&painter, view, transform, seen, &mut state.overview);
    }
    cards::paint(ui, &painter, view, transform, detail, seen, &mut state.cards);
    overlay::paint(&painter, view, transform);
    quick::paint_ghosts(&painter, view, transform, detail);
    legend::show(ui, view, rect, transform, &mut state.legend);
    naming::show(ui, view, transform, &mut state.naming);
    quick::show(ui, view, rect, &mut state.quick);
    if view.session.plan().components.is_empty() {
        empty::show(ui, view, rect);
    } else if view.session.board().cards_in(seen).next().is_none() {
        empty::nothing_seen(ui, view, rect);
    }
    response.context_menu(|ui| context::menu(ui, view));
}
