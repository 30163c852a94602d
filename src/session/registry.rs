//! Every action: label, icon, shortcuts, menu, when it is available, what it does.

use super::Session;
use super::action::{Action, Menu, Shortcut};
use super::arrange::{Align, Axis};
use super::dialog::{Dialog, PlanSection};
use super::settings::ThemeChoice;
use super::templates::TemplateUse;
use crate::charts::Overlay;
use crate::layout::Scope;

/// `Ctrl` + a key.
const fn ctrl(key: &'static str) -> Shortcut {
    Shortcut { command: true, shift: false, key }
}
/// `Ctrl` + `Shift` + a key.
const fn ctrl_shift(key: &'static str) -> Shortcut {
    Shortcut { command: true, shift: true, key }
}
/// `Shift` + a key.
const fn shift(key: &'static str) -> Shortcut {
    Shortcut { command: false, shift: true, key }
}
/// A key alone.
const fn key(key: &'static str) -> Shortcut {
    Shortcut { command: false, shift: false, key }
}

macro_rules! actions {
    ($($menu:ident: $([$($section:ident)?] $id:ident $label:literal $icon:literal
        [$($shortcut:expr),*] $available:expr $(, checked $checked:expr)? => $run:expr;)+)+) => {
        /// Names of the actions.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the registry gives each a label")]
        pub enum ActionId { $($($id,)+)+ }

        /// Every action, in the order of the menus.
        pub static ACTIONS: &[Action] = &[$($(Action {
            id: ActionId::$id,
            label: $label,
            icon: $icon,
            shortcuts: &[$($shortcut),*],
            menu: Menu::$menu,
            section: actions!(@section $($section)?),
            available: $available,
            checked: actions!(@checked $($checked)?),
            run: $run,
        },)+)+];
    };
    (@section section) => { true };
    (@section) => { false };
    (@checked $checked:expr) => { Some($checked) };
    (@checked) => { None };
}

const fn always(_: &Session) -> bool {
    true
}
fn on_canvas(session: &Session) -> bool {
    session.shows_canvas()
}
fn something_selected(session: &Session) -> bool {
    !session.selection.is_empty()
}
fn components_selected(session: &Session) -> bool {
    !session.selection.components.is_empty()
}
fn cards_selected(session: &Session) -> bool {
    !session.selection.components.is_empty() || !session.selection.groups.is_empty()
}
fn some_components(session: &Session, least: usize) -> bool {
    session.selection.components.len() >= least
}
/// Sketch mode tells no advice, and the table has no colours of overlays.
fn can_overlay(session: &Session) -> bool {
    has_components(session) && !session.settings.sketch_mode && on_canvas(session)
}
fn has_components(session: &Session) -> bool {
    !session.plan().components.is_empty()
}

