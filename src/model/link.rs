//! What may be opened as a link: asked of roadmaps when they are read, and of proof.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_may_be_opened_is_a_link() {
        for link in ["https://example.org/a?b#c", "HTTP://[::1]:80/", "mailto:ann@example.org"] {
            assert!(is_link(link), "{link}");
        }
        for other in [
            "",
            "example.org",
            "file:///etc/passwd",
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
