//! The arguments, as clap reads them.

mod topics;
mod values;

use std::num::NonZero;
use std::path::PathBuf;

use clap::{Args as Arguments, Parser, Subcommand};
use clap_complete::Shell;

use super::shapes::{EXIT_CODES, SHAPES};
use crate::command::Key;
use crate::model::Status;
use values::{ThemeName, from_one, since, size, status};

pub(super) use topics::{Adopt, Note, Proof, Recall, Topics};
pub(super) use values::{Format, Since, When};

/// A learning-roadmap tracker for the terminal.
///
/// Without a command it shows the screen: Enter opens a roadmap, Space ticks a topic, ? shows every key. Where there is
/// no terminal it lists the roadmaps instead.
#[derive(Debug, Parser)]
#[command(
    name = "milepost",
    version,
    subcommand_precedence_over_arg = true,
    disable_help_subcommand = true,
    after_help = EXIT_CODES,
    after_long_help = SHAPES
)]
pub(super) struct Args {
    /// A roadmap file to show on the screen.
    pub(super) file: Option<PathBuf>,
    #[command(flatten)]
    pub(super) globals: Globals,
    #[command(subcommand)]
    pub(super) verb: Option<Verb>,
}

/// What may be said with every verb.
#[derive(Clone, Debug, Arguments)]
#[command(next_help_heading = "Options of every command")]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(super) struct Globals {
    /// Print one JSON object.
    #[arg(long, global = true)]
    pub(super) json: bool,
    /// When to use colours; auto heeds `NO_COLOR`.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: When,
    /// Draw without Unicode.
    #[arg(long, global = true)]
    pub(super) ascii: bool,
    /// Words instead of symbols, and one thing a line: to be heard, or read in braille.
    #[arg(long, global = true)]
    pub(super) plain: bool,
    /// The directory with your progress and your roadmaps.
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) data: Option<PathBuf>,
    /// The file with your settings.
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Print results, errors, and what has happened to your progress: no confirmations, no hints.
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// The colours of the screen: one of these, or a theme of your own by its name in your settings.
    #[arg(
        long,
        global = true,
        value_name = "THEME",
        env = "MILEPOST_THEME",
        hide_env_values = true,
        value_parser = ThemeName
    )]
    pub(super) theme: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Show a roadmap on the screen.
    Open {
        /// An id that `milepost list` shows, or a file.
        roadmap: PathBuf,
    },
    /// List the roadmaps, with where you stand in each.
    List,
    /// Print a roadmap as a tree of boxes.
    Show(Show),
    /// Say what to learn next, and why.
    Next(Next),
    /// Say what you learned when, how fast, and what is left.
    Stats {
        /// A roadmap; otherwise the one that you were in last.
        roadmap: Option<PathBuf>,
    },
    /// Mark topics as done; on a parent, what is required inside it.
    Done(Topics),
    /// Mark topics as in progress.
    Start(Topics),
    /// Mark topics as known before: progress, but not learning.
    Know(Topics),
    /// Mark topics as skipped: they no longer count.
    Skip(Topics),
    /// Mark topics as to do again.
    Reset(Topics),
    /// Write a note at a topic, or print it.
    Note(Note),
    /// Add a link as proof to a topic, remove one, or print them.
    Proof(Proof),
    /// Give what is recorded of a topic that is gone to another; this cannot be undone.
    Adopt(Adopt),
    /// List what is worth explaining again, or record how well that went.
    Recall(Recall),
    /// Find topics by words, in every roadmap.
    Search {
        #[arg(required = true)]
        words: Vec<String>,
    },
    /// Take the last change back.
    Undo,
    /// Bring back what was taken back last.
    Redo,
    /// Print what was done, day by day.
    Log(Asked),
    /// Print everything that is recorded, a whole backup; or, as Markdown, a roadmap as a checklist.
    Export(Export),
    /// Take in a backup: adds what is missing, changes nothing else.
    Import(Import),
    /// Make progress the same here and in a directory, or on a git remote.
    Sync(Sync),
    /// Report every mistake in roadmap files.
    Check {
        /// Roadmap files; - is standard input.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Bring back what progress.jsonl lacks, from this machine's second copy and backups, or from a file.
    Restore(Restore),
    /// Look at progress.jsonl and its copies, and explain what is wrong.
    Doctor {
        /// Set lines that cannot be read aside in progress.unreadable, beside it.
        #[arg(long)]
        fix: bool,
    },
    /// Print what is set, and every mistake in it.
    Config {
        /// Write a file with every setting to begin with, where there is none.
        #[arg(long)]
        init: bool,
    },
    /// Print where things are.
    Path,
    /// Print the keys of the screen.
    Keys,
    /// Draw a screen as SVG: the one that is there after these keys.
    #[command(hide = true)]
    Picture(Picture),
    /// Print completions for a shell.
    Completions { shell: Shell },
}

