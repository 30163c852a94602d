//! The targets of a plan in the report: how many are met, and which are not.

use super::report::Material;
use crate::advice::Target;
use crate::base::number;
use crate::base::words::sentence_case;
use crate::draw::document::{Block, Column, Table, Tile};
use crate::forecast::responses;

/// Whether a target is met in most draws, but in too few to count on it, or with little room.
fn is_doubtful(target: &Target) -> bool {
    // As it is told: 80 of 100 is not below 80.
    let unlikely = |chance: f64| number::in_100(chance) < number::in_100(responses::LIKELY);
    let unlikely = target.chance.is_some_and(unlikely);
    target.met && (unlikely || target.is_tight)
}

/// How many are met; none where nothing in the plan says of any whether it is.
pub(super) fn met(material: Material<'_>, targets: &[Target]) -> Option<Tile> {
    // What is demanded of how a component is run is no promise that the plan keeps.
    let targets: Vec<&Target> = targets.iter().filter(|target| !target.is_demand).collect();
    let missed = targets.iter().filter(|target| !target.met).count();
    let doubtful = targets.iter().filter(|target| is_doubtful(target)).count();
    if targets.is_empty() {
        return None;
    }
    let likely = number::in_100(responses::LIKELY);
    let below = match (missed, doubtful) {
        (0, 0) if targets.iter().all(|target| target.chance.is_none()) => {
            "at the medians".to_owned()
        }
        (0, 0) => format!("each with {likely} in 100 or more"),
        (0, doubtful) if targets.iter().any(|target| target.is_tight) => {
            format!("{doubtful} in doubt")
        }
        (0, doubtful) => format!("{doubtful} in doubt: below {likely} in 100"),
        (missed, 0) => format!("{missed} missed"),
        (missed, doubtful) => format!("{missed} missed, {doubtful} in doubt"),
    };
    let safe = targets.len() - missed - doubtful;
    let label = format!("Targets met {}", material.as_what());
    Some(Tile { label, value: format!("{safe} of {}", targets.len()), below })
}

/// The targets that are missed or in doubt, with their chance.
pub(super) fn missed(material: Material<'_>, targets: &[Target], most: usize) -> Vec<Block> {
    let missed: Vec<&Target> = targets.iter().filter(|of| !of.met || is_doubtful(of)).collect();
    if missed.is_empty() {
        return Vec::new();
    }
    let rows = missed.iter().take(most).map(|target| row(material, target)).collect();
    let [mostly, likely] = [responses::MOSTLY, responses::LIKELY].map(number::in_100);
    let title = format!("Targets missed (below {mostly} in 100) or in doubt (below {likely})");
    let title = match missed.len() {
        shown if shown <= most => title,
        all => format!("{title}: the worst {most} of {all}"),
    };
    vec![Block::Subheading(title), Block::Table(Table { columns: columns(material), rows })]
}

/// Columns of a table of targets.
pub(super) fn columns(material: Material<'_>) -> Vec<Column> {
    vec![
        Column::words("Component"),
        Column::words("Promise"),
        Column::figures("Target"),
        Column::figures(&format!("{}, and in 8 of 10 cases", sentence_case(&material.as_what()))),
        Column::figures("Chance to meet it"),
    ]
}

/// A row of a table of targets.
pub(super) fn row(material: Material<'_>, target: &Target) -> Vec<String> {
    vec![
        material.name(&target.component).to_owned(),
        // `p99` is a sign, which has no capital.
        if target.what.starts_with("p99") {
            target.what.to_owned()
        } else {
            sentence_case(target.what)
        },
        target.wanted.clone(),
        target.found.clone(),
        match target.chance {
            Some(chance) => number::of_100(chance),
            None if target.is_demand => "demanded of operation".to_owned(),
            None => "at the medians".to_owned(),
        },
    ]
}
