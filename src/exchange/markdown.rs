//! The report as Markdown, from the same blocks as its pages.

use std::collections::BTreeMap;

use crate::draw::document::{Block, Document, Table};

/// Addresses of the sources by their ids.
type Addresses<'a> = BTreeMap<&'a str, &'a str>;

/// Writes a report; pictures are linked as `pictures/NAME.svg`, and the id of a source links to its
/// address wherever a point or a note names it.
#[must_use]
pub fn write(document: &Document) -> String {
    let sources = document.blocks.iter().filter_map(|block| match block {
        Block::Source(id, _, address) if !address.is_empty() => {
            Some((id.as_str(), address.as_str()))
        }
        _ => None,
    });
    let addresses: Addresses<'_> = sources.collect();
    let mut text = pieces(&document.blocks, &addresses);
    text.push_str(&format!("\n---\n\n{}\n", plain(&document.foot)));
    text.trim_start().to_owned()
}

/// Writes blocks alone, without links to sources.
pub(super) fn blocks(blocks: &[Block]) -> String {
    pieces(blocks, &Addresses::new()).trim_start().to_owned()
}

fn pieces(blocks: &[Block], addresses: &Addresses<'_>) -> String {
    let mut text = String::new();
    for block in blocks {
        let piece = match block {
            Block::Title(title, below) => {
                let below =
                    if below.is_empty() { String::new() } else { format!("\n{}\n", plain(below)) };
                format!("# {}\n{below}", plain(title))
            }
            Block::Heading(title) => format!("## {}\n", plain(title)),
            Block::Subheading(title) => format!("### {}\n", plain(title)),
            Block::Paragraph(words) => format!("{}\n", plain(words)),
            Block::Note(words) => format!("*{}*\n", cited(words, addresses)),
            Block::Bullets(points) => {
                lines(points.iter().map(|point| format!("- {}", cited(point, addresses))))
            }
            Block::Table(of) => table(of),
            Block::Figure(figure) => {
                format!("![{}](pictures/{}.svg)\n", plain(&figure.alone.title), figure.name)
            }
            Block::Source(id, title, address) if address.is_empty() => {
                format!("- **{id}** {}\n", plain(title))
            }
            Block::Source(id, title, address) => {
                format!("- **{id}** [{}]({address})\n", plain(title))
            }
            Block::PageBreak => continue,
        };
        if !matches!(block, Block::Source(..)) {
            text.push('\n');
        }
        text.push_str(&piece);
    }
    text
}

fn table(table: &Table) -> String {
    let cells = |row: &[String]| {
        row.iter().fold(String::new(), |cells, cell| cells + " " + &plain(cell) + " |")
    };
    let heads: Vec<String> = table.columns.iter().map(|column| column.title.clone()).collect();
    let rule: String =
        table.columns.iter().map(|c| if c.figures { " ---: |" } else { " --- |" }).collect();
    let rows = lines(table.rows.iter().map(|row| format!("|{}", cells(row))));
    format!("|{}\n|{rule}\n{rows}", cells(&heads))
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.fold(String::new(), |text, line| text + &line + "\n")
}

/// Plain text in which the ids of sources are links.
fn cited(text: &str, addresses: &Addresses<'_>) -> String {
    let is_id = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let mut cited = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let inside = rest.starts_with(is_id);
        let end = rest.find(|c| is_id(c) != inside).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        match addresses.get(word) {
            Some(address) => cited.push_str(&format!("[{word}]({address})")),
            None => cited.push_str(&plain(word)),
        }
        rest = after;
    }
    cited
}

/// Text without what Markdown would take for its own.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            plain.push('\\');
        }
        plain.push(if c == '\n' { ' ' } else { c });
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_links_where_they_are_cited() {
        let source = |id: &str, address: &str| {
            Block::Source(id.to_owned(), "A source".to_owned(), address.to_owned())
        };
        let point = "Faster (S-WEB, S-OWN), *not* slower".to_owned();
        let blocks = vec![
            Block::Bullets(vec![point]),
            source("S-WEB", "https://example.org/web"),
            source("S-OWN", ""),
        ];
        let text = write(&Document { blocks, ..Document::default() });
        let line = text.lines().next().unwrap();
        assert_eq!(line, "- Faster ([S-WEB](https://example.org/web), S-OWN), \\*not\\* slower");
    }
}
