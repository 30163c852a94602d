//! What the documentation says, held against the program.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod json;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use polyplan::base::Unit;
use polyplan::charts::{COMPONENT_CHARTS, PLAN_CHARTS};
use polyplan::exchange::export::EXPORTERS;
use polyplan::exchange::import::IMPORTERS;
use polyplan::exchange::import::lines::parse;
use polyplan::exchange::picture::PictureFormat;
use polyplan::files::templates;
use polyplan::model::{
    EntryKind, Feel, Focus, GroupKind, Input, Kind, LibraryNeed, LinkStyle, MlUse, MostlyDoes,
    Priority, Protocol, Scope, Shipping, Skill, Sourcing, Spends, Traffic, Upkeepers, WorkSize,
};

/// Every page of the documentation.
const PAGES: &[&str] = &[
    "README.md",
    "docs/plan-file.md",
    "docs/json.md",
    "docs/cases.md",
    "docs/csv.md",
    "docs/import.md",
    "docs/quick-entry.md",
    "docs/retro.md",
    "docs/table.md",
    "docs/meeting.md",
];

/// Most bytes of a picture on a page.
const MOST_BYTES: u64 = 300_000;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

fn saves() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join("saves")).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn polyplan(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_polyplan"));
    command.args(arguments).env("POLYPLAN_LOG", "off").output().unwrap()
}

/// Whether a page names something in code type.
#[track_caller]
fn names(page: &str, text: &str, what: &str) {
    assert!(text.contains(&format!("`{what}`")), "{page} does not name `{what}`");
}

/// The cells of every table row whose first cell is code, by the heading above.
fn tables(text: &str) -> BTreeMap<&str, Vec<Vec<&str>>> {
    let mut tables: BTreeMap<&str, Vec<Vec<&str>>> = BTreeMap::new();
    let mut heading = "";
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            heading = title;
        } else if line.starts_with("| `") {
            let cells = line.trim_matches('|').split('|').map(str::trim);
            tables.entry(heading).or_default().push(cells.collect());
        }
    }
    tables
}

/// What stands in a cell of code.
fn code(cell: &str) -> &str {
    cell.trim_matches('`')
}

#[test]
fn plans_on_the_pages_open_clean() {
    let mut plans = 0;
    let folder = tempfile::tempdir().unwrap();
    for page in PAGES {
        let text = read(page);
        for block in text.split("```ron\n").skip(1) {
            let plan = block.split("```").next().unwrap();
            let path = folder.path().join(format!("{plans}.plan.ron"));
            std::fs::write(&path, plan).unwrap();
            let output = polyplan(&["check", path.to_str().unwrap()]);
            let words = [output.stdout, output.stderr].map(|w| String::from_utf8(w).unwrap());
            assert_eq!(words, ["No findings.\n", ""], "{page}");
            assert_eq!(output.status.code(), Some(0), "{page}");
            plans += 1;
        }
    }
    assert_eq!(plans, 2);
}

#[test]
fn the_readme_names_what_there_is() {
    let readme = read("README.md");
    let help = String::from_utf8(polyplan(&["--help"]).stdout).unwrap();
    let commands = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    assert!(commands.lines().count() >= 8);
    for command in commands.lines().filter_map(|line| line.split_whitespace().next()) {
        assert!(
            readme.contains(&format!("| `polyplan {command}")),
            "{command} is not in the table"
        );
    }
    for chart in COMPONENT_CHARTS.iter().chain(PLAN_CHARTS) {
        names("README.md", &readme, chart);
    }
    for path in saves() {
        let name = path.file_name().unwrap().to_str().unwrap();
        names("README.md", &readme, &format!("saves/{name}"));
    }
}

/// The tables of formats are those of the program, row by row.
#[test]
fn the_page_on_formats_has_every_format() {
    let text = read("docs/import.md");
    let tables = tables(&text);
    let of_import = IMPORTERS.iter().map(|of| {
        let endings: Vec<String> = of.endings.iter().map(|of| format!("`{of}`")).collect();
        vec![format!("`{}`", of.word), endings.join(", "), of.about.to_owned()]
    });
    assert_eq!(tables["What can be read"], of_import.collect::<Vec<_>>());
    let of_export = EXPORTERS.iter().map(|of| vec![format!("`{}`", of.word), of.about.to_owned()]);
    assert_eq!(tables["What is written"], of_export.collect::<Vec<_>>());
    for exporter in EXPORTERS {
        assert!(PictureFormat::from_word(exporter.word).is_some(), "{}", exporter.word);
    }
}

/// The table of templates is that of the program, row by row.
#[test]
fn the_page_on_plan_files_has_every_template() {
    let text = read("docs/plan-file.md");
    let rows = templates::shipped()
        .iter()
        .map(|of| vec![format!("`{}`", of.word), of.plan.name.clone(), of.about().to_owned()]);
    assert_eq!(tables(&text)["Templates"], rows.collect::<Vec<_>>());
}

