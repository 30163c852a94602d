//! The plot panel and the export dialog, driven through the accessibility tree.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use polyplan::catalog::Catalog;
use polyplan::charts::sequence::Row;
use polyplan::charts::{Body, COMPONENT_CHARTS, Chart, Curves, PLAN_CHARTS};
use polyplan::forecast::sweep::Metric;
use polyplan::forecast::{Resolved, Sweep, SweepRequest, Swept};
use polyplan::model::{
    Component, ComponentId, Edit, Input, InputRef, Kind, LinkId, Plan, Quantity,
};
use polyplan::session::settings::ExportChoice;
use polyplan::session::{Command, Dialog, Element, Selection, Session, Settings};
use polyplan::ui::App;

type Window = Harness<'static, Option<App>>;

/// The window over an example plan, or over an empty one.
fn window(plan: Option<&str>, size: [f32; 2]) -> Window {
    // People opened the plot here, also where that leaves the diagram less than half.
    let settings = Settings { panels_first: Some(size), ..Settings::default() };
    let mut session = Session::new(Catalog::shipped().unwrap(), settings);
    if let Some(name) = plan {
        let file = format!("saves/{name}.plan.ron");
        session.handle(Command::Open(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file)));
        session.settle();
    }
    let mut session = Some(session);
    let mut window = Harness::builder().with_size(size).with_max_steps(32).build_ui_state(
        move |ui, app: &mut Option<App>| {
            let app = app.get_or_insert_with(|| App::new(ui.ctx(), session.take().unwrap()));
            app.tick(ui.ctx());
            app.show(ui);
        },
        None,
    );
    window.run();
    window
}

fn session(window: &Window) -> &Session {
    window.state().as_ref().unwrap().session()
}

fn send(window: &mut Window, command: Command) {
    window.state_mut().as_mut().unwrap().send(command);
    window.run_steps(3);
}

fn select(window: &mut Window, id: &str) {
    let id = ComponentId::new(id).unwrap();
    send(window, Command::Select(Selection::of(Element::Component(id))));
}

/// Runs frames until `done`, as jobs need time.
#[track_caller]
fn wait(window: &mut Window, done: impl Fn(&Window) -> bool) {
    let start = Instant::now();
    while !done(window) {
        assert!(start.elapsed() < Duration::from_mins(1), "nothing came");
        std::thread::sleep(Duration::from_millis(5));
        window.run_steps(1);
    }
}

fn first_built(plan: &Plan) -> String {
    let mut built = plan.components.values().filter(|component| component.is_built());
    built.next().unwrap().id.to_string()
}

#[test]
fn every_chart_is_shown_at_every_size() {
    for size in [[640.0, 480.0], [1280.0, 720.0], [1920.0, 1080.0]] {
        let mut window = window(Some("astronomy-shop"), size);
        for &name in PLAN_CHARTS {
            shows(&mut window, name);
        }
        let id = first_built(session(&window).plan());
        select(&mut window, &id);
        for &name in COMPONENT_CHARTS.iter().chain(PLAN_CHARTS) {
            shows(&mut window, name);
        }
    }
}

/// The chart of that name is in the panel, with a picture of each of its panels that has room.
#[track_caller]
fn shows(window: &mut Window, name: &str) {
    send(window, Command::ShowChart(name.to_owned()));
    assert_eq!(session(window).chart_name, name);
    let title = session(window).chart().unwrap().title.clone();
    window.get_by_label(&format!("Plot: {title}"));
    if window.ctx.content_rect().width() >= 1280.0 {
        let figures = window.query_all_by_role(egui::accesskit::Role::Figure).count();
        // What is computed as a whole says so until it is there.
        let panels = session(window).chart().unwrap().panels.iter();
        let full = panels.filter(|panel| !matches!(panel.body, Body::Empty(_))).count();
        assert_eq!(figures, full, "{name}");
    }
}

