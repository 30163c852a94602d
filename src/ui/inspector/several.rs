//! Several elements selected: their names, common tags, what can be done with them.

use super::super::{View, style, widget};
use crate::base::words::counted;
use crate::model::{Component, ComponentChange};
use crate::session::{ActionId, Command, Element, Selection};

/// Names listed.
const MOST: usize = 12;

pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>, selection: &Selection) {
    let plan = view.session.plan();
    let components: Vec<&Component> =
        selection.components.iter().filter_map(|id| plan.components.get(id)).collect();
    let parts = [
        (components.len(), "component"),
        (selection.links.len(), "link"),
        (selection.groups.len(), "group"),
    ];
    let parts: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(n, one)| counted(*n, one)).collect();
    let title = format!("{} selected", parts.join(", "));
    ui.add(egui::Label::new(style::strong(title).size(style::SIZES[2])).wrap());
    ui.add_space(4.0);
    for component in components.iter().take(MOST) {
        name_row(ui, view, component);
    }
    if components.len() > MOST {
        widget::small_print(ui, &format!("and {} more", components.len() - MOST));
    }
    for id in selection.groups.iter().take(MOST) {
        if let Some(group) = plan.groups.get(id) {
            widget::icon_line(ui, "group", style::color(view.theme.text.subdued), &group.name);
        }
    }
    if !components.is_empty() {
        super::divider(ui);
        let performance = components.iter().filter(|c| c.tags.performance.is_some()).count();
        let data = components.iter().filter(|c| c.tags.data).count();
        tag(
            ui,
            view,
            "Performance-sensitive",
            performance,
            components.len(),
            ActionId::TagPerformance,
        );
        tag(ui, view, "Data-intelligent", data, components.len(), ActionId::TagData);
        ui.add_space(2.0);
        fields(ui, view, &components);
    }
    super::divider(ui);
    let sketching = view.session.settings.sketch_mode;
    let mut actions =
        vec![ActionId::Connect, ActionId::Reverse, ActionId::Group, ActionId::Ungroup];
    actions.extend([ActionId::ReleasePlacement, ActionId::Duplicate, ActionId::Delete]);
    if !sketching {
        actions.splice(0..0, [ActionId::Decide, ActionId::TakeAdvice, ActionId::Undecide]);
    }
    for id in actions {
        let action = id.action();
        if (action.available)(view.session) {
            let shortcut = action.shortcuts.first().map_or_else(String::new, |s| s.label());
            if widget::menu_row(ui, action.icon, action.label, &shortcut, true).clicked() {
                view.act(id);
            }
        }
    }
}

/// Kind, technology, group and owner of all of them, each of which is changed for all at once.
fn fields(ui: &mut egui::Ui, view: &mut View<'_>, components: &[&Component]) {
    let plan = view.session.plan();
    let kind = common(components, |c| &c.kind);
    if let Some(kind) = super::component::kind_row(ui, view, kind.as_ref()) {
        view.send(Command::ChangeSelected(Box::new(ComponentChange::Kind(kind))));
    }
    let technology = common(components, |c| &c.technology);
    if let Some(change) = super::technology::row(ui, view, technology.as_ref()) {
        view.send(Command::ChangeSelected(Box::new(change)));
    }
    let groups = plan.groups.values().map(|group| (Some(group.id.clone()), group.name.clone()));
    let groups: Vec<_> = std::iter::once((None, "No group".to_owned())).chain(groups).collect();
    let group = common(components, |c| &c.group);
    if let Some(group) = of_all(ui, "Group", group.as_ref(), groups) {
        view.send(Command::ChangeSelected(Box::new(ComponentChange::Group(group))));
    }
    if plan.roles.is_empty() {
        return;
    }
    let owner = common(components, |c| &c.owner);
    if let Some(owner) = of_all(ui, "Owner", owner.as_ref(), widget::owners(&plan.roles)) {
        view.send(Command::ChangeSelected(Box::new(ComponentChange::Owner(owner))));
    }
}

/// What all of them have; none where they differ.
fn common<T: PartialEq + Clone>(
    components: &[&Component],
    field: impl Fn(&Component) -> &T,
) -> Option<T> {
    let first = field(components.first()?);
    components.iter().all(|c| field(c) == first).then(|| first.clone())
}

/// A row that shows what all have, or that they differ, and gives what is chosen for all.
fn of_all<T: PartialEq + Clone>(
    ui: &mut egui::Ui,
    name: &str,
    now: Option<&T>,
    options: Vec<(T, String)>,
) -> Option<T> {
    let differ = now.is_none().then(|| (None, "Different".to_owned()));
    let options: Vec<(Option<T>, String)> =
        differ.into_iter().chain(options.into_iter().map(|(of, text)| (Some(of), text))).collect();
    let shown = |ui: &mut egui::Ui, width| match now {
        Some(_) => widget::choice(ui, name, width, &now.cloned(), &options).1,
        None => widget::optional(ui, name, width, &now.cloned(), &options).1,
    };
    widget::form_row(ui, name, super::LABEL, shown).flatten()
}

fn name_row(ui: &mut egui::Ui, view: &mut View<'_>, component: &Component) {
    ui.horizontal(|ui| {
        let quiet = style::color(view.theme.text.subdued);
        let mark = view.session.analysis().components.get(&component.id);
        let language = mark.filter(|_| !view.session.settings.sketch_mode);
        let button = egui::Button::new(widget::shortened(&component.name, 60))
            .frame_when_inactive(false)
            .truncate();
        let width = ui.available_width() * if language.is_some() { 0.56 } else { 1.0 };
        let response = ui
            .allocate_ui(egui::vec2(width, style::ROW), |ui| {
                ui.set_max_width(width);
                ui.add(button)
            })
            .inner;
        if response.on_hover_text("Select this one alone").clicked() {
            view.send(Command::GoTo(Element::Component(component.id.clone())));
        }
        if let Some(analysis) = language {
            let text = egui::RichText::new(&analysis.card.language).small().color(quiet);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add(egui::Label::new(text).truncate());
            });
        }
    });
}

/// A tag of several: on if all have it; half on where some do.
fn tag(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    name: &str,
    with: usize,
    of: usize,
    action: ActionId,
) {
    let mut on = with == of;
    let some = with > 0 && !on;
    ui.horizontal(|ui| {
        if widget::check(ui, &mut on, name, some).clicked() {
            view.act(action);
        }
        if some {
            widget::small_print(ui, &format!("{with} of {of}"));
        }
    });
}
