//! `polyplan sweep`.

use std::fmt::Write as _;

use clap::{Args, ValueEnum};

use super::open::{PlanArguments, open};
use super::{Outcome, answer, answer_data, answer_json};
use crate::base::Range;
use crate::exchange::{csv_chart, json_sweep, report};
use crate::forecast::sweep::{Crossing, Metric};
use crate::forecast::{Resolved, Sweep, SweepRequest, Swept};
use crate::model::{Component, ComponentId, InputOwner, Plan};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    plan: PlanArguments,
    /// Address of what is swept, such as `component/cart/external_rate`, `link/a-b/calls` or
    /// `plan/utilisation`; `months` lets the load grow over months from now.
    #[arg(long, value_name = "ADDRESS")]
    input: String,
    /// Component whose candidates are compared; by default the one that the input belongs or leads
    /// to, else the one that is loaded most.
    #[arg(long, value_name = "ID")]
    component: Option<String>,
    #[command(flatten)]
    ends: Ends,
    /// How many values, ends included, 2 to 10,000.
    #[arg(long, value_name = "N", default_value_t = 13)]
    steps: usize,
    /// How to answer; JSON and CSV hold every metric.
    #[arg(long, value_enum, default_value_t = SweepFormat::Text)]
    format: SweepFormat,
}

