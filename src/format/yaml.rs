//! YAML as a tree that remembers where everything stands.

mod grow;
mod syntax;

use std::ops::Range;

pub use grow::LONGEST;
pub(super) use syntax::colon_accident;

/// The first document of a text, in one row: a list or a mapping is followed by what is in it.
///
/// Compact, and grown and read without recursion over what the text decides, since the text may be hostile.
#[derive(Debug, Default)]
pub(super) struct Tree {
    entries: Vec<Entry>,
    /// Scalars that do not stand in the text as they are: escapes, folded lines.
    owned: Vec<Box<str>>,
}

/// Sixteen bytes: there may be millions.
#[derive(Debug)]
struct Entry {
    start: u32,
    end: u32,
    content: Content,
}

#[derive(Clone, Copy, Debug)]
enum Content {
    /// As it stands in the text.
    Plain,
    /// As it stands in the text between two quotes.
    Quoted,
    Owned {
        number: u32,
        plain: bool,
    },
    /// `next` is the first entry after everything inside.
    Sequence {
        next: u32,
        cut: bool,
    },
    Mapping {
        next: u32,
        cut: bool,
    },
    Alias,
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
        let Range { start, end } = self.span();
        match self.entry().content {
            Content::Plain => Shape::Scalar { text: &self.text[start..end], plain: true },
            Content::Quoted => Shape::Scalar { text: &self.text[start + 1..end - 1], plain: false },
            Content::Owned { number, plain } => Shape::Scalar { text: &self.tree.owned[number as usize], plain },
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
        matches!(self.entry().content, Content::Sequence { cut: true, .. } | Content::Mapping { cut: true, .. })
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
        match self.entry().content {
            Content::Sequence { next, .. } | Content::Mapping { next, .. } => next as usize,
            _ => self.at + 1,
        }
    }

    fn entry(self) -> &'t Entry {
        &self.tree.entries[self.at]
    }
}

#[cfg(test)]
mod tests;
