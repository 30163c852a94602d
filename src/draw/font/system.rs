//! The fonts that a picture is drawn with: the bundled ones, and for characters that they lack those
//! of the machine.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock};

use ttf_parser::{Face, GlyphId, OutlineBuilder};
use usvg::fontdb::{Database, FaceInfo, ID, Source, Style};

use super::{Font, joins};

/// Fonts for the rasteriser and the PDF writer. Texts that the bundled fonts cover are drawn with
/// these alone, and so alike on every machine.
#[derive(Clone)]
pub struct Fonts {
    pub(super) database: Arc<Database>,
    /// Which font of the machine draws a character that the bundled ones lack.
    others: BTreeMap<char, ID>,
}

impl Fonts {
    /// The bundled fonts, and those of the machine that have the characters of `lacked`.
    #[must_use]
    pub fn with(lacked: &BTreeSet<char>) -> Self {
        if lacked.is_empty() {
            return Self { database: bundled(), others: BTreeMap::new() };
        }
        let mut database = Database::clone(&bundled());
        let mut others = BTreeMap::new();
        let mut ids: BTreeMap<(String, u32), ID> = BTreeMap::new();
        for (c, face) in of_machine(lacked) {
            let key = (face.post_script_name.clone(), face.index);
            let add = || database.push_face_info(face);
            others.insert(c, *ids.entry(key).or_insert_with(add));
        }
        Self { database: Arc::new(database), others }
    }

    /// Whether anything here draws a character.
    #[must_use]
    pub fn draw(&self, c: char, font: Font) -> bool {
        font.has(c) || self.others.contains_key(&c)
    }

    /// The pieces of a text, each with the face of the machine that draws it, or none where the
    /// bundled font does. A script is shaped by one font as a whole: letters that join, or stand before
    /// the one that they follow, are no affair of single characters.
    pub(in crate::draw) fn pieces<'a>(
        &self,
        text: &'a str,
        font: Font,
    ) -> Vec<(Option<ID>, &'a str)> {
        let mut pieces: Vec<(Option<ID>, std::ops::Range<usize>)> = Vec::new();
        for (at, c) in text.char_indices() {
            let end = at + c.len_utf8();
            let face = if font.has(c) { None } else { self.others.get(&c).copied() };
            match pieces.last_mut() {
                Some((known, range)) if *known == face || joins(c) => range.end = end,
                // Every font has a space, and words of one script are shaped together.
                Some((Some(_), range)) if c == ' ' => range.end = end,
                _ => pieces.push((face, at..end)),
            }
        }
        pieces.into_iter().map(|(face, range)| (face, &text[range])).collect()
    }

    /// The family of a face.
    pub(in crate::draw) fn family(&self, id: ID) -> Option<&str> {
        let face = self.database.face(id)?;
        face.families.first().map(|(name, _)| name.as_str())
    }

    /// Options of the SVG parser that draw with these fonts, each piece with its own.
    pub(in crate::draw) fn options(&self) -> usvg::Options<'static> {
        let nothing_else = |_: char, _: &[ID], _: &mut Arc<Database>| None;
        usvg::Options {
            fontdb: Arc::clone(&self.database),
            font_family: Font::Regular.family().to_owned(),
            font_resolver: usvg::FontResolver {
                select_fallback: Box::new(nothing_else),
                ..usvg::FontResolver::default()
            },
            ..usvg::Options::default()
        }
    }
}

fn bundled() -> Arc<Database> {
    static DATABASE: OnceLock<Arc<Database>> = OnceLock::new();
    let make = || {
        let mut database = Database::new();
        for font in Font::ALL {
            database.load_font_data(font.bytes().to_vec());
        }
        database.set_sans_serif_family(Font::Regular.family());
        database.set_monospace_family(Font::Mono.family());
        Arc::new(database)
    };
    Arc::clone(DATABASE.get_or_init(make))
}

/// For each character the face of the machine that draws it, as far as there is one.
fn of_machine(lacked: &BTreeSet<char>) -> BTreeMap<char, FaceInfo> {
    let region = region(lacked);
    let mut scripts: BTreeMap<u32, Vec<char>> = BTreeMap::new();
    for c in lacked {
        scripts.entry(u32::from(*c) / BLOCK).or_default().push(*c);
    }
    let mut found = BTreeMap::new();
    for mut open in scripts.into_values() {
        // What the best face for a script lacks is drawn by the best for the rest.
        while let Some(Drawn { characters, face }) = best_for(region, &open) {
            open.retain(|c| !characters.contains(c));
            found.extend(characters.into_iter().map(|c| (c, face.clone())));
        }
    }
    found
}

