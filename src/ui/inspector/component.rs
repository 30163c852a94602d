//! One component: name, kind, tags, answers, verdict, and everything under it.

use egui::Id;

use super::super::canvas::kinds;
use super::super::field::{self, Field, Outcome};
use super::super::list::DropDown;
use super::super::{View, style, widget};
use super::{LABEL, State, technology};
use crate::model::{About, Component, ComponentChange, ComponentId, Edit, Focus, Kind};
use crate::session::table::NAMELESS;
use crate::session::{ActionId, Command, Session};

pub(super) fn show(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    state: &mut State,
    component: &Component,
) {
    let top = ui.cursor().min.y;
    name(ui, view, component);
    kind(ui, view, component);
    let built = component.is_built();
    if !built {
        technology::show(ui, view, component);
    }
    if built || component.tags.performance.is_some() || component.tags.data {
        tags(ui, view, component);
    }
    let session = view.session;
    if session.settings.sketch_mode {
        if built {
            technology::show(ui, view, component);
        }
        super::section(ui, "Links and group", false, |ui| super::links::show(ui, view, component));
        if built {
            super::divider(ui);
            super::answers::show(ui, view, component);
        }
        return;
    }
    let Some(analysis) = session.analysis().components.get(&component.id).cloned() else {
        super::divider(ui);
        widget::small_print(ui, "The advice is being worked out…");
        return;
    };
    super::divider(ui);
    // Each part has ids of its own: what one says more or less while a slider further down is dragged
    // must not change that slider's id, which would let go of it.
    ui.push_id("verdict", |ui| super::verdict::show(ui, view, component, &analysis));
    super::findings::of_component(ui, view, &component.id);
    stay(ui, &component.id, ui.cursor().min.y - top);
    super::numbers::arrive(ui, state, component);
    ui.push_id("decisive", |ui| super::decisive::show(ui, view, component, &analysis));
    if let Some(existing) = &analysis.advice.existing {
        let drawn = session.confidence().and_then(|of| of.existing.as_ref());
        ui.push_id("existing", |ui| super::existing::show(ui, existing, drawn));
    }
    // What is built is asked first what decides its language.
    if built {
        technology::show(ui, view, component);
    }
    super::section(ui, "Links and group", false, |ui| super::links::show(ui, view, component));
    if built {
        super::open_section(ui, "Answers", |ui| super::answers::show(ui, view, component));
        ui.push_id("working", |ui| super::working::show(ui, view, state, &analysis));
        super::numbers::show(ui, view, component, &analysis);
    }
    super::facts::show(ui, view, state, component);
    super::section(ui, "Notes and owner", false, |ui| {
        owner(ui, view, component);
        notes(ui, view, component);
    });
    super::log::show(ui, view, &About::Component(component.id.clone()));
}

/// Scrolls by what has come or gone above, where something below is in use: a number that is typed
/// brings a finding, and the next field must not slip away from under the pointer.
fn stay(ui: &egui::Ui, id: &ComponentId, above: f32) {
    let place = Id::unique("height above the numbers");
    let before: Option<(ComponentId, f32)> = ui.data_mut(|data| {
        let before = data.get_temp(place);
        data.insert_temp(place, (id.clone(), above));
        before
    });
    let Some((_, was)) = before.filter(|(of, was)| of == id && (was - above).abs() > 0.5) else {
        return;
    };
    let mut below = ui.clip_rect();
    below.min.y = below.min.y.max(ui.cursor().min.y.min(ui.cursor().min.y + was - above));
    let focused = ui.memory(egui::Memory::focused).and_then(|id| ui.ctx().read_response(id));
    let used = focused.is_some_and(|shown| below.contains(shown.rect.center()));
    if used || ui.rect_contains_pointer(below) {
        let by = egui::vec2(0.0, was - above);
        ui.scroll_with_delta_animation(by, egui::style::ScrollAnimation::none());
        ui.ctx().request_repaint();
    }
}

/// The edit of one field of a component, as a command.
pub(super) fn change(label: String, id: &ComponentId, change: ComponentChange) -> Command {
    Command::Edit { label, edit: Edit::Component(id.clone(), change) }
}

fn name(ui: &mut egui::Ui, view: &mut View<'_>, component: &Component) {
    let id = Id::unique(("component name", component.id.as_str()));
    let mut field = Field::new(ui, id, "Name", &component.name);
    field.font = egui::FontId::new(style::SIZES[2], style::strong_family());
    let of = component.id.clone();
    let shown = field::show(ui, view, field, move |session, text| rename(session, &of, text));
    if let Some(error) = &shown.error {
        field::error_line(ui, view, error);
    }
    if !shown.response.has_focus() {
        shown.response.on_hover_text(&component.name);
    }
}

