//! Discrete-event simulation of a plan: the same network of queues as the formulas speak of, played
//! through request by request.
//!
//! Requests from outside come at random (Poisson), join a random line of their component, and hold
//! a server for a random time. Then they wait for things outside for another one, and call stage by stage what the
//! component calls. Messages go out when the component itself is done, and nobody waits for them.
//! Where the formulas take lines as independent and arrivals as Poisson, here they are what they
//! are: calls that follow one another, branches that start together.
//!
//! The same seed gives the same result on every machine: the generator is portable, its seed is
//! spread as its authors advise, and logarithms come from `libm`.

mod calendar;
mod engine;
mod place;
mod random;
mod record;

use std::ops::ControlFlow;

use super::call_graph::CallGraph;
use crate::model::ComponentId;
use engine::Engine;

/// Requests and messages that reach components unless a time is asked for: enough for the 99th
/// percentile of what gets one in a hundred of them.
pub const REQUESTS: f64 = 2e6;

/// Equal stretches of time that measuring is divided into.
pub const BATCHES: usize = 20;

/// Quantile of Student's t for a two-sided 95 % interval with one degree of freedom less than
/// [`BATCHES`].
const STUDENT_T: f64 = 2.093;

/// Share of the time that is played before measuring, since all lines are empty at first.
const WARM_UP: f64 = 0.1;

/// How to simulate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Simulated time, of which the first tenth is not measured, s.
    pub seconds: f64,
    /// Seed of the generator.
    pub seed: u64,
}

/// What a simulation found.
#[derive(Clone, Debug, PartialEq)]
pub struct Simulation {
    /// Simulated time, s.
    pub seconds: f64,
    /// Events played through.
    pub events: u64,
    /// Components that have rates and lines or stated waits, in the order of their ids.
    pub components: Vec<Component>,
    /// Flows, in the order of the ids of their entry points.
    pub flows: Vec<Flow>,
}

/// One component in a simulation.
#[derive(Clone, Debug, PartialEq)]
pub struct Component {
    /// The component.
    pub component: ComponentId,
    /// Busy share of its servers.
    pub utilisation: f64,
    /// Time to answer without calls to other components.
    pub own: Times,
}

/// One flow in a simulation.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// Component that it begins with.
    pub entry: ComponentId,
    /// Time to answer with everything that is waited for.
    pub whole: Times,
}

/// Measured times.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Times {
    /// Requests measured.
    pub count: u64,
    /// Mean, ms.
    pub mean_ms: Measured,
    /// Median, ms.
    pub p50_ms: Measured,
    /// 95th percentile, ms.
    pub p95_ms: Measured,
    /// 99th percentile, ms.
    pub p99_ms: Measured,
}

/// Requests that must take longer than a percentile for it to be told.
const BEYOND: f64 = 10.0;

impl Times {
    /// Whether nobody waits for anything: what only hands messages on takes no time.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.mean_ms.value == Some(0.0)
    }

    /// How many more requests than `count` it takes until a percentile can be told.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small count")]
    pub fn missing(count: u64, probability: f64) -> u64 {
        (libm::round(BEYOND / (1.0 - probability)) as u64).saturating_sub(count)
    }
}

/// A measured value with how sure it is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measured {
    /// The value, ms; none where nothing was measured, or too little for a percentile, see
    /// [`Times::missing`].
    pub value: Option<f64>,
    /// Half the width of its 95 % confidence interval, from the means of [`BATCHES`] equal stretches
    /// of time (batch means: A. Law, Simulation Modeling and Analysis, section 9.5.3), ms; none
    /// where a stretch holds too few requests.
    pub half_width: Option<f64>,
}

impl Measured {
    /// Whether a value lies in the confidence interval.
    #[must_use]
    pub fn holds(&self, value: f64) -> bool {
        let (Some(middle), Some(half)) = (self.value, self.half_width) else { return false };
        (value - middle).abs() <= half
    }
}

/// Why a simulation ended without a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Stopped {
    /// It was told to.
    #[error("the simulation was cancelled")]
    Cancelled,
    /// Requests pile up, since a component is overloaded or waits are very long, or the plan has
    /// millions of servers.
    #[error(
        "more than four million requests are under way or lines to stand in; simulate a smaller load or look for an overloaded component"
    )]
    TooMany,
}

/// Simulated time in which so many requests and messages reach components, s; none if nothing ever
/// comes.
#[must_use]
pub fn seconds_for(graph: &CallGraph, requests: f64) -> Option<f64> {
    let rate: f64 = graph.nodes.iter().map(|node| node.rate_per_s).sum();
    (rate > 0.0).then(|| requests / rate)
}

/// Simulates a plan.
///
/// `progress` is told from time to time which share is done, 0 to 1, and can break off. At
/// saturation lines grow as long as it runs, and results say nothing of a steady state.
///
/// # Errors
/// [`Stopped`] says why there is no result.
pub fn simulate(
    graph: &CallGraph,
    settings: Settings,
    mut progress: impl FnMut(f64) -> ControlFlow<()>,
) -> Result<Simulation, Stopped> {
    let end_ms = settings.seconds * 1000.0;
    let warm_up = end_ms * WARM_UP;
    let mut engine = Engine::new(graph, settings, [warm_up, end_ms])?;
    engine.play(warm_up, end_ms, &mut progress)?;
    engine.measure();
    let batch = (end_ms - warm_up) / f64::from(u32::try_from(BATCHES).unwrap_or(1));
    let mut until = warm_up;
    for _ in 0..BATCHES {
        until += batch;
        engine.play(until, end_ms, &mut progress)?;
        engine.end_batch();
    }
    Ok(engine.result(settings.seconds, (end_ms - warm_up).max(0.0)))
}
