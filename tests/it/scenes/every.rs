//! One scene for every command of the table: what its first key, or the palette, brings about.

use milepost::app::Msg;
use milepost::command::{Command, Keymap};
use milepost::config::BuiltIn;
use milepost::model::SafeText;
use milepost::view::Look;

use super::super::recall::three;
use super::super::scene::Scene;
use super::super::screens::{picture, plain};

/// Keys before it, from the small roadmap just opened (`home:` from the home screen, `three:` from one with three
/// topics to recall), and what is to be seen after the command that was not to be seen before. A command without a
/// scene does not compile.
#[expect(clippy::match_same_arms, reason = "one line a command")]
#[rustfmt::skip] // one line a command
fn scene(command: Command) -> (&'static str, &'static str) {
    match command {
        Command::Done        => ("} j",            "❯ [✓] Limits"),
        Command::Start       => ("} j",            "❯ [/] Limits"),
        Command::Know        => ("} j",            "❯ [k] Limits known"),
        Command::Skip        => ("} j",            "❯ [-] Limits skipped"),
        Command::Reset       => ("} j space",      "❯ [ ] Limits"),
        Command::TickFound   => ("/ l i m i t s down", "❯ [✓] Limits"),
        Command::Range       => ("} j",            "1 topic selected Esc cancels"),
        Command::KnowMet     => ("",               "Nothing in this roadmap is left that you have met"),
        Command::Sweep       => ("",               "1 of 7"),
        Command::SweepKnown  => ("w",              "3 of 7"),
        Command::SweepNotYet => ("w",              "2 of 7"),
        Command::SweepLater  => ("w",              "2 of 7"),
        Command::SweepAll    => ("w y",            "6 of 7"),
        Command::SweepNone   => ("w n n",          "6 of 7"),
        Command::SweepBack   => ("w n n",          "you said: not yet"),
        Command::SweepLeave  => ("w y",            "1 known so far."),
        Command::Forgot      => ("three:R enter",  "DNS comes back in 2 days."),
        Command::Shaky       => ("three:R enter",  "DNS comes back in 2 days."),
        Command::Solid       => ("three:R enter",  "DNS comes back in 7 days."),
        Command::Undo        => ("} j space",      "Undone: Limits is to do again."),
        Command::Redo        => ("} j space u",    "❯ [✓] Limits"),

        Command::Continue    => ("} j",            "❯ ( ) Rust"),
        Command::Down        => ("",               "❯ ▸ Web"),
        Command::Up          => ("} j",            "❯ ▾ Later"),
        Command::ListUp      => ("f down",         "❯ a all"),
        Command::Expand      => ("j",              "[ ] HTTP"),
        Command::Collapse    => ("} j",            "❯ ▾ Later"),
        Command::Open        => ("home:",          "▾ Basics"),
        Command::Top         => ("} j",            "❯ ▾ Basics"),
        Command::Bottom      => ("",               "❯ [ ] Queues"),
        Command::HalfDown    => ("",               "❯ [ ] Queues"),
        Command::HalfUp      => ("} j",            "❯ ▾ Basics"),
        Command::PageDown    => ("",               "❯ [ ] Queues"),
        Command::PageUp      => ("} j",            "❯ ▾ Basics"),
        Command::NextStage   => ("",               "❯ ▾ Later"),
        Command::PrevStage   => ("} j",            "❯ ▾ Later"),
        Command::Number1     => ("}",              "❯ ▾ Basics"),
        Command::Number2     => ("",               "❯ ▾ Later"),
        Command::Number3     => ("",               "There is no stage 3."),
        Command::Number4     => ("",               "There is no stage 4."),
        Command::Number5     => ("",               "There is no stage 5."),
        Command::Number6     => ("",               "There is no stage 6."),
        Command::Number7     => ("",               "There is no stage 7."),
        Command::Number8     => ("",               "There is no stage 8."),
        Command::Number9     => ("",               "There is no stage 9."),
        Command::Number10    => ("",               "There is no stage 10."),
        Command::NextRoadmap => ("",               "Limits of caching"),
        Command::PrevRoadmap => ("",               "Limits of caching"),
        Command::FoldAll     => ("",               "▸ Basics"),
        Command::UnfoldAll   => ("",               "[ ] HTTP"),
        Command::Focus       => ("",               "Esc back Space done"),

        Command::NextAnswer  => ("w",              "❯ n not yet"),
        Command::PrevAnswer  => ("w right",        "❯ y known"),
        Command::GiveAnswer  => ("three:R",        "A tree of names."),
        Command::Reveal      => ("three:R",        "A tree of names."),

        Command::Find        => ("",               "Find · this roadmap"),
        Command::NextMatch   => ("/ i enter",      "Match 2 of"),
        Command::PrevMatch   => ("/ i enter n",    "Match 1 of"),
        Command::Jump        => ("",               "Jump · all roadmaps"),
        Command::Filter      => ("",               "remaining: missing from 100%"),
        Command::Missing     => ("S",              "filter: remaining"),
        Command::Widen       => ("/",              "Jump · all roadmaps"),

        Command::Note        => ("",               "Note · Rust"),
        Command::NoteOutside => ("",               "WriteOutside"),
        Command::Proof       => ("",               "Proof · Rust"),
        Command::RemoveProof => ("p h t t p s : / / a . o r g enter p down", "Removed: https://a.org"),
        Command::SaveNote    => ("e x",            "Noted: Rust."),
        Command::DropNote    => ("e x",            "Discarded."),
        Command::UndoTyping  => ("e x",            "tomorrow? Esc save"),
        Command::RedoTyping  => ("e x ctrl-z",     "tomorrow? x Esc save"),

        Command::OpenLink    => ("} j",            "Open a link"),
        Command::EditFile    => ("home:",          "part of milepost: there is no file of yours"),
        Command::EditHere    => ("",               "part of milepost: there is no file of yours"),
        Command::Stats       => ("",               "Stats › Small"),
        Command::Recall      => ("three:",         "Who answers for a name?"),
        Command::Copy        => ("",               "Copy(\"Rust\")"),

        Command::Help        => ("",               "type to filter"),
        Command::Back        => ("",               "ROADMAPS"),
        Command::Theme       => ("",               "Theme"),
        Command::Mouse       => ("",               "Mouse off"),
        Command::Suspend     => ("",               "[Suspend]"),
        Command::Abandon     => ("unsaved:",       "[Abandon]"),
        Command::Restore     => ("gone:",          "[Restore]"),
        Command::StartAfresh => ("gone:",          "[StartAfresh]"),
        Command::Quit        => ("",               "[Quit]"),
    }
}

