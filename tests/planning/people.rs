//! Roles whose people build several components: weeks and learning by hand, and calendars against
//! every way to share people among tasks.

use std::collections::BTreeSet;

use polyplan::advice::ledger::ledger;
use polyplan::charts::{self, Body};
use polyplan::forecast::schedule::{self, Schedule};
use polyplan::forecast::totals::{self, Shared, Totals};
use polyplan::forecast::{Assignment, Facts, Point, Resolved, outlook};
use polyplan::model::{CandidateId, ComponentChange, Kind, RoleId, Skill};

use super::dice::Dice;
use super::saves::saves;
use super::sketch::{Sketch, catalog, id, role};
use super::totals::close;

/// Gives a component to a role, with its work in person-weeks and the people who fit on it.
fn owned(sketch: Sketch, name: &str, owner: &str, work: &str, people: &str) -> Sketch {
    sketch
        .with(name, Kind::Service)
        .but(name, ComponentChange::Owner(Some(RoleId::new(owner).unwrap())))
        .states(&format!("component/{name}/work"), &format!("{work} person-weeks"))
        .states(&format!("component/{name}/team_size"), people)
}

/// A role of so many people at home in Python, at 3,000 a week, that builds so many components of 30
/// person-weeks for three people each.
fn team(headcount: &str, components: usize) -> Sketch {
    let new = role(Sketch::new(), "team", &[("python", Skill::Fluent)], headcount)
        .states("role/team/weekly_cost", "3000 $/week");
    (0..components).fold(new, |sketch, n| owned(sketch, &format!("s{n}"), "team", "30", "3"))
}

fn all(sketch: &Sketch, candidate: &str) -> Assignment {
    let candidate = CandidateId::new(candidate).unwrap();
    sketch.0.components.keys().map(|id| (id.clone(), candidate.clone())).collect()
}

fn at_medians(sketch: &Sketch, assignment: &Assignment) -> Totals {
    totals::of_plan(&Resolved::new(&sketch.0, catalog(), None), assignment, Point::Typical)
}

fn scheduled(sketch: &Sketch, assignment: &Assignment) -> Schedule {
    schedule::of_plan(&Resolved::new(&sketch.0, catalog(), None), assignment).unwrap()
}

/// Ten times 30 person-weeks take one person 300 weeks, one component after another.
#[test]
fn one_person_builds_one_component_after_another() {
    let team = team("1", 10);
    let python = all(&team, "python-async");
    close(at_medians(&team, &python).weeks, 300.0);
    close(at_medians(&team, &python).person_weeks, 300.0);
    let resolved = Resolved::new(&team.0, catalog(), None);
    let told = outlook::of_plan(&resolved, &[&python]).pop().unwrap().weeks;
    close(told.low, 300.0);
    close(told.high, 300.0);
    let found = scheduled(&team, &python);
    assert_eq!(found.weeks, told);
    for (n, built) in found.built.iter().enumerate() {
        assert!(built.shared);
        let start = 30.0 * f64::from(u8::try_from(n).unwrap());
        assert!((built.start.typical - start).abs() < 1e-6, "{built:?}");
        assert!((built.end.typical - start - 30.0).abs() < 1e-6, "{built:?}");
    }
}

/// In Go the work takes 1.15 times as long, and somebody new to it loses 0.6 × 6 / 2 = 1.8 weeks: once,
/// however many components he builds.
#[test]
fn a_language_is_learned_once_by_each_person() {
    let go = |headcount: &str, components: usize| {
        let team = team(headcount, components);
        let all = all(&team, "go-net-http");
        at_medians(&team, &all)
    };
    let ten = go("1", 10);
    close(ten.learn, 1.8 * 3000.0);
    close(ten.weeks, 345.0 + 1.8);
    close(ten.person_weeks, 346.8);
    let of_three = go("3", 10);
    close(of_three.learn, 16_200.0);
    close(of_three.weeks, (345.0 + 5.4) / 3.0);
    close(of_three.learn, go("3", 1).learn);
    // Thirty people are ten teams of three, each of whom learns it.
    let of_thirty = go("30", 10);
    close(of_thirty.learn, 162_000.0);
    close(of_thirty.weeks, 34.5 / 3.0 + 1.8);
    // Where nobody says how many they are, each component has a team of its own.
    close(go("", 10).learn, of_thirty.learn);
    close(go("", 10).weeks, of_thirty.weeks);
}