/// Between which values a number is swept, and what is looked at.
#[derive(Debug, Args)]
pub(super) struct Ends {
    /// Lowest value, with its unit if it is another; by default a tenth of the planned one.
    #[arg(long, value_name = "LOW", allow_hyphen_values = true)]
    pub from: Option<String>,
    /// Highest value; by default ten times the planned one.
    #[arg(long, value_name = "HIGH", allow_hyphen_values = true)]
    pub to: Option<String>,
    /// The number that is looked at along the sweep; by default those that move.
    #[arg(long, value_enum)]
    pub metric: Option<Metric>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SweepFormat {
    /// For people.
    Text,
    /// For programs; fields are only ever added.
    Json,
    /// For spreadsheets.
    Csv,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let opened = open(&arguments.plan)?;
    let resolved = opened.resolved();
    let component = arguments.component.as_deref();
    let request =
        request(&resolved, &arguments.input, component, &arguments.ends, arguments.steps)?;
    let sweep = Sweep::new(&resolved, &request).map_err(|error| error.to_string())?;
    match arguments.format {
        SweepFormat::Text => answer(&text(&resolved, &sweep, arguments.ends.metric)),
        SweepFormat::Json => answer_json(&json_sweep::sweep(&resolved, &opened.revision(), &sweep)),
        SweepFormat::Csv => answer_data(&csv_chart::sweep(&sweep)),
    }
}

/// What the arguments ask for.
pub(super) fn request(
    resolved: &Resolved<'_>,
    input: &str,
    component: Option<&str>,
    ends: &Ends,
    steps: usize,
) -> Result<SweepRequest, String> {
    let (fewest, most) = crate::forecast::sweep::STEPS;
    if !(fewest..=most).contains(&steps) {
        return Err(format!("--steps {steps} is not between {fewest} and {most}"));
    }
    let swept: Swept =
        input.parse().map_err(|error: crate::forecast::SweepError| error.to_string())?;
    let component = match component {
        Some(word) => ComponentId::new(word).map_err(|error| error.to_string())?,
        None => usual_component(resolved, &swept)
            .ok_or("the plan has no component that the team builds")?,
    };
    let end = |name: &str, text: Option<&String>| {
        let read = |text: &String| end(&swept, text).map_err(|why| format!("{name} {text}: {why}"));
        text.map(read).transpose()
    };
    let (from, to) = (end("--from", ends.from.as_ref())?, end("--to", ends.to.as_ref())?);
    Ok(SweepRequest { swept, component, from, to, steps })
}

/// One number in the unit of what is swept.
fn end(swept: &Swept, text: &str) -> Result<f64, String> {
    let range = match swept {
        Swept::Input(address) => address.input.parse(text),
        Swept::Months => Range::parse(text, swept.unit()),
    };
    let range = range.map_err(|error| error.to_string())?;
    if range.is_exact() {
        Ok(range.typical)
    } else {
        Err("write one number, not a range".to_owned())
    }
}

/// The component that an input belongs to, that a link leads to, that a role owns, or the next one
/// behind it that the team builds; else the one that is loaded most.
fn usual_component(resolved: &Resolved<'_>, swept: &Swept) -> Option<ComponentId> {
    let plan = resolved.plan;
    let close = match swept {
        Swept::Input(address) => match &address.owner {
            InputOwner::Component(id) => built_behind(plan, id),
            InputOwner::Link(id) => plan.links.get(id).and_then(|of| built_behind(plan, &of.to)),
            InputOwner::Role(id) => {
                let owned = |of: &&Component| of.is_built() && of.owner.as_ref() == Some(id);
                plan.components.values().find(owned).map(|of| of.id.clone())
            }
            InputOwner::Plan => None,
        },
        Swept::Months => None,
    };
    close.or_else(|| report::most_loaded(resolved, 1).into_iter().next())
}

/// The component, else the nearest one along links that the team builds.
fn built_behind(plan: &Plan, from: &ComponentId) -> Option<ComponentId> {
    let mut reached = vec![from];
    let mut next = 0;
    while let Some(&id) = reached.get(next) {
        if plan.components.get(id).is_some_and(Component::is_built) {
            return Some(id.clone());
        }
        for link in plan.links.values().filter(|link| link.from == *id) {
            if !reached.contains(&&link.to) {
                reached.push(&link.to);
            }
        }
        next += 1;
    }
    None
}

fn text(resolved: &Resolved<'_>, sweep: &Sweep, metric: Option<Metric>) -> String {
    let unit = sweep.swept.unit();
    let [from, to] = [sweep.values.first(), sweep.values.last()]
        .map(|end| unit.readable(end.copied().unwrap_or(f64::NAN)));
    let name = resolved.plan.components.get(&sweep.component).map_or("", |of| of.name.as_str());
    let mut text =
        format!("{name}: {} from {from} to {to} ({})\n", sweep.swept.label(), sweep.swept);
    let moved = sweep.moved();
    let metrics = metric.map_or_else(|| moved.clone(), |metric| vec![metric]);
    for &metric in &metrics {
        table(&mut text, resolved, sweep, metric);
    }
    let still: Vec<&str> = Metric::ALL
        .iter()
        .filter(|of| metric.is_none_or(|metric| metric == **of) && !moved.contains(of))
        .map(|metric| metric.label())
        .collect();
    if !still.is_empty() {
        let _ = writeln!(text, "\nDoes not move: {}.", still.join(", "));
    }
    // Of many candidates those that come second and third change places all the time.
    let looked_at = |crossing: &&Crossing| {
        crossing.leading && metric.is_none_or(|metric| metric == crossing.metric())
    };
    let crossings: Vec<&Crossing> = sweep.crossings.iter().filter(looked_at).collect();
    text.push('\n');
    for crossing in &crossings {
        let _ = writeln!(text, "{}", sweep.sentence(crossing, resolved.catalog));
    }
    if crossings.is_empty() {
        let _ = writeln!(
            text,
            "The first place does not change and no target is crossed between {from} and {to}."
        );
    }
    text.push_str("\nAll other inputs at their medians; latency without calls to other components. Servers and processes come in whole numbers, so numbers have steps.\n");
    text
}

fn table(text: &mut String, resolved: &Resolved<'_>, sweep: &Sweep, metric: Metric) {
    let unit = sweep.swept.unit();
    let _ = writeln!(text, "\n{}", metric.label());
    let _ = write!(text, "{:>24}", sweep.swept.label());
    for line in &sweep.lines {
        let name = resolved.catalog.candidates.get(&line.candidate).map_or("", |of| &of.name);
        let _ = write!(text, " {name:>24}");
    }
    text.push('\n');
    let row = |text: &mut String, head: String, values: Vec<f64>| {
        let _ = write!(text, "{head:>24}");
        for value in values {
            let _ = write!(text, " {:>24}", metric.unit().readable(value));
        }
        text.push('\n');
    };
    let planned =
        sweep.planned.map_or_else(String::new, |value| format!(" {}", unit.readable(value)));
    let values = sweep.lines.iter().map(|line| metric.of(&line.planned)).collect();
    row(text, format!("planned{planned}"), values);
    for (place, value) in sweep.values.iter().enumerate() {
        let values = sweep.lines.iter().map(|line| metric.of(&line.points[place])).collect();
        row(text, unit.readable(*value), values);
    }
}
