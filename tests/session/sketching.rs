//! Names typed one after another, kinds they say, links made and taken elsewhere, several cards
//! changed at once.

use std::path::PathBuf;

use polyplan::base::{Point, Size};
use polyplan::model::{
    ComponentChange, Edit, Group, GroupId, GroupKind, Input, InputOwner, InputRef, Kind,
    LanguageId, LinkId, LinkStyle, Protocol, Role, RoleId,
};
use polyplan::session::{
    ActionId, Command, Dialog, Element, Hit, LinkEnd, Naming, Selection, Tool,
};

use crate::hand::{Hand, NONE, at, id};

fn typed(hand: &mut Hand, name: &str) {
    hand.send(Command::Type(name[..1].to_owned()));
    hand.name(name);
}

fn names(hand: &Hand) -> Vec<&str> {
    hand.plan().components.values().map(|component| component.name.as_str()).collect()
}

fn kind_of(hand: &Hand, text: &str) -> Kind {
    hand.plan().components[&id(text)].kind.clone()
}

#[test]
fn names_typed_one_after_another_are_cards_of_their_kinds() {
    let mut hand = Hand::new();
    for (name, kind) in [
        ("Orders", Kind::Service),
        ("Billing", Kind::Service),
        ("Event queue", Kind::Queue),
        ("Redis cache", Kind::Cache),
        ("PostgreSQL", Kind::Datastore),
        ("Fraud model", Kind::ModelServing),
        ("Nightly ETL", Kind::DataPipeline),
        ("Load balancer", Kind::Gateway),
        ("Deploy CLI", Kind::CliTool),
    ] {
        let (before, steps) = (hand.plan().clone(), hand.steps());
        typed(&mut hand, name);
        let id = hand.selected()[0].to_owned();
        assert_eq!(kind_of(&hand, &id), kind, "{name}");
        hand.did_once(&format!("Add “{name}”"), (steps, &before));
        hand.send(Command::Type(String::new()));
        hand.act(ActionId::Escape);
    }
    assert_eq!(hand.plan().components.len(), 9);
    let bounds = hand.session.board().bounds().unwrap();
    assert!(bounds.width() < 1300.0, "rows begin anew at the end of the view: {bounds:?}");
    assert!(bounds.width() > 700.0, "a row is as long as the view: {bounds:?}");
}

#[test]
fn typing_on_what_somebody_selected_renames_it() {
    let mut hand = Hand::with(&[("Orders", 0.0, 0.0), ("Bills", 400.0, 0.0)]);
    hand.click(at(100.0, 36.0), NONE);
    let before = hand.plan().clone();
    hand.send(Command::Type("d".to_owned()));
    assert!(matches!(&hand.session.tool, Tool::Naming { text, goes_on: true, .. } if text == "d"));
    hand.name("delivery database");
    assert_eq!(names(&hand), ["Bills", "delivery database"]);
    assert_eq!(kind_of(&hand, "orders"), Kind::Service, "a kind follows the first name alone");
    hand.did_once("Rename “Orders” to “delivery database”", (1, &before));
    hand.send(Command::Type("x".to_owned()));
    hand.act(ActionId::Escape);
    assert_eq!(names(&hand), ["Bills", "delivery database"], "Escape keeps the old name");
    hand.act(ActionId::SelectAll);
    hand.send(Command::Type("x".to_owned()));
    assert_eq!(hand.session.tool, Tool::Idle, "several have no one name");
}

/// What was just added is selected, but typing goes on until something is chosen.
#[test]
fn a_click_on_the_new_card_makes_typing_rename_it() {
    let mut hand = Hand::new();
    typed(&mut hand, "Orders");
    assert!(hand.session.names_next());
    assert!(hand.session.hint().starts_with("Type the next name"));
    let middle = hand.session.board().cards[&id("orders")].center();
    hand.click(middle, NONE);
    assert!(!hand.session.names_next());
    assert!(hand.session.hint().starts_with("Type to rename"));
    typed(&mut hand, "Bills");
    assert_eq!(names(&hand), ["Bills"]);
}

