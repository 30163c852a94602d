//! What a component is linked to and where it lies, to go there and to change it.

use super::super::{View, widget};
use super::LABEL;
use crate::charts::SEQUENCE;
use crate::model::{Component, ComponentChange, GroupId, Link};
use crate::session::{ActionId, Command, Element};

pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>, component: &Component) {
    group(ui, view, component);
    let plan = view.session.plan();
    let name = |id| plan.components.get(id).map_or("", |c| c.name.as_str());
    let calls = plan.links.values().filter(|link| link.from == component.id);
    let called = plan.links.values().filter(|link| link.to == component.id);
    let with_takers = |link: &Link, way: String| match plan.takers(link) {
        Some(takers) => format!("{way}, {takers}"),
        None => way,
    };
    let calls = calls.map(|link| (link, with_takers(link, format!("To {}", name(&link.to)))));
    let called = called.map(|link| (link, with_takers(link, format!("From {}", name(&link.from)))));
    let rows: Vec<(&Link, String)> = calls.chain(called).collect();
    for (link, label) in rows {
        if widget::menu_row(ui, "arrow-right", &label, "", true).clicked() {
            view.send(Command::GoTo(Element::Link(link.id.clone())));
        }
    }
    let begins_a_flow = view.session.flows_to_choose().any(|id| *id == component.id);
    if begins_a_flow && widget::menu_row(ui, "workflow", "Steps of its flow", "", true).clicked() {
        view.show_chart(&format!("{SEQUENCE}:{}", component.id));
    }
    let connect = ActionId::Connect.action();
    let shortcut = connect.shortcuts.first().map_or_else(String::new, |s| s.label());
    if widget::menu_row(ui, connect.icon, connect.label, &shortcut, true).clicked() {
        view.act(ActionId::Connect);
    }
}

/// The group that the component lies in, where the plan has any.
fn group(ui: &mut egui::Ui, view: &mut View<'_>, component: &Component) {
    let groups = &view.session.plan().groups;
    if groups.is_empty() {
        return;
    }
    let mut options: Vec<(Option<GroupId>, String)> = vec![(None, "No group".to_owned())];
    options.extend(groups.values().map(|group| (Some(group.id.clone()), group.name.clone())));
    let chosen = widget::form_row(ui, "Lies in", LABEL, |ui, width| {
        widget::optional(ui, "Lies in", width, &component.group, &options).1
    });
    if let Some(group) = chosen {
        view.send(Command::ChangeSelected(Box::new(ComponentChange::Group(group))));
    }
}
