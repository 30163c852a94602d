//! Times of call trees, combined once for all flows, and taken apart again for shares.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::rc::Rc;

use super::super::call_graph::{Call, CallGraph, Node};
use super::super::distribution::{BEYOND, Distribution};
use super::super::queueing::{Queue, Stalls, Varied};
use super::super::station::Station;

/// Share of a call below which it is left out.
const RARE: f64 = 1e-6;

/// The steps that combine times of components to times of call trees.
///
/// They are kept, so that weights can be carried back from the time of a flow to those of its
/// components (what is known as reverse accumulation).
pub(super) struct Combination {
    steps: Vec<Step>,
    /// Step of each component with everything that it waits for; none where it was not asked for
    /// or something is saturated.
    whole: Vec<Option<usize>>,
}

struct Step {
    how: How,
    time: Distribution,
}

#[derive(Clone, Copy)]
enum How {
    /// The own time of a component.
    Own(usize),
    /// A time that is given as it is.
    Given,
    /// One step after another.
    Sum(usize, usize),
    /// The later of two steps.
    Later(usize, usize),
    /// A step in a share of the cases.
    Sometimes(usize, f64),
}

impl Combination {
    /// Combines what the entry points wait for; each component once, however often it is called.
    pub fn new(graph: &CallGraph, entries: &[usize]) -> Self {
        let mut needed = vec![false; graph.nodes.len()];
        for &entry in entries {
            needed[entry] = true;
        }
        for &from in &graph.order {
            if needed[from] {
                for call in graph.nodes[from].stages.iter().flatten() {
                    needed[call.to] = true;
                }
            }
        }
        let mut this = Self { steps: Vec::new(), whole: vec![None; graph.nodes.len()] };
        for &index in graph.order.iter().rev().filter(|&&index| needed[index]) {
            this.whole[index] = this.tree(index, &graph.nodes[index]);
        }
        this
    }

    /// Time of a component with everything that it waits for.
    pub fn time(&self, component: usize) -> Option<&Distribution> {
        self.whole[component].map(|step| &self.steps[step].time)
    }

    /// Adds the mean time of each component that is reached, by index, under weights for the points of the
    /// time of `component`; nothing at saturation.
    pub fn add_times(&self, component: usize, weights: Vec<f64>, times: &mut BTreeMap<usize, f64>) {
        let Some(last) = self.whole[component] else { return };
        // Parts come before what is made of them, so what is left to do is taken from the end.
        let mut open = BTreeMap::from([(last, weights)]);
        while let Some((step, of)) = open.pop_last() {
            let time = &self.steps[step].time;
            match self.steps[step].how {
                How::Own(of_component) => {
                    *times.entry(of_component).or_insert(0.0) += time.weighted_mean(&of);
                }
                How::Given => {}
                How::Sum(a, b) => {
                    let [a_time, b_time] = [a, b].map(|part| &self.steps[part].time);
                    add(&mut open, a, a_time.weights_in_sum(b_time, time, &of));
                    add(&mut open, b, b_time.weights_in_sum(a_time, time, &of));
                }
                How::Later(a, b) => {
                    let [a_time, b_time] = [a, b].map(|part| &self.steps[part].time);
                    add(&mut open, a, a_time.weights_in_later(b_time, time, &of));
                    add(&mut open, b, b_time.weights_in_later(a_time, time, &of));
                }
                How::Sometimes(part, share) => {
                    let part_time = &self.steps[part].time;
                    add(&mut open, part, part_time.weights_in_sometimes(share, &of));
                }
            }
        }
    }

    fn push(&mut self, how: How) -> usize {
        let time = match how {
            How::Own(_) | How::Given => Distribution::constant(0.0),
            How::Sum(a, b) => self.steps[a].time.plus(&self.steps[b].time),
            How::Later(a, b) => self.steps[a].time.later_of(&self.steps[b].time),
            How::Sometimes(part, share) => self.steps[part].time.sometimes(share),
        };
        self.steps.push(Step { how, time });
        self.steps.len() - 1
    }

