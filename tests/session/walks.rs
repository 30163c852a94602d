//! Typical walks of a hand: adding, moving, connecting, boxing, renaming, taking back.

use polyplan::base::Size;
use polyplan::model::{ComponentId, Edit, Kind, LinkStyle};
use polyplan::session::tool::{Button, Cursor, Held, Pointer};
use polyplan::session::{ActionId, Command, Element, Hit, Naming, Selection, Tool};

use crate::hand::{ALT, CTRL, Hand, NONE, SHIFT, at, id};

#[test]
fn a_double_click_on_nothing_adds_a_component_there() {
    let mut hand = Hand::new();
    let before = hand.plan().clone();
    hand.double_click(at(100.0, 50.0));
    assert!(matches!(hand.session.tool, Tool::Naming { what: Naming::NewComponent { .. }, .. }));
    assert_eq!(*hand.plan(), before, "nothing comes to be before it has a name");
    hand.name("  Cart   service ");
    let component = &hand.plan().components[&id("cart-service")];
    assert_eq!((component.name.as_str(), &component.kind), ("Cart service", &Kind::Service));
    let middle = hand.session.board().cards[&id("cart-service")].center();
    assert!(middle.distance(at(100.0, 50.0)) < 4.0, "its middle is where the click was");
    assert_eq!(hand.selected(), ["cart-service"]);
    hand.did_once("Add “Cart service”", (0, &before));
}

#[test]
fn a_new_component_without_a_name_never_was() {
    let mut hand = Hand::new();
    hand.double_click(at(0.0, 0.0));
    hand.name("   ");
    hand.double_click(at(0.0, 0.0));
    hand.send(Command::TypeName("Cart".to_owned()));
    hand.act(ActionId::Escape);
    assert_eq!((hand.plan().components.len(), hand.steps()), (0, 0));
    assert_eq!(hand.session.tool, Tool::Idle);
}

#[test]
fn a_click_elsewhere_keeps_the_name_typed_so_far() {
    let mut hand = Hand::new();
    hand.double_click(at(0.0, 0.0));
    hand.send(Command::TypeName("Cart".to_owned()));
    hand.click(at(400.0, 300.0), NONE);
    assert!(hand.plan().components.contains_key(&id("cart")));
    assert_eq!(hand.session.tool, Tool::Idle);
}

#[test]
fn names_repeat_but_ids_do_not() {
    let mut hand = Hand::new();
    for x in [-300.0, 0.0, 300.0] {
        hand.double_click(at(x, 0.0));
        hand.name("Worker");
    }
    let ids: Vec<_> = hand.plan().components.keys().map(ComponentId::as_str).collect();
    assert_eq!(ids, ["worker", "worker-2", "worker-3"]);
}

#[test]
fn typing_adds_components_side_by_side() {
    let mut hand = Hand::new();
    for name in ["One", "Two", "Three", "Four"] {
        hand.send(Command::TypeNewComponent(name[..1].to_owned()));
        hand.name(name);
    }
    let cards: Vec<_> = hand.session.board().cards.values().copied().collect();
    for (place, card) in cards.iter().enumerate() {
        assert!(cards[..place].iter().all(|other| !other.overlaps(*card)), "none covers another");
    }
    assert_eq!(cards.len(), 4);
}

#[test]
fn a_kind_is_chosen_and_named() {
    let mut hand = Hand::with(&[("Api", 0.0, 0.0)]);
    hand.select(&["api"]);
    hand.act(ActionId::AddComponent);
    hand.send(Command::ChooseKind(Kind::Cache));
    hand.name("Sessions");
    assert_eq!(hand.plan().components[&id("sessions")].kind, Kind::Cache);
    assert!(hand.corner("sessions").x > 200.0, "beside what was selected");
    assert_eq!(hand.plan().links.len(), 0);
}

