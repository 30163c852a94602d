//! Languages and the candidates that stand for them.

use std::collections::BTreeMap;

use super::CatalogError;
use super::entry::{Entry, insert, parse};
use crate::base::{Hue, Unit};
use crate::catalog::raw::{RawCandidate, RawFigure, RawLanguage};
use crate::catalog::{Artifact, Candidate, Collector, Concurrency, Language, Need};
use crate::model::{CandidateId, LanguageId};

pub(super) fn read_languages(
    text: &str,
    entry: &Entry<'_>,
) -> Result<BTreeMap<LanguageId, Language>, CatalogError> {
    let mut languages = BTreeMap::new();
    for raw in parse::<Vec<RawLanguage>>(text, entry.file)? {
        let place = raw.id.clone();
        let language = read_language(&raw, &place, entry)?;
        insert(&mut languages, language.id.clone(), language, entry.file)?;
    }
    Ok(languages)
}

fn read_language(
    raw: &RawLanguage,
    place: &str,
    entry: &Entry<'_>,
) -> Result<Language, CatalogError> {
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
        hue: entry.word(place, &raw.hue, Hue::from_word)?,
        dashed: raw.dashed,
        collector: entry.word(place, &raw.collector, Collector::from_word)?,
        artifact: entry.word(place, &raw.artifact, Artifact::from_word)?,
        parallel: raw.parallel,
        extends_python: raw.extends_python,
        cpu_vs_go: figure("cpu_vs_go", &raw.cpu_vs_go, Unit::Times)?,
        interpreted: figure("interpreted", &raw.interpreted, Unit::Times)?,
        accelerated: figure("accelerated", &raw.accelerated, Unit::Times)?,
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