#[test]
fn the_chooser_offers_what_fits_and_keeps_a_choice_of_each_sort() {
    let mut window = window(Some("online-boutique"), [1280.0, 800.0]);
    assert_eq!(session(&window).chart_name, "totals");
    window.get_by_label("Chart").click();
    window.run_steps(3);
    assert!(window.query_by_label("Latency against load").is_none());
    window.get_by_label("The article on learning Go").click();
    window.run_steps(3);
    assert_eq!(session(&window).chart_name, "article-learning");

    select(&mut window, "checkoutservice");
    window.get_by_label("Chart").click();
    window.run_steps(3);
    window.get_by_label("Latency against load").click();
    window.run_steps(3);
    assert_eq!(session(&window).chart_name, "latency-load");
    // What the team does not build has no charts of its own.
    select(&mut window, "redis");
    assert_eq!(session(&window).chart_name, "article-learning");
    select(&mut window, "emailservice");
    assert_eq!(session(&window).chart_name, "latency-load");
    send(&mut window, Command::Select(Selection::default()));
    assert_eq!(session(&window).chart_name, "article-learning");
}

#[test]
fn an_empty_plan_says_how_to_begin() {
    let mut window = window(None, [1280.0, 800.0]);
    // The tool bar has a button of the same name.
    let lower = |node: &egui_kittest::Node<'_>| node.rect().top() > 200.0;
    window.query_all_by_label("Add component").find(lower).unwrap().click();
    window.run_steps(3);
    assert_ne!(session(&window).tool, polyplan::session::Tool::Idle);
}

#[test]
fn values_stand_under_the_pointer() {
    let mut window = window(Some("online-boutique"), [1280.0, 800.0]);
    select(&mut window, "checkoutservice");
    send(&mut window, Command::ShowChart("latency-load".to_owned()));
    wait(&mut window, |window| !session(window).chart_is_sampling());
    // At a load that both can serve.
    let plot = window.get_by_role(egui::accesskit::Role::Figure).rect();
    window.hover_at(egui::pos2(plot.left() + 0.3 * plot.width(), plot.center().y));
    window.run_steps(4);
    let names: Vec<String> = {
        let candidates = session(&window).analysis();
        let id = ComponentId::new("checkoutservice").unwrap();
        candidates.components[&id].advice.ranking.iter().map(|r| r.name.clone()).collect()
    };
    window.get_by_label_contains("Peak load: ");
    for name in names {
        window.get_by_label(&name);
    }
    // Besides, a finding tells a range.
    let told: Vec<_> = window
        .query_all_by_label_contains(" ms to ")
        .filter_map(|node| node.accesskit_node().label().or(node.accesskit_node().value()))
        .filter(|label| !label.contains("answers in"))
        .collect();
    assert_eq!(told.len(), 2, "{told:?}");
}

#[test]
fn bars_can_be_read() {
    let mut window = window(Some("online-boutique"), [1280.0, 800.0]);
    wait(&mut window, |window| !session(window).chart_is_sampling());
    window.run_steps(2);
    let bars = window.query_all_by_label_contains("10th to 90th percentile").count();
    assert!(bars >= 6, "{bars}");
    window.get_by_label_contains("As advised. Cost: $");
    assert!(
        window.query_all_by_label_contains(". Building: $").count() >= 4,
        "parts follow the sum"
    );
}

#[test]
fn an_assumption_leads_to_its_input() {
    let mut window = window(Some("online-boutique"), [1280.0, 800.0]);
    select(&mut window, "checkoutservice");
    send(&mut window, Command::ShowChart("memory-connections".to_owned()));
    let mut settings = session(&window).settings.clone();
    settings.inspector = false;
    send(&mut window, Command::Settings(Box::new(settings)));
    window.get_by_label("State concurrent connections").click();
    window.run_steps(4);
    let id = ComponentId::new("checkoutservice").unwrap();
    assert_eq!(session(&window).subject(), Some(&id));
    assert!(session(&window).settings.inspector);
}

