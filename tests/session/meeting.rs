//! A meeting without a window: what it goes through, in which order, what is left, and votes.

use std::collections::BTreeMap;

use polyplan::model::{
    About, ComponentChange, ComponentId, Decision, Edit, EntryKind, EntryStatus, Group, GroupId,
    GroupKind, Input, InputRef, Inputs, Kind, LanguageId, Link, LinkId, LogEntry, Quantity, Role,
    RoleId, Sourcing, Vote, Votes,
};
use polyplan::session::meeting::{Item, Order, Step};
use polyplan::session::table::Middle;
use polyplan::session::{ActionId, Command, Dialog, Selection, Settings};

use crate::hand::{Hand, id};

fn language(word: &str) -> LanguageId {
    LanguageId::new(word).unwrap()
}

fn component(name: &str) -> Item {
    Item::Component(id(name))
}

fn decide(hand: &mut Hand, name: &str, word: &str) {
    let edit = hand.session.decision(&id(name), language(word), None, "");
    hand.edit(edit);
}

/// Three services and a database, in a meeting.
fn meeting() -> Hand {
    let mut hand = Hand::with(&[
        ("Api", 0.0, 0.0),
        ("Cart", 0.0, 120.0),
        ("Mail", 0.0, 240.0),
        ("Database", 0.0, 360.0),
    ]);
    let bought = ComponentChange::Kind(Kind::Datastore);
    hand.edit(Edit::Component(id("database"), bought));
    hand.edit(Edit::Component(id("database"), ComponentChange::Sourcing(Some(Sourcing::Bought))));
    hand.act(ActionId::Meeting);
    hand.session.settle();
    hand
}

fn components(hand: &Hand) -> Vec<ComponentId> {
    let items = hand.session.agenda().into_iter().map(|row| row.item);
    items
        .filter_map(|item| match item {
            Item::Component(id) => Some(id),
            _ => None,
        })
        .collect()
}

fn step(hand: &mut Hand, step: Step) {
    hand.send(Command::Meet(step));
}

#[test]
fn a_meeting_goes_through_what_is_a_question_and_ends() {
    let mut hand = meeting();
    assert!(hand.session.shows_meeting() && !hand.session.shows_canvas());
    assert_eq!(components(&hand), [id("api"), id("cart"), id("mail")], "nobody writes a database");
    let all = hand.session.meeting_progress().all;
    assert_eq!(hand.session.meeting_progress().in_words(), format!("1 of {all}, {all} left"));
    assert_eq!(hand.session.meeting_item(), Some(&component("api")));
    assert_eq!(hand.selected(), ["api"], "what is selected follows");
    step(&mut hand, Step::Done);
    assert_eq!(hand.selected(), ["cart"]);
    assert_eq!(hand.session.meeting_progress().left, all - 1);
    step(&mut hand, Step::Previous);
    assert_eq!(hand.session.meeting_item(), Some(&component("api")));
    assert_eq!(hand.session.meeting_progress().left, all - 1, "going back undoes nothing");
    step(&mut hand, Step::Next);
    step(&mut hand, Step::Next);
    assert_eq!(hand.session.meeting_item(), Some(&component("mail")));
    assert_eq!(hand.session.meeting_progress().left, all - 1, "what is looked at is not done");
    step(&mut hand, Step::First);
    step(&mut hand, Step::Mark(component("api"), false));
    assert_eq!(hand.session.meeting_progress().left, all);
    step(&mut hand, Step::Last);
    assert_eq!(hand.session.meeting_progress().place, all);
    step(&mut hand, Step::Next);
    assert_eq!(hand.session.meeting_progress().place, all, "on from the last there is none");
    // After the last item comes what is left.
    step(&mut hand, Step::Done);
    assert_eq!(hand.session.meeting_item(), Some(&component("api")));
    for _ in 0..all {
        step(&mut hand, Step::Done);
    }
    assert_eq!(hand.session.meeting_item(), None);
    assert_eq!(hand.session.meeting_progress().in_words(), "none left");
    assert!(hand.session.agenda().iter().all(|row| row.done));
    step(&mut hand, Step::Previous);
    assert_eq!(hand.session.meeting_progress().place, all, "back from the end");
    assert_eq!(hand.steps(), 3, "a meeting changes no plan");
    hand.act(ActionId::Escape);
    assert!(hand.session.shows_canvas());
}

