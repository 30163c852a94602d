//! Votes and the log stay with the team: nothing that goes to others says who voted for what, or what was
//! noted; minutes tell the log, and of votes the dissent.

use std::fs;
use std::path::Path;

use polyplan::exchange::export::EXPORTERS;
use polyplan::exchange::picture::PictureFormat;

use super::Desk;

/// Two components with votes, of which one went another way than the decision.
const PLAN: &str = r#"(
    format: "polyplan",
    version: 1,
    name: "Shop",
    date: "2026-11-30",
    components: {
        "api": (name: "API", kind: "service", tags: ["performance-sensitive"],
            inputs: { "external_rate": "50 req/s", "p99_target": "200 ms" }),
        "cart": (name: "Cart", kind: "service"),
    },
    links: { "api-cart": (from: "api", to: "cart") },
    decisions: { "api": (language: "go", reason: "measured it", date: "2026-11-30") },
    votes: {
        "api": {
            "Builder": (language: "go"),
            "Driver": (language: "go", reason: "runs it"),
            "Zanzibar auditor": (language: "python", reason: "quokka"),
        },
        "cart": { "Zanzibar auditor": (language: "python", reason: "quokka") },
    },
    roles: { "ops": (name: "Platform") },
    log: {
        "ask": (kind: "question", text: "Wombat: who pays?", about: "link/api-cart", due: "2026-12-24"),
        "buy": (kind: "action", text: "Wombat hardware", owner: "ops", status: "done",
            settled: "2026-11-29", outcome: "ordered"),
        "grpc": (kind: "decision", text: "Wombat protocol", status: "accepted", outcome: "one schema"),
        "note": (kind: "note", text: "Wombat is on leave", about: "component/api"),
    },
)"#;

fn desk() -> Desk {
    let desk = Desk::new();
    fs::write(desk.path("shop.plan.ron"), PLAN).unwrap();
    let before = PLAN.split("    votes:").next().unwrap().to_owned() + ")";
    fs::write(desk.path("before.plan.ron"), before).unwrap();
    desk
}

fn silent(what: &str, said: &[u8]) {
    let said = String::from_utf8_lossy(said).to_lowercase();
    for word in ["zanzibar", "auditor", "quokka", "wombat"] {
        assert!(!said.contains(word), "{what} says {word}");
    }
}

fn silent_folder(what: &str, folder: &Path) -> usize {
    let mut files = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let what = format!("{what}: {}", path.display());
        if path.is_dir() {
            files += silent_folder(&what, &path);
        } else {
            silent(&what, &fs::read(&path).unwrap());
            files += 1;
        }
    }
    files
}

#[test]
fn no_export_says_who_voted_for_what() {
    let desk = desk();
    for arguments in [
        &["advise", "shop.plan.ron"][..],
        &["advise", "shop.plan.ron", "--format", "json"],
        &["assign", "shop.plan.ron"],
        &["challenge", "shop.plan.ron"],
        &["check", "shop.plan.ron", "--format", "json"],
        &["forecast", "shop.plan.ron", "--format", "json"],
        &["compare", "before.plan.ron", "shop.plan.ron"],
        &["compare", "before.plan.ron", "shop.plan.ron", "--format", "json"],
        &["ledger", "shop.plan.ron", "--format", "csv"],
        &["questions", "shop.plan.ron", "--format", "csv"],
        &["questions", "shop.plan.ron"],
    ] {
        let output = desk.run(arguments);
        assert!(!output.stdout.is_empty(), "{arguments:?}");
        silent(&format!("{arguments:?}"), &output.stdout);
        silent(&format!("{arguments:?}"), &output.stderr);
    }
    let plan = polyplan::files::read_text(PLAN).unwrap();
    assert_eq!(plan.repairs, []);
    for exporter in EXPORTERS {
        let written = (exporter.write)(&plan.plan);
        assert!(written.contains("API"), "{written}");
        silent(exporter.word, written.as_bytes());
    }
    for format in PictureFormat::ALL {
        let file = format!("diagram.{}", format.word());
        let what = ["export", "shop.plan.ron", "--what", "diagram", "--format", format.word()];
        desk.succeeds(&[&what[..], &["--out", &file]].concat());
        silent(&file, &fs::read(desk.path(&file)).unwrap());
    }
    for format in ["svg", "csv"] {
        let what = ["export", "shop.plan.ron", "--what", "all", "--format", format];
        desk.succeeds(&[&what[..], &["--out", format]].concat());
        assert!(silent_folder(format, &desk.path(format)) > 5);
    }
    for depth in ["summary", "standard", "full"] {
        desk.succeeds(&["report", "shop.plan.ron", "--depth", depth, "--out", depth]);
        assert!(silent_folder(depth, &desk.path(depth)) > 1);
    }
}

