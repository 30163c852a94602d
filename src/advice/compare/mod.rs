//! Two sides held against each other: scenarios, assignments or versions of a plan.
//!
//! Numbers of the whole plan and of each component stand side by side as they are told everywhere
//! (see [`outlook`]); for total cost, monthly cost and weeks the range of the [difference] is taken on
//! common draws as well. What goes in is compared too, so that it can be seen where a difference comes from.

mod components;
mod inputs;

pub use components::{ComponentRow, Presence, SideOfComponent};
pub use inputs::{InputChange, SideOfInput};

use std::collections::{BTreeMap, BTreeSet};

use super::{Choice, crews, standing};
use crate::base::{Unit, prose, words};
use crate::forecast::{
    Assignment, Difference, Facts, Measure, Point, Resolved, Response, difference, outlook,
    responses, totals,
};
use crate::model::{CandidateId, ComponentId, Decision, Input, LanguageId, Plan};

/// A plan under a scenario with one candidate for each built component.
#[derive(Clone, Debug)]
pub struct Side<'a> {
    /// What the plan is called here, such as its name or that of its file.
    pub plan: String,
    /// Which candidates it has.
    pub choice: Choice,
    /// The plan under its scenario.
    pub resolved: Resolved<'a>,
    /// The candidates themselves.
    pub assignment: Assignment,
}

impl<'a> Side<'a> {
    /// A plan under its scenario with the candidates that a choice comes to.
    #[must_use]
    pub fn new(plan: &str, resolved: Resolved<'a>, choice: Choice) -> Self {
        let assignment = choice.assignment(&resolved);
        Self { plan: plan.to_owned(), choice, resolved, assignment }
    }

    /// Whether another side is the same plan under the same scenario with the same candidates,
    /// wherever cards lie.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let scenario = |side: &Self| side.resolved.scenario.map(|scenario| scenario.id.clone());
        let plan = |side: &Self| Plan { placements: BTreeMap::new(), ..side.resolved.plan.clone() };
        plan(self) == plan(other)
            && scenario(self) == scenario(other)
            && self.assignment == other.assignment
    }

    fn parts(&self) -> [String; 3] {
        let scenario = self.resolved.scenario_name().to_owned();
        [self.plan.clone(), scenario, self.choice.label(self.resolved.catalog)]
    }
}

/// Names of two sides, made of what tells them apart: `Sale` and `as planned`.
#[must_use]
pub fn names(left: &Side<'_>, right: &Side<'_>) -> [String; 2] {
    let (left, right) = (left.parts(), right.parts());
    let differs: Vec<usize> = (0..left.len()).filter(|&i| left[i] != right[i]).collect();
    if differs.is_empty() {
        return ["Left", "Right"].map(str::to_owned);
    }
    [left, right].map(|of| {
        words::sentence_case(
            &differs.iter().map(|&i| of[i].as_str()).collect::<Vec<_>>().join(", "),
        )
    })
}

/// A number on both sides; none where a side lacks it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// On the left.
    pub left: Option<f64>,
    /// On the right.
    pub right: Option<f64>,
}

impl Pair {
    /// Right less left; exactly 0 where both are the same, unlimited included.
    #[must_use]
    pub fn delta(&self) -> Option<f64> {
        Some(difference::apart(self.left?, self.right?))
    }

    /// Whether both sides are there and nobody would tell them apart: half a per cent, or less than
    /// anybody plans with.
    #[must_use]
    pub fn is_about_same(&self, unit: Unit) -> bool {
        const SHARE: f64 = 0.005;
        let least = match unit {
            Unit::Ms => 0.1,
            Unit::Money | Unit::MoneyPerMonth => 1.0,
            Unit::Weeks | Unit::PersonWeeks => 0.05,
            _ => 0.0,
        };
        let (Some(delta), Some(left)) = (self.delta(), self.left) else { return false };
        delta == 0.0 || delta.abs() <= f64::max(least, SHARE * left.abs())
    }

    /// How far the sides are apart, if both are there; what nobody would tell apart is not told in
    /// digits.
    #[must_use]
    pub fn apart_in_words(&self, unit: Unit) -> Option<String> {
        let delta = self.delta()?;
        let same = delta != 0.0 && self.is_about_same(unit);
        Some(if same { "about the same".to_owned() } else { unit.signed(delta) })
    }

