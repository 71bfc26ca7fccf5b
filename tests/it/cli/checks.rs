//! Files that are wrong: roadmaps, and the state file.

use serde_json::json;

use super::{BROKEN, ZOO, zoo};
use crate::support::Test;

#[test]
fn check_reports_every_file_and_its_exit_code_says_whether_there_are_errors() {
    let test = Test::new().file("good.yaml", ZOO).file("bad.yaml", BROKEN);
    test.run(["check", "good.yaml"]).success().stdout("").stderr("1 file read: 0 errors, 0 warnings\n");
    let ran = test.run(["check", "good.yaml", "bad.yaml"]).code(4);
    assert!(ran.stdout.starts_with("error[unknown-field]: unknown field `titel`\n --> bad.yaml:3:5\n"));
    assert_eq!(ran.stderr, "2 files read: 1 error, 0 warnings\n");
    let answer = test.run(["check", "bad.yaml", "none.yaml", "--json"]).code(4).json();
    assert_eq!((&answer["errors"], &answer["diagnostics"][0]["code"]), (&json!(1), &json!("unknown-field")));
    assert_eq!(answer["refused"][0]["file"], "none.yaml");
    test.run(["check", "none.yaml"]).code(3).stdout("");
    test.run(["check", "."]).code(1).stdout("").stderr("error: could not read .: it is not a regular file\n");
}

#[test]
fn check_reads_standard_input_and_lets_warnings_pass() {
    let strange = "title: Strange\nstages: [{title: A, topics: [{title: B, requires: [nowhere]}]}]\n";
    let ran = Test::new().stdin(strange).run(["check", "-"]).success();
    assert!(ran.stdout.starts_with("warning["), "{}", ran.stdout);
    assert!(ran.stdout.contains("<stdin>:2:"), "{}", ran.stdout);
    assert_eq!(ran.stderr, "1 file read: 0 errors, 1 warning\n");
    Test::new().stdin(BROKEN).run(["check", "-"]).code(4);
}

#[test]
fn check_names_records_that_belong_to_no_topic_any_more() {
    let test = zoo();
    test.run(["done", "turnstiles"]).success();
    let test = test.roadmap("zoo", &ZOO.replace("Turnstiles", "Lemonade"));
    test.run(["check", "data/roadmaps/zoo.yaml"]).success().stderr(
        "zoo: what is recorded of visitors/turnstiles belongs to no topic any more; it is kept\n\
         `milepost adopt OLD NEW` gives a record to a topic\n\
         1 file read: 0 errors, 0 warnings\n",
    );
}

#[test]
fn a_file_with_errors_is_refused_with_its_report() {
    let test = Test::new().file("bad.yaml", BROKEN).roadmap("broken", BROKEN);
    let report = "error[unknown-field]: unknown field `titel`\n --> bad.yaml:3:5\n";
    for args in [["show", "bad.yaml"], ["next", "bad.yaml"], ["open", "bad.yaml"]] {
        let ran = test.run(args).code(4).stdout("");
        assert!(ran.stderr.starts_with(report), "{}", ran.stderr);
        assert!(ran.stderr.ends_with("error: bad.yaml cannot be used as a roadmap: 1 error\n"), "{}", ran.stderr);
    }
    let error = test.run(["bad.yaml", "--json"]).code(4).json()["error"].clone();
    assert_eq!((&error["code"], &error["diagnostics"][0]["line"]), (&json!("invalid_roadmap"), &json!(3)));
    test.run(["show", "broken"]).code(4).stderr(
        "error: HOME/data/roadmaps/broken.yaml cannot be read: line 3, unknown field `titel`\n  \
           milepost check HOME/data/roadmaps/broken.yaml shows everything.\n",
    );
}

#[test]
fn lines_that_cannot_be_read_are_told_and_do_not_stop_anything() {
    let test = zoo();
    test.run(["done", "zebra"]).success();
    let log = test.log() + "<<<<<<< HEAD\n";
    let test = test.file("data/progress.jsonl", &log);
    test.run(["next", "zoo"])
        .success()
        .stderr("1 line of progress.jsonl cannot be read (3). Everything else counts; nothing was deleted.\n");
    test.run(["done", "hay bales"]).success().stdout("zoo: Hay bales is done. 2/4, 50%. Undo: milepost undo\n");
    assert!(test.log().starts_with(&log));
}

#[test]
fn a_log_of_a_newer_version_is_read_and_never_written() {
    let log = "{\"milepost\":99}\n";
    let test = zoo().file("data/progress.jsonl", log);
    let told = "progress.jsonl was written by a newer milepost, and this one only reads it.\n\
                Update milepost, or use --data DIR for a separate one.\n";
    test.run(["next", "zoo"]).success().stderr(told);
    let ran = test.run(["done", "zebra"]).code(1).stdout("");
    assert!(ran.stderr.contains("error: nothing was saved"), "{}", ran.stderr);
    assert_eq!(test.log(), log);
}
