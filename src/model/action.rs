//! What a mark does to a leaf, a parent or a choice: rule 6 of the arithmetic.

use super::roadmap::{Place, Roadmap};
use super::standing::Standing;
use super::status::Status;

/// What can be asked of a topic, with a key or on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Done,
    Start,
    Know,
    Skip,
    Reset,
}

/// What an action comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// These leaves change, in file order; never empty.
    Changes(Vec<(Place, Status)>),
    /// The topic is a choice: it is to be opened and `pick` of its options marked.
    Choose { group: Place, pick: u32, options: u32 },
    /// "In progress" is said of one topic at a time: the parent is to be opened.
    TooBroad,
    /// Nothing here would change.
    Nothing,
}

/// What `action` does at `place`. With `toggle` (the keys) a second press takes the first one back; without it (the
/// command line) the wished state is simply reached.
pub fn act(roadmap: &Roadmap, standing: &Standing, place: Place, action: Action, toggle: bool) -> Outcome {
    let parent = Parent { roadmap, standing, place };
    if roadmap.is_leaf(place) {
        return on_leaf(standing.status(place), place, action.status(), toggle);
    }
    match action {
        Action::Done | Action::Know | Action::Start if roadmap[place].pick.is_some() => parent.choose(place),
        Action::Done | Action::Know => parent.complete(action.status(), toggle),
        Action::Start => Outcome::TooBroad,
        Action::Skip => parent.skip(toggle),
        Action::Reset => changes(parent.leaves(|status| status != Status::Todo), Status::Todo),
    }
}

impl Action {
    /// The status that a leaf comes to.
    pub const fn status(self) -> Status {
        match self {
            Self::Done => Status::Done,
            Self::Start => Status::Doing,
            Self::Know => Status::Known,
            Self::Skip => Status::Skipped,
            Self::Reset => Status::Todo,
        }
    }
}

fn on_leaf(now: Status, place: Place, wished: Status, toggle: bool) -> Outcome {
    match (now == wished, toggle && wished != Status::Todo) {
        (false, _) => Outcome::Changes(vec![(place, wished)]),
        (true, true) => Outcome::Changes(vec![(place, Status::Todo)]),
        (true, false) => Outcome::Nothing,
    }
}

fn changes(places: impl Iterator<Item = Place>, status: Status) -> Outcome {
    let changes: Vec<_> = places.map(|place| (place, status)).collect();
    if changes.is_empty() { Outcome::Nothing } else { Outcome::Changes(changes) }
}

/// A parent that is acted on.
struct Parent<'a> {
    roadmap: &'a Roadmap,
    standing: &'a Standing,
    place: Place,
}

