//! The inspector, the findings and the Decide dialog, through the accessibility tree.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/window.rs"]
#[expect(dead_code, reason = "other tests of the window use the rest")]
mod support;

use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use polyplan::advice;
use polyplan::base::Unit;
use polyplan::forecast::{Resolved, responses};
use polyplan::model::{
    Component, ComponentChange, ComponentId, Edit, Focus, Input, InputRef, Kind, Link, LinkId,
    Protocol, Scenario, ScenarioId,
};
use polyplan::session::{ActionId, Command, Dialog, Element, Selection, Session, Settings};
use support::{Window, control, opened, over, send, session, unnamed, window};

fn component(name: &str) -> ComponentId {
    ComponentId::new(name).unwrap()
}

fn select(harness: &mut Window, id: &str) {
    send(harness, Command::GoTo(Element::Component(component(id))));
}

fn click(harness: &mut Window, label: &str) {
    control(harness, label).click();
    harness.run_steps(4);
}

/// Types over what a field holds.
fn retype(harness: &mut Window, field: &str, text: &str) {
    control(harness, field).focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_steps(1);
    harness.key_press(Key::Delete);
    harness.run_steps(1);
    if !text.is_empty() {
        control(harness, field).type_text(text);
        harness.run_steps(1);
    }
}

fn enter(harness: &mut Window) {
    harness.key_press(Key::Enter);
    harness.run_steps(4);
}

fn value(harness: &Window, field: &str) -> String {
    control(harness, field).value().unwrap_or_default()
}

fn depth(harness: &Window) -> usize {
    session(harness).history().depth().0
}

fn stated(harness: &Window, id: &str, input: Input) -> Option<String> {
    let quantity = session(harness).plan().components[id].inputs.get(&input)?;
    Some(quantity.range.readable(input.unit()))
}

fn all_named(harness: &Window, state: &str) {
    let unnamed = unnamed(harness);
    assert!(unnamed.is_empty(), "{state}: {unnamed:#?}");
}

#[test]
fn with_nothing_selected_it_sums_up_the_plan_and_lists_findings() {
    let mut harness = window(Some("online-boutique"));
    harness.run_steps(3);
    assert_eq!(value(&harness, "Plan name"), "Online Boutique");
    harness.get_by_label("Verdicts");
    harness.get_by_label_contains("10 of 10 decided");
    all_named(&harness, "nothing selected");
    // A finding leads to its component.
    let findings = &session(&harness).analysis().findings;
    let finding = findings.iter().find(|finding| finding.component.is_some()).unwrap().clone();
    harness.get_by_label_contains(&format!("Warning: {}", finding.message)).click();
    harness.run_steps(4);
    assert_eq!(session(&harness).selection.only_component(), finding.component.as_ref());
}

#[test]
fn the_plan_is_renamed_as_one_step() {
    let mut harness = window(Some("online-boutique"));
    harness.run_steps(3);
    retype(&mut harness, "Plan name", "Shop");
    assert_eq!(session(&harness).plan().name, "Online Boutique");
    enter(&mut harness);
    assert_eq!(session(&harness).plan().name, "Shop");
    assert_eq!(depth(&harness), 1);
}

#[test]
fn a_name_left_by_selecting_something_else_is_kept() {
    let mut harness = window(Some("online-boutique"));
    select(&mut harness, "frontend");
    retype(&mut harness, "Name", "Storefront");
    select(&mut harness, "adservice");
    assert_eq!(session(&harness).plan().components["frontend"].name, "Storefront");
    assert_eq!(depth(&harness), 1);
}

#[test]
fn an_empty_name_is_refused_and_escape_brings_the_old_one_back() {
    let mut harness = window(Some("online-boutique"));
    select(&mut harness, "frontend");
    retype(&mut harness, "Name", "");
    enter(&mut harness);
    harness.get_by_label_contains("A component needs a name");
    control(&harness, "Name").focus();
    harness.run_steps(2);
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    assert_eq!(value(&harness, "Name"), "Frontend");
    assert_eq!(depth(&harness), 0);
}

#[test]
fn what_was_refused_in_one_plan_is_not_shown_in_the_next() {
    let mut harness = window(Some("online-boutique"));
    select(&mut harness, "frontend");
    retype(&mut harness, "Name", "");
    enter(&mut harness);
    harness.get_by_label_contains("A component needs a name");
    let again = opened(Some("online-boutique")).path().unwrap().to_owned();
    send(&mut harness, Command::Open(again));
    for _ in 0..200 {
        if session(&harness).selection.is_empty() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        harness.run_steps(1);
    }
    select(&mut harness, "frontend");
    assert!(harness.query_by_label_contains("A component needs a name").is_none());
    assert_eq!(value(&harness, "Name"), "Frontend");
}

