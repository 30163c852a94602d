//! The plan as a network of queues: stations, and the calls between them.

use std::collections::BTreeMap;

use super::facts::{Facts, Origin, Value};
use super::point::Point;
use super::queueing::Varied;
use super::resolve::Resolved;
use super::sights::Mixes;
use super::station::Station;
use super::totals::{self, Assignment, Shared};
use super::visits::Visits;
use super::{flow, kernel};
use crate::model::{ComponentId, Input, Kind, Link, Sourcing};

/// Stations and calls of a plan under an assignment, all numbers at their medians.
///
/// Calls never form a circle: links that close one are left out, see
/// [`Resolved::cut_links`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CallGraph {
    /// One for each component, in the order of their ids.
    pub nodes: Vec<Node>,
    /// Indices of the nodes, callers before those that they call.
    pub order: Vec<usize>,
    /// The nodes at which the requests begin that take some link, rising, for each such link.
    pub routes: Vec<Vec<usize>>,
    pub(super) mixes: Mixes,
}

/// A component in the network.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The component.
    pub component: ComponentId,
    /// Its lines and servers; none where it has no candidate, as what is bought or outside.
    pub station: Option<Station>,
    /// Time that it takes where it has no station: the I/O wait stated or assumed for it, or nothing
    /// for who asks from outside and waits itself.
    pub delay: Option<Varied>,
    /// Whether that time is assumed.
    pub delay_guessed: bool,
    /// Servers of the plan that it runs on; none without a station, and where its users' machines or
    /// what calls it run it.
    pub servers: Option<f64>,
    /// Its availability target, if there is one, as a share.
    pub availability: Option<f64>,
    /// Requests and messages that reach it, per second.
    pub rate_per_s: f64,
    /// Those of them that come from nowhere in the plan, per second.
    pub external_per_s: f64,
    /// Whether a flow begins here: nothing in the plan calls it, or a rate of its own is known.
    pub is_entry: bool,
    /// What it calls and waits for: stages follow one another.
    pub stages: Vec<Vec<Call>>,
    /// What it sends and does not wait for.
    pub messages: Vec<Call>,
}

/// Calls along one link.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Call {
    /// Index of the node that is called.
    pub to: usize,
    /// Calls for each request of the caller that takes the link, retries included; 0.3 is a call in three of ten
    /// requests, 2.3 is two calls and in three of ten requests another one.
    pub calls: f64,
    /// Share of them that really goes out. Less than 1 where callers would send more than the
    /// called component is known to get: a guess upstream gives way to an answer downstream.
    pub share: f64,
    /// Which of [`CallGraph::routes`] the link is on; none where all requests take it.
    pub route: Option<usize>,
    /// Place of the link among those of the plan, in the order of their ids.
    pub link: usize,
}

impl Node {
    /// Everything that it calls or sends.
    pub fn calls(&self) -> impl Iterator<Item = &Call> {
        self.stages.iter().flatten().chain(&self.messages)
    }
}

impl CallGraph {
    /// The network of a plan.
    #[must_use]
    pub fn new(resolved: &Resolved<'_>, assignment: &Assignment) -> Self {
        let shared = Shared::of(resolved, Point::Typical);
        let mut nodes: Vec<Node> = resolved
            .components
            .iter()
            .map(|facts| node(resolved, assignment, &shared, facts))
            .collect();
        let (links, routes) = links(resolved);
        balance(resolved, &links, &mut nodes);
        nobody_waits_for_callers(resolved, &links, &mut nodes);
        let order = order(&nodes);
        let mixes = Mixes::of(&nodes, &order, &routes);
        Self { nodes, order, routes, mixes }
    }

    /// The index of the node of a component.
    #[must_use]
    pub fn place(&self, component: &ComponentId) -> Option<usize> {
        self.nodes.binary_search_by(|node| node.component.cmp(component)).ok()
    }

