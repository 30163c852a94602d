//! What the JSON of the commands tells.

use serde_json::Value;

use crate::figure::Figure;
use crate::names::Names;
use crate::thing::Voice;

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or("")
}

/// Totals as people are told them.
fn totals(voice: &mut Voice, output: &'static str, whose: &str, of: &str, told: &Value) {
    for measure in [
        "build",
        "learn",
        "run",
        "maintain",
        "beyond",
        "horizon",
        "monthly",
        "servers",
        "memory_gb",
        "person_weeks",
        "weeks",
    ] {
        voice.say(output, whose, of, measure, Figure::json(&told[measure]));
        if let [low, _, high] = list(&told["ranges"][measure]) {
            voice.say(output, whose, of, &format!("{measure} low"), Figure::json(low));
            voice.say(output, whose, of, &format!("{measure} high"), Figure::json(high));
        }
    }
}

fn counts(voice: &mut Voice, output: &'static str, of: &Value) {
    for basis in ["stated", "answered", "assumed"] {
        voice.say(output, "", "", &format!("inputs {basis}"), Figure::json(&of["inputs"][basis]));
    }
}

pub fn advise(voice: &mut Voice, of: &Value) {
    const OUT: &str = "advise, JSON";
    counts(voice, OUT, of);
    for component in list(&of["components"]) {
        let id = word(&component["id"]);
        let mut fastest: Option<&Value> = None;
        for ranked in list(&component["ranking"]) {
            let with = format!("with {}", word(&ranked["candidate"]));
            totals(voice, OUT, &with, id, &ranked["totals"]);
            voice.say(OUT, &with, id, "p99", Figure::json(&ranked["estimate"]["p99_ms"]));
            voice.say(OUT, &with, id, "score", Figure::json(&ranked["score"]));
            let p99 = |of: &Value| of["estimate"]["p99_ms"].as_f64().unwrap_or(f64::INFINITY);
            if ranked["excluded"].is_null() && fastest.is_none_or(|of| p99(ranked) < p99(of)) {
                fastest = Some(ranked);
            }
        }
        let fastest = fastest.and_then(|of| Figure::json(&of["estimate"]["p99_ms"]));
        voice.say(OUT, "the fastest", id, "p99", fastest);
        let price = &component["decision"]["price"];
        for (field, measure) in
            [("monthly", "monthly"), ("weeks", "weeks"), ("horizon", "horizon"), ("p99_ms", "p99")]
        {
            // Where either does, it is not the price of going against the advice.
            if component["decision"]["overrules"] == true {
                let measure = format!("{measure} against the advice");
                voice.say(OUT, "as decided", id, &measure, Figure::json(&price[field]));
            }
        }
        let language = component["ranking"][0]["language"].as_str();
        let of_language = |candidate: &&Value| {
            list(&component["ranking"]).iter().any(|r| {
                r["candidate"] == candidate["candidate"] && r["language"].as_str() == language
            })
        };
        let first = list(&component["acceptability"]).iter().filter(of_language);
        let first: f64 = first.filter_map(|of| of["first"].as_f64()).sum();
        if language.is_some() {
            let firm = component["splits"].as_f64().unwrap_or(first);
            voice.say(OUT, "", id, "firm", Figure::json(&Value::from(firm)));
        }
    }
}

pub fn forecast(voice: &mut Voice, of: &Value) {
    const OUT: &str = "forecast, JSON";
    counts(voice, OUT, of);
    for told in list(&of["assignments"]) {
        totals(voice, OUT, &format!("as {}", word(&told["assignment"])), "", told);
    }
    for component in list(&of["components"]) {
        let id = word(&component["id"]);
        for candidate in list(&component["candidates"]) {
            let with = format!("with {}", word(&candidate["candidate"]));
            totals(voice, OUT, &with, id, &candidate["totals"]);
            voice.say(OUT, &with, id, "p99", Figure::json(&candidate["estimate"]["p99_ms"]));
            for measure in ["horizon", "monthly", "weeks"] {
                let at = format!("{measure} at the medians");
                voice.say(OUT, &with, id, &at, Figure::json(&candidate["at_medians"][measure]));
            }
        }
    }
    for flow in list(&of["flows"]) {
        for part in ["p50", "p95", "p99"] {
            let (id, measure) = (word(&flow["entry"]), format!("flow {part}"));
            voice.say(OUT, "the usual", id, &measure, Figure::json(&flow[format!("{part}_ms")]));
            let range = list(&flow["ranges"][format!("{part}_ms")]);
            for (end, figure) in ["low", "", "high"].iter().zip(range) {
                let measure = format!("{measure} {end}");
                voice.say(OUT, "the usual", id, measure.trim_end(), Figure::json(figure));
            }
        }
        voice.say(OUT, "", word(&flow["entry"]), "chance", Figure::json(&flow["chance"]));
    }
}

