//! The choice of a candidate for every component as a problem with three objectives.

use std::collections::BTreeMap;

use super::super::case::Case;
use super::super::gate;
use super::crews::Crews;
use crate::catalog::Candidate;
use crate::forecast::flow_latency::{self, worst::WorstFlow};
use crate::forecast::sample::{self, Catalogs};
use crate::forecast::totals::{self, Part, Shared, Totals};
use crate::forecast::{Assignment, CallGraph, Point, Resolved, kernel, outlook, prices};
use crate::model::{CandidateId, ComponentId, LanguageId};

/// Total cost, calendar weeks, worst flow p99 in ms; less is better in each.
pub(super) type Objectives = [f64; 3];

/// Position among its open candidates for each component.
pub(super) type Choice = Vec<u8>;

/// What can be chosen, and what it comes to.
#[derive(Debug)]
pub(super) struct Problem {
    /// The components to choose for.
    pub components: Vec<ComponentId>,
    /// What each may be built with.
    pub open: Vec<Vec<Alternative>>,
    /// Pairs of components that are linked, by position.
    pub links: Vec<(usize, usize)>,
    /// Components that each is linked with, by position.
    pub around: Vec<Vec<usize>>,
    /// Cost of each language beyond the first.
    pub toolchain: f64,
    /// Cost of each link that crosses languages.
    pub boundary: f64,
    /// Index of each component in the call graph.
    nodes: Vec<usize>,
    flows: WorstFlow,
    /// How often each component is called before an answer, by flow.
    visits: Vec<Vec<f64>>,
    /// The same in the flow that calls it most.
    calls: Vec<f64>,
    /// The choice by node, kept to spare an allocation.
    by_node: Vec<u8>,
    /// How often flows were computed.
    pub evaluations: usize,
    /// Cost of a further language and of a link across languages in each draw.
    boundaries: Vec<[f64; 2]>,
    /// Cost and weeks of each alternative in each draw, by component; empty until they are taken.
    draws: Vec<Vec<Vec<[f64; 2]>>>,
    /// Roles whose people build several components.
    crews: Crews,
    /// What is bought, whatever is chosen, at the medians of the inputs.
    pub bought: f64,
    /// The same in each draw; empty where nothing has a price.
    bought_draws: Vec<f64>,
}

/// One candidate for one component.
#[derive(Clone, Debug)]
pub(super) struct Alternative {
    pub candidate: CandidateId,
    /// Number of its language, the same in all components.
    pub language: usize,
    /// Everything over the horizon, in the plan's currency; without what the people of a role learn that
    /// builds several components.
    pub cost: f64,
    /// Calendar weeks to build, with a team of its own.
    pub weeks: f64,
    /// Time of its own that nine of ten answers keep, ms.
    pub p90_ms: f64,
}

