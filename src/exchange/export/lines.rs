//! Plans and parts of plans as the lines of quick entry: what is read of them is the same.

use std::collections::{BTreeMap, BTreeSet};

use super::Exporter;
use crate::catalog::names;
use crate::exchange::import::folded;
use crate::exchange::import::lines::{
    DATA, FOR, MARK, focus_word, is_plain_group, is_plain_label, is_plain_name, quoted, technology,
};
use crate::model::{
    Component, ComponentId, Group, GroupId, GroupKind, Input, Inputs, Kind, Link, LinkStyle, Plan,
    Protocol,
};

pub(super) const EXPORTER: Exporter = Exporter {
    word: "lines",
    label: "Quick-entry lines",
    about: "components, links, groups, tags, technologies, decisions and stated numbers as lines that can be typed",
    write,
};

fn write(plan: &Plan) -> String {
    format!("{MARK}\n{}", print(plan))
}

/// A plan, or what is selected of one, as lines: groups that hold nothing or are of a kind, then
/// components, then links.
#[must_use]
pub fn print(plan: &Plan) -> String {
    let names = Names::of(plan);
    let mut text = String::new();
    let title = plan.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if !title.is_empty() {
        text.push_str(&format!("# {title}\n"));
    }
    let used: BTreeSet<&GroupId> =
        plan.components.values().filter_map(|of| of.group.as_ref()).collect();
    let usual = |group: &&Group| group.kind == GroupKind::Context && used.contains(&group.id);
    for group in plan.groups.values().filter(|group| !usual(group)) {
        let kind = match group.kind {
            GroupKind::Context => String::new(),
            kind => format!(" ({})", kind.word()),
        };
        text.push_str(&format!("{}{kind}\n", names.home(Some(&group.id)).trim_start()));
    }
    for of in plan.components.values() {
        text.push_str(&component(plan, &names, of));
        text.push('\n');
    }
    for link in plan.links.values() {
        let ends = (names.component(link.from.as_str()), names.component(link.to.as_str()));
        text.push_str(&format!("{} {} {}\n", ends.0, arrow(&names, link), ends.1));
    }
    text
}

/// Some components of a plan with the links between them and the groups around them.
#[must_use]
pub fn part_of(plan: &Plan, chosen: &BTreeSet<ComponentId>) -> Plan {
    let mut part = Plan { groups: plan.groups.clone(), ..Plan::default() };
    let components = chosen.iter().filter_map(|id| plan.components.get(id));
    part.components = components.map(|of| (of.id.clone(), of.clone())).collect();
    let inside = |link: &&Link| chosen.contains(&link.from) && chosen.contains(&link.to);
    let links = plan.links.values().filter(inside);
    part.links = links.map(|of| (of.id.clone(), of.clone())).collect();
    let decided = plan.decisions.iter().filter(|(id, _)| chosen.contains(*id));
    part.decisions = decided.map(|(id, of)| (id.clone(), of.clone())).collect();
    let homes = part.components.values().flat_map(|of| plan.groups_around(of.group.as_ref()));
    let around: BTreeSet<GroupId> = homes.map(|of| of.id.clone()).collect();
    part.groups.retain(|id, _| around.contains(id));
    part
}

/// A plan as lines for the clipboard: without a link they say what they are.
#[must_use]
pub fn copied(plan: &Plan) -> String {
    if plan.links.is_empty() { write(plan) } else { print(plan) }
}

/// What components and groups are called in the lines.
struct Names<'a> {
    plan: &'a Plan,
    /// By id; with the id behind where the name alone does not tell.
    components: BTreeMap<&'a str, String>,
    groups: BTreeMap<&'a str, String>,
}

impl<'a> Names<'a> {
    fn of(plan: &'a Plan) -> Self {
        let components = plan.components.values();
        let groups = plan.groups.values();
        Self {
            plan,
            components: told_apart(
                components.map(|of| (of.id.as_str(), of.name.as_str())),
                is_plain_name,
            ),
            groups: told_apart(groups.map(|of| (of.id.as_str(), of.name.as_str())), is_plain_group),
        }
    }

    fn component(&self, id: &str) -> &str {
        self.components.get(id).map_or("", String::as_str)
    }

