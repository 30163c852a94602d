//! Percentiles from a tail and its slope.

/// Time at which a falling tail is `tail`, to a relative error of about 1e-12.
///
/// `with_slope` gives tail and slope at a time; `high` is a time near above the one sought, and made
/// larger where it is not. Newton steps on the logarithm of the tail, which is nearly a straight line in time
/// where tails are exponential, and halving where a step leaves the bracket.
pub(super) fn solve(
    tail: f64,
    start: f64,
    mut high: f64,
    with_slope: impl Fn(f64) -> (f64, f64),
) -> f64 {
    let mut low = 0.0;
    while with_slope(high).0 > tail {
        low = high;
        high *= 2.0;
    }
    let goal = libm::log(tail);
    let mut time = start;
    for _ in 0..80 {
        if !(low <= time && time <= high) {
            time = f64::midpoint(low, high);
        }
        let (value, slope) = with_slope(time);
        if value > tail {
            low = time;
        } else {
            high = time;
        }
        let next = time - (libm::log(value) - goal) * value / slope;
        // Each step squares the error, so one this small is the last.
        if (next - time).abs() <= 1e-8 * time || high - low <= 1e-13 * high {
            return next.clamp(low, high);
        }
        time = next;
    }
    time
}
