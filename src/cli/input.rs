//! Standard input, where an argument is `-`.

use std::io::{self, Read as _};
use std::path::Path;

use anyhow::Context as _;

use crate::store::{self, Backup};

const UNREAD: &str = "could not read standard input";

/// Whether standard input is meant, and no file.
pub(super) fn is_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// All of standard input; more than `limit` bytes are refused.
pub(super) fn read_input(limit: u64) -> anyhow::Result<Vec<u8>> {
    store::read_within(io::stdin().lock(), 0, limit).context(UNREAD)
}

/// The first so many bytes of standard input.
pub(super) fn read_beginning(length: u64) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(length).read_to_end(&mut bytes).context(UNREAD)?;
    Ok(bytes)
}

/// All of standard input, for what may be more than fits into memory.
pub(super) fn keep_input() -> anyhow::Result<Backup> {
    Backup::keep(io::stdin().lock()).context(UNREAD)
}
