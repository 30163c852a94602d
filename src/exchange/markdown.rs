//! The report as Markdown, from the same blocks as its pages.

use crate::draw::document::{Block, Document, Table};

/// Writes a report; pictures are linked as `pictures/NAME.svg`.
#[must_use]
pub fn write(document: &Document) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        let piece = match block {
            Block::Title(title, below) => format!("# {}\n\n{}\n", plain(title), plain(below)),
            Block::Heading(title) => format!("## {}\n", plain(title)),
            Block::Subheading(title) => format!("### {}\n", plain(title)),
            Block::Paragraph(words) => format!("{}\n", plain(words)),
            Block::Note(words) => format!("*{}*\n", plain(words)),
            Block::Bullets(points) => {
                points.iter().map(|point| format!("- {}\n", plain(point))).collect()
            }
            Block::Table(of) => table(of),
            Block::Figure(scene, name) => {
                format!("![{}](pictures/{name}.svg)\n", plain(&scene.title))
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
    text.push_str(&format!("\n---\n\n{}\n", plain(&document.foot)));
    text.trim_start().to_owned()
}

fn table(table: &Table) -> String {
    let cells =
        |row: &[String]| row.iter().map(|cell| format!(" {} |", plain(cell))).collect::<String>();
    let heads: Vec<String> = table.columns.iter().map(|column| column.title.clone()).collect();
    let rule: String =
        table.columns.iter().map(|c| if c.figures { " ---: |" } else { " --- |" }).collect();
    let rows: String = table.rows.iter().map(|row| format!("|{}\n", cells(row))).collect();
    format!("|{}\n|{rule}\n{rows}", cells(&heads))
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
