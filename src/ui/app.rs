//! The window's frame: panels read the session, commands are handled at one point.

use egui::{CentralPanel, Panel};

use super::room::{FOLDED, INSPECTOR, OUTLINE, PLOT, Room, Whole};
use super::{
    View, canvas, dialogs, drop, field, files, focus, inspector, keys, meeting, menu, outline,
    plot, status, style, table, toast,
};
use crate::session::settings::ThemeChoice;
use crate::session::{Command, Screen, Session, Settings};

/// The application: the session and what only the window knows (open rows, scroll places, text
/// being typed).
pub struct App {
    session: Session,
    commands: Vec<Command>,
    canvas: canvas::State,
    dialogs: dialogs::State,
    inspector: inspector::State,
    meeting: meeting::State,
    outline: outline::State,
    plot: plot::State,
    table: table::State,
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
            // A notch of the wheel changes the zoom by about a fifth, as a key does.
            options.input_options.scroll_zoom_speed = 1.0 / 400.0;
        });
        let wake = ctx.clone();
        session.jobs.on_done(move || wake.request_repaint());
        Self {
            session,
            commands: Vec::new(),
            canvas: canvas::State::default(),
            dialogs: dialogs::State::default(),
            inspector: inspector::State::default(),
            meeting: meeting::State::default(),
            outline: outline::State::default(),
            plot: plot::State::default(),
            table: table::State::default(),
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
        meeting::tick(ctx, &mut self.session);
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
        self.session.plan().currency().enter();
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
        if !modal && !self.session.screen.alone {
            menu::read_mnemonics(&ctx);
        }
        keys::read(&ctx, &mut view);
        let frame = egui::Frame::new().fill(style::color(view.theme.surface.panel));
        let padded = frame.inner_margin(egui::Margin::symmetric(8, 4));
        let alone = self.session.screen.alone;
        if !alone {
            Panel::top("menu").frame(padded).show(ui, |ui| menu::show(ui, &mut view));
            menu::scenario_bar(ui, &mut view);
            Panel::bottom("status").frame(padded).show(ui, |ui| status::show(ui, &mut view));
        }
        let held = ctx.input(|input| input.pointer.any_down());
        // In a meeting a folded plot is away, as the other panels are.
        let away = alone || self.session.shows_meeting() && !settings.plot;
        let has_plot = !(away || settings.sketch_mode || self.session.plan().components.is_empty());
        let whole = Whole {
            window: ctx.content_rect().size(),
            free: ui.available_size(),
            has_plot,
            panels_first: self.session.panels_first(),
        };
        let room = Room::of(whole, &settings);
        // An edge that is dragged may go further than the diagram's half.
        let reach = if held { Room::while_dragged(whole, &settings) } else { room };
        let most = |now: Option<f32>, reach: Option<f32>| now.map(|now| reach.unwrap_or(now));
        let outline = most(room.outline, reach.outline).filter(|_| !alone).and_then(|most| {
            let shown = self.panels.outline.map_or(0.0, |rect| rect.size().x);
            let panel = Panel::left("outline").frame(frame);
            let panel = sized(panel, settings.outline_width, (OUTLINE, most), shown, held);
            panel.show_collapsible(ui, &mut settings.outline, |ui| {
                bounded(ui, |ui| {
                    focus::pane(ui, focus::Pane::Outline);
                    outline::show(ui, &mut view, &mut self.outline);
                });
            })
        });
        let inspector = most(room.inspector, reach.inspector).filter(|_| !alone).and_then(|most| {
            let shown = self.panels.inspector.map_or(0.0, |rect| rect.size().x);
            let panel = Panel::right("inspector").frame(frame);
            let panel = sized(panel, settings.inspector_width, (INSPECTOR, most), shown, held);
            panel.show_collapsible(ui, &mut settings.inspector, |ui| {
                bounded(ui, |ui| {
                    focus::pane(ui, focus::Pane::Inspector);
                    inspector::show(ui, &mut view, &mut self.inspector);
                });
            })
        });
        if room.folded {
            let panel = Panel::bottom("folded plot").frame(frame).exact_size(FOLDED);
            panel.show(ui, |ui| plot::folded(ui, &mut view));
        }
        let plot = most(room.plot, reach.plot).and_then(|most| {
            let shown = self.panels.plot.map_or(0.0, |rect| rect.size().y);
            let panel = Panel::bottom("plot").frame(frame);
            let panel = sized(panel, settings.plot_height, (PLOT, most), shown, held);
            panel.show_collapsible(ui, &mut settings.plot, |ui| {
                bounded(ui, |ui| {
                    focus::pane(ui, focus::Pane::Plot);
                    plot::show(ui, &mut view, &mut self.plot);
                });
            })
        });
        let canvas_frame = egui::Frame::new().fill(style::color(view.theme.surface.canvas));
        let canvas = CentralPanel::default().frame(canvas_frame).show(ui, |ui| {
            ui.add_enabled_ui(!modal, |ui| {
                if view.session.shows_table() {
                    table::show(ui, &mut view, &mut self.table);
                } else if view.session.shows_meeting() {
                    meeting::show(ui, &mut view, &mut self.meeting);
                } else {
                    canvas::show(ui, &mut view, &mut self.canvas);
                }
            });
        });
        drop::show(&ctx, &mut view);
        dialogs::show(&ctx, &mut view, &mut self.dialogs);
        field::settle(&ctx, &mut view);
        self.toasts.show(&ctx, &mut view, canvas.response.rect);
        let rect = |shown: Option<egui::InnerResponse<()>>| shown.map(|s| s.response.rect);
        self.panels =
            focus::Panels { outline: rect(outline), inspector: rect(inspector), plot: rect(plot) };
        if held {
            // Only people change what is remembered, not a window that is too small for it.
            let panels = &self.panels;
            let size = |rect: Option<egui::Rect>| rect.map(|rect| rect.size());
            let wide = |rect| size(rect).map(|size| size.x);
            let before = settings.clone();
            keep_size(&mut settings.outline_width, room.outline, wide(panels.outline));
            keep_size(&mut settings.inspector_width, room.inspector, wide(panels.inspector));
            let high = size(panels.plot).map(|size| size.y);
            keep_size(&mut settings.plot_height, room.plot, high);
            if settings != before {
                let exceeded = Room::is_exceeded(whole, &settings);
                settings.panels_first = exceeded.then_some(rounded(whole.window));
            }
        }
        let screen = Screen {
            full: ctx
                .input(|input| input.viewport().fullscreen)
                .unwrap_or(self.session.screen.full),
            size: rounded(whole.window),
            plot_fits: room.plot_fits,
            no_outline: Room::of(whole, &Settings { outline: true, ..settings.clone() })
                .outline
                .is_none(),
            no_inspector: Room::of(whole, &Settings { inspector: true, ..settings.clone() })
                .inspector
                .is_none(),
            ..self.session.screen
        };
        if screen != self.session.screen {
            view.commands.insert(0, Command::ResizeWindow(screen));
        }
        let name = title(&self.session);
        ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(name));
        focus::ring(&ctx, view.theme);
        keep_window(&ctx, &mut settings);
        if settings != self.session.settings {
            // Panels opened or closed by dragging; an action of this frame has the last word.
            self.commands.insert(0, Command::Settings(Box::new(settings)));
        }
        self.handle(&ctx);
    }

    fn handle(&mut self, ctx: &egui::Context) {
        let before = self.session.plan().version;
        let any = !self.commands.is_empty();
        for command in std::mem::take(&mut self.commands) {
            self.session.handle(command);
        }
        for request in self.session.take_requests() {
            let session = &mut self.session;
            let (outline, table) = (&mut self.outline, &mut self.table);
            self.shell.serve(ctx, request, session, outline, table, &self.panels);
        }
        self.toasts.take(ctx, &mut self.session.notices);
        if self.session.plan().version != before {
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

/// A size in whole points.
fn rounded(size: egui::Vec2) -> [f32; 2] {
    [size.x.round(), size.y.round()]
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

/// The window's title: whether something is unsaved, the plan, its file.
fn title(session: &Session) -> String {
    let dirty = if session.is_dirty() { "• " } else { "" };
    let name = session.plan().title();
    let file = session.path().and_then(std::path::Path::file_name);
    let file = file.map_or_else(String::new, |file| format!(" ({})", file.to_string_lossy()));
    format!("{dirty}{name}{file} – Polyplan")
}

impl eframe::App for App {
    fn raw_input_hook(&mut self, ctx: &egui::Context, input: &mut egui::RawInput) {
        if self.shell.keys.take(&mut input.events) {
            ctx.request_repaint();
        }
    }

    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.tick(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.show(ui);
        let title = title(&self.session);
        if self.shell.title != title {
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.shell.title = title;
        }
    }
}
