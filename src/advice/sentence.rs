//! The sentence of an advice, fit to read aloud.

use super::case::{Case, Contender};
use super::either;
use super::explain::Reason;
use super::score::{self, Scorecard, pair};
use super::split;
use super::verdict::{Strength, Verdict};
use crate::forecast::Point;
use crate::model::{CandidateId, Input, Kind, LanguageId};

/// Weighed reasons on one side from which a draw is a dilemma and no indifference, as much as one
/// usual matter altogether.
const STRONG: f64 = 1.0;
/// Share of the larger cost below which two cost about the same.
const NEAR: f64 = 0.1;
/// How two languages stand of which either does.
const ALIKE: &str = "what speaks for each weighs about the same";

/// A sentence, and whether it says that it is close between two languages and the team decides.
pub(super) struct Said {
    pub sentence: String,
    pub is_close: bool,
}

/// The sentence; `sides` are the reasons for the leader and those against it, strongest first.
pub(super) fn of(
    case: &Case<'_>,
    card: &Scorecard,
    verdict: Verdict,
    sides: [&[Reason]; 2],
) -> Said {
    let name = &case.facts.component.name;
    let leader = card.leader.and_then(|index| case.contenders.get(index));
    let sentence = match (verdict, leader) {
        (Verdict::Buy, _) => {
            format!(
                "Take {name} ready-made: it comes as a product, so its language is not a question."
            )
        }
        (Verdict::Client, _) => client(name, &case.facts.component.kind),
        (Verdict::Outside, _) if case.facts.component.kind == Kind::Person => {
            format!("{name}: people use the system, there is no language to choose.")
        }
        (Verdict::Outside, _) => {
            format!("Outside the plan: the language of {name} is not ours to choose.")
        }
        (Verdict::NoFit, _) | (_, None) => mandated(case)
            .unwrap_or_else(|| format!("No candidate fits {name}: {}.", gates(case, card))),
        (Verdict::Either, Some(leader)) => return even(case, card, leader, sides),
        (Verdict::Split, Some(_)) => in_two(case, card),
        (_, Some(leader)) => language(case, card, leader, sides[0]),
    };
    Said { sentence, is_close: false }
}

/// One language, clearly or by a lead that may turn.
fn language(
    case: &Case<'_>,
    card: &Scorecard,
    leader: &Contender<'_>,
    reasons: &[Reason],
) -> String {
    let (name, language) = (&case.facts.component.name, &leader.language.name);
    let only = card.ranking.get(1).is_some_and(|score| score.gate.is_some());
    if only
        && let Some([_, (score, other)]) = pair(case, card)
        && let Some(gate) = &score.gate
    {
        return format!("Use {language} for {name}: {} {}.", other.language.name, gate.sentence());
    }
    let because = reasons.first().map_or_else(String::new, |reason| format!(": {}", reason.text));
    let (lead, _) = score::lead_of(case, card, &leader.language.id);
    let verb = if Strength::of_lead(lead) == Strength::Clearly { "Use" } else { "Lean towards" };
    format!("{verb} {language} for {name}{because}.")
}

/// Which language takes which half.
fn in_two(case: &Case<'_>, card: &Scorecard) -> String {
    let name_of = |id: &CandidateId| {
        let catalog = case.resolved.catalog;
        let candidate = catalog.candidates.get(id);
        candidate.map_or(id.as_str(), |c| catalog.language_name(&c.language)).to_owned()
    };
    let names = split::split(case, card).map(|of| (name_of(&of.service), name_of(&of.data)));
    let (service, data) = names.unwrap_or_default();
    format!(
        "Split {}: {service} answers the requests, {data} holds the models and data work behind it.",
        case.facts.component.name
    )
}

/// Why each language is out of the question, each once.
fn gates(case: &Case<'_>, card: &Scorecard) -> String {
    let mut told: Vec<String> = Vec::new();
    for score in &card.ranking {
        let contender = case.contenders.get(score.contender);
        if let (Some(contender), Some(gate)) = (contender, &score.gate) {
            let sentence = format!("{} {}", contender.language.name, gate.sentence());
            if !told.contains(&sentence) {
                told.push(sentence);
            }
        }
    }
    if told.is_empty() { "none is switched on".to_owned() } else { told.join("; ") }
}

/// That a language is mandated which is not compared, if it is so.
fn mandated(case: &Case<'_>) -> Option<String> {
    let (catalog, component) = (case.resolved.catalog, case.facts.component);
    let language = component.traits.mandated.as_ref()?;
    if case.contenders.iter().any(|of| of.language.id == *language) {
        return None;
    }
    let why = if catalog.languages.contains_key(language) {
        "which is not among the candidates compared"
    } else {
        "for which the catalog has no figures"
    };
    let language = catalog.language_name(language);
    Some(format!("No candidate fits {}: {language} is mandated, {why}.", component.name))
}

