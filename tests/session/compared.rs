//! Two sides compared and flows simulated, as their dialogs show them.

use std::path::PathBuf;

use polyplan::advice::Choice;
use polyplan::advice::compare::{Side, compare};
use polyplan::base::Range;
use polyplan::exchange::csv_comparison;
use polyplan::files;
use polyplan::forecast::{Measure, Resolved, sample};
use polyplan::model::{Edit, Input, InputRef, Quantity, ScenarioId};
use polyplan::session::{
    ActionId, Command, CompareChoice, Compared, Dialog, NotSimulated, SideChoice, SideName,
    Simulated, Study,
};

use crate::hand::{Hand, id};

fn example(name: &str) -> Hand {
    let mut hand = Hand::new();
    let file = format!("saves/{name}.plan.ron");
    hand.send(Command::Open(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file)));
    hand.session.settle();
    hand
}

fn side(scenario: Option<&str>, choice: Choice) -> SideChoice {
    SideChoice { saved: None, scenario: scenario.map(|id| ScenarioId::new(id).unwrap()), choice }
}

fn show(hand: &mut Hand, left: &SideChoice, right: &SideChoice) {
    let choice = CompareChoice { left: left.clone(), right: right.clone() };
    hand.send(Command::ShowDialog(Dialog::Compare(Box::new(choice))));
    assert_eq!(hand.session.dialogs.len(), 1, "other sides are chosen in the same dialog");
}

#[track_caller]
fn compared(hand: &Hand) -> &Compared {
    let compared = match &**hand.session.study().unwrap() {
        Study::Compared(compared) => Some(&**compared),
        _ => None,
    };
    compared.unwrap()
}

#[track_caller]
fn simulated(hand: &Hand) -> &Result<Simulated, NotSimulated> {
    let simulated = match &**hand.session.study().unwrap() {
        Study::Simulated(simulated) => Some(&**simulated),
        _ => None,
    };
    simulated.unwrap()
}

/// Numbers of the jobs under way that simulate.
fn simulating(hand: &Hand) -> Vec<polyplan::session::jobs::JobId> {
    let running = hand.session.jobs.running();
    running.filter(|(_, job)| job.label == "Simulating").map(|(id, _)| id).collect()
}

fn state(hand: &mut Hand, component: &str, input: Input, value: f64) {
    let address = InputRef::component(id(component), input);
    hand.edit(Edit::Input(address, Some(Quantity::of(Range::exact(value)))));
}

#[test]
fn chosen_sides_are_compared_and_saved_as_the_advice_compares_them() {
    let mut hand = example("online-boutique");
    let now = side(None, Choice::Decided);
    let first = hand.session.catalog().compared(&hand.plan().candidates)[0].id.clone();
    let all = Choice::All(first);
    let offered = hand.session.assignments_to_compare(&now);
    assert!(offered.iter().any(|(choice, _)| *choice == all), "{offered:?}");
    for other in [side(Some("sale"), Choice::Decided), side(Some("quiet"), all)] {
        show(&mut hand, &now, &other);
        assert!(hand.session.study().is_none(), "what other sides come to is not shown");
        hand.session.settle();
        let plan = hand.plan();
        let [left, right] = [&now, &other].map(|of| {
            let scenario = of.scenario.as_ref().and_then(|id| plan.scenarios.get(id));
            let resolved = Resolved::new(plan, hand.session.catalog(), scenario);
            Side::new(&plan.name, resolved, of.choice.clone())
        });
        let expected = compare(&left, &right, sample::DRAWS);
        assert_eq!(compared(&hand).comparison.as_ref(), Ok(&expected));
        let table = csv_comparison::write(&expected);
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("table.csv");
        let choice = CompareChoice { left: now.clone(), right: other.clone() };
        hand.send(Command::SaveComparison(file.clone(), Box::new(choice)));
        hand.session.settle();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), table);
    }
}

/// The choice of the comparison that is shown.
#[track_caller]
fn chosen(hand: &Hand) -> CompareChoice {
    let choice = match hand.session.dialogs.last() {
        Some(Dialog::Compare(choice)) => Some((**choice).clone()),
        _ => None,
    };
    choice.unwrap()
}

