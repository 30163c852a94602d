//! The numeric inputs of a plan and their addresses.

use super::{ComponentId, LinkId, RoleId};
use crate::base::{Range, RangeError, Unit};

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

macro_rules! inputs {
    ($($(#[$doc:meta])* $variant:ident = $word:literal, $scope:ident, $unit:ident, $low:literal ..= $high:literal, $label:literal;)+) => {
        /// A number that people may state. The table of inputs is the only place that names them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Input {
            $($(#[$doc])* $variant,)+
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

            /// What it belongs to.
            #[must_use]
            pub const fn scope(self) -> Scope {
                match self { $(Self::$variant => Scope::$scope,)+ }
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
        }
    };
}

inputs! {
    /// Peak rate of requests that enter from outside the plan.
    ExternalRate = "external_rate", Component, PerSec, 0.0 ..= 1e9, "peak external rate";
    /// Connections open at the same time at peak.
    Connections = "connections", Component, Count, 0.0 ..= 1e9, "concurrent connections";
    /// Mean CPU time per request in the language named beside it.
    CpuTime = "cpu_time", Component, Ms, 0.0 ..= 1e9, "CPU time per request";
    /// Share of CPython's CPU time spent in interpreted code.
    Interpreted = "interpreted", Component, Share, 0.0 ..= 1.0, "interpreted share of CPU time";
    /// Share of CPython's CPU time spent in the C-accelerated standard library.
    Accelerated = "accelerated", Component, Share, 0.0 ..= 1.0, "C-accelerated share of CPU time";
    /// Share of CPython's CPU time spent in native libraries.
    Native = "native", Component, Share, 0.0 ..= 1.0, "native share of CPU time";
    /// Mean time per request spent waiting for things outside the plan, on top of calls in the plan; of
    /// what nobody builds the time that callers wait for it.
    IoWait = "io_wait", Component, Ms, 0.0 ..= 1e9, "I/O wait per request";
    /// How much CPU time varies from request to request: standard deviation over the mean.
    CpuSpread = "cpu_spread", Component, Share, 0.0 ..= 5.0, "spread of CPU time";
    /// How much the wait varies from request to request: standard deviation over the mean.
    WaitSpread = "wait_spread", Component, Share, 0.0 ..= 5.0, "spread of the wait";
    /// Size of an answer.
    Payload = "payload", Component, Kb, 0.0 ..= 1e9, "payload";
    /// Long-lived data in memory.
    LiveHeap = "live_heap", Component, Gb, 0.0 ..= 1e6, "live heap";
    /// Growth of the load per year.
    Growth = "growth", Component, Share, -1.0 ..= 100.0, "growth per year";
    /// Objective for the 99th percentile of latency at peak.
    P99Target = "p99_target", Component, Ms, 0.01 ..= 1e9, "p99 target";
    /// Objective for availability.
    Availability = "availability", Component, Share, 0.0 ..= 1.0, "availability target";
    /// Limit for a cold start.
    ColdStart = "cold_start", Component, Ms, 0.01 ..= 1e9, "cold-start limit";
    /// Most that running it may cost.
    Budget = "budget", Component, MoneyPerMonth, 0.0 ..= 1e12, "monthly budget";
    /// How long it will be in use.
    Life = "life", Component, Years, 0.0 ..= 100.0, "expected life";
    /// People who work on it at the same time.
    TeamSize = "team_size", Component, People, 0.01 ..= 1e6, "team size";
    /// People who change its code over its life.
    Contributors = "contributors", Component, People, 0.0 ..= 1e7, "contributors";
    /// Work to build it, for people fluent in Python.
    Work = "work", Component, PersonWeeks, 0.0 ..= 1e6, "work to build";
    /// Servers, pods or machines that it runs on, where that is decided; else as many as it takes.
    Replicas = "replicas", Component, Count, 1.0 ..= 1e6, "replicas";
    /// Virtual processors of one of them.
    ReplicaVcpus = "replica_vcpus", Component, Count, 0.01 ..= 1024.0, "processors of a replica";
    /// What is paid for it each month, whatever the load: a licence, a subscription, a fixed instance.
    Price = "price", Component, MoneyPerMonth, 0.0 ..= 1e9, "price per month";
    /// What is paid for a million of the requests and messages that reach it.
    CallPrice = "call_price", Component, Money, 0.0 ..= 1e9, "price per million calls";
    /// GPU time it uses.
    GpuHours = "gpu_hours", Component, HoursPerMonth, 0.0 ..= 1e9, "GPU hours per month";

    /// Calls made for each request of the caller.
    Calls = "calls", Link, Count, 0.0 ..= 1e6, "calls per request";
    /// Extra attempts per call.
    Retries = "retries", Link, Share, 0.0 ..= 100.0, "retries per call";
    /// Items carried by one message.
    Batch = "batch", Link, Count, 1.0 ..= 1e9, "batch size";
    /// Size of one call or message.
    LinkPayload = "link_payload", Link, Kb, 0.0 ..= 1e9, "payload per call";

    /// How many people fill the role.
    Headcount = "headcount", Role, People, 0.0 ..= 1e6, "headcount";
    /// Cost of one person.
    WeeklyCost = "weekly_cost", Role, MoneyPerWeek, 0.0 ..= 1e9, "weekly cost";

    /// Price of one virtual processor.
    VcpuHour = "vcpu_hour", Plan, MoneyPerHour, 0.0 ..= 1e6, "price per vCPU-hour";
    /// Price of one gigabyte of memory.
    GbHour = "gb_hour", Plan, MoneyPerHour, 0.0 ..= 1e6, "price per GB-hour";
    /// Price of one GPU.
    GpuHour = "gpu_hour", Plan, MoneyPerHour, 0.0 ..= 1e6, "price per GPU-hour";
    /// Time over which costs are added up.
    Horizon = "horizon", Plan, Months, 1.0 ..= 1200.0, "horizon";
    /// Mean of the load over day and week, as a share of the peak; what is paid by the call counts it.
    MeanLoad = "mean_load", Plan, Share, 0.0 ..= 1.0, "mean load over the peak";
    /// Share of processor time that servers are planned to use at peak.
    Utilisation = "utilisation", Plan, Share, 0.05 ..= 0.95, "planned utilisation";
    /// Weekly cost of a person whose role states none.
    DefaultWeeklyCost = "default_weekly_cost", Plan, MoneyPerWeek, 0.0 ..= 1e9, "weekly cost of a person";
    /// Work per year to maintain code, as a share of the work to build it.
    Maintenance = "maintenance", Plan, Share, 0.0 ..= 10.0, "maintenance per year";
}

impl Input {
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
            Some(value) => Err(RangeError::OutOfBounds {
                value: unit.readable(value),
                low: unit.readable(low),
                high: unit.readable(high),
            }),
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

/// The element that an input belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InputOwner {
    /// The plan.
    Plan,
    /// A component.
    Component(ComponentId),
    /// A link.
    Link(LinkId),
    /// A role.
    Role(RoleId),
}

/// Address of an input: `component/cart/external_rate`, `plan/vcpu_hour`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InputRef {
    /// The element.
    pub owner: InputOwner,
    /// Which of its inputs.
    pub input: Input,
}

/// Why a text is not an address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not the address of an input; write component/ID/INPUT, link/ID/INPUT, role/ID/INPUT or plan/INPUT"
)]
pub struct AddressError(pub String);

impl InputRef {
    /// Address of an input of a component.
    #[must_use]
    pub const fn component(id: ComponentId, input: Input) -> Self {
        Self { owner: InputOwner::Component(id), input }
    }

    /// Address of an input of the plan.
    #[must_use]
    pub const fn plan(input: Input) -> Self {
        Self { owner: InputOwner::Plan, input }
    }

    /// Whether the input exists for this sort of element.
    #[must_use]
    pub fn is_well_formed(&self) -> bool {
        matches!(
            (&self.owner, self.input.scope()),
            (InputOwner::Plan, Scope::Plan)
                | (InputOwner::Component(_), Scope::Component)
                | (InputOwner::Link(_), Scope::Link)
                | (InputOwner::Role(_), Scope::Role)
        )
    }
}

impl std::fmt::Display for InputRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.owner {
            InputOwner::Plan => write!(f, "plan/{}", self.input.word()),
            InputOwner::Component(id) => write!(f, "component/{id}/{}", self.input.word()),
            InputOwner::Link(id) => write!(f, "link/{id}/{}", self.input.word()),
            InputOwner::Role(id) => write!(f, "role/{id}/{}", self.input.word()),
        }
    }
}

