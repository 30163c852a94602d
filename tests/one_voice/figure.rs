//! Printed figures as values with what rounding may have taken from them.

use serde_json::Value;

/// A value in its base unit (ms, GB, weeks, dollars, a fraction of 1), with half of the step to
/// which it was rounded.
#[derive(Clone, Debug)]
pub struct Figure {
    pub text: String,
    value: f64,
    half: f64,
}

/// Units with what one is in the base unit.
const UNITS: &[(&str, f64)] = &[
    ("ms", 1.0),
    ("s", 1e3),
    ("min", 6e4),
    ("h", 3.6e6),
    ("days", 8.64e7),
    ("KB", 1e-6),
    ("MB", 1e-3),
    ("GB", 1.0),
    ("TB", 1e3),
    ("%", 0.01),
    ("week", 1.0),
    ("weeks", 1.0),
    ("person-week", 1.0),
    ("person-weeks", 1.0),
    ("server", 1.0),
    ("servers", 1.0),
];

impl Figure {
    /// Reads what begins a text: `$1.67M/month`, `4.8 weeks (3.1 to 7.9)`, `881 MB`, `96 of 100`.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().trim_matches('*').trim();
        if ["unlimited", "overloaded", "saturated"].iter().any(|word| text.starts_with(word)) {
            return Some(Self { text: text.to_owned(), value: f64::INFINITY, half: 0.0 });
        }
        let body = text.trim_start_matches(['+', '-', '$']);
        let end = body.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.');
        let (number, rest) = body.split_at(end.unwrap_or(body.len()));
        let number = number.trim_end_matches(['.', ',']);
        let value: f64 = number.replace(',', "").parse().ok()?;
        let rest = rest.trim_start_matches(['.', ',']);
        let words = rest.split([' ', ';', ',', ')', '(']).filter(|word| !word.is_empty());
        let words: Vec<&str> = words.map(|word| word.trim_end_matches(['.', ':'])).collect();
        if let ["of", whole @ ("100" | "10"), ..] = words[..] {
            let whole: f64 = whole.parse().ok()?;
            // What happens now and then is never told as never or always.
            let edge = value <= 1.0 || value >= whole - 1.0;
            let half = if edge { 1.0 } else { 0.5 };
            return Some(Self::new(text, value / whole, half / whole));
        }
        let unit = words.first().copied().filter(|_| rest.starts_with(' ')).unwrap_or("");
        let factor = UNITS.iter().find(|(word, _)| *word == unit).map_or(1.0, |(_, of)| *of);
        let is_money = text.trim_start_matches(['+', '-']).starts_with('$');
        let large = [("M", 1e6), ("B", 1e9), ("T", 1e12)];
        let large = large.iter().find(|(letter, _)| is_money && rest.starts_with(letter));
        let factor = large.map_or(factor, |(_, of)| *of);
        let half = match number.split_once('.') {
            Some((_, decimals)) => 0.5 * 10_f64.powi(-i32::try_from(decimals.len()).ok()?),
            // Whole: judgement has two digits, all else three; of money no cents are told.
            None if value == 0.0 => 0.5,
            None => {
                let digits = if unit.contains("week") { 2 } else { 3 };
                let magnitude = value.log10().floor();
                let step = 10_f64.powf(magnitude + 1.0 - f64::from(digits));
                let least = if (is_money && large.is_none()) || unit == "%" { 1.0 } else { 0.0 };
                0.5 * step.max(least)
            }
        };
        let sign = if text.starts_with('-') { -1.0 } else { 1.0 };
        // Zeros at the end of decimals are left out, so there may be more digits than are seen.
        Some(Self::new(text, sign * value * factor, half * factor))
    }

    fn new(text: &str, value: f64, half: f64) -> Self {
        Self { text: text.to_owned(), value, half }
    }

    /// The first figure behind words.
    pub fn after(text: &str, words: &str) -> Option<Self> {
        let (_, rest) = text.split_once(words)?;
        let rest = rest.trim_start_matches([' ', '*', '|']);
        Self::read(rest)
    }

    /// How firm advice is said to be: how often a language is first or a split pays.
    pub fn firm(text: &str) -> Option<Self> {
        Self::after(text, " first in ").or_else(|| Self::after(text, "A split pays in "))
    }

    /// A number that is told without decimals.
    pub fn whole(text: &str) -> Option<Self> {
        Self::read(text).map(|of| Self { half: 0.5, ..of })
    }

    /// A number of JSON, which is not rounded; none is without limit.
    pub fn json(value: &Value) -> Option<Self> {
        if value.is_null() {
            return Self::read("unlimited");
        }
        let number = value.as_f64()?;
        Some(Self::new(&value.to_string(), number, 0.0))
    }

    /// A number of CSV, which has six digits.
    pub fn csv(text: &str) -> Option<Self> {
        let value: f64 = text.parse().ok()?;
        Some(Self::new(text, value, 1e-5 * value.abs()))
    }

    /// Whether figures add up to this one, within what rounding may have taken from each.
    pub fn is_sum_of(&self, parts: &[&Self]) -> bool {
        let (sum, half) = parts
            .iter()
            .fold((0.0, self.half), |(sum, half), part| (sum + part.value, half + part.half));
        (sum - self.value).abs() <= half * (1.0 + 1e-6) + 1e-9 * self.value.abs()
    }

    /// Whether both may be the same value, rounded differently.
    pub fn agrees(&self, other: &Self) -> bool {
        if !self.value.is_finite() || !other.value.is_finite() {
            return self.value.to_bits() == other.value.to_bits();
        }
        let (apart, may) = ((self.value - other.value).abs(), self.half + other.half);
        let tiny = 1e-9 * self.value.abs();
        // Neighbouring steps touch: only a value that was not rounded may lie on the edge.
        if self.half > 0.0 && other.half > 0.0 {
            apart < may * (1.0 - 1e-6) || apart <= tiny
        } else {
            apart <= may * (1.0 + 1e-6) + tiny
        }
    }
}

#[test]
fn figures_are_read_with_their_steps() {
    for (text, value, half) in [
        ("$1.67M ($967,000 to $3.69M)", 1.67e6, 5e3),
        ("$238,000", 238e3, 500.0),
        ("-$5/month", -5.0, 0.5),
        ("$19,400/month to run", 19_400.0, 50.0),
        ("4.8 weeks to deliver", 4.8, 0.05),
        ("20 weeks", 20.0, 0.5),
        ("12.3 ms", 12.3, 0.05),
        ("2.61 h", 2.61 * 3.6e6, 0.005 * 3.6e6),
        ("881 MB", 0.881, 0.0005),
        ("96 of 100", 0.96, 0.005),
        ("9 of 10 sampled assumptions", 0.9, 0.1),
        ("62 %", 0.62, 0.005),
        ("13 servers,", 13.0, 0.05),
    ] {
        let read = Figure::read(text).unwrap();
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * b.abs();
        assert!(near(read.value, value) && near(read.half, half), "{read:?}");
    }
    let agree = |a: &str, b: &str| Figure::read(a).unwrap().agrees(&Figure::read(b).unwrap());
    assert!(agree("4.8 weeks", "4.78 weeks") && agree("$238,000", "$238,000"));
    assert!(!agree("4.8 weeks", "4.9 weeks") && !agree("$238,000", "$237,000"));
    assert!(!agree("251 ms", "252 ms") && agree("16 s", "16,000 ms"));
}
