//! Whose requests take a link: a gateway sends each kind of request its own way.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::{View, widget};
use super::link::change;
use crate::model::version::Meaning;
use crate::model::{Begins, ComponentId, Link, LinkChange, LinkId};

/// Most kinds of request that are listed.
const MOST: usize = 24;

/// What reaches the caller of a link, kept until the plan is another one.
#[derive(Clone)]
struct Arriving {
    of: (Meaning, LinkId),
    ids: Arc<Vec<ComponentId>>,
}

/// Shown where requests of more than one kind reach the caller, or the link is for some already.
pub(super) fn show(ui: &mut egui::Ui, view: &mut View<'_>, link: &Link) {
    let plan = view.session.plan();
    let arriving = arriving(ui, view, link);
    let named = link.only_for.iter().flatten().filter(|id| !arriving.contains(id));
    let all: Vec<&ComponentId> = arriving.iter().chain(named).collect();
    if all.len() < 2 && link.only_for.is_none() {
        return;
    }
    ui.add_space(4.0);
    ui.label("Taken by requests of");
    if all.len() > MOST {
        let text = format!(
            "{} components send requests this way: too many to list. Write `for=NAME` at the arrow in quick entry.",
            all.len()
        );
        widget::small_print(ui, &text);
        return;
    }
    let everyone = || all.iter().map(|id| (*id).clone()).collect();
    let mut taking: BTreeSet<ComponentId> = link.only_for.clone().unwrap_or_else(everyone);
    let mut is_changed = false;
    for id in &all {
        let name = plan.components.get(*id).map_or(id.as_str(), |of| of.name.as_str());
        let mut on = taking.contains(*id);
        if widget::check(ui, &mut on, name, false).changed() {
            is_changed = true;
            if on {
                taking.insert((*id).clone())
            } else {
                taking.remove(*id)
            };
        }
    }
    if is_changed {
        // All that there are is as good as nothing said, and holds for what comes later, too.
        let begins = (taking.len() < all.len()).then_some(taking);
        change(view, "Change the requests", link, LinkChange::OnlyFor(begins));
    }
    ui.add_space(4.0);
}

/// The components whose requests reach the caller of a link.
fn arriving(ui: &egui::Ui, view: &View<'_>, link: &Link) -> Arc<Vec<ComponentId>> {
    let plan = view.session.plan();
    let of = (plan.version.meaning(), link.id.clone());
    let slot = egui::Id::unique("requests that reach the caller of a link");
    let kept: Option<Arriving> = ui.data(|data| data.get_temp(slot));
    if let Some(kept) = kept.filter(|kept| kept.of == of) {
        return kept.ids;
    }
    let ids = Begins::of(plan).before(&link.from).into_iter().cloned().collect();
    let ids = Arc::new(ids);
    ui.data_mut(|data| data.insert_temp(slot, Arriving { of, ids: Arc::clone(&ids) }));
    ids
}
