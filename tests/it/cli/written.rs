//! Notes and proof on the command line.

use serde_json::json;

use super::zoo;
use crate::support::Test;

#[test]
fn a_note_is_written_printed_changed_and_deleted() {
    let test = zoo();
    test.run(["note", "hay bales"]).success().stdout("").stderr("Hay bales has no note.\n");
    test.run(["note", "hay bales", "Dry *grass*.\n"])
        .success()
        .stdout("zoo: Hay bales has a note now. Undo: milepost undo\n")
        .stderr("");
    test.run(["note", "hay bales"]).success().stdout("Dry *grass*.\n");
    let before = test.log();
    test.run(["note", "hay bales", "Dry *grass*."]).success().stdout("zoo: the note of Hay bales is so already.\n");
    assert_eq!(test.log(), before);
    test.run(["search", "grass"]).success();
    test.run(["-q", "note", "hay bales", "Straw."]).success().stdout("");
    test.run(["undo"])
        .success()
        .stdout("Undone: zoo: the note of Hay bales is as before. 0/4, 0%. Redo: milepost redo\n");
    test.run(["note", "hay bales"]).success().stdout("Dry *grass*.\n");
    test.run(["note", "hay bales", " "])
        .success()
        .stdout("zoo: the note of Hay bales is deleted. Undo: milepost undo\n");
    test.run(["note", "hay bales", "--json"]).success();
}

#[test]
fn a_note_comes_from_standard_input() {
    let test = zoo().stdin("one\n\ttwo\u{1b}\n");
    test.run(["note", "turnstiles", "-"]).success();
    test.run(["note", "turnstiles"]).success().stdout("one\n    two\\u{1b}\n");
    let long = "x".repeat(60_001);
    let test = test.stdin(&long);
    for text in ["-", &long] {
        test.run(["note", "turnstiles", text]).code(1).stdout("").stderr("error: a note holds at most 60000 bytes\n");
    }
}

#[test]
fn proof_is_added_printed_and_removed() {
    let test = zoo();
    test.run(["proof", "zebra"]).success().stdout("").stderr("Zebra has no proof.\n");
    for url in ["https://example.org/one", "mailto:ann@example.org"] {
        test.run(["proof", "zebra", url]).success().stdout("zoo: Zebra has proof now. Undo: milepost undo\n");
    }
    test.run(["proof", "zebra"]).success().stdout("https://example.org/one\nmailto:ann@example.org\n");
    test.run(["proof", "zebra", "https://example.org/one"]).code(2).stderr("error: this link is there already\n");
    test.run(["proof", "zebra", "file:///etc/passwd"])
        .code(2)
        .stderr("error: a link begins with http://, https:// or mailto:\n");
    test.run(["proof", "zebra", "https://example.org/one", "--remove"])
        .success()
        .stdout("zoo: proof of Zebra is removed. Undo: milepost undo\n");
    test.run(["proof", "zebra"]).success().stdout("mailto:ann@example.org\n");
    test.run(["proof", "zebra", "https://example.org/one", "--remove"])
        .code(3)
        .stderr("error: Zebra has no proof \"https://example.org/one\"\n  mailto:ann@example.org\n");
    test.run(["proof", "zebra", "--remove"]).code(2);
    test.run(["undo"]).success().stdout("Undone: zoo: the proof of Zebra is as before. 0/4, 0%. Redo: milepost redo\n");
    assert_eq!(test.run(["proof", "zebra"]).stdout.lines().count(), 2);
}

