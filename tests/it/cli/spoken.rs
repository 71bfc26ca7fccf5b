//! `--plain`: what is printed can be read aloud, line by line.

use super::stats::ticked;
use super::{BROKEN, FARM, zoo};

const SET: &str = "theme: mine\nthemes: {mine: {done: green}}\nkeys: {done: [x, g d]}\n";

#[test]
fn every_answer_is_a_sentence_a_line() {
    let test = zoo().roadmap("farm", FARM).env("MILEPOST_MACHINE", "desk");
    test.run(["done", "hay bales", "zebra"]).success();
    test.run(["start", "fodder/hay-carts"]).success();
    test.run(["note", "fodder/hay-carts", "Two wheels."]).success();
    let verbs: [&[&str]; 8] = [
        &["list"],
        &["show", "zoo"],
        &["next", "zoo", "-n", "3"],
        &["stats", "zoo"],
        &["search", "hay"],
        &["done", "fodder/hay-carts"],
        &["undo"],
        &["path"],
    ];
    let said: Vec<_> = verbs
        .iter()
        .map(|verb| {
            let plain = [*verb, &["--plain"]].concat();
            let stdout = test.run_all(&plain).success().stdout;
            // The bundled roadmaps are none of this test's business.
            let lines: Vec<_> = stdout.lines().filter(|line| !line.contains("Backend Developer")).collect();
            format!("$ milepost {}\n{}\n", plain.join(" "), lines.join("\n"))
        })
        .collect();
    insta::assert_snapshot!("spoken", said.join("\n"));
}

#[test]
fn nothing_is_drawn_in_any_of_them() {
    let test = ticked(&[(9, "animals/fodder/hay-bales", "done")]).file(".config/milepost/config.yaml", SET);
    test.run(["done", "zebra"]).success();
    let verbs = [
        &["list"][..],
        &["show", "zoo"],
        &["next"],
        &["stats"],
        &["search", "hay"],
        &["log"],
        &["keys"],
        &["recall"],
        &["config"],
    ];
    for verb in verbs {
        let stdout = test.run_all(&[verb, &["--plain", "--color", "always"][..]].concat()).success().stdout;
        assert!(!stdout.is_empty(), "{verb:?}");
        let sign = stdout.chars().find(|letter| !letter.is_ascii() && !"…’“”".contains(*letter));
        assert_eq!((sign, stdout.contains("  ")), (None, false), "{verb:?}:\n{stdout}");
        assert!(!stdout.contains('\u{1b}'), "{verb:?}");
        let json = |plain: &[&str]| test.run_all(&[verb, &["--json"][..], plain].concat()).success().stdout;
        // It tells which option goes before which setting.
        let same = verb[0] == "config" || json(&["--plain"]) == json(&[]);
        assert!(same, "what programs read stays as it is: {verb:?}");
    }
}

#[test]
fn a_complaint_about_a_file_is_one_line() {
    let test = zoo().file("broken.yaml", BROKEN);
    let ran = test.run(["check", "--plain", "broken.yaml"]).code(4);
    insta::assert_snapshot!("spoken-check", ran.stdout);
    assert!(ran.stdout.lines().all(|line| line.starts_with("error in broken.yaml, line")), "{}", ran.stdout);
}

#[test]
fn what_is_refused_stands_in_no_columns() {
    let ran = zoo().roadmap("farm", FARM).run(["done", "hay carts", "--plain"]).code(3);
    assert!(ran.stderr.contains("\nfarm barn/hay-carts\nzoo animals/fodder/hay-carts\n--in"), "{}", ran.stderr);
}
