//! Titles that are too long for their room, cut so that one can tell them apart.

use super::text::{fit, width};

/// Where words are left out.
const GAP: &str = " … ";

/// A title that fits. What is cut of it are words that others begin with too, as far as that goes: as many of these as
/// there is room for stay, and the first of all.
pub(super) fn told_apart<'t>(title: &str, others: impl Iterator<Item = &'t str>, room: u16) -> String {
    if width(title) <= room {
        return title.to_owned();
    }
    let words: Vec<_> = title.split(' ').collect();
    let alike = |other: &str| words.iter().zip(other.split(' ')).take_while(|(our, their)| **our == *their).count();
    let shared = others.map(alike).filter(|&shared| shared < words.len()).max().unwrap_or(0);
    let own = width(&words[..=shared].join(" "));
    if shared == 0 || own < room {
        return fit(title, room).into_owned();
    }
    let without = |from: usize| format!("{}{GAP}{}", words[0], words[from..].join(" "));
    if let Some(cut) = (2..=shared).map(without).find(|cut| width(cut) <= room) {
        return cut;
    }
    let rest = words[shared..].join(" ");
    let marked = format!("{}{rest}", GAP.trim_start());
    // Where there is so little room, a mark for what is left out would cost what is told.
    fit(if room < 20 && width(&marked) > room { &rest } else { &marked }, room).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_begin_alike_keep_what_is_their_own_and_fill_their_room() {
        let titles = [
            "Backend Developer Roadmap 2025",
            "Backend Developer Roadmap in Seven Stages",
            "Backend Developer Roadmap Recruiters Secretly Love",
            "Backend Developer Roadmap in Ten Steps",
        ];
        let cut =
            |room| titles.map(|title| told_apart(title, titles.into_iter().filter(|other| *other != title), room));
        assert_eq!(cut(50), titles);
        assert_eq!(
            cut(27),
            [
                "Backend … Roadmap 2025",
                "Backend … in Seven Stages",
                "… Recruiters Secretly Love",
                "Backend … in Ten Steps"
            ]
        );
        assert_eq!(cut(20), ["Backend … 2025", "… Seven Stages", "… Recruiters Secret…", "Backend … Ten Steps"]);
        assert_eq!(cut(12), ["… 2025", "Seven Stages", "Recruiters…", "… Ten Steps"]);
        for room in 7..50 {
            let cut = cut(room);
            assert!(cut.iter().all(|cut| width(cut) <= room), "{room}: {cut:?}");
            assert!((1..4).all(|at| !cut[..at].contains(&cut[at])), "{room}: {cut:?}");
        }
    }

    #[test]
    fn a_title_of_its_own_is_cut_at_its_end() {
        let cut = |title, room| told_apart(title, ["Backend", "Backend in Ten Steps"].into_iter(), room);
        assert_eq!(cut("Rust in a Month", 10), "Rust in a…");
        assert_eq!(cut("Backend in Seven Stages", 18), "Backend in Seven…");
        assert_eq!(cut("Backend", 5), "Back…");
    }
}
