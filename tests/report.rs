//! The report: the page for whoever signs, how far it goes, how it is set, and its PDF as others
//! read it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "shared/saves.rs"]
mod saves;

use std::sync::{Arc, Mutex, OnceLock};

use pdf_extract::{Dictionary, Document as Pdf, Object};
use polyplan::advice::{self, Advice};
use polyplan::base::Rect;
use polyplan::catalog::Catalog;
use polyplan::charts::footer::footer;
use polyplan::draw::document::structure::{Laid, Part, Role};
use polyplan::draw::document::{self, Block, Document, Paper, Room};
use polyplan::draw::font::Font;
use polyplan::draw::scene::Item;
use polyplan::draw::{Scene, Theme};
use polyplan::exchange::report::{Depth, Material, Options, build};
use polyplan::forecast::Resolved;
use polyplan::model::{ComponentId, Plan};
use saves::saves;

fn catalog() -> &'static Catalog {
    Catalog::shipped().unwrap()
}

/// What `check` looks at of the report on each plan that is shipped.
fn each(
    depth: Depth,
    paper: Paper,
    mut check: impl FnMut(&str, &Resolved<'_>, &[(ComponentId, Advice)], &Document, &Laid),
) {
    let made = made(depth, paper);
    for ((name, plan), (document, laid)) in saves().iter().zip(made.get().unwrap()) {
        let resolved = Resolved::new(plan, catalog(), None);
        let advice = advice::of_plan(&resolved);
        check(name, &resolved, &advice, document, laid);
    }
}

type Made = Arc<OnceLock<Vec<(Document, Laid)>>>;

/// The reports on the plans, made once for all that look at them.
fn made(depth: Depth, paper: Paper) -> Made {
    static KNOWN: Mutex<Vec<((Depth, Paper), Made)>> = Mutex::new(Vec::new());
    let of = {
        let mut known = KNOWN.lock().unwrap();
        let found = known.iter().find(|(of, _)| *of == (depth, paper));
        if let Some((_, made)) = found {
            Arc::clone(made)
        } else {
            let made = Made::default();
            known.push(((depth, paper), Arc::clone(&made)));
            made
        }
    };
    let report = |plan: &Plan| {
        let resolved = Resolved::new(plan, catalog(), None);
        let advice = advice::of_plan(&resolved);
        let footer = footer(&resolved, "0123456");
        let theme = Theme::light();
        let material = Material { resolved: &resolved, advice: &advice, footer: &footer, theme };
        let document = build(material, Options { depth, paper });
        let laid = document::lay(&document, theme, paper);
        (document, laid)
    };
    of.get_or_init(|| saves().iter().map(|(_, plan)| report(plan)).collect());
    of
}

fn words(page: &Scene) -> String {
    page.texts().map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// How far down a page its content reaches, as a share of the room between head and foot.
fn fill(page: &Scene) -> f64 {
    let (top, bottom) = (64.0, page.size.height - 60.0);
    let ends = page.items.iter().filter_map(|item| match item {
        Item::Text(run) => Some(run.bounds().max.y),
        Item::Rect { rect, .. } => Some(rect.max.y),
        _ => None,
    });
    let reached = ends.filter(|y| *y <= bottom + 4.0).fold(top, f64::max);
    (reached - top) / (bottom - top)
}

#[test]
fn the_first_page_holds_all_that_signing_needs() {
    each(Depth::Summary, Paper::A4, |name, resolved, _, document, laid| {
        let page = words(&laid.pages[0]);
        for wanted in [
            "Recommended",
            "Cost as ",
            "in 8 of 10 cases",
            " weeks",
            "Targets met",
            "Inputs assumed",
            "of the cost's uncertainty",
            "Decisions asked for",
        ] {
            assert!(page.contains(wanted), "{name} lacks `{wanted}`: {page}");
        }
        assert!(fill(&laid.pages[0]) > 0.9, "{name}: {}", fill(&laid.pages[0]));
        // The picture is on it, with a card for each component.
        for component in resolved.plan.components.values() {
            // Lines of a card may end behind a hyphen.
            let first = component.name.split([' ', '-']).next().unwrap();
            assert!(page.contains(first), "{name} lacks {first}");
        }
        // Everything before the first page break is on the first page, and nothing else.
        assert!(!page.contains("What needs checking"), "{name}");
        assert!(words(&laid.pages[1]).contains("What needs checking"), "{name}");
        let breaks = document.blocks.iter().position(|block| *block == Block::PageBreak).unwrap();
        for block in &document.blocks[..breaks] {
            let Block::Bullets(points) = block else { continue };
            for point in points {
                let first = point.split_whitespace().next().unwrap();
                assert!(page.contains(first), "{name} lacks the point `{point}`");
            }
        }
    });
}

#[test]
fn depth_says_how_many_pages() {
    each(Depth::Summary, Paper::A4, |name, _, _, _, laid| {
        assert!((2..=4).contains(&laid.pages.len()), "{name}: {}", laid.pages.len());
    });
    each(Depth::Standard, Paper::A4, |name, _, _, _, laid| {
        assert!((7..=13).contains(&laid.pages.len()), "{name}: {}", laid.pages.len());
    });
    each(Depth::Full, Paper::A4, |name, _, _, document, laid| {
        assert!(laid.pages.len() > 13, "{name}: {}", laid.pages.len());
        assert!(document.blocks.contains(&Block::Contents));
    });
}

#[test]
fn pages_are_full_and_printed_on_white() {
    for paper in [Paper::A4, Paper::Letter] {
        each(Depth::Full, paper, |name, _, _, _, laid| {
            let upright = |page: &&Scene| page.size.width < page.size.height;
            let pages: Vec<&Scene> = laid.pages.iter().filter(upright).collect();
            let poor = pages.iter().rev().skip(1).filter(|page| fill(page) < 0.6).count();
            assert!(poor * 8 <= pages.len(), "{name}: {poor} of {} pages", pages.len());
            for page in &laid.pages {
                assert_eq!(page.background.hex(), "#ffffff".to_uppercase(), "{name}");
                let sides = [page.size.width, page.size.height];
                let wanted = [paper.size().width, paper.size().height];
                assert!(sides == wanted || sides == [wanted[1], wanted[0]], "{name}: {sides:?}");
            }
        });
    }
}

/// The pages of the rows of each table, in order; a repeated head is none.
fn tables(laid: &Laid) -> Vec<Vec<usize>> {
    let page_of = |node: usize| {
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            for part in &laid.nodes[node].parts {
                match *part {
                    Part::Items { page, .. } => return Some(page),
                    Part::Node(inner) => open.push(inner),
                }
            }
        }
        None
    };
    let tables = laid.nodes.iter().filter(|node| node.role == Role::Table);
    tables
        .map(|table| {
            let rows = table.parts.iter().filter_map(|part| match *part {
                Part::Node(row) => page_of(row),
                Part::Items { .. } => None,
            });
            rows.skip(1).collect()
        })
        .collect()
}

#[test]
fn no_row_of_a_table_stands_alone_on_a_page() {
    let mut split = 0;
    for depth in [Depth::Standard, Depth::Full] {
        each(depth, Paper::A4, |name, _, _, _, laid| {
            for rows in tables(laid).into_iter().filter(|rows| rows.len() > 1) {
                let (first, last) = (rows[0], *rows.last().unwrap());
                if first == last {
                    continue;
                }
                split += 1;
                for edge in [first, last] {
                    let there = rows.iter().filter(|page| **page == edge).count();
                    assert!(there >= 2, "{name}: a row alone on page {}", edge + 1);
                }
            }
        });
    }
    assert!(split > 0, "no table was split");
}

#[test]
fn headings_stand_with_what_follows_and_never_twice() {
    each(Depth::Full, Paper::A4, |name, _, _, document, laid| {
        for entry in &laid.outline {
            let page = &laid.pages[entry.page];
            let below = page.texts().filter(|run| run.at.y > entry.y + 24.0);
            let below = below.filter(|run| run.at.y < page.size.height - 50.0).count();
            assert!(below > 0, "{name}: `{}` ends page {}", entry.title, entry.page + 1);
        }
        let heading = |block: &Block| match block {
            Block::Heading(title) | Block::Subheading(title) => Some(title.clone()),
            _ => None,
        };
        for pair in document.blocks.windows(2) {
            if let (Some(first), Some(second)) = (heading(&pair[0]), heading(&pair[1])) {
                assert_ne!(first, second, "{name}");
            }
            if let (Some(title), Block::Figure(figure)) = (heading(&pair[0]), &pair[1]) {
                assert_ne!(title, figure.on_page.title, "{name}");
            }
        }
    });
}

/// The pages on which a part of a report begins and ends.
fn pages_of(laid: &Laid, node: usize) -> [usize; 2] {
    let mut pages = Vec::new();
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        for part in &laid.nodes[node].parts {
            match *part {
                Part::Items { page, .. } => pages.push(page),
                Part::Node(inner) => open.push(inner),
            }
        }
    }
    [*pages.iter().min().unwrap(), *pages.iter().max().unwrap()]
}

