//! Overlays of the diagram: one thing told of every component at once, as a colour with a scale and
//! a few words on each card.
//!
//! Each tells what other outputs tell, from the same code: [`at_once`] from an analysis at hand,
//! [`worked_out`] with all that takes longer than a frame.

mod cost;
mod latency;
mod load;
mod settled;
mod told;

use std::collections::BTreeMap;

use crate::advice::findings::{self, Checked, Finding};
use crate::advice::{self, Advice};
use crate::base::Hue;
use crate::base::words::sentence_case;
use crate::catalog::Catalog;
use crate::forecast::{Resolved, Response};
use crate::model::{ComponentId, LinkId, Plan};
use crate::words;

words! {
    /// What the diagram tells by colour besides the languages.
    #[derive(Default)]
    Overlay {
        /// Nothing: edges of cards have the colour of their language.
        #[default]
        None = "none", "none";
        /// What is advised, and how firmly.
        Verdict = "verdict", "verdict and how firm it is";
        /// Requests a second, and how busy they keep the processors.
        Load = "load", "load and utilisation";
        /// Money over the horizon.
        Cost = "cost", "cost over the horizon";
        /// What takes the p99 of the slowest flow that people wait for.
        Latency = "p99", "share of the slowest p99";
        /// Problems of each component, by the worst.
        Findings = "findings", "findings";
        /// The role that owns each component.
        Owner = "owner", "owner";
        /// Whether the language is decided.
        Decided = "decided", "decided or open";
    }
}

impl Overlay {
    /// Whether an analysis at hand says it all, see [`at_once`].
    #[must_use]
    pub const fn is_at_once(self) -> bool {
        matches!(self, Self::Verdict | Self::Findings | Self::Owner | Self::Decided)
    }

    /// Whether it needs to be known how long answers take.
    #[must_use]
    pub const fn needs_answers(self) -> bool {
        matches!(self, Self::Latency | Self::Findings)
    }

    /// The one after it, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        let place = Self::ALL.iter().position(|other| *other == self).unwrap_or(0);
        Self::ALL[(place + 1) % Self::ALL.len()]
    }

    /// The one before it, round and round.
    #[must_use]
    pub fn previous(self) -> Self {
        let place = Self::ALL.iter().position(|other| *other == self).unwrap_or(0);
        Self::ALL[(place + Self::ALL.len() - 1) % Self::ALL.len()]
    }
}

/// A colour of an overlay: a hue in a step of lightness, which also grey print and every eye keep
/// apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tint {
    /// The hue.
    pub hue: Hue,
    /// From 1, which is next to nothing, to [`Tint::MOST`].
    pub level: u8,
}

impl Tint {
    /// The strongest level.
    pub const MOST: u8 = 5;

    /// A hue in a level.
    #[must_use]
    pub const fn new(hue: Hue, level: u8) -> Self {
        Self { hue, level }
    }
}

/// What an overlay tells of one component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shade {
    /// Its colour; none where it is of no step of the scale.
    pub tint: Option<Tint>,
    /// The value on the card: `$12,000 · 8 %`.
    pub label: String,
    /// The value in words, as it is read aloud after the component's name.
    pub said: String,
}

impl Shade {
    /// A value whose words say it all.
    fn plain(tint: Tint, label: String) -> Self {
        Self { tint: Some(tint), said: label.clone(), label }
    }
}

/// What an overlay tells of one link.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// Width of its line, in units of the diagram.
    pub width: f64,
    /// What it carries: `300/s`.
    pub label: String,
}

/// A step of the scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its colour; none for cards without one.
    pub tint: Option<Tint>,
    /// What it means.
    pub label: String,
}

/// An overlay of a plan: what it tells of each component and link, and the legend.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shades {
    /// Which one it is.
    pub overlay: Overlay,
    /// What is told, as the legend's heading.
    pub title: String,
    /// By component; those of which nothing is told are left out.
    pub cards: BTreeMap<ComponentId, Shade>,
    /// By link; those of which nothing is told are left out.
    pub links: BTreeMap<LinkId, Carried>,
    /// What the colours mean, the least first.
    pub legend: Vec<Entry>,
    /// What widths of lines mean.
    pub widths: Vec<Carried>,
    /// What has to be known to read it.
    pub notes: Vec<String>,
}

impl Shades {
    /// The legend in words, as it is read aloud.
    #[must_use]
    pub fn in_words(&self) -> String {
        let entries = self.legend.iter().map(|entry| entry.label.as_str());
        let widths = self.widths.iter().map(|width| width.label.as_str());
        let scale: Vec<&str> = entries.chain(widths).collect();
        let mut words = format!("{}: {}", self.title, scale.join("; "));
        for note in &self.notes {
            words.push_str(". ");
            words.push_str(note);
        }
        words
    }