/// Two languages are learned one after the other; what is known costs nothing.
#[test]
fn each_language_is_learned_by_itself() {
    let team = team("1", 6);
    let mut mixed = all(&team, "python-async");
    for (name, candidate) in [("s0", "go-net-http"), ("s1", "go-net-http"), ("s2", "rust-axum")] {
        mixed.insert(id(name), CandidateId::new(candidate).unwrap());
    }
    // Rust takes 14 weeks to learn and 1.4 times the work; a further language and link cost apart.
    let found = at_medians(&team, &mixed);
    close(found.learn, (1.8 + 0.6 * 14.0 / 2.0) * 3000.0);
    close(found.weeks, 2.0 * 34.5 + 1.8 + 42.0 + 4.2 + 90.0);
}

/// The longer of all work over all people, and of the component that takes longest with the people who
/// fit on it.
#[test]
fn a_component_has_no_more_people_than_fit_on_it() {
    for (headcount, works, expected) in [
        ("3", [("20", "2"), ("20", "2"), ("2", "1")], 14.0),
        ("3", [("30", "2"), ("6", "2"), ("2", "1")], 15.0),
        ("2", [("30", "4"), ("6", "2"), ("4", "1")], 20.0),
        ("0.5", [("1", "1"), ("1", "1"), ("1", "1")], 6.0),
    ] {
        let sketch = role(Sketch::new(), "team", &[("python", Skill::Fluent)], headcount);
        let named = ["a", "b", "c"].into_iter().zip(works);
        let sketch = named.fold(sketch, |sketch, (name, (work, people))| {
            owned(sketch, name, "team", work, people)
        });
        let python = all(&sketch, "python-async");
        close(at_medians(&sketch, &python).weeks, expected);
        let found = scheduled(&sketch, &python);
        let last = found.built.iter().map(|of| of.end.typical).fold(0.0, f64::max);
        assert!((last - expected).abs() < 1e-6, "{found:?}");
    }
}

/// Roles with headcounts, without, and nobody; what each builds, at random.
fn any(dice: &mut Dice) -> Sketch {
    let mut sketch = Sketch::new();
    for name in ["known", "unsaid"] {
        let knows: &[_] = if dice.roll(2) == 0 { &[("python", Skill::Fluent)] } else { &[] };
        let headcounts = ["1", "2..3..5", "0", "0.5..1..40"];
        let headcount = if name == "known" { *dice.pick::<&str>(&headcounts) } else { "" };
        sketch = role(sketch, name, knows, headcount);
    }
    for n in 0..2 + dice.roll(5) {
        let name = format!("c{n}");
        sketch = sketch.with(&name, dice.pick(&[Kind::Service, Kind::ModelServing]).clone());
        let owners = ["known", "known", "unsaid", ""];
        if let Ok(owner) = RoleId::new(dice.pick::<&str>(&owners)) {
            sketch = sketch.but(&name, ComponentChange::Owner(Some(owner)));
        }
        for (input, values) in [
            ("work", ["1..4..30 person-weeks", "0 person-weeks", "12 person-weeks"]),
            ("team_size", ["1", "2..3..6", "0.2"]),
        ] {
            sketch =
                sketch.states(&format!("component/{name}/{input}"), dice.pick::<&str>(&values));
        }
    }
    sketch
}

fn chosen(sketch: &Sketch, dice: &mut Dice) -> Assignment {
    let candidates = ["go-net-http", "python-async", "rust-axum"];
    let of = |id: &polyplan::model::ComponentId| {
        (id.clone(), CandidateId::new(dice.pick::<&str>(&candidates)).unwrap())
    };
    sketch.0.components.keys().map(of).collect()
}

/// What the components come to with a team for each, the long way round.
fn apart(resolved: &Resolved<'_>, assignment: &Assignment) -> Totals {
    let shared = Shared::of(resolved, Point::Typical);
    let of = |facts: &Facts<'_>| {
        let candidate = &catalog().candidates[&assignment[&facts.component.id]];
        totals::of_component(resolved, facts, candidate, &shared, Point::Typical).unwrap()
    };
    let each: Vec<Totals> = resolved.components.iter().map(of).collect();
    let sum = |of: fn(&Totals) -> f64| each.iter().map(of).sum::<f64>();
    let boundary = totals::boundary_weeks(resolved, assignment, Point::Typical);
    Totals {
        build: sum(|of| of.build) + boundary * shared.weekly_cost,
        learn: sum(|of| of.learn),
        run: sum(|of| of.run),
        maintain: sum(|of| of.maintain),
        monthly: sum(|of| of.monthly),
        steady: sum(|of| of.steady),
        servers: sum(|of| of.servers),
        memory_gb: sum(|of| of.memory_gb),
        person_weeks: sum(|of| of.person_weeks) + boundary,
        weeks: each.iter().map(|of| of.weeks).fold(0.0, f64::max),
    }
}

