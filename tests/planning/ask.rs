//! What to ask next: every probability is counted again by editing the plan, and a sheet comes back
//! as the plan that stating by hand makes.

use std::collections::BTreeMap;

use polyplan::advice::ask::answers::{self, Filled};
use polyplan::advice::ask::{NOTHING, Question, outcomes, questions};
use polyplan::advice::{Asked, Fact};
use polyplan::base::Range;
use polyplan::exchange::{sheet, sheet_read};
use polyplan::forecast::{Origin, Resolved};
use polyplan::model::{
    Answers, ComponentChange, ComponentId, CpuScope, Edit, Focus, Input, InputRef, Kind,
    LanguageId, LibraryNeed, Plan, Quantity, Shipping, Spends,
};

use super::saves::saves;
use super::sketch::{Sketch, catalog, id};

fn asked(plan: &Plan) -> Vec<Question> {
    questions(&Resolved::new(plan, catalog(), None))
}

fn advice(plan: &Plan) -> Vec<(ComponentId, String)> {
    outcomes(&Resolved::new(plan, catalog(), None))
}

fn python() -> LanguageId {
    LanguageId::new("python").unwrap()
}

fn number(of: &ComponentId, input: Input, range: Range) -> Vec<Edit> {
    let language = ComponentChange::CpuLanguage(Some(python()));
    let mut edits = Vec::new();
    if input == Input::CpuTime {
        edits.push(Edit::Component(of.clone(), language));
    }
    let address = InputRef::component(of.clone(), input);
    edits.push(Edit::Input(address, Some(Quantity::of(range))));
    edits
}

/// The change that answers what the processor time of a component goes to.
fn spends(plan: &Plan, of: &ComponentId, answer: Spends) -> ComponentChange {
    let answers = plan.components[of].answers;
    ComponentChange::Answers(Answers { spends: Some(answer), ..answers })
}

/// The plausible answers of a question that is open, as edits.
fn plausible(resolved: &Resolved<'_>, of: &ComponentId, asked: Asked) -> Vec<Vec<Edit>> {
    let facts = resolved.facts(of).unwrap();
    let component = |change| vec![Edit::Component(of.clone(), change)];
    match asked {
        Asked::Number(input) => {
            let Some(value) = facts.value(input) else { return Vec::new() };
            let known = input == Input::ExternalRate && facts.rate.origin != Origin::Assumed;
            if value.origin != Origin::Assumed || known {
                return Vec::new();
            }
            let at = |p: f64| value.range.quantile(p).max(0.0);
            let answers = [0.1, 0.3, 0.5, 0.7, 0.9].map(|p| {
                let mut edits = number(of, input, Range::exact(at(p)));
                if input == Input::CpuTime {
                    // What is assumed is the time of the component's own code.
                    let own = ComponentChange::CpuScope(Some(CpuScope::Handler));
                    edits.push(Edit::Component(of.clone(), own));
                }
                edits
            });
            answers.to_vec()
        }
        Asked::Fact(Fact::Known) if facts.known.is_empty() => {
            let mut languages: Vec<LanguageId> = Vec::new();
            for candidate in catalog().compared(&resolved.plan.candidates) {
                if !languages.contains(&candidate.language) {
                    languages.push(candidate.language.clone());
                }
            }
            let known = languages.into_iter().take(4).map(|id| ComponentChange::Known(id, true));
            known.map(component).collect()
        }
        Asked::Fact(Fact::PythonLibraries) if !facts.python_libraries_stated => {
            [LibraryNeed::No, LibraryNeed::Central]
                .map(|need| component(ComponentChange::PythonLibraries(Some(need))))
                .to_vec()
        }
        Asked::Fact(Fact::Shipping) if !facts.shipping_stated => {
            [Shipping::Server, Shipping::Installed]
                .map(|way| component(ComponentChange::Shipping(Some(way))))
                .to_vec()
        }
        Asked::Fact(Fact::Spends) if facts.component.answers.spends.is_none() => {
            let shares = [Input::Interpreted, Input::Accelerated, Input::Native];
            if shares.iter().any(|share| facts.component.inputs.contains_key(share)) {
                return Vec::new();
            }
            [Spends::Glue, Spends::Json, Spends::Bytes, Spends::Arrays]
                .map(|of| component(spends(resolved.plan, &facts.component.id, of)))
                .to_vec()
        }
        Asked::Fact(_) => Vec::new(),
    }
}

