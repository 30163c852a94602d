//! Components, links and groups as one table of CSV.

use super::Exporter;
use crate::exchange::csv::lines;
use crate::model::{Input, Inputs, Plan, Scope};

pub(super) const EXPORTER: Exporter = Exporter {
    word: "csv",
    label: "Table (CSV)",
    about: "components, links and groups with the numbers that are stated",
    write,
};

/// Columns before those of numbers.
const HEADS: [&str; 11] = [
    "row",
    "id",
    "name",
    "kind",
    "group",
    "from",
    "to",
    "label",
    "style",
    "protocol",
    "technology",
];

fn write(plan: &Plan) -> String {
    let stated = |scope: Scope| Input::ALL.iter().filter(move |input| input.scope() == scope);
    let has = |input: &&Input| {
        plan.components.values().any(|of| of.inputs.contains_key(input))
            || plan.links.values().any(|of| of.inputs.contains_key(input))
    };
    let columns: Vec<Input> = stated(Scope::Component)
        .filter(has)
        .chain(stated(Scope::Link).filter(has))
        .copied()
        .collect();
    let numbers = |inputs: &Inputs| -> Vec<String> {
        let cell = |input: &Input| {
            let quantity = inputs.get(input);
            quantity.map_or_else(String::new, |of| of.range.notation(input.unit()))
        };
        columns.iter().map(cell).collect()
    };
    let none = Inputs::new();
    let row = |cells: [&str; 11], inputs: &Inputs| {
        let cells = cells.into_iter().map(str::to_owned);
        cells.chain(numbers(inputs)).collect::<Vec<String>>()
    };
    let mut rows = vec![
        HEADS
            .iter()
            .map(|head| (*head).to_owned())
            .chain(columns.iter().map(|input| input.word().to_owned()))
            .collect::<Vec<String>>(),
    ];
    for of in plan.groups.values() {
        let around = of.parent.as_ref().map_or("", |id| id.as_str());
        let id = of.id.as_str();
        let cells = ["group", id, &of.name, of.kind.word(), around, "", "", "", "", "", ""];
        rows.push(row(cells, &none));
    }
    for of in plan.components.values() {
        let around = of.group.as_ref().map_or("", |id| id.as_str());
        let id = of.id.as_str();
        let made_of = of.technology.as_ref().map_or("", |of| of.as_str());
        let cells =
            ["component", id, &of.name, of.kind.word(), around, "", "", "", "", "", made_of];
        rows.push(row(cells, &of.inputs));
    }
    for of in plan.links.values() {
        let protocol = of.protocol.as_ref().map_or("", |of| of.word());
        let (from, to, style) = (of.from.as_str(), of.to.as_str(), of.style.word());
        let cells = ["link", "", "", "", "", from, to, &of.label, style, protocol, ""];
        rows.push(row(cells, &of.inputs));
    }
    lines(rows)
}
