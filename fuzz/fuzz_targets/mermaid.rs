//! A Mermaid flowchart.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    polyplan_fuzz::import_as("mermaid", bytes);
});