    /// Whose requests take a link; those that these lines do not name are left out.
    fn begins(&self, link: &Link) -> Vec<String> {
        let Some(begins) = &link.only_for else { return Vec::new() };
        let there = begins.iter().filter_map(|id| Some((id, self.plan.components.get(id)?)));
        let told: Vec<String> = there
            .map(|(id, of)| {
                let behind = format!(" [{id}]");
                let is_told = self.component(id.as_str()).ends_with(&behind);
                let id = if is_told { behind } else { String::new() };
                format!("{FOR}={}{id}", quoted(&of.name))
            })
            .collect();
        if begins.is_empty() { vec![format!("{FOR}=")] } else { told }
    }

    /// The group with those around it, ` @outer/inner`; nothing for none.
    fn home(&self, group: Option<&GroupId>) -> String {
        let around = self.plan.groups_around(group);
        let mut path: Vec<&str> =
            around.filter_map(|of| self.groups.get(of.id.as_str()).map(String::as_str)).collect();
        path.reverse();
        if path.is_empty() { String::new() } else { format!(" @{}", path.join("/")) }
    }
}

/// Names by id, in quotes where they need them; where several have one name, or the name is another
/// one's id, the id stands behind.
fn told_apart<'a>(
    all: impl Iterator<Item = (&'a str, &'a str)> + Clone,
    is_plain: fn(&str) -> bool,
) -> BTreeMap<&'a str, String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, name) in all.clone() {
        *counts.entry(folded(name)).or_default() += 1;
    }
    all.map(|(id, name)| {
        let written = if is_plain(name) { name.to_owned() } else { quoted(name) };
        let alone = counts.get(&folded(name)) == Some(&1);
        (id, if alone { written } else { format!("{written} [{id}]") })
    })
    .collect()
}

fn component(plan: &Plan, names: &Names<'_>, of: &Component) -> String {
    let mut text = names.component(of.id.as_str()).to_owned();
    let kind = match &of.kind {
        Kind::Other(word) => quoted(word),
        known => known.word().to_owned(),
    };
    text.push_str(&format!(" ({kind})"));
    if let Some(of) = &of.technology {
        text.push_str(&format!(" {}", technology(of)));
    }
    let focus = of.tags.performance.map(focus_word);
    let intents = focus.into_iter().chain(of.tags.data.then_some(DATA));
    intents.for_each(|word| text.push_str(&format!(" #{word}")));
    for label in &of.tags.labels {
        let label = if is_plain_label(label) { label.clone() } else { quoted(label) };
        text.push_str(&format!(" #{label}"));
    }
    text.push_str(&numbers(&of.inputs, " "));
    if let Some(decision) = plan.decisions.get(&of.id) {
        let id = decision.language.as_str();
        let same = names::called(id).is_some_and(|of| of.as_str() == id);
        text.push_str(&if same { format!(" !{id}") } else { format!(" !{}", quoted(id)) });
    }
    text.push_str(&names.home(of.group.as_ref()));
    text
}

/// Stated numbers, a rate and a target as they are said.
fn numbers(inputs: &Inputs, before: &str) -> String {
    let told = |(input, quantity): (&Input, &crate::model::Quantity)| {
        let range = quantity.range.notation(input.unit());
        match input {
            Input::ExternalRate => range,
            Input::P99Target => format!("p99 {range}"),
            other => format!("{}={range}", other.word()),
        }
    };
    inputs.iter().map(told).fold(String::new(), |text, number| text + before + &number)
}

fn arrow(names: &Names<'_>, link: &Link) -> String {
    let arrow = match link.style {
        LinkStyle::Request => "->",
        LinkStyle::Message => "=>",
        LinkStyle::Stream => "~>",
        LinkStyle::Bulk => ">>",
    };
    let mut parts = Vec::new();
    match &link.protocol {
        None => {}
        Some(Protocol::Other(word)) => parts.push(format!("protocol={}", quoted(word))),
        Some(known) => parts.push(known.label().to_owned()),
    }
    if !link.label.is_empty() {
        parts.push(quoted(&link.label));
    }
    if link.stage > 0 {
        parts.push(format!("stage={}", link.stage));
    }
    parts.extend(names.begins(link));
    let numbers = numbers(&link.inputs, ", ");
    parts.extend(numbers.strip_prefix(", ").map(str::to_owned));
    if parts.is_empty() { arrow.to_owned() } else { format!("{arrow}|{}|", parts.join(", ")) }
}
