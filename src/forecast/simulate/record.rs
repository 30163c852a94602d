//! Measured times: histograms with narrow buckets, and means of batches.

use super::{BATCHES, Measured, STUDENT_T, Times};

/// Buckets for each doubling of the time, as a power of two: a bucket is less than 1.6 % wide.
const BITS: u32 = 6;
/// Powers of two between which times are told apart, ms: from a nanosecond to twelve days.
const DOUBLINGS: std::ops::Range<i32> = -20..30;
const BUCKETS: usize = ((DOUBLINGS.end - DOUBLINGS.start) as usize) << BITS;
/// Bits of an f64 to the right of those that name a bucket.
const SHIFT: u32 = 52 - BITS;
/// Bucket number of the shortest time before it is moved to 0.
const FIRST: u64 = ((DOUBLINGS.start + 1023) as u64) << BITS;

const PERCENTILES: [f64; 3] = [0.5, 0.95, 0.99];

/// Counts by bucket, whose ends grow as powers of two with even steps between.
struct Histogram {
    counts: Vec<u32>,
}

impl Histogram {
    fn new() -> Self {
        Self { counts: vec![0; BUCKETS] }
    }

    fn add(&mut self, ms: f64) {
        let bucket = (ms.to_bits() >> SHIFT).saturating_sub(FIRST);
        let bucket = usize::try_from(bucket).unwrap_or(BUCKETS).min(BUCKETS - 1);
        self.counts[bucket] = self.counts[bucket].saturating_add(1);
    }

    /// Lower end of a bucket, ms; the first one holds everything shorter, no time above all.
    fn from(bucket: usize) -> f64 {
        if bucket == 0 {
            return 0.0;
        }
        f64::from_bits((FIRST + u64::try_from(bucket).unwrap_or(0)) << SHIFT)
    }

    /// Percentiles, by straight lines within buckets.
    fn percentiles(&self, count: u64) -> [f64; 3] {
        let mut found = [0.0; 3];
        let mut below = 0.0;
        let mut next = 0;
        for (bucket, &of) in self.counts.iter().enumerate().filter(|(_, of)| **of > 0) {
            let of = f64::from(of);
            while next < PERCENTILES.len() && below + of >= PERCENTILES[next] * float(count) {
                let low = Self::from(bucket);
                let high = if bucket == 0 { 0.0 } else { Self::from(bucket + 1) };
                let within = (PERCENTILES[next] * float(count) - below) / of;
                found[next] = low + (high - low) * within;
                next += 1;
            }
            below += of;
        }
        found
    }
}

/// Times of one kind of request.
pub(super) struct Record {
    batch: Histogram,
    batch_count: u64,
    batch_sum: f64,
    all: Histogram,
    count: u64,
    sum: f64,
    /// Requests, mean and percentiles of each finished batch.
    batches: Vec<(u64, [f64; 4])>,
}

impl Record {
    pub fn new() -> Self {
        Self {
            batch: Histogram::new(),
            batch_count: 0,
            batch_sum: 0.0,
            all: Histogram::new(),
            count: 0,
            sum: 0.0,
            batches: Vec::with_capacity(BATCHES),
        }
    }

    pub fn add(&mut self, ms: f64) {
        self.batch.add(ms);
        self.batch_count += 1;
        self.batch_sum += ms;
    }

    pub fn end_batch(&mut self) {
        if self.batch_count == 0 {
            self.batches.push((0, [0.0; 4]));
            return;
        }
        let [p50, p95, p99] = self.batch.percentiles(self.batch_count);
        let mean = self.batch_sum / float(self.batch_count);
        self.batches.push((self.batch_count, [mean, p50, p95, p99]));
        for (all, batch) in self.all.counts.iter_mut().zip(&mut self.batch.counts) {
            *all = all.saturating_add(*batch);
            *batch = 0;
        }
        self.count += self.batch_count;
        self.sum += self.batch_sum;
        (self.batch_count, self.batch_sum) = (0, 0.0);
    }

    pub fn times(&self) -> Times {
        if self.count == 0 {
            return Times::default();
        }
        let [p50, p95, p99] = self.all.percentiles(self.count);
        let measured = |which: usize, value: f64, least: u64| Measured {
            value: (which == 0 || Times::missing(self.count, PERCENTILES[which - 1]) == 0)
                .then_some(value),
            half_width: self.half_width(which, least),
        };
        Times {
            count: self.count,
            mean_ms: measured(0, self.sum / float(self.count), 2),
            p50_ms: measured(1, p50, 20),
            p95_ms: measured(2, p95, 100),
            p99_ms: measured(3, p99, 500),
        }
    }

    /// Student's interval over the batches, if each has enough requests.
    fn half_width(&self, which: usize, least: u64) -> Option<f64> {
        if self.batches.len() != BATCHES || self.batches.iter().any(|(count, _)| *count < least) {
            return None;
        }
        let values = || self.batches.iter().map(|(_, values)| values[which]);
        let batches = float(BATCHES as u64);
        let mean = values().sum::<f64>() / batches;
        let squares: f64 = values().map(|value| (value - mean) * (value - mean)).sum();
        Some(STUDENT_T * libm::sqrt(squares / (batches - 1.0) / batches))
    }
}

/// A count of requests as a number.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn float(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_of_even_times_lie_where_they_should() {
        let mut record = Record::new();
        for _ in 0..BATCHES {
            (1..=10_000).for_each(|i| record.add(f64::from(i) / 100.0));
            record.end_batch();
        }
        let times = record.times();
        assert_eq!(times.count, 200_000);
        for (found, expected) in [
            (times.mean_ms, 50.005),
            (times.p50_ms, 50.0),
            (times.p95_ms, 95.0),
            (times.p99_ms, 99.0),
        ] {
            assert!((found.value.unwrap() / expected - 1.0).abs() < 1e-3, "{found:?} {expected}");
            assert!(found.half_width.unwrap() < 1e-9);
        }
    }

    #[test]
    fn times_of_any_size_are_kept() {
        let mut record = Record::new();
        for ms in [0.0, 1e-300, 1e-3, 1e300, f64::MAX].repeat(4) {
            record.add(ms);
        }
        record.end_batch();
        let times = record.times();
        assert_eq!((times.count, times.mean_ms.half_width), (20, None));
        let median = times.p50_ms.value.unwrap();
        assert!((median / 1e-3 - 1.0).abs() < 0.01, "{median}");
        assert_eq!(Record::new().times(), Times::default());
    }

    #[test]
    fn few_requests_have_no_percentiles() {
        for (requests, told) in [
            (2, [false; 3]),
            (20, [true, false, false]),
            (199, [true, false, false]),
            (200, [true, true, false]),
            (1000, [true; 3]),
        ] {
            let mut record = Record::new();
            (0..requests).for_each(|i| record.add(f64::from(i)));
            record.end_batch();
            let times = record.times();
            let found = [times.p50_ms, times.p95_ms, times.p99_ms].map(|of| of.value.is_some());
            assert_eq!((found, times.mean_ms.value.is_some()), (told, true), "{requests}");
        }
        assert_eq!(Times::missing(2, 0.99), 998);
    }
}
