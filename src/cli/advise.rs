//! `polyplan advise`.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::open::{View, open};
use super::output::answer_parts;
use super::{Format, Outcome, Query, answer_json};
use crate::advice::standing::{self, standings};
use crate::advice::{
    self, Advice, Confidence, Offer, Reason, boundary, confidence, either, price, with_decisions,
};
use crate::base::threads;
use crate::catalog::Candidate;
use crate::exchange::json;
use crate::forecast::sample::Catalogs;
use crate::model::{ComponentId, LanguageId};

/// Most flip points told of a component.
const MOST_FLIPS: usize = 3;
/// Most remedies told of a component.
const MOST_REMEDIES: usize = 3;
/// Components that are worth a thread of their own.
const WORTH_A_THREAD: usize = 32;

pub(super) fn run(query: &Query) -> Outcome {
    let opened = open(&query.plan)?;
    let view = View::of(&opened);
    let leaders = advice::leaders(&view.resolved, &view.advice);
    let links = boundary::links(&view.resolved, &with_decisions(&view.resolved, leaders));
    if query.format == Format::Json {
        let confidence = confidence::of_plan(&view.resolved);
        let outlooks = price::of_plan(&view.resolved, &view.advice);
        return answer_json(&json::advice(
            &view.resolved,
            &opened.revision(),
            &view.advice,
            &outlooks,
            &confidence,
            &links,
        ));
    }
    let mut parts = vec![view.said_first()];
    parts.extend(components(&view));
    let mut text = String::new();
    if let Some(held) = standing::reconcile(&view.resolved, &standings(&view.resolved)) {
        let _ = writeln!(text, "{}\n", held.sentence);
    }
    let taken = either::taken(&view.resolved, &view.advice);
    if let Some(taken) = either::sentence(&view.resolved, &taken) {
        let _ = writeln!(text, "{taken}\n");
    }
    let crossing: Vec<_> = links.iter().filter(|link| link.crosses).collect();
    if !crossing.is_empty() {
        text.push_str("Links that cross languages\n");
        for link in crossing {
            let _ = writeln!(text, "  {}: {}", link.link, link.reason);
        }
        text.push('\n');
    }
    sources(&mut text, &view);
    let footer = view.footer(&opened);
    let _ = write!(text, "{}.", footer.counts.in_words());
    if !footer.assumptions.is_empty() {
        let _ = write!(text, " Assumptions that matter most: {}.", footer.assumptions.join("; "));
    }
    text.push('\n');
    parts.push(text);
    answer_parts(parts)
}

/// What is told of each component. How firm its advice is and what its candidates cost is forgotten once
/// it is told: of a large plan it would take more room than all else.
fn components(view: &View<'_>) -> Vec<String> {
    let resolved = &view.resolved;
    let candidates = resolved.catalog.compared(&resolved.plan.candidates);
    let catalogs = Catalogs::told(resolved);
    threads::map(&view.advice, WORTH_A_THREAD, |told| {
        of_component(view, told, &candidates, &catalogs)
    })
}

fn of_component(
    view: &View<'_>,
    (id, advice): &(ComponentId, Advice),
    candidates: &[&Candidate],
    catalogs: &Catalogs,
) -> String {
    let resolved = &view.resolved;
    let mut text = String::new();
    let facts = resolved.facts(id);
    let outlooks = facts.map(|facts| price::of_component(resolved, facts, advice, catalogs));
    let although = outlooks.and_then(|outlooks| price::although(advice, &outlooks));
    let confidence = facts.map(|facts| Confidence::of(resolved, facts, candidates, catalogs));
    component(&mut text, view, id, advice, although.as_deref(), confidence.as_ref());
    text
}

/// The strongest reasons for and against the leader.
fn shown_reasons(advice: &Advice) -> impl Iterator<Item = (&'static str, &Reason)> {
    let reasons = advice.reasons.iter().take(3).map(|reason| ("for", reason));
    reasons.chain(advice.against.iter().take(2).map(|reason| ("against", reason)))
}

