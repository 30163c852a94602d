//! Criteria of the team's own: what it asks of languages beyond the table of the program.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{CriterionId, LanguageId};

/// Most points that a language gets.
pub const MOST_POINTS: f64 = 5.0;
/// Largest weight, about 1 for a usual matter.
pub const MOST_WEIGHT: f64 = 10.0;

/// One question that the team adds to those by which languages are compared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnCriterion {
    /// Immutable id.
    pub id: CriterionId,
    /// Name for people.
    pub name: String,
    /// What is asked of a language.
    pub question: String,
    /// How much it matters, 0 to [`MOST_WEIGHT`]; 1 is a usual matter.
    pub weight: f64,
    /// What each language gets; one without points is neither better nor worse for it.
    pub points: BTreeMap<LanguageId, OwnPoints>,
}

/// What a language gets of the team for one of its criteria.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnPoints {
    /// Points, 0 to [`MOST_POINTS`].
    pub points: f64,
    /// Why.
    pub reason: String,
}

impl OwnCriterion {
    /// A criterion of the usual weight without points.
    #[must_use]
    pub fn new(id: CriterionId, name: &str) -> Self {
        let (name, question) = (name.to_owned(), String::new());
        Self { id, name, question, weight: 1.0, points: BTreeMap::new() }
    }

    /// Whether its weight and points lie within their bounds, and it has a name.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let points = |of: &OwnPoints| (0.0..=MOST_POINTS).contains(&of.points);
        !self.name.trim().is_empty()
            && (0.0..=MOST_WEIGHT).contains(&self.weight)
            && self.points.values().all(points)
    }

    /// The same with weight and points brought within their bounds; a usual weight and no points in the
    /// place of what is no number, the id in the place of an empty name.
    #[must_use]
    pub(super) fn sound(mut self) -> Self {
        let within =
            |of: f64, most: f64| Some(of).filter(|of| of.is_finite()).map(|of| of.clamp(0.0, most));
        self.name = crate::base::id::name_or_id(self.name, &self.id);
        self.weight = within(self.weight, MOST_WEIGHT).unwrap_or(1.0);
        self.points.retain(|_, of| match within(of.points, MOST_POINTS) {
            Some(points) => {
                of.points = points;
                true
            }
            None => false,
        });
        self
    }
}
