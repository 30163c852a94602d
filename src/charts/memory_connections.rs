//! `memory-connections`: memory against open connections.

use super::chart::{Axis, Body, Chart, Curves, Panel, Target};
use super::{Subject, log_steps, log_window};
use crate::base::{Unit, number};
use crate::forecast::{Draw, Point, kernel, sample};
use crate::model::Input;

/// Inputs that the figures rest on, those that matter most first.
const INPUTS: &[Input] = &[Input::Connections, Input::ExternalRate, Input::CpuTime];

pub(super) fn chart(subject: &Subject<'_>) -> Chart {
    let assumptions = subject.assumptions(INPUTS);
    let draw = subject.draw();
    let planned = draw.connections.max(1.0);
    let most = f64::max(100_000.0, planned * 30.0);
    let memory_mb = |draw: &Draw, stack: &kernel::Stack, connections: f64| {
        kernel::size(&Draw { connections, ..*draw }, stack).memory_gb * 1000.0
    };
    let typical = |index: usize, connections: f64| {
        let stack = subject.stack(index, Point::Typical);
        stack.map_or(f64::NAN, |stack| memory_mb(&draw, &stack, connections))
    };
    let series = subject.series(
        |index| log_steps(1.0, most, 120).iter().map(|&n| [n, typical(index, n)]).collect(),
        |index| {
            let stacks = subject.stacks(index);
            let at = |&n: &f64| {
                let drawn = stacks.iter().map(|(draw, stack)| memory_mb(draw, stack, n));
                let of = sample::percentiles(drawn);
                of.map(|of| [n, of.low, of.high])
            };
            log_steps(1.0, most, 48).iter().filter_map(at).collect()
        },
    );
    let values = series.iter().flat_map(|s| {
        s.points.iter().map(|p| p[1]).chain(s.band.iter().flat_map(|b| [b[1], b[2]]))
    });
    let (low, high) = log_window(values, 6.0);
    let takeaway = subject.listed(|index| {
        let name = &subject.case.contenders[index].candidate.name;
        format!("{name} {}", Unit::Mb.readable(typical(index, planned)))
    });
    let shown = number::readable(planned);
    let noun = if shown == "1" { "connection" } else { "connections" };
    Chart {
        id: "memory-connections",
        title: format!("{}: memory against connections", subject.name()),
        takeaway: format!("At {shown} open {noun}: {takeaway}."),
        panels: vec![Panel {
            title: String::new(),
            body: Body::Curves(Curves {
                x: Axis {
                    label: "Open connections".to_owned(),
                    unit: Unit::Count,
                    log: true,
                    min: 1.0,
                    max: most,
                },
                y: Axis {
                    label: "Memory".to_owned(),
                    unit: Unit::Mb,
                    log: true,
                    min: low,
                    max: high,
                },
                series,
                marks: Vec::new(),
                targets: vec![Target {
                    value: planned,
                    vertical: true,
                    label: format!("Planned {shown}"),
                }],
            }),
        }],
        notes: vec![
            "All servers together, with as many processes as the planned load needs; data kept in memory is included."
                .to_owned(),
            subject.band_note("the catalog's figures; inputs at their medians"),
        ],
        sources: subject.sources(|candidate, _| {
            vec![candidate.base_memory.clone(), candidate.connection_memory.clone()]
        }),
        assumed: !assumptions.is_empty(),
        assumptions,
    }
}
