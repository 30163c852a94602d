//! The plan as a table, without a window: rows, cells, and the steps that typing and pasting make.

use polyplan::base::{Range, Unit};
use polyplan::forecast::Origin;
use polyplan::model::{
    ComponentChange, Edit, Group, GroupId, GroupKind, Input, InputRef, LanguageId, Link, LinkId,
    Quantity,
};
use polyplan::session::table::{Sort, TableChoice};
use polyplan::session::{ActionId, Block, Column, Command, Dialog, Element, Request, Sheet};

use crate::hand::{Hand, id};

const CPU: Column = Column::Number(Input::CpuTime);
const RATE: Column = Column::Number(Input::ExternalRate);

fn row(name: &str) -> Element {
    Element::Component(id(name))
}

fn rows(names: &[&str]) -> Vec<Element> {
    names.iter().map(|name| row(name)).collect()
}

fn block(names: &[&str], columns: &[Column]) -> Block {
    Block { rows: rows(names), columns: columns.to_vec() }
}

fn shop() -> Hand {
    Hand::with(&[("Cart", 0.0, 0.0), ("Api", 0.0, 120.0), ("Mail", 0.0, 240.0)])
}

fn text(hand: &Hand, name: &str, column: Column) -> String {
    hand.session.cell(&row(name), column).text
}

/// Types into one column of rows; the reason why it does not count.
fn types(hand: &mut Hand, names: &[&str], column: Column, text: &str) -> Option<String> {
    match hand.session.typing(&rows(names), column, text) {
        Ok(command) => {
            if let Some(command) = command {
                hand.send(command);
            }
            None
        }
        Err(why) => Some(why),
    }
}

fn stated(hand: &Hand, name: &str, input: Input) -> Option<Range> {
    hand.plan().components[&id(name)].inputs.get(&input).map(|of| of.range)
}

fn notice(hand: &mut Hand) -> String {
    hand.session.notices.pop().unwrap().text
}

#[test]
fn what_is_typed_for_several_rows_is_one_step() {
    let mut hand = shop();
    let before = hand.plan().clone();
    let steps = hand.steps();
    assert_eq!(types(&mut hand, &["cart", "api", "mail"], RATE, "200..400..900 req/s"), None);
    assert_eq!(hand.steps(), steps + 1);
    let range = Range::parse("200..400..900", Unit::PerSec).unwrap();
    for name in ["cart", "api", "mail"] {
        assert_eq!(stated(&hand, name, Input::ExternalRate), Some(range));
        assert_eq!(text(&hand, name, RATE), "200..400..900 req/s");
    }
    let label = hand.session.history().undo_label().unwrap().to_owned();
    assert_eq!(label, "Set Peak external rate of 3 components to 200..400..900 req/s");
    assert_eq!(types(&mut hand, &["cart", "api"], RATE, "200..400..900"), None);
    assert_eq!(hand.steps(), steps + 1, "what says what is there is no step");
    hand.act(ActionId::Undo);
    assert_eq!(*hand.plan(), before);
}

/// The field of the inspector and the cell read a text the same way, and say the same of a bad one.
#[test]
fn a_text_that_does_not_count_changes_nothing_and_says_why() {
    let mut hand = shop();
    let before = hand.plan().clone();
    let share = Column::Number(Input::CpuSpread);
    for (column, text, words) in [
        (RATE, "many", "The unit many does not fit here"),
        (share, "2", "2 may be 2 % or 200 %; write it with the sign"),
        (Column::Kind, "databse", "type datastore if that is meant"),
        (Column::Kind, "", "A component is of some kind"),
        (Column::Name, " ", "A component needs a name"),
        (Column::Group, "Nowhere", "No group is called “Nowhere”"),
        (Column::Owner, "Nobody", "No role is called “Nobody”"),
        (Column::Servers, "3", "Servers is worked out"),
    ] {
        let why = types(&mut hand, &["cart", "api"], column, text).unwrap();
        let said = why.to_lowercase().replace('`', "");
        let wanted = words.to_lowercase().replace(['“', '”'], "");
        assert!(said.replace(['“', '”'], "").contains(&wanted), "{text}: {why}");
    }
    assert_eq!(*hand.plan(), before);
}