#[test]
fn a_dragged_card_snaps_to_its_neighbour_and_shows_it() {
    let mut hand = Hand::with(&[("A", 0.0, 0.0), ("B", 320.0, 200.0)]);
    let before = hand.plan().clone();
    let (from, to) = (at(420.0, 236.0), at(103.0, 236.0));
    hand.press(from, NONE);
    hand.drag_to(from, to, NONE);
    let Tool::Moving { guides, .. } = &hand.session.tool else { panic!("not moving") };
    assert!(guides.iter().any(|guide| guide.from.x == guide.to.x), "a line shows what it meets");
    hand.release(to, NONE);
    assert_eq!(hand.corner("b"), at(0.0, 200.0));
    assert!(hand.plan().placements[&id("b")].by_hand);
    assert_eq!(hand.selected(), ["b"]);
    hand.did_once("Move “B”", (1, &before));
}

#[test]
fn keys_change_how_a_card_is_dragged() {
    for (held, to, expected) in [
        (CTRL, at(103.0, 237.5), at(3.0, 201.5)),
        (SHIFT, at(260.0, 260.0), at(160.0, 200.0)),
        (SHIFT, at(430.0, 433.0), at(320.0, 396.0)),
        (NONE, at(609.0, 439.0), at(508.0, 404.0)),
    ] {
        let mut hand = Hand::with(&[("A", 0.0, 0.0), ("B", 320.0, 200.0)]);
        hand.drag(at(420.0, 236.0), to, held);
        let corner = hand.corner("b");
        assert!(corner.distance(expected) < 2.5, "{held:?}: {corner:?} is not near {expected:?}");
        if held == CTRL {
            assert_eq!(corner, expected, "not snapped");
        }
    }
}

#[test]
fn a_selection_moves_as_a_whole() {
    let mut hand = Hand::with(&[("A", 0.0, 0.0), ("B", 0.0, 100.0), ("C", 0.0, 300.0)]);
    hand.select(&["a", "b"]);
    hand.drag(at(100.0, 36.0), at(-200.0, -64.0), NONE);
    assert_eq!((hand.corner("a"), hand.corner("b")), (at(-300.0, -100.0), at(-300.0, 0.0)));
    assert_eq!(hand.corner("c"), at(0.0, 300.0));
    assert_eq!(hand.session.history().undo_label(), Some("Move 2 components"));
}

#[test]
fn escape_puts_everything_back() {
    let mut hand = Hand::with(&[("A", 0.0, 0.0), ("B", 320.0, 200.0)]);
    let before = hand.plan().clone();
    for held in [NONE, ALT] {
        hand.select(&["b"]);
        hand.press(at(100.0, 36.0), held);
        hand.drag_to(at(100.0, 36.0), at(-200.0, 300.0), held);
        hand.act(ActionId::Escape);
        hand.release(at(-200.0, 300.0), held);
        assert_eq!((hand.plan(), hand.steps()), (&before, 1));
        assert_eq!(hand.session.tool, Tool::Idle);
    }
    hand.select(&["b"]);
    hand.press(at(-300.0, -300.0), NONE);
    hand.drag_to(at(-300.0, -300.0), at(300.0, 100.0), NONE);
    assert_eq!(hand.selected(), ["a"]);
    hand.act(ActionId::Escape);
    assert_eq!(hand.selected(), ["b"], "what was selected before the box");
    hand.act(ActionId::Escape);
    assert!(hand.session.selection.is_empty());
}

#[test]
fn a_drag_back_to_where_it_began_is_no_step() {
    let mut hand = Hand::with(&[("A", 0.0, 0.0)]);
    let start = at(100.0, 36.0);
    hand.press(start, NONE);
    hand.drag_to(start, at(300.0, 300.0), NONE);
    hand.drag_to(at(300.0, 300.0), start, NONE);
    hand.release(start, NONE);
    assert_eq!(hand.steps(), 1, "only the set-up");
}

#[test]
fn alt_drags_a_copy() {
    let mut hand = Hand::with(&[("A", 0.0, 0.0)]);
    let before = hand.plan().clone();
    hand.drag(at(100.0, 36.0), at(100.0, 236.0), ALT);
    assert_eq!(hand.corner("a"), at(0.0, 0.0));
    assert_eq!(hand.corner("a-2"), at(0.0, 200.0));
    assert_eq!(hand.selected(), ["a-2"]);
    hand.did_once("Duplicate “A”", (1, &before));
}

