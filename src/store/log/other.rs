//! Text that is no log: nothing is appended to it and nothing blanked in it, whatever led there.

use std::io::{self, Read};

use super::handle::Handle;
use super::seen::Seen;
use crate::format::log::HEADER;

/// So much of a last line without its end is looked at.
const TAIL: u64 = 64 << 10;

/// How an edit begins as it is written here.
const EDIT: &[u8] = b"{\"id\":\"";

/// Refuses other text. Nothing is read anew of a file of which it is known that it `is_log`. The outer error is that
/// the file cannot be read: it may be a log then.
pub(super) fn refuse_other_text(handle: &Handle, is_log: bool) -> io::Result<io::Result<()>> {
    if is_log {
        return Ok(Ok(()));
    }
    let mut seen = Seen::nothing(0);
    seen.read_on(handle, u64::MAX, &mut drop)?;
    Ok(seen.refuse_other_text(handle))
}

impl Seen {
    /// Refuses a file that says something and of which nothing is a line of a log. A damaged log has at least one that
    /// can be read, or has only lost the end of its first.
    pub(super) fn refuse_other_text(&self, handle: &Handle) -> io::Result<()> {
        if self.is_log || self.bad_lines.is_empty() && self.tail_may_be_ours(handle)? {
            return Ok(());
        }
        Err(io::Error::other("it is no log of milepost: no line of it can be read as one"))
    }

    /// Whether what stands behind the last whole line may be how a log begins; zeros are what a power cut leaves.
    fn tail_may_be_ours(&self, handle: &Handle) -> io::Result<bool> {
        let mut tail = Vec::new();
        handle.from(self.next)?.take(TAIL).read_to_end(&mut tail)?;
        let tail = tail.trim_ascii_start();
        let text = &tail[..tail.iter().position(|byte| *byte == 0).unwrap_or(tail.len())];
        let begins = |whole: &[u8]| whole.starts_with(text) || text.starts_with(whole);
        Ok(begins(HEADER.as_bytes()) || begins(EDIT))
    }
}