impl Parent<'_> {
    /// Its required leaves become `wished`; then its choices are asked for; then a toggle takes it all back.
    fn complete(&self, wished: Status, toggle: bool) -> Outcome {
        let open = changes(self.wanted(|status| matches!(status, Status::Todo | Status::Doing)), wished);
        if open != Outcome::Nothing {
            return open;
        }
        if let Some(choice) = self.unfilled_choice() {
            return self.choose(choice);
        }
        let takes_back = |status: Status| if wished == Status::Known { status == wished } else { status.is_complete() };
        changes(self.wanted(|status| toggle && takes_back(status)), Status::Todo)
    }

    /// What is still open is skipped, finished work never; then a toggle takes it back.
    fn skip(&self, toggle: bool) -> Outcome {
        let open = changes(self.leaves(|status| matches!(status, Status::Todo | Status::Doing)), Status::Skipped);
        if open != Outcome::Nothing {
            return open;
        }
        changes(self.leaves(|status| toggle && status == Status::Skipped), Status::Todo)
    }

    fn choose(&self, group: Place) -> Outcome {
        let options = self.roadmap.children(group).count();
        Outcome::Choose {
            group,
            pick: self.roadmap[group].pick.unwrap_or(1),
            options: options.try_into().unwrap_or(u32::MAX),
        }
    }

    fn unfilled_choice(&self) -> Option<Place> {
        let bonus = self.is_bonus();
        self.roadmap.inside(self.place).find(|&place| {
            (bonus || !self.roadmap[place].beyond_required) && self.standing.to_pick(self.roadmap, place) > 0
        })
    }

    /// The leaves that have to be complete for the parent to be, options of choices left out: the required ones, or all
    /// where none is required.
    fn wanted(&self, which: impl Fn(Status) -> bool) -> impl Iterator<Item = Place> {
        let bonus = self.is_bonus();
        self.leaves(which)
            .filter(move |&leaf| (bonus || !self.roadmap[leaf].beyond_required) && !self.roadmap.is_option(leaf))
    }

    fn is_bonus(&self) -> bool {
        self.roadmap.leaves_of(self.place).all(|leaf| self.roadmap[leaf].beyond_required)
    }

    fn leaves(&self, which: impl Fn(Status) -> bool) -> impl Iterator<Item = Place> {
        self.roadmap.leaves_of(self.place).filter(move |&leaf| which(self.standing.status(leaf)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sketch;
    use super::super::status::Status;
    use super::{Action, Outcome, act};

    /// What comes of an action on a drawn topic: `done a b`, `choose language 1/2`, `too broad`, `nothing`.
    fn acted(lines: &str, topic: &str, action: Action, toggle: bool) -> String {
        let roadmap = sketch::roadmap("r", lines);
        let standing = sketch::standing(&roadmap, lines);
        match act(&roadmap, &standing, sketch::at(&roadmap, topic), action, toggle) {
            Outcome::Changes(changes) => {
                let status = changes[0].1;
                assert!(changes.iter().all(|change| change.1 == status), "one status for all");
                format!("{} {}", status.name(), sketch::slugs(&roadmap, changes.into_iter().map(|change| change.0)))
            }
            Outcome::Choose { group, pick, options } => {
                format!("choose {} {pick}/{options}", sketch::slugs(&roadmap, [group]))
            }
            Outcome::TooBroad => "too broad".to_owned(),
            Outcome::Nothing => "nothing".to_owned(),
        }
    }

    #[test]
    fn a_second_press_on_a_leaf_takes_the_first_back() {
        let leaf = |mark: &str, action, toggle| acted(&format!("a {mark}"), "a", action, toggle);
        for (action, mark, status) in [
            (Action::Done, "[x]", "done"),
            (Action::Start, "[/]", "doing"),
            (Action::Know, "[k]", "known"),
            (Action::Skip, "[-]", "skipped"),
        ] {
            assert_eq!(leaf("", action, true), format!("{status} a"));
            assert_eq!(leaf(mark, action, true), "todo a");
            assert_eq!(leaf(mark, action, false), "nothing");
            assert_eq!(leaf(mark, Action::Reset, true), "todo a");
        }
        for mark in ["[/]", "[k]", "[-]"] {
            assert_eq!(leaf(mark, Action::Done, true), "done a");
        }
        assert_eq!(leaf("", Action::Reset, true), "nothing");
    }

    #[test]
    fn done_on_a_parent_takes_its_required_leaves() {
        let open = "s\n  a [k]\n  b [/]\n  c [-]\n  d optional\n  e\n    f";
        assert_eq!(acted(open, "s", Action::Done, true), "done b f");
        assert_eq!(acted(open, "s", Action::Know, true), "known b f");
        let complete = "s\n  a [k]\n  b [x]\n  c [-]\n  d optional [x]";
        assert_eq!(acted(complete, "s", Action::Done, true), "todo a b");
        assert_eq!(acted(complete, "s", Action::Done, false), "nothing");
        assert_eq!(acted(complete, "s", Action::Know, true), "todo a");
        assert_eq!(acted("s\n  a [-]\n  b optional", "s", Action::Done, true), "nothing");
    }

    #[test]
    fn a_parent_that_is_optional_as_a_whole_takes_all_its_leaves() {
        assert_eq!(acted("s optional\n  a\n  b [x]", "s", Action::Done, true), "done a");
        assert_eq!(acted("s\n  a optional [x]\n  b optional [x]", "s", Action::Done, true), "todo a b");
    }

    #[test]
    fn choices_are_asked_for_when_nothing_else_is_left() {
        let open = "s\n  a\n  c pick=1\n    x\n    y";
        assert_eq!(acted(open, "s", Action::Done, true), "done a");
        let left = "s\n  a [x]\n  o pick=1 optional\n    w\n  c pick=1\n    x\n    y";
        assert_eq!(acted(left, "s", Action::Done, true), "choose c 1/2");
        assert_eq!(acted("s\n  a [x]\n  c pick=1\n    x [x]\n    y", "s", Action::Done, true), "todo a");
        assert_eq!(acted("s\n  c pick=1\n    x [x]\n    y", "s", Action::Done, true), "nothing");
        for action in [Action::Done, Action::Know, Action::Start] {
            assert_eq!(acted(open, "s/c", action, true), "choose c 1/2");
        }
        assert_eq!(acted(open, "s/c/y", Action::Done, true), "done y");
    }

    #[test]
    fn skip_spares_finished_work_and_is_taken_back() {
        let some = "s\n  a [x]\n  b [/]\n  c optional\n  d pick=1\n    x\n    y [k]";
        assert_eq!(acted(some, "s", Action::Skip, true), "skipped b c x");
        assert_eq!(acted(some, "s/d", Action::Skip, true), "skipped x");
        assert_eq!(acted("s\n  a [x]\n  b [-]", "s", Action::Skip, true), "todo b");
        assert_eq!(acted("s\n  a [x]\n  b [-]", "s", Action::Skip, false), "nothing");
    }

    #[test]
    fn a_parent_is_too_broad_to_begin_and_can_be_reset() {
        let some = "s\n  a [x]\n  b [-]\n  c";
        assert_eq!(acted(some, "s", Action::Start, true), "too broad");
        assert_eq!(acted(some, "s", Action::Reset, true), "todo a b");
        assert_eq!(Action::Know.status(), Status::Known);
    }
}
