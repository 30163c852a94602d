//! How the window's room is shared between the diagram and the panels around it.
//!
//! The diagram keeps at least half of the window: the plot folds to its sentence first, then the
//! panels beside the diagram shrink, then the outline goes, then the inspector. Only people who
//! drag an edge or open the plot all the same get less of the diagram, in a window of that size.

use egui::{Vec2, vec2};

use crate::session::Settings;

/// Least width of the outline, least width of the inspector, least height of the plot.
pub(super) const OUTLINE: f32 = 160.0;
pub(super) const INSPECTOR: f32 = 240.0;
pub(super) const PLOT: f32 = 140.0;
/// Share of the window that the diagram keeps: half, and what lines between panels take.
const HALF: f32 = 0.505;
/// Height of the folded plot: its sentence.
pub(super) const FOLDED: f32 = 32.0;
/// Room of the diagram that nobody can take.
const DIAGRAM: Vec2 = vec2(300.0, 150.0);
/// Most width of outline and inspector, most height of the plot.
const MOST: [f32; 3] = [480.0, 560.0, 640.0];
/// Height below which even the folded plot is too much.
const ROOM_TO_FOLD: f32 = 420.0;

/// The most that each panel may take; none where there is no room for it. What is open comes back
/// with room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Room {
    pub outline: Option<f32>,
    pub inspector: Option<f32>,
    /// None where the plot is folded or away.
    pub plot: Option<f32>,
    /// Whether the plot is folded to its sentence.
    pub folded: bool,
    /// Whether the plot fits beside a diagram of half the window.
    pub plot_fits: bool,
}

/// What there is to share.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whole {
    /// The window's inside.
    pub window: Vec2,
    /// What bars leave of it.
    pub free: Vec2,
    /// Whether there is a plot to show.
    pub has_plot: bool,
    /// Whether people made panels so large that the diagram has less than half.
    pub panels_first: bool,
}

impl Room {
    /// Shares a window out as the settings wish.
    pub fn of(whole: Whole, settings: &Settings) -> Self {
        let sides = if whole.panels_first {
            generous_sides(whole.free, settings)
        } else {
            sides(whole, settings)
        };
        let taken = taken(sides, settings);
        let half = half_height(whole, taken);
        let plot_fits = whole.free.y - half >= PLOT;
        let free = if whole.panels_first {
            whole.free.y - DIAGRAM.y
        } else {
            whole.free.y - half.max(DIAGRAM.y)
        };
        let open = whole.has_plot && settings.plot;
        let plot = (open && free >= PLOT).then(|| free.min(MOST[2]));
        let folded = whole.has_plot && plot.is_none() && whole.free.y >= ROOM_TO_FOLD;
        Self { outline: sides[0], inspector: sides[1], plot, folded, plot_fits }
    }

    /// The most that panels may take while their edges are dragged.
    pub fn while_dragged(whole: Whole, settings: &Settings) -> Self {
        Self::of(Whole { panels_first: true, ..whole }, settings)
    }

    /// Whether panels as large as people made them leave the diagram less than half.
    pub fn is_exceeded(whole: Whole, settings: &Settings) -> bool {
        let widths = [settings.outline_width, settings.inspector_width].map(Some);
        let free = whole.free.y - half_height(whole, taken(widths, settings));
        let plot = if !whole.has_plot {
            0.0
        } else if settings.plot {
            settings.plot_height
        } else {
            FOLDED
        };
        plot > free + 0.5
    }
}

/// Widths that the open panels take of those offered.
fn taken(offered: [Option<f32>; 2], settings: &Settings) -> f32 {
    let kept = [settings.outline_width, settings.inspector_width];
    let open = [settings.outline, settings.inspector];
    let least = [OUTLINE, INSPECTOR];
    (0..2)
        .filter(|side| open[*side])
        .filter_map(|side| Some(kept[side].max(least[side]).min(offered[side]?)))
        .sum()
}

/// Height at which the diagram has half of the window beside panels of this width.
fn half_height(whole: Whole, taken: f32) -> f32 {
    HALF * whole.window.x * whole.window.y / (whole.free.x - taken).max(1.0)
}

/// As wide as people made them, as long as there is any room for the diagram.
fn generous_sides(free: Vec2, settings: &Settings) -> [Option<f32>; 2] {
    let most = |free: f32, least: f32, most: f32| (free >= least).then(|| free.min(most));
    let free = free.x - DIAGRAM.x;
    let inspector = most(free, INSPECTOR, MOST[1]);
    let outline = most(free - taken([None, inspector], settings), OUTLINE, MOST[0]);
    [outline, inspector]
}

