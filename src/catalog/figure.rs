//! A figure with its evidence.

use crate::base::{Currency, Date, Range, Unit};
use crate::words;

words! {
    /// Quality of a piece of evidence.
    Confidence {
        /// Measured, or read from a public raw result file.
        Measured = "measured", "measured";
        /// Published by somebody: article, survey, vendor page.
        Published = "published", "published";
        /// Judgement informed by evidence.
        Judgement = "judgement", "judgement";
        /// Assumed, without a source.
        Assumed = "assumed", "assumed";
    }
}

/// A number of the catalog: range, unit and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// 10th percentile, median, 90th percentile.
    pub range: Range,
    /// Unit of the numbers.
    pub unit: Unit,
    /// Ids of its sources; never empty for a measured or published figure.
    pub sources: Vec<String>,
    /// When it was measured or published: its own date, else that of its first source.
    pub date: Option<Date>,
    /// Quality of the evidence.
    pub confidence: Confidence,
    /// Where it was measured, if it was: its own, else that of its first source.
    pub hardware: String,
    /// What to know when using it.
    pub note: String,
}

impl Figure {
    /// The figure for people. Prices of the catalog are dollars, whatever a plan counts in.
    #[must_use]
    pub fn readable(&self) -> String {
        let _dollars = Currency::Usd.scope();
        self.range.readable(self.unit)
    }
}

/// A source of figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Id such as `S-OWN`.
    pub id: String,
    /// What it is called where it is cited.
    pub short: String,
    /// What it is.
    pub title: String,
    /// Address of the public document; empty for own measurements.
    pub url: String,
    /// Date of the data.
    pub date: Date,
    /// Versions and hardware, if it is a measurement.
    pub hardware: String,
}
