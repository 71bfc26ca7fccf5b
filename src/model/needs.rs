//! What topics require, and whether it is there: advice for the order, never a lock.

use super::roadmap::{Place, Requirement, Roadmap};
use super::standing::Standing;
use super::status::Status;

/// The requirements of one roadmap as they stand. `met` tells whether nothing has to wait for a concept.
pub(super) struct Needs<'a, M> {
    pub(super) roadmap: &'a Roadmap,
    pub(super) standing: &'a Standing,
    pub(super) met: M,
}

impl<'a, M: Fn(&str) -> bool> Needs<'a, M> {
    /// What a topic itself requires that is not there yet.
    pub(super) fn missing(&self, place: Place) -> Option<&'a Requirement> {
        self.of(place).find(|requirement| match requirement {
            Requirement::Topic(target) => !self.is_fulfilled(*target),
            Requirement::Concept(name) => !(self.met)(name),
        })
    }

    /// The topics that a leaf, or a topic above it, requires and that are complete.
    pub(super) fn after(&self, leaf: Place) -> Vec<Place> {
        let mut after = Vec::new();
        for place in std::iter::once(leaf).chain(self.roadmap.ancestors(leaf)) {
            for requirement in self.of(place) {
                if let Requirement::Topic(target) = *requirement
                    && self.standing.status(target).is_complete()
                    && !after.contains(&target)
                {
                    after.push(target);
                }
            }
        }
        after
    }

    /// Whether a topic that has yet to be begun had something to wait for, and has no more.
    pub(super) fn is_ready(&self, place: Place) -> bool {
        let is_leaf = self.roadmap.is_leaf(place);
        let is_passed_over = || self.standing.is_passed_over(self.roadmap, place);
        let is_open = || if is_leaf { !is_passed_over() } else { self.standing.tally(place).left() > 0 };
        self.standing.status(place) == Status::Todo
            && self.of(place).next().is_some()
            && is_open()
            && std::iter::once(place).chain(self.roadmap.ancestors(place)).all(|place| self.missing(place).is_none())
    }

    /// What a topic itself requires, as far as it says something: nothing waits for what it is in.
    fn of(&self, place: Place) -> impl Iterator<Item = &'a Requirement> {
        let roadmap = self.roadmap;
        let says = move |requirement: &&Requirement| match requirement {
            Requirement::Topic(target) => !overlap(roadmap, *target, place),
            Requirement::Concept(_) => true,
        };
        roadmap[place].requires.iter().filter(says)
    }

    /// Whether nothing has to wait for `target` any more: it is complete, left out, a bonus, or an option passed over.
    fn is_fulfilled(&self, target: Place) -> bool {
        let status = self.standing.status(target);
        status.is_complete()
            || status == Status::Skipped
            || self.roadmap[target].beyond_required
            || self.standing.is_passed_over(self.roadmap, target)
    }
}

/// Whether one of two topics is inside the other, or they are the same: such a requirement says nothing.
fn overlap(roadmap: &Roadmap, one: Place, other: Place) -> bool {
    one < roadmap[other].end && other < roadmap[one].end
}

#[cfg(test)]
mod tests {
    use super::super::sketch;
    use super::Needs;

    /// The topics of a drawing that are ready; the concept `met` is met and no other.
    fn ready(lines: &str) -> String {
        let roadmap = sketch::roadmap("r", lines);
        let standing = sketch::standing(&roadmap, lines);
        let needs = Needs { roadmap: &roadmap, standing: &standing, met: |concept: &str| concept == "met" };
        sketch::slugs(&roadmap, roadmap.places().filter(|&place| needs.is_ready(place)))
    }

    #[test]
    fn ready_is_what_had_something_to_wait_for_and_has_no_more() {
        assert_eq!(ready("s\n  a [x]\n  b <s/a\n  c <s/b\n  d"), "b");
        assert_eq!(ready("s\n  a [-]\n  b <s/a <#met\n  c <#unmet <s/a"), "b", "left out holds nothing up");
        assert_eq!(ready("s\n  a [x]\n  b <s/a [x]\n  c <s/a [/]\n  d <s/a [-]"), "", "only what is to do");
        assert_eq!(ready("s\n  a [x]\nt <s/a\n  b\n  c"), "t", "a topic that holds others");
        assert_eq!(ready("s\n  a [x]\nt <s/a\n  b [x]\n  c"), "", "it is begun");
        assert_eq!(ready("s\n  a [x]\nt <#unmet\n  b <s/a"), "", "what is above it waits");
        assert_eq!(ready("s\n  a <s\n  b <s/b"), "", "what it is in is nothing to wait for");
        assert_eq!(ready("s\n  a [x]\n  c pick=1\n    x [x]\n    y <s/a"), "", "the choice is made");
    }
}