impl Problem {
    /// The problem of a plan; components that no candidate fits are left out.
    pub fn new(resolved: &Resolved<'_>) -> Self {
        let candidates = resolved.catalog.compared(&resolved.plan.candidates);
        let mut languages: Vec<&LanguageId> = candidates.iter().map(|c| &c.language).collect();
        languages.sort();
        languages.dedup();
        let shared = Shared::of(resolved, Point::Typical);
        let graph = CallGraph::new(resolved, &Assignment::new());
        let mut stations = vec![Vec::new(); graph.nodes.len()];
        let (mut components, mut open, mut nodes) = (Vec::new(), Vec::new(), Vec::new());
        let mut parts: Vec<Vec<Part>> = Vec::new();
        for (node, facts) in resolved.components.iter().enumerate() {
            if !facts.component.is_built() {
                continue;
            }
            let case = Case::new(resolved, facts, &candidates);
            let fitting = case.contenders.iter().filter(|c| gate::gate(&case, c).is_none());
            let mut of_options = Vec::new();
            let options: Vec<Alternative> = fitting
                .take(usize::from(u8::MAX))
                .map(|contender| {
                    let stack =
                        totals::stack(contender.candidate, contender.language, Point::Typical);
                    let draw = totals::draw(facts, &shared, Point::Typical);
                    stations[node].push(Some(kernel::station(&draw, &stack)));
                    let (delivery, language) = (&contender.delivery, contender.language);
                    let task = totals::task(facts, delivery, language, &shared, Point::Typical);
                    of_options.push(Part { totals: contender.totals, task });
                    Alternative {
                        candidate: contender.candidate.id.clone(),
                        language: languages.binary_search(&&contender.language.id).unwrap_or(0),
                        cost: contender.totals.cost(),
                        weeks: contender.totals.weeks,
                        p90_ms: 0.0,
                    }
                })
                .collect();
            if !options.is_empty() {
                components.push(facts.component.id.clone());
                open.push(options);
                parts.push(of_options);
                nodes.push(node);
            }
        }
        let by_node = vec![0; graph.nodes.len()];
        let awaited = flow_latency::awaited(resolved, &graph);
        let flows = WorstFlow::new(graph, &stations, awaited);
        for (options, &node) in open.iter_mut().zip(&nodes) {
            for (place, option) in options.iter_mut().enumerate() {
                option.p90_ms = flows.own_p90_ms(node, place);
            }
        }
        let tasks = parts.iter().map(|of| of.iter().map(|part| part.task).collect()).collect();
        let crews = Crews::new(resolved, &components, tasks);
        for (at, options) in open.iter_mut().enumerate().filter(|(at, _)| crews.hold(*at)) {
            for (option, part) in options.iter_mut().zip(&parts[at]) {
                option.cost = part.without_learning().cost();
            }
        }
        let constant = |name| resolved.catalog.constant(name, 0.0) * shared.weekly_cost;
        let visits: Vec<Vec<f64>> = flows
            .visits()
            .iter()
            .map(|of_nodes| nodes.iter().map(|&node| of_nodes[node]).collect())
            .collect();
        let links = links(resolved, &components);
        let mut around = vec![Vec::new(); components.len()];
        for &(a, b) in links.iter().filter(|(a, b)| a != b) {
            around[a].push(b);
            around[b].push(a);
        }
        Self {
            draws: Vec::new(),
            bought: prices::of_all_bought(resolved, &shared, Point::Typical).cost(),
            bought_draws: Vec::new(),
            crews,
            boundaries: Vec::new(),
            links,
            around,
            components,
            open,
            toolchain: constant("second_toolchain"),
            boundary: constant("boundary_weeks"),
            calls: (0..nodes.len())
                .map(|at| visits.iter().map(|of_flow: &Vec<f64>| of_flow[at]).fold(0.0, f64::max))
                .collect(),
            visits,
            nodes,
            flows,
            by_node,
            evaluations: 0,
        }
    }

