//! The steps of one flow, held against orders and times worked out by hand.

use polyplan::advice;
use polyplan::charts::sequence::{Row, Times};
use polyplan::charts::{Body, Chart, Sequence, plan_chart, sequence_chart};
use polyplan::exchange::{csv_chart, sequence as mermaid};
use polyplan::forecast::sequence::{After, Block, Item, MOST_PARTICIPANTS, MOST_STEPS};
use polyplan::forecast::{self, CallGraph, Resolved, responses, sample};
use polyplan::model::{Edit, Kind, Link, LinkChange, LinkId, LinkStyle, Plan};

use super::saves::saves;
use super::sketch::{Sketch, catalog, id};

/// What is outside of the team, each with a wait that is always the same, called once at a time from
/// the first.
fn plan(waits: &[(&str, &str)], links: &[(&str, &str)]) -> Sketch {
    let mut sketch = waits.iter().fold(Sketch::new(), |sketch, (id, wait)| {
        let address = |input: &str| format!("component/{id}/{input}");
        let sketch = sketch.with(id, Kind::External).states(&address("io_wait"), wait);
        sketch.states(&address("wait_spread"), "0 %")
    });
    sketch = sketch.links(links);
    for (from, to) in links {
        let address = |input: &str| format!("link/{from}-{to}/{input}");
        sketch = sketch.states(&address("calls"), "1").states(&address("retries"), "0 %");
    }
    sketch.states(&format!("component/{}/external_rate", waits[0].0), "10 req/s")
}

fn stage(sketch: Sketch, link: &str, stage: u16) -> Sketch {
    sketch.edit(Edit::Link(LinkId::new(link).unwrap(), LinkChange::Stage(stage)))
}

fn only_for(sketch: Sketch, link: &str, begins: &[&str]) -> Sketch {
    let begins = begins.iter().map(|text| id(text)).collect();
    sketch.edit(Edit::Link(LinkId::new(link).unwrap(), LinkChange::OnlyFor(Some(begins))))
}

fn steps(plan: &Plan, entry: &str) -> forecast::Sequence {
    let resolved = Resolved::new(plan, catalog(), None);
    let graph = CallGraph::new(&resolved, &advice::decided_else_advised(&resolved));
    forecast::Sequence::of(&resolved, &graph, &id(entry)).unwrap()
}

/// The steps of a flow, each in a few words.
fn told(sequence: &forecast::Sequence) -> Vec<String> {
    let name = |place: usize| sequence.participants[place].as_str();
    let of = |item: &Item| match item {
        Item::Step(step) => {
            let arrow = if step.is_call { "->" } else { "=>" };
            let after = match step.after {
                After::Told => "",
                After::Above => " above",
                After::Circle => " circle",
            };
            format!("{}{arrow}{}{after}", name(step.from), name(step.to))
        }
        Item::Answer(step) => match &sequence.items[*step] {
            Item::Step(step) => format!("{} answers", name(step.to)),
            other => unreachable!("{other:?} has no answer"),
        },
        Item::Open(Block::SideBySide) => "par".to_owned(),
        Item::Open(Block::Repeated(calls)) => format!("loop {calls}"),
        Item::Open(Block::Sometimes(share)) => format!("opt {share}"),
        Item::Beside => "and".to_owned(),
        Item::Close => "end".to_owned(),
        Item::Apart => "apart".to_owned(),
    };
    sequence.items.iter().map(of).collect()
}

fn chart(plan: &Plan, entry: Option<&str>) -> Chart {
    let resolved = Resolved::new(plan, catalog(), None);
    sequence_chart(&resolved, entry.map(id).as_ref(), sample::DRAWS)
}

fn drawn(chart: &Chart) -> &Sequence {
    match &chart.panels[0].body {
        Body::Sequence(sequence) => sequence,
        other => unreachable!("{other:?}"),
    }
}

/// The median and the 99th percentile of each answer, by the name of who answers; the flow first.
fn times(plan: &Plan, entry: &str) -> Vec<(String, Option<[f64; 2]>)> {
    let chart = chart(plan, Some(entry));
    let sequence = drawn(&chart);
    let both = |times: &Times| [times.p50_ms.typical, times.p99_ms.typical];
    let whole = (sequence.lanes[0].name.clone(), Some(both(&sequence.times)));
    let arrows = sequence.rows.iter().filter_map(|row| match row {
        Row::Arrow(of) => Some((sequence.lanes[of.to].name.clone(), of.times.as_ref().map(both))),
        _ => None,
    });
    std::iter::once(whole).chain(arrows).collect()
}

