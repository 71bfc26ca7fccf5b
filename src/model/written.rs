//! What a learner writes at a topic: a note, and links as proof.

use std::borrow::Cow;

use super::link::is_link;
use super::text::SafeText;

/// A note has at most so many bytes when it is written: with what it replaces it still fits a line of the state file.
pub const LONGEST_NOTE: usize = 60_000;

/// A link as proof has at most so many bytes.
pub const LONGEST_LINK: usize = 2_000;

/// A topic has at most so many links as proof.
const MOST_LINKS: usize = 100;

/// Why a link was not added as proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoProof {
    #[error("a link begins with http://, https:// or mailto:")]
    NoLink,
    #[error("this link is there already")]
    There,
    #[error("this link is too long")]
    TooLong,
    #[error("no topic takes more than 100 links")]
    TooMany,
}

/// A note as it is kept: cleaned, without blank lines at its ends. `None` if nothing is left: such a note is deleted.
pub fn note(written: &str) -> Option<SafeText> {
    let lines = written.trim_end().trim_start_matches(['\n', '\r']);
    Some(SafeText::clean(lines)).filter(|note| !note.trim().is_empty())
}

/// The links of a topic with one more at the end.
pub fn with_proof(links: &[SafeText], link: &str) -> Result<Vec<SafeText>, NoProof> {
    let link = &*with_scheme(link.trim());
    if !is_link(link) {
        Err(NoProof::NoLink)
    } else if link.len() > LONGEST_LINK {
        Err(NoProof::TooLong)
    } else if links.len() >= MOST_LINKS {
        Err(NoProof::TooMany)
    } else if links.iter().any(|there| there.as_str() == link) {
        Err(NoProof::There)
    } else {
        Ok(links.iter().cloned().chain([SafeText::line(link)]).collect())
    }
}

/// People leave out what browsers put before a host: `github.com/ana/limiter`.
fn with_scheme(link: &str) -> Cow<'_, str> {
    let (host, rest) = link.split_once('/').unwrap_or((link, ""));
    let is_label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let top = host.rsplit('.').next().unwrap_or_default();
    let is_host = host.contains('.')
        && host.split('.').all(is_label)
        && top.len() > 1
        && top.chars().all(|letter| letter.is_ascii_alphabetic());
    // A lone `notes.txt` is a file; only with a path is it surely a host.
    if is_host && !rest.is_empty() { format!("https://{link}").into() } else { link.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_with_a_path_is_a_link() {
        let added = |link: &str| with_proof(&[], link).map(|links| links[0].to_string());
        assert_eq!(added(" github.com/ana/limiter ").as_deref(), Ok("https://github.com/ana/limiter"));
        for other in ["notes.txt", "ana/limiter", "javascript:a.b/c", "a b.com/x", "../x.com/y", "1.2/3", ".com/x"] {
            assert_eq!(added(other), Err(NoProof::NoLink), "{other}");
        }
    }

    #[test]
    fn a_note_is_cleaned_and_a_blank_one_is_none() {
        assert_eq!(note("\n  One\ntwo \n\n").as_deref(), Some("  One\ntwo"));
        assert_eq!(note("a\u{1b}[2J\u{202e}").as_deref(), Some("a\\u{1b}[2J\\u{202e}"));
        for blank in ["", " \n\t\r\n ", "\u{fe0f}"] {
            assert_eq!(note(blank), None);
        }
    }

    #[test]
    fn a_link_is_added_once_and_not_without_end() {
        let one = with_proof(&[], " https://example.org/a ").unwrap();
        assert_eq!(one, [SafeText::line("https://example.org/a")]);
        assert_eq!(with_proof(&one, "https://example.org/a"), Err(NoProof::There));
        assert_eq!(with_proof(&one, "example.org"), Err(NoProof::NoLink));
        assert_eq!(with_proof(&one, &format!("https://{}", "a".repeat(2000))), Err(NoProof::TooLong));
        assert_eq!(with_proof(&vec![one[0].clone(); 100], "https://example.org/b"), Err(NoProof::TooMany));
    }
}
