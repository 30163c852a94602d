//! What the catalog says of a language.

use super::figure::Figure;
use crate::base::Hue;
use crate::model::LanguageId;
use crate::words;

words! {
    /// How memory is reclaimed.
    Collector {
        /// No garbage collector.
        None = "none", "no garbage collector";
        /// Reference counting with a cycle collector.
        Counting = "counting", "reference counting";
        /// Mostly concurrent collector with short pauses.
        Concurrent = "concurrent", "concurrent collector";
        /// Generational collector with noticeable pauses.
        Generational = "generational", "generational collector";
        /// A small heap for each process, collected alone.
        PerProcess = "per-process", "a heap for each process";
        /// Stops the program.
        Stopping = "stopping", "stop-the-world collector";
    }
}

words! {
    /// What is handed over to run a program.
    Artifact {
        /// One file without any runtime.
        Binary = "binary", "one self-contained binary";
        /// A release directory with its runtime.
        Bundle = "bundle", "a directory with its runtime";
        /// Code that needs an installed runtime and packages.
        Runtime = "runtime", "code that needs a runtime and packages";
    }
}

words! {
    /// What a language can be asked for, on scales from 0 to 5.
    Need {
        /// Libraries for data work and machine learning.
        Data = "data", "data and machine-learning libraries";
        /// Libraries and tooling for services and infrastructure.
        Services = "services", "service and infrastructure ecosystem";
        /// Speed to a first working version.
        Delivery = "delivery", "delivery speed";
        /// Checking of types before the program runs.
        Typing = "typing", "static typing";
        /// What the standard library covers.
        Standard = "standard", "standard library";
        /// Full-stack frameworks: forms, admin pages, migrations.
        Frameworks = "frameworks", "full-stack frameworks";
        /// Long-lived sessions with state, isolated from each other's faults.
        Sessions = "sessions", "stateful sessions";
        /// Numeric programs of one's own making, beyond calling libraries.
        Numerics = "numerics", "own numeric code";
        /// Memory safety against hostile input.
        Safety = "safety", "memory safety";
    }
}

/// A programming language with the figures that do not depend on a stack.
#[derive(Clone, Debug, PartialEq)]
pub struct Language {
    /// Id such as `go`.
    pub id: LanguageId,
    /// Name for people.
    pub name: String,
    /// What it runs on; languages of one platform share an estate.
    pub platform: String,
    /// Languages whose people are soon at home in it: same libraries, or close in notation.
    pub near: Vec<LanguageId>,
    /// Languages without figures that run on the same engine, in whose place its figures count.
    pub stands_for: Vec<LanguageId>,
    /// Colour.
    pub hue: Hue,
    /// Whether its lines are dashed, where two languages share a hue.
    pub dashed: bool,
    /// How memory is reclaimed.
    pub collector: Collector,
    /// What is handed over.
    pub artifact: Artifact,
    /// Whether one process uses all cores for its own code.
    pub parallel: bool,
    /// Whether code in it can be loaded into a Python process as an extension.
    pub extends_python: bool,
    /// CPU time of its own code relative to Go; lower is faster.
    pub cpu_vs_go: Figure,
    /// Whether its speeds in interpreted code and in the C-accelerated library follow from Go's and
    /// from `cpu_vs_go`, see [`speeds`](super::speeds).
    pub through_go: bool,
    /// How many times faster than CPython it runs what CPython interprets.
    pub interpreted: Figure,
    /// How many times faster it runs what CPython does in its C-accelerated library.
    pub accelerated: Figure,
    /// How many times faster it runs what Python does in native libraries.
    pub native: Figure,
    /// Longest usual pause of collector or event loop at the 99th percentile, ms.
    pub pause: Figure,
    /// Weeks for a Python developer to contribute safely; 0 for Python.
    pub learning: Figure,
    /// Weeks for somebody fluent in a compiled, typed language; of Python for everybody who does not
    /// know it.
    pub learning_typed: Figure,
    /// Time to build ordinary service code relative to Python.
    pub build_time: Figure,
    /// Share of developers who use it.
    pub hiring: Figure,
    /// Points from 0 to 5 by [`Need`], in the order of [`Need::ALL`].
    pub points: Vec<Figure>,
}

impl Language {
    /// Typical points for a need, from 0 to 5.
    #[must_use]
    pub fn points(&self, need: Need) -> f64 {
        self.points.get(need as usize).map_or(0.0, |figure| figure.range.typical)
    }
}