#[test]
fn a_chosen_kind_is_not_overridden_by_the_name() {
    let mut hand = Hand::new();
    hand.act(ActionId::AddComponent);
    assert_eq!(hand.session.kind_being_named(), Some((Kind::Service, None)));
    hand.send(Command::TypeName("Redis".to_owned()));
    assert_eq!(hand.session.kind_being_named(), Some((Kind::Cache, Some("redis"))));
    hand.send(Command::ChooseKind(Kind::Queue));
    assert_eq!(hand.session.kind_being_named(), Some((Kind::Queue, None)));
    hand.name("Redis database");
    assert_eq!(kind_of(&hand, "redis-database"), Kind::Queue);
    assert_eq!(hand.steps(), 1);
}

#[test]
fn a_name_can_be_followed_by_one_that_is_linked_from_it() {
    let mut hand = Hand::new();
    hand.send(Command::Type("Shop".to_owned()));
    hand.send(Command::CommitNameAndBranch);
    hand.send(Command::TypeName("Order queue".to_owned()));
    hand.send(Command::CommitNameAndBranch);
    hand.name("Mailer");
    let links: Vec<_> = hand.plan().links.values().collect();
    let ends: Vec<_> = links.iter().map(|l| (l.from.as_str(), l.to.as_str())).collect();
    assert_eq!(ends, [("order-queue", "mailer"), ("shop", "order-queue")]);
    assert!(links.iter().all(|link| link.style == LinkStyle::Message));
    assert_eq!(hand.steps(), 3, "a card and its link are one step");
    hand.act(ActionId::Rename);
    hand.send(Command::CommitNameAndBranch);
    assert_eq!(hand.session.tool, Tool::Idle, "only what is new goes on");
}

/// Two cards far apart, a third below, and a link with everything stated.
fn linked() -> (Hand, LinkId) {
    let mut hand = Hand::with(&[("A", -500.0, 0.0), ("B", 0.0, 0.0), ("C", 0.0, 300.0)]);
    hand.drag(at(-301.0, 36.0), at(100.0, 36.0), NONE);
    let link = hand.session.selection.only_link().unwrap().clone();
    let calls = InputRef { owner: InputOwner::Link(link.clone()), input: Input::Calls };
    let (_, edit) = hand.session.stating(None, &calls, Some(polyplan::base::Range::exact(3.0)));
    hand.edit(edit);
    let change = polyplan::model::LinkChange::Protocol(Some(Protocol::Grpc));
    hand.edit(Edit::Link(link.clone(), change));
    (hand, link)
}

#[test]
fn an_end_of_the_selected_link_is_dragged_to_another_card() {
    for (end, moved) in [(LinkEnd::To, ("a", "c")), (LinkEnd::From, ("c", "b"))] {
        let (mut hand, link) = linked();
        let ends = hand.session.board().link_ends(&link, 1.0).unwrap();
        let (_, start) = ends[usize::from(end == LinkEnd::To)];
        let (before, steps) = (hand.plan().clone(), hand.steps());
        hand.press(start, NONE);
        assert_eq!(hand.session.hover, Some(Hit::LinkEnd(link.clone(), end)));
        hand.drag_to(start, at(100.0, 336.0), NONE);
        hand.release(at(100.0, 336.0), NONE);
        let now = &hand.plan().links[&link];
        assert_eq!((now.from.as_str(), now.to.as_str()), moved);
        assert_eq!(now.protocol, Some(Protocol::Grpc));
        assert_eq!(now.inputs, before.links[&link].inputs, "what was stated stays");
        assert_eq!(hand.plan().links.len(), 1);
        assert_eq!(hand.session.selection.only_link(), Some(&link));
        let label = hand.session.history().undo_label().unwrap().to_owned();
        assert!(label.contains("“A → B”") && label.contains("“C”"), "{label}");
        hand.did_once(&label, (steps, &before));
    }
}

#[test]
fn an_end_that_is_dropped_nowhere_stays() {
    let (mut hand, link) = linked();
    let [_, (_, tip)] = hand.session.board().link_ends(&link, 1.0).unwrap();
    let (before, steps) = (hand.plan().clone(), hand.steps());
    for to in [at(500.0, -300.0), at(100.0, 36.0), at(-400.0, 36.0)] {
        hand.drag(tip, to, NONE);
        assert_eq!((hand.plan(), hand.steps()), (&before, steps), "dropped at {to:?}");
        assert_eq!(hand.session.tool, Tool::Idle);
    }
    hand.press(tip, NONE);
    hand.drag_to(tip, at(100.0, 336.0), NONE);
    hand.act(ActionId::Escape);
    hand.release(at(100.0, 336.0), NONE);
    assert_eq!((hand.plan(), hand.steps()), (&before, steps));
    // Only the selected link's ends are loose: elsewhere the edge draws a new one.
    hand.send(Command::Select(Selection::default()));
    hand.drag(at(1.0, 36.0), at(100.0, 336.0), NONE);
    assert_eq!(hand.plan().links.len(), 2);
}

