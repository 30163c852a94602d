//! One entry of a catalog file: every word, date and figure is checked.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use super::CatalogError;
use crate::base::{Date, Range, Unit};
use crate::catalog::raw::RawFigure;
use crate::catalog::{Confidence, Figure, Source};
use crate::model::{Input, LanguageId};

pub(super) fn parse<T: DeserializeOwned>(
    text: &str,
    file: &'static str,
) -> Result<T, CatalogError> {
    ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .from_str(text)
        .map_err(|error| CatalogError {
            file,
            place: format!("line {}, column {}", error.span.start.line, error.span.start.col),
            problem: error.code.to_string(),
        })
}

/// What every entry of one file is checked against.
pub(super) struct Entry<'a> {
    pub(super) file: &'static str,
    pub(super) sources: &'a BTreeMap<String, Source>,
}

impl Entry<'_> {
    pub(super) fn bad<T>(
        &self,
        place: &str,
        problem: impl Into<String>,
    ) -> Result<T, CatalogError> {
        Err(CatalogError { file: self.file, place: place.to_owned(), problem: problem.into() })
    }

    pub(super) fn word<T>(
        &self,
        place: &str,
        word: &str,
        from_word: impl Fn(&str) -> Option<T>,
    ) -> Result<T, CatalogError> {
        from_word(word).map_or_else(|| self.bad(place, format!("`{word}` is not a known word")), Ok)
    }

    pub(super) fn date(&self, place: &str, text: &str) -> Result<Option<Date>, CatalogError> {
        if text.is_empty() {
            return Ok(None);
        }
        text.parse()
            .map(Some)
            .or_else(|error: crate::base::date::DateError| self.bad(place, error.to_string()))
    }

    pub(super) fn language(&self, place: &str, id: &str) -> Result<LanguageId, CatalogError> {
        LanguageId::new(id).or_else(|error| self.bad(place, error.to_string()))
    }

    pub(super) fn range(&self, place: &str, text: &str, unit: Unit) -> Result<Range, CatalogError> {
        Range::parse(text, unit).or_else(|error| self.bad(place, format!("`{text}`: {error}")))
    }

    pub(super) fn figure(
        &self,
        place: &str,
        raw: &RawFigure,
        unit: Unit,
    ) -> Result<Figure, CatalogError> {
        let range = self.range(place, &raw.v, unit)?;
        let confidence = self.word(place, &raw.conf, Confidence::from_word)?;
        if raw.src.is_empty() && !matches!(confidence, Confidence::Assumed | Confidence::Judgement)
        {
            return self.bad(place, "a measured or published figure needs a source");
        }
        for id in &raw.src {
            if !self.sources.contains_key(id) {
                return self.bad(place, format!("source `{id}` is not in sources.ron"));
            }
        }
        let first = raw.src.first().and_then(|id| self.sources.get(id));
        let own_date = self.date(place, &raw.date)?;
        let hardware = match (&raw.hw, confidence) {
            (own, _) if !own.is_empty() => own.clone(),
            (_, Confidence::Measured) => {
                first.map_or_else(String::new, |source| source.hardware.clone())
            }
            _ => String::new(),
        };
        Ok(Figure {
            range,
            unit,
            sources: raw.src.clone(),
            date: own_date.or(first.map(|source| source.date)),
            confidence,
            hardware,
            note: raw.note.clone(),
        })
    }
}

pub(super) fn insert<K: Ord + std::fmt::Display, V>(
    map: &mut BTreeMap<K, V>,
    key: K,
    value: V,
    file: &'static str,
) -> Result<(), CatalogError> {
    if map.contains_key(&key) {
        return Err(CatalogError {
            file,
            place: key.to_string(),
            problem: "the id appears twice".to_owned(),
        });
    }
    map.insert(key, value);
    Ok(())
}

pub(super) fn input_figure(
    entry: &Entry<'_>,
    place: &str,
    word: &str,
    raw: &RawFigure,
) -> Result<(Input, Figure), CatalogError> {
    let input = entry.word(place, word, Input::from_word)?;
    let place = format!("{place}, {word}");
    let figure = entry.figure(&place, raw, input.unit())?;
    input.check(figure.range).or_else(|error| entry.bad(&place, error.to_string()))?;
    Ok((input, figure))
}
