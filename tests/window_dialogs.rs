//! Every dialog and every element in the inspector: each control has a name, no icon is read out,
//! and no two widgets share an id.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/window.rs"]
mod support;

use egui::Shape;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use polyplan::advice::Choice;
use polyplan::base::{Currency, Range};
use polyplan::forecast::responses;
use polyplan::model::{ComponentId, GroupId, LinkId, ScenarioId};
use polyplan::session::bundle::{PicturesChoice, ReportChoice};
use polyplan::session::settings::ExportChoice;
use polyplan::session::{
    ActionId, Command, CompareChoice, Dialog, Element, FileRequest, PlanSection, Selection,
    SideChoice, Study, TemplateUse, Then,
};
use support::{Window, control, press, send, session, unnamed, window};

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

/// Waits until what the dialog shows is worked out, and drawn.
fn study(harness: &mut Window) {
    while session(harness).study_is_stale() {
        std::thread::sleep(std::time::Duration::from_millis(2));
        harness.step();
    }
    harness.run_steps(3);
}

#[test]
fn every_dialog_is_named_throughout() {
    let checkout = ComponentId::new("checkoutservice").unwrap();
    let save_as = FileRequest::SaveAs { name: "shop.plan.ron".to_owned(), then: None };
    let side = |scenario: Option<&str>| SideChoice {
        saved: None,
        scenario: scenario.map(|id| ScenarioId::new(id).unwrap()),
        choice: Choice::Decided,
    };
    let sides = CompareChoice { left: side(None), right: side(Some("sale")) };
    let mut dialogs = vec![
        Dialog::UnsavedChanges(Then::Quit),
        Dialog::ChangedOnDisk,
        Dialog::Decide(checkout.clone()),
        Dialog::Challenge(checkout),
        Dialog::Export(ExportChoice::default()),
        Dialog::Front,
        Dialog::Ledger,
        Dialog::Questions,
        Dialog::Compare(Box::new(sides.clone())),
        Dialog::Simulate(1),
        Dialog::NewScenario,
        Dialog::Preferences,
        Dialog::Evidence,
        Dialog::Palette,
        Dialog::Shortcuts,
        Dialog::Path(FileRequest::Open),
        Dialog::Path(FileRequest::Sheet),
        Dialog::Path(FileRequest::Comparison(Box::new(sides))),
        Dialog::Path(FileRequest::Answers),
        Dialog::Path(FileRequest::Import),
        Dialog::Path(save_as),
        Dialog::Path(FileRequest::Folder),
        Dialog::Report(ReportChoice::default()),
        Dialog::Pictures(PicturesChoice::default()),
        Dialog::Path(FileRequest::Export(ExportChoice::default())),
    ];
    dialogs.extend([TemplateUse::NewPlan, TemplateUse::Insert].map(Dialog::Templates));
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
        if session(&harness).study_is_stale() {
            study(&mut harness);
            check(&harness, &state);
        }
        send(&mut harness, Command::CloseDialog);
        assert!(session(&harness).dialogs.is_empty(), "{state} stays");
    }
}

/// What comes in is read, the other side of a conflict is chosen, and it is taken by its button.
#[test]
fn what_is_imported_is_shown_and_taken() {
    let mut harness = window(None);
    harness.run_steps(3);
    let path = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let path = path.join("tests/data/import/microservices.mmd");
    send(&mut harness, Command::Import(path));
    for _ in 0..500 {
        if !session(&harness).dialogs.is_empty() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        harness.step();
    }
    harness.run_steps(3);
    check(&harness, "import");
    let role = egui::accesskit::Role::Dialog;
    harness.get_by_role_and_label(role, "Import microservices.mmd?");
    harness.get_by_label("Component “API Gateway” added");
    harness.get_by_label("Line 12: styles are left out");
    harness.get_by_role_and_label(egui::accesskit::Role::Button, "Import").click();
    harness.run_steps(3);
    assert_eq!(session(&harness).plan().components.len(), 10);
}