#[test]
fn panels_make_room_and_come_back() {
    let mut hand = meeting();
    let open = |hand: &Hand| {
        let settings = &hand.session.settings;
        [settings.outline, settings.inspector, settings.plot]
    };
    assert_eq!(open(&hand), [false; 3]);
    hand.act(ActionId::Inspector);
    assert_eq!(open(&hand), [false, true, false], "any of them can be had beside it");
    hand.act(ActionId::Meeting);
    assert_eq!(open(&hand), [true; 3]);
    let closed = Settings { outline: false, ..hand.session.settings.clone() };
    hand.send(Command::Settings(Box::new(closed)));
    hand.act(ActionId::Meeting);
    hand.act(ActionId::Table);
    assert_eq!(open(&hand), [false, true, true], "what was closed stays closed");
    assert_eq!(hand.session.settings.middle, Middle::Table);
}

#[test]
fn open_decisions_come_first_and_the_order_stays_once_begun() {
    let mut hand = meeting();
    decide(&mut hand, "api", "go");
    assert_eq!(hand.session.meeting_item(), Some(&component("api")), "what is decided stays");
    step(&mut hand, Step::Order(Order::Decision));
    assert_eq!(components(&hand), [id("cart"), id("mail"), id("api")]);
    assert_eq!(hand.session.meeting_item(), Some(&component("cart")));
    step(&mut hand, Step::Done);
    decide(&mut hand, "cart", "go");
    assert_eq!(components(&hand), [id("cart"), id("mail"), id("api")], "nothing moves any more");
    let cart = hand.session.agenda().into_iter().find(|row| row.item == component("cart")).unwrap();
    assert_eq!((cart.note.as_str(), cart.done), ("decided", true));
    // What comes later is added at the end; what is gone is gone.
    hand.edit(crate::hand::card("Zoo", crate::hand::at(400.0, 0.0)));
    assert_eq!(components(&hand).last(), Some(&id("zoo")));
    hand.edit(Edit::RemoveComponent(id("mail")));
    assert!(!components(&hand).contains(&id("mail")));
    assert!(hand.session.meeting_item().is_some());
}

#[test]
fn groups_go_together() {
    let mut hand = meeting();
    let group = |word: &str| GroupId::new(word).unwrap();
    for (word, name) in [("a", "Back"), ("b", "Front")] {
        let of =
            Group { id: group(word), name: name.to_owned(), kind: GroupKind::Team, parent: None };
        hand.edit(Edit::AddGroup(Box::new(of)));
    }
    for (name, word) in [("api", "b"), ("mail", "a")] {
        hand.edit(Edit::Component(id(name), ComponentChange::Group(Some(group(word)))));
    }
    step(&mut hand, Step::Order(Order::Group));
    assert_eq!(components(&hand), [id("mail"), id("api"), id("cart")]);
    assert_eq!(hand.session.settings.meeting.order, Order::Group);
}

/// The order by what is worth asking is that of the questions that are told elsewhere.
#[test]
fn what_is_worth_asking_comes_first() {
    let mut hand = meeting();
    let rate = Quantity::of(Input::ExternalRate.parse("40 req/s").unwrap());
    hand.edit(Edit::Input(InputRef::component(id("cart"), Input::ExternalRate), Some(rate)));
    step(&mut hand, Step::Order(Order::Value));
    hand.session.settle();
    let prepared = hand.session.prepared().unwrap().clone();
    let worth = |of: &ComponentId| {
        let of = prepared.questions.iter().filter(|question| question.component == *of);
        of.map(|question| question.probability).fold(0.0, f64::max)
    };
    let worths: Vec<f64> = components(&hand).iter().map(worth).collect();
    assert!(worths.is_sorted_by(|a, b| a >= b), "{worths:?}");
    let first = hand.session.agenda()[0].item.clone();
    assert_eq!(hand.session.meeting_item(), Some(&first));
    // What is asked of an item are the questions about it.
    let told = hand.session.told_of_component(&id("cart")).unwrap();
    let of_cart = prepared.questions.iter().filter(|question| question.component == id("cart"));
    assert_eq!(told.asked.unwrap().len(), of_cart.count());
}

