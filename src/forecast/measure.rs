//! The numbers that sides of a comparison are held against each other by.

use crate::base::Unit;
use crate::words;

words! {
    /// A number of a plan or of a component.
    Measure {
        /// Building without learning, money.
        Build = "build", "building";
        /// What the time lost to learning costs, money.
        Learn = "learn", "learning";
        /// Running over the horizon, money.
        Run = "run", "running over the horizon";
        /// Maintaining over the horizon, money.
        Maintain = "maintain", "maintaining over the horizon";
        /// What the total comes to beyond the four, each a median by itself, money; below 0 where it comes
        /// to less.
        Beyond = "beyond", "beyond the medians of these";
        /// The four together, money.
        Horizon = "horizon", "total cost over the horizon";
        /// Running for a month at today's peak, money a month.
        Monthly = "monthly", "running for a month";
        /// Servers at peak.
        Servers = "servers", "servers at peak";
        /// Memory at peak, GB.
        Memory = "memory_gb", "memory at peak";
        /// Work to build with learning, person-weeks.
        PersonWeeks = "person_weeks", "work to build";
        /// Calendar weeks; of a plan those of the role, or of the component with a team of its own, that
        /// takes longest.
        Weeks = "weeks", "delivery time";
        /// 99th percentile of a component alone, ms.
        P99 = "p99_ms", "latency (p99)";
        /// 99th percentile of the slowest flow, ms.
        FlowP99 = "flow_p99_ms", "slowest flow (p99)";
        /// Number of components that miss a p99 target which somebody gave, with what they wait for.
        Missed = "p99_targets_missed", "p99 targets missed";
        /// Number of languages in use.
        Languages = "languages", "languages";
        /// Work for further languages and for links that cross languages, person-weeks.
        BoundaryWeeks = "boundary_weeks", "work to join languages";
    }
}

impl Measure {
    /// Unit of its numbers.
    #[must_use]
    pub const fn unit(self) -> Unit {
        match self {
            Self::Build
            | Self::Learn
            | Self::Run
            | Self::Maintain
            | Self::Beyond
            | Self::Horizon => Unit::Money,
            Self::Monthly => Unit::MoneyPerMonth,
            Self::Servers | Self::Missed | Self::Languages => Unit::Count,
            Self::Memory => Unit::Gb,
            Self::PersonWeeks | Self::BoundaryWeeks => Unit::PersonWeeks,
            Self::Weeks => Unit::Weeks,
            Self::P99 | Self::FlowP99 => Unit::Ms,
        }
    }

    /// Whether it rests on judgement for the most part, as all work does.
    #[must_use]
    pub const fn is_judgement(self) -> bool {
        matches!(
            self,
            Self::Build
                | Self::Learn
                | Self::Maintain
                | Self::Beyond
                | Self::Horizon
                | Self::PersonWeeks
                | Self::Weeks
                | Self::BoundaryWeeks
        )
    }
}
