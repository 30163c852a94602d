//! The ways over the sampled assumptions: how far it is known what each comes to.

use super::super::acceptability;
use super::super::case::Case;
use super::steps::Site;
use super::{ExistingCode, Way};
use crate::base::{Range, Unit};
use crate::forecast::sample::{self, Catalogs};
use crate::forecast::{Facts, Point, Resolved};
use crate::model::Input;

/// The ways over the sampled assumptions; what a remedy does is not drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// The ways, as they stand in [`ExistingCode`].
    pub ways: Vec<WayDrawn>,
    /// How firm the advice is, as a sentence.
    pub sentence: String,
}

/// What one way comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct WayDrawn {
    /// Which it is.
    pub way: Way,
    /// Everything over the horizon: 10th percentile, median, 90th percentile.
    pub cost: Range,
    /// Share of the draws in which it costs less than keeping the code, 0 to 1; none for keeping, and where
    /// the code cannot be kept.
    pub less: Option<f64>,
}

/// Draws the ways of a component; none where nothing is drawn.
#[must_use]
pub(in crate::advice) fn of(
    resolved: &Resolved<'_>,
    facts: &Facts<'_>,
    existing: &ExistingCode,
    catalogs: &Catalogs,
) -> Option<Drawn> {
    let remedies = &resolved.catalog.remedies;
    let remedy = remedies.iter().find(|of| existing.remedy.as_ref() == Some(&of.id));
    let draws = sample::of_component(resolved, facts, catalogs, |alone, facts| {
        let candidate = |id| alone.catalog.candidates.get(id);
        let both: Vec<_> = existing.candidates.iter().filter_map(candidate).collect();
        let case = Case::new(alone, facts, &both);
        let [own, other] = case.contenders.as_slice() else { return Vec::new() };
        let site = Site { case: &case, own, other };
        existing.ways.iter().map(|of| site.cost(of.way, remedy)).collect()
    });
    let keep = existing.ways.iter().position(|of| of.way == Way::Keep);
    let drawn = |(at, of): (usize, &super::WayOn)| {
        let cost = sample::percentiles(draws.iter().filter_map(|draw| draw.get(at).copied()))?;
        let less = keep.filter(|keep| *keep != at).map(|keep| {
            let is_less = |draw: &&Vec<f64>| draw.get(at) < draw.get(keep);
            share(draws.iter().filter(is_less).count(), draws.len())
        });
        Some(WayDrawn { way: of.way, cost, less })
    };
    let ways: Vec<WayDrawn> = existing.ways.iter().enumerate().filter_map(drawn).collect();
    let sentence = sentence(resolved, existing, &ways)?;
    Some(Drawn { ways, sentence })
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred draws")]
fn share(of: usize, all: usize) -> f64 {
    of as f64 / all.max(1) as f64
}

fn sentence(resolved: &Resolved<'_>, existing: &ExistingCode, ways: &[WayDrawn]) -> Option<String> {
    let best = ways.get(existing.best)?;
    let months = resolved.economic_at(Input::Horizon, Point::Typical);
    let money = |of: f64| Unit::Money.readable(of);
    let over = format!(
        "The advised way comes to {} to {} over {} in 80 of 100 sampled assumptions",
        money(best.cost.low),
        money(best.cost.high),
        Unit::Months.readable(months)
    );
    let others = ways.iter().filter(|of| of.way != Way::Keep);
    let rival = others.min_by(|a, b| a.cost.typical.total_cmp(&b.cost.typical));
    let firm = match (best.way, best.less, rival) {
        (Way::Keep, _, Some(WayDrawn { way, less: Some(less), .. })) => {
            format!("; to {} would cost less in {}", way.label(), acceptability::in_words(*less))
        }
        (_, Some(less), _) => {
            format!(", and to less than keeping it in {}", acceptability::in_words(less))
        }
        _ => String::new(),
    };
    Some(format!("{over}{firm}."))
}
