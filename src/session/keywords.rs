//! What else people type when they look for an action.

use super::ActionId;

impl ActionId {
    /// Words beside the label that find the action, with spaces between; empty where the label
    /// says it all.
    #[must_use]
    pub const fn keywords(self) -> &'static str {
        match self {
            Self::New => "create start empty",
            Self::NewFrom => "create start example starter blueprint web mobile data saas iot rag",
            Self::InsertTemplate => "add example starter blueprint part paste",
            Self::SaveTemplate => "keep store own starter blueprint",
            Self::Open => "load file",
            Self::Save => "store write",
            Self::SaveAs => "store copy rename file",
            Self::Import => "mermaid csv lines table diagram load read",
            Self::Export => {
                "picture image png svg pdf csv mermaid lines chart diagram slide presentation print"
            }
            Self::Minutes => "meeting protocol record decisions changes",
            Self::Report => "pdf document markdown print share sign",
            Self::ExportAll => "pictures images png svg pdf charts folder",
            Self::NextOverlay | Self::PreviousOverlay => "heat map colours cost load",
            Self::OverlayVerdict => "heat map colours advice confidence strength",
            Self::OverlayLoad => "heat map colours traffic rate busy processors",
            Self::OverlayCost => "heat map colours money price expensive",
            Self::OverlayLatency => "heat map colours latency slow time",
            Self::OverlayFindings => "heat map colours problems errors warnings",
            Self::OverlayOwner => "heat map colours team role who",
            Self::OverlayDecided => "heat map colours decisions undecided",
            Self::OverlayNone => "plain colours languages",
            Self::Table => "spreadsheet sheet grid rows columns list edit many",
            Self::Meeting => "presentation projector agenda timer discuss room present",
            Self::Estimate => "range low typical high roles poll guess pool",
            Self::Log => "notes actions questions decisions todo tasks minutes adr record",
            Self::AddEntry => "note action question decision todo task remember ask",
            Self::Vote => "ballot secret choose team roles poll",
            Self::FullScreen => "presentation present beamer projector",
            Self::DiagramAlone => "presentation present beamer projector full",
            Self::RepeatExport => "picture image png svg pdf again",
            Self::CopyDiagram | Self::CopySelected => "image png clipboard slide presentation part",
            Self::CopyPlot => "chart image png clipboard slide presentation",
            Self::CopyNumbers => "data table spreadsheet chart",
            Self::PlanSettings => "team roles economics horizon name",
            Self::Ledger => {
                "inputs numbers assumed uncertainty sensitivity rate traffic load cpu memory wait price"
            }
            Self::Questions => "questions inputs unknown sheet missing",
            Self::Preferences => "options settings theme scale author",
            Self::Quit => "exit close",
            Self::Undo => "back revert",
            Self::Redo => "again",
            Self::Delete => "remove",
            Self::Find => "search",
            Self::AddComponent => "new service box card create kind",
            Self::QuickEntry => "line type text lines fast several components links grammar",
            Self::CopyLines => "text export selection clipboard quick entry",
            Self::Rename => "name title",
            Self::TagPerformance => "speed fast latency",
            Self::TagData => "machine learning model",
            Self::Decide => "choose overrule override",
            Self::TakeAdvice => "accept choose recommendation",
            Self::Undecide => "open again",
            Self::ChooseFront => "cheapest assignment cost pareto",
            Self::Compare => "scenario difference versus before after",
            Self::Simulate => "load test latency queue run",
            Self::ApplySplit => "divide",
            Self::Challenge => "why flip sensitivity",
            Self::Group => "frame boundary zone",
            Self::Tidy | Self::TidyAll => "layout arrange order",
            Self::ReleasePlacement => "unlock unpin layout by hand",
            Self::Connect => "link arrow line wire call",
            Self::Reverse => "turn swap direction arrow",
            Self::Snap => "align",
            Self::SketchMode => "draw presentation simple",
            Self::ZoomActual => "100 zoom",
            Self::Fit => "zoom all whole",
            Self::FitSelection => "zoom",
            Self::Outline => "tree panel",
            Self::Inspector => "panel details properties",
            Self::Plot => "chart panel graph",
            Self::NextPanel | Self::PreviousPanel => "keyboard focus outline canvas inspector plot",
            Self::ThemeSystem => "dark light colours",
            Self::ThemeLight => "bright colours",
            Self::ThemeDark => "night colours",
            Self::LargerInterface => "scale zoom bigger text",
            Self::SmallerInterface => "scale zoom text",
            Self::Shortcuts => "help keys",
            Self::Evidence => "sources catalog figures languages",
            Self::NextFinding => "problem warning error check",
            _ => "",
        }
    }
}
