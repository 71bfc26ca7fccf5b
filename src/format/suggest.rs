//! "Did you mean": the nearest of a few known words.

/// Words longer than this are no slip of the finger.
const LONGEST: usize = 40;

/// The known word that `word` is most likely a slip of.
pub(super) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let word: Vec<char> = word.chars().take(LONGEST + 1).flat_map(char::to_lowercase).collect();
    if word.len() > LONGEST {
        return None;
    }
    let scored = known.into_iter().filter_map(|known| {
        let length = known.chars().count();
        let allowed = 1 + length.max(word.len()).saturating_sub(3) / 3;
        if length.abs_diff(word.len()) > allowed {
            return None;
        }
        let letters: Vec<char> = known.chars().collect();
        let distance = distance(&word, &letters);
        (distance <= allowed && distance < length).then_some((distance, known))
    });
    scored.min_by_key(|&(distance, _)| distance).map(|(_, known)| known)
}

/// How many letters must be put in, taken out, changed, or swapped with their neighbour.
fn distance(from: &[char], to: &[char]) -> usize {
    let mut before = vec![0; to.len() + 1];
    let mut above: Vec<usize> = (0..=to.len()).collect();
    for (row, &a) in from.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, &b) in to.iter().enumerate() {
            let changed = above[column] + usize::from(a != b);
            let mut least = changed.min(above[column + 1] + 1).min(current[column] + 1);
            if row > 0 && column > 0 && a == to[column - 1] && from[row - 1] == b {
                least = least.min(before[column - 1] + 1);
            }
            current.push(least);
        }
        before = std::mem::replace(&mut above, current);
    }
    above[to.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    const FIELDS: [&str; 6] = ["title", "topics", "tools", "recommended", "requires", "id"];

    #[test]
    fn slips() {
        for (word, meant) in [
            ("recomended", "recommended"),
            ("titel", "title"),
            ("Title", "title"),
            ("topic", "topics"),
            ("tool", "tools"),
            ("require", "requires"),
        ] {
            assert_eq!(nearest(word, FIELDS), Some(meant), "{word}");
        }
    }

    #[test]
    fn other_words() {
        for word in ["Node.js", "colour", "x", "", &"x".repeat(10_000)] {
            assert_eq!(nearest(word, FIELDS), None, "{word}");
        }
    }
}
