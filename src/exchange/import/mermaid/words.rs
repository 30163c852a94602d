//! Texts of Mermaid as people see them: without quotes, marks, tags and codes of characters.

/// A text of a node, an arrow or a subgraph as it is shown.
pub(super) fn shown(text: &str) -> String {
    let text = text.trim();
    let text = text.strip_prefix('"').unwrap_or(text);
    let text = text.strip_suffix('"').unwrap_or(text).trim();
    let text = text.strip_prefix('`').unwrap_or(text);
    let text = text.strip_suffix('`').unwrap_or(text);
    let text = decoded(&without_tags(text));
    let icon = |word: &&str| {
        let prefix = word.split_once(':').map_or("", |(prefix, _)| prefix);
        !matches!(prefix, "fa" | "fab" | "fas" | "far" | "fal")
    };
    text.split_whitespace().filter(icon).collect::<Vec<_>>().join(" ")
}

/// The text without HTML tags; a break is a space.
fn without_tags(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let (before, tag) = rest.split_at(start);
        plain.push_str(before);
        let named = tag[1..].trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic());
        if let Some(end) = tag.find('>').filter(|_| named) {
            plain.push(' ');
            rest = &tag[end + 1..];
        } else {
            plain.push('<');
            rest = &tag[1..];
        }
    }
    plain + rest
}

/// The text with `#quot;`, `#35;`, `&amp;` and their like as the characters that they stand for.
fn decoded(text: &str) -> String {
    const LONGEST: usize = 8;
    let mut plain = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(['#', '&']) {
        let (before, code) = rest.split_at(start);
        plain.push_str(before);
        let end = code.find(';').filter(|end| *end <= LONGEST);
        let of = |end: usize| character(code[1..end].trim_start_matches('#'));
        if let Some((end, letter)) = end.and_then(|end| Some((end, of(end)?))) {
            plain.push(letter);
            rest = &code[end + 1..];
        } else {
            plain.push_str(&code[..1]);
            rest = &code[1..];
        }
    }
    plain + rest
}

fn character(code: &str) -> Option<char> {
    match code {
        "quot" => Some('"'),
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => {
            let number = match code.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => code.parse().ok(),
            };
            number.and_then(char::from_u32)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn texts_are_shown_as_people_see_them() {
        for (text, expected) in [
            ("\"Cart <b>service</b><br/>(Go)\"", "Cart service (Go)"),
            ("\"`**Cart**`\"", "**Cart**"),
            ("fa:fa-car Car", "Car"),
            ("a #quot;b#quot; #35;1 &amp; more", "a \"b\" #1 & more"),
            ("x < y > z; #no", "x < y > z; #no"),
            ("#99999999999;", "#99999999999;"),
            ("", ""),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
