//! A table of components, links and groups, as `export` writes it and as people keep it: one row
//! each, columns in any order, those that nobody fills left out.

use std::collections::BTreeMap;

use super::super::csv::{DELIMITERS, plain, records, rows};
use super::sketch::{Area, Line, Node};
use super::{ImportError, Importer, Sketch};
use crate::base::Range;
use crate::model::{GroupKind, Input, Kind, LinkStyle, Protocol, Scope, Tags, Technology};

pub(super) const IMPORTER: Importer = Importer {
    word: "csv",
    label: "Table (CSV)",
    about: "components, links and groups from rows, with any number that a plan can state",
    endings: &[".csv", ".tsv"],
    sniff: |text| first_row(text).is_some(),
    read,
};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Row,
    Id,
    Name,
    Kind,
    Tags,
    Technology,
    Group,
    From,
    To,
    Label,
    Style,
    Protocol,
    Stage,
    Number(Input),
}

/// Heads of columns with other words that people write there.
const HEADS: &[(Column, &[&str])] = &[
    (Column::Row, &["row", "what", "element"]),
    (Column::Id, &["id", "key"]),
    (Column::Name, &["name", "component", "service", "system", "title"]),
    (Column::Kind, &["kind", "type"]),
    (Column::Tags, &["tags", "tag", "labels"]),
    (Column::Technology, &["technology", "tech", "stack"]),
    (Column::Group, &["group", "layer", "team", "zone", "context", "domain"]),
    (Column::From, &["from", "source", "caller", "producer"]),
    (Column::To, &["to", "target", "destination", "callee", "consumer"]),
    (Column::Label, &["label", "description", "interaction"]),
    (Column::Style, &["style"]),
    (Column::Protocol, &["protocol"]),
    (Column::Stage, &["stage"]),
];

fn column(head: &str) -> Option<Column> {
    let plain = |head: &str| head.trim().to_lowercase().replace([' ', '-'], "_");
    let head = plain(head);
    let known = HEADS.iter().find(|(_, words)| words.contains(&head.as_str()));
    // The names of numbers in the window are heads as well: they are what people copy.
    let called = || {
        let of_rows = |input: &Input| matches!(input.scope(), Scope::Component | Scope::Link);
        let mut numbers = Input::ALL.iter().copied().filter(of_rows);
        numbers.find(|input| plain(input.label()) == head)
    };
    let number = || Input::from_word(&head).or_else(called).map(Column::Number);
    known.map(|(column, _)| *column).or_else(number)
}

/// Text, what parts its cells, its columns and how many lines were skipped before the head.
struct Table<'a> {
    text: &'a str,
    delimiter: u8,
    columns: Vec<Option<Column>>,
    heads: Vec<String>,
    skipped: usize,
}

fn first_row(text: &str) -> Option<Table<'_>> {
    let (text, skipped) = rows(text);
    DELIMITERS.into_iter().find_map(|delimiter| {
        let first = records(text, delimiter).next()?.ok()?;
        let heads: Vec<String> = first.iter().map(str::to_owned).collect();
        let columns: Vec<Option<Column>> = heads.iter().map(|head| column(head)).collect();
        let has = |column| columns.contains(&Some(column));
        let table = Table { text, delimiter, heads, skipped, columns: columns.clone() };
        let rows = has(Column::Name) || has(Column::From) && has(Column::To);
        // A question sheet has names, too.
        let sheet =
            ["address", "answer"].iter().all(|of| table.heads.iter().any(|h| h.trim() == *of));
        (rows && !sheet && (columns.len() > 1 || has(Column::Name))).then_some(table)
    })
}

fn read(text: &str) -> Result<Sketch, ImportError> {
    let Some(table) = first_row(text) else {
        return Err(ImportError::at(
            1,
            "the first row has no head `name`, nor `from` and `to`; write the heads of the columns there",
        ));
    };
    if let Some(line) = open_quote(table.text, table.delimiter) {
        let problem = "a quote is opened and never closed; close it or leave it out";
        return Err(ImportError::at(line + table.skipped, problem));
    }
    let mut reader = Reader::default();
    reader.heads(&table);
    for (place, record) in records(table.text, table.delimiter).enumerate().skip(1) {
        let line = |at: Option<u64>| {
            at.and_then(|at| usize::try_from(at).ok()).unwrap_or(place + 1) + table.skipped
        };
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let at = line(error.position().map(::csv::Position::line));
                return Err(ImportError::at(at, "the row cannot be read; check its quotes"));
            }
        };
        let at = line(record.position().map(::csv::Position::line));
        let beyond = record.iter().skip(table.columns.len()).map(plain);
        reader.beyond(at, &beyond.filter(|cell| !cell.is_empty()).collect::<Vec<_>>());
        let cells = table.columns.iter().zip(record.iter());
        let cells = cells.filter_map(|(column, cell)| Some(((*column)?, plain(cell))));
        reader.row(at, &cells.filter(|(_, cell)| !cell.is_empty()).collect::<Vec<_>>())?;
    }
    Ok(reader.finished())
}

