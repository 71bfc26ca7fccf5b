//! Bytes of any kind as a roadmap file.
#![no_main]

mod promises;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| promises::roadmap(bytes));
