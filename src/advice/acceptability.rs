//! How often each candidate is first over the uncertainty of inputs, figures and weights.
//!
//! Stochastic multicriteria acceptability analysis (SMAA-2; R. Lahdelma and P. Salminen, Operations
//! Research 49, 2001): inputs, figures of the catalog and weights are drawn together, and the share
//! of draws in which a candidate is first is its acceptability. Facts that nobody has said are drawn
//! too, and for each language something that no criterion knows of, as large as recorded decisions
//! show it to be.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::case::Case;
use super::score::{self, CRITERIA};
use super::split;
use super::unsaid::Unsaid;
use crate::base::number;
use crate::catalog::Candidate;
use crate::forecast::sample::{self, Catalogs, draw};
use crate::forecast::{Facts, Resolved};
use crate::model::{CandidateId, Input, LanguageId};

/// Draws of inputs and figures, each forecast with every candidate; those of everything else that is
/// sampled, so that a chance is the same wherever it is told.
pub const FORECASTS: u32 = sample::DRAWS;
/// Draws of weights, each laid over one of the forecasts.
pub const DRAWS: usize = 1000;
/// Weights are judgement: in eight of ten draws each is between a half and twice what it was.
const WEIGHT_SPREAD: f64 = 2.0;
/// Standard deviation of what speaks for a language and no criterion knows of, in units of the
/// weighted lead. With it a lead of 0.6 stands in about four of five draws and one of 1.6 in nearly all:
/// of 111 recorded choices with leads below 1.2, of 0.6 on average, 28 of 38 had gone as advised, with
/// leads of 1.2 to 2 16 of 18.
const UNTOLD: f64 = 0.45;

/// What the criteria say of the candidates in draws of inputs and figures.
#[derive(Clone, Debug)]
pub struct Forecasts {
    candidates: Vec<(CandidateId, LanguageId)>,
    /// Whether a candidate is in the running, by candidate.
    open: Vec<bool>,
    draws: Vec<Forecast>,
}

/// One draw.
#[derive(Clone, Debug)]
struct Forecast {
    weights: [f64; CRITERIA],
    /// By candidate.
    utilities: Vec<[f64; CRITERIA]>,
    /// Whether a split pays.
    splits: bool,
    /// Whether each candidate meets the p99 target, if there is one.
    on_target: Vec<Option<bool>>,
}

/// How often a candidate is first.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The candidate.
    pub candidate: CandidateId,
    /// Its language.
    pub language: LanguageId,
    /// Share of draws in which it is first, 0 to 1.
    pub first: f64,
    /// Share of draws in which its p99 at peak is within the target; none without a target.
    pub on_target: Option<f64>,
}

/// Acceptability of all candidates of one component, in the order of the plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Acceptability {
    /// The candidates.
    pub places: Vec<Place>,
    /// Share of draws in which a split pays, 0 to 1.
    pub splits: f64,
}

