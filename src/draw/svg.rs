//! A scene as SVG with real text; the fonts travel along.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use base64::Engine as _;

use super::color::Rgba;
use super::font::{self, Font, Fonts};
use super::scene::{Anchor, Item, Part, Scene, Step, Stroke, TextRun};

/// Writes a scene as an SVG document with its fonts embedded for browsers. Programs that do not use
/// those draw it with the families that stand in for them, for which there is room.
#[must_use]
pub fn write(scene: &Scene) -> String {
    document(scene, None)
}

/// Writes what a scene looks like alone, for a reader that is handed its fonts.
pub(super) fn write_bare(scene: &Scene, fonts: &Fonts) -> String {
    document(scene, Some(fonts))
}

fn document(scene: &Scene, handed: Option<&Fonts>) -> String {
    let mut svg = String::new();
    let (width, height) = (number(scene.size.width), number(scene.size.height));
    let _ = write!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"{}\" text-rendering=\"geometricPrecision\"",
        Font::Regular.families()
    );
    if handed.is_none() {
        about(&mut svg, scene);
        fonts(&mut svg, scene);
    } else {
        svg.push_str(">\n");
    }
    if scene.background.alpha > 0 {
        // It goes beyond the page, which cuts it: some programs blend its edge with white.
        let bleed = if handed.is_some() { 0.0 } else { BLEED };
        let [wide, high] =
            [scene.size.width, scene.size.height].map(|side| number(side + 2.0 * bleed));
        let from = number(-bleed);
        let _ = writeln!(
            svg,
            "<rect x=\"{from}\" y=\"{from}\" width=\"{wide}\" height=\"{high}\" fill=\"{}\"/>",
            scene.background.hex()
        );
    }
    for item in &scene.items {
        write_item(&mut svg, item, handed);
    }
    svg.push_str("</svg>\n");
    svg
}

/// How far the ground goes beyond the page on each side.
const BLEED: f64 = 2.0;

/// Title and description, where readers for those who cannot see look for them.
fn about(svg: &mut String, scene: &Scene) {
    let described = !scene.description.is_empty();
    let names = if described { "picture-title picture-description" } else { "picture-title" };
    let _ = writeln!(
        svg,
        " role=\"img\" aria-labelledby=\"{names}\">\n<title id=\"picture-title\">{}</title>",
        escape(&scene.title)
    );
    if described {
        let text = escape(&scene.description);
        let _ = writeln!(svg, "<desc id=\"picture-description\">{text}</desc>");
    }
}

fn fonts(svg: &mut String, scene: &Scene) {
    let used: BTreeSet<Font> = scene.texts().map(|run| run.font).collect();
    svg.push_str("<style>\n");
    for font in used {
        let data = base64::engine::general_purpose::STANDARD.encode(font.for_pages());
        let _ = writeln!(
            svg,
            "@font-face{{font-family:\"{}\";font-weight:{};src:url(data:font/woff2;base64,{data}) format(\"woff2\")}}",
            font.family(),
            font.weight()
        );
    }
    svg.push_str("</style>\n");
}

fn write_item(svg: &mut String, item: &Item, handed: Option<&Fonts>) {
    match item {
        Item::Begin(_) | Item::End if handed.is_some() => {}
        Item::Begin(part) => {
            let Part { class, id, title } = part;
            let (id, title) = (escape(id), escape(title));
            let _ =
                writeln!(svg, "<g id=\"{class}-{id}\" class=\"{class}\">\n<title>{title}</title>");
        }
        Item::End => svg.push_str("</g>\n"),
        Item::Rect { rect, radius, fill, stroke } => {
            let _ = write!(
                svg,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
                number(rect.min.x),
                number(rect.min.y),
                number(rect.width().max(0.0)),
                number(rect.height().max(0.0))
            );
            if *radius > 0.0 {
                let _ = write!(svg, " rx=\"{}\"", number(*radius));
            }
            paint(svg, *fill, *stroke);
            svg.push_str("/>\n");
        }
        Item::Path { steps, fill, stroke } => {
            svg.push_str("<path d=\"");
            write_steps(svg, steps);
            svg.push('"');
            paint(svg, *fill, *stroke);
            svg.push_str("/>\n");
        }
        Item::Text(run) => write_text(svg, run, handed),
    }
}

fn write_steps(svg: &mut String, steps: &[Step]) {
    for step in steps {
        let _ = match step {
            Step::Move(p) => write!(svg, "M{} {}", number(p.x), number(p.y)),
            Step::Line(p) => write!(svg, "L{} {}", number(p.x), number(p.y)),
            Step::Cubic(a, b, p) => write!(
                svg,
                "C{} {} {} {} {} {}",
                number(a.x),
                number(a.y),
                number(b.x),
                number(b.y),
                number(p.x),
                number(p.y)
            ),
            Step::Close => write!(svg, "Z"),
        };
    }
}

