//! How much of the cost's uncertainty each class of figures carries.

use super::{Basis, Evidence, Row};
use crate::base::prose::in_a_row;

/// What share of the cost's uncertainty each class of figures carries, 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Carried {
    /// What is stated with a source, or at least not as an assumption.
    pub stated: f64,
    /// What is stated, and said to be an assumption or an estimate.
    pub supposed: f64,
    /// What is computed along links from figures of all sorts.
    pub derived: f64,
    /// What follows from coarse answers.
    pub answered: f64,
    /// What nobody said.
    pub assumed: f64,
    /// Figures of the catalog.
    pub catalog: f64,
}

impl Carried {
    /// The shares of a ledger's rows.
    #[must_use]
    pub fn of(rows: &[Row]) -> Self {
        // Only what is stated can be stated as an assumption.
        let sum = |basis: Basis, is_supposed: bool| {
            rows.iter()
                .filter(|row| row.basis == basis)
                .filter(|row| (row.evidence == Evidence::Supposed) == is_supposed)
                .filter_map(|row| row.share)
                .sum()
        };
        Self {
            stated: sum(Basis::Stated, false),
            supposed: sum(Basis::Stated, true),
            derived: sum(Basis::Derived, false),
            answered: sum(Basis::Answered, false),
            assumed: sum(Basis::Assumed, false),
            catalog: sum(Basis::Catalog, false),
        }
    }

    /// `Of the cost's uncertainty 98 % rests on assumptions, …`, the largest share first; empty where
    /// nothing is uncertain.
    #[must_use]
    pub fn sentence(&self) -> String {
        let mut parts = vec![
            (self.assumed, "on assumptions"),
            (self.answered, "on coarse answers"),
            (self.catalog, "on figures of the catalog"),
            (self.stated, "on what is stated"),
            (self.supposed, "on what is stated as an assumption"),
        ];
        // Few plans have any.
        if self.derived > 0.0 {
            parts.push((self.derived, "on what follows from these along links"));
        }
        parts.sort_by(|a, b| b.0.total_cmp(&a.0));
        let told = |share: f64| match share {
            share if share <= 0.0 => "nothing".to_owned(),
            share if share < 0.005 => "less than 1 %".to_owned(),
            share => format!("{:.0} %", share * 100.0),
        };
        let (most, first) = parts[0];
        if most <= 0.0 {
            return String::new();
        }
        let rest = parts[1..].iter().map(|(share, on)| format!("{} {on}", told(*share)));
        let rest = in_a_row(&rest.collect::<Vec<_>>());
        format!("Of the cost's uncertainty {} rests {first}, {rest}.", told(most))
    }
}
