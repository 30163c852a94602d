//! What is said of roles whose people build several components.

use crate::base::Unit;
use crate::base::prose::in_a_row;
use crate::base::words::counted;
use crate::forecast::people::{self, together};
use crate::forecast::totals::{Assignment, Part};
use crate::forecast::{Facts, Resolved};

/// Roles that are told one by one.
const MOST_NAMES: usize = 3;
/// What learning once has to save of what it would cost for each component, to be told; a share.
const WORTH_TELLING: f64 = 0.005;

/// Which roles build several components with the people they have, and that these learn once where that
/// makes a difference; none where every component has a team of its own.
#[must_use]
pub fn sentence(resolved: &Resolved<'_>, assignment: &Assignment) -> Option<String> {
    let crews = people::crews(resolved, assignment);
    let told = crews.iter().filter_map(|crew| {
        let facts = resolved.components.get(*crew.first()?)?;
        let name = &resolved.plan.roles.get(facts.component.owner.as_ref()?)?.name;
        Some((name.as_str(), people_of(facts)?, crew.len()))
    });
    let mut parts: Vec<String> = told
        .take(MOST_NAMES)
        .enumerate()
        .map(|(at, (name, people, built))| {
            let built = if at == 0 { counted(built, "component") } else { built.to_string() };
            let verb = if at == 0 { " builds" } else { "" };
            format!("{name} ({people}){verb} {built}")
        })
        .collect();
    if crews.len() > MOST_NAMES {
        let more = crews.len() - MOST_NAMES;
        parts.push(format!("{} several each", counted(more, "more role")));
    }
    let once = if learns_once(resolved, assignment, &crews) {
        "; learning is counted once for each person and language"
    } else {
        ""
    };
    (!parts.is_empty())
        .then(|| format!("{}, in turn where people are short{once}.", in_a_row(&parts)))
}

/// How many people a role has, in words.
#[must_use]
pub fn people_of(facts: &Facts<'_>) -> Option<String> {
    facts.headcount.map(|value| value.range.readable(Unit::People))
}

/// Whether its people learn less than a team for each component would.
fn learns_once(resolved: &Resolved<'_>, assignment: &Assignment, crews: &[Vec<usize>]) -> bool {
    let (mut once, mut apart) = (0.0, 0.0);
    for crew in crews {
        let parts: Vec<Part> = people::parts(resolved, assignment, crew);
        let tasks: Vec<_> = parts.iter().map(|part| part.task).collect();
        once += together(&tasks).learn;
        apart += parts.iter().map(|part| part.totals.learn).sum::<f64>();
    }
    once < (1.0 - WORTH_TELLING) * apart
}
