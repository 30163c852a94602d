//! What the report's first page asks whoever signs to decide.

use std::collections::BTreeMap;

use super::report::{Material, Study};
use super::report_first_page::{against_advised, better_is_cheapest, decided, known, parted};
use crate::advice::findings::Finding;
use crate::advice::standing::Standing;
use crate::advice::{self, Advice, Front, Target, Verdict};
use crate::base::prose::{in_a_row, some};
use crate::base::words::sentence_case;
use crate::base::{Unit, number};
use crate::forecast::responses;
use crate::model::ComponentId;

/// Decisions asked for on the page.
const ASKED: usize = 6;
/// Of these, targets that no candidate meets.
const UNMET: usize = 2;

/// What whoever signs has to decide.
pub(super) fn decisions(material: Material<'_>, study: &Study) -> Vec<String> {
    // What no candidate meets is first of all a matter of the target.
    let unmet = study.findings.iter().filter(|of| of.code == "target-missed");
    let mut asked: Vec<String> = unmet
        .take(UNMET)
        .map(|of| {
            format!(
                "Relax a target, or do less work for an answer: {}.{}",
                of.message,
                as_is(material, study, of)
            )
        })
        .collect();
    asked.extend(price_of_targets(material, study));
    let whole = whole_plan(material, study);
    let agree = if whole.is_some() { "If as advised, agree to" } else { "Agree to" };
    asked.extend(whole);
    let open = |id: &ComponentId| !material.resolved.plan.decisions.contains_key(id);
    let against = material
        .advice
        .iter()
        .filter(|(_, advice)| advice.decision.as_ref().is_some_and(|decision| decision.overrules));
    for (id, advice) in against {
        if let Some(decision) = &advice.decision {
            asked.push(format!("{}: keep the decision? {}", material.name(id), decision.sentence));
        }
    }
    let mut by_language: Vec<(String, Vec<&str>)> = Vec::new();
    for (id, advice) in material.advice.iter().filter(|(id, _)| open(id)) {
        let Some(first) = advice.ranking.first() else { continue };
        let language = match advice.verdict {
            Verdict::Language => material.language(&first.language),
            Verdict::Either => match known(material, study, (id, advice)) {
                Some(language) => language,
                None => continue,
            },
            _ => continue,
        };
        match by_language.iter_mut().find(|(known, _)| *known == language) {
            Some((_, names)) => names.push(material.name(id)),
            None => by_language.push((language, vec![material.name(id)])),
        }
    }
    by_language.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(&b.0)));
    if !by_language.is_empty() {
        let parts: Vec<String> = by_language
            .iter()
            .map(|(language, names)| format!("{language} for {}", some(names)))
            .collect();
        asked.push(format!("{agree} {}.", in_a_row(&parts)));
    }
    let agreed = |id: &ComponentId, advice: &Advice| {
        advice.verdict == Verdict::Either && known(material, study, (id, advice)).is_some()
    };
    let with = |verdict: Verdict| -> Vec<&str> {
        let of = material
            .advice
            .iter()
            .filter(|(id, advice)| advice.verdict == verdict && open(id) && !agreed(id, advice));
        of.map(|(id, _)| material.name(id)).collect()
    };
    for (verdict, ask) in [
        (Verdict::Split, "Choose between a split and one language for"),
        (Verdict::NoFit, "Change a requirement, or compare a language with figures, for"),
    ] {
        let names = with(verdict);
        if !names.is_empty() {
            asked.push(format!("{ask} {}.", some(&names)));
        }
    }
    let (mut close, mut alike, mut unsaid) = (Vec::new(), Vec::new(), Vec::new());
    for (id, advice) in material.advice {
        if advice.verdict == Verdict::Either && open(id) && !agreed(id, advice) {
            let facts = material.resolved.facts(id);
            let said = facts.is_some_and(|facts| !facts.known.is_empty());
            let of = match (advice.is_close, said) {
                (true, _) => &mut close,
                (false, true) => &mut alike,
                (false, false) => &mut unsaid,
            };
            of.push(material.name(id));
        }
    }
    if !close.is_empty() {
        let names = some(&close);
        asked.push(format!("Decide where it is close and the difference matters: {names}."));
    }
    for (ask, names) in
        [("choose by what the maintainers know", unsaid), ("choose whichever they like", alike)]
    {
        if !names.is_empty() {
            let which = if names.len() == 1 { "both languages" } else { "two languages each" };
            let names = some(&names);
            asked.push(format!("For {names}, {ask}: {which} weigh about the same."));
        }
    }
    let confirm = confirm(material, study);
    let room = ASKED - usize::from(confirm.is_some());
    if asked.len() > room {
        // One line for all that have no room.
        let more = asked.len() + 1 - room;
        asked.truncate(room - 1);
        asked.push(format!("{more} more choices stand with the components' advice."));
    }
    asked.extend(confirm);
    asked
}

