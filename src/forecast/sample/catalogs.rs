//! The catalog in draws.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::draw::{self, exact, probability};
use super::speeds;
use crate::catalog::{Candidate, Catalog, Figure, Language, Preset, Trigger};
use crate::forecast::{Resolved, figures};

/// The catalog in one draw after another; made once and used for every component.
#[derive(Clone, Debug)]
pub struct Catalogs {
    all: Arc<[Catalog]>,
    /// How many of them are wanted.
    draws: usize,
}

static SHIPPED: OnceLock<Arc<[Catalog]>> = OnceLock::new();

impl Catalogs {
    /// So many draws of a catalog; those of the shipped catalog that are told are made once.
    #[must_use]
    pub fn new(catalog: &Catalog, draws: u32) -> Self {
        let make = |draws| {
            let bare = bare(catalog);
            (0..draws).map(|number| drawn(&bare, number)).collect()
        };
        // Only the shipped catalog lives for ever, so that its address says which it is.
        let shipped = Catalog::shipped().is_ok_and(|shipped| std::ptr::eq(shipped, catalog));
        let all = if shipped && draws <= super::DRAWS {
            Arc::clone(SHIPPED.get_or_init(|| make(super::DRAWS)))
        } else {
            make(draws)
        };
        Self { all, draws: draws as usize }
    }

    /// The draws behind everything that is told of a plan, see [`draws`](super::draws).
    #[must_use]
    pub fn told(resolved: &Resolved<'_>) -> Self {
        Self::new(resolved.catalog, super::draws(resolved))
    }

    /// The draws, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Catalog> {
        self.all.iter().take(self.draws)
    }

    /// All the draws that are told, where these are some of the shipped catalog's.
    pub(super) fn told_of_shipped(&self) -> Option<&[Catalog]> {
        let shipped = SHIPPED.get()?;
        Arc::ptr_eq(shipped, &self.all).then_some(&self.all)
    }
}

/// The catalog without what figures say of themselves, so that drawing it copies little text.
pub(super) fn bare(catalog: &Catalog) -> Catalog {
    let strip = |figure: &mut Figure| {
        (figure.sources, figure.hardware, figure.note) = Default::default();
    };
    let mut bare = catalog.clone();
    for language in bare.languages.values_mut() {
        let Language { cpu_vs_go, interpreted, accelerated, native, pause, .. } = language;
        [cpu_vs_go, interpreted, accelerated, native, pause].into_iter().for_each(strip);
        let Language { learning, learning_typed, build_time, hiring, points, .. } = language;
        [learning, learning_typed, build_time, hiring].into_iter().for_each(strip);
        points.iter_mut().for_each(strip);
    }
    for candidate in bare.candidates.values_mut() {
        let Candidate { overhead, base_memory, connection_memory, start, .. } = candidate;
        [overhead, base_memory, connection_memory, start].into_iter().for_each(strip);
        [&mut candidate.tool_start, &mut candidate.artifact].into_iter().for_each(strip);
        candidate.cold_start.iter_mut().for_each(strip);
    }
    bare.constants.values_mut().for_each(strip);
    bare.presets.retain(of_links);
    bare
}

/// The catalog with every figure that forecasts rest on drawn, and what is assumed of links as it is;
/// the rest is left out.
pub(super) fn drawn(catalog: &Catalog, number: u32) -> Catalog {
    let languages = catalog.languages.iter();
    let candidates = catalog.candidates.iter();
    let constants = catalog.constants.iter();
    let mut languages: BTreeMap<_, _> =
        languages.map(|(id, of)| (id.clone(), drawn_language(of, number))).collect();
    speeds::draw(&mut languages, number);
    Catalog {
        languages,
        candidates: candidates.map(|(id, of)| (id.clone(), drawn_candidate(of, number))).collect(),
        constants: constants
            .map(|(name, of)| (name.clone(), drawn_figure(of, name, number)))
            .collect(),
        default_candidates: catalog.default_candidates.clone(),
        sources: BTreeMap::new(),
        presets: catalog.presets.iter().filter(|preset| of_links(preset)).cloned().collect(),
        economics: BTreeMap::new(),
        headlines: Vec::new(),
        remedies: Vec::new(),
        kinds: Vec::new(),
        technologies: Vec::new(),
        libraries: Vec::new(),
    }
}

/// Whether a preset says what is assumed of links: calls and retries stay at their medians, and what
/// components are assumed to be is resolved before they are drawn.
fn of_links(preset: &Preset) -> bool {
    preset.when == Trigger::Link
}

fn drawn_language(language: &Language, number: u32) -> Language {
    let mut drawn = language.clone();
    for named in figures::OF_LANGUAGE.iter().filter(|named| !figures::SPEEDS.contains(&named.word))
    {
        let figure = (named.of)(&mut drawn);
        *figure = drawn_figure(figure, &format!("{}/{}", language.id, named.word), number);
    }
    drawn
}

fn drawn_candidate(candidate: &Candidate, number: u32) -> Candidate {
    let mut drawn = candidate.clone();
    for named in figures::OF_CANDIDATE {
        let figure = (named.of)(&mut drawn);
        *figure = drawn_figure(figure, &format!("{}/{}", candidate.id, named.word), number);
    }
    drawn
}

fn drawn_figure(figure: &Figure, address: &str, number: u32) -> Figure {
    Figure {
        range: exact(figure.range, probability(draw::address(address), number)),
        ..figure.clone()
    }
}
