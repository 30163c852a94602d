//! Where something changes along a sweep: two candidates change places, a target is met or missed,
//! waiting begins to count, servers saturate.

use super::model::{Contender, Model, Place};
use super::{Measures, Metric};
use crate::base::bisect;
use crate::forecast::point::Point;
use crate::forecast::queueing::Queue;
use crate::forecast::station::Station;
use crate::model::CandidateId;

/// Relative difference below which two numbers count as the same: rounding is no change.
const SAME: f64 = 1e-12;

/// How many times its value without load p99 reaches at the knee.
pub const KNEE: f64 = 2.0;

/// What changes.
#[derive(Clone, Debug, PartialEq)]
pub enum CrossingKind {
    /// The candidate and another one change places in a metric.
    Crossover {
        /// What is compared.
        metric: Metric,
        /// The other candidate.
        other: CandidateId,
    },
    /// The candidate meets or misses the p99 target, or comes within or above the budget.
    Target {
        /// What is held against the target.
        metric: Metric,
        /// The target, in the unit of the metric; none if it is what is swept.
        limit: Option<f64>,
    },
    /// Waiting in line makes p99 on the planned servers [`KNEE`] times what it is there without any
    /// load. On one line for each process, without other waits, that is at half of the capacity.
    Knee,
    /// Requests come as fast as the planned servers can serve them.
    Saturation,
}

/// A place where something changes.
///
/// Servers and processes come in whole numbers, so lines have steps and may cross again and again.
/// The first and the last crossing are kept, and how many a grid of more than 240 places shows;
/// two that lie between neighbouring places are not seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Crossing {
    /// What changes.
    pub kind: CrossingKind,
    /// The candidate whose number it is.
    pub candidate: CandidateId,
    /// Where it changes first, in the unit of what is swept.
    pub first: f64,
    /// Where it changes last.
    pub last: f64,
    /// How often.
    pub count: usize,
    /// Whether the number is the larger one before the first change: above the other candidate's,
    /// the target, the knee, the capacity.
    pub above_before: bool,
    /// Whether it is the larger one after the last change.
    pub above_after: bool,
    /// Of a crossover whether the first place among all candidates changes: no third one is lower
    /// where it changes first. Always so for other kinds.
    pub leading: bool,
}

impl Crossing {
    /// The metric in which it shows; the knee and saturation show in p99 on the planned servers.
    #[must_use]
    pub const fn metric(&self) -> Metric {
        match self.kind {
            CrossingKind::Crossover { metric, .. } | CrossingKind::Target { metric, .. } => metric,
            CrossingKind::Knee | CrossingKind::Saturation => Metric::PlannedP99,
        }
    }
}

/// The sign of `a − b`; 0 where both are the same but for rounding, both infinite, or one unknown.
pub(super) fn sign(a: f64, b: f64) -> i8 {
    let near = SAME * f64::max(a.abs(), b.abs());
    if near.is_finite() && (a - b).abs() <= near {
        return 0;
    }
    i8::from(a > b) - i8::from(a < b)
}

