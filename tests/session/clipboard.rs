//! Copies: beside the original, between two windows, from somewhere else.

use polyplan::base::{Currency, Range};
use polyplan::model::{
    ComponentChange, Edit, Exchange, Focus, Input, InputRef, LinkChange, PlanChange, Quantity,
};
use polyplan::session::{ActionId, Command, Selection, Tone};

use crate::hand::{Hand, NONE, at, id};

/// Shop calls cart, which is grouped, decided and tagged; mail stands alone.
fn shop() -> Hand {
    let mut hand = Hand::with(&[("Shop", 0.0, 0.0), ("Cart", 400.0, 0.0), ("Mail", 0.0, 300.0)]);
    hand.drag(at(199.0, 36.0), at(500.0, 36.0), NONE);
    hand.edit(Edit::Component(id("cart"), ComponentChange::Performance(Some(Focus::Latency))));
    hand.select(&["shop", "cart"]);
    hand.act(ActionId::Group);
    hand.name("Front");
    let language = polyplan::model::LanguageId::new("go").unwrap();
    let decide = hand.session.decision(&id("cart"), language, None, "fast enough");
    hand.edit(decide);
    hand
}

fn copied(hand: &mut Hand) -> String {
    hand.act(ActionId::Copy);
    hand.copied()
}

#[test]
fn a_piece_goes_from_one_window_to_another() {
    let mut one = shop();
    one.select(&["shop", "cart"]);
    let text = copied(&mut one);
    let mut other = Hand::with(&[("Cart", -300.0, 0.0)]);
    let before = other.plan().clone();
    other.send(Command::Paste(text));
    let plan = other.plan();
    assert_eq!(plan.components.len(), 3);
    let cart = &plan.components[&id("cart-2")];
    assert_eq!((cart.name.as_str(), cart.tags.performance), ("Cart", Some(Focus::Latency)));
    assert_eq!(plan.decisions[&id("cart-2")].reason, "fast enough");
    let link = plan.links.values().next().unwrap();
    assert_eq!((&link.from, &link.to), (&id("shop"), &id("cart-2")));
    let group = plan.groups.values().next().unwrap();
    assert_eq!(group.name, "Front", "all of it was copied");
    assert_eq!(cart.group.as_ref(), Some(&group.id));
    let (shop, cart) = (other.corner("shop"), other.corner("cart-2"));
    assert_eq!(cart.x - shop.x, 400.0, "the cards lie to each other as they did");
    assert_eq!(other.selected(), ["cart-2", "shop"]);
    other.did_once("Paste 2 components", (1, &before));
}

/// A link for requests that are not copied is for all in the piece; those that come along keep theirs.
#[test]
fn whose_requests_take_a_link_goes_with_who_they_are_of() {
    let mut hand = shop();
    hand.drag(at(199.0, 320.0), at(10.0, 36.0), NONE);
    let behind = hand.plan().links.values().find(|of| of.to == id("cart")).unwrap().id.clone();
    let begins = Some([id("mail")].into());
    hand.edit(Edit::Link(behind, LinkChange::OnlyFor(begins)));
    for (chosen, expected) in
        [(&["shop", "cart"][..], None), (&["shop", "cart", "mail"], Some([id("mail")].into()))]
    {
        hand.select(chosen);
        let text = copied(&mut hand);
        let mut other = Hand::new();
        other.send(Command::Paste(text));
        let pasted = other.plan().links.values().find(|of| of.to == id("cart")).unwrap();
        assert_eq!(pasted.only_for, expected, "{chosen:?}");
    }
}

#[test]
fn what_stays_behind_is_not_copied() {
    let mut hand = shop();
    hand.select(&["shop"]);
    let text = copied(&mut hand);
    let mut other = Hand::new();
    other.send(Command::Paste(text));
    assert_eq!(other.plan().components[&id("shop")].group, None);
    assert_eq!((other.plan().links.len(), other.plan().groups.len()), (0, 0));
    assert!(other.session.camera.seen().contains(other.corner("shop")));
}

#[test]
fn a_second_copy_lies_beside_the_first() {
    let mut hand = shop();
    hand.select(&["mail"]);
    let text = copied(&mut hand);
    hand.send(Command::Paste(text.clone()));
    hand.send(Command::Paste(text));
    let cards: Vec<_> = hand.session.board().cards.values().copied().collect();
    assert_eq!(cards.len(), 5);
    for (place, card) in cards.iter().enumerate() {
        assert!(cards[..place].iter().all(|other| !other.overlaps(*card)), "none covers another");
    }
    hand.session.tick(1.0);
    assert!(hand.session.camera.seen().contains(hand.corner("mail-3")), "brought into view");
}

