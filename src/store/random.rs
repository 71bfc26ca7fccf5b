//! Randomness, for ids and for names that nobody can guess.

use std::time::SystemTime;

/// Fresh randomness, other at every call.
pub fn seed() -> u128 {
    let mut bytes = [0; 16];
    if getrandom::fill(&mut bytes).is_err() {
        // A system without randomness still has runs that differ in time and process.
        let time = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_nanos();
        return (time << 64 | u128::from(std::process::id())).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
    }
    u128::from_ne_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::seed;

    #[test]
    fn no_two_runs_have_one_seed() {
        assert_ne!(seed(), seed());
    }
}
