//! `tag-inflation`: nearly everything is tagged performance-sensitive, so the tag tells nothing.

use super::bare_tag;
use super::{Context, Finding, Severity};
use crate::model::{ComponentChange, Edit};

/// Built components from which a share means something.
const LEAST: usize = 5;

/// Whether so many of a plan's components are tagged that the tag tells nothing: more than 70 %.
const fn inflated(tagged: usize, built: usize) -> bool {
    built >= LEAST && tagged * 10 > built * 7
}

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let built = context.built().count();
    let tagged = context.built().filter(|of| of.component.tags.performance.is_some()).count();
    if !inflated(tagged, built) {
        return Vec::new();
    }
    let bare: Vec<_> = context.built().filter(|facts| bare_tag::is_bare(facts)).collect();
    let edits = bare
        .iter()
        .map(|of| Edit::Component(of.component.id.clone(), ComponentChange::Performance(None)));
    let mends = !bare.is_empty() && !inflated(tagged - bare.len(), built);
    let label = "Take the tag off what states neither load nor target".to_owned();
    vec![Finding {
        code: "tag-inflation",
        severity: Severity::Hint,
        component: None,
        input: None,
        message: format!("{tagged} of {built} components are tagged performance-sensitive"),
        advice: "Keep the tag where a load or a target asks for it; where all are first, none is"
            .to_owned(),
        claims: "6, 29",
        fixes: if mends { vec![(label, Edit::Many(edits.collect()))] } else { Vec::new() },
    }]
}
