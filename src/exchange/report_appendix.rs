//! The report's list of sources: those that it cites.

use std::collections::BTreeSet;

use super::report::Material;
use crate::draw::document::{self, Block, Document};

/// The sources that a report cites, in the order of what they are called.
pub(super) fn sources(material: Material<'_>, document: &Document) -> Vec<Block> {
    let catalog = material.resolved.catalog;
    let cited = cited(document);
    let mut known: Vec<_> = cited.iter().filter_map(|id| catalog.sources.get(*id)).collect();
    known.sort_by_key(|source| (source.short.to_lowercase(), source.id.clone()));
    if known.is_empty() {
        return Vec::new();
    }
    let block = |source: &crate::catalog::Source| {
        let measured = if source.hardware.is_empty() {
            String::new()
        } else {
            format!(" ({})", source.hardware)
        };
        Block::Source(document::Source {
            id: source.id.clone(),
            short: source.short.clone(),
            title: format!("{}, {}{measured}", source.title, source.date),
            address: source.url.clone(),
        })
    };
    let heading = Block::Heading("Appendix: sources".to_owned());
    std::iter::once(heading).chain(known.into_iter().map(block)).collect()
}

/// The words of a report that look like codes of sources.
fn cited(document: &Document) -> BTreeSet<&str> {
    let is_id = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let mut cited = BTreeSet::new();
    for block in &document.blocks {
        if let Block::Figure(figure) = block {
            cited.extend(figure.sources.iter().map(String::as_str));
        }
    }
    for text in document.texts() {
        cited.extend(text.split(|c: char| !is_id(c)).filter(|word| word.starts_with("S-")));
    }
    cited
}
