//! `--theme` and `MILEPOST_THEME`: every theme that there is by its name, those of the user too.

use super::zoo;
#[cfg(unix)]
use crate::pty::Pty;
use crate::support::Test;

const FILE: &str = ".config/milepost/config.yaml";

fn painted() -> Test {
    zoo().file(FILE, "themes:\n  dusk: {base: dark, accent: \"#123456\"}\n  bare: {base: mono}\n")
}

#[test]
fn a_theme_that_there_is_not_is_refused_with_those_there_are() {
    let told = "error: no theme is called \"dawn\"\n  There are: auto, dark, light, contrast, mono, dusk, bare\n";
    for verb in [&["list"][..], &["keys"], &["done", "hay bales"], &["picture"], &["path"]] {
        painted().run_all(&[verb, &["--theme", "dawn"][..]].concat()).code(2).stdout("").stderr(told);
    }
    let by_variable = painted().env("MILEPOST_THEME", "dawn");
    by_variable.run(["list"]).code(2).stderr(told);
    assert_eq!(by_variable.run(["list", "--json"]).code(2).json()["error"]["code"], "usage");
    let config = by_variable.run(["config"]).success().stderr("no theme is called \"dawn\"\n").stdout;
    assert!(config.contains("MILEPOST_THEME goes before it"), "{config}");
    by_variable.run(["list", "--theme", "dusk"]).success().stderr("");
    painted().env("MILEPOST_THEME", "").run(["list"]).success().stderr("");
}

#[test]
fn a_theme_of_the_users_own_is_taken_by_its_name() {
    let picture = |theme| painted().run(["picture", "--theme", theme]).success().stdout;
    assert!(picture("dusk").contains("#123456"));
    assert!(!picture("dark").contains("#123456"));
    let by_variable = painted().env("MILEPOST_THEME", "dusk");
    assert!(by_variable.run(["picture"]).success().stdout.contains("#123456"));
    let config = by_variable.run(["config", "--theme", "bare"]).success().stdout;
    assert!(config.contains("--theme goes before it"), "{config}");
}

#[test]
#[cfg(unix)]
fn the_screen_goes_on_from_a_theme_of_the_users_own() {
    let test = painted();
    let mut pty = Pty::start(test.home(), (100, 30), &["--theme", "dusk"], &[]);
    pty.sees("ROADMAPS").types("?").sees("Keys & commands").types("theme\r").sees("Theme bare, for this run");
    pty.types("?theme\r").sees("Theme auto").types("q");
    assert_eq!(pty.ends(), 0);
    let mut pty = Pty::start(test.home(), (100, 30), &["--theme", "dawn"], &[]);
    assert_eq!(pty.ends(), 2);
    pty.sees("no theme is called \"dawn\"").sees("There are: auto");
}
