//! A language with its stack: what is compared, because the stack moves the numbers more than
//! many languages do.

use super::figure::Figure;
use crate::model::{CandidateId, LanguageId};
use crate::words;

words! {
    /// How a stack uses cores and waits.
    Concurrency {
        /// One process runs tasks on all cores.
        Shared = "shared", "tasks on all cores of one process";
        /// One event loop for each core, each in a process of its own.
        Loops = "loops", "one event-loop process for each core";
        /// A process for each core with a few blocking threads.
        Threads = "threads", "a process for each core with blocking threads";
    }
}

/// A candidate.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Id such as `python-async`.
    pub id: CandidateId,
    /// Its language.
    pub language: LanguageId,
    /// Name of the stack, such as `asyncio, FastAPI class`.
    pub stack: String,
    /// Name for people: language and stack.
    pub name: String,
    /// Versions that the figures speak of.
    pub versions: String,
    /// How it uses cores and waits.
    pub concurrency: Concurrency,
    /// Blocking threads of one process; 0 where waiting holds no thread.
    pub threads: u32,
    /// Whether it stands for its language where no default candidate does.
    pub preferred: bool,
    /// CPU time of the stack itself per request, ms.
    pub overhead: Figure,
    /// Memory of one process under load, MB.
    pub base_memory: Figure,
    /// Memory of one open connection, KB.
    pub connection_memory: Figure,
    /// Start of a process that serves, ms.
    pub start: Figure,
    /// Start of a command-line tool, ms.
    pub tool_start: Figure,
    /// Cold start on a function platform, ms; absent where it is not offered.
    pub cold_start: Option<Figure>,
    /// What is deployed, MB.
    pub artifact: Figure,
}
