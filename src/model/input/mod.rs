//! The numeric inputs of a plan: the table that says all that is to be known of each.

use crate::base::{Range, RangeError, Unit};
use crate::words;

/// What an input belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The whole plan.
    Plan,
    /// One component.
    Component,
    /// One link.
    Link,
    /// One role of the team.
    Role,
}

words! {
    /// What a number is about; numbers of one section stand together.
    Section {
        /// What comes in.
        Load = "load", "load";
        /// What is promised.
        Targets = "targets", "targets";
        /// What one request takes.
        Work = "work", "work per request";
        /// What it runs on.
        Servers = "servers", "servers";
        /// What it holds, and what GPUs do.
        Memory = "memory", "memory, data and GPU";
        /// What is paid by the month or the call.
        Prices = "prices", "prices";
        /// Who builds it, and for how long.
        People = "people", "people and life";
        /// What a link carries.
        Calls = "calls", "calls";
        /// Who fills a role.
        Team = "team", "team";
        /// Prices and habits of the whole plan.
        Economics = "economics", "economics";
    }
}

/// The numbers that plans usually hold, as sliders offer them; others may be stated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Usual {
    /// Smallest one.
    pub low: f64,
    /// Largest one.
    pub high: f64,
    /// Whether they span decades, so that a scale of them is logarithmic.
    pub decades: bool,
}

const fn decades(low: f64, high: f64) -> Usual {
    Usual { low, high, decades: true }
}

const fn evenly(low: f64, high: f64) -> Usual {
    Usual { low, high, decades: false }
}

/// No number of an input is too large to be believed without a source.
const NEVER: f64 = f64::INFINITY;

macro_rules! inputs {
    ($(
        $(#[doc = $doc:literal])+
        $variant:ident = $word:literal, $scope:ident, $unit:ident, $low:literal ..= $high:literal, $label:literal,
            $section:ident, $example:literal, $usual:expr, rare $rare:expr;
    )+) => {
        /// A number that people may state. The table of inputs is the only place that names them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Input {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Input {
            /// Every input.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// Stable word in files and addresses.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// Name for people, lower case.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }

            /// What it means, in a sentence or two.
            #[must_use]
            pub const fn help(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+).trim_ascii(),)+ }
            }

            /// What it belongs to.
            #[must_use]
            pub const fn scope(self) -> Scope {
                match self { $(Self::$variant => Scope::$scope,)+ }
            }

            /// What it is about.
            #[must_use]
            pub const fn section(self) -> Section {
                match self { $(Self::$variant => Section::$section,)+ }
            }

            /// Unit of its numbers.
            #[must_use]
            pub const fn unit(self) -> Unit {
                match self { $(Self::$variant => Unit::$unit,)+ }
            }

            /// Smallest and largest number that makes sense, in its unit.
            #[must_use]
            pub const fn bounds(self) -> (f64, f64) {
                match self { $(Self::$variant => ($low, $high),)+ }
            }

            /// The numbers that plans usually hold, in its unit.
            #[must_use]
            pub const fn usual(self) -> Usual {
                match self { $(Self::$variant => $usual,)+ }
            }

            /// The number beyond which a slip is more likely than that it is meant, in its unit
            /// (judgement: an order of magnitude beyond what large public systems tell of); infinite
            /// where there is none.
            #[must_use]
            pub const fn rare_from(self) -> f64 {
                match self { $(Self::$variant => $rare,)+ }
            }

            /// Something that might be typed; money in dollars.
            #[must_use]
            pub const fn example(self) -> &'static str {
                match self { $(Self::$variant => $example,)+ }
            }
        }
    };
}

mod table;

pub use table::Input;

impl Input {
    /// How many inputs belong to a component; they come first in [`Input::ALL`].
    pub const OF_COMPONENT: usize = {
        let mut count = 0;
        while count < Self::ALL.len() && matches!(Self::ALL[count].scope(), Scope::Component) {
            count += 1;
        }
        count
    };

    /// The input that `word` names.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|input| input.word() == word)
    }

    /// Position in [`Input::ALL`], for tables by input.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Checks that a range makes sense for this input.
    ///
    /// # Errors
    /// [`RangeError`] if a number is not finite, out of order or outside [`Input::bounds`].
    pub fn check(self, range: Range) -> Result<(), RangeError> {
        Range::new(range.low, range.typical, range.high)?;
        let (low, high) = self.bounds();
        let unit = self.unit();
        match [range.low, range.high].into_iter().find(|x| !(low..=high).contains(x)) {
            None => Ok(()),
            Some(value) => Err(RangeError::outside(unit, value, (low, high))),
        }
    }

    /// What is wrong with a share typed as per cent without the sign, which would make sense with it.
    fn meant_per_cent(self, text: &str, range: Range) -> Option<RangeError> {
        let makes_sense = self.is_bare_share(text) && self.check(range.scale(0.01)).is_ok();
        makes_sense.then(|| RangeError::PerCent(text.trim().to_owned()))
    }

    /// Refuses a bare number above 1 for a share: typed by hand, `2` may be 2 % or 200 %.
    ///
    /// # Errors
    /// [`RangeError::TwoShares`] names both.
    pub fn unequivocal(self, text: &str, range: Range) -> Result<(), RangeError> {
        if self.is_bare_share(text) && range.high > 1.0 && self.check(range.scale(0.01)).is_ok() {
            return Err(RangeError::TwoShares(text.trim().to_owned(), range.readable(Unit::Share)));
        }
        Ok(())
    }

    fn is_bare_share(self, text: &str) -> bool {
        self.unit() == Unit::Share && text.trim_end().ends_with(|c: char| c.is_ascii_digit())
    }

    /// Reads a range in the notation of [`Range::parse`] and checks it.
    ///
    /// # Errors
    /// [`RangeError`] says what is wrong and what would do.
    pub fn parse(self, text: &str) -> Result<Range, RangeError> {
        let range = Range::parse(text, self.unit())?;
        self.check(range).map_err(|error| self.meant_per_cent(text, range).unwrap_or(error))?;
        Ok(range)
    }
}

