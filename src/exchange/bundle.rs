//! What is written together into a folder: the report with its pictures, or several pictures in
//! several formats. Command line and window both write these, so that the same choice gives the
//! same files.

use std::path::Path;

use super::markdown;
use super::picture::{self, PictureFormat, Piece};
use super::report::{self, Material, Options};
use crate::charts::Footer;
use crate::draw::document::{self, Block, Document, Figure, Laid};
use crate::draw::{png, svg};

/// Pixels of a report's PNG pictures for each unit of the picture.
const REPORT_SCALE: f64 = 2.0;

/// Makes what a file holds, or says what keeps it from being made and what to choose instead.
pub type Make<'a> = Box<dyn FnOnce() -> Result<Vec<u8>, String> + 'a>;

/// A file of a folder: its place in it, such as `pictures/totals.svg`, and its bytes. They are made
/// when it is its turn, so that what is large is neither held in memory at once nor made after
/// somebody asked to stop.
pub type Member<'a> = (String, Make<'a>);

fn member<'a>(
    place: impl Into<String>,
    bytes: impl FnOnce() -> Result<Vec<u8>, String> + 'a,
) -> Member<'a> {
    (place.into(), Box::new(bytes))
}

/// Which files of a report are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// `report.pdf`.
    pub pdf: bool,
    /// `report.md`, which shows the pictures.
    pub markdown: bool,
    /// Each picture as SVG and PNG in `pictures`.
    pub pictures: bool,
}

impl Parts {
    /// Everything, as the command line writes it.
    pub const ALL: Self = Self { pdf: true, markdown: true, pictures: true };
}

/// A report laid out, ready to be written.
#[derive(Debug)]
pub struct Report {
    document: Document,
    laid: Laid,
}

impl Report {
    /// Makes the report and lays it out.
    #[must_use]
    pub fn of(material: Material<'_>, options: Options) -> Self {
        let document = report::build(material, options);
        let laid = document::lay(&document, material.theme, options.paper);
        Self { document, laid }
    }

    /// How many pages it has.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.laid.pages.len()
    }

    /// How many pictures it has.
    #[must_use]
    pub fn pictures(&self) -> usize {
        self.figures().len()
    }

    /// Its pictures, each once.
    fn figures(&self) -> Vec<&Figure> {
        let mut figures: Vec<&Figure> = Vec::new();
        for block in &self.document.blocks {
            if let Block::Figure(figure) = block
                && figures.iter().all(|known| known.name != figure.name)
            {
                figures.push(figure);
            }
        }
        figures
    }

    /// What has to be said: pictures that are too large for the usual scale, characters that no font
    /// here can draw.
    #[must_use]
    pub fn said(&self, parts: Parts) -> Vec<String> {
        let figures = self.figures().into_iter().filter(|_| parts.pictures);
        let reduced = figures.filter_map(|figure| {
            let share = png::fitting_scale(&figure.alone, REPORT_SCALE) / REPORT_SCALE;
            (share < 1.0).then(|| {
                format!(
                    "pictures/{0}.png is scaled down to {1} %, as it would be too large; pictures/{0}.svg has it in full size",
                    figure.name,
                    libm::floor(share * 100.0)
                )
            })
        });
        reduced.chain(picture::missing(&self.laid.pages)).collect()
    }

    /// The wanted files, in the order in which they are written: what shows pictures comes after
    /// them.
    #[must_use]
    pub fn members(&self, parts: Parts) -> Vec<Member<'_>> {
        let mut members = Vec::new();
        for figure in self.figures().into_iter().filter(|_| parts.pictures) {
            let path = |ending: &str| format!("pictures/{}.{ending}", figure.name);
            let scene = &figure.alone;
            members.push(member(path("svg"), || Ok(svg::write(scene).into_bytes())));
            members.push(member(path("png"), || {
                let scale = png::fitting_scale(scene, REPORT_SCALE);
                png::write(scene, scale).map_err(|error| error.to_string())
            }));
        }
        if parts.pdf {
            members.push(member("report.pdf", || {
                document::pdf::write(&self.laid).map_err(|error| error.to_string())
            }));
        }
        if parts.markdown {
            let text = || Ok(markdown::write(&self.document).into_bytes());
            members.push(member("report.md", text));
        }
        members
    }
}

/// Each piece in each format, piece by piece; what has no numbers is left out of CSV, what has gets
/// notes on them. `scale` is the
/// pixels of a PNG for each unit of a picture.
#[must_use]
pub fn pictures<'a>(
    pieces: &'a [Piece],
    formats: &[PictureFormat],
    scale: f64,
    footer: &'a Footer,
) -> Vec<Member<'a>> {
    let of_piece = |piece: &'a Piece| {
        let formats: Vec<PictureFormat> =
            formats.iter().copied().filter(|format| piece.has(*format)).collect();
        formats.into_iter().flat_map(move |format| {
            let path = format!("{}.{}", piece.name, format.word());
            let beside = picture::notes_beside(Path::new(&path)).display().to_string();
            let notes = piece.notes(format, footer);
            let notes = notes.map(|text| member(beside, move || Ok(text.into_bytes())));
            std::iter::once(member(path, move || piece.bytes(format, scale))).chain(notes)
        })
    };
    pieces.iter().flat_map(of_piece).collect()
}
