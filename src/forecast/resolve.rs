//! Complete inputs for a half-complete plan.
//!
//! Every number is looked for in this order: the scenario's override, the plan, the flow along
//! links, the coarse answers, the presets by kind and tag. Where it was found is kept beside it,
//! so that whatever is assumed looks assumed and is counted, and is never saved as a fact.

use std::collections::BTreeSet;

use super::flow;
use super::point::Point;
use crate::base::Range;
use crate::catalog::{Catalog, Language, Preset};
use crate::model::{
    Component, ComponentId, Input, InputRef, LanguageId, LibraryNeed, MlUse, Plan, Scenario,
    Shipping, Skill,
};

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Stated in the plan or its scenario.
    Stated,
    /// Computed from stated values along links.
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

const COUNT: usize = Input::ALL.len();

/// Everything known or assumed of one component.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// The component.
    pub component: &'a Component,
    values: [Option<Value>; COUNT],
    /// Rate of all requests and messages that reach it, per second.
    pub rate: Value,
    /// CPU time per request in CPython, ms, if any was stated or assumed.
    pub cpython_ms: Value,
    /// Use of machine learning.
    pub ml: MlUse,
    /// Whether the use of machine learning was stated.
    pub ml_stated: bool,
    /// Need of Python's libraries.
    pub python_libraries: LibraryNeed,
    /// Whether that need was stated, or follows from what was.
    pub python_libraries_stated: bool,
    /// Whether people explore and analyse data with it.
    pub data_analysis: bool,
    /// How it is shipped.
    pub shipping: Shipping,
    /// Whether the way of shipping was stated.
    pub shipping_stated: bool,
    /// Languages that those who will maintain it know, with how well.
    pub known: Vec<(LanguageId, Skill)>,
}

impl Facts<'_> {
    /// The value of an input, if one is stated, answered or assumed.
    #[must_use]
    pub fn value(&self, input: Input) -> Option<Value> {
        self.values[input.index()]
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

    /// The same facts with one number known exactly.
    #[must_use]
    pub fn with(&self, input: Input, value: f64) -> Self {
        let mut facts = self.clone();
        let exact = Value { range: Range::exact(value), origin: Origin::Stated };
        facts.values[input.index()] = Some(exact);
        match input {
            Input::ExternalRate => facts.rate = exact,
            Input::CpuTime => facts.cpython_ms = exact,
            _ => {}
        }
        facts
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

/// A plan with complete inputs under one scenario.
#[derive(Clone, Debug)]
pub struct Resolved<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The catalog it is computed with.
    pub catalog: &'a Catalog,
    /// The scenario; none is the plan as it stands.
    pub scenario: Option<&'a Scenario>,
    /// Components in the order of their ids.
    pub components: Vec<Facts<'a>>,
    /// Prices and the like.
    economics: [Option<Value>; COUNT],
    /// Ids of links that close a cycle of calls; flow does not follow them.
    pub cut_links: Vec<crate::model::LinkId>,
}

impl<'a> Resolved<'a> {
    /// Resolves `plan` under `scenario`.
    #[must_use]
    pub fn new(plan: &'a Plan, catalog: &'a Catalog, scenario: Option<&'a Scenario>) -> Self {
        let mut components: Vec<Facts<'a>> = plan
            .components
            .values()
            .map(|component| facts(component, plan, catalog, scenario))
            .collect();
        let cut_links = flow::derive(plan, catalog, scenario, &mut components);
        Self {
            plan,
            catalog,
            scenario,
            components,
            economics: economics(plan, catalog, scenario),
            cut_links,
        }
    }

    /// Facts of a component.
    #[must_use]
    pub fn facts(&self, id: &ComponentId) -> Option<&Facts<'a>> {
        self.components
            .binary_search_by(|facts| facts.component.id.cmp(id))
            .ok()
            .and_then(|index| self.components.get(index))
    }

    /// A price, horizon or the like.
    #[must_use]
    pub fn economic(&self, input: Input) -> Option<Value> {
        self.economics[input.index()]
    }

    /// A price, horizon or the like at a point.
    #[must_use]
    pub fn economic_at(&self, input: Input, point: Point) -> f64 {
        self.economic(input).map_or(0.0, |value| point.of(value.range))
    }

    /// How many of the inputs that results rest on are stated or answered, and how many assumed.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let built = self.components.iter().filter(|facts| facts.component.is_built());
        let values = built
            .flat_map(|facts| facts.values.iter().flatten())
            .chain(self.economics.iter().flatten());
        values.fold((0, 0), |(given, assumed), value| match value.origin {
            Origin::Assumed => (given, assumed + 1),
            _ => (given + 1, assumed),
        })
    }

    /// Name of the scenario for people.
    #[must_use]
    pub fn scenario_name(&self) -> &str {
        self.scenario.map_or("as planned", |scenario| &scenario.name)
    }
}