impl Forecasts {
    /// Draws the forecasts of a component; `card` is its usual score.
    #[must_use]
    pub fn of(
        resolved: &Resolved<'_>,
        facts: &Facts<'_>,
        candidates: &[&Candidate],
        card: &score::Scorecard,
        catalogs: &Catalogs,
    ) -> Self {
        let unsaid = Unsaid::of(facts, candidates);
        let mut numbers = 0..;
        let draws = sample::of_component(resolved, facts, catalogs, |alone, facts| {
            let facts = &unsaid.drawn(facts, numbers.next().unwrap_or(0));
            let drawn: Vec<&Candidate> =
                candidates.iter().filter_map(|c| alone.catalog.candidates.get(&c.id)).collect();
            let case = Case::new(alone, facts, &drawn);
            let target = facts.value(Input::P99Target).map(|value| value.range.typical);
            let score = score::score(&case);
            let splits = split::pays(&case, &score);
            let mut utilities = vec![[0.0; CRITERIA]; case.contenders.len()];
            for of in score.ranking {
                utilities[of.contender] = of.utilities;
            }
            let on_target = |contender: &super::Contender<'_>| {
                target.map(|target| contender.estimate.p99_ms <= target)
            };
            Forecast {
                weights: score.weights,
                utilities,
                splits,
                on_target: case.contenders.iter().map(on_target).collect(),
            }
        });
        let mut open = vec![false; candidates.len()];
        for score in card.ranking.iter().filter(|score| score.gate.is_none()) {
            if let Some(open) = open.get_mut(score.contender) {
                *open = true;
            }
        }
        let candidates = candidates.iter().map(|c| (c.id.clone(), c.language.clone())).collect();
        Self { candidates, open, draws }
    }

    /// Lays [`DRAWS`] draws of weights over the forecasts.
    #[must_use]
    pub fn acceptability(&self) -> Acceptability {
        let mut first = vec![0_u32; self.candidates.len()];
        let factors = if self.draws.is_empty() { &[] } else { weight_factors() };
        let untold: Vec<Arc<Vec<f64>>> =
            self.candidates.iter().map(|(_, language)| untold(language)).collect();
        let draws = factors.iter().zip(self.draws.iter().cycle());
        for (number, (factors, forecast)) in draws.enumerate() {
            let mut weights = forecast.weights;
            for (weight, factor) in weights.iter_mut().zip(factors) {
                *weight *= factor;
            }
            let mut best = None;
            for (index, utilities) in forecast.utilities.iter().enumerate() {
                if !self.open[index] {
                    continue;
                }
                let weighed: f64 = utilities.iter().zip(&weights).map(|(u, w)| u * w).sum();
                let total = weighed + untold[index].get(number).copied().unwrap_or(0.0);
                if best.is_none_or(|(_, most)| total > most) {
                    best = Some((index, total));
                }
            }
            if let Some((index, _)) = best {
                first[index] += 1;
            }
        }
        let places = self.candidates.iter().enumerate().map(|(index, (candidate, language))| {
            let known = self.draws.iter().filter_map(|draw| draw.on_target.get(index).copied()?);
            let (met, of) =
                known.fold((0_u32, 0_u32), |(met, of), on| (met + u32::from(on), of + 1));
            Place {
                candidate: candidate.clone(),
                language: language.clone(),
                first: f64::from(first[index]) / f64::from(u32::try_from(DRAWS).unwrap_or(1)),
                on_target: (of > 0).then(|| f64::from(met) / f64::from(of)),
            }
        });
        let splits = self.draws.iter().filter(|draw| draw.splits).count();
        #[expect(clippy::cast_precision_loss, reason = "counts of draws are small")]
        let splits = splits as f64 / self.draws.len().max(1) as f64;
        Acceptability { places: places.collect(), splits }
    }
}

/// Acceptability of one component's candidates.
#[must_use]
pub fn of_component(
    resolved: &Resolved<'_>,
    facts: &Facts<'_>,
    candidates: &[&Candidate],
    catalogs: &Catalogs,
) -> Acceptability {
    if !facts.component.is_built() {
        return Acceptability::default();
    }
    let card = score::score(&Case::new(resolved, facts, candidates));
    Forecasts::of(resolved, facts, candidates, &card, catalogs).acceptability()
}

/// Factors on the weights by draw and criterion: log-normal around 1.
fn weight_factors() -> &'static [[f64; CRITERIA]] {
    static FACTORS: OnceLock<Vec<[f64; CRITERIA]>> = OnceLock::new();
    FACTORS.get_or_init(|| {
        let addresses = super::criteria::TABLE
            .each_ref()
            .map(|criterion| draw::address(&format!("weight/{}", criterion.id)));
        let sigma = libm::log(WEIGHT_SPREAD) / crate::base::normal::Z90;
        let factor = |address, number| {
            let z = crate::base::normal::quantile(draw::probability(address, number));
            libm::exp(sigma * z)
        };
        let numbers = 0..u32::try_from(DRAWS).unwrap_or(0);
        numbers.map(|number| addresses.map(|address| factor(address, number))).collect()
    })
}

