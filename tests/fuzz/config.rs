//! Bytes of any kind as settings.
#![no_main]

mod promises;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| promises::config(bytes));
