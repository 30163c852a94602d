//! A sheet of questions with answers.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    polyplan_fuzz::sheet(bytes);
});