fn rename(session: &Session, id: &ComponentId, text: &str) -> Outcome {
    let Some(component) = session.plan().components.get(id) else { return Ok(None) };
    let text = text.trim();
    if text.is_empty() {
        return Err(NAMELESS.to_owned());
    }
    let edit = ComponentChange::Name(text.to_owned());
    let label = format!("Rename “{}” “{text}”", component.name);
    Ok((text != component.name).then(|| change(label, id, edit)))
}

fn kind(ui: &mut egui::Ui, view: &mut View<'_>, component: &Component) {
    if let Some(kind) = kind_row(ui, view, Some(&component.kind)) {
        let label = format!("Make “{}” a {}", component.name, kind.label());
        view.send(change(label, &component.id, ComponentChange::Kind(kind)));
    }
}

/// The row of the kind, which everything that a kind is called finds; none where several differ.
pub(super) fn kind_row(ui: &mut egui::Ui, view: &View<'_>, now: Option<&Kind>) -> Option<Kind> {
    let other = now.filter(|kind| matches!(kind, Kind::Other(_)));
    let kinds: Vec<&Kind> = Kind::KNOWN.iter().chain(other).collect();
    let shown = now.map_or("Different".to_owned(), |kind| widget::sentence(kind.label()));
    let catalog = view.session.catalog();
    let entry = |kind: &Kind| {
        let entry = kinds::entry(kind).words(catalog.kind_keywords(kind));
        entry.on(Some(kind) == now)
    };
    let chosen = widget::form_row(ui, "Kind", LABEL, |ui, width| {
        let list = DropDown { weak: now.is_none(), ..DropDown::new("Kind", &shown, width) };
        list.show(ui, || kinds.iter().map(|kind| entry(kind)).collect()).1
    });
    let chosen = chosen.and_then(|at| kinds.get(at)).filter(|kind| Some(**kind) != now);
    chosen.map(|kind| (*kind).clone())
}

fn tags(ui: &mut egui::Ui, view: &mut View<'_>, component: &Component) {
    ui.add_space(2.0);
    let tags = &component.tags;
    let mut performance = tags.performance.is_some();
    let response = widget::check(ui, &mut performance, "Performance-sensitive", false);
    let shortcut = "Speed or load decides whether it works (Ctrl+P). Weighs run cost, \
                    latency and connections more.";
    if response.on_hover_text(shortcut).clicked() {
        view.act(ActionId::TagPerformance);
    }
    if let Some(focus) = tags.performance {
        let options: Vec<(Focus, String)> = Focus::ALL
            .iter()
            .map(|focus| match focus {
                Focus::Unsaid => (*focus, "Not said".to_owned()),
                focus => (*focus, widget::sentence(focus.label())),
            })
            .collect();
        widget::form_row(ui, "What matters", LABEL, |ui, width| {
            let (_, chosen) = widget::optional(ui, "What matters", width, &focus, &options);
            if let Some(focus) = chosen {
                let label = format!("Say what matters about “{}”", component.name);
                let edit = ComponentChange::Performance(Some(focus));
                view.send(change(label, &component.id, edit));
            }
        });
    }
    let mut data = tags.data;
    let response = widget::check(ui, &mut data, "Data-intelligent", false);
    let shortcut = "Models, features or analysis are its point (Ctrl+I). Weighs data \
                    libraries more.";
    if response.on_hover_text(shortcut).clicked() {
        view.act(ActionId::TagData);
    }
}

fn owner(ui: &mut egui::Ui, view: &mut View<'_>, component: &Component) {
    let roles = &view.session.plan().roles;
    if roles.is_empty() {
        widget::small_print(ui, "The plan has no roles yet that could own it.");
        if ui.button("Plan settings…").clicked() {
            view.act(ActionId::PlanSettings);
        }
        return;
    }
    let options = widget::owners(roles);
    widget::form_row(ui, "Owner", LABEL, |ui, width| {
        let (_, chosen) = widget::optional(ui, "Owner", width, &component.owner, &options);
        if let Some(owner) = chosen {
            let label = format!("Say who owns “{}”", component.name);
            view.send(change(label, &component.id, ComponentChange::Owner(owner)));
        }
    });
}

fn notes(ui: &mut egui::Ui, view: &mut View<'_>, component: &Component) {
    let id = Id::unique(("component notes", component.id.as_str()));
    let field = Field::new(ui, id, "Notes", &component.notes);
    let field = field.hint("Notes; never exported by default").rows(4);
    let of = component.id.clone();
    field::show(ui, view, field, move |session, text| {
        let Some(component) = session.plan().components.get(&of) else { return Ok(None) };
        let label = format!("Note on “{}”", component.name);
        let edit = ComponentChange::Notes(text.trim_end().to_owned());
        Ok((text.trim_end() != component.notes).then(|| change(label, &of, edit)))
    });
}
