//! Rules on the source itself: layers, sizes, colours, leftovers.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

/// The layers; each imports only from those to its left, those in one entry not from each other.
const LAYERS: &[&[&str]] = &[
    &["base"],
    &["model"],
    &["catalog", "layout"],
    &["forecast"],
    &["advice"],
    &["charts"],
    &["draw"],
    &["files", "exchange"],
    &["session"],
    &["ui", "cli"],
];

/// Most lines of a file before its tests.
const MOST_LINES: usize = 600;

struct Source {
    path: PathBuf,
    module: String,
    text: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let inner = path.strip_prefix(&root).unwrap();
                let module = inner
                    .iter()
                    .next()
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .trim_end_matches(".rs")
                    .to_owned();
                let text = std::fs::read_to_string(&path).unwrap();
                found.push(Source { path, module, text });
            }
        }
    }
    assert!(found.len() > 50);
    found
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

fn code(source: &Source) -> impl Iterator<Item = (usize, &str)> {
    let lines = source.text.lines().enumerate().map(|(i, line)| (i + 1, line));
    lines.take_while(|(_, line)| !line.starts_with("#[cfg(test)]"))
}

#[test]
fn modules_import_only_from_layers_below() {
    for source in sources() {
        let Some(own) = layer(&source.module) else {
            assert!(
                ["lib", "main"].contains(&source.module.as_str()),
                "{} is in no layer",
                source.path.display()
            );
            continue;
        };
        for (number, line) in code(&source).filter(|(_, line)| !line.trim_start().starts_with("//"))
        {
            for piece in line.split("crate::").skip(1) {
                let word: String =
                    piece.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let Some(other) = layer(&word) else { continue };
                let allowed = other < own || word == source.module;
                assert!(
                    allowed,
                    "{}:{number}: {} imports from {word}",
                    source.path.display(),
                    source.module
                );
            }
        }
    }
}

/// A frame shows what was worked out; what takes longer than a frame has no place in it.
#[test]
fn panels_compute_nothing_about_a_plan() {
    for source in sources().into_iter().filter(|source| source.module == "ui") {
        for (number, line) in code(&source) {
            let computes =
                ["Resolved::new(", "advice::of_plan(", "Analysis::in_frame(", "fs::read("];
            let found = computes.iter().find(|word| line.contains(**word));
            assert_eq!(found, None, "{}:{number}, in a panel", source.path.display());
        }
    }
}

#[test]
fn files_stay_small() {
    for source in sources() {
        let lines = code(&source).count();
        assert!(lines <= MOST_LINES, "{} has {lines} lines", source.path.display());
    }
    let main = sources().into_iter().find(|source| source.module == "main").unwrap();
    assert!(main.text.lines().count() < 60);
}

#[test]
fn colours_come_from_the_theme() {
    for source in sources() {
        let name = source.path.file_name().unwrap().to_str().unwrap();
        if source.module == "draw" && ["theme.rs", "color.rs"].contains(&name) {
            continue;
        }
        for (number, line) in code(&source) {
            let hex = line.split('#').skip(1).any(|rest| {
                let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
                digits == 6
            });
            let channel = line.match_indices("red:").any(|(at, _)| {
                let word_before = line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
                !word_before && !line[at..].starts_with("red::")
            });
            assert!(!hex && !channel, "{}:{number}: a raw colour", source.path.display());
        }
    }
}

#[test]
fn nothing_is_left_lying_about() {
    for source in sources() {
        for (number, line) in source.text.lines().enumerate() {
            let place = format!("{}:{}", source.path.display(), number + 1);
            let unnumbered = line.contains("TODO") && !line.contains("TODO(#");
            assert!(!unnumbered, "{place}: a TODO without an issue number");
            assert!(!line.contains("dbg!(") && !line.contains("todo!("), "{place}: a leftover");
        }
    }
}

#[test]
fn eframe_and_rfd_stay_in_the_window() {
    for source in sources().into_iter().filter(|source| source.module != "ui") {
        for (number, line) in code(&source) {
            let found = ["eframe::", "rfd::", "egui::", "egui_plot::", "egui_table::"]
                .iter()
                .find(|name| line.contains(**name));
            assert_eq!(found, None, "{}:{}", source.path.display(), number);
        }
    }
}

/// One egui in the tree: two would not mix.
#[test]
fn there_is_one_egui() {
    let lock =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap();
    for name in ["egui", "epaint", "emath", "ecolor"] {
        let count = lock.matches(&format!("name = \"{name}\"\n")).count();
        assert_eq!(count, 1, "{name} is locked {count} times");
    }
}