/// Each answer takes a time that is always the same, ms.
#[track_caller]
fn takes(plan: &Plan, entry: &str, wanted: &[(&str, f64)]) {
    let found = times(plan, entry);
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, wanted.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    for ((name, found), (_, wanted)) in found.iter().zip(wanted) {
        for found in found.unwrap() {
            assert!((found / wanted - 1.0).abs() < 1e-3, "{name}: {found} ms, not {wanted} ms");
        }
    }
}

#[test]
fn a_chain_is_called_from_its_beginning() {
    let sketch = plan(&[("a", "1 ms"), ("b", "2 ms"), ("c", "4 ms")], &[("a", "b"), ("b", "c")]);
    let found = steps(&sketch.0, "a");
    assert_eq!(found.participants, [id("a"), id("b"), id("c")]);
    assert_eq!(told(&found), ["a->b", "b->c", "c answers", "b answers"]);
    assert_eq!(found.left_out, 0);
    takes(&sketch.0, "a", &[("a", 7.0), ("b", 6.0), ("c", 4.0)]);
}

#[test]
fn one_stage_is_side_by_side_and_the_next_comes_after_it() {
    let waits = [("a", "1 ms"), ("b", "2 ms"), ("c", "4 ms"), ("d", "8 ms")];
    let sketch = plan(&waits, &[("a", "b"), ("a", "c"), ("a", "d")]);
    let sketch = stage(sketch, "a-b", 1);
    let found = steps(&sketch.0, "a");
    let wanted =
        ["par", "a->c", "c answers", "and", "a->d", "d answers", "end", "a->b", "b answers"];
    assert_eq!(told(&found), wanted);
    let stages: Vec<u16> = found.steps().map(|step| step.stage).collect();
    assert_eq!(stages, [0, 0, 1]);
    // The later of 4 and 8 ms, then 2 ms.
    takes(&sketch.0, "a", &[("a", 11.0), ("c", 4.0), ("d", 8.0), ("b", 2.0)]);
}

#[test]
fn three_calls_are_a_loop_and_a_call_of_three_in_ten_requests_an_option() {
    let waits = [("a", "1 ms"), ("b", "2 ms"), ("c", "4 ms")];
    let sketch = plan(&waits, &[("a", "b"), ("a", "c")]).states("link/a-b/calls", "3");
    let sketch = stage(sketch, "a-c", 1).states("link/a-c/calls", "0.3");
    let found = steps(&sketch.0, "a");
    let wanted = ["loop 3", "a->b", "b answers", "end", "opt 0.3", "a->c", "c answers", "end"];
    assert_eq!(told(&found), wanted);
    let often: Vec<[f64; 2]> = found.steps().map(|step| [step.calls, step.share]).collect();
    assert_eq!(often, [[3.0, 1.0], [0.3, 0.3]]);
    // Three times 2 ms; half of the requests go without the 4 ms, the slowest three in ten do not.
    let times = times(&sketch.0, "a");
    let [p50, p99] = times[0].1.unwrap();
    assert!((p50 - 7.0).abs() < 0.02 && (p99 - 11.0).abs() < 0.02, "{p50} and {p99}");
    assert_eq!(times[1].0, "b");
    let [p50, _] = times[1].1.unwrap();
    assert!((p50 - 2.0).abs() < 1e-3, "one call, not all three: {p50}");
}

/// Retries cost time, but a call that is made again now and then is no loop.
#[test]
fn retries_are_no_loop() {
    let sketch = plan(&[("a", "1 ms"), ("b", "2 ms")], &[("a", "b")]);
    let sketch = sketch.states("link/a-b/retries", "5 %");
    assert_eq!(told(&steps(&sketch.0, "a")), ["a->b", "b answers"]);
}

