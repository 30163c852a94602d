//! What is derived or under way belongs to the plan that is open, and to the scenario looked at.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use polyplan::catalog::Catalog;
use polyplan::model::{Edit, Scenario, ScenarioId};
use polyplan::session::{ActionId, Command, Session, Settings};

use crate::hand::{Hand, at, card};

fn open(session: &mut Session, name: &str) {
    let file = format!("saves/{name}.plan.ron");
    session.handle(Command::Open(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file)));
    session.settle();
}

#[test]
fn no_two_plans_of_a_session_share_a_version() {
    let mut session = Session::new(Catalog::shipped().unwrap(), Settings::default());
    let mut seen = vec![(session.plan().version, session.key())];
    for name in ["online-boutique", "feature-platform", "online-boutique"] {
        open(&mut session, name);
        seen.push((session.plan().version, session.key()));
    }
    session.handle(Command::Act(ActionId::New));
    seen.push((session.plan().version, session.key()));
    for (at, (version, key)) in seen.iter().enumerate() {
        for (other_version, other_key) in &seen[at + 1..] {
            assert_ne!(version, other_version);
            assert_ne!(key, other_key);
        }
    }
}

#[test]
fn a_placement_computed_for_another_plan_is_dropped() {
    let mut session = Session::new(Catalog::shipped().unwrap(), Settings::default());
    open(&mut session, "ads-retrieval");
    session.handle(Command::Act(ActionId::Tidy));
    session.handle(Command::Act(ActionId::New));
    session.settle();
    assert!(session.plan().components.is_empty());
    assert!(!session.is_dirty(), "nothing was done to the new plan");
    assert_eq!(session.notices, [], "and nothing is said of the old one");
}

/// Large plans are analysed by job; a scenario chosen and left at once must not come back as the plan.
#[test]
fn an_analysis_is_of_the_scenario_that_is_looked_at() {
    let mut hand = Hand::new();
    let cards =
        (0..200).map(|index| card(&format!("Card {index}"), at(0.0, f64::from(index) * 96.0)));
    hand.edit(Edit::Many(cards.collect()));
    let id = ScenarioId::new("busy").unwrap();
    hand.edit(Edit::AddScenario(Box::new(Scenario {
        id: id.clone(),
        name: "Busy".to_owned(),
        load: 2.0,
        overrides: BTreeMap::new(),
    })));
    hand.session.settle();
    hand.send(Command::SetScenario(Some(id)));
    hand.send(Command::SetScenario(None));
    for _ in 0..200 {
        std::thread::sleep(Duration::from_millis(1));
        hand.session.tick(0.0);
        let session = &hand.session;
        assert!(
            session.analysis_is_stale() || session.analysis().key == session.key(),
            "an analysis that is not of the plan is marked so"
        );
        assert_eq!(session.analysis().key.scenario, None, "nobody looks at the scenario any more");
    }
}
