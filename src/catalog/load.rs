//! Strict reading of the catalog: a bad entry is an error with its place.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use super::raw::{
    RawCandidate, RawEconomics, RawFigure, RawHeadline, RawLanguage, RawPreset, RawSource,
};
use super::{
    Artifact, Candidate, Catalog, Collector, Concurrency, Confidence, Figure, Headline, Language,
    Need, Preset, Source,
};
use crate::base::{Date, Hue, Range, Unit};
use crate::model::{CandidateId, Input, LanguageId};

/// Why the catalog cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("catalog {file}: {place}: {problem}")]
pub struct CatalogError {
    /// Which file.
    pub file: &'static str,
    /// Line and column, or the entry's name.
    pub place: String,
    /// What is wrong and what would do.
    pub problem: String,
}

/// The texts a catalog is made of.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'a> {
    /// `sources.ron`.
    pub sources: &'a str,
    /// `languages.ron`.
    pub languages: &'a str,
    /// `candidates.ron`.
    pub candidates: &'a str,
    /// `presets.ron`.
    pub presets: &'a str,
    /// `economics.ron`.
    pub economics: &'a str,
    /// `headlines.ron`.
    pub headlines: &'a str,
}

/// The texts that the program ships with.
pub const SHIPPED: Texts<'static> = Texts {
    sources: include_str!("../../assets/catalog/sources.ron"),
    languages: include_str!("../../assets/catalog/languages.ron"),
    candidates: include_str!("../../assets/catalog/candidates.ron"),
    presets: include_str!("../../assets/catalog/presets.ron"),
    economics: include_str!("../../assets/catalog/economics.ron"),
    headlines: include_str!("../../assets/catalog/headlines.ron"),
};

/// Reads the shipped catalog.
///
/// # Errors
/// As [`read`].
pub fn shipped() -> Result<Catalog, CatalogError> {
    read(SHIPPED)
}

/// Reads a catalog.
///
/// # Errors
/// [`CatalogError`] for the first entry that is unreadable, unknown, duplicate, out of range or
/// without evidence.
pub fn read(texts: Texts<'_>) -> Result<Catalog, CatalogError> {
    let sources = read_sources(texts.sources)?;
    let languages =
        read_languages(texts.languages, &Entry { file: "languages.ron", sources: &sources })?;
    let (candidates, default_candidates) = read_candidates(
        texts.candidates,
        &languages,
        &Entry { file: "candidates.ron", sources: &sources },
    )?;
    let presets = read_presets(texts.presets, &Entry { file: "presets.ron", sources: &sources })?;
    let (economics, constants) =
        read_economics(texts.economics, &Entry { file: "economics.ron", sources: &sources })?;
    let headlines =
        read_headlines(texts.headlines, &Entry { file: "headlines.ron", sources: &sources })?;
    Ok(Catalog {
        languages,
        candidates,
        default_candidates,
        sources,
        presets,
        economics,
        constants,
        headlines,
    })
}

fn parse<T: DeserializeOwned>(text: &str, file: &'static str) -> Result<T, CatalogError> {
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
struct Entry<'a> {
    file: &'static str,
    sources: &'a BTreeMap<String, Source>,
}