/// Examples on the page of quick entry are lines that are understood.
#[test]
fn the_page_on_quick_entry_is_understood() {
    let text = read("docs/quick-entry.md");
    let blocks = text.split("```lines\n").skip(1).filter_map(|rest| rest.split("```").next());
    let mut read = 0;
    for block in blocks {
        let entry = parse(block);
        assert_eq!(entry.problems, [], "{block}");
        assert!(entry.sketch.links.len() > 3 && !entry.sketch.groups.is_empty(), "{block}");
        read += 1;
    }
    assert_eq!(read, 3);
    for row in &tables(&text)[""] {
        for said in row[0].split('`').skip(1).step_by(2) {
            // A line, what stands behind a name, or what stands between two.
            let lines = [said.to_owned(), format!("a {said}"), format!("a {said} b")];
            assert!(lines.iter().any(|line| parse(line).problems.is_empty()), "{said}");
        }
    }
}

#[test]
fn links_lead_somewhere_and_pictures_are_small() {
    for page in PAGES {
        let text = read(page);
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = target.split('#').next().unwrap();
            if file.is_empty() || target.starts_with("https://") {
                let heading = target.trim_start_matches('#').replace('-', " ");
                let found = |line: &str| {
                    line.trim_start_matches('#').trim().to_lowercase() == heading
                        && line.starts_with('#')
                };
                assert!(!file.is_empty() || text.lines().any(found), "{page}: {target}");
                continue;
            }
            let path = root().join(page).parent().unwrap().join(file);
            let size =
                std::fs::metadata(&path).unwrap_or_else(|_| panic!("{page}: {target}")).len();
            assert!(
                Path::new(file).extension().is_none_or(|ending| ending != "png")
                    || size < MOST_BYTES,
                "{file} has {size} bytes"
            );
        }
    }
}

#[test]
fn every_word_of_a_plan_file_is_explained() {
    const PAGE: &str = "docs/plan-file.md";
    let text = read(PAGE);
    let source = read("src/files/save_v1.rs");
    let fields = source.lines().filter_map(|line| line.trim().strip_prefix("pub "));
    let mut count = 0;
    for field in fields.filter_map(|line| line.split_once(':')).map(|(field, _)| field) {
        names(PAGE, &text, field);
        count += 1;
    }
    assert!(count > 60);
    let mut words: Vec<String> = Kind::KNOWN.iter().map(|kind| kind.word().to_owned()).collect();
    words.extend(Protocol::KNOWN.iter().map(|protocol| protocol.word().to_owned()));
    macro_rules! words_of {
        ($($choice:ident),+) => {
            $(words.extend($choice::ALL.iter().map(|choice| choice.word().to_owned()));)+
        };
    }
    words_of!(
        EntryKind,
        Feel,
        Focus,
        GroupKind,
        LibraryNeed,
        LinkStyle,
        MlUse,
        MostlyDoes,
        Priority,
        Shipping,
        Skill,
        Sourcing,
        Spends,
        Traffic,
        Upkeepers,
        WorkSize
    );
    for word in words {
        names(PAGE, &text, &word);
    }
}

/// The table of inputs says what the program's own table does; `POLYPLAN_DOCS=write` writes it.
#[test]
fn the_table_of_inputs_is_the_programs() {
    const PAGE: &str = "docs/plan-file.md";
    const HEAD: &str = "| input | of a | unit | meaning |\n|---|---|---|---|\n";
    let row = |input: &Input| {
        let of = match input.scope() {
            Scope::Plan => "plan",
            Scope::Component => "component",
            Scope::Link => "link",
            Scope::Role => "role",
        };
        let unit = if input.unit() == Unit::Share { "%".into() } else { input.unit().suffix() };
        let space = if unit.is_empty() { "" } else { " " };
        format!("| `{}` | {of} |{space}{unit} | {} |\n", input.word(), input.help())
    };
    let right: String = Input::ALL.iter().map(row).collect();
    let text = read(PAGE);
    let (before, rest) = text.split_once(HEAD).unwrap();
    let end = rest.find("\n\n").map_or(rest.len(), |end| end + 1);
    if std::env::var_os("POLYPLAN_DOCS").is_some_and(|value| value == "write") {
        let after = &rest[end..];
        std::fs::write(root().join(PAGE), format!("{before}{HEAD}{right}{after}")).unwrap();
    } else {
        assert_eq!(rest[..end], right, "POLYPLAN_DOCS=write cargo test --test docs writes it");
    }
}

/// Every input moves a result.
#[test]
fn every_input_has_an_effect() {
    let mut source = String::new();
    let mut folders = vec![root().join("src/forecast"), root().join("src/advice")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                source.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    for input in Input::ALL {
        let name = format!("Input::{input:?}");
        let mut uses = source.split(&name).skip(1);
        let used = uses.any(|rest| !rest.starts_with(char::is_alphanumeric));
        assert!(used, "{}", input.word());
    }
}