#[test]
fn the_menu_copies_and_exports() {
    let mut window = window(Some("online-boutique"), [1280.0, 800.0]);
    select(&mut window, "checkoutservice");
    open_menu(&mut window);
    window.get_by_label("Copy numbers (CSV)").click();
    wait(&mut window, |window| {
        window.query_by_label_contains("Dismiss: Copied the numbers of").is_some()
    });

    open_menu(&mut window);
    window.get_by_label("Export this plot…").click();
    window.run_steps(3);
    let Some(Dialog::Export(choice)) = session(&window).dialogs.last() else {
        panic!("no export dialog")
    };
    assert_eq!(choice.what, "cost-load");
}

fn open_menu(window: &mut Window) {
    window.get_by_label("Plot menu").click();
    window.run_steps(3);
}

/// Moves what is seen of the plot.
fn drag_plot(window: &mut Window) {
    let from = window.get_by_role(egui::accesskit::Role::Figure).rect().center();
    window.drag_at(from);
    window.run_steps(1);
    window.hover_at(from + egui::vec2(-40.0, 10.0));
    window.run_steps(1);
    window.drop_at(from + egui::vec2(-40.0, 10.0));
    window.run_steps(3);
}

#[test]
fn a_zoomed_plot_can_be_reset() {
    let mut window = window(Some("online-boutique"), [1280.0, 800.0]);
    select(&mut window, "checkoutservice");
    send(&mut window, Command::ShowChart("latency-load".to_owned()));
    open_menu(&mut window);
    assert!(is_disabled(&window, "Reset view"));
    window.get_by_label("Plot menu").click();
    window.run_steps(3);
    drag_plot(&mut window);
    open_menu(&mut window);
    assert!(!is_disabled(&window, "Reset view"));
    window.get_by_label("Reset view").click();
    window.run_steps(3);
    open_menu(&mut window);
    assert!(is_disabled(&window, "Reset view"));
}

/// The part that is seen of one component's chart says nothing of another's.
#[test]
fn another_component_is_plotted_whole() {
    let mut window = window(Some("online-boutique"), [1280.0, 800.0]);
    select(&mut window, "checkoutservice");
    send(&mut window, Command::ShowChart("latency-load".to_owned()));
    drag_plot(&mut window);
    open_menu(&mut window);
    assert!(!is_disabled(&window, "Reset view"));
    window.key_press(egui::Key::Escape);
    window.run_steps(3);
    select(&mut window, "frontend");
    open_menu(&mut window);
    assert!(is_disabled(&window, "Reset view"));
}

fn is_disabled(window: &Window, label: &str) -> bool {
    window.get_by_label(label).accesskit_node().is_disabled()
}

#[test]
fn the_export_dialog_offers_what_there_is() {
    let mut window = window(Some("online-boutique"), [1280.0, 720.0]);
    send(&mut window, Command::ShowDialog(Dialog::Export(ExportChoice::default())));
    // The diagram is written as a table and as Mermaid too.
    assert!(!is_disabled(&window, "CSV") && !is_disabled(&window, "MMD"));
    wait(&mut window, |window| window.query_by_label_contains(" pixels").is_some());
    window.get_by_label("SVG").click();
    window.run_steps(3);
    assert!(window.query_by_label_contains(" pixels").is_none());
    window.get_by_label("What to export").click();
    window.run_steps(3);
    window.get_by_label_contains("Select a component first");
    window.get_by_label("Total cost and delivery").click();
    window.run_steps(3);
    assert!(!is_disabled(&window, "CSV") && is_disabled(&window, "MMD"));
    window.get_by_label("CSV").click();
    window.run_steps(3);
    assert!(window.query_by_label("Copy image").is_none());
    window.get_by_label("Cancel").click();
    window.run_steps(3);
    assert!(session(&window).dialogs.is_empty());
    assert_eq!(session(&window).settings.export, ExportChoice::default());
}

#[test]
fn a_picture_too_large_is_said_in_the_dialog() {
    let mut window = window(Some("astronomy-shop"), [1280.0, 720.0]);
    let choice = ExportChoice { scale: 6.0, ..ExportChoice::default() };
    send(&mut window, Command::ShowDialog(Dialog::Export(choice)));
    wait(&mut window, |window| window.query_by_label_contains("choose a smaller scale").is_some());
    window.get_by_label("2×").click();
    window.run_steps(3);
    assert!(window.query_by_label_contains("choose a smaller scale").is_none());
}

