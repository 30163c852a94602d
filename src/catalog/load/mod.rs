//! Strict reading of the catalog: a bad entry is an error with its place.

mod assumptions;
mod entry;
mod kinds;
mod languages;
mod libraries;
mod remedies;

use std::collections::BTreeMap;

use assumptions::{read_economics, read_headlines, read_presets};
use entry::{Entry, insert, parse};
use kinds::read_kinds;
use languages::{read_candidates, read_languages};
use libraries::read_libraries;
use remedies::read_remedies;

use super::raw::RawSource;
use super::{Catalog, Source};
use crate::base::Currency;

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
    /// `remedies.ron`.
    pub remedies: &'a str,
    /// `kinds.ron`.
    pub kinds: &'a str,
    /// `libraries.ron`.
    pub libraries: &'a str,
}

/// The texts that the program ships with.
pub const SHIPPED: Texts<'static> = Texts {
    sources: include_str!("../../../assets/catalog/sources.ron"),
    languages: include_str!("../../../assets/catalog/languages.ron"),
    candidates: include_str!("../../../assets/catalog/candidates.ron"),
    presets: include_str!("../../../assets/catalog/presets.ron"),
    economics: include_str!("../../../assets/catalog/economics.ron"),
    headlines: include_str!("../../../assets/catalog/headlines.ron"),
    remedies: include_str!("../../../assets/catalog/remedies.ron"),
    kinds: include_str!("../../../assets/catalog/kinds.ron"),
    libraries: include_str!("../../../assets/catalog/libraries.ron"),
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
    let _dollars = Currency::Usd.scope();
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
    let remedies = read_remedies(
        texts.remedies,
        &languages,
        &Entry { file: "remedies.ron", sources: &sources },
    )?;
    let (kinds, technologies) =
        read_kinds(texts.kinds, &Entry { file: "kinds.ron", sources: &sources })?;
    let libraries =
        read_libraries(texts.libraries, &Entry { file: "libraries.ron", sources: &sources })?;
    Ok(Catalog {
        languages,
        candidates,
        default_candidates,
        sources,
        presets,
        economics,
        constants,
        headlines,
        remedies,
        kinds,
        technologies,
        libraries,
    })
}

fn read_sources(text: &str) -> Result<BTreeMap<String, Source>, CatalogError> {
    const FILE: &str = "sources.ron";
    let mut sources = BTreeMap::new();
    for raw in parse::<Vec<RawSource>>(text, FILE)? {
        let date = raw.date.parse().map_err(|error: crate::base::date::DateError| {
            CatalogError { file: FILE, place: raw.id.clone(), problem: error.to_string() }
        })?;
        let source = Source {
            id: raw.id.clone(),
            short: raw.short,
            title: raw.title,
            url: raw.url,
            date,
            hardware: raw.hw,
        };
        insert(&mut sources, raw.id, source, FILE)?;
    }
    Ok(sources)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Range;

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
        type Spoil = fn(&mut Texts<'_>);
        let cases: &[(Spoil, &str)] = &[
            (
                |t| t.sources = "[(id: \"A\", title: \"x\", short: \"x\", date: \"yesterday\")]",
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
            (
                |t| t.remedies = "[(id: \"a\", name: \"A\", language: \"cobol\", claims: \"4\", when: [], weeks: (v: \"1\", conf: \"judgement\"))]",
                "remedies.ron: a: language `cobol` is not in languages.ron",
            ),
            (
                |t| t.remedies = "[(id: \"a\", name: \"A\", language: \"python\", claims: \"4\", when: [\"fast\"], weeks: (v: \"1\", conf: \"judgement\"))]",
                "`fast` is not a known word",
            ),
            (
                |t| t.remedies = "[(id: \"a\", name: \"A\", language: \"python\", claims: \"4\", when: [], weeks: (v: \"1\", conf: \"judgement\"))]",
                "a remedy needs an effect",
            ),
            (
                |t| t.remedies = "[(id: \"a\", name: \"A\", language: \"python\", claims: \"4\", when: [], overhead: (v: \"0\", conf: \"assumed\"), weeks: (v: \"1\", conf: \"judgement\"))]",
                "must be above zero",
            ),
            (
                |t| t.remedies = "[(id: \"a\", name: \"A\", language: \"python\", claims: \"4\", when: [], native: (times: (v: \"2\", conf: \"assumed\"), reach: (v: \"120 %\", conf: \"assumed\")), weeks: (v: \"1\", conf: \"judgement\"))]",
                "must not exceed 100 %",
            ),
            (|t| t.kinds = "[(kind: \"teapot\", words: [])]", "kinds.ron: teapot: `teapot` is not"),
            (
                |t| t.kinds = "[(kind: \"cache\", words: [\"redis\"]), (kind: \"queue\", words: [\"redis\"])]",
                "`redis` already stands for cache",
            ),
            (|t| t.kinds = "[(kind: \"cache\", words: [\"Redis\"])]", "must be lower-case words"),
        ];
        for (spoil, words) in cases {
            let mut texts = SHIPPED;
            spoil(&mut texts);
            let error = read(texts).unwrap_err().to_string();
            assert!(error.contains(words), "{error} should contain {words}");
        }
    }
}
