//! Sums of times on grids with one step: a convolution octave by octave.
//!
//! In each octave both times are taken with its step; what lies below it is rounded to that step
//! with its mean kept, since finer differences do not count beside a time that long.

use std::ops::Range;

use super::grid::{FIRST, HALF};

/// Probabilities of the sum of two independent times.
pub(super) fn sum(a: &[f64], b: &[f64]) -> Vec<f64> {
    let octaves = octaves(a).max(octaves(b));
    let mut sum = vec![0.0; points_of(a.len(), b.len())];
    for (octave, (a, b)) in parts(a, octaves).iter().zip(&parts(b, octaves)).enumerate() {
        let mut out = vec![0.0; 2 * FIRST];
        add_products(&mut out, &a.own, &b.whole());
        // Sums of what is below in both have their place in an octave before.
        add_products(&mut out, &a.below, &b.own);
        for (place, mass) in out.into_iter().enumerate().filter(|(_, mass)| *mass > 0.0) {
            for (point, share) in points(octave, place) {
                sum[point] += mass * share;
            }
        }
    }
    sum
}

/// Points of the sum of two times with so many points.
pub(super) fn points_of(a: usize, b: usize) -> usize {
    HALF * (octaves_of(a).max(octaves_of(b)) + 2)
}

/// Weights of the points of a time, of which there are so many, from those of [`sum`] of it and
/// `other`: how much each counts, averaged over the other.
pub(super) fn weights(points_of_a: usize, other: &[f64], weights: &[f64]) -> Vec<f64> {
    let octaves = octaves_of(points_of_a).max(octaves(other));
    let mut found = vec![0.0; HALF * (octaves + 1)];
    let mut carried = vec![0.0; FIRST];
    for (octave, part) in parts(other, octaves).iter().enumerate().rev() {
        let at = |place| points(octave, place).map(|(point, share)| weights[point] * share).sum();
        let out: Vec<f64> = (0..2 * FIRST - 1).map(at).collect();
        let (whole, own) = (part.whole(), &part.own);
        let places = own_places(octave);
        for (place, mean) in places.clone().zip(means(&whole, &out[places.start..], places.len())) {
            found[HALF * octave + place] = mean + carried[place];
        }
        let below = means(own, &out, HALF + 1).into_iter().zip(&carried);
        let below: Vec<f64> = below.map(|(mean, carried)| mean + carried).collect();
        carried = (0..FIRST)
            .map(|place| f64::midpoint(below[place / 2], below[place.div_ceil(2)]))
            .collect();
    }
    found.truncate(points_of_a);
    found
}

/// One octave of a time in its step: the points of the octave, and what lies below.
struct Part {
    own: Vec<f64>,
    below: Vec<f64>,
}

impl Part {
    fn whole(&self) -> Vec<f64> {
        self.own.iter().zip(&self.below).map(|(own, below)| own + below).collect()
    }
}

fn parts(mass: &[f64], octaves: usize) -> Vec<Part> {
    let mut below = vec![0.0; FIRST];
    let part = |octave: usize| {
        let mut own = vec![0.0; FIRST];
        for place in own_places(octave) {
            own[place] = mass.get(HALF * octave + place).copied().unwrap_or(0.0);
        }
        let part = Part { own, below: below.clone() };
        below = vec![0.0; FIRST];
        for (place, mass) in part.whole().into_iter().enumerate() {
            below[place / 2] += mass / 2.0;
            below[place.div_ceil(2)] += mass / 2.0;
        }
        part
    };
    (0..octaves).map(part).collect()
}

/// Distances from the start, in the step of an octave, of the points that it has of its own.
fn own_places(octave: usize) -> Range<usize> {
    if octave == 0 { 0..FIRST } else { HALF..FIRST }
}

/// Points at a distance from the start in the step of an octave, with shares; those beyond it are of
/// the next octave.
fn points(octave: usize, place: usize) -> impl Iterator<Item = (usize, f64)> {
    let next = HALF * (octave + 1);
    let of = if place < FIRST {
        [(HALF * octave + place, 1.0), (0, 0.0)]
    } else {
        [(next + place / 2, 0.5), (next + place.div_ceil(2), 0.5)]
    };
    of.into_iter().filter(|(_, share)| *share > 0.0)
}

fn octaves(mass: &[f64]) -> usize {
    octaves_of(mass.len())
}

fn octaves_of(points: usize) -> usize {
    (points.saturating_sub(1) / HALF).max(1)
}

/// The places from the first to the last that is not 0.
fn filled(mass: &[f64]) -> Range<usize> {
    let filled = |mass: &f64| *mass > 0.0;
    let first = mass.iter().position(filled).unwrap_or(0);
    first..mass.iter().rposition(filled).map_or(first, |last| last + 1)
}

/// Adds the products of all pairs; four at a time, so that each sum is fetched once for four of them.
fn add_products(out: &mut [f64], a: &[f64], b: &[f64]) {
    let (of_a, of_b) = (filled(a), filled(b));
    let mut padded = vec![0.0; of_b.len() + 6];
    padded[3..of_b.len() + 3].copy_from_slice(&b[of_b.clone()]);
    let shifted = |by: usize| &padded[by..of_b.len() + 3 + by];
    let [b0, b1, b2, b3] = [shifted(3), shifted(2), shifted(1), shifted(0)];
    for (chunk, factors) in a[of_a.clone()].chunks(4).enumerate() {
        let factor = |place: usize| factors.get(place).copied().unwrap_or(0.0);
        let [f0, f1, f2, f3] = [factor(0), factor(1), factor(2), factor(3)];
        let from = of_a.start + 4 * chunk + of_b.start;
        let pairs = b0.iter().zip(b1).zip(b2).zip(b3);
        for (out, (((b0, b1), b2), b3)) in out[from..].iter_mut().zip(pairs) {
            *out += f0 * b0 + f1 * b1 + f2 * b2 + f3 * b3;
        }
    }
}

/// Means that are taken side by side, so that no sum waits for the one before.
const SIDE_BY_SIDE: usize = 8;

/// The means of the weights that begin at each of so many places, in the order of the probabilities.
fn means(mass: &[f64], weights: &[f64], count: usize) -> Vec<f64> {
    let of_mass = filled(mass);
    let mut padded = weights[of_mass.start..].to_vec();
    padded.resize(padded.len() + of_mass.len() + SIDE_BY_SIDE, 0.0);
    let mut means = Vec::with_capacity(count + SIDE_BY_SIDE);
    while means.len() < count {
        let mut sums = [0.0; SIDE_BY_SIDE];
        let windows = padded[means.len()..].windows(SIDE_BY_SIDE);
        for (mass, weights) in mass[of_mass.clone()].iter().zip(windows) {
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += mass * weight;
            }
        }
        means.extend(sums);
    }
    means.truncate(count);
    means
}
