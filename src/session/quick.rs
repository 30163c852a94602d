//! Quick entry: a line that is typed, what it would do to the plan, and doing it as one step.

use std::collections::{BTreeMap, BTreeSet};

use super::{Notice, Request, Selection, Session};
use crate::base::prose::in_a_row;
use crate::base::words::{counted, sentence_case};
use crate::base::{Date, Rect};
use crate::catalog::Catalog;
use crate::exchange::export::lines::{copied, part_of};
use crate::exchange::import::lines::{Entry, Mention, Named, parse};
use crate::exchange::import::{Review, foresee};
use crate::model::version::Version;
use crate::model::{Component, ComponentId, Decision, Edit, InputOwner, Link, Plan};

/// Height of what the bar covers at the lower edge of the canvas, in points of the screen.
const BAR: f64 = 96.0;

/// Letters of a line that its step is called by.
const SHOWN: usize = 40;

/// The bar of quick entry while it is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quick {
    /// What is typed.
    pub text: String,
    /// What it would do.
    pub preview: Preview,
    /// Names that were asked about and are new all the same.
    agreed: Vec<String>,
    /// How often it was opened: each time it takes the keyboard.
    pub opened: u64,
}

/// What a line would do to the plan as it is now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preview {
    /// The plan that it is for.
    of: Version,
    /// What was understood, and where.
    pub entry: Entry,
    /// The edits, what they change and what is asked.
    pub review: Review,
    /// Where new cards would lie.
    places: BTreeMap<ComponentId, Rect>,
}

impl Preview {
    fn of(plan: &Plan, text: &str, catalog: &Catalog) -> Self {
        let entry = parse(text);
        let review = foresee(plan, &entry.sketch, catalog);
        let places = review.edits.iter().filter_map(|edit| match edit {
            Edit::Place(id, Some(place)) => {
                Some((id.clone(), Rect::from_min_size(place.at, place.size)))
            }
            _ => None,
        });
        let places = places.collect();
        Self { of: plan.version, entry, review, places }
    }

    /// Components that would be added, each with the place of its card.
    pub fn cards(&self) -> impl Iterator<Item = (&Component, Rect)> {
        self.review.edits.iter().filter_map(|edit| match edit {
            Edit::AddComponent(of) => Some((&**of, *self.places.get(&of.id)?)),
            _ => None,
        })
    }

    /// Links that would be added.
    pub fn links(&self) -> impl Iterator<Item = &Link> {
        self.review.edits.iter().filter_map(|edit| match edit {
            Edit::AddLink(of) => Some(&**of),
            _ => None,
        })
    }

    /// Where the card of a component would lie, if it is a new one.
    #[must_use]
    pub fn place(&self, id: &ComponentId) -> Option<Rect> {
        self.places.get(id).copied()
    }

    /// Components of the plan that would be changed.
    pub fn changed(&self) -> impl Iterator<Item = &ComponentId> {
        self.review.edits.iter().filter_map(|edit| match edit {
            Edit::Component(id, _) | Edit::Decide(id, Some(_)) => Some(id),
            _ => None,
        })
    }

    /// What it would do, in a sentence without a full stop; nothing of nothing.
    #[must_use]
    pub fn summary(&self) -> String {
        let (mut cards, mut links, mut groups, mut languages, mut changed) = (0, 0, 0, 0, 0);
        let mut new = BTreeSet::new();
        for edit in &self.review.edits {
            match edit {
                Edit::AddComponent(of) => {
                    cards += 1;
                    new.insert(InputOwner::Component(of.id.clone()));
                }
                Edit::AddLink(of) => {
                    links += 1;
                    new.insert(InputOwner::Link(of.id.clone()));
                }
                Edit::AddGroup(_) => groups += 1,
                Edit::Decide(..) => languages += 1,
                Edit::Place(..) => {}
                Edit::Input(at, _) => changed += usize::from(!new.contains(&at.owner)),
                _ => changed += 1,
            }
        }
        let added = [(cards, "component"), (links, "link"), (groups, "group")];
        let added = added.iter().filter(|(count, _)| *count > 0);
        let added: Vec<String> = added.map(|(count, what)| counted(*count, what)).collect();
        let mut parts = Vec::new();
        if !added.is_empty() {
            parts.push(format!("adds {}", in_a_row(&added)));
        }
        if changed > 0 {
            parts.push(format!("changes {}", counted(changed, "field")));
        }
        if languages > 0 {
            parts.push(format!("decides {}", counted(languages, "language")));
        }
        sentence_case(&parts.join(", "))
    }
}

