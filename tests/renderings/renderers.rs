//! Texts measured in what renderers make of them.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use polyplan::charts::{COMPONENT_CHARTS, PLAN_CHARTS};
use polyplan::draw::{Scene, svg};
use polyplan::model::Plan;

use super::{pictures, plans};

/// Room around a picture in which text shows that leaves it.
const ROOM: f64 = 300.0;

/// A program that draws SVGs.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Renderer {
    Rsvg,
    Inkscape,
    Chromium,
    LibreOffice,
}

impl Renderer {
    const ALL: [Self; 4] = [Self::Rsvg, Self::Inkscape, Self::Chromium, Self::LibreOffice];

    fn program(self) -> &'static str {
        match self {
            Self::Rsvg => "rsvg-convert",
            Self::Inkscape => "inkscape",
            Self::Chromium => "chromium",
            Self::LibreOffice => "libreoffice",
        }
    }

    fn is_installed(self) -> bool {
        let run = Command::new(self.program()).arg("--version").stdin(Stdio::null()).output();
        run.is_ok_and(|output| output.status.success())
    }

    /// Draws a file of a size to one of the same name in the same folder, with the fonts of a configuration alone if one is named.
    fn draw(self, from: &Path, to: &Path, size: (f64, f64), fonts: Option<&Path>) {
        let mut command = Command::new(self.program());
        match self {
            Self::Rsvg => command.arg("-o").arg(to).arg(from),
            Self::Inkscape => command.arg(from).arg("--export-type=png").arg("-o").arg(to),
            Self::Chromium => command
                .args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"])
                .arg(format!("--window-size={},{}", size.0, size.1))
                .arg(format!("--screenshot={}", to.display()))
                .arg(format!("file://{}", from.display())),
            Self::LibreOffice => command
                .arg("--headless")
                .arg(format!(
                    "-env:UserInstallation=file://{}",
                    to.with_file_name("office").display()
                ))
                .args(["--convert-to", "png", "--outdir"])
                .arg(to.with_file_name(""))
                .arg(from),
        };
        if let Some(fonts) = fonts {
            command.env("FONTCONFIG_FILE", fonts);
        }
        let output = command.stdin(Stdio::null()).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && to.exists(), "{self:?}: {said}");
    }
}

/// The picture of some texts of an SVG alone, black on white, with room around it.
fn texts_alone(text: &str, of_cards: bool) -> String {
    let xml = roxmltree::Document::parse(text).unwrap();
    let root = xml.root_element();
    let side = |name: &str| root.attribute(name).unwrap().parse::<f64>().unwrap() + 2.0 * ROOM;
    let (width, height) = (side("width"), side("height"));
    let style = xml.descendants().find(|node| node.has_tag_name("style")).unwrap();
    let mut alone = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"-{ROOM} -{ROOM} {width} {height}\" font-family=\"{}\">{}<rect x=\"-{ROOM}\" y=\"-{ROOM}\" width=\"{width}\" height=\"{height}\" fill=\"#FFFFFF\"/>",
        root.attribute("font-family").unwrap(),
        &text[style.range()],
    );
    let in_card = |node: roxmltree::Node| {
        node.ancestors().any(|outer| outer.attribute("class") == Some("card"))
    };
    for node in xml.descendants().filter(|node| node.has_tag_name("text")) {
        if !of_cards || in_card(node) {
            let color = node.attribute("fill").unwrap();
            alone.push_str(&text[node.range()].replace(color, "#000000"));
        }
    }
    alone.push_str("</svg>");
    alone
}

/// Left, top, right and bottom of areas in which text may lie.
type Area = [f64; 4];

fn page(text: &str) -> Vec<Area> {
    let xml = roxmltree::Document::parse(text).unwrap();
    let side = |name: &str| xml.root_element().attribute(name).unwrap().parse::<f64>().unwrap();
    vec![[0.0, 0.0, side("width"), side("height")]]
}

/// The boxes of the cards: of each its first rectangle.
fn cards(text: &str) -> Vec<Area> {
    let xml = roxmltree::Document::parse(text).unwrap();
    let cards = xml.descendants().filter(|node| node.attribute("class") == Some("card"));
    let area = |card: roxmltree::Node| {
        let rect = card.children().find(|node| node.has_tag_name("rect")).unwrap();
        let number = |name: &str| rect.attribute(name).unwrap().parse::<f64>().unwrap();
        let (x, y) = (number("x"), number("y"));
        [x, y, x + number("width"), y + number("height")]
    };
    cards.map(area).collect()
}