#[test]
fn the_diagram_is_copied_as_an_image() {
    let mut window = window(Some("online-boutique"), [1280.0, 720.0]);
    let choice = ExportChoice { scale: 1.0, ..ExportChoice::default() };
    send(&mut window, Command::ShowDialog(Dialog::Export(choice)));
    window.get_by_label("Copy image").click();
    wait(&mut window, |window| {
        window.query_by_label_contains("Dismiss: Copied the diagram").is_some()
    });
    assert!(session(&window).dialogs.is_empty());
}

#[test]
fn a_chart_of_a_component_needs_one() {
    let mut window = window(Some("online-boutique"), [1280.0, 720.0]);
    let choice = ExportChoice { what: "fit".to_owned(), ..ExportChoice::default() };
    send(&mut window, Command::ShowDialog(Dialog::Export(choice.clone())));
    assert!(window.query_by_label_contains("Fit by criterion").is_none());
    send(&mut window, Command::CloseDialog);
    select(&mut window, "checkoutservice");
    send(&mut window, Command::ShowDialog(Dialog::Export(choice)));
    wait(&mut window, |window| window.query_by_label_contains(" pixels").is_some());
}

/// A sweep of one of checkout's own inputs.
fn own(input: Input) -> Swept {
    Swept::Input(InputRef::component(ComponentId::new("checkoutservice").unwrap(), input))
}

/// Only the plot has words of numbers then.
fn without_inspector(window: &mut Window) {
    let mut settings = session(window).settings.clone();
    settings.inspector = false;
    send(window, Command::Settings(Box::new(settings)));
}

fn choose(window: &mut Window, chooser: &str, entry: &str) {
    window.get_by_label(chooser).click();
    window.run_steps(3);
    // A panel may have the same words for its title, and a long list is scrolled.
    let is_entry = |node: &egui_kittest::Node<'_>| {
        node.accesskit_node().role() != egui::accesskit::Role::Label
    };
    // What is worth choosing may be looked for beside the frame.
    wait(window, |window| window.query_all_by_label(entry).any(|node| is_entry(&node)));
    window.query_all_by_label(entry).find(is_entry).unwrap().click_accesskit();
    window.run_steps(3);
}

fn only_curves(window: &Window) -> Curves {
    let chart = session(window).chart().unwrap();
    assert_eq!(chart.panels.len(), 1);
    let curves = chart.panels.iter().find_map(|panel| match &panel.body {
        Body::Curves(curves) => Some(curves.clone()),
        _ => None,
    });
    curves.unwrap()
}

/// Every line of the chart reads what the forecast computes for its candidate at that value.
#[track_caller]
fn reads_as_forecast(window: &Window, swept: &Swept, metric: Metric) {
    let session = session(window);
    let resolved = Resolved::new(session.plan(), session.catalog(), session.active_scenario());
    let request = SweepRequest {
        swept: swept.clone(),
        component: session.plottable().unwrap().clone(),
        from: None,
        to: None,
        steps: 9,
    };
    let sweep = Sweep::new(&resolved, &request).unwrap();
    let curves = only_curves(window);
    assert_eq!(curves.series.len(), sweep.lines.len());
    for (place, &value) in sweep.values.iter().enumerate() {
        for (reading, line) in curves.readings(value).iter().zip(&sweep.lines) {
            assert_eq!(reading.name, session.catalog().candidates[&line.candidate].name);
            let expected = metric.of(&line.points[place]);
            let read = reading.value.unwrap();
            assert!((read / expected - 1.0).abs() < 1e-6, "{value}: {read}, not {expected}");
        }
    }
}

