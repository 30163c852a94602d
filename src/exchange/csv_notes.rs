//! What the numbers of a chart's CSV rest on, as text for a file beside it: what the chart says,
//! which plan it is of, what is assumed, and its sources.

use crate::charts::{Body, Chart, Footer};

/// The notes on a chart.
#[must_use]
pub fn write(chart: &Chart, footer: &Footer) -> String {
    let mut lines = vec![chart.title.clone(), chart.takeaway.clone(), String::new()];
    for panel in &chart.panels {
        if let Body::Empty(why) = &panel.body {
            lines.push(why.clone());
        }
    }
    lines.extend(chart.notes.iter().cloned());
    lines.extend([
        String::new(),
        format!("Plan: {}, revision {}, {}", footer.plan, footer.revision, footer.date),
        format!("Scenario: {}", footer.scenario),
        format!("Compared: {}", footer.stacks),
        format!("Inputs: {}", footer.counts.in_words()),
    ]);
    lines.extend(chart.assumptions.iter().map(|of| format!("Assumed: {}", of.text)));
    lines.extend(chart.sources.iter().map(|id| format!("Source: {}", footer.cited(id))));
    let mut text = String::new();
    for line in lines.iter().map(|line| line.trim_end_matches([',', ' '])) {
        // Nothing said leaves no gap.
        if !line.is_empty() || !text.ends_with("\n\n") {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}
