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

    /// Half of it, which is a hash too.
    #[expect(clippy::cast_possible_truncation, reason = "that is half of it")]
    pub(super) fn half(seed: u64, bytes: &[u8]) -> u64 {
        Self::of(seed, bytes) as u64
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

/// A hash in JSON.
pub(super) mod hex {
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub(in super::super) fn serialize<S: Serializer>(number: &u128, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{number:032x}"))
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u128, D::Error> {
        let text = String::deserialize(deserializer)?;
        u128::from_str_radix(&text, 16).map_err(de::Error::custom)
    }
}
