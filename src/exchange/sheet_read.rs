//! Reading a question sheet that came back: CSV as spreadsheets save it, or Markdown.

use std::io::Read as _;
use std::path::Path;

use super::csv::{DELIMITERS, plain, records, rows};
use crate::advice::ask::answers::{self, Answered, Filled, Refused};
use crate::base::Date;
use crate::base::failure::{reason, without_number};
use crate::catalog::Catalog;
use crate::model::Plan;

/// Largest sheet that is read, bytes.
pub const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// What a sheet holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its rows, also those without an answer.
    pub rows: Vec<Filled>,
    /// Rows that are no rows of a sheet.
    pub refused: Vec<Refused>,
}

/// Said of a file without a sheet's head.
const NO_HEAD: &str = "it has no row with the heads `address` and `answer`; start from a new question sheet and keep its first row";

/// Every answer that a sheet holds for a plan.
///
/// # Errors
/// A sentence on a file that is no sheet, or one line for each row that is wrong.
pub fn answers(path: &Path, plan: &Plan, catalog: &Catalog) -> Result<Vec<Answered>, String> {
    let name = path.display().to_string();
    let sheet = sheet(path).map_err(|error| format!("cannot read {name}: {error}"))?;
    of_sheet(&name, sheet, plan, catalog)
}

/// Every answer of a sheet that comes from no file, such as the standard input: CSV if it begins
/// like it, else Markdown.
///
/// # Errors
/// As [`answers()`].
pub fn answers_from(
    source: impl std::io::Read,
    plan: &Plan,
    catalog: &Catalog,
) -> Result<Vec<Answered>, String> {
    let name = "the standard input";
    let sheet = bytes(source).and_then(text).and_then(|text| {
        if text.lines().any(|line| line.trim_start().starts_with('|')) {
            markdown(&text)
        } else {
            csv(&text)
        }
    });
    of_sheet(name, sheet.map_err(|error| format!("cannot read {name}: {error}"))?, plan, catalog)
}

fn of_sheet(
    name: &str,
    Sheet { rows, mut refused }: Sheet,
    plan: &Plan,
    catalog: &Catalog,
) -> Result<Vec<Answered>, String> {
    let answered = answers::read(plan, catalog, &rows, Date::today()).unwrap_or_else(|more| {
        refused.extend(more);
        Vec::new()
    });
    if refused.is_empty() {
        return Ok(answered);
    }
    let lines: Vec<String> = refused.iter().map(|row| format!("  {row}")).collect();
    let rows = if refused.len() == 1 { "a row" } else { "rows" };
    Err(format!("{name} has {rows} that cannot be used; nothing was changed\n{}", lines.join("\n")))
}

fn sheet(path: &Path) -> Result<Sheet, String> {
    let ending = path.extension().and_then(|of| of.to_str()).map(str::to_lowercase);
    let read = match ending.as_deref() {
        Some("csv" | "tsv" | "txt") => csv,
        Some("md" | "markdown") => markdown,
        _ => return Err("a question sheet ends in .csv or .md".to_owned()),
    };
    let file = std::fs::File::open(path).map_err(|error| reason(path, &error))?;
    read(&text(bytes(file)?)?)
}

fn bytes(source: impl std::io::Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = source.take(MAX_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| without_number(&error.to_string()))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(format!("it has more than {MAX_BYTES} bytes, too many for a question sheet"));
    }
    Ok(bytes)
}

/// The text of a file: UTF-8, else what older spreadsheets save, Latin 1.
///
/// # Errors
/// A sentence if it is no text.
pub fn text(bytes: Vec<u8>) -> Result<String, String> {
    if bytes.contains(&0) {
        return Err("it is no text; save the sheet as CSV in UTF-8, or as Markdown".to_owned());
    }
    String::from_utf8(bytes)
        .or_else(|error| Ok(error.into_bytes().into_iter().map(char::from).collect()))
}

