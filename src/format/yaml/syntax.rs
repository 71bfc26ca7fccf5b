//! What breaks YAML itself, in our own words.

use std::ops::Range;

use granit_parser::{ErrorKind, ScanError};

use crate::format::complaints::{Complaints, shorten};

/// Where a text stops being YAML, and why.
#[derive(Debug)]
pub(in crate::format) struct Fault {
    /// The byte, within the text.
    at: usize,
    kind: ErrorKind,
    /// The bracket that is open there.
    bracket: Option<usize>,
}

/// A text without quotes that has a colon and a blank in it: `title: Node.js: Express.js`.
#[derive(Debug)]
pub(in crate::format) struct ColonAccident {
    /// The colons that make it unreadable.
    pub(in crate::format) colons: Vec<usize>,
    /// The field that the text is of; none if the text is an entry of a list.
    key: Option<String>,
    value: Range<usize>,
    words: String,
}

impl ColonAccident {
    /// Says it, with the quoted form.
    pub(in crate::format) fn complain(&self, complaints: &mut Complaints) {
        let (code, message) = match self.key.as_deref() {
            None | Some("title") => ("colon-in-title", "a colon in a title".to_owned()),
            Some(key) => ("syntax", format!("a colon in the text of `{key}`")),
        };
        let before = self.key.as_ref().map_or_else(|| "- ".to_owned(), |key| format!("{key}: "));
        let complaint = complaints.error(code, self.value.clone(), message);
        let complaint = complaint.label("YAML reads a colon and a blank as \"key: value\"");
        complaint.help(format!("quote the text: {before}\"{}\"", self.words.replace('"', "\\\"")));
    }
}

impl Fault {
    pub(super) fn new(error: &ScanError, text: &str, bracket: Option<usize>) -> Self {
        let at = text.floor_char_boundary(error.marker().byte_offset().unwrap_or(text.len()));
        Self { at, kind: error.kind().clone(), bracket: bracket.filter(|&bracket| bracket < at) }
    }

    /// Says it, with a cure where one is known.
    pub(in crate::format) fn complain(&self, text: &str, complaints: &mut Complaints) {
        if self.kind == ErrorKind::RecursionLimitExceeded {
            complaints.error("too-deep", self.span(text), "lists and fields are nested far too deeply");
            return;
        }
        if let ErrorKind::UnexpectedCharacter { character } = self.kind
            && is_barred(character)
        {
            return self.complain_of_barred(character, text, complaints);
        }
        let (message, label) = words(&self.kind);
        let span = if is_about_tabs(&self.kind) { self.tab(text) } else { self.span(text) };
        let mut complaint = complaints.error("syntax", span, message).label(label);
        if let Some(bracket) = self.bracket {
            complaint = complaint.also(bracket..bracket + 1, "inside of this bracket");
        }
        if let Some(help) = cure(&self.kind) {
            complaint.help(help);
        }
    }

    /// The parser tells the beginning of the text that the character stands in.
    fn complain_of_barred(&self, character: char, text: &str, complaints: &mut Complaints) {
        let at = text[self.at..].find(character).map_or(self.at, |after| self.at + after);
        let number = u32::from(character);
        let message = format!("a control character cannot stand in a file: U+{number:04X}");
        let complaint = complaints.error("syntax", span_at(at, text), message);
        let escape = if number < 0x100 { format!("\\x{number:02x}") } else { format!("\\u{number:04x}") };
        complaint.label("take it away").help(format!("a text in double quotes can have it as `{escape}`"));
    }

    fn span(&self, text: &str) -> Range<usize> {
        span_at(self.at, text)
    }

    /// The tab meant: the one just before, or the next.
    fn tab(&self, text: &str) -> Range<usize> {
        let before = text[..self.at].ends_with('\t').then(|| self.at - 1);
        let tab = before.or_else(|| text[self.at..].find('\t').map(|after| self.at + after));
        tab.map_or_else(|| self.span(text), |at| at..at + 1)
    }
}

/// Whether a fault is the commonest of all, a title with a colon in it and no quotes around it.
pub(in crate::format) fn colon_accident(
    fault: &Fault,
    text: &str,
    is_field: impl Fn(&str) -> bool,
) -> Option<ColonAccident> {
    let is_flow = match fault.kind {
        ErrorKind::MappingValueNotAllowed => false,
        ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::ExpectedFlowSequenceSeparator => true,
        _ => return None,
    };
    let colon = fault.at;
    text[colon..].starts_with(':').then_some(())?;
    let line = text[..colon].rfind('\n').map_or(0, |end| end + 1);
    let bracket = text[line..colon].rfind(['{', '[', ',']).filter(|_| is_flow);
    let entry = bracket.map_or(line, |at| line + at + 1);
    let first = entry + text[entry..colon].find(": ")?;
    let key = text[entry..first].trim_start_matches([' ', '-', '?']);
    let is_key = is_flow || is_field(key.trim_end());
    let start = if is_key { colon - text[first + 2..colon].trim_start().len() } else { first - key.len() };
    let ends: &[char] = if is_flow { &['\n', ',', '}', ']'] } else { &['\n'] };
    let words = text[start..].split(ends).next()?.split(" #").next()?.trim_end();
    if key.is_empty() || words.starts_with(['"', '\'', '|', '>', '{', '[']) {
        return None;
    }
    let stops = |at: usize| at == colon || text[at + 1..].starts_with([' ', '\t']);
    let colons: Vec<usize> = words.match_indices(':').map(|(at, _)| start + at).filter(|&at| stops(at)).collect();
    colons.contains(&colon).then(|| ColonAccident {
        colons,
        key: is_key.then(|| shorten(key)),
        value: start..(start + words.len()).max(colon + 1),
        words: shorten(words),
    })
}

