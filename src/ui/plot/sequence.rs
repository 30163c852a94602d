//! The steps of one flow, drawn as in exports, and the choice of the flow.

use std::sync::Arc;

use egui::{Response, Role, Sense, Tooltip, vec2};

use crate::charts::sequence::Row;
use crate::charts::{Chart, SEQUENCE, Sequence};
use crate::draw::chart::window::{self, StepSpot};
use crate::draw::{Scene, Theme};
use crate::model::ComponentId;
use crate::session::Command;
use crate::ui::list::{DropDown, Entry};
use crate::ui::paint::{self, Transform};
use crate::ui::{View, style, widget};

/// Widths of the box where there is room, and elsewhere.
const WIDTHS: [f32; 2] = [200.0, 120.0];
/// Room from which it is wide.
const ROOM: f32 = 430.0;

/// The picture that was drawn last.
#[derive(Default)]
pub(super) struct State {
    drawn: Option<Drawn>,
}

struct Drawn {
    chart: Arc<Chart>,
    width: f32,
    theme: &'static Theme,
    scene: Scene,
    spots: Vec<StepSpot>,
}

/// The box with the flows of the plan.
pub(super) fn chooser(ui: &mut egui::Ui, view: &mut View<'_>) {
    let session = view.session;
    let name = |id: &ComponentId| session.plan().components.get(id).map_or("", |of| &of.name);
    let now = session.flow_to_show();
    let shown = now.map_or("Most worth a look", name);
    let width = WIDTHS[usize::from(ui.available_width() < ROOM)];
    let drop_down = DropDown::new("Flow", shown, width);
    let flows: Vec<&ComponentId> = session.flows_to_choose().collect();
    let (_, chosen) = drop_down.show(ui, || {
        let entry = |id: &ComponentId| Entry::new(name(id)).on(now == Some(id));
        let hint = "Give a component the rate of its requests";
        let hint = flows.is_empty().then(|| Entry::hint(hint));
        flows.iter().copied().map(entry).chain(hint).collect()
    });
    if let Some(id) = chosen.and_then(|at| flows.get(at)) {
        view.send(Command::ShowChart(format!("{SEQUENCE}:{id}")));
    }
}

/// Draws the steps; what does not fit can be scrolled to.
pub(super) fn show(
    ui: &mut egui::Ui,
    theme: &'static Theme,
    chart: &Arc<Chart>,
    sequence: &Sequence,
    state: &mut State,
) -> Response {
    // The bar for scrolling floats over the right edge.
    let width = (ui.available_width() - 10.0).max(120.0);
    let Drawn { scene, spots, .. } = state.of(theme, chart, sequence, width);
    #[expect(clippy::cast_possible_truncation, reason = "extents on the screen")]
    let size = vec2(scene.size.width as f32, scene.size.height as f32);
    let area = egui::ScrollArea::both().id_salt("sequence").auto_shrink([false, false]);
    let output = area.show(ui, |ui| {
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        widget::named(&response, Role::Figure, &format!("{}: sequence diagram", chart.title));
        let transform = Transform { origin: rect.min, zoom: 1.0 };
        for spot in spots {
            hover(ui, theme, chart, sequence, *spot, transform, &response);
        }
        paint::scene(ui.painter(), scene, transform);
        response
    });
    output.inner
}

/// What a step says, for the pointer and for readers of the screen.
fn hover(
    ui: &mut egui::Ui,
    theme: &Theme,
    chart: &Chart,
    sequence: &Sequence,
    spot: StepSpot,
    transform: Transform,
    panel: &Response,
) {
    let rect = transform.rect(spot.rect);
    let response = ui.interact(rect, panel.id.with(spot.row), Sense::hover());
    let says = || match spot.row.and_then(|row| sequence.rows.get(row)) {
        Some(Row::Arrow(of)) => sequence.sentence(of),
        _ => chart.takeaway.clone(),
    };
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Label, true, says()));
    if response.hovered() {
        ui.painter().rect_filled(rect, 2.0, style::color(theme.surface.hover));
        Tooltip::for_widget(&response).at_pointer().gap(14.0).show(|ui| ui.label(says()));
    }
}

impl State {
    fn of(
        &mut self,
        theme: &'static Theme,
        chart: &Arc<Chart>,
        sequence: &Sequence,
        width: f32,
    ) -> &Drawn {
        let fits = |drawn: &Drawn| {
            Arc::ptr_eq(&drawn.chart, chart)
                && drawn.width == width
                && std::ptr::eq(drawn.theme, theme)
        };
        let known = self.drawn.take().filter(fits);
        self.drawn.insert(known.unwrap_or_else(|| {
            let (scene, spots) = window::sequence(sequence, theme, f64::from(width));
            Drawn { chart: Arc::clone(chart), width, theme, scene, spots }
        }))
    }
}
