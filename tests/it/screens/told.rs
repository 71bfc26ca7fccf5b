//! What the screen says in few words, and that they are true.

use super::{Look, Scene, begun, picture, plain};
use milepost::app::{Overlay, Session};
use milepost::command::Command;
use milepost::config::BuiltIn;

fn seen(scene: Scene, size: (u16, u16)) -> String {
    plain(&picture(&mut { scene }, size, Look::new(BuiltIn::Dark, false)))
}

#[test]
fn help_tells_of_commands_that_other_screens_have() {
    for size in [(100, 30), (60, 20), (34, 7), (20, 5)] {
        let found = seen(Scene::home().keys("?").types("already"), size);
        assert!(found.contains("Already know"), "{size:?}:\n{found}");
        assert!(!found.contains("No command") && !found.contains("0 commands"), "{size:?}:\n{found}");
    }
    let found = seen(Scene::home().keys("?").types("already"), (60, 20));
    assert!(found.contains("none here") && found.contains("Already know it (in a roadmap)"), "{found}");
    let none = seen(Scene::home().keys("?").types("zzz"), (60, 20));
    assert!(none.contains("0 commands") && none.contains("No command is called that."), "{none}");
    assert!(Scene::home().keys("? a l r e a d y enter").effects.is_empty(), "nothing is run");
}

#[test]
fn what_help_hides_are_commands_not_headings() {
    for size in [(100, 30), (60, 20), (20, 5)] {
        let scene = begun().keys("?");
        let Some(Overlay::Palette(palette)) = &scene.app.overlay else { panic!("help is open") };
        let commands = palette.commands.clone();
        let found = seen(scene, size);
        let is_shown = |line: &str, command: &Command| {
            let words: String = command.sentence().chars().take(8).collect();
            line.trim_start_matches(['│', ' ', '❯']).starts_with(&words)
        };
        let shown = commands.iter().filter(|command| found.lines().any(|line| is_shown(line, command))).count();
        let more = found.lines().find_map(|line| line.split("… ").nth(1)?.split(" more").next()?.parse::<usize>().ok());
        assert_eq!(more.map(|more| more + shown), Some(commands.len()), "{size:?}, {shown}:\n{found}");
    }
}

#[test]
fn a_note_leaves_its_mark_beside_every_word() {
    let roadmap = "{title: R, stages: [{title: S, topics: [{title: Plain}, {title: Extra, optional: true}, \
                   {title: Best, recommended: true}, {title: Left}]}]}";
    for size in [(100, 30), (60, 20)] {
        let scene = Scene::with(&[("r", roadmap)], Session::default());
        let text = seen(scene.keys("1 g g j e x esc j e x esc j e x esc j e x esc s"), size);
        for (title, mark) in [("Plain", "✎"), ("Extra", "✎ optional"), ("Best", "✎ recommended"), ("Left", "✎ skipped")]
        {
            let row = text.lines().find(|line| line.contains(&format!("] {title}"))).unwrap_or_default();
            assert!(row.contains(mark), "{title} at {size:?}:\n{text}");
        }
    }
}

#[test]
fn in_ascii_each_sign_says_one_thing() {
    let yaml = "title: T\nstages: [{title: S, topics: [{title: P, topics: [A, {title: B, requires: [s/p/a]}, C]}]}]\n";
    for size in [(100, 30), (60, 20)] {
        let scene = || Scene::with(&[("t", yaml)], Session::default()).keys("enter g g j j space j j");
        let signs = |ascii| plain(&picture(&mut scene(), size, Look::new(BuiltIn::Dark, ascii)));
        assert!(signs(false).contains("→ ready"), "{}", signs(false));
        let told = signs(true);
        assert!(told.contains("^ ready") && told.contains("T / S / P"), "{told}");
        assert_eq!(told.matches('>').count(), 1, "the cursor:\n{told}");
    }
}