/// An open case of each sort: a rate that spreads, tags, both, none.
fn sketches() -> Vec<(String, Plan)> {
    let chain = Sketch::services(&["front", "middle", "back"])
        .links(&[("front", "middle"), ("middle", "back")])
        .but("middle", ComponentChange::Performance(Some(Focus::Throughput)))
        .states("component/back/cpu_time", "2..5..12 ms")
        .but("back", ComponentChange::CpuLanguage(Some(python())));
    let mixed = Sketch::new()
        .with("model", Kind::ModelServing)
        .with("web", Kind::WebApp)
        .but("web", ComponentChange::Data(true))
        .but("web", ComponentChange::Performance(Some(Focus::Unsaid)));
    vec![("chain".to_owned(), chain.0), ("mixed".to_owned(), mixed.0)]
}

#[test]
fn probabilities_are_the_share_of_edits_that_change_the_advice() {
    let mut open = 0;
    for (name, plan) in saves().into_iter().chain(sketches()) {
        let resolved = Resolved::new(&plan, catalog(), None);
        let before = advice(&plan);
        let asked: BTreeMap<String, Question> =
            asked(&plan).into_iter().map(|question| (question.address(), question)).collect();
        let built = plan.components.values().filter(|component| component.is_built());
        for (component, of) in built.flat_map(|c| Asked::all().map(move |asked| (c, asked))) {
            let answers = plausible(&resolved, &component.id, of);
            let changed = answers.iter().filter(|edits| {
                let mut plan = plan.clone();
                plan.apply(Edit::Many((*edits).clone())).unwrap();
                advice(&plan) != before
            });
            let [changed, all] = [changed.count(), answers.len()].map(|n| u8::try_from(n).unwrap());
            let address = format!("component/{}/{}", component.id, of.word());
            let found = asked.get(&address).map_or(0.0, |question| question.probability);
            let expected = f64::from(changed) / f64::from(all.max(1));
            assert!((found - expected).abs() < 1e-9, "{name}: {address} {found} not {expected}");
            open += usize::from(changed > 0);
        }
    }
    assert!(open > 20, "only {open} questions");
}

#[test]
fn the_likeliest_to_change_the_advice_comes_first() {
    for (name, plan) in saves().into_iter().chain(sketches()) {
        let asked = asked(&plan);
        let key = |question: &Question| (-question.probability, -question.sway);
        assert!(asked.is_sorted_by_key(key), "{name}");
        assert!(asked.iter().all(|question| question.probability > 0.0), "{name}");
        assert!(asked.iter().all(|question| !question.turns.is_empty()), "{name}");
    }
}

/// A rate that is stated at the front door may change the advice two doors further.
#[test]
fn a_rate_is_asked_for_what_lies_behind_it_too() {
    let (_, plan) = sketches().swap_remove(0);
    let asked = asked(&plan);
    let rate = asked.iter().find(|q| q.address() == "component/front/external_rate").unwrap();
    assert!(rate.turns.iter().any(|turn| turn.component == id("back")), "{rate:?}");
}

#[test]
fn when_nothing_can_change_it_says_so() {
    let bought = Sketch::new().with("db", Kind::Datastore).0;
    assert_eq!(asked(&bought), []);
    assert!(sheet::markdown(&bought, &[]).ends_with(&format!("{NOTHING}\n")));
    assert_eq!(sheet_read::csv(&sheet::csv(&bought, &[])).unwrap().rows, []);
}

