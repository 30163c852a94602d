//! From a text that is typed into a cell to the edits that it means, or why it means none.

use super::super::{Command, Element, Session};
use super::Column;
use super::words::{kind, named_or_none, protocol, same, style, tag_changes};
use crate::base::words::{counted, sentence_case as sentence};
use crate::model::{
    Component, ComponentChange, ComponentId, Edit, GroupId, InputRef, Kind, Link, LinkChange,
    LinkStyle, Protocol, RoleId, Tags, Technology,
};

/// Why an empty name does not count.
pub const NAMELESS: &str = "A component needs a name. Escape brings the old one back.";

/// Something to choose in a cell: what is written then, and a word of its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is written into the cell.
    pub text: String,
    /// The kind whose icon it has, if it is one.
    pub kind: Option<Kind>,
    /// What else finds it.
    pub words: String,
}

impl Choice {
    fn of(text: &str) -> Self {
        Self { text: text.to_owned(), kind: None, words: String::new() }
    }
}

impl Session {
    /// The step that a text makes in a column of these rows, if it changes anything.
    ///
    /// # Errors
    /// Says why the text does not count, and what would.
    pub fn typing(
        &self,
        rows: &[Element],
        column: Column,
        text: &str,
    ) -> Result<Option<Command>, String> {
        let mut edits = Vec::new();
        for row in rows {
            edits.extend(self.typed(row, column, text)?);
        }
        Ok(self.typed_step(rows, column, text, edits))
    }

    /// Edits of one column as a step; none where nothing changes.
    fn typed_step(
        &self,
        rows: &[Element],
        column: Column,
        text: &str,
        edits: Vec<Edit>,
    ) -> Option<Command> {
        if edits.is_empty() {
            return None;
        }
        let what = column.title();
        let text = text.trim();
        let whose = self.named(rows);
        let label = match rows {
            [Element::Component(_)] if column == Column::Name => {
                format!("Rename {whose} to “{text}”")
            }
            _ if text.is_empty() => format!("Clear {what} of {whose}"),
            _ => format!("Set {what} of {whose} to {}", shortened(text)),
        };
        Some(Command::Edit { label, edit: self.kept(column, edits) })
    }

    /// A group reaches to where its cards lie, so no card may move by itself.
    pub(super) fn kept(&self, column: Column, edits: Vec<Edit>) -> Edit {
        if column == Column::Group { self.keeping_places(edits) } else { Edit::Many(edits) }
    }

    /// What rows are called within a label.
    pub(super) fn named(&self, rows: &[Element]) -> String {
        match rows {
            [Element::Component(id)] => {
                let name = self.plan().components.get(id).map_or("?", |of| of.name.as_str());
                format!("“{name}”")
            }
            [Element::Link(id)] => self.owner_name(&crate::model::InputOwner::Link(id.clone())),
            [Element::Link(_), ..] => counted(rows.len(), "link"),
            _ => counted(rows.len(), "component"),
        }
    }

    /// What a text means in one cell; nothing where it says what is there.
    pub(super) fn typed(
        &self,
        row: &Element,
        column: Column,
        text: &str,
    ) -> Result<Vec<Edit>, String> {
        if column.is_result() {
            return Err(format!("{} is worked out and cannot be typed.", column.title()));
        }
        if let Some(address) = Self::address(row, column) {
            return self.typed_number(&address, text);
        }
        let plan = self.plan();
        match row {
            Element::Component(id) => {
                let Some(of) = plan.components.get(id) else { return Ok(Vec::new()) };
                let changes = self.component_changes(of, column, text.trim())?;
                Ok(changes.into_iter().map(|of| Edit::Component(id.clone(), of)).collect())
            }
            Element::Link(id) => {
                let Some(of) = plan.links.get(id) else { return Ok(Vec::new()) };
                let change = self.link_change(of, column, text.trim())?;
                Ok(change.into_iter().map(|of| Edit::Link(id.clone(), of)).collect())
            }
            Element::Group(_) => Ok(Vec::new()),
        }
    }

    fn typed_number(&self, address: &InputRef, text: &str) -> Result<Vec<Edit>, String> {
        let range = super::super::inputs::typed(address, text)?;
        let scenario = self.scenario.as_ref();
        if self.stated_in(scenario, address).map(|of| of.range) == range {
            return Ok(Vec::new());
        }
        Ok(vec![self.stating(scenario, address, range).1])
    }

