//! Distributions of times on an even grid, with what flows need: sums, the later of two, now and
//! then.
//!
//! Probability sits at the points of a grid; where it lies between two of them it is shared out so
//! that means stay exact. A sum then is a convolution and the later of two times a product of the
//! distribution functions. Both take the two times as independent.

/// Most points of a grid. The more, the finer; sums take the square of it.
const POINTS: usize = 256;

/// Probability at either end that is moved inwards, so that grids do not grow with every sum.
const TRIMMED: f64 = 1e-7;

/// Probability that a time exceeds the end of the grid made from a formula.
pub const BEYOND: f64 = 1e-7;

/// A distribution of a time, ms.
#[derive(Clone, Debug, PartialEq)]
pub struct Distribution {
    /// First point, ms.
    start: f64,
    /// Distance between points, ms.
    step: f64,
    /// Probability at each point; at least one, together 1.
    mass: Vec<f64>,
}

impl Distribution {
    /// Always the same time.
    #[must_use]
    pub fn constant(ms: f64) -> Self {
        Self { start: ms, step: 0.0, mass: vec![1.0] }
    }

    /// A time that is longer than `start + t` with the probability `survival(t)`, which falls from 1
    /// at 0 to about [`BEYOND`] at `span`. The probability of a point is the second difference of
    /// the survival function's integral, which keeps the mean.
    #[must_use]
    pub fn of_survival(start: f64, span: f64, survival: impl Fn(f64) -> f64) -> Self {
        let step = span / count(POINTS - 1);
        let mut mass = Vec::with_capacity(POINTS);
        let (mut left, mut before) = (survival(0.0), 1.0);
        for i in 0..POINTS - 1 {
            let at = count(i) * step;
            let right = survival(at + step);
            let mean = (left + 4.0 * survival(at + step / 2.0) + right) / 6.0;
            mass.push(before - mean);
            (left, before) = (right, mean);
        }
        mass.push(before);
        Self { start, step, mass }
    }

