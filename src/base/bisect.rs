//! Bisection: where along an interval something changes. The one place for it; it asks for no
//! slope and takes steps as well as smooth curves.

/// Halvings of an interval: enough for the last bit of a number between neighbours of a grid.
const HALVINGS: u32 = 60;

/// Where `holds` begins to hold between `low`, where it does not, and `high`, where it does: the
/// smallest number found at which it holds. If it changes several times in between, this is one of
/// the changes.
pub fn turn(mut low: f64, mut high: f64, mut holds: impl FnMut(f64) -> bool) -> f64 {
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if holds(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    high
}

/// How a difference changes its sign along a grid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Changes {
    /// Place of the first change.
    pub first: f64,
    /// Place of the last change; that of the first if it is the only one.
    pub last: f64,
    /// Number of changes that the grid shows.
    pub count: usize,
    /// Whether the difference is above zero before the first change.
    pub above_before: bool,
    /// Whether the difference is above zero after the last change.
    pub above_after: bool,
}

/// The first and the last change of a sign along rising `places`, none if there is none.
///
/// `signs` holds the sign at each place: −1, 0 or 1; `sign_at` gives it anywhere between. A stretch
/// of zeros is no change in itself: the change is where the new sign begins. Two changes between
/// neighbouring places cancel and are not seen.
pub fn changes(
    places: &[f64],
    signs: &[i8],
    mut sign_at: impl FnMut(f64) -> i8,
) -> Option<Changes> {
    let known: Vec<(f64, i8)> =
        places.iter().copied().zip(signs.iter().copied()).filter(|(_, sign)| *sign != 0).collect();
    let turns: Vec<_> = known.windows(2).filter(|pair| pair[0].1 != pair[1].1).collect();
    let (first, last) = (turns.first()?, turns.last()?);
    let mut place = |pair: &[(f64, i8)]| turn(pair[0].0, pair[1].0, |x| sign_at(x) == pair[1].1);
    Some(Changes {
        first: place(first),
        last: place(last),
        count: turns.len(),
        above_before: first[0].1 > 0,
        above_after: last[1].1 > 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sign(x: f64) -> i8 {
        if x > 0.0 { 1 } else { -i8::from(x < 0.0) }
    }

    fn found(places: &[f64], of: impl Fn(f64) -> f64) -> Option<Changes> {
        let signs: Vec<i8> = places.iter().map(|&x| sign(of(x))).collect();
        changes(places, &signs, |x| sign(of(x)))
    }

    #[test]
    fn a_root_is_found_to_the_last_bit() {
        let root = turn(0.0, 2.0, |x| x * x >= 2.0);
        assert!((root - std::f64::consts::SQRT_2).abs() <= f64::EPSILON);
    }

    #[test]
    fn steps_give_their_first_and_last_change() {
        // Rising stairs against a line that they cross on each tread and at each riser.
        let stairs = |x: f64| libm::ceil(x) - x - 0.5;
        let places: Vec<f64> = (1..40).map(|i| f64::from(i) * 0.0951).collect();
        let changes = found(&places, stairs).unwrap();
        assert!((changes.first - 0.5).abs() < 1e-12 && (changes.last - 3.5).abs() < 1e-12);
        assert_eq!(changes.count, 7);
        assert!(changes.above_before && !changes.above_after);
    }

    #[test]
    fn a_tie_is_no_change_and_ends_where_the_new_sign_begins() {
        let clamped = |x: f64| if x < 1.0 { x - 1.0 } else { f64::max(x - 2.0, 0.0) };
        let places = [0.0, 0.5, 1.5, 2.5, 3.0];
        let changes = found(&places, clamped).unwrap();
        assert!((changes.first - 2.0).abs() < 1e-12, "{changes:?}");
        assert_eq!(found(&places, |x| f64::max(x - 2.0, 0.0)), None);
        assert_eq!(found(&[], |x| x), None);
    }
}
