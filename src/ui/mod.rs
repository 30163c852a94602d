//! The window: eframe and egui. It formats what the session holds and emits commands; it computes
//! nothing and changes nothing itself.

mod app;
mod app_icon;
mod background;
mod canvas;
mod dialogs;
mod drop;
mod field;
mod files;
mod focus;
pub mod icon;
mod inspector;
mod keys;
mod list;
mod meeting;
mod menu;
mod one_by_one;
mod outline;
mod paint;
mod plot;
mod quantity;
mod room;
mod start;
mod status;
pub mod style;
mod table;
mod toast;
mod widget;
mod written;

pub use app::App;
pub use start::run;

use crate::draw::Theme;
use crate::session::{ActionId, Command, Session};

/// What a panel sees: the session to read, the colours, and where its commands go.
pub struct View<'a> {
    /// The session; panels only read it.
    pub session: &'a Session,
    /// Colour roles of the theme in use.
    pub theme: &'static Theme,
    /// Commands of this frame; the session handles them after all panels were drawn.
    pub commands: &'a mut Vec<Command>,
}

impl View<'_> {
    /// Asks the session to do something after this frame's panels were drawn.
    pub fn send(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// Asks the session to run an action.
    pub fn act(&mut self, action: ActionId) {
        self.send(Command::Act(action));
    }

    /// Shows a chart where it is seen: with the plot open and advice not hidden.
    pub fn show_chart(&mut self, chart: &str) {
        self.send(Command::ShowChart(chart.to_owned()));
        if self.session.settings.sketch_mode {
            self.act(ActionId::SketchMode);
        }
        if !self.session.plot_is_open() {
            self.act(ActionId::Plot);
        }
    }
}