/// The parts of a report in the order in which they are read.
fn in_order(laid: &Laid) -> Vec<usize> {
    let nodes = laid.nodes[0].parts.iter();
    nodes.filter_map(|part| if let Part::Node(node) = part { Some(*node) } else { None }).collect()
}

#[test]
fn nothing_comes_between_what_belongs_together() {
    for (depth, paper) in Depth::ALL.iter().flat_map(|d| Paper::ALL.iter().map(move |p| (*d, *p))) {
        each(depth, paper, |name, _, _, document, laid| {
            let order = in_order(laid);
            let role = |node: &usize| &laid.nodes[*node].role;
            // No table holds a picture, nor a heading.
            let tables: Vec<usize> =
                (0..order.len()).filter(|at| *role(&order[*at]) == Role::Table).collect();
            for table in &tables {
                for part in &laid.nodes[order[*table]].parts {
                    let Part::Node(row) = *part else { continue };
                    assert_eq!(*role(&row), Role::Row, "{name}: in a table");
                }
            }
            // The notes on a table stand below its last row, and what introduces it above its first.
            let blocks = &document.blocks;
            let of_table = (0..blocks.len()).filter(|at| matches!(blocks[*at], Block::Table(_)));
            for (place, at) in of_table.zip(&tables) {
                let [begins, ends] = pages_of(laid, order[*at]);
                let notes = blocks[place + 1..].iter().take_while(|b| matches!(b, Block::Note(_)));
                for (note, below) in notes.zip(&order[at + 1..]) {
                    assert_eq!(*role(below), Role::Paragraph, "{name}: {note:?}");
                    assert_eq!(pages_of(laid, *below), [ends, ends], "{name}: {note:?}");
                }
                if matches!(blocks[place - 1], Block::Paragraph(_)) {
                    assert_eq!(
                        pages_of(laid, order[at - 1])[1],
                        begins,
                        "{name}: {:?}",
                        blocks[place - 1]
                    );
                }
            }
            // A heading stands with what follows it.
            for pair in order.windows(2) {
                if matches!(role(&pair[0]), Role::Heading(..)) {
                    let [from, to] = [pages_of(laid, pair[0])[1], pages_of(laid, pair[1])[0]];
                    assert_eq!(from, to, "{name}: {:?}", role(&pair[0]));
                }
            }
            assert_eq!(pictures_drawn(laid, &order), pictures_told(document), "{name}");
        });
    }
}