/// From the empty canvas to a whole plan by a button, some letters and Enter; then another below it,
/// by a click.
#[test]
fn templates_are_chosen_by_keyboard_and_by_pointer() {
    let mut harness = window(None);
    harness.run_steps(3);
    harness.get_by_label("Start from a template…").click();
    harness.run_steps(4);
    harness.get_by_role_and_label(egui::accesskit::Role::Dialog, "New plan from a template");
    harness.get_by_label("Picture of Web product");
    harness.event(egui::Event::Text("tenant".to_owned()));
    harness.run_steps(4);
    harness.get_by_label("Picture of Multi-tenant SaaS");
    harness.get_by_label("14 components, 17 links, 6 groups, 3 roles, 1 scenario");
    check(&harness, "templates");
    harness.key_press(egui::Key::Enter);
    harness.run_steps(4);
    assert_eq!(session(&harness).plan().name, "Multi-tenant SaaS");
    assert!(session(&harness).dialogs.is_empty());
    send(&mut harness, Command::Act(ActionId::InsertTemplate));
    harness.get_by_role_and_label(egui::accesskit::Role::ListBoxOption, "IoT telemetry").click();
    harness.run_steps(4);
    let session = session(&harness);
    assert_eq!(session.plan().components.len(), 14 + 12);
    assert_eq!(session.history().undo_label(), Some("Insert “IoT telemetry”"));
    assert!(session.dialogs.is_empty());
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

#[test]
fn sides_and_seeds_are_chosen_in_the_dialog() {
    let mut harness = window(Some("online-boutique"));
    harness.run_steps(3);
    send(&mut harness, Command::Act(ActionId::Compare));
    study(&mut harness);
    control(&harness, "Scenario on the left").click();
    harness.run_steps(3);
    let option = |node: &egui_kittest::Node<'_>| {
        node.accesskit_node().label().as_deref() == Some("Peak sale")
            && node.accesskit_node().data().supports_action(egui::accesskit::Action::Click)
    };
    harness.root().children_recursive().find(option).unwrap().click();
    harness.run_steps(3);
    let Some(Dialog::Compare(chosen)) = session(&harness).dialogs.last() else { panic!() };
    assert_eq!(chosen.left.scenario, Some(ScenarioId::new("sale").unwrap()));
    assert_eq!(session(&harness).dialogs.len(), 1);
    send(&mut harness, Command::CloseDialog);

    send(&mut harness, Command::Act(ActionId::Simulate));
    study(&mut harness);
    control(&harness, "Again with another seed").click();
    harness.run_steps(3);
    study(&mut harness);
    assert_eq!(session(&harness).dialogs, [Dialog::Simulate(2)]);
    let found = session(&harness).study().unwrap();
    let Study::Simulated(found) = &**found else { panic!("{found:?}") };
    assert_eq!(found.as_ref().as_ref().unwrap().seed, 2);
    // What the plan tells of the flow stands beside, with the numbers of its plot.
    let analysis = session(&harness).analysis();
    let id = ComponentId::new("loadgenerator").unwrap();
    let told = responses::of_component(&analysis.answers, &id).unwrap();
    let time = |of: Range| responses::in_words_beside(of.typical, told.p99_ms.typical);
    harness.get_by_label("    told of the plan");
    for of in [told.p50_ms, told.p95_ms, told.p99_ms] {
        assert!(harness.query_all_by_label(&time(of)).count() > 0, "{}", time(of));
    }
}

/// A number that is asked for in a dialog stands in the inspector below it at the same time.
#[test]
fn a_number_stands_in_the_inspector_and_in_the_questions() {
    let mut harness = window(Some("online-boutique"));
    harness.run_steps(3);
    let built = session(&harness).plan().components.values().filter(|of| of.is_built());
    let built: Vec<ComponentId> = built.map(|of| of.id.clone()).collect();
    for id in built {
        send(&mut harness, Command::Select(Selection::of(Element::Component(id.clone()))));
        send(&mut harness, Command::ShowDialog(Dialog::Questions));
        study(&mut harness);
        check(&harness, id.as_str());
        send(&mut harness, Command::CloseDialog);
    }
}

/// Enter in a dialog does what the dialog is for, and does not close it.
#[test]
fn the_keyboard_is_on_what_an_export_is_for() {
    let mut harness = window(Some("online-boutique"));
    harness.run_steps(3);
    send(&mut harness, Command::ShowDialog(Dialog::Export(ExportChoice::default())));
    let mut named = harness.query_all_by_label("Export…");
    assert!(named.any(|node| node.is_focused()));
}

