//! One link: its ends, how they speak, its numbers, what the boundary costs.

use egui::Id;

use super::super::field::{self, Field};
use super::super::{View, quantity, style, widget};
use super::{LABEL, takers};
use crate::advice::LinkAdvice;
use crate::base::Unit;
use crate::model::{
    About, ComponentId, Edit, Input, InputOwner, InputRef, Link, LinkChange, LinkStyle, Protocol,
};
use crate::session::{ActionId, Command, Element, LinkEnd};

pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>, link: &Link) {
    ui.label(style::strong("Link").size(style::SIZES[2]));
    end(ui, view, link, LinkEnd::From);
    end(ui, view, link, LinkEnd::To);
    label(ui, view, link);
    styles(ui, view, link);
    protocols(ui, view, link);
    usual(ui, view, link);
    super::divider(ui);
    for id in [ActionId::Reverse, ActionId::Delete] {
        let action = id.action();
        let shortcut = action.shortcuts.first().map_or_else(String::new, |s| s.label());
        if widget::menu_row(ui, action.icon, action.label, &shortcut, true).clicked() {
            view.act(id);
        }
    }
    if view.session.settings.sketch_mode {
        return;
    }
    if let Some(advice) = view.session.analysis().links.get(&link.id).cloned() {
        super::divider(ui);
        advised(ui, view, link, &advice);
    }
    super::divider(ui);
    super::heading(ui, "Numbers");
    super::numbers::scenario_note(ui, view);
    stage(ui, view, link);
    takers::show(ui, view, link);
    for input in [Input::Calls, Input::LinkPayload, Input::Retries, Input::Batch] {
        let owner = InputOwner::Link(link.id.clone());
        quantity::show(ui, view, &InputRef { owner, input });
        ui.add_space(2.0);
    }
    super::log::show(ui, view, &About::Link(link.id.clone()));
}

pub(super) fn change(view: &mut View<'_>, label: &str, link: &Link, change: LinkChange) {
    let owner = view.session.owner_name(&InputOwner::Link(link.id.clone()));
    let edit = Edit::Link(link.id.clone(), change);
    view.send(Command::Edit { label: format!("{label} of {owner}"), edit });
}

/// The card at an end, which can be another one, and the way to it.
fn end(ui: &mut egui::Ui, view: &mut View<'_>, link: &Link, end: LinkEnd) {
    // The button and the space before it.
    const GO: f32 = 32.0 + 8.0;
    let (label, now, other) = match end {
        LinkEnd::From => ("From", &link.from, &link.to),
        LinkEnd::To => ("To", &link.to, &link.from),
    };
    let components = view.session.plan().components.values();
    let options: Vec<(ComponentId, String)> = components
        .filter(|component| component.id == *now || component.id != *other)
        .map(|component| (component.id.clone(), component.name.clone()))
        .collect();
    let name = options.iter().find(|(id, _)| id == now).map_or("", |(_, name)| name.as_str());
    let (chosen, goes) = widget::form_row(ui, label, LABEL, |ui, width| {
        let chosen = widget::choice(ui, label, width - GO, now, &options).1;
        let go = widget::icon_button(ui, "arrow-right", &format!("Go to {name}"), true);
        (chosen, go.clicked())
    });
    if goes {
        view.send(Command::GoTo(Element::Component(now.clone())));
    }
    if let Some(id) = chosen {
        let (what, to) = match end {
            LinkEnd::From => ("Change the start", LinkChange::From(id)),
            LinkEnd::To => ("Change the end", LinkChange::To(id)),
        };
        change(view, what, link, to);
    }
}

fn label(ui: &mut egui::Ui, view: &mut View<'_>, link: &Link) {
    widget::form_row(ui, "Carries", LABEL, |ui, _| {
        let id = Id::unique(("link label", link.id.as_str()));
        let field = Field::new(ui, id, "What it carries", &link.label).hint("In a few words");
        let of = link.id.clone();
        field::show(ui, view, field, move |session, text| {
            let Some(link) = session.plan().links.get(&of) else { return Ok(None) };
            let owner = session.owner_name(&InputOwner::Link(of.clone()));
            let label = format!("Say what {owner} carries");
            let edit = Edit::Link(of.clone(), LinkChange::Label(text.trim().to_owned()));
            Ok((text.trim() != link.label).then_some(Command::Edit { label, edit }))
        });
    });
}