/// The titles of pictures that stand in the text, in each part of it and sorted.
fn pictures_told(document: &Document) -> Vec<(String, Vec<String>)> {
    let mut parts: Vec<(String, Vec<String>)> = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Heading(title) => parts.push((title.clone(), Vec::new())),
            Block::Figure(figure) if figure.room == Room::Natural => {
                parts.last_mut().unwrap().1.push(figure.on_page.title.clone());
            }
            _ => {}
        }
    }
    for (_, titles) in &mut parts {
        titles.sort();
    }
    parts
}

fn pictures_drawn(laid: &Laid, order: &[usize]) -> Vec<(String, Vec<String>)> {
    let mut parts: Vec<(String, Vec<String>)> = Vec::new();
    for node in order {
        match &laid.nodes[*node].role {
            // The title and the page with the architecture come before all that is told in parts.
            Role::Heading(1, title) => parts.push((title.clone(), Vec::new())),
            Role::Figure(alt) => {
                let title = alt.split(". ").next().unwrap().to_owned();
                parts.last_mut().unwrap().1.push(title);
            }
            _ => {}
        }
    }
    for (_, titles) in &mut parts {
        titles.sort();
    }
    let architecture = parts.iter().position(|(title, _)| title == "Architecture");
    parts.split_off(architecture.map_or(1, |at| at + 1))
}

