//! What a second toolchain and links across languages cost.

use super::point::Point;
use super::resolve::Resolved;
use super::totals::Assignment;
use crate::catalog::Catalog;
use crate::model::ComponentId;

/// Person-weeks for a second toolchain and for each link that crosses languages.
#[must_use]
pub fn boundary_weeks(resolved: &Resolved<'_>, assignment: &Assignment, point: Point) -> f64 {
    boundary_of(resolved.catalog, boundaries(resolved, assignment), point)
}

/// Person-weeks for so many further languages and links that cross languages.
#[must_use]
pub fn boundary_of(catalog: &Catalog, [further, crossings]: [f64; 2], point: Point) -> f64 {
    further * at(catalog, "second_toolchain", point)
        + crossings * at(catalog, "boundary_weeks", point)
}

/// How many languages an assignment has beyond the first, and how many links cross languages.
#[must_use]
pub fn boundaries(resolved: &Resolved<'_>, assignment: &Assignment) -> [f64; 2] {
    let catalog = resolved.catalog;
    let language = |id: &ComponentId| {
        let candidate = assignment.get(id).and_then(|id| catalog.candidates.get(id))?;
        Some(&candidate.language)
    };
    let mut languages: Vec<_> = assignment.keys().filter_map(language).collect();
    languages.sort();
    languages.dedup();
    let crossings = resolved.plan.links.values().filter(
        |link| matches!((language(&link.from), language(&link.to)), (Some(a), Some(b)) if a != b),
    );
    #[expect(clippy::cast_precision_loss, reason = "counts of languages and links are small")]
    let counts = [languages.len().saturating_sub(1) as f64, crossings.count() as f64];
    counts
}

fn at(catalog: &Catalog, constant: &str, point: Point) -> f64 {
    catalog.constants.get(constant).map_or(0.0, |figure| point.of(figure.range))
}
