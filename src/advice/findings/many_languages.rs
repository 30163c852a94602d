//! `many-languages`: few components in three or more languages.

use std::collections::BTreeMap;

use super::context::listed;
use super::{Context, Finding, Severity};
use crate::base::{Range, Unit};
use crate::forecast::{Assignment, Point, totals};
use crate::model::LanguageId;

/// Languages from which they are many.
const MANY: usize = 3;

/// Components of each language from which it pays its way (judgement).
const COMPONENTS_EACH: usize = 5;

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut uses: BTreeMap<&LanguageId, usize> = BTreeMap::new();
    for language in context.languages.values() {
        *uses.entry(language).or_default() += 1;
    }
    let components = context.languages.len();
    if uses.len() < MANY || components >= COMPONENTS_EACH * uses.len() {
        return Vec::new();
    }
    let settled: Assignment = context
        .settled
        .iter()
        .filter(|(id, _)| context.languages.contains_key(id))
        .map(|(id, candidate)| (id.clone(), candidate.clone()))
        .collect();
    let at = |point| totals::boundary_weeks(context.resolved, &settled, point);
    let weeks = Range { low: at(Point::Low), typical: at(Point::Typical), high: at(Point::High) };
    // Languages that the catalog has no candidate of take work, too, but nobody knows how much.
    let figures = context.languages.keys().all(|id| settled.contains_key(*id));
    let mut names: Vec<(&LanguageId, usize)> = uses.into_iter().collect();
    names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    vec![Finding {
        code: "many-languages",
        severity: Severity::Warning,
        component: None,
        input: None,
        message: format!(
            "{} languages among {components} components ({}): their toolchains and the links across them take about {}{}",
            names.len(),
            listed(names.iter().map(|(id, _)| context.language_name(id))),
            weeks.readable(Unit::PersonWeeks),
            if figures { "" } else { ", not counting languages without figures" }
        ),
        advice: "Move what stands alone in its language to one that is used elsewhere".to_owned(),
        claims: "40",
        fixes: Vec::new(),
    }]
}