#[test]
fn words_are_typed_as_people_write_them() {
    let mut hand = shop();
    let group = GroupId::new("front").unwrap();
    let added =
        Group { id: group.clone(), name: "Front".to_owned(), kind: GroupKind::Layer, parent: None };
    hand.edit(Edit::AddGroup(Box::new(added)));
    for (column, typed, shown) in [
        (Column::Kind, "Data Pipeline", "data pipeline"),
        (Column::Kind, "datastore", "datastore"),
        (Column::Technology, "postgres 16", "PostgreSQL 16"),
        (Column::Technology, "", ""),
        (Column::Group, "front", "Front"),
        (Column::Group, "", ""),
        (
            Column::Tags,
            "performance, Data-intelligent, pii",
            "performance-sensitive, data-intelligent, pii",
        ),
        (Column::Tags, "pii", "pii"),
        (Column::Tags, "", ""),
        (Column::Notes, "asks the bank", "asks the bank"),
        (Column::Name, "Basket", "Basket"),
    ] {
        assert_eq!(types(&mut hand, &["cart"], column, typed), None, "{typed}");
        assert_eq!(text(&hand, "cart", column), shown, "{typed}");
    }
}

#[test]
fn links_are_rows_too() {
    let mut hand = shop();
    let link = Link::new(LinkId::new("a").unwrap(), id("api"), id("cart"));
    hand.edit(Edit::AddLink(Box::new(link)));
    let row = Element::Link(LinkId::new("a").unwrap());
    let one = std::slice::from_ref(&row);
    assert_eq!(hand.session.rows(Sheet::Links, "", None), one);
    assert_eq!(hand.session.rows(Sheet::Links, "CART", None), one);
    assert!(hand.session.rows(Sheet::Links, "mail", None).is_empty());
    for (column, typed, shown) in [
        (Column::To, "mail", "Mail"),
        (Column::Style, "message", "message"),
        (Column::Protocol, "grpc", "gRPC"),
        (Column::Protocol, "amqp", "amqp"),
        (Column::Stage, "2", "2"),
        (Column::Label, "orders", "orders"),
        (Column::Number(Input::Calls), "1..3", "1..3"),
    ] {
        let command = hand.session.typing(one, column, typed).unwrap().unwrap();
        hand.send(command);
        assert_eq!(hand.session.cell(&row, column).text, shown);
    }
    for (column, typed) in
        [(Column::To, "Api"), (Column::From, ""), (Column::Stage, "first"), (Column::Style, "x")]
    {
        assert!(hand.session.typing(one, column, typed).is_err(), "{typed}");
    }
}

#[test]
fn filling_down_is_one_step_and_keeps_the_language_of_a_time() {
    let mut hand = shop();
    let go = LanguageId::new("go").unwrap();
    let range = Range::parse("2..6", Unit::Ms).unwrap();
    hand.edit(Edit::Many(vec![
        Edit::Component(id("cart"), ComponentChange::CpuLanguage(Some(go.clone()))),
        Edit::Input(InputRef::component(id("cart"), Input::CpuTime), Some(Quantity::of(range))),
    ]));
    let (before, steps) = (hand.plan().clone(), hand.steps());
    hand.send(Command::FillDown(block(&["cart", "api", "mail"], &[Column::Kind, CPU])));
    assert_eq!(hand.steps(), steps + 1);
    for name in ["api", "mail"] {
        assert_eq!(stated(&hand, name, Input::CpuTime), Some(range));
        assert_eq!(hand.plan().components[&id(name)].cpu_language, Some(go.clone()));
    }
    hand.act(ActionId::Undo);
    assert_eq!(*hand.plan(), before);
    hand.session.notices.clear();
    hand.send(Command::FillDown(block(&["cart"], &[CPU])));
    assert!(notice(&mut hand).starts_with("Select the rows to fill"));
}

#[test]
fn clearing_makes_numbers_unknown_again() {
    let mut hand = shop();
    types(&mut hand, &["cart", "api"], RATE, "50");
    let steps = hand.steps();
    hand.send(Command::ClearCells(block(&["cart", "api"], &[RATE, CPU])));
    assert_eq!(hand.steps(), steps + 1);
    assert_eq!(stated(&hand, "cart", Input::ExternalRate), None);
    hand.send(Command::ClearCells(block(&["cart"], &[RATE])));
    let said = notice(&mut hand);
    assert!(said.starts_with("Nobody has stated Peak external rate of “Cart”"), "{said}");
    hand.send(Command::ClearCells(block(&["cart"], &[Column::Name])));
    assert!(notice(&mut hand).starts_with("A component needs a name"));
    assert_eq!(hand.steps(), steps + 1);
}

#[test]
fn rows_are_sorted_and_come_back_to_the_order_of_the_plan() {
    let mut hand = shop();
    types(&mut hand, &["api"], RATE, "500");
    types(&mut hand, &["mail"], RATE, "20..40");
    types(&mut hand, &["cart"], RATE, "100");
    let order = |hand: &Hand, sort| hand.session.rows(Sheet::Components, "", sort);
    assert_eq!(order(&hand, None), rows(&["api", "cart", "mail"]));
    let rising = Sort::next(None, RATE);
    assert_eq!(order(&hand, rising), rows(&["mail", "cart", "api"]));
    let falling = Sort::next(rising, RATE);
    assert_eq!(order(&hand, falling), rows(&["api", "cart", "mail"]));
    assert_eq!(Sort::next(falling, RATE), None);
    assert_eq!(Sort::next(falling, CPU), Sort::next(None, CPU));
    // What has nothing there comes last in either direction.
    types(&mut hand, &["mail"], Column::Technology, "Kafka");
    let made_of = Sort::next(None, Column::Technology);
    assert_eq!(order(&hand, made_of).first(), Some(&row("mail")));
    assert_eq!(order(&hand, Sort::next(made_of, Column::Technology)).first(), Some(&row("mail")));
}

