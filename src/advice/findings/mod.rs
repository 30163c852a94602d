//! Findings: problems of the plan, one rule in each file.

mod absurd_rate;
mod absurd_total;
mod answer_against_number;
mod availability_missed;
mod bare_tag;
mod both_tags;
mod budget;
mod chatty_boundary;
mod circle_not_followed;
mod context;
mod cpu_time_without_language;
mod decision_against_advice;
mod exchange_rate;
mod failover_overload;
mod job_on_response_path;
mod language_misses_target;
mod library_without_process;
mod link_for_nobody;
mod link_twice;
mod lone_language;
mod mandated_and_banned;
mod many_languages;
mod missing_library;
mod mixed_requests;
mod no_priorities;
mod nothing_fits;
mod one_assumption;
mod pauses_against_target;
mod process_over_server;
mod profile_sum;
mod queue_without_consumer;
mod rate_against_links;
mod rate_counted_twice;
mod replicas_short;
mod rests;
mod retry_amplification;
mod shared_datastore;
mod single_point_of_failure;
mod slow_chain;
mod stale_decision;
mod synchronous_cycle;
mod tag_inflation;
mod target_below_wait;
mod target_missed;
mod team_not_compared;
mod technology_against_kind;
mod toolchains_for_few;
mod unknown_language;
mod unknown_library;
mod unlikely_number;
mod unused_component;
mod wait_counted_twice;
mod words;

use super::{Advice, decided_else, leaders};
use crate::base::prose::prose;
use crate::base::threads;
use crate::forecast::{Resolved, Response};
use crate::model::{ComponentId, Edit, InputRef};
use crate::words;

use context::Context;

pub(super) use context::percent;

words! {
    /// How bad a finding is.
    Severity {
        /// The plan will not do what it promises.
        Error = "error", "error";
        /// Worth a talk before the plan is defended.
        Warning = "warning", "warning";
        /// Worth knowing.
        Hint = "hint", "hint";
    }
}

/// A problem or suggestion about the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Stable code such as `target-missed`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The component, if it is about one.
    pub component: Option<ComponentId>,
    /// The number that it comes down to, if it does to one.
    pub input: Option<InputRef>,
    /// What was found, naming the element.
    pub message: String,
    /// What to do about it.
    pub advice: String,
    /// Claims it rests on; empty where it is plain arithmetic.
    pub claims: &'static str,
    /// Fixes, each with its label.
    pub fixes: Vec<(String, Edit)>,
}

impl Finding {
    /// Whether it says what the decision of its component says already, where the two stand
    /// together.
    #[must_use]
    pub fn repeats_decision(&self) -> bool {
        self.code == "decision-against-advice"
    }
}

/// A plan with its advice, as the rules see it.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// The plan with complete inputs.
    pub resolved: &'a Resolved<'a>,
    /// Advice by component.
    pub advice: &'a [(ComponentId, Advice)],
    /// How long answers take with the usual [`Choice`](super::Choice) ([`usual_answers`](super::usual_answers));
    /// none where they are not worked out yet, and nothing is said of them.
    pub answers: &'a [Response],
}

/// Components from which a plan is large.
const LARGE: usize = 1_000;

/// The rules, in the order of their files.
const RULES: [fn(&Context<'_>) -> Vec<Finding>; 51] = [
    absurd_rate::check,
    absurd_total::check,
    answer_against_number::check,
    availability_missed::check,
    bare_tag::check,
    both_tags::check,
    budget::check,
    chatty_boundary::check,
    circle_not_followed::check,
    cpu_time_without_language::check,
    decision_against_advice::check,
    exchange_rate::check,
    failover_overload::check,
    job_on_response_path::check,
    language_misses_target::check,
    library_without_process::check,
    link_for_nobody::check,
    link_twice::check,
    lone_language::check,
    mandated_and_banned::check,
    many_languages::check,
    missing_library::check,
    mixed_requests::check,
    no_priorities::check,
    nothing_fits::check,
    one_assumption::check,
    pauses_against_target::check,
    process_over_server::check,
    profile_sum::check,
    queue_without_consumer::check,
    rate_against_links::check,
    rate_counted_twice::check,
    replicas_short::check,
    retry_amplification::check,
    shared_datastore::check,
    single_point_of_failure::check,
    slow_chain::check,
    stale_decision::check,
    synchronous_cycle::check,
    tag_inflation::check,
    target_below_wait::check,
    target_missed::check,
    team_not_compared::check,
    technology_against_kind::check,
    toolchains_for_few::check,
    unknown_language::check,
    unknown_library::check,
    unlikely_number::check,
    unused_component::check,
    wait_counted_twice::check,
    words::check,
];

/// The finding that is said before anything else: totals that no one should take for true.
#[must_use]
pub fn said_first(resolved: &Resolved<'_>, advice: &[(ComponentId, Advice)]) -> Option<Finding> {
    absurd_total::of(resolved, &decided_else(resolved, leaders(resolved, advice)))
}

/// Every finding, what is [said first](said_first) and then the worst first, then by component and
/// code.
#[must_use]
pub fn findings(checked: Checked<'_>) -> Vec<Finding> {
    let context = Context::new(checked);
    // Rules are worth threads of their own where there is much to look at.
    let few = checked.resolved.components.len() < LARGE;
    let worth = if few { RULES.len() } else { 1 };
    let found = threads::map(&RULES, worth, |rule| rule(&context));
    let mut found: Vec<Finding> = found.into_iter().flatten().collect();
    found.sort_by(|a, b| {
        let key = |of: &Finding| (of.code != "absurd-total", of.severity);
        key(a).cmp(&key(b)).then_with(|| (&a.component, a.code).cmp(&(&b.component, b.code)))
    });
    // Read as sentences everywhere: `6 to 24 person-weeks`, not as it is typed.
    for finding in &mut found {
        finding.message = prose(&finding.message);
    }
    found
}
