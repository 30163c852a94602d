//! The data of a chart, and that of a sweep, as CSV. What is to be read with it stands in
//! [notes](super::csv_notes) apart.
//!
//! A chart has a row for each plotted value, and says in the column `kind` what it is: a value of a
//! `line`, a whole `bar` (which alone has the bar's `low` and `high`), a `part` of one, a `target`,
//! or a mark by its sort. Each axis has a column of its own, so that a column has one unit.

use std::collections::BTreeMap;

use super::csv::{cell, column, lines};
use crate::base::{Range, Unit};
use crate::charts::sequence::{Row as SequenceRow, Times};
use crate::charts::{
    Axis, Bar, BarPart, Bars, Body, Chart, Curves, LegendEntry, Panel, Sequence, Target,
};
use crate::forecast::Sweep;
use crate::forecast::sweep::Metric;

/// A row by the heads of its columns; what is not in it is empty.
type Row = BTreeMap<String, String>;

/// Writes the data of a chart; the first row names the columns.
#[must_use]
pub fn write(chart: &Chart) -> String {
    let rows: Vec<Row> = chart.panels.iter().flat_map(|panel| of_panel(chart, panel)).collect();
    let is_used = |head: &String| rows.iter().any(|row| row.contains_key(head));
    let heads: Vec<String> = heads(chart)
        .into_iter()
        .filter(|head| [PANEL, KIND].contains(&head.as_str()) || is_used(head))
        .collect();
    let cells = rows
        .iter()
        .map(|row| heads.iter().map(|head| row.get(head).cloned().unwrap_or_default()).collect());
    lines(std::iter::once(heads.clone()).chain(cells))
}

/// Writes a sweep: a row for each candidate at each value, a column for each metric. A number that
/// has no limit, as where what is asked for cannot be served, is empty.
#[must_use]
pub fn sweep(sweep: &Sweep) -> String {
    let swept = column(sweep.swept.label(), sweep.swept.unit());
    let metrics = Metric::ALL.iter().map(|of| column(of.label(), of.unit()));
    let heads = ["candidate".to_owned(), swept].into_iter().chain(metrics).collect();
    let rows = sweep.lines.iter().flat_map(|line| {
        sweep.values.iter().zip(&line.points).map(|(value, point)| {
            let metrics = Metric::ALL.iter().map(|metric| cell(metric.of(point)));
            [line.candidate.to_string(), cell(*value)].into_iter().chain(metrics).collect()
        })
    });
    lines(std::iter::once(heads).chain(rows))
}

const PANEL: &str = "panel";
const KIND: &str = "kind";
const SERIES: &str = "series";
const CATEGORY: &str = "category";
const JUDGEMENT: &str = "judgement";
const LABEL: &str = "label";

/// Every column that the chart may need, in order.
fn heads(chart: &Chart) -> Vec<String> {
    let mut heads = [PANEL, KIND, SERIES, CATEGORY].map(str::to_owned).to_vec();
    let mut add = |head: String| {
        if !heads.contains(&head) {
            heads.push(head);
        }
    };
    for panel in &chart.panels {
        if let Body::Curves(curves) = &panel.body {
            add(head(&curves.x));
        }
    }
    for panel in &chart.panels {
        let axis = match &panel.body {
            Body::Curves(curves) => &curves.y,
            Body::Bars(bars) => &bars.axis,
            Body::Sequence(_) => {
                sequence_heads().into_iter().for_each(&mut add);
                continue;
            }
            Body::Empty(_) => continue,
        };
        if let Body::Bars(bars) = &panel.body
            && bars.groups.iter().flat_map(|group| &group.bars).any(|bar| bar.start.is_some())
        {
            add(begun(axis));
        }
        add(head(axis));
        add(low(axis));
        add(high(axis));
    }
    add(JUDGEMENT.to_owned());
    add(LABEL.to_owned());
    heads
}

fn head(axis: &Axis) -> String {
    column(&axis.label, axis.unit)
}

/// Head of where spans begin.
fn begun(axis: &Axis) -> String {
    head(axis) + "_start"
}

fn low(axis: &Axis) -> String {
    head(axis) + "_low"
}

fn high(axis: &Axis) -> String {
    head(axis) + "_high"
}

fn of_panel(chart: &Chart, panel: &Panel) -> Vec<Row> {
    let mut rows = match &panel.body {
        Body::Curves(curves) => of_curves(curves),
        Body::Bars(bars) => of_bars(bars),
        Body::Sequence(sequence) => of_sequence(sequence),
        Body::Empty(_) => Vec::new(),
    };
    let name = if panel.title.is_empty() { chart.id } else { &panel.title };
    for row in &mut rows {
        row.insert(PANEL.to_owned(), name.to_owned());
    }
    rows
}

/// A row of a kind with what it has words and numbers for.
fn row(kind: &str, words: &[(&str, &str)], numbers: &[(String, f64)]) -> Row {
    let words = words.iter().map(|(head, text)| ((*head).to_owned(), (*text).to_owned()));
    let numbers = numbers.iter().map(|(head, value)| (head.clone(), cell(*value)));
    let kind = std::iter::once((KIND.to_owned(), kind.to_owned()));
    kind.chain(words).chain(numbers).filter(|(_, text)| !text.is_empty()).collect()
}