/// What a missed p99 target comes to as the plan stands.
fn as_is(material: Material<'_>, study: &Study, missed: &Finding) -> String {
    let of = |target: &&Target| {
        missed.component.as_ref() == Some(&target.component) && target.chance.is_some()
    };
    let Some(target) = study.targets.iter().find(of) else { return String::new() };
    let answer = responses::of_component(&study.answers, &target.component);
    if answer.is_some_and(|answer| answer.p99_ms.typical.is_infinite()) {
        return String::new();
    }
    let chance = target.chance.map_or_else(String::new, number::of_100);
    format!(
        " {}, it takes {} and meets the target in {chance}.",
        sentence_case(&material.as_what()),
        target.found
    )
}

/// What meeting each p99 target takes that is missed as decided, else advised, though a candidate would
/// meet it alone; or that no mix of the candidates meets it.
fn price_of_targets(material: Material<'_>, study: &Study) -> Vec<String> {
    let (Some(front), Some(now)) = (study.whole.as_ref(), decided(study)) else {
        return Vec::new();
    };
    let told = |id: &ComponentId| {
        let mut unmet = study.findings.iter().filter(|of| of.code == "target-missed");
        unmet.any(|of| of.component.as_ref() == Some(id))
    };
    let missed = now.misses.iter().filter(|id| !told(id));
    let ways = missed.map(|id| (material.name(id), way_to_meet(material, study, (front, now), id)));
    // Targets that take the same are asked for at once.
    let mut asked: Vec<(Vec<&str>, Option<Way>)> = Vec::new();
    for (name, way) in ways {
        let same = |other: &Option<Way>| match (other, &way) {
            (Some(a), Some(b)) => (&a.what, &a.price) == (&b.what, &b.price),
            (a, b) => a.is_none() && b.is_none(),
        };
        match asked.iter_mut().find(|(_, other)| same(other)) {
            Some((names, known)) => {
                names.push(name);
                if let (Some(known), Some(way)) = (known, way) {
                    known.chances.extend(way.chances);
                }
            }
            None => asked.push((vec![name], way)),
        }
    }
    asked.into_iter().map(|(names, way)| way_in_words(&names, way.as_ref())).collect()
}

/// How much likelier a target has to become for what that takes to be told.
const LIKELIER: f64 = 0.1;

/// What meeting targets takes.
struct Way {
    /// The languages of the whole plan.
    what: String,
    /// What that costs more, and its delivery.
    price: String,
    /// The chances of the targets with it.
    chances: Vec<f64>,
}

/// What meeting the target of a component takes; none where no mix meets it much more often.
fn way_to_meet(
    material: Material<'_>,
    study: &Study,
    (front, now): (&Front, &Standing),
    id: &ComponentId,
) -> Option<Way> {
    let of_now = study.targets.iter().find(|of| of.component == *id && of.what == "p99 at peak");
    let chance_now = of_now.and_then(|of| of.chance).unwrap_or(0.0);
    let (choice, chance) = front.cheapest_to_meet(id, responses::LIKELY)?;
    if chance < responses::LIKELY && chance < chance_now + LIKELIER {
        return None;
    }
    let side = |unit: Unit, more: f64| {
        let sign = if more < 0.0 { "less" } else { "more" };
        format!("{} {sign}", unit.readable(more.abs()))
    };
    let (cost, weeks) = (now.outlook.cost.typical, now.outlook.weeks.typical);
    let price = format!(
        "{}, delivery {} in place of {}",
        side(Unit::Money, choice.cost - cost),
        Unit::Weeks.readable(choice.weeks),
        Unit::Weeks.readable(weeks),
    );
    Some(Way { what: choice.in_a_sentence(material.resolved), price, chances: vec![chance] })
}

