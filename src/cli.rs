//! The front door: reads the arguments and runs what was asked for.

mod adopt;
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
mod input;
mod keys;
mod list;
mod listed;
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

use self::args::{Args, Export, Show, Verb};
use self::context::Context;
use self::history::Way;
use self::output::{Output, complain, is_broken_pipe};
use self::refusal::{Exit, Kind, Refusal};
use self::screen::First;
use self::settings::Settings;
use crate::model::{Action, SafeText};
use crate::store::{outlive_size_limits, own_what_is_made};

/// Runs the program and gives its exit code.
pub fn run() -> ExitCode {
    outlive_size_limits();
    own_what_is_made();
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return not_understood(&error),
    };
    let mut output = Output::new(&args.globals, Settings::find(&args.globals));
    let mut context = None;
    let told = dispatch(args, &mut context, &mut output);
    let code = end(told, &mut output);
    // The answer is out: what is still to be done keeps nobody waiting.
    context.into_iter().for_each(Context::leave);
    code
}

/// Hands over what was printed, and makes an exit code of what came of it.
fn end(told: anyhow::Result<Exit>, output: &mut Output) -> ExitCode {
    match told.and_then(|exit| output.finish().map(|()| exit)) {
        Ok(exit) => exit.into(),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => output.fail(&error).into(),
    }
}

/// What was read for the answer is left in `context`.
fn dispatch(args: Args, context: &mut Option<Context>, output: &mut Output) -> anyhow::Result<Exit> {
    let Args { file, globals, verb } = args;
    let shows_it = match verb {
        None | Some(Verb::Open { .. }) => has_screen(output),
        // What a shell reads at each of its starts has nothing to say of it.
        Some(Verb::Config { .. } | Verb::Completions { .. }) => true,
        _ => false,
    };
    if let Some(trouble) = output.settings.trouble().filter(|_| !shows_it) {
        output.remark(&trouble);
    }
    match (&verb, output.settings.theme(&globals)) {
        // It lists the themes that there are, and what keeps one from being among them.
        (Some(Verb::Config { .. }), Err(refusal)) => output.remark(&refusal.to_string()),
        (_, theme) => drop(theme?),
    }
    let data = globals.data.clone();
    let load = move |output: &mut Output| Context::load(data, output).map(|read| context.insert(read));
    match (file, verb) {
        (Some(file), Some(_)) => Err(two_wishes(&file)),
        (Some(file), None) if !named::is_path(&file) => Err(neither(&file)),
        (Some(file), None) if has_screen(output) => screen::run(&First::File(&file), &globals, output),
        (Some(file), None) => show::run(&whole(&file), load(output)?, output),
        (None, None) if has_screen(output) => screen::run(&First::Last, &globals, output),
        (None, None) => list::run(load(output)?, output),
        (None, Some(verb)) => match verb {
            Verb::Open { roadmap } if has_screen(output) => screen::run(&First::Roadmap(&roadmap), &globals, output),
            Verb::Open { roadmap } => show::run(&whole(roadmap.as_path()), load(output)?, output),
            Verb::List => list::run(load(output)?, output),
            Verb::Show(asked) => show::run(&asked, load(output)?, output),
            Verb::Next(asked) => next::run(&asked, load(output)?, output),
            Verb::Stats { roadmap } => stats::run(roadmap.as_deref(), load(output)?, output),
            Verb::Done(topics) => mark::run(Action::Done, &topics, load(output)?, output),
            Verb::Start(topics) => mark::run(Action::Start, &topics, load(output)?, output),
            Verb::Know(topics) => mark::run(Action::Know, &topics, load(output)?, output),
            Verb::Skip(topics) => mark::run(Action::Skip, &topics, load(output)?, output),
            Verb::Reset(topics) => mark::run(Action::Reset, &topics, load(output)?, output),
            Verb::Note(asked) => written::run_note(&asked, load(output)?, output),
            Verb::Proof(asked) => written::run_proof(&asked, load(output)?, output),
            Verb::Adopt(asked) => adopt::run(&asked, load(output)?, output),
            Verb::Recall(asked) => recall::run(&asked, load(output)?, output),
            Verb::Search { words } => search::run(&words, load(output)?, output),
            Verb::Undo => history::run(Way::Undo, load(output)?, output),
            Verb::Redo => history::run(Way::Redo, load(output)?, output),
            Verb::Log(asked) => log::run(&asked, load(output)?, output),
            Verb::Export(asked) if asked.is_checklist() => markdown::run(&asked, load(output)?, output),
            Verb::Export(Export { roadmap: None, notes: false, .. }) => backup::export(globals.data, output),
            Verb::Export(_) => Err(checklist_only()),
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

/// One argument that is no verb and no file.
fn neither(name: &Path) -> anyhow::Error {
    let name = name.to_string_lossy();
    let refusal = Refusal::new(Kind::Usage, format!("neither a command nor a file is called \"{name}\""));
    let shown = Args::command();
    let verbs: Vec<_> =
        shown.get_subcommands().filter(|verb| !verb.is_hide_set()).map(clap::Command::get_name).collect();
    refusal.hint(format!("Commands: {}", verbs.join(" "))).into()
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
