//! Forms of boxes.

use super::scan::Scan;
use super::words::shown;
use crate::exchange::import::ImportError;
use crate::model::Kind;

/// What stands behind a node's id.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// Its text, if it has one.
    pub text: Option<String>,
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
    Ok(Shape { text: Some(shown(&text)), hint: cylinder.then(database), question: *open == "{" })
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
            let value = shown(value);
            match key.trim() {
                "label" => shape.text = Some(value),
                "shape" => match value.as_str() {
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