#[test]
fn the_foot_is_whole_on_every_page() {
    for paper in [Paper::A4, Paper::Letter] {
        each(Depth::Standard, paper, |name, _, _, document, laid| {
            assert!(document.foot.len() >= 4, "{name}: {:?}", document.foot);
            for (number, page) in laid.pages.iter().enumerate() {
                let low = page.texts().filter(|run| run.at.y > page.size.height - 60.0);
                let foot = low.map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ");
                for part in &document.foot {
                    assert!(foot.contains(part), "{name}, page {}: {foot}", number + 1);
                }
            }
        });
    }
}

#[test]
fn the_page_for_the_architecture_has_names_no_smaller_than_the_first() {
    // Where the first page has room for names alone they are larger there; 7 points can be read.
    const READ: f64 = 7.0 * 96.0 / 72.0;
    each(Depth::Standard, Paper::A4, |name, resolved, _, _, laid| {
        for component in resolved.plan.components.values() {
            let first = component.name.split([' ', '-']).next().unwrap();
            let size = |page: usize| {
                let runs = laid.pages[page].texts();
                let names =
                    runs.filter(|run| run.font == Font::SemiBold && run.text.starts_with(first));
                // The title of the page is no name of a card.
                names.map(|run| run.size).filter(|size| *size < 20.0).fold(0.0, f64::max)
            };
            let [before, here] = [size(0), size(1)];
            assert!(before > 0.0 && here >= before.min(READ), "{name}: {first} {before} {here}");
        }
    });
}

#[test]
fn how_firm_advice_is_has_one_figure() {
    let mut told = 0;
    each(Depth::Full, Paper::A4, |name, resolved, _, document, _| {
        let overview = document.blocks.iter().find_map(|block| match block {
            Block::Table(table) if table.columns.iter().any(|c| c.title == "Firm") => Some(table),
            _ => None,
        });
        let overview = overview.unwrap();
        let firm = overview.columns.iter().position(|c| c.title == "Firm").unwrap();
        for component in resolved.plan.components.values() {
            let row = overview.rows.iter().find(|row| row[0] == component.name).unwrap();
            let Some(place) = row[firm].find(" of 100") else { continue };
            let figure = row[firm][..place].split(' ').next_back().unwrap();
            let own = Block::Subheading(component.name.clone());
            let from = document.blocks.iter().position(|block| *block == own).unwrap() + 1;
            let section = document.blocks[from..].iter();
            let section =
                section.take_while(|b| !matches!(b, Block::Subheading(_) | Block::Heading(_)));
            let said: Vec<&str> = section
                .filter_map(|block| match block {
                    Block::Table(table) => Some(table.rows.iter().flatten()),
                    _ => None,
                })
                .flatten()
                .filter(|cell| cell.contains("sampled assumptions"))
                .map(String::as_str)
                .collect();
            let wanted = match figure {
                "100" => "in all sampled assumptions".to_owned(),
                "0" => "in none of the sampled assumptions".to_owned(),
                figure => format!("in {figure} of 100 sampled assumptions"),
            };
            assert!(said.iter().any(|cell| cell.contains(&wanted)), "{name}: {wanted}: {said:?}");
            told += 1;
        }
    });
    assert!(told > 10, "{told}");
}

