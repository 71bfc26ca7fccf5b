//! State files that were damaged, and copies that lie beside them.

use std::fs;
use std::io::Write;

use serde_json::json;

use super::zoo;
use crate::support::Test;

/// A log of three ticks.
fn ticked() -> Test {
    let test = zoo();
    for topic in ["zebra", "hay bales", "turnstiles"] {
        test.run(["done", topic]).success();
    }
    test
}

fn damage(test: &Test, bytes: &[u8]) {
    fs::write(test.path("data/progress.jsonl"), bytes).expect("it can be written");
}

#[test]
fn a_log_in_good_health_says_so() {
    let test = ticked();
    test.run(["doctor"])
        .success()
        .stdout("HOME/data/progress.jsonl\n  4 lines, 3 edits\nsecond copy: 3 edits\nbackups: 1\n")
        .stderr("");
    Test::new().run(["doctor", "--fix"]).success().stdout(
        "HOME/data/progress.jsonl\n  is not there; the first tick makes it\nsecond copy: 0 edits\nbackups: 0\n",
    );
}

#[test]
fn whatever_befalls_a_log_every_line_that_can_be_read_counts() {
    let whole = ticked().log();
    let lines: Vec<_> = whole.lines().collect();
    let [header, zebra, hay, gate] = lines[..] else { panic!("{whole}") };
    let marked = format!("{header}\n{zebra}\n<<<<<<< HEAD\n{hay}\n=======\n{gate}\n>>>>>>> theirs\n");
    let (half, long) = (&hay[..hay.len() / 2], "x".repeat(3 << 19));
    let cases: [(&str, Vec<u8>, &[u64]); 12] = [
        ("cut at a line's end and torn", format!("{whole}{{\"id\":\"01").into(), &[]),
        ("cut within a line", format!("{header}\n{zebra}\n{half}\n{hay}\n{gate}\n").into(), &[3]),
        ("with an endless line", format!("{header}\n{long}\n{zebra}\n{hay}\nx\n{gate}\n").into(), &[2, 5]),
        (
            "damaged in every way",
            [
                format!("\u{feff}{header}\r\n{half}\n\0\0{zebra}\n{long}\n<<<<<<< HEAD\r\n{hay}\n{hay}\n").as_bytes(),
                b"\xff\0\x1b[2J\n\0\n",
                format!("{gate}{zebra}\n{long}\n{{\"id\":").as_bytes(),
            ]
            .concat(),
            &[2, 4, 5, 8, 11],
        ),
        ("garbled", format!("{header}\n{zebra}\n{hay}\nx{{'!\n{gate}\n").into(), &[4]),
        ("conflict-marked", marked.into(), &[3, 5, 7]),
        ("doubled", whole.repeat(2).into(), &[]),
        ("with a byte-order mark", format!("\u{feff}{whole}").into(), &[]),
        ("with CRLF", whole.replace('\n', "\r\n").into(), &[]),
        ("with NULs", format!("{header}\n\0\0\0{zebra}\n\0\0\n{hay}\n{gate}\n\0\0\0").into(), &[]),
        (
            "not UTF-8",
            [format!("{header}\n{zebra}\n{hay}\n").as_bytes(), b"\xff\xfe\n", gate.as_bytes(), b"\n"].concat(),
            &[4],
        ),
        ("glued", format!("{header}{zebra}{{\"id\":\"0{hay}\n{gate}\n").into(), &[1]),
    ];
    for (what, bytes, bad) in cases {
        // A home of its own without a mirror, which would bring back what is lost.
        let test = zoo();
        fs::create_dir_all(test.path("data")).expect("directories can be made");
        damage(&test, &bytes);
        let list = test.run(["show", "zoo", "--json"]).success();
        assert_eq!(list.json()["roadmap"]["complete"], 3, "{what}");
        let first: Vec<_> = bad.iter().take(3).map(u64::to_string).collect();
        let told = match bad.len() {
            0 => String::new(),
            1 => format!("1 line of progress.jsonl cannot be read ({}). ", first[0]),
            2 | 3 => format!("{} lines of progress.jsonl cannot be read ({}). ", bad.len(), first.join(", ")),
            more => format!("{more} lines of progress.jsonl cannot be read ({}, …). ", first.join(", ")),
        };
        let end = if bad.is_empty() { "" } else { "Everything else counts; nothing was deleted.\n" };
        assert_eq!(list.stderr, told + end, "{what}");
        let code = i32::from(!bad.is_empty());
        let seen = test.run(["doctor", "--json"]).code(code).json();
        let numbers: Vec<_> = seen["bad_lines"].as_array().expect("a list").iter().map(|line| &line["line"]).collect();
        assert_eq!(json!(numbers), json!(bad), "{what}");
        assert_eq!(
            fs::read(test.path("data/progress.jsonl")).expect("it is there"),
            bytes,
            "{what}: looking mends nothing"
        );

        let fixed = test.run(["doctor", "--fix", "--json"]).success().json();
        assert_eq!((&fixed["set_aside"], &fixed["edits"]), (&json!(bad.len()), &json!(3)), "{what}");
        test.run(["show", "zoo"]).success().stderr("");
        // Each as it was, byte by byte.
        let aside = fs::read(test.path("data/progress.unreadable")).unwrap_or_default();
        let number = |number: &u64| usize::try_from(*number).expect("few lines") - 1;
        let lines: Vec<_> = bytes.split(|byte| *byte == b'\n').collect();
        let expected: Vec<_> = bad.iter().flat_map(|bad| [lines[number(bad)], b"\n"].concat()).collect();
        assert!(aside == expected, "{what}: {} bytes for {}", aside.len(), expected.len());
        assert_eq!(test.run(["doctor", "--fix", "--json"]).success().json()["set_aside"], 0, "{what}");
        test.run(["start", "zebra"]).success();
        test.run(["done", "yak"]).success();
        assert_eq!(test.run(["show", "zoo", "--json"]).success().json()["roadmap"]["complete"], 3, "{what}");
    }
}

