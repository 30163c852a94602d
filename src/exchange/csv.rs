//! Charts as CSV (RFC 4180): one row for each plotted value; and how any CSV is written.

use crate::base::number::exact;
use crate::charts::{Body, Chart, Footer, LegendEntry};
use crate::forecast::Sweep;
use crate::forecast::sweep::Metric;

/// Writes the data of a chart; the first row names the columns, comments follow the data.
#[must_use]
pub fn write(chart: &Chart, footer: &Footer) -> String {
    let mut rows = vec![
        ["panel", "series", "x", "value", "low", "high", "unit", "note"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for panel in &chart.panels {
        match &panel.body {
            Body::Curves(curves) => {
                for series in &curves.series {
                    for &[x, y] in &series.points {
                        let band = series.band.iter().find(|[at, ..]| at.total_cmp(&x).is_eq());
                        let end =
                            |index: usize| band.map_or_else(String::new, |band| cell(band[index]));
                        rows.push(vec![
                            panel_name(chart, panel),
                            series.name.clone(),
                            cell(x),
                            cell(y),
                            end(1),
                            end(2),
                            curves.y.unit.shown_suffix().to_owned(),
                            String::new(),
                        ]);
                    }
                }
                for mark in &curves.marks {
                    let [x, y] = mark.at;
                    rows.push(vec![
                        panel_name(chart, panel),
                        "mark".to_owned(),
                        cell(x),
                        cell(y),
                        String::new(),
                        String::new(),
                        curves.y.unit.shown_suffix().to_owned(),
                        mark.label.clone(),
                    ]);
                }
            }
            Body::Bars(bars) => {
                for group in &bars.groups {
                    for bar in &group.bars {
                        for part in &bar.parts {
                            let alike = |e: &&LegendEntry| e.hue == part.hue;
                            let entry = bars
                                .legend
                                .iter()
                                .find(|e| alike(e) && e.hatched == part.hatched)
                                .or_else(|| bars.legend.iter().find(alike));
                            let end = |index: usize| {
                                bar.whisker.map_or_else(String::new, |ends| cell(ends[index]))
                            };
                            rows.push(vec![
                                panel_name(chart, panel),
                                entry.map_or_else(String::new, |entry| entry.name.clone()),
                                group.label.clone(),
                                cell(part.value),
                                end(0),
                                end(1),
                                bars.axis.unit.shown_suffix().to_owned(),
                                if part.hatched { "judgement".to_owned() } else { String::new() },
                            ]);
                        }
                    }
                }
            }
            Body::Empty(why) => rows.push(vec![
                panel_name(chart, panel),
                String::new(),
                String::new(),
                String::new(),
                String::new(),
                String::new(),
                String::new(),
                why.clone(),
            ]),
        }
    }
    let note = format!(
        "{}; revision {}; {}; scenario {}; {}; {}; {}",
        footer.plan,
        footer.revision,
        footer.date,
        footer.scenario,
        footer.stacks,
        footer.counts.in_words(),
        footer.assumptions.join("; ")
    );
    rows.push(vec![
        "source".to_owned(),
        chart.sources.join(" "),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        note,
    ]);
    lines(rows)
}

/// Writes a sweep: a row for each candidate at each value, a column for each metric.
#[must_use]
pub fn sweep(sweep: &Sweep) -> String {
    let mut head = vec![sweep.swept.to_string(), "unit".to_owned(), "candidate".to_owned()];
    head.extend(Metric::ALL.iter().map(|metric| match metric.unit().suffix() {
        "" => metric.label().to_owned(),
        suffix => format!("{}, {suffix}", metric.label()),
    }));
    let mut rows = vec![head];
    for line in &sweep.lines {
        for (value, point) in sweep.values.iter().zip(&line.points) {
            let unit = sweep.swept.unit().suffix().to_owned();
            let mut row = vec![exact(*value), unit, line.candidate.to_string()];
            row.extend(Metric::ALL.iter().map(|metric| cell(metric.of(point))));
            rows.push(row);
        }
    }
    lines(rows)
}

/// Rows as lines of CSV.
pub(super) fn lines(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let line = |row: Vec<String>| {
        row.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(",") + "\r\n"
    };
    rows.into_iter().map(line).collect()
}

fn panel_name(chart: &Chart, panel: &crate::charts::Panel) -> String {
    if panel.title.is_empty() { chart.id.to_owned() } else { panel.title.clone() }
}

/// A finite number, or nothing.
pub(super) fn cell(value: f64) -> String {
    if value.is_finite() { exact(value) } else { String::new() }
}

fn quoted(text: &str) -> String {
    // A cell that begins like a formula would be run by a spreadsheet.
    let risky =
        text.starts_with(['=', '+', '@']) || text.starts_with('-') && text.parse::<f64>().is_err();
    let text = if risky { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}