#[test]
fn text_is_prose_and_sources_have_names() {
    each(Depth::Full, Paper::A4, |name, _, _, document, laid| {
        for text in document.texts() {
            assert!(!text.contains(".."), "{name}: {text}");
        }
        for page in &laid.pages {
            let text = words(page);
            assert!(!text.contains('`'), "{name}: {text}");
            assert!(!text.contains("S-OWN") && !text.contains("S-KOST"), "{name}: {text}");
        }
        assert!(document.sources().contains_key("S-OWN"), "{name}");
        assert!(laid.anchors.contains_key("S-OWN"), "{name}");
    });
}

fn name_of<'a>(of: &'a Dictionary, key: &[u8]) -> &'a [u8] {
    of.get(key).unwrap().as_name().unwrap()
}

fn text_of(object: &Object) -> String {
    let bytes = object.as_str().unwrap();
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(wide) => {
            let units: Vec<u16> =
                wide.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).unwrap()
        }
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

#[test]
fn the_pdf_is_titled_tagged_and_leads_everywhere() {
    each(Depth::Full, Paper::A4, |name, resolved, _, document, laid| {
        let bytes = document::pdf::write(laid).unwrap();
        assert_eq!(bytes, document::pdf::write(laid).unwrap(), "{name}");
        let pdf = Pdf::load_mem(&bytes).unwrap();
        assert_eq!(pdf.get_pages().len(), laid.pages.len());
        let catalog = pdf.catalog().unwrap();
        assert_eq!(text_of(catalog.get(b"Lang").unwrap()), "en");
        let (_, marks) = pdf.dereference(catalog.get(b"MarkInfo").unwrap()).unwrap();
        assert!(marks.as_dict().unwrap().get(b"Marked").unwrap().as_bool().unwrap());
        // Where no tags are in doubt nothing is said, as some readers stumble over the word.
        assert!(!marks.as_dict().unwrap().has(b"Suspects"), "{name}");
        let info = pdf.trailer.get(b"Info").unwrap();
        let (_, info) = pdf.dereference(info).unwrap();
        let info = info.as_dict().unwrap();
        assert_eq!(text_of(info.get(b"Title").unwrap()), document.title);
        assert!(text_of(info.get(b"Creator").unwrap()).starts_with("Polyplan "));
        assert_eq!(info.has(b"CreationDate"), resolved.plan.date.is_some(), "{name}");
        // One bookmark for each heading, and each figure says what it shows.
        let objects = || pdf.objects.values().filter_map(|object| object.as_dict().ok());
        let bookmarks = objects().filter(|of| of.has(b"Title") && of.has(b"Dest")).count();
        assert_eq!(bookmarks, laid.outline.len(), "{name}");
        let roles = |role: &[u8]| {
            objects()
                .filter(|of| {
                    of.has(b"S")
                        && of.has(b"P")
                        && of.get(b"S").unwrap().as_name().is_ok_and(|name| name == role)
                })
                .collect::<Vec<_>>()
        };
        let figures = document.blocks.iter().filter(|b| matches!(b, Block::Figure(_))).count();
        let drawn = roles(b"Figure");
        assert_eq!(drawn.len(), figures, "{name}");
        assert!(drawn.iter().all(|of| !text_of(of.get(b"Alt").unwrap()).is_empty()));
        let tables = document.blocks.iter().filter(|b| matches!(b, Block::Table(_))).count();
        assert_eq!(roles(b"Table").len(), tables, "{name}");
        for role in [&b"TH"[..], b"TD", b"LBody", b"H1", b"H2", b"P", b"TOCI", b"Link"] {
            assert!(!roles(role).is_empty(), "{name} has no {}", String::from_utf8_lossy(role));
        }
        // Links lead to places within and to addresses outside.
        let links: Vec<&Dictionary> = objects()
            .filter(|of| of.has(b"Rect") && of.has(b"Subtype"))
            .filter(|of| name_of(of, b"Subtype") == b"Link")
            .collect();
        let within = links.iter().filter(|link| link.has(b"Dest")).count();
        assert!(within > laid.outline.len() && within < links.len(), "{name}");
    });
}