#[test]
fn kind_tags_and_answers_change_the_component() {
    let mut harness = window(Some("online-boutique"));
    select(&mut harness, "frontend");
    click(&mut harness, "Data-intelligent");
    assert!(session(&harness).plan().components["frontend"].tags.data);
    click(&mut harness, "Kind");
    click(&mut harness, "Gateway");
    assert_eq!(session(&harness).plan().components["frontend"].kind, Kind::Gateway);
    click(&mut harness, "Traffic");
    all_named(&harness, "answers open");
    click(&mut harness, "Thousands of requests a second");
    let answers = session(&harness).plan().components["frontend"].answers;
    assert_eq!(answers.traffic.map(polyplan::model::Traffic::word), Some("heavy"));
    assert_eq!(depth(&harness), 3);
}

#[test]
fn working_numbers_facts_and_notes_open_with_every_control_named() {
    let mut harness = window(Some("online-boutique"));
    select(&mut harness, "frontend");
    let parts = [
        ("Numbers", "Peak external rate"),
        ("Facts", "Python libraries"),
        ("Notes and owner", "Notes"),
    ];
    for (section, inside) in parts {
        click(&mut harness, section);
        all_named(&harness, section);
        control(&harness, inside);
        click(&mut harness, section);
    }
    click(&mut harness, "Show working");
    all_named(&harness, "Show working");
    // Open parts stay open when something else is selected.
    select(&mut harness, "cartservice");
    harness.get_by_label("Criteria");
}

#[test]
fn an_unknown_that_sways_the_advice_leads_to_its_field() {
    let mut harness = window(Some("online-boutique"));
    select(&mut harness, "frontend");
    click(&mut harness, "Show working");
    harness.get_by_label_contains("How is it shipped?").click();
    harness.run_steps(4);
    assert!(control(&harness, "Shipping").is_focused());
}

#[test]
fn an_unknown_number_leads_to_its_field_in_a_part_that_was_closed() {
    let mut harness = window(Some("ads-retrieval"));
    harness.run_steps(2);
    let unknown = session(&harness).analysis().components.iter().find_map(|(id, analysis)| {
        let unknown = analysis.advice.unknowns.iter().find(|unknown| unknown.input.is_some());
        Some((id.clone(), unknown?.clone()))
    });
    let (id, unknown) = unknown.unwrap();
    select(&mut harness, id.as_str());
    click(&mut harness, "Show working");
    harness.get_by_label_contains(&unknown.question).click();
    harness.run_steps(4);
    let label = unknown.input.unwrap().label();
    let name = format!("{}{}", label[..1].to_uppercase(), &label[1..]);
    assert!(control(&harness, &name).is_focused(), "{name}");
}

#[test]
fn a_number_counts_once_it_parses_and_stays_as_typed_until_then() {
    let mut harness = window(Some("online-boutique"));
    select(&mut harness, "frontend");
    click(&mut harness, "Numbers");
    let before = stated(&harness, "frontend", Input::P99Target);
    retype(&mut harness, "P99 target", "150.. fast");
    enter(&mut harness);
    assert_eq!(value(&harness, "P99 target"), "150.. fast");
    harness.get_by_label_contains("does not fit here");
    assert_eq!(stated(&harness, "frontend", Input::P99Target), before);
    // It stays while something else is selected.
    select(&mut harness, "cartservice");
    assert_ne!(value(&harness, "P99 target"), "150.. fast");
    select(&mut harness, "frontend");
    assert_eq!(value(&harness, "P99 target"), "150.. fast");
    harness.get_by_label_contains("does not fit here");
    assert_eq!(depth(&harness), 0);
    // Mended, it counts.
    retype(&mut harness, "P99 target", "0.1..0.2 s");
    enter(&mut harness);
    assert_eq!(value(&harness, "P99 target"), "100..200 ms");
    assert!(harness.query_by_label_contains("does not fit here").is_none());
    assert_eq!(depth(&harness), 1);
    // Cleared, it is not stated.
    retype(&mut harness, "P99 target", "");
    enter(&mut harness);
    assert_eq!(stated(&harness, "frontend", Input::P99Target), None);
}

#[test]
fn escape_in_a_number_brings_back_what_was_there() {
    let mut harness = window(Some("online-boutique"));
    select(&mut harness, "frontend");
    click(&mut harness, "Numbers");
    let before = value(&harness, "P99 target");
    retype(&mut harness, "P99 target", "1 s");
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    assert_eq!(value(&harness, "P99 target"), before);
    assert_eq!(depth(&harness), 0);
}

