//! Distributions of times, with what flows need: sums, the later of two, now and then.
//!
//! Probability sits at the points of a grid, which are as far apart as their distance from the
//! start allows; where it lies between two of them it is shared out so that means stay exact. A sum
//! then is a convolution and the later of two times a product of the distribution functions. Both
//! take the two times as independent. A time is off by no more than a 128th of its distance from
//! the start, however fast the fast cases and however slow the slow ones are.

mod grid;
mod sum;

use std::borrow::Borrow;

use grid::{FIRST, Grid};

/// Probability at either end that is moved inwards, so that grids do not grow with every sum.
const TRIMMED: f64 = 1e-7;

/// Probability that a time exceeds the end of the grid made from a formula.
pub const BEYOND: f64 = 1e-7;

/// How often the even part of a grid made from a formula goes into the whole.
const WHOLE: f64 = 8.0;

/// A distribution of a time, ms.
#[derive(Clone, Debug, PartialEq)]
pub struct Distribution {
    grid: Grid,
    /// Probability at each point; together 1.
    mass: Vec<f64>,
}

impl Distribution {
    /// Always the same time.
    #[must_use]
    pub fn constant(ms: f64) -> Self {
        Self { grid: Grid::single(ms), mass: vec![1.0] }
    }

    /// A time that is longer than `start + t` with the probability `survival(t)`, which falls from 1
    /// at 0 to about [`BEYOND`] at `span`. The probability of a point is the difference of the
    /// survival function's means over the steps before and after it, which keeps the mean.
    #[must_use]
    pub fn of_survival(start: f64, span: f64, survival: impl Fn(f64) -> f64) -> Self {
        Self::of_survivals(start, span, |from, step, count, values| {
            let steps = (0..count).scan(from, |at, _| Some(std::mem::replace(at, *at + step)));
            values.extend(steps.map(&survival));
        })
    }

    /// The same of a survival function that is asked for so many times at once: the first, ms, the
    /// step between them, ms, and their number; it adds its values to a list.
    #[must_use]
    pub fn of_survivals(
        start: f64,
        span: f64,
        survivals: impl Fn(f64, f64, usize, &mut Vec<f64>),
    ) -> Self {
        let even = span / WHOLE / f64::from(u16::try_from(FIRST).unwrap_or(u16::MAX));
        // A power of two leaves the points of all times on those of the finest.
        let step = libm::exp2(libm::ceil(libm::log2(even)));
        let grid = Grid::reaching(start, step, span);
        let mut mass = Vec::with_capacity(grid.points);
        let (mut before, mut values) = (1.0, Vec::new());
        for (from, step, steps) in grid.runs() {
            values.clear();
            survivals(from, step / 2.0, 2 * steps + 1, &mut values);
            for at in values.windows(3).step_by(2) {
                let mean = (at[0] + 4.0 * at[1] + at[2]) / 6.0;
                mass.push(before - mean);
                before = mean;
            }
        }
        mass.push(before);
        Self { grid, mass }
    }