/// Answers until nothing is asked any more, each with what is assumed; every round asks less.
#[test]
fn answering_comes_to_an_end() {
    let (_, mut plan) = sketches().swap_remove(1);
    for _ in 0..40 {
        let Some(first) = asked(&plan).into_iter().next() else { return };
        let resolved = Resolved::new(&plan, catalog(), None);
        let answers = plausible(&resolved, &first.component, first.asked);
        let middle = answers[answers.len() / 2].clone();
        drop(resolved);
        plan.apply(Edit::Many(middle)).unwrap();
        assert!(asked(&plan).iter().all(|question| question.address() != first.address()));
    }
    panic!("it still asks {:?}", asked(&plan));
}

/// What a client may answer to each sort of question, and what states it by hand.
fn filled(plan: &Plan, question: &Question) -> (&'static str, Vec<Edit>) {
    let of = &question.component;
    let one = |change| vec![Edit::Component(of.clone(), change)];
    match question.asked {
        Asked::Number(Input::CpuTime) => {
            let go = Some(LanguageId::new("go").unwrap());
            let mut edits = number(of, Input::CpuTime, Range::new(2.0, 3.0, 5.0).unwrap());
            edits[0] = Edit::Component(of.clone(), ComponentChange::CpuLanguage(go));
            ("2..3..5 ms in Go", edits)
        }
        Asked::Number(input) => ("3..4..7", number(of, input, Range::new(3.0, 4.0, 7.0).unwrap())),
        Asked::Fact(Fact::Known) => {
            let known = ["go", "rust"].map(|word| LanguageId::new(word).unwrap());
            let known = known.map(|id| ComponentChange::Known(id, true));
            ("Go, rust", known.into_iter().flat_map(one).collect())
        }
        Asked::Fact(Fact::PythonLibraries) => {
            ("Some", one(ComponentChange::PythonLibraries(Some(LibraryNeed::Some))))
        }
        Asked::Fact(Fact::Shipping) => {
            ("every-host", one(ComponentChange::Shipping(Some(Shipping::EveryHost))))
        }
        Asked::Fact(Fact::Spends) => ("json", one(spends(plan, of, Spends::Json))),
    }
}

#[test]
fn a_sheet_comes_back_as_what_stating_by_hand_makes() {
    for (name, plan) in saves().into_iter().chain(sketches()) {
        let asked = asked(&plan);
        let (mut by_hand, mut answered) = (plan.clone(), BTreeMap::new());
        for question in &asked {
            let (answer, edits) = filled(&plan, question);
            answered.insert(question.address(), answer);
            by_hand.apply(Edit::Many(edits)).unwrap();
        }
        let csv = sheet_read::csv(&sheet::csv(&plan, &asked)).unwrap();
        let markdown = sheet_read::markdown(&sheet::markdown(&plan, &asked)).unwrap();
        for mut sheet in [csv, markdown] {
            assert_eq!((sheet.rows.len(), &sheet.refused[..]), (asked.len(), &[][..]), "{name}");
            assert_eq!(
                answers::read(&plan, catalog(), &sheet.rows, None),
                Ok(Vec::new()),
                "{name}"
            );
            for row in &mut sheet.rows {
                row.answer = answered[&row.address].to_owned();
            }
            let read = answers::read(&plan, catalog(), &sheet.rows, None).unwrap();
            let mut back = plan.clone();
            back.apply(answers::edit(&read)).unwrap();
            assert_eq!(back, by_hand, "{name}");
        }
    }
}

