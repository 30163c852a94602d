//! Templates: for a new plan, into one that is open, and one's own.

use std::collections::BTreeMap;

use polyplan::files::templates;
use polyplan::model::{Edit, Inputs, PlanChange, Role, RoleId};
use polyplan::session::{
    ActionId, Answer, Command, Dialog, Places, Session, TemplateUse, Then, Tone,
};

use crate::hand::Hand;

fn take(hand: &mut Hand, what_for: TemplateUse, word: &str) {
    let plan = templates::from_word(word).unwrap().plan;
    hand.send(Command::TakeTemplate(what_for, Box::new(plan)));
}

#[test]
fn a_new_plan_starts_from_a_template_without_a_file() {
    let mut hand = Hand::new();
    hand.act(ActionId::NewFrom);
    assert_eq!(hand.session.dialogs, [Dialog::Templates(TemplateUse::NewPlan)]);
    hand.send(Command::CloseDialog);
    take(&mut hand, TemplateUse::NewPlan, "rag");
    assert_eq!(hand.plan().name, "Model serving with retrieval (RAG)");
    assert_eq!((hand.session.path(), hand.session.is_dirty(), hand.steps()), (None, false, 0));
    hand.session.tick(1.0);
    let told = hand.session.notices.last().unwrap();
    assert_eq!(told.offer, Some(ActionId::PlanSettings), "where its notes stand: {}", told.text);
    let seen = hand.session.camera.seen();
    let cards = hand.session.board().cards.values();
    assert!(cards.clone().all(|card| seen.contains(card.center())), "all of it is seen");
}

#[test]
fn changes_are_asked_about_before_a_template_takes_their_place() {
    let mut hand = Hand::with(&[("Shop", 0.0, 0.0)]);
    take(&mut hand, TemplateUse::NewPlan, "iot");
    assert!(hand.plan().components.contains_key("shop"));
    let asked = matches!(
        hand.session.dialogs.as_slice(),
        [Dialog::UnsavedChanges(Then::NewFrom(plan))] if plan.name == "IoT telemetry"
    );
    assert!(asked, "{:?}", hand.session.dialogs);
    hand.send(Command::Answer(Answer::Discard));
    assert_eq!(hand.plan().name, "IoT telemetry");
    assert!(!hand.plan().components.contains_key("shop"));
}

/// All of it comes below what is there; who owns what is kept where this plan has the role, too.
#[test]
fn a_template_comes_into_a_plan_as_one_step() {
    let template = templates::from_word("web-product").unwrap().plan;
    let mut hand = Hand::with(&[("Checkout", 0.0, 0.0), ("Stock", 0.0, 120.0)]);
    let role = Role {
        id: RoleId::new("data").unwrap(),
        name: "Our data people".to_owned(),
        skills: BTreeMap::new(),
        inputs: Inputs::new(),
    };
    hand.edit(Edit::AddRole(Box::new(role)));
    let before = (hand.steps(), hand.plan().clone());
    take(&mut hand, TemplateUse::Insert, "web-product");
    let plan = hand.plan();
    assert_eq!(plan.components.len(), 2 + template.components.len());
    assert_eq!(plan.links.len(), template.links.len());
    assert_eq!(plan.groups.len(), template.groups.len());
    assert_eq!((plan.roles.len(), plan.scenarios.len()), (1, 0), "the team stays its own");
    let owner = |id: &str| plan.components[id].owner.as_ref().map(RoleId::as_str);
    assert_eq!((owner("recommendations"), owner("web-application")), (Some("data"), None));
    let checkout = &plan.components["checkout-2"];
    assert_eq!(checkout.inputs, template.components["checkout"].inputs, "with its sources");
    let bottom = hand.corner("stock").y + 72.0;
    for (id, card) in &hand.session.board().cards {
        let there = ["checkout", "stock"].contains(&id.as_str());
        assert!(there || card.min.y > bottom, "{id} lies below what was there");
    }
    assert_eq!(hand.selected().len(), template.components.len());
    hand.session.tick(1.0);
    let seen = hand.session.camera.seen();
    let mut cards = hand.selected().into_iter().map(|id| hand.session.board().cards[id]);
    assert!(cards.all(|card| seen.contains(card.min) && seen.contains(card.max)), "all is seen");
    hand.did_once("Insert “Web product”", (before.0, &before.1));
}

