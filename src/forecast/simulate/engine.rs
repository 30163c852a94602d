//! The events of a simulation, one after the other.

use std::ops::ControlFlow;

use super::super::call_graph::{Call, CallGraph};
use super::calendar::Calendar;
use super::random::{Random, Service};
use super::record::Record;
use super::{Component, Flow, Settings, Simulation, Stopped};
use crate::model::ComponentId;

/// No frame.
const NONE: u32 = u32::MAX;
/// Most requests under way at once, and most lines.
const MOST: usize = 4_000_000;
/// Events between two reports of progress, less one.
const REPORT: u64 = (1 << 16) - 1;

/// A request at a component, from its arrival to its answer, or a source of requests.
#[derive(Clone, Copy)]
struct Frame {
    /// When it arrived at the component, ms.
    arrived: f64,
    /// When its wait ends, ms.
    due: f64,
    node: u32,
    /// Frame that waits for it.
    parent: u32,
    /// Line that it holds a server of.
    line: u32,
    /// Next frame in line or among those that wait, or next free one.
    next: u32,
    /// Calls that follow this one along the same link.
    further: u32,
    /// Calls under way that it waits for.
    pending: u32,
    /// Stage of calls that comes next.
    stage: u32,
    what: What,
}

/// What the next event of a frame is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    /// A request comes from outside.
    Comes,
    /// The server is done.
    Served,
    /// The wait that everyone has here is over, the calls are next.
    Waited,
    /// So is a wait with a pause in it.
    Paused,
}

/// A line of frames, linked through them.
#[derive(Clone, Copy)]
struct Queued {
    first: u32,
    last: u32,
}

impl Queued {
    const EMPTY: Self = Self { first: NONE, last: NONE };

    fn push(&mut self, id: u32, frames: &mut [Frame]) {
        frames[id as usize].next = NONE;
        let last = std::mem::replace(&mut self.last, id);
        if last == NONE {
            self.first = id;
        } else {
            frames[last as usize].next = id;
        }
    }

    fn pop(&mut self, frames: &[Frame]) -> Option<u32> {
        let first = (self.first != NONE).then_some(self.first)?;
        self.first = frames[first as usize].next;
        if self.first == NONE {
            self.last = NONE;
        }
        Some(first)
    }
}

#[derive(Clone, Copy)]
struct Line {
    busy: u32,
    queued: Queued,
}

/// Calls along a link: so many always, one more in a share of the cases.
#[derive(Clone, Copy)]
struct Calls {
    to: u32,
    whole: u32,
    share: f64,
}

struct Place {
    id: ComponentId,
    /// Mean time between requests from outside, ms; infinite for none.
    gap_ms: f64,
    /// Whether requests stand in line here.
    is_station: bool,
    first_line: u32,
    lines: u32,
    servers: u32,
    service_ms: f64,
    wait_ms: f64,
    /// Frames in that wait: who begins it first ends it first, so only the first is in the calendar.
    waiting: Queued,
    pause_ms: f64,
    struck_from_ms: f64,
    stages: Vec<Vec<Calls>>,
    messages: Vec<Calls>,
    /// Time on servers since measuring began, ms.
    busy_ms: f64,
    own: Record,
    /// Times of the flow that begins here.
    whole: Option<Record>,
}

pub(super) struct Engine {
    places: Vec<Place>,
    lines: Vec<Line>,
    frames: Vec<Frame>,
    free: u32,
    calendar: Calendar,
    now: f64,
    played: u64,
    random: Random,
    service: Service,
    measures: bool,
}

impl Engine {
    pub fn new(graph: &CallGraph, settings: Settings) -> Result<Self, Stopped> {
        let lines = graph.nodes.iter().filter_map(|node| node.station);
        let lines: u64 = lines.map(|station| u64::from(station.lines)).sum();
        if usize::try_from(lines).map_or(true, |lines| lines > MOST) {
            return Err(Stopped::TooMany);
        }
        let mut this = Self {
            places: Vec::with_capacity(graph.nodes.len()),
            lines: Vec::new(),
            frames: Vec::new(),
            free: NONE,
            calendar: Calendar::new(),
            now: 0.0,
            played: 0,
            random: Random::new(settings.seed),
            service: Service::new(settings.service_scv),
            measures: false,
        };
        for node in &graph.nodes {
            let station = node.station.filter(|station| station.queue.service_ms > 0.0);
            let lines = station.map_or(0, |station| station.lines);
            this.places.push(Place {
                id: node.component.clone(),
                gap_ms: 1000.0 / node.external_per_s,
                is_station: station.is_some(),
                first_line: narrow(this.lines.len()),
                lines,
                servers: station.map_or(0, |station| station.queue.servers),
                service_ms: station.map_or(0.0, |station| station.queue.service_ms),
                wait_ms: node.station.map_or(node.delay_ms.unwrap_or(0.0), |of| of.io_wait_ms),
                waiting: Queued::EMPTY,
                pause_ms: station.map_or(0.0, |station| station.pause_ms),
                struck_from_ms: station.map_or(f64::INFINITY, |station| station.struck_from_ms()),
                stages: node.stages.iter().map(|stage| stage.iter().map(calls).collect()).collect(),
                messages: node.messages.iter().map(calls).collect(),
                busy_ms: 0.0,
                own: Record::new(),
                whole: node.is_entry.then(Record::new),
            });
            let line = Line { busy: 0, queued: Queued::EMPTY };
            this.lines.extend(std::iter::repeat_n(line, usize::try_from(lines).unwrap_or(0)));
        }
        for node in 0..narrow(this.places.len()) {
            if this.places[node as usize].gap_ms.is_finite() {
                let source = this.frame(node, NONE);
                this.comes(source);
            }
        }
        Ok(this)
    }

