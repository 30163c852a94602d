//! Advice in words: the sentence, reasons with evidence, and what could change it.

use super::case::{Case, Contender};
use super::criteria::TABLE;
use super::gate::Gate;
use super::overrule::{self, Overrule};
use super::remedies::{self, Offer};
use super::score::{self, Score, Scorecard, pair};
use super::split::{self, Split};
use super::unknowns::{self, Unknown};
use super::verdict::{self, Verdict};
use crate::catalog::Candidate;
use crate::forecast::{Estimate, Facts, Resolved, Totals};
use crate::model::{CandidateId, Kind, LanguageId, LibraryNeed, MlUse};

/// Advice for one component.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// What it comes to.
    pub verdict: Verdict,
    /// One sentence fit to read aloud.
    pub sentence: String,
    /// Candidates, best first; excluded ones last.
    pub ranking: Vec<Ranked>,
    /// Weight of each criterion, about 1 for a usual matter, in the order of the table.
    pub weights: Vec<f64>,
    /// What speaks for the leader against the runner-up, strongest first.
    pub reasons: Vec<Reason>,
    /// What speaks against the leader, strongest first.
    pub against: Vec<Reason>,
    /// Remarks: facts that outrank a tag, what is left open.
    pub notes: Vec<String>,
    /// Unknown inputs most likely to change it.
    pub unknowns: Vec<Unknown>,
    /// The split, where the verdict is one.
    pub split: Option<Split>,
    /// The decision held against it.
    pub decision: Option<Overrule>,
    /// What would make the team's language do without a second one, cheapest first. It moves neither
    /// score nor verdict.
    pub remedies: Vec<Offer>,
}

/// One candidate's place.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// The candidate.
    pub candidate: CandidateId,
    /// Its language.
    pub language: LanguageId,
    /// Its name with the stack.
    pub name: String,
    /// Score from 0 to 100.
    pub score: f64,
    /// Utility by criterion from 0 to 1, in the order of the table.
    pub utilities: Vec<f64>,
    /// Why it is out of the question, if it is.
    pub gate: Option<Gate>,
    /// Its numbers at the medians.
    pub estimate: Estimate,
    /// Its money and time at the medians, which scores rest on; what people are told is an
    /// [`Outlook`](crate::forecast::Outlook).
    pub totals: Totals,
}

/// A reason with its evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// Id of the criterion.
    pub criterion: &'static str,
    /// Name of the criterion.
    pub label: &'static str,
    /// The reason as a clause.
    pub text: String,
    /// Weight times difference in utility, positive; the larger the more it counts.
    pub contribution: f64,
    /// Claims it rests on.
    pub claims: &'static str,
    /// Ids of its sources.
    pub sources: &'static [&'static str],
}

/// Contribution below which a reason is not worth a line.
pub(super) const LEAST: f64 = 0.04;

/// Advises on one component.
#[must_use]
pub fn advise(resolved: &Resolved<'_>, facts: &Facts<'_>, candidates: &[&Candidate]) -> Advice {
    let case = Case::new(resolved, facts, candidates);
    let card = score::score(&case);
    let verdict = verdict::verdict(&case, &card);
    let built = facts.component.is_built();
    // Where nothing fits, nothing speaks for or against it.
    let weighed = built && verdict != Verdict::NoFit;
    let (reasons, against) = if weighed { reasons(&case, &card) } else { (Vec::new(), Vec::new()) };
    let split = if verdict == Verdict::Split { split::split(&case, &card) } else { None };
    let sentence = sentence(&case, &card, verdict, &reasons);
    let unknowns =
        if built { unknowns::unknowns(&case, &card, verdict, candidates) } else { Vec::new() };
    let decision = overrule::overrule(&case, &card, verdict);
    let remedies =
        if built { remedies::offers(&case, &card, verdict, decision.as_ref()) } else { Vec::new() };
    Advice {
        verdict,
        sentence,
        ranking: if built {
            card.ranking.iter().filter_map(|score| ranked(&case, score)).collect()
        } else {
            Vec::new()
        },
        weights: card.weights.to_vec(),
        reasons,
        against,
        notes: if built { notes(&case, &card, verdict) } else { Vec::new() },
        unknowns,
        split,
        decision,
        remedies,
    }
}

