//! Scores: what each criterion says of each candidate, weighed.

use super::case::{Case, Contender};
use super::criteria::{self, TABLE};
use super::gate::{self, Gate};
use crate::model::LanguageId;

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
    /// Weighted advantage of one candidate over another: the sum of weight times difference in
    /// utility. Not divided by the weights, since those say how much a criterion matters here.
    #[must_use]
    pub fn advantage(&self, first: &Score, second: &Score) -> f64 {
        let pairs = first.utilities.iter().zip(&second.utilities);
        pairs.zip(&self.weights).map(|((a, b), weight)| weight * (a - b)).sum()
    }
}

/// A candidate with its score.
pub type Scored<'a, 'b> = (&'b Score, &'b Contender<'a>);

/// The first two candidates of different languages: two stacks of one language do not compete.
#[must_use]
pub fn pair<'a, 'b>(case: &'b Case<'a>, card: &'b Scorecard) -> Option<[Scored<'a, 'b>; 2]> {
    let mut ranked =
        card.ranking.iter().filter_map(|s| Some((s, case.contenders.get(s.contender)?)));
    let first = ranked.next()?;
    let second = ranked.find(|(_, c)| c.language.id != first.1.language.id)?;
    Some([first, second])
}

/// Weighted lead of a language over the best other one, and which that is; negative where the other
/// leads, unlimited where it alone is open or excluded.
#[must_use]
pub fn lead_of<'a>(
    case: &Case<'a>,
    card: &Scorecard,
    language: &LanguageId,
) -> (f64, Option<&'a LanguageId>) {
    let open = card.ranking.iter().filter(|score| score.gate.is_none());
    let open =
        open.filter_map(|score| Some((score, &case.contenders.get(score.contender)?.language.id)));
    let (own, other): (Vec<_>, Vec<_>) = open.partition(|(_, id)| *id == language);
    match (own.first(), other.first()) {
        (Some((own, _)), Some((other, id))) => (card.advantage(own, other), Some(id)),
        (Some(_), None) => (f64::INFINITY, None),
        (None, other) => (f64::NEG_INFINITY, other.map(|(_, id)| *id)),
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
