//! What is assumed where a plan says nothing: presets, prices, constants; and the headlines.

use std::collections::BTreeMap;

use super::CatalogError;
use super::entry::{Entry, input_figure, parse};
use crate::base::Unit;
use crate::catalog::preset::Trigger;
use crate::catalog::raw::{RawEconomics, RawHeadline, RawPreset};
use crate::catalog::{Figure, Headline, Preset};
use crate::model::{Input, LibraryNeed, MlUse, Shipping};

pub(super) fn read_presets(text: &str, entry: &Entry<'_>) -> Result<Vec<Preset>, CatalogError> {
    let mut presets = Vec::new();
    for raw in parse::<Vec<RawPreset>>(text, entry.file)? {
        let place = raw.when.clone();
        let mut inputs = Vec::with_capacity(raw.inputs.len());
        for (word, figure) in &raw.inputs {
            inputs.push(input_figure(entry, &place, word, figure)?);
        }
        let word = |text: &Option<String>| text.clone();
        presets.push(Preset {
            when: entry.word(&place, &raw.when, Trigger::from_word)?,
            inputs,
            ml: optional(entry, &place, word(&raw.ml), MlUse::from_word)?,
            python_libraries: optional(
                entry,
                &place,
                word(&raw.python_libraries),
                LibraryNeed::from_word,
            )?,
            data_analysis: raw.data_analysis,
            shipping: optional(entry, &place, word(&raw.shipping), Shipping::from_word)?,
        });
    }
    Ok(presets)
}

fn optional<T>(
    entry: &Entry<'_>,
    place: &str,
    word: Option<String>,
    from_word: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, CatalogError> {
    word.map(|word| entry.word(place, &word, from_word)).transpose()
}

pub(super) type Economics = (BTreeMap<Input, Figure>, BTreeMap<String, Figure>);

pub(super) fn read_economics(text: &str, entry: &Entry<'_>) -> Result<Economics, CatalogError> {
    let raw: RawEconomics = parse(text, entry.file)?;
    let mut economics = BTreeMap::new();
    for (word, figure) in &raw.plan {
        let (input, figure) = input_figure(entry, "plan", word, figure)?;
        economics.insert(input, figure);
    }
    let mut constants = BTreeMap::new();
    for (name, (unit, figure)) in &raw.constants {
        let Some(unit) = Unit::ALL.iter().copied().find(|u| format!("{u:?}") == *unit) else {
            return entry.bad(name, format!("`{unit}` is not a unit"));
        };
        constants.insert(name.clone(), entry.figure(name, figure, unit)?);
    }
    Ok((economics, constants))
}

pub(super) fn read_headlines(text: &str, entry: &Entry<'_>) -> Result<Vec<Headline>, CatalogError> {
    let mut headlines = Vec::new();
    for raw in parse::<Vec<RawHeadline>>(text, entry.file)? {
        let place = raw.label.clone();
        let Some(unit) = Unit::ALL.iter().copied().find(|u| format!("{u:?}") == raw.unit) else {
            return entry.bad(&place, format!("`{}` is not a unit", raw.unit));
        };
        headlines.push(Headline {
            article: raw
                .article
                .as_deref()
                .map(|text| entry.range(&place, text, unit))
                .transpose()?,
            corrected: entry.figure(&place, &raw.corrected, unit)?,
            chart: raw.chart,
            claim: raw.claim,
            label: raw.label,
        });
    }
    Ok(headlines)
}
