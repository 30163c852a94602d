//! The steps of each way.

use super::super::case::{Case, Contender};
use super::super::remedies::{self, Offer};
use super::money::{self, Stride};
use super::state::State;
use super::{Step, Way, WayOn};
use crate::catalog::Remedy;
use crate::forecast::{Estimate, Point};
use crate::model::Tested;

/// Work up to which code is written anew at once, person-weeks: within it nobody waits long for all of it
/// (judgement).
const SMALL: f64 = 8.0;
/// Weeks that a step takes at most where there are several (judgement).
const STEP_WEEKS: f64 = 8.0;
/// Steps at most in which what is not hot is moved: a plan of more is none that anybody reads.
const MOST_PARTS: f64 = 8.0;

/// A component whose code exists, with its best contenders in the language of that and in another.
pub(super) struct Site<'a, 'b> {
    pub case: &'b Case<'a>,
    pub own: &'b Contender<'a>,
    pub other: &'b Contender<'a>,
}

/// A step before it is added up.
struct Planned {
    what: String,
    risk: &'static str,
    /// Person-weeks without learning.
    work: f64,
    /// Whether people learn the other language with it.
    learns: bool,
    /// Shares of the code and of its CPU time that are in the other language after it.
    moved: [f64; 2],
    maintained: f64,
}

impl Site<'_, '_> {
    /// The ways that there are, in the order of [`Way`]: a remedy where one is offered, and step by step
    /// what is not small.
    pub fn ways(&self, offer: Option<&Offer>) -> Vec<WayOn> {
        let mut ways = vec![self.way(Way::Keep, Vec::new())];
        ways.extend(offer.map(|of| self.tuned(&of.name, of.weeks.typical, &of.after)));
        ways.push(self.way(Way::Extract, self.extracting()));
        if self.rewriting() > SMALL {
            ways.push(self.way(Way::StepByStep, self.replacing()));
        }
        ways.push(self.way(Way::AtOnce, self.at_once()));
        ways
    }

    /// Work to write all of it anew in the other language without learning, person-weeks.
    fn rewriting(&self) -> f64 {
        self.other.delivery.work
    }

    fn constant(&self, name: &str) -> f64 {
        self.case.resolved.catalog.constant(name, 0.0)
    }

    /// Work to write down by tests what code does that takes so much to write, person-weeks.
    fn pinning(&self, work: f64) -> f64 {
        let lacking = match self.case.facts.component.traits.tested {
            Some(Tested::Well) => 0.0,
            Some(Tested::Hardly) => 1.0,
            // Nobody has said; most code is tested in parts.
            Some(Tested::Partly) | None => 0.5,
        };
        lacking * self.constant("pinning_tests") * work
    }

    /// Work for the tools of another language, unless others of the plan or its people have it.
    fn toolchain(&self) -> f64 {
        let home = remedies::home(self.case);
        if home.contains(&self.other.language.id) { 0.0 } else { self.constant("second_toolchain") }
    }

    fn names(&self) -> [&str; 2] {
        [&self.own.language.name, &self.other.language.name]
    }

    fn extracting(&self) -> Vec<Planned> {
        let [old, new] = self.names();
        let [code, cpu] = [self.constant("hot_work"), self.constant("hot_cpu")];
        let work = code * self.rewriting();
        let beside = self.pinning(work) + self.toolchain() + self.constant("boundary_weeks");
        vec![Planned {
            what: format!("Write the hot part anew in {new} and call it from the {old} code"),
            risk: "Two languages stay on call; the old part is kept and can be called again.",
            work: work + beside,
            learns: true,
            moved: [code, cpu],
            maintained: 1.0,
        }]
    }

    fn replacing(&self) -> Vec<Planned> {
        let [old, new] = self.names();
        let all = self.rewriting();
        let moving = 1.0 + self.constant("moving_over");
        let [hot, hot_cpu] = [self.constant("hot_work"), self.constant("hot_cpu")];
        let mut steps = vec![
            Planned {
                what: "Put a router before it and write down by tests what it does".to_owned(),
                risk: "Nothing is moved yet; the tests are of use to the old code as well.",
                work: self.pinning(all) + self.toolchain(),
                learns: false,
                moved: [0.0, 0.0],
                maintained: 1.0,
            },
            Planned {
                what: format!("Move the hot part to {new}"),
                risk: "The busiest part goes first; the router sends it back if answers differ.",
                work: hot * all * moving,
                learns: true,
                moved: [hot, hot_cpu],
                maintained: 1.0,
            },
        ];
        let people = self.other.delivery.people;
        let parts = libm::ceil((1.0 - hot) * all / people / STEP_WEEKS).clamp(1.0, MOST_PARTS);
        let mut part = 1.0;
        while part <= parts {
            let share = part / parts;
            let is_last = part >= parts;
            steps.push(Planned {
                what: match (is_last, parts > 1.0) {
                    (true, true) => format!("Move what is left and switch the {old} code off"),
                    (true, false) => format!("Move the rest and switch the {old} code off"),
                    (false, _) => format!("Move part {part} of {parts} of the rest to {new}"),
                },
                risk: if is_last {
                    "The way back ends here: run both for a month and compare their answers first."
                } else {
                    "Two languages are on call; each part can be sent back by itself."
                },
                work: (1.0 - hot) / parts * all * moving,
                learns: false,
                moved: [hot + (1.0 - hot) * share, hot_cpu + (1.0 - hot_cpu) * share],
                maintained: 1.0,
            });
            part += 1.0;
        }
        steps
    }

