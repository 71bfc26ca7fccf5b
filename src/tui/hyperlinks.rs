//! Which terminals follow links by themselves (OSC 8), as far as it can be known.

/// Whether links may be written to this terminal: to one of which nothing is known, none are. `variable` looks one up
/// in the environment.
pub(super) fn are_known(variable: impl Fn(&str) -> Option<String>) -> bool {
    let is_at_least =
        |name, least: (u32, u32)| variable(name).and_then(|said| version(&said)).is_some_and(|is| is >= least);
    match variable("FORCE_HYPERLINK").as_deref() {
        Some("0" | "false" | "no") => return false,
        Some(_) => return true,
        None => {}
    }
    let [term, program] = ["TERM", "TERM_PROGRAM"].map(|name| variable(name).unwrap_or_default());
    // What lies between hides the terminal: what its variables say is of no use.
    if program == "tmux" || variable("TMUX").is_some() {
        return program == "tmux" && is_at_least("TERM_PROGRAM_VERSION", (3, 4));
    }
    if variable("STY").is_some() || ["dumb", "linux", "screen", "tmux", "vt"].iter().any(|poor| term.starts_with(poor))
    {
        return false;
    }
    let named = ["alacritty", "contour", "foot", "ghostty", "kitty", "mintty", "rio", "wezterm"];
    named.iter().any(|name| term.split('-').any(|part| part == *name))
        || ["WezTerm", "ghostty", "mintty", "rio"].contains(&&*program)
        || (program == "iTerm.app" && is_at_least("TERM_PROGRAM_VERSION", (3, 1)))
        || (program == "vscode" && is_at_least("TERM_PROGRAM_VERSION", (1, 72)))
        // VTE 0.50, as GNOME's and many other terminals have it; Konsole 20.12.
        || number(variable("VTE_VERSION")) >= 5000
        || number(variable("KONSOLE_VERSION")) >= 201_200
        || variable("WT_SESSION").is_some()
}

fn number(said: Option<String>) -> u32 {
    said.and_then(|said| said.parse().ok()).unwrap_or(0)
}

/// The first two numbers in `3.4`, `3.5a`, `next-3.6`.
fn version(said: &str) -> Option<(u32, u32)> {
    let start = said.find(|letter: char| letter.is_ascii_digit())?;
    let mut parts = said[start..].split(|letter: char| !letter.is_ascii_digit());
    Some((parts.next()?.parse().ok()?, parts.next().and_then(|minor| minor.parse().ok()).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(variables: &[(&str, &str)]) -> bool {
        are_known(|name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn only_terminals_that_are_known_get_links() {
        let yes: [&[_]; 12] = [
            &[("TERM", "xterm-kitty")],
            &[("TERM", "foot-extra")],
            &[("TERM", "alacritty")],
            &[("TERM", "xterm-ghostty")],
            &[("TERM", "xterm-256color"), ("TERM_PROGRAM", "WezTerm")],
            &[("TERM", "xterm-256color"), ("TERM_PROGRAM", "iTerm.app"), ("TERM_PROGRAM_VERSION", "3.4.19")],
            &[("TERM", "xterm-256color"), ("TERM_PROGRAM", "vscode"), ("TERM_PROGRAM_VERSION", "1.95.1")],
            &[("TERM", "xterm-256color"), ("VTE_VERSION", "7600")],
            &[("TERM", "xterm-256color"), ("KONSOLE_VERSION", "230804")],
            &[("WT_SESSION", "0f0f")],
            &[("TERM", "tmux-256color"), ("TMUX", "/x"), ("TERM_PROGRAM", "tmux"), ("TERM_PROGRAM_VERSION", "3.5a")],
            &[("TERM", "xterm-256color"), ("FORCE_HYPERLINK", "1")],
        ];
        let no: [&[_]; 12] = [
            &[],
            &[("TERM", "xterm-256color")],
            &[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")],
            &[("TERM", "xterm-256color"), ("TERM_PROGRAM", "Apple_Terminal"), ("TERM_PROGRAM_VERSION", "455")],
            &[("TERM", "xterm-256color"), ("TERM_PROGRAM", "iTerm.app"), ("TERM_PROGRAM_VERSION", "3.0.15")],
            &[("TERM", "xterm-256color"), ("VTE_VERSION", "4602")],
            &[("TERM", "linux")],
            &[("TERM", "dumb"), ("VTE_VERSION", "7600")],
            &[("TERM", "screen.xterm-256color"), ("VTE_VERSION", "7600")],
            &[("TERM", "tmux-256color"), ("TMUX", "/x"), ("TERM_PROGRAM", "tmux"), ("TERM_PROGRAM_VERSION", "3.3a")],
            &[("TERM", "xterm-kitty"), ("TMUX", "/x")],
            &[("TERM", "xterm-kitty"), ("FORCE_HYPERLINK", "0")],
        ];
        assert_eq!((yes.map(known), no.map(known)), ([true; 12], [false; 12]));
        assert_eq!(version("next-3.6"), Some((3, 6)));
    }
}