fn styles(ui: &mut egui::Ui, view: &mut View<'_>, link: &Link) {
    let options: Vec<(LinkStyle, String)> =
        LinkStyle::ALL.iter().map(|s| (*s, widget::sentence(s.label()))).collect();
    let chosen = widget::form_row(ui, "Style", LABEL, |ui, width| {
        widget::choice(ui, "Style", width, &link.style, &options).1
    });
    if let Some(style) = chosen {
        change(view, "Change the style", link, LinkChange::Style(style));
    }
}

fn protocols(ui: &mut egui::Ui, view: &mut View<'_>, link: &Link) {
    let mut options: Vec<(Option<Protocol>, String)> = vec![(None, "Not decided".to_owned())];
    let known = Protocol::KNOWN.iter().cloned();
    options.extend(
        known.map(|p| (Some(p.clone()), widget::sentence(p.label()).replace("GRPC", "gRPC"))),
    );
    if let Some(Protocol::Other(word)) = &link.protocol {
        options.push((link.protocol.clone(), widget::sentence(word)));
    }
    let chosen = widget::form_row(ui, "Protocol", LABEL, |ui, width| {
        widget::optional(ui, "Protocol", width, &link.protocol, &options).1
    });
    if let Some(protocol) = chosen {
        change(view, "Choose the protocol", link, LinkChange::Protocol(protocol));
    }
}

/// What is usually spoken with what the link leads to, where nobody has decided and no advice says more.
fn usual(ui: &mut egui::Ui, view: &mut View<'_>, link: &Link) {
    let session = view.session;
    let to = session.plan().components.get(&link.to).filter(|to| !to.is_built());
    let known = to.and_then(|to| session.catalog().known(to.technology.as_ref()));
    let technology = known.map(|known| known.technology).filter(|_| link.protocol.is_none());
    let Some((of, protocol)) = technology.and_then(|of| Some((of, of.protocol.clone()?))) else {
        return;
    };
    let text = format!("Use {}, usual for {}", protocol.label(), of.name);
    if ui.button(text).clicked() {
        change(view, "Choose the protocol", link, LinkChange::Protocol(Some(protocol)));
    }
}

/// What to speak and why, and what the boundary costs.
fn advised(ui: &mut egui::Ui, view: &mut View<'_>, link: &Link, advice: &LinkAdvice) {
    let protocol = advice.protocol.label();
    let strong = style::color(view.theme.text.strong);
    let sentence = format!("Use {}.", advice.reason);
    ui.add(egui::Label::new(egui::RichText::new(sentence).color(strong)).wrap());
    widget::small_print(
        ui,
        &format!("A call costs {} at the median.", advice.call_ms.readable(Unit::Ms)),
    );
    if let Some(weeks) = advice.weeks.filter(|_| advice.crosses) {
        let weeks = weeks.readable(Unit::PersonWeeks);
        let text = format!(
            "The two ends are in different languages: the boundary takes {weeks} to build."
        );
        widget::icon_line(ui, "scale", style::color(view.theme.text.subdued), &text);
    }
    if link.protocol.as_ref() != Some(&advice.protocol) {
        ui.add_space(4.0);
        if widget::primary(ui, format!("Use {protocol}")).clicked() {
            let to = LinkChange::Protocol(Some(advice.protocol.clone()));
            change(view, "Choose the protocol", link, to);
        }
    }
}

fn stage(ui: &mut egui::Ui, view: &mut View<'_>, link: &Link) {
    let options: Vec<(u16, String)> = (0..=9.max(link.stage))
        .map(|stage| {
            (stage, if stage == 0 { "First".to_owned() } else { format!("After stage {stage}") })
        })
        .collect();
    let (response, chosen) = widget::form_row(ui, "Stage", LABEL, |ui, width| {
        widget::choice(ui, "Stage", width, &link.stage, &options)
    });
    response.on_hover_text("Links of one stage are called in parallel; stages follow one another.");
    if let Some(stage) = chosen {
        change(view, "Change the stage", link, LinkChange::Stage(stage));
    }
}