    /// One component alone, with a single line of those that it has: all are alike.
    #[must_use]
    pub fn of_line(component: &ComponentId, station: Station) -> Self {
        let rate = station.queue.rate_per_ms * 1000.0;
        let node = Node {
            component: component.clone(),
            station: Some(Station { lines: 1, ..station }),
            delay: None,
            delay_guessed: false,
            servers: Some(1.0),
            availability: None,
            rate_per_s: rate,
            external_per_s: rate,
            is_entry: true,
            stages: Vec::new(),
            messages: Vec::new(),
        };
        Self { nodes: vec![node], order: vec![0], ..Self::default() }
    }

    /// The same network with CPU times of this squared coefficient of variation everywhere: 0 for
    /// constant, 1 for exponential ones.
    #[must_use]
    pub fn varying(mut self, scv: f64) -> Self {
        for station in self.nodes.iter_mut().filter_map(|node| node.station.as_mut()) {
            station.cpu_spread = libm::sqrt(scv.max(0.0));
        }
        self
    }

    /// How often each component is called, as a mean, before one request of `entry` is answered.
    #[must_use]
    pub fn visits(&self, entry: usize) -> Vec<f64> {
        let mut visits = vec![0.0; self.nodes.len()];
        for &(node, times) in Visits::new(self).of(entry) {
            visits[node] = times;
        }
        visits
    }
}

fn node(
    resolved: &Resolved<'_>,
    assignment: &Assignment,
    shared: &Shared,
    facts: &Facts<'_>,
) -> Node {
    let catalog = resolved.catalog;
    let id = &facts.component.id;
    let candidate = assignment.get(id).and_then(|id| catalog.candidates.get(id));
    let stack = candidate.and_then(|candidate| {
        let language = catalog.languages.get(&candidate.language)?;
        Some(totals::stack(candidate, language, Point::Typical))
    });
    let draw = totals::draw(facts, shared, Point::Typical);
    let counts = |value: &Value| value.origin != Origin::Assumed || facts.around.awaited;
    let wait = facts.ready_made_wait().filter(counts);
    let wait = wait.filter(|_| stack.is_none() && !facts.component.is_built());
    Node {
        component: id.clone(),
        station: stack.map(|stack| kernel::station(&draw, &stack)),
        delay: wait.map(|value| Varied { mean_ms: value.range.typical, spread: draw.wait_spread }),
        delay_guessed: wait.is_some_and(|value| value.origin == Origin::Assumed),
        servers: stack.filter(|_| draw.on_servers).map(|stack| kernel::size(&draw, &stack).servers),
        availability: facts.value(Input::Availability).map(|value| value.range.typical),
        rate_per_s: draw.rate_per_s,
        external_per_s: 0.0,
        is_entry: facts.given(Input::ExternalRate).is_some(),
        stages: Vec::new(),
        messages: Vec::new(),
    }
}

/// Whoever asks from outside and is asked by nobody takes no time: it is what waits.
fn nobody_waits_for_callers(resolved: &Resolved<'_>, links: &[Carrier<'_>], nodes: &mut [Node]) {
    let (mut calls, mut called) = (vec![false; nodes.len()], vec![false; nodes.len()]);
    for carrier in links {
        (calls[carrier.from], called[carrier.to]) = (true, true);
    }
    for (index, (facts, node)) in resolved.components.iter().zip(nodes).enumerate() {
        let outside = facts.component.sourcing() == Sourcing::Outside
            || facts.component.kind.is_client() && !facts.component.is_built();
        if outside && calls[index] && !called[index] && node.station.is_none() {
            node.delay.get_or_insert(Varied { mean_ms: 0.0, spread: 0.0 });
        }
    }
}

/// A link that carries requests or messages, with its ends and calls.
struct Carrier<'a> {
    link: &'a Link,
    /// Its place among all links of the plan.
    place: usize,
    from: usize,
    to: usize,
    calls: f64,
    route: Option<usize>,
    going: f64,
    /// Whether the rate of the caller is a guess.
    guess: bool,
}

