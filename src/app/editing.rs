//! Roadmaps are edited in the user's own editor: which file, and where in it.

use super::message::{Effect, Spot};
use super::state::App;
use crate::model::{Place, Roadmap, Trouble, Unreadable};

impl App {
    /// The file under the cursor of the home screen, at what is wrong with it.
    pub(super) fn edit_file(&mut self) -> Vec<Effect> {
        let readable = self.library.entries().len();
        match self.home_row.checked_sub(readable).map(|bad| self.library.unreadable.get(bad)) {
            None => self.edit(self.home_row, Spot::Line(None)),
            Some(Some(Unreadable { path, line, .. })) => {
                vec![Effect::EditFile { path: path.clone(), at: Spot::Line(*line) }]
            }
            Some(None) => Vec::new(),
        }
    }

    /// The file of the open roadmap, at the topic under the cursor.
    pub(super) fn edit_here(&mut self) -> Vec<Effect> {
        let Some((number, entry, outline)) = self.open_roadmap() else { return Vec::new() };
        let topic = outline.selected().map(|place| Spot::Topic(steps(&entry.roadmap, place)));
        self.edit(number, topic.unwrap_or(Spot::Line(None)))
    }

    /// A file that is broken is opened at what is wrong with it.
    fn edit(&mut self, number: usize, at: Spot) -> Vec<Effect> {
        let Some(entry) = self.library.entries().get(number) else { return Vec::new() };
        let at = match &entry.trouble {
            Some(Trouble::Broken(broken)) => Spot::Line(broken.line),
            Some(Trouble::Gone) | None => at,
        };
        if let Some(path) = entry.path() {
            return vec![Effect::EditFile { path: path.clone(), at }];
        }
        self.say("This roadmap is part of milepost: there is no file of yours to edit.");
        Vec::new()
    }
}

/// Which stage a topic is in, from 0, then which topic of that, and so on.
fn steps(roadmap: &Roadmap, place: Place) -> Vec<usize> {
    let among_siblings = |place: Place| match roadmap[place].parent {
        Some(parent) => roadmap.children(parent).position(|sibling| sibling == place),
        None => roadmap.stages().position(|stage| stage == place),
    };
    let above = std::iter::once(place).chain(roadmap.ancestors(place));
    let mut steps: Vec<_> = above.filter_map(among_siblings).collect();
    steps.reverse();
    steps
}