pub fn assign(voice: &mut Voice, of: &Value) {
    const OUT: &str = "assign, JSON";
    for held in list(&of["references"]) {
        let whose = crate::names::lower(word(&held["name"]));
        voice.say(OUT, &whose, "", "horizon", Figure::json(&held["cost"]));
        voice.say(OUT, &whose, "", "weeks", Figure::json(&held["weeks"]));
        voice.say(OUT, &whose, "", "flow_p99_ms", Figure::json(&held["p99_ms"]));
        let missed = Value::from(list(&held["misses"]).len());
        voice.say(OUT, &whose, "", "targets missed", Figure::json(&missed));
    }
    voice.say(OUT, "", "", "choices", Figure::json(&Value::from(list(&of["choices"]).len())));
}

pub fn compare(voice: &mut Voice, names: &Names, of: &Value) {
    const OUT: &str = "compare, JSON";
    let sides = ["left", "right"].map(|side| (side, names.whose(word(&of[side]["assignment"]))));
    for total in list(&of["totals"]) {
        for (side, whose) in &sides {
            voice.say(OUT, whose, "", word(&total["measure"]), Figure::json(&total[side]));
        }
    }
    for component in list(&of["components"]) {
        let id = word(&component["id"]);
        for measure in list(&component["measures"]) {
            let what = word(&measure["measure"]).trim_end_matches("_ms");
            for (side, _) in &sides {
                let with = format!("with {}", word(&component[side]["candidate"]));
                voice.say(OUT, &with, id, what, Figure::json(&measure[side]));
            }
            if sides.each_ref().map(|(_, whose)| whose.as_str()) == ["as advised", "as decided"] {
                let what = format!("{what} against the advice");
                voice.say(OUT, "as decided", id, &what, Figure::json(&measure["delta"]));
            }
        }
    }
    for flow in list(&of["flows"]) {
        for (side, whose) in &sides {
            let whose = names.or_usual(whose);
            voice.say(
                OUT,
                &whose,
                word(&flow["entry"]),
                "flow p99",
                Figure::json(&flow["p99_ms"][side]),
            );
        }
    }
}

pub fn ledger(voice: &mut Voice, of: &Value) {
    const OUT: &str = "ledger, JSON";
    counts(voice, OUT, of);
    let mut assumed = 0.0;
    for row in list(&of["figures"]) {
        let name = format!("{}: {}", word(&row["element"]), word(&row["label"]));
        voice.say(OUT, "", &name, "share of the uncertainty", Figure::json(&row["share"]));
        if word(&row["basis"]) == "assumed" {
            assumed += row["share"].as_f64().unwrap_or(0.0);
        }
    }
    let assumed = Figure::json(&Value::from(assumed));
    voice.say(OUT, "", "", "share of the uncertainty that is assumed", assumed);
}

pub fn simulate(voice: &mut Voice, names: &Names, of: &Value) {
    const OUT: &str = "simulate, JSON";
    for component in list(&of["components"]) {
        let id = word(&component["id"]);
        let p99 = Figure::json(&component["formula"]["p99_ms"]);
        voice.say(OUT, &names.with_usual(id), id, "p99", p99);
    }
    for flow in list(&of["flows"]) {
        for part in ["p50", "p95", "p99"] {
            let figure = Figure::json(&flow["formula"][format!("{part}_ms")]);
            let measure = format!("flow {part} at the medians");
            voice.say(OUT, "the usual", word(&flow["entry"]), &measure, figure);
        }
    }
}

pub fn sweep(voice: &mut Voice, id: &str, of: &Value) {
    const OUT: &str = "sweep, JSON";
    for line in list(&of["candidates"]) {
        let with = format!("with {}", word(&line["candidate"]));
        let planned = &line["planned"];
        voice.say(OUT, &with, id, "p99", Figure::json(&planned["p99_ms"]));
        for measure in ["servers", "memory_gb"] {
            voice.say(OUT, &with, id, measure, Figure::json(&planned[measure]));
        }
        for measure in ["horizon", "monthly", "weeks"] {
            let at = format!("{measure} at the medians");
            voice.say(OUT, &with, id, &at, Figure::json(&planned[measure]));
        }
    }
}

/// Findings tell times in sentences.
pub fn check(voice: &mut Voice, of: &Value) {
    const OUT: &str = "check, JSON";
    for finding in list(&of["findings"]) {
        let id = word(&finding["component"]);
        crate::text::finding(voice, OUT, id, word(&finding["message"]));
    }
}

pub fn challenge(voice: &mut Voice, of: &Value) {
    for of in list(&of["challenges"]) {
        let figure = Figure::firm(word(&of["firmness"]));
        voice.say("challenge, JSON", "", word(&of["component"]), "firm", figure);
    }
}
