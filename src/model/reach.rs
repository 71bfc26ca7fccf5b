//! What an action on a parent, or on a range of rows, reaches.

use super::roadmap::{Place, Roadmap};
use super::standing::Standing;
use super::status::Status;

/// The leaves that an action reaches, in file order.
#[derive(Debug)]
pub struct Reach<'a> {
    roadmap: &'a Roadmap,
    standing: &'a Standing,
    all: Vec<Place>,
    /// Those that have to be complete for the whole to be. Options of choices are left out: they are the learner's.
    wanted: Vec<Place>,
    /// The choices that have to be made.
    choices: Vec<Place>,
}

impl<'a> Reach<'a> {
    /// All inside a parent. Wanted is what is required, or everything where nothing is.
    pub fn of_parent(roadmap: &'a Roadmap, standing: &'a Standing, parent: Place) -> Self {
        let all: Vec<_> = roadmap.leaves_of(parent).collect();
        let bonus = all.iter().all(|&leaf| roadmap[leaf].beyond_required);
        let required = |place: &Place| bonus || !roadmap[*place].beyond_required;
        let wanted = all.iter().copied().filter(|leaf| required(leaf) && !roadmap.is_option(*leaf)).collect();
        let choices =
            roadmap.inside(parent).filter(|place| roadmap[*place].pick.is_some() && required(place)).collect();
        Self { roadmap, standing, all, wanted, choices }
    }

    /// A range of rows: leaves, and parents that are folded. A leaf that has a row of its own was pointed at, so it is
    /// wanted whether it is required or not; of a folded parent, what an action on that parent would want. Options are
    /// wanted only where there is nothing else: then they are what was chosen. Only leaves that are `shown` count.
    pub fn of_rows(
        roadmap: &'a Roadmap,
        standing: &'a Standing,
        rows: &[Place],
        shown: impl Fn(Place) -> bool,
    ) -> Self {
        let mut reach = Self { roadmap, standing, all: Vec::new(), wanted: Vec::new(), choices: Vec::new() };
        for &row in rows {
            match roadmap[row].parent {
                _ if !roadmap.is_leaf(row) => {
                    let inside = Self::of_parent(roadmap, standing, row);
                    reach.all.extend(inside.all.into_iter().filter(|&leaf| shown(leaf)));
                    reach.wanted.extend(inside.wanted.into_iter().filter(|&leaf| shown(leaf)));
                    reach.choices.extend(roadmap[row].pick.map(|_| row));
                    reach.choices.extend(inside.choices);
                }
                Some(choice) if roadmap[choice].pick.is_some() => {
                    reach.all.push(row);
                    if reach.choices.last() != Some(&choice) {
                        reach.choices.push(choice);
                    }
                }
                _ => {
                    reach.all.push(row);
                    reach.wanted.push(row);
                }
            }
        }
        if reach.wanted.is_empty() && rows.iter().all(|&row| roadmap.is_leaf(row)) {
            reach.wanted.clone_from(&reach.all);
            reach.choices.clear();
        }
        reach
    }

    /// All leaves whose status is among those asked for.
    pub(super) fn all(&self, which: impl Fn(Status) -> bool) -> impl Iterator<Item = Place> {
        self.all.iter().copied().filter(move |&leaf| which(self.standing.status(leaf)))
    }

    /// The wanted ones of them.
    pub(super) fn wanted(&self, which: impl Fn(Status) -> bool) -> impl Iterator<Item = Place> {
        self.wanted.iter().copied().filter(move |&leaf| which(self.standing.status(leaf)))
    }

    /// The choices that are still to be made, which nobody can do but the learner.
    pub fn choices_left(&self) -> impl Iterator<Item = Place> {
        self.choices.iter().copied().filter(|&choice| self.standing.to_pick(self.roadmap, choice) > 0)
    }
}