#[test]
fn an_item_is_told_as_everywhere() {
    let mut hand = meeting();
    let link = LinkId::new("l").unwrap();
    hand.edit(Edit::AddLink(Box::new(Link::new(link, id("api"), id("cart")))));
    let rate = Quantity::of(Input::ExternalRate.parse("40 req/s").unwrap());
    hand.edit(Edit::Input(InputRef::component(id("api"), Input::ExternalRate), Some(rate)));
    let target = Quantity::of(Input::P99Target.parse("1 ms").unwrap());
    hand.edit(Edit::Input(InputRef::component(id("api"), Input::P99Target), Some(target)));
    decide(&mut hand, "api", "python");
    step(&mut hand, Step::GoTo(component("api")));
    hand.session.settle();
    let told = hand.session.told_of_component(&id("api")).unwrap();
    let analysis = hand.session.analysis().components[&id("api")].clone();
    assert_eq!(told.sentence, analysis.advice.sentence);
    assert_eq!(told.candidates.len(), analysis.advice.ranking.len());
    assert!(told.known.iter().any(|of| of.value == "40 req/s"), "{:?}", told.known);
    assert!(told.assumed.iter().all(|of| told.known.iter().all(|known| known.label != of.label)));
    let first = analysis.advice.unknowns.iter().find_map(|unknown| unknown.input);
    if let Some(first) = first {
        assert_eq!(told.assumed[0].label, first.label(), "the most decisive first");
    }
    assert_eq!(told.decision[0], analysis.advice.decision.as_ref().unwrap().sentence);
    // A flow with its target, and the finding that it misses it.
    let flow = hand.session.told_of_flow(&id("api")).unwrap();
    assert!(flow.misses && flow.target.starts_with("Target: p99 within 1 ms, met in "), "{flow:?}");
    assert_eq!(flow.times.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["p50", "p95", "p99"]);
    let steps = flow.steps.unwrap();
    assert!(steps.is_sorted_by(|a, b| a.1 >= b.1) && !steps.is_empty(), "{steps:?}");
    let rows = hand.session.agenda();
    let finding = rows.iter().find(|row| matches!(row.item, Item::Finding(..)));
    let finding = finding.unwrap();
    let told = hand.session.told_of_finding(&finding.item).unwrap();
    let among = |of: &polyplan::advice::Finding| {
        of.message == told.message && of.advice == told.advice && of.fixes == told.fixes
    };
    assert!(hand.session.analysis().findings.iter().any(among));
    assert_eq!(finding.title, told.message);
}

/// Time passes for the item that is shown, and for no plan.
#[test]
fn the_clock_counts_for_the_item_that_is_shown() {
    let mut hand = meeting();
    let before = hand.plan().clone();
    hand.session.meet_for(65.0);
    assert_eq!(hand.session.item_time().unwrap(), "1:05 of 5 min");
    step(&mut hand, Step::Done);
    assert_eq!(hand.session.item_time().unwrap(), "0:00 of 5 min");
    step(&mut hand, Step::Minutes(0));
    hand.session.meet_for(400.0);
    assert_eq!(hand.session.item_time().unwrap(), "6:40");
    assert!(!hand.session.item_is_late(), "without a limit nothing is late");
    step(&mut hand, Step::Minutes(5));
    assert!(hand.session.item_is_late());
    step(&mut hand, Step::Pause);
    hand.session.meet_for(1000.0);
    assert_eq!(hand.session.meeting_time(), "7:45");
    step(&mut hand, Step::Pause);
    hand.act(ActionId::Meeting);
    hand.session.meet_for(1000.0);
    hand.act(ActionId::Meeting);
    assert_eq!(hand.session.meeting_time(), "7:45", "outside the meeting no time is counted");
    assert_eq!(*hand.plan(), before);
    assert!(!hand.session.settings.meeting.folded.is_empty());
}

#[test]
fn what_is_selected_elsewhere_is_the_item() {
    let mut hand = meeting();
    step(&mut hand, Step::Done);
    hand.select(&["mail"]);
    assert_eq!(hand.session.meeting_item(), Some(&component("mail")));
    hand.select(&["database"]);
    assert_eq!(hand.session.meeting_item(), Some(&component("mail")), "it is on no agenda");
    // What the hand does on the canvas is seen there.
    hand.act(ActionId::QuickEntry);
    assert!(hand.session.shows_canvas());
}

/// A meeting that is come back to is at the item that it was left at, and tells all of it.
#[test]
fn what_is_told_comes_back_with_the_meeting() {
    let mut hand = meeting();
    step(&mut hand, Step::Done);
    let told = hand.session.told_of_component(&id("cart")).unwrap();
    assert!(!told.candidates.is_empty());
    hand.act(ActionId::Meeting);
    hand.send(Command::Select(Selection::default()));
    hand.act(ActionId::Meeting);
    assert_eq!(hand.session.meeting_item(), Some(&component("cart")));
    assert_eq!(hand.session.told_of_component(&id("cart")).unwrap(), told);
    hand.send(Command::Select(Selection::default()));
    assert_eq!(hand.session.told_of_component(&id("cart")).unwrap(), told);
}

