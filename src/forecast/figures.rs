//! The figures of the catalog that forecasts of cost rest on, by name.

use crate::catalog::{Candidate, Figure, Language};

/// One figure of a language or a candidate.
pub struct Named<T> {
    /// Stable name in addresses, such as `build-time`.
    pub word: &'static str,
    /// Name for people, lower case.
    pub label: &'static str,
    /// Where it is.
    pub of: fn(&mut T) -> &mut Figure,
}

/// Figures of a language.
pub const OF_LANGUAGE: &[Named<Language>] = &[
    Named {
        word: "cpu-vs-go",
        label: "CPU time relative to Go",
        of: |language| &mut language.cpu_vs_go,
    },
    Named {
        word: "interpreted",
        label: "speed over CPython, interpreted code",
        of: |language| &mut language.interpreted,
    },
    Named {
        word: "accelerated",
        label: "speed over CPython, C-accelerated library",
        of: |language| &mut language.accelerated,
    },
    Named {
        word: "native",
        label: "speed over Python, native libraries",
        of: |language| &mut language.native,
    },
    Named {
        word: "learning",
        label: "learning, from Python",
        of: |language| &mut language.learning,
    },
    Named {
        word: "learning-typed",
        label: "learning, from a typed language",
        of: |language| &mut language.learning_typed,
    },
    Named {
        word: "build-time",
        label: "build time over Python's",
        of: |language| &mut language.build_time,
    },
];

/// Those figures of a language that say how fast it runs; their errors are shared by languages.
pub const SPEEDS: [&str; 4] = ["cpu-vs-go", "interpreted", "accelerated", "native"];

/// Figures of a candidate.
pub const OF_CANDIDATE: &[Named<Candidate>] = &[
    Named {
        word: "overhead",
        label: "CPU time of the stack per request",
        of: |candidate| &mut candidate.overhead,
    },
    Named {
        word: "base-memory",
        label: "memory of a process",
        of: |candidate| &mut candidate.base_memory,
    },
    Named {
        word: "connection-memory",
        label: "memory of a connection",
        of: |candidate| &mut candidate.connection_memory,
    },
];

/// Constants that totals take from the catalog, with names for people.
pub const CONSTANTS: &[(&str, &str)] = &[
    ("boundary_weeks", "work for a link that crosses languages"),
    ("heap_headroom", "memory of a collected heap over its live data"),
    ("hours_per_month", "hours in a month"),
    ("http_machine", "CPU time of HTTP stacks on the machine at hand"),
    ("learning_start", "share of full speed on the first day of learning"),
    ("missing_libraries", "build time where libraries are missing"),
    ("rewrite", "CPU time of code written anew"),
    ("rewrite_wait", "waits of code written anew"),
    ("second_toolchain", "work for each further toolchain"),
    ("server_connections", "most connections of one server"),
    ("server_memory", "memory of one server"),
    ("server_vcpus", "processors of one server"),
    ("smallest_vcpus", "smallest part of a processor that is reserved"),
];
