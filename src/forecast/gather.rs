//! Gathering what is known or assumed of one component, before rates flow along links.

use std::collections::BTreeSet;

use super::around::Around;
use super::facts::{Facts, Origin, Value, assume_team};
use super::libraries::needed;
use super::values::Values;
use crate::base::Range;
use crate::catalog::{Catalog, Preset};
use crate::model::{
    Component, Input, InputOwner, InputRef, LanguageId, LibraryNeed, MlUse, Plan, Scenario,
    Shipping, Skill,
};

pub(super) fn facts<'a>(
    component: &'a Component,
    around: Around,
    plan: &'a Plan,
    catalog: &'a Catalog,
    scenario: Option<&Scenario>,
) -> Facts<'a> {
    let mut values = Values::NONE;
    let mut assumed = AssumedTraits::default();
    let presets = catalog.presets.iter();
    for preset in presets.filter(|preset| preset.when.fits(component, around.items)) {
        assumed.take(preset);
        let origin = if preset.when.is_answer() { Origin::Answered } else { Origin::Assumed };
        for (input, figure) in &preset.inputs {
            values.set(*input, Value { range: figure.range, origin });
        }
    }
    if around.waits_drawn {
        // What is assumed or answered stands for things outside the plan: here links name them.
        let nothing = Value { range: Range::exact(0.0), origin: Origin::Derived };
        values.set(Input::IoWait, nothing);
    }
    state(&mut values, component, scenario);
    assume_team(&mut values);
    let (cpython_ms, measured_ms) = cpython_time(&mut values, component, around, catalog);
    let traits = &component.traits;
    let (python_libraries, python_libraries_stated) = library_need(component, &assumed);
    let rate = values
        .of(Input::ExternalRate)
        .unwrap_or(Value { range: Range::exact(0.0), origin: Origin::Assumed });
    // A measured time may be that of a prototype; code that is there says so, or is in the estate.
    let is_there = |language: &LanguageId| match &traits.exists_in {
        Some(of) => of == language,
        None => traits.estate.contains(language),
    };
    let measured_in = component.cpu_language.clone().filter(|_| measured_ms.is_some());
    let facts = Facts {
        component,
        around,
        values,
        rate,
        to_outside: 0.0,
        held_ms: Range::exact(0.0),
        cpython_ms,
        measured_ms,
        stack_scale: 1.0,
        written_in: measured_in.filter(is_there),
        // Whoever states data analysis has said what the data work is.
        ml: traits
            .ml
            .or(assumed.ml.filter(|_| traits.data_analysis.is_none()))
            .unwrap_or(MlUse::None),
        ml_stated: traits.ml.is_some(),
        python_libraries,
        python_libraries_stated,
        libraries: needed(plan, catalog, component),
        data_analysis: traits.data_analysis.unwrap_or(assumed.data_analysis && traits.ml.is_none()),
        shipping: traits.shipping.or(assumed.shipping).unwrap_or(Shipping::Server),
        shipping_stated: traits.shipping.is_some(),
        known: known_languages(component, plan, catalog),
        weekly_cost: of_role(Input::WeeklyCost, component, plan, scenario),
        headcount: of_role(Input::Headcount, component, plan, scenario),
    };
    facts.anchored(catalog)
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
fn state(values: &mut Values, component: &Component, scenario: Option<&Scenario>) {
    for (input, quantity) in &component.inputs {
        values.set(*input, Value { range: quantity.range, origin: Origin::Stated });
    }
    let Some(scenario) = scenario else { return };
    for input in [Input::ExternalRate, Input::Connections] {
        if let Some(value) = values.of_mut(input) {
            value.range = value.range.scale(scenario.load);
        }
    }
    for (address, quantity) in &scenario.overrides {
        if address.owner == InputOwner::Component(component.id.clone()) {
            let value = Value { range: quantity.range, origin: Origin::Stated };
            values.set(address.input, value);
        }
    }
}

/// CPU time in CPython terms, and as it was measured where its language is known to the catalog; a
/// time without such a language counts as unknown.
fn cpython_time(
    values: &mut Values,
    component: &Component,
    around: Around,
    catalog: &Catalog,
) -> (Value, Option<Range>) {
    let unknown = Value { range: Range::exact(0.0), origin: Origin::Assumed };
    let stated = values.of(Input::CpuTime).filter(|value| value.origin == Origin::Stated);
    let Some(stated) = stated else {
        return (values.of(Input::CpuTime).unwrap_or(unknown), None);
    };
    if component.cpu_language.as_ref().is_some_and(|id| catalog.languages.contains_key(id)) {
        return (stated, Some(stated.range));
    }
    let preset = catalog
        .presets
        .iter()
        .rev()
        .filter(|preset| preset.when.fits(component, around.items))
        .find_map(|preset| preset.inputs.iter().find(|(input, _)| *input == Input::CpuTime));
    let value = preset
        .map_or(unknown, |(_, figure)| Value { range: figure.range, origin: Origin::Assumed });
    values.set(Input::CpuTime, value);
    (value, None)
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

/// What is stated of the owning role: the scenario's number, else the role's own.
fn of_role(
    input: Input,
    component: &Component,
    plan: &Plan,
    scenario: Option<&Scenario>,
) -> Option<Value> {
    let role = plan.roles.get(component.owner.as_ref()?)?;
    let address = InputRef { owner: InputOwner::Role(role.id.clone()), input };
    let overridden = scenario.and_then(|scenario| scenario.overrides.get(&address));
    let quantity = overridden.or_else(|| role.inputs.get(&input))?;
    Some(Value { range: quantity.range, origin: Origin::Stated })
}

/// Languages of the maintainers: stated ones, those of the owning role, else those of any role.
///
/// A word that names no language says nothing of anybody.
fn known_languages(
    component: &Component,
    plan: &Plan,
    catalog: &Catalog,
) -> Vec<(LanguageId, Skill)> {
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
    known.retain(|(id, _)| catalog.is_language(id) && seen.insert(id.clone()));
    known
}
