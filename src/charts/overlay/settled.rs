//! Who owns each component and whether its language is decided, as overlays.

use std::collections::{BTreeMap, BTreeSet};

use super::{Shade, Shades, Tint, Told, kinds};
use crate::advice::Verdict;
use crate::base::Hue;
use crate::model::{ComponentId, RoleId};

/// Colours of roles, in the order of their ids: hues in steps of lightness, chosen so that every eye
/// tells them apart.
const ROLES: [Tint; 8] = [
    Tint::new(Hue::Amber, 5),
    Tint::new(Hue::Coral, 1),
    Tint::new(Hue::Indigo, 5),
    Tint::new(Hue::Teal, 3),
    Tint::new(Hue::Pink, 5),
    Tint::new(Hue::Olive, 2),
    Tint::new(Hue::Green, 4),
    Tint::new(Hue::Sky, 2),
];
/// The colour of all roles after those.
const MORE: Tint = Tint::new(Hue::Neutral, 3);

/// The role that owns each component.
pub(super) fn owner(told: &Told<'_>) -> Shades {
    let plan = told.plan;
    let owners = plan.components.values().filter_map(|component| component.owner.as_ref());
    let owners: BTreeSet<&RoleId> = owners.collect();
    let tint = |id: &RoleId| {
        let place = owners.iter().position(|owner| *owner == id);
        place.and_then(|place| ROLES.get(place)).copied().unwrap_or(MORE)
    };
    let cards = plan.components.values().filter_map(|component| {
        let role = plan.roles.get(component.owner.as_ref()?)?;
        let said = format!("owned by {}", role.name);
        let shade = Shade { tint: Some(tint(&role.id)), label: role.name.clone(), said };
        Some((component.id.clone(), shade))
    });
    let cards: BTreeMap<ComponentId, Shade> = cards.collect();
    let legend = kinds(&cards, |shade| {
        if shade.tint == Some(MORE) { "other roles".to_owned() } else { shade.label.clone() }
    });
    let title = "the role that owns each component".to_owned();
    let mut shades = Shades { title, cards, legend, ..Shades::default() };
    shades.rest(plan, "nobody is named");
    shades
}

const DECIDED: Tint = Tint::new(Hue::Green, 1);
const OPEN: Tint = Tint::new(Hue::Amber, 3);
const AGAINST: Tint = Tint::new(Hue::Coral, 5);

/// Whether the language of each component is decided.
pub(super) fn decided(told: &Told<'_>) -> Shades {
    let plan = told.plan;
    let cards = told.advice.iter().filter_map(|(id, advice)| {
        let asked = !matches!(advice.verdict, Verdict::Buy | Verdict::Client | Verdict::Outside);
        let decision = plan.decisions.get(*id);
        let overrules = advice.decision.as_ref().is_some_and(|of| of.overrules);
        let (tint, label) = match decision {
            Some(_) if overrules => (AGAINST, "against the advice"),
            Some(_) => (DECIDED, "decided"),
            None if asked => (OPEN, "open"),
            None => return None,
        };
        let said = match tint {
            AGAINST => "decided against the advice",
            OPEN => "language open",
            _ => label,
        };
        let shade = Shade { tint: Some(tint), label: label.to_owned(), said: said.to_owned() };
        Some(((*id).clone(), shade))
    });
    let cards: BTreeMap<ComponentId, Shade> = cards.collect();
    let legend = kinds(&cards, |shade| match shade.tint {
        Some(AGAINST) => "decided against the advice".to_owned(),
        _ => shade.label.clone(),
    });
    let title = "whether the language is decided".to_owned();
    let mut shades = Shades { title, cards, legend, ..Shades::default() };
    shades.rest(plan, "no language to choose");
    shades
}
