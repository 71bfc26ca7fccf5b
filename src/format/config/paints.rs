//! How something is painted: `cyan bold`.

use super::values::word;
use crate::config::{Colour, Paint, Weight};
use crate::format::complaints::{Complaints, quote};
use crate::format::suggest::nearest;
use crate::format::yaml::Node;

/// The sixteen colours that every terminal has, by their numbers.
pub(super) const COLOURS: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-black",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

pub(super) const WEIGHTS: [(&str, Weight); 5] = [
    ("bold", Weight::Bold),
    ("dim", Weight::Dim),
    ("italic", Weight::Italic),
    ("underlined", Weight::Underlined),
    ("reversed", Weight::Reversed),
];

/// The terminal's own colour.
pub(super) const DEFAULT: &str = "default";

const PAINTS: &str = "\
a colour and weights, for example \"cyan bold\"
colours: `red`, `bright-blue` and the others of the 16, a number from 0 to 255, `\"#rrggbb\"`, `default`
weights: bold, dim, italic, underlined, reversed";

/// What keeps a text from being a paint.
enum Fault<'t> {
    Nothing,
    SecondColour(&'t str),
    Unknown(&'t str),
}

/// How a role is painted.
pub(super) fn paint(node: Node<'_>, role: &str, complaints: &mut Complaints) -> Option<Paint> {
    let (message, label) = match read(word(node, &format!("`{role}`"), complaints)?) {
        Ok(paint) => return Some(paint),
        Err(Fault::Nothing) => (format!("`{role}` says nothing"), "say how to paint it".to_owned()),
        Err(Fault::SecondColour(word)) => {
            (format!("{} is a second colour", quote(word)), "there is one at most".to_owned())
        }
        Err(Fault::Unknown(word)) => {
            let label =
                meant(word).map_or_else(|| "unknown here".to_owned(), |meant| format!("did you mean `{meant}`?"));
            (format!("{} is neither a colour nor a weight", quote(word)), label)
        }
    };
    complaints.error("bad-paint", node.head(), message).label(label).help(PAINTS);
    None
}

fn read(text: &str) -> Result<Paint, Fault<'_>> {
    let mut paint = Paint::default();
    let mut is_coloured = false;
    for word in text.split_whitespace() {
        if let Some(&(_, weight)) = WEIGHTS.iter().find(|(name, _)| *name == word) {
            if !paint.weights.contains(&weight) {
                paint.weights.push(weight);
            }
            continue;
        }
        let colour = if word == DEFAULT { None } else { Some(colour(word).ok_or(Fault::Unknown(word))?) };
        if std::mem::replace(&mut is_coloured, true) {
            return Err(Fault::SecondColour(word));
        }
        paint.colour = colour;
    }
    if is_coloured || !paint.weights.is_empty() { Ok(paint) } else { Err(Fault::Nothing) }
}

fn colour(word: &str) -> Option<Colour> {
    if let Some(number) = COLOURS.iter().position(|name| *name == word) {
        return u8::try_from(number).ok().map(Colour::Indexed);
    }
    let Some(digits) = word.strip_prefix('#') else { return word.parse().ok().map(Colour::Indexed) };
    let is_hex = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok().filter(|_| is_hex)?.to_be_bytes();
    Some(Colour::Rgb(red, green, blue))
}

/// The word that an unknown one was probably meant to be; other programs call some otherwise.
fn meant(word: &str) -> Option<&'static str> {
    Some(match word.to_ascii_lowercase().as_str() {
        "gray" | "grey" => "bright-black",
        "purple" | "violet" => "magenta",
        "underline" => "underlined",
        "reverse" | "inverse" => "reversed",
        "faint" => "dim",
        "none" | "normal" => DEFAULT,
        _ => return nearest(word, COLOURS.into_iter().chain(WEIGHTS.map(|(name, _)| name)).chain([DEFAULT])),
    })
}

/// A paint as it is written.
pub(super) fn written(paint: &Paint) -> String {
    let colour = match paint.colour {
        None if paint.weights.is_empty() => Some(DEFAULT.to_owned()),
        None => None,
        Some(Colour::Indexed(number)) => {
            Some(COLOURS.get(usize::from(number)).map_or_else(|| number.to_string(), |&name| name.to_owned()))
        }
        Some(Colour::Rgb(red, green, blue)) => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
    };
    let name = |weight: &Weight| WEIGHTS.iter().find(|(_, other)| other == weight).map_or("", |(name, _)| name);
    let words: Vec<_> = colour.into_iter().chain(paint.weights.iter().map(|weight| name(weight).to_owned())).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paint_reads_back_as_it_is_written() {
        for text in ["cyan bold", "bright-black", "default", "214 dim italic", "#ffaf00 underlined", "reversed"] {
            assert_eq!(read(text).map(|paint| written(&paint)).ok().as_deref(), Some(text));
        }
        assert_eq!(read("9").ok().map(|paint| written(&paint)).as_deref(), Some("bright-red"));
        for text in ["", "red blue", "256", "-1", "#fff", "#gggggg", "#+fffff", "bold rde"] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
