//! Which items a meeting has, in which order, and which are left.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::super::{ComponentAnalysis, Session};
use super::{Item, Order};
use crate::advice::{self, Severity, Strength, Verdict};
use crate::forecast::Response;
use crate::model::{Component, ComponentId, InputRef};

/// An item of the agenda, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The item.
    pub item: Item,
    /// What it is called.
    pub title: String,
    /// What it is: `undecided`, `decided`, `flow`, `warning`.
    pub note: String,
    /// Whether it was gone through.
    pub done: bool,
}

/// How far a meeting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Number of the item that is shown, from 1; 0 at the end.
    pub place: usize,
    /// Items in all.
    pub all: usize,
    /// Items that are not done.
    pub left: usize,
}

impl Progress {
    /// `4 of 12, 8 left`.
    #[must_use]
    pub fn in_words(self) -> String {
        let left =
            if self.left == 0 { "none left".to_owned() } else { format!("{} left", self.left) };
        if self.place == 0 { left } else { format!("{} of {}, {left}", self.place, self.all) }
    }
}

/// How open a component is: what comes first where open decisions do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Openness {
    /// Undecided, and the advice names no single clear language.
    Close,
    Undecided,
    /// Decided with other numbers.
    Stale,
    Decided,
}

impl Session {
    /// Every item with whether it is done, in the order of the meeting.
    #[must_use]
    pub fn agenda(&self) -> Vec<Row> {
        let row = |item: &Item| Row {
            title: self.title_of(item),
            note: self.note_of(item),
            done: self.meeting.done.contains(item),
            item: item.clone(),
        };
        self.meeting.items.iter().map(row).collect()
    }

    /// How far the meeting is.
    #[must_use]
    pub fn meeting_progress(&self) -> Progress {
        let items = &self.meeting.items;
        let now = self.meeting_item();
        let place = now.and_then(|item| items.iter().position(|of| of == item));
        Progress {
            place: place.map_or(0, |place| place + 1),
            all: items.len(),
            left: items.iter().filter(|item| !self.meeting.done.contains(item)).count(),
        }
    }

    /// What an item is called; a finding by what it says.
    fn title_of(&self, item: &Item) -> String {
        match item {
            Item::Component(id) => self.name(id),
            Item::Flow(id) => format!("Requests to {}", self.name(id)),
            Item::Finding(..) => {
                self.finding_of(item).map(|of| of.message.clone()).unwrap_or_default()
            }
        }
    }

    fn name(&self, id: &ComponentId) -> String {
        self.plan().components.get(id).map_or_else(|| id.to_string(), |of| of.name.clone())
    }

    fn note_of(&self, item: &Item) -> String {
        let note = match item {
            Item::Component(id) => match self.openness(id) {
                Openness::Close => "undecided, close",
                Openness::Undecided => "undecided",
                Openness::Stale => "decided with other numbers",
                Openness::Decided => "decided",
            },
            Item::Flow(_) => "flow",
            Item::Finding(..) => self.finding_of(item).map_or("", |of| of.severity.label()),
        };
        let group = self.group_of(item).filter(|_| self.settings.meeting.order == Order::Group);
        group.map_or_else(|| note.to_owned(), |group| format!("{group} · {note}"))
    }

    /// The name of the group that an item lies in.
    fn group_of(&self, item: &Item) -> Option<&str> {
        let component = self.plan().components.get(item.component()?)?;
        Some(&self.plan().groups.get(component.group.as_ref()?)?.name)
    }

    /// The finding that an item is, if it is one and still there.
    #[must_use]
    pub fn finding_of(&self, item: &Item) -> Option<&advice::Finding> {
        self.numbered_findings().find(|(of, _)| of == item).map(|(_, finding)| finding)
    }

