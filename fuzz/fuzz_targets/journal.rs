//! A journal that a crash left behind.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    polyplan_fuzz::as_journal("bytes", bytes);
});
