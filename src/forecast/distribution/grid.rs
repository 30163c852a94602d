//! Grids whose steps grow with the distance from their start, so that one of them holds 1 ms and
//! 10 s alike.
//!
//! The first [`FIRST`] points are one step apart; beyond them each octave has [`HALF`] points, and its
//! step is twice that of the one before. No step is more than a `HALF`th of its distance from the
//! start. Grids with one start whose steps differ by a power of two are nested.

/// Points of an octave.
pub(super) const HALF: usize = 64;

/// Points of the even part.
pub(super) const FIRST: usize = 2 * HALF;

/// Most octaves beyond the even part: what lies within the first step is no more than a 2^19th of
/// the whole.
const MOST_OCTAVES: i32 = 12;

/// The points of a distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Grid {
    /// First point, ms.
    pub start: f64,
    /// Distance between the points of the even part, ms.
    pub step: f64,
    /// How many points there are; at least one.
    pub points: usize,
}

impl Grid {
    /// A single time.
    pub const fn single(ms: f64) -> Self {
        Self { start: ms, step: 0.0, points: 1 }
    }

    /// The grid from `start` that reaches `span` beyond it, with this step unless that asks for too
    /// many octaves.
    pub fn reaching(start: f64, step: f64, span: f64) -> Self {
        let octaves = if span > 0.0 { libm::ilogb(span / step / count(FIRST)) } else { 0 };
        let step = libm::ldexp(step, (octaves - MOST_OCTAVES).max(0));
        let (below, share) = place(span / step);
        // Rounding of the quotient is no reason for another point.
        Self { start, step, points: below + 1 + usize::from(share > 1e-9) }
    }

    /// A point, ms.
    pub fn at(&self, point: usize) -> f64 {
        self.start + offset(point) * self.step
    }

    /// The last point, ms.
    pub fn end(&self) -> f64 {
        self.at(self.points - 1)
    }

    /// Distance from the first to the last point, ms.
    pub fn span(&self) -> f64 {
        offset(self.points - 1) * self.step
    }

    /// Half of the distance from a point to the one before and to the one after it, ms.
    pub fn halves(&self, point: usize) -> [f64; 2] {
        let half = |from: usize| (offset(from + 1) - offset(from)) * self.step / 2.0;
        let before = half(point.saturating_sub(1));
        [before, if point + 1 < self.points { half(point) } else { before }]
    }

    /// The steps of this grid that are as long as each other, in order: where the first begins beyond
    /// the start, ms, how long they are, ms, and how many there are.
    pub fn runs(self) -> impl Iterator<Item = (f64, f64, usize)> {
        let mut first = 0;
        std::iter::from_fn(move || {
            let last = self.points - 1;
            let octave = octave_of(first);
            let begins = first;
            first = last.min(if octave == 0 { FIRST } else { (octave + 2) * HALF });
            let steps = first - begins;
            (steps > 0).then(|| (offset(begins) * self.step, power(octave) * self.step, steps))
        })
    }

    /// Where the points of this grid lie on another one, in order: the point below, and the share of the
    /// next one. What lies outside goes to the ends.
    fn on(self, to: Self) -> impl Iterator<Item = (usize, f64)> {
        let (base, ratio) = if to.points > 1 {
            ((self.start - to.start) / to.step, self.step / to.step)
        } else {
            (0.0, 0.0)
        };
        (0..self.points).map(move |point| {
            let (below, share) = place((base + offset(point) * ratio).max(0.0));
            if below + 1 < to.points { (below, share) } else { (to.points - 1, 0.0) }
        })
    }

    /// Probabilities of the points of this grid as those of another one; means stay.
    pub fn moved(self, mass: &[f64], to: Self) -> Vec<f64> {
        let mut moved = vec![0.0; to.points];
        if (self.start, self.step) == (to.start, to.step) {
            // The same points, of which this grid may have more.
            let (kept, beyond) = mass.split_at(mass.len().min(to.points));
            moved[..kept.len()].copy_from_slice(kept);
            for of in beyond {
                moved[to.points - 1] += of;
            }
            return moved;
        }
        for ((below, share), of) in self.on(to).zip(mass) {
            moved[below] += of * (1.0 - share);
            if share > 0.0 {
                moved[below + 1] += of * share;
            }
        }
        moved
    }

    /// Weights of the points of another grid at those of this one.
    pub fn pulled(self, from: Self, weights: &[f64]) -> Vec<f64> {
        let at = |(below, share): (usize, f64)| {
            let next = if share > 0.0 { weights[below + 1] } else { 0.0 };
            weights[below] * (1.0 - share) + next * share
        };
        self.on(from).map(at).collect()
    }

    /// The same grid without points before `first` and after `last`, as near as its points allow,
    /// with no finer step than it has there.
    pub fn cut(self, first: usize, last: usize) -> Self {
        let coarsest = power(octave_of(last));
        // A multiple of the coarsest step leaves all points on points.
        let before = libm::floor(offset(first) / coarsest) * coarsest;
        let (begin, _) = place(before);
        let step = self.step * power(octave_of(begin));
        let span = (offset(last) - before) * self.step;
        Self::reaching(self.start + before * self.step, step, span)
    }
}

/// Octaves below that of a point.
fn octave_of(point: usize) -> usize {
    (point / HALF).max(1) - 1
}

/// Distance of a point from the start in steps of the even part.
fn offset(point: usize) -> f64 {
    let octave = octave_of(point);
    count(point - HALF * octave) * power(octave)
}

/// The point at or below a distance in steps, and the share of the way to the next one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative, small")]
fn place(steps: f64) -> (usize, f64) {
    // Written out, as flows ask for it millions of times.
    let octave = if steps < count(FIRST) { 0 } else { exponent(steps) - exponent(count(HALF)) };
    let within = steps / power(octave);
    let below = within as u32;
    (HALF * octave + below as usize, within - f64::from(below))
}

/// Two to this power, up to the largest number that there is.
fn power(exponent: usize) -> f64 {
    f64::from_bits((1023 + exponent.min(1023) as u64) << 52)
}

/// The power of two at or below a number that is at least 1.
fn exponent(of: f64) -> usize {
    ((of.to_bits() >> 52) as usize).saturating_sub(1023)
}

/// A number of points as a distance in steps.
fn count(points: usize) -> f64 {
    u32::try_from(points).map_or(f64::INFINITY, f64::from)
}
