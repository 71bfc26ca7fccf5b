//! Markdown in descriptions and notes: emphasis, lists, code, quotes and links, in lines of a given width.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd, TextMergeStream};
use ratatui::style::{Modifier, Style};

use super::look::Look;
use super::rich::{Line, Run, cut, wrap_runs};
use super::text::{width, wrap};
use crate::model::{SafeText, is_link, links_in};

/// Before an entry of a list that has no number.
const BULLET: &str = "· ";
const BAR: &str = "│ ";

/// The text in lines of at most `room` cells. A text without any Markdown in it looks as it was typed.
pub(super) fn lines(text: &str, room: u16, look: &Look) -> Vec<Line> {
    let bare: Vec<_> = links_in(text).collect();
    if is_plain(text) {
        if bare.is_empty() {
            return wrap(text, room).into_iter().map(|line| vec![Run::new(&line, Style::new())]).collect();
        }
        let mut runs = Vec::new();
        linked(text, &bare, Style::new(), &mut runs);
        return wrap_runs(&runs, room);
    }
    let mut writer = Writer {
        look,
        room,
        bare,
        lines: Vec::new(),
        runs: Vec::new(),
        style: Vec::new(),
        link: None,
        leads: Vec::new(),
    };
    writer.read(text);
    writer.lines
}

/// The words alone, in one line.
pub(super) fn words(text: &str, look: &Look) -> String {
    if is_plain(text) {
        return text.replace('\n', " ");
    }
    let lines = lines(text, u16::MAX, look);
    let line = |line: Line| line.into_iter().map(|run| run.text).collect::<String>();
    lines.into_iter().map(line).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

fn options() -> Options {
    Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS
}

/// Whether there is nothing but paragraphs in it. Lines that are only indented are no code.
fn is_plain(text: &str) -> bool {
    let is_words = |(event, range): (Event<'_>, std::ops::Range<usize>)| match event {
        Event::Start(Tag::Paragraph | Tag::CodeBlock(CodeBlockKind::Indented))
        | Event::End(TagEnd::Paragraph | TagEnd::CodeBlock)
        | Event::SoftBreak => true,
        Event::Text(words) => text[range].trim() == words.trim(),
        _ => false,
    };
    !text.contains('\\') && Parser::new_ext(text, options()).into_offset_iter().all(is_words)
}

/// Lines as they fill up, with all that is open around them.
struct Writer<'a> {
    look: &'a Look,
    room: u16,
    lines: Vec<Line>,
    /// The paragraph that is being read.
    runs: Vec<Run>,
    style: Vec<Style>,
    /// The link that is open.
    link: Option<SafeText>,
    /// The links that the text names as they are.
    bare: Vec<&'a str>,
    /// What stands before each line: the first time, and from then on.
    leads: Vec<(String, String)>,
}