#[test]
fn doctor_explains_in_words() {
    let test = ticked();
    let mut lines: Vec<_> = test.log().lines().map(str::to_owned).collect();
    lines.insert(1, "<<<<<<< HEAD".to_owned());
    lines.insert(3, "{\"id\":\"x\",\u{1b}[2J".to_owned());
    lines.push("{\"id\":\"x\",\"at\":\"2150-01-01T00:00:00Z\"}\n".to_owned());
    damage(&test, lines.join("\n").as_bytes());
    let said = test.run(["doctor"]).code(1).stderr("").stdout;
    assert!(said.contains("  line 2 cannot be read (left by a merge): <<<<<<< HEAD\n"), "{said}");
    assert!(said.contains("  line 4 cannot be read (cut or garbled): {\"id\":\"x\",\\u{1b}[2J\n"), "{said}");
    assert!(said.contains("line 7 cannot be read (a field is missing or wrong)"), "{said}");
    assert!(said.contains("`milepost doctor --fix` sets them aside"), "{said}");
    let said = test.run(["doctor", "--fix"]).success().stdout;
    assert!(said.contains("  3 lines set aside in HOME/data/progress.unreadable\n"), "{said}");
    let aside = fs::read_to_string(test.path("data/progress.unreadable")).expect("it was made");
    assert_eq!(aside, format!("{}\n{}\n{}", lines[1], lines[3], lines[6]));
}

#[test]
fn an_action_that_is_there_only_in_part_is_told_and_undone_together() {
    let test = zoo().env("MILEPOST_MACHINE", "desk");
    test.run(["done", "fodder"]).success();
    let whole = test.log();
    assert!(whole.contains("\"count\":"), "{whole}");
    assert_eq!(test.run(["doctor", "--json"]).success().json()["partial"], 0);
    let cut = whole.trim_end().rfind('\n').expect("it has many lines");
    fs::write(test.path("data/progress.jsonl"), &whole[..=cut]).expect("it can be written");
    fs::remove_dir_all(test.path("state")).expect("it was made");
    let said = test.run(["doctor"]).success().stdout;
    assert!(
        said.contains("  1 action is there only in part; what is there counts, and is undone together\n"),
        "{said}"
    );
    test.run(["undo"]).success();
    assert_eq!(test.run(["show", "zoo", "--json"]).success().json()["roadmap"]["complete"], 0);
}

