//! What to learn next, and why: what was begun, then what is ready, in the order of the roadmap.

use super::needs::Needs;
use super::roadmap::{Place, Requirement, Roadmap};
use super::standing::Standing;
use super::status::Status;
use super::text::SafeText;

/// One suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub place: Place,
    pub reason: Reason,
}

/// Why this step and no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Begun already, most recently of all.
    InProgress,
    /// The first in file order that is still to do.
    InOrder,
    /// The first in file order, and what it builds on is complete.
    Ready { after: Vec<Place> },
    /// An option of an unfilled choice (`group`): `left` more are to be picked. `recommended` if the author says so.
    Choice { group: Place, left: u32, recommended: bool },
    /// Nothing that is left has all it builds on complete; this is the first of them.
    BeforeIts { missing: Requirement },
}

/// The whole answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// At least one step, the best first; never more than was asked for.
    Steps(Vec<Step>),
    /// Every required topic is complete; this many optional ones are left.
    OnlyOptional { left: u32 },
    /// Everything is complete or skipped.
    Finished,
}

/// The best `most` next steps (at least one). `met` tells whether a concept is complete in some roadmap. Passes over
/// what is finished without looking inside.
pub fn next_steps(roadmap: &Roadmap, standing: &Standing, met: impl Fn(&str) -> bool, most: usize) -> Next {
    let most = most.max(1);
    let begun = standing.doing().take(most).map(|place| Step { place, reason: Reason::InProgress });
    let needs = Needs { roadmap, standing, met };
    let mut search = Search { roadmap, standing, needs, most, steps: begun.collect(), first_blocked: None };
    for stage in roadmap.stages() {
        search.visit(stage);
    }
    if search.steps.is_empty() {
        search.steps.extend(search.before_its_requirements());
    }
    if !search.steps.is_empty() {
        return Next::Steps(search.steps);
    }
    match optional_left(roadmap, standing) {
        0 => Next::Finished,
        left => Next::OnlyOptional { left },
    }
}

impl Step {
    /// What the step is called: of a choice that is still to be made, the choice's title.
    pub fn title<'r>(&self, roadmap: &'r Roadmap) -> &'r SafeText {
        match self.reason {
            Reason::Choice { group, .. } => &roadmap[group].title,
            _ => &roadmap[self.place].title,
        }
    }
}

impl Reason {
    /// The stable name in JSON.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::InProgress => "in_progress",
            Self::InOrder => "in_order",
            Self::Ready { .. } => "ready",
            Self::Choice { .. } => "choice",
            Self::BeforeIts { .. } => "before_its_requirements",
        }
    }
}

/// A walk in file order that gathers what is ready.
struct Search<'a, M> {
    roadmap: &'a Roadmap,
    standing: &'a Standing,
    needs: Needs<'a, M>,
    most: usize,
    steps: Vec<Step>,
    /// The first topic that waits for something though it has something left, and what it waits for.
    first_blocked: Option<(Place, &'a Requirement)>,
}

