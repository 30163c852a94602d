//! Starting the window: OpenGL first on Linux, wgpu first elsewhere, each the other's fallback.

use std::path::PathBuf;
use std::process::ExitCode;

use super::{App, app_icon};
use crate::catalog::Catalog;
use crate::session::{Command, Notice, Places, Session, Settings};

/// Opens the window, with a plan if a path is given, and returns when it is closed.
#[must_use]
pub fn run(path: Option<PathBuf>) -> ExitCode {
    let catalog = match Catalog::shipped() {
        Ok(catalog) => catalog,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(2);
        }
    };
    match open_window(catalog, path) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let why = why_not(&error);
            tracing::debug!(why, "no window");
            eprintln!("polyplan: {why}; `polyplan report PLAN --out DIR` works without one");
            ExitCode::from(2)
        }
    }
}

fn open_window(catalog: &'static Catalog, path: Option<PathBuf>) -> eframe::Result {
    let renderers = if cfg!(target_os = "linux") {
        [eframe::Renderer::Glow, eframe::Renderer::Wgpu]
    } else {
        [eframe::Renderer::Wgpu, eframe::Renderer::Glow]
    };
    let [first, second] = renderers;
    let places = Places::of_user();
    let (settings, notice) = if let Some(places) = &places {
        Settings::read(places)
    } else {
        let text = "There is no home folder; settings and unsaved work are not kept";
        (Settings::default(), Some(Notice::warning(text)))
    };
    let opening = Opening { catalog, path, places, settings, notice };
    match opening.start(first) {
        Err(error) if !no_display(&error) => opening.start(second),
        other => other,
    }
}

/// What the window opens with.
struct Opening {
    catalog: &'static Catalog,
    path: Option<PathBuf>,
    places: Option<Places>,
    settings: Settings,
    /// What has to be said of the settings.
    notice: Option<Notice>,
}

impl Opening {
    fn start(&self, renderer: eframe::Renderer) -> eframe::Result {
        let settings = &self.settings;
        let viewport = egui::ViewportBuilder::default()
            .with_app_id("polyplan")
            .with_title("Polyplan")
            .with_inner_size([settings.window_width, settings.window_height])
            .with_maximized(settings.maximized)
            .with_min_inner_size([800.0, 500.0]);
        let viewport = match app_icon::pixels() {
            Some(icon) => viewport.with_icon(icon),
            None => viewport,
        };
        let options = eframe::NativeOptions { viewport, renderer, ..Default::default() };
        let create: eframe::AppCreator<'_> = Box::new(move |cc| {
            let (version, system) = (env!("CARGO_PKG_VERSION"), std::env::consts::OS);
            tracing::info!(version, system, ?renderer, "window");
            let mut app = App::new(&cc.egui_ctx, self.session());
            if let Some(path) = self.path.clone() {
                app.send(Command::Open(path));
            }
            Ok(Box::new(app))
        });
        eframe::run_native("polyplan", options, create)
    }

    /// A session that keeps what is done in it, and looks for what a crash left behind.
    fn session(&self) -> Session {
        let mut session = Session::new(self.catalog, self.settings.clone());
        session.notices.extend(self.notice.clone());
        if let Some(places) = self.places.clone() {
            session.keep_in(places);
            session.find_lost_work();
        }
        session
    }
}

/// Why there is no window, in words that help where nobody has a display.
fn why_not(error: &eframe::Error) -> String {
    let named = |name: &str| std::env::var(name).is_ok_and(|value| !value.is_empty());
    let said = error.to_string();
    // The window system's own words begin with the place in its source, which helps nobody.
    let said = said.split_once(".rs:").map_or(said.as_str(), |(_, rest)| {
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':' || c == ' ')
    });
    if !no_display(error) {
        format!("the window could not be opened ({said})")
    } else if named("DISPLAY") || named("WAYLAND_DISPLAY") {
        format!("the display let no window open ({said})")
    } else {
        "there is no display to open a window on".to_owned()
    }
}

fn no_display(error: &eframe::Error) -> bool {
    matches!(error, eframe::Error::WinitEventLoop(_) | eframe::Error::Winit(_))
}
