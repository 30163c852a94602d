//! Languages, stacks and their figures with evidence, read strictly from `assets/catalog/*.ron`.
//!
//! Nothing here knows a plan. Every number is a [`Figure`]: a range with its unit, sources, date
//! and confidence, so that whoever shows it can say where it comes from.

pub mod candidate;
pub mod figure;
pub mod headline;
pub mod kinds;
pub mod language;
pub mod library;
pub mod load;
pub mod names;
pub mod preset;
mod raw;
pub mod remedy;
pub mod speeds;
pub mod technology;

use std::collections::BTreeMap;
use std::sync::OnceLock;

pub use candidate::{Candidate, Concurrency};
pub use figure::{Confidence, Figure, Source};
pub use headline::Headline;
pub use kinds::{Guess, KindWords};
pub use language::{Artifact, Collector, Language, Need};
pub use library::{Library, Support};
pub use load::CatalogError;
pub use names::called;
pub use preset::{Preset, Trigger};
pub use remedy::{Condition, Remedy, Speedup};
pub use technology::{Known, Technology};

use crate::model::{CandidateId, Input, LanguageId};

/// Everything the program knows of languages.
#[derive(Clone, Debug)]
pub struct Catalog {
    /// Languages by id.
    pub languages: BTreeMap<LanguageId, Language>,
    /// Candidates by id.
    pub candidates: BTreeMap<CandidateId, Candidate>,
    /// Candidates compared when a plan names none, leader of the table first.
    pub default_candidates: Vec<CandidateId>,
    /// Sources by id, such as `S-OWN`.
    pub sources: BTreeMap<String, Source>,
    /// Ranges assumed where a plan states nothing, general ones first.
    pub presets: Vec<Preset>,
    /// Prices and the like that hold for a plan until it states its own.
    pub economics: BTreeMap<Input, Figure>,
    /// Figures that belong to no language, by name.
    pub constants: BTreeMap<String, Figure>,
    /// Claims of the article beside what the evidence says.
    pub headlines: Vec<Headline>,
    /// Ways to make one language do, as they are told.
    pub remedies: Vec<Remedy>,
    /// What people call each kind of component.
    pub kinds: Vec<KindWords>,
    /// Technologies, in the order of their kinds.
    pub technologies: Vec<Technology>,
    /// Libraries by name, in the order of their subjects.
    pub libraries: Vec<Library>,
}

impl Catalog {
    /// The catalog that the program ships with.
    ///
    /// # Errors
    /// [`CatalogError`] names file and place of a bad entry; a test loads it, so a released
    /// program never fails here.
    pub fn shipped() -> Result<&'static Self, &'static CatalogError> {
        static SHIPPED: OnceLock<Result<Catalog, CatalogError>> = OnceLock::new();
        SHIPPED.get_or_init(load::shipped).as_ref()
    }

    /// The candidates that a plan compares: those it names and the catalog has, each once, else the
    /// default.
    #[must_use]
    pub fn compared(&self, named: &[CandidateId]) -> Vec<&Candidate> {
        let known = |ids: &[CandidateId]| -> Vec<&Candidate> {
            let mut seen = std::collections::BTreeSet::new();
            let fresh = ids.iter().filter(|id| seen.insert(*id));
            fresh.filter_map(|id| self.candidates.get(id)).collect()
        };
        let candidates = known(named);
        if candidates.is_empty() { known(&self.default_candidates) } else { candidates }
    }

    /// The candidate that stands for a language: the first default one, else the first by id.
    #[must_use]
    pub fn candidate_of(&self, language: &LanguageId) -> Option<&Candidate> {
        let mut defaults = self.default_candidates.iter().filter_map(|id| self.candidates.get(id));
        defaults.find(|candidate| candidate.language == *language).or_else(|| {
            let mut all = self.candidates.values().filter(|c| c.language == *language);
            let first = all.next()?;
            Some(all.fold(first, |best, c| if c.preferred && !best.preferred { c } else { best }))
        })
    }

    /// The candidate whose figures count in the place of those of a language that has none: of a
    /// language on the same engine.
    #[must_use]
    pub fn stand_in(&self, language: &LanguageId) -> Option<&Candidate> {
        let other = self.languages.values().find(|other| other.stands_for.contains(language))?;
        self.candidate_of(&other.id)
    }

    /// Whether there is a candidate with figures for a language.
    #[must_use]
    pub fn has_figures(&self, language: &LanguageId) -> bool {
        self.candidate_of(language).is_some()
    }

    /// Typical value of a constant; `fallback` if the catalog lacks it.
    #[must_use]
    pub fn constant(&self, name: &str, fallback: f64) -> f64 {
        self.constants.get(name).map_or(fallback, |figure| figure.range.typical)
    }
}
