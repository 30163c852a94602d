//! What the events of a simulation move: requests, lines, components.

use super::super::call_graph::{Call, Node};
use super::super::queueing::{Stalls, Varied};
use super::random::Random;
use super::record::Record;
use crate::model::ComponentId;

/// No frame.
pub(super) const NONE: u32 = u32::MAX;

/// A request at a component, from its arrival to its answer, or a source of requests.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    /// When it arrived at the component, ms.
    pub arrived: f64,
    /// When its wait ends, ms; while it is served, how long its line had stood still when it began.
    pub due: f64,
    pub node: u32,
    /// Frame that waits for it.
    pub parent: u32,
    /// Line that it holds a server of.
    pub line: u32,
    /// Next frame in line or among those that wait, or next free one.
    pub next: u32,
    /// Calls that follow this one along the same link.
    pub further: u32,
    /// Calls under way that it waits for.
    pub pending: u32,
    /// Stage of calls that comes next.
    pub stage: u32,
    /// Node at which it began, with all that it calls.
    pub begun: u32,
    pub what: What,
}

/// What the next event of a frame is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A request comes from outside.
    Comes,
    /// The server is done.
    Served,
    /// The wait that everyone has here is over, the calls are next.
    Waited,
}

/// A line of frames, linked through them.
#[derive(Clone, Copy)]
pub(super) struct Queued {
    pub first: u32,
    pub last: u32,
}

impl Queued {
    pub const EMPTY: Self = Self { first: NONE, last: NONE };

    pub fn push(&mut self, id: u32, frames: &mut [Frame]) {
        frames[id as usize].next = NONE;
        let last = std::mem::replace(&mut self.last, id);
        if last == NONE {
            self.first = id;
        } else {
            frames[last as usize].next = id;
        }
    }

    pub fn pop(&mut self, frames: &[Frame]) -> Option<u32> {
        let first = (self.first != NONE).then_some(self.first)?;
        self.first = frames[first as usize].next;
        if self.first == NONE {
            self.last = NONE;
        }
        Some(first)
    }
}

/// Servers with their line.
#[derive(Clone, Copy)]
pub(super) struct Line {
    /// Servers that are busy.
    pub busy: u32,
    pub queued: Queued,
    /// When the next stall begins, ms; infinite without stalls.
    pub next_stall: f64,
    /// When the last stall so far ends or ended, ms.
    pub still_until: f64,
    /// Length of all stalls so far, ms.
    pub stood_still: f64,
}

/// Lengths of a stall after which it is over and forgotten, however many followed each other: of what
/// an idle line has missed older ones are not played.
const FORGOTTEN: f64 = 30.0;
/// Stalls of a busy line that are played one by one; where there were more since the last event,
/// those before them take what they take on average, which is as good as certain.
const COUNTED: f64 = 100.0;

impl Line {
    pub const EMPTY: Self = Self {
        busy: 0,
        queued: Queued::EMPTY,
        next_stall: 0.0,
        still_until: 0.0,
        stood_still: 0.0,
    };

    /// Plays the stalls that have begun until `now`. They are random, so what comes after a time
    /// knows nothing of what came before it.
    pub fn stall(&mut self, now: f64, stalls: Stalls, random: &mut Random) {
        if self.next_stall > now {
            return;
        }
        if stalls.share <= 0.0 || stalls.ms <= 0.0 {
            self.next_stall = f64::INFINITY;
            return;
        }
        let gap = stalls.ms / stalls.share;
        let is_idle = self.busy == 0;
        let played_from = now - if is_idle { FORGOTTEN * stalls.ms } else { COUNTED * gap };
        if self.next_stall < played_from {
            if !is_idle {
                self.stood_still += stalls.share * (played_from - self.next_stall);
            }
            self.next_stall = played_from + gap * random.exponential();
        }
        while self.next_stall <= now {
            self.still_until = self.still_until.max(self.next_stall) + stalls.ms;
            self.stood_still += stalls.ms;
            self.next_stall += gap * random.exponential();
        }
    }
}

/// Calls along a link: so many always, one more in a share of the cases.
#[derive(Clone, Copy)]
pub(super) struct Calls {
    pub to: u32,
    pub whole: u32,
    pub share: f64,
    /// The route that the link is on, or [`NONE`] where all requests take it.
    pub route: u32,
}

const NO_TIME: Varied = Varied { mean_ms: 0.0, spread: 0.0 };

/// A component in play.
pub(super) struct Place {
    pub id: ComponentId,
    /// Mean time between requests from outside, ms; infinite for none.
    pub gap_ms: f64,
    /// Whether requests stand in line here.
    pub is_station: bool,
    pub first_line: u32,
    pub lines: u32,
    pub servers: u32,
    pub service: Varied,
    pub wait: Varied,
    /// Frames in that wait where it is the same for all: who begins it first ends it first, so only the
    /// first is in the calendar.
    pub waiting: Queued,
    pub stalls: Stalls,
    pub stages: Vec<Vec<Calls>>,
    pub messages: Vec<Calls>,
    /// Time on servers since measuring began, ms.
    pub busy_ms: f64,
    pub own: Record,
    /// Times of the flow that begins here.
    pub whole: Option<Record>,
}

impl Place {
    /// A component whose lines begin at `first_line`.
    pub fn new(node: &Node, first_line: u32) -> Self {
        let station = node.station.filter(|station| station.queue.service_ms > 0.0);
        Self {
            id: node.component.clone(),
            gap_ms: 1000.0 / node.external_per_s,
            is_station: station.is_some(),
            first_line,
            lines: station.map_or(0, |station| station.lines),
            servers: station.map_or(0, |station| match node.servers {
                Some(_) => station.queue.servers,
                // Every user has a machine of his own, where nobody queues.
                None => u32::MAX,
            }),
            service: station.map_or(NO_TIME, |station| Varied {
                mean_ms: station.queue.service_ms,
                spread: station.cpu_spread,
            }),
            wait: node.station.map_or(node.delay.unwrap_or(NO_TIME), |of| of.io_wait),
            waiting: Queued::EMPTY,
            stalls: station.map_or(Stalls::NONE, |station| station.stalls),
            stages: node.stages.iter().map(|stage| stage.iter().map(calls).collect()).collect(),
            messages: node.messages.iter().map(calls).collect(),
            busy_ms: 0.0,
            own: Record::new(),
            whole: node.is_entry.then(Record::new),
        }
    }
}

fn calls(call: &Call) -> Calls {
    let number = (call.calls * call.share).min(f64::from(u32::MAX / 2));
    let whole = libm::floor(number);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to fit")]
    let whole_calls = whole as u32;
    let route = call.route.map_or(NONE, narrow);
    Calls { to: narrow(call.to), whole: whole_calls, share: number - whole, route }
}

/// An index in four bytes; there are never so many that it would not fit.
pub(super) fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(NONE)
}