/// What no criterion knows of a language, by draw: the same wherever the language is compared, so
/// that two stacks of one language share it.
fn untold(language: &LanguageId) -> Arc<Vec<f64>> {
    static BY_LANGUAGE: Mutex<BTreeMap<LanguageId, Arc<Vec<f64>>>> = Mutex::new(BTreeMap::new());
    let mut known = BY_LANGUAGE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(found) = known.get(language) {
        return Arc::clone(found);
    }
    let address = draw::address(&format!("untold/{language}"));
    let numbers = 0..u32::try_from(DRAWS).unwrap_or(0);
    let of = |number| UNTOLD * crate::base::normal::quantile(draw::probability(address, number));
    let made = Arc::new(numbers.map(of).collect::<Vec<f64>>());
    known.insert(language.clone(), Arc::clone(&made));
    made
}

impl Acceptability {
    /// Share of draws in which a candidate of the language is first, 0 to 1.
    #[must_use]
    pub fn of_language(&self, language: &LanguageId) -> f64 {
        self.places.iter().filter(|p| p.language == *language).map(|p| p.first).sum()
    }

    /// The place of a candidate.
    #[must_use]
    pub fn of_candidate(&self, candidate: &CandidateId) -> Option<&Place> {
        self.places.iter().find(|place| place.candidate == *candidate)
    }
}

/// `81 of 100 sampled assumptions`, as tables say it; never rounded to none or all of them.
#[must_use]
pub fn in_words(share: f64) -> String {
    if share >= 1.0 {
        "all sampled assumptions".to_owned()
    } else if share <= 0.0 {
        "none of the sampled assumptions".to_owned()
    } else {
        format!("{} sampled assumptions", number::of_100(share))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_said_without_claiming_certainty() {
        for (share, words) in [
            (0.0, "none of the sampled assumptions"),
            (0.001, "1 of 100 sampled assumptions"),
            (0.3, "30 of 100 sampled assumptions"),
            (0.81, "81 of 100 sampled assumptions"),
            (0.97, "97 of 100 sampled assumptions"),
            (0.999, "99 of 100 sampled assumptions"),
            (1.0, "all sampled assumptions"),
        ] {
            assert_eq!(in_words(share), words);
        }
    }

    #[test]
    fn weights_are_drawn_between_a_half_and_twice_in_eight_of_ten() {
        let all = || weight_factors().iter().flatten();
        let within = all().filter(|factor| (0.5..=2.0).contains(*factor)).count();
        #[expect(clippy::cast_precision_loss, reason = "small counts")]
        let share = within as f64 / all().count() as f64;
        assert!((share - 0.8).abs() < 0.01, "{share}");
    }

    #[test]
    fn clear_and_even_cases_come_out_as_such() {
        let forecasts = |utilities: [f64; 2]| Forecasts {
            candidates: ["go", "python"]
                .map(|id| (CandidateId::new(id).unwrap(), LanguageId::new(id).unwrap()))
                .to_vec(),
            open: vec![true, true],
            draws: vec![Forecast {
                weights: [1.0; CRITERIA],
                utilities: utilities
                    .into_iter()
                    .enumerate()
                    // Each does better in its own half of the criteria.
                    .map(|(which, high)| {
                        std::array::from_fn(|i| if i < 10 && i % 2 == which { high } else { 0.0 })
                    })
                    .collect(),
                splits: false,
                on_target: vec![None, None],
            }],
        };
        let first = |utilities| forecasts(utilities).acceptability().places[0].first;
        assert!((first([1.0, 0.0]) - 1.0).abs() < 1e-12);
        assert!((first([1.0, 1.0]) - 0.5).abs() < 0.05);
        assert!(first([1.0, 0.8]) > 0.6);
        let mut gated = forecasts([1.0, 0.2]);
        gated.open[0] = false;
        assert!((gated.acceptability().places[1].first - 1.0).abs() < 1e-12);
    }
}
