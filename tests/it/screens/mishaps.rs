//! What is wrong, or was just said, where there is little room to tell it.

use milepost::app::Msg;
use milepost::command::Command;
use milepost::config::BuiltIn;
use milepost::model::SafeText;
use milepost::view::Look;

use super::{begun, picture, plain, snapshots};
use crate::scene::{SMALL, Scene};

/// The roadmap whose file is broken, after Esc has sent the error away.
fn broken() -> Scene {
    begun().saved("small", SMALL).broken("small", 14, "unknown field `recomended`").keys("esc 1")
}

#[test]
fn an_open_file_that_is_broken_is_marked_so_as_long_as_it_is() {
    snapshots("broken-marked", broken);
    snapshots("broken-mended", || broken().saved("small", SMALL));
}

#[test]
fn a_word_in_the_box_of_a_note_is_no_error() {
    let colour = |error| {
        let mut scene = begun().keys("e");
        scene.app.update(Msg::Said { text: SafeText::line("3 topics came from laptop."), error });
        let drawn = picture(&mut scene, (60, 20), Look::new(BuiltIn::Dark, false));
        let row = plain(&drawn).lines().position(|line| line.contains("3 topics came")).expect("it is said");
        drawn[(10, u16::try_from(row).expect("a row"))].fg
    };
    assert_ne!(colour(false), colour(true));
}

#[test]
fn why_nothing_is_saved_is_there_with_the_word_that_it_is_not() {
    let mut scene = begun().keys("g g j j");
    scene.app.update(Msg::Command(Command::Done));
    let said = scene.notice().to_owned();
    assert!(said.contains(": chosen."), "{said}");
    scene.app.update(Msg::NotSaved(SafeText::line("no space left on device")));
    let drawn = plain(&picture(&mut scene, (100, 30), Look::new(BuiltIn::Dark, false)));
    assert!(drawn.contains(&format!(" NOT SAVED: no space left on device. {said}")), "{drawn}");
    // Whatever else goes wrong.
    scene.app.update(Msg::Said { text: SafeText::line("another one"), error: true });
    let drawn = plain(&picture(&mut scene, (100, 30), Look::new(BuiltIn::Dark, false)));
    assert!(drawn.contains(" NOT SAVED: no space left on device. another one"), "{drawn}");
}

#[test]
fn nothing_is_called_saved_before_it_is() {
    for size in [(100, 30), (60, 20)] {
        let drawn = |scene: &mut Scene| plain(&picture(scene, size, Look::new(BuiltIn::Dark, false)));
        let mut scene = begun().keys("g g j j");
        scene.app.update(Msg::Saved(scene.app.unsaved()));
        assert!(drawn(&mut scene).contains("saved ✓"), "{size:?}");
        scene.app.update(Msg::Command(Command::Done));
        assert!(scene.app.unsaved() > 0 && !drawn(&mut scene).contains("saved"), "{size:?}");
        scene.app.update(Msg::NotSaved(SafeText::line("no space left on device")));
        // Whatever else is told meanwhile.
        scene.app.update(Msg::Said { text: SafeText::line("another one"), error: true });
        assert!(drawn(&mut scene).contains("NOT SAVED"), "{size:?}");
        scene.app.update(Msg::Saved(scene.app.unsaved()));
        assert!(drawn(&mut scene).contains("saved ✓"), "{size:?}");
    }
}

/// They have the cells that they are counted as, and are written into the first of them, so that no terminal differs.
#[test]
fn an_emoji_that_terminals_disagree_over_moves_nothing() {
    let mut scene = begun();
    let text = "|❤\u{fe0f}|1\u{fe0f}\u{20e3}|⌚\u{fe0f}|🏳\u{fe0f}\u{200d}🌈|";
    scene.app.update(Msg::Said { text: SafeText::line(text), error: false });
    let drawn = picture(&mut scene, (60, 20), Look::new(BuiltIn::Dark, false));
    let row = (0..20).find(|&y| drawn[(1, y)].symbol() == "|").expect("it is said");
    let cells: Vec<_> = (1..14).map(|x| drawn[(x, row)].symbol()).collect();
    let flag = "🏳\u{fe0f}\u{200d}🌈";
    assert_eq!(cells, ["|", "❤", " ", "|", "1\u{20e3}", " ", "|", "⌚", " ", "|", flag, " ", "|"]);
}
