//! The chart of a sweep, as the session makes it.

use polyplan::charts::Body;
use polyplan::forecast::Swept;
use polyplan::forecast::sweep::Metric;
use polyplan::model::{Edit, Input, InputRef};
use polyplan::session::{Command, Element, Selection, Session};

use crate::hand::{Hand, at, card, id};

fn work() -> Swept {
    Swept::Input(InputRef::component(id("n0"), Input::Work))
}

/// Whether lines are shown; else the panel says why not.
fn lines(session: &Session) -> bool {
    let chart = session.chart().unwrap();
    assert_eq!(chart.id, "sweep");
    chart.panels.iter().all(|panel| matches!(panel.body, Body::Curves(_)))
}

/// Whether a line has a band.
fn has_bands(session: &Session) -> bool {
    let has = |body: &Body| match body {
        Body::Curves(curves) => curves.series.iter().any(|series| !series.band.is_empty()),
        _ => false,
    };
    session.chart().unwrap().panels.iter().any(|panel| has(&panel.body))
}

/// A plan of this many services, the first of which is swept.
fn swept(count: u32) -> Hand {
    let mut hand = Hand::new();
    let cards =
        (0..count).map(|place| card(&format!("n{place}"), at(f64::from(place) * 240.0, 0.0)));
    hand.edit(Edit::Many(cards.collect()));
    hand.send(Command::Select(Selection::of(Element::Component(id("n0")))));
    hand.send(Command::SweepMetric(Some(Metric::Weeks)));
    hand.send(Command::SweepInput(work()));
    hand
}

#[test]
fn in_plans_of_a_usual_size_the_sweep_is_there_at_once() {
    let mut hand = swept(3);
    assert!(lines(&hand.session));
    assert!(!has_bands(&hand.session), "bands are sampled by job");
    assert!(hand.session.chart_is_sampling());
    let before = hand.session.chart().unwrap().clone();
    hand.session.settle();
    assert!(has_bands(&hand.session));
    assert!(!hand.session.chart_is_sampling());
    let points = |chart: &polyplan::charts::Chart| {
        let curves = chart.panels.iter().filter_map(|panel| match &panel.body {
            Body::Curves(curves) => Some(curves),
            _ => None,
        });
        let series = curves.flat_map(|curves| &curves.series);
        series.map(|series| series.points.clone()).collect::<Vec<_>>()
    };
    assert_eq!(points(hand.session.chart().unwrap()), points(&before), "lines stay");
}

#[test]
fn in_large_plans_it_comes_by_job_and_the_one_before_stays_meanwhile() {
    let mut hand = swept(151);
    assert!(!lines(&hand.session), "a sentence says that it is being computed");
    assert!(hand.session.chart_is_sampling());
    hand.session.settle();
    assert!(lines(&hand.session));
    assert!(!hand.session.chart_is_sampling());
    let before = hand.session.chart().unwrap().clone();
    let address = InputRef::component(id("n0"), Input::TeamSize);
    let team = polyplan::base::Range::exact(7.0);
    let (label, edit) = hand.session.stating(None, &address, Some(team));
    hand.send(Command::Edit { label, edit });
    assert_eq!(hand.session.chart(), Some(&before));
    hand.session.settle();
    assert!(lines(&hand.session));
    assert_ne!(hand.session.chart(), Some(&before), "more people build it sooner");
}

#[test]
fn without_a_component_of_the_team_there_is_no_sweep() {
    let mut hand = swept(2);
    hand.send(Command::Select(Selection::default()));
    assert_eq!(hand.session.sweep(), None);
    assert_eq!(hand.session.chart_name, "totals");
    assert_eq!(hand.session.chart_in_full(), "totals");
    hand.send(Command::Select(Selection::of(Element::Component(id("n1")))));
    assert_eq!(hand.session.chart_in_full(), "sweep:component/n1/work:weeks");
}