#[test]
fn what_is_being_typed_counts_before_an_action_runs() {
    let mut harness = window(Some("online-boutique"));
    select(&mut harness, "frontend");
    click(&mut harness, "Numbers");
    retype(&mut harness, "P99 target", "1 s");
    send(&mut harness, Command::Act(ActionId::SelectAll));
    assert_eq!(stated(&harness, "frontend", Input::P99Target).as_deref(), Some("1,000 ms"));
}

/// Presses at one place, moves to another step by step, and lets go.
fn drag(harness: &mut Window, from: Pos2, to: Pos2) {
    harness.event(Event::PointerMoved(from));
    harness.run_steps(1);
    press(harness, from, true);
    harness.run_steps(1);
    for step in 1_u8..=8 {
        let at = from + (to - from) * (f32::from(step) / 8.0);
        harness.event(Event::PointerMoved(at));
        harness.run_steps(1);
    }
    press(harness, to, false);
    harness.run_steps(3);
}

fn press(harness: &Window, at: Pos2, pressed: bool) {
    let button = PointerButton::Primary;
    harness.event(Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
}

#[test]
fn dragging_a_slider_is_one_step_and_moves_the_analysis_on_the_way() {
    let mut harness = window(Some("online-boutique"));
    select(&mut harness, "frontend");
    click(&mut harness, "Numbers");
    let before = session(&harness).plan().components["frontend"].inputs.clone();
    let rail = control(&harness, "Concurrent connections slider").rect();
    let from = rail.center();
    harness.event(Event::PointerMoved(from));
    harness.run_steps(1);
    press(&harness, from, true);
    harness.run_steps(1);
    let to = Pos2::new(rail.right() - 12.0, from.y);
    harness.event(Event::PointerMoved(to));
    harness.run_steps(1);
    let half_way =
        session(&harness).plan().components["frontend"].inputs[&Input::Connections].range;
    assert!(half_way.typical > 10_000.0, "{half_way:?}");
    let id = component("frontend");
    let analysed = session(&harness).analysis().components[&id].value(Input::Connections).unwrap();
    assert_eq!(analysed.range, half_way);
    press(&harness, to, false);
    harness.run_steps(3);
    // The advice above may have grown by lines, so the slider is looked for again; it is not let go of,
    // though they come and go while it is dragged.
    let rail = control(&harness, "Concurrent connections slider").rect();
    let end = Pos2::new(rail.left() + 20.0, rail.center().y);
    drag(&mut harness, rail.center(), end);
    assert_eq!(depth(&harness), 2);
    send(&mut harness, Command::Act(ActionId::Undo));
    send(&mut harness, Command::Act(ActionId::Undo));
    assert_eq!(session(&harness).plan().components["frontend"].inputs, before);
    assert_eq!(depth(&harness), 0);
}

#[test]
fn under_a_scenario_numbers_are_its_own_and_the_plan_keeps_its_own() {
    let mut harness = window(Some("online-boutique"));
    let scenario = Scenario {
        id: ScenarioId::new("rush").unwrap(),
        name: "Winter rush".to_owned(),
        load: 3.0,
        overrides: std::collections::BTreeMap::new(),
    };
    let edit = Edit::AddScenario(Box::new(scenario));
    send(&mut harness, Command::Edit { label: "Add scenario".to_owned(), edit });
    send(&mut harness, Command::SetScenario(ScenarioId::new("rush").ok()));
    select(&mut harness, "frontend");
    click(&mut harness, "Numbers");
    harness.get_by_label_contains("hold under “Winter rush” only");
    all_named(&harness, "scenario");
    let before = stated(&harness, "frontend", Input::P99Target);
    retype(&mut harness, "P99 target", "500 ms");
    enter(&mut harness);
    let address = InputRef::component(component("frontend"), Input::P99Target);
    let overrides = &session(&harness).plan().scenarios["rush"].overrides;
    assert_eq!(overrides[&address].range.readable(Unit::Ms), "500 ms");
    assert_eq!(stated(&harness, "frontend", Input::P99Target), before);
    click(&mut harness, "Edit the plan instead");
    assert_eq!(session(&harness).scenario, None);
}

#[test]
fn a_cpu_time_names_the_language_it_was_measured_in() {
    let mut harness = window(Some("online-boutique"));
    select(&mut harness, "frontend");
    click(&mut harness, "Numbers");
    retype(&mut harness, "CPU time per request", "4 ms");
    enter(&mut harness);
    let frontend = &session(&harness).plan().components["frontend"];
    assert_eq!(
        frontend.cpu_language.as_ref().map(|id| id.as_str().to_owned()).as_deref(),
        Some("python")
    );
    click(&mut harness, "Language the CPU time was measured in");
    harness.get_all_by_label("Go").last().unwrap().click();
    harness.run_steps(4);
    let frontend = &session(&harness).plan().components["frontend"];
    assert_eq!(
        frontend.cpu_language.as_ref().map(|id| id.as_str().to_owned()).as_deref(),
        Some("go")
    );
}

#[test]
fn deciding_against_the_advice_tells_the_price_and_changes_card_and_history() {
    let mut harness = window(Some("online-boutique"));
    select(&mut harness, "recommendationservice");
    click(&mut harness, "Take decision back");
    assert_eq!(depth(&harness), 1);
    control(&harness, "Decide Python");
    click(&mut harness, "Decide…");
    all_named(&harness, "decide dialog");
    click(&mut harness, "Go (net/http)");
    harness.get_by_label_contains("against the advice for Python");
    control(&harness, "Reason").focus();
    harness.run_steps(2);
    control(&harness, "Reason").type_text("We run no Python");
    harness.run_steps(2);
    click(&mut harness, "Decide Go");
    assert!(session(&harness).dialogs.is_empty());
    let id = component("recommendationservice");
    let decision = &session(&harness).plan().decisions[&id];
    assert_eq!((decision.language.as_str(), decision.reason.as_str()), ("go", "We run no Python"));
    assert_eq!(session(&harness).analysis().components[&id].card.language, "Go");
    assert_eq!(depth(&harness), 2);
    let label = session(&harness).history().undo_label().unwrap().to_owned();
    assert!(label.contains("Go") && label.contains("Recommendation service"), "{label}");
    harness.get_by_label("“We run no Python”");
    send(&mut harness, Command::Act(ActionId::Undo));
    assert!(!session(&harness).plan().decisions.contains_key(&id));
}

#[test]
fn deciding_as_advised_is_one_click() {
    let mut harness = window(Some("online-boutique"));
    select(&mut harness, "recommendationservice");
    click(&mut harness, "Take decision back");
    click(&mut harness, "Decide Python");
    let id = component("recommendationservice");
    assert_eq!(session(&harness).plan().decisions[&id].language.as_str(), "python");
}

#[test]
fn several_selected_are_tagged_together() {
    let mut harness = window(Some("online-boutique"));
    let mut selection = Selection::default();
    for id in ["frontend", "adservice", "cartservice"] {
        selection.add(Element::Component(component(id)));
    }
    send(&mut harness, Command::Select(selection));
    harness.get_by_label("3 components selected");
    all_named(&harness, "several selected");
    click(&mut harness, "Data-intelligent");
    for id in ["frontend", "adservice", "cartservice"] {
        assert!(session(&harness).plan().components[id].tags.data, "{id}");
    }
    assert_eq!(depth(&harness), 1);
}

/// The box of the technology, opened, with this typed into its list and taken.
fn choose_technology(harness: &mut Window, typed: &str) {
    click(harness, "Technology");
    for letter in typed.chars() {
        control(harness, "Search: Technology").type_text(&letter.to_string());
        harness.run_steps(2);
    }
    enter(harness);
}

#[test]
fn a_technology_is_chosen_or_typed_and_its_kind_offered() {
    let mut harness = window(Some("online-boutique"));
    select(&mut harness, "frontend");
    let made_of = |harness: &Window, id: &str| {
        let of = session(harness).plan().components[id].technology.clone();
        of.map(|of| of.to_string())
    };
    let before = session(&harness).plan().components["frontend"].kind.clone();
    for (typed, taken) in [
        ("postgres", "PostgreSQL"),
        ("redis 7", "Redis 7"),
        ("Acme 3", "Acme 3"),
        ("kafka", "Kafka"),
    ] {
        choose_technology(&mut harness, typed);
        assert_eq!(made_of(&harness, "frontend").as_deref(), Some(taken));
        assert_eq!(value(&harness, "Technology"), taken);
    }
    assert_eq!(depth(&harness), 4);
    // Nothing else changes by itself; the kind is offered.
    assert_eq!(session(&harness).plan().components["frontend"].kind, before);
    all_named(&harness, "a technology against its kind");
    harness.run_steps(30);
    click(&mut harness, "Take “queue” as its kind");
    assert_eq!(session(&harness).plan().components["frontend"].kind, Kind::Queue);
    send(&mut harness, Command::Act(ActionId::Undo));
    choose_technology(&mut harness, "not said");
    assert_eq!(made_of(&harness, "frontend"), None);
}

#[test]
fn several_are_made_of_one_technology_at_once() {
    let mut harness = window(Some("online-boutique"));
    let mut selection = Selection::default();
    for id in ["frontend", "adservice"] {
        selection.add(Element::Component(component(id)));
    }
    send(&mut harness, Command::Select(selection));
    choose_technology(&mut harness, "fastapi 0.1");
    let plan = session(&harness).plan();
    for id in ["frontend", "adservice"] {
        let of = plan.components[id].technology.as_ref().map(ToString::to_string);
        assert_eq!(of.as_deref(), Some("FastAPI 0.1"), "{id}");
    }
    assert_eq!(depth(&harness), 1);
}

/// What a component needs is chosen from the list or typed; of what nobody knows the team says where it
/// can be used, once for the plan.
#[test]
fn libraries_are_chosen_or_typed_and_what_nobody_knows_is_asked() {
    let mut harness = over(two_services());
    select(&mut harness, "api");
    click(&mut harness, "Facts");
    let needs = |harness: &Window| -> Vec<String> {
        let of = &session(harness).plan().components["api"].traits.libraries;
        of.iter().map(ToString::to_string).collect()
    };
    let choose = |harness: &mut Window, typed: &str| {
        click(harness, "Libraries");
        for letter in typed.chars() {
            control(harness, "Search: Libraries").type_text(&letter.to_string());
            harness.run_steps(2);
        }
        enter(harness);
        harness.key_press(Key::Escape);
        harness.run_steps(4);
    };
    choose(&mut harness, "langg");
    assert_eq!(needs(&harness), ["LangGraph"]);
    choose(&mut harness, "House SDK");
    assert_eq!(needs(&harness), ["House SDK", "LangGraph"]);
    assert_eq!(value(&harness, "Libraries"), "House SDK, LangGraph");
    harness.get_by_label("House SDK: nobody has said in which languages it can be used");
    all_named(&harness, "libraries");
    click(&mut harness, "House SDK in");
    click(&mut harness, "Go");
    harness.key_press(Key::Escape);
    harness.run_steps(4);
    harness.get_by_label("House SDK: in Go, as the team says");
    assert_eq!(session(&harness).plan().bindings.len(), 1);
    // What is ticked is taken off by the same list.
    choose(&mut harness, "langg");
    assert_eq!(needs(&harness), ["House SDK"]);
    send(&mut harness, Command::Act(ActionId::Undo));
    assert_eq!(needs(&harness), ["House SDK", "LangGraph"]);
}

/// A plan of two services with a large payload between them.
fn two_services() -> Session {
    let mut session =
        Session::new(polyplan::catalog::Catalog::shipped().unwrap(), Settings::default());
    let mut edits = Vec::new();
    for name in ["api", "scores"] {
        let new = Component::new(component(name), name, Kind::Service);
        edits.push(Edit::AddComponent(Box::new(new)));
    }
    let id = LinkId::new("api-scores").unwrap();
    let link = Link::new(id, component("api"), component("scores"));
    edits.push(Edit::AddLink(Box::new(link)));
    session.handle(Command::Edit { label: "Sketch".to_owned(), edit: Edit::Many(edits) });
    session
}

#[test]
fn a_link_takes_the_advised_protocol_with_one_click() {
    let mut harness = over(two_services());
    harness.run_steps(2);
    let id = LinkId::new("api-scores").unwrap();
    send(&mut harness, Command::GoTo(Element::Link(id.clone())));
    all_named(&harness, "link");
    harness.get_by_label("Go to api");
    retype(&mut harness, "Payload per call", "40 KB");
    enter(&mut harness);
    click(&mut harness, "Use gRPC");
    assert_eq!(session(&harness).plan().links[&id].protocol, Some(Protocol::Grpc));
    assert!(harness.query_by_label("Use gRPC").is_none());
    assert_eq!(depth(&harness), 3);
}

#[test]
fn a_link_takes_what_the_technology_at_its_end_speaks() {
    let mut session = two_services();
    let change = |change| Edit::Component(component("scores"), change);
    let technology = polyplan::model::Technology::new("postgres 16");
    let edits = vec![
        change(ComponentChange::Kind(Kind::Datastore)),
        change(ComponentChange::Technology(technology)),
    ];
    session.handle(Command::Edit { label: "Store".to_owned(), edit: Edit::Many(edits) });
    let mut harness = over(session);
    harness.run_steps(2);
    let id = LinkId::new("api-scores").unwrap();
    send(&mut harness, Command::GoTo(Element::Link(id.clone())));
    all_named(&harness, "link to a store");
    assert_eq!(spoken_over(&harness, &id), None, "nothing is set by itself");
    click(&mut harness, "Use SQL, usual for PostgreSQL");
    assert_eq!(spoken_over(&harness, &id), Some(Protocol::Sql));
    assert!(harness.query_by_label("Use SQL, usual for PostgreSQL").is_none());
}

/// Behind a gateway that answers several kinds of request, each link can be for some of them alone.
#[test]
fn a_link_behind_a_gateway_says_whose_requests_take_it() {
    let mut started =
        Session::new(polyplan::catalog::Catalog::shipped().unwrap(), Settings::default());
    let parts = [
        ("browse", Kind::BrowserPage),
        ("checkout", Kind::MobileApp),
        ("gateway", Kind::Gateway),
        ("orders", Kind::Service),
    ];
    let mut edits: Vec<Edit> = parts
        .map(|(name, kind)| {
            Edit::AddComponent(Box::new(Component::new(component(name), name, kind)))
        })
        .into();
    for (from, to) in [("browse", "gateway"), ("checkout", "gateway"), ("gateway", "orders")] {
        let id = LinkId::new(&format!("{from}-{to}")).unwrap();
        edits.push(Edit::AddLink(Box::new(Link::new(id, component(from), component(to)))));
    }
    started.handle(Command::Edit { label: "Sketch".to_owned(), edit: Edit::Many(edits) });
    let mut harness = over(started);
    harness.run_steps(2);
    let [in_front, behind] =
        ["browse-gateway", "gateway-orders"].map(|id| LinkId::new(id).unwrap());
    send(&mut harness, Command::GoTo(Element::Link(in_front)));
    assert!(harness.query_by_label("Taken by requests of").is_none(), "there is one kind alone");
    send(&mut harness, Command::GoTo(Element::Link(behind.clone())));
    harness.get_by_label("Taken by requests of");
    all_named(&harness, "link behind a gateway");
    let only_for = |harness: &Window| {
        let of = session(harness).plan().links[&behind].only_for.clone();
        of.map(|ids| ids.iter().map(ToString::to_string).collect::<Vec<_>>())
    };
    assert_eq!(only_for(&harness), None);
    let check = |harness: &mut Window, name: &str| {
        harness.get_by_role_and_label(egui::accesskit::Role::CheckBox, name).click();
        harness.run_steps(4);
    };
    check(&mut harness, "browse");
    assert_eq!(only_for(&harness), Some(vec!["checkout".to_owned()]));
    check(&mut harness, "browse");
    assert_eq!(only_for(&harness), None, "all that there are is nothing said");
    assert_eq!(depth(&harness), 3);
}

fn spoken_over(harness: &Window, id: &LinkId) -> Option<Protocol> {
    session(harness).plan().links[id].protocol.clone()
}

#[test]
fn a_group_shows_what_lies_in_it() {
    let mut harness = window(Some("online-boutique"));
    let group = session(&harness).plan().groups.values().find(|g| g.name == "Ordering").unwrap();
    let id = group.id.clone();
    send(&mut harness, Command::GoTo(Element::Group(id.clone())));
    all_named(&harness, "group");
    harness.get_by_label("4 components");
    retype(&mut harness, "Name", "Orders");
    enter(&mut harness);
    assert_eq!(session(&harness).plan().groups[&id].name, "Orders");
}

#[test]
fn sketch_mode_shows_neither_advice_nor_findings() {
    let mut harness = window(Some("online-boutique"));
    harness.run_steps(2);
    send(&mut harness, Command::Act(ActionId::SketchMode));
    assert!(harness.query_by_label("Findings").is_none());
    all_named(&harness, "sketch mode");
    select(&mut harness, "recommendationservice");
    control(&harness, "Traffic");
    for hidden in ["Show working", "Numbers", "Take decision back", "Change decision…"] {
        assert!(harness.query_by_label(hidden).is_none(), "{hidden}");
    }
}

/// A team that knows Python, and a busy service that advice would write in Go.
fn one_language() -> Session {
    let mut session = two_services();
    let api = component("api");
    let python = polyplan::model::LanguageId::new("python").unwrap();
    let state = |input: Input, text: &str| {
        let quantity = polyplan::model::Quantity::of(input.parse(text).unwrap());
        Edit::Input(InputRef::component(component("api"), input), Some(quantity))
    };
    let edits = vec![
        Edit::Component(api.clone(), ComponentChange::Known(python.clone(), true)),
        Edit::Component(api.clone(), ComponentChange::CpuLanguage(Some(python))),
        Edit::Component(api, ComponentChange::Performance(Some(Focus::Throughput))),
        state(Input::ExternalRate, "800 req/s"),
        state(Input::CpuTime, "5 ms"),
    ];
    session.handle(Command::Edit { label: "State".to_owned(), edit: Edit::Many(edits) });
    session
}

#[test]
fn a_decision_is_challenged_from_its_working() {
    let mut harness = over(one_language());
    select(&mut harness, "api");
    click(&mut harness, "Show working");
    all_named(&harness, "working with remedies");
    let advice = &session(&harness).analysis().components[&component("api")].advice;
    let first = advice.remedies[0].sentence.clone();
    harness.get_by_label("Before a second language");
    let (_, said) = first.split_once(": ").unwrap();
    let said = format!("{}{}", said[..1].to_uppercase(), &said[1..]);
    harness.get_by_label(&said);
    click(&mut harness, "Challenge…");
    assert_eq!(session(&harness).dialogs, [Dialog::Challenge(component("api"))]);
    while session(&harness).study_is_stale() {
        std::thread::sleep(std::time::Duration::from_millis(5));
        harness.run_steps(1);
    }
    harness.run_steps(3);
    all_named(&harness, "challenge");
    harness.get_by_label("The case for Python");
    harness.get_by_label("Why Go all the same");
    harness.key_press(Key::Escape);
    harness.run_steps(4);
    assert!(session(&harness).dialogs.is_empty());
}

/// The code that exists is stated among the facts; what to do with it stands below the verdict.
#[test]
fn what_to_do_with_code_that_exists_stands_below_the_verdict() {
    let mut harness = over(one_language());
    select(&mut harness, "api");
    assert!(harness.query_by_label("Code that exists").is_none());
    let python = polyplan::model::LanguageId::new("python").unwrap();
    let edit = Edit::Component(component("api"), ComponentChange::ExistsIn(Some(python)));
    send(&mut harness, Command::Edit { label: "State".to_owned(), edit });
    harness.run_steps(8);
    harness.get_by_label("Code that exists");
    harness.get_by_label("Keep it");
    harness.get_by_label("Write it anew at once");
    let resolved = Resolved::new(session(&harness).plan(), session(&harness).catalog(), None);
    let told = advice::of_plan(&resolved).into_iter().find(|(id, _)| *id == component("api"));
    let sentence = told.unwrap().1.existing.unwrap().sentence;
    drop(resolved);
    harness.get_by_label(&sentence);
    all_named(&harness, "code that exists");
    click(&mut harness, "Facts");
    control(&harness, "Code exists in");
    control(&harness, "Tests of it");
}

#[test]
fn a_decision_on_a_language_without_figures_can_be_made() {
    let mut harness = over(two_services());
    send(&mut harness, Command::ShowDialog(Dialog::Decide(component("api"))));
    let edit = session(&harness).weigh(
        &component("api"),
        polyplan::model::LanguageId::new("ruby").unwrap(),
        None,
    );
    assert!(edit.unwrap().sentence.contains("no figures"));
    all_named(&harness, "decide dialog");
}

/// What holds the selected parts of a plan is no wider than the inspector, also in a small window.
#[test]
fn nothing_reaches_beyond_the_edge_of_the_window() {
    let mut harness = support::sized(opened(Some("online-boutique")), [1280.0, 720.0]);
    harness.run_steps(4);
    let plan = session(&harness).plan();
    let link = Element::Link(plan.links.keys().next().unwrap().clone());
    let group = Element::Group(plan.groups.keys().next().unwrap().clone());
    let card = |id: &str| Element::Component(component(id));
    let mut several = Selection::of(card("adservice"));
    several.toggle(card("frontend"));
    let one = [link, group, card("adservice"), card("redis")].map(Selection::of);
    for selection in one.into_iter().chain([several, Selection::default()]) {
        send(&mut harness, Command::Select(selection.clone()));
        harness.run_steps(4);
        for node in harness.root().children_recursive() {
            let node = node.accesskit_node();
            let right = node.bounding_box().map_or(0.0, |rect| rect.x1);
            assert!(right <= 1280.5, "{:?} of {selection:?} ends at {right}", node.label());
        }
    }
}

/// What mends a finding is written out, on several lines where its numbers need them.
#[test]
fn buttons_of_findings_are_whole_in_a_narrow_inspector() {
    let mut session = opened(Some("online-boutique"));
    session.settings.inspector_width = 280.0;
    let mut harness = support::sized(session, [1280.0, 2400.0]);
    harness.run_steps(4);
    let edge = harness.get_by_label("Findings").rect().left();
    let findings = support::session(&harness).analysis().findings.iter();
    let labels: Vec<String> =
        findings.flat_map(|of| &of.fixes).map(|(label, _)| label.clone()).collect();
    let long = labels.iter().filter(|label| label.len() > 40).count();
    assert!(long > 0, "{labels:?}");
    for label in labels {
        for button in harness.query_all_by_label(&label) {
            let rect = button.rect();
            assert!(rect.left() >= edge && rect.right() <= 1280.0, "{label}: {rect}");
        }
    }
    // None is cut by the edge of what scrolls, nor by an ellipsis.
    for shape in &harness.output().shapes {
        let egui::Shape::Text(text) = &shape.shape else { continue };
        let right = text.pos.x + text.galley.rect.right();
        let seen = shape.clip_rect.right().min(1280.0);
        let said = text.galley.text();
        assert!(
            text.pos.x < edge || right <= seen + 0.5,
            "{said:?} ends at {right}, {seen} is seen"
        );
        assert!(text.pos.x < edge || !text.galley.elided, "{said:?} is elided");
    }
}

#[test]
fn the_plan_tells_its_slowest_flows_and_leads_to_their_plot() {
    let mut harness = window(Some("online-boutique"));
    harness.run();
    let times = |harness: &Window| -> Vec<String> {
        let session = session(harness);
        let resolved = Resolved::new(session.plan(), session.catalog(), session.active_scenario());
        let usual = advice::decided_else_advised(&resolved);
        let flows = responses::of_assignment(&resolved, &usual).into_iter();
        let flows = flows.filter(|of| of.is_awaited && of.p99_ms.typical > 0.0);
        flows.map(|of| responses::in_words(of.p99_ms)).collect()
    };
    let [time] = &times(&harness)[..] else { panic!("one flow takes time") };
    if session(&harness).plot_is_open() {
        send(&mut harness, Command::Act(ActionId::Plot));
    }
    assert!(!session(&harness).plot_is_open());
    click(&mut harness, &format!("Load generator: {time} at p99"));
    assert!(session(&harness).plot_is_open());
    assert_eq!(session(&harness).chart_name, "flow-latency");
    assert!(harness.query_by_label_contains("sized anew").is_none());
    let id = ScenarioId::new("twice").unwrap();
    let twice = Scenario {
        id: id.clone(),
        name: "Twice".to_owned(),
        load: 2.0,
        overrides: std::collections::BTreeMap::new(),
    };
    let edit = Edit::AddScenario(Box::new(twice));
    send(&mut harness, Command::Edit { label: "Add".to_owned(), edit });
    send(&mut harness, Command::SetScenario(Some(id)));
    while !session(&harness).analysis().is_timed() || session(&harness).chart_is_sampling() {
        std::thread::sleep(std::time::Duration::from_millis(5));
        harness.run_steps(1);
    }
    harness.run_steps(4);
    let [time] = &times(&harness)[..] else { panic!("one flow takes time") };
    harness.get_by_label(&format!("Load generator: {time} at p99"));
    harness.get_by_label("Servers are sized anew for 2× the load.");
    assert!(session(&harness).chart().unwrap().takeaway.ends_with("sized anew for 2× the load."));
}

#[test]
fn what_would_turn_the_advice_first_stands_above_the_numbers_that_decide() {
    let mut harness = window(Some("online-boutique"));
    select(&mut harness, "frontend");
    let session = session(&harness);
    let resolved = Resolved::new(session.plan(), session.catalog(), None);
    let name = |id: &polyplan::model::LanguageId| session.catalog().language_name(id).to_owned();
    let of_all = advice::confidence::of_plan(&resolved);
    let told = of_all[&component("frontend")].flip_sentences(name);
    let number = told.iter().find(|flip| !flip.contains("weight")).unwrap();
    let number = format!("{number}.");
    let start = std::time::Instant::now();
    while harness.query_by_label(&number).is_none() {
        assert!(start.elapsed() < std::time::Duration::from_mins(1), "{number} did not come");
        harness.run_steps(1);
    }
}

/// Where callers send requests, nothing from outside is assumed beside them, and the field says so.
#[test]
fn no_rate_is_assumed_beside_what_callers_send() {
    let mut harness = window(Some("online-boutique"));
    select(&mut harness, "cartservice");
    let analysis = &session(&harness).analysis().components[&component("cartservice")];
    assert_eq!(analysis.rate.origin, polyplan::forecast::Origin::Derived);
    let address = InputRef::component(component("cartservice"), Input::ExternalRate);
    assert_eq!(session(&harness).value_of(&address), None);
    assert!(harness.query_all_by_label("Peak external rate").count() > 0);
    assert!(harness.query_by_label("Peak external rate slider").is_none());
    let mut alone = over(two_services());
    select(&mut alone, "api");
    let address = InputRef::component(component("api"), Input::ExternalRate);
    assert!(session(&alone).value_of(&address).is_some());
}

/// A number that brings a finding above it leaves the field after it where it is.
#[test]
fn fields_stay_where_they_are_while_they_are_filled_in() {
    let mut harness = support::sized(opened(Some("online-boutique")), [1280.0, 720.0]);
    harness.run_steps(4);
    select(&mut harness, "emailservice");
    harness.run_steps(4);
    let at = |harness: &Window| control(harness, "P99 target").rect();
    let findings = |harness: &Window| session(harness).analysis().findings.len();
    let known = findings(&harness);
    harness.event(Event::PointerMoved(at(&harness).center()));
    retype(&mut harness, "P99 target", "0.01 ms");
    let before = at(&harness);
    enter(&mut harness);
    harness.run_steps(8);
    assert!(findings(&harness) > known, "a finding came");
    assert!((at(&harness).top() - before.top()).abs() < 1.0, "{} from {before}", at(&harness));
}
