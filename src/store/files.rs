//! Small files, read without waiting and replaced whole.

use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::Error;

/// Reads a regular file of at most `limit` bytes; a directory, a FIFO or a device is refused, not waited for.
pub fn read_text(_path: &Path, _limit: u64) -> Result<Vec<u8>, Error> {
    todo!()
}

/// Reads a disposable file: anything wrong with it counts as nothing there.
pub fn load_json<T: DeserializeOwned + Default>(_path: &Path) -> T {
    todo!()
}

/// Replaces a disposable file by rename, mode 0600, its directory made if need be.
pub fn save_json<T: Serialize>(_path: &Path, _value: &T) -> Result<(), Error> {
    todo!()
}