#[test]
fn nobody_waits_for_what_messages_set_off() {
    let waits = [("a", "1 ms"), ("b", "2 ms"), ("c", "4 ms"), ("queue", "8 ms"), ("w", "16 ms")];
    let links = [("a", "queue"), ("a", "b"), ("queue", "w"), ("w", "c")];
    let sketch = plan(&waits, &links);
    let sketch = sketch.style("a-queue", LinkStyle::Message).style("queue-w", LinkStyle::Message);
    let found = steps(&sketch.0, "a");
    let wanted = ["a->b", "b answers", "a=>queue", "apart", "queue=>w", "w->c", "c answers"];
    assert_eq!(told(&found), wanted);
    let times = times(&sketch.0, "a");
    let [_, p99] = times[0].1.unwrap();
    assert!((p99 - 3.0).abs() < 0.01, "the flow takes {p99} ms, with its call alone");
    let told: Vec<(&str, bool)> =
        times.iter().map(|(name, times)| (name.as_str(), times.is_some())).collect();
    let wanted = [("a", true), ("b", true), ("queue", false), ("w", false), ("c", true)];
    assert_eq!(told, wanted, "messages have no answer");
}

#[test]
fn a_circle_ends_and_says_so() {
    let waits = [("a", "1 ms"), ("b", "2 ms"), ("c", "4 ms")];
    let sketch = plan(&waits, &[("a", "b"), ("b", "c"), ("c", "b"), ("c", "c")]);
    let found = steps(&sketch.0, "a");
    assert_eq!(
        told(&found),
        ["a->b", "b->c", "c->b circle", "c->c circle", "c answers", "b answers"]
    );
    // What closes a circle is left out of all times.
    let times = times(&sketch.0, "a");
    let [_, p99] = times[0].1.unwrap();
    assert!((p99 - 7.0).abs() < 0.01, "{p99}");
    assert_eq!(times[3], ("b".to_owned(), None));
}

#[test]
fn each_kind_of_request_sees_its_own_steps_and_times() {
    let waits =
        [("browse", "0 ms"), ("buy", "0 ms"), ("gate", "1 ms"), ("i", "2 ms"), ("o", "4 ms")];
    let links = [("browse", "gate"), ("buy", "gate"), ("gate", "i"), ("gate", "o")];
    let sketch = plan(&waits, &links).states("component/buy/external_rate", "1 req/s");
    let sketch = only_for(only_for(sketch, "gate-i", &["browse"]), "gate-o", &["buy"]);
    assert_eq!(
        told(&steps(&sketch.0, "browse")),
        ["browse->gate", "gate->i", "i answers", "gate answers"]
    );
    takes(&sketch.0, "browse", &[("browse", 3.0), ("gate", 3.0), ("i", 2.0)]);
    takes(&sketch.0, "buy", &[("buy", 5.0), ("gate", 5.0), ("o", 4.0)]);
    // Whoever asks the gateway gets the mix of both: ten browse and one buys.
    let found = steps(&sketch.0, "gate");
    let shares: Vec<f64> = found.steps().map(|step| step.share).collect();
    assert!((shares[0] - 10.0 / 11.0).abs() < 1e-9 && (shares[1] - 1.0 / 11.0).abs() < 1e-9);
}

#[test]
fn what_was_unfolded_is_as_above() {
    let waits = [("a", "1 ms"), ("b", "2 ms"), ("c", "4 ms"), ("d", "8 ms"), ("e", "16 ms")];
    let links = [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("d", "e"), ("c", "e")];
    let sketch = plan(&waits, &links);
    let sketch = stage(stage(sketch, "a-c", 1), "c-e", 1);
    let found = steps(&sketch.0, "a");
    let wanted = [
        "a->b",
        "b->d",
        "d->e",
        "e answers",
        "d answers",
        "b answers",
        "a->c",
        "c->d above",
        "d answers",
        "c->e",
        "e answers",
        "c answers",
    ];
    assert_eq!(told(&found), wanted);
    let all = [("a", 71.0), ("b", 26.0), ("d", 24.0), ("e", 16.0), ("c", 44.0)];
    takes(&sketch.0, "a", &[&all[..], &[("d", 24.0), ("e", 16.0)]].concat());
}

