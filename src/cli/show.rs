//! `milepost show`: a roadmap as a tree of boxes.

use serde::Serialize;

use super::args::Show;
use super::context::Context;
use super::describe::{self, Node, Whole};
use super::output::{DIM, DOING, HEADING, Output};
use super::refusal::{Exit, Kind, Refusal};
use super::table::padded;
use crate::model::words::percent;
use crate::model::{Aside, Entry, Place, Status, words};
use crate::view::spoken::{self, Speaker};
use crate::view::{checkbox, counts, width};

/// The column at which remarks begin is no farther right than this.
const WIDEST: usize = 72;

#[derive(Serialize)]
struct Answer<'a> {
    roadmap: Whole<'a>,
    stages: Vec<Node<'a>>,
}

/// What is to be shown of a roadmap.
struct Picture<'a> {
    context: &'a Context,
    number: usize,
    entry: &'a Entry,
    /// By place: whether a topic is shown.
    shown: Vec<bool>,
}

pub(super) fn run(asked: &Show, context: &mut Context, output: &mut Output) -> anyhow::Result<Exit> {
    let number = context.roadmap(&asked.roadmap, output)?;
    let entry = context.entry(number);
    let stages = stages(asked, entry)?;
    let picture = Picture { context, number, entry, shown: shown(asked, entry, &stages) };
    if output.json {
        let stages = stages.into_iter().filter_map(|stage| describe::node(context, number, stage, &picture.shown));
        output.answer(Answer { roadmap: describe::whole(entry), stages: stages.collect() })?;
    } else {
        picture.print(output)?;
    }
    Ok(Exit::Done)
}

fn stages(asked: &Show, entry: &Entry) -> anyhow::Result<Vec<Place>> {
    let all: Vec<_> = entry.roadmap.stages().collect();
    let Some(number) = asked.stage else { return Ok(all) };
    let stage = all.get(number.get() - 1).copied();
    let count = words::count(all.len(), "stage", "stages");
    let missing = || Refusal::new(Kind::NotFound, format!("{} has {count}, and no stage {number}", entry.roadmap.id.0));
    Ok(vec![stage.ok_or_else(missing)?])
}

/// The leaves that are asked for, and what stands above them.
fn shown(asked: &Show, entry: &Entry, stages: &[Place]) -> Vec<bool> {
    let roadmap = &entry.roadmap;
    let mut shown = vec![false; roadmap.topics.len()];
    let wanted = |leaf: &Place| asked.status.is_empty() || asked.status.contains(&entry.standing.status(*leaf));
    for leaf in stages.iter().flat_map(|&stage| roadmap.leaves_of(stage)).filter(wanted) {
        for place in std::iter::once(leaf).chain(roadmap.ancestors(leaf)) {
            shown[place.0 as usize] = true;
        }
    }
    shown
}

impl Picture<'_> {
    fn print(&self, output: &mut Output) -> anyhow::Result<()> {
        let Entry { roadmap, standing, .. } = self.entry;
        let whole = standing.whole();
        if output.is_spoken() {
            return self.say(output);
        }
        let title = output.paint(HEADING, &roadmap.title);
        let id = &roadmap.id.0;
        output.line(&format!("{title}  {}/{}  {}  {id}", whole.complete, whole.total, percent(whole)))?;
        let places = || roadmap.places().filter(|place| self.shown[place.0 as usize]);
        let widest = places().map(|place| width(&self.left(place)).into()).max().unwrap_or(0).min(WIDEST);
        for place in places() {
            if roadmap[place].depth == 0 {
                output.line("")?;
            }
            let left = padded(&self.left(place), widest);
            let left = output.paint(self.style(place), &left);
            output.line(&format!("{left}  {}", output.paint(DIM, &self.right(place))))?;
        }
        Ok(())
    }

    fn say(&self, output: &mut Output) -> anyhow::Result<()> {
        let Context { library, log, .. } = self.context;
        let roadmap = &self.entry.roadmap;
        output.line(&format!("{}: {}.", roadmap.title, spoken::whole(self.entry.standing.whole())))?;
        let mut speaker = Speaker::new(library, log, self.number).with_reasons();
        let mut places = roadmap.places().filter(|place| self.shown[place.0 as usize]);
        places.try_for_each(|place| output.line(&format!("{}.", speaker.topic(place, None, u16::MAX))))
    }

    /// Box and title, indented.
    fn left(&self, place: Place) -> String {
        let Entry { roadmap, standing, .. } = self.entry;
        let topic = &roadmap[place];
        let number = topic.number.map(|number| format!("{number} ")).unwrap_or_default();
        let mark = if roadmap.is_leaf(place) {
            format!("{} ", checkbox(standing.status(place), roadmap.is_option(place)))
        } else {
            String::new()
        };
        format!("{}{mark}{number}{}", "  ".repeat(topic.depth.into()), topic.title)
    }

    /// The counts of a parent; the one thing worth knowing of a leaf.
    fn right(&self, place: Place) -> String {
        let Entry { roadmap, standing, .. } = self.entry;
        let topic = &roadmap[place];
        let tally = standing.tally(place);
        let status = standing.status(place);
        if let Some(pick) = topic.pick {
            let options = roadmap.children(place).count();
            return format!("{}, choose {pick} of {options}", counts(tally, status));
        }
        if !roadmap.is_leaf(place) {
            return counts(tally, status);
        }
        let because = |aside: &Aside, word: &str| {
            aside.holds().then(|| match aside.reason() {
                Some(reason) => format!("{word}: {reason}"),
                None => word.to_owned(),
            })
        };
        let met = self.context.library.met_elsewhere(self.number, place);
        let met = || met.map(|there| format!("≈ met in {}", there.roadmap.id.0));
        match status {
            Status::Known if self.entry.is_counted(place) => met().unwrap_or_default(),
            Status::Doing | Status::Known | Status::Skipped => status.words().to_owned(),
            Status::Todo | Status::Done => because(&topic.optional, "optional")
                .or_else(|| because(&topic.recommended, "recommended"))
                .or_else(met)
                .unwrap_or_default(),
        }
    }

    fn style(&self, place: Place) -> clap::builder::styling::Style {
        let Entry { roadmap, standing, .. } = self.entry;
        match standing.status(place) {
            _ if roadmap[place].depth == 0 => HEADING,
            Status::Doing if roadmap.is_leaf(place) => DOING,
            Status::Known | Status::Skipped => DIM,
            _ => clap::builder::styling::Style::new(),
        }
    }
}
