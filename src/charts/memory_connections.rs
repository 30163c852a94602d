//! `memory-connections`: memory against open connections.

use super::chart::{Axis, Body, Chart, Curves, Panel, Target};
use super::{Subject, log_bounds, log_steps};
use crate::base::Unit;
use crate::forecast::{Draw, Point, kernel};
use crate::model::Input;

pub(super) fn chart(subject: &Subject<'_>) -> Chart {
    let draw = subject.draw();
    let planned = draw.connections.max(1.0);
    let counts = log_steps(1.0, f64::max(100_000.0, planned * 30.0), 120);
    let memory_mb = |index: usize, connections: f64, point: Point| {
        let stack = subject.stack(index, point);
        let at = Draw { connections, ..draw };
        stack.map_or(f64::NAN, |stack| kernel::estimate(&at, &stack).memory_gb * 1000.0)
    };
    let series = subject.series(
        |index| counts.iter().map(|&n| [n, memory_mb(index, n, Point::Typical)]).collect(),
        |index| {
            let at =
                |&n: &f64| [n, memory_mb(index, n, Point::Low), memory_mb(index, n, Point::High)];
            counts.iter().map(at).collect()
        },
    );
    let (low, high) = log_bounds(series.iter().flat_map(|s| s.points.iter().map(|p| p[1])), 6.0);
    let last = counts.last().copied().unwrap_or(10.0);
    let takeaway = subject
        .case
        .contenders
        .iter()
        .enumerate()
        .map(|(index, c)| {
            format!(
                "{} {}",
                c.candidate.name,
                Unit::Mb.readable(memory_mb(index, planned, Point::Typical))
            )
        })
        .collect::<Vec<_>>()
        .join(", ");
    Chart {
        id: "memory-connections",
        title: format!("{}: memory against connections", subject.name()),
        takeaway: format!("At {} connections: {takeaway}.", crate::base::number::readable(planned)),
        panels: vec![Panel {
            title: String::new(),
            body: Body::Curves(Curves {
                x: Axis { label: "Open connections".to_owned(), unit: Unit::Count, log: true, min: 1.0, max: last },
                y: Axis { label: "Memory".to_owned(), unit: Unit::Mb, log: true, min: low, max: high },
                series,
                marks: Vec::new(),
                targets: vec![Target {
                    value: planned,
                    vertical: true,
                    label: format!("Planned {}", crate::base::number::readable(planned)),
                }],
            }),
        }],
        notes: vec![
            "Processes as many as the planned load needs, live heap included. An idle goroutine is lighter than its connection: 2.7 KB against 20 KB (claims 11 and 13).".to_owned(),
            "Band: the 10th and 90th percentiles of the catalog's figures taken together.".to_owned(),
        ],
        sources: subject.sources(|candidate, _| vec![candidate.base_memory.clone(), candidate.connection_memory.clone()]),
        assumed: subject.assumes(&[Input::Connections, Input::ExternalRate, Input::CpuTime]),
    }
}