fn ranked(case: &Case<'_>, score: &Score) -> Option<Ranked> {
    let contender = case.contenders.get(score.contender)?;
    Some(Ranked {
        candidate: contender.candidate.id.clone(),
        language: contender.language.id.clone(),
        name: contender.candidate.name.clone(),
        score: score.total * 100.0,
        utilities: score.utilities.to_vec(),
        gate: score.gate.clone(),
        estimate: contender.estimate,
        totals: contender.totals,
    })
}

fn reasons(case: &Case<'_>, card: &Scorecard) -> (Vec<Reason>, Vec<Reason>) {
    pair(case, card)
        .map_or_else(Default::default, |[first, second]| between(case, card, first, second))
}

/// What speaks for the first candidate against the second, and what against it; strongest first.
pub(super) fn between(
    case: &Case<'_>,
    card: &Scorecard,
    (first, leader): (&Score, &Contender<'_>),
    (second, runner_up): (&Score, &Contender<'_>),
) -> (Vec<Reason>, Vec<Reason>) {
    let mut found = (Vec::new(), Vec::new());
    for (i, criterion) in TABLE.iter().enumerate() {
        let contribution = card.weights[i] * (first.utilities[i] - second.utilities[i]);
        if contribution.abs() < LEAST {
            continue;
        }
        let text = if contribution > 0.0 {
            (criterion.say)(case, leader, runner_up)
        } else {
            (criterion.say)(case, runner_up, leader)
        };
        let reason = Reason {
            criterion: criterion.id,
            label: criterion.label,
            text,
            contribution: contribution.abs(),
            claims: criterion.claims,
            sources: criterion.sources,
        };
        if contribution > 0.0 { found.0.push(reason) } else { found.1.push(reason) }
    }
    let strongest = |a: &Reason, b: &Reason| b.contribution.total_cmp(&a.contribution);
    found.0.sort_by(strongest);
    found.1.sort_by(strongest);
    found
}

fn sentence(case: &Case<'_>, card: &Scorecard, verdict: Verdict, reasons: &[Reason]) -> String {
    let name = &case.facts.component.name;
    let leader = card.leader.and_then(|index| case.contenders.get(index));
    match (verdict, leader) {
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
            format!("{name} is outside the plan: its language is not ours to choose.")
        }
        (Verdict::NoFit, _) | (_, None) => {
            let gate = card.ranking.first().and_then(|score| {
                let contender = case.contenders.get(score.contender)?;
                let gate = score.gate.as_ref()?;
                Some(format!("{} {}", contender.language.name, gate.sentence()))
            });
            mandated(case).unwrap_or_else(|| {
                format!(
                    "No candidate fits {name}: {}.",
                    gate.unwrap_or_else(|| "none is switched on".to_owned())
                )
            })
        }
        (Verdict::Either, Some(leader)) => either(case, card, leader),
        (Verdict::Split, Some(_)) => {
            let names = split::split(case, card).map(|split| {
                let language = |id: &CandidateId| {
                    let candidate = case.resolved.catalog.candidates.get(id);
                    candidate
                        .map_or(id.as_str(), |c| case.resolved.catalog.language_name(&c.language))
                        .to_owned()
                };
                (language(&split.service), language(&split.data))
            });
            let (service, data) = names.unwrap_or_default();
            format!(
                "Split {name}: {service} answers the requests, {data} holds the models and data work behind it."
            )
        }
        (_, Some(leader)) => {
            let only = card.ranking.get(1).is_some_and(|score| score.gate.is_some());
            if only
                && let Some([_, (score, other)]) = pair(case, card)
                && let Some(gate) = &score.gate
            {
                return format!(
                    "Use {} for {name}: {} {}.",
                    leader.language.name,
                    other.language.name,
                    gate.sentence()
                );
            }
            let because =
                reasons.first().map_or_else(String::new, |reason| format!(": {}", reason.text));
            format!("Use {} for {name}{because}.", leader.language.name)
        }
    }
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

fn either(case: &Case<'_>, card: &Scorecard, leader: &Contender<'_>) -> String {
    let name = &case.facts.component.name;
    let Some([_, (_, runner_up)]) = pair(case, card) else {
        return format!("Use {} for {name}: nothing else is switched on.", leader.language.name);
    };
    let (first, second) = (&leader.language.name, &runner_up.language.name);
    let knows = |contender: &Contender<'_>| case.facts.skill(&contender.language.id).is_some();
    let hint = match (knows(leader), knows(runner_up)) {
        (true, false) => format!("use {first}, which the maintainers know"),
        (false, true) => format!("use {second}, which the maintainers know"),
        (false, false) if !case.facts.known.is_empty() => {
            return either_unknown(case, first, second);
        }
        _ => "use what the maintainers know".to_owned(),
    };
    format!(
        "Either {first} or {second} does for {name}: at this size the difference does not matter, so {hint}."
    )
}

/// What is said where people know neither of two languages that would do.
fn either_unknown(case: &Case<'_>, first: &str, second: &str) -> String {
    let (name, catalog) = (&case.facts.component.name, case.resolved.catalog);
    let compared = |id: &LanguageId| case.contenders.iter().any(|of| of.language.id == *id);
    let mut known = case.facts.known.iter().map(|(id, _)| id);
    let own = known.find(|id| catalog.languages.contains_key(*id) && !compared(id));
    let own = own.map(|id| {
        let own = catalog.language_name(id);
        format!("; they know {own}, which is not compared")
    });
    format!(
        "Either {first} or {second} does for {name}: at this size the difference does not matter, but the maintainers know neither{}.",
        own.unwrap_or_default()
    )
}

/// Facts that outrank a tag, said plainly.
fn notes(case: &Case<'_>, card: &Scorecard, verdict: Verdict) -> Vec<String> {
    let facts = case.facts;
    let mut notes = Vec::new();
    let leader = card.leader.and_then(|index| case.contenders.get(index));
    let data_leads = leader.is_some_and(|c| c.language.points(crate::catalog::Need::Data) >= 4.5);
    if facts.ml == MlUse::Calls && (case.is_data() || facts.ml_stated) {
        notes.push("Calling a hosted model is input and output, not data work.".to_owned());
    }
    if case.is_data() && !data_leads && facts.python_libraries == LibraryNeed::No {
        notes.push("Tagged data-intelligent, but the facts outrank the tag: no Python libraries are needed.".to_owned());
    }
    // A split serves both tags.
    if case.is_performance() && data_leads && verdict == Verdict::Language {
        notes.push(
            "Tagged performance-sensitive, but the facts outrank the tag: what it needs from libraries and people weighs more than speed at this load."
                .to_owned(),
        );
    }
    if case.is_performance() && verdict == Verdict::Either && !facts.rate_is_assumed() {
        notes.push(
            "Tagged performance-sensitive, but at the stated load the difference is small."
                .to_owned(),
        );
    }
    if facts.component.inputs.contains_key(&crate::model::Input::CpuTime) {
        notes.extend(unknown_time(case));
    }
    notes
}

/// Why a stated CPU time counts as unknown, if it does.
fn unknown_time(case: &Case<'_>) -> Option<String> {
    let catalog = case.resolved.catalog;
    match &case.facts.component.cpu_language {
        None => Some("The CPU time names no language, so it counts as unknown.".to_owned()),
        Some(id) if !catalog.languages.contains_key(id) => Some(format!(
            "The catalog has no figures for {}, so the CPU time counts as unknown.",
            catalog.language_name(id)
        )),
        Some(_) => None,
    }
}
