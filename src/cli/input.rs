//! Standard input, where an argument is `-`.

use std::io;
use std::path::Path;

use anyhow::Context as _;

use crate::store;

/// Whether standard input is meant, and no file.
pub(super) fn is_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// All of standard input; more than `limit` bytes are refused.
pub(super) fn read_input(limit: u64) -> anyhow::Result<Vec<u8>> {
    store::read_within(io::stdin().lock(), 0, limit).context("could not read standard input")
}
