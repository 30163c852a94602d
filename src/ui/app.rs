//! The window's frame: panels read the session, commands are handled at one point.

use egui::{CentralPanel, Panel};

use super::{
    View, canvas, dialogs, drop, field, files, focus, inspector, keys, menu, outline, plot, status,
    style, toast,
};
use crate::session::settings::ThemeChoice;
use crate::session::{Command, Session, Settings};

/// The application: the session and what only the window knows (open rows, scroll places, text
/// being typed).
pub struct App {
    session: Session,
    commands: Vec<Command>,
    canvas: canvas::State,
    dialogs: dialogs::State,
    inspector: inspector::State,
    outline: outline::State,
    plot: plot::State,
    shell: files::Shell,
    toasts: toast::Toasts,
    panels: focus::Panels,
}

impl App {
    /// The window over `session`; fonts and styles are given to `ctx`.
    #[must_use]
    pub fn new(ctx: &egui::Context, mut session: Session) -> Self {
        style::install(ctx);
        // A change is seen in the frame that makes it: the pass is drawn again.
        ctx.options_mut(|options| {
            options.max_passes = 2.try_into().unwrap_or(options.max_passes);
            options.zoom_with_keyboard = false;
        });
        let wake = ctx.clone();
        session.jobs.on_done(move || wake.request_repaint());
        Self {
            session,
            commands: Vec::new(),
            canvas: canvas::State::default(),
            dialogs: dialogs::State::default(),
            inspector: inspector::State::default(),
            outline: outline::State::default(),
            plot: plot::State::default(),
            shell: files::Shell::default(),
            toasts: toast::Toasts::default(),
            panels: focus::Panels::default(),
        }
    }

