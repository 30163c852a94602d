//! The diagram of a plan.

use std::collections::BTreeMap;

use super::{Area, Card, Diagram, LINE, Standing, Wire};
use crate::advice::either::better_known;
use crate::advice::{Advice, Verdict};
use crate::base::Hue;
use crate::forecast::Resolved;
use crate::layout::{self, Arrangement};
use crate::model::{Component, ComponentId, Kind, LanguageId, Link, Plan};

/// Puts a plan with its advice into a diagram; cards without a place are placed for it.
#[must_use]
pub fn of_plan(resolved: &Resolved<'_>, advice: &[(ComponentId, Advice)]) -> Diagram {
    let cards = layout::placed(resolved.plan);
    let groups = layout::group_rects(resolved.plan, &cards);
    of_part(resolved, advice, resolved.plan, &Arrangement { cards, groups })
}

/// Puts a piece of a plan into a diagram, each card where it is in the whole.
#[must_use]
pub fn of_piece(
    resolved: &Resolved<'_>,
    advice: &[(ComponentId, Advice)],
    piece: &Plan,
) -> Diagram {
    let mut cards = layout::placed(resolved.plan);
    cards.retain(|id, _| piece.components.contains_key(id));
    let groups = layout::group_rects(piece, &cards);
    let diagram = of_part(resolved, advice, piece, &Arrangement { cards, groups });
    match share(piece, resolved.plan) {
        Some(share) => Diagram { subtitle: format!("{share}."), ..diagram },
        None => diagram,
    }
}

/// `3 of 12 components`; nothing of the whole.
pub(super) fn share(part: &Plan, whole: &Plan) -> Option<String> {
    let [part, whole] = [part, whole].map(|plan| plan.components.len());
    (part < whole).then(|| format!("{part} of {whole} components"))
}

/// Puts what `part` holds of a plan into a diagram.
pub(super) fn of_part(
    resolved: &Resolved<'_>,
    advice: &[(ComponentId, Advice)],
    part: &Plan,
    arrangement: &Arrangement,
) -> Diagram {
    let mut groups: Vec<Area> = part
        .groups
        .values()
        .filter_map(|group| {
            let depth = part.groups_around(group.parent.as_ref()).count();
            let (id, name) = (group.id.to_string(), group.name.clone());
            Some(Area { id, rect: *arrangement.groups.get(&group.id)?, name, depth })
        })
        .collect();
    groups.sort_by_key(|area| area.depth);
    let index: BTreeMap<&ComponentId, usize> =
        part.components.keys().enumerate().map(|(i, id)| (id, i)).collect();
    let advised: BTreeMap<_, _> = advice.iter().map(|(id, advice)| (id, advice)).collect();
    let cards: Vec<Card> = part
        .components
        .values()
        .filter_map(|component| {
            let advice = advised.get(&component.id).copied();
            Some(card(resolved, component, advice, *arrangement.cards.get(&component.id)?))
        })
        .collect();
    let links = part.links.values();
    Diagram {
        title: resolved.plan.name.clone(),
        subtitle: subtitle(resolved, advice),
        groups,
        languages: languages(resolved, &cards),
        cards,
        links: links.filter_map(|link| wire(resolved.plan, link, &index)).collect(),
        ..Diagram::default()
    }
}

fn wire(plan: &Plan, link: &Link, index: &BTreeMap<&ComponentId, usize>) -> Option<Wire> {
    Some(Wire {
        id: link.id.to_string(),
        from: *index.get(&link.from)?,
        to: *index.get(&link.to)?,
        label: plan.words_at(link),
        dashed: !link.is_synchronous(),
        width: LINE,
    })
}

/// The card of one component with its decision or advice.
#[must_use]
pub fn card(
    resolved: &Resolved<'_>,
    component: &Component,
    advice: Option<&Advice>,
    rect: crate::base::Rect,
) -> Card {
    let catalog = resolved.catalog;
    let name = |id: &LanguageId| catalog.language_name(id).to_owned();
    let decision = resolved.plan.decisions.get(&component.id);
    let leader =
        advice.and_then(|advice| advice.ranking.first()).filter(|ranked| ranked.gate.is_none());
    let verdict = advice.map_or(Verdict::NoFit, |advice| advice.verdict);
    let (language, of, standing) = match (decision, verdict, leader) {
        (Some(decision), ..) => {
            let against = advice.and_then(|a| a.decision.as_ref()).is_some_and(|d| d.overrules);
            let standing = if against { Standing::Overruled } else { Standing::Decided };
            (name(&decision.language), Some(&decision.language), standing)
        }
        (None, Verdict::Buy, _) => ("ready-made".to_owned(), None, Standing::None),
        (None, Verdict::Client, _) => (on_device(&component.kind).to_owned(), None, Standing::None),
        (None, Verdict::Outside, _) if component.kind == Kind::Person => {
            ("people".to_owned(), None, Standing::None)
        }
        (None, Verdict::Outside, _) => ("outside".to_owned(), None, Standing::None),
        (None, Verdict::Either, Some(leader)) => {
            let (both, counts) = either(resolved, component, advice, &leader.language);
            (both, counts, standing(resolved, component))
        }
        (None, Verdict::Split, Some(_)) => {
            let split = advice.and_then(|advice| advice.split.as_ref());
            let half = |id| catalog.candidates.get(id).map_or(String::new(), |c| name(&c.language));
            let both = split.map_or_else(String::new, |s| {
                format!("{} + {} (split)", half(&s.service), half(&s.data))
            });
            (both, None, standing(resolved, component))
        }
        (None, _, Some(leader)) => {
            (name(&leader.language), Some(&leader.language), standing(resolved, component))
        }
        (None, ..) => ("no candidate fits".to_owned(), None, Standing::None),
    };
    Card {
        id: component.id.to_string(),
        rect,
        name: component.name.clone(),
        icon: component.kind.word().to_owned(),
        language,
        technology: technology(component),
        hue: of.map(|id| catalog.languages.get(id).map_or(Hue::Neutral, |language| language.hue)),
        performance: component.tags.performance.is_some(),
        data: component.tags.data,
        standing,
        shade: None,
    }
}

