//! Whole-plan assignments as JSON.

use serde_json::{Value, json};

use super::json::{finite, head, round, with};
use crate::advice::Front;
use crate::advice::front::{Choice, Reference};
use crate::forecast::{Assignment, Resolved};
use crate::model::{CandidateId, ComponentId};

/// The front of a plan.
#[must_use]
pub fn front(
    resolved: &Resolved<'_>,
    revision: &str,
    front: &Front,
    open: &[(ComponentId, Vec<CandidateId>)],
) -> Value {
    let references = front.references.iter().map(|Reference { name, choice: of, is_beaten }| {
        let misses = of.misses();
        let of = with(with(choice(of), "name", json!(name)), "beaten", json!(is_beaten));
        with(of, "misses", misses.iter().map(ComponentId::as_str).collect())
    });
    let open = open.iter().map(|(id, of)| {
        let candidates = of.iter().map(CandidateId::as_str).collect::<Vec<_>>();
        json!({ "component": id.as_str(), "candidates": candidates })
    });
    let of = with(head(resolved, revision), "exact", json!(front.exact));
    let of = with(of, "gap", json!(round(front.gap, 5)));
    let of = with(of, "choices", front.choices.iter().map(choice).collect());
    let of = with(of, "references", references.collect());
    with(of, "open", open.collect())
}

/// What given assignments come to, in their order; null where one is not open.
#[must_use]
pub fn evaluated(resolved: &Resolved<'_>, revision: &str, all: &[Option<Choice>]) -> Value {
    let all = all.iter().map(|of| of.as_ref().map_or(Value::Null, choice));
    with(head(resolved, revision), "evaluated", all.collect())
}

fn choice(choice: &Choice) -> Value {
    json!({
        "cost": finite(choice.cost),
        "weeks": finite(choice.weeks),
        "p99_ms": finite(choice.p99_ms),
        "assignment": assignment(&choice.assignment),
    })
}

fn assignment(assignment: &Assignment) -> Value {
    let one = |(id, of): (&ComponentId, &CandidateId)| json!({ "component": id.as_str(), "candidate": of.as_str() });
    assignment.iter().map(one).collect()
}