fn facts<'a>(
    component: &'a Component,
    plan: &'a Plan,
    catalog: &Catalog,
    scenario: Option<&Scenario>,
) -> Facts<'a> {
    let mut values = [None; COUNT];
    let mut assumed = AssumedTraits::default();
    for preset in catalog.presets.iter().filter(|preset| preset.when.fits(component)) {
        assumed.take(preset);
        let origin = if preset.when.is_answer() { Origin::Answered } else { Origin::Assumed };
        for (input, figure) in &preset.inputs {
            values[input.index()] = Some(Value { range: figure.range, origin });
        }
    }
    state(&mut values, component, scenario);
    let cpython_ms = cpython_time(&mut values, component, catalog);
    let traits = &component.traits;
    let (python_libraries, python_libraries_stated) = library_need(component, &assumed);
    let rate = values[Input::ExternalRate.index()]
        .unwrap_or(Value { range: Range::exact(0.0), origin: Origin::Assumed });
    Facts {
        component,
        values,
        rate,
        cpython_ms,
        // Whoever states data analysis has said what the data work is.
        ml: traits
            .ml
            .or(assumed.ml.filter(|_| traits.data_analysis.is_none()))
            .unwrap_or(MlUse::None),
        ml_stated: traits.ml.is_some(),
        python_libraries,
        python_libraries_stated,
        data_analysis: traits.data_analysis.unwrap_or(assumed.data_analysis && traits.ml.is_none()),
        shipping: traits.shipping.or(assumed.shipping).unwrap_or(Shipping::Server),
        shipping_stated: traits.shipping.is_some(),
        known: known_languages(component, plan),
    }
}

#[derive(Default)]
struct AssumedTraits {
    ml: Option<MlUse>,
    python_libraries: Option<LibraryNeed>,
    data_analysis: bool,
    shipping: Option<Shipping>,
}

impl AssumedTraits {
    fn take(&mut self, preset: &Preset) {
        self.ml = preset.ml.or(self.ml);
        self.python_libraries = preset.python_libraries.or(self.python_libraries);
        self.data_analysis = preset.data_analysis.unwrap_or(self.data_analysis);
        self.shipping = preset.shipping.or(self.shipping);
    }
}

/// Stated numbers and the scenario's go over what is assumed.
fn state(values: &mut [Option<Value>; COUNT], component: &Component, scenario: Option<&Scenario>) {
    for (input, quantity) in &component.inputs {
        values[input.index()] = Some(Value { range: quantity.range, origin: Origin::Stated });
    }
    let Some(scenario) = scenario else { return };
    for input in [Input::ExternalRate, Input::Connections] {
        if let Some(value) = &mut values[input.index()] {
            value.range = value.range.scale(scenario.load);
        }
    }
    for (address, quantity) in &scenario.overrides {
        if address.owner == crate::model::InputOwner::Component(component.id.clone()) {
            values[address.input.index()] =
                Some(Value { range: quantity.range, origin: Origin::Stated });
        }
    }
}