impl Writer<'_> {
    fn read(&mut self, text: &str) {
        // The number of the next entry, for each list that is open; and the links that are.
        let (mut numbers, mut links) = (Vec::new(), Vec::new());
        for event in TextMergeStream::new(Parser::new_ext(text, options())) {
            match event {
                Event::Start(Tag::List(first)) => {
                    self.flush();
                    if numbers.is_empty() {
                        self.gap();
                    }
                    numbers.push(first);
                }
                Event::End(TagEnd::List(_)) => {
                    self.flush();
                    numbers.pop();
                }
                Event::Start(Tag::Item) => {
                    self.flush();
                    let number = numbers.last_mut().and_then(Option::as_mut);
                    let lead = number.map_or_else(
                        || if self.look.plain { "- " } else { BULLET }.to_owned(),
                        |number| {
                            *number = number.saturating_add(1);
                            format!("{}. ", number.saturating_sub(1))
                        },
                    );
                    let blank = " ".repeat(width(&lead).into());
                    self.leads.push((lead, blank));
                }
                Event::Start(Tag::Link { dest_url, .. }) => {
                    let url = SafeText::line(&dest_url);
                    self.link = is_link(&url).then(|| url.clone());
                    links.push((url, self.runs.len()));
                    self.begin(Style::new().add_modifier(Modifier::UNDERLINED));
                }
                Event::End(TagEnd::Link) => {
                    self.style.pop();
                    if let Some((url, first)) = links.pop() {
                        self.url(&url, first);
                    }
                    self.link = None;
                }
                Event::Start(Tag::CodeBlock(_)) => {
                    self.flush();
                    self.gap();
                    self.code_block(true);
                }
                Event::End(TagEnd::CodeBlock) => self.code_block(false),
                other => self.event(other, numbers.is_empty()),
            }
        }
        self.flush();
    }

    fn event(&mut self, event: Event<'_>, alone: bool) {
        match event {
            Event::Start(Tag::Paragraph) if alone => self.gap(),
            Event::Start(Tag::Heading { .. }) => {
                self.gap();
                self.begin(self.look.heading);
            }
            Event::Start(Tag::BlockQuote(_)) => {
                self.gap();
                let lead = if self.look.plain { ("quote: ", "  ") } else { (BAR, BAR) };
                self.leads.push((lead.0.to_owned(), lead.1.to_owned()));
            }
            Event::Start(Tag::Emphasis) => self.begin(Style::new().add_modifier(Modifier::ITALIC)),
            Event::Start(Tag::Strong) => self.begin(Style::new().add_modifier(Modifier::BOLD)),
            Event::Start(Tag::Strikethrough) => self.begin(Style::new().add_modifier(Modifier::CROSSED_OUT)),
            Event::End(TagEnd::Heading(_)) => {
                self.style.pop();
                self.flush();
            }
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => drop(self.style.pop()),
            Event::End(TagEnd::BlockQuote(_) | TagEnd::Item) => {
                self.flush();
                self.leads.pop();
            }
            Event::End(TagEnd::Paragraph | TagEnd::HtmlBlock) => self.flush(),
            Event::Text(words) | Event::Html(words) | Event::InlineHtml(words) => self.words(&words),
            Event::Code(code) if self.look.plain => self.words(&code),
            // Shape before colour: the marks stay, but step back.
            Event::Code(code) => {
                self.push("`", self.look.dim);
                self.words(&code);
                self.push("`", self.look.dim);
            }
            Event::SoftBreak | Event::HardBreak => self.words(&CowStr::from("\n")),
            Event::Rule => {
                self.gap();
                self.push("───", self.look.dim);
                self.flush();
            }
            Event::TaskListMarker(done) => {
                let marks = if self.look.plain { ["to do: ", "done: "] } else { ["[ ] ", "[✓] "] };
                self.push(marks[usize::from(done)], Style::new());
            }
            _ => {}
        }
    }

    fn begin(&mut self, style: Style) {
        let around = self.style.last().copied().unwrap_or_default();
        self.style.push(around.patch(style));
    }

    /// Entities have been replaced by what they stand for: only now is it certain what the text says.
    fn words(&mut self, words: &str) {
        let style = self.style.last().copied().unwrap_or_default();
        let words = SafeText::clean(words);
        if self.link.is_some() {
            self.push(&words, style);
        } else {
            linked(&words, &self.bare, style, &mut self.runs);
        }
    }

    fn push(&mut self, text: &str, style: Style) {
        self.runs.push(Run { link: self.link.clone(), ..Run::new(text, style) });
    }

    /// Where a link goes, unless its words say so.
    fn url(&mut self, url: &SafeText, first: usize) {
        let said: String = self.runs[first.min(self.runs.len())..].iter().map(|run| run.text.as_str()).collect();
        if !said.is_empty() && !url.ends_with(&said) {
            self.push(&format!(" ({url})"), self.look.dim);
        }
    }

    /// The lines of a block of code are kept as they are, and broken only where there is no room.
    fn code_block(&mut self, begins: bool) {
        if begins {
            self.leads.push(("  ".to_owned(), "  ".to_owned()));
            return;
        }
        let code: String = std::mem::take(&mut self.runs).into_iter().map(|run| run.text).collect();
        for line in code.trim_end().lines() {
            for part in cut(line, self.room_inside()) {
                self.line(vec![Run::new(&part, Style::new())]);
            }
        }
        self.leads.pop();
    }

    /// Ends the paragraph.
    fn flush(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        if runs.iter().any(|run| !run.text.trim().is_empty()) {
            for line in wrap_runs(&runs, self.room_inside()) {
                self.line(line);
            }
        }
    }

    fn room_inside(&self) -> u16 {
        let taken: u16 = self.leads.iter().map(|(_, lead)| width(lead)).sum();
        self.room.saturating_sub(taken).max(1)
    }

    /// Puts a line below the others, with what stands before it.
    fn line(&mut self, line: Line) {
        let mut whole: Line = Vec::new();
        for (first, rest) in &mut self.leads {
            let lead = std::mem::replace(first, rest.clone());
            whole.push(Run::new(&lead, self.look.dim));
        }
        whole.extend(line);
        self.lines.push(whole);
    }

    /// An empty line, but none at the top.
    fn gap(&mut self) {
        self.flush();
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(Line::new());
        }
    }
}

/// Words in runs, those apart that are links by themselves: such as the whole text has too. What Markdown has cut short
/// would lead elsewhere.
fn linked(words: &str, bare: &[&str], style: Style, runs: &mut Vec<Run>) {
    let mut rest = words;
    for link in links_in(words).filter(|link| bare.contains(link)) {
        let Some((before, after)) = rest.split_once(link) else { continue };
        runs.push(Run::new(before, style));
        runs.push(Run { link: Some(SafeText::line(link)), ..Run::new(link, style) });
        rest = after;
    }
    runs.push(Run::new(rest, style));
}

#[cfg(test)]
mod tests;
