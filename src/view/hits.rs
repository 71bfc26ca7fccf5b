//! Where things were drawn, so that a click and the wheel find them.

use ratatui::layout::{Position, Rect};

use crate::app::{Pane, Target};
use crate::model::SafeText;

/// What the last frame shows and where. Only what is seen is in it.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    /// What was drawn later lies above.
    spots: Vec<(Rect, Target)>,
    /// Where links are seen, with or without something else that answers a click there.
    links: Vec<(Rect, SafeText)>,
}

impl Hits {
    /// What a click meets.
    pub fn at(&self, column: u16, row: u16) -> Option<Target> {
        let (area, target) = self.below(column, row).next()?;
        Some(match *target {
            // A text is one spot: which letter, is told by where it was hit.
            Target::Text(line, letter) => {
                Target::Text(line + usize::from(row - area.y), letter + usize::from(column - area.x))
            }
            _ => target.clone(),
        })
    }

    /// What the wheel scrolls.
    pub fn pane(&self, column: u16, row: u16) -> Option<Pane> {
        self.below(column, row).find_map(|(_, target)| match target {
            Target::Pane(pane) => Some(*pane),
            _ => None,
        })
    }

    /// Everything that answers a click, and its place.
    pub fn iter(&self) -> impl Iterator<Item = &(Rect, Target)> {
        self.spots.iter()
    }

    /// The links that are seen: where, and where to. None covers another.
    pub fn links(&self) -> &[(Rect, SafeText)] {
        &self.links
    }

    /// Adds something that answers, above what is there.
    pub(crate) fn add(&mut self, area: Rect, target: Target) {
        if area.is_empty() {
            return;
        }
        self.links.retain(|(spot, _)| !spot.intersects(area));
        if let Target::Link(link) = &target {
            self.links.push((area, link.clone()));
        }
        self.spots.push((area, target));
    }

    /// Adds a link to something that answers in its own way.
    pub(super) fn link(&mut self, area: Rect, link: &SafeText) {
        if !area.is_empty() {
            self.links.push((area, link.clone()));
        }
    }

    /// Nothing below what is drawn from now on answers; beside it, a click closes it.
    pub(super) fn cover(&mut self, screen: Rect) {
        // A link beside it is still one to the terminal.
        self.spots.clear();
        self.spots.push((screen, Target::Outside));
    }

    /// What lies at a cell, the topmost first.
    fn below(&self, column: u16, row: u16) -> impl Iterator<Item = &(Rect, Target)> {
        self.spots.iter().rev().filter(move |(area, _)| area.contains(Position::new(column, row)))
    }
}
