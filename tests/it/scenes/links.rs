//! The links of a topic: in its details and in the menu they have the same numbers.

use milepost::app::{Overlay, Session};

use crate::pointer::{ROOMY, see};
use crate::scene::Scene;

/// A book that leads nowhere stands between two links.
const READING: &str = "
title: Reading
stages:
  - title: Only
    topics:
      - title: Rust
        resources:
          - {title: A Book, kind: book}
          - {title: One, url: 'https://example.org/one', kind: course}
          - {title: Another Book}
          - https://example.org/two
";

#[test]
fn a_link_has_one_number_in_the_details_and_in_the_menu() {
    let mut scene = Scene::with(&[("reading", READING)], Session::default()).keys("enter");
    let seen = see(&mut scene, ROOMY);
    for row in ["· A Book (book)", "1 One (course)", "· Another Book", "2 https://example.org/two"] {
        assert!(seen.find(row).is_some(), "{row}:\n{seen}");
    }
    let scene = scene.keys("o");
    let Some(Overlay::Links(links)) = &scene.app.overlay else { panic!("{:?}", scene.app.overlay) };
    let shown: Vec<_> = links.entries.iter().map(|(shown, _)| shown.as_str()).collect();
    assert_eq!(shown, ["One (course)", "https://example.org/two"]);
    assert_eq!(scene.keys("2").notice(), "Opening https://example.org/two");
}