    /// Errors and warnings, which somebody has to answer, but for what the items of components say;
    /// worst first.
    fn numbered_findings(&self) -> impl Iterator<Item = (Item, &advice::Finding)> {
        let mut alike: BTreeMap<(&str, Option<&ComponentId>, Option<&InputRef>), usize> =
            BTreeMap::new();
        let findings = self.analysis().findings.iter();
        let asks = |of: &&advice::Finding| {
            of.severity != Severity::Hint && !of.repeats_decision() && of.code != STALE
        };
        findings.filter(asks).map(move |of| {
            let number =
                alike.entry((of.code, of.component.as_ref(), of.input.as_ref())).or_default();
            let item = Item::Finding(of.code, of.component.clone(), of.input.clone(), *number);
            *number += 1;
            (item, of)
        })
    }

    fn openness(&self, id: &ComponentId) -> Openness {
        if self.plan().decisions.contains_key(id) {
            return if self.stale(id).is_some() { Openness::Stale } else { Openness::Decided };
        }
        match self.analysis().components.get(id) {
            Some(of) if is_close(of) => Openness::Close,
            _ => Openness::Undecided,
        }
    }

    /// What is said of a decision that was made with other numbers.
    pub(super) fn stale(&self, id: &ComponentId) -> Option<&str> {
        let findings = self.analysis().findings.iter();
        let of = |finding: &&advice::Finding| {
            finding.code == STALE && finding.component.as_ref() == Some(id)
        };
        findings.into_iter().find(of).map(|finding| finding.message.as_str())
    }

    /// Whether the language of a component is a question for the team.
    fn is_asked(&self, component: &Component) -> bool {
        let analysis = self.analysis().components.get(&component.id);
        let runs_elsewhere = analysis.is_some_and(|of| of.advice.verdict == Verdict::Client);
        component.is_built() && !runs_elsewhere
    }

    /// Every item as the plan is now, in the order that is chosen.
    pub(super) fn items_in_order(&self) -> Vec<Item> {
        let plan = self.plan();
        let asked = plan.components.values().filter(|of| self.is_asked(of));
        let mut components: Vec<&ComponentId> = asked.map(|of| &of.id).collect();
        match self.settings.meeting.order {
            Order::Decision => components.sort_by_key(|id| self.openness(id)),
            Order::Value => {
                if let Some(prepared) = self.prepared() {
                    components.sort_by(|a, b| prepared.worth(b).total_cmp(&prepared.worth(a)));
                }
            }
            Order::Group => {}
        }
        let components = components.into_iter().cloned().map(Item::Component);
        let findings = self.numbered_findings().map(|(item, _)| item);
        let missed = |id: &ComponentId| {
            let of = self.analysis().answers.iter().find(|of| of.component == *id);
            of.is_some_and(Response::misses)
        };
        let mut flows: Vec<_> = self.analysis().flows().into_iter().map(|(id, _)| id).collect();
        flows.sort_by_key(|id| Reverse(missed(id)));
        let flows = flows.into_iter().cloned().map(Item::Flow);
        let mut items: Vec<Item> = components.chain(findings).chain(flows).collect();
        if self.settings.meeting.order == Order::Group {
            items.sort_by_cached_key(|item| self.group_path(item));
        }
        items
    }

    /// Names of the groups around what an item is about, outermost first, so that a group stands
    /// before those within it; what lies in none comes last.
    fn group_path(&self, item: &Item) -> (bool, Vec<String>) {
        let plan = self.plan();
        let component = item.component().and_then(|id| plan.components.get(id));
        let group = component.and_then(|of| of.group.as_ref());
        let around = plan.groups_around(group);
        let mut path: Vec<String> = around.map(|of| format!("{} {}", of.name, of.id)).collect();
        path.reverse();
        (path.is_empty(), path)
    }
}

/// Code of the finding on decisions that were made with other numbers.
const STALE: &str = "stale-decision";

/// Whether the advice on an undecided component names no single clear language.
fn is_close(of: &ComponentAnalysis) -> bool {
    let advice = &of.advice;
    let clear = advice.strength == Some(Strength::Clearly);
    let chooses = matches!(advice.verdict, Verdict::Language | Verdict::Either | Verdict::Split);
    chooses && !(clear && advice.verdict == Verdict::Language) || advice.is_close
}
