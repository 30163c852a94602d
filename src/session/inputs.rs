//! The numbers that fields show and change: what is stated, what it counts as, and the edit that
//! states it. Under a scenario a field speaks of the scenario's override, else of the plan.

use super::Session;
use crate::base::words::sentence_case as sentence;
use crate::base::{Date, Range};
use crate::forecast::flow::link_input;
use crate::forecast::{Origin, Value};
use crate::model::{
    ComponentChange, Edit, Input, InputOwner, InputRef, LanguageId, Plan, Quantity, ScenarioChange,
    ScenarioId,
};

impl Session {
    /// The scenario that numbers are looked at and changed under.
    #[must_use]
    pub fn active_scenario(&self) -> Option<&crate::model::Scenario> {
        self.scenario.as_ref().and_then(|id| self.plan().scenarios.get(id))
    }

    /// What is stated for an input: by `scenario` if one is given, else by the plan.
    #[must_use]
    pub fn stated_in(
        &self,
        scenario: Option<&ScenarioId>,
        address: &InputRef,
    ) -> Option<&Quantity> {
        match scenario {
            Some(id) => self.plan().scenarios.get(id)?.overrides.get(address),
            None => self.plan().inputs_of(&address.owner)?.get(&address.input),
        }
    }

    /// What an input counts as under the scenario in use, with its origin; none where nothing is
    /// stated nor assumed.
    #[must_use]
    pub fn value_of(&self, address: &InputRef) -> Option<Value> {
        let stated = self
            .stated_in(self.scenario.as_ref(), address)
            .filter(|_| self.scenario.is_some())
            .or_else(|| self.stated_in(None, address));
        let stated = stated.map(|q| Value { range: q.range, origin: Origin::Stated });
        match &address.owner {
            InputOwner::Component(id) => {
                let analysed = self.analysis().components.get(id);
                let value = analysed.and_then(|analysis| {
                    let value = analysis.value(address.input)?;
                    // Where callers send something, nothing from outside is assumed beside it.
                    let replaced = address.input == Input::ExternalRate
                        && value.origin == Origin::Assumed
                        && analysis.rate.origin == Origin::Derived;
                    (!replaced).then_some(value)
                });
                // What is the same everywhere unless it is stated stands among the constants.
                let constants = &self.catalog().constants;
                let usual = constants
                    .get(address.input.word())
                    .map(|figure| Value { range: figure.range, origin: Origin::Assumed });
                value.or(stated).or(usual)
            }
            InputOwner::Link(id) => {
                let link = self.plan().links.get(id)?;
                Some(link_input(link, address.input, self.catalog(), self.active_scenario()))
            }
            InputOwner::Plan => stated.or_else(|| {
                let figure = self.catalog().economics.get(&address.input)?;
                let range = self.plan().from_dollars(address.input, figure.range);
                Some(Value { range, origin: Origin::Assumed })
            }),
            InputOwner::Role(_) => stated,
        }
    }

    /// Name of what an input belongs to, for messages.
    #[must_use]
    pub fn owner_name(&self, owner: &InputOwner) -> String {
        Self::owner_name_in(self.plan(), owner)
    }

    /// The same in another plan.
    #[must_use]
    pub fn owner_name_in(plan: &Plan, owner: &InputOwner) -> String {
        let name = match owner {
            InputOwner::Plan => Some("the plan".to_owned()),
            InputOwner::Component(id) => plan.components.get(id).map(|c| format!("“{}”", c.name)),
            InputOwner::Role(id) => plan.roles.get(id).map(|role| format!("“{}”", role.name)),
            InputOwner::Link(id) => plan.links.get(id).map(|link| {
                let name = |id| plan.components.get(id).map_or("?", |c| c.name.as_str());
                format!("“{} → {}”", name(&link.from), name(&link.to))
            }),
        };
        name.unwrap_or_else(|| "?".to_owned())
    }

    /// The step that states a number, or makes it unknown, with its label: in the plan, or as an
    /// override of `scenario`. A new number carries today's date and the role that decisions are
    /// signed with; what was said about the old one is not said of the new one.
    #[must_use]
    pub fn stating(
        &self,
        scenario: Option<&ScenarioId>,
        address: &InputRef,
        range: Option<Range>,
    ) -> (String, Edit) {
        self.stating_from(scenario, address, range, "")
    }

