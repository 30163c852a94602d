//! Where the elements of a file stand, so that a repair can name the line.

use std::collections::BTreeMap;

/// Lines of the elements in the maps of a plan, by map and id; an id that stands twice has two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lines(BTreeMap<(String, String), Vec<usize>>);

impl Lines {
    /// Looks through the text of a plan: the keys of the maps that are its fields. Of a text that is
    /// no plan it finds little, and nothing rests on it but messages.
    pub fn of(text: &str) -> Self {
        let mut lines = BTreeMap::<_, Vec<usize>>::new();
        let (mut depth, mut line) = (0_usize, 1);
        let (mut field, mut word) = (String::new(), String::new());
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            match c {
                '\n' => line += 1,
                '/' if rest.peek() == Some(&'/') => while rest.next_if(|c| *c != '\n').is_some() {},
                '"' => {
                    let begun = line;
                    word.clear();
                    while let Some(c) = rest.next_if(|c| *c != '"') {
                        line += usize::from(c == '\n');
                        word.push(if c == '\\' { rest.next().unwrap_or(c) } else { c });
                    }
                    rest.next();
                    while rest.next_if(|c| c.is_whitespace() && *c != '\n').is_some() {}
                    if depth == 2 && rest.peek() == Some(&':') {
                        lines.entry((field.clone(), word.clone())).or_default().push(begun);
                    }
                }
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth = depth.saturating_sub(1),
                ':' if depth == 1 => field = std::mem::take(&mut word),
                c if depth == 1 && (c.is_alphanumeric() || c == '_') => word.push(c),
                _ if depth == 1 => word.clear(),
                _ => {}
            }
        }
        Self(lines)
    }

    /// The line of an element of a map, from 1: of the first with this id, where `again` is false,
    /// else of the last.
    pub fn find(&self, field: &str, id: &str, again: bool) -> Option<usize> {
        let lines = self.0.get(&(field.to_owned(), id.to_owned()))?;
        if again { lines.last() } else { lines.first() }.copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found_by_map_and_id() {
        let text = "(\n format: \"polyplan\", // components: { \"no\": }\n name: \"a: {\\\"b\\\"\",\n\
            components: {\n \"api\": (name: \"API\", inputs: { \"calls\": \"1\" }),\n \"db\" : (\n),\n\
            \"api\": (),\n },\n links: { \"api\": (from: \"x\") },\n)";
        let lines = Lines::of(text);
        let of = |field, id| lines.find(field, id, false);
        assert_eq!(of("components", "api"), Some(5));
        assert_eq!(lines.find("components", "api", true), Some(8));
        assert_eq!(of("components", "db"), Some(6));
        assert_eq!(of("links", "api"), Some(10));
        for (field, id) in [("components", "no"), ("components", "calls"), ("name", "b")] {
            assert_eq!(of(field, id), None, "{field} {id}");
        }
    }
}
