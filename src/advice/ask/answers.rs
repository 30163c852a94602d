//! Answers in words, turned into one edit or refused with what would do.

use std::collections::BTreeMap;

use crate::advice::probe::{Asked, Fact};
use crate::base::{Date, Range, Unit};
use crate::catalog::Catalog;
use crate::model::{
    Answers, ComponentChange, ComponentId, Edit, Input, InputOwner, InputRef, LanguageId,
    LibraryNeed, Plan, Quantity, Shipping, Spends,
};

/// A row of a question sheet as people filled it in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// Where it stands, such as `row 3`.
    pub place: String,
    /// Address of what was asked.
    pub address: String,
    /// The answer; empty if there is none.
    pub answer: String,
    /// Where the answer comes from.
    pub source: String,
}

/// A row that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}, {address}: {problem}")]
pub struct Refused {
    /// Where it stands.
    pub place: String,
    /// Its address.
    pub address: String,
    /// What is wrong, and what would do.
    pub problem: String,
}

/// An answer that can be used.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// Address of what was asked.
    pub address: String,
    /// The answer for people.
    pub answer: String,
    /// Whether a source was named that cannot be kept, since facts have none.
    pub source_lost: bool,
    /// What states it.
    pub edits: Vec<Edit>,
}

/// One edit that gives all answers.
#[must_use]
pub fn edit(answers: &[Answered]) -> Edit {
    Edit::Many(answers.iter().flat_map(|answer| answer.edits.clone()).collect())
}

/// Reads the answers of a sheet; rows without one are left out. Numbers count as stated on `date`.
///
/// # Errors
/// Every row that is wrong, in their order.
pub fn read(
    plan: &Plan,
    catalog: &Catalog,
    rows: &[Filled],
    date: Option<Date>,
) -> Result<Vec<Answered>, Vec<Refused>> {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    let (mut answered, mut refused) = (Vec::new(), Vec::new());
    for row in rows.iter().filter(|row| !row.answer.trim().is_empty()) {
        let address = row.address.trim();
        let read = match seen.get(address) {
            Some(first) => Err(format!("it is answered in {first} already; keep one answer")),
            None => read_one(plan, catalog, row, date),
        };
        seen.entry(address).or_insert(&row.place);
        match read {
            Ok(answer) => answered.push(answer),
            Err(problem) => refused.push(Refused {
                place: row.place.clone(),
                address: if address.is_empty() {
                    "no address".to_owned()
                } else {
                    address.to_owned()
                },
                problem,
            }),
        }
    }
    if refused.is_empty() { Ok(answered) } else { Err(refused) }
}

fn read_one(
    plan: &Plan,
    catalog: &Catalog,
    row: &Filled,
    date: Option<Date>,
) -> Result<Answered, String> {
    let address = row.address.trim();
    let (answer, source) = (row.answer.trim(), row.source.trim());
    let (answer, source_lost, edits) = match target(plan, address)? {
        Target::Number(of) => {
            let (said, edits) = number(catalog, of, answer, (source, date))?;
            (said, false, edits)
        }
        Target::Fact(id, fact) => {
            let (said, edits) = self::fact(plan, catalog, &id, fact, answer)?;
            (said, !source.is_empty(), edits)
        }
    };
    Ok(Answered { address: address.to_owned(), answer, source_lost, edits })
}

enum Target {
    Number(InputRef),
    Fact(ComponentId, Fact),
}

fn target(plan: &Plan, address: &str) -> Result<Target, String> {
    if let Some((id, fact)) = fact_address(address) {
        return if plan.components.contains_key(&id) {
            Ok(Target::Fact(id, fact))
        } else {
            Err(format!("the plan has no component `{id}`; leave the row's answer empty"))
        };
    }
    let of: InputRef = address.parse().map_err(|_| {
        "that is no address; copy the first column from a new question sheet".to_owned()
    })?;
    if plan.inputs_of(&of.owner).is_some() {
        return Ok(Target::Number(of));
    }
    let what = match &of.owner {
        InputOwner::Plan => String::new(),
        InputOwner::Component(id) => format!("component `{id}`"),
        InputOwner::Link(id) => format!("link `{id}`"),
        InputOwner::Role(id) => format!("role `{id}`"),
    };
    Err(format!("the plan has no {what}; leave the row's answer empty"))
}

fn fact_address(address: &str) -> Option<(ComponentId, Fact)> {
    let (id, word) = address.strip_prefix("component/")?.split_once('/')?;
    let fact = Fact::ALL.into_iter().find(|fact| fact.word() == word)?;
    Some((ComponentId::new(id).ok()?, fact))
}

/// A number, of CPU time with the language that it was measured in: `2..5 ms in go`.
fn number(
    catalog: &Catalog,
    of: InputRef,
    answer: &str,
    (source, date): (&str, Option<Date>),
) -> Result<(String, Vec<Edit>), String> {
    let input = of.input;
    let (text, language) = match answer.split_once(" in ") {
        Some((text, name)) if input == Input::CpuTime => (text, Some(language(catalog, name)?)),
        _ => (answer, None),
    };
    let range = input.parse(text).map_err(|error| error.to_string())?;
    let mut said = range.readable(input.unit());
    let mut edits = Vec::new();
    if let (Input::CpuTime, InputOwner::Component(id)) = (input, &of.owner) {
        // A time without a language counts as unknown; without a word it is Python's, as asked.
        let language = language.or_else(|| LanguageId::new("python").ok());
        if let Some(language) = &language {
            said.push_str(&format!(" in {}", catalog.language_name(language)));
        }
        edits.push(Edit::Component(id.clone(), ComponentChange::CpuLanguage(language)));
    }
    let quantity = Quantity { source: source.to_owned(), date, ..Quantity::of(range) };
    edits.push(Edit::Input(of, Some(quantity)));
    Ok((said, edits))
}

