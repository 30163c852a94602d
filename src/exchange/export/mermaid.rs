//! The diagram as a flowchart of Mermaid, for wikis and readmes.

use std::collections::{BTreeMap, BTreeSet};

use super::Exporter;
use crate::model::{Component, ComponentId, Group, GroupId, Kind, LinkStyle, Plan};

pub const EXPORTER: Exporter = Exporter {
    word: "mmd",
    label: "Mermaid flowchart",
    about: "the diagram as text: components with their kinds and technologies, links with their words, groups",
    write,
};

fn write(plan: &Plan) -> String {
    let keys = Keys::of(plan);
    let mut text = String::new();
    if !plan.name.trim().is_empty() {
        let title = plan.name.split_whitespace().collect::<Vec<_>>().join(" ");
        text.push_str(&format!("---\ntitle: \"{}\"\n---\n", coded(&title)));
    }
    text.push_str("flowchart LR\n");
    group(plan, &keys, None, 1, &mut text);
    for link in plan.links.values() {
        let (from, to) = (keys.component(&link.from), keys.component(&link.to));
        let arrow = match link.style {
            LinkStyle::Request => "-->",
            LinkStyle::Message => "-.->",
            LinkStyle::Stream => "==>",
            LinkStyle::Bulk => "--o",
        };
        let words = link.words();
        let words =
            if words.is_empty() { String::new() } else { format!("|\"{}\"|", coded(words)) };
        text.push_str(&format!("    {from} {arrow}{words} {to}\n"));
    }
    for of in plan.groups.values() {
        text.push_str(&format!("    class {} {}\n", keys.group(&of.id), of.kind.word()));
    }
    text
}

/// What lies in a group, or in none, with the groups inside it.
fn group(plan: &Plan, keys: &Keys, around: Option<&Group>, depth: usize, text: &mut String) {
    let indent = "    ".repeat(depth);
    let inside = around.map(|of| &of.id);
    for of in plan.components.values().filter(|of| of.group.as_ref() == inside) {
        text.push_str(&format!("{indent}{}{}\n", keys.component(&of.id), shape(of)));
    }
    for of in plan.groups.values().filter(|of| of.parent.as_ref() == inside) {
        let key = keys.group(&of.id);
        text.push_str(&format!("{indent}subgraph {key} [\"{}\"]\n", coded(&of.name)));
        group(plan, keys, Some(of), depth + 1, text);
        text.push_str(&format!("{indent}end\n"));
    }
}

/// A component's form; a class states its kind.
fn shape(of: &Component) -> String {
    let mut name = coded(&of.name);
    if let Some(of) = &of.technology {
        name.push_str(&format!("<br/>[{}]", coded(of.as_str())));
    }
    let form = match of.kind {
        Kind::Datastore | Kind::Cache => format!("[(\"{name}\")]"),
        Kind::Queue => format!("[[\"{name}\"]]"),
        Kind::Person | Kind::External => format!("([\"{name}\"])"),
        Kind::Gateway => format!("{{{{\"{name}\"}}}}"),
        _ => format!("[\"{name}\"]"),
    };
    let known = Kind::KNOWN.contains(&of.kind);
    if known { format!("{form}:::{}", of.kind.word()) } else { form }
}

/// A text inside quotes: what Mermaid would read as its own is written as a code.
pub fn coded(text: &str) -> String {
    let mut coded = String::new();
    for letter in text.trim().chars() {
        match letter {
            '"' => coded.push_str("#quot;"),
            '#' | '<' | '>' | '&' | '`' | ';' | ':' | '\\' => {
                coded.push_str(&format!("#{};", u32::from(letter)));
            }
            '\n' => coded.push_str("<br/>"),
            letter if letter.is_control() => {}
            letter => coded.push(letter),
        }
    }
    coded
}

/// Names of elements in the text: their ids where Mermaid can read those.
struct Keys {
    components: BTreeMap<ComponentId, String>,
    groups: BTreeMap<GroupId, String>,
}

impl Keys {
    fn of(plan: &Plan) -> Self {
        let mut taken = BTreeSet::new();
        let mut fresh = |id: &str| {
            let plain = key(id);
            let mut found = plain.clone();
            let mut number = 2_usize;
            while !taken.insert(found.clone()) {
                found = format!("{plain}_{number}");
                number += 1;
            }
            found
        };
        let components =
            plan.components.keys().map(|id| (id.clone(), fresh(id.as_str()))).collect();
        let groups = plan.groups.keys().map(|id| (id.clone(), fresh(id.as_str()))).collect();
        Self { components, groups }
    }

    fn component(&self, id: &ComponentId) -> &str {
        self.components.get(id).map_or("", String::as_str)
    }

    fn group(&self, id: &GroupId) -> &str {
        self.groups.get(id).map_or("", String::as_str)
    }
}

/// An id as Mermaid can read it: signs that begin arrows and words of its own are written otherwise.
pub fn key(id: &str) -> String {
    const WORDS: &[&str] = &[
        "end",
        "graph",
        "flowchart",
        "subgraph",
        "class",
        "classdef",
        "style",
        "linkstyle",
        "click",
        "href",
        "direction",
        "default",
        "acctitle",
        "accdescr",
    ];
    let id = id.replace('-', "_");
    if WORDS.contains(&id.as_str()) { format!("{id}_") } else { id }
}
