//! Frames of the whole window without a display: panels, canvas and plot, and their triangles.
//!
//! Half of the frames of an edit are waiting for a job on another thread, so these need two cores;
//! panning is the same on one.

#![expect(clippy::unwrap_used, reason = "a bench stops where its own plan is wrong")]

#[path = "support/plans.rs"]
mod plans;
#[path = "support/summary.rs"]
mod summary;

use std::time::{Duration, Instant};

use egui::{Event, Modifiers, PointerButton, Pos2, RawInput, Rect, pos2, vec2};
use polyplan::base::Range;
use polyplan::catalog::Catalog;
use polyplan::files;
use polyplan::layout::{self, Scope};
use polyplan::model::{Edit, Input, InputRef, Plan, Quantity};
use polyplan::session::{ActionId, Command, Element, Session, Settings};
use polyplan::ui::App;
use summary::summary;

const SCREEN: egui::Vec2 = vec2(1920.0, 1080.0);
/// Frames behind a median.
const FRAMES: u32 = 200;

struct Window {
    ctx: egui::Context,
    app: App,
    time: f64,
    pointer: Pos2,
}

impl Window {
    /// The window over a plan, fitted, with a plot of the plan.
    fn over(plan: &Plan) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bench.plan.ron");
        files::save(&path, plan).unwrap();
        let mut session = Session::new(Catalog::shipped().unwrap(), Settings::default());
        session.handle(Command::Open(path));
        session.settle();
        let ctx = egui::Context::default();
        let app = App::new(&ctx, session);
        let mut window = Self { ctx, app, time: 0.0, pointer: pos2(900.0, 300.0) };
        window.app.send(Command::Act(ActionId::Fit));
        // Until the view has come to rest and the plot is sampled.
        for _ in 0..40 {
            window.frame(Vec::new());
        }
        while window.app.session().jobs.running().next().is_some() {
            std::thread::sleep(Duration::from_millis(1));
            window.frame(Vec::new());
        }
        window
    }

    /// One frame with its triangles; gives the ms it took.
    fn frame(&mut self, events: Vec<Event>) -> f64 {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SCREEN)),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let start = Instant::now();
        let app = &mut self.app;
        let mut output = self.ctx.run_ui(input, |ui| {
            app.tick(ui.ctx());
            app.show(ui);
        });
        // Nothing is put on a screen here.
        output.textures_delta.clear();
        let triangles = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let took = start.elapsed().as_secs_f64() * 1000.0;
        assert!(triangles.len() > 1);
        took
    }

    /// Moves the pointer to and fro with the middle button held, as a hand that pans.
    fn pan(&mut self) -> Vec<f64> {
        let button = |pos, pressed| Event::PointerButton {
            pos,
            button: PointerButton::Middle,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.frame(vec![Event::PointerMoved(self.pointer)]);
        self.frame(vec![button(self.pointer, true)]);
        let mut times = Vec::new();
        for step in 0..FRAMES {
            let way = if step / 20 % 2 == 0 { vec2(4.0, 1.0) } else { vec2(-4.0, -1.0) };
            self.pointer += way;
            times.push(self.frame(vec![Event::PointerMoved(self.pointer)]));
        }
        self.frame(vec![button(self.pointer, false)]);
        times
    }

    /// Scrolls down and up over the middle of the window.
    fn scroll(&mut self) -> Vec<f64> {
        for _ in 0..4 {
            self.frame(vec![Event::PointerMoved(self.pointer)]);
        }
        let wheel = |y: f32| Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, y),
            phase: egui::TouchPhase::Move,
            modifiers: Modifiers::NONE,
            source: egui::MouseWheelSource::Wheel,
        };
        let frames = 0..FRAMES;
        frames
            .map(|step| self.frame(vec![wheel(if step / 50 % 2 == 0 { -90.0 } else { 90.0 })]))
            .collect()
    }

    /// States a load, and draws frames until everything derived is up to date: ms until then, and
    /// the longest frame on the way.
    fn edit(&mut self, round: u32) -> (f64, f64) {
        let id = self.app.session().plan().components.keys().next().unwrap().clone();
        let address = InputRef::component(id, Input::ExternalRate);
        let typical = 200.0 + f64::from(round);
        let range = Range::new(typical / 2.0, typical, typical * 2.0).unwrap();
        let quantity = Quantity { range, source: String::new(), owner: String::new(), date: None };
        let edit = Edit::Input(address, Some(quantity));
        let start = Instant::now();
        self.app.send(Command::Edit { label: "State load".to_owned(), edit });
        let mut longest = self.frame(Vec::new());
        while self.app.session().analysis_is_stale() {
            std::thread::sleep(Duration::from_millis(1));
            longest = longest.max(self.frame(Vec::new()));
        }
        (start.elapsed().as_secs_f64() * 1000.0, longest)
    }
}

/// A line of twelve components into a plan of `components`, letter by letter into the open bar: ms of
/// each keystroke until what it would do is drawn.
fn typing(components: usize) -> Vec<f64> {
    const LINE: &str = "mobile app -> edge gateway -> checkout, basket, wish list => event bus => mail worker, fraud scorer #data 2k/s p99 50ms @payments; checkout ->|gRPC| pricing, tax rules !go; basket -> basket cache, stock ledger";
    let mut window = Window::over(&laid_out(components));
    window.app.send(Command::Act(ActionId::QuickEntry));
    for _ in 0..4 {
        window.frame(Vec::new());
    }
    let mut times = Vec::new();
    for letter in LINE.chars() {
        let typed = window.frame(vec![Event::Text(letter.to_string())]);
        times.push(typed + window.frame(Vec::new()));
    }
    let quick = window.app.session().quick.as_ref().unwrap();
    assert_eq!(quick.text, LINE);
    assert_eq!(quick.preview.cards().count(), 12);
    times
}

fn laid_out(components: usize) -> Plan {
    let mut plan = plans::plan(components, 2 * components);
    let edits = layout::tidy(&plan, Scope::AllButByHand);
    plan.apply(Edit::Many(edits)).unwrap();
    plan
}

fn main() {
    summary("keystroke of quick entry, 12 into 300", Some(16.0), typing(300));
    for (components, target_ms) in [(100, 3.0), (1_000, 4.0), (10_000, 12.0)] {
        let plan = laid_out(components);
        let mut window = Window::over(&plan);
        let links = plan.links.len();
        let name = format!("frame while panning, {components} + {links}, fitted");
        summary(&name, Some(target_ms), window.pan());
    }
    for components in [100, 10_000] {
        let mut window = Window::over(&laid_out(components));
        window.app.send(Command::Act(ActionId::Table));
        summary(
            &format!("frame while scrolling the table, {components}"),
            Some(8.0),
            window.scroll(),
        );
    }
    for (components, target_ms) in [(100, 16.0), (1_000, 50.0)] {
        let plan = laid_out(components);
        let mut window = Window::over(&plan);
        let first = plan.components.keys().next().unwrap().clone();
        window.app.send(Command::GoTo(Element::Component(first)));
        window.frame(Vec::new());
        let rounds: Vec<(f64, f64)> = (0..40).map(|round| window.edit(round)).collect();
        let until = rounds.iter().map(|(until, _)| *until).collect();
        let longest = rounds.iter().map(|(_, longest)| *longest).collect();
        summary(&format!("edit until all is up to date, {components}"), Some(target_ms), until);
        summary(&format!("  longest frame on the way, {components}"), Some(16.0), longest);
    }
}