fn fact(
    plan: &Plan,
    catalog: &Catalog,
    id: &ComponentId,
    fact: Fact,
    answer: &str,
) -> Result<(String, Vec<Edit>), String> {
    let one = |change| vec![Edit::Component(id.clone(), change)];
    match fact {
        Fact::PythonLibraries => {
            let all = LibraryNeed::ALL.iter().map(|need| (*need, need.word(), need.label()));
            let need = choice(all, answer)?;
            let change = ComponentChange::PythonLibraries(Some(need));
            Ok((need.label().to_owned(), one(change)))
        }
        Fact::Shipping => {
            let all = Shipping::ALL.iter().map(|way| (*way, way.word(), way.label()));
            let shipping = choice(all, answer)?;
            let change = ComponentChange::Shipping(Some(shipping));
            Ok((shipping.label().to_owned(), one(change)))
        }
        Fact::Spends => {
            let all = Spends::ALL.iter().map(|of| (*of, of.word(), of.label()));
            let spends = Some(choice(all, answer)?);
            let before = plan.components.get(id).map(|component| component.answers);
            let answers = Answers { spends, ..before.unwrap_or_default() };
            let said = spends.map_or("", Spends::label);
            Ok((said.to_owned(), one(ComponentChange::Answers(answers))))
        }
        Fact::Known => {
            let names = answer.split([',', ';']).map(str::trim).filter(|name| !name.is_empty());
            let known = names.map(|name| language(catalog, name)).collect::<Result<Vec<_>, _>>()?;
            if known.is_empty() {
                return Err("name at least one language, such as go".to_owned());
            }
            let before = plan.components.get(id).map(|component| &component.traits.known);
            let gone = before.into_iter().flatten().filter(|id| !known.contains(id));
            let gone = gone.map(|language| ComponentChange::Known(language.clone(), false));
            let new = known.iter().map(|language| ComponentChange::Known(language.clone(), true));
            let edits = gone.chain(new).map(|change| Edit::Component(id.clone(), change));
            let names: Vec<&str> = known.iter().map(|id| catalog.language_name(id)).collect();
            Ok((names.join(", "), edits.collect()))
        }
    }
}

/// The choice that a word, or its words for people, names.
fn choice<T: Copy>(
    all: impl Iterator<Item = (T, &'static str, &'static str)> + Clone,
    answer: &str,
) -> Result<T, String> {
    let asked = answer.to_lowercase();
    let mut fits = all.clone().filter(|(_, word, label)| asked == *word || asked == *label);
    fits.next().map(|(choice, ..)| choice).ok_or_else(|| {
        let words: Vec<&str> = all.map(|(_, word, _)| word).collect();
        format!("`{}` is not among the answers; write {}", shown(answer), words.join(", "))
    })
}

/// A language by its id, its name, or what else it is called.
fn language(catalog: &Catalog, name: &str) -> Result<LanguageId, String> {
    catalog.language_called(name).ok_or_else(|| {
        let meant = catalog.language_meant(name);
        let meant = meant.map(|id| format!("did you mean {id}? "));
        let words: Vec<&str> = catalog.languages.keys().map(LanguageId::as_str).collect();
        format!(
            "`{}` is not a language; {}write {}",
            shown(name.trim()),
            meant.unwrap_or_default(),
            words.join(", ")
        )
    })
}

/// As much of what was written as a message holds.
fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}

/// What an answer to a question may look like, with its unit.
#[must_use]
pub fn form(asked: Asked) -> String {
    let words = |all: &[&str]| format!("one of: {}", all.join(", "));
    match asked {
        Asked::Number(Input::CpuTime) => {
            format!(
                "{}; of Python, else name the language: 2..5 ms in go",
                number_form(Input::CpuTime)
            )
        }
        Asked::Number(input) => number_form(input),
        Asked::Fact(Fact::Known) => "languages, such as: go, python".to_owned(),
        Asked::Fact(Fact::PythonLibraries) => {
            words(&LibraryNeed::ALL.iter().map(|need| need.word()).collect::<Vec<_>>())
        }
        Asked::Fact(Fact::Shipping) => {
            words(&Shipping::ALL.iter().map(|way| way.word()).collect::<Vec<_>>())
        }
        Asked::Fact(Fact::Spends) => {
            words(&Spends::ALL.iter().map(|of| of.word()).collect::<Vec<_>>())
        }
    }
}

fn number_form(input: Input) -> String {
    let unit = input.unit();
    let low = if unit == Unit::Share { 0.05 } else { 5.0 };
    let range = Range { low, typical: low * 1.6, high: low * 4.0 };
    let (example, units) = (range.readable(unit), unit.accepted());
    let several = units.contains(" or ");
    if several { format!("such as {example} ({units})") } else { format!("such as {example}") }
}