    /// Mean, ms.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.mass.iter().enumerate().map(|(i, mass)| mass * self.grid.at(i)).sum()
    }

    /// Time that a share of `probability` does not exceed, ms.
    #[must_use]
    pub fn quantile(&self, probability: f64) -> f64 {
        let mut below = 0.0;
        for (i, &mass) in self.mass.iter().enumerate() {
            if below + mass >= probability && mass > 0.0 {
                if i == 0 {
                    return self.grid.start;
                }
                // A point stands for half a step to either side.
                let [before, after] = self.grid.halves(i);
                return self.grid.at(i) - before + (probability - below) / mass * (before + after);
            }
            below += mass;
        }
        self.grid.end()
    }

    /// The sum of this time and another that is independent of it.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        if let Some(sum) = self.plus_constant(other).or_else(|| other.plus_constant(self)) {
            return sum;
        }
        let [a, b] = self.summed(other);
        let mass = sum::sum(&self.grid.moved(&self.mass, a), &other.grid.moved(&other.mass, b));
        Self { grid: Grid { start: a.start + b.start, step: a.step, points: mass.len() }, mass }
            .trimmed()
    }

    /// The later of this time and another that is independent of it.
    ///
    /// Branches that start together wait in lines that fill together, so their times go up and down
    /// together, and the later of them is a little earlier than this: a bound from above
    /// (F. Baccelli, A. Makowski, A. Shwartz, Advances in Applied Probability 21, 1989).
    #[must_use]
    pub fn later_of(&self, other: &Self) -> Self {
        if self.grid.end() <= other.grid.start {
            return other.clone();
        }
        if other.grid.end() <= self.grid.start {
            return self.clone();
        }
        let grid = self.later_grid(other);
        let [a, b] = [self, other].map(|of| of.grid.moved(&of.mass, grid));
        let (mut mass, mut below) = (Vec::with_capacity(grid.points), [0.0, 0.0]);
        for (of_a, of_b) in a.iter().zip(&b) {
            let next = [below[0] + of_a, below[1] + of_b];
            mass.push(next[0] * next[1] - below[0] * below[1]);
            below = next;
        }
        Self { grid, mass }.trimmed()
    }

    /// This time in a share of the cases, else none.
    #[must_use]
    pub fn sometimes(&self, share: f64) -> Self {
        let grid = self.sometimes_grid();
        let mut mass = self.grid.moved(&self.mass, grid);
        for at in &mut mass {
            *at *= share;
        }
        mass[0] += 1.0 - share;
        Self { grid, mass }
    }

    /// One of several times, each in its share of the cases; the shares add up to 1, and there is one at
    /// least.
    pub(super) fn one_of<T: Borrow<Self>>(times: &[(f64, T)]) -> Self {
        let [(_, first), others @ ..] = times else { return Self::constant(0.0) };
        if others.is_empty() {
            return first.borrow().clone();
        }
        let grid = Self::one_of_grid(times);
        let mut mass = vec![0.0; grid.points];
        for (share, time) in times {
            let time = time.borrow();
            let moved = time.grid.moved(&time.mass, grid);
            mass.iter_mut().zip(moved).for_each(|(sum, of)| *sum += share * of);
        }
        Self { grid, mass }
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
        points.map(|(i, (mass, weight))| mass * weight * self.grid.at(i)).sum()
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
        let [a, b] = self.summed(other);
        let others = other.grid.moved(&other.mass, b);
        let points = sum::points_of(a.points, b.points);
        let whole = Grid { start: a.start + b.start, step: a.step, points };
        let own = sum::weights(a.points, &others, &whole.pulled(sum.grid, weights));
        self.grid.pulled(a, &own)
    }

    /// Weights for the points of `self` from those of `later`, which is `self.later_of(other)`: a
    /// time counts where it is the later one.
    pub(super) fn weights_in_later(&self, other: &Self, later: &Self, weights: &[f64]) -> Vec<f64> {
        if self.grid.end() <= other.grid.start {
            return vec![0.0; self.mass.len()];
        }
        if other.grid.end() <= self.grid.start {
            return weights.to_vec();
        }
        let grid = self.later_grid(other);
        let weights = grid.pulled(later.grid, weights);
        let mut below = 0.0;
        let others = other.grid.moved(&other.mass, grid);
        let own: Vec<f64> = others
            .into_iter()
            .zip(weights)
            .map(|(mass, weight)| {
                let earlier = below + mass / 2.0;
                below += mass;
                earlier * weight
            })
            .collect();
        self.grid.pulled(grid, &own)
    }

    /// Weights for the points of `self` from those of `self.sometimes(share)`.
    pub(super) fn weights_in_sometimes(&self, share: f64, weights: &[f64]) -> Vec<f64> {
        let pulled = self.grid.pulled(self.sometimes_grid(), weights);
        pulled.into_iter().map(|weight| weight * share).collect()
    }

    /// Weights for the points of `self` from those of the [one of](Self::one_of) several times that is it
    /// in a share of the cases.
    pub(super) fn weights_in_one_of(&self, share: f64, whole: &Self, weights: &[f64]) -> Vec<f64> {
        let pulled = self.grid.pulled(whole.grid, weights);
        pulled.into_iter().map(|weight| weight * share).collect()
    }

    fn is_constant(&self) -> bool {
        self.mass.len() == 1
    }

    fn plus_constant(&self, constant: &Self) -> Option<Self> {
        let start = self.grid.start + constant.grid.start;
        let shifted = Self { grid: Grid { start, ..self.grid }, mass: self.mass.clone() };
        constant.is_constant().then_some(shifted)
    }

    /// The grids on which two times are added: both with the finer step of the two.
    fn summed(&self, other: &Self) -> [Grid; 2] {
        let span = self.grid.span() + other.grid.span();
        let step = Grid::reaching(0.0, self.grid.step.min(other.grid.step), span).step;
        [self, other].map(|of| Grid::reaching(of.grid.start, step, of.grid.span()))
    }

    /// The grid for the later of two.
    fn later_grid(&self, other: &Self) -> Grid {
        let start = self.grid.start.max(other.grid.start);
        let span = self.grid.end().max(other.grid.end()) - start;
        let steps = [self, other].map(|of| of.grid.step).into_iter().filter(|step| *step > 0.0);
        Grid::reaching(start, steps.fold(f64::INFINITY, f64::min), span)
    }

    /// The grid from the first to the last of several times.
    fn one_of_grid<T: Borrow<Self>>(times: &[(f64, T)]) -> Grid {
        let grids = || times.iter().map(|(_, time)| time.borrow().grid);
        let start = grids().map(|grid| grid.start).fold(f64::INFINITY, f64::min);
        let end = grids().map(|grid| grid.end()).fold(start, f64::max);
        if end <= start {
            return Grid::single(start);
        }
        let even = (end - start) / f64::from(u16::try_from(FIRST).unwrap_or(u16::MAX));
        let steps = grids().map(|grid| grid.step).filter(|step| *step > 0.0);
        Grid::reaching(start, steps.fold(even, f64::min), end - start)
    }

    /// The grid from 0 to the end; that of a constant ends with it.
    fn sometimes_grid(&self) -> Grid {
        let end = self.grid.end();
        if end <= 0.0 {
            return Grid::single(0.0);
        }
        let even = end / f64::from(u16::try_from(FIRST).unwrap_or(u16::MAX));
        Grid::reaching(0.0, if self.is_constant() { even } else { self.grid.step }, end)
    }

    /// Without the points at both ends that hardly count; their probability moves inwards.
    fn trimmed(self) -> Self {
        let last = self.mass.len() - 1;
        let (mut first, mut lost) = (0, 0.0);
        while first < last && lost + self.mass[first] < TRIMMED {
            lost += self.mass[first];
            first += 1;
        }
        let (mut end, mut lost) = (last, 0.0);
        while end > first && lost + self.mass[end] < TRIMMED {
            lost += self.mass[end];
            end -= 1;
        }
        if end == first {
            return Self::constant(self.grid.at(first));
        }
        let grid = self.grid.cut(first, end);
        Self { mass: self.grid.moved(&self.mass, grid), grid }
    }
}