/// A plan that is made to count in euros tells them everywhere, also what is worked out beside the frame.
#[test]
fn a_plan_counts_in_the_currency_that_is_chosen() {
    let mut harness = window(Some("online-boutique"));
    harness.run_steps(3);
    send(&mut harness, Command::ShowDialog(Dialog::PlanSettings(PlanSection::Economics)));
    harness.run_steps(3);
    control(&harness, "Currency").click();
    harness.run_steps(3);
    control(&harness, "Euro (EUR)").click();
    harness.run_steps(3);
    assert_eq!(session(&harness).plan().currency(), Currency::Eur);
    let rate = control(&harness, "Price of a dollar");
    rate.focus();
    harness.run_steps(2);
    press(&mut harness, egui::Modifiers::COMMAND, egui::Key::A);
    harness.event(egui::Event::Text("0.86".to_owned()));
    press(&mut harness, egui::Modifiers::NONE, egui::Key::Enter);
    harness.run_steps(3);
    assert_eq!(session(&harness).plan().exchange.map(|of| of.per_dollar), Some(0.86));
    send(&mut harness, Command::CloseDialog);
    for chart in ["totals", "monthly-cost"] {
        let id = ComponentId::new("checkoutservice").unwrap();
        send(&mut harness, Command::Select(Selection::of(Element::Component(id))));
        send(&mut harness, Command::ShowChart(chart.to_owned()));
        let mut told = Vec::new();
        for _ in 0..1000 {
            let nodes = harness.root().children_recursive();
            told = nodes
                .map(|node| node.accesskit_node())
                .flat_map(|node| [node.label(), node.value()])
                .flatten()
                .collect::<Vec<_>>();
            if told.iter().any(|text| text.contains('€')) {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
            harness.step();
        }
        assert!(told.iter().any(|text| text.contains('€')), "{chart}: {told:?}");
        assert!(told.iter().all(|text| !text.contains('$')), "{chart}: {told:?}");
    }
    send(&mut harness, Command::Act(ActionId::Undo));
    send(&mut harness, Command::Act(ActionId::Undo));
    assert_eq!(session(&harness).plan().exchange, None);
}

/// A criterion of the team's own gets its points and reasons in the dialog, and moves the advice.
#[test]
fn the_team_adds_a_criterion_of_its_own() {
    let mut harness = window(Some("online-boutique"));
    harness.run_steps(3);
    send(&mut harness, Command::ShowDialog(Dialog::PlanSettings(PlanSection::Priorities)));
    harness.run_steps(3);
    let type_into = |harness: &mut Window, name: &str, text: &str| {
        control(harness, name).focus();
        harness.run_steps(2);
        harness.event(egui::Event::Text(text.to_owned()));
        press(harness, egui::Modifiers::NONE, egui::Key::Enter);
        harness.run_steps(3);
    };
    // By keyboard, as what is further down is not in sight.
    let choose = |harness: &mut Window, name: &str, what: &str| {
        control(harness, name).focus();
        harness.run_steps(3);
        press(harness, egui::Modifiers::NONE, egui::Key::ArrowDown);
        harness.run_steps(3);
        harness.event(egui::Event::Text(what.to_owned()));
        harness.run_steps(3);
        press(harness, egui::Modifiers::NONE, egui::Key::Enter);
        harness.run_steps(3);
    };
    type_into(&mut harness, "Name of the criterion to add", "Support");
    type_into(&mut harness, "Question of Support", "Can help be bought here?");
    choose(&mut harness, "Weight of Support", "4×, decides much");
    choose(&mut harness, "Points of Go for Support", "0 of 5");
    choose(&mut harness, "Points of Python for Support", "5 of 5");
    type_into(&mut harness, "Reason for the points of Python for Support", "two vendors");
    check(&harness, "criteria of the team’s own");
    let of = session(&harness).plan().criteria.values().next().unwrap().clone();
    assert_eq!((of.name.as_str(), of.weight), ("Support", 4.0));
    assert_eq!(of.question, "Can help be bought here?");
    let points: Vec<_> =
        of.points.iter().map(|(id, of)| (id.as_str(), of.points, of.reason.as_str())).collect();
    assert_eq!(points, [("go", 0.0, ""), ("python", 5.0, "two vendors")]);
    control(&harness, "Remove criterion Support").focus();
    harness.run_steps(2);
    press(&mut harness, egui::Modifiers::NONE, egui::Key::Enter);
    harness.run_steps(3);
    assert!(session(&harness).plan().criteria.is_empty());
    for _ in 0..7 {
        send(&mut harness, Command::Act(ActionId::Undo));
    }
    assert!(session(&harness).plan().criteria.is_empty());
    assert_eq!(session(&harness).history().depth().0, 0);
}

/// Escape takes back what is being typed; only the next one closes the dialog.
#[test]
fn escape_takes_back_what_was_typed_before_it_closes() {
    let mut harness = window(Some("online-boutique"));
    harness.run_steps(3);
    let name = session(&harness).plan().name.clone();
    send(&mut harness, Command::ShowDialog(Dialog::PlanSettings(PlanSection::Plan)));
    harness.run_steps(3);
    control(&harness, "Name of the plan").focus();
    harness.run_steps(2);
    harness.event(egui::Event::Text(" of ours".to_owned()));
    harness.run_steps(2);
    press(&mut harness, egui::Modifiers::NONE, egui::Key::Escape);
    harness.run_steps(3);
    assert_eq!(session(&harness).dialogs.len(), 1, "the dialog is still there");
    assert_eq!(session(&harness).plan().name, name);
    press(&mut harness, egui::Modifiers::NONE, egui::Key::Escape);
    harness.run_steps(3);
    assert!(session(&harness).dialogs.is_empty());
    assert_eq!(session(&harness).plan().name, name);
}