    /// Number of assignments; unlimited where it is too large to count.
    pub fn assignments(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "at most 255 each")]
        self.open.iter().map(|options| options.len() as f64).product()
    }

    /// Total cost and weeks at the medians of the inputs, which are quick to compute.
    pub fn cost_and_weeks(&self, choice: &[u8]) -> [f64; 2] {
        let (mut cost, mut weeks) = (self.bought, 0.0_f64);
        for (options, &place) in self.open.iter().zip(choice) {
            let option = &options[usize::from(place)];
            cost += option.cost;
            weeks = weeks.max(option.weeks);
        }
        for of in self.crews.at_medians(choice) {
            cost += of.cost();
            weeks = weeks.max(of.weeks);
        }
        let [further, crossings] = self.crossings(choice);
        [cost + further * self.toolchain + crossings * self.boundary, weeks]
    }

    /// Takes the draws that [`Problem::told`] needs.
    pub fn draw(&mut self, resolved: &Resolved<'_>) {
        let known = &resolved.catalog.candidates;
        let catalogs = Catalogs::told(resolved);
        let crews = &mut self.crews;
        let of = |(at, (id, options)): (usize, (&ComponentId, &Vec<Alternative>))| {
            let facts = resolved.facts(id)?;
            let candidates: Vec<&Candidate> =
                options.iter().filter_map(|option| known.get(&option.candidate)).collect();
            let drawn = outlook::parts(resolved, facts, &candidates, &catalogs);
            crews.draw(&drawn);
            let shared = crews.hold(at);
            let pair = |of: &Part| {
                let totals = if shared { of.without_learning() } else { of.totals };
                [totals.cost(), totals.weeks]
            };
            Some(drawn.iter().map(|draws| draws.iter().map(pair).collect()).collect())
        };
        let both = self.components.iter().zip(&self.open).enumerate();
        let drawn: Option<Vec<_>> = both.map(of).collect();
        self.boundaries = sample::without_components(resolved, &catalogs, |alone| {
            let weekly = Shared::of(alone, Point::Typical).weekly_cost;
            [[1.0, 0.0], [0.0, 1.0]]
                .map(|one| totals::boundary_of(alone.catalog, one, Point::Typical) * weekly)
        });
        let bought = outlook::bought(resolved, &catalogs);
        self.bought_draws = bought.iter().map(Totals::cost).collect();
        self.draws = drawn.unwrap_or_default();
    }

    /// Total cost and weeks as they are told, the medians of the draws.
    pub fn told(&self, choice: &[u8]) -> [f64; 2] {
        let [further, crossings] = self.crossings(choice);
        let boundary =
            |[toolchain, boundary]: &[f64; 2]| further * toolchain + crossings * boundary;
        let mut costs: Vec<f64> = self.boundaries.iter().map(boundary).collect();
        costs.iter_mut().zip(&self.bought_draws).for_each(|(cost, bought)| *cost += bought);
        let mut longest = vec![0.0_f64; costs.len()];
        for (of, &place) in self.draws.iter().zip(choice) {
            let sums = costs.iter_mut().zip(&mut longest);
            for ((sum, longest), [cost, weeks]) in sums.zip(&of[usize::from(place)]) {
                *sum += cost;
                *longest = longest.max(*weeks);
            }
        }
        self.crews.add_draws(choice, &mut costs, &mut longest);
        [costs, longest].map(|values| sample::median(values).unwrap_or(0.0))
    }

    /// How many languages a choice has beyond the first, and how many links cross languages.
    fn crossings(&self, choice: &[u8]) -> [f64; 2] {
        let language = |at: usize| self.open[at][usize::from(choice[at])].language;
        let mut used = 0_u64;
        for at in 0..choice.len() {
            used |= 1 << language(at).min(63);
        }
        let crossings = self.links.iter().filter(|&&(a, b)| language(a) != language(b)).count();
        #[expect(clippy::cast_precision_loss, reason = "counts of links are small")]
        let crossings = crossings as f64;
        [f64::from(used.count_ones().saturating_sub(1)), crossings]
    }

    /// 99th percentile of the slowest flow, ms.
    pub fn p99_ms(&mut self, choice: &[u8]) -> f64 {
        for (&node, &place) in self.nodes.iter().zip(choice) {
            self.by_node[node] = place;
        }
        self.evaluations += 1;
        self.flows.p99_ms(&self.by_node)
    }

    /// A quick guess that rises and falls with the p99 of the slowest flow: the largest sum of calls
    /// times the time of each component, ms.
    pub fn rough_ms(&self, choice: &[u8]) -> f64 {
        let of_flow = |visits: &Vec<f64>| -> f64 {
            let times = self.open.iter().zip(choice).map(|(of, &at)| of[usize::from(at)].p90_ms);
            visits.iter().zip(times).filter(|(calls, _)| **calls > 0.0).map(|(c, t)| c * t).sum()
        };
        self.visits.iter().map(of_flow).fold(0.0, f64::max)
    }

    /// What a component adds to that guess in the flow that calls it most, ms.
    pub fn weight_ms(&self, at: usize, place: usize) -> f64 {
        let calls = self.calls[at];
        if calls > 0.0 { calls * self.open[at][place].p90_ms } else { 0.0 }
    }

    /// All three objectives, as they are told.
    pub fn objectives(&mut self, choice: &[u8]) -> Objectives {
        let [cost, weeks] = self.told(choice);
        [cost, weeks, self.p99_ms(choice)]
    }

    /// The choice that an assignment makes, if it makes one that is open for every component.
    pub fn choice_of(&self, assignment: &Assignment) -> Option<Choice> {
        let place = |(id, options): (&ComponentId, &Vec<Alternative>)| {
            let candidate = assignment.get(id)?;
            let place = options.iter().position(|option| option.candidate == *candidate)?;
            u8::try_from(place).ok()
        };
        self.components.iter().zip(&self.open).map(place).collect()
    }

    /// The assignment that a choice stands for.
    pub fn assignment(&self, choice: &[u8]) -> Assignment {
        let chosen =
            self.open.iter().zip(choice).map(|(options, &place)| &options[usize::from(place)]);
        let pairs = self.components.iter().zip(chosen);
        pairs.map(|(id, option)| (id.clone(), option.candidate.clone())).collect()
    }
}

fn links(resolved: &Resolved<'_>, components: &[ComponentId]) -> Vec<(usize, usize)> {
    let places: BTreeMap<&ComponentId, usize> =
        components.iter().enumerate().map(|(place, id)| (id, place)).collect();
    let links = resolved.plan.links.values();
    links.filter_map(|link| Some((*places.get(&link.from)?, *places.get(&link.to)?))).collect()
}