/// The line of a quote that a cell begins with and nothing closes: all that follows would be that cell.
fn open_quote(text: &str, delimiter: u8) -> Option<usize> {
    let (mut line, mut begins, mut open) = (1, true, None);
    let mut letters = text.bytes().peekable();
    while let Some(letter) = letters.next() {
        if letter == b'"' && open.is_some() {
            // Two are a quote within the cell.
            if letters.next_if_eq(&b'"').is_none() {
                open = None;
            }
        } else if letter == b'"' && begins {
            open = Some(line);
        }
        begins = open.is_none() && (letter == delimiter || matches!(letter, b'\n' | b'\r'));
        line += usize::from(letter == b'\n');
    }
    open
}

#[derive(Default)]
struct Reader {
    sketch: Sketch,
    /// Ends of links and names of groups around something, with the line that names them.
    named: Vec<(String, usize)>,
    around: Vec<(String, usize)>,
}

impl Reader {
    /// Says which columns are left out, and which say the same as another.
    fn heads(&mut self, table: &Table<'_>) {
        for (at, (head, column)) in table.heads.iter().zip(&table.columns).enumerate() {
            let head = head.trim();
            let text = match column {
                None if !head.is_empty() => format!("the column `{head}` is left out"),
                Some(_) if table.columns[..at].contains(column) => format!(
                    "the column `{head}` says the same as one before it, which counts where both are filled in"
                ),
                _ => continue,
            };
            self.sketch.note(1 + table.skipped, text);
        }
    }

    /// Says which cells of a row stand under no head.
    fn beyond(&mut self, line: usize, cells: &[String]) {
        if !cells.is_empty() {
            let cells = cells.join("`, `");
            self.sketch.note(line, format!("what stands under no head is left out: `{cells}`"));
        }
    }

    fn row(&mut self, line: usize, cells: &[(Column, String)]) -> Result<(), ImportError> {
        if cells.is_empty() {
            return Ok(());
        }
        let of = |wanted| cells.iter().find(|(column, _)| *column == wanted);
        let of = |wanted| of(wanted).map(|(_, cell)| cell.as_str());
        let (from, to, name) = (of(Column::From), of(Column::To), of(Column::Name));
        let row = of(Column::Row).map(str::to_lowercase);
        match (row.as_deref(), from, to, name) {
            (Some("group"), _, _, Some(name)) => {
                let kind = of(Column::Kind).and_then(|word| {
                    GroupKind::ALL
                        .iter()
                        .copied()
                        .find(|of| of.word() == word || of.label() == word)
                });
                let parent = of(Column::Group).map(str::to_owned);
                self.around.extend(parent.iter().map(|key| (key.clone(), line)));
                let key = of(Column::Id).unwrap_or(name).to_owned();
                let name = name.to_owned();
                self.sketch.groups.push(Area { key, name, id: None, kind, parent, line });
            }
            (Some("link") | None, Some(from), Some(to), _) => {
                let style = self.style(of(Column::Style), line);
                let stage = self.stage(of(Column::Stage), line);
                let numbers = numbers(cells, Scope::Link, line)?;
                self.named.extend([(from.to_owned(), line), (to.to_owned(), line)]);
                self.sketch.links.push(Line {
                    from: from.to_owned(),
                    to: to.to_owned(),
                    label: of(Column::Label).unwrap_or_default().to_owned(),
                    style,
                    protocol: of(Column::Protocol).or(of(Column::Technology)).map(Protocol::named),
                    stage,
                    only_for: None,
                    numbers,
                    line,
                });
            }
            (Some("component") | None, _, _, Some(name)) => {
                let group = of(Column::Group).map(str::to_owned);
                self.around.extend(group.iter().map(|key| (key.clone(), line)));
                let key = of(Column::Id).unwrap_or(name).to_owned();
                let kind = self.kind(of(Column::Kind), line);
                let numbers = numbers(cells, Scope::Component, line)?;
                let name = name.to_owned();
                let technology = of(Column::Technology).and_then(Technology::new);
                let tags = of(Column::Tags).map(Tags::of_text).unwrap_or_default();
                let rest = Node { technology, tags, ..Node::default() };
                self.sketch.nodes.push(Node { key, name, kind, group, numbers, line, ..rest });
            }
            (Some(row @ ("group" | "component")), ..) => {
                return Err(ImportError::at(line, format!("the {row} has no `name`; write one")));
            }
            (None | Some("link"), ..) => {
                let problem = "the row has neither a `name` nor both `from` and `to`; write them";
                return Err(ImportError::at(line, problem));
            }
            (Some(other), ..) => {
                let problem =
                    format!("`{other}` is no sort of row; write component, link or group");
                return Err(ImportError::at(line, problem));
            }
        }
        Ok(())
    }

