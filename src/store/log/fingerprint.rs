//! A hash that tells two texts apart, however long they are.

use std::fmt;

use twox_hash::XxHash3_128;

/// The hash of the bytes so far. With a seed that nobody else knows, nobody can make another text with the same one.
#[derive(Clone)]
pub(super) struct Fingerprint(XxHash3_128);

impl Fingerprint {
    pub(super) fn new(seed: u64) -> Self {
        Self(XxHash3_128::with_seed(seed))
    }

    pub(super) fn of(seed: u64, bytes: &[u8]) -> u128 {
        XxHash3_128::oneshot_with_seed(seed, bytes)
    }

    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.0.write(bytes);
    }

    pub(super) fn value(&self) -> u128 {
        self.0.finish_128()
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.value())
    }
}
