//! Walks the calls of a flow in their order. Nothing here calls itself, as plans may be deep.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::{After, Block, Item, MOST_PARTICIPANTS, MOST_STEPS, Sequence, Step};
use crate::forecast::call_graph::{Call, CallGraph};
use crate::forecast::flow::{carried, link_input};
use crate::forecast::resolve::Resolved;
use crate::model::{ComponentId, Input, Kind, Link};

/// The steps of requests that begin at a node.
pub(super) fn all(resolved: &Resolved<'_>, graph: &CallGraph, entry: usize) -> Sequence {
    let mut unfolding = Unfolding::new(resolved, graph, entry);
    unfolding.run();
    unfolding.found
}

/// What is still to be told, the next last.
#[derive(Clone, Copy)]
enum Work {
    /// What a node asks.
    Of(usize),
    /// A call or message of a node with the blocks around it.
    Go(Going),
    /// The same without them.
    Step(Going),
    Open(Block),
    Beside,
    Close,
    /// The answer to the call at this place.
    Answer(usize),
}

/// A call or message that a node makes.
#[derive(Clone, Copy)]
struct Going {
    from: usize,
    to: usize,
    /// Place of the link in the plan.
    link: usize,
    is_call: bool,
    calls: f64,
    share: f64,
    is_circle: bool,
}

struct Unfolding<'a> {
    resolved: &'a Resolved<'a>,
    graph: &'a CallGraph,
    entry: usize,
    links: Vec<&'a Link>,
    /// What closes circles, by its caller.
    circles: BTreeMap<usize, Vec<Going>>,
    places: BTreeMap<usize, usize>,
    unfolded: Vec<bool>,
    work: Vec<Work>,
    /// Who gets messages.
    later: VecDeque<usize>,
    told: usize,
    is_full: bool,
    /// Blocks that were not begun since there is no room.
    unopened: usize,
    found: Sequence,
}

impl<'a> Unfolding<'a> {
    fn new(resolved: &'a Resolved<'a>, graph: &'a CallGraph, entry: usize) -> Self {
        let mut this = Self {
            resolved,
            graph,
            entry,
            links: resolved.plan.links.values().collect(),
            circles: BTreeMap::new(),
            places: BTreeMap::from([(entry, 0)]),
            unfolded: vec![false; graph.nodes.len()],
            work: Vec::new(),
            later: VecDeque::from([entry]),
            told: 0,
            is_full: false,
            unopened: 0,
            found: Sequence {
                participants: vec![graph.nodes[entry].component.clone()],
                ..Sequence::default()
            },
        };
        for (place, link) in this.links.iter().enumerate() {
            if let Some(going) = this.circle(place, link) {
                this.circles.entry(going.from).or_default().push(going);
            }
        }
        this
    }

    /// A link that closes a circle and that the requests take.
    fn circle(&self, place: usize, link: &Link) -> Option<Going> {
        let begins_here = self.graph.nodes[self.entry].is_entry;
        let entry = &self.graph.nodes[self.entry].component;
        let takes = |only_for: &BTreeSet<ComponentId>| !begins_here || only_for.contains(entry);
        let is_told =
            self.resolved.cut_links.contains(&link.id) && link.only_for.as_ref().is_none_or(takes);
        is_told.then_some(())?;
        let (from, to) = (self.graph.place(&link.from)?, self.graph.place(&link.to)?);
        let kind = &self.resolved.components[from].component.kind;
        let is_call = link.is_synchronous() && *kind != Kind::Queue;
        let (calls, share) = self.often(link);
        Some(Going { from, to, link: place, is_call, calls, share, is_circle: true })
    }

    fn run(&mut self) {
        // What follows the answer begins with the first that asks anything after it.
        let mut answer_ends = false;
        while let Some(node) = self.later.pop_front() {
            if std::mem::replace(&mut self.unfolded[node], true) {
                continue;
            }
            if answer_ends && !self.is_full && self.asks(node) {
                self.found.items.push(Item::Apart);
                answer_ends = false;
            }
            if node == self.entry {
                answer_ends = true;
            }
            self.work.push(Work::Of(node));
            while let Some(work) = self.work.pop() {
                self.take(work);
            }
        }
    }

    fn take(&mut self, work: Work) {
        match work {
            Work::Of(node) => self.unfold(node),
            Work::Go(going) => self.enclose(going),
            Work::Step(going) => self.step(going),
            Work::Open(_) if self.is_full => self.unopened += 1,
            Work::Open(block) => self.found.items.push(Item::Open(block)),
            Work::Beside if self.is_full => {}
            Work::Beside => self.found.items.push(Item::Beside),
            Work::Close if self.unopened > 0 => self.unopened -= 1,
            Work::Close => self.found.items.push(Item::Close),
            Work::Answer(step) => self.found.items.push(Item::Answer(step)),
        }
    }

