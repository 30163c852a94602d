//! Flowcharts of Mermaid: `graph` and `flowchart`, boxes of every form, chains, nested subgraphs.
//!
//! A solid arrow is a request, a dotted one a message, a thick one a stream, one that ends in a
//! circle a bulk transfer. A class whose name is the word of a kind states the kind.

mod arrow;
mod finish;
mod page;
mod scan;
mod shape;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use page::{OTHERS, diagram, is_flowchart, sniff};
use scan::Scan;
use words::shown;

use super::sketch::{Area, Line, Node};
use super::{ImportError, Importer, MOST_ELEMENTS, Sketch};
use crate::model::Protocol;

/// Most subgraphs around one: the time to lay out nested groups grows with more than the square of
/// their depth.
const DEEPEST: usize = 100;

pub(super) const IMPORTER: Importer = Importer {
    word: "mermaid",
    label: "Mermaid flowchart",
    about: "components from boxes, links from arrows with their texts, groups from subgraphs",
    endings: &[".mmd", ".mermaid", ".md"],
    sniff,
    read,
};

fn read(text: &str) -> Result<Sketch, ImportError> {
    let (text, line, title) = diagram(text);
    let mut reader = Reader::new(Scan::new(text, line));
    reader.sketch.title = title;
    reader.head()?;
    while reader.statement()? {}
    reader.finished()
}

/// A subgraph that is not closed yet.
struct Open {
    key: String,
    line: usize,
    /// Boxes named inside it.
    named: Vec<String>,
}

struct Reader {
    scan: Scan,
    sketch: Sketch,
    /// Places of boxes in the sketch.
    places: BTreeMap<String, usize>,
    open: Vec<Open>,
    /// Sorts of statements that were left out, with the first line of each.
    left_out: BTreeMap<&'static str, usize>,
    /// Classes by box or subgraph.
    classes: Vec<(String, String, usize)>,
    questions: BTreeSet<String>,
}

impl Reader {
    fn new(scan: Scan) -> Self {
        Self {
            scan,
            sketch: Sketch::default(),
            places: BTreeMap::new(),
            open: Vec::new(),
            left_out: BTreeMap::new(),
            classes: Vec::new(),
            questions: BTreeSet::new(),
        }
    }

    /// Skips what stands between statements; whether there is another.
    fn next_statement(&mut self) -> bool {
        loop {
            self.scan.take_while(|letter| letter.is_whitespace() || letter == ';');
            if self.scan.sees("%%") {
                self.scan.rest_of_line();
            } else {
                return self.scan.peek(0).is_some();
            }
        }
    }

    /// The first word: which diagram it is, and its direction, which the plan has no place for.
    fn head(&mut self) -> Result<(), ImportError> {
        const WHAT: &str = "begin with `flowchart LR` or `graph TD`";
        if !self.next_statement() {
            return Err(ImportError::Whole(format!("it is empty; {WHAT}")));
        }
        let line = self.scan.line;
        let word = self.scan.take_while(|letter| !letter.is_whitespace() && letter != ';');
        if is_flowchart(&word) {
            self.scan.skip_spaces();
            for direction in ["TB", "TD", "BT", "RL", "LR", "<", ">", "^", "v"] {
                if self.scan.take(direction) {
                    break;
                }
            }
            return Ok(());
        }
        let other = OTHERS.iter().find(|other| word.starts_with(**other));
        Err(ImportError::at(
            line,
            match other {
                Some(other) => format!("`{other}` is no flowchart; only flowcharts can be read"),
                None => format!("`{}` is no flowchart; {WHAT}", short(&word)),
            },
        ))
    }

    /// Reads a statement; whether there was one.
    fn statement(&mut self) -> Result<bool, ImportError> {
        if !self.next_statement() {
            return Ok(false);
        }
        let mut ahead = self.scan.clone();
        let word = ahead.take_while(|letter| letter.is_alphanumeric() || letter == '_');
        let alone = ahead.peek(0).is_none_or(|c| c.is_whitespace() || matches!(c, ';' | ':'));
        match word.as_str() {
            "subgraph" if alone => self.subgraph(ahead)?,
            "end" if alone => self.end(ahead)?,
            "class" if alone => {
                self.scan = ahead;
                self.class();
            }
            "direction" if alone => self.leave_out(None),
            "classDef" | "style" | "linkStyle" if alone => self.leave_out(Some("styles")),
            "click" | "href" if alone => self.leave_out(Some("click actions")),
            "accTitle" | "accDescr" if alone => self.leave_out(Some("descriptions for readers")),
            _ => self.chain()?,
        }
        Ok(true)
    }