#[test]
fn dragging_from_a_cards_edge_connects() {
    let mut hand = Hand::with(&[("Shop", 0.0, 0.0), ("Cart", 400.0, 0.0)]);
    let before = hand.plan().clone();
    hand.press(at(199.0, 36.0), NONE);
    hand.drag_to(at(199.0, 36.0), at(500.0, 36.0), NONE);
    let Tool::Connecting { onto, .. } = &hand.session.tool else { panic!("not connecting") };
    assert_eq!(*onto, Some(id("cart")));
    hand.release(at(500.0, 36.0), NONE);
    let link = hand.plan().links.values().next().unwrap();
    assert_eq!((&link.from, &link.to), (&id("shop"), &id("cart")));
    assert_eq!(hand.session.selection.only_link(), Some(&link.id));
    hand.did_once("Connect “Shop” to “Cart”", (1, &before));
}

#[test]
fn a_link_dropped_on_its_own_card_is_nothing() {
    let mut hand = Hand::with(&[("Shop", 0.0, 0.0)]);
    hand.drag(at(199.0, 36.0), at(60.0, 36.0), NONE);
    assert_eq!((hand.plan().links.len(), &hand.session.tool), (0, &Tool::Idle));
}

#[test]
fn a_link_dropped_on_nothing_asks_what_to_add() {
    let mut hand = Hand::with(&[("Shop", 0.0, 0.0)]);
    let before = hand.plan().clone();
    hand.drag(at(199.0, 36.0), at(400.0, 36.0), NONE);
    assert!(matches!(
        &hand.session.tool,
        Tool::Naming { what: Naming::NewComponent { linked_from: Some(from), .. }, .. }
            if *from == id("shop")
    ));
    hand.send(Command::ChooseKind(Kind::Queue));
    hand.name("Orders");
    assert_eq!(hand.corner("orders"), at(400.0, 0.0), "its near side is where the link ended");
    let link = hand.plan().links.values().next().unwrap();
    assert_eq!((&link.from, &link.to), (&id("shop"), &id("orders")));
    assert_eq!(link.style, LinkStyle::Message, "what goes into a queue is a message");
    hand.did_once("Add “Orders”", (1, &before));
}

#[test]
fn a_box_selects_the_cards_it_touches() {
    let mut hand = Hand::with(&[("A", 0.0, 0.0), ("B", 0.0, 200.0), ("C", 400.0, 200.0)]);
    hand.drag(at(-50.0, -50.0), at(50.0, 250.0), NONE);
    assert_eq!(hand.selected(), ["a", "b"]);
    hand.drag(at(650.0, 350.0), at(550.0, 190.0), SHIFT);
    assert_eq!(hand.selected(), ["a", "b", "c"], "Shift adds");
    hand.drag(at(650.0, 350.0), at(550.0, 190.0), NONE);
    assert_eq!(hand.selected(), ["c"]);
    assert_eq!(hand.steps(), 1, "a selection is no step");
}

#[test]
fn clicks_select() {
    let mut hand = Hand::with(&[("A", 0.0, 0.0), ("B", 0.0, 200.0)]);
    hand.click(at(100.0, 36.0), NONE);
    assert_eq!(hand.selected(), ["a"]);
    hand.click(at(100.0, 236.0), SHIFT);
    assert_eq!(hand.selected(), ["a", "b"]);
    hand.right_click(at(100.0, 36.0));
    assert_eq!(hand.selected(), ["a", "b"], "the menu is of all that is selected");
    hand.click(at(100.0, 36.0), SHIFT);
    assert_eq!(hand.selected(), ["b"]);
    hand.right_click(at(100.0, 36.0));
    assert_eq!(hand.selected(), ["a"]);
    hand.click(at(500.0, -200.0), NONE);
    assert!(hand.session.selection.is_empty());
    hand.select(&["a"]);
    hand.right_click(at(500.0, -200.0));
    assert!(hand.session.selection.is_empty());
}