impl Quick {
    /// Names that are like others and that nobody has said are new.
    pub fn asked(&self) -> impl Iterator<Item = &crate::exchange::import::Asked> {
        self.preview.review.asked.iter().filter(|asked| !self.agreed.contains(&asked.name))
    }

    /// Whether what is asked was said to be new by pressing Enter once.
    #[must_use]
    pub fn has_agreed(&self) -> bool {
        !self.agreed.is_empty()
    }

    /// The mention of a component by the name that is asked about.
    #[must_use]
    pub fn mention(&self, name: &str) -> Option<&Mention> {
        let mut all = self.preview.entry.mentions.iter();
        all.find(|of| of.of == Named::Component && of.text == name)
    }
}

impl Session {
    /// Opens the bar, or gives it the keyboard again.
    pub(super) fn open_quick(&mut self) {
        let quick = self.quick.get_or_insert_default();
        quick.opened += 1;
    }

    /// Closes the bar; what was typed is dropped.
    pub(super) fn close_quick(&mut self) {
        self.quick = None;
    }

    /// Something was typed into the bar.
    pub(super) fn type_quick(&mut self, text: String) {
        let preview = Preview::of(self.plan(), &text, self.catalog);
        if let Some(quick) = &mut self.quick {
            quick.agreed.retain(|name| preview.review.asked.iter().any(|of| of.name == *name));
            quick.text = text;
            quick.preview = preview;
        }
        self.show_quick();
    }

    /// What is typed is held against the plan as it is now.
    pub(super) fn renew_quick(&mut self) {
        let version = self.plan().version;
        if let Some(text) = self.quick.as_ref().filter(|quick| quick.preview.of != version) {
            let text = text.text.clone();
            self.type_quick(text);
        }
    }

    /// Brings new cards into view.
    fn show_quick(&mut self) {
        let cards = self.quick.iter().flat_map(|quick| quick.preview.cards());
        let all = cards.map(|(_, rect)| rect).reduce(Rect::union);
        if let Some(mut all) = all {
            all.max.y += BAR / self.camera.zoom();
            self.camera.bring_in(all);
        }
    }

    /// Does what the line says, as one step. Names that are nearly those of the plan are asked about
    /// first: a second Enter says that they are new.
    pub(super) fn enter_quick(&mut self) {
        let Some(quick) = &mut self.quick else { return };
        let text = quick.text.trim().to_owned();
        if text.is_empty() {
            return;
        }
        let asked: Vec<String> = quick.asked().map(|of| of.name.clone()).collect();
        if !asked.is_empty() {
            quick.agreed.extend(asked);
            return;
        }
        let preview = std::mem::take(&mut quick.preview);
        if preview.review.edits.is_empty() {
            // What is wrong is told beside the line, which stays.
            if preview.entry.problems.is_empty() {
                self.notices.push(Notice::done("The plan has all of this line already"));
                self.type_quick(String::new());
            } else {
                self.type_quick(text);
            }
            return;
        }
        let added = preview.cards().map(|(of, _)| of.id.clone()).collect::<BTreeSet<_>>();
        let edits = preview.review.edits.into_iter().map(|edit| self.signed(edit)).collect();
        let short: String = text.chars().take(SHOWN).collect();
        let dots = if short.len() < text.len() { "…" } else { "" };
        let whole = self.plan().components.is_empty() || self.is_seen_whole();
        if self.edit(&format!("Enter “{short}{dots}”"), Edit::Many(edits)) {
            self.selection = Selection { components: added, ..Selection::default() };
            self.type_quick(String::new());
            // What was seen whole stays so with what comes to it.
            if whole {
                self.see_whole();
            }
        }
    }

    /// A decision with who made it, when, and what it relies on.
    fn signed(&self, edit: Edit) -> Edit {
        let Edit::Decide(id, Some(decision)) = edit else { return edit };
        let language = decision.language.clone();
        if self.plan().components.contains_key(&id) {
            return self.decision(&id, language, None, "");
        }
        let (author, date) = (self.settings.author.clone(), Date::today());
        Edit::Decide(id, Some(Box::new(Decision { author, date, ..*decision })))
    }

    /// Puts what is selected, or the whole plan, on the clipboard as lines.
    pub(super) fn copy_lines(&mut self) {
        let chosen: BTreeSet<ComponentId> = self.piece().components.into_keys().collect();
        let (text, what) = if chosen.is_empty() {
            (copied(self.plan()), "the plan".to_owned())
        } else {
            (copied(&part_of(self.plan(), &chosen)), self.selected_name())
        };
        self.requests.push(Request::CopyText(text));
        self.notices.push(Notice::done(format!("Copied {what} as lines")));
    }
}
