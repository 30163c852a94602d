//! How long building takes, with learning.

use super::facts::Facts;
use super::point::Point;
use super::resolve::Resolved;
use crate::catalog::{Figure, Language, Need};
use crate::model::{Input, LibraryNeed, Skill};

/// Time and work to build one component in one language.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Delivery {
    /// Work without learning, person-weeks.
    pub work: f64,
    /// Person-weeks lost to learning until the work is done.
    pub learning: f64,
    /// Calendar weeks until the work is done.
    pub weeks: f64,
    /// People who work on it side by side, at least a quarter of one.
    pub people: f64,
    /// Weeks until somebody new to the language works at full speed; 0 where it is known.
    pub ramp_weeks: f64,
    /// Share of full speed on the first day of learning, 0 to 1.
    pub start: f64,
    /// Build time of the language relative to Python for this component, see [`build_factor`].
    pub factor: f64,
    /// Work that maintenance is a share of, person-weeks: less of it where types are checked more.
    pub maintained: f64,
}

impl Delivery {
    /// Share of the work that is done `weeks` after the start.
    #[must_use]
    pub fn done_after(&self, weeks: f64) -> f64 {
        if self.work <= 0.0 {
            return 1.0;
        }
        (self.people * effective(weeks, self.ramp_weeks, self.start) / self.work).min(1.0)
    }

    /// Person-weeks lost to learning in so much other work by the same people.
    #[must_use]
    pub fn learning_of(&self, work: f64) -> f64 {
        time_for(work / self.people, self.ramp_weeks, self.start) * self.people - work
    }
}

/// Estimates building a component.
///
/// Work is stated for people fluent in Python (or in the language named beside it) and scales with
/// the language's build time and with missing libraries. Somebody new to a language starts at a
/// share of full speed that rises evenly over the learning weeks. People work side by side without
/// loss: an optimistic simplification for more than a handful. In the language of code that exists
/// nothing is to be built. `inputs` is the point of the plan's
/// ranges, `figures` that of the language's.
#[must_use]
pub fn estimate(
    resolved: &Resolved<'_>,
    facts: &Facts<'_>,
    language: &Language,
    inputs: Point,
    figures: Point,
) -> Delivery {
    let catalog = resolved.catalog;
    let start =
        catalog.constants.get("learning_start").map_or(0.4, |f| figures.opposite().of(f.range));
    let factor = build_factor(resolved, facts, language, figures);
    let stated = stated_work(resolved, facts, inputs);
    let work = if facts.component.traits.code_is_in(&language.id) { 0.0 } else { stated * factor };
    let people = facts.at(Input::TeamSize, inputs.opposite(), 1.0).max(0.25);
    let ramp_weeks = ramp_weeks(resolved, facts, language, figures);
    let weeks = time_for(work / people, ramp_weeks, start);
    let learning = weeks * people - work;
    let maintained = maintained_work(resolved, facts, language, stated, figures);
    Delivery { work, learning, weeks, people, ramp_weeks, start, factor, maintained }
}

/// Contributors at which typing half matters.
const HALF_PEOPLE: f64 = 20.0;
/// Years of life at which typing half matters.
const HALF_YEARS: f64 = 5.0;

/// How much the checking of types matters, from 0 to 1, by contributors and life (claim 32); nothing
/// for a prototype.
#[must_use]
pub fn typing_need(facts: &Facts<'_>) -> f64 {
    if facts.component.traits.prototype == Some(true) {
        return 0.0;
    }
    let share = |x: f64, half: f64| if x > 0.0 { x / (x + half) } else { 0.0 };
    share(facts.typical(Input::Contributors, 1.0), HALF_PEOPLE)
        * share(facts.typical(Input::Life, 1.0), HALF_YEARS)
}

/// Share of maintenance that checking of types by the full 5 points saves where it matters most: about
/// the share of public bugs that types would have shown (claim 19, ICSE 2017).
const TYPES_SAVE: f64 = 0.15;

/// Work that yearly maintenance is a share of, person-weeks: the work as `stated`, with what missing
/// libraries add, less what more checking of types than Python's saves. How quickly a language is
/// written counts once, when it is; what is maintained is what the program does.
fn maintained_work(
    resolved: &Resolved<'_>,
    facts: &Facts<'_>,
    language: &Language,
    stated: f64,
    figures: Point,
) -> f64 {
    let points = |of: &Language| of.points(Need::Typing) / 5.0;
    let reference = resolved.catalog.languages.get("python").map_or(0.0, points);
    let typed = typing_need(facts) * (points(language) - reference);
    let lacking = missing_factor(resolved, facts, language, figures);
    stated * lacking * (1.0 - TYPES_SAVE * typed)
}

/// Work in person-weeks for people fluent in Python.
fn stated_work(resolved: &Resolved<'_>, facts: &Facts<'_>, point: Point) -> f64 {
    let work = facts.at(Input::Work, point, 0.0);
    let stated_in = facts.component.work_language.as_ref();
    let factor = stated_in
        .filter(|_| facts.component.inputs.contains_key(&Input::Work))
        .and_then(|id| resolved.catalog.languages.get(id))
        .map_or(1.0, |language| build_factor(resolved, facts, language, Point::Typical));
    work / factor
}