#[test]
fn duplicating_keeps_the_group() {
    let mut hand = shop();
    let (before, steps) = (hand.plan().clone(), hand.steps());
    hand.select(&["cart"]);
    hand.act(ActionId::Duplicate);
    let plan = hand.plan();
    assert_eq!(plan.components[&id("cart-2")].group, plan.components[&id("cart")].group);
    assert_ne!(hand.corner("cart"), hand.corner("cart-2"));
    hand.did_once("Duplicate “Cart”", (steps, &before));
}

#[test]
fn a_duplicated_group_is_a_group_of_its_own() {
    let mut hand = shop();
    hand.act(ActionId::SelectAll);
    hand.act(ActionId::Duplicate);
    let plan = hand.plan();
    assert_eq!((plan.components.len(), plan.links.len(), plan.groups.len()), (6, 2, 2));
    assert_eq!(plan.components[&id("cart-2")].group.as_ref().unwrap().as_str(), "front-2");
    assert_eq!(plan.decisions.len(), 2);
}

#[test]
fn cutting_takes_out_what_pasting_brings_back() {
    let mut hand = shop();
    let (before, steps) = (hand.plan().clone(), hand.steps());
    hand.select(&["shop", "cart"]);
    hand.act(ActionId::Cut);
    assert_eq!(hand.plan().components.len(), 1);
    assert_eq!((hand.plan().links.len(), hand.plan().groups.len()), (0, 0));
    hand.did_once("Cut 2 components", (steps, &before));
    let text = hand.copied();
    hand.send(Command::Paste(text));
    let plan = hand.plan();
    assert_eq!((plan.components.len(), plan.links.len(), plan.groups.len()), (3, 1, 1));
    assert_eq!(plan.placements, before.placements, "into the place that became free");
}

#[test]
fn deleting_takes_links_and_decisions_along() {
    let mut hand = shop();
    let (before, steps) = (hand.plan().clone(), hand.steps());
    hand.act(ActionId::SelectAll);
    hand.act(ActionId::Delete);
    let plan = hand.plan();
    assert!(plan.components.is_empty() && plan.links.is_empty() && plan.groups.is_empty());
    assert!(plan.decisions.is_empty() && hand.session.selection.is_empty());
    hand.did_once("Delete 5 elements", (steps, &before));
}

/// Whatever else the clipboard holds changes nothing and is said.
#[test]
fn foreign_text_is_said() {
    for text in [
        "",
        "Dear Sir or Madam",
        "polyplan-piece",
        "polyplan-piece\n(format: \"polyplan\", version: 99)",
        "polyplan-piece\n((((((((",
        "polyplan-piece\n(format: \"polyplan\", version: 1)",
    ] {
        let mut hand = shop();
        let (before, steps) = (hand.plan().clone(), hand.steps());
        hand.session.notices.clear();
        hand.send(Command::Paste(text.to_owned()));
        assert_eq!((hand.plan(), hand.steps()), (&before, steps), "{text}");
        let notice = hand.session.notices.first().unwrap();
        assert_ne!(notice.tone, Tone::Done, "{text}");
    }
}

#[test]
fn nothing_is_copied_where_nothing_is_selected() {
    let mut hand = shop();
    hand.send(Command::Select(Selection::default()));
    hand.send(Command::Act(ActionId::Copy));
    assert_eq!(hand.session.take_requests(), []);
}

/// Five hundred euros are no five hundred dollars.
#[test]
fn amounts_stay_where_their_currency_counts() {
    let budget = || {
        let address = InputRef::component(id("cart"), Input::Budget);
        Edit::Input(address, Some(Quantity::of(Range::exact(500.0))))
    };
    let euros = || {
        let exchange = Exchange { currency: Currency::Eur, per_dollar: 0.86, as_of: None };
        Edit::Plan(PlanChange::Exchange(Some(exchange)))
    };
    let mut one = shop();
    one.edit(euros());
    one.edit(budget());
    one.select(&["cart"]);
    let text = copied(&mut one);
    for (counts_in_euros, kept) in [(true, true), (false, false)] {
        let mut other = Hand::with(&[]);
        if counts_in_euros {
            other.edit(euros());
        }
        other.send(Command::Paste(text.clone()));
        let cart = &other.plan().components[&id("cart")];
        assert_eq!(cart.inputs.contains_key(&Input::Budget), kept);
        let told = &other.session.notices;
        let said = told.iter().any(|notice| notice.text.contains("Amounts in EUR were left out"));
        assert_eq!(said, !kept, "{told:?}");
    }
}
