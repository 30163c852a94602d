//! A report as PDF: tagged, with bookmarks, and with links that can be followed.

use std::num::NonZeroU16;

use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::destination::XyzDestination;
use krilla::geom;
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, BBox, ContentTag, Identifier, ListNumbering, SpanTag, TableHeaderScope, Tag,
    TagGroup, TagKind, TagTree,
};
use krilla::text::TextDirection;
use krilla_svg::{SurfaceExt as _, SvgSettings};

use super::structure::{Laid, Node, Part, Role};
use crate::base::{Date, Rect};
use crate::draw::DrawError;
use crate::draw::font::Font;
use crate::draw::pdf::points;
use crate::draw::png;
use crate::draw::scene::{Anchor, Item, Scene, TextRun};

/// The language of what the program itself says.
const LANGUAGE: &str = "en";

/// Writes a report. The same report gives the same bytes.
///
/// # Errors
/// [`DrawError::Backend`] if the writer refuses.
pub fn write(laid: &Laid) -> Result<Vec<u8>, DrawError> {
    let mut writer = Writer { laid, fonts: fonts(), leaves: vec![Vec::new(); laid.nodes.len()] };
    let mut document = krilla::Document::new();
    for page in 0..laid.pages.len() {
        writer.page(&mut document, page)?;
    }
    document.set_metadata(metadata(laid));
    document.set_outline(outline(laid));
    document.set_tag_tree(writer.tags());
    let written = document.finish().map_err(|error| failed(&format!("{error:?}")))?;
    Ok(without_suspects(written))
}

/// What the catalog, the last object of a file, says of tags that may be wrong: none, as it is
/// understood where nothing is said. Some readers take offence at the word.
const SUSPECTS: &[u8] = b"/Suspects false";

/// The file with blanks in the place of that word, so that everything stays where it was.
fn without_suspects(mut written: Vec<u8>) -> Vec<u8> {
    let catalog = written.windows(SUSPECTS.len()).rposition(|bytes| bytes == SUSPECTS);
    if let Some(at) = catalog {
        written[at..at + SUSPECTS.len()].fill(b' ');
    }
    written
}

fn failed(problem: &str) -> DrawError {
    DrawError::Backend { format: "PDF", problem: problem.to_owned() }
}

fn metadata(laid: &Laid) -> Metadata {
    let program = concat!("Polyplan ", env!("CARGO_PKG_VERSION")).to_owned();
    let metadata = Metadata::new()
        .title(laid.title.clone())
        .description(laid.description.clone())
        .creator(program.clone())
        .producer(program)
        .language(LANGUAGE.to_owned());
    match laid.date {
        Some(date) => metadata.creation_date(midnight(date)),
        None => metadata,
    }
}

fn midnight(date: Date) -> DateTime {
    let (year, month, day) = date.parts();
    DateTime::new(year).month(month).day(day)
}

fn outline(laid: &Laid) -> Outline {
    let mut outline = Outline::new();
    let mut parts: Vec<OutlineNode> = Vec::new();
    for entry in &laid.outline {
        let at = geom::Point::from_xy(0.0, points((entry.y - 8.0).max(0.0)));
        let node = OutlineNode::new(entry.title.clone(), XyzDestination::new(entry.page, at));
        match parts.last_mut() {
            Some(part) if entry.level > 1 => part.push_child(node),
            _ => parts.push(node),
        }
    }
    for part in parts {
        outline.push_child(part);
    }
    outline
}

/// The bundled fonts, in the order of [`Font::ALL`].
fn fonts() -> Vec<Option<krilla::text::Font>> {
    Font::ALL.iter().map(|font| krilla::text::Font::new(font.bytes().into(), 0)).collect()
}

struct Writer<'a> {
    laid: &'a Laid,
    fonts: Vec<Option<krilla::text::Font>>,
    /// What was drawn of each node, by the place of the part and in order.
    leaves: Vec<Vec<(usize, Identifier)>>,
}

/// A piece of a page that belongs to a node.
struct Piece {
    node: usize,
    part: usize,
    from: usize,
    to: usize,
}