/// What was just drawn is selected, with handles at its ends; they do not stand in the way.
#[test]
fn one_place_at_an_edge_draws_one_link_after_another() {
    let mut hand = Hand::with(&[("A", 0.0, 0.0), ("B", 0.0, 140.0), ("C", 0.0, 280.0)]);
    for to in [at(100.0, 176.0), at(100.0, 316.0)] {
        hand.drag(at(100.0, 71.0), to, NONE);
    }
    let links = hand.plan().links.values();
    let ends: Vec<_> = links.map(|link| (link.from.as_str(), link.to.as_str())).collect();
    assert_eq!(ends, [("a", "b"), ("a", "c")]);
}

#[test]
fn reversing_keeps_what_is_stated() {
    let (mut hand, link) = linked();
    let (before, steps) = (hand.plan().clone(), hand.steps());
    hand.act(ActionId::Reverse);
    let now = &hand.plan().links[&link];
    assert_eq!((now.from.as_str(), now.to.as_str()), ("b", "a"));
    assert_eq!(now.inputs, before.links[&link].inputs);
    hand.did_once("Reverse “A → B”", (steps, &before));
}

#[test]
fn links_are_made_without_a_pointer() {
    let mut hand = Hand::with(&[("A", 0.0, 0.0), ("B", 0.0, 200.0), ("C", 400.0, 0.0)]);
    let ends = |hand: &Hand| -> Vec<(String, String)> {
        let links = hand.plan().links.values();
        links.map(|link| (link.from.to_string(), link.to.to_string())).collect()
    };
    let of = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    };
    hand.select(&["a", "b"]);
    hand.act(ActionId::Connect);
    assert_eq!(hand.session.dialogs, [Dialog::Connect]);
    hand.send(Command::CloseDialog);
    let before = hand.plan().clone();
    hand.send(Command::ConnectTo(id("c")));
    assert_eq!(ends(&hand), of(&[("a", "c"), ("b", "c")]));
    hand.did_once("Connect 2 components to “C”", (1, &before));
    hand.select(&["c"]);
    let before = hand.plan().clone();
    hand.send(Command::ConnectToNew("Redis cache".to_owned()));
    assert_eq!(ends(&hand), of(&[("a", "c"), ("b", "c"), ("c", "redis-cache")]));
    assert_eq!(kind_of(&hand, "redis-cache"), Kind::Cache);
    hand.did_once("Add “Redis cache”", (2, &before));
}

/// A link that is there already is selected and told of, however it is drawn again.
#[test]
fn a_link_is_not_drawn_twice() {
    let mut hand = Hand::with(&[("A", 0.0, 0.0), ("B", 400.0, 0.0), ("C", 0.0, 200.0)]);
    hand.drag(at(199.0, 36.0), at(500.0, 36.0), NONE);
    let link = hand.plan().links.keys().next().unwrap().clone();
    let (before, steps) = (hand.plan().clone(), hand.steps());
    hand.click(at(600.0, 500.0), NONE);
    hand.drag(at(199.0, 10.0), at(500.0, 36.0), NONE);
    assert_eq!((hand.plan(), hand.steps()), (&before, steps));
    assert_eq!(hand.session.selection, Selection::of(Element::Link(link.clone())));
    let told = hand.session.notices.pop().unwrap().text;
    assert!(told.contains("“A” is linked to “B” already"), "{told}");
    hand.select(&["a"]);
    hand.send(Command::ConnectTo(id("b")));
    assert_eq!(hand.plan(), &before);
    assert_eq!(hand.session.selection, Selection::of(Element::Link(link.clone())));
    hand.session.notices.clear();
    hand.select(&["a", "c"]);
    hand.send(Command::ConnectTo(id("b")));
    assert_eq!(hand.plan().links.len(), 2, "only what is missing is added");
    hand.select(&["a", "c"]);
    hand.send(Command::ConnectTo(id("b")));
    assert_eq!((hand.plan().links.len(), hand.session.notices.len()), (2, 1));
    // Of another sort it may be there as well.
    let change = polyplan::model::LinkChange::Style(LinkStyle::Message);
    hand.send(Command::Edit { label: "Style".to_owned(), edit: Edit::Link(link, change) });
    hand.select(&["a"]);
    hand.send(Command::ConnectTo(id("b")));
    assert_eq!(hand.plan().links.len(), 3);
}

