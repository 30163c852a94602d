//! What the chart of a sweep moves and looks at, chosen in the panel's first row.

use egui::Role;

use crate::charts;
use crate::forecast::Swept;
use crate::forecast::sweep::Metric;
use crate::model::{Component, ComponentId, InputOwner, InputRef};
use crate::session::analysis::Key;
use crate::session::{Command, Session};
use crate::ui::background::Background;
use crate::ui::list::{DropDown, Entry};
use crate::ui::{View, style, widget};

/// Widths of the boxes where there is room, and elsewhere.
const WIDTHS: [[f32; 2]; 2] = [[200.0, 150.0], [110.0, 90.0]];
/// Room from which they are wide.
const ROOM: f32 = 430.0;
const MOST: &str = "What moves most";

/// What is worth sweeping, looked for beside the frame while the list is open.
#[derive(Default)]
pub(super) struct State {
    found: Background<Of, Vec<Swept>>,
}

/// What the list is of.
type Of = (Key, ComponentId);

/// Draws the two boxes.
pub(super) fn choosers(ui: &mut egui::Ui, view: &mut View<'_>, state: &mut State) {
    let session = view.session;
    let Some(now) = session.sweep() else { return };
    let component = session.plottable().and_then(|id| session.plan().components.get(id));
    let Some(component) = component else { return };
    let [input, metric] = WIDTHS[usize::from(ui.available_width() < ROOM)];
    let shown = name(view, component, &now.swept);
    let ctx = ui.ctx().clone();
    let drop_down = DropDown::new("Input to sweep", &shown, input);
    let (chooser, chosen) = drop_down.show(ui, || {
        let found = found(&ctx, session, component, state);
        let entry = |swept: &Swept| {
            Entry::new(name(view, component, swept))
                .section(section(component, swept))
                .on(*swept == now.swept)
        };
        let hint = match found {
            None => Some("Looking for what moves something…"),
            Some([]) => Some("No number moves anything here yet"),
            Some(_) => None,
        };
        found.unwrap_or_default().iter().map(entry).chain(hint.map(Entry::hint)).collect()
    });
    chooser.on_hover_text(&shown);
    if let Some(at) = chosen
        && let Some(swept) = found(&ctx, session, component, state).and_then(|of| of.get(at))
    {
        view.send(Command::SweepInput(swept.clone()));
    }
    let words = |metric: Option<Metric>| {
        metric.map_or_else(|| MOST.to_owned(), |metric| charts::capitalised(metric.label()))
    };
    let all = Metric::ALL.iter().copied().map(Some);
    let options: Vec<_> = [None].into_iter().chain(all).map(|of| (of, words(of))).collect();
    if let (_, Some(chosen)) = widget::choice(ui, "Metric", metric, &now.metric, &options) {
        view.send(Command::SweepMetric(chosen));
    }
}

/// Everything worth sweeping, by what it belongs to; none until it is found.
fn found<'a>(
    ctx: &egui::Context,
    session: &Session,
    component: &Component,
    state: &'a mut State,
) -> Option<&'a [Swept]> {
    let of = (session.key(), component.id.clone());
    state.found.wish(ctx, &of, || session.worth_sweeping(&component.id));
    state.found.ready().filter(|(key, _)| **key == of).map(|(_, found)| found.as_slice())
}

fn name(view: &View<'_>, component: &Component, swept: &Swept) -> String {
    charts::capitalised(&charts::swept_name(view.session.plan(), &component.id, swept))
}

fn section<'a>(component: &'a Component, swept: &Swept) -> &'a str {
    match swept {
        Swept::Months => &component.name,
        Swept::Input(InputRef { owner, .. }) => match owner {
            InputOwner::Component(id) if *id == component.id => &component.name,
            InputOwner::Component(_) => "Other components",
            InputOwner::Link(_) => "Links",
            InputOwner::Role(_) => "Team",
            InputOwner::Plan => "Whole plan",
        },
    }
}

/// A small mark beside a number that shows what follows from it, there for the pointer and the
/// keyboard; nothing where nothing can be shown.
pub(in crate::ui) fn mark(ui: &mut egui::Ui, view: &mut View<'_>, address: &InputRef, near: bool) {
    let Some(component) = concerned(view, address) else { return };
    let size = egui::vec2(20.0, 20.0);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::click());
    let name = format!("Sweep {}", address.input.label());
    widget::named(&response, Role::Button, &name);
    let on = response.hovered() || response.has_focus();
    if on {
        ui.painter().rect_filled(rect, 4.0, style::color(view.theme.surface.hover));
    }
    if (on || near)
        && let Some(character) = crate::ui::icon::character("chart-line")
    {
        let text = view.theme.text;
        let color = style::color(if on { text.normal } else { text.subdued });
        let family = egui::FontFamily::Name(crate::ui::icon::FAMILY.into());
        let font = egui::FontId::new(13.0, family);
        ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, character, font, color);
    }
    let of = view.session.plan().components.get(&component);
    let of = of.map_or("", |component| component.name.as_str());
    let hint = format!("{name}: plot what follows from it for {of}");
    if response.on_hover_text(hint).clicked() {
        if view.session.plottable() != Some(&component) {
            let element = crate::session::Element::Component(component);
            view.send(Command::Select(crate::session::Selection::of(element)));
        }
        view.send(Command::SweepInput(Swept::Input(address.clone())));
    }
}

/// The component whose numbers follow from an input: its own, or the one that a link leads to.
/// Behind a dialog no plot is seen.
fn concerned(view: &View<'_>, address: &InputRef) -> Option<ComponentId> {
    let plan = view.session.plan();
    let id = match &address.owner {
        InputOwner::Component(id) => id,
        InputOwner::Link(id) => &plan.links.get(id)?.to,
        InputOwner::Plan | InputOwner::Role(_) => return None,
    };
    let built = plan.components.get(id).is_some_and(Component::is_built);
    (built && view.session.dialogs.is_empty()).then(|| id.clone())
}
