//! `answer-against-number`: a coarse answer says something else than the number stated beside it.

use super::{Context, Finding, Severity};
use crate::base::{Range, Unit};
use crate::catalog::Trigger;
use crate::forecast::{Facts, Origin};
use crate::model::{
    Answers, ComponentChange, Edit, Feel, Input, MostlyDoes, Spends, Traffic, Upkeepers, WorkSize,
};

/// Factor by which a number may lie outside the range of an answer.
const FACTOR: f64 = 3.0;

/// Whether a number lies far outside the range that an answer stands for.
pub(super) fn is_far(number: f64, answer: Range) -> bool {
    number > answer.high * FACTOR || number < answer.low / FACTOR
}

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    context.built().flat_map(|facts| of_component(context, facts)).collect()
}

fn of_component(context: &Context<'_>, facts: &Facts<'_>) -> Vec<Finding> {
    let component = facts.component;
    let presets = context.resolved.catalog.presets.iter();
    let answered = presets.filter(|of| of.when.is_answer() && of.when.fits(component, false));
    let found = answered.filter_map(|preset| {
        let (answer, without) = answer(&preset.when, component.answers)?;
        let (input, stated) = preset.inputs.iter().find_map(|(input, figure)| {
            let stated = stated(facts, *input)?;
            is_far(stated, figure.range).then_some((*input, stated))
        })?;
        let terms = if input == Input::CpuTime { " in Python" } else { "" };
        let name = &component.name;
        Some(Finding {
            code: "answer-against-number",
            severity: Severity::Hint,
            component: Some(component.id.clone()),
            input: None,
            message: format!(
                "{name} is answered “{answer}”, but {}{terms} is stated for its {}",
                input.unit().readable(stated),
                input.label()
            ),
            advice: "Correct the number, or drop the answer: the number counts".to_owned(),
            claims: "",
            fixes: vec![(
                format!("Drop the answer “{answer}”"),
                Edit::Component(component.id.clone(), ComponentChange::Answers(without)),
            )],
        })
    });
    found.collect()
}

/// A stated number as the ranges of answers are meant: CPU time as that of Python. Shares are left
/// out, since what an answer says of them is a rough profile.
fn stated(facts: &Facts<'_>, input: Input) -> Option<f64> {
    let quantity = facts.component.inputs.get(&input)?;
    match input {
        _ if input.unit() == Unit::Share => None,
        Input::CpuTime if facts.cpython_ms.origin == Origin::Stated => {
            Some(facts.cpython_ms.range.typical)
        }
        Input::CpuTime => None,
        _ => Some(quantity.range.typical),
    }
}

/// The answer behind a trigger in words, and the answers without it.
fn answer(trigger: &Trigger, mut answers: Answers) -> Option<(&'static str, Answers)> {
    let words = match trigger {
        Trigger::Traffic(_) => answers.traffic.take().map(Traffic::label),
        Trigger::Mostly(_) => answers.mostly.take().map(MostlyDoes::label),
        Trigger::Spends(_) => answers.spends.take().map(Spends::label),
        Trigger::Feel(_) => answers.feel.take().map(Feel::label),
        Trigger::Size(_) => answers.size.take().map(WorkSize::label),
        Trigger::Upkeepers(_) => answers.upkeepers.take().map(Upkeepers::label),
        _ => None,
    };
    Some((words?, answers))
}