#[test]
fn an_empty_plan_has_a_meeting_without_items() {
    let mut hand = Hand::new();
    hand.act(ActionId::Meeting);
    assert_eq!(hand.session.meeting_progress().all, 0);
    for of in [Step::Done, Step::Next, Step::Previous, Step::First, Step::Last] {
        step(&mut hand, of);
    }
    assert_eq!(hand.session.meeting_item(), None);
}

fn votes(cast: &[(&str, &str, &str)]) -> Votes {
    let vote = |(role, word, reason): &(&str, &str, &str)| {
        ((*role).to_owned(), Vote { language: language(word), reason: (*reason).to_owned() })
    };
    cast.iter().map(vote).collect::<BTreeMap<_, _>>()
}

#[test]
fn votes_are_kept_and_cleared_in_one_step_each() {
    let mut hand = meeting();
    assert_eq!(hand.session.to_vote_on(&id("database")), [], "nobody votes on a database");
    let offered = hand.session.to_vote_on(&id("api"));
    let ranking = &hand.session.analysis().components[&id("api")].advice.ranking;
    assert!(offered.iter().all(|(of, _)| ranking.iter().any(|ranked| ranked.language == *of)));
    assert_eq!(offered[0].0, ranking[0].language);
    let cast =
        votes(&[("Builder", "go", ""), ("Auditor", "python", "we know it"), ("Driver", "go", "")]);
    let edit = hand.session.keep_votes(&id("api"), &cast);
    let before = (hand.steps(), hand.plan().clone());
    hand.send(Command::Edit { label: "Vote".to_owned(), edit });
    hand.did_once("Vote", (before.0, &before.1));
    hand.session.notices.clear();
    assert_eq!(hand.plan().votes[&id("api")], cast);
    let told = hand.session.told_of_votes(&id("api")).unwrap();
    assert_eq!(told.sentence, "2 of 3 for Go, 1 of 3 for Python");
    assert_eq!(told.leader.unwrap().0, language("go"));
    // The reasons of the few are heard first.
    assert_eq!(
        (told.votes[0].role.as_str(), told.votes[0].reason.as_str()),
        ("Auditor", "we know it")
    );
    let of_item = hand.session.told_of_component(&id("api")).unwrap();
    assert_eq!(of_item.votes.unwrap(), told.sentence);
    // Others take their place as a whole.
    let anew = votes(&[("Builder", "python", "")]);
    let edit = hand.session.keep_votes(&id("api"), &anew);
    hand.edit(edit);
    assert_eq!(hand.plan().votes[&id("api")], anew);
    let edit = hand.session.keep_votes(&id("api"), &Votes::new());
    hand.edit(edit);
    assert!(hand.plan().votes.is_empty());
    hand.act(ActionId::Undo);
    // They go with their component, and come back with it.
    let before = (hand.steps(), hand.plan().clone());
    hand.select(&["api"]);
    hand.act(ActionId::Delete);
    assert!(hand.plan().votes.is_empty());
    hand.act(ActionId::Undo);
    assert_eq!(*hand.plan(), before.1);
}

/// What is copied is a component, not what a team thought of it.
#[test]
fn copies_have_no_votes() {
    let mut hand = meeting();
    let edit = hand.session.keep_votes(&id("api"), &votes(&[("Builder", "go", "quokka")]));
    hand.edit(edit);
    hand.select(&["api"]);
    hand.act(ActionId::Copy);
    assert!(!hand.copied().contains("quokka"));
    hand.act(ActionId::Duplicate);
    assert_eq!(hand.plan().votes.len(), 1);
}

#[test]
fn votes_are_asked_for_what_has_candidates() {
    let mut hand = meeting();
    hand.select(&["database"]);
    assert!(!(ActionId::Vote.action().available)(&hand.session));
    hand.select(&["cart"]);
    hand.act(ActionId::Vote);
    assert_eq!(hand.session.dialogs, [Dialog::Vote(id("cart"))]);
}