/// The question whether to leave although something is not saved.
pub(super) fn unsaved() -> Scene {
    let mut scene = Scene::small();
    scene.app.update(Msg::Command(Command::Done));
    scene.app.update(Msg::NotSaved(SafeText::line("no space left on device")));
    scene.app.update(Msg::Command(Command::Quit));
    scene
}

/// The question what is to become of a state file that is gone.
pub(super) fn gone() -> Scene {
    let mut scene = Scene::small();
    scene.app.update(Msg::Gone { kept: 3 });
    scene
}

/// The words on the screen, without the lines between them, and what is wished of the world.
fn seen(scene: &mut Scene) -> String {
    let drawn = plain(&picture(scene, (100, 30), Look::new(BuiltIn::Dark, false)));
    let words = drawn.replace(['│', '─', '┄', '╭', '╮', '╰', '╯'], " ").replace('❯', " ❯ ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{words} {:?}", scene.effects)
}

#[test]
fn every_command_does_what_its_scene_shows() {
    let keymap = Keymap::default();
    let mut missing = Vec::new();
    for &command in Command::ALL {
        let (keys, wanted) = scene(command);
        let mut scene = match (keys.strip_prefix("home:"), keys.strip_prefix("three:")) {
            (Some(keys), _) => Scene::home().keys(keys),
            (_, Some(keys)) => three().keys(keys),
            _ if keys == "unsaved:" => unsaved(),
            _ if keys == "gone:" => gone(),
            _ => Scene::small().keys(keys),
        };
        scene.effects.clear();
        let before = seen(&mut scene);
        let keys = keymap.of(command).next().map(|binding| binding.keys.clone());
        match keys {
            Some(keys) => keys.into_iter().for_each(|key| scene.press(milepost::app::Input::Key(key))),
            None => scene = scene.keys("?").types(command.sentence()).keys("enter"),
        }
        let after = seen(&mut scene);
        if before.contains(wanted) || !after.contains(wanted) {
            missing.push(format!("{command:?}: {wanted}\n  before {before}\n  after  {after}"));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
