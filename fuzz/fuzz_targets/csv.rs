//! A table of components and links.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    polyplan_fuzz::import_as("csv", bytes);
});