#[test]
fn several_cards_change_as_one_step() {
    let mut hand = Hand::with(&[("A", 0.0, 0.0), ("B", 0.0, 200.0), ("C", 400.0, 0.0)]);
    let group = GroupId::new("back").unwrap();
    let kind = GroupKind::Layer;
    let area = Group { id: group.clone(), name: "Back".to_owned(), kind, parent: None };
    hand.edit(Edit::AddGroup(Box::new(area)));
    let role = RoleId::new("ops").unwrap();
    let (skills, inputs) = Default::default();
    let team = Role { id: role.clone(), name: "Operations".to_owned(), skills, inputs };
    hand.edit(Edit::AddRole(Box::new(team)));
    hand.select(&["a", "b"]);
    for (change, label) in [
        (ComponentChange::Kind(Kind::Worker), "Make 2 components a worker"),
        (ComponentChange::Group(Some(group)), "Move 2 components into “Back”"),
        (ComponentChange::Group(None), "Move 2 components out of their groups"),
        (ComponentChange::Owner(Some(role)), "Make Operations the owner of 2 components"),
    ] {
        let (before, steps) = (hand.plan().clone(), hand.steps());
        hand.send(Command::ChangeSelected(Box::new(change)));
        hand.did_once(label, (steps, &before));
        assert_eq!(hand.plan().components[&id("c")], before.components[&id("c")]);
    }
    let (a, b) = (&hand.plan().components[&id("a")], &hand.plan().components[&id("b")]);
    assert_eq!((&a.kind, &b.kind), (&Kind::Worker, &Kind::Worker));
    assert!(a.owner.is_some() && a.owner == b.owner);
    hand.act(ActionId::Decide);
    assert_eq!(hand.session.dialogs, [Dialog::DecideSeveral]);
    hand.send(Command::CloseDialog);
    let rust = LanguageId::new("rust").unwrap();
    let edit = hand.session.decision_of_selected(&rust, None, "One language");
    let (before, steps) = (hand.plan().clone(), hand.steps());
    hand.send(Command::Edit { label: "Decide".to_owned(), edit });
    let decided: Vec<_> =
        hand.plan().decisions.keys().map(polyplan::model::ComponentId::as_str).collect();
    assert_eq!(decided, ["a", "b"]);
    assert!(
        hand.plan().decisions.values().all(|d| d.language == rust && d.reason == "One language")
    );
    hand.did_once("Decide", (steps, &before));
}

#[test]
fn tidying_says_what_it_leaves_and_offers_to_take_it() {
    let mut hand = Hand::new();
    for (below, name) in [(0.0, "A"), (111.0, "B"), (222.0, "C")] {
        hand.double_click(Point::new(200.0, -300.0 + below));
        hand.name(name);
    }
    hand.session.notices.clear();
    let before = hand.plan().clone();
    hand.act(ActionId::Tidy);
    hand.session.settle();
    assert_eq!(*hand.plan(), before);
    let notice = hand.session.notices.pop().unwrap();
    assert_eq!(notice.text, "Nothing else is untidy; 3 cards were placed by hand and stay");
    assert_eq!(notice.offer, Some(ActionId::TidyAll));
    let steps = hand.steps();
    hand.act(ActionId::TidyAll);
    hand.session.settle();
    let notice = hand.session.notices.pop().unwrap();
    assert_eq!((notice.text.as_str(), notice.offer), ("Placed 3 cards", None));
    assert!(hand.plan().placements.values().all(|place| !place.by_hand));
    hand.did_once("Tidy up", (steps, &before));
}

