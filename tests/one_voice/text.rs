//! What the answers for people tell.

use crate::figure::Figure;
use crate::names::{Names, lower};
use crate::thing::Voice;

/// Columns of a table: each begins where the widths before it end, with a space between.
fn cells<'a>(line: &'a str, widths: &[usize]) -> Vec<&'a str> {
    let mut from = 0;
    let mut cells = Vec::new();
    for width in widths {
        let to = from + width;
        cells.push(line.get(from..to.min(line.len())).unwrap_or("").trim());
        from = to + 1;
    }
    cells.push(line.get(from..).unwrap_or("").trim());
    cells
}

/// A range in brackets behind its median.
fn range(voice: &mut Voice, out: &'static str, whose: &str, measure: &str, text: &str) {
    voice.say(out, whose, "", measure, Figure::read(text));
    let Some((_, inside)) = text.split_once(" (") else { return };
    let Some((inside, _)) = inside.split_once(')') else { return };
    let Some((low, high)) = inside.split_once(" to ") else { return };
    voice.say(out, whose, "", &format!("{measure} low"), Figure::read(low));
    voice.say(out, whose, "", &format!("{measure} high"), Figure::read(high));
}

/// The ends of a range: `246 ms to 471 ms`.
pub fn ends(
    voice: &mut Voice,
    out: &'static str,
    whose: &str,
    of: &str,
    measure: &str,
    text: &str,
) {
    let Some((low, high)) = text.split_once(" to ") else { return };
    voice.say(out, whose, of, &format!("{measure} low"), Figure::read(low));
    voice.say(out, whose, of, &format!("{measure} high"), Figure::read(high));
}

/// `313 ms (246 ms to 471 ms)` at the beginning of a text: the p99 of a flow.
pub fn p99(voice: &mut Voice, out: &'static str, id: &str, text: &str) {
    voice.say(out, "the usual", id, "flow p99", Figure::read(text));
    let Some((_, inside)) = text.split_once(" (") else { return };
    let Some((inside, _)) = inside.split_once(')') else { return };
    ends(voice, out, "the usual", id, "flow p99", inside);
}

/// The takeaway of a chart of flows: `Shop, as advised: 99 of 100 answers within 313 ms (…); …`.
pub fn within(voice: &mut Voice, out: &'static str, names: &Names, text: &str) {
    let told = text.split_once(", as ").zip(text.split_once(" answers within "));
    let Some(((name, _), (_, time))) = told else { return };
    if let Some(id) = names.id(name) {
        p99(voice, out, id, time);
    }
}

/// `As advised costs $238,000 ($137,000 to $423,000) over 36 months, …`.
pub fn reconciled(voice: &mut Voice, out: &'static str, text: &str) {
    for line in text.lines() {
        if let Some((_, rest)) = line.split_once("As advised costs ") {
            range(voice, out, "as advised", "horizon", rest);
        }
    }
}

pub fn forecast(voice: &mut Voice, text: &str) {
    const OUT: &str = "forecast";
    let mut is_flow = false;
    for line in text.lines() {
        if line.starts_with("flow, as ") {
            is_flow = true;
        } else if let Some(told) = line.strip_prefix("As ").filter(|of| of.contains(" to run, ")) {
            totals(voice, told);
        } else if is_flow && !line.starts_with(' ') {
            let cells = cells(line, &[28, 10, 10, 10, 10, 22, 10, 10]);
            for (part, cell) in ["p50", "p95", "p99"].into_iter().zip(&cells[2..]) {
                voice.say(OUT, "the usual", cells[0], &format!("flow {part}"), Figure::read(cell));
            }
            ends(voice, OUT, "the usual", cells[0], "flow p99", cells[5]);
            voice.say(OUT, "", cells[0], "chance", Figure::read(cells[6]));
        } else if !line.starts_with("component") {
            let cells = cells(line, &[28, 24, 10, 10, 8, 8, 10, 14]);
            let with = format!("with {}", cells[1]);
            let measures = ["p99", "", "servers", "memory_gb", "monthly", "weeks"];
            for (measure, cell) in measures.into_iter().zip(&cells[3..]) {
                let text =
                    if measure == "weeks" { format!("{cell} weeks") } else { (*cell).to_owned() };
                if !measure.is_empty() && cells[1].contains('-') && !cells[1].contains(' ') {
                    voice.say(OUT, &with, cells[0], measure, Figure::read(&text));
                }
            }
        }
        is_flow = is_flow && !line.is_empty();
    }
    reconciled(voice, OUT, text);
    counts(voice, OUT, text);
}