actions! {
    File:
    [] New "New plan" "file-plus" [ctrl("N")] always => Session::new_plan;
    [] NewFrom "New from template…" "workflow" [ctrl_shift("N")] always
        => |s| s.ask_template(TemplateUse::NewPlan);
    [] Open "Open…" "folder-open" [ctrl("O")] always => Session::ask_open;
    [section] Save "Save" "save" [ctrl("S")] always => Session::save;
    [] SaveAs "Save as…" "save-all" [ctrl_shift("S")] always => Session::ask_save_as;
    [] SaveTemplate "Save as template" "save" [] has_components => Session::save_template;
    [section] Import "Import…" "file-plus" [ctrl_shift("I")] always => Session::ask_import;
    [] InsertTemplate "Insert template…" "copy-plus" [] always
        => |s| s.ask_template(TemplateUse::Insert);
    [section] Report "Report…" "file" [ctrl("R")] has_components => Session::ask_report;
    [] Minutes "Minutes…" "list-checks" [] has_components => Session::ask_minutes;
    [] ExportAll "Export all…" "layers" [ctrl_shift("A")] has_components => Session::ask_pictures;
    [section] Export "Export…" "image-down" [ctrl("E")] always => Session::ask_export;
    [] RepeatExport "Repeat last export" "repeat" [ctrl_shift("E")]
        |s| s.settings.export.path.is_some() => Session::repeat_export;
    [] CopyDiagram "Copy diagram as picture" "image" [ctrl_shift("C")] has_components
        => Session::copy_diagram;
    [] CopySelected "Copy selection as picture" "image" [] cards_selected => Session::copy_selected;
    [] CopyPlot "Copy plot as picture" "chart-line" [] |s| s.plot_has_numbers()
        => Session::copy_plot;
    [] CopyNumbers "Copy plot’s numbers (CSV)" "copy" [] |s| s.plot_has_numbers()
        => Session::copy_numbers;
    [section] Preferences "Preferences…" "settings" [] always => |s| s.show(Dialog::Preferences);
    [section] Quit "Quit" "" [ctrl("Q")] always => Session::quit;

    Edit:
    [] Undo "Undo" "undo-2" [ctrl("Z")] |s| s.history().undo_label().is_some() => Session::undo;
    [] Redo "Redo" "redo-2" [ctrl_shift("Z"), ctrl("Y")] |s| s.history().redo_label().is_some()
        => Session::redo;
    [section] Cut "Cut" "scissors" [ctrl("X")] cards_selected => Session::cut;
    [] Copy "Copy" "copy" [ctrl("C")] cards_selected => Session::copy;
    [] Paste "Paste" "clipboard-paste" [ctrl("V")] always => Session::ask_paste;
    [] CopyLines "Copy as lines" "copy" [] has_components => Session::copy_lines;
    [] Duplicate "Duplicate" "copy-plus" [ctrl("D")] cards_selected => Session::duplicate;
    [] Delete "Delete" "trash-2" [key("Delete"), key("Backspace")] something_selected
        => Session::delete;
    [section] SelectAll "Select all" "" [ctrl("A")] has_components => Session::select_all;
    [] Escape "Cancel or select nothing" "" [key("Escape")] always => Session::escape;
    [] Find "Find component" "search" [ctrl("F")] always => Session::find;

    Component:
    [] AddComponent "Add component" "plus" [key("Insert")] always => Session::ask_to_add;
    [] QuickEntry "Quick entry" "keyboard" [ctrl("T")] always => Session::open_quick;
    [] Rename "Rename" "pencil" [key("F2"), key("Enter")] |s| s.selection.len() == 1
        => Session::rename;
    [section] Connect "Connect to…" "link" [ctrl_shift("L")] components_selected
        => |s| s.show(Dialog::Connect);
    [] Reverse "Reverse link" "repeat" [] |s| !s.selection.links.is_empty()
        => Session::reverse;
    [section] TagPerformance "Tag performance-sensitive" "gauge" [ctrl("P")] components_selected
        => Session::tag_performance;
    [] TagData "Tag data-intelligent" "brain" [ctrl("I")] components_selected
        => Session::tag_data;
    [section] Decide "Decide language…" "check" [ctrl("L")] components_selected
        => Session::ask_decide;
    [] Vote "Vote on the language…" "users" [ctrl("B")] Session::can_vote => Session::ask_vote;
    [] Estimate "Estimate a number…" "gauge" [ctrl("M")] Session::can_estimate
        => Session::ask_estimate;
    [] TakeAdvice "Decide as advised" "check-check" [] components_selected
        => Session::take_advice;
    [] Undecide "Take decision back" "" []
        |s| s.selection.components.iter().any(|id| s.plan().decisions.contains_key(id))
        => Session::undecide;
    [] ApplySplit "Split in two" "split" [] Session::can_split => Session::apply_split;
    [section] Group "Group" "group" [ctrl("G")] cards_selected => Session::group;
    [] Ungroup "Ungroup" "ungroup" [ctrl_shift("G")] |s| !s.selection.groups.is_empty()
        => Session::ungroup;

    Arrange:
    [] Tidy "Tidy up" "layout-dashboard" [ctrl_shift("T")] has_components
        => |s| s.tidy(Scope::AllButByHand);
    [] TidyAll "Tidy up, also cards placed by hand" "layout-dashboard" [] has_components
        => |s| s.tidy(Scope::All);
    [] ReleasePlacement "Release placement" "hand" [] |s| !s.held_cards().is_empty()
        => Session::release_placement;
    [section] AlignLeft "Align left" "align-start-vertical" [] |s| some_components(s, 2)
        => |s| s.align(Axis::Horizontal, Align::Start);
    [] AlignCenter "Align centers" "align-center-vertical" [] |s| some_components(s, 2)
        => |s| s.align(Axis::Horizontal, Align::Middle);
    [] AlignRight "Align right" "align-end-vertical" [] |s| some_components(s, 2)
        => |s| s.align(Axis::Horizontal, Align::End);
    [] AlignTop "Align top" "align-start-horizontal" [] |s| some_components(s, 2)
        => |s| s.align(Axis::Vertical, Align::Start);
    [] AlignMiddle "Align middles" "align-center-horizontal" [] |s| some_components(s, 2)
        => |s| s.align(Axis::Vertical, Align::Middle);
    [] AlignBottom "Align bottom" "align-end-horizontal" [] |s| some_components(s, 2)
        => |s| s.align(Axis::Vertical, Align::End);
    [section] DistributeHorizontally "Distribute horizontally" "align-horizontal-distribute-center"
        [] |s| some_components(s, 3) => |s| s.distribute(Axis::Horizontal);
    [] DistributeVertically "Distribute vertically" "align-vertical-distribute-center" []
        |s| some_components(s, 3) => |s| s.distribute(Axis::Vertical);
    [section] NudgeLeft "Move left" "" [key("ArrowLeft")] cards_selected
        => |s| s.nudge(-1.0, 0.0);
    [] NudgeRight "Move right" "" [key("ArrowRight")] cards_selected => |s| s.nudge(1.0, 0.0);
    [] NudgeUp "Move up" "" [key("ArrowUp")] cards_selected => |s| s.nudge(0.0, -1.0);
    [] NudgeDown "Move down" "" [key("ArrowDown")] cards_selected => |s| s.nudge(0.0, 1.0);
    [section] Snap "Snap to grid and cards" "magnet" [] always, checked |s| s.settings.snap
        => |s| s.settings.snap = !s.settings.snap;

    Plan:
    [] ChooseFront "Languages for the whole plan…" "list-checks" [] has_components
        => |s| s.show(Dialog::Front);
    [] Compare "Compare…" "scale" [] has_components => Session::ask_compare;
    [] Simulate "Simulate…" "play" [] has_components => |s| s.show(Dialog::Simulate(1));
    [] Challenge "Challenge the decision…" "info" [] Session::can_challenge
        => Session::ask_challenge;
    [section] Questions "What to ask next…" "circle-help" [ctrl_shift("Q")] has_components
        => |s| s.show(Dialog::Questions);
    [] Ledger "Assumption ledger…" "list-tree" [] has_components => |s| s.show(Dialog::Ledger);
    [section] Log "Log…" "list-checks" [ctrl_shift("J")] always => |s| s.show(Dialog::Log);
    [] AddEntry "Add to the log…" "flag" [ctrl("J")] always => Session::ask_entry;
    [section] NextFinding "Next finding" "circle-alert" [key("F4")] |s| !s.analysis().findings.is_empty()
        => Session::next_finding;
    [section] PlanSettings "Plan settings…" "sliders-horizontal" [ctrl("Comma")] always
        => |s| s.show(Dialog::PlanSettings(PlanSection::Plan));

    View:
    [] SketchMode "Sketch mode" "pencil-ruler" [key("F8")] always,
        checked |s| s.settings.sketch_mode
        => |s| s.settings.sketch_mode = !s.settings.sketch_mode;
    [] NextOverlay "Next overlay" "layers" [key("F7")] can_overlay
        => |s| s.settings.overlay = s.settings.overlay.next();
    [] PreviousOverlay "Previous overlay" "" [shift("F7")] can_overlay
        => |s| s.settings.overlay = s.settings.overlay.previous();
    [section] ZoomIn "Zoom in" "zoom-in" [ctrl("Plus"), ctrl("Equals")] on_canvas
        => |s| s.zoom(1.25);
    [] ZoomOut "Zoom out" "zoom-out" [ctrl("Minus")] on_canvas => |s| s.zoom(0.8);
    [] ZoomActual "Actual size" "" [ctrl("0")] on_canvas => Session::zoom_actual;
    [] Fit "Fit plan" "maximize" [shift("1")] has_components
        => |s| { s.show_canvas(); s.fit(); };
    [] FitSelection "Fit selection" "scan" [shift("2")] something_selected
        => |s| { s.show_canvas(); s.fit_selection(); };
    [section] Table "Table" "table" [ctrl("4")] always, checked Session::shows_table
        => Session::toggle_table;
    [] Meeting "Meeting" "users" [key("F9")] always, checked Session::shows_meeting
        => Session::toggle_meeting;
    [section] Outline "Outline" "panel-left" [ctrl("1")] always, checked Session::outline_is_open
        => Session::toggle_outline;
    [] Inspector "Inspector" "panel-right" [ctrl("2")] always,
        checked Session::inspector_is_open => Session::toggle_inspector;
    [] Plot "Plot" "panel-bottom" [ctrl("3")] always, checked Session::plot_is_open
        => Session::toggle_plot;
    [] NextPanel "Go to next panel" "" [key("F6")] always => |s| s.focus_panel(true);
    [] PreviousPanel "Go to previous panel" "" [shift("F6")] always => |s| s.focus_panel(false);
    [section] FullScreen "Full screen" "maximize" [key("F11")] always,
        checked |s| s.screen.full => Session::toggle_full_screen;
    [] DiagramAlone "Diagram alone" "eye" [key("F5")] has_components,
        checked |s| s.screen.alone => Session::toggle_alone;
    [section] ThemeSystem "Theme of the system" "" [] always,
        checked |s| s.settings.theme == ThemeChoice::System
        => |s| s.settings.theme = ThemeChoice::System;
    [] ThemeLight "Light theme" "sun" [] always,
        checked |s| s.settings.theme == ThemeChoice::Light
        => |s| s.settings.theme = ThemeChoice::Light;
    [] ThemeDark "Dark theme" "moon" [] always, checked |s| s.settings.theme == ThemeChoice::Dark
        => |s| s.settings.theme = ThemeChoice::Dark;
    [section] LargerInterface "Larger interface" "" [ctrl_shift("Plus")] |s| s.settings.scale < 2.0
        => |s| s.rescale(0.1);
    [] SmallerInterface "Smaller interface" "" [ctrl_shift("Minus")] |s| s.settings.scale > 0.8
        => |s| s.rescale(-0.1);

    Overlay:
    [] OverlayNone "No overlay" "" [] can_overlay, checked |s| s.overlay() == Overlay::None
        => |s| s.settings.overlay = Overlay::None;
    [section] OverlayVerdict "Overlay: verdict and how firm it is" "" [] can_overlay,
        checked |s| s.overlay() == Overlay::Verdict
        => |s| s.settings.overlay = Overlay::Verdict;
    [] OverlayLoad "Overlay: load and utilisation" "" [] can_overlay,
        checked |s| s.overlay() == Overlay::Load => |s| s.settings.overlay = Overlay::Load;
    [] OverlayCost "Overlay: cost over the horizon" "" [] can_overlay,
        checked |s| s.overlay() == Overlay::Cost => |s| s.settings.overlay = Overlay::Cost;
    [] OverlayLatency "Overlay: share of the slowest p99" "" [] can_overlay,
        checked |s| s.overlay() == Overlay::Latency
        => |s| s.settings.overlay = Overlay::Latency;
    [] OverlayFindings "Overlay: findings" "" [] can_overlay,
        checked |s| s.overlay() == Overlay::Findings
        => |s| s.settings.overlay = Overlay::Findings;
    [] OverlayOwner "Overlay: owner" "" [] can_overlay,
        checked |s| s.overlay() == Overlay::Owner => |s| s.settings.overlay = Overlay::Owner;
    [] OverlayDecided "Overlay: decided or open" "" [] can_overlay,
        checked |s| s.overlay() == Overlay::Decided
        => |s| s.settings.overlay = Overlay::Decided;

    Help:
    [] Palette "Command palette" "command" [ctrl("K"), ctrl_shift("P")] always
        => |s| s.show(Dialog::Palette);
    [] Shortcuts "Keyboard shortcuts" "keyboard" [key("F1")] always
        => |s| s.show(Dialog::Shortcuts);
    [] Evidence "Evidence" "book-open" [] always => |s| s.show(Dialog::Evidence);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn ids_are_places_in_the_registry() {
        for (place, action) in ACTIONS.iter().enumerate() {
            assert_eq!(action.id as usize, place, "{:?}", action.id);
        }
    }

    #[test]
    fn no_shortcut_means_two_things() {
        let mut seen = BTreeMap::new();
        for action in ACTIONS {
            for shortcut in action.shortcuts {
                if let Some(other) = seen.insert(*shortcut, action.id) {
                    panic!("{} means {other:?} and {:?}", shortcut.label(), action.id);
                }
            }
        }
    }
}
