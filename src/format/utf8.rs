//! From the bytes of a file to its text.

use super::complaints::Complaints;
use crate::diagnostic::Report;

/// The text; where the bytes are no UTF-8, what can be shown of it, up to the line with the fault, and the complaint.
pub(super) fn decode(bytes: &[u8]) -> Result<&str, (String, Report)> {
    let fault = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text),
        Err(fault) => fault.valid_up_to(),
    };
    let line = bytes[fault..].split(|&byte| byte == b'\n').next().unwrap_or_default();
    let shown = String::from_utf8_lossy(&bytes[..(fault + line.len()).min(fault + 1000)]).into_owned();
    let mut complaints = Complaints::default();
    let message = format!("the file is not UTF-8: byte 0x{:02x} cannot stand here", bytes[fault]);
    let complaint = complaints.error("invalid-utf8", fault..fault + '\u{fffd}'.len_utf8(), message);
    let is_utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let label = if is_utf16 { "this looks like UTF-16" } else { "from another encoding" };
    complaint.label(label).help("save the file as UTF-8");
    Err((shown, complaints.into_report()))
}
