//! Forms of boxes.

use super::scan::Scan;
use super::words::shown;
use crate::catalog::Catalog;
use crate::exchange::import::ImportError;
use crate::model::{Kind, Technology};

/// What stands behind a node's id.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// Its text, if it has one.
    pub text: Option<String>,
    /// What its last line says that it is made of.
    pub technology: Option<Technology>,
    /// The kind that the form stands for.
    pub hint: Option<(Kind, String)>,
    /// Whether the form is that of a question.
    pub question: bool,
}

/// Openings with what closes them, longer ones first.
const FORMS: &[(&str, &[&str])] = &[
    ("(((", &[")))"]),
    ("((", &["))"]),
    ("([", &["])"]),
    ("[[", &["]]"]),
    ("[(", &[")]"]),
    ("[/", &["/]", "\\]"]),
    ("[\\", &["\\]", "/]"]),
    ("{{", &["}}"]),
    ("[", &["]"]),
    ("(", &[")"]),
    ("{", &["}"]),
    (">", &["]"]),
];

/// Reads the form that comes next, if any.
pub(super) fn read(scan: &mut Scan) -> Result<Shape, ImportError> {
    if scan.sees("@{") {
        return attributes(scan);
    }
    let Some((open, close)) = FORMS.iter().find(|(open, _)| scan.sees(open)) else {
        return Ok(Shape::default());
    };
    let line = scan.line;
    scan.take(open);
    let Some((text, _)) = scan.text_until(close) else {
        let close = close.first().copied().unwrap_or_default();
        return Err(ImportError::at(line, format!("`{open}` is not closed; add `{close}`")));
    };
    let cylinder = *open == "[(";
    let (text, technology) = parted(&text);
    let hint = cylinder.then(database);
    Ok(Shape { text: Some(text), technology, hint, question: *open == "{" })
}

/// The text of a box as it is shown, and what its last line says that it is made of: what stands in
/// square brackets there, or a known technology.
fn parted(text: &str) -> (String, Option<Technology>) {
    let last = text.rmatch_indices('<').find_map(|(at, _)| {
        let tag = text.get(at + 1..at + 3).filter(|tag| tag.eq_ignore_ascii_case("br"))?;
        let end = text[at..].find('>')?;
        let slash = text[at + 1 + tag.len()..at + end].trim();
        matches!(slash, "" | "/").then(|| (&text[..at], &text[at + end + 1..]))
    });
    let made_of = |line: &str| {
        let line = shown(line);
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(inside) => Technology::new(inside),
            None => Technology::new(&line).filter(|_| is_known(&line)),
        }
    };
    match last.and_then(|(name, line)| Some((shown(name), made_of(line)?))) {
        Some((name, technology)) if !name.is_empty() => (name, Some(technology)),
        _ => (shown(text), None),
    }
}

fn is_known(text: &str) -> bool {
    Catalog::shipped().is_ok_and(|catalog| catalog.technology(text).is_some())
}

fn database() -> (Kind, String) {
    (Kind::Datastore, "it has the form of a database".to_owned())
}

/// Reads `@{ shape: cyl, label: "Orders" }`.
fn attributes(scan: &mut Scan) -> Result<Shape, ImportError> {
    let line = scan.line;
    scan.take("@{");
    let mut shape = Shape::default();
    loop {
        // Attributes may stand on lines of their own.
        let Some((part, which)) = scan.text_until(&["}", ",", "\n"]) else {
            return Err(ImportError::at(line, "`@{` is not closed; add `}`"));
        };
        if let Some((key, value)) = part.split_once(':') {
            match key.trim() {
                "label" => {
                    let (text, technology) = parted(value);
                    (shape.text, shape.technology) = (Some(text), technology);
                }
                "shape" => match shown(value).as_str() {
                    "cyl" | "db" | "database" | "cylinder" | "lin-cyl" | "disk" => {
                        shape.hint = Some(database());
                    }
                    "das" | "h-cyl" | "horizontal-cylinder" => {
                        shape.hint = Some((Kind::Queue, "it has the form of a queue".to_owned()));
                    }
                    "diam" | "diamond" | "decision" | "question" => shape.question = true,
                    _ => {}
                },
                _ => {}
            }
        }
        if which == 0 {
            return Ok(shape);
        }
    }
}