fn paint(svg: &mut String, fill: Option<Rgba>, stroke: Option<Stroke>) {
    match fill {
        Some(color) => {
            let _ = write!(svg, " fill=\"{}\"", color.hex());
            opacity(svg, "fill-opacity", color);
        }
        None => svg.push_str(" fill=\"none\""),
    }
    if let Some(stroke) = stroke {
        let _ = write!(
            svg,
            " stroke=\"{}\" stroke-width=\"{}\"",
            stroke.color.hex(),
            number(stroke.width)
        );
        opacity(svg, "stroke-opacity", stroke.color);
        if stroke.dashed {
            let _ = write!(
                svg,
                " stroke-dasharray=\"{} {}\"",
                number(stroke.width * 4.0),
                number(stroke.width * 3.0)
            );
        }
        svg.push_str(" stroke-linecap=\"round\" stroke-linejoin=\"round\"");
    }
}

fn opacity(svg: &mut String, name: &str, color: Rgba) {
    if color.alpha < 255 {
        let _ = write!(svg, " {name}=\"{}\"", number(f64::from(color.alpha) / 255.0));
    }
}

fn write_text(svg: &mut String, run: &TextRun, handed: Option<&Fonts>) {
    // A box stands for what no font here has; elsewhere there may be one that has it.
    let boxed = handed.map(|fonts| font::drawable(&run.text, |c| fonts.draw(c, run.font)));
    let (text, is_placed) = match (handed, &boxed) {
        (Some(fonts), Some(text)) => by_fonts(text, run, fonts),
        _ => (escape(&run.text), false),
    };
    let anchor = match run.anchor {
        Anchor::Middle if !is_placed => " text-anchor=\"middle\"",
        Anchor::End if !is_placed => " text-anchor=\"end\"",
        Anchor::Start | Anchor::Middle | Anchor::End => "",
    };
    let (x, y) = (number(run.at.x), number(run.at.y));
    let turn =
        if run.upwards { format!(" transform=\"rotate(-90 {x} {y})\"") } else { String::new() };
    let family = match run.font {
        Font::Mono => format!(" font-family=\"{}\"", run.font.families()),
        Font::Regular | Font::SemiBold => String::new(),
    };
    let element = format!(
        "<text x=\"{x}\" y=\"{y}\"{family} font-weight=\"{}\" font-size=\"{}\" fill=\"{}\"{anchor}{turn} xml:space=\"preserve\">{text}</text>",
        run.font.weight(),
        number(run.size),
        run.color.hex(),
    );
    match &run.link {
        Some(link) => {
            let _ = writeln!(svg, "<a href=\"{}\">{element}</a>", escape(link));
        }
        None => {
            let _ = writeln!(svg, "{element}");
        }
    }
}

/// A text with the pieces that the bundled fonts lack in fonts of the machine, and whether each has
/// its place.
fn by_fonts(text: &str, run: &TextRun, fonts: &Fonts) -> (String, bool) {
    let span = |family: Option<&str>, place: &str, text: &str| {
        let family = family.map(|family| escape(&family.replace('\'', "")));
        let family = family.map_or_else(String::new, |of| format!(" font-family=\"'{of}'\""));
        format!("<tspan{place}{family}>{}</tspan>", escape(text))
    };
    let pieces = fonts.pieces(text, run.font);
    let Some((stretches, width)) = fonts.stretches(&pieces, run.font, run.size) else {
        let spans =
            pieces.into_iter().map(|(face, text)| match face.and_then(|id| fonts.family(id)) {
                Some(family) => span(Some(family), "", text),
                None => escape(text),
            });
        return (spans.collect(), false);
    };
    let begin = match run.anchor {
        Anchor::Start => run.at.x,
        Anchor::Middle => run.at.x - width / 2.0,
        Anchor::End => run.at.x - width,
    };
    let spans = stretches.into_iter().map(|stretch| {
        let place = format!(" x=\"{}\"", number(begin + stretch.x));
        span(stretch.family, &place, stretch.text)
    });
    (spans.collect(), true)
}

/// At most two decimals, without trailing zeros; the same on every machine.
fn number(value: f64) -> String {
    let rounded = libm::round(value * 100.0) / 100.0;
    if rounded == 0.0 || !rounded.is_finite() {
        return "0".to_owned();
    }
    format!("{rounded}")
}

/// Text as XML; characters that XML does not allow become spaces.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}
