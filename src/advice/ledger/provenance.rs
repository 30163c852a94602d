//! Where the figures of the ledger come from.

use super::{Basis, Evidence, Rested, Row};
use crate::catalog::{Catalog, Confidence, Figure, Trigger};
use crate::forecast::sensitivity::{Subject, Swing};
use crate::forecast::{Facts, Origin, Resolved, figures, flow};
use crate::model::{Input, InputOwner, InputRef, Quantity};

/// Why a component that nobody stated a wait of has none.
const WAITS_DRAWN: &str = "none beside what it calls in the plan";

impl From<Confidence> for Evidence {
    fn from(confidence: Confidence) -> Self {
        match confidence {
            Confidence::Measured => Self::Measured,
            Confidence::Published => Self::Published,
            Confidence::Judgement => Self::Judgement,
            Confidence::Assumed => Self::Assumed,
        }
    }
}

/// What the scenario, else the plan states at an address.
pub(super) fn stated<'a>(resolved: &Resolved<'a>, address: &InputRef) -> Option<&'a Quantity> {
    let overridden = resolved.scenario.and_then(|scenario| scenario.overrides.get(address));
    overridden.or_else(|| resolved.plan.inputs_of(&address.owner)?.get(&address.input))
}

/// Whether what is stated at an address says itself that it is an assumption.
pub(super) fn is_stated_as_assumption(resolved: &Resolved<'_>, address: &InputRef) -> bool {
    stated(resolved, address).is_some_and(|quantity| is_supposed(&quantity.source))
}

/// Whether a source says itself that it is none: `assumed: not published`.
fn is_supposed(source: &str) -> bool {
    const SAYS_SO: [&str; 3] = ["assum", "estimate", "guess"];
    let source = source.trim_start().to_lowercase();
    SAYS_SO.iter().any(|word| source.starts_with(word))
}

/// The row of an input.
pub(super) fn of_input(resolved: &Resolved<'_>, rested: &Rested, share: f64) -> Row {
    let Rested { address, value, swing } = rested;
    let quantity = stated(resolved, address).filter(|_| value.origin == Origin::Stated);
    let figure = assumed(resolved, address).filter(|_| quantity.is_none());
    let evidence = match (quantity, figure) {
        _ if value.origin == Origin::Derived => Evidence::Computed,
        (Some(quantity), _) if quantity.source.is_empty() => Evidence::Unsourced,
        (Some(quantity), _) if is_supposed(&quantity.source) => Evidence::Supposed,
        (Some(_), _) => Evidence::Sourced,
        (None, figure) => figure.map_or(Evidence::Assumed, |figure| figure.confidence.into()),
    };
    let source = match (quantity, figure) {
        (Some(quantity), _) => quantity.source.clone(),
        // A wait is derived as none, see `Around::waits_drawn`; growth is that of the callers.
        (None, _) if value.origin == Origin::Derived && address.input == Input::Growth => {
            "that of what calls it".to_owned()
        }
        (None, _) if value.origin == Origin::Derived => WAITS_DRAWN.to_owned(),
        (None, figure) => figure.map_or_else(String::new, source),
    };
    Row {
        element: element(resolved, &address.owner),
        label: label(resolved, address, value.origin),
        range: value.range,
        unit: address.input.unit(),
        basis: value.origin.into(),
        source,
        owner: quantity.map_or_else(String::new, |quantity| role(resolved, &quantity.owner)),
        date: quantity.map_or_else(|| figure.and_then(|f| f.date), |quantity| quantity.date),
        evidence,
        swing: *swing,
        share: Some(share),
        of: Subject::Input(address.clone()),
    }
}

/// The row of a figure of the catalog.
pub(super) fn of_figure(catalog: &Catalog, swing: &Swing, share: f64) -> Option<Row> {
    let (element, label, figure) = match &swing.of {
        Subject::Language(id, word) => {
            let named = figures::OF_LANGUAGE.iter().find(|named| named.word == *word)?;
            let mut language = catalog.languages.get(id)?.clone();
            let figure = (named.of)(&mut language).clone();
            (language.name, named.label, figure)
        }
        Subject::Candidate(id, word) => {
            let named = figures::OF_CANDIDATE.iter().find(|named| named.word == *word)?;
            let mut candidate = catalog.candidates.get(id)?.clone();
            let figure = (named.of)(&mut candidate).clone();
            (candidate.name, named.label, figure)
        }
        Subject::Constant(name) => {
            let (_, label) = figures::CONSTANTS.iter().find(|(of, _)| of == name)?;
            ("Catalog".to_owned(), *label, catalog.constants.get(*name)?.clone())
        }
        Subject::Input(_) | Subject::Rate(_) => return None,
    };
    Some(Row {
        of: swing.of.clone(),
        element,
        label: label.to_owned(),
        range: figure.range,
        unit: figure.unit,
        basis: Basis::Catalog,
        source: source(&figure),
        owner: String::new(),
        date: figure.date,
        evidence: figure.confidence.into(),
        swing: swing.cost,
        share: Some(share),
    })
}

