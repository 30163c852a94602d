//! Skills at hand and the time to learn.

use super::super::case::{Case, Contender, saturating};
use super::Criterion;
use crate::base::Unit;
use crate::forecast::{Point, delivery};
use crate::model::{Input, LanguageId, Priority, Skill};

/// Weight of skills for a single maintainer.
const ONE: f64 = 1.2;
/// Years of life at which that is so; twice as much for no life, ever less for a longer one.
const HALF_YEARS: f64 = 5.0;
/// Share of it that is left under a performance tag where the known languages use one core.
const TAGGED: f64 = 0.5;
/// What it gains with the number of people who would have to learn.
const MANY: f64 = 2.5;
/// Times as much for a prototype, which is done before a language is learnt (claim 36).
const PROTOTYPE: f64 = 2.0;
/// People at which that gain is half.
const HALF_PEOPLE: f64 = 100.0;
/// Learning weeks at which utility is one half.
const HALF_WEEKS: f64 = 6.0;

pub(super) const CRITERION: Criterion = Criterion {
    id: "team",
    label: "Team skills and learning",
    priority: Some(Priority::Team),
    inputs: &[Input::TeamSize, Input::Contributors, Input::Life],
    claims: "36, 47-49",
    sources: &["S-SURV", "S-RUSTG"],
    weight,
    utility,
    say,
};

/// Nothing while nobody has said what the maintainers know. What a few would learn in weeks matters the
/// less, the longer they use it, and half as much where speed is asked for and nothing that they know
/// computes on all cores: a hundred do not learn so quickly for either.
fn weight(case: &Case<'_>) -> f64 {
    if case.facts.known.is_empty() {
        return 0.0;
    }
    let years = case.facts.typical(Input::Life, HALF_YEARS);
    let languages = &case.resolved.catalog.languages;
    let quick = |known: &(LanguageId, Skill)| languages.get(&known.0).is_some_and(|of| of.parallel);
    let asks = case.is_performance() && !case.facts.known.iter().any(quick);
    let tag = if asks { TAGGED } else { 1.0 };
    let one = tag * ONE * 2.0 * HALF_YEARS / (HALF_YEARS + years);
    let need = one + MANY * saturating(case.facts.people(), HALF_PEOPLE);
    if case.facts.component.traits.prototype == Some(true) { PROTOTYPE * need } else { need }
}

fn utility(case: &Case<'_>, contender: &Contender<'_>) -> f64 {
    match delivery::familiarity(case.facts, contender.language) {
        Some(Skill::Fluent | Skill::Working) => 1.0,
        Some(Skill::Learning) => 0.8,
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
