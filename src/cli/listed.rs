//! A topic among those of several roadmaps: what names it in JSON, in lines and aloud.

use serde::Serialize;

use super::output::{DIM, HEADING, Output};
use crate::model::{Place, Roadmap, SafeText};
use crate::view::spoken;

#[derive(Serialize)]
pub(super) struct Listed<'a> {
    pub(super) roadmap: &'a str,
    pub(super) id: &'a str,
    pub(super) title: &'a SafeText,
    /// The titles above it, the stage first.
    path: Vec<&'a SafeText>,
}

impl<'a> Listed<'a> {
    pub(super) fn new(roadmap: &'a Roadmap, place: Place) -> Self {
        let topic = &roadmap[place];
        let mut path: Vec<_> = roadmap.ancestors(place).map(|above| &roadmap[above].title).collect();
        path.reverse();
        Self { roadmap: &roadmap.id.0, id: &topic.id.0, title: &topic.title, path }
    }

    /// Its title, where it stands and the facts about it, a text in lines of its own, its id.
    pub(super) fn print(
        &self,
        facts: impl IntoIterator<Item = String>,
        text: &str,
        output: &mut Output,
    ) -> anyhow::Result<()> {
        output.line(&format!("{}: {}", self.roadmap, output.paint(HEADING, self.title)))?;
        let path = self.path.iter().map(|title| title.as_str()).collect::<Vec<_>>().join(" › ");
        let facts: Vec<_> = Some(path).filter(|path| !path.is_empty()).into_iter().chain(facts).collect();
        output.line(&format!("  {}", output.paint(DIM, &facts.join(" · "))))?;
        text.lines().try_for_each(|line| output.line(&format!("  {line}")))?;
        output.line(&format!("  {}", self.id))
    }

    /// `in backend-2025, Core Backend Skills, APIs`.
    pub(super) fn place_aloud(&self) -> String {
        format!("in {}{}", self.roadmap, spoken::path(self.path.iter().copied()))
    }
}