/// The cheapest remedies.
fn shown_remedies(advice: &Advice) -> impl Iterator<Item = &Offer> {
    advice.remedies.iter().take(MOST_REMEDIES)
}

/// The sources that reasons and remedies cite, each once.
fn sources(text: &mut String, view: &View<'_>) {
    let shown = view.advice.iter().flat_map(|(_, advice)| shown_reasons(advice));
    let mut cited: BTreeSet<&str> =
        shown.flat_map(|(_, reason)| reason.sources.iter().copied()).collect();
    let remedies = view.advice.iter().flat_map(|(_, advice)| shown_remedies(advice));
    cited.extend(remedies.flat_map(|offer| offer.sources.iter().map(String::as_str)));
    if cited.is_empty() {
        return;
    }
    text.push_str("Sources\n");
    for source in cited.into_iter().filter_map(|id| view.resolved.catalog.sources.get(id)) {
        let _ = writeln!(
            text,
            "  {}: {}",
            source.short,
            format!("{} {}", source.title, source.url).trim_end()
        );
    }
    text.push('\n');
}

fn component(
    text: &mut String,
    view: &View<'_>,
    id: &ComponentId,
    advice: &Advice,
    although: Option<&str>,
    confidence: Option<&Confidence>,
) {
    let _ = writeln!(text, "{id}: {}", advice.sentence);
    if let Some(although) = although {
        let _ = writeln!(text, "  price    {although}");
    }
    if !advice.ranking.is_empty() {
        let ranking: Vec<String> = advice
            .ranking
            .iter()
            .map(|ranked| match &ranked.gate {
                Some(gate) => format!("{} excluded, {}", ranked.name, gate.sentence()),
                None => format!("{} {:.0}", ranked.name, ranked.score),
            })
            .collect();
        let _ = writeln!(text, "  scores   {}", ranking.join("; "));
    }
    for (sign, reason) in shown_reasons(advice) {
        let cited = |id: &&str| view.resolved.catalog.sources.get(*id).map(|of| of.short.as_str());
        let cited: Vec<&str> = reason.sources.iter().filter_map(cited).collect();
        let _ = writeln!(text, "  {sign:<7}  {} ({})", reason.text, cited.join(", "));
    }
    let name = |id: &LanguageId| view.resolved.catalog.language_name(id).to_owned();
    if let Some(confidence) = confidence {
        if let Some(first) = confidence.sentence(name) {
            let _ = writeln!(text, "  firm     {first}");
        }
        for flip in confidence.flip_sentences(name).into_iter().take(MOST_FLIPS) {
            let _ = writeln!(text, "  flips    {flip}");
        }
        if let Some(payback) = &confidence.payback {
            let _ = writeln!(text, "  payback  {}", payback.sentence);
        }
    }
    if let Some(existing) = &advice.existing {
        let drawn = confidence.and_then(|of| of.existing.as_ref());
        let _ = writeln!(text, "  code     {}", existing.told(drawn));
    }
    for of in view.resolved.facts(id).into_iter().flat_map(|facts| &facts.libraries) {
        let _ = writeln!(text, "  library  {}", of.sentence(view.resolved.catalog));
    }
    for offer in shown_remedies(advice) {
        let _ = writeln!(
            text,
            "  cheaper  {}",
            format_args!("{} ({})", offer.sentence, offer.evidence())
        );
    }
    for note in &advice.notes {
        let _ = writeln!(text, "  note     {note}");
    }
    if let Some(split) = &advice.split {
        let _ = writeln!(text, "  split    {}: {}", split.service, split.service_work);
        let _ = writeln!(text, "           {}: {}", split.data, split.data_work);
    }
    for unknown in &advice.unknowns {
        let flips =
            unknown.flips_to.as_ref().map_or(String::new(), |flips| format!("; becomes {flips}"));
        let _ =
            writeln!(text, "  ask      {} (assumed {}{flips})", unknown.question, unknown.assumed);
    }
    if let Some(decision) = &advice.decision {
        let _ = writeln!(text, "  decided  {}", decision.sentence);
    }
    text.push('\n');
}
