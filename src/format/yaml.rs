//! YAML as a tree that remembers where everything stands.

mod syntax;

use std::borrow::Cow;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle};

use super::complaints::Complaints;
use crate::model::SafeText;

pub(super) use syntax::{Fault, colon_accident};

/// The longest text that is read, in bytes. Places are kept in 32 bits.
pub(super) const LONGEST: usize = 64 << 20;

/// How many scalars, lists and mappings a text may have.
const MOST_NODES: usize = if cfg!(test) { 100_000 } else { 2_000_000 };

/// The first document of a text, in one row: a list or a mapping is followed by what is in it.
///
/// Compact, and grown and read without recursion over what the text decides, since the text may be hostile.
#[derive(Debug, Default)]
pub(super) struct Tree {
    entries: Vec<Entry>,
    /// Scalars that do not stand in the text as they are: escapes, folded lines.
    owned: Vec<Box<str>>,
}

#[derive(Debug)]
struct Entry {
    start: u32,
    end: u32,
    /// The first entry after everything inside this one.
    next: u32,
    content: Content,
}

#[derive(Clone, Copy, Debug)]
enum Content {
    Scalar { text: Text, plain: bool },
    Sequence { cut: bool },
    Mapping { cut: bool },
    Alias,
}

#[derive(Clone, Copy, Debug)]
enum Text {
    Source { start: u32, len: u32 },
    Owned(u32),
}

/// One node of a tree, with the text that it was grown from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'t> {
    tree: &'t Tree,
    text: &'t str,
    at: usize,
}

/// What a node is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape<'t> {
    /// `plain`: without quotes, so that YAML may take it for more than text.
    Scalar {
        text: &'t str,
        plain: bool,
    },
    Sequence,
    Mapping,
    /// Has been complained of; nothing can be said of what it stands for.
    Alias,
}

impl Tree {
    /// Grows the tree of a text as far as it can be read. Complains of what the format forbids everywhere: aliases,
    /// anchors, tags, hidden characters, a second document, too much of anything.
    pub(super) fn grow(text: &str, complaints: &mut Complaints) -> (Self, Option<Fault>) {
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

    /// The outermost node; none if the text has nothing but comments.
    pub(super) fn root<'t>(&'t self, text: &'t str) -> Option<Node<'t>> {
        (!self.entries.is_empty()).then_some(Node { tree: self, text, at: 0 })
    }
}

impl<'t> Node<'t> {
    /// Where it stands. A block begins with its first entry.
    pub(super) fn span(self) -> Range<usize> {
        let Entry { start, end, .. } = *self.entry();
        start as usize..end as usize
    }

    /// The first line of what it looks like in the text.
    pub(super) fn head(self) -> Range<usize> {
        let Range { start, end } = self.span();
        let line = self.text[start..end].lines().next().map_or(0, |line| line.trim_end().len());
        start..start + line
    }

    /// How it looks in the text.
    pub(super) fn source(self) -> &'t str {
        &self.text[self.span()]
    }

