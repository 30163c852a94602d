//! Makes the chart of one flow.

use super::{Arrow, Lane, Row, SEQUENCE, Sequence, Times};
use crate::advice::{self, Choice};
use crate::base::{Range, Unit, number};
use crate::charts::chart::{Body, Chart, Panel};
use crate::charts::{flow_latency, footer};
use crate::forecast::call_graph::Node;
use crate::forecast::sequence::{Item, MOST_PARTICIPANTS, MOST_STEPS, Step};
use crate::forecast::{self, Assignment, CallGraph, Resolved, Response, responses};
use crate::model::ComponentId;

/// The chart of the flow that begins at a component; without one of the flow that most needs a look.
/// Nothing but why is in it without draws.
pub fn chart(resolved: &Resolved<'_>, entry: Option<&ComponentId>, draws: bool) -> Chart {
    if !draws {
        return empty(resolved, "The steps are being timed.");
    }
    let assignment = advice::decided_else_advised(resolved);
    let known = entry.filter(|id| resolved.plan.components.contains_key(*id)).cloned();
    let entry = known.or_else(|| worth_a_look(resolved, &assignment));
    let graph = CallGraph::new(resolved, &assignment);
    let of = entry.and_then(|id| Some((forecast::Sequence::of(resolved, &graph, &id)?, id)));
    let Some((steps, entry)) = of else {
        return empty(resolved, "There is no flow yet: give a component the rate of its requests.");
    };
    let answers = responses::seen_from(resolved, &assignment, &entry, &steps.participants);
    let made = Made { resolved, graph: &graph, assignment: &assignment, answers: &answers };
    made.chart(&steps, &entry)
}

/// Of the flows through several components that people wait for the one that misses its target, else one
/// that may, else the slowest.
fn worth_a_look(resolved: &Resolved<'_>, assignment: &Assignment) -> Option<ComponentId> {
    let answers = responses::of_assignment(resolved, assignment);
    let may_miss = |of: &Response| of.chance.is_some_and(|chance| chance < responses::LIKELY);
    let rank = |of: &Response| (!of.is_alone, of.is_awaited, of.misses(), may_miss(of));
    let flows = answers.iter().filter(|of| of.is_flow);
    let first = flows.reduce(|best, of| {
        let slower = of.p99_ms.typical.total_cmp(&best.p99_ms.typical);
        if rank(of).cmp(&rank(best)).then(slower).is_gt() { of } else { best }
    });
    first.map(|of| of.component.clone())
}

fn empty(resolved: &Resolved<'_>, why: &str) -> Chart {
    Chart {
        id: SEQUENCE,
        title: crate::charts::label(SEQUENCE).to_owned(),
        takeaway: String::new(),
        panels: vec![Panel { title: String::new(), body: Body::Empty(why.to_owned()) }],
        notes: Vec::new(),
        sources: Vec::new(),
        assumed: resolved.counts().assumed > 0,
        assumptions: Vec::new(),
    }
}

struct Made<'a> {
    resolved: &'a Resolved<'a>,
    graph: &'a CallGraph,
    assignment: &'a Assignment,
    /// Those of the components that take part, as seen by the flow.
    answers: &'a [Response],
}

