//! Languages and the candidates that stand for them.

use std::collections::BTreeMap;

use super::CatalogError;
use super::entry::{Entry, insert, parse};
use crate::base::{Hue, Unit};
use crate::catalog::raw::{RawCandidate, RawFigure, RawLanguage};
use crate::catalog::{Artifact, Candidate, Collector, Concurrency, Figure, Language, Need, speeds};
use crate::model::{CandidateId, LanguageId};

pub(super) fn read_languages(
    text: &str,
    entry: &Entry<'_>,
) -> Result<BTreeMap<LanguageId, Language>, CatalogError> {
    let all = parse::<Vec<RawLanguage>>(text, entry.file)?;
    let go = all.iter().find(|raw| raw.id == speeds::REFERENCE);
    let mut languages = BTreeMap::new();
    for raw in &all {
        let language = read_language(raw, go, entry)?;
        insert(&mut languages, language.id.clone(), language, entry.file)?;
    }
    speeds::derive(&mut languages);
    Ok(languages)
}

/// Speeds over CPython in interpreted code and in the C-accelerated library, and whether they are to
/// follow from Go's: then they are Go's figures with a note that says so.
fn read_speeds(
    raw: &RawLanguage,
    go: Option<&RawLanguage>,
    entry: &Entry<'_>,
) -> Result<([Figure; 2], bool), CatalogError> {
    const NAMES: [&str; 2] = ["interpreted", "accelerated"];
    const FOLLOWS: [&str; 2] = [
        "Go's ratio divided by CPU time relative to Go; spreads added in quadrature of logarithms",
        "Go divided by the square root of CPU time relative to Go",
    ];
    let of = |raw: &RawLanguage| -> Result<Option<[Figure; 2]>, CatalogError> {
        let read = |name: &str, figure: &RawFigure| {
            entry.figure(&format!("{}, {name}", raw.id), figure, Unit::Times)
        };
        match (&raw.interpreted, &raw.accelerated) {
            (Some(a), Some(b)) => Ok(Some([read(NAMES[0], a)?, read(NAMES[1], b)?])),
            (None, None) => Ok(None),
            _ => entry.bad(&raw.id, "`interpreted` and `accelerated` come together or not at all"),
        }
    };
    if let Some(own) = of(raw)? {
        return Ok((own, false));
    }
    let Some([a, b]) = go.map(of).transpose()?.flatten() else {
        return entry.bad(&raw.id, "speeds are missing, and there are none of Go to follow from");
    };
    Ok(([speeds::follows(&a, FOLLOWS[0]), speeds::follows(&b, FOLLOWS[1])], true))
}

fn read_language(
    raw: &RawLanguage,
    go: Option<&RawLanguage>,
    entry: &Entry<'_>,
) -> Result<Language, CatalogError> {
    let place = raw.id.as_str();
    let ([interpreted, accelerated], through_go) = read_speeds(raw, go, entry)?;
    let figure =
        |name: &str, raw: &RawFigure, unit| entry.figure(&format!("{place}, {name}"), raw, unit);
    let mut points = Vec::with_capacity(Need::ALL.len());
    for need in Need::ALL {
        let Some(raw) = raw.points.get(need.word()) else {
            return entry.bad(place, format!("points for `{}` are missing", need.word()));
        };
        let figure = figure(need.word(), raw, Unit::Points)?;
        if figure.range.low < 0.0 || figure.range.high > 5.0 {
            return entry
                .bad(place, format!("points for `{}` must lie between 0 and 5", need.word()));
        }
        points.push(figure);
    }
    if raw.points.len() != points.len() {
        return entry.bad(place, "`points` names something that is not a need");
    }
    Ok(Language {
        id: entry.language(place, &raw.id)?,
        name: raw.name.clone(),
        platform: raw.platform.clone(),
        near: raw.near.iter().map(|id| entry.language(place, id)).collect::<Result<_, _>>()?,
        stands_for: raw
            .stands_for
            .iter()
            .map(|id| entry.language(place, id))
            .collect::<Result<_, _>>()?,
        hue: entry.word(place, &raw.hue, Hue::from_word)?,
        dashed: raw.dashed,
        collector: entry.word(place, &raw.collector, Collector::from_word)?,
        artifact: entry.word(place, &raw.artifact, Artifact::from_word)?,
        parallel: raw.parallel,
        extends_python: raw.extends_python,
        cpu_vs_go: figure("cpu_vs_go", &raw.cpu_vs_go, Unit::Times)?,
        through_go,
        interpreted,
        accelerated,
        native: figure("native", &raw.native, Unit::Times)?,
        pause: figure("pause", &raw.pause, Unit::Ms)?,
        learning: figure("learning", &raw.learning, Unit::Weeks)?,
        learning_typed: figure("learning_typed", &raw.learning_typed, Unit::Weeks)?,
        build_time: figure("build_time", &raw.build_time, Unit::Times)?,
        hiring: figure("hiring", &raw.hiring, Unit::Share)?,
        points,
    })
}

pub(super) type Candidates = (BTreeMap<CandidateId, Candidate>, Vec<CandidateId>);

pub(super) fn read_candidates(
    text: &str,
    languages: &BTreeMap<LanguageId, Language>,
    entry: &Entry<'_>,
) -> Result<Candidates, CatalogError> {
    let mut candidates = BTreeMap::new();
    let mut defaults = Vec::new();
    for raw in parse::<Vec<RawCandidate>>(text, entry.file)? {
        let place = raw.id.clone();
        let figure = |name: &str, raw: &RawFigure, unit| {
            entry.figure(&format!("{place}, {name}"), raw, unit)
        };
        let id = CandidateId::new(&raw.id).or_else(|error| entry.bad(&place, error.to_string()))?;
        let language = entry.language(&place, &raw.language)?;
        let Some(of) = languages.get(&language) else {
            return entry.bad(&place, format!("language `{language}` is not in languages.ron"));
        };
        let candidate = Candidate {
            id: id.clone(),
            name: format!("{} ({})", of.name, raw.stack),
            language,
            stack: raw.stack.clone(),
            versions: raw.versions.clone(),
            concurrency: entry.word(&place, &raw.concurrency, Concurrency::from_word)?,
            threads: raw.threads,
            preferred: raw.preferred,
            overhead: figure("overhead", &raw.overhead, Unit::Ms)?,
            base_memory: figure("base_memory", &raw.base_memory, Unit::Mb)?,
            connection_memory: figure("connection_memory", &raw.connection_memory, Unit::Kb)?,
            start: figure("start", &raw.start, Unit::Ms)?,
            tool_start: figure("tool_start", &raw.tool_start, Unit::Ms)?,
            cold_start: raw
                .cold_start
                .as_ref()
                .map(|raw| figure("cold_start", raw, Unit::Ms))
                .transpose()?,
            artifact: figure("artifact", &raw.artifact, Unit::Mb)?,
        };
        if raw.default {
            defaults.push(id.clone());
        }
        insert(&mut candidates, id, candidate, entry.file)?;
    }
    if defaults.is_empty() {
        return entry.bad("end", "no candidate is a default one");
    }
    Ok((candidates, defaults))
}