/// What several roles come to is stated in one step, with their number and without what each said.
#[test]
fn an_estimate_of_several_roles_is_one_step() {
    let mut hand = meeting();
    let range = |text: &str| Input::CpuTime.parse(text).unwrap();
    let address = InputRef::component(id("api"), Input::CpuTime);
    assert!(hand.session.to_estimate(&id("api")).contains(&Input::CpuTime));
    assert_eq!(hand.session.estimated(&address, &[]), None);
    let said = [range("4..8..16 ms"), range("9..18..36 ms")];
    let (label, edit) = hand.session.estimated(&address, &said).unwrap();
    let before = (hand.steps(), hand.plan().clone());
    hand.send(Command::Edit { label: label.clone(), edit });
    hand.did_once(&label, (before.0, &before.1));
    let stated = &hand.plan().components[&id("api")].inputs[&Input::CpuTime];
    // √(4·9), √(8·18), √(16·36)
    assert_eq!(stated.range, range("6..12..24 ms"));
    assert_eq!(stated.source, "estimated by 2 roles");
    // What is asked first of it is what the dialog begins with.
    hand.select(&["api"]);
    hand.act(ActionId::Estimate);
    let first = hand.session.to_estimate(&id("api"))[0];
    let dialog = Dialog::Estimate(InputRef::component(id("api"), first));
    assert_eq!(hand.session.dialogs, [dialog]);
}

#[test]
fn a_decision_that_another_one_follows_stays_in_the_log() {
    let mut hand = meeting();
    let old = Decision {
        language: language("go"),
        candidate: None,
        reason: "measured it".to_owned(),
        author: "ops".to_owned(),
        date: "2026-03-01".parse().ok(),
        relied_on: BTreeMap::new(),
    };
    let ops = Role {
        id: RoleId::new("ops").unwrap(),
        name: "Operations".to_owned(),
        skills: BTreeMap::new(),
        inputs: Inputs::default(),
    };
    hand.edit(Edit::AddRole(Box::new(ops)));
    hand.edit(Edit::Decide(id("cart"), Some(Box::new(old))));
    let steps = hand.steps();
    decide(&mut hand, "cart", "python");
    assert_eq!(hand.steps(), steps + 1, "one step");
    let about = About::Component(id("cart"));
    let [kept] = hand.session.entries_about(&about)[..] else { panic!("one entry") };
    let standing = kept.standing(hand.plan());
    assert!(standing.starts_with("superseded on 20"), "{standing}");
    assert!(standing.ends_with(" · Operations"), "{standing}");
    assert_eq!((kept.text.as_str(), kept.outcome.as_str()), ("Language: Go", "measured it"));
    assert_eq!(kept.raised, "2026-03-01".parse().ok());
    // What is put right on the same day leaves nothing behind, nor does the same language again.
    decide(&mut hand, "cart", "rust");
    decide(&mut hand, "cart", "rust");
    assert_eq!(hand.session.entries_about(&about).len(), 1);
    while hand.steps() > steps {
        hand.act(ActionId::Undo);
    }
    assert_eq!(hand.session.entries_about(&about).len(), 0);
    assert_eq!(hand.plan().decisions[&id("cart")].language, language("go"));
}

#[test]
fn an_entry_is_kept_settled_and_survives_what_it_is_about() {
    let mut hand = meeting();
    hand.select(&["cart"]);
    assert_eq!(hand.session.entry_subject(), About::Component(id("cart")));
    let typed = LogEntry {
        text: "Ask for the contract".to_owned(),
        ..hand.session.new_entry(EntryKind::Action, hand.session.entry_subject())
    };
    let (label, edit) = hand.session.keep_entry(typed);
    assert_eq!(label, "Add the action “Ask for the contract”");
    hand.edit(edit);
    let [entry] = hand.session.entries_about(&About::Component(id("cart")))[..] else { panic!() };
    assert_eq!(entry.id.as_str(), "ask-for-the-contract");
    assert!(entry.is_open() && entry.raised.is_some() && entry.settled.is_none());
    let done = LogEntry { status: EntryStatus::Settled, ..entry.clone() };
    let (label, edit) = hand.session.keep_entry(done);
    assert_eq!(label, "Change the action “Ask for the contract”");
    hand.edit(edit);
    let [entry] = hand.session.entries_about(&About::Component(id("cart")))[..] else { panic!() };
    assert!(entry.settled.is_some() && !entry.is_open());
    hand.edit(Edit::RemoveComponent(id("cart")));
    assert_eq!(hand.session.entries_about(&About::Plan).len(), 1, "it is not lost");
    hand.act(ActionId::Undo);
    assert_eq!(hand.session.entries_about(&About::Component(id("cart"))).len(), 1);
}
