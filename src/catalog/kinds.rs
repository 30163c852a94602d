//! What people call each kind of component: from a name to a kind, and from a search to kinds.

use super::Catalog;
use crate::model::{Component, Kind, Sourcing, Technology};

/// What people call one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindWords {
    /// The kind.
    pub kind: Kind,
    /// Words that name its role, wherever they stand in a name.
    pub words: Vec<String>,
    /// Words that count only as the end of a name, and give way to a product.
    pub weak: Vec<String>,
    /// Products by name, with everything that the [technologies](super::Technology) of the kind are called.
    pub products: Vec<String>,
    /// Those of all these words that name what comes ready-made, though the kind is mostly built.
    pub ready: Vec<String>,
}

impl KindWords {
    /// Everything it is called, with spaces between, for searches.
    #[must_use]
    pub fn keywords(&self) -> String {
        let all = self.words.iter().chain(&self.weak).chain(&self.products);
        all.map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// What a name says of the kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess<'a> {
    /// The kind.
    pub kind: &'a Kind,
    /// The word that says it, as the catalog writes it.
    pub word: &'a str,
}

/// Words behind which a name only tells more: a "store for sessions" is a store.
const LINKING: &[&str] =
    &["at", "behind", "by", "for", "from", "in", "into", "of", "on", "over", "to", "via", "with"];

/// A word of the catalog found in a name.
#[derive(Clone, Copy)]
struct Found<'a> {
    /// The word of the name that it ends at, and how many it spans.
    end: usize,
    length: usize,
    guess: (&'a Kind, &'a str),
}

impl Catalog {
    /// What a component's name says of its kind; none where no word of it says anything.
    ///
    /// The head of an English name stands last, and before any "for", "with" or bracket: of the
    /// words that name a role the one counts that ends last in the head, of those the longest. Else
    /// a product counts, and else whatever the whole name holds.
    #[must_use]
    pub fn guess_kind(&self, name: &str) -> Option<Guess<'_>> {
        let apart = apart(name);
        [name, apart.as_str()].into_iter().find_map(|name| {
            let (head, whole) = (words(head(name)), words(name));
            self.guess_of(&head).or_else(|| self.guess_of(&whole))
        })
    }

    /// What name and technology say of a component's kind. The technology counts where the name says
    /// nothing, or with a weak word: a "session service" of Redis is a cache.
    #[must_use]
    pub fn guess_kind_of<'a>(
        &'a self,
        name: &str,
        technology: Option<&'a Technology>,
    ) -> Option<Guess<'a>> {
        let weak = |word: &str| self.kinds.iter().any(|kind| kind.weak.iter().any(|of| of == word));
        let by_name = self.guess_kind(name);
        let known = self.known(technology).map(|known| known.technology);
        let known = known.filter(|_| by_name.as_ref().is_none_or(|guess| weak(guess.word)));
        let fits = known.filter(|of| by_name.as_ref().is_none_or(|guess| !of.fits(guess.kind)));
        fits.map(|of| Guess { kind: &of.kind, word: &of.name }).or(by_name)
    }

    /// That a component comes ready-made, where its name or its technology says so.
    #[must_use]
    pub fn sourcing_said(&self, of: &Component) -> Option<Sourcing> {
        let known = self.known(of.technology.as_ref()).map(|known| known.technology);
        let by_technology = known.is_some_and(|known| known.ready && known.kind == of.kind);
        let guess = self.guess_kind(&of.name).filter(|guess| *guess.kind == of.kind);
        let words = self.kinds.iter().find(|words| words.kind == of.kind);
        let is_ready = |guess: Guess<'_>| {
            words.is_some_and(|words| words.ready.iter().any(|ready| ready == guess.word))
        };
        (by_technology || guess.is_some_and(is_ready)).then_some(Sourcing::Bought)
    }

    /// What a kind is called, with spaces between, for searches; nothing for kinds of somebody
    /// else's making.
    #[must_use]
    pub fn kind_keywords(&self, kind: &Kind) -> String {
        let of_kind = self.kinds.iter().find(|words| words.kind == *kind);
        of_kind.map_or_else(String::new, KindWords::keywords)
    }

    fn guess_of(&self, name: &[String]) -> Option<Guess<'_>> {
        let role = self.last_of(name, |kind| &kind.words);
        let weak = self.last_of(name, |kind| &kind.weak).filter(|weak| weak.end == name.len());
        let product = self.last_of(name, |kind| &kind.products);
        let weak = weak.filter(|weak| role.is_none_or(|role| role.end < weak.end));
        let found = match weak {
            Some(weak) => product.or(Some(weak)),
            // A product's own name may hold the word of a role: "Datadog agent".
            None => match (role, product) {
                (Some(role), Some(product))
                    if product.end >= role.end && product.length > role.length =>
                {
                    Some(product)
                }
                (role, product) => role.or(product),
            },
        };
        found.map(|Found { guess: (kind, word), .. }| Guess { kind, word })
    }

    /// The word that ends last in the name, of those the longest.
    fn last_of<'a>(
        &'a self,
        name: &[String],
        list: impl Fn(&'a KindWords) -> &'a Vec<String>,
    ) -> Option<Found<'a>> {
        let all = self.kinds.iter().flat_map(|kind| {
            let of_kind = move |word: &'a String| (&kind.kind, word.as_str());
            list(kind).iter().map(of_kind)
        });
        let found = all.filter_map(|(kind, word)| {
            let parts: Vec<&str> = word.split(' ').collect();
            let end = last_place(name, &parts)?;
            Some(Found { end, length: parts.len(), guess: (kind, word) })
        });
        found.max_by_key(|found| (found.end, found.length, found.guess.1.len()))
    }
}

/// Where the parts stand last in a name, as the place behind them.
fn last_place(name: &[String], parts: &[&str]) -> Option<usize> {
    let mut windows = name.windows(parts.len().max(1)).enumerate().rev();
    let (start, _) = windows
        .find(|(_, window)| window.iter().zip(parts).all(|(word, part)| is_form_of(word, part)))?;
    Some(start + parts.len())
}

/// Whether `word` is `part`, its plural, or has a number behind it.
fn is_form_of(word: &str, part: &str) -> bool {
    let plural = |end: &str| word.strip_suffix(end).is_some_and(|one| one == part);
    let many_y = || {
        let (one, stem) = (part.strip_suffix('y'), word.strip_suffix("ies"));
        one.is_some() && one == stem
    };
    let bare = word.trim_end_matches(|c: char| c.is_ascii_digit());
    word == part || plural("s") || plural("es") || many_y() || bare == part
}

/// A name up to where it only tells more.
fn head(name: &str) -> &str {
    let bracket = name.find(['(', '[', '{', ':', ',', ';', '–', '—']).unwrap_or(name.len());
    let mut end = bracket;
    let mut from = 0;
    for word in name[..bracket].split_whitespace() {
        let at = name[from..].find(word).map_or(from, |at| from + at);
        from = at + word.len();
        if at > 0 && LINKING.contains(&word.to_lowercase().as_str()) {
            end = at;
            break;
        }
    }
    &name[..end]
}

/// The words of a text in lower case.
pub(super) fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// A name with spaces where a capital follows a small letter: `OrdersDB` is `Orders DB`.
fn apart(name: &str) -> String {
    let mut text = String::new();
    let mut small = false;
    for letter in name.chars() {
        if small && letter.is_uppercase() {
            text.push(' ');
        }
        small = letter.is_lowercase();
        text.push(letter);
    }
    text
}