/// The rows of rates that links bring, or add to; their uncertainty is that of what they are
/// computed from.
pub(super) fn of_rates(resolved: &Resolved<'_>) -> impl Iterator<Item = Row> {
    let built = resolved.components.iter().filter(|facts| facts.component.is_built());
    let brought = built.filter(|facts| facts.rate != flow::own_rate(facts));
    brought.map(|facts| Row {
        of: Subject::Rate(facts.component.id.clone()),
        element: facts.component.name.clone(),
        label: "peak rate, all callers".to_owned(),
        range: facts.rate.range,
        unit: Input::ExternalRate.unit(),
        basis: facts.rate.origin.into(),
        source: "computed along links".to_owned(),
        owner: String::new(),
        date: None,
        evidence: Evidence::Computed,
        swing: 0.0,
        share: None,
    })
}

/// The figure that is assumed, or that a coarse answer sets, where nothing is stated.
fn assumed<'a>(resolved: &Resolved<'a>, address: &InputRef) -> Option<&'a Figure> {
    let catalog = resolved.catalog;
    let preset = |fits: &dyn Fn(&Trigger) -> bool| {
        let presets = catalog.presets.iter().rev().filter(|preset| fits(&preset.when));
        let mut inputs = presets.flat_map(|preset| &preset.inputs);
        inputs.find(|(input, _)| *input == address.input).map(|(_, figure)| figure)
    };
    match &address.owner {
        InputOwner::Plan => catalog.economics.get(&address.input),
        InputOwner::Component(id) => {
            let facts = resolved.facts(id)?;
            preset(&|when| when.fits(facts.component, facts.around.items))
        }
        InputOwner::Link(_) => preset(&|when| *when == Trigger::Link),
        InputOwner::Role(_) => preset(&|when| *when == Trigger::Role),
    }
}

fn source(figure: &Figure) -> String {
    let ids = figure.sources.join(", ");
    match (ids.is_empty(), figure.note.is_empty()) {
        (_, true) => ids,
        (true, false) => figure.note.clone(),
        (false, false) => format!("{ids}; {}", figure.note),
    }
}

fn element(resolved: &Resolved<'_>, owner: &InputOwner) -> String {
    let plan = resolved.plan;
    let name = |id: &crate::model::ComponentId| {
        plan.components.get(id).map_or(id.to_string(), |component| component.name.clone())
    };
    match owner {
        InputOwner::Plan => "Whole plan".to_owned(),
        InputOwner::Component(id) => name(id),
        InputOwner::Link(id) => plan.links.get(id).map_or_else(
            || id.to_string(),
            |link| format!("{} → {}", name(&link.from), name(&link.to)),
        ),
        InputOwner::Role(id) => role(resolved, id.as_str()),
    }
}

/// Name of a role, or what stands in its place.
fn role(resolved: &Resolved<'_>, id: &str) -> String {
    resolved.plan.roles.get(id).map_or_else(|| id.to_owned(), |role| role.name.clone())
}

fn label(resolved: &Resolved<'_>, address: &InputRef, origin: Origin) -> String {
    let facts = match &address.owner {
        InputOwner::Component(id) => resolved.facts(id),
        _ => None,
    };
    let language = |facts: &Facts<'_>| {
        let stated = facts.component.cpu_language.as_ref().filter(|_| origin == Origin::Stated);
        stated.map_or("CPython", |id| resolved.catalog.language_name(id)).to_owned()
    };
    match (address.input, facts) {
        (Input::CpuTime, Some(facts)) => {
            format!("{} in {}", address.input.label(), language(facts))
        }
        (input, _) => input.label().to_owned(),
    }
}