#[test]
fn a_saved_plan_is_compared_with_the_one_in_the_window() {
    let mut hand = example("online-boutique");
    let file = |name: &str| {
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("saves/{name}.plan.ron"))
    };
    let now = side(None, Choice::Decided);
    show(&mut hand, &now, &side(None, Choice::Advised));
    hand.send(Command::CompareWith(SideName::Right, file("astronomy-shop")));
    hand.session.settle();
    let (choice, other) = (chosen(&hand), files::load(&file("astronomy-shop")).unwrap().plan);
    assert_eq!(choice.right.saved.as_ref().unwrap().plan, other);
    let sides = [hand.plan(), &other].map(|plan| Resolved::new(plan, hand.session.catalog(), None));
    let [left, right] = sides;
    let left = Side::new(&hand.plan().name, left, Choice::Decided);
    let right = Side::new(&other.name, right, Choice::Advised);
    let expected = compare(&left, &right, sample::DRAWS);
    assert_eq!(compared(&hand).comparison.as_ref(), Ok(&expected));
    // The plan as it was saved: what was changed since is all that differs, and files tell them
    // apart.
    state(&mut hand, "frontend", Input::ExternalRate, 4000.0);
    show(&mut hand, &now, &now);
    hand.send(Command::CompareWith(SideName::Left, file("online-boutique")));
    hand.session.settle();
    let comparison = compared(&hand).comparison.as_ref().unwrap();
    assert!(comparison.names[0].ends_with("(saved)"), "{:?}", comparison.names);
    assert!(comparison.names[1].ends_with("(in the window)"), "{:?}", comparison.names);
    let changed: Vec<String> =
        comparison.inputs.iter().map(|change| change.address.to_string()).collect();
    assert_eq!(changed, ["component/frontend/external_rate"]);
}

#[test]
fn a_plan_that_cannot_be_read_changes_nothing_and_says_why() {
    let mut hand = example("online-boutique");
    let sides = [side(None, Choice::Decided), side(Some("sale"), Choice::Decided)];
    show(&mut hand, &sides[0], &sides[1]);
    let before = chosen(&hand);
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("broken.plan.ron");
    std::fs::write(&broken, "(format: \"polyplan\", version: 1, components: {").unwrap();
    for (file, why) in [(broken, "broken.plan.ron"), (folder.path().join("gone.plan.ron"), "gone")]
    {
        hand.send(Command::CompareWith(SideName::Right, file));
        hand.session.settle();
        let said = hand.session.notices.last().unwrap().text.clone();
        assert!(said.contains("cannot be compared") && said.contains(why), "{said}");
        assert_eq!(chosen(&hand), before);
    }
    // Whoever closed the dialog meanwhile is not bothered by what comes.
    hand.send(Command::CompareWith(
        SideName::Right,
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("saves/astronomy-shop.plan.ron"),
    ));
    hand.send(Command::CloseDialog);
    hand.session.settle();
    assert!(hand.session.dialogs.is_empty());
}

#[test]
fn the_action_compares_the_plan_with_the_scenario_that_is_looked_at() {
    let mut hand = example("online-boutique");
    let sale = ScenarioId::new("sale").unwrap();
    hand.send(Command::SetScenario(Some(sale)));
    hand.act(ActionId::Compare);
    hand.session.settle();
    let found = compared(&hand);
    let comparison = found.comparison.as_ref().unwrap();
    assert_eq!(comparison.names, ["As planned", "Peak sale"]);
    let (_, run) = comparison.totals.iter().find(|(of, _)| *of == Measure::Run).unwrap();
    assert!(run.right > run.left, "five times the load costs more to run: {run:?}");
    assert!(found.takeaway.contains("more") && found.takeaway.contains("sampled"));
}

#[test]
fn sides_that_come_to_the_same_say_so_and_what_to_choose() {
    let mut hand = Hand::with(&[("Shop", 0.0, 0.0)]);
    let [advised, decided] = [Choice::Advised, Choice::Decided].map(|choice| side(None, choice));
    for (left, right, why) in [
        (&decided, &decided, "Both sides are the same."),
        (&advised, &decided, "Nothing is decided otherwise than advised"),
    ] {
        show(&mut hand, left, right);
        hand.session.settle();
        let said = compared(&hand).comparison.as_ref().unwrap_err();
        assert!(said.starts_with(why) && said.contains("add a scenario"), "{said}");
    }
}

