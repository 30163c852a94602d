//! Small networks of queues, drawn by hand.

use polyplan::forecast::call_graph::{Call, CallGraph, Node};
use polyplan::forecast::queueing::{Queue, Stalls, Varied};
use polyplan::forecast::station::Station;

use super::sketch::id;

/// A network that grows node by node; callers come first.
pub struct Network(pub CallGraph);

/// One call of each request.
pub fn once(to: usize) -> Call {
    calls(to, 1.0)
}

pub fn calls(to: usize, calls: f64) -> Call {
    Call { to, calls, share: 1.0, route: None, link: 0 }
}

/// A wait that is always the same.
pub fn constant(mean_ms: f64) -> Varied {
    Varied { mean_ms, spread: 0.0 }
}

impl Network {
    pub fn new() -> Self {
        Self(CallGraph::default())
    }

    /// A node with one line, visited so often for each request from outside that comes; nodes are
    /// named `n0`, `n1` and so on.
    pub fn node(mut self, servers: u32, service_ms: f64, rate_per_ms: f64) -> Self {
        let index = self.0.nodes.len();
        let queue = Queue { servers, rate_per_ms, service_ms };
        self.0.nodes.push(Node {
            component: id(&format!("n{index}")),
            station: Some(Station {
                queue,
                lines: 1,
                cpu_spread: 1.0,
                io_wait: constant(0.0),
                stalls: Stalls::NONE,
            }),
            delay: None,
            delay_guessed: false,
            servers: Some(2.0),
            availability: None,
            rate_per_s: rate_per_ms * 1000.0,
            external_per_s: if index == 0 { rate_per_ms * 1000.0 } else { 0.0 },
            is_entry: index == 0,
            stages: Vec::new(),
            messages: Vec::new(),
        });
        self.0.order.push(index);
        self
    }

    /// The node added last, changed.
    pub fn with(mut self, change: impl FnOnce(&mut Node)) -> Self {
        change(self.0.nodes.last_mut().unwrap());
        self
    }

    pub fn station(self, change: impl FnOnce(&mut Station)) -> Self {
        self.with(|node| change(node.station.as_mut().unwrap()))
    }

    /// Stages that the node added last calls.
    pub fn stages(self, stages: &[&[Call]]) -> Self {
        self.with(|node| node.stages = stages.iter().map(|stage| stage.to_vec()).collect())
    }
}

/// M/M/c with a mean service of 1 ms.
pub fn single(servers: u32, utilisation: f64) -> Network {
    Network::new().node(servers, 1.0, utilisation * f64::from(servers))
}

/// Two queues one behind the other.
pub fn tandem(utilisation: f64) -> Network {
    let rate = utilisation / 2.0;
    Network::new().node(1, 2.0, rate).stages(&[&[once(1)]]).node(1, 1.5, rate)
}

/// An entry without a queue of its own that calls two queues side by side.
pub fn fork_join(utilisation: f64) -> Network {
    Network::new()
        .node(1, 0.0, utilisation)
        .stages(&[&[once(1), once(2)]])
        .node(1, 1.0, utilisation)
        .node(1, 1.0, utilisation)
}
