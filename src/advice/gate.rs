//! Gates: what rules a candidate out, whatever it scores.

use super::case::{Case, Contender};
use crate::base::Unit;
use crate::catalog::{Collector, Figure, Need};
use crate::model::{Input, MlUse, Shipping};

/// Why a candidate is out of the question.
#[derive(Clone, Debug, PartialEq)]
pub enum Gate {
    /// It must run inside its users' Python, where the language would bring a second runtime.
    InsidePython,
    /// It starts too slowly: its start and the limit, ms.
    ColdStart {
        /// Usual start of the candidate, ms.
        start_ms: f64,
        /// Stated limit, ms.
        limit_ms: f64,
    },
    /// It has no offer on function platforms.
    NotServerless,
    /// A garbage collector is ruled out.
    GarbageCollector,
    /// Another language is mandated.
    Mandated(String),
    /// The language is ruled out.
    Banned,
    /// Models are trained here and the libraries for it are missing.
    MissingLibrary,
    /// The replicas that are stated cannot do what comes at the peak, in another language they can.
    Overloaded,
}

impl Gate {
    /// The reason in words, to follow the candidate's name.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::InsidePython => {
                "brings a runtime of its own into its users' Python process".to_owned()
            }
            Self::ColdStart { start_ms, limit_ms } => format!(
                "usually starts in {}, over the limit of {}",
                Unit::Ms.readable(*start_ms),
                Unit::Ms.readable(*limit_ms)
            ),
            Self::NotServerless => "is not offered on function platforms".to_owned(),
            Self::GarbageCollector => "has a garbage collector, which is ruled out".to_owned(),
            Self::Mandated(language) => format!("is ruled out, {language} is mandated"),
            Self::Banned => "is ruled out for this component".to_owned(),
            Self::MissingLibrary => "lacks the libraries to train models".to_owned(),
            Self::Overloaded => "cannot do the peak on the replicas that are stated".to_owned(),
        }
    }
}

/// The first gate that a candidate does not pass.
#[must_use]
pub fn gate(case: &Case<'_>, contender: &Contender<'_>) -> Option<Gate> {
    let traits = &case.facts.component.traits;
    let language = contender.language;
    if let Some(mandated) = traits.mandated.as_ref().filter(|id| **id != language.id) {
        let name = case.resolved.catalog.language_name(mandated);
        return Some(Gate::Mandated(name.to_owned()));
    }
    if traits.banned.contains(&language.id) {
        return Some(Gate::Banned);
    }
    if traits.inside_python == Some(true) && !language.extends_python {
        return Some(Gate::InsidePython);
    }
    if traits.no_garbage_collector == Some(true) && language.collector != Collector::None {
        return Some(Gate::GarbageCollector);
    }
    if traits.ml == Some(MlUse::Trains) && language.points(Need::Data) < 3.0 {
        return Some(Gate::MissingLibrary);
    }
    if is_overloaded(case, contender) {
        return Some(Gate::Overloaded);
    }
    start_gate(case, contender)
}

/// Whether stated replicas cannot keep up with a candidate, though they could with another one; where
/// they are too few for all, that is no matter of the language.
fn is_overloaded(case: &Case<'_>, contender: &Contender<'_>) -> bool {
    let keeps_up = |of: &Contender<'_>| of.estimate.p99_ms.is_finite();
    case.facts.given(Input::Replicas).is_some()
        && !keeps_up(contender)
        && case.contenders.iter().any(keeps_up)
}

fn start_gate(case: &Case<'_>, contender: &Contender<'_>) -> Option<Gate> {
    let limit_ms = case.facts.given(Input::ColdStart).map(|value| value.range.typical);
    if case.facts.shipping == Shipping::Serverless && contender.candidate.cold_start.is_none() {
        return Some(Gate::NotServerless);
    }
    let (limit_ms, start_ms) = (limit_ms?, usual_start_ms(case, contender));
    (start_ms > limit_ms).then_some(Gate::ColdStart { start_ms, limit_ms })
}

/// Usual start of a candidate the way this component is started, ms.
#[must_use]
pub fn usual_start_ms(case: &Case<'_>, contender: &Contender<'_>) -> f64 {
    start(case, contender).range.typical
}

/// Start of a candidate the way this component is started.
#[must_use]
pub fn start<'a>(case: &Case<'_>, contender: &Contender<'a>) -> &'a Figure {
    let candidate = contender.candidate;
    match case.facts.shipping {
        Shipping::Serverless => candidate.cold_start.as_ref().unwrap_or(&candidate.start),
        Shipping::Server => &candidate.start,
        _ => &candidate.tool_start,
    }
}
