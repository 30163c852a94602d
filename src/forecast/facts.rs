//! What is known or assumed of one component.

use crate::base::Range;
use crate::catalog::{Catalog, Trigger};
use crate::model::{
    Component, Input, Kind, LanguageId, LibraryNeed, MlUse, Shipping, Skill, Spends,
};

use super::around::Around;
use super::libraries::{Known, Needed};
use super::measured::{self, InCpython};
use super::point::Point;
use super::values::Values;

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Stated in the plan or its scenario.
    Stated,
    /// Computed from stated values along links; of a wait, that links name all there is to wait for.
    Derived,
    /// Set by a coarse answer.
    Answered,
    /// Assumed from kind and tags.
    Assumed,
}

/// A value with its origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Value {
    /// The range.
    pub range: Range,
    /// Where it comes from.
    pub origin: Origin,
}

/// Everything known or assumed of one component.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// The component.
    pub component: &'a Component,
    /// What its links say of it.
    pub around: Around,
    pub(super) values: Values,
    /// Rate of all requests and messages that reach it, per second.
    pub rate: Value,
    /// Share of that rate that comes from outside the plan's servers, 0 to 1, where the size of answers is
    /// known.
    pub to_outside: f64,
    /// Time per request that its calls in the plan hold it at least, ms: the waits at the end of them.
    pub held_ms: Range,
    /// CPU time per request in CPython, ms, if any was stated or assumed, without the stack's own.
    pub cpython_ms: Value,
    /// CPU time per request as it was measured in the language that the component names, ms.
    pub(super) measured_ms: Option<Range>,
    /// Stacks' own CPU time over the catalog's, as far as a measurement says it.
    pub stack_scale: f64,
    /// The language of code that is there and was measured; in any other it has to be written anew.
    pub written_in: Option<LanguageId>,
    /// Use of machine learning.
    pub ml: MlUse,
    /// Whether the use of machine learning was stated.
    pub ml_stated: bool,
    /// Need of Python's libraries.
    pub python_libraries: LibraryNeed,
    /// Whether that need was stated, or follows from what was.
    pub python_libraries_stated: bool,
    /// Libraries that it needs by name.
    pub libraries: Vec<Needed<'a>>,
    /// Whether people explore and analyse data with it.
    pub data_analysis: bool,
    /// How it is shipped.
    pub shipping: Shipping,
    /// Whether the way of shipping was stated.
    pub shipping_stated: bool,
    /// Languages that those who will maintain it know, with how well.
    pub known: Vec<(LanguageId, Skill)>,
    /// Cost of one person of the owning role for a week, if stated.
    pub weekly_cost: Option<Value>,
    /// People of the owning role, if stated.
    pub headcount: Option<Value>,
}

/// Weeks of a month.
pub const WEEKS_PER_MONTH: f64 = 52.0 / 12.0;

/// Contributors over the life of a component for each of those who work on it at the same time.
const CONTRIBUTORS_A_HEAD: f64 = 3.0;

/// What is assumed of a team that nobody has given. Where contributors were given, it is a third of them,
/// and at least one. Where the work was and is more than the usual team does, it is as many as that
/// [takes](people_for).
pub(super) fn assume_team(values: &mut Values) {
    let of = |input: Input| values.of(input);
    let given = |value: &Value| value.origin != Origin::Assumed;
    let Some(team) = of(Input::TeamSize).filter(|team| !given(team)) else { return };
    if let Some(contributors) = of(Input::Contributors).filter(given) {
        let third = contributors.range.scale(1.0 / CONTRIBUTORS_A_HEAD);
        let range = Range {
            low: third.low.max(1.0),
            typical: third.typical.max(1.0),
            high: third.high.max(1.0),
        };
        values.set(Input::TeamSize, Value { range, origin: Origin::Assumed });
        return;
    }
    let usual = team.range.typical;
    let people = of(Input::Work).filter(given).map_or(0.0, |work| people_for(work.range.typical));
    if people > usual && usual > 0.0 {
        let range = team.range.scale(people / usual);
        values.set(Input::TeamSize, Value { range, origin: Origin::Assumed });
    }
}

/// People who do so much work together, as a mean over its time: basic COCOMO of organic projects, whose
/// time is 2.5 times the 0.38th power of the work, both in months (B. Boehm, Software Engineering Economics,
/// 1981; projects of 2,000 to 1,000,000 lines).
fn people_for(person_weeks: f64) -> f64 {
    let work = (person_weeks / WEEKS_PER_MONTH).max(0.0);
    libm::pow(work, 1.0 - 0.38) / 2.5
}