/// The times are those that everything else tells, over the same draws, with queues and all.
#[test]
fn a_flow_and_its_steps_have_the_times_of_the_forecast() {
    for (name, plan) in saves() {
        let resolved = Resolved::new(&plan, catalog(), None);
        let assignment = advice::decided_else_advised(&resolved);
        let answers = responses::of_assignment(&resolved, &assignment);
        for answer in answers.iter().filter(|answer| answer.is_flow) {
            let chart = sequence_chart(&resolved, Some(&answer.component), sample::DRAWS);
            let sequence = drawn(&chart);
            let same = |times: &Times, told: &responses::Response| {
                (times.p50_ms, times.p99_ms, times.target_ms, times.misses)
                    == (told.p50_ms, told.p99_ms, told.target_ms, told.misses())
            };
            assert!(same(&sequence.times, answer), "{name}: {}", answer.component);
            let own_ways = plan.links.values().any(|link| link.only_for.is_some());
            for row in &sequence.rows {
                let Row::Arrow(of) = row else { continue };
                let to = &sequence.lanes[of.to].id;
                let told = answers.iter().find(|answer| answer.component.as_str() == to);
                if let (Some(told), Some(times), false) = (told, of.times, own_ways) {
                    assert!(same(&times, told), "{name}: {to} {times:?}");
                }
            }
        }
    }
}

#[test]
fn what_cannot_keep_up_says_so_in_place_of_a_time() {
    let sketch = Sketch::services(&["a", "b"]).calls("a", "b");
    let sketch = sketch
        .states("component/a/external_rate", "50 req/s")
        .states("component/b/replicas", "1")
        .states("component/b/cpu_time", "900 ms");
    let mut plan = sketch.0;
    plan.apply(Edit::Component(
        id("b"),
        polyplan::model::ComponentChange::CpuLanguage(Some(
            polyplan::model::LanguageId::new("go").unwrap(),
        )),
    ))
    .unwrap();
    let chart = chart(&plan, Some("a"));
    let sequence = drawn(&chart);
    assert_eq!(sequence.times.in_words(), None);
    let Row::Arrow(of) = &sequence.rows[0] else { panic!("{:?}", sequence.rows) };
    assert!(sequence.sentence(of).ends_with("a calls b: cannot keep up"), "{:?}", of.times);
    assert!(chart.takeaway.contains("longer and longer"), "{}", chart.takeaway);
}

/// Ten thousand calls, a chain of as many, and trees whose branches share everything below them: all
/// end, in few steps, and say what is left out.
#[test]
fn large_plans_are_told_in_few_steps() {
    let large = |count: usize, ends: &dyn Fn(usize) -> Vec<usize>| {
        let mut plan = Sketch::new().0;
        let name = |place: usize| id(&format!("n{place}"));
        for place in 0..count {
            let of = polyplan::model::Component::new(name(place), "n", Kind::External);
            plan.apply(Edit::AddComponent(Box::new(of))).unwrap();
        }
        for from in 0..count {
            for to in ends(from).into_iter().filter(|to| *to < count) {
                let link = LinkId::new(&format!("{from}-{to}")).unwrap();
                let link = Link::new(link, name(from), name(to));
                plan.apply(Edit::AddLink(Box::new(link))).unwrap();
            }
        }
        Sketch(plan).states("component/n0/external_rate", "1 req/s").0
    };
    let fan =
        steps(&large(10_001, &|from| if from == 0 { (1..10_001).collect() } else { vec![] }), "n0");
    assert_eq!(fan.participants.len(), MOST_PARTICIPANTS);
    assert_eq!((fan.steps().count(), fan.left_out), (23, 10_000 - 23));
    let chain = steps(&large(10_001, &|from| vec![from + 1]), "n0");
    assert_eq!(chain.steps().count() + chain.left_out, 10_000);
    // Twenty layers of two, each of which calls both of the next: a million ways, forty components.
    let layers = large(41, &|from| {
        let next = if from == 0 { 1 } else { from + 1 + from % 2 };
        vec![next, next + 1]
    });
    let layers = steps(&layers, "n0");
    assert_eq!(layers.steps().count() + layers.left_out, 78);
    for found in [&fan, &chain, &layers] {
        assert!(found.steps().count() <= MOST_STEPS);
        let opened = found.items.iter().filter(|item| matches!(item, Item::Open(_))).count();
        let closed = found.items.iter().filter(|item| **item == Item::Close).count();
        assert_eq!(opened, closed, "every block ends");
        let begins = |item: &Item| matches!(item, Item::Open(_) | Item::Beside);
        let ends = |item: &Item| matches!(item, Item::Close | Item::Beside);
        let empty = found.items.windows(2).any(|pair| begins(&pair[0]) && ends(&pair[1]));
        assert!(!empty, "no block is empty: {:?}", found.items);
        let calls = found.steps().filter(|step| step.is_call).count();
        let answers = found.items.iter().filter(|item| matches!(item, Item::Answer(_))).count();
        assert_eq!(calls, answers, "every call is answered");
    }
}