/// What a component is made of, as its card tells it: nothing where its name says so already.
#[must_use]
pub fn technology(component: &Component) -> String {
    let of = component.technology.as_ref().map_or("", |of| of.as_str());
    let named = component.name.to_lowercase() == of.to_lowercase();
    if named { String::new() } else { of.to_owned() }
}

/// The two languages of which either does; where the maintainers know one better, it comes first,
/// as `Java, or Go`, and is the one that counts.
fn either<'a>(
    resolved: &Resolved<'_>,
    component: &Component,
    advice: Option<&'a Advice>,
    leader: &'a LanguageId,
) -> (String, Option<&'a LanguageId>) {
    let catalog = resolved.catalog;
    let name = |id| catalog.language_name(id);
    let languages = advice.into_iter().flat_map(|advice| &advice.ranking).map(|of| &of.language);
    let Some(other) = languages.into_iter().find(|id| *id != leader) else {
        return (name(leader).to_owned(), None);
    };
    let both = [leader, other];
    let facts = resolved.facts(&component.id);
    match facts.and_then(|facts| better_known(facts, both)) {
        Some(which) => {
            let (first, second) = (both[which], both[1 - which]);
            (format!("{}, or {}", name(first), name(second)), Some(first))
        }
        None => (format!("{} or {}", name(leader), name(other)), None),
    }
}

/// Where a client runs, as its card says in the place of a language.
const fn on_device(kind: &Kind) -> &'static str {
    match kind {
        Kind::BrowserPage => "in browsers",
        Kind::MobileApp => "on phones",
        Kind::DesktopApp => "on desktops",
        _ => "on people's devices",
    }
}

/// Advice rests on assumptions alone where neither load, CPU time nor target is given.
fn standing(resolved: &Resolved<'_>, component: &Component) -> Standing {
    use crate::forecast::Origin;
    let known = resolved.facts(&component.id).is_some_and(|facts| {
        facts.rate.origin != Origin::Assumed || facts.cpython_ms.origin != Origin::Assumed
    });
    if known { Standing::Advised } else { Standing::Assumed }
}

fn languages(resolved: &Resolved<'_>, cards: &[Card]) -> Vec<(String, Hue)> {
    // As `Java`, or as `Java, or Go`.
    let named = |card: &Card, name: &str| {
        let rest = card.language.strip_prefix(name);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(", or "))
    };
    let shown = |name: &str| cards.iter().any(|card| card.hue.is_some() && named(card, name));
    let known = resolved.catalog.languages.values();
    let mut found: Vec<(String, Hue)> = known
        .filter(|language| shown(&language.name))
        .map(|language| (language.name.clone(), language.hue))
        .collect();
    if cards.iter().any(|card| card.hue == Some(Hue::Neutral)) {
        found.push(("language without figures".to_owned(), Hue::Neutral));
    }
    found
}

fn subtitle(resolved: &Resolved<'_>, advice: &[(ComponentId, Advice)]) -> String {
    let built = resolved.components.iter().filter(|facts| facts.component.is_built()).count();
    let against =
        advice.iter().filter(|(_, a)| a.decision.as_ref().is_some_and(|d| d.overrules)).count();
    let decided = resolved.plan.decisions.len();
    let count = |number: usize, one: &str| {
        if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
    };
    let mut parts = vec![format!(
        "{}, {built} built by the team, {}",
        count(resolved.plan.components.len(), "component"),
        count(resolved.plan.links.len(), "link")
    )];
    if decided > 0 {
        let uncompared = crate::advice::uncompared(advice);
        let beside = crate::advice::beside(advice);
        let mut of_them = Vec::new();
        // Of what was not compared nothing is said by the advice, neither for nor against.
        match decided.saturating_sub(against + uncompared + beside) {
            0 => {}
            some => of_them.push(format!("{some} in line with the advice")),
        }
        if beside > 0 {
            of_them.push(format!("{beside} on a language that comes close behind"));
        }
        if against > 0 {
            of_them.push(format!("{against} against the advice"));
        }
        match uncompared {
            0 => {}
            1 => of_them.push("1 on a language that was not compared".to_owned()),
            more => of_them.push(format!("{more} on languages that were not compared")),
        }
        parts.push(format!("{decided} decided: {}", of_them.join(", ")));
    }
    format!("{}.", parts.join("; "))
}