/// Code points of a block: scripts whose letters change beside each other have one, or share a few.
const BLOCK: u32 = 128;

/// A face with those of some characters that it draws.
#[derive(Clone)]
struct Drawn {
    characters: Vec<char>,
    face: FaceInfo,
}

/// The face that draws most of some characters of one script, the preferred one of several; none where
/// none draws any. What was asked before is known, as reading faces takes long.
fn best_for(region: &'static str, characters: &[char]) -> Option<Drawn> {
    type Known = BTreeMap<(&'static str, Vec<char>), Option<Drawn>>;
    static KNOWN: Mutex<Known> = Mutex::new(BTreeMap::new());
    if characters.is_empty() {
        return None;
    }
    // What a thread wrote before it died is whole: entries are put in one by one.
    let mut known = KNOWN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let find = || {
        let mut best: Option<Drawn> = None;
        for info in preferred(region) {
            let most = best.as_ref().map_or(0, |best| best.characters.len());
            if most == characters.len() {
                break;
            }
            let drawn = drawn_by(info, characters, most);
            best = drawn
                .map(|(characters, data)| {
                    let face = FaceInfo { source: Source::Binary(Arc::new(data)), ..info.clone() };
                    Drawn { characters, face }
                })
                .or(best);
        }
        best
    };
    known.entry((region, characters.to_vec())).or_insert_with(find).clone()
}

/// The part of the name by which families of ideographs tell whose forms they draw.
fn region(characters: &BTreeSet<char>) -> &'static str {
    let any = |test: fn(char) -> bool| characters.iter().any(|c| test(*c));
    if any(|c| ('\u{3040}'..='\u{30ff}').contains(&c)) {
        "JP"
    } else if any(|c| ('\u{ac00}'..='\u{d7a3}').contains(&c)) {
        "KR"
    } else {
        "SC"
    }
}

/// The faces of the machine in the order in which they are asked: upright and regular ones without
/// serifs first, those of `region` before those of others, then by name.
fn preferred(region: &str) -> Vec<&'static FaceInfo> {
    let name = |info: &FaceInfo| {
        info.families.first().map_or_else(String::new, |(family, _)| family.clone())
    };
    let mut faces: Vec<&FaceInfo> = machine().faces().collect();
    faces.sort_by_cached_key(|info| {
        let name = name(info);
        (
            info.style != Style::Normal,
            info.monospaced || name.contains("Mono"),
            ["Serif", "Song", "Ming", "Batang"].iter().any(|word| name.contains(word)),
            info.weight.0.abs_diff(400),
            !name.ends_with(region),
            name,
            info.post_script_name.clone(),
        )
    });
    faces
}

/// Which of the characters a face draws, and its file, if they are more than so many.
fn drawn_by(info: &FaceInfo, characters: &[char], most: usize) -> Option<(Vec<char>, Vec<u8>)> {
    let look = |data: &[u8], index: u32| {
        let face = Face::parse(data, index).ok()?;
        let drawn: Vec<char> = characters.iter().copied().filter(|c| draws(&face, *c)).collect();
        (drawn.len() > most).then(|| (drawn, data.to_vec()))
    };
    machine().with_face_data(info.id, look).flatten()
}

/// The fonts of the machine, without their files.
fn machine() -> &'static Database {
    static DATABASE: OnceLock<Database> = OnceLock::new();
    DATABASE.get_or_init(|| {
        let mut database = Database::new();
        database.load_system_fonts();
        database
    })
}

/// Whether a face draws a character with an outline; pictures in fonts are not drawn.
fn draws(face: &Face<'_>, c: char) -> bool {
    let outlined = |glyph: GlyphId| face.outline_glyph(glyph, &mut Nothing).is_some();
    face.glyph_index(c).is_some_and(|glyph| outlined(glyph) || c.is_whitespace())
}

/// Looks at an outline without keeping it.
struct Nothing;

impl OutlineBuilder for Nothing {
    fn move_to(&mut self, _: f32, _: f32) {}
    fn line_to(&mut self, _: f32, _: f32) {}
    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {}
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
    fn close(&mut self) {}
}
