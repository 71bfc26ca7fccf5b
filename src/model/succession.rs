//! Where each topic of an older version of a roadmap is in a newer one: for cursor and folds, never for progress.

use std::collections::HashMap;

use super::roadmap::{Place, Roadmap};

/// For each topic of `old`, by its place, where it goes on in `new`; no place twice.
///
/// The same id first, then `was`, then the same last segment inside what the parent goes on as, then a last segment
/// that nothing else has; at last the place among its siblings: there it has got another name.
pub fn heirs(old: &Roadmap, new: &Roadmap) -> Vec<Option<Place>> {
    let ids = |roadmap: &Roadmap| roadmap.places().map(|place| roadmap[place].id.clone()).collect::<Vec<_>>();
    if ids(old) == ids(new) {
        return old.places().map(Some).collect();
    }
    let mut search = Search { old, new, heirs: vec![None; old.topics.len()], taken: vec![false; new.topics.len()] };
    search.by_id();
    search.by_was();
    let (before, after) =
        (alone(old, |place| search.heir(place).is_none()), alone(new, |place| !search.is_taken(place)));
    let root = (old.stages().collect(), new.stages().collect());
    search.inside(root, &before, &after);
    for parent in old.places().filter(|&place| !old.is_leaf(place)) {
        if let Some(heir) = search.heir(parent) {
            search.inside((old.children(parent).collect(), new.children(heir).collect()), &before, &after);
        }
    }
    search.heirs
}

/// The topics among some that alone have their last segment.
fn alone(roadmap: &Roadmap, which: impl Fn(Place) -> bool) -> HashMap<&str, Place> {
    let mut found: HashMap<&str, Option<Place>> = HashMap::new();
    for place in roadmap.places().filter(|&place| which(place)) {
        found.entry(roadmap[place].id.last()).and_modify(|only| *only = None).or_insert(Some(place));
    }
    found.into_iter().filter_map(|(tail, only)| Some((tail, only?))).collect()
}

struct Search<'a> {
    old: &'a Roadmap,
    new: &'a Roadmap,
    heirs: Vec<Option<Place>>,
    taken: Vec<bool>,
}

impl Search<'_> {
    fn heir(&self, place: Place) -> Option<Place> {
        self.heirs[place.0 as usize]
    }

    fn is_taken(&self, place: Place) -> bool {
        self.taken[place.0 as usize]
    }

    fn settle(&mut self, place: Place, heir: Place) {
        if self.heir(place).is_none() && !self.is_taken(heir) {
            self.heirs[place.0 as usize] = Some(heir);
            self.taken[heir.0 as usize] = true;
        }
    }

    fn by_id(&mut self) {
        let (old, new) = (self.old, self.new);
        let places: HashMap<_, _> = new.places().map(|place| (&new[place].id, place)).collect();
        for place in old.places() {
            if let Some(&heir) = places.get(&old[place].id) {
                self.settle(place, heir);
            }
        }
    }

    fn by_was(&mut self) {
        let (old, new) = (self.old, self.new);
        let places: HashMap<_, _> = old.places().map(|place| (&old[place].id, place)).collect();
        for heir in new.places() {
            for place in new[heir].was.iter().filter_map(|id| places.get(id)) {
                self.settle(*place, heir);
            }
        }
    }

    /// Finds the heirs of siblings, whose parent goes on as the parent of `after`. `lone_old` and `lone_new` are the
    /// topics that alone have their last segment.
    fn inside(
        &mut self,
        (before, after): (Vec<Place>, Vec<Place>),
        lone_old: &HashMap<&str, Place>,
        lone_new: &HashMap<&str, Place>,
    ) {
        let (old, new) = (self.old, self.new);
        if before.iter().all(|&place| self.heir(place).is_some()) {
            return;
        }
        let tails: HashMap<_, _> = after.iter().map(|&heir| (new[heir].id.last(), heir)).collect();
        for &place in &before {
            if let Some(&heir) = tails.get(old[place].id.last()) {
                self.settle(place, heir);
            }
        }
        for &place in before.iter().filter(|&&place| lone_old.get(old[place].id.last()) == Some(&place)) {
            if let Some(&heir) = lone_new.get(old[place].id.last()) {
                self.settle(place, heir);
            }
        }
        for (&place, &heir) in before.iter().zip(&after) {
            self.settle(place, heir);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sketch;
    use super::heirs;

    /// Where the topics of the first drawing are in the second, by their ids: `s/a=t/a`; `s/a-` for what is gone.
    fn found(old: &str, new: &str) -> String {
        let (old, new) = (sketch::roadmap("r", old), sketch::roadmap("r", new));
        let heirs = heirs(&old, &new);
        let told = old.places().zip(&heirs).filter_map(|(place, heir)| match heir {
            Some(heir) if old[place].id == new[*heir].id => None,
            Some(heir) => Some(format!("{}={}", old[place].id.0, new[*heir].id.0)),
            None => Some(format!("{}-", old[place].id.0)),
        });
        told.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_same_id_goes_before_everything() {
        assert_eq!(found("s\n  a\n  b", "t\n  c\ns\n  b\n  x\n  a"), "");
        assert_eq!(found("s\n  a\n  b", "s\n  b\n  a was=s/b"), "", "also where the file says otherwise");
    }

    #[test]
    fn a_new_name_is_followed_with_all_that_is_inside() {
        assert_eq!(found("s\n  a\n  b\nu", "t was=s\n  a\n  b\nu"), "s=t s/a=t/a s/b=t/b");
        assert_eq!(found("s\n  a\n  b\nu", "t\n  a\n  b\nu"), "s=t s/a=t/a s/b=t/b");
        assert_eq!(found("s\n  a\n  b", "s\n  a\n  c"), "s/b=s/c");
    }

    #[test]
    fn what_moved_is_found_where_nothing_else_has_its_name() {
        assert_eq!(found("s\n  a\n    x\n  b\nt\n  c", "s\n  b\nt\n  c\n  a\n    x"), "s/a=t/a s/a/x=t/a/x");
        assert_eq!(found("s\n  a\n  b\nt\n  a", "s\n  b\nt\n  a\n  c\n    a"), "s/a=t/c/a");
        assert_eq!(found("s\n  a\n  b\nt\n  c", "s\n  b\nt\n  c\n    a\n  d\n    a"), "s/a-", "two could be meant");
    }

    #[test]
    fn what_is_gone_is_gone() {
        assert_eq!(found("s\n  a\n  b\n  c", "s\n  a\n  c"), "s/b-");
        assert_eq!(found("s\n  a", ""), "s- s/a-");
        assert_eq!(found("", "s\n  a"), "");
    }
}