/// As wide as leaves the diagram half of the window beside a folded plot.
fn sides(whole: Whole, settings: &Settings) -> [Option<f32>; 2] {
    // Room for a plot is left also where there is none yet, so that the panels stay as wide as they
    // are when it comes.
    let folded = if whole.free.y >= ROOM_TO_FOLD { FOLDED } else { 0.0 };
    let high = (whole.free.y - folded).max(1.0);
    let budget = (whole.free.x - HALF * whole.window.x * whole.window.y / high)
        .min(whole.free.x - DIAGRAM.x);
    let kept = [settings.outline_width.max(OUTLINE), settings.inspector_width.max(INSPECTOR)];
    let [outline, inspector] = [settings.outline, settings.inspector];
    let all = |width: f32, least: f32, most: f32| (width >= least).then(|| width.min(most));
    if !(outline && inspector) {
        // A panel that is closed may open on what there is.
        return [all(budget, OUTLINE, MOST[0]), all(budget, INSPECTOR, MOST[1])];
    }
    if budget < OUTLINE + INSPECTOR {
        return [None, all(budget, INSPECTOR, MOST[1])];
    }
    let over = (kept[0] + kept[1] - budget).max(0.0);
    let slack = [kept[0] - OUTLINE, kept[1] - INSPECTOR];
    let part = (over / (slack[0] + slack[1]).max(1.0)).min(1.0);
    let [first, second] = [0, 1].map(|side| kept[side] - part * slack[side]);
    if over > 0.0 {
        return [Some(first), Some(second)];
    }
    [Some((budget - second).min(MOST[0])), Some((budget - first).min(MOST[1]))]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the diagram has of a window, when bars of 60 points are taken from its height.
    fn share(window: Vec2, settings: &Settings, panels_first: bool) -> f32 {
        let whole = Whole { window, free: window - vec2(0.0, 60.0), has_plot: true, panels_first };
        let room = Room::of(whole, settings);
        let width = whole.free.x - taken([room.outline, room.inspector], settings);
        let plot = match room.plot {
            Some(most) => settings.plot_height.min(most),
            None if room.folded => FOLDED,
            None => 0.0,
        };
        width * (whole.free.y - plot) / (window.x * window.y)
    }

    #[test]
    fn the_diagram_has_half_of_every_window() {
        let mut settings = Settings::default();
        for (outline, inspector, plot) in
            [(240.0, 340.0, 268.0), (480.0, 560.0, 640.0), (160.0, 240.0, 140.0)]
        {
            (settings.outline_width, settings.inspector_width) = (outline, inspector);
            settings.plot_height = plot;
            for window in [
                [1280.0, 720.0],
                [1280.0, 800.0],
                [853.0, 480.0],
                [640.0, 360.0],
                [1920.0, 1080.0],
                [960.0, 540.0],
                [1024.0, 600.0],
                [2560.0, 1440.0],
            ] {
                for open in 0..8 {
                    settings.outline = open & 1 != 0;
                    settings.inspector = open & 2 != 0;
                    settings.plot = open & 4 != 0;
                    let share = share(window.into(), &settings, false);
                    assert!(share >= 0.5, "{window:?} {settings:?}: {share}");
                }
            }
        }
    }

    #[test]
    fn the_plot_folds_before_panels_go() {
        let whole = |x: f32, y: f32| Whole {
            window: vec2(x, y),
            free: vec2(x, y - 60.0),
            has_plot: true,
            panels_first: false,
        };
        let settings = Settings::default();
        let small = Room::of(whole(1280.0, 720.0), &settings);
        assert!(small.folded && small.outline.is_some() && small.inspector.is_some());
        let large = Room::of(whole(1920.0, 1080.0), &settings);
        assert!(large.plot.is_some_and(|most| most >= PLOT) && large.plot_fits);
        // At twice the size there is room for one panel, and it is the inspector.
        let scaled = Room::of(whole(640.0, 360.0), &settings);
        assert!(scaled.inspector.is_some() && scaled.outline.is_none() && scaled.plot.is_none());
        let insisted = Whole { panels_first: true, ..whole(1280.0, 720.0) };
        assert!(Room::of(insisted, &settings).plot.is_some());
    }

    /// In windows of the usual sizes panels keep their widths whether there is a plot, folded, open, or
    /// none yet.
    #[test]
    fn panels_stay_as_wide_as_they_are() {
        let settings = Settings::default();
        for (x, y) in [(1280.0, 720.0), (1280.0, 800.0), (1366.0, 768.0), (1920.0, 1080.0)] {
            for (has_plot, panels_first) in [(false, false), (true, false), (true, true)] {
                let (window, free) = (vec2(x, y), vec2(x, y - 80.0));
                let room = Room::of(Whole { window, free, has_plot, panels_first }, &settings);
                let state = format!("{x} × {y}, {has_plot}, {panels_first}: {room:?}");
                assert!(room.outline.unwrap() >= settings.outline_width, "{state}");
                assert!(room.inspector.unwrap() >= settings.inspector_width, "{state}");
            }
        }
    }

    #[test]
    fn what_people_drag_beyond_half_is_noticed() {
        let whole = Whole {
            window: vec2(1920.0, 1080.0),
            free: vec2(1920.0, 1020.0),
            has_plot: true,
            panels_first: false,
        };
        let mut settings = Settings { plot_height: 200.0, ..Settings::default() };
        assert!(!Room::is_exceeded(whole, &settings));
        settings.plot_height = 400.0;
        assert!(Room::is_exceeded(whole, &settings));
    }
}
