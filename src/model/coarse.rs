//! The six coarse answers that are enough for a first estimate. Each sets ranges for inputs that
//! nobody stated; leaving one open always works.

use serde::{Deserialize, Serialize};

use crate::words;

words! {
    /// How much traffic a component gets at its peak.
    Traffic {
        /// A handful of people or jobs.
        Few = "few", "a handful of requests";
        /// An internal tool or a young product.
        Modest = "modest", "tens of requests a second";
        /// A product with steady use.
        Busy = "busy", "hundreds of requests a second";
        /// A large product.
        Heavy = "heavy", "thousands of requests a second";
        /// Among the largest.
        Huge = "huge", "tens of thousands of requests a second or more";
    }
}

words! {
    /// What a component mostly does with its time.
    MostlyDoes {
        /// Calls other systems and waits.
        Waits = "waits", "waits for other systems";
        /// Ordinary request handling: validate, look up, answer.
        Serves = "serves", "serves and validates data";
        /// Logic of its own that keeps a processor busy.
        Computes = "computes", "computes in its own code";
        /// Parses, converts, moves records.
        Transforms = "transforms", "transforms records and files";
        /// Array, model or media libraries do the work.
        Models = "models", "runs models or numeric libraries";
    }
}

words! {
    /// What a component's processor time goes to. It says more of what another language would change
    /// than anything else.
    Spends {
        /// Code of its own: rules, conversions, calls.
        Glue = "glue", "business logic and glue code";
        /// JSON, templates, forms: half its own code, half the library's C.
        Json = "json", "JSON, templates and forms";
        /// Work that Python's library does in C.
        Bytes = "bytes", "regular expressions, hashing, compression";
        /// Arrays and tables in native libraries.
        Arrays = "arrays", "arrays and tables, as with NumPy";
        /// Feeding models on a GPU.
        Gpu = "gpu", "models on a GPU";
    }
}

words! {
    /// How fast a component must feel.
    Feel {
        /// Nobody waits for it.
        Offline = "offline", "nobody waits";
        /// Some seconds are fine.
        Seconds = "seconds", "within seconds";
        /// An interactive page.
        Interactive = "interactive", "within half a second";
        /// Noticeably quick.
        Snappy = "snappy", "within a tenth of a second";
        /// Part of a chain where each millisecond counts.
        Instant = "instant", "within ten to twenty milliseconds";
    }
}

words! {
    /// How much work it is to build, stated for a team fluent in Python.
    WorkSize {
        /// Days to two weeks.
        S = "s", "small";
        /// About a month or two.
        M = "m", "medium";
        /// About half a person-year.
        L = "l", "large";
        /// Person-years.
        XL = "xl", "very large";
    }
}

words! {
    /// Who builds and maintains it.
    Upkeepers {
        /// One person.
        One = "one", "one person";
        /// Two to four people.
        SmallTeam = "small-team", "a small team";
        /// Five to nine people.
        Team = "team", "a full team";
        /// Ten or more people of several teams.
        Teams = "teams", "several teams";
        /// People from outside contribute as well.
        Community = "community", "an open community";
    }
}

/// The coarse answers of one component; an absent one is "don't know".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// How much traffic.
    pub traffic: Option<Traffic>,
    /// What it mostly does.
    pub mostly: Option<MostlyDoes>,
    /// What its processor time goes to.
    pub spends: Option<Spends>,
    /// How fast it must feel.
    pub feel: Option<Feel>,
    /// How big the work is.
    pub size: Option<WorkSize>,
    /// Who builds and maintains it.
    pub upkeepers: Option<Upkeepers>,
}