    /// Adds what the cards mean of which nothing is told, if there are any.
    fn rest(&mut self, plan: &Plan, label: &str) {
        if plan.components.keys().any(|id| !self.cards.contains_key(id)) {
            self.legend.push(Entry { tint: None, label: format!("no value: {label}") });
        }
    }
}

/// The legend of colours that stand for kinds of things: those that occur, by their colours' levels.
fn kinds(cards: &BTreeMap<ComponentId, Shade>, name: impl Fn(&Shade) -> String) -> Vec<Entry> {
    let mut found: Vec<Entry> = Vec::new();
    for shade in cards.values() {
        let entry = Entry { tint: shade.tint, label: name(shade) };
        if !found.contains(&entry) {
            found.push(entry);
        }
    }
    found.sort_by_key(|entry| entry.tint.map(|tint| (tint.level, tint.hue)));
    found
}

/// The step of a value, from 1: the first whose end it does not exceed, else the last.
fn step(value: f64, ends: &[f64]) -> u8 {
    let place = ends.iter().position(|end| value <= *end).unwrap_or(ends.len().saturating_sub(1));
    u8::try_from(place + 1).unwrap_or(Tint::MOST).min(Tint::MOST)
}

/// A share in whole per cent; what there is, is never nothing.
fn per_cent(share: f64) -> String {
    let whole = libm::round(share * 100.0);
    if share > 0.0 && whole < 1.0 { "<1 %".to_owned() } else { format!("{whole:.0} %") }
}

/// A plan with what is known of it at once.
#[derive(Clone, Debug)]
pub struct Told<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The catalog it is advised on with.
    pub catalog: &'a Catalog,
    /// Advice by component.
    pub advice: BTreeMap<&'a ComponentId, &'a Advice>,
    /// Its findings.
    pub findings: &'a [Finding],
}

/// An overlay that needs no more than an analysis; none of the others.
#[must_use]
pub fn at_once(overlay: Overlay, told: &Told<'_>) -> Option<Shades> {
    let shades = match overlay {
        Overlay::Verdict => told::verdict(told),
        Overlay::Findings => told::findings(told),
        Overlay::Owner => settled::owner(told),
        Overlay::Decided => settled::decided(told),
        _ => return None,
    };
    Some(Shades { overlay, title: sentence_case(&shades.title), ..shades })
}

/// An overlay that takes longer than a frame, as long as somebody wants it, which is asked between
/// its parts; none of the others. `answers` are those with what is decided, else advised.
#[must_use]
pub fn worked_out(
    overlay: Overlay,
    resolved: &Resolved<'_>,
    answers: &[Response],
    wanted: &dyn Fn() -> bool,
) -> Option<Shades> {
    let assignment = wanted().then(|| advice::decided_else_advised(resolved))?;
    let shades = match overlay {
        Overlay::Load => load::shades(resolved, &assignment),
        Overlay::Cost => cost::shades(resolved, &assignment, wanted)?,
        Overlay::Latency => latency::shades(resolved, &assignment, answers),
        _ => return None,
    };
    Some(Shades { overlay, ..shades })
}

/// An overlay of a plan with its advice; none for [`Overlay::None`].
#[must_use]
pub fn of_plan(
    overlay: Overlay,
    resolved: &Resolved<'_>,
    advice: &[(ComponentId, Advice)],
) -> Option<Shades> {
    let answers =
        if overlay.needs_answers() { advice::usual_answers(resolved, advice) } else { Vec::new() };
    if !overlay.is_at_once() {
        return worked_out(overlay, resolved, &answers, &|| true);
    }
    let found = if overlay == Overlay::Findings {
        findings::findings(Checked { resolved, advice, answers: &answers })
    } else {
        Vec::new()
    };
    let told = Told {
        plan: resolved.plan,
        catalog: resolved.catalog,
        advice: advice.iter().map(|(id, advice)| (id, advice)).collect(),
        findings: &found,
    };
    at_once(overlay, &told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlays_follow_one_another_round_and_round() {
        let mut seen = vec![Overlay::None];
        while seen.len() < Overlay::ALL.len() {
            seen.push(seen[seen.len() - 1].next());
        }
        assert_eq!(seen, Overlay::ALL);
        assert_eq!(seen[seen.len() - 1].next(), Overlay::None);
        assert!(seen.iter().all(|of| of.next().previous() == *of));
    }

    #[test]
    fn what_there_is_of_a_share_is_never_nothing() {
        assert_eq!(
            [0.0, 0.001, 0.006, 0.375, 1.2].map(per_cent),
            ["0 %", "<1 %", "1 %", "38 %", "120 %"]
        );
    }
}
