//! Statements: chains of lists with arrows between them.

use std::ops::Range as Span;

use super::collect::Collect;
use super::scan::Scan;
use super::{Entry, Mention, Named, Problem, arrow};

/// Most problems that are told; a text with more is of another sort.
const MOST_PROBLEMS: usize = 1000;

/// Reads statement after statement.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) collect: Collect,
    problems: Vec<Problem>,
    mentions: Vec<Mention>,
    /// Number of the line that is read.
    pub(super) line: usize,
}

impl Reader {
    pub(super) fn problem(&mut self, span: Span<usize>, text: impl Into<String>) {
        if self.problems.len() >= MOST_PROBLEMS {
            return;
        }
        let text = text.into();
        self.collect.sketch.note(self.line, text.clone());
        self.problems.push(Problem { span, text });
    }

    pub(super) fn mention(&mut self, span: Span<usize>, of: Named, text: impl Into<String>) {
        self.mentions.push(Mention { span, of, text: text.into() });
    }

    /// The first heading is the title; further ones are left out.
    pub(super) fn title(&mut self, title: &str, span: Span<usize>, line: usize) {
        self.line = line;
        if self.collect.sketch.title.is_empty() {
            title.clone_into(&mut self.collect.sketch.title);
        } else {
            self.problem(span, "a further heading is left out; write groups as @group");
        }
    }

    pub(super) fn finished(mut self) -> Entry {
        self.problems.sort_by_key(|problem| problem.span.start);
        self.mentions.sort_by_key(|mention| mention.span.start);
        Entry { sketch: self.collect.finished(), problems: self.problems, mentions: self.mentions }
    }

    /// Reads the statements of a line.
    pub(super) fn statements(&mut self, text: &str, span: Span<usize>, line: usize) {
        self.line = line;
        let mut scan = Scan::new(text, span);
        loop {
            scan.skip_space();
            if scan.takes(';') {
                continue;
            }
            if scan.is_done() {
                return;
            }
            let before = scan.at;
            self.statement(&mut scan);
            if scan.at == before {
                // A sign that nothing can be made of.
                scan.at += scan.next().map_or(1, char::len_utf8);
                self.problem(before..scan.at, "this sign means nothing here; leave it out");
            }
        }
    }

    fn statement(&mut self, scan: &mut Scan<'_>) {
        let home = if scan.rest().starts_with('@') { self.heading(scan) } else { None };
        scan.skip_space();
        if home.is_some() && (scan.is_done() || scan.rest().starts_with(';')) {
            return;
        }
        let mut before = self.list(scan, home.as_deref());
        if let Some(arrow) = arrow::sees(scan).filter(|_| before.is_empty()) {
            let text = "nothing stands before the arrow; write a name there";
            self.problem(scan.at..scan.at + arrow.length(), text);
        }
        loop {
            let (start, told) = (scan.at, self.problems.len());
            let Some((arrow, line)) = self.arrow(scan) else { return };
            let understood = self.problems.len() == told;
            let span = start..start + arrow.length();
            let after = self.list(scan, home.as_deref());
            if after.is_empty() {
                self.mention(scan.at..scan.at, Named::Component, "");
                if understood {
                    let text = "the line ends where a name should be; write `a -> b`";
                    self.problem(span.clone(), text);
                }
            }
            let (from, to) = if arrow.back { (&after, &before) } else { (&before, &after) };
            if !self.collect.join(from, to, &line) {
                self.problem(span, "these are more links than fit a plan; write fewer names");
            }
            before = after;
        }
    }

    /// A group before a statement, in which all of its components lie that name none of their own.
    fn heading(&mut self, scan: &mut Scan<'_>) -> Option<String> {
        scan.takes('@');
        let home = self.group(scan);
        scan.skip_space();
        scan.takes(':');
        home
    }

    /// Names parted by commas; their keys.
    fn list(&mut self, scan: &mut Scan<'_>, home: Option<&str>) -> Vec<String> {
        let mut keys = Vec::new();
        loop {
            scan.skip_space();
            if !scan.ends_element() {
                keys.extend(self.element(scan, home));
            }
            scan.skip_space();
            if !scan.takes(',') {
                return keys;
            }
        }
    }
}