/// CPU time in CPython terms; a time without a language that the catalog knows counts as unknown.
fn cpython_time(
    values: &mut [Option<Value>; COUNT],
    component: &Component,
    catalog: &Catalog,
) -> Value {
    let unknown = Value { range: Range::exact(0.0), origin: Origin::Assumed };
    let stated = values[Input::CpuTime.index()].filter(|value| value.origin == Origin::Stated);
    let Some(stated) = stated else {
        return values[Input::CpuTime.index()].unwrap_or(unknown);
    };
    let language = component.cpu_language.as_ref().and_then(|id| catalog.languages.get(id));
    if let Some(language) = language {
        let shares = shares(values);
        let factor = language_speed(language, shares);
        return Value { range: stated.range.scale(factor), origin: Origin::Stated };
    }
    let preset = catalog
        .presets
        .iter()
        .rev()
        .filter(|preset| preset.when.fits(component))
        .find_map(|preset| preset.inputs.iter().find(|(input, _)| *input == Input::CpuTime));
    let value = preset
        .map_or(unknown, |(_, figure)| Value { range: figure.range, origin: Origin::Assumed });
    values[Input::CpuTime.index()] = Some(value);
    value
}

/// Shares of CPython's time, made to add up to 1.
fn shares(values: &[Option<Value>; COUNT]) -> [f64; 3] {
    let share = |input: Input| values[input.index()].map_or(0.0, |value| value.range.typical);
    normalised([share(Input::Interpreted), share(Input::Accelerated), share(Input::Native)])
}

/// Shares made to add up to 1; without any, all is interpreted.
#[must_use]
pub fn normalised(shares: [f64; 3]) -> [f64; 3] {
    let sum: f64 = shares.iter().sum();
    if sum > 0.0 { shares.map(|share| share / sum) } else { [1.0, 0.0, 0.0] }
}

/// How much CPython time one millisecond of a language is worth, for shares of CPython's time.
fn language_speed(language: &Language, [interpreted, accelerated, native]: [f64; 3]) -> f64 {
    let typical = |figure: &crate::catalog::Figure| figure.range.typical;
    (interpreted / typical(&language.interpreted)
        + accelerated / typical(&language.accelerated)
        + native / typical(&language.native))
    .recip()
}

/// The need of Python's libraries: stated, else what the stated use of machine learning implies,
/// else assumed. Facts outrank tags: calling a hosted model needs none.
fn library_need(component: &Component, assumed: &AssumedTraits) -> (LibraryNeed, bool) {
    let traits = &component.traits;
    if let Some(need) = traits.python_libraries {
        return (need, true);
    }
    match (traits.ml, traits.data_analysis) {
        (Some(MlUse::Serves | MlUse::Trains | MlUse::Library), _) => (LibraryNeed::Central, true),
        (_, Some(true)) => (LibraryNeed::Some, true),
        (Some(MlUse::None | MlUse::Calls), _) => (LibraryNeed::No, true),
        _ => (assumed.python_libraries.unwrap_or(LibraryNeed::No), false),
    }
}

/// Languages of the maintainers: stated ones, those of the owning role, else those of any role.
fn known_languages(component: &Component, plan: &Plan) -> Vec<(LanguageId, Skill)> {
    let stated = component.traits.known.iter().map(|id| (id.clone(), Skill::Fluent));
    let mut known: Vec<_> = stated.collect();
    let owner = component.owner.as_ref().and_then(|id| plan.roles.get(id));
    match owner {
        Some(role) => known.extend(role.skills.iter().map(|(id, skill)| (id.clone(), *skill))),
        None if known.is_empty() => known.extend(
            plan.roles.values().flat_map(|role| role.skills.iter().map(|(id, s)| (id.clone(), *s))),
        ),
        None => {}
    }
    let mut seen = BTreeSet::new();
    known.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    known.retain(|(id, _)| seen.insert(id.clone()));
    known
}

fn economics(
    plan: &Plan,
    catalog: &Catalog,
    scenario: Option<&Scenario>,
) -> [Option<Value>; COUNT] {
    let mut values = [None; COUNT];
    for (input, figure) in &catalog.economics {
        values[input.index()] = Some(Value { range: figure.range, origin: Origin::Assumed });
    }
    for (input, quantity) in &plan.inputs {
        values[input.index()] = Some(Value { range: quantity.range, origin: Origin::Stated });
    }
    for (address, quantity) in scenario.iter().flat_map(|scenario| &scenario.overrides) {
        if *address == InputRef::plan(address.input) {
            values[address.input.index()] =
                Some(Value { range: quantity.range, origin: Origin::Stated });
        }
    }
    values
}
