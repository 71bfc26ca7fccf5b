//! What is printed: results on standard output, words on standard error, nothing that a terminal would obey.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use anyhow::Context as _;
use clap::builder::styling::{AnsiColor, Style};
use serde::Serialize;

use super::args::{Globals, When};
use super::refusal::{Exit, Kind, Refusal};
use super::settings::Settings;
use crate::config::{BuiltIn, Theme};
use crate::diagnostic::Style as Colours;
use crate::model::SafeText;
use crate::store::Error;
use crate::{tui, view};

pub(super) const HEADING: Style = Style::new().bold();
pub(super) const DIM: Style = Style::new().dimmed();
pub(super) const DOING: Style = Style::new().bold();
const ERROR: Style = AnsiColor::Red.on_default().bold();

/// Where everything is printed. Nothing reaches the disk or the terminal before [`Output::finish`] or a full buffer.
pub(super) struct Output {
    stdout: BufWriter<StdoutLock<'static>>,
    pub(super) json: bool,
    quiet: bool,
    /// Of results, on standard output.
    pub(super) style: Colours,
    /// Of words, on standard error.
    pub(super) style_of_words: Colours,
    pub(super) ascii: bool,
    /// What the user has set.
    pub(super) settings: Settings,
}

/// One object with the number of its shape.
#[derive(Serialize)]
struct Answer<T> {
    schema: u8,
    #[serde(flatten)]
    answer: T,
}

/// Standard output for somebody who may fail for other reasons too.
struct Printer<'a> {
    stdout: &'a mut BufWriter<StdoutLock<'static>>,
    /// Why it could not be printed.
    failed: Option<io::Error>,
}

impl Write for Printer<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // All of it: a call that was only interrupted is made again there, and has not failed.
        self.stdout.write_all(bytes).map(|()| bytes.len()).map_err(|error| {
            let told = error.kind().into();
            self.failed = Some(error);
            told
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stdout.flush()
    }
}

impl Output {
    pub(super) fn new(globals: &Globals, settings: Settings) -> Self {
        let stdout = io::stdout();
        let is_spoken = settings.is_plain(globals);
        let theme = settings.theme(globals).unwrap_or_default();
        let colours = |terminal| if is_spoken { Colours::Spoken } else { colours(globals, &theme, terminal) };
        let auto = || stdout.is_terminal() && !tui::is_utf8_terminal();
        Self {
            json: globals.json,
            quiet: globals.quiet,
            style: colours(stdout.is_terminal()),
            style_of_words: colours(io::stderr().is_terminal()),
            ascii: globals.ascii || settings.config.ascii.unwrap_or_else(auto),
            stdout: BufWriter::new(stdout.lock()),
            settings,
        }
    }

    /// For what is said before the arguments are understood.
    pub(super) fn plain(json: bool) -> Self {
        Self {
            stdout: BufWriter::new(io::stdout().lock()),
            json,
            quiet: false,
            style: Colours::Plain,
            style_of_words: Colours::Plain,
            ascii: false,
            settings: Settings::default(),
        }
    }

    /// Whether everything is to be said in words, one thing a line.
    pub(super) fn is_spoken(&self) -> bool {
        self.style == Colours::Spoken
    }