fn span_at(at: usize, text: &str) -> Range<usize> {
    let len = text[at..].chars().next().filter(|c| !matches!(c, '\r' | '\n')).map_or(0, char::len_utf8);
    at..at + len
}

/// Whether YAML has this character nowhere, quoted or not.
fn is_barred(c: char) -> bool {
    c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')
}

fn is_about_tabs(kind: &ErrorKind) -> bool {
    use ErrorKind as K;
    matches!(
        kind,
        K::TabNotAllowed
            | K::TabInBlockIndentation
            | K::TabInIndentation
            | K::TabInPlainScalar
            | K::TabAtBlockScalarStart
    )
}

/// What is wrong, and what to say below the caret.
fn words(kind: &ErrorKind) -> (&'static str, &'static str) {
    use ErrorKind as K;
    match kind {
        _ if is_about_tabs(kind) => ("a tab in the indentation", "YAML takes blanks only"),
        K::MappingValueNotAllowed | K::MappingKeyNotAllowed | K::InvalidColonPlacement => {
            ("a field cannot begin here", "check the indentation, and that the lines above are complete")
        }
        K::ExpectedBlockMappingKey => ("this line does not fit the fields above it", "a field was expected here"),
        K::ExpectedBlockSequenceEntry => ("this line does not fit the list above it", "`- ` was expected here"),
        K::InvalidIndentation | K::InvalidBlockScalarIndent | K::InvalidFlowScalarIndent => {
            ("the indentation fits nothing above", "indent this line as its neighbours")
        }
        K::SimpleKeyExpected | K::InvalidSimpleKey => {
            ("this line is no field", "`:` and a value were expected after it")
        }
        K::BlockSequenceEntryNotAllowed | K::BlockEntryInFlowCollection => {
            ("a list cannot begin here", "begin it on a line of its own")
        }
        K::InvalidBlockEntryWhitespace | K::PlainScalarStartsWithDashFlowIndicator => {
            ("a `-` cannot stand here", "put a blank after it, or quote the text")
        }
        K::UnclosedQuotedScalar | K::InvalidQuotedScalarIndent | K::DocumentIndicatorInQuotedScalar => {
            ("a quoted text has no end", "is the closing quote missing, here or above?")
        }
        K::InvalidTrailingDoubleQuotedScalar => {
            ("more text after the closing quote", "write `\\\"` for a quote in a text")
        }
        K::InvalidTrailingSingleQuotedScalar => {
            ("more text after the closing quote", "write `''` for a quote in a text")
        }
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidLowSurrogateHexEscape
        | K::InvalidLowSurrogate
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate
        | K::InvalidUnicodeEscape => ("an escape that YAML does not have", "write `\\\\` for a backslash"),
        K::UnclosedFlowCollection { .. }
        | K::UnexpectedEofFlowSequence
        | K::UnexpectedEofFlowMapping
        | K::UnexpectedEofImplicitFlowMapping => ("a bracket is not closed", "opened here"),
        K::MisplacedFlowCollectionEnd => ("a closing bracket that nothing opened", "quote a text with a bracket in it"),
        K::MismatchedFlowCollectionEnd { .. } => ("the wrong closing bracket", "a different one was opened"),
        K::ExpectedFlowMappingSeparator => ("a `,` or `}` was expected here", "is one missing?"),
        K::ExpectedFlowSequenceSeparator => ("a `,` or `]` was expected here", "is one missing?"),
        K::CommentNotSeparated => ("`#` begins a comment, and cannot stand here", "quote a text that begins with `#`"),
        K::CommentInterceptedScalar => ("a comment in the middle of a text", "move it away, or quote the text"),
        K::UnexpectedCharacter { .. } => ("a text cannot begin with this character", "quote the text"),
        K::BomInsideDocument => ("a byte-order mark in the middle of the file", "take it away"),
        K::InvalidBlockScalarHeader | K::ZeroBlockScalarIndent => {
            ("a `|` or `>` is followed by something else", "begin the text on the next line")
        }
        _ => ("this is not YAML", "nothing can be read from here on"),
    }
}

fn cure(kind: &ErrorKind) -> Option<&'static str> {
    use ErrorKind as K;
    match kind {
        _ if is_about_tabs(kind) => Some("put two blanks in place of each tab"),
        K::MappingValueNotAllowed | K::ExpectedFlowMappingSeparator => {
            Some("quote a text that contains \": \", for example \"Node.js: Express.js\"")
        }
        K::SimpleKeyExpected | K::InvalidSimpleKey | K::ExpectedBlockMappingKey => Some(
            "fields that belong together begin in the same column; entries of a list stand below its name, each after `- `",
        ),
        _ => None,
    }
}