#[test]
fn a_simulation_arrives_beside_the_formulas_and_follows_seed_and_plan() {
    let mut hand = Hand::with(&[("Shop", 0.0, 0.0)]);
    state(&mut hand, "shop", Input::ExternalRate, 100.0);
    hand.act(ActionId::Simulate);
    hand.session.settle();
    assert!(!hand.session.study_is_stale());
    let first = simulated(&hand).as_ref().unwrap();
    assert_eq!((first.seed, first.found.flows.len(), first.flows.len()), (1, 1, 1));
    // One queue without calls: the formula is exact, and half an interval is about two standard
    // errors; four of them are hardly ever missed.
    let (whole, formula) = (first.found.flows[0].whole, &first.flows[0]);
    for (measured, exact) in [(whole.p50_ms, formula.p50_ms), (whole.p99_ms, formula.p99_ms)] {
        let apart = (measured.value.unwrap() - exact).abs();
        let room = 2.0 * measured.half_width.unwrap() + 0.01 * exact;
        assert!(apart <= room, "{measured:?} {exact}");
    }
    let first = first.found.clone();

    hand.send(Command::ShowDialog(Dialog::Simulate(2)));
    assert_eq!(hand.session.dialogs, [Dialog::Simulate(2)]);
    assert!(hand.session.study().is_none(), "what another seed gave is not shown");
    hand.session.settle();
    let second = simulated(&hand).as_ref().unwrap();
    assert_eq!(second.seed, 2);
    assert_ne!(second.found.flows, first.flows);

    state(&mut hand, "shop", Input::ExternalRate, 200.0);
    assert!(hand.session.study_is_stale(), "it is of the plan before");
    hand.session.settle();
    assert!(!hand.session.study_is_stale());
    let third = simulated(&hand).as_ref().unwrap();
    assert!(third.found.seconds < first.seconds, "twice the load needs half the time");
}

#[test]
fn a_simulation_stops_when_the_plan_changes_or_its_dialog_closes() {
    let mut hand = example("online-boutique");
    hand.act(ActionId::Simulate);
    let first = simulating(&hand);
    state(&mut hand, "loadgenerator", Input::ExternalRate, 10.0);
    let second = simulating(&hand);
    assert_eq!((first.len(), second.len()), (1, 1));
    assert_ne!(first, second, "the plan is another one");
    hand.send(Command::CloseDialog);
    assert_eq!(simulating(&hand), []);
    hand.session.settle();
    assert!(hand.session.study().is_none());
    assert_eq!(hand.session.notices, []);
}

#[test]
fn where_nothing_comes_there_is_nothing_to_simulate() {
    let mut hand = Hand::with(&[("Shop", 0.0, 0.0)]);
    state(&mut hand, "shop", Input::ExternalRate, 0.0);
    hand.act(ActionId::Simulate);
    hand.session.settle();
    let why = simulated(&hand).as_ref().unwrap_err();
    assert_eq!(*why, NotSimulated::NothingComes);
    assert!(why.to_string().contains("state the external rate"));
}

#[test]
fn the_slowest_flow_is_the_same_beside_the_plan_and_in_a_comparison() {
    for name in ["ads-retrieval", "astronomy-shop", "feature-platform", "online-boutique"] {
        let hand = example(name);
        let told = hand.session.analysis().flows()[0].1.typical;
        let plan = hand.plan();
        let resolved = Resolved::new(plan, hand.session.catalog(), None);
        let side = Side::new(name, resolved, Choice::usual(plan));
        let found = compare(&side, &side, 1);
        let slowest = found.totals.iter().find(|(measure, _)| *measure == Measure::FlowP99);
        assert_eq!(slowest.unwrap().1.left, Some(told), "{name}");
    }
}

/// A comparison that waited for a scenario takes the one that is made from there.
#[test]
fn a_scenario_that_is_added_stands_on_the_right() {
    let mut hand = example("online-boutique");
    let decided = side(None, Choice::Decided);
    show(&mut hand, &decided, &decided);
    hand.send(Command::SetScenario(Some(ScenarioId::new("sale").unwrap())));
    hand.session.settle();
    let comparison = compared(&hand).comparison.as_ref().unwrap();
    assert_eq!(comparison.names, ["As planned", "Peak sale"]);
}