    /// The session, for tests that look at what the window did.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Sends a command as a panel would.
    pub fn send(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// Lets time pass and takes in finished jobs; runs when the window is hidden, too.
    pub fn tick(&mut self, ctx: &egui::Context) {
        let seconds = ctx.input(|input| f64::from(input.unstable_dt.min(0.1)));
        self.session.tick(seconds);
        self.shell.poll(ctx, &mut self.commands, &mut self.session);
        let focused = |event: &egui::Event| matches!(event, egui::Event::WindowFocused(true));
        if ctx.input(|input| input.events.iter().any(focused)) {
            self.commands.push(Command::CheckFile);
        }
        self.handle(ctx);
        if self.session.camera.is_gliding() {
            ctx.request_repaint();
        }
    }

    /// Draws one frame and handles what it asked for.
    pub fn show(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        self.apply_settings(&ctx);
        if ctx.input(|input| input.viewport().close_requested()) && !self.shell.may_close {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.commands.push(Command::Quit);
        }
        let modal = !self.session.dialogs.is_empty();
        let mut settings = self.session.settings.clone();
        let mut view =
            View { session: &self.session, theme: style::theme(ui), commands: &mut self.commands };
        keys::read(&ctx, &mut view);
        let frame = egui::Frame::new().fill(style::color(view.theme.surface.panel));
        let padded = frame.inner_margin(egui::Margin::symmetric(8, 4));
        Panel::top("menu").frame(padded).show(ui, |ui| menu::show(ui, &mut view));
        menu::scenario_bar(ui, &mut view);
        Panel::bottom("status").frame(padded).show(ui, |ui| status::show(ui, &mut view));
        let sketching = settings.sketch_mode;
        let room = Room::of(ui, &settings);
        let held = ctx.input(|input| input.pointer.any_down());
        let outline = room.outline.and_then(|most| {
            let shown = self.panels.outline.map_or(0.0, |rect| rect.size().x);
            let panel = Panel::left("outline").frame(frame);
            sized(panel, settings.outline_width, (OUTLINE, most), shown, held).show_collapsible(
                ui,
                &mut settings.outline,
                |ui| {
                    bounded(ui, |ui| {
                        focus::pane(ui, focus::Pane::Outline);
                        outline::show(ui, &mut view, &mut self.outline);
                    });
                },
            )
        });
        let inspector =
            room.inspector.and_then(|most| {
                let shown = self.panels.inspector.map_or(0.0, |rect| rect.size().x);
                let panel = Panel::right("inspector").frame(frame);
                sized(panel, settings.inspector_width, (INSPECTOR, most), shown, held)
                    .show_collapsible(ui, &mut settings.inspector, |ui| {
                        bounded(ui, |ui| {
                            focus::pane(ui, focus::Pane::Inspector);
                            inspector::show(ui, &mut view, &mut self.inspector);
                        });
                    })
            });
        let plot = room.plot.filter(|_| !sketching).and_then(|most| {
            let shown = self.panels.plot.map_or(0.0, |rect| rect.size().y);
            let panel = Panel::bottom("plot").frame(frame);
            sized(panel, settings.plot_height, (PLOT, most), shown, held).show_collapsible(
                ui,
                &mut settings.plot,
                |ui| {
                    bounded(ui, |ui| {
                        focus::pane(ui, focus::Pane::Plot);
                        plot::show(ui, &mut view, &mut self.plot);
                    });
                },
            )
        });
        let canvas_frame = egui::Frame::new().fill(style::color(view.theme.surface.canvas));
        CentralPanel::default().frame(canvas_frame).show(ui, |ui| {
            ui.add_enabled_ui(!modal, |ui| canvas::show(ui, &mut view, &mut self.canvas));
        });
        drop::show(&ctx, &mut view);
        dialogs::show(&ctx, &mut view, &mut self.dialogs);
        field::settle(&ctx, &mut view);
        self.toasts.show(&ctx, &mut view);
        let rect = |shown: Option<egui::InnerResponse<()>>| shown.map(|s| s.response.rect);
        self.panels =
            focus::Panels { outline: rect(outline), inspector: rect(inspector), plot: rect(plot) };
        if held {
            // Only people change what is remembered, not a window that is too small for it.
            let panels = &self.panels;
            let size = |rect: Option<egui::Rect>| rect.map(|rect| rect.size());
            let wide = |rect| size(rect).map(|size| size.x);
            keep_size(&mut settings.outline_width, room.outline, wide(panels.outline));
            keep_size(&mut settings.inspector_width, room.inspector, wide(panels.inspector));
            let high = size(panels.plot).map(|size| size.y);
            keep_size(&mut settings.plot_height, room.plot, high);
        }
        focus::ring(&ctx, view.theme);
        keep_window(&ctx, &mut settings);
        if settings != self.session.settings {
            // Panels opened or closed by dragging; an action of this frame has the last word.
            self.commands.insert(0, Command::Settings(Box::new(settings)));
        }
        self.handle(&ctx);
    }

    fn handle(&mut self, ctx: &egui::Context) {
        let before = self.session.plan().revision;
        let any = !self.commands.is_empty();
        for command in std::mem::take(&mut self.commands) {
            self.session.handle(command);
        }
        for request in self.session.take_requests() {
            let (session, outline) = (&mut self.session, &mut self.outline);
            self.shell.serve(ctx, request, session, outline, &self.panels);
        }
        self.toasts.take(ctx, &mut self.session.notices);
        if self.session.plan().revision != before {
            ctx.request_discard("the plan changed");
        } else if any {
            ctx.request_repaint();
        }
    }

    fn apply_settings(&self, ctx: &egui::Context) {
        let settings = &self.session.settings;
        ctx.set_theme(match settings.theme {
            ThemeChoice::System => egui::ThemePreference::System,
            ThemeChoice::Light => egui::ThemePreference::Light,
            ThemeChoice::Dark => egui::ThemePreference::Dark,
        });
        ctx.set_zoom_factor(settings.scale);
    }
}

/// Least width of the outline, least width of the inspector, least height of the plot.
const OUTLINE: f32 = 160.0;
const INSPECTOR: f32 = 260.0;
const PLOT: f32 = 140.0;

/// The most that each panel may take; none where there is no room for it. In a small window, or at
/// a large scale, the canvas comes first, then the inspector. What is open comes back with room.
struct Room {
    outline: Option<f32>,
    inspector: Option<f32>,
    plot: Option<f32>,
}

impl Room {
    fn of(ui: &egui::Ui, settings: &Settings) -> Self {
        const CANVAS: egui::Vec2 = egui::vec2(300.0, 160.0);
        let free = ui.available_size() - CANVAS;
        let most = |free: f32, least: f32, most: f32| (free >= least).then(|| free.min(most));
        let inspector = most(free.x, INSPECTOR, 560.0);
        let taken = inspector.filter(|_| settings.inspector);
        let taken = taken.map_or(0.0, |most| settings.inspector_width.clamp(INSPECTOR, most));
        Self {
            outline: most(free.x - taken, OUTLINE, 480.0),
            inspector,
            plot: most(free.y, PLOT, 640.0),
        }
    }
}

/// A panel as large as people made it, as far as there is room. While they hold a button of the
/// mouse its edge may move.
fn sized(panel: Panel, kept: f32, range: (f32, f32), shown: f32, held: bool) -> Panel {
    let (least, most) = range;
    let wanted = kept.clamp(least, most);
    if held || (shown - wanted).abs() < 1.0 {
        panel.default_size(wanted).size_range(least..=most)
    } else {
        panel.exact_size(wanted)
    }
}

/// Draws into the room there is, and no further: what a panel holds does not make it larger.
fn bounded(ui: &mut egui::Ui, content: impl FnOnce(&mut egui::Ui)) {
    let rect = ui.available_rect_before_wrap();
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    child.set_clip_rect(ui.clip_rect().intersect(rect));
    content(&mut child);
    ui.advance_cursor_after_rect(rect);
}

/// Remembers a panel's size in whole points, unless it is only what the window has room for;
/// while it opens or closes it is smaller than any.
fn keep_size(kept: &mut f32, most: Option<f32>, size: Option<f32>) {
    if let (Some(size), Some(most)) = (size.map(f32::round), most)
        && size >= 140.0
        && (size - kept.min(most)).abs() >= 1.0
    {
        *kept = size;
    }
}

/// Remembers the window's size, and whether it fills the screen.
fn keep_window(ctx: &egui::Context, settings: &mut Settings) {
    let (inner, maximized, fullscreen, minimized) = ctx.input(|input| {
        let window = input.viewport();
        (window.inner_rect, window.maximized, window.fullscreen, window.minimized)
    });
    let on = |flag: Option<bool>| flag.unwrap_or(false);
    settings.maximized = maximized.unwrap_or(settings.maximized);
    if let Some(inner) = inner
        && !(on(maximized) || on(fullscreen) || on(minimized))
    {
        let size = inner.size() * ctx.zoom_factor();
        for (kept, now) in
            [(&mut settings.window_width, size.x), (&mut settings.window_height, size.y)]
        {
            if (*kept - now).abs() >= 1.0 && now >= 100.0 {
                *kept = now.round();
            }
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.tick(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.show(ui);
        let session = &self.session;
        let name =
            if session.plan().name.is_empty() { "Untitled plan" } else { &session.plan().name };
        let dirty = if session.is_dirty() { "• " } else { "" };
        let title = format!("{dirty}{name} – Polyplan");
        if self.shell.title != title {
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.shell.title = title;
        }
    }
}