    fn leave_out(&mut self, what: Option<&'static str>) {
        if let Some(what) = what {
            self.left_out.entry(what).or_insert(self.scan.line);
        }
        let rest = self.scan.rest_of_line();
        // A description may be a block of several lines.
        if rest.starts_with("accDescr") && rest.ends_with('{') {
            self.scan.take_while(|letter| letter != '}');
            self.scan.take("}");
        }
    }

    fn subgraph(&mut self, ahead: Scan) -> Result<(), ImportError> {
        self.scan = ahead;
        let line = self.scan.line;
        self.scan.skip_spaces();
        let mut words = String::new();
        let mut title = None;
        while !self.scan.at_end() {
            if title.is_none() && self.scan.sees("[") && !words.trim().is_empty() {
                title = shape::read(&mut self.scan)?.text;
            } else if self.scan.sees(":::") {
                self.scan.take(":::");
                let class = self.scan.take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
                self.classes.push((words.trim().to_owned(), class, line));
            } else if self.scan.sees("\"") {
                self.scan.take("\"");
                words.push_str(&self.scan.take_while(|letter| !matches!(letter, '"' | '\n')));
                self.scan.take("\"");
            } else if let Some(letter) = self.scan.next() {
                words.push(letter);
            }
        }
        let words = shown(&words);
        let key = if words.is_empty() {
            format!("subgraph {}", self.sketch.groups.len() + 1)
        } else {
            words
        };
        if self.open.len() >= DEEPEST {
            let problem = format!(
                "subgraph “{}” lies in {DEEPEST} others, and deeper is not read; take inner ones out of outer ones",
                short(&key)
            );
            return Err(ImportError::at(line, problem));
        }
        let parent = self.open.last().map(|open| open.key.clone());
        if self.sketch.groups.iter().any(|area| area.key == key) {
            if self.open.iter().any(|open| open.key == key) {
                let problem = format!("subgraph “{}” lies inside itself; rename one", short(&key));
                return Err(ImportError::at(line, problem));
            }
        } else {
            let name = title.filter(|title| !title.is_empty()).unwrap_or_else(|| key.clone());
            let area = Area { key: key.clone(), name, id: None, kind: None, parent, line };
            self.sketch.groups.push(area);
        }
        self.open.push(Open { key, line, named: Vec::new() });
        Ok(())
    }

    /// Boxes belong to the first subgraph that closes around a mention of them.
    fn end(&mut self, ahead: Scan) -> Result<(), ImportError> {
        let line = self.scan.line;
        self.scan = ahead;
        let Some(Open { key, named, .. }) = self.open.pop() else {
            return Err(ImportError::at(line, "`end` closes no subgraph; leave it out"));
        };
        for node in &named {
            let place = self.places.get(node).copied();
            if let Some(node) = place.and_then(|place| self.sketch.nodes.get_mut(place)) {
                node.group.get_or_insert_with(|| key.clone());
            }
        }
        if let Some(around) = self.open.last_mut() {
            around.named.extend(named);
        }
        Ok(())
    }

    fn class(&mut self) {
        let line = self.scan.line;
        let rest = self.scan.take_while(|letter| !matches!(letter, '\n' | ';'));
        let rest = rest.split("%%").next().unwrap_or_default().trim();
        if let Some((nodes, class)) = rest.rsplit_once(char::is_whitespace) {
            let nodes = nodes.split(',').map(str::trim).filter(|node| !node.is_empty());
            self.classes.extend(nodes.map(|node| (node.to_owned(), class.to_owned(), line)));
        }
    }