    fn component_changes(
        &self,
        of: &Component,
        column: Column,
        text: &str,
    ) -> Result<Vec<ComponentChange>, String> {
        let plan = self.plan();
        let change = match column {
            Column::Name if text.is_empty() => return Err(NAMELESS.to_owned()),
            Column::Name => (text != of.name).then(|| ComponentChange::Name(text.to_owned())),
            Column::Kind => {
                let kind = kind(text)?;
                (kind != of.kind).then_some(ComponentChange::Kind(kind))
            }
            Column::Tags => return tag_changes(of, text),
            Column::Technology => {
                let technology = if text.is_empty() { None } else { self.technology_typed(text) };
                (technology != of.technology).then_some(ComponentChange::Technology(technology))
            }
            Column::Group => {
                let groups = plan.groups.values().map(|of| (&of.id, of.name.as_str()));
                let group = named_or_none("group", text, &groups, GroupId::as_str)?;
                (group != of.group).then_some(ComponentChange::Group(group))
            }
            Column::Owner => {
                let roles = plan.roles.values().map(|of| (&of.id, of.name.as_str()));
                let owner = named_or_none("role", text, &roles, RoleId::as_str)?;
                (owner != of.owner).then_some(ComponentChange::Owner(owner))
            }
            Column::Notes => (text != of.notes).then(|| ComponentChange::Notes(text.to_owned())),
            _ => None,
        };
        Ok(change.into_iter().collect())
    }

    /// A technology as it is written down; a known name gets the writing of its makers.
    fn technology_typed(&self, text: &str) -> Option<Technology> {
        self.catalog().written(text)
    }

    fn link_change(
        &self,
        of: &Link,
        column: Column,
        text: &str,
    ) -> Result<Option<LinkChange>, String> {
        Ok(match column {
            Column::From | Column::To => {
                let (now, other) =
                    if column == Column::From { (&of.from, &of.to) } else { (&of.to, &of.from) };
                let end = self.end(text, now)?;
                if end == *other {
                    return Err("A link leads from one component to another one.".to_owned());
                }
                let change = if column == Column::From { LinkChange::From } else { LinkChange::To };
                (end != *now).then(|| change(end))
            }
            Column::Style => {
                let style = style(text)?;
                (style != of.style).then_some(LinkChange::Style(style))
            }
            Column::Protocol => {
                let protocol = (!text.is_empty()).then(|| protocol(text));
                (protocol != of.protocol).then_some(LinkChange::Protocol(protocol))
            }
            Column::Stage => {
                let stage = text.parse::<u16>().map_err(|_| {
                    "A stage is a whole number; links of stage 0 are called first.".to_owned()
                })?;
                (stage != of.stage).then_some(LinkChange::Stage(stage))
            }
            Column::Label => (text != of.label).then(|| LinkChange::Label(text.to_owned())),
            _ => None,
        })
    }

    /// The component that a text names as the end of a link; of several of one name the one that it
    /// is already.
    fn end(&self, text: &str, now: &ComponentId) -> Result<ComponentId, String> {
        let components = &self.plan().components;
        if components.get(now).is_some_and(|of| same(&of.name, text)) {
            return Ok(now.clone());
        }
        let all = components.values().map(|of| (&of.id, of.name.as_str()));
        let found = named_or_none("component", text, &all, ComponentId::as_str)?;
        found
            .ok_or_else(|| "A link needs a component at each end; type the name of one.".to_owned())
    }

    /// What there is to choose in a column; nothing where anything may be typed.
    #[must_use]
    pub fn choices(&self, column: Column) -> Vec<Choice> {
        let plan = self.plan();
        let none = || std::iter::once(Choice::of(""));
        match column {
            Column::Kind => {
                let kind = |of: &Kind| Choice {
                    text: sentence(of.label()),
                    kind: Some(of.clone()),
                    words: self.catalog().kind_keywords(of),
                };
                Kind::KNOWN.iter().map(kind).collect()
            }
            Column::Tags => {
                let intents = [Tags::PERFORMANCE, Tags::DATA];
                let both = intents.join(", ");
                none().chain(intents.into_iter().chain([&*both]).map(Choice::of)).collect()
            }
            Column::Group => {
                none().chain(plan.groups.values().map(|of| Choice::of(&of.name))).collect()
            }
            Column::Owner => {
                none().chain(plan.roles.values().map(|of| Choice::of(&of.name))).collect()
            }
            Column::Style => LinkStyle::ALL.iter().map(|of| Choice::of(of.label())).collect(),
            Column::Protocol => {
                none().chain(Protocol::KNOWN.iter().map(|of| Choice::of(of.label()))).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// A text as a label of a step quotes it.
fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    let line = text.lines().next().unwrap_or_default();
    if text.chars().count() <= MOST && line.len() == text.len() {
        return text.to_owned();
    }
    line.chars().take(MOST - 1).chain(['…']).collect()
}
