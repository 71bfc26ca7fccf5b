//! The first sweep: which topics of a roadmap are worth a question.

use super::entry::Entry;
use super::roadmap::Place;
use super::status::Status;

impl Entry {
    /// Whether a sweep asks about a leaf: nothing is marked there, and it is no option of a choice that is made.
    pub fn is_open_question(&self, leaf: Place) -> bool {
        let Self { roadmap, standing, .. } = self;
        standing.status(leaf) == Status::Todo && !standing.is_passed_over(roadmap, leaf)
    }

    /// The leaves that an answer for all of the topic around a leaf speaks of, in file order. "All known" leaves
    /// choices to be made one by one: of an option it speaks alone.
    pub fn answered_with(&self, leaf: Place, known: bool) -> Vec<Place> {
        let roadmap = &self.roadmap;
        let Some(around) = roadmap[leaf].parent.filter(|_| !known || !roadmap.is_option(leaf)) else {
            return vec![leaf];
        };
        let speaks = |&inner: &Place| !known || !roadmap.is_option(inner);
        roadmap.leaves_of(around).filter(speaks).filter(|&inner| self.is_open_question(inner)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::desk::Desk;
    use super::super::sketch;

    const LINES: &str = "
s
  a
  b optional
  c pick=1
    x
    y
  o pick=2 optional
    p
    q
    r
  d
    e
    f
t
";

    fn open(marks: &[(&str, super::Status)]) -> String {
        let mut desk = Desk::new(&[("r", LINES)]);
        for (id, status) in marks {
            desk.mark(super::super::desk::noon(jiff::civil::date(2025, 11, 1), 1), "r", *status, &[id]);
        }
        let entry = &desk.library.entries()[0];
        sketch::slugs(&entry.roadmap, entry.roadmap.leaves().filter(|&leaf| entry.is_open_question(leaf)))
    }

    #[test]
    fn whatever_is_marked_is_no_question_and_a_choice_is_asked_until_it_is_made() {
        use super::Status::{Doing, Done, Known, Skipped};
        assert_eq!(open(&[]), "a b x y p q r e f t");
        assert_eq!(open(&[("s/a", Done), ("s/b", Skipped), ("t", Doing)]), "x y p q r e f");
        assert_eq!(open(&[("s/c/y", Known), ("s/o/p", Known)]), "a b q r e f t");
        assert_eq!(open(&[("s/c/y", Doing), ("s/o/p", Known), ("s/o/r", Done)]), "a b x e f t");
    }

    #[test]
    fn an_answer_for_all_leaves_choices_to_be_made() {
        let desk = Desk::new(&[("r", LINES)]);
        let entry = &desk.library.entries()[0];
        let with = |id: &str, known| {
            let leaf = sketch::at(&entry.roadmap, id);
            sketch::slugs(&entry.roadmap, entry.answered_with(leaf, known))
        };
        assert_eq!((with("s/a", true), with("s/a", false)), ("a b e f".into(), "a b x y p q r e f".into()));
        assert_eq!((with("s/d/e", true), with("s/d/f", false)), ("e f".into(), "e f".into()));
        assert_eq!((with("s/c/y", true), with("s/c/y", false)), ("y".into(), "x y".into()));
        assert_eq!((with("t", true), with("t", false)), ("t".into(), "t".into()));
    }
}
