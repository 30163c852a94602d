//! What happens next: events by time.

/// An event: the bits of its time, which sort as the time does where that is not negative, and
/// below them the frame that it is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Event(u128);

impl Event {
    fn new(time: f64, frame: u32) -> Self {
        Self(u128::from(time.to_bits()) << 32 | u128::from(frame))
    }

    #[expect(clippy::cast_possible_truncation, reason = "takes apart what was put together")]
    fn parts(self) -> (f64, u32) {
        (f64::from_bits((self.0 >> 32) as u64), self.0 as u32)
    }
}

/// Events in the order of their times; those at the same time in the order of their frames.
///
/// A heap in which each event has four below it, so that few steps lead through it. Most events have
/// one that follows, so the place of the event taken last is left open for the next one.
pub(super) struct Calendar {
    heap: Vec<Event>,
    /// Whether the first place is left open.
    open: bool,
}

const BELOW: usize = 4;

impl Calendar {
    pub fn new() -> Self {
        Self { heap: Vec::new(), open: false }
    }

    pub fn put(&mut self, time: f64, frame: u32) {
        let event = Event::new(time, frame);
        if std::mem::take(&mut self.open) {
            self.sink(event);
            return;
        }
        let mut at = self.heap.len();
        self.heap.push(event);
        while at > 0 {
            let above = (at - 1) / BELOW;
            if self.heap[above] <= event {
                break;
            }
            self.heap[at] = self.heap[above];
            at = above;
        }
        self.heap[at] = event;
    }

    /// Takes the next event, unless it comes after `until`.
    pub fn take(&mut self, until: f64) -> Option<(f64, u32)> {
        if std::mem::take(&mut self.open) {
            let last = self.heap.pop()?;
            if !self.heap.is_empty() {
                self.sink(last);
            }
        }
        let (time, frame) = self.heap.first()?.parts();
        if time > until {
            return None;
        }
        self.open = true;
        Some((time, frame))
    }

    /// Puts an event into the first place and moves it down to where it belongs.
    fn sink(&mut self, event: Event) {
        let heap = &mut self.heap[..];
        let mut at = 0;
        loop {
            let first = at * BELOW + 1;
            let (least, next) = match heap.get(first..first + BELOW) {
                Some(&[a, b, c, d]) => {
                    let left = if b < a { (1, b) } else { (0, a) };
                    let right = if d < c { (3, d) } else { (2, c) };
                    if right.1 < left.1 { right } else { left }
                }
                _ => match heap.iter().copied().enumerate().skip(first).min_by_key(|of| of.1) {
                    Some((place, next)) => (place - first, next),
                    None => break,
                },
            };
            if event <= next {
                break;
            }
            heap[at] = next;
            at = first + least;
        }
        heap[at] = event;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_come_in_order_whatever_is_put_in_between() {
        let mut calendar = Calendar::new();
        let mut kept: Vec<(u64, u32)> = Vec::new();
        let mut state = 1_u64;
        for step in 0..20_000_u32 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let dice = u32::try_from(state >> 40).unwrap();
            if dice % 3 > 0 {
                let time = f64::from(dice % 1000) / 8.0;
                calendar.put(time, step);
                kept.push((time.to_bits(), step));
            } else {
                let least = kept.iter().copied().min();
                let taken = calendar.take(60.0).map(|(time, frame)| (time.to_bits(), frame));
                let due = least.filter(|(bits, _)| f64::from_bits(*bits) <= 60.0);
                assert_eq!(taken, due);
                kept.retain(|event| Some(*event) != taken);
            }
        }
        assert!(kept.len() > 1_000);
    }
}
