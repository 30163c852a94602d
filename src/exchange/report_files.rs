//! The files of a report: PDF, Markdown, and each picture as SVG and PNG.

use std::path::PathBuf;

use super::report::{self, Material, Options};
use super::{markdown, picture};
use crate::draw::document::{self, Block, Figure};
use crate::draw::{png, svg};

/// Pixels of a picture for each of its units.
const SCALE: f64 = 2.0;

/// A report that has been made and not yet been written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// Its files by their names within the report's folder.
    pub files: Vec<(PathBuf, Vec<u8>)>,
    /// Pages of the PDF.
    pub pages: usize,
    /// Pictures beside it.
    pub pictures: usize,
    /// What has to be said of the pictures.
    pub warnings: Vec<String>,
}

/// Makes all files of a report. `go_on` is told how far it is, from 0 to 1, and ends it by saying
/// no.
///
/// # Errors
/// What keeps it from being made; `stopped` if `go_on` said so.
pub fn make(
    material: Material<'_>,
    options: Options,
    go_on: &mut dyn FnMut(f32) -> bool,
) -> Result<Made, String> {
    let mut told = |share: f32| if go_on(share) { Ok(()) } else { Err("stopped".to_owned()) };
    told(0.0)?;
    let document = report::build(material, options);
    told(0.4)?;
    let laid = document::lay(&document, material.theme, options.paper);
    let bytes = document::pdf::write(&laid).map_err(|error| error.to_string())?;
    let mut made = Made { pages: laid.pages.len(), ..Made::default() };
    made.files.push((PathBuf::from("report.pdf"), bytes));
    made.files.push((PathBuf::from("report.md"), markdown::write(&document).into_bytes()));
    let figures = figures(&document.blocks);
    for (done, figure) in figures.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a share of some dozens")]
        told(0.5 + 0.5 * done as f32 / figures.len() as f32)?;
        let path =
            |ending: &str| PathBuf::from("pictures").join(format!("{}.{ending}", figure.name));
        let pixels = png::write(&figure.alone, SCALE).map_err(|error| error.to_string())?;
        made.files.push((path("svg"), svg::write(&figure.alone).into_bytes()));
        made.files.push((path("png"), pixels));
    }
    made.warnings.extend(picture::missing(&laid.pages));
    made.pictures = figures.len();
    Ok(made)
}

/// The pictures, each once.
fn figures(blocks: &[Block]) -> Vec<&Figure> {
    let mut figures: Vec<&Figure> = Vec::new();
    for block in blocks {
        if let Block::Figure(figure) = block
            && figures.iter().all(|known| known.name != figure.name)
        {
            figures.push(figure);
        }
    }
    figures
}