    /// Plays until a time, ms; `end` is that of the whole simulation.
    pub fn play(
        &mut self,
        until: f64,
        end: f64,
        progress: &mut impl FnMut(f64) -> ControlFlow<()>,
    ) -> Result<(), Stopped> {
        while let Some((time, frame)) = self.calendar.take(until) {
            self.now = time;
            self.played += 1;
            if self.played & REPORT == 0 && progress(time / end).is_break() {
                return Err(Stopped::Cancelled);
            }
            if self.frames.len() > MOST {
                return Err(Stopped::TooMany);
            }
            match self.frames[frame as usize].what {
                What::Comes => {
                    let request = self.frame(self.frames[frame as usize].node, NONE);
                    self.arrive(request);
                    self.comes(frame);
                }
                What::Served => self.served(frame),
                What::Waited => self.waited(frame),
                What::Paused => self.done(frame),
            }
        }
        self.now = until;
        Ok(())
    }

    /// From here on times are kept.
    pub fn measure(&mut self) {
        self.measures = true;
    }

    pub fn end_batch(&mut self) {
        for place in &mut self.places {
            place.own.end_batch();
            if let Some(whole) = &mut place.whole {
                whole.end_batch();
            }
        }
    }

    pub fn result(self, seconds: f64, measured_ms: f64) -> Simulation {
        let component = |place: &Place| Component {
            component: place.id.clone(),
            utilisation: if place.is_station {
                place.busy_ms / (measured_ms * f64::from(place.lines) * f64::from(place.servers))
            } else {
                0.0
            },
            own: place.own.times(),
        };
        let flow = |place: &Place| {
            let whole = place.whole.as_ref()?.times();
            Some(Flow { entry: place.id.clone(), whole })
        };
        let timed = |place: &&Place| place.is_station || place.wait_ms > 0.0;
        Simulation {
            seconds,
            events: self.played,
            components: self.places.iter().filter(timed).map(component).collect(),
            flows: self.places.iter().filter_map(flow).collect(),
        }
    }

    fn frame(&mut self, node: u32, parent: u32) -> u32 {
        let frame = Frame {
            arrived: self.now,
            due: 0.0,
            node,
            parent,
            line: 0,
            next: NONE,
            further: 0,
            pending: 0,
            stage: 0,
            what: What::Comes,
        };
        if self.free == NONE {
            self.frames.push(frame);
            return narrow(self.frames.len() - 1);
        }
        let id = self.free;
        self.free = self.frames[id as usize].next;
        self.frames[id as usize] = frame;
        id
    }

    fn after(&mut self, delay: f64, frame: u32, what: What) {
        self.frames[frame as usize].what = what;
        self.calendar.put(self.now + delay, frame);
    }

    /// Has the next request come from outside.
    fn comes(&mut self, source: u32) {
        let gap = self.places[self.frames[source as usize].node as usize].gap_ms;
        let delay = gap * self.random.exponential();
        self.after(delay, source, What::Comes);
    }

    fn arrive(&mut self, id: u32) {
        let frame = &mut self.frames[id as usize];
        let place = &self.places[frame.node as usize];
        frame.arrived = self.now;
        frame.stage = 0;
        if !place.is_station {
            self.wait(id);
            return;
        }
        let joined = if place.lines > 1 { self.random.below(place.lines) } else { 0 };
        frame.line = place.first_line + joined;
        let line = &mut self.lines[frame.line as usize];
        if line.busy < place.servers {
            line.busy += 1;
            self.serve(id);
            return;
        }
        line.queued.push(id, &mut self.frames);
    }