impl std::str::FromStr for InputRef {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let fail = || AddressError(text.chars().take(80).collect());
        let mut parts = text.split('/');
        let owner = match parts.next() {
            Some("plan") => InputOwner::Plan,
            Some(sort @ ("component" | "link" | "role")) => {
                let id = parts.next().ok_or_else(fail)?;
                match sort {
                    "component" => ComponentId::new(id).map(InputOwner::Component),
                    "link" => LinkId::new(id).map(InputOwner::Link),
                    _ => RoleId::new(id).map(InputOwner::Role),
                }
                .map_err(|_| fail())?
            }
            _ => return Err(fail()),
        };
        let input = parts.next().and_then(Input::from_word).ok_or_else(fail)?;
        let address = Self { owner, input };
        (parts.next().is_none() && address.is_well_formed()).then_some(address).ok_or_else(fail)
    }
}

crate::serde_text!(InputRef, address => address, text => text.parse());
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
    fn addresses_read_back() {
        for text in
            ["plan/vcpu_hour", "component/cart/p99_target", "link/a-b/calls", "role/dev/headcount"]
        {
            assert_eq!(text.parse::<InputRef>().map(|a| a.to_string()), Ok(text.to_owned()));
        }
        for text in
            ["plan/calls", "component/cart", "component/Cart/work", "x/y/z", "", "plan/horizon/x"]
        {
            assert!(text.parse::<InputRef>().is_err(), "{text}");
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

    #[test]
    fn absurd_numbers_are_refused_with_the_limits() {
        let error = Input::Interpreted.parse("150 %").unwrap_err().to_string();
        assert_eq!(error, "150 % is outside 0 % to 100 %");
    }
}
