//! Panels of bars, drawn as in exports, with their values under the pointer.

use std::sync::Arc;

use egui::{Response, Sense, Tooltip, Vec2, vec2};

use crate::charts::{Bars, Chart};
use crate::draw::Theme;
use crate::draw::chart::window::{self, BarPanel, Spot};
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
    picture: BarPanel,
}

/// Height of bars below which their axis scrolls with them.
const LEAST: f32 = 48.0;

/// Draws a panel; bars that do not fit into the height can be scrolled to, over an axis that stays
/// in sight.
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
    let BarPanel { scene, spots, axis } = &state.of(theme, chart, panel, bars, size).picture;
    #[expect(clippy::cast_possible_truncation, reason = "heights on the screen")]
    let [height, axis] = [scene.size.height, *axis].map(|y| y as f32);
    // The axis stays where bars are scrolled over it.
    let below =
        if height > size.y && size.y - (height - axis) >= LEAST { height - axis } else { 0.0 };
    let output = egui::ScrollArea::vertical()
        .id_salt(("bars", panel))
        .auto_shrink([false, false])
        .max_height(size.y - below)
        .show(ui, |ui| {
            let (rect, response) =
                ui.allocate_exact_size(vec2(size.x, height - below), Sense::click());
            let name = if chart.panels[panel].title.is_empty() {
                &chart.title
            } else {
                &chart.panels[panel].title
            };
            response.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::Figure, true, format!("{name}: bars"))
            });
            let transform = Transform { origin: rect.min, zoom: 1.0 };
            for spot in spots {
                hover(ui, theme, bars, *spot, transform, &response);
            }
            paint::scene(ui.painter(), scene, transform);
            response
        });
    if below > 0.0 {
        let (rect, _) = ui.allocate_exact_size(vec2(size.x, below), Sense::hover());
        let origin = rect.min - vec2(0.0, height - below);
        paint::scene(&ui.painter_at(rect), scene, Transform { origin, zoom: 1.0 });
    }
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
            let picture = window::bars(bars, theme, f64::from(size.x), f64::from(size.y));
            let chart = Arc::clone(chart);
            self.drawn.push(Drawn { chart, panel, size, theme, picture });
            self.drawn.len() - 1
        });
        &self.drawn[place]
    }
}
