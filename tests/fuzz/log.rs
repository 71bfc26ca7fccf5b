//! Bytes of any kind as a state file.
#![no_main]

mod promises;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| promises::log(bytes));
