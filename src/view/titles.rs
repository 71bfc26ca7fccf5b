//! Titles that are too long for their room, cut so that one can tell them apart.

use super::text::{fit, width};

/// Where words are left out.
const GAP: &str = " … ";

/// A title that fits. What is cut of it are words that others begin with too, its first `shared` bytes, as far as that
/// goes: as many of these words as there is room for stay, and the first of all.
pub(super) fn told_apart(title: &str, shared: usize, room: u16) -> String {
    if width(title) <= room {
        return title.to_owned();
    }
    let words: Vec<_> = title.split(' ').collect();
    let shared = title.get(..shared).map_or(0, |alike| alike.matches(' ').count()).min(words.len() - 1);
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
        let shared = ["Backend Developer Roadmap ", "Backend Developer Roadmap in "].map(str::len);
        let shared = [shared[0], shared[1], shared[0], shared[1]];
        let cut = |room| std::array::from_fn::<_, 4, _>(|at| told_apart(titles[at], shared[at], room));
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
        assert_eq!(told_apart("Rust in a Month", 0, 10), "Rust in a…");
        assert_eq!(told_apart("Backend in Seven Stages", "Backend in ".len(), 18), "Backend in Seven…");
        assert_eq!(told_apart("Backend", 0, 5), "Back…");
    }
}
