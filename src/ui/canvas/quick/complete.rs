//! Completion of names, kinds, technologies, tags, groups and languages, and of names that are nearly there.

use std::ops::Range;

use super::super::super::View;
use super::super::super::list::{self, Entry, Mark};
use super::super::kinds;
use super::{State, height};
use crate::exchange::import::lines::is_plain_name;
use crate::exchange::import::lines::{Named, is_plain_group, is_plain_label, quoted, tag_words};
use crate::model::Kind;
use crate::session::{Quick, Session};

/// Most completions that are offered.
const MOST: usize = 30;

/// What may stand where the cursor is.
pub(super) struct Completion {
    /// What of the line it takes the place of, in bytes.
    pub span: Range<usize>,
    /// What is offered, the likeliest first.
    pub entries: Vec<Entry>,
    /// What each puts into the line; names of components as they are.
    texts: Vec<String>,
    of: Named,
}

impl Completion {
    /// What a completion puts into the line.
    pub fn text(&self, place: usize) -> Option<String> {
        let text = self.texts.get(place)?;
        let whole = self.of != Named::Component || is_plain_name(text);
        Some(if whole { text.clone() } else { quoted(text) })
    }
}

/// A completion: its entry, and what is put into the line.
type Offer = (Entry, String);

/// What completes the name in which the cursor stands.
pub(super) fn at(
    ctx: &egui::Context,
    view: &View<'_>,
    quick: &Quick,
    field: egui::Id,
) -> Option<Completion> {
    let state = egui::text_edit::TextEditState::load(ctx, field)?;
    let index = state.cursor.char_range()?.primary.index;
    let letters = quick.text.char_indices().map(|(at, _)| at);
    let at = letters.chain([quick.text.len()]).nth(index.into())?;
    let ending = || {
        let mentions = quick.preview.entry.mentions.iter().rev();
        mentions.filter(|of| of.span.start <= at && at == of.span.end)
    };
    // What is written goes before what is missing behind it.
    let mention = ending().find(|of| !of.span.is_empty()).or_else(|| ending().next())?;
    let typed = mention.text.as_str();
    let offers = match mention.of {
        Named::Component if typed.chars().count() < 2 => return None,
        Named::Component => components(view.session),
        Named::Kind => kinds_of_components(view.session)
            .into_iter()
            .chain(technologies(view.session))
            .collect(),
        Named::Technology => technologies(view.session),
        Named::Tag => tags(view.session),
        Named::Group => groups(view.session, typed),
        Named::Language => languages(view.session),
    };
    let last = typed.rsplit('/').next().unwrap_or(typed);
    let wanted = if mention.of == Named::Group { last } else { typed };
    let ranked = offers.into_iter().enumerate().filter_map(|(place, offer)| {
        let rank = if wanted.trim().is_empty() { Some(1) } else { offer.0.rank(wanted) };
        rank.map(|rank| (rank, place, offer))
    });
    let mut ranked: Vec<_> = ranked.collect();
    ranked.sort_by_key(|(rank, place, _)| (*rank, *place));
    // What is written in full needs no completion.
    if ranked.first().is_none_or(|(rank, ..)| *rank == 0) {
        return None;
    }
    ranked.truncate(MOST);
    let (entries, texts) = ranked.into_iter().map(|(.., offer)| offer).unzip();
    Some(Completion { span: mention.span.clone(), entries, texts, of: mention.of })
}

fn components(session: &Session) -> Vec<Offer> {
    let all = session.plan().components.values();
    all.map(|of| {
        let mark = Mark::Kind(of.kind.word().to_owned());
        (Entry::new(of.name.clone()).mark(mark), of.name.clone())
    })
    .collect()
}

fn kinds_of_components(session: &Session) -> Vec<Offer> {
    let known = Kind::KNOWN.iter();
    known
        .map(|kind| {
            let words = format!("{} {}", kind.word(), session.catalog().kind_keywords(kind));
            (kinds::entry(kind).words(words), kind.word().to_owned())
        })
        .collect()
}

fn technologies(session: &Session) -> Vec<Offer> {
    let all = &session.catalog().technologies;
    all.iter().map(|of| (kinds::technology_entry(of), of.name.clone())).collect()
}

fn tags(session: &Session) -> Vec<Offer> {
    let own = session.plan().components.values().flat_map(|of| of.tags.labels.iter());
    let own: std::collections::BTreeSet<&String> = own.collect();
    let own = own.into_iter().map(|label| {
        let text = if is_plain_label(label) { label.clone() } else { quoted(label) };
        (Entry::new(label.clone()), text)
    });
    let known = tag_words().map(|word| (Entry::new(word), word.to_owned()));
    known.chain(own).collect()
}

/// Groups inside the path that is typed; all of them at its beginning.
fn groups(session: &Session, typed: &str) -> Vec<Offer> {
    let plan = session.plan();
    let above = typed.rsplit_once('/').map(|(above, _)| above.to_lowercase());
    let plain = |name: &str| if is_plain_group(name) { name.to_owned() } else { quoted(name) };
    let offer = |group: &crate::model::Group| {
        let mut around: Vec<&str> =
            plan.groups_around(Some(&group.id)).map(|of| of.name.as_str()).collect();
        around.reverse();
        let outer = around[..around.len().saturating_sub(1)].join("/").to_lowercase();
        match &above {
            Some(above) if *above != outer => None,
            Some(_) => Some((Entry::new(group.name.clone()), plain(&group.name))),
            None => {
                let path: Vec<String> = around.iter().map(|name| plain(name)).collect();
                Some((Entry::new(around.join("/")), path.join("/")))
            }
        }
    };
    plan.groups.values().filter_map(offer).collect()
}

fn languages(session: &Session) -> Vec<Offer> {
    let catalog = session.catalog();
    let known = catalog.languages.values().map(|of| (of.name.clone(), of.id.clone()));
    let others = catalog.without_figures().map(|(id, name)| (name.to_owned(), id));
    known
        .chain(others)
        .map(|(name, id)| (Entry::new(name).words(id.to_string()), id.to_string()))
        .collect()
}

/// The line with the first name that is asked about as it may be meant, and where the cursor then
/// stands, in characters.
pub(super) fn meant(quick: &Quick) -> Option<(String, usize)> {
    let asked = quick.asked().next()?;
    let span = quick.mention(&asked.name)?.span.clone();
    let name = if is_plain_name(&asked.meant) { asked.meant.clone() } else { quoted(&asked.meant) };
    let mut line = quick.text.clone();
    line.replace_range(span, &name);
    let end = line.chars().count();
    Some((line, end))
}

/// Draws the list beside the field; the place of the entry that is clicked.
pub(super) fn show(
    ui: &egui::Ui,
    _: &View<'_>,
    of: &Completion,
    field: &egui::Response,
    state: &State,
) -> Option<usize> {
    let wide = of.entries.iter().map(Entry::width).fold(220.0, f32::max);
    let size = egui::vec2(wide, height(&of.entries));
    let id = egui::Id::unique("quick entry completions");
    let shown = list::floating(ui, id, field.rect, size, false, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut clicked = None;
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for (at, entry) in of.entries.iter().enumerate() {
                let marked = state.marked.map_or(at == 0, |marked| marked == at);
                let row = list::show_row(ui, at, entry, marked);
                if state.marked == Some(at) {
                    row.scroll_to_me(None);
                }
                if row.clicked() {
                    clicked = Some(at);
                }
            }
        });
        clicked
    });
    shown.and_then(|(_, clicked)| clicked)
}
