//! Where the diagram stands in a text, and which one it is.

use super::words::shown;

/// Words that other diagrams of Mermaid begin with.
pub(super) const OTHERS: &[&str] = &[
    "sequenceDiagram",
    "classDiagram",
    "stateDiagram",
    "erDiagram",
    "gantt",
    "pie",
    "journey",
    "gitGraph",
    "mindmap",
    "timeline",
    "quadrantChart",
    "C4Context",
    "C4Container",
    "C4Component",
    "C4Dynamic",
    "C4Deployment",
    "architecture-beta",
    "block-beta",
    "requirementDiagram",
    "sankey-beta",
    "xychart-beta",
    "kanban",
    "packet-beta",
];

/// Whether a text holds a diagram of Mermaid.
pub(super) fn sniff(text: &str) -> bool {
    let (text, ..) = diagram(text);
    let first = text.lines().map(str::trim).find(|line| !is_blank(line));
    first.and_then(|line| line.split([' ', ';', '\t']).next()).is_some_and(|word| {
        is_flowchart(word) || OTHERS.iter().any(|other| word.starts_with(other))
    })
}

fn is_blank(line: &str) -> bool {
    line.is_empty() || line.starts_with("%%")
}

/// Whether a flowchart begins with this word.
pub(super) fn is_flowchart(word: &str) -> bool {
    matches!(word, "graph" | "flowchart" | "flowchart-elk")
}

/// The diagram inside a text: of Markdown the first block of Mermaid, without a head of settings;
/// with the line that it begins on and its title.
pub(super) fn diagram(text: &str) -> (&str, usize, String) {
    let mut text = text.trim_start_matches('\u{feff}');
    let mut line = 1;
    let fences = ["```mermaid", "~~~mermaid", ":::mermaid", "::: mermaid"];
    if let Some((start, fence)) = fences.iter().find_map(|fence| Some((text.find(fence)?, fence))) {
        line += text[..start].matches('\n').count();
        let inside = &text[start + fence.len()..];
        let close = &fence[..3];
        text = inside.find(&format!("\n{close}")).map_or(inside, |end| &inside[..end]);
    }
    let begun = text.trim_start();
    let mut title = String::new();
    if let Some(head) = begun.strip_prefix("---\n").or_else(|| begun.strip_prefix("---\r\n"))
        && let Some(end) = head.find("\n---")
    {
        let found = head[..end].lines().find_map(|line| line.trim().strip_prefix("title:"));
        title = found.map(shown).unwrap_or_default();
        let rest = &head[end + "\n---".len()..];
        line += text[..text.len() - rest.len()].matches('\n').count();
        text = rest;
    }
    (text, line, title)
}