/// Without a headcount, or where its role builds nothing else, a component has a team of its own;
/// sharing people takes no less time, and learning once costs no more.
#[test]
fn sharing_people_takes_longer_and_teaches_less() {
    let mut dice = Dice(11);
    let mut differ = BTreeSet::new();
    for _ in 0..400 {
        let sketch = any(&mut dice);
        let assignment = chosen(&sketch, &mut dice);
        let resolved = Resolved::new(&sketch.0, catalog(), None);
        let found = totals::of_plan(&resolved, &assignment, Point::Typical);
        let apart = apart(&resolved, &assignment);
        let known = RoleId::new("known").unwrap();
        let owners = sketch.0.components.values().filter(|of| of.owner.as_ref() == Some(&known));
        let shares = owners.count() > 1;
        if !shares {
            assert_eq!(found, apart);
        }
        let slack = 1e-9 * apart.person_weeks;
        assert!(found.weeks >= apart.weeks - slack, "{found:?} {apart:?}");
        assert!(found.learn <= apart.learn + 1e-9 * apart.cost(), "{found:?} {apart:?}");
        let weekly = Shared::of(&resolved, Point::Typical).weekly_cost;
        let rest = |of: &Totals| of.person_weeks - of.learn / weekly;
        assert!((rest(&found) - rest(&apart)).abs() <= 1e-6, "{found:?} {apart:?}");
        close(found.build + found.run + found.maintain, apart.build + apart.run + apart.maintain);
        differ.extend((found.weeks > apart.weeks + 0.1).then_some("weeks"));
        differ.extend((found.learn < apart.learn - 1.0).then_some("learning"));
    }
    assert_eq!(differ.len(), 2, "{differ:?}");
}

/// What is told of a plan is what its schedule ends with, and nobody works twice at a time.
#[test]
fn a_schedule_ends_when_the_plan_does() {
    let mut dice = Dice(5);
    let random = (0..40).map(|_| any(&mut dice).0).collect::<Vec<_>>();
    let saved = saves().into_iter().map(|(_, plan)| plan);
    for plan in random.into_iter().chain(saved) {
        let resolved = Resolved::new(&plan, catalog(), None);
        let assignment = polyplan::advice::decided_else_advised(&resolved);
        let Some(found) = schedule::of_plan(&resolved, &assignment) else { continue };
        let told = outlook::of_plan(&resolved, &[&assignment]).pop().unwrap().weeks;
        assert_eq!(found.weeks, told);
        for of in &found.built {
            let [start, end] = [of.start, of.end];
            assert!(start.low >= 0.0 && start.typical <= end.typical, "{of:?}");
            assert!(end.typical <= told.typical * (1.0 + 1e-6), "{of:?} {told:?}");
            assert!(of.shared || start.high == 0.0, "{of:?}");
        }
    }
}

/// Fewest steps in which the tasks can be done where each step lends whole people to tasks: every way
/// is tried, step by step.
fn fewest_steps(work: &[u32], fit: &[u32], everybody: u32) -> u32 {
    let mut reached: BTreeSet<Vec<u32>> = BTreeSet::from([work.to_vec()]);
    for steps in 0.. {
        if reached.iter().any(|left| left.iter().all(|work| *work == 0)) {
            return steps;
        }
        let mut next = BTreeSet::new();
        for left in reached {
            lend(&left, fit, everybody, &mut Vec::new(), &mut next);
        }
        reached = next;
    }
    unreachable!()
}

fn lend(left: &[u32], fit: &[u32], free: u32, taken: &mut Vec<u32>, next: &mut BTreeSet<Vec<u32>>) {
    let at = taken.len();
    if at == left.len() {
        next.insert(left.iter().zip(taken).map(|(left, taken)| left - *taken).collect());
        return;
    }
    for lent in 0..=free.min(fit[at]).min(left[at]) {
        taken.push(lent);
        lend(left, fit, free - lent, taken, next);
        taken.pop();
    }
}

