//! The footer of exports: what the numbers rest on.

use super::chart::Footer;
use crate::base::Range;
use crate::forecast::{Origin, Resolved};
use crate::model::Input;

/// Number of assumptions that are printed.
const MOST: usize = 3;

/// The footer of a resolved plan; `revision` names its content.
#[must_use]
pub fn footer(resolved: &Resolved<'_>, revision: &str) -> Footer {
    let plan = resolved.plan;
    let candidates = resolved.catalog.compared(&plan.candidates);
    let names: Vec<&str> = candidates.iter().map(|candidate| candidate.name.as_str()).collect();
    let (stated, assumed) = resolved.counts();
    Footer {
        plan: if plan.name.is_empty() { "Unnamed plan".to_owned() } else { plan.name.clone() },
        revision: revision.to_owned(),
        date: plan.date.map_or_else(String::new, |date| date.to_string()),
        scenario: resolved.scenario_name().to_owned(),
        stacks: join(&names),
        assumptions: assumptions(resolved),
        stated,
        assumed,
    }
}

fn join(names: &[&str]) -> String {
    match names {
        [] => "no candidate".to_owned(),
        [one] => (*one).to_owned(),
        [first, rest @ .., last] if rest.len() < 4 => {
            let commas: String = rest.iter().map(|name| format!(", {name}")).collect();
            format!("{first}{commas} and {last}")
        }
        [first, second, rest @ ..] => {
            format!("{first}, {second} and {} more candidates", rest.len())
        }
    }
}

/// The assumed numbers that matter most: those assumed for the most components, weighed by how
/// strongly results hang on the input and how wide its range is.
fn assumptions(resolved: &Resolved<'_>) -> Vec<String> {
    let mut found: Vec<(f64, String)> = Vec::new();
    for &(input, strength) in STRONG {
        let built = resolved.components.iter().filter(|facts| facts.component.is_built());
        let ranges: Vec<Range> = built
            .filter_map(|facts| {
                let value = facts.value(input)?;
                let assumed = match input {
                    Input::ExternalRate => facts.rate.origin == Origin::Assumed,
                    Input::CpuTime => facts.cpython_ms.origin == Origin::Assumed,
                    _ => value.origin == Origin::Assumed,
                };
                assumed.then_some(value.range)
            })
            .collect();
        if let Some(text) = describe(input, &ranges) {
            #[expect(clippy::cast_precision_loss, reason = "counts of components are small")]
            let count = ranges.len() as f64;
            found.push((count * strength * width(&ranges), text));
        }
    }
    for input in [Input::DefaultWeeklyCost, Input::VcpuHour] {
        if let Some(value) = resolved.economic(input).filter(|v| v.origin == Origin::Assumed) {
            found.push((
                0.3 * width(&[value.range]),
                format!("{} {}", input.label(), value.range.readable(input.unit())),
            ));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().take(MOST).map(|(_, text)| text).collect()
}

/// Inputs that results hang on, with how strongly.
const STRONG: &[(Input, f64)] = &[
    (Input::ExternalRate, 1.0),
    (Input::CpuTime, 1.0),
    (Input::Work, 0.9),
    (Input::P99Target, 0.7),
    (Input::IoWait, 0.4),
    (Input::Connections, 0.3),
];

/// Mean spread of ranges in factors of e.
fn width(ranges: &[Range]) -> f64 {
    let spread = |range: &Range| {
        if range.low > 0.0 { libm::log(range.high / range.low) } else { 3.0 }
    };
    #[expect(clippy::cast_precision_loss, reason = "counts of components are small")]
    let count = ranges.len().max(1) as f64;
    ranges.iter().map(spread).sum::<f64>() / count
}

fn describe(input: Input, ranges: &[Range]) -> Option<String> {
    let first = *ranges.first()?;
    let name = input.label();
    if ranges.iter().all(|range| *range == first) {
        return Some(format!("{name} {}", first.readable(input.unit())));
    }
    let all = ranges.iter().copied().reduce(|a, b| Range {
        low: a.low.min(b.low),
        typical: a.typical,
        high: a.high.max(b.high),
    })?;
    let ends = [all.low, all.high].map(|x| input.unit().readable_number(x));
    let suffix = match input.unit().shown_suffix() {
        "" => String::new(),
        suffix => format!(" {suffix}"),
    };
    Some(format!("{name} {}..{}{suffix} in {} components", ends[0], ends[1], ranges.len()))
}
