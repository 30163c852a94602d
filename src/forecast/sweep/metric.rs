//! What a sweep computes of each candidate.

use crate::base::Unit;
use crate::model::Input;
use crate::words;

words! {
    /// A number that is followed along a sweep.
    Metric {
        /// 99th percentile with the servers that the swept load asks for.
        P99 = "p99", "p99 latency";
        /// 99th percentile with the servers that the plan as it stands asks for.
        PlannedP99 = "planned-p99", "p99 latency on the planned servers";
        /// Servers at peak.
        Servers = "servers", "servers";
        /// Memory at peak.
        Memory = "memory", "memory";
        /// Running for a month at peak size, GPUs included.
        Cost = "cost", "monthly cost";
        /// Building, learning, running and maintaining over the horizon.
        Total = "total", "total cost over the horizon";
        /// Calendar weeks until it is built.
        Weeks = "weeks", "weeks to build";
    }
}

impl Metric {
    /// Unit of its values.
    #[must_use]
    pub const fn unit(self) -> Unit {
        match self {
            Self::P99 | Self::PlannedP99 => Unit::Ms,
            Self::Servers => Unit::Count,
            Self::Memory => Unit::Gb,
            Self::Cost => Unit::MoneyPerMonth,
            Self::Total => Unit::Money,
            Self::Weeks => Unit::Weeks,
        }
    }

    /// Its value among all.
    #[must_use]
    pub const fn of(self, measures: &Measures) -> f64 {
        match self {
            Self::P99 => measures.p99_ms,
            Self::PlannedP99 => measures.planned_p99_ms,
            Self::Servers => measures.servers,
            Self::Memory => measures.memory_gb,
            Self::Cost => measures.monthly,
            Self::Total => measures.total,
            Self::Weeks => measures.weeks,
        }
    }

    /// The input that it is held against, if there is one.
    #[must_use]
    pub const fn target(self) -> Option<Input> {
        match self {
            Self::P99 | Self::PlannedP99 => Some(Input::P99Target),
            Self::Cost => Some(Input::Budget),
            _ => None,
        }
    }

    /// What the candidate with the lower value does, to follow its name.
    #[must_use]
    pub const fn praise(self) -> &'static str {
        match self {
            Self::P99 => "answers faster",
            Self::PlannedP99 => "answers faster on the planned servers",
            Self::Servers => "needs fewer servers",
            Self::Memory => "needs less memory",
            Self::Cost => "costs less to run",
            Self::Total => "costs less over the horizon",
            Self::Weeks => "is built sooner",
        }
    }
}

/// Numbers of one candidate at one value of what is swept, at the medians of everything else; money
/// in the plan's currency. Latency is without calls to other components.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measures {
    /// 99th percentile with as many servers as asked for, ms.
    pub p99_ms: f64,
    /// 99th percentile with the servers of the plan as it stands, ms; infinite at saturation.
    pub planned_p99_ms: f64,
    /// Servers at peak.
    pub servers: f64,
    /// Memory at peak, GB.
    pub memory_gb: f64,
    /// Running for a month, GPUs included.
    pub monthly: f64,
    /// Everything over the horizon.
    pub total: f64,
    /// Calendar weeks until it is built.
    pub weeks: f64,
}
