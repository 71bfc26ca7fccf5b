//! What a mark does to a leaf, a parent or a choice. A mark on a parent is one on each required leaf inside.

use super::reach::Reach;
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
    if roadmap.is_leaf(place) {
        return on_leaf(standing.status(place), place, action.status(), toggle);
    }
    match action {
        Action::Start if roadmap[place].pick.is_none() => Outcome::TooBroad,
        Action::Done | Action::Know | Action::Start if roadmap[place].pick.is_some() => choose(roadmap, place),
        _ => on_many(roadmap, &Reach::of_parent(roadmap, standing, place), action, toggle),
    }
}

/// What `action` does to several rows at once: the same as to a parent that holds what they reach. "In progress" can be
/// said of them too: they were picked by hand.
pub fn act_on_range(roadmap: &Roadmap, range: &Reach<'_>, action: Action) -> Outcome {
    on_many(roadmap, range, action, true)
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

fn choose(roadmap: &Roadmap, group: Place) -> Outcome {
    let options = roadmap.children(group).count();
    let pick = roadmap[group].pick.unwrap_or(1);
    Outcome::Choose { group, pick, options: options.try_into().unwrap_or(u32::MAX) }
}

fn on_many(roadmap: &Roadmap, reach: &Reach<'_>, action: Action, toggle: bool) -> Outcome {
    let (forth, back) = match action {
        Action::Reset => return changes(reach.all(|status| status != Status::Todo), Status::Todo),
        // Finished work is never erased.
        Action::Skip => {
            let back = changes(reach.all(|status| toggle && status == Status::Skipped), Status::Todo);
            (changes(reach.all(Status::is_open), Status::Skipped), back)
        }
        Action::Start => {
            let back = changes(reach.wanted(|status| toggle && status == Status::Doing), Status::Todo);
            (changes(reach.wanted(|status| status == Status::Todo), Status::Doing), back)
        }
        Action::Done | Action::Know => {
            let takes_back =
                |status: Status| if action == Action::Know { status == Status::Known } else { status.is_complete() };
            let back = changes(reach.wanted(|status| toggle && takes_back(status)), Status::Todo);
            (changes(reach.wanted(Status::is_open), action.status()), back)
        }
    };
    // What is open is done, then its choices are asked for, then a toggle takes it all back.
    let asks = matches!(action, Action::Done | Action::Know);
    match reach.choices_left().next().filter(|_| asks && forth == Outcome::Nothing) {
        Some(choice) => choose(roadmap, choice),
        None if forth == Outcome::Nothing => back,
        None => forth,
    }
}

#[cfg(test)]
mod tests {
    use super::super::reach::Reach;
    use super::super::roadmap::Roadmap;
    use super::super::sketch;
    use super::super::status::Status;
    use super::{Action, Outcome, act, act_on_range};

    /// What comes of an action on a drawn topic: `done a b`, `choose language 1/2`, `too broad`, `nothing`.
    fn acted(lines: &str, topic: &str, action: Action, toggle: bool) -> String {
        let roadmap = sketch::roadmap("r", lines);
        let standing = sketch::standing(&roadmap, lines);
        told(&roadmap, act(&roadmap, &standing, sketch::at(&roadmap, topic), action, toggle))
    }

    /// The same for a range of rows, named by their ids.
    fn acted_on(lines: &str, rows: &str, action: Action) -> String {
        let roadmap = sketch::roadmap("r", lines);
        let standing = sketch::standing(&roadmap, lines);
        let rows: Vec<_> = rows.split_whitespace().map(|id| sketch::at(&roadmap, id)).collect();
        told(&roadmap, act_on_range(&roadmap, &Reach::of_rows(&roadmap, &standing, &rows, |_| true), action))
    }

    fn told(roadmap: &Roadmap, outcome: Outcome) -> String {
        match outcome {
            Outcome::Changes(changes) => {
                let status = changes[0].1;
                assert!(changes.iter().all(|change| change.1 == status), "one status for all");
                format!("{} {}", status.name(), sketch::slugs(roadmap, changes.into_iter().map(|change| change.0)))
            }
            Outcome::Choose { group, pick, options } => {
                format!("choose {} {pick}/{options}", sketch::slugs(roadmap, [group]))
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
    #[test]
    fn a_range_is_acted_on_as_a_parent_that_holds_its_rows() {
        let some =
            "s\n  a\n  b [/]\n  c optional\n  d [-]\n  e [k]\n  f\n    g\n    h optional\n  i pick=1\n    x\n    y";
        let acted = |action| acted_on(some, "s/a s/b s/c s/d s/e s/f s/i", action);
        assert_eq!(acted(Action::Done), "done a b c g", "what has a row of its own, and what is required in a parent");
        assert_eq!(acted(Action::Know), "known a b c g");
        assert_eq!(acted(Action::Start), "doing a c g");
        assert_eq!(acted(Action::Skip), "skipped a b c g h x y");
        assert_eq!(acted(Action::Reset), "todo b d e");
        let complete = "s\n  a [x]\n  b [k]\n  c [-]\n  i pick=1\n    x\n    y";
        assert_eq!(acted_on(complete, "s/a s/b s/c", Action::Done), "todo a b");
        assert_eq!(acted_on(complete, "s/a s/b s/c", Action::Skip), "todo c");
        assert_eq!(acted_on(complete, "s/a s/b s/i", Action::Done), "choose i 1/2");
        assert_eq!(acted_on("s\n  a [/]\n  b [/]\n  c [x]", "s/a s/b s/c", Action::Start), "todo a b");
        assert_eq!(acted_on("s\n  a [x]\n  b [k]", "s/a s/b", Action::Start), "nothing", "finished work stays");
        assert_eq!(acted_on("s\n  a", "", Action::Done), "nothing");
    }

    #[test]
    fn options_are_taken_where_nothing_else_was_picked() {
        let some = "s\n  a\n  i pick=1\n    x\n    y\n    z [x]";
        assert_eq!(acted_on(some, "s/i/x s/i/y", Action::Done), "done x y");
        assert_eq!(acted_on(some, "s/a s/i/x s/i/y", Action::Done), "done a");
        let open = "s\n  a [x]\n  i pick=1\n    x\n    y";
        assert_eq!(acted_on(open, "s/a s/i/x s/i/y", Action::Done), "choose i 1/2");
    }
}