    /// Right less left for people as a share of left, or right as a multiple of it from tenfold; none
    /// where there is none, or nobody would tell the sides apart.
    #[must_use]
    pub fn share_in_words(&self, unit: Unit) -> Option<String> {
        /// Share from which a multiple reads better.
        const MANY: f64 = 9.0;
        let share = self.share().filter(|of| of.is_finite() && !self.is_about_same(unit))?;
        Some(if share < MANY {
            Unit::Share.signed(share)
        } else {
            format!("×{}", Unit::Count.readable(share + 1.0))
        })
    }

    /// Right less left as a share of left; none where left is 0 or unlimited.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        let left = self.left.filter(|left| left.is_finite() && *left != 0.0)?;
        self.delta().map(|delta| delta / left.abs())
    }
}

/// Two sides held against each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Names of left and right.
    pub names: [String; 2],
    /// Numbers of the whole plans, as they are told.
    pub totals: Vec<(Measure, Pair)>,
    /// Right less left over common draws; empty without draws.
    pub differences: Vec<(Measure, Difference)>,
    /// Components that are built or paid for on a side or missing on one, in the order of their ids.
    pub components: Vec<ComponentRow>,
    /// 99th percentile of each flow by its entry point, ms, the median of the draws.
    pub flows: Vec<(ComponentId, Pair)>,
    /// What is to be said of roles whose people build several components, on each side.
    pub crews: Vec<String>,
    /// Inputs that differ, in the order of their addresses.
    pub inputs: Vec<InputChange>,
}

/// What has to be known to read the totals.
#[must_use]
pub fn notes(left: &Side<'_>, right: &Side<'_>) -> Vec<String> {
    let mut notes = vec![
        "Money and weeks are medians of the draws, each by itself; what the total comes to beyond the medians of its parts stands beside them, so that they and their differences add up."
            .to_owned(),
    ];
    let months = |side: &Side<'_>| side.resolved.economic_at(Input::Horizon, Point::Typical);
    let [on_left, on_right] = [left, right].map(|side| Unit::Months.readable(months(side)));
    notes.push(if on_left == on_right {
        format!("The horizon is {on_left}.")
    } else {
        format!("The horizon is {on_left} on the left, {on_right} on the right.")
    });
    let load = |side: &Side<'_>| side.resolved.scenario.map_or(1.0, |scenario| scenario.load);
    if load(left) != load(right) {
        let months = left.resolved.economic_at(Input::Horizon, Point::Typical);
        notes.push(format!(
            "Each side is counted as if its load lasted all {}; a peak of days costs a part of that.",
            Unit::Months.readable(months)
        ));
        let gpus = |facts: &Facts<'_>| facts.typical(Input::GpuHours, 0.0) > 0.0;
        if [left, right].iter().any(|side| side.resolved.components.iter().any(gpus)) {
            notes.push("GPU hours are as stated, whatever the load.".to_owned());
        }
    }
    for side in [left, right].into_iter().filter(|side| side.choice == Choice::Decided) {
        notes.extend(counted_otherwise(&side.resolved, &side.assignment));
    }
    notes.dedup();
    notes
}

/// What is decided on a language without figures, and what an assignment counts it as.
#[must_use]
pub fn counted_otherwise(resolved: &Resolved<'_>, assignment: &Assignment) -> Option<String> {
    let Resolved { plan, catalog, .. } = resolved;
    let without = plan.decisions.iter().filter(|(_, of)| !catalog.has_figures(&of.language));
    let of = |(id, decision): (&ComponentId, &Decision)| {
        let candidate = catalog.candidates.get(assignment.get(id)?)?;
        let name = &plan.components.get(id)?.name;
        let decided = catalog.language_name(&decision.language);
        Some(format!("{name}, decided in {decided}, as {}", candidate.name))
    };
    let counted: Vec<String> = without.filter_map(of).collect();
    (!counted.is_empty())
        .then(|| format!("Counted without figures of its own: {}.", counted.join("; ")))
}

/// That what an assignment comes to leaves out components which no compared candidate fits.
#[must_use]
pub fn without_candidate(resolved: &Resolved<'_>, assignment: &Assignment) -> Option<String> {
    let built = resolved.components.iter().map(|facts| facts.component);
    let left_out = built.filter(|of| of.is_built() && !assignment.contains_key(&of.id));
    let names: Vec<&str> = left_out.map(|of| of.name.as_str()).collect();
    (!names.is_empty()).then(|| {
        let names = prose::some(&names);
        format!("Money, weeks and times leave out {names}, which no compared candidate fits.")
    })
}

