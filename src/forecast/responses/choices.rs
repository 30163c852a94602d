//! The candidates of each component under several assignments, each once.

use crate::forecast::facts::Facts;
use crate::forecast::kernel;
use crate::forecast::point::Point;
use crate::forecast::resolve::Resolved;
use crate::forecast::station::Station;
use crate::forecast::totals::{self, Assignment, Shared};
use crate::model::CandidateId;

/// Which candidates some assignments give to the components.
pub(super) struct Choices {
    /// Those of each component, in the order of the components; none where an assignment gives none.
    pub candidates: Vec<Vec<Option<CandidateId>>>,
    /// The place of each component's candidate among these, by assignment.
    pub places: Vec<Vec<u8>>,
}

impl Choices {
    pub fn of(resolved: &Resolved<'_>, assignments: &[&Assignment]) -> Self {
        let mut candidates: Vec<Vec<Option<CandidateId>>> = Vec::new();
        let mut places = vec![Vec::new(); assignments.len()];
        for facts in &resolved.components {
            let of = |assignment: &&Assignment| assignment.get(&facts.component.id).cloned();
            let mut here: Vec<_> = assignments.iter().map(of).collect();
            here.sort();
            here.dedup();
            for (places, assignment) in places.iter_mut().zip(assignments) {
                let place = here.binary_search(&of(assignment)).unwrap_or(0);
                // More candidates than that nobody compares.
                places.push(u8::try_from(place).unwrap_or(u8::MAX));
            }
            candidates.push(here);
        }
        Self { candidates, places }
    }

    /// The stations of the candidates at the medians of `of`, which may be a draw.
    pub fn stations(&self, of: &Resolved<'_>) -> Vec<Vec<Option<Station>>> {
        let shared = Shared::of(of, Point::Typical);
        let station = |facts: &Facts<'_>, id: &CandidateId| {
            let candidate = of.catalog.candidates.get(id)?;
            let language = of.catalog.languages.get(&candidate.language)?;
            let draw = totals::draw(facts, &shared, Point::Typical);
            Some(kernel::station(&draw, &totals::stack(candidate, language, Point::Typical)))
        };
        let both = of.components.iter().zip(&self.candidates);
        let of_component = |(facts, ids): (&Facts<'_>, &Vec<Option<CandidateId>>)| {
            ids.iter().map(|id| station(facts, id.as_ref()?)).collect()
        };
        both.map(of_component).collect()
    }
}
