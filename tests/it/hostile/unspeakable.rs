//! Names that are not UTF-8: arguments, files and variables. They are shown cleaned, and nothing ends in a panic.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::process::{Command, Stdio};

use super::is_clean;
use crate::support::{Ran, Test};

const NAME: &[u8] = b"x\xff\x1b[2J\xe2\x80.yaml";

fn ran(mut command: Command) -> Ran {
    let output = command.stdin(Stdio::null()).output().expect("milepost starts");
    let text = |bytes| String::from_utf8(bytes).expect("it speaks UTF-8");
    Ran { stdout: text(output.stdout), stderr: text(output.stderr), code: output.status.code() }
}

#[test]
fn a_name_that_is_not_utf_8_breaks_nothing() {
    let name = OsStr::from_bytes(NAME);
    let test = Test::new().roadmap("zoo", "title: Zoo\nstages: [{title: Only, topics: [Zebra]}]\n");
    for directory in [test.path("data/roadmaps"), test.home().to_owned()] {
        fs::write(directory.join(name), "title: A\nstages: [{title: B, topics: [C]}]\n").expect("it can be written");
    }
    let verbs = milepost::cli::verbs_table();
    let verbs = verbs.lines().filter_map(|row| row.strip_prefix("| `")?.split([' ', '`']).next());
    for verb in verbs.filter(|verb| *verb != "milepost") {
        for json in [&[][..], &["--json"]] {
            let mut command = test.command(&[&[verb], json].concat());
            command.arg(name);
            is_clean(&format!("{verb} {json:?}"), &ran(command));
        }
    }
    for option in ["--data", "--config", "--theme", "--color"] {
        let mut command = test.command(&["list", option]);
        command.arg(name);
        is_clean(option, &ran(command));
    }
    for variable in ["MILEPOST_DATA", "MILEPOST_STATE", "MILEPOST_CONFIG", "MILEPOST_MACHINE", "HOME", "TERM", "LANG"] {
        let mut command = test.command(&["done", "zebra"]);
        command.env(variable, name);
        is_clean(variable, &ran(command));
    }
}
