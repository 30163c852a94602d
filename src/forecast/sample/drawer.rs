//! One component's numbers, made ready to be drawn again and again.

use super::draw::{self, probability};
use crate::base::{Quantiles, Range};
use crate::catalog::Catalog;
use crate::forecast::facts::Facts;
use crate::model::Input;

/// A number with the address that it is drawn under.
#[derive(Clone, Copy)]
struct Number {
    quantiles: Quantiles,
    address: u32,
}

impl Number {
    fn of(range: Range, address: u32) -> Self {
        Self { quantiles: Quantiles::of(range), address }
    }

    fn at(&self, draw: u32) -> Range {
        self.quantiles.exact(probability(self.address, draw))
    }
}

/// Draws the numbers of a component.
pub(super) struct Drawer<'f> {
    facts: &'f Facts<'f>,
    /// The inputs that are uncertain.
    inputs: Vec<(Input, Number)>,
    rate: Number,
    held_ms: Number,
    cpython_ms: Number,
    measured_ms: Option<Number>,
    weekly_cost: Option<Number>,
    /// People of the owning role, whose number is one for all that it owns.
    headcount: Option<Number>,
}

impl<'f> Drawer<'f> {
    pub fn of(facts: &'f Facts<'f>) -> Self {
        let component = &facts.component.id;
        let of = |input: Input| draw::address(&format!("component/{component}/{}", input.word()));
        let number = |&input: &Input| {
            let range = facts.value(input)?.range;
            (!range.is_exact()).then(|| (input, Number::of(range, of(input))))
        };
        let cpu_time = of(Input::CpuTime);
        let of_role = |input: Input| {
            let role = facts.component.owner.as_ref()?;
            Some(draw::address(&format!("role/{role}/{}", input.word())))
        };
        Self {
            facts,
            inputs: Input::ALL.iter().filter_map(number).collect(),
            rate: Number::of(facts.rate.range, draw::address("load")),
            held_ms: Number::of(
                facts.held_ms,
                draw::address(&format!("component/{component}/held")),
            ),
            cpython_ms: Number::of(facts.cpython_ms.range, cpu_time),
            measured_ms: facts.measured_ms.map(|range| Number::of(range, cpu_time)),
            weekly_cost: facts
                .weekly_cost
                .map(|value| Number::of(value.range, draw::address("weekly-cost"))),
            headcount: facts
                .headcount
                .zip(of_role(Input::Headcount))
                .map(|(value, address)| Number::of(value.range, address)),
        }
    }

    /// Writes a draw over facts of the same component.
    pub fn draw(&self, drawn: &mut Facts<'_>, catalog: &Catalog, draw: u32) {
        for (input, number) in &self.inputs {
            if let Some(value) = drawn.values.of_mut(*input) {
                value.range = number.at(draw);
            }
        }
        drawn.rate.range = self.rate.at(draw);
        drawn.held_ms = self.held_ms.at(draw);
        drawn.cpython_ms.range = self.cpython_ms.at(draw);
        drawn.measured_ms = self.measured_ms.map(|number| number.at(draw));
        if let (Some(value), Some(number)) = (&mut drawn.weekly_cost, self.weekly_cost) {
            value.range = number.at(draw);
        }
        if let (Some(value), Some(number)) = (&mut drawn.headcount, self.headcount) {
            value.range = number.at(draw);
        }
        drawn.stack_scale = self.facts.stack_scale;
        drawn.anchor(catalog);
    }
}