    /// The rest of the line after it.
    pub(super) fn rest_of_line(self) -> &'t str {
        self.text[self.span().end..].lines().next().unwrap_or_default()
    }

    pub(super) fn shape(self) -> Shape<'t> {
        match self.entry().content {
            Content::Scalar { text, plain } => Shape::Scalar { text: self.resolve(text), plain },
            Content::Sequence { .. } => Shape::Sequence,
            Content::Mapping { .. } => Shape::Mapping,
            Content::Alias => Shape::Alias,
        }
    }

    /// The words of a scalar.
    pub(super) fn scalar(self) -> Option<&'t str> {
        match self.shape() {
            Shape::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Whether reading stopped inside it, so that something may seem to be missing that is not.
    pub(super) fn is_cut(self) -> bool {
        matches!(self.entry().content, Content::Sequence { cut: true } | Content::Mapping { cut: true })
    }

    /// What a list holds; nothing for anything else.
    pub(super) fn items(self) -> impl Iterator<Item = Self> {
        let end = if matches!(self.shape(), Shape::Sequence) { self.next() } else { 0 };
        std::iter::successors(self.below(end), move |item| item.after(end))
    }

    /// The keys and values of a mapping; nothing for anything else.
    pub(super) fn fields(self) -> impl Iterator<Item = (Self, Self)> {
        let end = if matches!(self.shape(), Shape::Mapping) { self.next() } else { 0 };
        let pair = move |key: Self| Some((key, key.after(end)?));
        std::iter::successors(self.below(end).and_then(pair), move |(_, value)| value.after(end).and_then(pair))
    }

    fn below(self, end: usize) -> Option<Self> {
        (self.at + 1 < end).then_some(Self { at: self.at + 1, ..self })
    }

    fn after(self, end: usize) -> Option<Self> {
        (self.next() < end).then_some(Self { at: self.next(), ..self })
    }

    fn next(self) -> usize {
        self.entry().next as usize
    }

    fn entry(self) -> &'t Entry {
        &self.tree.entries[self.at]
    }

    fn resolve(self, text: Text) -> &'t str {
        match text {
            Text::Source { start, len } => &self.text[start as usize..start as usize + len as usize],
            Text::Owned(number) => &self.tree.owned[number as usize],
        }
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
            let span_in = |span: granit_parser::Span| self.offset(span.start)..self.offset(span.end);
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
                let complaint = self.complaints.error("tag", tag, "a roadmap has no tags");
                complaint.label("take this away; quote a text that begins with `!`");
            }
            self.take(event, place);
        }
        None
    }

    fn take(&mut self, event: Event<'_>, place: Range<usize>) {
        match event {
            Event::Scalar(text, style, ..) => self.push_scalar(text, style, place),
            Event::SequenceStart(..) => self.open(Content::Sequence { cut: false }, place),
            Event::MappingStart(..) => self.open(Content::Mapping { cut: false }, place),
            Event::SequenceEnd | Event::MappingEnd => self.close(place.end),
            Event::Alias(..) | Event::UnresolvedAlias(..) => {
                let complaint = self.complaints.error("alias", place.clone(), "a roadmap has no aliases");
                complaint.label("write out what is meant; quote a text that begins with `*`");
                self.push(Content::Alias, place);
            }
            Event::Anchor(..) => {
                let complaint = self.complaints.error("alias", place, "a roadmap has no anchors");
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
        // As it stands, or between quotes.
        let inside = [0, 1].into_iter().find(|&quote| source.get(quote..).is_some_and(|rest| rest.starts_with(&*text)));
        let text = if let Some(quote) = inside {
            Text::Source { start: small(place.start + quote), len: small(text.len()) }
        } else {
            self.tree.owned.push(text.into());
            Text::Owned(small(self.tree.owned.len() - 1))
        };
        self.push(Content::Scalar { text, plain }, place);
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
            .help("one file holds one roadmap: put the second into a file of its own");
    }

    fn open(&mut self, content: Content, place: Range<usize>) {
        self.open.push(self.tree.entries.len());
        self.push(content, place);
    }

    fn close(&mut self, end: usize) {
        let Some(at) = self.open.pop() else { return };
        let next = small(self.tree.entries.len());
        let entry = &mut self.tree.entries[at];
        (entry.next, entry.end) = (next, small(end).max(entry.start));
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
            if let Content::Sequence { cut } | Content::Mapping { cut } = &mut entry.content {
                *cut = true;
            }
            let end = entry.end as usize;
            self.close(end);
        }
    }

    fn push(&mut self, content: Content, place: Range<usize>) {
        let next = small(self.tree.entries.len() + 1);
        self.tree.entries.push(Entry { start: small(place.start), end: small(place.end), next, content });
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

#[cfg(test)]
mod tests;
