//! The rows of the table: what a search finds of the plan, in its order or in that of a column.

use std::cmp::Ordering;

use super::super::analysis::Key;
use super::super::find::{fits, found_in};
use super::super::{Element, Session};
use super::{Column, Sheet};
use crate::model::Link;
use crate::model::version::Meaning;

/// By which column rows are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The column.
    pub column: Column,
    /// Whether the largest comes first.
    pub falling: bool,
}

impl Sort {
    /// What a click on a head makes of the order: rising, falling, as in the plan.
    #[must_use]
    pub fn next(now: Option<Self>, column: Column) -> Option<Self> {
        match now.filter(|of| of.column == column) {
            None => Some(Self { column, falling: false }),
            Some(Self { falling: false, .. }) => Some(Self { column, falling: true }),
            Some(_) => None,
        }
    }
}

/// What rows were made of; they are made anew when that changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    meaning: Meaning,
    sheet: Sheet,
    search: String,
    sort: Option<Sort>,
    /// The analysis and the figures that they are sorted by.
    results: Option<(Key, Option<Key>, Option<Key>)>,
}

impl Session {
    /// What rows are made of now.
    #[must_use]
    pub fn rows_made_of(&self, sheet: Sheet, search: &str, sort: Option<Sort>) -> Made {
        let by_results =
            sort.is_some_and(|of| of.column.is_result() || matches!(of.column, Column::Number(_)));
        let results = by_results.then(|| {
            let analysis = self.analysis();
            (analysis.key.clone(), analysis.timed.clone(), self.figures_key().cloned())
        });
        let meaning = self.plan().version.meaning();
        Made { meaning, sheet, search: search.to_owned(), sort, results }
    }

    /// The rows of a sheet that a search finds.
    #[must_use]
    pub fn rows(&self, sheet: Sheet, search: &str, sort: Option<Sort>) -> Vec<Element> {
        let wanted = search.trim().to_lowercase();
        let plan = self.plan();
        let found: Vec<Element> = match sheet {
            Sheet::Components => {
                let found = plan.components.values().filter(|of| fits(of, &wanted));
                found.map(|of| Element::Component(of.id.clone())).collect()
            }
            Sheet::Links => {
                let found = plan.links.values().filter(|of| self.link_fits(of, &wanted));
                found.map(|of| Element::Link(of.id.clone())).collect()
            }
        };
        let Some(Sort { column, falling }) = sort else { return found };
        let mut keyed: Vec<(SortKey, Element)> =
            found.into_iter().map(|row| (self.sort_key(&row, column), row)).collect();
        keyed.sort_by(|a, b| a.0.compare(&b.0, falling));
        keyed.into_iter().map(|(_, row)| row).collect()
    }

    /// Whether a link is what was searched for: by an end, what it carries, or what is spoken.
    fn link_fits(&self, link: &Link, wanted: &str) -> bool {
        let end = |id| self.plan().components.get(id).map_or("", |of| of.name.as_str());
        wanted.is_empty()
            || [end(&link.from), end(&link.to), link.label.as_str(), link.words()]
                .into_iter()
                .any(|text| found_in(text, wanted).is_some())
            || link.style.label().contains(wanted)
    }

    fn sort_key(&self, row: &Element, column: Column) -> SortKey {
        let cell = self.cell(row, column);
        match cell.value {
            Some(value) => SortKey::Number(value),
            None if cell.text.is_empty() => SortKey::None,
            None => SortKey::Text(cell.text.to_lowercase()),
        }
    }
}

/// By what a row is sorted; rows that have nothing there come last in either direction.
enum SortKey {
    Number(f64),
    Text(String),
    None,
}

impl SortKey {
    fn compare(&self, other: &Self, falling: bool) -> Ordering {
        let turned = |order: Ordering| if falling { order.reverse() } else { order };
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => turned(a.total_cmp(b)),
            (Self::Text(a), Self::Text(b)) => turned(a.cmp(b)),
            (Self::Number(_), Self::Text(_)) | (Self::Number(_) | Self::Text(_), Self::None) => {
                Ordering::Less
            }
            (Self::Text(_), Self::Number(_)) | (Self::None, Self::Number(_) | Self::Text(_)) => {
                Ordering::Greater
            }
            (Self::None, Self::None) => Ordering::Equal,
        }
    }
}