/// Holds two sides against each other, with differences over so many common draws.
#[must_use]
pub fn compare(left: &Side<'_>, right: &Side<'_>, draws: u32) -> Comparison {
    let answers =
        [left, right].map(|side| responses::of_assignment(&side.resolved, &side.assignment));
    Comparison {
        names: names(left, right),
        totals: plan_totals([left, right], &answers),
        differences: difference::of_plans(
            (&left.resolved, &left.assignment),
            (&right.resolved, &right.assignment),
            draws,
        ),
        components: components::rows(left, right),
        flows: flows(&answers),
        crews: crews([left, right]),
        inputs: inputs::changes(&left.resolved, &right.resolved),
    }
}

/// What is said of shared people, once where it is the same on both sides.
fn crews(sides: [&Side<'_>; 2]) -> Vec<String> {
    let [left, right] = sides.map(|side| crews::sentence(&side.resolved, &side.assignment));
    if left == right {
        return left.into_iter().collect();
    }
    let named = [("Left", left), ("Right", right)].into_iter();
    named.filter_map(|(name, said)| Some(format!("{name}: {}", said?))).collect()
}

fn plan_totals(sides: [&Side<'_>; 2], answers: &[Vec<Response>; 2]) -> Vec<(Measure, Pair)> {
    let values = |side: &Side<'_>, answers: &[Response]| {
        let (resolved, assignment) = (&side.resolved, &side.assignment);
        let told = outlook::of_plan(resolved, &[assignment]);
        let boundary = totals::boundary_weeks(resolved, assignment, Point::Typical);
        let languages = languages(side);
        let (slowest, missed) = (responses::slowest_ms(answers), missed(answers));
        move |measure: Measure| match measure {
            Measure::FlowP99 => slowest,
            Measure::Missed => missed,
            Measure::Languages => Some(languages),
            Measure::BoundaryWeeks => Some(boundary),
            _ => told.first().map(|told| told.measure(measure)),
        }
    };
    let left = values(sides[0], &answers[0]);
    let right = values(sides[1], &answers[1]);
    let measures = Measure::ALL.iter().filter(|measure| **measure != Measure::P99);
    measures
        .map(|&measure| (measure, Pair { left: left(measure), right: right(measure) }))
        .collect()
}

/// How many p99 targets a side misses; none where it has none.
fn missed(answers: &[Response]) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "a count of components")]
    let missed = || standing::missed_of(answers).len() as f64;
    answers.iter().any(|of| of.target_ms.is_some()).then(missed)
}

/// How many languages a side has; what is decided counts as itself, also where it is counted as another
/// one because the catalog has no figures for it.
fn languages(side: &Side<'_>) -> f64 {
    let candidates = &side.resolved.catalog.candidates;
    let decisions = &side.resolved.plan.decisions;
    let of = |(id, candidate): (&ComponentId, &CandidateId)| {
        let decided = decisions.get(id).filter(|_| side.choice == Choice::Decided);
        Some(match decided {
            Some(decision) => decision.language.clone(),
            None => candidates.get(candidate)?.language.clone(),
        })
    };
    let used: BTreeSet<LanguageId> = side.assignment.iter().filter_map(of).collect();
    #[expect(clippy::cast_precision_loss, reason = "a handful of languages")]
    let number = used.len() as f64;
    number
}

/// The p99 of each flow on both sides, the median of the draws.
fn flows(answers: &[Vec<Response>; 2]) -> Vec<(ComponentId, Pair)> {
    let of = |side: &Vec<Response>| -> BTreeMap<ComponentId, f64> {
        let flows = side.iter().filter(|answer| answer.is_flow);
        flows.map(|flow| (flow.component.clone(), flow.p99_ms.typical)).collect()
    };
    let [left, right] = answers.each_ref().map(of);
    let entries: BTreeSet<&ComponentId> = left.keys().chain(right.keys()).collect();
    let pair = |id| Pair { left: left.get(id).copied(), right: right.get(id).copied() };
    entries.into_iter().map(|id| (id.clone(), pair(id))).collect()
}
