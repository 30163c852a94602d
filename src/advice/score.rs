//! Scores: what each criterion says of each candidate, weighed.

use super::case::Case;
use super::criteria::{self, TABLE};
use super::gate::{self, Gate};

/// Number of criteria.
pub const CRITERIA: usize = TABLE.len();

/// What one candidate scores.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// Place of the candidate among the case's contenders.
    pub contender: usize,
    /// Utility by criterion, each from 0 to 1, in the order of the table.
    pub utilities: [f64; CRITERIA],
    /// Weighted mean of the utilities, from 0 to 1.
    pub total: f64,
    /// Why it is out of the question, if it is.
    pub gate: Option<Gate>,
}

/// All candidates of one component, best first; excluded ones last.
#[derive(Clone, Debug, PartialEq)]
pub struct Scorecard {
    /// Weight by criterion, not negative, about 1 for a usual matter, in the order of the table.
    pub weights: [f64; CRITERIA],
    /// The candidates.
    pub ranking: Vec<Score>,
    /// Place among the case's contenders of the best that is not excluded.
    pub leader: Option<usize>,
}

impl Scorecard {
    /// Weighted lead of the first over the second place: the sum of weight times difference in
    /// utility. Not divided by the weights, since those say how much a criterion matters here;
    /// unlimited where the second place is excluded.
    #[must_use]
    pub fn lead(&self) -> f64 {
        match &self.ranking[..] {
            [first, second, ..] if second.gate.is_none() => self.advantage(first, second),
            [_, ..] => f64::INFINITY,
            [] => 0.0,
        }
    }

    /// Weighted advantage of one candidate over another.
    #[must_use]
    pub fn advantage(&self, first: &Score, second: &Score) -> f64 {
        let pairs = first.utilities.iter().zip(&second.utilities);
        pairs.zip(&self.weights).map(|((a, b), weight)| weight * (a - b)).sum()
    }
}

/// Scores every candidate for a component.
#[must_use]
pub fn score(case: &Case<'_>) -> Scorecard {
    let weights = TABLE.each_ref().map(|criterion| criteria::weight(case, criterion));
    let sum: f64 = weights.iter().sum();
    let mut ranking: Vec<Score> = case
        .contenders
        .iter()
        .enumerate()
        .map(|(index, contender)| {
            let utilities = TABLE
                .each_ref()
                .map(|criterion| (criterion.utility)(case, contender).clamp(0.0, 1.0));
            let weighed: f64 = utilities.iter().zip(&weights).map(|(u, w)| u * w).sum();
            let total = if sum > 0.0 { weighed / sum } else { 0.0 };
            Score { contender: index, utilities, total, gate: gate::gate(case, contender) }
        })
        .collect();
    ranking
        .sort_by(|a, b| a.gate.is_some().cmp(&b.gate.is_some()).then(b.total.total_cmp(&a.total)));
    let leader = ranking.first().filter(|score| score.gate.is_none()).map(|score| score.contender);
    Scorecard { weights, ranking, leader }
}
