//! A note while it is written, and what a key does to it.

use ratatui_textarea::{CursorMove, TextArea, WrapMode};

use crate::model::{LONGEST_NOTE, RoadmapId, SafeText, TopicId};

/// The topic that something is written at: it is found again even if its roadmap is read anew meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    pub roadmap: RoadmapId,
    pub topic: TopicId,
}

/// A note while it is written.
#[derive(Clone, Debug)]
pub struct NoteEditor {
    pub subject: Subject,
    pub title: SafeText,
    pub text: TextArea<'static>,
    /// The text at the beginning.
    before: String,
}

/// What a key does to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    Type(char),
    NewLine,
    Tab,
    DeleteBack,
    DeleteForward,
    DeleteWordBack,
    DeleteWordForward,
    DeleteToHead,
    DeleteToEnd,
    Move(CursorMove),
}

impl NoteEditor {
    pub(super) fn new(subject: Subject, title: SafeText, before: &str) -> Self {
        let mut text = TextArea::new(before.lines().map(str::to_owned).collect());
        text.set_wrap_mode(WrapMode::WordOrGlyph);
        plain(&mut text);
        text.set_max_histories(1000);
        let mut editor = Self { subject, title, text, before: before.to_owned() };
        editor.strike(Stroke::Move(CursorMove::Bottom));
        editor
    }

    pub fn written(&self) -> String {
        self.text.lines().join("\n")
    }

    pub(super) fn is_changed(&self) -> bool {
        self.written() != self.before
    }

    pub(super) fn has_room_for(&self, bytes: usize) -> bool {
        self.text.lines().iter().map(|line| line.len() + 1).sum::<usize>() + bytes <= LONGEST_NOTE
    }

    pub(super) fn strike(&mut self, stroke: Stroke) {
        let text = &mut self.text;
        match stroke {
            Stroke::Type(typed) => text.insert_char(typed),
            Stroke::NewLine => text.insert_newline(),
            Stroke::Move(to) => {
                text.move_cursor(to);
                match to {
                    CursorMove::Top => text.move_cursor(CursorMove::Head),
                    CursorMove::Bottom => text.move_cursor(CursorMove::End),
                    _ => {}
                }
            }
            Stroke::Tab => {
                text.insert_tab();
            }
            Stroke::DeleteBack => {
                text.delete_char();
            }
            Stroke::DeleteForward => {
                text.delete_next_char();
            }
            Stroke::DeleteWordBack => {
                text.delete_word();
            }
            Stroke::DeleteWordForward => {
                text.delete_next_word();
            }
            Stroke::DeleteToHead => {
                text.delete_line_by_head();
            }
            Stroke::DeleteToEnd => {
                text.delete_line_by_end();
            }
        }
    }
}

/// No style for the cursor and its line: the terminal's own cursor stands there.
#[expect(clippy::default_trait_access, reason = "the type belongs to the picture, which is not known here")]
fn plain(text: &mut TextArea<'static>) {
    text.set_cursor_style(Default::default());
    text.set_cursor_line_style(Default::default());
}