/// Minutes tell what others preferred in numbers and reasons.
#[test]
fn minutes_tell_dissent_without_the_names_of_roles() {
    let desk = desk();
    for told in [
        desk.succeeds(&["minutes", "shop.plan.ron"]),
        desk.succeeds(&["minutes", "shop.plan.ron", "--since", "before.plan.ron"]),
    ] {
        let lower = told.to_lowercase();
        assert!(!lower.contains("zanzibar") && !lower.contains("driver"), "{told}");
    }
    let told = desk.succeeds(&["minutes", "shop.plan.ron"]);
    assert!(told.contains("measured it. 1 of 3 preferred Python: quokka"), "{told}");
    // Whoever voted, the minutes say how many for what.
    assert!(told.contains("| API | 2 of 3 for Go, 1 of 3 for Python | Go |"), "{told}");
    assert!(told.contains("| Cart | 1 of 1 for Python | open |"), "{told}");
    let dated = desk.succeeds(&["minutes", "shop.plan.ron", "--date", "2026-12-24"]);
    assert!(dated.contains("Minutes of 2026-12-24"), "{dated}");
    assert!(dated.contains("plan of 2026-11-30"), "{dated}");
    // What all agree on, and what is not decided, has no dissent.
    assert_eq!(told.matches("preferred").count(), 1, "{told}");
    let agreed = PLAN.replace("language: \"python\", reason: \"quokka\"", "language: \"go\"");
    fs::write(desk.path("agreed.plan.ron"), agreed).unwrap();
    let told = desk.succeeds(&["minutes", "agreed.plan.ron"]);
    assert!(!told.contains("preferred"), "{told}");
}

/// Minutes tell the log by kind: what is open always, what is settled where it is new.
#[test]
fn minutes_tell_the_log_by_kind() {
    let desk = desk();
    let told = desk.succeeds(&["minutes", "shop.plan.ron", "--since", "before.plan.ron"]);
    for (heading, words) in [
        ("Other decisions", &["Wombat protocol", "accepted", "one schema"][..]),
        ("Open questions", &["Wombat: who pays?", "API → Cart", "2026-12-24", "open"]),
        ("Actions", &["Wombat hardware", "Platform", "done on 2026-11-29", "ordered"]),
        ("Notes", &["Wombat is on leave", "API"]),
    ] {
        let at = told.find(&format!("# {heading}")).unwrap_or_else(|| panic!("{heading}: {told}"));
        let part = told[at + 2..].split("\n#").next().unwrap();
        for word in words {
            assert!(part.contains(word), "{heading}: {word}: {part}");
        }
    }
    // It stands once, not among the changes again.
    assert_eq!(told.matches("Wombat protocol").count(), 1, "{told}");
    // Since the same state only what is open is told again.
    let told = desk.succeeds(&["minutes", "shop.plan.ron", "--since", "shop.plan.ron"]);
    assert!(told.contains("who pays?") && !told.contains("Wombat hardware"), "{told}");
    // What was taken out is told, too.
    let without = PLAN.replace(
        r#""note": (kind: "note", text: "Wombat is on leave", about: "component/api"),"#,
        "",
    );
    fs::write(desk.path("without.plan.ron"), without).unwrap();
    let told = desk.succeeds(&["minutes", "without.plan.ron", "--since", "shop.plan.ron"]);
    assert!(told.contains("Note: Wombat is on leave"), "{told}");
}
