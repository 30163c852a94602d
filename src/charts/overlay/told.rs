//! What is advised and found, as overlays.

use std::collections::BTreeMap;

use super::{Shade, Shades, Tint, Told, kinds};
use crate::advice::{Advice, Severity, Strength, Verdict};
use crate::base::Hue;
use crate::base::words::counted;
use crate::model::{ComponentId, LanguageId};

/// What is advised, and how firmly.
pub(super) fn verdict(told: &Told<'_>) -> Shades {
    let cards = told.advice.iter();
    let cards = cards.filter_map(|(id, advice)| Some(((*id).clone(), advised(told, advice)?)));
    let cards: BTreeMap<ComponentId, Shade> = cards.collect();
    let legend = kinds(&cards, |shade| {
        let firmly = shade.tint.map_or("", |tint| match tint {
            EVEN => "even: either does, use what the maintainers know",
            LEANING => "leaning: a matter nobody has told may outweigh it",
            CLEARLY => "clearly",
            SPLIT => "split in two halves",
            _ => "no candidate fits",
        });
        firmly.to_owned()
    });
    let title = "what is advised, and how firmly".to_owned();
    let mut shades = Shades { title, cards, legend, ..Shades::default() };
    shades.rest(told.plan, "no language to choose");
    shades
}

const EVEN: Tint = Tint::new(Hue::Indigo, 1);
const LEANING: Tint = Tint::new(Hue::Indigo, 2);
const CLEARLY: Tint = Tint::new(Hue::Indigo, 3);
const SPLIT: Tint = Tint::new(Hue::Teal, 4);
const NO_FIT: Tint = Tint::new(Hue::Coral, 5);

/// What is advised of one component; nothing where there is no language to choose.
fn advised(told: &Told<'_>, advice: &Advice) -> Option<Shade> {
    let name = |id: &LanguageId| told.catalog.language_name(id).to_owned();
    let names: Vec<String> = advice.languages().into_iter().map(name).collect();
    let [first, second] = [0, 1].map(|place| names.get(place).cloned().unwrap_or_default());
    Some(match (advice.verdict, advice.strength) {
        (Verdict::Buy | Verdict::Client | Verdict::Outside, _) => return None,
        (Verdict::NoFit, _) => Shade::plain(NO_FIT, Verdict::NoFit.label().to_owned()),
        (Verdict::Split, _) => Shade {
            tint: Some(SPLIT),
            label: "split".to_owned(),
            said: "advised: split in two halves".to_owned(),
        },
        (Verdict::Either, _) if second.is_empty() => {
            shade(EVEN, format!("even: {first}"), &format!("{first}, even"))
        }
        (Verdict::Either, _) => {
            let both = format!("{first} or {second}");
            shade(EVEN, format!("even: {both}"), &format!("either {both}, even"))
        }
        (Verdict::Language, Some(Strength::Clearly)) => {
            shade(CLEARLY, format!("clearly {first}"), &format!("clearly {first}"))
        }
        (Verdict::Language, _) => {
            shade(LEANING, format!("leaning to {first}"), &format!("leaning to {first}"))
        }
    })
}

fn shade(tint: Tint, label: String, advised: &str) -> Shade {
    Shade { tint: Some(tint), label, said: format!("advised: {advised}") }
}

/// The colour of a severity.
const fn tint(severity: Severity) -> Tint {
    match severity {
        Severity::Error => Tint::new(Hue::Coral, 5),
        Severity::Warning => Tint::new(Hue::Amber, 3),
        Severity::Hint => Tint::new(Hue::Sky, 1),
    }
}

/// How many findings there are of each component, by the worst of them.
pub(super) fn findings(told: &Told<'_>) -> Shades {
    let mut counts: BTreeMap<&ComponentId, BTreeMap<Severity, usize>> = BTreeMap::new();
    let mut of_plan: BTreeMap<Severity, usize> = BTreeMap::new();
    for finding in told.findings {
        let of = match &finding.component {
            Some(id) => counts.entry(id).or_default(),
            None => &mut of_plan,
        };
        *of.entry(finding.severity).or_default() += 1;
    }
    // Severities come the worst first.
    let said = |of: &BTreeMap<Severity, usize>| -> Vec<String> {
        of.iter().map(|(severity, count)| counted(*count, severity.label())).collect()
    };
    let cards = counts.into_iter().filter_map(|(id, of)| {
        let worst = *of.keys().next()?;
        let said = said(&of);
        let label = said.first()?.clone();
        Some((id.clone(), Shade { tint: Some(tint(worst)), label, said: said.join(", ") }))
    });
    let cards: BTreeMap<ComponentId, Shade> = cards.collect();
    let legend = kinds(&cards, |shade| {
        let severity = Severity::ALL.iter().find(|of| Some(tint(**of)) == shade.tint);
        severity.map_or("", |of| of.label()).to_owned()
    });
    let title = "findings: the worst of each component, and how many of that sort".to_owned();
    let mut shades = Shades { title, cards, legend, ..Shades::default() };
    shades.rest(told.plan, "nothing found");
    if !of_plan.is_empty() {
        shades.notes.push(format!("Of the plan as a whole: {}", said(&of_plan).join(", ")));
    }
    shades
}
