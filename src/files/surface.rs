//! The surface of a text in RON: strings, comments, brackets. One pass, no memory.

use super::{LoadError, MAX_DEPTH};

/// Refuses deep nesting before the parser recurses into it, and counts the comments.
///
/// # Errors
/// [`LoadError::TooDeep`] at the first bracket that lies too deep.
pub(super) fn scan(text: &str) -> Result<usize, LoadError> {
    let mut depth = 0_usize;
    let mut comments = 0;
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        at += match byte {
            b'"' => string(rest),
            b'r' => raw_string(rest).unwrap_or(1),
            b'\'' => character(rest),
            b'/' => match comment(rest) {
                Some(length) => {
                    comments += 1;
                    length
                }
                None => 1,
            },
            b'(' | b'[' | b'{' => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(too_deep(text, at));
                }
                1
            }
            b')' | b']' | b'}' => {
                depth = depth.saturating_sub(1);
                1
            }
            _ => 1,
        };
    }
    Ok(comments)
}

fn too_deep(text: &str, at: usize) -> LoadError {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let line = before.split(|byte| *byte == b'\n').count();
    let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
    LoadError::TooDeep { line, column }
}

/// Bytes of a string with its quotes; all that is left where it does not end.
fn string(rest: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = rest.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// Bytes of a string like `r#"…"#`; none where it is a word that begins with `r`.
fn raw_string(rest: &[u8]) -> Option<usize> {
    let signs = rest.get(1..)?.iter().take_while(|byte| **byte == b'#').count();
    if rest.get(signs + 1) != Some(&b'"') {
        return None;
    }
    let inside = rest.get(signs + 2..)?;
    let ends = |part: &[u8]| part[0] == b'"' && part[1..].iter().all(|byte| *byte == b'#');
    let end = inside.windows(signs + 1).position(ends);
    Some(end.map_or(rest.len(), |end| signs + 2 + end + signs + 1))
}

/// Bytes of a character such as `'"'`; of a lone quote, itself.
fn character(rest: &[u8]) -> usize {
    match rest {
        [_, b'\\', _, b'\'', ..] => 4,
        [_, _, b'\'', ..] => 3,
        _ => 1,
    }
}

/// Bytes of a comment up to its line's end, or of a block in which others may lie; none where none
/// begins.
fn comment(rest: &[u8]) -> Option<usize> {
    match rest.get(1)? {
        b'/' => Some(rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len())),
        b'*' => {
            let (mut open, mut at) = (1, 2);
            while open > 0 {
                match rest.get(at..at + 2) {
                    None => return Some(rest.len()),
                    Some(b"/*") => (open, at) = (open + 1, at + 2),
                    Some(b"*/") => (open, at) = (open - 1, at + 2),
                    Some(_) => at += 1,
                }
            }
            Some(at)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_counted_where_they_are_some() {
        for (text, comments) in [
            ("(name: \"a // b\")", 0),
            ("// one\n(/* two /* still two */ */) // three", 3),
            ("(a: r#\"say \"// no\"#, b: 'r', c: \"\\\"// no\")", 0),
            ("(url: \"https://x\", c: '\"') // \"", 1),
            ("/* never closed", 1),
            ("\"never closed // ", 0),
            ("a / b", 0),
            ("/", 0),
            ("r", 0),
            ("é // ü", 1),
        ] {
            assert_eq!(scan(text).unwrap(), comments, "{text}");
        }
    }

    #[test]
    fn brackets_count_outside_of_strings_and_comments_alone() {
        let deep = "(".repeat(MAX_DEPTH + 1);
        assert!(scan(&format!("\"{deep}\" // {deep}")).is_ok());
        // A quote in a comment or in a raw string hides nothing that comes after it.
        for before in ["// \"\n", "/* \" */", "r#\"\"\"#", "'\"'"] {
            let error = scan(&format!("{before}{deep}")).unwrap_err();
            assert!(matches!(error, LoadError::TooDeep { .. }), "{before}: {error}");
        }
        let error = scan(&format!("\n {deep}")).unwrap_err().to_string();
        assert!(error.starts_with(&format!("line 2, column {}", MAX_DEPTH + 2)), "{error}");
    }
}