    fn tree(&mut self, index: usize, node: &Node) -> Option<usize> {
        let own = own(node)?;
        let mut whole = self.push(How::Own(index));
        self.steps[whole].time = own;
        for stage in node.stages.iter().filter(|stage| !stage.is_empty()) {
            let slowest = self.stage(stage)?;
            whole = self.push(How::Sum(whole, slowest));
        }
        Some(whole)
    }

    /// Time of one stage of calls, where the whole times of what is called are given; none at
    /// saturation.
    pub fn of_stage(
        stage: &[Call],
        whole: impl Fn(usize) -> Option<Rc<Distribution>>,
    ) -> Option<Distribution> {
        let mut this = Self { steps: Vec::new(), whole: Vec::new() };
        let mut calls = stage.to_vec();
        for call in &mut calls {
            let step = this.push(How::Given);
            this.steps[step].time = (*whole(call.to)?).clone();
            call.to = this.whole.len();
            this.whole.push(Some(step));
        }
        let last = this.stage(&calls)?;
        this.steps.swap_remove(last).time.into()
    }

    /// The calls of one stage, all at once.
    fn stage(&mut self, stage: &[Call]) -> Option<usize> {
        let mut slowest: Option<usize> = None;
        for call in stage {
            let link = self.calls(call)?;
            slowest = Some(slowest.map_or(link, |other| self.push(How::Later(other, link))));
        }
        slowest
    }

    /// The calls of one link, one after the other: halves are combined first, so that many calls
    /// take few steps.
    fn calls(&mut self, call: &Call) -> Option<usize> {
        let one = self.whole[call.to]?;
        let mut whole = whole_calls(call.calls);
        let rest = call.calls - f64::from(whole);
        let mut sum = (rest > RARE).then(|| self.push(How::Sometimes(one, rest)));
        let mut power = one;
        while whole > 0 {
            if whole % 2 == 1 {
                sum = Some(sum.map_or(power, |sum| self.push(How::Sum(sum, power))));
            }
            whole /= 2;
            if whole > 0 {
                power = self.push(How::Sum(power, power));
            }
        }
        // Hardly a call is no call.
        let sum = sum.unwrap_or_else(|| self.push(How::Sometimes(one, 0.0)));
        Some(sum)
    }
}

/// Calls that every request makes.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to fit")]
fn whole_calls(calls: f64) -> u32 {
    libm::floor(calls + RARE).clamp(0.0, f64::from(u32::MAX)) as u32
}

fn add(open: &mut BTreeMap<usize, Vec<f64>>, step: usize, weights: Vec<f64>) {
    match open.entry(step) {
        Entry::Vacant(place) => {
            place.insert(weights);
        }
        Entry::Occupied(mut sum) => {
            sum.get_mut().iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
        }
    }
}

/// Time of a component without its calls; none at saturation.
pub(super) fn own(node: &Node) -> Option<Distribution> {
    let nothing = Varied { mean_ms: 0.0, spread: 0.0 };
    // What has no line is a wait alone.
    let alone = Station {
        queue: Queue { servers: 1, rate_per_ms: 0.0, service_ms: 0.0 },
        lines: 1,
        cpu_spread: 0.0,
        io_wait: node.delay.unwrap_or(nothing),
        stalls: Stalls::NONE,
    };
    let station = node.station.unwrap_or(alone);
    (!station.is_saturated()).then(|| sojourn(&station))
}

fn sojourn(station: &Station) -> Distribution {
    let tail = station.tail();
    let span = station.quantile_ms(1.0 - BEYOND) - tail.least_ms;
    if span <= 0.0 {
        return Distribution::constant(tail.least_ms);
    }
    Distribution::of_survivals(tail.least_ms, span, |from, step, count, values| {
        values.extend(tail.exceeds_each(from, step).take(count));
    })
}
