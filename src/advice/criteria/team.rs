//! Skills at hand and the time to learn.

use super::super::case::{Case, Contender, people, saturating};
use super::Criterion;
use crate::base::Unit;
use crate::forecast::{Point, delivery};
use crate::model::{Input, Priority, Skill};

/// Weight of skills for a single maintainer.
const ONE: f64 = 1.2;
/// What it gains with the number of people who would have to learn.
const MANY: f64 = 2.0;
/// People at which that gain is half.
const HALF_PEOPLE: f64 = 100.0;
/// Learning weeks at which utility is one half.
const HALF_WEEKS: f64 = 6.0;

pub(super) const CRITERION: Criterion = Criterion {
    id: "team",
    label: "Team skills and learning",
    priority: Priority::Team,
    inputs: &[Input::TeamSize, Input::Contributors],
    claims: "36, 47-49",
    sources: &["S-SURV", "S-RUSTG"],
    weight,
    utility,
    say,
};

/// Nothing while nobody has said what the maintainers know.
fn weight(case: &Case<'_>) -> f64 {
    if case.facts.known.is_empty() {
        return 0.0;
    }
    ONE + MANY * saturating(people(case.facts), HALF_PEOPLE)
}

fn utility(case: &Case<'_>, contender: &Contender<'_>) -> f64 {
    match delivery::familiarity(case.facts, contender.language) {
        Some(Skill::Fluent | Skill::Working) => 1.0,
        Some(Skill::Learning) => 0.7,
        None => 1.0 - saturating(learning_weeks(case, contender), HALF_WEEKS),
    }
}

fn learning_weeks(case: &Case<'_>, contender: &Contender<'_>) -> f64 {
    delivery::learning_weeks(case.resolved, case.facts, contender.language, Point::Typical)
}

fn say(case: &Case<'_>, first: &Contender<'_>, second: &Contender<'_>) -> String {
    let (knows, other) = (&first.language.name, &second.language.name);
    let ramp = |of: &Contender<'_>| {
        let weeks = delivery::ramp_weeks(case.resolved, case.facts, of.language, Point::Typical);
        Unit::Weeks.readable(weeks)
    };
    let rest = match case.facts.skill(&second.language.id) {
        Some(Skill::Learning) => {
            format!("they have about {} of {other} to learn yet", ramp(second))
        }
        Some(_) => format!("they know {other} as well"),
        None => format!("{other} takes them about {} to learn", ramp(second)),
    };
    match case.facts.skill(&first.language.id) {
        Some(Skill::Learning) => format!("the maintainers are learning {knows}; {rest}"),
        Some(_) => format!("the maintainers know {knows}; {rest}"),
        None if case.facts.skill(&second.language.id).is_some() => {
            format!("{knows} takes them about {} to learn; {rest}", ramp(first))
        }
        None => format!(
            "nobody who maintains it knows {knows} or {other}: learning {knows} takes about {}, {other} {}",
            ramp(first),
            ramp(second)
        ),
    }
}
