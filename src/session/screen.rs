//! How the window's room is used: full screen, the diagram alone, and whether the plot is open.

use super::{Notice, Request, Session};

/// The window as the session knows it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Screen {
    /// Whether the window covers the screen.
    pub full: bool,
    /// Whether the diagram stands alone, without menus, panels and bars.
    pub alone: bool,
    /// Width and height of the window's inside, whole points of the interface.
    pub size: [f32; 2],
    /// Whether the plot fits beside a diagram of half the window.
    pub plot_fits: bool,
    /// Whether there is no room for the outline, were it open.
    pub no_outline: bool,
    /// Whether there is no room for the inspector, were it open.
    pub no_inspector: bool,
}

impl Session {
    /// Whether people made panels so large in a window of this size that the diagram has less than
    /// half of it.
    #[must_use]
    pub fn panels_first(&self) -> bool {
        self.settings.panels_first == Some(self.screen.size)
    }

    /// Whether the plot is open, not folded to its sentence.
    #[must_use]
    pub fn plot_is_open(&self) -> bool {
        self.settings.plot && (self.screen.plot_fits || self.panels_first())
    }

    /// Folds the plot, or opens it, also where that leaves the diagram less than half. Who asks for the
    /// plot does not ask for panels that had no room.
    pub(super) fn toggle_plot(&mut self) {
        let open = self.plot_is_open();
        self.settings.plot = !open;
        let insists = !open && !self.screen.plot_fits;
        let shut = &mut self.settings.shut_for_plot;
        if insists && self.settings.panels_first != Some(self.screen.size) {
            let [outline, inspector] = [self.screen.no_outline, self.screen.no_inspector];
            shut[0] |= self.settings.outline && outline;
            shut[1] |= self.settings.inspector && inspector;
            self.settings.outline &= !outline;
            self.settings.inspector &= !inspector;
        } else if open {
            self.open_again();
        }
        self.settings.panels_first = insists.then_some(self.screen.size);
    }

    /// The window has this size and room now. Panels that were shut for the plot come back with room.
    pub(super) fn resize_window(&mut self, screen: Screen) {
        let other = screen.size != self.screen.size;
        self.screen = screen;
        if other && self.settings.panels_first != Some(screen.size) {
            self.open_again();
        }
    }

    /// Opens the panels again that were shut for the plot; where there is no room, none is seen.
    fn open_again(&mut self) {
        let [outline, inspector] = std::mem::take(&mut self.settings.shut_for_plot);
        self.settings.outline |= outline;
        self.settings.inspector |= inspector;
    }

    /// Whether the outline is seen.
    #[must_use]
    pub fn outline_is_open(&self) -> bool {
        self.settings.outline && !(self.screen.no_outline || self.screen.alone)
    }

    /// Whether the inspector is seen.
    #[must_use]
    pub fn inspector_is_open(&self) -> bool {
        self.settings.inspector && !(self.screen.no_inspector || self.screen.alone)
    }

    /// Closes the outline, or opens it; in a small window the inspector makes room for it, and then
    /// the diagram.
    pub(super) fn toggle_outline(&mut self) {
        let hidden = self.screen.no_outline && !self.screen.alone;
        self.settings.shut_for_plot[0] = false;
        self.settings.outline = !self.settings.outline || hidden;
        if hidden && self.settings.inspector {
            self.settings.inspector = false;
        } else if hidden {
            self.settings.panels_first = Some(self.screen.size);
        }
    }

    /// Closes the inspector, or opens it, also where that leaves the diagram less than half.
    pub(super) fn toggle_inspector(&mut self) {
        let hidden = self.screen.no_inspector && !self.screen.alone;
        self.settings.shut_for_plot[1] = false;
        self.settings.inspector = !self.settings.inspector || hidden;
        if hidden {
            self.settings.panels_first = Some(self.screen.size);
        }
    }

    pub(super) fn toggle_full_screen(&mut self) {
        self.screen.full = !self.screen.full;
        self.requests.push(Request::FullScreen(self.screen.full));
    }

    /// Shows the diagram alone and whole, or everything again.
    pub(super) fn toggle_alone(&mut self) {
        self.screen.alone = !self.screen.alone;
        if self.screen.alone {
            self.fit();
            self.notices.push(Notice::done("F5 or Escape shows everything again"));
        }
    }

    /// Leaves the diagram alone or else the full screen; whether there was something to leave.
    pub(super) fn leave_screen(&mut self) -> bool {
        if self.screen.alone {
            self.toggle_alone();
        } else if self.screen.full && self.selection.is_empty() {
            self.toggle_full_screen();
        } else {
            return false;
        }
        true
    }
}