#[test]
fn a_plan_is_kept_as_a_template_of_ones_own() {
    let home = tempfile::tempdir().unwrap();
    let mut hand = Hand::with(&[("Oven", 0.0, 0.0)]);
    hand.session.keep_in(Places::at(home.path()));
    let today = polyplan::base::Date::today();
    for change in [
        PlanChange::Name("Bakery".to_owned()),
        PlanChange::Client("Crumb & Sons".to_owned()),
        PlanChange::Date(today),
    ] {
        hand.edit(Edit::Plan(change));
    }
    for _ in 0..2 {
        hand.act(ActionId::SaveTemplate);
        hand.session.settle();
    }
    let told: Vec<_> = hand.session.notices.drain(..).map(|of| (of.tone, of.text)).collect();
    let kept = |file: &str| (Tone::Done, format!("Kept as a template, in {file}"));
    assert_eq!(told, [kept("bakery.plan.ron"), kept("bakery-2.plan.ron")]);
    hand.act(ActionId::InsertTemplate);
    hand.session.settle();
    let own = |session: &Session| {
        let shipped = templates::shipped().len();
        let own = session.templates().skip(shipped).map(|of| of.word.clone());
        own.collect::<Vec<_>>()
    };
    assert_eq!(own(&hand.session), ["bakery", "bakery-2"]);
    assert_eq!(hand.session.own_templates(), 2);
    let bakery = hand.session.templates().last().unwrap().plan.clone();
    let told = (bakery.name.as_str(), bakery.client.as_str(), bakery.date);
    assert_eq!(told, ("Bakery (2)", "", None), "told apart from the first");
    assert_eq!(bakery.components, hand.plan().components);
}

#[test]
fn without_a_folder_no_template_is_kept_and_that_is_said() {
    let mut hand = Hand::with(&[("Oven", 0.0, 0.0)]);
    hand.act(ActionId::SaveTemplate);
    let text = "There is no folder to keep templates in; save the plan as a file instead";
    assert_eq!(hand.session.notices.last().unwrap().text, text);
}

/// What was kept under one name is called something else, and what is removed can still be had.
#[test]
fn ones_own_templates_are_renamed_and_removed_and_no_file_is_lost() {
    let home = tempfile::tempdir().unwrap();
    let mut hand = Hand::with(&[("Oven", 0.0, 0.0)]);
    hand.session.keep_in(Places::at(home.path()));
    hand.edit(Edit::Plan(PlanChange::Name("Bakery".to_owned())));
    for _ in 0..2 {
        hand.act(ActionId::SaveTemplate);
        hand.session.settle();
    }
    hand.act(ActionId::InsertTemplate);
    hand.session.settle();
    let own = |session: &Session| {
        let shipped = templates::shipped().len();
        let own = session.templates().skip(shipped);
        own.map(|of| (of.word.clone(), of.plan.name.clone())).collect::<Vec<_>>()
    };
    let pair = |word: &str, name: &str| (word.to_owned(), name.to_owned());
    hand.send(Command::RenameTemplate("bakery-2".to_owned(), " Corner shop ".to_owned()));
    hand.session.settle();
    let both = [pair("bakery", "Bakery"), pair("bakery-2", "Corner shop")];
    assert_eq!(own(&hand.session), both);
    hand.send(Command::RemoveTemplate("bakery".to_owned()));
    hand.session.settle();
    assert_eq!(own(&hand.session), both[1..]);
    let folder = hand.session.templates_folder().unwrap();
    let kept = polyplan::files::load(&folder.join("removed/bakery.plan.ron")).unwrap().plan;
    assert_eq!(kept.components, hand.plan().components);
    // One that is gone meanwhile is told, and nothing else happens.
    hand.send(Command::RemoveTemplate("bakery".to_owned()));
    hand.session.settle();
    assert_eq!(hand.session.notices.last().unwrap().tone, Tone::Failed);
    assert_eq!(own(&hand.session), both[1..]);
}

/// Taking an inserted template back leaves no empty view.
#[test]
fn after_an_insertion_is_undone_the_plan_is_in_view() {
    let mut hand = Hand::with(&[("Checkout", 0.0, 0.0), ("Stock", 0.0, 120.0)]);
    take(&mut hand, TemplateUse::Insert, "web-product");
    hand.session.tick(1.0);
    hand.act(ActionId::Undo);
    hand.session.tick(1.0);
    let seen = hand.session.camera.seen();
    let cards: Vec<_> = hand.session.board().cards.values().collect();
    assert_eq!(cards.len(), 2);
    let inside = |card: &&polyplan::base::Rect| seen.contains(card.min) && seen.contains(card.max);
    assert!(cards.iter().all(inside), "{seen:?}");
    let middle = seen.center();
    let of = |at: f64, from: f64, to: f64| (at - from) / (to - from);
    let (x, y) = (of(60.0, seen.min.x, seen.max.x), of(96.0, seen.min.y, seen.max.y));
    assert!((0.2..0.8).contains(&x) && (0.2..0.8).contains(&y), "in the middle: {middle:?}");
}