    /// Has a frame wait as everyone does at its component.
    fn wait(&mut self, id: u32) {
        let frame = &mut self.frames[id as usize];
        let place = &mut self.places[frame.node as usize];
        frame.what = What::Waited;
        frame.due = self.now + place.wait_ms;
        let is_first = place.waiting.first == NONE;
        place.waiting.push(id, &mut self.frames);
        if is_first {
            self.calendar.put(self.now + place.wait_ms, id);
        }
    }

    fn serve(&mut self, id: u32) {
        let place = &mut self.places[self.frames[id as usize].node as usize];
        let time = place.service_ms * self.service.draw(&mut self.random);
        if self.measures {
            place.busy_ms += time;
        }
        self.after(time, id, What::Served);
    }

    fn served(&mut self, id: u32) {
        let frame = self.frames[id as usize];
        let line = &mut self.lines[frame.line as usize];
        match line.queued.pop(&self.frames) {
            Some(next) => self.serve(next),
            None => line.busy -= 1,
        }
        let place = &self.places[frame.node as usize];
        let struck = self.now - frame.arrived > place.struck_from_ms;
        if struck && place.pause_ms > 0.0 {
            let delay = place.wait_ms + place.pause_ms;
            self.after(delay, id, What::Paused);
        } else if place.wait_ms > 0.0 {
            self.wait(id);
        } else {
            self.done(id);
        }
    }

    /// The first of those who wait is done, and the next one goes into the calendar.
    fn waited(&mut self, id: u32) {
        let waiting = &mut self.places[self.frames[id as usize].node as usize].waiting;
        waiting.pop(&self.frames);
        if waiting.first != NONE {
            self.calendar.put(self.frames[waiting.first as usize].due, waiting.first);
        }
        self.done(id);
    }

    /// The component itself is done: messages go out, and calls begin.
    fn done(&mut self, id: u32) {
        let Frame { node, arrived, .. } = self.frames[id as usize];
        if self.measures {
            self.places[node as usize].own.add(self.now - arrived);
        }
        for message in 0..self.places[node as usize].messages.len() {
            let calls = self.places[node as usize].messages[message];
            for _ in 0..self.number(calls) {
                if self.frames.len() > MOST {
                    return;
                }
                let frame = self.frame(calls.to, NONE);
                // Whoever takes a message begins no flow.
                self.frames[frame as usize].further = NONE;
                self.arrive(frame);
            }
        }
        self.proceed(id);
    }

    /// How often a link is called this time.
    fn number(&mut self, calls: Calls) -> u32 {
        let more = calls.share > 0.0 && self.random.share() <= calls.share;
        calls.whole + u32::from(more)
    }

    /// Goes on with the next stage of calls, or answers and goes on with who waited for it.
    fn proceed(&mut self, mut id: u32) {
        loop {
            if self.calls_more(id) {
                return;
            }
            let frame = self.frames[id as usize];
            if frame.parent != NONE && frame.further > 0 {
                self.frames[id as usize].further -= 1;
                self.arrive(id);
                return;
            }
            self.frames[id as usize].next = self.free;
            self.free = id;
            if frame.parent == NONE {
                let whole = &mut self.places[frame.node as usize].whole;
                let measures = self.measures && frame.further == 0;
                if let Some(whole) = whole.as_mut().filter(|_| measures) {
                    whole.add(self.now - frame.arrived);
                }
                return;
            }
            let parent = &mut self.frames[frame.parent as usize];
            parent.pending -= 1;
            if parent.pending > 0 {
                return;
            }
            id = frame.parent;
        }
    }

    /// Starts the calls of the next stage that has any; says whether there was one.
    fn calls_more(&mut self, id: u32) -> bool {
        loop {
            let Frame { node, stage, .. } = self.frames[id as usize];
            let Some(links) = self.places[node as usize].stages.get(stage as usize) else {
                return false;
            };
            self.frames[id as usize].stage += 1;
            for link in 0..links.len() {
                let calls = self.places[node as usize].stages[stage as usize][link];
                let number = self.number(calls);
                if number > 0 {
                    let child = self.frame(calls.to, id);
                    self.frames[child as usize].further = number - 1;
                    self.frames[id as usize].pending += 1;
                    self.arrive(child);
                }
            }
            if self.frames[id as usize].pending > 0 {
                return true;
            }
        }
    }
}

fn calls(call: &Call) -> Calls {
    let number = (call.calls * call.share).min(f64::from(u32::MAX / 2));
    let whole = libm::floor(number);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to fit")]
    Calls { to: narrow(call.to), whole: whole as u32, share: number - whole }
}

/// An index in four bytes; there are never so many that it would not fit.
fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(NONE)
}
