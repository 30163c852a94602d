//! What stands in a cell.

use super::super::{Element, Session};
use super::Column;
use crate::base::{Unit, number};
use crate::forecast::{Origin, responses};
use crate::model::{Component, Input, InputOwner, InputRef, Link};

/// What a cell shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// The text; empty where nothing is known.
    pub text: String,
    /// Where it comes from; none where nothing is known.
    pub origin: Option<Origin>,
    /// By what its column is sorted, where that is a number.
    pub value: Option<f64>,
}

impl Cell {
    fn said(text: impl Into<String>) -> Self {
        let text = text.into();
        let origin = (!text.is_empty()).then_some(Origin::Stated);
        Self { text, origin, value: None }
    }

    fn worked_out(text: impl Into<String>, value: Option<f64>) -> Self {
        Self { text: text.into(), origin: Some(Origin::Derived), value }
    }

    /// Whether people have said it.
    #[must_use]
    pub fn is_stated(&self) -> bool {
        self.origin == Some(Origin::Stated)
    }
}

impl Session {
    /// What stands in a cell; nothing for a row that is no longer there.
    #[must_use]
    pub fn cell(&self, row: &Element, column: Column) -> Cell {
        let plan = self.plan();
        match row {
            Element::Component(id) => {
                plan.components.get(id).map(|of| self.component_cell(of, column))
            }
            Element::Link(id) => plan.links.get(id).map(|of| self.link_cell(of, column)),
            Element::Group(_) => None,
        }
        .unwrap_or_default()
    }

    fn component_cell(&self, of: &Component, column: Column) -> Cell {
        let plan = self.plan();
        let analysed = || self.analysis().components.get(&of.id);
        match column {
            Column::Name => Cell::said(&of.name),
            Column::Kind => Cell::said(of.kind.label()),
            Column::Tags => Cell::said(tags(of)),
            Column::Technology => {
                Cell::said(of.technology.as_ref().map_or("", |technology| technology.as_str()))
            }
            Column::Group => {
                let group = of.group.as_ref().and_then(|id| plan.groups.get(id));
                Cell::said(group.map_or("", |group| &group.name))
            }
            Column::Owner => {
                let role = of.owner.as_ref().and_then(|id| plan.roles.get(id));
                Cell::said(role.map_or("", |role| &role.name))
            }
            Column::Notes => Cell::said(&of.notes),
            Column::Number(input) => self.number(&InputRef::component(of.id.clone(), input)),
            // Sketch mode tells no advice.
            _ if self.settings.sketch_mode => Cell::default(),
            Column::Language => analysed()
                .map(|of| Cell::worked_out(&of.card.language, None))
                .filter(|cell| !cell.text.is_empty())
                .unwrap_or_default(),
            Column::Rate => analysed().map_or_else(Cell::default, |analysis| {
                let rate = analysis.rate;
                if rate.range.typical <= 0.0 {
                    return Cell::default();
                }
                let text = rate.range.readable(Unit::PerSec);
                Cell { text, origin: Some(rate.origin), value: Some(rate.range.typical) }
            }),
            Column::P99 => {
                let answer = responses::of_component(&self.analysis().answers, &of.id);
                answer.map_or_else(Cell::default, |answer| {
                    let ms = answer.p99_ms.typical;
                    Cell::worked_out(responses::in_words_beside(ms, ms), Some(ms))
                })
            }
            Column::Servers => self.figures_of(&of.id).map_or_else(Cell::default, |of| {
                Cell::worked_out(number::readable(of.servers), Some(of.servers))
            }),
            Column::Monthly => self.figures_of(&of.id).map_or_else(Cell::default, |of| {
                let month = of.monthly.typical;
                Cell::worked_out(Unit::MoneyPerMonth.readable(month), Some(month))
            }),
            _ => Cell::default(),
        }
    }

    fn link_cell(&self, of: &Link, column: Column) -> Cell {
        let name = |id| self.plan().components.get(id).map_or("", |of| of.name.as_str());
        match column {
            Column::From => Cell::said(name(&of.from)),
            Column::To => Cell::said(name(&of.to)),
            Column::Style => Cell::said(of.style.label()),
            Column::Protocol => Cell::said(of.protocol.as_ref().map_or("", |of| of.label())),
            Column::Stage => {
                let value = Some(f64::from(of.stage));
                Cell { value, ..Cell::said(of.stage.to_string()) }
            }
            Column::Label => Cell::said(&of.label),
            Column::Number(input) => {
                let owner = InputOwner::Link(of.id.clone());
                self.number(&InputRef { owner, input })
            }
            Column::Advised if !self.settings.sketch_mode => {
                let advice = self.analysis().links.get(&of.id);
                advice.map_or_else(Cell::default, |of| Cell::worked_out(of.protocol.label(), None))
            }
            _ => Cell::default(),
        }
    }

    /// A number as its field shows it: what is stated, under a scenario there, else what it counts as.
    fn number(&self, address: &InputRef) -> Cell {
        let unit = address.input.unit();
        let value = self.value_of(address);
        if let Some(stated) = self.stated_in(self.scenario.as_ref(), address) {
            let text = stated.range.shown(unit);
            return Cell { text, origin: Some(Origin::Stated), value: Some(stated.range.typical) };
        }
        value.map_or_else(Cell::default, |value| Cell {
            text: value.range.readable(unit),
            origin: Some(value.origin),
            value: Some(value.range.typical),
        })
    }

    /// The address of the number in a cell.
    #[must_use]
    pub fn address(row: &Element, column: Column) -> Option<InputRef> {
        let Column::Number(input) = column else { return None };
        Self::address_of(row, input)
    }

    pub(super) fn address_of(row: &Element, input: Input) -> Option<InputRef> {
        let owner = match row {
            Element::Component(id) => InputOwner::Component(id.clone()),
            Element::Link(id) => InputOwner::Link(id.clone()),
            Element::Group(_) => return None,
        };
        Some(InputRef { owner, input })
    }

    /// What a field in this cell shows before anything is typed: what is stated there, as it can be
    /// typed.
    #[must_use]
    pub fn stated_text(&self, row: &Element, column: Column) -> String {
        match Self::address(row, column) {
            Some(address) => {
                let stated = self.stated_in(self.scenario.as_ref(), &address);
                stated.map_or_else(String::new, |of| of.range.shown(address.input.unit()))
            }
            None if column.is_result() => String::new(),
            None => self.cell(row, column).text,
        }
    }
}

/// The tags of a component in words.
fn tags(of: &Component) -> String {
    let labels = of.tags.labels.iter().map(String::as_str);
    of.tags.intents().chain(labels).collect::<Vec<_>>().join(", ")
}