#[test]
fn without_a_flow_the_chart_says_what_to_do() {
    let plan = Sketch::new().0;
    let resolved = Resolved::new(&plan, catalog(), None);
    let found = plan_chart(&resolved, "sequence").unwrap();
    let Body::Empty(why) = &found.panels[0].body else { panic!("{found:?}") };
    assert_eq!(why, "There is no flow yet: give a component the rate of its requests.");
}

/// Without a choice the flow that misses its target is shown, else the slowest.
#[test]
fn the_flow_that_most_needs_a_look_is_shown() {
    let waits = [("fast", "1 ms"), ("slow", "90 ms"), ("store", "1 ms")];
    let sketch = plan(&waits, &[("fast", "store"), ("slow", "store")]);
    let sketch = sketch.states("component/slow/external_rate", "1 req/s");
    assert_eq!(drawn(&chart(&sketch.0, None)).lanes[0].name, "slow");
    let missed = sketch.states("component/fast/p99_target", "1 ms");
    let found = chart(&missed.0, None);
    assert_eq!(drawn(&found).lanes[0].name, "fast");
    assert_eq!(drawn(&found).times.target().as_deref(), Some("target 1 ms, missed"));
    assert!(
        found.takeaway.ends_with("the target of 1 ms is kept in 0 of 100 draws."),
        "{}",
        found.takeaway
    );
}

#[test]
fn the_steps_are_a_table_and_a_text_of_mermaid() {
    let waits = [("a", "1 ms"), ("b", "2 ms"), ("end", "4 ms"), ("q", "8 ms")];
    let sketch = plan(&waits, &[("a", "b"), ("a", "end"), ("end", "q")]);
    let sketch = sketch.style("end-q", LinkStyle::Message).states("link/a-b/calls", "3");
    let label = LinkChange::Label("read; all".to_owned());
    let sketch = sketch.edit(Edit::Link(LinkId::new("a-b").unwrap(), label));
    let chart = chart(&sketch.0, Some("a"));
    let text = mermaid::write(drawn(&chart), &chart.title);
    assert_eq!(
        text,
        "---\n\
         title: \"a#58; steps of its flow\"\n\
         ---\n\
         sequenceDiagram\n    \
         actor outside as Outside\n    \
         participant a as a\n    \
         participant b as b\n    \
         participant end_ as end\n    \
         participant q as q\n    \
         outside->>+a: 10 req/s\n    \
         par\n        \
         loop 3 times\n            \
         a->>+b: read#59; all\n            \
         b-->>-a: p50 2 ms, p99 2 ms\n        \
         end\n    \
         and\n        \
         a->>+end_: call\n        \
         end_-)q: message\n        \
         end_-->>-a: p50 4 ms, p99 4 ms\n    \
         end\n    \
         a-->>-outside: p50 7 ms, p99 7 ms\n"
    );
    let table = csv_chart::write(&chart);
    let lines: Vec<&str> = table.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(
        lines[0],
        "panel,kind,from,to,stage,calls_per_request,share_of_requests,p50_ms,p50_ms_low,p50_ms_high,p99_ms,p99_ms_low,p99_ms_high,label"
    );
    assert_eq!(lines[1], "sequence,flow,,a,,,,7,7,7,7,7,7,10 req/s");
    assert_eq!(lines[2], "sequence,call,a,b,0,3,1,2,2,2,2,2,2,read; all");
    assert_eq!(lines[4], "sequence,message,end,q,0,1,1,,,,,,,");
}