    /// The text in a style, where there are colours.
    pub(super) fn paint(&self, style: Style, text: &str) -> String {
        if self.style == Colours::Coloured && !text.is_empty() {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }

    /// Prints one line of a result, made of cleaned texts. Blanks at its end are left out.
    pub(super) fn line(&mut self, text: &str) -> anyhow::Result<()> {
        let text = text.trim_end();
        let written = if self.ascii && !text.is_ascii() {
            // Colours are ASCII and stay as they are.
            writeln!(self.stdout, "{}", view::in_ascii(text))
        } else {
            writeln!(self.stdout, "{text}")
        };
        written.context(FAILED)
    }

    /// Prints a text as it is.
    pub(super) fn text(&mut self, text: &str) -> anyhow::Result<()> {
        self.stdout.write_all(text.as_bytes()).context(FAILED)
    }

    /// Prints what is too much for memory.
    pub(super) fn text_by(&mut self, write: impl FnOnce(&mut dyn Write) -> Result<(), Error>) -> anyhow::Result<()> {
        let mut printer = Printer { stdout: &mut self.stdout, failed: None };
        let written = write(&mut printer);
        printer.failed.map_or(Ok(()), Err).context(FAILED)?;
        Ok(written?)
    }

    /// Prints the whole answer as one JSON object in one line.
    pub(super) fn answer(&mut self, answer: impl Serialize) -> anyhow::Result<()> {
        let written = serde_json::to_writer(&mut self.stdout, &Answer { schema: 1, answer }).map_err(io::Error::from);
        written.and_then(|()| writeln!(self.stdout)).context(FAILED)
    }

    // What `--quiet` leaves out: what went well, what may help, and mistakes that another command is there to tell.
    // What has happened to the user's progress is said to everybody.

    /// Prints one line of a confirmation, unless quiet was asked for.
    pub(super) fn confirm(&mut self, text: &str) -> anyhow::Result<()> {
        if self.quiet { Ok(()) } else { self.line(text) }
    }

    /// Says something else beside the result, unless quiet was asked for.
    pub(super) fn remark(&mut self, text: &str) {
        if !self.quiet {
            self.note(text);
        }
    }

    /// Says what has happened to the user's progress, or stands in its way.
    pub(super) fn note(&mut self, text: &str) {
        self.keep_order();
        complain(&SafeText::clean(text));
    }

    /// Tells why nothing came of it; in JSON too, if that was asked for.
    pub(super) fn fail(&mut self, error: &anyhow::Error) -> Exit {
        match error.downcast_ref() {
            Some(refusal) => self.answer_error(refusal),
            None => self.answer_error(&Refusal::new(Kind::Failed, words(error))),
        }
        self.tell(error)
    }

    /// Says an error, and gives the exit code that belongs to it.
    pub(super) fn tell(&mut self, error: &anyhow::Error) -> Exit {
        self.keep_order();
        let refusal = error.downcast_ref::<Refusal>();
        if let Some(Refusal { report, .. }) = refusal.filter(|refusal| !refusal.report.is_empty()) {
            complain(&format!("{report}\n"));
        }
        let coloured = self.style_of_words == Colours::Coloured;
        let label = if coloured { format!("{ERROR}error:{ERROR:#}") } else { "error:".to_owned() };
        // Whatever is quoted in it, it is one sentence.
        complain(&format!("{label} {}", SafeText::line(&words(error))));
        for hint in refusal.into_iter().flat_map(|refusal| &refusal.hints) {
            let hint = SafeText::clean(hint);
            match self.style_of_words {
                // What stands in columns is heard as it comes.
                Colours::Spoken => complain(&hint.split_whitespace().collect::<Vec<_>>().join(" ")),
                _ => complain(&format!("  {hint}")),
            }
        }
        refusal.map_or(Exit::Failed, |refusal| refusal.kind.exit())
    }

    /// What was printed before a word comes out before it. A failure is told at the end: the buffer keeps what it has.
    fn keep_order(&mut self) {
        drop(self.stdout.flush());
    }

    /// The error in JSON, if that was asked for. Standard output may be what failed: words have been said already.
    pub(super) fn answer_error(&mut self, refusal: &Refusal) {
        if !self.json {
            return;
        }
        let Refusal { kind, message, hints, candidates, diagnostics, .. } = refusal;
        let clean = |text: &String| SafeText::clean(text);
        let error = serde_json::json!({
            "code": kind.name(),
            "message": SafeText::line(message),
            "hints": hints.iter().map(clean).collect::<Vec<_>>(),
            "candidates": candidates,
            "diagnostics": diagnostics,
        });
        drop(self.answer(serde_json::json!({ "error": error })).and_then(|()| self.finish()));
    }

    /// Hands over what is still in the buffer; only now is it certain that it could be written.
    pub(super) fn finish(&mut self) -> anyhow::Result<()> {
        self.stdout.flush().context(FAILED)
    }
}

const FAILED: &str = "could not write to standard output";

/// Whether whoever read the result has gone: no failure of ours.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>()).any(|io| io.kind() == io::ErrorKind::BrokenPipe)
}

/// Coloured if that was said, or on a terminal that has colours.
fn colours(globals: &Globals, theme: &Theme, terminal: bool) -> Colours {
    let is_mono = matches!(theme, Theme::BuiltIn(BuiltIn::Mono | BuiltIn::Contrast));
    let wanted = match globals.color {
        When::Always => true,
        When::Never => false,
        When::Auto => terminal && !no_color() && !is_mono && !is_dumb(),
    };
    if wanted { Colours::Coloured } else { Colours::Plain }
}

/// <https://no-color.org>: set, and not empty.
pub(super) fn no_color() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

fn is_dumb() -> bool {
    std::env::var_os("TERM").is_none_or(|term| term == "dumb")
}

/// Writes to standard error. If even that is gone, there is nobody left to tell.
pub(super) fn complain(text: &str) {
    drop(writeln!(io::stderr().lock(), "{}", text.trim_end()));
}

/// An error with its causes. What the disk refused says its cause itself.
fn words(error: &anyhow::Error) -> String {
    match error.downcast_ref::<Error>() {
        Some(refused) => refused.to_string(),
        None => format!("{error:#}"),
    }
}