/// Reads CSV with commas, semicolons or tabs between the cells, as its head says.
///
/// # Errors
/// A sentence if there is no head.
pub fn csv(text: &str) -> Result<Sheet, String> {
    let (text, skipped) = rows(text);
    let cells = |record: ::csv::StringRecord| record.iter().map(plain).collect::<Vec<String>>();
    let heads = DELIMITERS.into_iter().filter_map(|delimiter| {
        let first = records(text, delimiter).next()?.ok()?;
        Some((delimiter, Head::of(&cells(first))?))
    });
    let (delimiter, head) = heads.into_iter().next().ok_or(NO_HEAD)?;
    let mut sheet = Sheet::default();
    for (record, row) in records(text, delimiter).zip(1 + skipped..).skip(1) {
        match record {
            Ok(record) => head.take(&mut sheet, format!("row {row}"), &cells(record), "in quotes"),
            Err(error) => return Err(format!("row {row} cannot be read: {error}")),
        }
    }
    Ok(sheet)
}

/// Reads the tables of a Markdown file that have a sheet's head.
///
/// # Errors
/// A sentence if there is none.
pub fn markdown(text: &str) -> Result<Sheet, String> {
    let mut sheet = Sheet::default();
    let (mut head, mut found) = (None, false);
    for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = line.trim();
        let Some(inside) = line.strip_prefix('|') else {
            head = None;
            continue;
        };
        let cells = split(inside);
        let rule = |cell: &String| !cell.is_empty() && cell.chars().all(|c| matches!(c, '-' | ':'));
        match &head {
            None => {
                head = Head::of(&cells);
                found |= head.is_some();
            }
            Some(_) if cells.iter().all(rule) => {}
            Some(head) => {
                head.take(&mut sheet, format!("line {}", number + 1), &cells, "after a \\");
            }
        }
    }
    if found { Ok(sheet) } else { Err(NO_HEAD.to_owned()) }
}

/// Where the columns stand.
struct Head {
    address: usize,
    answer: usize,
    source: Option<usize>,
    columns: usize,
}

impl Head {
    fn of(cells: &[String]) -> Option<Self> {
        let find = |name: &str| cells.iter().position(|cell| cell.to_lowercase() == name);
        let (address, answer) = (find("address")?, find("answer")?);
        Some(Self { address, answer, source: find("source"), columns: cells.len() })
    }

    /// Takes a row; `mend` says how to write what parts the cells inside one.
    fn take(&self, sheet: &mut Sheet, place: String, cells: &[String], mend: &str) {
        let cell = |at: usize| cells.get(at).cloned().unwrap_or_default();
        if cells.iter().skip(self.columns).any(|cell| !cell.is_empty()) {
            sheet.refused.push(Refused {
                place,
                address: cell(self.address),
                problem: format!(
                    "it has {} cells where the head has {}; write what parts cells {mend}",
                    cells.len(),
                    self.columns
                ),
            });
            return;
        }
        sheet.rows.push(Filled {
            place,
            address: cell(self.address),
            answer: cell(self.answer),
            source: self.source.map(cell).unwrap_or_default(),
        });
    }
}

/// The cells of a table row after its first bar, without escapes and code marks.
fn split(inside: &str) -> Vec<String> {
    let mut cells = Vec::new();
    let mut chars = inside.chars();
    let mut last = String::new();
    let mut closed = false;
    while let Some(c) = chars.next() {
        closed = c == '|';
        match c {
            '|' => cells.push(std::mem::take(&mut last)),
            '\\' => match chars.next() {
                Some(next) if next.is_ascii_punctuation() => last.push(next),
                Some(next) => last.extend(['\\', next]),
                None => last.push('\\'),
            },
            '`' => {}
            c => last.push(c),
        }
    }
    if !closed {
        cells.push(last);
    }
    cells.iter().map(|cell: &String| cell.trim().to_owned()).collect()
}