/// Of two cards that cover each other the selected one is drawn on top, so it is grabbed.
#[test]
fn the_selected_card_is_on_top() {
    let mut hand = Hand::with(&[("A", 0.0, 0.0), ("B", 100.0, 36.0)]);
    let both = at(150.0, 54.0);
    hand.click(both, NONE);
    assert_eq!(hand.selected(), ["b"], "of equals the last");
    hand.select(&["a"]);
    hand.drag(both, at(150.0, -200.0), NONE);
    assert_eq!((hand.selected(), hand.corner("b")), (vec!["a"], at(100.0, 36.0)));
}

#[test]
fn double_clicks_rename() {
    let mut hand = Hand::with(&[("Shop", 0.0, 0.0), ("Cart", 400.0, 0.0)]);
    hand.drag(at(199.0, 36.0), at(500.0, 36.0), NONE);
    let before = hand.plan().clone();
    hand.double_click(at(100.0, 36.0));
    assert!(matches!(&hand.session.tool, Tool::Naming { text, .. } if text == "Shop"));
    hand.name("");
    assert_eq!(*hand.plan(), before, "no name keeps the old one");
    hand.double_click(at(100.0, 36.0));
    hand.name("Front end");
    assert_eq!(hand.plan().components[&id("shop")].name, "Front end", "the id stays");
    hand.did_once("Rename “Shop” to “Front end”", (2, &before));
    hand.double_click(at(300.0, 36.0));
    hand.name("add item");
    assert_eq!(hand.plan().links.values().next().unwrap().label, "add item");
}

#[test]
fn the_canvas_pans_and_zooms_under_the_hand() {
    let mut hand = Hand::with(&[("A", 0.0, 0.0)]);
    let space = Held { space: true, ..NONE };
    for (button, held) in [(Button::Middle, NONE), (Button::Primary, space)] {
        let point = hand.session.camera.plan_from_screen(at(600.0, 436.0));
        hand.pointer(Pointer::Press(at(600.0, 436.0), button, held));
        hand.pointer(Pointer::Move(at(500.0, 300.0), held));
        assert_eq!(hand.session.cursor(held), Cursor::Grabbing);
        hand.pointer(Pointer::Release(at(500.0, 300.0), button, held));
        let now = hand.session.camera.plan_from_screen(at(500.0, 300.0));
        assert!(now.distance(point) < 1e-9, "the plan followed the hand");
    }
    assert!(hand.session.selection.is_empty() && hand.steps() == 1);
    let point = hand.session.camera.plan_from_screen(at(10.0, 20.0));
    hand.pointer(Pointer::Zoom(at(10.0, 20.0), 1.5));
    assert!(hand.session.camera.plan_from_screen(at(10.0, 20.0)).distance(point) < 1e-9);
    hand.pointer(Pointer::Scroll(at(10.0, 20.0), at(0.0, 30.0)));
    assert!(hand.session.camera.plan_from_screen(at(10.0, 50.0)).distance(point) < 1e-9);
}

#[test]
fn hover_and_pointer_follow_what_lies_below() {
    let mut hand = Hand::with(&[("A", 0.0, 0.0)]);
    for (point, hit, cursor) in [
        (at(100.0, 36.0), Hit::Element(Element::Component(id("a"))), Cursor::Move),
        (at(201.0, 36.0), Hit::CardEdge(id("a")), Cursor::Crosshair),
        (at(350.0, 36.0), Hit::Nothing, Cursor::Arrow),
    ] {
        let on_screen = hand.session.camera.screen_from_plan(point);
        hand.pointer(Pointer::Move(on_screen, NONE));
        assert_eq!(hand.session.hover, Some(hit));
        assert_eq!(hand.session.cursor(NONE), cursor);
        assert_eq!(hand.session.cursor(Held { space: true, ..NONE }), Cursor::Grab);
    }
    hand.pointer(Pointer::Leave);
    assert_eq!(hand.session.hover, None);
}