fn way_in_words(names: &[&str], way: Option<&Way>) -> String {
    let several = names.len() > 1;
    let (targets, them) = if several { ("targets", "them") } else { ("target", "it") };
    let names = in_a_row(names);
    let Some(Way { what, price, chances }) = way else {
        return format!(
            "Relax the p99 {targets} of {names}, or do less work for an answer: no mix of the compared languages meets {them} much more often."
        );
    };
    let told: Vec<String> = chances.iter().map(|chance| number::of_100(*chance)).collect();
    let often = format!("in {} sampled assumptions", in_a_row(&told));
    if chances.iter().all(|chance| *chance >= responses::LIKELY) {
        format!("Meet the p99 {targets} of {names} {often} with {what} ({price}), or relax {them}.")
    } else {
        format!(
            "Relax the p99 {targets} of {names}, or do less work for an answer; or meet {them} {often} with {what} ({price})."
        )
    }
}

/// What else the whole plan can be built in for less.
fn whole_plan(material: Material<'_>, study: &Study) -> Option<String> {
    let money = |cost: f64| Unit::Money.readable(cost);
    let better = study.whole.as_ref().and_then(|front| front.improvement());
    let single = study.reconciled.as_ref().filter(|held| held.is_dearer);
    let ours = better.map(|(advised, _)| advised.cost).or(single.map(|held| held.advised))?;
    let mut others: Vec<String> = Vec::new();
    if let Some((_, better)) = better {
        let what = better.in_a_sentence(material.resolved);
        others.push(format!("{what} at {}, which is no later and no slower", money(better.cost)));
    }
    // What reads alike is no choice.
    let alike = |cost: &str| better.is_some_and(|(_, better)| money(better.cost) == cost);
    let single = single.filter(|_| !better_is_cheapest(material, study));
    let single = single.map(|held| (held, money(held.advised - held.extra)));
    if let Some((held, cost)) = single.filter(|(_, cost)| !alike(cost)) {
        others.push(format!("{} at {cost}, the cheapest single language", held.cheapest));
    }
    if others.is_empty() {
        return None;
    }
    Some(format!(
        "Choose for the whole plan: component by component as advised at {}, or {}.",
        money(ours),
        others.join("; or ")
    ))
}

/// To stand by what was decided: which languages, and what they cost against the advice.
fn confirm(material: Material<'_>, study: &Study) -> Option<String> {
    let decisions = &material.resolved.plan.decisions;
    let mut languages: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (id, decision) in decisions {
        languages.entry(material.language(&decision.language)).or_default().push(material.name(id));
    }
    let mut languages: Vec<(String, Vec<&str>)> = languages.into_iter().collect();
    // Of one count in the order of their names.
    languages.sort_by_key(|(_, names)| std::cmp::Reverse(names.len()));
    let parts: Vec<String> = languages
        .iter()
        .map(|(language, names)| format!("{language} for {}", some(names)))
        .collect();
    let what = match decisions.len() {
        0 => return None,
        1 => "the decision",
        _ => "the decisions",
    };
    let price = against_advised(study).filter(|price| price.differs);
    let price = price.map(|price| format!(" ({})", price.told)).unwrap_or_default();
    let mut told = vec![format!("Confirm {what}{price}: {}", parted(&parts))];
    match advice::uncompared(material.advice) {
        0 => {}
        1 => told.push("one of them is for a language that was not compared".to_owned()),
        more => told.push(format!("{more} of them are for languages that were not compared")),
    }
    Some(format!("{}.", told.join("; ")))
}
