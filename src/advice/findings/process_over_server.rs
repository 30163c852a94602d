//! `process-over-server`: one process with its data needs more memory than a server has.

use super::{Context, Finding, Severity};
use crate::base::Unit;
use crate::forecast::totals::{self, Shared};
use crate::forecast::{Point, kernel};
use crate::model::Input;

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let resolved = context.resolved;
    let shared = Shared::of(resolved, Point::Typical);
    let found = context.built().filter_map(|facts| {
        let component = facts.component;
        facts.given(Input::LiveHeap)?;
        let candidate = resolved.catalog.candidates.get(context.settled.get(&component.id)?)?;
        let language = resolved.catalog.languages.get(&candidate.language)?;
        let draw = totals::draw(facts, &shared, Point::Typical);
        let stack = totals::stack(candidate, language, Point::Typical);
        let process = kernel::process_gb(&draw, &stack);
        (process > shared.server_gb).then(|| Finding {
            code: "process-over-server",
            severity: Severity::Warning,
            component: Some(component.id.clone()),
            input: None,
            message: format!(
                "One process of {} takes {} in {}, more than the {} of a server; larger servers are assumed for it",
                component.name,
                Unit::Gb.readable(process),
                language.name,
                Unit::Gb.readable(shared.server_gb)
            ),
            advice: "Keep less in memory, spread the data over servers by key, or make sure that servers of that size are to be had"
                .to_owned(),
            claims: "",
            fixes: Vec::new(),
        })
    });
    found.collect()
}
