//! Overlays of the canvas: what they tell, when it comes, and where it is remembered.

use std::collections::BTreeMap;
use std::path::PathBuf;

use polyplan::advice;
use polyplan::catalog::Catalog;
use polyplan::charts::overlay::{self, Overlay};
use polyplan::forecast::Resolved;
use polyplan::model::{Decision, Edit, InputRef, LanguageId, Quantity};
use polyplan::session::{ActionId, Command, Request, Session, Settings};

use super::hand::{Hand, id};

fn example() -> Session {
    let mut session = Session::new(Catalog::shipped().unwrap(), Settings::default());
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("saves/online-boutique.plan.ron");
    session.handle(Command::Open(path));
    session.settle();
    session
}

/// The canvas tells what the command line draws, whichever overlay it is.
#[test]
fn the_canvas_tells_what_exports_draw() {
    let mut session = example();
    assert!(session.shades().is_none(), "no overlay by default");
    for &overlay in Overlay::ALL {
        session.settings.overlay = overlay;
        session.tick(0.0);
        session.settle();
        assert!(!session.shades_are_stale());
        let resolved = Resolved::new(session.plan(), session.catalog(), None);
        let advice = advice::of_plan(&resolved);
        let drawn = overlay::of_plan(overlay, &resolved, &advice);
        assert_eq!(session.shades().map(|shades| &**shades), drawn.as_ref(), "{overlay:?}");
    }
}

#[test]
fn what_is_known_at_once_is_told_at_once() {
    let mut hand = Hand::with(&[("A", 0.0, 0.0)]);
    hand.act(ActionId::OverlayDecided);
    assert_eq!(hand.session.shade(&id("a")).unwrap().label, "open");
    let decision = Decision {
        language: LanguageId::new("go").unwrap(),
        candidate: None,
        reason: String::new(),
        author: String::new(),
        date: None,
        relied_on: BTreeMap::new(),
    };
    hand.edit(Edit::Decide(id("a"), Some(Box::new(decision))));
    assert_eq!(hand.session.shade(&id("a")).unwrap().label, "decided");
    hand.act(ActionId::Undo);
    assert_eq!(hand.session.shade(&id("a")).unwrap().label, "open");
}

/// An overlay that takes longer follows the plan; until it is there the one before stays, marked.
#[test]
fn an_overlay_follows_the_plan() {
    let mut session = example();
    session.handle(Command::Act(ActionId::OverlayCost));
    assert!(session.shades().is_none() && session.shades_are_stale());
    session.settle();
    let before = session.shades().unwrap().clone();
    let address: InputRef = "plan/horizon".parse().unwrap();
    let quantity = Quantity::of(address.input.parse("12 months").unwrap());
    let edit = Edit::Input(address, Some(quantity));
    session.handle(Command::Edit { label: "State the horizon".to_owned(), edit });
    assert!(session.shades_are_stale());
    assert_eq!(session.shades(), Some(&before), "the old one stays meanwhile");
    session.settle();
    assert!(!session.shades_are_stale());
    assert_ne!(session.shades(), Some(&before));
    session.handle(Command::Act(ActionId::OverlayLoad));
    assert!(session.shades().is_none(), "costs are no load");
    session.settle();
    assert_eq!(session.shades().unwrap().overlay, Overlay::Load);
}

/// Sketch mode tells no advice by colour either; afterwards the overlay is there again.
#[test]
fn sketch_mode_has_no_overlay() {
    let mut hand = Hand::with(&[("A", 0.0, 0.0)]);
    hand.act(ActionId::NextOverlay);
    assert_eq!(hand.session.overlay(), Overlay::Verdict);
    hand.act(ActionId::SketchMode);
    assert!(hand.session.shades().is_none() && !hand.session.shades_are_stale());
    assert!(!(ActionId::NextOverlay.action().available)(&hand.session));
    hand.act(ActionId::SketchMode);
    assert!(hand.session.shades().is_some());
    hand.act(ActionId::PreviousOverlay);
    assert_eq!(hand.session.overlay(), Overlay::None);
}

/// What is copied is what is seen.
#[test]
fn the_copied_diagram_has_the_overlay() {
    let mut session = example();
    let mut copied = |action: ActionId| {
        session.handle(Command::Act(action));
        session.handle(Command::Act(ActionId::CopyDiagram));
        session.settle();
        let requests = session.take_requests();
        let image = requests.into_iter().find_map(|request| match request {
            Request::CopyImage { rgba, .. } => Some(rgba),
            _ => None,
        });
        image.unwrap()
    };
    let [plain, decided] = [ActionId::OverlayNone, ActionId::OverlayDecided].map(&mut copied);
    assert_ne!(plain, decided);
    assert_eq!(copied(ActionId::OverlayNone), plain);
}