#[test]
fn a_line_of_100_mb_is_passed_over() {
    let test = ticked();
    let mut file = fs::OpenOptions::new().append(true).open(test.path("data/progress.jsonl")).expect("it is there");
    let megabyte = vec![b'x'; 1 << 20];
    (0..100).for_each(|_| file.write_all(&megabyte).expect("there is room"));
    file.write_all(b"\n").expect("there is room");
    test.run(["done", "yak"]).success();
    let seen = test.run(["doctor", "--json"]).code(1).json();
    assert_eq!(seen["bad_lines"][0]["reason"], "longer than 1 MB");
    assert_eq!((&seen["bad_lines"][0]["line"], &seen["edits"]), (&json!(5), &json!(4)));
}

#[test]
fn a_file_of_a_newer_version_is_read_and_never_touched() {
    let test = ticked();
    let newer = test.log().replace("{\"milepost\":1}", "{\"milepost\":2}") + "garbled\n";
    damage(&test, newer.as_bytes());
    test.run(["done", "yak"]).code(1);
    test.run(["doctor", "--fix"]).code(1);
    test.run(["restore"]).success();
    fs::write(test.path("copy"), test.log().replace("\"id\":\"0", "\"id\":\"1")).expect("it can be written");
    test.run(["restore", "copy"]).code(1);
    assert_eq!(test.log(), newer);
}

#[test]
fn conflict_copies_are_united_with_the_log_and_put_aside() {
    let there = zoo();
    there.run(["done", "yak"]).success();
    let test = ticked();
    for name in ["progress.sync-conflict-20261121-101528-ABCDEFG.jsonl", "progress 2.jsonl"] {
        fs::write(test.path(&format!("data/{name}")), there.log()).expect("it can be written");
    }
    let newer = test.path("data/progress (conflicted copy 2026-11-21 101528).jsonl");
    fs::write(&newer, "{\"milepost\":2}\n").expect("it can be written");
    assert_eq!(test.run(["doctor", "--json"]).success().json()["copies"].as_array().map(Vec::len), Some(3));
    let ran = test.run(["show", "zoo", "--json"]).success();
    assert_eq!(ran.json()["roadmap"]["bonus"], 1);
    assert_eq!(
        ran.stderr,
        "the copy \"progress.sync-conflict-20261121-101528-ABCDEFG.jsonl\" held nothing new and is put aside.\n"
            .replace("the copy", "1 edit came from the copy \"progress 2.jsonl\", which is put aside.\nthe copy")
            + "could not merge HOME/data/progress (conflicted copy 2026-11-21 101528).jsonl: it was written by a newer milepost, and this one only reads it.\n"
    );
    assert!(test.log().contains("yak") && newer.exists());
    assert_eq!(
        fs::read_to_string(test.path("state/merged/progress 2.jsonl")).expect("nothing is deleted"),
        there.log()
    );
    assert!(!test.path("data/progress 2.jsonl").exists());
}

#[test]
fn a_heap_of_conflict_copies_is_summed_up() {
    let there = zoo();
    there.run(["done", "yak"]).success();
    let test = ticked();
    let lay = |name: &str, text: &str| {
        (100..130).for_each(|number| {
            fs::write(test.path(&format!("data/progress {name}{number}.jsonl")), text).expect("it can be written");
        });
    };
    lay("", &(there.log() + "garbled\n"));
    let said = test.run(["list", "-q"]).success().stderr;
    assert_eq!(said.lines().count(), 4, "{said}");
    let told = "0 edits came from 27 more copies, which are put aside with 27 lines that cannot be read.";
    assert_eq!(said.lines().last(), Some(told));
    lay("conflict ", "{\"milepost\":2}\n");
    let said = test.run(["list", "-q"]).success().stderr;
    assert_eq!(said.lines().count(), 4, "{said}");
    assert!(said.ends_with("27 more copies could not be merged: `milepost doctor` names them.\n"), "{said}");
    let told = test.run(["doctor"]).success().stdout;
    assert_eq!(told.matches("conflict copy: ").count(), 20);
    assert!(told.ends_with("  and 10 more\n"), "{told}");
}

