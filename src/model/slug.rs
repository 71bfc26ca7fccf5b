//! From a title to one segment of an id.

/// The slug of a title, by the rule of the format: NFC, lower case, `+` to `plus`, `#` to `sharp`, a dot inside a word
/// left out, every other run of non-alphanumerics to one `-`. Letters of every script stay. Empty if nothing is left.
pub fn slug(_title: &str) -> String {
    todo!()
}
