//! Lines of quick entry, as a file and as they are typed.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    polyplan_fuzz::import_as("lines", bytes);
    polyplan_fuzz::as_lines("bytes", &String::from_utf8_lossy(bytes));
});