#[test]
fn a_copy_that_stays_says_why() {
    let test = ticked();
    for (name, text) in [("2", ""), ("3", "not a log\n"), ("4", "{\"milepost\":2}\n")] {
        fs::write(test.path(&format!("data/progress {name}.jsonl")), text).expect("it can be written");
    }
    test.run(["list"]).success();
    let told = test.run(["doctor"]).success().stdout;
    for (name, why) in [
        ("2", "it is no log of milepost, and is left alone"),
        ("3", "it is no log of milepost, and is left alone"),
        ("4", "it was written by a newer milepost, and this one only reads it"),
    ] {
        assert!(told.contains(&format!("conflict copy: HOME/data/progress {name}.jsonl: {why}\n")), "{told}");
    }
}

#[test]
fn other_text_in_the_place_of_the_log_is_set_aside_whole_and_everything_comes_back() {
    for other in ["not a log\n", "{\"a\":1}\n", "<html>"] {
        let test = zoo();
        test.run(["done", "zebra"]).success();
        let before = test.log();
        fs::write(test.path("data/progress.jsonl"), other).expect("it can be written");
        assert!(test.run(["start", "zebra"]).code(1).stderr.contains("(`milepost doctor` says what to do)"));
        let told = test.run(["doctor"]).code(1).stdout;
        assert!(told.contains("no log of milepost") && !told.contains("nothing is to be done"), "{told}");
        test.run(["doctor", "--fix"]).code(1);
        assert_eq!(fs::read_to_string(test.path("data/progress.unreadable")).expect("it is there"), other);
        test.run(["restore"]).success();
        assert_eq!(test.log(), before);
        test.run(["doctor"]).success();
    }
    // Nothing was ever kept of it: whoever put it there wants it there.
    let test = zoo().file("data/progress.jsonl", "my own\n");
    assert!(test.run(["doctor", "--fix"]).code(1).stderr.contains("no log of milepost"));
    assert_eq!(test.log(), "my own\n");
}

#[test]
fn lines_beyond_counting_are_set_aside_in_one_go() {
    let test = zoo();
    test.run(["done", "zebra"]).success();
    let (before, bad) = (test.log(), "x\n".repeat(30_000));
    fs::write(test.path("data/progress.jsonl"), before.clone() + &bad).expect("it can be written");
    assert!(test.run(["list"]).stderr.starts_with("10000 lines or more of progress.jsonl cannot be read (3, 4, 5, …)"));
    assert!(test.run(["doctor"]).code(1).stdout.contains("  and 29980 more\n"));
    let told = test.run(["doctor", "--fix"]).success().stdout;
    assert!(told.contains("30000 lines set aside"), "{told}");
    assert_eq!(fs::read_to_string(test.path("data/progress.unreadable")).expect("it is there"), bad);
    assert_eq!(test.log().trim_end().len(), before.trim_end().len());
}

#[test]
fn a_backup_that_cannot_be_made_is_no_missing_second_copy() {
    let test = zoo();
    fs::create_dir_all(test.path("state")).expect("a directory");
    fs::write(test.path("state/backups"), "in the way").expect("a file");
    let said = test.run(["done", "zebra"]).success().stderr;
    let beginning = "saved, but today's backup could not be made: could not write HOME/state/backups: ";
    assert!(said.to_lowercase().starts_with(&beginning.to_lowercase()), "{said}");
    assert!(fs::read_to_string(test.path("state/own.jsonl")).is_ok_and(|own| own.contains("zebra")), "it is there");
    fs::remove_file(test.path("state/backups")).expect("out of the way");
    test.run(["done", "turnstiles"]).success().stderr("");
}
