//! Reading one place of the file: whatever cannot be used is noted as a repair.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::base::id::IdError;
use crate::base::nearest::nearest;
use crate::base::{Currency, Date};
use crate::catalog;
use crate::files::entries::Entries;
use crate::files::lines::Lines;
use crate::files::read::Repair;
use crate::files::save_v1::{CurrencyV1, EvidenceV1};
use crate::model::{Exchange, Input, Inputs, LanguageId, LibraryName, Quantity, Scope};

/// All repairs of a file.
#[derive(Default)]
pub(super) struct Repairs(Vec<Noted>);

/// A repair with the element that it is about.
struct Noted {
    kind: String,
    id: String,
    /// Whether it is about the last of several elements with this id.
    again: bool,
    problem: String,
}

impl Repairs {
    /// The element of a kind with an id as written.
    pub(super) fn at<'a>(&'a mut self, kind: &'a str, id: &'a str) -> Place<'a> {
        Place { kind, id, repairs: &mut self.0 }
    }

    /// The repairs with their places in the text that was read.
    pub(super) fn placed(self, text: &str) -> Vec<Repair> {
        let lines = if self.0.is_empty() { Lines::default() } else { Lines::of(text) };
        let place = |noted: &Noted| {
            if noted.id.is_empty() {
                return noted.kind.clone();
            }
            let what = noted.kind.split(' ').next().unwrap_or_default();
            let field = match what {
                "criterion" => "criteria".to_owned(),
                "log" | "votes" => what.to_owned(),
                one => format!("{one}s"),
            };
            let line = lines.find(&field, &noted.id, noted.again);
            let line = line.map_or_else(String::new, |line| format!(" (line {line})"));
            format!("{} `{}`{line}", noted.kind, shorten(&noted.id))
        };
        let placed =
            self.0.into_iter().map(|noted| Repair { place: place(&noted), problem: noted.problem });
        placed.collect()
    }
}

/// Where something is being read, to list repairs.
pub(super) struct Place<'a> {
    kind: &'a str,
    id: &'a str,
    repairs: &'a mut Vec<Noted>,
}