impl<M: Fn(&str) -> bool> Search<'_, M> {
    fn visit(&mut self, place: Place) {
        if self.steps.len() >= self.most || self.standing.tally(place).left() == 0 {
            return;
        }
        if let Some(missing) = self.needs.missing(place) {
            self.first_blocked.get_or_insert((place, missing));
        } else if self.roadmap[place].pick.is_some() {
            self.visit_choice(place);
        } else if self.roadmap.is_leaf(place) {
            self.visit_leaf(place);
        } else {
            let roadmap = self.roadmap;
            for child in roadmap.children(place) {
                self.visit(child);
            }
        }
    }

    fn visit_leaf(&mut self, place: Place) {
        if self.standing.status(place) == Status::Todo {
            let after = self.needs.after(place);
            let reason = if after.is_empty() { Reason::InOrder } else { Reason::Ready { after } };
            self.steps.push(Step { place, reason });
        }
    }

    fn visit_choice(&mut self, group: Place) {
        let left = self.left_to_pick(group);
        if left == 0 {
            return;
        }
        let ready = |&option: &Place| self.needs.missing(option).is_none();
        if let Some(place) = self.best(self.options(group).filter(ready)) {
            let recommended = self.roadmap[place].recommended.holds();
            self.steps.push(Step { place, reason: Reason::Choice { group, left, recommended } });
        } else {
            let blocked = self.best(self.options(group)).and_then(|option| Some((option, self.needs.missing(option)?)));
            self.first_blocked = self.first_blocked.or(blocked);
        }
    }

    /// The first of what is left though it waits for something.
    fn before_its_requirements(&self) -> Option<Step> {
        let (blocked, missing) = self.first_blocked?;
        let group = |leaf: Place| self.roadmap[leaf].parent.filter(|_| self.roadmap.is_option(leaf));
        let open = self.roadmap.leaves_of(blocked).find(|&leaf| {
            let required = !self.roadmap[leaf].beyond_required;
            let counts = group(leaf).is_none_or(|group| self.left_to_pick(group) > 0);
            required && counts && self.standing.status(leaf) == Status::Todo
        })?;
        let best = group(open).filter(|_| open != blocked).and_then(|group| self.best(self.options(group)));
        Some(Step { place: best.unwrap_or(open), reason: Reason::BeforeIts { missing: missing.clone() } })
    }

    /// The options of a choice that are still to do.
    fn options(&self, group: Place) -> impl Iterator<Item = Place> {
        self.roadmap.children(group).filter(|&option| self.standing.status(option) == Status::Todo)
    }

    /// The recommended one, or else the first.
    fn best(&self, mut options: impl Iterator<Item = Place>) -> Option<Place> {
        let first = options.next()?;
        std::iter::once(first).chain(options).find(|&option| self.roadmap[option].recommended.holds()).or(Some(first))
    }

    /// How many more options are to be picked, those in progress taken as picked: they are suggested themselves.
    fn left_to_pick(&self, group: Place) -> u32 {
        let begun = self.standing.tally(group).count(Status::Doing);
        self.standing.to_pick(self.roadmap, group).saturating_sub(begun)
    }
}

/// How many optional topics could still be learned; of an optional choice, as many as it asks for.
fn optional_left(roadmap: &Roadmap, standing: &Standing) -> u32 {
    let bonus = |place: &Place| roadmap[*place].beyond_required;
    let open = |place: Place| match (roadmap.is_leaf(place), roadmap.is_option(place)) {
        (true, false) => u32::from(standing.status(place) == Status::Todo),
        (true, true) => 0,
        (false, _) => standing.to_pick(roadmap, place),
    };
    roadmap.places().filter(bonus).map(open).sum()
}

#[cfg(test)]
mod tests {
    use super::super::roadmap::Requirement;
    use super::super::sketch;
    use super::{Next, Reason, next_steps};

    /// The next steps of a drawing; the concept `met` is met and no other.
    fn next(lines: &str, most: usize) -> String {
        let roadmap = sketch::roadmap("r", lines);
        let standing = sketch::standing(&roadmap, lines);
        let slug = |place| sketch::slugs(&roadmap, [place]);
        let told = |reason| match reason {
            Reason::InProgress | Reason::InOrder => String::new(),
            Reason::Ready { after } => format!(" after {}", sketch::slugs(&roadmap, after)),
            Reason::Choice { group, left, recommended: false } => format!(" of {} {left}", slug(group)),
            Reason::Choice { group, left, recommended: true } => format!(" of {} {left} recommended", slug(group)),
            Reason::BeforeIts { missing: Requirement::Topic(place) } => format!(" before {}", slug(place)),
            Reason::BeforeIts { missing: Requirement::Concept(name) } => format!(" before #{name}"),
        };
        match next_steps(&roadmap, &standing, |concept| concept == "met", most) {
            Next::Steps(steps) => {
                let told = |step: super::Step| {
                    let mark = if step.reason == Reason::InProgress { "/" } else { "" };
                    format!("{mark}{}{}", slug(step.place), told(step.reason))
                };
                steps.into_iter().map(told).collect::<Vec<_>>().join(", ")
            }
            Next::OnlyOptional { left } => format!("{left} optional"),
            Next::Finished => "finished".to_owned(),
        }
    }

