//! Colours of overlays: how a theme shows a hue in a step of lightness.

use super::color::Rgba;
use super::theme::Theme;
use crate::charts::overlay::Tint;

/// Contrast that strong text keeps on the strongest step; a little more than 4.5, since channels are
/// rounded.
const KEPT: f64 = 4.6;

impl Theme {
    /// The colour of a tint. A step has the same luminance in every hue, and steps lie apart by equal
    /// contrasts, from a card without a colour to what strong text can still be read on: they are told
    /// apart in grey and by every eye.
    #[must_use]
    pub fn tint(&self, tint: Tint) -> Rgba {
        let (plain, full, text) =
            (self.surface.raised, self.hue(tint.hue), self.text.strong.luminance() + 0.05);
        let from = plain.luminance() + 0.05;
        let to = if text < from { KEPT * text } else { text / KEPT };
        let step = f64::from(tint.level.min(Tint::MOST)) / f64::from(Tint::MOST);
        let wanted = from * libm::pow(to / from, step);
        let end = full.luminance() + 0.05;
        let share = |start: f64, end: f64| (wanted - start) / (end - start);
        match share(from, end) {
            within if (0.0..=1.0).contains(&within) => full.mixed(plain, within),
            // The hue itself is not strong enough, which the colour of strong text is.
            beyond if beyond > 1.0 => self.text.strong.mixed(full, share(end, text)),
            _ => plain,
        }
    }

    /// The theme on an area of a tint, where only strong text can be read.
    #[must_use]
    pub fn on_tint(&self, tint: Tint) -> Self {
        let mut theme = *self;
        theme.surface.raised = self.tint(tint);
        theme.line.border = self.hue(tint.hue);
        theme.text.subdued = self.text.strong;
        theme.text.normal = self.text.strong;
        theme.status.warn = self.text.strong;
        theme
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Hue;

    /// Steps are as far apart in grey as a border from its ground, and strong text is read on each.
    #[test]
    fn steps_are_told_apart_in_grey_and_can_be_written_on() {
        for theme in [Theme::light(), Theme::dark()] {
            for hue in Hue::ALL {
                let mut before = theme.surface.raised;
                for level in 1..=Tint::MOST {
                    let color = theme.tint(Tint::new(*hue, level));
                    let step = color.contrast(before);
                    assert!((1.2..1.45).contains(&step), "{hue:?} {level}: {step:.2}");
                    let text = theme.text.strong.contrast(color);
                    assert!(text >= 4.5, "{hue:?} {level}: {text:.2}");
                    before = color;
                }
            }
        }
    }

    #[test]
    fn mixing_nothing_changes_nothing() {
        let [one, other] = ["#5B67C2", "#FFFFFF"].map(|hex| Rgba::from_hex(hex).unwrap());
        assert_eq!([one.mixed(other, 1.0), one.mixed(other, 0.0)], [one, other]);
        let half = one.mixed(other, 0.5).luminance();
        assert!((half - f64::midpoint(one.luminance(), other.luminance())).abs() < 0.004);
    }
}