#[test]
fn a_released_card_is_tidied_and_the_others_stay() {
    let mut hand = Hand::with(&[("A", 0.0, 0.0), ("B", 37.0, 200.0), ("C", 900.0, 900.0)]);
    hand.select(&["c"]);
    let before = hand.plan().clone();
    hand.act(ActionId::ReleasePlacement);
    assert_eq!(hand.corner("c"), at(900.0, 900.0), "it stays until it is tidied up");
    assert!(!(ActionId::ReleasePlacement.action().available)(&hand.session), "there is none left");
    hand.did_once("Release the placement of “C”", (1, &before));
    hand.session.notices.clear();
    hand.act(ActionId::Tidy);
    hand.session.settle();
    assert_eq!((hand.corner("a"), hand.corner("b")), (at(0.0, 0.0), at(37.0, 200.0)));
    assert_ne!(hand.corner("c"), at(900.0, 900.0));
    let notice = hand.session.notices.pop().unwrap();
    assert_eq!(notice.text, "Placed 1 card; 2 cards were placed by hand and stay");
}

/// What was seen whole stays seen whole when the canvas becomes smaller, as it does when sketch mode
/// is left; what somebody looks at closely stays where it is.
#[test]
fn a_smaller_canvas_shows_all_that_was_seen_whole() {
    let mut hand = Hand::with(&[("A", -550.0, -350.0), ("B", 350.0, 250.0)]);
    let whole = |hand: &Hand| {
        let (seen, all) = (hand.session.camera.seen(), hand.session.board().bounds().unwrap());
        seen.contains(all.min) && seen.contains(all.max)
    };
    assert!(whole(&hand));
    hand.send(Command::ResizeCanvas(Size::new(800.0, 420.0)));
    assert!(whole(&hand), "cut off");
    let zoom = hand.session.camera.zoom();
    hand.send(Command::ResizeCanvas(Size::new(810.0, 430.0)));
    assert!(whole(&hand) && hand.session.camera.zoom() >= zoom);
    hand.act(ActionId::ZoomActual);
    let look = hand.session.camera.look();
    hand.send(Command::ResizeCanvas(Size::new(700.0, 400.0)));
    assert_eq!(hand.session.camera.look(), look, "looked at closely");
}

#[test]
fn a_dropped_plan_is_opened_and_anything_else_is_told() {
    let plan = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("saves/online-boutique.plan.ron");
    let mut hand = Hand::new();
    hand.send(Command::Drop(vec![PathBuf::from("/x/photo.PNG")]));
    let said = hand.session.notices.pop().unwrap().text;
    assert!(said.contains("photo.PNG is a picture") && said.contains(".plan.ron"), "{said}");
    hand.send(Command::Drop(vec![PathBuf::from("/x/talk.pptx")]));
    let said = hand.session.notices.pop().unwrap().text;
    assert!(said.contains("talk.pptx is no plan"), "{said}");
    hand.send(Command::Drop(vec![PathBuf::from("/x/photo.png"), plan.clone()]));
    hand.session.settle();
    assert_eq!(hand.plan().components.len(), 12);
    let said = hand.session.notices.pop().unwrap().text;
    assert!(said.contains("Only online-boutique.plan.ron"), "{said}");
    // Work that is not saved is asked about first.
    typed(&mut hand, "Extra");
    hand.send(Command::Drop(vec![plan]));
    assert!(matches!(hand.session.dialogs.as_slice(), [Dialog::UnsavedChanges(_)]));
    assert_eq!(hand.plan().components.len(), 13);
}

#[test]
fn all_ways_of_adding_ask_for_a_name() {
    let ways: &[fn(&mut Hand)] = &[
        |hand| hand.double_click(at(0.0, -200.0)),
        |hand| hand.act(ActionId::AddComponent),
        |hand| hand.send(Command::Type("R".to_owned())),
        |hand| hand.drag(at(199.0, 36.0), at(450.0, 36.0), NONE),
        |hand| {
            hand.select(&["shop"]);
            hand.send(Command::TypeNewComponent("R".to_owned()));
        },
    ];
    for (way, add) in ways.iter().enumerate() {
        let mut hand = Hand::with(&[("Shop", 0.0, 0.0)]);
        add(&mut hand);
        assert!(
            matches!(
                &hand.session.tool,
                Tool::Naming { what: Naming::NewComponent { kind: None, .. }, .. }
            ),
            "way {way}"
        );
        hand.name("Redis");
        assert_eq!(kind_of(&hand, "redis"), Kind::Cache, "way {way}");
        assert!(hand.session.selection.contains(&Element::Component(id("redis"))), "way {way}");
    }
}
