//! Sets of words that can be chosen on the command line, each with what it means.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::charts::Overlay;
use crate::draw::diagram::Place;
use crate::draw::document::Paper;
use crate::exchange::picture::PictureFormat;
use crate::exchange::report::Depth;
use crate::forecast::sweep::Metric;

macro_rules! chosen {
    ($($words:ty),+) => {$(
        impl ValueEnum for $words {
            fn value_variants<'a>() -> &'a [Self] {
                Self::ALL
            }

            fn to_possible_value(&self) -> Option<PossibleValue> {
                Some(PossibleValue::new(self.word()).help(self.label()))
            }
        }
    )+};
}

chosen!(Depth, Metric, Overlay, Paper, PictureFormat, Place);
