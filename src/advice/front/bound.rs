//! What no choice costs less than.

use super::problem::{Alternative, Problem};

/// Languages up to which all sets of them are looked at.
pub(super) const MOST_SETS: usize = 10;

impl Problem {
    /// No assignment costs less: for each set of languages the cheapest of them for each component
    /// and one toolchain for each language beyond the first, links left out; over all sets.
    pub fn least_cost(&self) -> f64 {
        let languages = self.languages();
        if languages > MOST_SETS {
            let least = |options: &Vec<Alternative>| {
                options.iter().map(|o| o.cost).fold(f64::INFINITY, f64::min)
            };
            return self.bought + self.open.iter().map(least).sum::<f64>();
        }
        let of_set = |set: u32| {
            let within = |options: &Vec<Alternative>| {
                let of = options.iter().filter(|option| set & (1 << option.language) != 0);
                of.map(|option| option.cost).fold(f64::INFINITY, f64::min)
            };
            let sum: f64 = self.open.iter().map(within).sum();
            sum + f64::from(set.count_ones().saturating_sub(1)) * self.toolchain
        };
        self.bought + (1..1_u32 << languages).map(of_set).fold(f64::INFINITY, f64::min)
    }

    /// Number of languages that are open anywhere.
    pub fn languages(&self) -> usize {
        self.open.iter().flatten().map(|option| option.language + 1).max().unwrap_or(0)
    }
}
