//! Panels of bars, drawn as in exports, with their values under the pointer.

use std::sync::Arc;

use egui::{Response, Sense, Tooltip, Vec2, vec2};

use crate::charts::{Bars, Chart};
use crate::draw::chart::window::{self, Spot};
use crate::draw::{Scene, Theme};
use crate::ui::paint::{self, Transform};
use crate::ui::style;

/// Pictures of the panels drawn last.
#[derive(Default)]
pub(super) struct State {
    drawn: Vec<Drawn>,
}

struct Drawn {
    chart: Arc<Chart>,
    panel: usize,
    size: Vec2,
    theme: &'static Theme,
    scene: Scene,
    spots: Vec<Spot>,
}

/// Draws a panel; what does not fit into the height can be scrolled to.
pub(super) fn show(
    ui: &mut egui::Ui,
    theme: &'static Theme,
    chart: &Arc<Chart>,
    panel: usize,
    bars: &Bars,
    state: &mut State,
) -> Response {
    // The bar for scrolling floats over the right edge.
    let size = vec2((ui.available_width() - 8.0).max(120.0), ui.available_height());
    let drawn = state.of(theme, chart, panel, bars, size);
    let output = egui::ScrollArea::vertical()
        .id_salt(("bars", panel))
        .auto_shrink([false, false])
        .show(ui, |ui| {
            #[expect(clippy::cast_possible_truncation, reason = "a height on the screen")]
            let height = drawn.scene.size.height as f32;
            let (rect, response) = ui.allocate_exact_size(vec2(size.x, height), Sense::click());
            let name = if chart.panels[panel].title.is_empty() {
                &chart.title
            } else {
                &chart.panels[panel].title
            };
            response.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::Figure, true, format!("{name}: bars"))
            });
            let transform = Transform { origin: rect.min, zoom: 1.0 };
            for spot in &drawn.spots {
                hover(ui, theme, bars, *spot, transform, &response);
            }
            paint::scene(ui.painter(), &drawn.scene, transform);
            response
        });
    output.inner
}

fn hover(
    ui: &mut egui::Ui,
    theme: &Theme,
    bars: &Bars,
    spot: Spot,
    transform: Transform,
    panel: &Response,
) {
    let rect = transform.rect(spot.rect).expand2(vec2(0.0, 1.0));
    let id = panel.id.with((spot.group, spot.bar));
    let response = ui.interact(rect, id, Sense::hover());
    let lines = || bars.readings(spot.group, spot.bar);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, lines().join(". ")));
    if !response.hovered() {
        return;
    }
    ui.painter().rect_filled(rect, 2.0, style::color(theme.surface.hover));
    Tooltip::for_widget(&response).at_pointer().gap(14.0).show(|ui| {
        for (place, line) in lines().into_iter().enumerate() {
            let text = if place == 0 { style::strong(line) } else { egui::RichText::new(line) };
            ui.label(text);
        }
    });
}

impl State {
    fn of(
        &mut self,
        theme: &'static Theme,
        chart: &Arc<Chart>,
        panel: usize,
        bars: &Bars,
        size: Vec2,
    ) -> &Drawn {
        self.drawn.retain(|drawn| Arc::ptr_eq(&drawn.chart, chart));
        let fits = |drawn: &Drawn| {
            drawn.panel == panel && drawn.size == size && std::ptr::eq(drawn.theme, theme)
        };
        let place = self.drawn.iter().position(fits).unwrap_or_else(|| {
            self.drawn.retain(|drawn| drawn.panel != panel);
            let (scene, spots) = window::bars(bars, theme, f64::from(size.x), f64::from(size.y));
            let chart = Arc::clone(chart);
            self.drawn.push(Drawn { chart, panel, size, theme, scene, spots });
            self.drawn.len() - 1
        });
        &self.drawn[place]
    }
}