/// Everything that changes along rising `places`, with what was computed there.
pub(super) fn crossings<'a>(
    model: &Model<'a>,
    places: &[f64],
    grid: &[Spots<'a>],
) -> Vec<Crossing> {
    let search = Search { model, places, grid };
    let mut found = Vec::new();
    for &metric in Metric::ALL {
        for (index, of) in model.contenders.iter().enumerate() {
            for (second, other) in model.contenders.iter().enumerate().skip(index + 1) {
                let kind = CrossingKind::Crossover { metric, other: other.candidate.id.clone() };
                let on_grid = |spots: &Spots<'_>| {
                    let [a, b] = [index, second].map(|of| metric.of(&spots.of[of]));
                    sign(a, b)
                };
                let at = |place: &Place<'_>| {
                    let [a, b] = [of, other].map(|of| metric.of(&model.measures(of, place)));
                    sign(a, b)
                };
                found.extend(search.find(of, kind, on_grid, at).map(|crossing| {
                    let leading = search.leads([of, other], metric, crossing.first);
                    Crossing { leading, ..crossing }
                }));
            }
        }
    }
    for &metric in Metric::ALL {
        let Some(input) = metric.target() else { continue };
        let limit =
            |place: &Place<'_>| place.facts.value(input).map(|of| Point::Typical.of(of.range));
        let fixed = search.grid.first().and_then(|spots| limit(&spots.place));
        for (index, of) in model.contenders.iter().enumerate() {
            let against =
                |value: f64, place: &Place<'_>| limit(place).map_or(0, |limit| sign(value, limit));
            let kind =
                CrossingKind::Target { metric, limit: fixed.filter(|_| !model.moves(input)) };
            let on_grid = |spots: &Spots<'_>| against(metric.of(&spots.of[index]), &spots.place);
            let at = |place: &Place<'_>| against(metric.of(&model.measures(of, place)), place);
            found.extend(search.find(of, kind, on_grid, at));
        }
    }
    for of in &model.contenders {
        let knee = |place: &Place<'_>| over_knee(&of.planned_station(place));
        found.extend(search.find(of, CrossingKind::Knee, |spots| knee(&spots.place), knee));
        let full = |place: &Place<'_>| {
            // Capacity itself is saturation already.
            if of.planned_station(place).is_saturated() { 1 } else { -1 }
        };
        found.extend(search.find(of, CrossingKind::Saturation, |spots| full(&spots.place), full));
    }
    found
}

/// Whether waiting in line has made p99 [`KNEE`] times what it is without load.
fn over_knee(station: &Station) -> i8 {
    let idle = Station { queue: Queue { rate_per_ms: 0.0, ..station.queue }, ..*station };
    sign(station.quantile_ms(0.99), KNEE * idle.quantile_ms(0.99))
}

/// All candidates at one place of the grid.
pub(super) struct Spots<'a> {
    place: Place<'a>,
    /// Numbers of each candidate.
    pub of: Vec<Measures>,
}

/// Computes all candidates at each place.
pub(super) fn spots<'a>(model: &Model<'a>, places: &[f64]) -> Vec<Spots<'a>> {
    let spots = |&value: &f64| {
        let place = model.place(value);
        let of = model.contenders.iter().map(|of| model.measures(of, &place)).collect();
        Spots { place, of }
    };
    places.iter().map(spots).collect()
}

struct Search<'s, 'a> {
    model: &'s Model<'a>,
    places: &'s [f64],
    grid: &'s [Spots<'a>],
}

impl<'a> Search<'_, 'a> {
    /// Where a sign changes that is known on the grid and can be computed anywhere.
    fn find(
        &self,
        of: &Contender<'a>,
        kind: CrossingKind,
        on_grid: impl Fn(&Spots<'a>) -> i8,
        at: impl Fn(&Place<'a>) -> i8,
    ) -> Option<Crossing> {
        let signs: Vec<i8> = self.grid.iter().map(on_grid).collect();
        let changes = bisect::changes(self.places, &signs, |value| at(&self.model.place(value)))?;
        Some(Crossing {
            kind,
            candidate: of.candidate.id.clone(),
            first: changes.first,
            last: changes.last,
            count: changes.count,
            above_before: changes.above_before,
            above_after: changes.above_after,
            leading: true,
        })
    }

    /// Whether no candidate but these two is lower than both of them.
    fn leads(&self, two: [&Contender<'a>; 2], metric: Metric, value: f64) -> bool {
        let place = self.model.place(value);
        let of = |of: &Contender<'a>| metric.of(&self.model.measures(of, &place));
        let lower = f64::min(of(two[0]), of(two[1]));
        let mut others = self.model.contenders.iter();
        others.all(|other| sign(of(other), lower) >= 0)
    }
}