#[test]
fn any_input_of_a_component_can_be_swept() {
    let mut window = window(Some("online-boutique"), [1280.0, 800.0]);
    without_inspector(&mut window);
    assert!(window.query_by_label("Input to sweep").is_none());
    select(&mut window, "checkoutservice");
    choose(&mut window, "Chart", "Sweep of an input");
    assert_eq!(session(&window).chart_name, "sweep");
    assert_eq!(session(&window).sweep().unwrap().swept, own(Input::ExternalRate));
    choose(&mut window, "Input to sweep", "Work to build");
    choose(&mut window, "Metric", "Weeks to build");
    assert_eq!(session(&window).sweep().unwrap().swept, own(Input::Work));
    reads_as_forecast(&window, &own(Input::Work), Metric::Weeks);
    window.get_by_label("Plot: Checkout service: weeks to build against work to build");
    choose(&mut window, "Input to sweep", "CPU time per request");
    choose(&mut window, "Metric", "p99 latency");
    reads_as_forecast(&window, &own(Input::CpuTime), Metric::P99);
    choose(&mut window, "Input to sweep", "Peak external rate, Load generator");
    let sent: Swept = "component/loadgenerator/external_rate".parse().unwrap();
    choose(&mut window, "Metric", "Memory");
    reads_as_forecast(&window, &sent, Metric::Memory);
    choose(&mut window, "Input to sweep", "Horizon");
    choose(&mut window, "Metric", "What moves most");
    assert!(window.query_all_by_role(egui::accesskit::Role::Figure).count() >= 1);
}

#[test]
fn a_sweep_follows_edits_and_the_selection_at_once() {
    let mut window = window(Some("online-boutique"), [1280.0, 800.0]);
    select(&mut window, "checkoutservice");
    let link = session(&window).plan().links.values();
    let link = link.clone().find(|link| link.to.as_str() == "checkoutservice").unwrap().id.clone();
    let calls: Swept = format!("link/{link}/calls").parse().unwrap();
    send(&mut window, Command::SweepMetric(Some(Metric::Cost)));
    send(&mut window, Command::SweepInput(own(Input::CpuTime)));
    let before = only_curves(&window);
    let (label, edit) = {
        let address = InputRef::plan(Input::VcpuHour);
        let range = polyplan::base::Range::exact(0.9);
        session(&window).stating(None, &address, Some(range))
    };
    send(&mut window, Command::Edit { label, edit });
    assert_ne!(only_curves(&window), before);
    reads_as_forecast(&window, &own(Input::CpuTime), Metric::Cost);

    // An input of its own is that of the next component too; a link of checkout is not.
    let email = ComponentId::new("emailservice").unwrap();
    select(&mut window, "emailservice");
    let swept = Swept::Input(InputRef::component(email.clone(), Input::CpuTime));
    assert_eq!(session(&window).sweep().unwrap().swept, swept);
    select(&mut window, "checkoutservice");
    send(&mut window, Command::SweepInput(calls.clone()));
    reads_as_forecast(&window, &calls, Metric::Cost);
    select(&mut window, "emailservice");
    let rate = Swept::Input(InputRef::component(email, Input::ExternalRate));
    assert_eq!(session(&window).sweep().unwrap().swept, rate);
    select(&mut window, "checkoutservice");
    assert_eq!(session(&window).sweep().unwrap().swept, calls);
    let edit = Edit::RemoveLink(LinkId::new(link.as_str()).unwrap());
    send(&mut window, Command::Edit { label: "Remove".to_owned(), edit });
    assert_eq!(session(&window).sweep().unwrap().swept, own(Input::ExternalRate));
}

#[test]
fn a_number_in_the_inspector_leads_to_its_sweep() {
    let mut window = window(Some("online-boutique"), [1280.0, 2400.0]);
    select(&mut window, "checkoutservice");
    window.get_by_label("Numbers").click();
    window.run_steps(20);
    let mut settings = session(&window).settings.clone();
    settings.plot = false;
    send(&mut window, Command::Settings(Box::new(settings)));
    window.get_by_label("Sweep I/O wait per request").click();
    window.run_steps(3);
    assert!(session(&window).settings.plot);
    assert_eq!(session(&window).chart_name, "sweep");
    assert_eq!(session(&window).sweep().unwrap().swept, own(Input::IoWait));
    window.get_by_label("Input to sweep");

    // What the team does not build has no candidates to compare.
    select(&mut window, "redis");
    assert!(window.query_by_label_contains("Sweep ").is_none());
    // A link leads to the component that it leads to.
    let link = session(&window).plan().links.values();
    let link = link.clone().find(|link| link.to.as_str() == "checkoutservice").unwrap().id.clone();
    send(&mut window, Command::Select(Selection::of(Element::Link(link.clone()))));
    window.get_by_label("Sweep calls per request").click();
    window.run_steps(3);
    let swept: Swept = format!("link/{link}/calls").parse().unwrap();
    assert_eq!(session(&window).subject().unwrap().as_str(), "checkoutservice");
    assert_eq!(session(&window).sweep().unwrap().swept, swept);
}

