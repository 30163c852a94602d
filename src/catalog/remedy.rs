//! What makes a language do where a second one would otherwise be brought in.

use super::candidate::Concurrency;
use super::figure::{Confidence, Figure};
use crate::model::LanguageId;
use crate::words;

words! {
    /// What a component or its stack must be like for a remedy to apply.
    Condition {
        /// Much of its time goes into interpreted code.
        Interpreted = "interpreted", "much of its time is in interpreted code";
        /// Much of its time goes into the C-accelerated library.
        Accelerated = "accelerated", "much of its time is in the C-accelerated library";
        /// Hardly anything runs in native libraries.
        Plain = "plain", "it hardly uses native libraries";
        /// A request computes long enough for a hot spot to be worth rewriting.
        Hot = "hot", "a request computes for some milliseconds";
        /// It works on data or models.
        Numeric = "numeric", "it works on data";
        /// It serves a model.
        Serves = "serves", "it serves a model";
        /// It runs in a process of its own, not inside its users' interpreter.
        OwnProcess = "own-process", "it runs in a process of its own";
        /// Its stack holds a thread for each request under way.
        Blocking = "blocking", "its stack holds a thread for each request";
        /// Its stack runs a process for each core.
        Processes = "processes", "its stack runs a process for each core";
        /// Its latency has a target.
        Target = "target", "its latency has a target";
    }
}

/// How much faster one class of CPU time becomes, and how much of the class that reaches.
#[derive(Clone, Debug, PartialEq)]
pub struct Speedup {
    /// How many times faster what is reached becomes.
    pub times: Figure,
    /// Share of the class that is reached, above 0 to 1.
    pub reach: Figure,
}

impl Speedup {
    /// How many times faster the whole class becomes at the medians: `1 / (1 − reach + reach /
    /// times)`, Amdahl's law.
    #[must_use]
    pub fn overall(&self) -> f64 {
        let (times, reach) = (self.times.range.typical, self.reach.range.typical);
        1.0 / (1.0 - reach + reach / times)
    }
}

/// A way to make one language do without a second one.
#[derive(Clone, Debug, PartialEq)]
pub struct Remedy {
    /// Id such as `json-codec`.
    pub id: String,
    /// Name for people, with its article: `a fast JSON codec`.
    pub name: String,
    /// What to know when taking it.
    pub note: String,
    /// The language that it helps.
    pub language: LanguageId,
    /// All of these must hold.
    pub when: Vec<Condition>,
    /// Effect on interpreted code.
    pub interpreted: Option<Speedup>,
    /// Effect on the C-accelerated library.
    pub accelerated: Option<Speedup>,
    /// Effect on native libraries.
    pub native: Option<Speedup>,
    /// How many times less CPU time the stack itself takes for a request.
    pub overhead: Option<Figure>,
    /// Memory of a process over what it was.
    pub memory: Option<Figure>,
    /// Wait added to each request, ms.
    pub wait: Option<Figure>,
    /// Processors reserved over those that the planned utilisation asks for.
    pub reserve: Option<Figure>,
    /// How the stack uses cores and waits afterwards, if that changes.
    pub concurrency: Option<Concurrency>,
    /// Whether long-lived data is then held once by each server, not by each process.
    pub heap_once: bool,
    /// Work to do it, person-weeks.
    pub weeks: Figure,
    /// Claims it rests on.
    pub claims: String,
}

impl Remedy {
    /// Its figures on what it does, with what each counts.
    #[must_use]
    pub fn effects(&self) -> Vec<(&'static str, &Figure)> {
        let speedups = [
            ("speed-up of interpreted code", "share of interpreted code", &self.interpreted),
            ("speed-up of the C library", "share of the C library", &self.accelerated),
            ("speed-up of native libraries", "share of native libraries", &self.native),
        ];
        let speedups = speedups.into_iter().filter_map(|(a, b, of)| Some((a, b, of.as_ref()?)));
        let mut all: Vec<_> =
            speedups.flat_map(|(a, b, of)| [(a, &of.times), (b, &of.reach)]).collect();
        let others = [
            ("speed-up of the stack itself", &self.overhead),
            ("memory of a process over before", &self.memory),
            ("wait added to a request", &self.wait),
            ("processors over planned ones", &self.reserve),
        ];
        all.extend(others.into_iter().filter_map(|(what, of)| Some((what, of.as_ref()?))));
        all
    }

    /// The weakest evidence among its effects.
    #[must_use]
    pub fn confidence(&self) -> Confidence {
        let all = self.effects().into_iter().map(|(_, figure)| figure.confidence);
        all.max().unwrap_or(Confidence::Assumed)
    }

    /// Ids of the sources of its effects, each once.
    #[must_use]
    pub fn sources(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        for id in self.effects().into_iter().flat_map(|(_, figure)| &figure.sources) {
            if !ids.contains(&id.as_str()) {
                ids.push(id);
            }
        }
        ids
    }
}