/// A cell says whether people stated it.
#[test]
fn what_is_assumed_is_not_told_as_stated() {
    let mut hand = shop();
    let cell = hand.session.cell(&row("cart"), CPU);
    assert_eq!(cell.origin, Some(Origin::Assumed));
    assert!(!cell.text.is_empty());
    assert_eq!(hand.session.stated_text(&row("cart"), CPU), "", "a field has nothing to change");
    types(&mut hand, &["cart"], CPU, "3 ms");
    assert_eq!(hand.session.cell(&row("cart"), CPU).origin, Some(Origin::Stated));
}

/// Copied cells have their heads and say which rows they are; nothing that is assumed is among them,
/// so that pasting them back changes nothing.
#[test]
fn copied_cells_come_back_as_an_import() {
    let mut hand = shop();
    types(&mut hand, &["cart"], RATE, "200..400..900 req/s");
    types(&mut hand, &["cart"], Column::Notes, "says \"hi\"\tand\nmore");
    hand.session.notices.clear();
    let columns = [Column::Kind, RATE, CPU, Column::Notes];
    hand.send(Command::CopyCells(block(&["cart", "api"], &columns)));
    let text = hand.copied();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "name\tkind\texternal_rate\tcpu_time\tnotes");
    assert_eq!(lines[1], "Cart\tservice\t200..400..900 req/s\t\t\"says \"\"hi\"\"\tand");
    assert_eq!(lines[3], "Api\tservice\t\t\t");
    hand.session.notices.clear();
    hand.send(Command::Paste(text.clone()));
    hand.session.settle();
    assert_eq!(notice(&mut hand), "The plan has all of the clipboard already");
    // With another rate it is looked at first, and is one step then.
    let steps = hand.steps();
    hand.send(Command::Paste(text.replace("200..400..900", "5..10")));
    hand.session.settle();
    let Some(Dialog::Incoming(incoming)) = hand.session.dialogs.last().cloned() else {
        unreachable!("{:?}", hand.session.notices)
    };
    assert_eq!(incoming.changes.len(), 1, "{:?}", incoming.changes);
    assert_eq!(hand.plan().components.len(), 3);
    hand.send(Command::TakeIn(Vec::new()));
    assert_eq!(hand.steps(), steps + 1);
    assert_eq!(text_of(&hand, "cart"), "5..10 req/s");
    assert_eq!(hand.plan().components.len(), 3, "rows of names that are there are no new ones");
}

fn text_of(hand: &Hand, name: &str) -> String {
    text(hand, name, RATE)
}

#[test]
fn copied_links_and_tags_come_back_as_they_are() {
    let mut hand = shop();
    types(&mut hand, &["cart"], Column::Tags, "performance-sensitive, pii");
    let mut link = Link::new(LinkId::new("a").unwrap(), id("api"), id("cart"));
    link.stage = 2;
    hand.edit(Edit::AddLink(Box::new(link)));
    let row = Element::Link(LinkId::new("a").unwrap());
    for (column, typed) in [(Column::Style, "message"), (Column::Number(Input::Calls), "1..3")] {
        let command = hand.session.typing(std::slice::from_ref(&row), column, typed);
        hand.send(command.unwrap().unwrap());
    }
    let links = Block { rows: vec![row], columns: Column::all(Sheet::Links) };
    let components = block(&["cart", "mail"], &[Column::Kind, Column::Tags, Column::Group]);
    for block in [links, components] {
        hand.session.notices.clear();
        let text = hand.session.block_text(&block);
        hand.send(Command::Paste(text.clone()));
        hand.session.settle();
        assert_eq!(notice(&mut hand), "The plan has all of the clipboard already", "{text}");
    }
}

#[test]
fn one_cell_is_copied_as_its_text_and_goes_into_several() {
    let mut hand = shop();
    types(&mut hand, &["cart"], RATE, "50 req/s");
    hand.send(Command::CopyCells(block(&["cart"], &[RATE])));
    let text = hand.copied();
    assert_eq!(text, "50 req/s");
    let steps = hand.steps();
    let selected = block(&["api", "mail"], &[RATE]);
    let onward = block(&["api", "cart", "mail"], &[RATE, CPU]);
    hand.send(Command::PasteCells { selected: selected.clone(), onward: onward.clone(), text });
    assert_eq!(hand.steps(), steps + 1);
    assert_eq!(stated(&hand, "mail", Input::ExternalRate), Some(Range::exact(50.0)));
    hand.session.notices.clear();
    let text = "lots".to_owned();
    hand.send(Command::PasteCells { selected, onward, text });
    assert_eq!(hand.steps(), steps + 1);
    assert!(notice(&mut hand).starts_with("Nothing is pasted. "));
}