/// A line `As advised: … to run, …` without its first word.
fn totals(voice: &mut Voice, line: &str) {
    const OUT: &str = "forecast";
    let Some((name, told)) = line.split_once(": ") else { return };
    let whose = format!("as {name}");
    let parts: Vec<&str> = told.split("; ").collect();
    let figures: Vec<&str> = parts[0].split(", ").collect();
    for (measure, end) in [
        ("monthly", "to run"),
        ("servers", "servers"),
        ("person_weeks", "of work"),
        ("weeks", "to deliver"),
    ] {
        if let Some(text) = figures.iter().find(|of| of.ends_with(end)) {
            range(voice, OUT, &whose, measure, text);
        }
    }
    range(voice, OUT, &whose, "horizon", parts[1].trim_start_matches("over the horizon "));
    for (measure, word) in [
        ("build", "building "),
        ("learn", "learning "),
        ("run", "running "),
        ("maintain", "maintaining "),
    ] {
        voice.say(OUT, &whose, "", measure, Figure::after(parts[2], word));
    }
    voice.say(OUT, &whose, "", "beyond", Figure::after(parts[3], "beyond these "));
}

/// `18 inputs stated, 41 answered coarsely, 80 assumed`.
pub fn counts(voice: &mut Voice, out: &'static str, text: &str) {
    let Some(line) = text.lines().find(|line| line.contains(" answered coarsely, ")) else {
        return;
    };
    let number = |end: &str| {
        let (before, _) = line.split_once(end)?;
        Figure::read(before.rsplit([' ', ',']).find(|of| of.parse::<f64>().is_ok())?)
    };
    voice.say(out, "", "", "inputs answered", number(" answered coarsely"));
    voice.say(out, "", "", "inputs assumed", number(" assumed"));
    let stated = number(" inputs stated").or_else(|| number(" stated"));
    voice.say(out, "", "", "inputs stated", stated);
}

pub fn assign(voice: &mut Voice, text: &str) {
    const OUT: &str = "assign";
    let (choices, held) = text.split_once("\nHeld against them\n").unwrap();
    let more = choices.lines().find_map(|line| line.split_once(" more come within"));
    if more.is_none() {
        let count = choices.lines().filter(|line| line.starts_with("    ")).count();
        voice.say(OUT, "", "", "choices", Figure::read(&count.to_string()));
    }
    for line in held.lines().take_while(|line| !line.is_empty()) {
        let cells = cells(line, &[12, 10, 14]);
        let (name, note) = cells[3].split_once("  ").unwrap_or((cells[3], ""));
        let whose = lower(name);
        for (measure, cell) in ["horizon", "weeks", "flow_p99_ms"].into_iter().zip(&cells) {
            voice.say(OUT, &whose, "", measure, Figure::read(cell));
        }
        voice.say(OUT, &whose, "", "targets missed", missed(note));
    }
    reconciled(voice, OUT, text);
}

/// The number in `misses 2 of 10 targets`.
fn missed(note: &str) -> Option<Figure> {
    let (number, _) = note.split_once("misses ")?.1.split_once(" of ")?;
    Figure::whole(number)
}

