//! The verdicts.

use super::case::Case;
use super::score::{self, Scorecard};
use super::split;
use crate::model::Sourcing;
use crate::words;

/// Weighted lead below which the difference does not matter.
///
/// A lead of 0.4 is what one usual matter (weight 1) gives for two fifths of its scale; ordinary
/// services below the volumes of claims 6 and 29 stay under it, those above pass it.
pub const EITHER_BELOW: f64 = 0.4;

/// Weighted lead from which advice is clear. Of 111 recorded choices between Go and Python 71 of the
/// 73 with such a lead had gone as advised, of the 38 below it 28.
pub const CLEAR_FROM: f64 = 1.2;

words! {
    /// How firmly the scores speak for a language.
    Strength {
        /// By a lead of [`CLEAR_FROM`] or more, or because nothing else is possible.
        Clearly = "clearly", "clearly";
        /// By a lead that a matter nobody has told may outweigh.
        Leaning = "leaning", "leaning";
        /// By less than [`EITHER_BELOW`].
        Even = "even", "even";
    }
}

impl Strength {
    /// The strength of a weighted lead, which is unlimited where nothing else is possible.
    #[must_use]
    pub fn of_lead(lead: f64) -> Self {
        if lead < EITHER_BELOW {
            Self::Even
        } else if lead < CLEAR_FROM {
            Self::Leaning
        } else {
            Self::Clearly
        }
    }
}

words! {
    /// What advice comes to.
    Verdict {
        /// One language.
        Language = "language", "use";
        /// The difference does not matter: use what the maintainers know.
        Either = "either", "either";
        /// It comes ready-made.
        Buy = "buy", "take ready-made";
        /// Two halves in two languages.
        Split = "split", "split";
        /// It runs on people's devices, which decide its language.
        Client = "client", "on people's devices";
        /// Somebody else runs it.
        Outside = "outside", "outside the plan";
        /// Every candidate is excluded.
        NoFit = "no-fit", "no candidate fits";
    }
}

impl Verdict {
    /// Every verdict, in the order in which a summary tells how often each stands.
    pub const TOLD: &'static [Self] = &[
        Self::Language,
        Self::Either,
        Self::Split,
        Self::Buy,
        Self::Client,
        Self::Outside,
        Self::NoFit,
    ];
}

/// Decides the verdict for a scored component.
#[must_use]
pub fn verdict(case: &Case<'_>, card: &Scorecard) -> Verdict {
    match case.facts.component.sourcing() {
        Sourcing::Bought => return Verdict::Buy,
        Sourcing::Outside => return Verdict::Outside,
        Sourcing::Built if case.facts.component.runs_on_devices() => return Verdict::Client,
        Sourcing::Built => {}
    }
    let Some(leader) = card.leader.and_then(|index| case.contenders.get(index)) else {
        return Verdict::NoFit;
    };
    if split::pays(case, card) {
        return Verdict::Split;
    }
    let (lead, _) = score::lead_of(case, card, &leader.language.id);
    if Strength::of_lead(lead) == Strength::Even { Verdict::Either } else { Verdict::Language }
}

/// How firmly the verdict stands; none where it chooses between no languages.
#[must_use]
pub fn strength(case: &Case<'_>, card: &Scorecard, verdict: Verdict) -> Option<Strength> {
    if !matches!(verdict, Verdict::Language | Verdict::Either) {
        return None;
    }
    let leader = card.leader.and_then(|index| case.contenders.get(index))?;
    let (lead, _) = score::lead_of(case, card, &leader.language.id);
    Some(Strength::of_lead(lead))
}