#[test]
fn both_in_json() {
    let test = zoo();
    let noted = test.run(["note", "hay bales", "Dry.", "--json"]).success().json();
    assert_eq!(
        noted["changed"],
        json!([{
            "roadmap": "zoo", "id": "animals/fodder/hay-bales", "title": "Hay bales", "field": "note",
            "from": null, "to": "Dry."
        }])
    );
    let proven = test.run(["proof", "hay bales", "https://example.org", "--json"]).success().json();
    assert_eq!(proven["changed"][0]["field"], "proof");
    assert_eq!(proven["changed"][0]["to"], json!(["https://example.org"]));
    for verb in ["note", "proof"] {
        let told = test.run([verb, "hay bales", "--json"]).success().json();
        assert_eq!(
            told,
            json!({
                "schema": 1, "roadmap": "zoo", "id": "animals/fodder/hay-bales", "title": "Hay bales",
                "note": "Dry.", "proof": ["https://example.org"]
            })
        );
    }
    let undone = test.run(["undo", "--json"]).success().json();
    assert_eq!(undone["changed"][0]["from"], json!(["https://example.org"]));
    let shown = test.run(["show", "zoo", "--json"]).success().json();
    assert_eq!(shown["stages"][0]["topics"][1]["topics"][0]["note"], "Dry.");
    assert_eq!(test.run(["proof", "zebra", "x", "--json"]).code(2).json()["error"]["code"], "usage");
}

#[test]
fn a_parent_takes_neither_and_lists_what_is_inside() {
    let test = zoo();
    for args in [["note", "fodder", "x"], ["proof", "fodder", "https://example.org"]] {
        test.run(args).code(3).stdout("").stderr(
            "error: Fodder holds several topics. Which one?\n  \
               Hay bales       animals/fodder/hay-bales\n  \
               Carrot rations  animals/fodder/carrot-rations\n  \
               Hay carts       animals/fodder/hay-carts\n",
        );
    }
    test.run(["note", "hay carts", "--in", "zoo", "Wheels."]).success();
    assert!(test.log().contains("Wheels."));
}

#[test]
fn a_roadmap_is_exported_as_a_checklist() {
    let test = zoo();
    test.run(["done", "hay bales", "zebra"]).success();
    test.run(["know", "hay carts"]).success();
    test.run(["start", "carrot"]).success();
    test.run(["skip", "turnstiles"]).success();
    test.run(["note", "hay bales", "Dry *grass*.\n\n- in bales"]).success();
    test.run(["proof", "hay bales", "https://example.org/a"]).success();
    let plain = "\
# Keeper of a Zoo (100%)

## Animals (100%)

- First animal *(choose 1)*
  - [x] Zebra
  - [ ] Yak
- Fodder
  - [x] Hay bales
  - [ ] Carrot rations *(in progress)* *(optional)*
  - [x] Hay carts *(known)*

## Visitors

- [ ] Turnstiles *(skipped)*
";
    test.run(["export", "zoo", "--format", "md"]).success().stdout(plain).stderr("");
    test.run(["export", "--format", "md"]).success().stdout(plain);
    let noted = plain.replace(
        "  - [x] Hay bales\n",
        "  - [x] Hay bales\n\n    > Dry *grass*.\n    >\n    > - in bales\n\n    - <https://example.org/a>\n",
    );
    test.run(["export", "zoo", "--format", "md", "--notes"]).success().stdout(&noted);
    let json = test.run(["export", "zoo", "--format", "md", "--notes", "--json"]).success().json();
    assert_eq!((&json["roadmap"], &json["format"], &json["text"]), (&json!("zoo"), &json!("md"), &json!(noted)));
    test.run(["export", "zoo"]).code(2);
    test.run(["export", "zoo", "--notes"]).success().stdout(&noted);
    test.run(["export", "--format", "json", "--notes"]).code(2);
    test.run(["export", "nowhere", "--format", "md"]).code(3);
}

#[test]
fn titles_stay_what_they_are_in_markdown() {
    let test = Test::new().roadmap("odd", "title: '#1 *C*'\nstages: [{title: A_b, topics: ['`Vec<T>` [x] & co']}]\n");
    test.run(["export", "odd", "--format", "md"])
        .success()
        .stdout("# \\#1 \\*C\\* (0%)\n\n## A\\_b (0%)\n\n- [ ] \\`Vec\\<T\\>\\` \\[x\\] \\& co\n");
}