/// Cards that nobody placed lie where automatic placement puts them; touching one must not make
/// the others jump.
#[test]
fn cards_that_nobody_placed_stay_when_another_is_moved() {
    let mut hand = Hand::new();
    let edits = ["A", "B", "C", "D"].map(|name| match crate::hand::card(name, at(0.0, 0.0)) {
        Edit::Many(mut edits) => edits.swap_remove(0),
        other => other,
    });
    hand.edit(Edit::Many(edits.to_vec()));
    assert!(hand.plan().placements.is_empty());
    let before = hand.session.board().cards.clone();
    let from = before[&id("b")].center();
    hand.drag(from, at(from.x + 600.0, from.y + 400.0), CTRL);
    for name in ["a", "c", "d"] {
        assert_eq!(hand.corner(name), before[&id(name)].min, "{name}");
    }
    let moved = before[&id("b")].min;
    assert_eq!(hand.corner("b"), at(moved.x + 600.0, moved.y + 400.0));
    assert!(!hand.plan().placements[&id("a")].by_hand, "only what a hand moved is by hand");
}

/// A command that comes while the hand drags finds the plan as it is seen.
#[test]
fn a_command_in_the_middle_of_a_drag_ends_it() {
    let mut hand = Hand::with(&[("A", 0.0, 0.0), ("B", 0.0, 200.0)]);
    hand.press(at(100.0, 36.0), NONE);
    hand.drag_to(at(100.0, 36.0), at(500.0, 36.0), NONE);
    hand.act(ActionId::Delete);
    hand.drag_to(at(500.0, 36.0), at(0.0, 36.0), NONE);
    hand.release(at(0.0, 36.0), NONE);
    assert_eq!(hand.session.history().undo_label(), Some("Delete “A”"));
    hand.act(ActionId::Undo);
    assert_eq!(hand.corner("a"), at(400.0, 0.0), "the move before was a step of its own");
    assert!(hand.session.notices.iter().all(|notice| notice.text.starts_with("Undid")));
}

#[test]
fn a_slider_and_a_drag_are_two_steps() {
    let mut hand = Hand::with(&[("A", 0.0, 0.0)]);
    hand.send(Command::BeginGesture("Slide".to_owned()));
    hand.send(Command::Edit {
        label: String::new(),
        edit: Edit::Plan(polyplan::model::PlanChange::Priority(
            polyplan::model::Priority::Delivery,
            Some(2.0),
        )),
    });
    hand.press(at(100.0, 36.0), NONE);
    hand.drag_to(at(100.0, 36.0), at(500.0, 36.0), NONE);
    hand.act(ActionId::Escape);
    assert_eq!(hand.session.history().undo_label(), Some("Slide"));
    assert_eq!(hand.corner("a"), at(0.0, 0.0));
}

#[test]
fn what_is_selected_need_not_be_seen() {
    let mut hand = Hand::with(&[("A", 9000.0, 0.0)]);
    hand.session.handle(Command::ResizeCanvas(Size::new(1200.0, 800.0)));
    hand.send(Command::Select(Selection::of(Element::Component(id("a")))));
    hand.send(Command::TypeNewComponent("B".to_owned()));
    hand.session.tick(1.0);
    let Tool::Naming { what: Naming::NewComponent { at: corner, .. }, .. } = &hand.session.tool
    else {
        panic!("not naming")
    };
    assert!(hand.session.camera.seen().contains(*corner), "the new card is brought into view");
}

#[test]
fn what_was_tidied_is_seen_whole() {
    let mut hand = Hand::new();
    let names = ["A", "B", "C", "D", "E", "F", "G", "H"];
    for name in names {
        hand.send(Command::TypeNewComponent(name.to_owned()));
        hand.send(Command::CommitName);
    }
    for pair in names.windows(2) {
        let [from, to] = [pair[0], pair[1]].map(|name| id(&name.to_lowercase()));
        hand.send(Command::Select(Selection::of(Element::Component(from))));
        hand.send(Command::ConnectTo(to));
    }
    hand.act(ActionId::Tidy);
    hand.session.settle();
    for _ in 0..100 {
        hand.session.tick(0.1);
    }
    let (seen, bounds) = (hand.session.camera.seen(), hand.session.board().bounds().unwrap());
    assert!(bounds.width() > 2000.0, "a chain lies in a row: {bounds:?}");
    assert!(seen.contains(bounds.min) && seen.contains(bounds.max), "{bounds:?} in {seen:?}");
}

