//! Every dialog and every element in the inspector: each control has a name, no icon is read out,
//! and no two widgets share an id.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/window.rs"]
#[expect(dead_code, reason = "other tests of the window use the rest")]
mod support;

use egui::Shape;
use egui_kittest::kittest::NodeT as _;
use polyplan::model::{ComponentId, GroupId, LinkId};
use polyplan::session::settings::ExportChoice;
use polyplan::session::{
    ActionId, Command, Dialog, Element, FileRequest, PlanSection, Selection, Then,
};
use support::{Window, send, session, unnamed, window};

fn check(harness: &Window, state: &str) {
    let unnamed = unnamed(harness);
    assert!(unnamed.is_empty(), "{state}: {unnamed:#?}");
    for node in harness.root().children_recursive() {
        let label = node.accesskit_node().label().unwrap_or_default();
        let icon = label.chars().find(|c| ('\u{e000}'..='\u{f8ff}').contains(c));
        assert!(icon.is_none(), "{state}: an icon is read out in {label:?}");
    }
    for shape in &harness.output().shapes {
        let said = texts(&shape.shape).into_iter().find(|text| text.contains(" use of "));
        assert!(said.is_none(), "{state}: {said:?}");
    }
}

/// The texts of a shape; egui writes of shared ids on the screen.
fn texts(shape: &Shape) -> Vec<String> {
    match shape {
        Shape::Text(text) => vec![text.galley.text().to_owned()],
        Shape::Vec(shapes) => shapes.iter().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn every_dialog_is_named_throughout() {
    let checkout = ComponentId::new("checkoutservice").unwrap();
    let save_as = FileRequest::SaveAs { name: "shop.plan.ron".to_owned(), then: None };
    let mut dialogs = vec![
        Dialog::UnsavedChanges(Then::Quit),
        Dialog::ChangedOnDisk,
        Dialog::Decide(checkout.clone()),
        Dialog::Challenge(checkout),
        Dialog::Export(ExportChoice::default()),
        Dialog::Front,
        Dialog::Ledger,
        Dialog::Questions,
        Dialog::NewScenario,
        Dialog::Preferences,
        Dialog::Evidence,
        Dialog::Palette,
        Dialog::Shortcuts,
        Dialog::Path(FileRequest::Open),
        Dialog::Path(FileRequest::Sheet),
        Dialog::Path(FileRequest::Answers),
        Dialog::Path(save_as),
        Dialog::Path(FileRequest::Export(ExportChoice::default())),
    ];
    dialogs.extend(PlanSection::ALL.iter().map(|&section| Dialog::PlanSettings(section)));
    let mut harness = window(Some("online-boutique"));
    harness.run_steps(3);
    for dialog in dialogs {
        let state = format!("{dialog:?}");
        send(&mut harness, Command::ShowDialog(dialog));
        assert!(!session(&harness).dialogs.is_empty(), "{state} is not shown");
        let inside = harness.root().children_recursive();
        let shown = inside.filter(|n| n.accesskit_node().role() == egui::accesskit::Role::Dialog);
        assert_eq!(shown.count(), 1, "{state}");
        check(&harness, &state);
        send(&mut harness, Command::CloseDialog);
        assert!(session(&harness).dialogs.is_empty(), "{state} stays");
    }
}

#[test]
fn every_selection_is_named_throughout() {
    let mut harness = window(Some("feature-platform"));
    harness.run_steps(3);
    let plan = session(&harness).plan();
    let components: Vec<ComponentId> = plan.components.keys().cloned().collect();
    let link: LinkId = plan.links.keys().next().unwrap().clone();
    let group: GroupId = plan.groups.keys().next().unwrap().clone();
    let elements = [Element::Link(link), Element::Group(group)].into_iter();
    let elements = components.into_iter().map(Element::Component).chain(elements);
    check(&harness, "nothing selected");
    for element in elements {
        let state = format!("{element:?}");
        send(&mut harness, Command::Select(Selection::of(element)));
        check(&harness, &state);
    }
    for action in [ActionId::SelectAll, ActionId::SketchMode, ActionId::ThemeLight] {
        send(&mut harness, Command::Act(action));
        check(&harness, action.action().label);
    }
    send(&mut harness, Command::Act(ActionId::Escape));
    send(&mut harness, Command::Act(ActionId::AddComponent));
    check(&harness, "kinds to choose from");
}

#[test]
fn an_empty_plan_is_named_throughout() {
    let mut harness = window(None);
    harness.run_steps(3);
    check(&harness, "an empty plan");
}