#[test]
fn what_moves_nothing_says_so() {
    let mut window = window(Some("online-boutique"), [1280.0, 800.0]);
    select(&mut window, "checkoutservice");
    for (input, words) in [
        (Input::GpuHours, "nothing above zero is stated or assumed"),
        (Input::WaitSpread, "moves no number of Checkout service; choose another input"),
    ] {
        send(&mut window, Command::SweepInput(own(input)));
        let chart = session(&window).chart().unwrap();
        let Body::Empty(why) = &chart.panels[0].body else { panic!("{:?}", chart.panels) };
        assert!(why.contains(words), "{why}");
        let why = why.clone();
        window.get_by_label_contains(&why);
        // It can still be left.
        window.get_by_label("Input to sweep");
    }
    choose(&mut window, "Input to sweep", "Horizon");
    let chart = session(&window).chart().unwrap();
    assert!(chart.panels.iter().all(|panel| matches!(panel.body, Body::Curves(_))));
}

#[test]
fn the_sweep_that_is_shown_is_exported_and_copied() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(Some("online-boutique"), [1280.0, 800.0]);
    select(&mut window, "checkoutservice");
    send(&mut window, Command::SweepMetric(Some(Metric::P99)));
    send(&mut window, Command::SweepInput(own(Input::CpuTime)));
    let what = "sweep:component/checkoutservice/cpu_time:p99";

    open_menu(&mut window);
    window.get_by_label("Copy numbers (CSV)").click();
    wait(&mut window, |window| {
        let copied =
            "Dismiss: Copied the numbers of “Checkout service: p99 latency against CPU time";
        window.query_by_label_contains(copied).is_some()
    });
    open_menu(&mut window);
    window.get_by_label("Export this plot…").click();
    window.run_steps(3);
    let Some(Dialog::Export(choice)) = session(&window).dialogs.last() else {
        panic!("no export dialog")
    };
    assert_eq!(choice.what, what);
    assert_eq!(session(&window).export_name(choice), "checkoutservice-sweep-cpu_time.png");
    wait(&mut window, |window| window.query_by_label_contains(" pixels").is_some());
    send(&mut window, Command::CloseDialog);

    let path = folder.path().join("sweep.csv");
    let choice = ExportChoice {
        what: what.to_owned(),
        format: "csv".to_owned(),
        path: Some(path.clone()),
        ..ExportChoice::default()
    };
    send(&mut window, Command::Export(choice));
    wait(&mut window, |_| path.exists());
    let curves = only_curves(&window);
    let text = std::fs::read_to_string(&path).unwrap();
    for series in &curves.series {
        let rows = text.lines().filter(|row| row.contains(&format!(",{},", series.name)));
        assert_eq!(rows.count(), series.points.len(), "{}", series.name);
    }
    assert_eq!(session(&window).settings.export.what, what);

    // Another chart is shown: the dialog then offers no sweep, and begins with the diagram.
    send(&mut window, Command::ShowChart("fit".to_owned()));
    let choice = session(&window).settings.export.clone();
    send(&mut window, Command::ShowDialog(Dialog::Export(choice)));
    window.get_by_label("What to export").click();
    window.run_steps(3);
    assert!(window.query_by_label_contains("against CPU time").is_none());
    window.get_by_label("Checkout service: Fit by criterion");
}

