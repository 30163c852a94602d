//! A number that several roles estimate together: which numbers can be, and the step that takes what they
//! come to.

use super::Session;
use super::dialog::Dialog;
use super::inputs::three_digits;
use crate::base::words::counted;
use crate::base::{Range, pooled};
use crate::forecast::Origin;
use crate::model::{ComponentId, Edit, Input, InputRef};

impl Session {
    /// The numbers of a component that the room may estimate: what is asked of it first, then what is
    /// assumed, what sways the advice most first, then what is stated.
    #[must_use]
    pub fn to_estimate(&self, id: &ComponentId) -> Vec<Input> {
        let Some(analysis) = self.analysis().components.get(id) else { return Vec::new() };
        let prepared = self.prepared();
        let questions = prepared.iter().flat_map(|of| &of.questions);
        let asked = questions.filter(|of| of.component == *id).filter_map(|of| of.asked.input());
        let unknown = analysis.advice.unknowns.iter().filter_map(|of| of.input);
        let of = |assumed: bool| {
            let values = analysis.values.iter();
            let alike = values.filter(move |(_, of)| (of.origin == Origin::Assumed) == assumed);
            alike.map(|(input, _)| *input)
        };
        let mut inputs: Vec<Input> = Vec::new();
        for input in asked.chain(unknown).chain(of(true)).chain(of(false)) {
            if !inputs.contains(&input) {
                inputs.push(input);
            }
        }
        inputs
    }

    /// Whether one component is selected that has numbers to estimate.
    pub(super) fn can_estimate(&self) -> bool {
        let selected = self.selection.only_component();
        selected.is_some_and(|id| !self.to_estimate(id).is_empty())
    }

    pub(super) fn ask_estimate(&mut self) {
        let Some(id) = self.selection.only_component() else { return };
        if let Some(input) = self.to_estimate(id).first() {
            let dialog = Dialog::Estimate(InputRef::component(id.clone(), *input));
            self.show(dialog);
        }
    }

    /// What several roles come to for a number, see [`pooled`]; three digits, as nobody knows more, and
    /// within the bounds of the number.
    #[must_use]
    pub fn pooled(input: Input, ranges: &[Range]) -> Option<Range> {
        let (least, most) = input.bounds();
        let tidy = |x: f64| three_digits(x).clamp(least, most);
        let of = pooled(ranges)?;
        let typical = tidy(of.typical);
        Some(Range { low: tidy(of.low).min(typical), typical, high: tidy(of.high).max(typical) })
    }

    /// The step that states what several roles come to, with its label: their number is the source, and
    /// nothing is kept of what each of them said.
    #[must_use]
    pub fn estimated(&self, address: &InputRef, ranges: &[Range]) -> Option<(String, Edit)> {
        let range = Self::pooled(address.input, ranges)?;
        let source = format!("estimated by {}", counted(ranges.len(), "role"));
        Some(self.stating_from(self.scenario.as_ref(), address, Some(range), &source))
    }
}