#[test]
fn cells_survive_what_spreadsheets_and_editors_do() {
    let head = "address,answer,source";
    let row = "component/cart/work,5..8 person-weeks,\"=log, of May\"";
    let semicolons = "address;answer;source\r\ncomponent/cart/work;5..8 person-weeks;'=log, of May";
    let tabs = "Address\tAnswer\tSource\ncomponent/cart/work\t5..8 person-weeks\t=log, of May";
    for text in [
        format!("{head}\n{row}"),
        format!("\u{feff}{head}\r\n{row}\r\n"),
        format!("sep=;\r\n{semicolons}\r\n"),
        semicolons.to_owned(),
        tabs.to_owned(),
    ] {
        let sheet = sheet_read::csv(&text).unwrap();
        let [row] = &sheet.rows[..] else { panic!("{text}: {sheet:?}") };
        assert_eq!(row.address, "component/cart/work", "{text}");
        assert_eq!((&*row.answer, &*row.source), ("5..8 person-weeks", "=log, of May"), "{text}");
    }
    let text = "Words before.\n\n| `address` | answer | source |\n|:--|---|--:|\n| component/cart/external\\_rate | 5 | a \\| b |\n\nWords after | with a bar.\n";
    let sheet = sheet_read::markdown(text).unwrap();
    let expected = Filled {
        place: "line 5".to_owned(),
        address: "component/cart/external_rate".to_owned(),
        answer: "5".to_owned(),
        source: "a | b".to_owned(),
    };
    assert_eq!(sheet.rows, [expected]);
    for text in ["", "name,value\na,b", "| a | b |"] {
        assert!(sheet_read::csv(text).unwrap_err().contains("`address` and `answer`"), "{text}");
        assert!(sheet_read::markdown(text).is_err(), "{text}");
    }
    assert_eq!(sheet_read::text(b"Z\xfcrich".to_vec()).unwrap(), "Zürich");
    assert!(sheet_read::text(b"PK\x03\x04\0".to_vec()).is_err());
}

#[test]
fn rows_that_are_wrong_say_what_would_do() {
    let plan = Sketch::services(&["cart"]).0;
    for (address, answer, words) in [
        ("component/cart/cpu_time", "fast", "use ms, us, s, min"),
        ("component/cart/cpu_time", "5..1.2.3 ms", "`1.2.3` is not a number; write 12"),
        ("component/cart/cpu_time", "5 kg", "use ms, us, s, min"),
        ("component/cart/cpu_time", "5 ms in gopher", "`gopher` is not a language; write"),
        ("component/cart/cpu_time", "8..5 ms", "must rise"),
        ("component/cart/interpreted", "150 %", "outside 0 % to 100 %"),
        ("component/cart/known", "yes", "`yes` is not a language; write"),
        ("component/cart/known", ",", "at least one language"),
        ("component/cart/python_libraries", "a lot", "write no, some, central"),
        ("component/cart/shipping", "by boat", "write server, serverless"),
        ("component/shop/known", "go", "no component `shop`"),
        ("component/shop/work", "3", "no component `shop`"),
        ("link/a-b/calls", "3", "no link `a-b`"),
        ("cart/work", "3", "that is no address"),
        ("", "3", "that is no address"),
    ] {
        let row = Filled {
            place: "row 2".to_owned(),
            address: address.to_owned(),
            answer: answer.to_owned(),
            source: String::new(),
        };
        let refused = answers::read(&plan, catalog(), &[row], None).unwrap_err();
        let [refused] = &refused[..] else { panic!("{refused:?}") };
        let text = refused.to_string();
        assert!(text.starts_with("row 2, ") && text.contains(words), "{text}");
    }
    let row = |place: &str, answer: &str| Filled {
        place: place.to_owned(),
        address: "component/cart/work".to_owned(),
        answer: answer.to_owned(),
        source: String::new(),
    };
    let twice = [row("row 2", "3"), row("row 3", ""), row("row 4", "5"), row("row 5", "x")];
    let refused = answers::read(&plan, catalog(), &twice, None).unwrap_err();
    assert_eq!(refused.len(), 2);
    assert!(refused[0].to_string().contains("answered in row 2 already"), "{}", refused[0]);
}