/// The links that carry something, and the routes of those that are for some requests alone.
fn links<'a>(resolved: &Resolved<'a>) -> (Vec<Carrier<'a>>, Vec<Vec<usize>>) {
    let components = &resolved.components;
    let index = |id: &ComponentId| components.binary_search_by(|f| f.component.id.cmp(id)).ok();
    let mut routes = Vec::new();
    let all = resolved.plan.links.values().enumerate();
    let links = all
        .filter(|(_, link)| resolved.is_open(link))
        .filter_map(|(place, link)| {
            let (from, to) = (index(&link.from)?, index(&link.to)?);
            let (calls, _) = flow::calls_per_request(link, resolved.catalog, resolved.scenario)?;
            let guess = components[from].rate.origin == Origin::Assumed;
            let calls = Some(calls.typical).filter(|calls| *calls > 0.0)?;
            let route = link.only_for.as_ref().map(|begins| {
                routes.push(begins.iter().filter_map(index).collect());
                routes.len() - 1
            });
            let going = resolved.going(&link.id);
            Some(Carrier { link, place, from, to, calls, route, going, guess })
        })
        .collect();
    (links, routes)
}

/// Hangs the calls into the nodes so that what flows in and what comes from outside adds up to the
/// rate of each node.
fn balance(resolved: &Resolved<'_>, links: &[Carrier<'_>], nodes: &mut [Node]) {
    let mut inflow = vec![[0.0; 2]; nodes.len()];
    for carrier in links {
        inflow[carrier.to][usize::from(carrier.guess)] +=
            nodes[carrier.from].rate_per_s * carrier.calls * carrier.going;
    }
    let mut called = vec![false; nodes.len()];
    let mut stages: Vec<BTreeMap<u16, Vec<Call>>> = vec![BTreeMap::new(); nodes.len()];
    for carrier in links {
        let [known, guessed] = inflow[carrier.to];
        let rate = nodes[carrier.to].rate_per_s;
        let fits =
            |room: f64, wanted: f64| if wanted > room { (room / wanted).max(0.0) } else { 1.0 };
        let share = if carrier.guess { fits(rate - known, guessed) } else { fits(rate, known) };
        let Carrier { to, calls, route, place: link, .. } = *carrier;
        let call = Call { to, calls, share, route, link };
        called[carrier.to] = true;
        // Nobody waits behind a queue, however the link from it is drawn.
        let from = &resolved.components[carrier.from].component.kind;
        if carrier.link.is_synchronous() && *from != Kind::Queue {
            stages[carrier.from].entry(carrier.link.stage).or_default().push(call);
        } else {
            nodes[carrier.from].messages.push(call);
        }
    }
    for (index, (node, stages)) in nodes.iter_mut().zip(stages).enumerate() {
        let rest = node.rate_per_s - inflow[index].iter().sum::<f64>();
        // Sums of products leave a few bits.
        node.external_per_s = if rest > 1e-9 * node.rate_per_s { rest } else { 0.0 };
        node.is_entry = node.external_per_s > 0.0 && (node.is_entry || !called[index]);
        node.stages = stages.into_values().collect();
    }
}

/// Callers before those that they call.
fn order(nodes: &[Node]) -> Vec<usize> {
    let mut callers = vec![0_usize; nodes.len()];
    for call in nodes.iter().flat_map(Node::calls) {
        callers[call.to] += 1;
    }
    let mut order: Vec<usize> = (0..nodes.len()).filter(|&index| callers[index] == 0).collect();
    let mut next = 0;
    while let Some(&index) = order.get(next) {
        next += 1;
        for &Call { to, .. } in nodes[index].calls() {
            callers[to] -= 1;
            if callers[to] == 0 {
                order.push(to);
            }
        }
    }
    order
}
