//! The clock of a meeting: how long each item took. It counts time that passed, not times of the day,
//! and nothing of it is saved.

use std::collections::BTreeMap;

use super::Item;

/// Seconds that were spent.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// Whether it stands still.
    pub paused: bool,
    total: f64,
    spent: BTreeMap<Item, f64>,
}

impl Clock {
    /// Seconds of the whole meeting.
    #[must_use]
    pub const fn total(&self) -> f64 {
        self.total
    }

    /// Seconds that an item took so far.
    #[must_use]
    pub fn of(&self, item: &Item) -> f64 {
        self.spent.get(item).copied().unwrap_or(0.0)
    }

    pub(super) fn pass(&mut self, item: Option<&Item>, seconds: f64) {
        let Some(item) = item.filter(|_| !self.paused && seconds > 0.0) else { return };
        self.total += seconds;
        *self.spent.entry(item.clone()).or_default() += seconds;
    }
}

/// Seconds as a clock shows them: `2:05`, `1:02:05`.
#[must_use]
pub fn reading(seconds: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a length of time, which saturates"
    )]
    let whole = seconds.max(0.0) as u64;
    let (hours, minutes, seconds) = (whole / 3600, whole / 60 % 60, whole % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

impl super::super::Session {
    /// What the clock says of the item that is shown: `2:05 of 5 min`; none at the end of the meeting.
    #[must_use]
    pub fn item_time(&self) -> Option<String> {
        let spent = reading(self.meeting.clock.of(self.meeting_item()?));
        Some(match self.settings.meeting.minutes {
            0 => spent,
            minutes => format!("{spent} of {minutes} min"),
        })
    }

    /// Whether the item that is shown took longer than it may.
    #[must_use]
    pub fn item_is_late(&self) -> bool {
        let minutes = self.settings.meeting.minutes;
        let spent = self.meeting_item().map_or(0.0, |item| self.meeting.clock.of(item));
        minutes > 0 && spent > f64::from(minutes) * 60.0
    }

    /// What the clock says of the whole meeting.
    #[must_use]
    pub fn meeting_time(&self) -> String {
        reading(self.meeting.clock.total())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_are_read() {
        for (seconds, told) in
            [(0.0, "0:00"), (59.9, "0:59"), (125.0, "2:05"), (3725.0, "1:02:05"), (-3.0, "0:00")]
        {
            assert_eq!(reading(seconds), told);
        }
    }
}
