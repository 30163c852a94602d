//! What is computed from a plan, held against sums done by hand: layout, load, waiting in line,
//! findings and gates.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod ask;
mod assumed;
mod challenge;
mod charts;
mod ciw;
mod compare;
mod confidence;
mod currency;
mod devices;
mod dice;
mod distribution;
mod existing;
mod findings;
mod flow;
mod flow_latency;
mod front;
mod gates;
mod growth;
mod kinds;
mod layout;
mod layout_awkward;
mod layout_steady;
mod ledger;
mod libraries;
mod limits;
mod measured;
mod network;
mod overlays;
mod own_criteria;
mod people;
mod queueing;
mod reasons;
mod remedies;
mod reports;
mod responses;
mod retro;
mod routes;
#[path = "../shared/saves.rs"]
mod saves;
mod sequence;
mod simulation;
mod sketch;
mod spread;
mod stalls;
mod steady;
#[path = "../support/mod.rs"]
mod support;
mod sweep;
mod technologies;
mod totals;
mod voice;