/// What the devices decide for a client, which is not compared.
fn client(name: &str, kind: &Kind) -> String {
    match kind {
        Kind::BrowserPage => format!(
            "Write {name} in TypeScript: browsers run JavaScript and WebAssembly, and it needs no server of yours."
        ),
        Kind::MobileApp => format!(
            "Write {name} in Kotlin for Android and Swift for iOS, or in Dart (Flutter) or TypeScript (React Native) for both: it runs on phones, not on servers of yours."
        ),
        Kind::DesktopApp => format!(
            "Write {name} in C# for Windows and Swift for macOS, or in TypeScript (Electron), Rust (Tauri) or C++ (Qt) for all: it runs on people's computers, not on servers of yours."
        ),
        _ => format!(
            "Write {name} for the devices that it runs on: TypeScript for browsers, Kotlin, Swift or Dart for phones; it needs no server of yours."
        ),
    }
}

fn even(case: &Case<'_>, card: &Scorecard, leader: &Contender<'_>, sides: [&[Reason]; 2]) -> Said {
    let (name, first) = (&case.facts.component.name, &leader.language.name);
    let weighed = card.weights.iter().any(|weight| *weight > 0.0);
    let sentence = match pair(case, card) {
        None => format!("Use {first} for {name}: nothing else is switched on."),
        Some([_, (_, other)]) if !weighed => format!(
            "Either {first} or {} for {name}: every priority is set to nothing, so nothing was weighed.",
            other.language.name
        ),
        Some([_, (_, other)]) => match dilemma(case, [leader, other], sides) {
            Some(sentence) => return Said { sentence, is_close: true },
            None => alike(case, [leader, other]),
        },
    };
    Said { sentence, is_close: false }
}

/// What is said where the difference between two languages does not matter.
fn alike(case: &Case<'_>, two: [&Contender<'_>; 2]) -> String {
    let name = &case.facts.component.name;
    let [first, second] = two.map(|of| &of.language.name);
    let languages = two.map(|of| &of.language.id);
    let known = languages.iter().filter(|id| either::working(case.facts, id).is_some()).count();
    let hint = match either::better_known(case.facts, languages) {
        Some(which) => {
            let better = if known == 2 { " better" } else { "" };
            format!("use {}, which the maintainers know{better}", [first, second][which])
        }
        None if known == 0 && !case.facts.known.is_empty() => {
            return even_unknown(case, first, second);
        }
        None => "use what the maintainers know".to_owned(),
    };
    format!("Either {first} or {second} does for {name}: {ALIKE}, so {hint}.")
}

/// What is said where neither language leads although the difference matters: strong reasons that
/// cancel, a target that one misses, or money. None where it does not matter.
fn dilemma(
    case: &Case<'_>,
    [leader, runner_up]: [&Contender<'_>; 2],
    [pro, con]: [&[Reason]; 2],
) -> Option<String> {
    let (first, second) = (&leader.language.name, &runner_up.language.name);
    let close =
        format!("It is close between {first} and {second} for {}", case.facts.component.name);
    let sum = |side: &[Reason]| side.iter().map(|reason| reason.contribution).sum::<f64>();
    if sum(pro).max(sum(con)) >= STRONG
        && let ([pro, ..], [con, ..]) = (pro, con)
    {
        return Some(format!("{close}: {}, but {}. The team decides.", pro.text, con.text));
    }
    let target = case.facts.given(Input::P99Target).map(|value| value.range.typical);
    let meets = |of: &Contender<'_>| target.is_none_or(|target| of.estimate.p99_ms <= target);
    match (meets(leader), meets(runner_up)) {
        (true, false) => {
            return Some(format!("{close}: only {first} meets the p99 target. The team decides."));
        }
        (false, true) => {
            return Some(format!("{close}: only {second} meets the p99 target. The team decides."));
        }
        _ => {}
    }
    let costs = [leader, runner_up].map(|of| of.totals.cost());
    let [least, most] = [costs[0].min(costs[1]), costs[0].max(costs[1])];
    let month = case.shared().weekly_cost_of(case.facts, Point::Typical) * 52.0 / 12.0;
    let dear = most - least > month && least < (1.0 - NEAR) * most;
    let cheaper = if costs[0] <= costs[1] { first } else { second };
    dear.then(|| {
        format!(
            "{close}: no reason weighs much, but over the horizon {cheaper} saves more than one person costs for a month. The team decides."
        )
    })
}

/// What is said where people know neither of two languages that would do.
fn even_unknown(case: &Case<'_>, first: &str, second: &str) -> String {
    let (name, catalog) = (&case.facts.component.name, case.resolved.catalog);
    let compared = |id: &LanguageId| case.contenders.iter().any(|of| of.language.id == *id);
    let mut known = case.facts.known.iter().map(|(id, _)| id);
    let own = known.find(|id| catalog.languages.contains_key(*id) && !compared(id));
    let own = own.map(|id| {
        let own = catalog.language_name(id);
        format!("; they know {own}, which is not compared")
    });
    format!(
        "Either {first} or {second} does for {name}: {ALIKE}, but the maintainers know neither{}.",
        own.unwrap_or_default()
    )
}
