//! Assignments that people ask for: as advised, as decided, all in one candidate.

use super::{Case, advised, decided_else_advised, gate};
use crate::catalog::{Candidate, Catalog};
use crate::forecast::{Assignment, Resolved};
use crate::model::{CandidateId, Plan};

/// Which candidate each built component gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The one that advice puts first.
    Advised,
    /// The decided one, else the advised one.
    Decided,
    /// The same for all, also where it is ruled out, see [`barred`].
    All(CandidateId),
}

impl Choice {
    /// What everything speaks of that tells of no other: as decided where something is decided, what
    /// is not counting as advised; as advised where nothing is.
    #[must_use]
    pub fn usual(plan: &Plan) -> Self {
        if plan.decisions.is_empty() { Self::Advised } else { Self::Decided }
    }

    /// The choice that a word names: `advised`, `decided` or the id of a candidate.
    #[must_use]
    pub fn from_word(word: &str, catalog: &Catalog) -> Option<Self> {
        match word {
            "advised" => Some(Self::Advised),
            "decided" => Some(Self::Decided),
            id => catalog.candidates.get_key_value(id).map(|(id, _)| Self::All(id.clone())),
        }
    }

    /// The word that names it.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Advised => "advised",
            Self::Decided => "decided",
            Self::All(id) => id.as_str(),
        }
    }

    /// What it is called: `as advised`, `all Go (net/http)`.
    #[must_use]
    pub fn label(&self, catalog: &Catalog) -> String {
        match self {
            Self::Advised => "as advised".to_owned(),
            Self::Decided => "as decided".to_owned(),
            Self::All(id) => {
                let name = catalog.candidates.get(id).map_or(id.as_str(), |of| of.name.as_str());
                format!("all {name}")
            }
        }
    }

    /// The assignment of a plan.
    #[must_use]
    pub fn assignment(&self, resolved: &Resolved<'_>) -> Assignment {
        let all = |id: &CandidateId| {
            let built = resolved.components.iter().filter(|facts| facts.component.is_built());
            built.map(|facts| (facts.component.id.clone(), id.clone())).collect()
        };
        match self {
            Self::Advised => advised(resolved),
            Self::Decided => decided_else_advised(resolved),
            Self::All(id) => all(id),
        }
    }

    /// What has to be said of it where it cannot be built as it is: `All Go (net/http) is for
    /// comparison only: …`.
    #[must_use]
    pub fn caveat(&self, resolved: &Resolved<'_>) -> Option<String> {
        let Self::All(id) = self else { return None };
        let candidate = resolved.catalog.candidates.get(id)?;
        let reason = barred(resolved, candidate)?;
        Some(format!("All {} is for comparison only: it {reason}.", candidate.name))
    }
}

/// Which components a candidate cannot be used for, and why; none where it can be used for all.
#[must_use]
pub fn barred(resolved: &Resolved<'_>, candidate: &Candidate) -> Option<String> {
    let mut reasons: Vec<(String, Vec<&str>)> = Vec::new();
    for facts in resolved.components.iter().filter(|facts| facts.component.is_built()) {
        let case = Case::new(resolved, facts, &[candidate]);
        let Some(gate) = case.contenders.first().and_then(|only| gate::gate(&case, only)) else {
            continue;
        };
        let (reason, name) = (gate.sentence(), facts.component.name.as_str());
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, names)) => names.push(name),
            None => reasons.push((reason, vec![name])),
        }
    }
    let phrases: Vec<String> =
        reasons.iter().map(|(reason, names)| format!("{reason} ({})", names.join(", "))).collect();
    (!phrases.is_empty()).then(|| phrases.join("; it "))
}