    /// The kind by its word or its name; another word is told and the kind is guessed.
    fn kind(&mut self, word: Option<&str>, line: usize) -> Option<Kind> {
        let word = word?;
        let folded = word.to_lowercase();
        let known = Kind::KNOWN.iter().find(|of| of.word() == folded || of.label() == folded);
        if known.is_none() {
            let text = format!("`{word}` is no kind of component; the kind is guessed");
            self.sketch.note(line, text);
        }
        known.cloned()
    }

    fn style(&mut self, word: Option<&str>, line: usize) -> LinkStyle {
        let Some(word) = word else { return LinkStyle::Request };
        let folded = word.to_lowercase();
        let known = LinkStyle::ALL.iter().find(|of| of.word() == folded || of.label() == folded);
        known.copied().unwrap_or_else(|| {
            self.sketch
                .note(line, format!("`{word}` is no style of link; it is taken as a request"));
            LinkStyle::Request
        })
    }

    fn stage(&mut self, word: Option<&str>, line: usize) -> Option<u16> {
        let word = word?;
        let stage = word.parse().ok();
        if stage.is_none() {
            self.sketch.note(line, format!("`{word}` is no stage, which is a whole number"));
        }
        stage
    }

    /// What is named but has no row of its own becomes what it is named as.
    fn finished(mut self) -> Sketch {
        for (name, line) in std::mem::take(&mut self.around) {
            let by = |area: &Area| area.key == name || area.name == name;
            if !self.sketch.groups.iter().any(by) {
                let kind = None;
                let key = name.clone();
                self.sketch.groups.push(Area { key, name, id: None, kind, parent: None, line });
            }
        }
        outer_first(&mut self.sketch.groups);
        let keys = keys(&self.sketch.groups);
        for node in &mut self.sketch.nodes {
            node.group = node.group.take().and_then(|name| keys.get(&name).cloned());
        }
        let mut known: BTreeMap<String, String> = BTreeMap::new();
        for node in &self.sketch.nodes {
            known.entry(node.name.clone()).or_insert_with(|| node.key.clone());
        }
        for node in &self.sketch.nodes {
            known.insert(node.key.clone(), node.key.clone());
        }
        for (name, line) in std::mem::take(&mut self.named) {
            if known.contains_key(&name) {
                continue;
            }
            self.sketch.note(line, format!("“{name}” has no row of its own; it is added"));
            known.insert(name.clone(), name.clone());
            self.sketch.nodes.push(Node { key: name.clone(), name, line, ..Node::default() });
        }
        for link in &mut self.sketch.links {
            for end in [&mut link.from, &mut link.to] {
                if let Some(key) = known.get(end) {
                    end.clone_from(key);
                }
            }
        }
        self.sketch
    }
}

/// Keys of groups by what rows may call them: key or name, the first that has it.
fn keys(groups: &[Area]) -> BTreeMap<String, String> {
    let both = |of: &Area| [(of.name.clone(), of.key.clone()), (of.key.clone(), of.key.clone())];
    groups.iter().rev().flat_map(both).collect()
}

/// Each group after the one around it; one that lies inside itself lies in none.
fn outer_first(groups: &mut Vec<Area>) {
    let mut rest = std::mem::take(groups);
    let keys = keys(&rest);
    for area in &mut rest {
        area.parent = area.parent.take().and_then(|name| keys.get(&name).cloned());
    }
    let mut done = std::collections::BTreeSet::new();
    while !rest.is_empty() {
        let (ready, waiting): (Vec<Area>, Vec<Area>) = rest
            .into_iter()
            .partition(|area| area.parent.as_ref().is_none_or(|parent| done.contains(parent)));
        rest = waiting;
        if ready.is_empty() {
            for area in &mut rest {
                area.parent = None;
            }
            continue;
        }
        done.extend(ready.iter().map(|area| area.key.clone()));
        groups.extend(ready);
    }
}

/// The numbers of a row; one of another sort of element, or one that makes no sense, is an error.
fn numbers(
    cells: &[(Column, String)],
    scope: Scope,
    line: usize,
) -> Result<BTreeMap<Input, Range>, ImportError> {
    let mut numbers = BTreeMap::new();
    for (column, cell) in cells {
        let Column::Number(input) = *column else { continue };
        let word = input.word();
        if input.scope() != scope {
            let problem = format!("`{word}` does not belong to this sort of row; empty the cell");
            return Err(ImportError::at(line, problem));
        }
        let range = input
            .parse(cell)
            .map_err(|error| ImportError::at(line, format!("`{word}`: {error}")))?;
        numbers.entry(input).or_insert(range);
    }
    Ok(numbers)
}