#[test]
fn every_letter_of_a_page_is_in_the_pdf() {
    let letters = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    each(Depth::Summary, Paper::Letter, |name, _, _, _, laid| {
        let bytes = document::pdf::write(laid).unwrap();
        let found = letters(&pdf_extract::extract_text_from_mem(&bytes).unwrap());
        for run in laid.pages.iter().flat_map(Scene::texts).filter(|run| run.size > 8.0) {
            assert!(found.contains(&letters(&run.text)), "{name} lacks `{}`", run.text);
        }
    });
}

#[test]
fn nothing_leaves_the_type_area() {
    each(Depth::Full, Paper::Letter, |name, _, _, _, laid| {
        for (number, page) in laid.pages.iter().enumerate() {
            let size = page.size;
            let area = Rect {
                min: polyplan::base::Point::new(40.0, 20.0),
                max: polyplan::base::Point::new(size.width - 40.0, size.height - 20.0),
            };
            for run in page.texts() {
                let bounds = run.bounds();
                assert!(
                    area.contains(bounds.min) && area.contains(bounds.max),
                    "{name}, page {}: `{}`",
                    number + 1,
                    run.text
                );
            }
        }
    });
}

/// The recommendation on the first page.
fn lead(document: &Document) -> &str {
    let lead = document.blocks.iter().find_map(|block| match block {
        Block::Lead(lead) => Some(lead.as_str()),
        _ => None,
    });
    lead.unwrap()
}

/// There is one recommendation; what is cheaper but goes against it is asked about below.
#[test]
fn the_first_page_recommends_one_thing() {
    let mut asked = 0;
    each(Depth::Summary, Paper::A4, |name, _, _, document, _| {
        let lead = lead(document);
        assert_eq!(lead.matches("Recommended").count(), 1, "{name}: {lead}");
        assert!(!lead.contains("For the whole plan"), "{name}: {lead}");
        if lead.contains("Cheaper") {
            assert!(lead.ends_with("The choice is asked for below."), "{name}: {lead}");
            let points = document.blocks.iter().filter_map(|block| match block {
                Block::Bullets(points) => Some(points),
                _ => None,
            });
            let mut points = points.flatten();
            assert!(points.any(|of| of.starts_with("Choose for the whole plan")), "{name}");
            asked += 1;
        }
    });
    assert!(asked > 0, "some plan has a cheaper whole");
}

/// The rows of the table whose first column has this head.
fn rows_of<'a>(document: &'a Document, head: &str) -> Option<&'a [Vec<String>]> {
    document.blocks.iter().find_map(|block| match block {
        Block::Table(table) if table.columns[0].title == head => Some(table.rows.as_slice()),
        _ => None,
    })
}

/// What the first page asks about instead of the advice has its row among the totals.
#[test]
fn what_costs_less_stands_in_the_table_of_totals() {
    let mut asked = 0;
    each(Depth::Standard, Paper::A4, |name, _, _, document, _| {
        let cheaper = lead(document).contains("Cheaper");
        let Some(rows) = rows_of(document, "Assignment") else { return };
        let others = rows.iter().filter(|row| !row[0].starts_with("As ")).count();
        assert!(if cheaper { (1..=2).contains(&others) } else { others == 0 }, "{name}: {rows:?}");
        asked += others;
    });
    assert!(asked > 0, "some plan has a cheaper whole");
}

/// A short ledger lists what moves the cost, a full one also what is stated and does not.
#[test]
fn a_short_ledger_has_no_row_without_a_share() {
    let mut idle = 0;
    for depth in [Depth::Standard, Depth::Full] {
        each(depth, Paper::A4, |name, _, _, document, _| {
            let rows = rows_of(document, "Of").unwrap();
            let without = rows.iter().filter(|row| row.last().is_some_and(|share| share == "0"));
            let without = without.count();
            assert!(depth == Depth::Full || without == 0, "{name}");
            idle += without;
        });
    }
    assert!(idle > 0, "some plan states what does not move the cost");
}