    #[test]
    fn what_is_begun_comes_first_then_the_order_of_the_file() {
        let lines = "s\n  a [x]\n  b\n  c [/]\n  d optional\n  e [-]\nt\n  f [/]\n  g";
        assert_eq!(next(lines, 9), "/f, /c, b, g");
        assert_eq!(next(lines, 3), "/f, /c, b");
        assert_eq!(next(lines, 1), "/f");
        assert_eq!(next(lines, 0), "/f");
        assert_eq!(next("s\n  a\n  o optional\n    b", 9), "a");
    }

    #[test]
    fn requirements_order_and_those_of_topics_above_count_too() {
        assert_eq!(next("s\n  a <s/b\n  b\n  c", 9), "b, c");
        assert_eq!(next("s\n  a <s/b\n  b [k]\n  c", 9), "a after b, c");
        assert_eq!(next("s <t\n  a\n    b\nt\n  c", 9), "c");
        assert_eq!(next("s <t\n  a\n    b\nt\n  c [x]", 9), "b after t");
        assert_eq!(next("s\n  a <#met\n  b <#unmet\n  c", 9), "a, c");
    }

    #[test]
    fn what_is_skipped_optional_or_passed_over_holds_nothing_up() {
        assert_eq!(next("s\n  a <s/b\n  b [-]", 1), "a");
        assert_eq!(next("s\n  a <s/b\n  b optional", 1), "a");
        assert_eq!(next("s\n  a <s/c/x\n  c pick=1\n    x\n    y [x]", 1), "a");
        assert_eq!(next("s\n  a <s/c/x\n  c pick=1\n    x\n    y", 1), "x of c 1");
    }

    #[test]
    fn a_topic_does_not_wait_for_itself_or_what_it_is_in() {
        assert_eq!(next("s <s/b\n  a <s\n  b <s/b", 9), "a, b");
    }

    #[test]
    fn a_choice_stands_once_as_its_best_option() {
        let choice = "s\n  c pick=2\n    w [-]\n    x\n    y\n    z recommended\n  d";
        assert_eq!(next(choice, 9), "z of c 2 recommended, d");
        assert_eq!(next("s\n  c pick=2\n    x [k]\n    y\n    z\n  d", 9), "y of c 1, d");
        assert_eq!(next("s\n  c pick=1\n    x [x]\n    y\n  d", 9), "d");
        assert_eq!(next("s\n  c pick=1\n    x\n    y recommended <s/d\n  d", 9), "x of c 1, d");
        assert_eq!(next("s\n  c pick=1\n    x\n    y [/]\n  d", 9), "/y, d");
        assert_eq!(next("s\n  c pick=2\n    x\n    y [/]\n  d", 9), "/y, x of c 1, d");
    }

    #[test]
    fn when_nothing_is_ready_the_first_is_suggested_all_the_same() {
        assert_eq!(next("s\n  a <#unmet\n  b <s/a", 9), "a before #unmet");
        assert_eq!(next("s\n  b <s/a\n  a <s/b", 9), "b before a");
        assert_eq!(next("s <#unmet\n  a [x]\n  c pick=1\n    x\n    y recommended", 9), "y before #unmet");
        assert_eq!(next("s\n  c pick=1\n    x <#unmet\n    y <#unmet recommended", 9), "y before #unmet");
        assert_eq!(next("s <#unmet\n  c pick=1\n    x [x]\n    y\n  o optional\n  d", 9), "d before #unmet");
    }

    #[test]
    fn the_end_tells_what_optional_is_left() {
        assert_eq!(next("s\n  a [x]\n  b optional\n  c optional pick=2\n    x [x]\n    y\n    z", 1), "2 optional");
        assert_eq!(next("s\n  a [x]\n  c pick=1\n    x [x]\n    y\n  d optional [-]", 1), "finished");
        assert_eq!(next("s\n  a [x]\n  b optional [/]", 1), "/b");
        assert_eq!(next("", 1), "finished");
    }
}