impl Writer<'_> {
    fn page(&mut self, document: &mut krilla::Document, index: usize) -> Result<(), DrawError> {
        let Some(scene) = self.laid.pages.get(index) else { return Ok(()) };
        let size = geom::Size::from_wh(points(scene.size.width), points(scene.size.height))
            .ok_or_else(|| failed("a page has no extent"))?;
        let mut page = document.start_page_with(PageSettings::new(size));
        let pieces = self.pieces(index);
        let mut links = Vec::new();
        for piece in &pieces {
            if let Some(link) = self.link(scene, piece) {
                links.push((piece.node, piece.part, page.add_tagged_annotation(link)));
            }
        }
        let mut surface = page.surface();
        surface.start_tagged(ContentTag::Artifact(Artifact::default()));
        draw_svg(&mut surface, &decoration(scene, &pieces), size)?;
        surface.end_tagged();
        for piece in &pieces {
            let span = ContentTag::Span(SpanTag::empty());
            let figure = matches!(self.laid.nodes[piece.node].role, Role::Figure(_));
            let id = surface.start_tagged(if figure { ContentTag::Other } else { span });
            self.draw(&mut surface, scene, piece, size)?;
            surface.end_tagged();
            self.leaves[piece.node].push((piece.part, id));
        }
        surface.finish();
        page.finish();
        for (node, part, id) in links {
            self.leaves[node].push((part, id));
        }
        Ok(())
    }

    /// What of the nodes stands on a page, in the order in which it was drawn.
    fn pieces(&self, index: usize) -> Vec<Piece> {
        let of = |(node, of): (usize, &Node)| {
            let parts = of.parts.iter().enumerate();
            let piece = move |(part, of): (usize, &Part)| match *of {
                Part::Items { page, from, to } if page == index => {
                    Some(Piece { node, part, from, to })
                }
                _ => None,
            };
            parts.filter_map(piece).collect::<Vec<_>>()
        };
        let mut pieces: Vec<Piece> = self.laid.nodes.iter().enumerate().flat_map(of).collect();
        pieces.sort_by_key(|piece| piece.from);
        pieces
    }

    fn link(&self, scene: &Scene, piece: &Piece) -> Option<Annotation> {
        let Role::Link(target) = &self.laid.nodes[piece.node].role else { return None };
        let items = scene.items.get(piece.from..piece.to)?;
        let texts = items.iter().filter_map(|item| match item {
            Item::Text(run) => Some(run),
            _ => None,
        });
        let said: Vec<&str> = texts.clone().map(|run| run.text.as_str()).collect();
        let bounds = texts.map(TextRun::bounds).reduce(Rect::union)?;
        let target = match target.strip_prefix('#') {
            Some(name) => {
                let (page, y) = *self.laid.anchors.get(name)?;
                let at = geom::Point::from_xy(0.0, points((y - 8.0).max(0.0)));
                Target::Destination(XyzDestination::new(page, at).into())
            }
            None => Target::Action(Action::Link(LinkAction::new(target.clone()))),
        };
        let link = LinkAnnotation::new(rect(bounds)?, target);
        Some(Annotation::new_link(link, Some(said.join(", "))))
    }

    /// Text goes as text in one piece; pictures and what the bundled fonts lack go through SVG.
    fn draw(
        &self,
        surface: &mut Surface<'_>,
        scene: &Scene,
        piece: &Piece,
        size: geom::Size,
    ) -> Result<(), DrawError> {
        let items = scene.items.get(piece.from..piece.to).unwrap_or_default();
        let simple = |item: &Item| match item {
            Item::Text(run) => !run.upwards && run.text.chars().all(|c| run.font.has(c)),
            _ => false,
        };
        if !items.iter().all(simple) {
            return draw_svg(surface, &only(scene, items), size);
        }
        for item in items {
            if let Item::Text(run) = item {
                self.text(surface, run);
            }
        }
        Ok(())
    }

    fn text(&self, surface: &mut Surface<'_>, run: &TextRun) {
        let Some(font) = self.fonts.get(run.font as usize).cloned().flatten() else { return };
        let left = match run.anchor {
            Anchor::Start => run.at.x,
            Anchor::Middle | Anchor::End => run.bounds().min.x,
        };
        let color = rgb::Color::new(run.color.red, run.color.green, run.color.blue);
        surface.set_fill(Some(Fill {
            paint: color.into(),
            opacity: NormalizedF32::ONE,
            rule: krilla::paint::FillRule::default(),
        }));
        let at = geom::Point::from_xy(points(left), points(run.at.y));
        // Lines are joined by whoever reads them aloud, so that each ends in a space.
        let text = format!("{} ", run.text);
        surface.draw_text(at, font, points(run.size), &text, false, TextDirection::LeftToRight);
    }

    fn tags(&self) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
        let Some(root) = self.laid.nodes.first() else { return tree };
        for part in &root.parts {
            if let Part::Node(node) = part {
                tree.push(self.group(*node));
            }
        }
        tree
    }

    fn group(&self, index: usize) -> TagGroup {
        let node = &self.laid.nodes[index];
        let mut group = TagGroup::new(self.kind(node));
        for (place, part) in node.parts.iter().enumerate() {
            if let Part::Node(inner) = part {
                group.push(self.group(*inner));
            }
            for (_, id) in self.leaves[index].iter().filter(|(of, _)| *of == place) {
                group.push(*id);
            }
        }
        group
    }

    fn kind(&self, node: &Node) -> TagKind {
        match &node.role {
            Role::Document => Tag::Div.into(),
            Role::Heading(level, title) => {
                let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
                Tag::Hn(level, Some(title.clone())).into()
            }
            Role::Paragraph => Tag::P.into(),
            Role::List => Tag::L(ListNumbering::Disc).into(),
            Role::Item => Tag::LI.into(),
            Role::Label => Tag::Lbl.into(),
            Role::Body => Tag::LBody.into(),
            Role::Table => Tag::Table.into(),
            Role::Row => Tag::TR.into(),
            Role::Head => Tag::TH(TableHeaderScope::Column).into(),
            Role::Cell => Tag::TD.into(),
            Role::Figure(alt) => {
                let bbox = self.extent(node).map(|(page, rect)| BBox::new(page, rect));
                Tag::Figure(Some(alt.clone())).with_bbox(bbox).into()
            }
            Role::Contents => Tag::TOC.into(),
            Role::ContentsEntry => Tag::TOCI.into(),
            Role::Link(_) => Tag::Link.into(),
        }
    }

    /// Where a picture stands: its first item is its ground.
    fn extent(&self, node: &Node) -> Option<(usize, geom::Rect)> {
        let Part::Items { page, from, .. } = *node.parts.first()? else { return None };
        match self.laid.pages.get(page)?.items.get(from)? {
            Item::Rect { rect: ground, .. } => Some((page, rect(*ground)?)),
            _ => None,
        }
    }
}

