//! Remarks on an advice: facts that outrank a tag, targets that nothing meets, what is left open.

use super::case::Case;
use super::explain::Reason;
use super::score::Scorecard;
use super::verdict::{EITHER_BELOW, Verdict};
use crate::base::Unit;
use crate::catalog::Need;
use crate::model::{Input, Kind, LibraryNeed, MlUse, Shipping};

/// Criteria in which a performance tag speaks.
const SPEED: [&str; 3] = ["run-cost", "tail-latency", "concurrency"];
/// Criteria of what a component needs from libraries and people.
const PEOPLE_AND_LIBRARIES: [&str; 3] = ["data-ecosystem", "team", "estate"];

/// Facts that outrank a tag, said plainly; `sides` are the reasons for the leader and those against
/// it.
pub(super) fn notes(
    case: &Case<'_>,
    card: &Scorecard,
    verdict: Verdict,
    sides: [&[Reason]; 2],
) -> Vec<String> {
    let facts = case.facts;
    let mut notes = Vec::new();
    notes.extend(unmet_target(case, card));
    notes.extend(unsaid_data_work(case));
    let leader = card.leader.and_then(|index| case.contenders.get(index));
    let data_leads = leader.is_some_and(|c| c.language.points(Need::Data) >= 4.5);
    if facts.ml == MlUse::Calls && (case.is_data() || facts.ml_stated) {
        notes.push("Calling a hosted model is input and output, not data work.".to_owned());
    }
    if case.is_data() && !data_leads && facts.python_libraries == LibraryNeed::No {
        notes.push("Tagged data-intelligent, but the facts outrank the tag: no Python libraries are needed.".to_owned());
    }
    // A split serves both tags.
    if case.is_performance() && data_leads && verdict == Verdict::Language {
        notes.extend(outranked(sides[0]));
    }
    if case.is_performance()
        && verdict == Verdict::Either
        && !facts.rate_is_assumed()
        && sides
            .into_iter()
            .flatten()
            .all(|of| !SPEED.contains(&of.criterion) || of.contribution < EITHER_BELOW)
    {
        notes.push(
            "Tagged performance-sensitive, but at the stated load the difference is small."
                .to_owned(),
        );
    }
    notes.extend(firmware(case));
    if facts.component.inputs.contains_key(&Input::CpuTime) {
        notes.extend(unknown_time(case));
    }
    notes
}

/// That facts outrank a performance tag, where something that is no speed leads.
fn outranked(reasons: &[Reason]) -> Option<String> {
    let first = reasons.iter().find(|reason| !SPEED.contains(&reason.criterion))?;
    let what = if PEOPLE_AND_LIBRARIES.contains(&first.criterion) {
        "what it needs from libraries and people weighs more than speed at this load".to_owned()
    } else {
        format!("“{}” weighs more than speed at this load", first.label)
    };
    Some(format!("Tagged performance-sensitive, but the facts outrank the tag: {what}."))
}

/// That no candidate is quick enough by itself for a target that somebody gave.
fn unmet_target(case: &Case<'_>, card: &Scorecard) -> Option<String> {
    let target = case.facts.given(Input::P99Target)?.range.typical;
    let open = card.ranking.iter().filter(|score| score.gate.is_none());
    let open = open.filter_map(|score| case.contenders.get(score.contender));
    let fastest = open.min_by(|a, b| a.estimate.p99_ms.total_cmp(&b.estimate.p99_ms))?;
    let p99 = fastest.estimate.p99_ms;
    (p99 > target).then(|| {
        let needs = if p99.is_finite() {
            format!("needs {}", Unit::Ms.readable(p99))
        } else {
            "is overloaded".to_owned()
        };
        format!(
            "No candidate meets the p99 target of {}: {}, the fastest, {needs}.",
            Unit::Ms.readable(target),
            fastest.candidate.name
        )
    })
}

/// That a data tag alone says nothing of the work, where kind and facts say nothing either.
fn unsaid_data_work(case: &Case<'_>) -> Option<String> {
    let (facts, traits) = (case.facts, &case.facts.component.traits);
    let kind_says = matches!(
        facts.component.kind,
        Kind::ModelTraining | Kind::ModelServing | Kind::Analysis | Kind::DataPipeline
    );
    let said =
        facts.python_libraries_stated || traits.ml.is_some() || traits.data_analysis.is_some();
    let what = match facts.python_libraries {
        LibraryNeed::Central => "it is built around Python's libraries",
        LibraryNeed::Some => "it needs some of Python's libraries",
        LibraryNeed::No => return None,
    };
    (case.is_data() && !kind_says && !said).then(|| {
        format!(
            "Tagged data-intelligent, and nobody has said for what: the advice assumes that {what}."
        )
    })
}

/// What is true of devices without a collector beyond what is compared.
fn firmware(case: &Case<'_>) -> Option<String> {
    let is_firmware = case.facts.shipping == Shipping::Device
        && case.facts.component.traits.no_garbage_collector == Some(true);
    is_firmware.then(|| {
        "On a device without a collector the makers of chips mostly support C first, for which the catalog has no figures: see what they support besides.".to_owned()
    })
}

/// Why a stated CPU time counts as unknown, if it does.
fn unknown_time(case: &Case<'_>) -> Option<String> {
    let catalog = case.resolved.catalog;
    match &case.facts.component.cpu_language {
        None => Some("The CPU time names no language, so it counts as unknown.".to_owned()),
        Some(id) if !catalog.languages.contains_key(id) => Some(format!(
            "The catalog has no figures for {}, so the CPU time counts as unknown.",
            catalog.language_name(id)
        )),
        Some(_) => None,
    }
}
