//! The front door: reads the arguments and runs what was asked for.

mod args;
mod backup;
mod came;
mod change;
mod check;
mod completions;
mod config;
mod context;
mod describe;
mod doctor;
mod history;
mod keys;
mod list;
mod log;
mod mark;
mod markdown;
mod named;
mod next;
mod output;
mod path;
mod picture;
mod recall;
mod reference;
mod refusal;
mod restore;
mod screen;
mod search;
mod settings;
mod shapes;
mod show;
mod stats;
mod sync;
mod table;
mod topic;
mod written;

pub use keys::keys_table;
pub use reference::verbs_table;

use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};

use self::args::{Args, Export, Format, Globals, Show, Verb};
use self::context::Context;
use self::history::Way;
use self::output::{Output, complain, is_broken_pipe};
use self::refusal::{Exit, Kind, Refusal};
use self::screen::First;
use self::settings::Settings;
use crate::model::{Action, SafeText};

/// Runs the program and gives its exit code.
pub fn run() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return not_understood(&error),
    };
    let mut output = Output::new(&args.globals, Settings::find(&args.globals));
    let told = dispatch(args, &mut output);
    end(told, &mut output)
}

/// Hands over what was printed, and makes an exit code of what came of it.
fn end(told: anyhow::Result<Exit>, output: &mut Output) -> ExitCode {
    match told.and_then(|exit| output.finish().map(|()| exit)) {
        Ok(exit) => exit.into(),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => output.fail(&error).into(),
    }
}

fn dispatch(args: Args, output: &mut Output) -> anyhow::Result<Exit> {
    let Args { file, globals, verb } = args;
    let shows_it = match verb {
        None | Some(Verb::Open { .. }) => has_screen(output),
        // What a shell reads at each of its starts has nothing to say of it.
        Some(Verb::Config { .. } | Verb::Completions { .. }) => true,
        _ => false,
    };
    if let Some(trouble) = output.settings.trouble().filter(|_| !shows_it) {
        output.note(&trouble);
    }
    let load = |output: &mut Output| Context::load(globals.data.clone(), output);
    let mark = |action, topics, output: &mut Output| mark::run(action, &topics, &mut load(output)?, output);
    match (file, verb) {
        (Some(file), Some(_)) => Err(two_wishes(&file)),
        (Some(file), None) => named_alone(&file, &globals, output),
        (None, None) if has_screen(output) => screen::run(&First::Last, &globals, output),
        (None, None) => list::run(&load(output)?, output),
        (None, Some(verb)) => match verb {
            Verb::Open { roadmap } if has_screen(output) => screen::run(&First::Roadmap(&roadmap), &globals, output),
            Verb::Open { roadmap } => show::run(&whole(roadmap.as_path()), &mut load(output)?, output),
            Verb::List => list::run(&load(output)?, output),
            Verb::Show(asked) => show::run(&asked, &mut load(output)?, output),
            Verb::Next(asked) => next::run(&asked, &mut load(output)?, output),
            Verb::Stats { roadmap } => stats::run(roadmap.as_deref(), &mut load(output)?, output),
            Verb::Done(topics) => mark(Action::Done, topics, output),
            Verb::Start(topics) => mark(Action::Start, topics, output),
            Verb::Know(topics) => mark(Action::Know, topics, output),
            Verb::Skip(topics) => mark(Action::Skip, topics, output),
            Verb::Reset(topics) => mark(Action::Reset, topics, output),
            Verb::Note(asked) => written::run_note(&asked, &mut load(output)?, output),
            Verb::Proof(asked) => written::run_proof(&asked, &mut load(output)?, output),
            Verb::Recall(asked) => recall::run(&asked, &mut load(output)?, output),
            Verb::Search { words } => search::run(&words, &load(output)?, output),
            Verb::Undo => history::run(Way::Undo, &mut load(output)?, output),
            Verb::Redo => history::run(Way::Redo, &mut load(output)?, output),
            Verb::Log(asked) => log::run(&asked, &mut load(output)?, output),
            Verb::Export(Export { format: Format::Json, roadmap: None, notes: false }) => {
                backup::export(globals.data, output)
            }
            Verb::Export(Export { format: Format::Json, .. }) => Err(checklist_only()),
            Verb::Export(asked) => markdown::run(&asked, &mut load(output)?, output),
            Verb::Import(asked) => backup::import(&asked, globals.data, output),
            Verb::Sync(asked) => sync::run(&asked, globals.data, output),
            Verb::Check { files } => check::run(&files, globals.data.as_ref(), output),
            Verb::Restore(asked) => restore::run(&asked, globals.data, output),
            Verb::Doctor { fix } => doctor::run(fix, globals.data, output),
            Verb::Config { init } => config::run(init, &globals, output),
            Verb::Path => path::run(globals.data, output),
            Verb::Keys => keys::run(output),
            Verb::Picture(asked) => picture::run(&asked, &globals, output),
            Verb::Completions { shell } => completions::run(shell, output),
        },
    }
}

/// Whether there is somebody to show a screen to. Otherwise what would be on it is printed.
fn has_screen(output: &Output) -> bool {
    !output.json && io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// One argument that is no verb: a file, or a mistake.
fn named_alone(file: &Path, globals: &Globals, output: &mut Output) -> anyhow::Result<Exit> {
    if !named::is_path(file) {
        let name = file.to_string_lossy();
        let refusal = Refusal::new(Kind::Usage, format!("neither a command nor a file is called \"{name}\""));
        let verbs = Args::command()
            .get_subcommands()
            .filter(|verb| !verb.is_hide_set())
            .map(|verb| verb.get_name().to_owned())
            .collect::<Vec<_>>();
        return Err(refusal.hint(format!("Commands: {}", verbs.join(" "))).into());
    }
    if has_screen(output) {
        return screen::run(&First::File(file), globals, output);
    }
    show::run(&whole(file), &mut Context::load(globals.data.clone(), output)?, output)
}

fn whole(roadmap: &Path) -> Show {
    Show { roadmap: roadmap.to_owned(), stage: None, status: Vec::new() }
}

fn checklist_only() -> anyhow::Error {
    let refusal = Refusal::new(Kind::Usage, "a backup is of everything: it takes neither a roadmap nor `--notes`");
    refusal.hint("A checklist of a roadmap: milepost export --format md ROADMAP").into()
}

fn two_wishes(file: &Path) -> anyhow::Error {
    let name = file.to_string_lossy();
    Refusal::new(Kind::Usage, format!("\"{name}\" stands before a command"))
        .hint("Name files after the command.")
        .into()
}

/// Help that was asked for, or arguments that mean nothing. clap quotes them: what it says is cleaned like all else.
fn not_understood(error: &clap::Error) -> ExitCode {
    let json = std::env::args_os().any(|argument| argument == "--json");
    let mut output = Output::plain(json);
    let said = SafeText::clean(&error.render().to_string());
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let told = output.text(&said).map(|()| Exit::Done);
        return end(told, &mut output);
    }
    complain(&said);
    let told = said.split("\n\n").next().unwrap_or_default().trim_start_matches("error: ");
    output.answer_error(&Refusal::new(Kind::Usage, &*SafeText::line(told)));
    Exit::Usage.into()
}