/// What was typed lies wherever there was room; what was put somewhere stays there.
#[test]
fn tidying_moves_what_was_typed_and_leaves_what_was_placed() {
    let mut hand = Hand::new();
    for name in ["Cart", "Orders"] {
        hand.send(Command::TypeNewComponent(name.to_owned()));
        hand.send(Command::CommitName);
    }
    let by_hand = |hand: &Hand| -> Vec<bool> {
        hand.plan().placements.values().map(|place| place.by_hand).collect()
    };
    assert_eq!(by_hand(&hand), [false, false]);
    hand.double_click(at(40.0, 500.0));
    hand.name("Prices");
    assert_eq!(by_hand(&hand), [false, false, true]);
    let placed = hand.plan().placements[&id("prices")];
    hand.act(ActionId::Tidy);
    assert_eq!(hand.plan().placements[&id("prices")], placed);
}

/// A plan that was looked at from far leaves nothing of that to the next one.
#[test]
fn a_new_plan_is_seen_in_its_actual_size() {
    let mut hand = Hand::new();
    let plan =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("saves/online-boutique.plan.ron");
    hand.send(Command::Open(plan));
    while hand.plan().components.is_empty() {
        hand.session.tick(0.01);
    }
    assert!(hand.session.camera.zoom() < 1.0);
    hand.act(ActionId::New);
    assert!(hand.plan().components.is_empty());
    assert!((hand.session.camera.zoom() - 1.0).abs() < 1e-9, "{}", hand.session.camera.zoom());
    hand.act(ActionId::AddComponent);
    hand.name("Shop");
    let seen = hand.session.camera.seen();
    assert!(seen.contains(hand.corner("shop")));
}

/// A card that is asked for at the edge of the view is seen whole.
#[test]
fn a_new_card_at_the_edge_comes_into_view() {
    let mut hand = Hand::with(&[("Shop", 0.0, 0.0)]);
    hand.drag(at(199.0, 36.0), at(590.0, 36.0), NONE);
    for _ in 0..100 {
        hand.session.tick(0.1);
    }
    hand.name("Orders");
    let (seen, card) = (hand.session.camera.seen(), hand.session.board().cards[&id("orders")]);
    assert!(seen.contains(card.min) && seen.contains(card.max), "{card:?} in {seen:?}");
}

#[test]
fn what_was_seen_whole_stays_so_when_places_are_taken_back() {
    let far = [("A", 0.0, 0.0), ("B", 4000.0, 0.0), ("C", 0.0, 3000.0), ("D", 4000.0, 3000.0)];
    let mut hand = Hand::with(&far);
    let whole = |hand: &mut Hand| {
        hand.session.tick(10.0);
        let (seen, bounds) = (hand.session.camera.seen(), hand.session.board().bounds().unwrap());
        seen.contains(bounds.min) && seen.contains(bounds.max)
    };
    hand.act(ActionId::Fit);
    assert!(whole(&mut hand));
    hand.act(ActionId::TidyAll);
    hand.session.settle();
    assert!(whole(&mut hand) && hand.corner("d") != at(4000.0, 3000.0));
    hand.act(ActionId::Undo);
    assert_eq!(hand.corner("d"), at(4000.0, 3000.0));
    assert!(whole(&mut hand), "after undo");
    hand.act(ActionId::Redo);
    assert!(whole(&mut hand), "after redo");
    // What somebody looks at closely stays where it is.
    hand.act(ActionId::Undo);
    hand.select(&["a"]);
    hand.act(ActionId::FitSelection);
    assert!(!whole(&mut hand));
    let seen = hand.session.camera.seen();
    hand.act(ActionId::Redo);
    hand.session.tick(10.0);
    assert_eq!(hand.session.camera.seen(), seen);
}