fn rect(of: Rect) -> Option<geom::Rect> {
    geom::Rect::from_ltrb(points(of.min.x), points(of.min.y), points(of.max.x), points(of.max.y))
}

/// The page without what belongs to a node.
fn decoration(scene: &Scene, pieces: &[Piece]) -> Scene {
    let belongs = |place: usize| pieces.iter().any(|piece| (piece.from..piece.to).contains(&place));
    let kept = scene.items.iter().enumerate().filter(|(place, _)| !belongs(*place));
    Scene { items: kept.map(|(_, item)| item.clone()).collect(), ..bare(scene) }
}

/// Some items of a page, without its ground.
fn only(scene: &Scene, items: &[Item]) -> Scene {
    let mut only = Scene { items: items.to_vec(), ..bare(scene) };
    only.background.alpha = 0;
    only
}

fn bare(scene: &Scene) -> Scene {
    Scene::new(scene.size, scene.background, &scene.title)
}

fn draw_svg(surface: &mut Surface<'_>, scene: &Scene, size: geom::Size) -> Result<(), DrawError> {
    let tree = png::tree(scene).map_err(|problem| failed(&problem))?;
    let drawn = surface.draw_svg(&tree, size, SvgSettings::default());
    drawn.ok_or_else(|| failed("a page cannot be drawn"))
}