impl Made<'_> {
    fn chart(&self, steps: &forecast::Sequence, entry: &ComponentId) -> Chart {
        let resolved = self.resolved;
        let name = self.name(entry);
        let sequence = self.sequence(steps, entry);
        Chart {
            id: SEQUENCE,
            title: format!("{name}: steps of its flow"),
            takeaway: self.takeaway(entry),
            notes: self.notes(steps),
            panels: vec![Panel { title: String::new(), body: Body::Sequence(sequence) }],
            sources: flow_latency::sources(resolved, self.assignment),
            assumed: resolved.counts().assumed > 0,
            assumptions: footer::assumptions_on(resolved, flow_latency::TIMED),
        }
    }

    fn sequence(&self, steps: &forecast::Sequence, entry: &ComponentId) -> Sequence {
        let answer = responses::of_component(self.answers, entry);
        let row = |item: &Item| match item {
            Item::Step(step) => Row::Arrow(self.arrow(steps, step)),
            Item::Answer(step) => Row::Answer(*step),
            Item::Open(block) => Row::Open(*block),
            Item::Beside => Row::Beside,
            Item::Close => Row::Close,
            Item::Apart => Row::Apart,
        };
        let rate = |node: &Node| if node.is_entry { node.external_per_s } else { node.rate_per_s };
        let rate = self.node(entry).map_or(0.0, rate);
        let nothing = Range::exact(0.0);
        let nothing = Times { p50_ms: nothing, p99_ms: nothing, target_ms: None, misses: false };
        Sequence {
            lanes: steps.participants.iter().map(|id| self.lane(id)).collect(),
            asked: Unit::PerSec.readable(rate),
            times: answer.map_or(nothing, times),
            rows: steps.items.iter().map(row).collect(),
            left_out: steps.left_out,
        }
    }

    fn arrow(&self, steps: &forecast::Sequence, step: &Step) -> Arrow {
        let link = self.resolved.plan.links.get(&step.link);
        Arrow {
            from: step.from,
            to: step.to,
            is_call: step.is_call,
            words: link.map_or_else(String::new, |link| link.words().to_owned()),
            calls: step.calls,
            share: step.share,
            stage: step.stage,
            after: step.after,
            times: steps.participants.get(step.to).and_then(|id| self.times(step, id)),
        }
    }

    /// How long the answer to a step takes; nothing of what nobody waits for, and of what counts with no
    /// time.
    fn times(&self, step: &Step, to: &ComponentId) -> Option<Times> {
        let is_counted = step.is_call && step.after != super::After::Circle;
        let node = self.node(to)?;
        let has_time = node.station.is_some() || node.delay.is_some() || !node.stages.is_empty();
        let answer = responses::of_component(self.answers, to)?;
        (is_counted && has_time).then(|| times(answer))
    }

    fn lane(&self, id: &ComponentId) -> Lane {
        let plan = self.resolved.plan;
        let catalog = self.resolved.catalog;
        let candidate = self.assignment.get(id).and_then(|id| catalog.candidates.get(id));
        let language = candidate.and_then(|of| catalog.languages.get(&of.language));
        let component = plan.components.get(id);
        let kind = component.map_or("", |of| of.kind.label());
        let technology = component.and_then(|of| of.technology.as_ref());
        let made_of = language.map(|of| of.name.as_str());
        let made_of = made_of.or_else(|| Some(technology?.as_str())).unwrap_or(kind);
        let group = component.and_then(|of| plan.groups.get(of.group.as_ref()?));
        Lane {
            id: id.to_string(),
            name: self.name(id).to_owned(),
            kind: component.map_or_else(String::new, |of| of.kind.word().to_owned()),
            made_of: made_of.to_owned(),
            group: group.map_or_else(String::new, |of| of.name.clone()),
            hue: language.map(|of| of.hue),
            performance: component.is_some_and(|of| of.tags.performance.is_some()),
            data: component.is_some_and(|of| of.tags.data),
        }
    }

    fn name<'b>(&'b self, id: &'b ComponentId) -> &'b str {
        self.resolved.plan.components.get(id).map_or(id.as_str(), |of| &of.name)
    }

    fn node(&self, id: &ComponentId) -> Option<&Node> {
        self.graph.nodes.get(self.graph.place(id)?)
    }

    fn takeaway(&self, entry: &ComponentId) -> String {
        let Some(answer) = responses::of_component(self.answers, entry) else {
            return String::new();
        };
        let which = Choice::usual(self.resolved.plan).label(self.resolved.catalog);
        let name = self.name(entry);
        let Some([p50, _]) = times(answer).in_words() else {
            return format!("{name}, {which}: answers take longer and longer.");
        };
        let p95 = responses::in_words_beside(answer.p95_ms.typical, answer.p99_ms.typical);
        let p99 = responses::in_words(answer.p99_ms);
        let kept = answer.target_ms.zip(answer.chance).map(|(target, chance)| {
            let target = Unit::Ms.readable(target);
            if responses::are_drawn(self.resolved) {
                format!("; the target of {target} is kept in {} draws", number::of_100(chance))
            } else {
                let kept = if answer.misses() { "missed" } else { "kept" };
                format!("; the target of {target} is {kept}")
            }
        });
        let kept = kept.unwrap_or_default();
        format!(
            "{name}, {which}: half of the answers within {p50}, 95 of 100 within {p95}, 99 of 100 within {p99}{kept}."
        )
    }

    fn notes(&self, steps: &forecast::Sequence) -> Vec<String> {
        let mut notes = vec![format!(
            "From top to bottom: a filled head is a call, whose caller waits; an open one is a message, whose sender does not. Times are those of one answer with all that it waits for, retries and the network aside, {}. par: at once; loop: one after another, as a mean; opt: in a share of the requests of the caller.",
            responses::how(self.resolved)
        )];
        let nodes = steps.participants.iter().filter_map(|id| self.node(id));
        let guessed = nodes.filter(|node| node.delay_guessed).map(|node| &node.component);
        notes.extend(forecast::flow_latency::guessed_in_words(self.resolved, guessed));
        if steps.left_out > 0 {
            let (left_out, most) = (steps.left_out, [MOST_STEPS, MOST_PARTICIPANTS]);
            let steps = if left_out == 1 {
                "1 more step is"
            } else {
                &format!("{left_out} more steps are")
            };
            notes.push(format!(
                "{steps} left out: at most {} with {} components are shown. All of them count.",
                most[0], most[1]
            ));
        }
        notes
    }
}

fn times(answer: &Response) -> Times {
    Times {
        p50_ms: answer.p50_ms,
        p99_ms: answer.p99_ms,
        target_ms: answer.target_ms,
        misses: answer.misses(),
    }
}