pub fn compare(voice: &mut Voice, names: &Names, text: &str) {
    const OUT: &str = "compare";
    let whose: Vec<String> = ["left ", "right "]
        .iter()
        .filter_map(|side| text.lines().find(|line| line.starts_with(side)))
        .filter_map(|line| Some(line.rsplit_once(", ")?.1.strip_suffix(')')?.to_owned()))
        .collect();
    let labels = [
        ("building", "build"),
        ("learning", "learn"),
        ("running over the horizon", "run"),
        ("maintaining over the horizon", "maintain"),
        ("beyond the medians of these", "beyond"),
        ("total cost over the horizon", "horizon"),
        ("running for a month", "monthly"),
        ("servers at peak", "servers"),
        ("memory at peak", "memory_gb"),
        ("work to build", "person_weeks"),
        ("delivery time", "weeks"),
        ("slowest flow (p99)", "flow_p99_ms"),
    ];
    let mut is_component = false;
    for line in text.lines() {
        // Ranges of differences have the same labels as totals.
        if line.contains(" to ") && line.contains("; right is lower in ") {
            continue;
        }
        let totals = cells(line, &[30, 18, 18, 18]);
        is_component = !line.is_empty() && (is_component || line.starts_with("right minus left"));
        if let Some((_, measure)) = labels.iter().find(|(label, _)| *label == totals[0]) {
            for (whose, cell) in whose.iter().zip(&totals[1..]) {
                voice.say(OUT, whose, "", measure, Figure::read(cell));
            }
        } else if is_component && whose == ["as advised", "as decided"] {
            let row = cells(line, &[24, 36, 20, 22, 16]);
            for (measure, cell) in ["p99", "monthly", "weeks", "horizon"].into_iter().zip(&row[2..])
            {
                let measure = format!("{measure} against the advice");
                voice.say(OUT, "as decided", row[0], &measure, Figure::read(cell));
            }
        }
    }
    assert_eq!(whose.len(), 2, "{text}");
    assert!(whose.iter().all(|of| names.or_usual(of).len() > 2));
}

pub fn ledger(voice: &mut Voice, text: &str) {
    for line in text.lines() {
        let Some((share, rest)) = line.trim_start_matches([' ', '<']).split_once("  ") else {
            continue;
        };
        // The label ends where the range begins.
        let Some((element, rest)) = rest.split_once(": ") else { continue };
        let words = rest
            .split(' ')
            .take_while(|word| !word.starts_with(|c: char| c.is_ascii_digit() || c == '$'));
        let label = words.collect::<Vec<_>>().join(" ");
        let name = format!("{element}: {label}");
        if !line.contains('<') {
            voice.say("ledger", "", &name, "share of the uncertainty", Figure::read(share));
        }
    }
}

pub fn challenge(voice: &mut Voice, text: &str) {
    let mut id = "";
    for line in text.lines() {
        match line.split_once(": ") {
            Some((of, _)) if !line.starts_with(' ') => id = of,
            _ => voice.say("challenge", "", id, "firm", Figure::firm(line)),
        }
    }
}

pub fn advise(voice: &mut Voice, names: &Names, text: &str) {
    const OUT: &str = "advise";
    let mut id = "";
    for line in text.lines() {
        if !line.starts_with(' ') {
            id = line.split_once(": ").map_or("", |(id, _)| id);
        } else if let Some(scores) = line.strip_prefix("  scores ") {
            for of in scores.trim().split("; ") {
                let Some((name, score)) = of.rsplit_once(' ') else { continue };
                if let Some(with) = names.with(name) {
                    voice.say(OUT, &with, id, "score", Figure::whole(score));
                }
            }
        } else if line.starts_with("  firm ") {
            voice.say(OUT, "", id, "firm", Figure::firm(line));
        } else if let Some((_, price)) = line.split_once("  decided  Decided: ") {
            against(voice, OUT, id, price);
        }
    }
}