impl Place<'_> {
    pub(super) fn note(&mut self, problem: String) {
        self.note_of(problem, false);
    }

    fn note_of(&mut self, problem: String, again: bool) {
        let (kind, id) = (self.kind.to_owned(), self.id.to_owned());
        self.repairs.push(Noted { kind, id, again, problem });
    }

    /// The id as written; a bad one or one that is taken is replaced by a fresh one.
    pub(super) fn id<I: std::fmt::Display>(
        &mut self,
        text: &str,
        name: &str,
        new: impl Fn(&str) -> Result<I, IdError>,
        is_taken: impl Fn(&str) -> bool,
    ) -> Option<I> {
        let problem = match new(text) {
            Ok(id) if !is_taken(text) => return Some(id),
            Ok(_) => "the id is taken".to_owned(),
            Err(error) => error.to_string(),
        };
        let base = if name.is_empty() { text } else { name };
        let fresh = new(&crate::base::id::fresh(base, is_taken)).ok()?;
        let taken = new(text).is_ok();
        self.note_of(
            format!("{problem}; it is `{fresh}` now, and what refers to it must be checked"),
            taken,
        );
        Some(fresh)
    }

    pub(super) fn list<I: Ord, E: std::fmt::Display>(
        &mut self,
        words: Vec<String>,
        new: impl Fn(&str) -> Result<I, E>,
    ) -> Vec<I> {
        let mut ids: Vec<I> = Vec::with_capacity(words.len());
        for word in words {
            match new(&word) {
                Ok(id) if !ids.contains(&id) => ids.push(id),
                Ok(_) => self.note(format!("`{word}` stands twice in a list; once is enough")),
                Err(error) => self.note(format!("{error}; dropped")),
            }
        }
        ids
    }

    pub(super) fn libraries(&mut self, words: Vec<String>) -> BTreeSet<LibraryName> {
        let name = |word: &str| {
            LibraryName::new(word)
                .ok_or_else(|| format!("the library `{}` has no name", shorten(word)))
        };
        self.list(words, name).into_iter().collect()
    }

    pub(super) fn languages(&mut self, words: Vec<String>) -> BTreeSet<LanguageId> {
        let ids = words.into_iter().filter_map(|word| self.read_language(&word)).collect();
        self.list(ids, LanguageId::new).into_iter().collect()
    }

    pub(super) fn language(&mut self, word: Option<String>) -> Option<LanguageId> {
        LanguageId::new(&self.read_language(&word?)?).ok()
    }

    /// The id of a language as it is written, or as what is called so: `C#` is no id.
    fn read_language(&mut self, word: &str) -> Option<String> {
        let Err(error) = LanguageId::new(word) else { return Some(word.to_owned()) };
        let meant = catalog::called(word);
        match &meant {
            Some(id) => self.note(format!("the language `{}` is written `{id}`", shorten(word))),
            None => self.note(format!("{error}; dropped")),
        }
        meant.map(|id| id.to_string())
    }

    /// One of the words that a field may have; what else stands there is dropped.
    pub(super) fn word<T: Copy>(
        &mut self,
        field: &str,
        word: Option<String>,
        all: &[T],
        word_of: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let word = word?;
        let found = all.iter().copied().find(|known| word_of(*known) == word);
        if found.is_none() {
            let hint = hint(&word, all.iter().map(|known| word_of(*known)));
            let word = shorten(&word);
            self.note(format!("{field} `{word}` is not known; {hint}it counts as unknown"));
        }
        found
    }

    /// The currency of the plan; none is the dollar.
    pub(super) fn exchange(&mut self, saved: &CurrencyV1) -> Option<Exchange> {
        let code = saved.code.trim().to_uppercase();
        let Some(currency) = Currency::from_word(&code) else {
            let hint = hint(&code, Currency::ALL.iter().map(|known| known.word()));
            let code = shorten(&saved.code);
            self.note(format!("the currency `{code}` is not known; {hint}money counts in dollars"));
            return None;
        };
        if currency == Currency::Usd {
            return None;
        }
        if !Exchange::is_rate(saved.per_dollar) {
            let (rate, code) = (saved.per_dollar, currency.word());
            self.note(format!("{rate} {code} is no price of a dollar; money counts in dollars"));
            return None;
        }
        Some(Exchange { currency, per_dollar: saved.per_dollar, as_of: self.date(&saved.as_of) })
    }

    pub(super) fn date(&mut self, text: &str) -> Option<Date> {
        if text.is_empty() {
            return None;
        }
        text.parse()
            .map_err(|error: crate::base::date::DateError| self.note(format!("{error}; dropped")))
            .ok()
    }

    pub(super) fn quantity(
        &mut self,
        name: &str,
        input: Input,
        text: &str,
        evidence: Option<EvidenceV1>,
    ) -> Option<Quantity> {
        match input.parse(text) {
            Ok(range) => {
                let evidence = evidence.unwrap_or_default();
                let date = self.date(&evidence.date);
                Some(Quantity { range, source: evidence.source, owner: evidence.owner, date })
            }
            Err(error) => {
                self.note(format!("{name} `{}`: {error}; it counts as unknown", shorten(text)));
                None
            }
        }
    }

    pub(super) fn inputs(
        &mut self,
        texts: Entries<String>,
        evidence: Entries<EvidenceV1>,
        scope: Scope,
    ) -> Inputs {
        let mut evidence = self.evidence(evidence);
        let mut inputs = Inputs::new();
        for (word, text) in texts.0 {
            let Some(input) = Input::from_word(&word).filter(|input| input.scope() == scope) else {
                let here = Input::ALL.iter().filter(|input| input.scope() == scope);
                let meant = meant(&word, here.map(|input| input.word()));
                self.note(format!("`{}` is not an input here; {meant}dropped", shorten(&word)));
                continue;
            };
            if inputs.contains_key(&input) {
                self.note(format!("{word} stands twice; the first is kept"));
                continue;
            }
            if let Some(quantity) = self.quantity(&word, input, &text, evidence.remove(&word)) {
                inputs.insert(input, quantity);
            } else {
                evidence.remove(&word);
            }
        }
        for word in evidence.keys() {
            self.note(format!("evidence for `{}` belongs to no number; dropped", shorten(word)));
        }
        inputs
    }

    /// Puts in what is named for the first time; what repeats it is noted and dropped.
    pub(super) fn once<K: Ord, V>(
        &mut self,
        into: &mut BTreeMap<K, V>,
        word: &str,
        key: K,
        value: V,
    ) {
        match into.entry(key) {
            Entry::Occupied(_) => {
                self.note(format!("{} stands twice; the first is kept", shorten(word)));
            }
            Entry::Vacant(free) => {
                free.insert(value);
            }
        }
    }

    /// Evidence by the number that it is for.
    pub(super) fn evidence(&mut self, saved: Entries<EvidenceV1>) -> BTreeMap<String, EvidenceV1> {
        let mut evidence = BTreeMap::new();
        for (word, of) in saved.0 {
            self.once(&mut evidence, &format!("evidence for `{word}`"), word.clone(), of);
        }
        evidence
    }

    /// The id of something that exists; a dangling one is dropped.
    pub(super) fn existing<I: Clone + Ord + std::borrow::Borrow<str>, V>(
        &mut self,
        what: &str,
        text: Option<String>,
        all: &BTreeMap<I, V>,
    ) -> Option<I> {
        let text = text?;
        let id = all.get_key_value(text.as_str()).map(|(id, _)| id.clone());
        if id.is_none() {
            let meant = meant(&text, all.keys().map(std::borrow::Borrow::borrow));
            self.note(format!("{what} `{}` does not exist; {meant}dropped", shorten(&text)));
        }
        id
    }
}

/// What an unknown word of a few known ones was meant to be, or which there are.
pub(super) fn hint(word: &str, known: impl Iterator<Item = &'static str> + Clone) -> String {
    let meant = meant(word, known.clone());
    if meant.is_empty() { format!("use {}; ", choice(known)) } else { meant }
}

/// What an unknown word was meant to be, as a question, where one is near.
pub(in crate::files) fn meant<'a>(
    word: &str,
    mut known: impl Iterator<Item = &'a str> + Clone,
) -> String {
    let by_letters = nearest(word, known.clone());
    let longer = |known: &&str| {
        let shorter = known.len().min(word.len());
        shorter >= 4 && (known.starts_with(word) || word.starts_with(known))
    };
    let found = by_letters.or_else(|| known.find(longer));
    found.map_or_else(String::new, |meant| format!("did you mean `{meant}`? "))
}

fn choice(words: impl Iterator<Item = &'static str>) -> String {
    let words: Vec<String> = words.map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => words.concat(),
    }
}

/// The first 60 characters.
pub(super) fn shorten(text: &str) -> &str {
    text.char_indices().nth(60).map_or(text, |(end, _)| &text[..end])
}