impl<'a> Facts<'a> {
    /// The libraries that it needs of which somebody knows in which languages they can be used.
    pub fn known_libraries(&self) -> impl Iterator<Item = &Needed<'a>> {
        self.libraries.iter().filter(|of| of.known != Known::Nobody)
    }

    /// The value of an input, if one is stated, answered or assumed.
    #[must_use]
    pub fn value(&self, input: Input) -> Option<Value> {
        self.values.of(input)
    }

    /// The value at a point, or `fallback` if there is none.
    #[must_use]
    pub fn at(&self, input: Input, point: Point, fallback: f64) -> f64 {
        self.value(input).map_or(fallback, |value| point.of(value.range))
    }

    /// The median, or `fallback` if there is none.
    #[must_use]
    pub fn typical(&self, input: Input, fallback: f64) -> f64 {
        self.at(input, Point::Typical, fallback)
    }

    /// The value, if somebody stated or answered it.
    #[must_use]
    pub fn given(&self, input: Input) -> Option<Value> {
        self.value(input).filter(|value| value.origin != Origin::Assumed)
    }

    /// Time that callers wait for it where nobody builds it: as stated or answered, else as assumed;
    /// none of people and of what runs in another process or on a device, which nobody can guess.
    #[must_use]
    pub fn ready_made_wait(&self) -> Option<Value> {
        let guessed = self.component.kind.has_servers();
        self.value(Input::IoWait).filter(|value| guessed || value.origin != Origin::Assumed)
    }

    /// The wait of one request here, without calls in the plan, ms.
    pub(super) fn own_wait(&self) -> Range {
        let built = self.component.is_built();
        let wait = if built { self.value(Input::IoWait) } else { self.ready_made_wait() };
        wait.map_or(Range::exact(0.0), |value| value.range)
    }

    /// Whether what is told of times rests on a time that nobody stated for something that the team
    /// does not build.
    #[must_use]
    pub fn wait_is_guessed(&self) -> bool {
        let guessed = |value: Value| value.origin == Origin::Assumed;
        self.around.awaited
            && !self.component.is_built()
            && self.ready_made_wait().is_some_and(guessed)
    }

    /// People who work on it at the same time, at least one.
    #[must_use]
    pub fn people(&self) -> f64 {
        self.typical(Input::TeamSize, 1.0).max(1.0)
    }

    /// The same facts with what was measured in one language carried to others by the speeds of a
    /// catalog, for the shares of CPU time as they are here.
    #[must_use]
    pub fn anchored(&self, catalog: &Catalog) -> Self {
        let mut facts = self.clone();
        facts.anchor(catalog);
        facts
    }

    /// Carries what was measured to other languages, see [`Facts::anchored`].
    pub(super) fn anchor(&mut self, catalog: &Catalog) {
        let language = self.component.cpu_language.as_ref();
        let found = self.measured_ms.zip(language).and_then(|(stated, language)| {
            let whole = self.component.measures_whole_requests();
            measured::in_cpython(stated, whole, language, self.shares(), catalog)
        });
        if let Some(InCpython { cpython_ms, stack_scale }) = found {
            self.cpython_ms.range = cpython_ms;
            self.stack_scale = stack_scale;
        }
    }

    /// Shares of CPython's time at the medians: interpreted, C-accelerated, native; they add up to 1.
    #[must_use]
    pub fn shares(&self) -> [f64; 3] {
        measured::shares(&self.values)
    }

    /// The same facts with one number known exactly; a CPU time counts in CPython and without the
    /// stack's own.
    #[must_use]
    pub fn with(&self, input: Input, value: f64) -> Self {
        let mut facts = self.clone();
        let exact = Value { range: Range::exact(value), origin: Origin::Stated };
        facts.values.set(input, exact);
        if matches!(input, Input::Contributors | Input::Work) {
            assume_team(&mut facts.values);
        }
        match input {
            Input::ExternalRate => facts.rate = exact,
            Input::CpuTime => (facts.cpython_ms, facts.measured_ms) = (exact, None),
            _ => {}
        }
        facts
    }

    /// Whether somebody said what its processor time goes to, or how it is shared.
    #[must_use]
    pub fn profile_stated(&self) -> bool {
        let shares = [Input::Interpreted, Input::Accelerated, Input::Native];
        let mut values = shares.into_iter().filter_map(|share| self.value(share));
        self.component.answers.spends.is_some()
            || values.any(|value| value.origin == Origin::Stated)
    }

    /// The same facts with what the catalog assumes for an answer to what its processor time goes to.
    #[must_use]
    pub fn spending(&self, answer: Spends, catalog: &Catalog) -> Self {
        let mut facts = self.clone();
        let presets = catalog.presets.iter().filter(|of| of.when == Trigger::Spends(answer));
        for (input, figure) in presets.flat_map(|preset| &preset.inputs) {
            let value = Value { range: figure.range, origin: Origin::Answered };
            facts.values.set(*input, value);
        }
        facts.anchored(catalog)
    }

    /// Whether servers of the plan run it. They do not where the kind has none, nor for what its users
    /// run on machines of their own.
    #[must_use]
    pub fn has_servers(&self) -> bool {
        let kind = &self.component.kind;
        let elsewhere = match self.shipping {
            Shipping::Device => true,
            Shipping::Installed | Shipping::PythonEnvironment => *kind == Kind::CliTool,
            _ => false,
        };
        kind.has_servers() && !elsewhere
    }

    /// Whether nothing about the rate was stated or answered.
    #[must_use]
    pub fn rate_is_assumed(&self) -> bool {
        self.rate.origin == Origin::Assumed
    }

    /// How well the maintainers know a language, if anything is known of them.
    #[must_use]
    pub fn skill(&self, language: &LanguageId) -> Option<Skill> {
        self.known.iter().filter(|(id, _)| id == language).map(|&(_, skill)| skill).max()
    }
}
