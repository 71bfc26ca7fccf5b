//! What is wrong, or was just said, where there is little room to tell it.

use milepost::app::Msg;
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
