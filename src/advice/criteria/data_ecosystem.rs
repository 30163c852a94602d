//! Libraries for data work and machine learning.

use super::super::case::{Case, Contender};
use super::Criterion;
use crate::catalog::Need;
use crate::forecast::libraries::Needed;
use crate::model::{Input, Kind, LibraryNeed, MlUse, Priority};

/// Weight where the component is built around such libraries.
const MOST: f64 = 4.0;
/// Weight of numeric code of one's own.
const NUMERICS: f64 = 2.0;

pub(super) const CRITERION: Criterion = Criterion {
    id: "data-ecosystem",
    label: "Data and machine-learning libraries",
    priority: Some(Priority::Ecosystem),
    inputs: &[Input::Native],
    claims: "25, 26, 33-35",
    sources: &["S-KOST", "S-OWN", "S-SURV"],
    weight,
    utility,
    say,
};

/// How much rests on Python's libraries, from 0 to 1, beyond those that are known by name: what counts
/// there ([`libraries`](super::libraries)) does not count here again.
fn libraries(case: &Case<'_>) -> f64 {
    let named = case.facts.known_libraries().any(Needed::is_data);
    let counted = if named { super::libraries::MOST / MOST } else { 0.0 };
    (need(case) - counted).max(0.0)
}

fn need(case: &Case<'_>) -> f64 {
    let facts = case.facts;
    let need: f64 = match facts.python_libraries {
        LibraryNeed::Central => 1.0,
        LibraryNeed::Some => 0.4,
        LibraryNeed::No => 0.0,
    };
    match facts.ml {
        MlUse::Trains | MlUse::Library => need.max(1.0),
        _ => need,
    }
}

/// How much numeric code of its own people analyse with, beyond calling libraries, from 0 to 1: said
/// of it or a matter of its kind, and the more of the time is interpreted, from a fifth to two fifths.
fn own_numerics(case: &Case<'_>) -> f64 {
    let component = case.facts.component;
    let analyses = case.facts.data_analysis && component.kind == Kind::Analysis;
    if component.traits.data_analysis != Some(true) && !analyses {
        return 0.0;
    }
    ((case.facts.typical(Input::Interpreted, 0.0) - 0.2) / 0.2).clamp(0.0, 1.0)
}

/// The tag stresses a need that is there; it makes none (facts outrank tags).
fn weight(case: &Case<'_>) -> f64 {
    let tag = if case.is_data() { 1.25 } else { 1.0 };
    let numerics = NUMERICS * own_numerics(case);
    tag * (MOST * libraries(case) + numerics)
}

/// Points for data libraries and for own numeric code, by what is needed.
fn utility(case: &Case<'_>, contender: &Contender<'_>) -> f64 {
    let libraries = MOST * libraries(case);
    let numerics = NUMERICS * own_numerics(case);
    let points = |need| contender.language.points(need) / 5.0;
    if libraries + numerics <= 0.0 {
        return points(Need::Data);
    }
    (libraries * points(Need::Data) + numerics * points(Need::Numerics)) / (libraries + numerics)
}

/// What the libraries are for: what was stated of it, else what its kind says. The tag alone says no
/// more than that it is data work.
fn work(case: &Case<'_>) -> &'static str {
    let facts = case.facts;
    let serves = "serving models";
    match (facts.ml, &facts.component.kind) {
        (MlUse::Trains, _) => "training models",
        (MlUse::Library, _) => "those who build models",
        (MlUse::Serves, _) if facts.ml_stated => serves,
        _ if facts.component.traits.data_analysis == Some(true) => "data analysis",
        (MlUse::Serves, Kind::ModelServing) => serves,
        (_, Kind::DataPipeline | Kind::StreamProcessor | Kind::BatchJob) => "processing data",
        (_, Kind::Analysis) => "data analysis",
        _ => "data work",
    }
}

/// Whether nothing but its kind says that it processes data.
fn by_kind_alone(case: &Case<'_>) -> bool {
    let facts = case.facts;
    let job = facts.component.kind == Kind::BatchJob;
    job && !case.is_data() && !facts.python_libraries_stated && !facts.ml_stated
}

/// Points of [`Need::Data`] from which a language has such libraries, though fewer.
const HAS_LIBRARIES: f64 = 3.0;

/// Only what the points say: which has more libraries, whether the other lacks them, and who is better
/// at numeric code of one's own.
fn say(case: &Case<'_>, first: &Contender<'_>, second: &Contender<'_>) -> String {
    let (name, other) = (&first.language.name, &second.language.name);
    let points = |of: &Contender<'_>| of.language.points(Need::Data);
    let work = work(case);
    if points(first) <= points(second) {
        return format!("numeric code of one's own is written better in {name} than in {other}");
    }
    if points(second) >= HAS_LIBRARIES {
        return format!("{name} has more libraries for {work} than {other}");
    }
    if by_kind_alone(case) {
        return format!("most batch jobs process data, and {name} has the libraries for it");
    }
    if work == "serving models" {
        return format!(
            "the libraries for {work} are in {name}, {other} reaches them through an inference server"
        );
    }
    format!("the libraries for {work} are in {name}, {other} would have to rebuild them")
}