    fn at_once(&self) -> Vec<Planned> {
        let [old, new] = self.names();
        let all = self.rewriting();
        vec![Planned {
            what: format!("Write all of it anew in {new}, then switch the {old} code off"),
            risk: "Nothing is of use before all is done, and what changes meanwhile is written twice.",
            work: all + self.pinning(all) + self.toolchain(),
            learns: true,
            moved: [1.0, 1.0],
            maintained: 2.0,
        }]
    }

    /// What a way comes to over the horizon.
    pub fn cost(&self, way: Way, remedy: Option<&Remedy>) -> f64 {
        let steps = match way {
            Way::Keep => Vec::new(),
            Way::Tune => {
                let after = remedy.map(|of| (of, remedies::remedied(self.case, self.own, of)));
                let tuned = |(of, after): (&Remedy, Estimate)| {
                    self.tuned(&of.name, of.weeks.range.typical, &after).cost
                };
                return after.map_or(f64::NAN, tuned);
            }
            Way::Extract => self.extracting(),
            Way::StepByStep => self.replacing(),
            Way::AtOnce => self.at_once(),
        };
        self.way(way, steps).cost
    }

    fn tuned(&self, name: &str, work: f64, after: &Estimate) -> WayOn {
        let weekly = self.case.shared().weekly_cost_of(self.case.facts, Point::Typical);
        let maintained = self.own.delivery.maintained + work;
        let after = State::of(self.case, after, self.own.delivery, maintained);
        let weeks = work / self.own.delivery.people;
        let stride = Stride { build: work * weekly, weeks, maintained: 1.0, after };
        let what = format!("Give the {} code {name}", self.own.language.name);
        let risk = "The code stays what it is.";
        self.sum(Way::Tune, vec![(what, risk, work, stride)])
    }

    fn way(&self, way: Way, steps: Vec<Planned>) -> WayOn {
        let weekly = self.case.shared().weekly_cost_of(self.case.facts, Point::Typical);
        let delivery = &self.other.delivery;
        let added = |step: Planned| {
            let learning = if step.learns { delivery.learning_of(step.work) } else { 0.0 };
            let work = step.work + learning;
            let [code, cpu] = step.moved;
            let after = State::between(self.case, self.own, self.other, code, cpu);
            let weeks = work / delivery.people;
            let build = work * weekly;
            (
                step.what,
                step.risk,
                work,
                Stride { build, weeks, maintained: step.maintained, after },
            )
        };
        self.sum(way, steps.into_iter().map(added).collect())
    }

    fn sum(&self, way: Way, steps: Vec<(String, &'static str, f64, Stride)>) -> WayOn {
        let months = self.case.shared().horizon_months;
        let built = self.own.delivery;
        let before = State::of(self.case, &self.own.estimate, built, built.maintained);
        let strides: Vec<Stride> = steps.iter().map(|of| of.3).collect();
        let after = strides.last().map_or(before, |last| last.after);
        let step =
            |(at, (what, risk, work, stride)): (usize, (String, &'static str, f64, Stride))| Step {
                what,
                risk,
                work,
                build: stride.build,
                weeks: stride.weeks,
                monthly: stride.after.monthly,
                cost_if_last: money::over(months, before, &strides[..=at]),
            };
        let steps: Vec<Step> = steps.into_iter().enumerate().map(step).collect();
        WayOn {
            way,
            work: sum(&steps, |of| of.work),
            build: sum(&steps, |of| of.build),
            weeks: sum(&steps, |of| of.weeks),
            monthly: after.monthly,
            cost: money::over(months, before, &strides),
            p99_ms: after.p99_ms,
            meets_target: after.meets_target(self.case),
            steps,
        }
    }
}

/// 0 of no steps, where an empty sum is -0.
fn sum(steps: &[Step], of: fn(&Step) -> f64) -> f64 {
    steps.iter().map(of).fold(0.0, |sum, of| sum + of)
}