    /// What the requests make a node call, stage after stage, then what it sends.
    fn unfold(&mut self, node: usize) {
        let of = &self.graph.nodes[node];
        let mut work = Vec::new();
        for stage in &of.stages {
            let calls: Vec<Going> =
                stage.iter().filter_map(|call| self.going(node, call, true)).collect();
            let many = calls.len() > 1;
            if many {
                work.push(Work::Open(Block::SideBySide));
            }
            for (place, call) in calls.into_iter().enumerate() {
                if place > 0 {
                    work.push(Work::Beside);
                }
                work.push(Work::Go(call));
            }
            if many {
                work.push(Work::Close);
            }
        }
        work.extend(self.circles.get(&node).into_iter().flatten().copied().map(Work::Go));
        let messages = of.messages.iter().filter_map(|call| self.going(node, call, false));
        work.extend(messages.map(Work::Go));
        self.work.extend(work.into_iter().rev());
    }

    /// A call as the requests take it; none where they do not.
    fn going(&self, from: usize, call: &Call, is_call: bool) -> Option<Going> {
        let taken = self.graph.share_taking(from, call, self.entry);
        let (calls, share) = self.often(self.links.get(call.link)?);
        let share = share * taken;
        let Call { to, link, .. } = *call;
        (taken > 0.0).then_some(Going { from, to, link, is_call, calls, share, is_circle: false })
    }

    /// Calls of a link for each request that takes it, retries aside, and the share of
    /// these in which there are any.
    fn often(&self, link: &Link) -> (f64, f64) {
        let number = |input| {
            let value = link_input(link, input, self.resolved.catalog, self.resolved.scenario);
            value.range.typical
        };
        let calls = carried(number(Input::Calls), 0.0, number(Input::Batch));
        (calls, calls.min(1.0))
    }

    /// Puts what is around a call or message around it.
    fn enclose(&mut self, going: Going) {
        let mut around = vec![Block::Sometimes(going.share), Block::Repeated(going.calls)];
        around.retain(|block| block.is_needed());
        self.work.extend(around.iter().map(|_| Work::Close));
        self.work.push(Work::Step(going));
        self.work.extend(around.into_iter().rev().map(Work::Open));
    }

    fn step(&mut self, going: Going) {
        let Going { from, to, is_call, calls, share, is_circle, .. } = going;
        let is_new = !self.places.contains_key(&to);
        let no_place = is_new && self.places.len() == MOST_PARTICIPANTS;
        if !self.is_full && (self.told == MOST_STEPS || no_place) {
            self.is_full = true;
            self.close_what_is_empty();
        }
        let follows = is_call && !is_circle;
        let again = self.unfolded[to];
        if self.is_full {
            self.found.left_out += 1;
        } else {
            self.told += 1;
            let after = match (is_circle, follows && again && self.asks(to)) {
                (true, _) => After::Circle,
                (_, true) => After::Above,
                _ => After::Told,
            };
            let [from, to] = [from, to].map(|node| self.place(node));
            let of = self.links[going.link];
            let (link, stage) = (of.id.clone(), of.stage);
            let step = Step { from, to, link, is_call, calls, share, stage, after };
            self.found.items.push(Item::Step(step));
            if follows {
                self.work.push(Work::Answer(self.found.items.len() - 1));
            }
        }
        if follows && !again {
            self.unfolded[to] = true;
            self.work.push(Work::Of(to));
        } else if !is_call && !is_circle {
            self.later.push_back(to);
        }
    }

    /// Takes back what was begun for steps that are not told.
    fn close_what_is_empty(&mut self) {
        let begins = |item: &mut Item| matches!(item, Item::Open(_) | Item::Beside | Item::Apart);
        while let Some(item) = self.found.items.pop_if(begins) {
            self.unopened += usize::from(matches!(item, Item::Open(_)));
        }
    }

    /// The place of a node among the participants, a new one where it has none.
    fn place(&mut self, node: usize) -> usize {
        let next = self.places.len();
        let place = *self.places.entry(node).or_insert(next);
        if place == next {
            self.found.participants.push(self.graph.nodes[node].component.clone());
        }
        place
    }

    /// Whether requests make a node ask anything.
    fn asks(&self, node: usize) -> bool {
        let mut all = self.graph.nodes[node].calls();
        self.circles.contains_key(&node)
            || all.any(|call| self.graph.share_taking(node, call, self.entry) > 0.0)
    }
}