crate::serde_text!(Input, input => input.word(), text => {
    Input::from_word(&text).ok_or_else(|| format!("`{text}` is not an input"))
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_without_a_sign_are_answered_with_it() {
        let error = Input::Availability.parse("99.95").unwrap_err();
        assert_eq!(
            error.to_string(),
            "without a unit 99.95 is a number of times the whole; write `99.95 %`"
        );
        assert!(Input::Availability.parse("0.9995").is_ok());
        let far = Input::Availability.parse("20000").unwrap_err().to_string();
        assert!(far.contains("is outside"), "{far}");
    }

    #[test]
    fn a_share_that_may_be_two_things_is_asked_about() {
        let typed = |input: Input, text: &str| {
            let range = input.parse(text).unwrap();
            input.unequivocal(text, range).map_err(|error| error.to_string())
        };
        let said = typed(Input::CpuSpread, "2").unwrap_err();
        assert_eq!(said, "2 may be 2 % or 200 %; write it with the sign");
        let said = typed(Input::WaitSpread, "1..2").unwrap_err();
        assert_eq!(said, "1..2 may be 1..2 % or 100..200 %; write it with the sign");
        for text in ["0.5", "1", "200 %", "0.2..0.9"] {
            assert_eq!(typed(Input::CpuSpread, text), Ok(()), "{text}");
        }
        assert_eq!(typed(Input::Replicas, "3"), Ok(()), "no share");
    }

    #[test]
    fn inputs_of_components_come_first() {
        let of_component = |input: &&Input| input.scope() == Scope::Component;
        assert_eq!(Input::ALL.iter().filter(of_component).count(), Input::OF_COMPONENT);
    }

    /// What a field offers to type can be typed, and is nothing odd.
    #[test]
    fn examples_and_usual_numbers_make_sense() {
        for input in Input::ALL {
            let range = input.parse(input.example()).unwrap();
            let Usual { low, high, decades } = input.usual();
            assert!(low <= range.low && range.high <= high, "{input:?}: {range:?}");
            let (least, most) = input.bounds();
            assert!(least <= low && low < high && high <= most, "{input:?}");
            assert!(!decades || low > 0.0, "{input:?}");
            assert!(input.rare_from() >= high.min(most), "{input:?}");
            let help = input.help();
            assert!(help.ends_with('.') && help.starts_with(char::is_uppercase), "{help}");
            assert!(!help.contains("  "), "{help}");
        }
    }

    #[test]
    fn limits_can_be_stated() {
        for input in Input::ALL {
            let (low, high) = input.bounds();
            for bound in [low, high] {
                let text = Range::exact(bound).notation(input.unit());
                assert_eq!(input.parse(&text), Ok(Range::exact(bound)), "{text}");
            }
        }
        for (text, share) in [("95 %", 0.95), ("5 %", 0.05), ("5..95 %", 0.05)] {
            assert_eq!(Input::Utilisation.parse(text).map(|range| range.low), Ok(share), "{text}");
        }
    }

    /// A limit that is rounded is another one.
    #[test]
    fn limits_are_told_to_the_last_digit() {
        let error = Input::ReplicaVcpus.parse("1025").unwrap_err().to_string();
        assert!(error.starts_with("1025") && error.contains("to 1024"), "{error}");
        for input in Input::ALL {
            let (_, high) = input.bounds();
            let beyond = Range::exact(high + high.abs().max(1.0) / 1000.0);
            let Err(RangeError::OutOfBounds { value, low: _, high: told }) = input.check(beyond)
            else {
                unreachable!("{input:?} takes {beyond:?}")
            };
            let unit = input.unit();
            assert_eq!(Range::parse(&value, unit), Ok(beyond), "{input:?}");
            assert_eq!(Range::parse(&told, unit), Ok(Range::exact(high)), "{input:?}");
        }
    }

    #[test]
    fn absurd_numbers_are_refused_with_the_limits() {
        let error = Input::Interpreted.parse("150 %").unwrap_err().to_string();
        assert_eq!(error, "150 % is outside 0 % to 100 %");
    }
}