/// Build time of a language relative to Python for this component: the language's own factor times
/// `1 + (missing − 1) × need × lack`.
///
/// `missing` is the catalog's factor for work whose libraries are missing altogether, `need` how
/// much rests on Python's libraries (0, ½ or 1), `lack` the share of the 5 points for data that the
/// language lacks. The form is judgement: 3 points, central need and a factor of 3 give 1.8.
#[must_use]
pub fn build_factor(
    resolved: &Resolved<'_>,
    facts: &Facts<'_>,
    language: &Language,
    point: Point,
) -> f64 {
    point.of(language.build_time.range) * missing_factor(resolved, facts, language, point)
}

/// What the work grows by where libraries are missing, see [`build_factor`].
fn missing_factor(
    resolved: &Resolved<'_>,
    facts: &Facts<'_>,
    language: &Language,
    point: Point,
) -> f64 {
    let need = match facts.python_libraries {
        LibraryNeed::No => 0.0,
        LibraryNeed::Some => 0.5,
        LibraryNeed::Central => 1.0,
    };
    let missing = resolved
        .catalog
        .constants
        .get("missing_libraries")
        .map_or(3.0, |figure| point.of(figure.range));
    let lack = 1.0 - language.points(Need::Data) / 5.0;
    1.0 + (missing - 1.0) * need * lack
}

/// Weeks until the maintainers are at full speed; 0 if they know it or nothing is known of them.
#[must_use]
pub fn ramp_weeks(
    resolved: &Resolved<'_>,
    facts: &Facts<'_>,
    language: &Language,
    point: Point,
) -> f64 {
    if facts.known.is_empty() {
        return 0.0;
    }
    let weeks = learning_weeks(resolved, facts, language, point);
    match familiarity(facts, language) {
        Some(Skill::Fluent | Skill::Working) => 0.0,
        Some(Skill::Learning) => weeks / 2.0,
        None => weeks,
    }
}

/// How well the maintainers know a language; those who work in one near to it are as far as
/// people who are learning it.
#[must_use]
pub fn familiarity(facts: &Facts<'_>, language: &Language) -> Option<Skill> {
    let near = || language.near.iter().filter_map(|id| facts.skill(id)).max();
    facts
        .skill(&language.id)
        .or_else(|| near().filter(|skill| *skill >= Skill::Working).map(|_| Skill::Learning))
}

/// Weeks that learning a language which they do not know takes these people; shorter for those at home
/// in a typed one.
#[must_use]
pub fn learning_weeks(
    resolved: &Resolved<'_>,
    facts: &Facts<'_>,
    language: &Language,
    point: Point,
) -> f64 {
    point.of(learning(resolved, facts, language).range)
}

/// The catalog's figure for [`learning_weeks`]. What it says of Python's people speaks for those of
/// other languages without types as well; only of Python itself it says nothing to them.
#[must_use]
pub fn learning<'a>(
    resolved: &Resolved<'_>,
    facts: &Facts<'_>,
    language: &'a Language,
) -> &'a Figure {
    let typed = facts.known.iter().any(|(id, _)| {
        resolved.catalog.languages.get(id).is_some_and(|known| known.points(Need::Typing) >= 4.0)
    });
    let own = language.learning.range.typical <= 0.0;
    if typed || own { &language.learning_typed } else { &language.learning }
}

/// Full-speed weeks that one person has worked after `weeks`.
fn effective(weeks: f64, ramp: f64, start: f64) -> f64 {
    if weeks >= ramp {
        weeks - (1.0 - start) * ramp / 2.0
    } else {
        start * weeks + (1.0 - start) * weeks * weeks / (2.0 * ramp)
    }
}

/// Weeks until one person has done `work` full-speed weeks, who is at full speed after `ramp` weeks and
/// begins at the share `start` of it: the inverse of [`effective`].
pub(super) fn time_for(work: f64, ramp: f64, start: f64) -> f64 {
    if ramp <= 0.0 {
        return work;
    }
    if work >= effective(ramp, ramp, start) {
        return work + (1.0 - start) * ramp / 2.0;
    }
    let slope = (1.0 - start) / ramp;
    (libm::sqrt(start * start + 2.0 * slope * work) - start) / slope
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn learning_costs_what_the_ramp_loses() {
        // Six weeks from 40 % to 100 % lose 0.6 × 6 / 2 = 1.8 weeks.
        assert!((time_for(10.0, 6.0, 0.4) - 11.8).abs() < 1e-12);
        assert!((time_for(10.0, 0.0, 0.4) - 10.0).abs() < 1e-12);
    }

    #[test]
    fn work_and_time_are_inverse() {
        for work in [0.1, 1.0, 3.0, 4.2, 4.3, 50.0] {
            assert!((effective(time_for(work, 6.0, 0.4), 6.0, 0.4) - work).abs() < 1e-12, "{work}");
        }
    }
}