    /// Boxes with lines between them: `A --> B & C -.-> D`.
    fn chain(&mut self) -> Result<(), ImportError> {
        let mut left = self.boxes()?;
        loop {
            let line = self.scan.line;
            let Some(arrow) = arrow::read(&mut self.scan)? else { break };
            self.scan.take_while(char::is_whitespace);
            let right = self.boxes()?;
            if arrow.visible {
                self.join(&left, &right, &arrow, line)?;
            }
            left = right;
        }
        self.scan.skip_spaces();
        if self.scan.at_end() {
            return Ok(());
        }
        let rest = short(&self.scan.rest_of_line());
        let line = self.scan.line;
        Err(ImportError::at(line, format!("`{rest}` is not understood; write `A --> B`")))
    }

    fn join(
        &mut self,
        left: &[String],
        right: &[String],
        arrow: &arrow::Arrow,
        line: usize,
    ) -> Result<(), ImportError> {
        if left.len() * right.len() + self.sketch.links.len() > MOST_ELEMENTS {
            let problem = format!("there are more than {MOST_ELEMENTS} links; take a part of it");
            return Err(ImportError::at(line, problem));
        }
        if let Some(note) = arrow.note {
            self.sketch.note(line, note);
        }
        let said = Protocol::KNOWN.iter().find(|of| of.label().eq_ignore_ascii_case(&arrow.label));
        let label = if said.is_some() { String::new() } else { arrow.label.clone() };
        for from in left {
            for to in right {
                self.sketch.links.push(Line {
                    from: from.clone(),
                    to: to.clone(),
                    label: label.clone(),
                    style: arrow.style,
                    protocol: said.cloned(),
                    stage: None,
                    only_for: None,
                    numbers: BTreeMap::new(),
                    line,
                });
            }
        }
        Ok(())
    }

    /// One box, or several with `&` between.
    fn boxes(&mut self) -> Result<Vec<String>, ImportError> {
        let mut keys = vec![self.node()?];
        loop {
            let mut ahead = self.scan.clone();
            ahead.skip_spaces();
            if !ahead.take("&") {
                return Ok(keys);
            }
            ahead.take_while(char::is_whitespace);
            self.scan = ahead;
            keys.push(self.node()?);
        }
    }

    fn node(&mut self) -> Result<String, ImportError> {
        let line = self.scan.line;
        let key = self.key();
        if key.is_empty() {
            let rest = short(&self.scan.rest_of_line());
            let what =
                if rest.is_empty() { "the line ends".to_owned() } else { format!("`{rest}`") };
            let problem = format!("{what} where a box should be; write `A --> B`");
            return Err(ImportError::at(line, problem));
        }
        let shape = shape::read(&mut self.scan)?;
        if self.scan.take(":::") {
            let class = self.scan.take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
            self.classes.push((key.clone(), class, line));
        }
        let count = self.sketch.nodes.len();
        let place = *self.places.entry(key.clone()).or_insert(count);
        if place == count {
            let name = key.clone();
            self.sketch.nodes.push(Node { key: key.clone(), name, line, ..Node::default() });
        }
        if let Some(node) = self.sketch.nodes.get_mut(place) {
            if let Some(text) = shape.text.filter(|text| !text.is_empty()) {
                node.name = text;
            }
            if shape.technology.is_some() {
                node.technology = shape.technology;
            }
            if shape.hint.is_some() {
                node.hint = shape.hint;
            }
        }
        if shape.question && self.questions.insert(key.clone()) {
            let text = "a question is taken as a component; remove it if it is none";
            self.sketch.note(line, text);
        }
        if let Some(open) = self.open.last_mut() {
            open.named.push(key.clone());
        }
        Ok(key)
    }

    /// An id; a sign belongs to it only where no arrow begins with it.
    fn key(&mut self) -> String {
        let mut key = String::new();
        while let Some(letter) = self.scan.peek(0) {
            let next = self.scan.peek(1);
            let inside = next.is_some_and(|next| next.is_alphanumeric() || next == '_');
            let part = match letter {
                '_' | '/' | '*' | '+' | '$' | '!' | '?' | '#' | '\'' | '`' => true,
                '-' | '.' | ':' | '=' => inside && !key.is_empty(),
                letter => letter.is_alphanumeric(),
            };
            if !part {
                break;
            }
            key.push(letter);
            self.scan.next();
        }
        key
    }
}

/// The beginning of a text, for messages.
fn short(text: &str) -> String {
    const MOST: usize = 40;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST).collect::<String>() + "…"
}