/// Cells without heads, as they come from a spreadsheet, go down and to the right; all of it is looked
/// at first.
#[test]
fn pasted_cells_are_looked_at_and_are_one_step() {
    let mut hand = shop();
    let steps = hand.steps();
    let selected = block(&["api"], &[RATE]);
    let onward = block(&["api", "cart", "mail"], &[RATE, CPU]);
    let text = "100\t2 ms\n200\tmuch\r\n300\t4 ms\n400\t5 ms\n".to_owned();
    hand.send(Command::PasteCells { selected, onward, text });
    let Some(Dialog::Incoming(incoming)) = hand.session.dialogs.last().cloned() else {
        unreachable!("{:?}", hand.session.notices)
    };
    assert_eq!(hand.steps(), steps, "nothing changes before it is looked at");
    let refused: Vec<&String> = incoming.notes.iter().filter(|of| of.contains("much")).collect();
    assert_eq!(refused.len(), 1, "{:?}", incoming.notes);
    assert!(refused[0].starts_with("“Cart”, CPU time per request: "), "{refused:?}");
    assert!(incoming.notes.iter().any(|of| of.contains("beyond the last one")));
    hand.send(Command::TakeIn(Vec::new()));
    assert_eq!(hand.steps(), steps + 1);
    assert_eq!(stated(&hand, "mail", Input::CpuTime), Some(Range::exact(4.0)));
    assert_eq!(stated(&hand, "cart", Input::ExternalRate), Some(Range::exact(200.0)));
    assert_eq!(stated(&hand, "cart", Input::CpuTime), None);
    hand.act(ActionId::Undo);
    assert_eq!(stated(&hand, "mail", Input::CpuTime), None);
}

#[test]
fn servers_and_costs_are_worked_out_while_they_are_shown() {
    let mut hand = shop();
    types(&mut hand, &["cart"], RATE, "500");
    hand.session.settle();
    assert!(hand.session.figures_of(&id("cart")).is_none(), "nobody looks at them");
    hand.act(ActionId::Table);
    assert!(hand.session.shows_table() && hand.session.figures_are_stale());
    hand.session.settle();
    assert!(!hand.session.figures_are_stale());
    let servers = hand.session.cell(&row("cart"), Column::Servers);
    let told = hand.session.figures_of(&id("cart")).unwrap().servers;
    assert_eq!(servers.value, Some(told));
    assert!(text(&hand, "cart", Column::Monthly).ends_with("/month"));
    types(&mut hand, &["cart"], RATE, "50k");
    hand.session.settle();
    assert!(hand.session.figures_of(&id("cart")).unwrap().servers > told);
}

/// What is done on the canvas alone leads there; what the table has a place for stays.
#[test]
fn the_canvas_comes_back_for_what_is_done_on_it() {
    let mut hand = shop();
    hand.act(ActionId::Table);
    hand.act(ActionId::AddComponent);
    assert!(hand.session.shows_table());
    assert_eq!(hand.session.take_requests(), [Request::NewRow]);
    hand.send(Command::AddRow("Orders queue".to_owned()));
    assert!(hand.session.shows_table());
    assert_eq!(text(&hand, "orders-queue", Column::Kind), "queue");
    assert_eq!(hand.session.selection.only_component(), Some(&id("orders-queue")));
    hand.act(ActionId::Rename);
    assert_eq!(hand.session.take_requests(), [Request::EditRow(row("orders-queue"))]);
    assert!(hand.session.shows_table());
    hand.act(ActionId::QuickEntry);
    assert!(!hand.session.shows_table(), "the line of quick entry is on the canvas");
    hand.act(ActionId::Table);
    hand.send(Command::CloseLine);
    hand.session.settings.table = TableChoice::default();
    hand.act(ActionId::Fit);
    assert!(!hand.session.shows_table());
}

#[test]
fn columns_that_no_version_knows_are_skipped() {
    let components = vec!["cpu_time".to_owned(), "later".to_owned(), "calls".to_owned()];
    let mut choice = TableChoice { components, ..TableChoice::default() };
    assert_eq!(choice.columns(Sheet::Components), [Column::Name, CPU]);
    choice.choose(Sheet::Links, &[Column::From]);
    assert_eq!(choice.columns(Sheet::Links), [Column::From]);
}
