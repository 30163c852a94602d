//! One group: name, kind, the group around it, what lies in it.

use egui::Id;

use super::super::field::{self, Field};
use super::super::{View, style, widget};
use super::LABEL;
use crate::base::words::counted;
use crate::model::{About, Edit, Group, GroupChange, GroupId, GroupKind};
use crate::session::{ActionId, Command, Element};

pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>, group: &Group) {
    name(ui, view, group);
    let kinds: Vec<(GroupKind, String)> =
        GroupKind::ALL.iter().map(|kind| (*kind, widget::sentence(kind.label()))).collect();
    let chosen = widget::form_row(ui, "Kind", LABEL, |ui, width| {
        widget::choice(ui, "Kind", width, &group.kind, &kinds).1
    });
    if let Some(kind) = chosen {
        let label = format!("Make “{}” a {}", group.name, kind.label());
        view.send(change(label, &group.id, GroupChange::Kind(kind)));
    }
    parent(ui, view, group);
    super::divider(ui);
    contents(ui, view, group);
    super::divider(ui);
    for id in [ActionId::Ungroup, ActionId::Delete] {
        let action = id.action();
        let shortcut = action.shortcuts.first().map_or_else(String::new, |s| s.label());
        if (action.available)(view.session)
            && widget::menu_row(ui, action.icon, action.label, &shortcut, true).clicked()
        {
            view.act(id);
        }
    }
    super::log::show(ui, view, &About::Group(group.id.clone()));
}

fn change(label: String, id: &GroupId, change: GroupChange) -> Command {
    Command::Edit { label, edit: Edit::Group(id.clone(), change) }
}

fn name(ui: &mut egui::Ui, view: &mut View<'_>, group: &Group) {
    let id = Id::unique(("group name", group.id.as_str()));
    let mut field = Field::new(ui, id, "Name", &group.name);
    field.font = egui::FontId::new(style::SIZES[2], style::strong_family());
    let of = group.id.clone();
    let shown = field::show(ui, view, field, move |session, text| {
        let Some(group) = session.plan().groups.get(&of) else { return Ok(None) };
        let text = text.trim();
        if text.is_empty() {
            return Err("A group needs a name. Escape brings the old one back.".to_owned());
        }
        let label = format!("Rename “{}” “{text}”", group.name);
        let edit = GroupChange::Name(text.to_owned());
        Ok((text != group.name).then(|| change(label, &of, edit)))
    });
    if let Some(error) = &shown.error {
        field::error_line(ui, view, error);
    }
}

/// Groups that do not lie in this one may be the group around it.
fn parent(ui: &mut egui::Ui, view: &mut View<'_>, group: &Group) {
    let plan = view.session.plan();
    let mut options: Vec<(Option<GroupId>, String)> = vec![(None, "No group".to_owned())];
    let outside = plan
        .groups
        .values()
        .filter(|other| !plan.groups_around(Some(&other.id)).any(|around| around.id == group.id));
    options.extend(outside.map(|other| (Some(other.id.clone()), other.name.clone())));
    let chosen = widget::form_row(ui, "Lies in", LABEL, |ui, width| {
        widget::optional(ui, "Lies in", width, &group.parent, &options).1
    });
    if let Some(parent) = chosen {
        let label = format!("Move the group “{}”", group.name);
        view.send(change(label, &group.id, GroupChange::Parent(parent)));
    }
}

fn contents(ui: &mut egui::Ui, view: &mut View<'_>, group: &Group) {
    let plan = view.session.plan();
    let groups: Vec<_> =
        plan.groups.values().filter(|g| g.parent.as_ref() == Some(&group.id)).collect();
    let components: Vec<_> =
        plan.components.values().filter(|c| c.group.as_ref() == Some(&group.id)).collect();
    super::heading(ui, "Contents");
    let mut size = vec![counted(components.len(), "component")];
    if !groups.is_empty() {
        size.push(counted(groups.len(), "group"));
    }
    widget::small_print(ui, &size.join(", "));
    let groups = groups.iter().map(|g| ("group", &g.name, Element::Group(g.id.clone())));
    let components =
        components.iter().map(|c| ("square-dashed", &c.name, Element::Component(c.id.clone())));
    for (mark, name, element) in groups.chain(components) {
        if widget::menu_row(ui, mark, name, "", true).clicked() {
            view.send(Command::GoTo(element));
        }
    }
}
