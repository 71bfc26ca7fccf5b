//! What may be opened as a link: asked of roadmaps when they are read, and of proof; and the links in a text.

use super::roadmap::{Resource, Topic};
use super::text::SafeText;

/// Whether this is a link that may be opened: `http`, `https` or `mailto`, without anything hidden in it.
pub fn is_link(text: &str) -> bool {
    let is_bare = !text.contains(|c: char| c.is_whitespace() || c.is_control()) && SafeText::hidden_in(text).is_none();
    let Some((scheme, rest)) = text.split_once(':').filter(|_| is_bare) else { return false };
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => {
            rest.strip_prefix("//").is_some_and(|host| host.starts_with(|c: char| c.is_alphanumeric() || c == '['))
        }
        "mailto" => rest.contains('@'),
        _ => false,
    }
}

impl Topic {
    /// What there is to learn from, in the order of the file; what leads somewhere has a number, counted from 1, by
    /// which it is followed.
    pub fn numbered_resources(&self) -> impl Iterator<Item = (Option<usize>, &Resource)> {
        let mut links = 0;
        self.resources.iter().map(move |resource| {
            links += usize::from(resource.url.is_some());
            (resource.url.is_some().then_some(links), resource)
        })
    }
}

impl Resource {
    /// The title, or else the address, and of which kind it is: `The Rust Book (book)`.
    pub fn label(&self) -> String {
        let title = self.title.as_ref().or(self.url.as_ref()).map_or("", |text| text.as_str());
        let kind = self.kind.map(|kind| format!(" ({})", kind.name())).unwrap_or_default();
        format!("{title}{kind}")
    }
}

/// The links in a text, with or without Markdown around them, in its order.
pub fn links_in(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let start = SCHEMES.iter().filter_map(|scheme| rest.find(scheme)).min()?;
            let is_inside_a_word = rest[..start].ends_with(char::is_alphanumeric);
            let found = whole(&rest[start..]);
            rest = &rest[start + found.len().max(1)..];
            if !is_inside_a_word && is_link(found) {
                return Some(found);
            }
        }
    })
}

const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// The link at the beginning of a text: up to a blank, a quote or a bracket that it did not open, and without what ends
/// the sentence around it.
fn whole(text: &str) -> &str {
    let mut open = 0_u32;
    let ends = |(at, letter): (usize, char)| {
        match letter {
            '(' => open += 1,
            ')' if open == 0 => return Some(at),
            ')' => open -= 1,
            '<' | '>' | '"' | '`' | ']' | '|' => return Some(at),
            _ if letter.is_whitespace() => return Some(at),
            _ => {}
        }
        None
    };
    let end = text.char_indices().find_map(ends).unwrap_or(text.len());
    text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_in_markdown_and_in_sentences() {
        let found = |text| links_in(text).collect::<Vec<_>>();
        assert_eq!(
            found("See [the edges](https://a.org/e) and https://b.org/x_(y)."),
            ["https://a.org/e", "https://b.org/x_(y)"]
        );
        assert_eq!(
            found("**https://a.org/?q=1**, <mailto:ann@example.org>!"),
            ["https://a.org/?q=1", "mailto:ann@example.org"]
        );
        assert_eq!(
            found("(http://a.org) \"https://b.org\" `http://c.org`"),
            ["http://a.org", "https://b.org", "http://c.org"]
        );
        assert_eq!(found("nothttps://a.org https:// mailto: file:///etc"), Vec::<&str>::new());
    }

    #[test]
    fn only_what_may_be_opened_is_a_link() {
        for link in ["https://example.org/a?b#c", "HTTP://[::1]:80/", "mailto:ann@example.org"] {
            assert!(is_link(link), "{link}");
        }
        for other in [
            "",
            "example.org",
            "file:///etc/passwd",
            "ftp://a.org/x",
            "javascript:alert(1)",
            "https:",
            "https://-x",
            "mailto:ann",
            "https://a b",
            "https://a\u{202e}b",
            "-https://a",
            "https://a\u{1b}]0;",
        ] {
            assert!(!is_link(other), "{other}");
        }
    }
}
