//! Names in scripts that stack and reorder letters look as other programs draw them.

use std::path::{Path, PathBuf};
use std::process::Command;

use polyplan::base::{Point, Size};
use polyplan::draw::font::Font;
use polyplan::draw::scene::{Anchor, TextRun};
use polyplan::draw::{Scene, Theme, png, svg};

/// Left and right end of what is drawn dark, and how many pixels are.
fn ink(picture: &[u8]) -> (usize, usize, usize) {
    let mut decoder = ::png::Decoder::new(std::io::Cursor::new(picture));
    decoder.set_transformations(::png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().unwrap();
    let mut buffer = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut buffer).unwrap();
    let (width, channels) = (info.width as usize, info.color_type.samples());
    let dark = |pixel: &[u8]| pixel[0] < 128 && (channels < 4 || pixel[3] > 128);
    let pixels = buffer[..info.buffer_size()].chunks(channels).enumerate();
    let places = pixels.filter(|(_, pixel)| dark(pixel)).map(|(place, _)| place % width);
    places
        .fold((usize::MAX, 0, 0), |(left, right, count), x| (left.min(x), right.max(x), count + 1))
}

fn rsvg(text: &str, folder: &Path) -> Vec<u8> {
    let (from, to) = (folder.join("script.svg"), folder.join("script.png"));
    std::fs::write(&from, text).unwrap();
    let run = Command::new("rsvg-convert").args(["-z", "2", "-o"]).arg(&to).arg(&from).output();
    assert!(run.unwrap().status.success());
    std::fs::read(&to).unwrap()
}

/// A picture with one line of text.
fn picture(text: &str, anchor: Anchor) -> Scene {
    let theme = Theme::light();
    let mut scene = Scene::new(Size::new(600.0, 80.0), theme.surface.canvas, "Script");
    let at = Point::new(300.0, 50.0);
    let run = TextRun::new(at, text, Font::Regular, 24.0, theme.text.strong);
    scene.text(run.anchored(anchor));
    scene
}

fn near(a: usize, b: usize, share: f64) -> bool {
    #[expect(clippy::cast_precision_loss, reason = "a few thousand pixels")]
    let [a, b] = [a as f64, b as f64];
    (a - b).abs() <= share * a.max(b)
}

/// Beside letters of another script they look as they do alone.
#[test]
fn stacked_letters_are_the_same_beside_others() {
    let drawn = |text: &str| picture(text, Anchor::Start);
    if !drawn("संस्करण").undrawable_characters().is_empty() {
        eprintln!("skipped: no font with Devanagari is installed");
        return;
    }
    let count = |text: &str| ink(&png::write(&drawn(text), 2.0).unwrap()).2;
    let [both, one, other] = ["Orders संस्करण 2", "Orders 2", "संस्करण"].map(count);
    assert!(near(both, one + other, 0.03), "{both} {one} {other}");
}

#[test]
fn stacked_letters_are_drawn_as_by_others() {
    let installed =
        Command::new("rsvg-convert").arg("--version").output().is_ok_and(|of| of.status.success());
    let required = std::env::var_os("POLYPLAN_RENDERERS").is_some_and(|it| it == "required");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("scripts");
    std::fs::create_dir_all(&folder).unwrap();
    let mut drawn = 0;
    for name in ["नमस्ते स्थिति", "विश्लेषण", "மொழிபெயர்ப்பு சேவை"]
    {
        for anchor in [Anchor::Start, Anchor::Middle, Anchor::End] {
            let scene = picture(name, anchor);
            if !installed || !scene.undrawable_characters().is_empty() {
                continue;
            }
            drawn += 1;
            let (left, right, count) = ink(&png::write(&scene, 2.0).unwrap());
            let theirs = ink(&rsvg(&svg::write(&scene), &folder));
            let told = format!("{name} {anchor:?}: {left} to {right}, {count}; {theirs:?}");
            assert!(near(right - left, theirs.1 - theirs.0, 0.04), "{told}");
            assert!(left.abs_diff(theirs.0) <= 12 && right.abs_diff(theirs.1) <= 12, "{told}");
            assert!(near(count, theirs.2, 0.12), "{told}");
        }
    }
    assert!(drawn > 0 || !required, "install librsvg2-bin and a font with Devanagari");
    if drawn == 0 {
        eprintln!("skipped: no rsvg-convert, or no font with Devanagari or Tamil, is installed");
    }
}