fn of_curves(curves: &Curves) -> Vec<Row> {
    let (x_head, y_head) = (head(&curves.x), head(&curves.y));
    let mut rows = Vec::new();
    for series in &curves.series {
        for &[x, y] in &series.points {
            let mut numbers = vec![(x_head.clone(), x), (y_head.clone(), y)];
            if let Some([_, least, most]) = series.band.iter().find(|[at, ..]| at == &x) {
                numbers.extend([(low(&curves.y), *least), (high(&curves.y), *most)]);
            }
            rows.push(row("line", &[(SERIES, &series.name)], &numbers));
        }
    }
    for mark in &curves.marks {
        let numbers = [(x_head.clone(), mark.at[0]), (y_head.clone(), mark.at[1])];
        rows.push(row(mark.kind.word(), &[(LABEL, &mark.label)], &numbers));
    }
    let place = |target: &Target| if target.vertical { x_head.clone() } else { y_head.clone() };
    rows.extend(curves.targets.iter().map(|target| of_target(target, place(target))));
    rows
}

fn of_target(target: &Target, place: String) -> Row {
    row("target", &[(LABEL, &target.label)], &[(place, target.value)])
}

fn of_bars(bars: &Bars) -> Vec<Row> {
    let groups = bars.groups.iter();
    let of_group = groups
        .flat_map(|group| group.bars.iter().flat_map(move |bar| of_bar(bars, &group.label, bar)));
    let lines = bars.lines.iter().map(|line| of_target(line, head(&bars.axis)));
    of_group.chain(lines).collect()
}

const FROM: &str = "from";
const TO: &str = "to";
const STAGE: &str = "stage";

/// Columns of the steps of a flow.
fn sequence_heads() -> Vec<String> {
    let words = [FROM, TO, STAGE].map(str::to_owned);
    let times = TIMED.iter().flat_map(|of| {
        let head = column(of, Unit::Ms);
        [head.clone(), head.clone() + "_low", head + "_high"]
    });
    words.into_iter().chain(often()).chain(times).chain([target()]).collect()
}

/// Column of the p99 that was promised.
fn target() -> String {
    column("p99 target", Unit::Ms)
}

/// Names of the two times.
const TIMED: [&str; 2] = ["p50", "p99"];

/// Columns that tell how often there is a step.
fn often() -> [String; 2] {
    [column("calls per request", Unit::Count), column("share of requests", Unit::Share)]
}

/// The whole flow and its steps from top to bottom; a number without limit is empty.
fn of_sequence(sequence: &Sequence) -> Vec<Row> {
    let name = |lane: usize| sequence.lanes.get(lane).map_or("", |lane| lane.name.as_str());
    let whole = row("flow", &[(TO, name(0)), (LABEL, &sequence.asked)], &timed(&sequence.times));
    let steps = sequence.rows.iter().filter_map(|of| {
        let SequenceRow::Arrow(of) = of else { return None };
        let kind = if of.is_call { "call" } else { "message" };
        let remark = of.remark().unwrap_or_default();
        let said = [of.words.as_str(), remark].into_iter().filter(|words| !words.is_empty());
        let said = said.collect::<Vec<_>>().join("; ");
        let words = [(FROM, name(of.from)), (TO, name(of.to)), (LABEL, &said)];
        let [calls, share] = often();
        let mut numbers = vec![(STAGE.to_owned(), f64::from(of.stage))];
        numbers.extend([(calls, of.calls), (share, of.share)]);
        numbers.extend(of.times.iter().flat_map(timed));
        Some(row(kind, &words, &numbers))
    });
    std::iter::once(whole).chain(steps).collect()
}

fn timed(times: &Times) -> Vec<(String, f64)> {
    let both = TIMED.into_iter().zip([times.p50_ms, times.p99_ms]);
    let numbers = both.flat_map(|(of, Range { low, typical, high })| {
        let head = column(of, Unit::Ms);
        [(head.clone(), typical), (head.clone() + "_low", low), (head + "_high", high)]
    });
    numbers.chain(times.target_ms.map(|ms| (target(), ms))).collect()
}

/// A bar as a whole, and its parts if it has several.
fn of_bar(bars: &Bars, category: &str, bar: &Bar) -> Vec<Row> {
    let place = head(&bars.axis);
    let is_judged = |hatched: bool| if hatched { "true" } else { "false" };
    let mut numbers = Vec::new();
    if !bar.parts.is_empty() {
        numbers.push((place.clone(), bar.end()));
    }
    numbers.extend(bar.start.map(|start| (begun(&bars.axis), start)));
    if let Some([least, most]) = bar.whisker {
        numbers.extend([(low(&bars.axis), least), (high(&bars.axis), most)]);
    }
    let series = match bar.parts.as_slice() {
        [only] => name_of(bars, only),
        _ => "",
    };
    let judged = is_judged(!bar.parts.is_empty() && bar.parts.iter().all(|part| part.hatched));
    let words = [(SERIES, series), (CATEGORY, category), (JUDGEMENT, judged), (LABEL, &bar.label)];
    let mut rows = vec![row("bar", &words, &numbers)];
    for part in bar.parts.iter().filter(|_| bar.parts.len() > 1) {
        let series = name_of(bars, part);
        let judged = is_judged(part.hatched);
        let words = [(SERIES, series), (CATEGORY, category), (JUDGEMENT, judged)];
        rows.push(row("part", &words, &[(place.clone(), part.value)]));
    }
    rows
}

/// What the legend calls a part.
fn name_of<'a>(bars: &'a Bars, part: &BarPart) -> &'a str {
    let alike = |entry: &&LegendEntry| entry.hue == part.hue;
    let entry = bars.legend.iter().find(|of| alike(of) && of.hatched == part.hatched);
    let entry = entry.or_else(|| bars.legend.iter().find(alike));
    entry.map_or("", |entry| entry.name.as_str())
}