#[derive(Debug, Arguments)]
pub(super) struct Show {
    /// An id that `milepost list` shows, or a file.
    pub(super) roadmap: PathBuf,
    /// Only this stage, counted from 1.
    #[arg(long, value_name = "N", value_parser = from_one)]
    pub(super) stage: Option<NonZero<usize>>,
    /// Only topics with one of these statuses.
    #[arg(long, value_name = "STATUS", value_delimiter = ',', value_parser = status())]
    pub(super) status: Vec<Status>,
}

#[derive(Debug, Arguments)]
pub(super) struct Next {
    /// Only in this roadmap; otherwise the one that you were in last, and with more than one step all of them.
    pub(super) roadmap: Option<PathBuf>,
    /// How many steps at most; over all roadmaps one of each in turn, and what they share once.
    #[arg(short = 'n', value_name = "N", default_value = "1", value_parser = from_one)]
    pub(super) most: NonZero<usize>,
}

#[derive(Debug, Arguments)]
pub(super) struct Restore {
    /// A copy of progress.jsonl, from any machine; what is there already stays.
    pub(super) file: Option<PathBuf>,
    /// Say what would come back, and write nothing.
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Where progress.jsonl is gone: put aside what is kept of it, and start anew.
    #[arg(long, conflicts_with_all = ["file", "dry_run"])]
    pub(super) none: bool,
}

#[derive(Debug, Arguments)]
pub(super) struct Export {
    /// Of a checklist: an id that `milepost list` shows, or a file; otherwise the roadmap that you were in last.
    pub(super) roadmap: Option<PathBuf>,
    /// In which form: json is a whole backup, md a checklist of one roadmap. Without it json; with --notes md.
    #[arg(long, value_name = "FORMAT")]
    pub(super) format: Option<Format>,
    /// Of a checklist: with your notes and your proof.
    #[arg(long)]
    pub(super) notes: bool,
}

impl Export {
    /// Notes alone ask for one: a backup has them anyway.
    pub(super) fn is_checklist(&self) -> bool {
        self.format.map_or(self.notes, |format| format == Format::Md)
    }
}

#[derive(Debug, Arguments)]
pub(super) struct Asked {
    /// Only from this day on: 2026-11-20, or 7d for the last seven.
    #[arg(long, value_name = "DATE", value_parser = since)]
    pub(super) since: Option<Since>,
    /// Only of this roadmap.
    #[arg(long, visible_alias = "in", value_name = "ROADMAP")]
    pub(super) roadmap: Option<PathBuf>,
}

#[derive(Debug, Arguments)]
pub(super) struct Import {
    /// What `milepost export` printed, or a progress.jsonl; - is standard input.
    pub(super) file: PathBuf,
    /// Only say what would come in.
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Arguments)]
pub(super) struct Sync {
    /// A directory with a copy, or for one: on a stick, or carried by Dropbox or Syncthing.
    #[arg(value_name = "DIR", conflicts_with = "remote")]
    pub(super) directory: Option<PathBuf>,
    /// A git remote, to be used from now on; it must be empty or milepost's.
    #[arg(long, value_name = "URL")]
    pub(super) remote: Option<String>,
}

#[derive(Debug, Arguments)]
pub(super) struct Picture {
    /// Keys to play first, in memory alone: enter = j space
    #[arg(value_name = "KEY")]
    pub(super) keys: Vec<Key>,
    /// Columns and rows.
    #[arg(long, value_name = "SIZE", default_value = "100x30", value_parser = size)]
    pub(super) size: (u16, u16),
    /// A moving picture: the screen before the keys, and after each of them, a second long.
    #[arg(long)]
    pub(super) film: bool,
}
