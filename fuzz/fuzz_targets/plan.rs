//! The file of a plan.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    polyplan_fuzz::as_plan("bytes", &String::from_utf8_lossy(bytes));
});
