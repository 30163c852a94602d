//! The events of a simulation, one after the other.

use std::ops::ControlFlow;

use super::super::call_graph::CallGraph;
use super::calendar::Calendar;
use super::place::{Calls, Frame, Line, NONE, Place, What, narrow};
use super::random::{Random, draw};
use super::{Component, Flow, Settings, Simulation, Stopped};

/// Most requests under way at once, and most lines.
const MOST: usize = 4_000_000;
/// Events between two reports of progress, less one.
const REPORT: u64 = (1 << 16) - 1;

/// The state of a simulation.
pub(super) struct Engine {
    places: Vec<Place>,
    /// Nodes at which the requests begin that take some link, rising, by route.
    routes: Vec<Vec<u32>>,
    lines: Vec<Line>,
    frames: Vec<Frame>,
    free: u32,
    calendar: Calendar,
    now: f64,
    played: u64,
    random: Random,
    measures: bool,
    /// From when to when measuring goes on, ms.
    measured: [f64; 2],
}

impl Engine {
    /// A simulation at its start, which is to be measured from one time to another, ms.
    pub fn new(graph: &CallGraph, settings: Settings, measured: [f64; 2]) -> Result<Self, Stopped> {
        let lines = graph.nodes.iter().filter_map(|node| node.station);
        let lines: u64 = lines.map(|station| u64::from(station.lines)).sum();
        if usize::try_from(lines).map_or(true, |lines| lines > MOST) {
            return Err(Stopped::TooMany);
        }
        let mut this = Self {
            places: Vec::with_capacity(graph.nodes.len()),
            routes: graph
                .routes
                .iter()
                .map(|of| of.iter().map(|&at| narrow(at)).collect())
                .collect(),
            lines: Vec::new(),
            frames: Vec::new(),
            free: NONE,
            calendar: Calendar::new(),
            now: 0.0,
            played: 0,
            random: Random::new(settings.seed),
            measures: false,
            measured,
        };
        for node in &graph.nodes {
            let place = Place::new(node, narrow(this.lines.len()));
            let lines = usize::try_from(place.lines).unwrap_or(0);
            this.lines.extend(std::iter::repeat_n(Line::EMPTY, lines));
            this.places.push(place);
        }
        for node in 0..narrow(this.places.len()) {
            if this.places[node as usize].gap_ms.is_finite() {
                let source = this.frame(node, NONE, node);
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
                    let node = self.frames[frame as usize].node;
                    let request = self.frame(node, NONE, node);
                    self.arrive(request);
                    self.comes(frame);
                }
                What::Served => self.served(frame),
                What::Waited => self.waited(frame),
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
        let timed = |place: &&Place| place.is_station || place.wait.mean_ms > 0.0;
        Simulation {
            seconds,
            events: self.played,
            components: self.places.iter().filter(timed).map(component).collect(),
            flows: self.places.iter().filter_map(flow).collect(),
        }
    }

    fn frame(&mut self, node: u32, parent: u32, begun: u32) -> u32 {
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
            begun,
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
        line.stall(self.now, place.stalls, &mut self.random);
        if line.busy < place.servers {
            line.busy += 1;
            self.serve(id);
            return;
        }
        line.queued.push(id, &mut self.frames);
    }

    /// Has a frame wait at its component.
    fn wait(&mut self, id: u32) {
        let frame = &mut self.frames[id as usize];
        let place = &mut self.places[frame.node as usize];
        if place.wait.spread > 0.0 {
            let time = draw(place.wait, &mut self.random);
            self.after(time, id, What::Waited);
            return;
        }
        frame.what = What::Waited;
        frame.due = self.now + place.wait.mean_ms;
        let is_first = place.waiting.first == NONE;
        place.waiting.push(id, &mut self.frames);
        if is_first {
            self.calendar.put(self.now + place.wait.mean_ms, id);
        }
    }

    fn serve(&mut self, id: u32) {
        let frame = &mut self.frames[id as usize];
        let place = &mut self.places[frame.node as usize];
        let time = draw(place.service, &mut self.random);
        // What is served for hours counts as far as it is within the measured time.
        let [from, to] = self.measured;
        place.busy_ms += ((self.now + time).min(to) - self.now.max(from)).max(0.0);
        let line = &self.lines[frame.line as usize];
        frame.due = line.stood_still;
        let delay = (line.still_until - self.now).max(0.0) + time;
        self.after(delay, id, What::Served);
    }

    fn served(&mut self, id: u32) {
        let frame = &mut self.frames[id as usize];
        let place = &self.places[frame.node as usize];
        let line = &mut self.lines[frame.line as usize];
        line.stall(self.now, place.stalls, &mut self.random);
        let held_up = line.stood_still - frame.due;
        if held_up > 0.0 {
            frame.due = line.stood_still;
            self.after(held_up, id, What::Served);
            return;
        }
        match line.queued.pop(&self.frames) {
            Some(next) => self.serve(next),
            None => line.busy -= 1,
        }
        if self.places[self.frames[id as usize].node as usize].wait.mean_ms > 0.0 {
            self.wait(id);
        } else {
            self.done(id);
        }
    }

    /// A wait is over; of those that last equally long the next one goes into the calendar.
    fn waited(&mut self, id: u32) {
        let waiting = &mut self.places[self.frames[id as usize].node as usize].waiting;
        if waiting.first == id {
            waiting.pop(&self.frames);
        }
        if waiting.first != NONE {
            self.calendar.put(self.frames[waiting.first as usize].due, waiting.first);
        }
        self.done(id);
    }

    /// The component itself is done: messages go out, and calls begin.
    fn done(&mut self, id: u32) {
        let Frame { node, arrived, begun, .. } = self.frames[id as usize];
        if self.measures {
            self.places[node as usize].own.add(self.now - arrived);
        }
        for message in 0..self.places[node as usize].messages.len() {
            let calls = self.places[node as usize].messages[message];
            for _ in 0..self.number(calls, begun) {
                if self.frames.len() > MOST {
                    return;
                }
                let frame = self.frame(calls.to, NONE, begun);
                // Whoever takes a message begins no flow.
                self.frames[frame as usize].further = NONE;
                self.arrive(frame);
            }
        }
        self.proceed(id);
    }

    /// How often a link is called this time, for a request that began at a node.
    fn number(&mut self, calls: Calls, begun: u32) -> u32 {
        if calls.route != NONE && self.routes[calls.route as usize].binary_search(&begun).is_err() {
            return 0;
        }
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
            let Frame { node, stage, begun, .. } = self.frames[id as usize];
            let Some(links) = self.places[node as usize].stages.get(stage as usize) else {
                return false;
            };
            self.frames[id as usize].stage += 1;
            for link in 0..links.len() {
                let calls = self.places[node as usize].stages[stage as usize][link];
                let number = self.number(calls, begun);
                if number > 0 {
                    let child = self.frame(calls.to, id, begun);
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