impl Entry<'_> {
    fn bad<T>(&self, place: &str, problem: impl Into<String>) -> Result<T, CatalogError> {
        Err(CatalogError { file: self.file, place: place.to_owned(), problem: problem.into() })
    }

    fn word<T>(
        &self,
        place: &str,
        word: &str,
        from_word: impl Fn(&str) -> Option<T>,
    ) -> Result<T, CatalogError> {
        from_word(word).map_or_else(|| self.bad(place, format!("`{word}` is not a known word")), Ok)
    }

    fn date(&self, place: &str, text: &str) -> Result<Option<Date>, CatalogError> {
        if text.is_empty() {
            return Ok(None);
        }
        text.parse()
            .map(Some)
            .or_else(|error: crate::base::date::DateError| self.bad(place, error.to_string()))
    }

    fn language(&self, place: &str, id: &str) -> Result<LanguageId, CatalogError> {
        LanguageId::new(id).or_else(|error| self.bad(place, error.to_string()))
    }

    fn range(&self, place: &str, text: &str, unit: Unit) -> Result<Range, CatalogError> {
        Range::parse(text, unit).or_else(|error| self.bad(place, format!("`{text}`: {error}")))
    }

    fn figure(&self, place: &str, raw: &RawFigure, unit: Unit) -> Result<Figure, CatalogError> {
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

fn insert<K: Ord + std::fmt::Display, V>(
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

fn read_sources(text: &str) -> Result<BTreeMap<String, Source>, CatalogError> {
    const FILE: &str = "sources.ron";
    let mut sources = BTreeMap::new();
    for raw in parse::<Vec<RawSource>>(text, FILE)? {
        let date = raw.date.parse().map_err(|error: crate::base::date::DateError| {
            CatalogError { file: FILE, place: raw.id.clone(), problem: error.to_string() }
        })?;
        let source =
            Source { id: raw.id.clone(), title: raw.title, url: raw.url, date, hardware: raw.hw };
        insert(&mut sources, raw.id, source, FILE)?;
    }
    Ok(sources)
}

fn read_languages(
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

type Candidates = (BTreeMap<CandidateId, Candidate>, Vec<CandidateId>);

fn read_candidates(
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

fn input_figure(
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

fn read_presets(text: &str, entry: &Entry<'_>) -> Result<Vec<Preset>, CatalogError> {
    let mut presets = Vec::new();
    for raw in parse::<Vec<RawPreset>>(text, entry.file)? {
        let place = raw.when.clone();
        let mut inputs = Vec::with_capacity(raw.inputs.len());
        for (word, figure) in &raw.inputs {
            inputs.push(input_figure(entry, &place, word, figure)?);
        }
        let word = |text: &Option<String>| text.clone();
        presets.push(Preset {
            when: entry.word(&place, &raw.when, super::preset::Trigger::from_word)?,
            inputs,
            ml: optional(entry, &place, word(&raw.ml), crate::model::MlUse::from_word)?,
            python_libraries: optional(
                entry,
                &place,
                word(&raw.python_libraries),
                crate::model::LibraryNeed::from_word,
            )?,
            data_analysis: raw.data_analysis,
            shipping: optional(
                entry,
                &place,
                word(&raw.shipping),
                crate::model::Shipping::from_word,
            )?,
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

type Economics = (BTreeMap<Input, Figure>, BTreeMap<String, Figure>);

fn read_economics(text: &str, entry: &Entry<'_>) -> Result<Economics, CatalogError> {
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

fn read_headlines(text: &str, entry: &Entry<'_>) -> Result<Vec<Headline>, CatalogError> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_catalog_loads() {
        let catalog = shipped().unwrap();
        assert_eq!(catalog.languages.len(), 11);
        assert_eq!(catalog.default_candidates.len(), 2);
        // Section 10 of the list of claims: interpreted code 20 / 40 / 100.
        let go = &catalog.languages["go"];
        assert_eq!(go.interpreted.range, Range { low: 20.0, typical: 40.0, high: 100.0 });
        assert_eq!(go.native.range, Range { low: 0.02, typical: 0.8, high: 1.6 });
    }

    #[test]
    fn a_bad_entry_is_refused_with_its_place() {
        let cases: &[(fn(&mut Texts<'_>), &str)] = &[
            (
                |t| t.sources = "[(id: \"A\", title: \"x\", date: \"yesterday\")]",
                "sources.ron: A: `yesterday` is not a date",
            ),
            (|t| t.sources = "[(id: 1)]", "sources.ron: line 1, column"),
            (|t| t.languages = "[(id: \"go\", speed: 3)]", "languages.ron: line 1"),
            (
                |t| t.headlines = "[(chart: \"x\", claim: \"4\", label: \"L\", unit: \"Parsec\", corrected: (v: \"1\", conf: \"assumed\"))]",
                "`Parsec` is not a unit",
            ),
            (
                |t| t.headlines = "[(chart: \"x\", claim: \"4\", label: \"L\", unit: \"Ms\", corrected: (v: \"1\", conf: \"measured\"))]",
                "needs a source",
            ),
            (
                |t| t.headlines = "[(chart: \"x\", claim: \"4\", label: \"L\", unit: \"Ms\", corrected: (v: \"9..1\", src: [\"S-OWN\"], conf: \"measured\"))]",
                "must rise",
            ),
            (
                |t| t.headlines = "[(chart: \"x\", claim: \"4\", label: \"L\", unit: \"Ms\", corrected: (v: \"1\", src: [\"S-NO\"], conf: \"measured\"))]",
                "`S-NO` is not in sources.ron",
            ),
            (|t| t.presets = "[(when: \"kind/teapot\")]", "`kind/teapot` is not a known word"),
            (
                |t| t.presets = "[(when: \"any\", inputs: {\"interpreted\": (v: \"150 %\", conf: \"assumed\")})]",
                "outside",
            ),
            (|t| t.candidates = "[]", "no candidate is a default one"),
        ];
        for (spoil, words) in cases {
            let mut texts = SHIPPED;
            spoil(&mut texts);
            let error = read(texts).unwrap_err().to_string();
            assert!(error.contains(words), "{error} should contain {words}");
        }
    }
}