    /// Mean, ms.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.mass.iter().enumerate().map(|(i, mass)| mass * self.at(i)).sum()
    }

    /// Time that a share of `probability` does not exceed, ms.
    #[must_use]
    pub fn quantile(&self, probability: f64) -> f64 {
        let mut below = 0.0;
        for (i, &mass) in self.mass.iter().enumerate() {
            if below + mass >= probability && mass > 0.0 {
                if i == 0 {
                    return self.start;
                }
                // A point stands for half a step to either side.
                let within = (probability - below) / mass - 0.5;
                return self.at(i) + within * self.step;
            }
            below += mass;
        }
        self.end()
    }

    /// The sum of this time and another that is independent of it.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let start = self.start + other.start;
        match (self.is_constant(), other.is_constant()) {
            (true, _) => return Self { start, ..other.clone() },
            (_, true) => return Self { start, ..self.clone() },
            _ => {}
        }
        let step = self.sum_step(other);
        let [a, b] = [self, other].map(|of| of.on_grid(of.start, step, of.points(step)));
        let mut mass = vec![0.0; a.len() + b.len() - 1];
        for (i, &of_a) in a.iter().enumerate() {
            for (sum, &of_b) in mass[i..].iter_mut().zip(&b) {
                *sum += of_a * of_b;
            }
        }
        Self { start, step, mass }.trimmed()
    }

    /// The later of this time and another that is independent of it.
    ///
    /// Branches that start together wait in lines that fill together, so their times go up and down
    /// together, and the later of them is a little earlier than this: a bound from above
    /// (F. Baccelli, A. Makowski, A. Shwartz, Advances in Applied Probability 21, 1989).
    #[must_use]
    pub fn later_of(&self, other: &Self) -> Self {
        if self.end() <= other.start {
            return other.clone();
        }
        if other.end() <= self.start {
            return self.clone();
        }
        let (start, step, points) = self.later_grid(other);
        let [a, b] = [self, other].map(|of| of.on_grid(start, step, points));
        let (mut mass, mut below) = (Vec::with_capacity(points), [0.0, 0.0]);
        for (of_a, of_b) in a.iter().zip(&b) {
            let next = [below[0] + of_a, below[1] + of_b];
            mass.push(next[0] * next[1] - below[0] * below[1]);
            below = next;
        }
        Self { start, step, mass }.trimmed()
    }

    /// This time in a share of the cases, else none.
    #[must_use]
    pub fn sometimes(&self, share: f64) -> Self {
        let (step, points) = self.sometimes_grid();
        let mut mass = self.on_grid(0.0, step, points);
        for at in &mut mass {
            *at *= share;
        }
        mass[0] += 1.0 - share;
        Self { start: 0.0, step, mass }
    }

    /// Weights that pick the times around a quantile: their sum with the probabilities is 1. They
    /// take in a fifth of the tail to either side, so that single points do not stand out.
    pub(super) fn around(&self, probability: f64) -> Vec<f64> {
        let reach = (1.0 - probability) / 5.0;
        let mut below = 0.0;
        let mut weights: Vec<f64> = Vec::with_capacity(self.mass.len());
        for mass in &self.mass {
            let inside = (below + mass).min(probability + reach) - below.max(probability - reach);
            weights.push(if inside > 0.0 { inside / mass } else { 0.0 });
            below += mass;
        }
        let sum: f64 = weights.iter().zip(&self.mass).map(|(weight, mass)| weight * mass).sum();
        for weight in &mut weights {
            *weight /= sum;
        }
        weights
    }

    /// Mean of the time under weights for its points: `Σ weight × probability × time`.
    pub(super) fn weighted_mean(&self, weights: &[f64]) -> f64 {
        let points = self.mass.iter().zip(weights).enumerate();
        points.map(|(i, (mass, weight))| mass * weight * self.at(i)).sum()
    }

    /// Weights for the points of `self` from those of `sum`, which is `self.plus(other)`: how much
    /// each time counts, averaged over the other.
    pub(super) fn weights_in_sum(&self, other: &Self, sum: &Self, weights: &[f64]) -> Vec<f64> {
        if self.is_constant() {
            return vec![other.mass.iter().zip(weights).map(|(m, w)| m * w).sum()];
        }
        if other.is_constant() {
            return weights.to_vec();
        }
        let step = self.sum_step(other);
        let points = self.points(step);
        let b = other.on_grid(other.start, step, other.points(step));
        let weights =
            padded(weights, (sum.start - self.start - other.start) / step, points + b.len());
        let own: Vec<f64> = (0..points)
            .map(|i| b.iter().zip(&weights[i..]).map(|(mass, weight)| mass * weight).sum())
            .collect();
        self.pulled(self.start, step, &own)
    }

    /// Weights for the points of `self` from those of `later`, which is `self.later_of(other)`: a
    /// time counts where it is the later one.
    pub(super) fn weights_in_later(&self, other: &Self, later: &Self, weights: &[f64]) -> Vec<f64> {
        if self.end() <= other.start {
            return vec![0.0; self.mass.len()];
        }
        if other.end() <= self.start {
            return weights.to_vec();
        }
        let (start, step, points) = self.later_grid(other);
        let weights = padded(weights, (later.start - start) / step, points);
        let mut below = 0.0;
        let others = other.on_grid(start, step, points);
        let own: Vec<f64> = others
            .into_iter()
            .zip(weights)
            .map(|(mass, weight)| {
                let earlier = below + mass / 2.0;
                below += mass;
                earlier * weight
            })
            .collect();
        self.pulled(start, step, &own)
    }

    /// Weights for the points of `self` from those of `self.sometimes(share)`.
    pub(super) fn weights_in_sometimes(&self, share: f64, weights: &[f64]) -> Vec<f64> {
        let (step, _) = self.sometimes_grid();
        self.pulled(0.0, step, weights).into_iter().map(|weight| weight * share).collect()
    }

    fn is_constant(&self) -> bool {
        self.mass.len() == 1
    }

    fn at(&self, point: usize) -> f64 {
        self.start + count(point) * self.step
    }

    fn end(&self) -> f64 {
        self.at(self.mass.len() - 1)
    }

    fn span(&self) -> f64 {
        self.end() - self.start
    }

    /// Points that the span takes with another step.
    fn points(&self, step: f64) -> usize {
        index(libm::ceil(self.span() / step - 1e-9)) + 1
    }

    /// Step of a sum's grid: never finer than either part, whose points would stand out as a comb.
    fn sum_step(&self, other: &Self) -> f64 {
        let even = (self.span() + other.span()) / count(POINTS - 1);
        even.max(self.step).max(other.step)
    }

    /// Start, step and points of the grid for the later of two.
    fn later_grid(&self, other: &Self) -> (f64, f64, usize) {
        let start = self.start.max(other.start);
        let span = self.end().max(other.end()) - start;
        let step = (span / count(POINTS - 1)).max(self.step).max(other.step);
        (start, step, index(libm::ceil(span / step - 1e-9)) + 1)
    }

    /// Step and points of a grid from 0 to the end.
    fn sometimes_grid(&self) -> (f64, usize) {
        if self.end() <= 0.0 {
            return (0.0, 1);
        }
        let step = (self.end() / count(POINTS - 1)).max(self.step);
        (step, index(libm::ceil(self.end() / step - 1e-9)) + 1)
    }

    /// Where a point of this grid lies on another: the point below, and the share of the next one.
    fn place(&self, point: usize, start: f64, step: f64, points: usize) -> (usize, f64) {
        if step <= 0.0 {
            return (0, 0.0);
        }
        let place = ((self.at(point) - start) / step).clamp(0.0, count(points - 1));
        let below = libm::floor(place);
        (index(below), place - below)
    }

    /// The probabilities on another grid; what lies outside it goes to its ends.
    fn on_grid(&self, start: f64, step: f64, points: usize) -> Vec<f64> {
        let mut mass = vec![0.0; points];
        for (i, of) in self.mass.iter().enumerate() {
            let (below, share) = self.place(i, start, step, points);
            mass[below] += of * (1.0 - share);
            if share > 0.0 {
                mass[below + 1] += of * share;
            }
        }
        mass
    }

    /// Weights of another grid's points at the points of this one.
    fn pulled(&self, start: f64, step: f64, weights: &[f64]) -> Vec<f64> {
        let at = |i: usize| {
            let (below, share) = self.place(i, start, step, weights.len());
            let next = if share > 0.0 { weights[below + 1] } else { 0.0 };
            weights[below] * (1.0 - share) + next * share
        };
        (0..self.mass.len()).map(at).collect()
    }

    /// Without the points at both ends that hardly count; their probability moves inwards.
    fn trimmed(mut self) -> Self {
        let last = self.mass.len() - 1;
        let (mut first, mut lost) = (0, 0.0);
        while first < last && lost + self.mass[first] < TRIMMED {
            lost += self.mass[first];
            first += 1;
        }
        self.mass[first] += lost;
        let (mut end, mut lost) = (last, 0.0);
        while end > first && lost + self.mass[end] < TRIMMED {
            lost += self.mass[end];
            end -= 1;
        }
        self.mass[end] += lost;
        self.mass.truncate(end + 1);
        self.mass.drain(..first);
        self.start += count(first) * self.step;
        self
    }
}

/// Weights on a grid that begins `before` steps earlier and has so many points. Where a result was
/// trimmed its end points stand for what lay beyond.
fn padded(weights: &[f64], before: f64, points: usize) -> Vec<f64> {
    let before = index(libm::round(before).max(0.0));
    let last = weights.len() - 1;
    (0..points).map(|i| weights[i.saturating_sub(before).min(last)]).collect()
}

/// A number of points as a distance in steps.
fn count(points: usize) -> f64 {
    u32::try_from(points).map_or(f64::INFINITY, f64::from)
}

/// A distance in steps as a number of points.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative, small")]
fn index(steps: f64) -> usize {
    steps as usize
}
