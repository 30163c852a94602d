//! Lines between boxes.

use super::scan::Scan;
use super::words::shown;
use crate::exchange::import::ImportError;
use crate::model::LinkStyle;

/// A line as it is drawn.
#[derive(Clone, Debug)]
pub(super) struct Arrow {
    pub style: LinkStyle,
    pub label: String,
    /// Whether it is drawn at all.
    pub visible: bool,
    /// Something to tell of how it was taken.
    pub note: Option<&'static str>,
}

/// What a line is drawn with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stroke {
    Plain,
    Thick,
    Dotted,
}

/// Reads the line that comes next; none if there is none.
pub(super) fn read(scan: &mut Scan) -> Result<Option<Arrow>, ImportError> {
    let mut ahead = scan.clone();
    ahead.skip_spaces();
    skip_name(&mut ahead);
    if ahead.take("~~~") {
        ahead.take_while(|letter| letter == '~');
        *scan = ahead;
        return Ok(Some(arrow(LinkStyle::Request, false, None)));
    }
    let head = ahead.peek(0).filter(|letter| matches!(letter, '<' | 'x' | 'o'));
    if head.is_some() {
        ahead.next();
    }
    let stroke = if ahead.take("-.") {
        Stroke::Dotted
    } else if ahead.take("--") {
        Stroke::Plain
    } else if ahead.take("==") {
        Stroke::Thick
    } else {
        return Ok(None);
    };
    let line = scan.line;
    *scan = ahead;
    let (tip, label) = match tip(scan, stroke) {
        Some(tip) => (tip, String::new()),
        None => labelled(scan, stroke).ok_or_else(|| {
            ImportError::at(line, "an arrow with a text does not end; write `A -- text --> B`")
        })?,
    };
    let style = match (stroke, tip) {
        (Stroke::Dotted, _) => LinkStyle::Message,
        (Stroke::Thick, _) => LinkStyle::Stream,
        (Stroke::Plain, 'o') => LinkStyle::Bulk,
        (Stroke::Plain, _) => LinkStyle::Request,
    };
    let note = match (head, tip) {
        (Some('<'), _) => Some("an arrow with two heads is taken as a link to the right"),
        (None, '-') => Some("a line without a head is taken as a link to the right"),
        _ => None,
    };
    let mut found = arrow(style, true, note);
    found.label = if label.is_empty() { piped(scan)? } else { label };
    Ok(Some(found))
}

const fn arrow(style: LinkStyle, visible: bool, note: Option<&'static str>) -> Arrow {
    Arrow { style, label: String::new(), visible, note }
}

/// Skips the name of an arrow, `e1@`.
fn skip_name(scan: &mut Scan) {
    let mut ahead = scan.clone();
    let name = ahead.take_while(|letter| letter.is_alphanumeric() || letter == '_');
    if !name.is_empty() && ahead.take("@") && !ahead.sees("{") {
        *scan = ahead;
    }
}

/// The rest of a line without a text, behind its first two signs: its tip, `-` for none.
fn tip(scan: &mut Scan, stroke: Stroke) -> Option<char> {
    let mut ahead = scan.clone();
    let (sign, least) = match stroke {
        Stroke::Plain => ('-', 0),
        Stroke::Thick => ('=', 0),
        Stroke::Dotted => {
            ahead.take_while(|letter| letter == '.');
            ('-', 1)
        }
    };
    let count = ahead.take_while(|letter| letter == sign).len();
    let tip = ahead.peek(0).filter(|letter| matches!(letter, '>' | 'x' | 'o'));
    if count < least || tip.is_none() && count == 0 {
        return None;
    }
    if tip.is_some() {
        ahead.next();
    }
    *scan = ahead;
    Some(tip.unwrap_or('-'))
}

/// A text inside a line and the line's tip: `-- text -->` behind its first two signs.
fn labelled(scan: &mut Scan, stroke: Stroke) -> Option<(char, String)> {
    let ends: &[&str] = match stroke {
        Stroke::Plain => &["--"],
        Stroke::Thick => &["=="],
        Stroke::Dotted => &[".-"],
    };
    let (text, _) = scan.text_until(ends)?;
    // The two signs that end the text are those before the tip.
    let sign = if stroke == Stroke::Thick { '=' } else { '-' };
    scan.take_while(|letter| letter == sign);
    let tip = scan.peek(0).filter(|letter| matches!(letter, '>' | 'x' | 'o'));
    if tip.is_some() {
        scan.next();
    }
    Some((tip.unwrap_or('-'), shown(&text)))
}

/// A text behind a line: `-->|text|`.
fn piped(scan: &mut Scan) -> Result<String, ImportError> {
    let mut ahead = scan.clone();
    ahead.skip_spaces();
    if !ahead.take("|") {
        return Ok(String::new());
    }
    let line = ahead.line;
    let found = ahead.text_until(&["|"]);
    *scan = ahead;
    match found {
        Some((text, _)) => Ok(shown(&text)),
        None => Err(ImportError::at(line, "the text of an arrow is not closed; add `|`")),
    }
}
