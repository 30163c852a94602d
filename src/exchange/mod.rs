//! Other formats: pictures and CSV of charts, the report as pages and as Markdown, advice as JSON.

pub mod challenge;
pub mod csv;
pub mod json;
mod json_confidence;
mod json_remedies;
pub mod json_simulation;
pub mod markdown;
pub mod picture;
pub mod report;
mod report_components;
mod report_flows;
mod report_plan;