/// Dark pixels of a picture that is so many units wide, inside and outside of areas.
fn ink(path: &Path, wide: f64, areas: &[Area]) -> (usize, usize) {
    let mut decoder =
        png::Decoder::new(std::io::BufReader::new(std::fs::File::open(path).unwrap()));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().unwrap();
    let mut buffer = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut buffer).unwrap();
    let channels = info.color_type.samples();
    let (mut inside, mut outside) = (0, 0);
    for (place, pixel) in buffer[..info.buffer_size()].chunks(channels).enumerate() {
        if pixel[0] > 128 {
            continue;
        }
        // Some make large pictures smaller.
        let unit = wide / f64::from(info.width);
        let middle = |i: usize| (f64::from(u32::try_from(i).unwrap()) + 0.5) * unit - ROOM;
        let width = info.width as usize;
        let (x, y) = (middle(place % width), middle(place / width));
        let holds = |[left, top, right, bottom]: &Area| {
            (*left..=*right).contains(&x) && (*top..=*bottom).contains(&y)
        };
        if areas.iter().any(holds) { inside += 1 } else { outside += 1 }
    }
    (inside, outside)
}

/// A configuration that knows the fonts of one folder alone, if this machine has it: the widest ones
/// that may stand in.
fn wide_fonts(folder: &Path) -> Option<PathBuf> {
    let fonts = Path::new("/usr/share/fonts/truetype/dejavu");
    let file = folder.join("fonts.conf");
    let text = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>{}</dir><cachedir>{}</cachedir></fontconfig>",
        fonts.display(),
        folder.join("font-cache").display()
    );
    std::fs::write(&file, text).unwrap();
    fonts.is_dir().then_some(file)
}

/// The diagram, and a chart of every sort.
fn drawn(plan: &Plan, charts: bool) -> Vec<(String, Scene)> {
    let charts = PLAN_CHARTS.iter().chain(COMPONENT_CHARTS).filter(|_| charts);
    ["diagram"].iter().chain(charts).flat_map(|what| pictures(plan, what)).collect()
}

#[test]
fn no_text_leaves_its_card_or_its_picture() {
    let found: Vec<Renderer> =
        Renderer::ALL.into_iter().filter(|renderer| renderer.is_installed()).collect();
    if found.is_empty() {
        let required = std::env::var_os("POLYPLAN_RENDERERS").is_some_and(|it| it == "required");
        assert!(!required, "no renderer is installed; install librsvg2-bin");
        eprintln!("skipped: no rsvg-convert, inkscape, chromium or libreoffice is installed");
        return;
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("renderings");
    std::fs::create_dir_all(&folder).unwrap();
    let wide = wide_fonts(&folder);
    let mut wrong = Vec::new();
    for renderer in found {
        // Only the quickest draws more than diagrams.
        let quick = renderer == Renderer::Rsvg;
        for (name, plan) in plans().into_iter().take(if quick { usize::MAX } else { 2 }) {
            for (what, scene) in drawn(&plan, quick) {
                let text = svg::write(&scene);
                let wholes = [(false, page(&text)), (true, cards(&text))];
                for (of_cards, areas) in wholes.into_iter().filter(|(_, areas)| !areas.is_empty()) {
                    for fonts in [None, wide.as_deref()]
                        .into_iter()
                        .skip(usize::from(quick && wide.is_some()))
                    {
                        let (from, to) = (folder.join("alone.svg"), folder.join("alone.png"));
                        std::fs::write(&from, texts_alone(&text, of_cards)).unwrap();
                        if to.exists() {
                            std::fs::remove_file(&to).unwrap();
                        }
                        let size = (scene.size.width + 2.0 * ROOM, scene.size.height + 2.0 * ROOM);
                        renderer.draw(&from, &to, size, fonts);
                        let (inside, outside) = ink(&to, size.0, &areas);
                        let which = if of_cards { "a card" } else { "the picture" };
                        let what = format!("{renderer:?}: {name}, {what}: text of {which}");
                        if inside < 100 {
                            wrong.push(format!("{what} is not drawn"));
                        } else if outside > 0 {
                            wrong.push(format!("{what} leaves it by {outside} pixels"));
                        }
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
