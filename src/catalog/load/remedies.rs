//! Remedies: ways to make one language do.

use std::collections::BTreeMap;

use super::CatalogError;
use super::entry::{Entry, parse};
use crate::base::Unit;
use crate::catalog::raw::{RawFigure, RawRemedy, RawSpeedup};
use crate::catalog::{Concurrency, Condition, Figure, Language, Remedy, Speedup};
use crate::model::LanguageId;

pub(super) fn read_remedies(
    text: &str,
    languages: &BTreeMap<LanguageId, Language>,
    entry: &Entry<'_>,
) -> Result<Vec<Remedy>, CatalogError> {
    let mut remedies: Vec<Remedy> = Vec::new();
    for raw in parse::<Vec<RawRemedy>>(text, entry.file)? {
        let remedy = read_remedy(&raw, languages, entry)?;
        if remedies.iter().any(|other| other.id == remedy.id) {
            return entry.bad(&raw.id, "the id appears twice");
        }
        remedies.push(remedy);
    }
    Ok(remedies)
}

fn read_remedy(
    raw: &RawRemedy,
    languages: &BTreeMap<LanguageId, Language>,
    entry: &Entry<'_>,
) -> Result<Remedy, CatalogError> {
    let place = raw.id.as_str();
    let language = entry.language(place, &raw.language)?;
    if !languages.contains_key(&language) {
        return entry.bad(place, format!("language `{language}` is not in languages.ron"));
    }
    let figure = |name: &str, raw: &Option<RawFigure>, unit| {
        raw.as_ref().map(|raw| positive(entry, &format!("{place}, {name}"), raw, unit)).transpose()
    };
    let speedup = |name: &str, raw: &Option<RawSpeedup>| {
        raw.as_ref().map(|raw| speedup(entry, &format!("{place}, {name}"), raw)).transpose()
    };
    let word = |word: &String| entry.word(place, word, Condition::from_word);
    let concurrency = raw.concurrency.as_ref();
    let remedy = Remedy {
        when: raw.when.iter().map(word).collect::<Result<_, _>>()?,
        interpreted: speedup("interpreted", &raw.interpreted)?,
        accelerated: speedup("accelerated", &raw.accelerated)?,
        native: speedup("native", &raw.native)?,
        overhead: figure("overhead", &raw.overhead, Unit::Times)?,
        memory: figure("memory", &raw.memory, Unit::Times)?,
        wait: figure("wait", &raw.wait, Unit::Ms)?,
        reserve: figure("reserve", &raw.reserve, Unit::Times)?,
        concurrency: concurrency
            .map(|word| entry.word(place, word, Concurrency::from_word))
            .transpose()?,
        heap_once: raw.heap_once,
        weeks: positive(entry, &format!("{place}, weeks"), &raw.weeks, Unit::PersonWeeks)?,
        id: raw.id.clone(),
        name: raw.name.clone(),
        note: raw.note.clone(),
        claims: raw.claims.clone(),
        language,
    };
    if remedy.effects().is_empty() {
        return entry.bad(place, "a remedy needs an effect");
    }
    Ok(remedy)
}

fn positive(
    entry: &Entry<'_>,
    place: &str,
    raw: &RawFigure,
    unit: Unit,
) -> Result<Figure, CatalogError> {
    let figure = entry.figure(place, raw, unit)?;
    if figure.range.low <= 0.0 {
        return entry.bad(place, "must be above zero");
    }
    Ok(figure)
}

fn speedup(entry: &Entry<'_>, place: &str, raw: &RawSpeedup) -> Result<Speedup, CatalogError> {
    let reach = positive(entry, place, &raw.reach, Unit::Share)?;
    if reach.range.high > 1.0 {
        return entry.bad(place, "a share must not exceed 100 %");
    }
    Ok(Speedup { times: positive(entry, place, &raw.times, Unit::Times)?, reach })
}
