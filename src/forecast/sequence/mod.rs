//! The steps of one flow in the order in which they are taken, as a sequence diagram has them.
//!
//! What is waited for comes first, stage after stage. Messages of a component stand after its calls, as
//! a plan does not say when they are sent; what they set off, which nobody waits for, follows at the end.
//! A component is unfolded once, so that there are at most as many steps as links, and of many only the
//! first are told.

mod unfold;

use super::call_graph::CallGraph;
use super::resolve::Resolved;
use crate::model::{ComponentId, LinkId};

/// Steps that are told at most.
pub const MOST_STEPS: usize = 60;
/// Components that are told at most.
pub const MOST_PARTICIPANTS: usize = 24;

/// The steps of one flow.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sequence {
    /// The components in the order in which they are first asked; the entry point first.
    pub participants: Vec<ComponentId>,
    /// What happens, in its order.
    pub items: Vec<Item>,
    /// Steps beyond those that are told.
    pub left_out: usize,
}

/// A part of a sequence.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A call or message.
    Step(Step),
    /// The answer to the call at this place of the items; what it took lies between.
    Answer(usize),
    /// Begins steps that belong together.
    Open(Block),
    /// Ends one of several branches of a block, side by side with the next.
    Beside,
    /// Ends the block that was begun last.
    Close,
    /// Ends what the answer waits for: from here on nobody waits.
    Apart,
}

/// How steps belong together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Block {
    /// All at once.
    SideBySide,
    /// One after another, so many times for each request that takes the link, as a mean.
    Repeated(f64),
    /// In this share of the requests of the caller.
    Sometimes(f64),
}

impl Block {
    /// Difference from one call for each request that is none.
    const HARDLY: f64 = 1e-6;

    /// Whether it says anything: once for each request needs no word.
    #[must_use]
    pub fn is_needed(self) -> bool {
        match self {
            Self::SideBySide => true,
            Self::Repeated(calls) => calls > 1.0 + Self::HARDLY,
            Self::Sometimes(share) => share < 1.0 - Self::HARDLY,
        }
    }
}

/// A call or message.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Who calls or sends, as a place among the participants.
    pub from: usize,
    /// Who is called or gets the message.
    pub to: usize,
    /// The link that it goes along.
    pub link: LinkId,
    /// Whether the caller waits for the answer.
    pub is_call: bool,
    /// Calls for each request of the caller that takes the link, retries aside.
    pub calls: f64,
    /// Share of the requests of the caller in which there is any.
    pub share: f64,
    /// The stage that the plan says.
    pub stage: u16,
    /// What becomes of it.
    pub after: After,
}

/// What becomes of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// What follows of it is told, if anything does.
    Told,
    /// The component was asked before, and what it asks then is told there.
    Above,
    /// It would close a circle of calls, which the forecast leaves out.
    Circle,
}

impl Sequence {
    /// The steps of requests that begin at a component; of what others ask those that it takes for them.
    /// None where the plan lacks the component.
    #[must_use]
    pub fn of(resolved: &Resolved<'_>, graph: &CallGraph, entry: &ComponentId) -> Option<Self> {
        let entry = graph.place(entry)?;
        Some(unfold::all(resolved, graph, entry))
    }

    /// The calls and messages.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.items.iter().filter_map(|item| match item {
            Item::Step(step) => Some(step),
            _ => None,
        })
    }
}
