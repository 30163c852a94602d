//! The minutes of what was done since a plan came into the window.

use polyplan::model::{Decision, Edit, LanguageId, PlanChange};
use polyplan::session::{ActionId, Command, FileRequest, Request};

use crate::hand::{Hand, id};

#[test]
fn minutes_tell_what_was_done_since_the_plan_was_opened() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.plan.ron");
    let mut hand = Hand::with(&[("Shop", 0.0, 0.0), ("Cart", 300.0, 0.0)]);
    hand.send(Command::SaveTo(file.clone()));
    hand.session.settle();
    hand.send(Command::Open(file));
    hand.session.settle();
    hand.session.notices.clear();
    let decision = Decision {
        language: LanguageId::new("go").unwrap(),
        candidate: None,
        reason: "measured".to_owned(),
        author: String::new(),
        date: None,
        relied_on: std::collections::BTreeMap::new(),
    };
    hand.edit(Edit::Decide(id("shop"), Some(Box::new(decision))));
    hand.edit(Edit::Plan(PlanChange::Client("Baker".to_owned())));
    hand.act(ActionId::Minutes);
    let asked = Request::ChooseFile(FileRequest::Minutes);
    let requests = hand.session.take_requests();
    assert!(requests.contains(&asked), "{requests:?}");
    for name in [hand.session.minutes_name(), "minutes.md".to_owned()] {
        hand.send(Command::SaveMinutes(folder.path().join(name)));
        hand.session.settle();
    }
    let pages = std::fs::read(folder.path().join("shop-minutes.pdf")).unwrap();
    assert!(pages.starts_with(b"%PDF"));
    let told = std::fs::read_to_string(folder.path().join("minutes.md")).unwrap();
    assert!(told.contains("1 decision taken or changed; 1 component is open."), "{told}");
    assert!(told.contains("| Shop | Go | open |"), "{told}");
    assert!(told.lines().any(|line| line.ends_with("client: nothing → “Baker”")), "{told}");
}