    /// The same with where the number comes from.
    pub(super) fn stating_from(
        &self,
        scenario: Option<&ScenarioId>,
        address: &InputRef,
        range: Option<Range>,
        source: &str,
    ) -> (String, Edit) {
        let what = format!("{} of {}", address.input.label(), self.owner_name(&address.owner));
        let mut label = match range {
            Some(range) => format!("Set {what} to {}", range.readable(address.input.unit())),
            None => format!("Clear {what}"),
        };
        let quantity = range.map(|range| Quantity {
            range,
            source: source.to_owned(),
            owner: self.settings.author.clone(),
            date: Date::today(),
        });
        let names_language = quantity.as_ref().and_then(|_| self.reference_language(address));
        let edit = match scenario {
            None => Edit::Input(address.clone(), quantity),
            Some(id) => {
                let name = self.plan().scenarios.get(id).map_or("?", |s| s.name.as_str());
                label.push_str(&format!(" in “{name}”"));
                Edit::Scenario(id.clone(), ScenarioChange::Override(address.clone(), quantity))
            }
        };
        match names_language {
            Some(reference) => (label, Edit::Many(vec![reference, edit])),
            None => (label, edit),
        }
    }

    /// A CPU time or work without its language counts as unknown. Where none is named yet, a new
    /// number is taken in the terms in which it is assumed, Python's; the field says so, and it
    /// can be changed there.
    fn reference_language(&self, address: &InputRef) -> Option<Edit> {
        let InputOwner::Component(id) = &address.owner else { return None };
        let component = self.plan().components.get(id)?;
        let python = LanguageId::new("python").ok();
        let change = match address.input {
            Input::CpuTime if component.cpu_language.is_none() => {
                ComponentChange::CpuLanguage(python)
            }
            Input::Work if component.work_language.is_none() => {
                ComponentChange::WorkLanguage(python)
            }
            _ => return None,
        };
        Some(Edit::Component(id.clone(), change))
    }
}

/// The range that a text states for a number; an empty text states none.
///
/// # Errors
/// Says what is wrong, and what would do.
pub fn typed(address: &InputRef, text: &str) -> Result<Option<Range>, String> {
    match text.trim() {
        "" => Ok(None),
        text => {
            // People write ~ for "about"; a lone number is no less exact for it.
            let text = text.trim_start_matches(['~', '≈']);
            let range = address.input.parse(text).and_then(|range| {
                address.input.unequivocal(text, range)?;
                Ok(range)
            });
            range.map(Some).map_err(|error| sentence(&error.to_string()))
        }
    }
}

/// `range` moved so that its median is `typical`: wide ranges stay as wide in proportion. Numbers
/// keep three significant digits, so that they stay readable, and lie within the input's bounds.
#[must_use]
pub fn moved(input: Input, range: Range, typical: f64) -> Range {
    let (least, most) = input.bounds();
    let tidy = |x: f64| three_digits(x).clamp(least, most);
    let at = tidy(typical);
    if range.is_exact() || range.typical <= 0.0 || range.low < 0.0 {
        return Range::exact(at);
    }
    let factor = typical / range.typical;
    let (low, high) = (tidy(range.low * factor).min(at), tidy(range.high * factor).max(at));
    let implied = Range::implied_typical(range.low, range.high).to_bits();
    // A median that nobody wrote stays unwritten, unless a bound has moved it.
    let middle = Range::implied_typical(low, high).clamp(low, high);
    let unwritten = range.typical.to_bits() == implied && (middle - at).abs() <= 0.01 * at;
    Range { low, typical: if unwritten { middle } else { at }, high }
}

pub(super) fn three_digits(value: f64) -> f64 {
    format!("{value:.2e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Unit;

    #[test]
    fn a_moved_range_is_as_wide_in_proportion() {
        let range = Range::parse("100..300", Unit::PerSec).unwrap();
        let moved = moved(Input::ExternalRate, range, range.typical * 10.0);
        assert_eq!(moved.readable(Unit::PerSec), "1,000..3,000 req/s");
    }

    #[test]
    fn a_share_does_not_leave_its_bounds() {
        let range = Range::parse("40..60..90 %", Unit::Share).unwrap();
        let moved = moved(Input::Native, range, 1.0);
        assert_eq!((moved.typical, moved.high), (1.0, 1.0));
        assert!(Input::Native.check(moved).is_ok());
    }
}
