//! The report as Markdown, from the same blocks as its pages.

use std::collections::{BTreeMap, BTreeSet};

use crate::draw::document::{Block, Document, Room, Source, Table, Tile};

/// The sources by their ids.
type Sources<'a> = BTreeMap<&'a str, &'a Source>;

/// The heading of the list of headings, which a text for screens does without.
pub(super) const CONTENTS: &str = "Contents";

/// Writes a report; pictures are linked as `pictures/NAME.svg`, and a source is called by its name,
/// which links to its address, wherever a text names its id.
#[must_use]
pub fn write(document: &Document) -> String {
    let mut text = pieces(&document.blocks, &document.sources());
    text.push_str(&format!("\n---\n\n{}\n", plain(&document.foot.join("  ·  "))));
    text.trim_start().to_owned()
}

/// Writes blocks alone, without links to sources.
pub(super) fn blocks(blocks: &[Block]) -> String {
    pieces(blocks, &Sources::new()).trim_start().to_owned()
}

fn pieces(blocks: &[Block], sources: &Sources<'_>) -> String {
    let mut text = String::new();
    // A picture that is shown twice on pages, small and large, is linked once.
    let mut shown: BTreeSet<&str> = BTreeSet::new();
    for block in blocks {
        if let Block::Figure(figure) = block
            && !shown.insert(&figure.name)
        {
            continue;
        }
        let Some(piece) = piece(block, sources) else { continue };
        if !matches!(block, Block::Source(..)) {
            text.push('\n');
        }
        text.push_str(&piece);
    }
    text
}

fn piece(block: &Block, sources: &Sources<'_>) -> Option<String> {
    Some(match block {
        Block::Title(title, below) if below.is_empty() => format!("# {}\n", plain(title)),
        Block::Title(title, below) => format!("# {}\n\n{}\n", plain(title), plain(below)),
        Block::Lead(words) => format!("**{}**\n", cited(words, sources)),
        Block::Tiles(of) => tiles(of),
        Block::Heading(title) if title == CONTENTS => return None,
        Block::Heading(title) => format!("## {}\n", plain(title)),
        Block::Subheading(title) => format!("### {}\n", plain(title)),
        Block::Paragraph(words) => format!("{}\n", cited(words, sources)),
        Block::Note(words) => format!("*{}*\n", cited(words, sources)),
        Block::Bullets(points) => {
            lines(points.iter().map(|point| format!("- {}", cited(point, sources))))
        }
        Block::Table(of) => table(of, sources),
        Block::Figure(figure) => {
            let picture =
                format!("![{}](pictures/{}.svg)\n", plain(&figure.alone.title), figure.name);
            if figure.room == Room::Page {
                format!("## {}\n\n{picture}", plain(&figure.on_page.title))
            } else {
                picture
            }
        }
        Block::Source(source) => {
            let title = match source.address.as_str() {
                "" => plain(&source.title),
                address => format!("[{}]({address})", plain(&source.title)),
            };
            format!("- **{}** ({}) {title}\n", plain(&source.short), source.id)
        }
        Block::Contents | Block::PageBreak => return None,
    })
}

fn tiles(tiles: &[Tile]) -> String {
    let row = |of: &dyn Fn(&Tile) -> String| {
        tiles.iter().fold("|".to_owned(), |row, tile| format!("{row} {} |", of(tile)))
    };
    lines(
        [
            row(&|tile| plain(&tile.label)),
            row(&|_| "---".to_owned()),
            row(&|tile| format!("**{}**", plain(&tile.value))),
            row(&|tile| plain(&tile.below)),
        ]
        .into_iter(),
    )
}

fn table(table: &Table, sources: &Sources<'_>) -> String {
    let cells = |row: &[String]| {
        let cell = |cell: &String| {
            let lines: Vec<String> = cell.lines().map(|line| cited(line, sources)).collect();
            lines.join("<br>")
        };
        row.iter().fold(String::new(), |cells, text| cells + " " + &cell(text) + " |")
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

/// Plain text in which the ids of sources are their names, as links.
fn cited(text: &str, sources: &Sources<'_>) -> String {
    let is_id = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let mut cited = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let inside = rest.starts_with(is_id);
        let end = rest.find(|c| is_id(c) != inside).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        match sources.get(word) {
            Some(source) if source.address.is_empty() => cited.push_str(&plain(&source.short)),
            Some(source) => {
                cited.push_str(&format!("[{}]({})", plain(&source.short), source.address));
            }
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
        let source = |id: &str, short: &str, address: &str| {
            Block::Source(Source {
                id: id.to_owned(),
                short: short.to_owned(),
                title: "A source".to_owned(),
                address: address.to_owned(),
            })
        };
        let point = "Faster (S-WEB, S-OWN), *not* slower".to_owned();
        let blocks = vec![
            Block::Bullets(vec![point]),
            source("S-WEB", "web frameworks", "https://example.org/web"),
            source("S-OWN", "own measurement", ""),
        ];
        let text = write(&Document { blocks, ..Document::default() });
        let line = text.lines().next().unwrap();
        assert_eq!(
            line,
            "- Faster ([web frameworks](https://example.org/web), own measurement), \\*not\\* slower"
        );
        assert!(text.contains("- **web frameworks** (S-WEB) [A source](https://example.org/web)"));
    }
}
