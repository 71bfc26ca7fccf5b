//! From the parser's events to a tree, refusing what the format forbids everywhere.

use std::borrow::Cow;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle};

use super::syntax::Fault;
use super::{Content, Entry, Tree};
use crate::format::complaints::Complaints;
use crate::model::SafeText;

/// The longest text that is read, in bytes: 100,000 topics and many words. What is made of it fits into 256 MB
/// whatever it says. Places are kept in 32 bits.
pub const LONGEST: usize = 16 << 20;

/// How many scalars, lists and mappings a text may have.
pub(super) const MOST_NODES: usize = if cfg!(test) { 100_000 } else { 1_500_000 };

impl Tree {
    /// Grows the tree of a text as far as it can be read. Complains of what the format forbids everywhere: aliases,
    /// anchors, tags, hidden characters, a second document, too much of anything.
    pub(in super::super) fn grow(text: &str, complaints: &mut Complaints) -> (Self, Option<Fault>) {
        let mut grower = Grower { text, tree: Self::default(), open: Vec::new(), complaints };
        if text.len() > LONGEST {
            let message = format!("the file is longer than {} MB", LONGEST >> 20);
            grower.complaints.error("too-large", 0..0, message);
            return (grower.tree, None);
        }
        let fault = grower.run();
        grower.close_cut();
        (grower.tree, fault)
    }
}

/// A tree that is growing.
struct Grower<'t, 'c> {
    text: &'t str,
    tree: Tree,
    /// The lists and mappings that the parser is inside of.
    open: Vec<usize>,
    complaints: &'c mut Complaints,
}

impl Grower<'_, '_> {
    fn run(&mut self) -> Option<Fault> {
        let options = granit_parser::options! {
            emit_comments: false,
            emit_unresolved_aliases: true,
            emit_anchor_events: true,
        };
        let mut documents = 0;
        for event in Parser::new_from_str_with_options(self.text, options) {
            let (event, span) = match event {
                Ok(event) => event,
                Err(error) => return Some(Fault::new(&error, self.text, self.open_bracket())),
            };
            let span_in = |span: granit_parser::Span| {
                let start = self.offset(span.start);
                start..self.offset(span.end).max(start)
            };
            let (place, tag) = (span_in(span), span.tag_span().map(span_in));
            if matches!(event, Event::DocumentStart(..)) {
                documents += 1;
                if documents > 1 {
                    self.refuse_document(place);
                    return None;
                }
            }
            if self.tree.entries.len() >= MOST_NODES {
                let message = format!("the file has more than {MOST_NODES} texts, lists and fields");
                self.complaints.error("too-large", place, message);
                return None;
            }
            if let Some(tag) = tag {
                let complaint = self.complaints.error("tag", tag, "a tag cannot stand here");
                complaint.label("take this away; quote a text that begins with `!`");
            }
            self.take(event, place);
        }
        None
    }

    fn take(&mut self, event: Event<'_>, place: Range<usize>) {
        match event {
            Event::Scalar(text, style, ..) => self.push_scalar(text, style, place),
            Event::SequenceStart(..) => self.open(Content::Sequence { next: 0, cut: false }, place),
            Event::MappingStart(..) => self.open(Content::Mapping { next: 0, cut: false }, place),
            Event::SequenceEnd | Event::MappingEnd => self.close(place.end),
            Event::Alias(..) | Event::UnresolvedAlias(..) => {
                let complaint = self.complaints.error("alias", place.clone(), "an alias cannot stand here");
                complaint.label("write out what is meant; quote a text that begins with `*`");
                self.push(Content::Alias, place);
            }
            Event::Anchor(..) => {
                let complaint = self.complaints.error("alias", place, "an anchor cannot stand here");
                complaint.label("take this away; quote a text that begins with `&`");
            }
            _ => {}
        }
    }

    fn push_scalar(&mut self, text: Cow<'_, str>, style: ScalarStyle, place: Range<usize>) {
        if let Some((at, hidden)) = SafeText::hidden_in(&text) {
            self.warn_of_hidden(&text[at..], hidden, &place);
        }
        let plain = style == ScalarStyle::Plain;
        let source = &self.text[place.clone()];
        let inside_quotes = source.get(1..source.len().saturating_sub(1));
        let content = if plain && source == text {
            Content::Plain
        } else if matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted)
            && inside_quotes == Some(&*text)
        {
            Content::Quoted
        } else {
            self.tree.owned.push(text.into());
            Content::Owned { number: small(self.tree.owned.len() - 1), plain }
        };
        self.push(content, place);
    }

    fn warn_of_hidden(&mut self, from: &str, hidden: char, place: &Range<usize>) {
        let source = &self.text[place.clone()];
        // The same character may stand earlier where it is harmless, or be written as an escape.
        let followed = from.lines().next().and_then(|line| source.find(line)).or_else(|| source.find(hidden));
        let span = match followed {
            Some(at) => place.start + at..place.start + at + hidden.len_utf8(),
            None => place.clone(),
        };
        let message = format!("a hidden character in a text: U+{:04X}, {}", u32::from(hidden), kind_of_hidden(hidden));
        let complaint = self.complaints.warning("hidden-character", span, message);
        complaint.label("shown as a visible mark, or left out");
    }

    fn refuse_document(&mut self, place: Range<usize>) {
        let complaint = self.complaints.error("several-documents", place, "a second document begins here");
        complaint
            .label("what follows is not read")
            .help("one file holds one document: put the second into a file of its own");
    }

    fn open(&mut self, content: Content, place: Range<usize>) {
        self.open.push(self.tree.entries.len());
        self.push(content, place);
    }

    fn close(&mut self, end: usize) {
        let Some(at) = self.open.pop() else { return };
        let after = small(self.tree.entries.len());
        let entry = &mut self.tree.entries[at];
        entry.end = small(end).max(entry.start);
        if let Content::Sequence { next, .. } | Content::Mapping { next, .. } = &mut entry.content {
            *next = after;
        }
    }

    /// The bracket that the parser is inside of.
    fn open_bracket(&self) -> Option<usize> {
        let start = self.tree.entries[*self.open.last()?].start as usize;
        self.text[start..].starts_with(['[', '{']).then_some(start)
    }

    /// Closes what the text, or our patience, ended inside of.
    fn close_cut(&mut self) {
        while let Some(&at) = self.open.last() {
            let entry = &mut self.tree.entries[at];
            if let Content::Sequence { cut, .. } | Content::Mapping { cut, .. } = &mut entry.content {
                *cut = true;
            }
            let end = entry.end as usize;
            self.close(end);
        }
    }

    fn push(&mut self, content: Content, place: Range<usize>) {
        self.tree.entries.push(Entry { start: small(place.start), end: small(place.end), content });
    }

    fn offset(&self, marker: granit_parser::Marker) -> usize {
        self.text.floor_char_boundary(marker.byte_offset().unwrap_or_default())
    }
}

/// A place in a text no longer than [`LONGEST`].
fn small(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

fn kind_of_hidden(c: char) -> &'static str {
    match c {
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "which reorders the text around it"
        }
        '\u{feff}' => "a byte-order mark",
        '\u{e0000}'..='\u{e007f}' => "an invisible tag",
        _ if c.is_control() => "a control character",
        _ if unicode_normalization::char::is_combining_mark(c) => "a mark too many, or one with no letter to stand on",
        _ => "which is invisible",
    }
}
