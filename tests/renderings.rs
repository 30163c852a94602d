//! SVGs as other programs see them: they are well built, say every word, and no text leaves its card or
//! the picture, whichever font stands in for the one that they carry.
//!
//! What needs a renderer (rsvg-convert, Inkscape, Chromium, `LibreOffice`) looks for those that are installed and says
//! if there is none; with `POLYPLAN_RENDERERS=required`, as `.ci/run` sets it, that is an error.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "renderings/legible.rs"]
mod legible;
#[path = "renderings/parts.rs"]
mod parts;
#[path = "renderings/places.rs"]
mod places;
#[path = "renderings/renderers.rs"]
mod renderers;
#[path = "renderings/scripts.rs"]
mod scripts;
#[path = "renderings/words.rs"]
mod words;

use std::path::{Path, PathBuf};

use polyplan::advice;
use polyplan::catalog::Catalog;
use polyplan::charts::footer::footer;
use polyplan::draw::{Scene, Theme};
use polyplan::exchange::picture::{self, Piece, Setting};
use polyplan::exchange::report::Material;
use polyplan::forecast::Resolved;
use polyplan::model::{Component, ComponentId, Edit, Kind, Link, LinkId, Plan};

/// The plans in `saves/`, a template with a long word for a name, and one that was drawn wrongly
/// without the font.
fn plans() -> Vec<(String, Plan)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(root.join("saves")).unwrap().map(|file| file.unwrap().path()).collect();
    files.push(root.join("assets/templates/web-product.plan.ron"));
    files.push(root.join("tests/data/reports/fallback-font.plan.ron"));
    files.sort();
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().replace('.', "-");
    let plans = files.iter().filter(|path| path.extension().is_some_and(|ending| ending == "ron"));
    plans.map(|path| (name(path), polyplan::files::load(path).unwrap().plan)).collect()
}

/// Pictures of a plan by name: `diagram`, a chart, or `all`.
fn pictures(plan: &Plan, what: &str) -> Vec<(String, Scene)> {
    let pieces = pieces(plan, what, Setting::default());
    pieces.into_iter().map(|piece| (piece.name, piece.scene)).collect()
}

fn pieces(plan: &Plan, what: &str, setting: Setting) -> Vec<Piece> {
    let resolved = Resolved::new(plan, Catalog::shipped().unwrap(), None);
    let advice = advice::of_plan(&resolved);
    let footer = footer(&resolved, "abcdef0");
    let material =
        Material { resolved: &resolved, advice: &advice, footer: &footer, theme: Theme::light() };
    picture::pieces(material, what, None, setting).unwrap()
}

fn diagram(plan: &Plan) -> Scene {
    pictures(plan, "diagram").remove(0).1
}

/// Services in a row, each calling the next with these words.
fn chain(words: &[&str]) -> Plan {
    let mut plan = Plan::new("A chain");
    let id = |i: usize| ComponentId::new(&format!("c{i}")).unwrap();
    for i in 0..=words.len() {
        let component = Component::new(id(i), &format!("Service {i}"), Kind::Service);
        plan.components.insert(id(i), component);
    }
    for (i, words) in words.iter().enumerate() {
        let link = LinkId::new(&format!("l{i}")).unwrap();
        let mut link = Link::new(link, id(i), id(i + 1));
        (*words).clone_into(&mut link.label);
        plan.apply(Edit::AddLink(Box::new(link))).unwrap();
    }
    plan
}