/// `0.3 weeks longer to build, $844 more over 36 months, 0.114 ms slower at p99`.
pub fn against(voice: &mut Voice, out: &'static str, id: &str, price: &str) {
    // Where either does, the price is not that of going against the advice.
    if !price.contains(", against the advice for ") {
        return;
    }
    let ends = [
        (" weeks longer to build", "weeks", ""),
        (" weeks less to build", "weeks", "-"),
        (" more over ", "horizon", ""),
        (" less over ", "horizon", "-"),
        (" ms slower at p99", "p99", ""),
        (" ms faster at p99", "p99", "-"),
    ];
    for (end, measure, sign) in ends {
        let Some((before, _)) = price.split_once(end) else { continue };
        let number = before.rsplit(' ').next().unwrap_or("");
        let unit = end.split(' ').nth(1).filter(|unit| ["weeks", "ms"].contains(unit));
        let text = format!("{sign}{number} {}", unit.unwrap_or(""));
        let measure = format!("{measure} against the advice");
        voice.say(out, "as decided", id, &measure, Figure::read(text.trim()));
    }
}

pub fn simulate(voice: &mut Voice, names: &Names, text: &str) {
    const OUT: &str = "simulate";
    let mut is_flow = false;
    for line in text.lines() {
        is_flow = (is_flow || line.starts_with("flow")) && !line.is_empty();
        let cells = cells(line, &[28, 8, 10, 10, 10, 34]);
        let formula = cells[5].rsplit_once('(').and_then(|(_, of)| Figure::read(of));
        if is_flow {
            voice.say(OUT, "the usual", cells[0], "flow p99 at the medians", formula);
        } else {
            voice.say(OUT, &names.with_usual(cells[0]), cells[0], "p99", formula);
        }
    }
}

pub fn sweep(voice: &mut Voice, names: &Names, id: &str, text: &str) {
    const OUT: &str = "sweep";
    let metrics = [
        ("p99 latency", "p99"),
        ("servers", "servers"),
        ("memory", "memory_gb"),
        ("monthly cost", "monthly at the medians"),
        ("total cost over the horizon", "horizon at the medians"),
        ("weeks to build", "weeks at the medians"),
    ];
    let lines: Vec<&str> = text.lines().collect();
    for at in 0..lines.len().saturating_sub(2) {
        let Some((_, measure)) = metrics.iter().find(|(label, _)| *label == lines[at]) else {
            continue;
        };
        let [heads, planned] = [1, 2].map(|next| cells(lines[at + next], &[24; 12]));
        assert!(planned[0].starts_with("planned"), "{text}");
        for (name, cell) in heads.iter().zip(&planned).skip(1) {
            if let Some(with) = names.with(name) {
                voice.say(OUT, &with, id, measure, Figure::read(cell));
            }
        }
    }
}

pub fn check(voice: &mut Voice, names: &Names, text: &str) {
    for line in text.lines().filter(|line| !line.starts_with(' ')) {
        let Some((_, message)) = line.split_once(": ") else { continue };
        named(voice, "check", names, message);
    }
}

/// A finding that begins with the name of its component.
pub fn named(voice: &mut Voice, out: &'static str, names: &Names, message: &str) {
    let words: Vec<&str> = message.split(' ').collect();
    let id = (1..words.len()).rev().find_map(|to| names.id(&words[..to].join(" ")));
    if let Some(id) = id {
        finding(voice, out, id, message);
    }
}

/// Times that findings tell.
pub fn finding(voice: &mut Voice, out: &'static str, id: &str, message: &str) {
    if message.contains(" at p99 with the fastest candidate") {
        voice.say(out, "the fastest", id, "p99", Figure::after(message, " needs "));
    }
    if message.contains(" at p99 with what it waits for, as ") {
        let (_, time) = message.split_once(" answers in ").unwrap();
        p99(voice, out, id, time);
        voice.say(out, "", id, "chance", Figure::after(message, ", met in "));
    }
}
