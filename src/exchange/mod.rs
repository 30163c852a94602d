//! Other formats: pictures and CSV of charts, the report as pages and as Markdown, advice as JSON.
//! Plans go out by the table of [`export`] and come in by the table of [`import`].

pub mod bundle;
pub mod challenge;
mod csv;
pub mod csv_chart;
pub mod csv_comparison;
pub mod csv_notes;
mod existing;
pub mod export;
pub mod import;
pub mod json;
pub mod json_comparison;
mod json_confidence;
pub mod json_front;
mod json_remedies;
pub mod json_simulation;
pub mod json_sweep;
pub mod ledger;
pub mod markdown;
pub mod minutes;
mod minutes_log;
pub mod picture;
pub mod report;
mod report_appendix;
mod report_asked;
mod report_checks;
mod report_components;
mod report_counted;
mod report_first_page;
mod report_flows;
mod report_ledger;
mod report_plan;
mod report_targets;
mod report_totals;
pub mod retro;
pub mod sequence;
pub mod sheet;
pub mod sheet_read;

pub use csv::{tabbed, untabbed};