/// The dialog offers places; the preview is of the chosen one.
#[test]
fn a_picture_can_be_exported_for_a_slide() {
    let mut window = window(Some("online-boutique"), [1280.0, 720.0]);
    let choice = ExportChoice { scale: 1.0, ..ExportChoice::default() };
    send(&mut window, Command::ShowDialog(Dialog::Export(choice)));
    wait(&mut window, |window| window.query_by_label_contains(" pixels").is_some());
    window.get_by_label("Where it will be read").click();
    window.run_steps(3);
    window.get_by_label("A slide, 1600 by 900").click();
    window.run_steps(3);
    wait(&mut window, |window| window.query_by_label("1600 × 900 pixels").is_some());
}

/// The chart in the panel once its draws are there.
fn sampled(window: &mut Window) -> Chart {
    wait(window, |window| !session(window).chart_is_sampling());
    window.run_steps(3);
    session(window).chart().unwrap().as_ref().clone()
}

#[test]
fn the_steps_of_a_flow_are_shown_chosen_and_exported() {
    let mut window = window(Some("online-boutique"), [1280.0, 800.0]);
    send(&mut window, Command::ShowChart("sequence".to_owned()));
    let chart = sampled(&mut window);
    let Body::Sequence(sequence) = &chart.panels[0].body else { panic!("{:?}", chart.panels) };
    // The picture has a name, and each of its steps can be read.
    window.get_by_label(&format!("{}: sequence diagram", chart.title));
    let first = sequence.rows.iter().find_map(|row| match row {
        Row::Arrow(of) => Some(sequence.sentence(of)),
        _ => None,
    });
    assert!(window.query_all_by_label(&first.unwrap()).next().is_some());
    // Another flow is chosen, here and by the palette.
    let flows: Vec<_> = session(&window).flows_to_choose().cloned().collect();
    let flow = flows.last().unwrap().clone();
    let name = session(&window).plan().components[&flow].name.clone();
    choose(&mut window, "Flow", &name);
    assert_eq!(sampled(&mut window).title, format!("{name}: steps of its flow"));
    assert_eq!(session(&window).chart_in_full(), format!("sequence:{flow}"));
    // So does the inspector of where a flow begins.
    let other = flows.first().unwrap().clone();
    select(&mut window, other.as_str());
    window.get_by_label("Links and group").click();
    window.run_steps(20);
    window.get_by_label("Steps of its flow").click_accesskit();
    window.run_steps(3);
    assert_eq!(session(&window).chart_in_full(), format!("sequence:{other}"));
    choose(&mut window, "Flow", &name);
    // It stays where something is selected, and is what is exported, as text of Mermaid too.
    select(&mut window, "emailservice");
    assert_eq!(sampled(&mut window).title, format!("{name}: steps of its flow"));
    open_menu(&mut window);
    window.get_by_label("Export this plot…").click();
    window.run_steps(3);
    wait(&mut window, |window| window.query_by_label_contains(" pixels").is_some());
    assert!(!is_disabled(&window, "MMD") && is_disabled(&window, "LINES"));
    let choice = match session(&window).dialogs.last() {
        Some(Dialog::Export(choice)) => choice.clone(),
        other => panic!("{other:?}"),
    };
    let file = session(&window).export_name(&ExportChoice { format: "mmd".to_owned(), ..choice });
    assert_eq!(file, format!("{flow}-sequence.mmd"));
}

#[test]
fn without_a_flow_the_steps_say_what_to_do() {
    let mut window = window(None, [1280.0, 800.0]);
    // The plot is there from the first component on; at this one no requests begin.
    let id = ComponentId::new("api").unwrap();
    let api = Component::new(id.clone(), "API", Kind::Service);
    let address = InputRef::component(id, Input::ExternalRate);
    let nothing = Quantity::of(Input::ExternalRate.parse("0 req/s").unwrap());
    for edit in [Edit::AddComponent(Box::new(api)), Edit::Input(address, Some(nothing))] {
        send(&mut window, Command::Edit { label: "Edit".to_owned(), edit });
    }
    send(&mut window, Command::ShowChart("sequence".to_owned()));
    sampled(&mut window);
    window.get_by_label_contains("There is no flow yet: give a component the rate");
}
