//! The settings file that one begins with: every setting at its default, all of them commented out.

use std::fmt::Write as _;

use super::settings::{list, settings};
use crate::command::{Binding, Command, Group};
use crate::config::Config;

const HEAD: &str = "\
## The settings of milepost. Everything here is at its default: take the `# ` away from a line and change it.
## `milepost config` tells what holds, and every mistake. Lines with `##` are remarks.

";

/// What stands before each setting that is no key, and its value if that is not the default.
const SETTINGS: [(&str, &str, &str); 9] = [
    (
        "theme",
        "",
        "auto (dark or light, whichever the terminal is), dark, light, mono (no colour), contrast, or one of `themes`",
    ),
    ("ascii", "", "draw without Unicode: auto (where the terminal has none), true, false"),
    ("accessible", "", "words instead of symbols, one column, no drawing: for screen readers and braille"),
    ("mouse", "", "whether the mouse is heard; otherwise the terminal itself selects text with it"),
    ("start", "", "what is shown first: last (where you were), home (the list of roadmaps)"),
    ("advance", "", "whether the cursor goes on to the next row after a topic was marked done"),
    (
        "shared_concepts",
        "",
        "what you have met in another roadmap: hints (say so and offer it), count (it counts as known), off",
    ),
    (
        "recall.days",
        "",
        "days after which a learned topic is asked; then, after each answer, when it is asked again; [] for never",
    ),
    ("machine", "laptop", "the name of this machine in the log; otherwise the system is asked for one, once"),
];

const THEMES: &str = "
## Themes of your own, by role: done, doing, dim, accent, heading, bar, error, selected. `base` is the theme that they
## are painted over. A paint is a colour and weights: one of the 16 (red, bright-blue …), a number from 0 to 255,
## \"#rrggbb\" or default; bold, dim, italic, underlined, reversed.
themes:
#   mine:
#     base: auto
#     done: green
#     accent: \"#ffaf00 bold\"
#     selected: reversed
";

const KEYS: &str = "
## Keys, by the names of the commands. What stands here takes the place of the default keys of that command; [] is
## none. A key is a character, or space, enter, esc, tab, backtab, backspace, delete, up, down, left, right, home, end,
## pageup, pagedown, f1 to f12; ctrl- and alt- may stand before it. [g g] is pressed one after the other. Quote signs:
## \"?\".
keys:
";

/// The text of the file.
pub fn template() -> String {
    let all = settings(&Config::default());
    let mut text = HEAD.to_owned();
    for (name, example, remark) in SETTINGS {
        let setting = all.iter().find(|setting| setting.name == name).expect("each of them is a setting");
        let value = if example.is_empty() { setting.written() } else { example.to_owned() };
        // Writing to a string cannot fail.
        let _ = match name.split_once('.') {
            Some((section, field)) => writeln!(text, "## {remark}\n{section}:\n#   {field}: {value}"),
            None => writeln!(text, "## {remark}\n# {name}: {value}"),
        };
    }
    text.push_str(THEMES);
    text.push_str(KEYS);
    for group in Group::ALL {
        let _ = writeln!(text, "##  {}", group.title().to_lowercase());
        for command in Command::ALL.iter().filter(|command| command.group() == group) {
            let keys: Vec<_> = Binding::defaults(*command).map(|binding| binding.name()).collect();
            let line = format!("#   {}: {}", command.name(), list(&keys));
            let _ = writeln!(text, "{line:<36}## {}", command.sentence());
        }
    }
    text
}
