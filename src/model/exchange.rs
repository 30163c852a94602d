//! The currency of a plan.

use serde::{Deserialize, Serialize};

use super::{Input, Plan};
use crate::base::{Currency, Date, Range, number};

/// A currency other than the dollar, with what the dollars of the catalog's prices are in it. The
/// plan's own amounts are stated in the currency and never converted.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exchange {
    /// The currency.
    pub currency: Currency,
    /// What a dollar costs in it, within [`Exchange::BOUNDS`].
    pub per_dollar: f64,
    /// The day of the rate.
    pub as_of: Option<Date>,
}

impl Exchange {
    /// Least and most that a dollar can cost.
    pub const BOUNDS: (f64, f64) = (1e-4, 1e6);

    /// At which rate the catalog's prices count, as a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let code = self.currency.word();
        let as_of = self.as_of.map_or_else(String::new, |date| format!(" ({date})"));
        let rate = number::exact(self.per_dollar);
        format!("Prices in the catalog are in dollars, counted at {rate} {code} a dollar{as_of}.")
    }

    /// Whether a dollar can cost so much.
    #[must_use]
    pub fn is_rate(per_dollar: f64) -> bool {
        (Self::BOUNDS.0..=Self::BOUNDS.1).contains(&per_dollar)
    }
}

impl Plan {
    /// The currency in which its money is stated and told.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.exchange.map_or(Currency::Usd, |of| of.currency)
    }

    /// Refuses to hold amounts of two currencies against each other.
    ///
    /// # Errors
    /// Which currencies they are, and what to do.
    pub fn in_one_currency(&self, other: &Self) -> Result<(), String> {
        let [ours, theirs] = [self.currency(), other.currency()];
        if ours == theirs {
            return Ok(());
        }
        let [ours, theirs] = [ours.word(), theirs.word()];
        Err(format!("one plan counts in {ours}, the other in {theirs}; set one currency in both"))
    }

    /// A price of the catalog in the plan's currency; what is no money stays.
    #[must_use]
    pub fn from_dollars(&self, input: Input, price: Range) -> Range {
        match self.exchange {
            Some(of) if input.unit().is_money() => price.scale(of.per_dollar),
            _ => price,
        }
    }
}
