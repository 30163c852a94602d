//! `polyplan simulate`.

use std::fmt::Write as _;
use std::ops::ControlFlow;

use clap::Args;

use super::open::{PlanArguments, open};
use super::output::answer;
use super::say::Progress;
use super::{Format, Outcome, answer_json};
use crate::advice::{self, Choice};
use crate::base::{Unit, number};
use crate::exchange::json_simulation;
use crate::forecast::simulate::{self, Measured, REQUESTS, Settings, Simulation, Times, simulate};
use crate::forecast::{CallGraph, FlowLatency, flow_latency};

/// Requests that a simulation may have at most, several minutes of work.
const LONGEST: f64 = 5e8;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    plan: PlanArguments,
    /// Time to simulate, of which the first tenth is not measured; by default as long as two million
    /// requests take.
    #[arg(long, value_name = "SECONDS")]
    seconds: Option<f64>,
    /// Seed of the random numbers; the same seed gives the same answer.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How much CPU times vary everywhere, as squared coefficient of variation from 0 to 100: 0 is
    /// constant, 1 exponential; by default as in the forecast.
    #[arg(long, value_name = "SCV")]
    service_scv: Option<f64>,
    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    if let Some(scv) = arguments.service_scv.filter(|scv| !(0.0..=100.0).contains(scv)) {
        return Err(format!("--service-scv {scv} is not between 0 and 100"));
    }
    if let Some(seconds) = arguments.seconds.filter(|s| !(s.is_finite() && *s > 0.0)) {
        return Err(format!("--seconds {seconds} is no time to simulate; state more than 0"));
    }
    let opened = open(&arguments.plan)?;
    let resolved = opened.resolved();
    let graph = CallGraph::new(&resolved, &advice::decided_else_advised(&resolved));
    let graph = match arguments.service_scv {
        Some(scv) => graph.varying(scv),
        None => graph,
    };
    let Some(usual) = simulate::seconds_for(&graph, REQUESTS) else {
        return Err("nothing reaches any component; state an external rate".to_owned());
    };
    within_reach(arguments.seconds.unwrap_or(usual), &graph)?;
    let settings = Settings { seconds: arguments.seconds.unwrap_or(usual), seed: arguments.seed };
    let mut progress = Progress::new("Simulating");
    let found = simulate(&graph, settings, |share| {
        progress.share(share);
        ControlFlow::Continue(())
    })
    .map_err(|stopped| stopped.to_string())?;
    drop(progress);
    let flows = flow_latency::flows(&graph);
    if arguments.format == Format::Json {
        return answer_json(&json_simulation::simulation(
            &resolved,
            &opened.revision(),
            settings,
            arguments.service_scv,
            &found,
            &graph,
            &flows,
        ));
    }
    let which = Choice::usual(resolved.plan).label(resolved.catalog);
    answer(&text(settings, &found, &graph, &flows, &which))
}

/// Refuses what would take hours: simulations that are longer than anybody needs.
fn within_reach(seconds: f64, graph: &CallGraph) -> Result<(), String> {
    let longest = simulate::seconds_for(graph, LONGEST).unwrap_or(f64::INFINITY);
    if seconds <= longest {
        return Ok(());
    }
    let [seconds, requests, longest] =
        [seconds, LONGEST / longest * seconds, longest].map(number::readable);
    Err(format!(
        "--seconds {seconds} would simulate about {requests} requests; state at most {longest} for this plan, {} requests",
        number::readable(LONGEST)
    ))
}

fn text(
    settings: Settings,
    found: &Simulation,
    graph: &CallGraph,
    flows: &[FlowLatency],
    which: &str,
) -> String {
    let mut text = String::new();
    head(&mut text, "component");
    for component in &found.components {
        let station = graph
            .nodes
            .iter()
            .find(|node| node.component == component.component)
            .and_then(|node| node.station);
        let mean = station.map(|station| station.mean_ms());
        let p99 = station.map(|station| station.quantile_ms(0.99));
        let busy = Unit::Share.readable(component.utilisation);
        row(&mut text, component.component.as_str(), &busy, &component.own, [mean, p99]);
    }
    text.push('\n');
    head(&mut text, "flow");
    for flow in &found.flows {
        let formula = flows.iter().find(|of| of.entry == flow.entry);
        let formula = [formula.map(|of| of.mean_ms), formula.map(|of| of.p99_ms)];
        row(&mut text, flow.entry.as_str(), "", &flow.whole, formula);
    }
    let all =
        found.components.iter().map(|of| &of.own).chain(found.flows.iter().map(|of| &of.whole));
    let missing = if all.into_iter().any(lacks_requests) {
        " +998 req: a percentile that takes so many more requests to tell."
    } else {
        ""
    };
    let _ = writeln!(
        text,
        "\n{} events in {} simulated seconds, seed {}, {which}. ± is half of a 95 % confidence interval; in brackets what the formulas say, all of it at the medians of the inputs; `forecast` tells medians over draws of them, which are longer where times may get out of hand.{missing} Components without the components that they call; flows with all that they wait for, without the network.",
        number::readable(whole(found.events)),
        number::readable(found.seconds),
        settings.seed,
    );
    text
}

/// Whether too few requests came to tell a percentile, of which the highest takes most.
fn lacks_requests(times: &Times) -> bool {
    times.p99_ms.value.is_none() && Times::missing(times.count, 0.99) > 0
}

fn head(text: &mut String, of: &str) {
    let _ = writeln!(
        text,
        "{of:<28} {:>8} {:>10} {:>10} {:>10} {:>34} {:>34}",
        "busy", "requests", "p50", "p95", "p99", "mean"
    );
}

fn row(text: &mut String, name: &str, busy: &str, times: &Times, formula: [Option<f64>; 2]) {
    let none = |probability| match Times::missing(times.count, probability) {
        0 => "-".to_owned(),
        missing => format!("+{missing} req"),
    };
    let value = |of: Measured, probability| {
        of.value.map_or_else(|| none(probability), |ms| Unit::Ms.readable(ms))
    };
    let [mean, p99] = formula;
    let count = number::readable(whole(times.count));
    if times.is_nothing() {
        let none = "-";
        let _ = writeln!(
            text,
            "{name:<28} {busy:>8} {count:>10} {none:>10} {none:>10} {none:>34} {none:>34}"
        );
        return;
    }
    let _ = writeln!(
        text,
        "{name:<28} {busy:>8} {count:>10} {:>10} {:>10} {:>34} {:>34}",
        value(times.p50_ms, 0.5),
        value(times.p95_ms, 0.95),
        times.p99_ms.value.map_or_else(|| none(0.99), |_| beside(times.p99_ms, p99)),
        beside(times.mean_ms, mean),
    );
}

/// A measured value with its interval and what the formula says.
fn beside(measured: Measured, formula: Option<f64>) -> String {
    let Some(value) = measured.value else { return "-".to_owned() };
    // In the unit of the value, which stands before it.
    let (divisor, _) = Unit::Ms.shown_as(value);
    let half = measured
        .half_width
        .map_or_else(String::new, |half| format!(" ±{}", number::readable(half / divisor)));
    let formula = formula.map_or_else(String::new, |of| format!(" ({})", Unit::Ms.readable(of)));
    format!("{}{half}{formula}", Unit::Ms.readable(value))
}

/// A count as a number for people.
#[expect(clippy::cast_precision_loss, reason = "shown with three digits")]
fn whole(count: u64) -> f64 {
    count as f64
}