/// Up to four tasks and three people, in steps of a quarter of a week: no way to lend people is shorter
/// than the calendar told, and the best one is as short but for the last step that it begins.
#[test]
fn no_calendar_is_shorter() {
    let mut dice = Dice(3);
    let mut sharp = 0;
    for _ in 0..60 {
        let everybody = 1 + dice.roll(3);
        let tasks: Vec<[usize; 2]> =
            (0..2 + dice.roll(3)).map(|_| [1 + dice.roll(8), 1 + dice.roll(3)]).collect();
        let sketch =
            role(Sketch::new(), "team", &[("python", Skill::Fluent)], &everybody.to_string());
        let sketch = tasks.iter().enumerate().fold(sketch, |sketch, (n, [work, people])| {
            let weeks = f64::from(u32::try_from(*work).unwrap()) / 4.0;
            owned(sketch, &format!("t{n}"), "team", &weeks.to_string(), &people.to_string())
        });
        let weeks = at_medians(&sketch, &all(&sketch, "python-async")).weeks;
        let of = |place: usize| -> Vec<u32> {
            tasks.iter().map(|task| u32::try_from(task[place]).unwrap()).collect()
        };
        let steps = fewest_steps(&of(0), &of(1), u32::try_from(everybody).unwrap());
        let best = f64::from(steps) / 4.0;
        assert!(weeks <= best + 1e-9 && best < weeks + 0.25 - 1e-9, "{tasks:?}: {weeks} {best}");
        sharp += usize::from((weeks - best).abs() < 1e-9);
    }
    assert!(sharp > 20, "{sharp}");
}

/// Bars of the chart, by the names of their rows: where they begin and end, and the words beside them.
fn bars(sketch: &Sketch) -> Vec<(String, Option<f64>, f64, String)> {
    let resolved = Resolved::new(&sketch.0, catalog(), None);
    let chart = charts::plan_chart(&resolved, "schedule").unwrap();
    let bars = match &chart.panels[0].body {
        Body::Bars(bars) => Some(bars),
        _ => None,
    };
    let row = |group: &charts::BarGroup| {
        let bar = &group.bars[0];
        (group.label.clone(), bar.start, bar.end(), bar.label.clone())
    };
    bars.unwrap().groups.iter().map(row).collect()
}

/// Role by role, in the order in which they are built, and the whole plan at last.
#[test]
fn the_chart_of_a_schedule_has_a_row_for_each_component() {
    let two = team("1", 2).compares(&["python-async"]);
    let sketch = owned(role(two, "other", &[], ""), "alone", "other", "12", "2");
    let found = bars(&sketch.with("nobodys", Kind::Service));
    let names: Vec<&str> = found.iter().map(|row| row.0.as_str()).collect();
    let expected =
        ["other", "alone", "team (1 person)", "s0", "s1", "No role", "nobodys", "Whole plan"];
    assert_eq!(names, expected);
    let near = |of: &(String, Option<f64>, f64, String), start: f64, end: f64| {
        let begun = of.1.unwrap();
        assert!((begun - start).abs() < 1e-6 && (of.2 - end).abs() < 1e-6, "{of:?}");
    };
    near(&found[1], 0.0, 6.0);
    near(&found[2], 0.0, 60.0);
    near(&found[3], 0.0, 30.0);
    near(&found[4], 30.0, 60.0);
    near(&found[7], 0.0, 60.0);
    assert_eq!(found[0].3, "a team for each component");
    assert_eq!(found[4].3, "Python, 30 to 60 weeks");
}

/// Where learning counts once that is said, and by whom components are built in turn.
#[test]
fn what_is_said_of_shared_people_is_true() {
    let said = |sketch: &Sketch, candidate: &str| {
        let resolved = Resolved::new(&sketch.0, catalog(), None);
        polyplan::advice::crews::sentence(&resolved, &all(sketch, candidate))
    };
    assert_eq!(said(&team("1", 1), "go-net-http"), None);
    assert_eq!(said(&team("", 3), "go-net-http"), None);
    assert_eq!(
        said(&team("1", 3), "python-async").unwrap(),
        "team (1 person) builds 3 components, in turn where people are short."
    );
    assert_eq!(
        said(&team("2", 3), "go-net-http").unwrap(),
        "team (2 people) builds 3 components, in turn where people are short; learning is counted \
         once for each person and language."
    );
}

/// How many people a role has moves the cost by what each of them loses to learning.
#[test]
fn the_ledger_tells_what_more_people_cost() {
    let sketch = team("1..2..4", 10).compares(&["go-net-http"]);
    let rows = ledger(&Resolved::new(&sketch.0, catalog(), None));
    let swing = |address: &str| {
        rows.iter().find(|row| row.of.to_string() == address).map(|row| row.swing).unwrap()
    };
    assert!((swing("role/team/headcount") - 3.0 * 1.8 * 3000.0).abs() < 1e-3);
    // Nobody shares the people of a role that builds one component.
    let alone = team("1..2..4", 1).compares(&["go-net-http"]);
    let rows = ledger(&Resolved::new(&alone.0, catalog(), None));
    let of = rows.iter().find(|row| row.of.to_string() == "role/team/headcount").unwrap();
    assert!(of.swing.abs() < 1e-12 && of.share == Some(0.0));
}
