//! `milepost undo` and `redo`: the log knows what; this says it.

use std::collections::BTreeSet;

use super::change;
use super::context::Context;
use super::output::Output;
use super::refusal::{Exit, Kind, Refusal};
use crate::model::{Edit, Refusal as Refused, RoadmapId, SafeText};

/// Up to so many topics are named one by one.
const NAMED: usize = 3;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Undo,
    Redo,
}

pub(super) fn run(way: Way, context: &mut Context, output: &mut Output) -> anyhow::Result<Exit> {
    let now = context.now;
    let reversal = match way {
        Way::Undo => context.log.undo(now),
        Way::Redo => context.log.redo(now),
    };
    let edits = reversal.map_err(|refused| refusal(way, &refused))?.edits;
    context.save(&edits, output)?;
    if output.json {
        output.answer(change::answer(context, &edits))?;
        return Ok(Exit::Done);
    }
    let (done, back) = match way {
        Way::Undo => ("Undone", "Redo: milepost redo"),
        Way::Redo => ("Redone", "Undo: milepost undo"),
    };
    let roadmaps: BTreeSet<_> = edits.iter().map(|edit| &edit.roadmap).collect();
    for roadmap in &roadmaps {
        let back = if Some(roadmap) == roadmaps.last() { format!(" {back}") } else { String::new() };
        output.confirm(&format!("{done}: {}{back}", told(context, &edits, roadmap, output)))?;
    }
    Ok(Exit::Done)
}

/// `backend-2025: GraphQL is to do again. 16/46, 35%.`
fn told(context: &Context, edits: &[Edit], roadmap: &RoadmapId, output: &Output) -> String {
    let edits: Vec<_> = edits.iter().filter(|edit| edit.roadmap == *roadmap).collect();
    let what = match edits.len() {
        ..=NAMED => edits.iter().map(|edit| sentence(context, edit)).collect::<Vec<_>>().join(" "),
        count => format!("{count} topics are as before."),
    };
    let total = context.library.position(roadmap).map(|number| change::counted(context.entry(number), output));
    format!("{}: {what} {}", SafeText::line(&roadmap.0), total.unwrap_or_default()).trim_end().to_owned()
}

fn sentence(context: &Context, edit: &Edit) -> String {
    let title = change::title(context, edit);
    match edit.set.status {
        Some(status) => format!("{title} is {} again.", status.words()),
        None if edit.set.note.is_some() => format!("the note of {title} is as before."),
        None if edit.set.proof.is_some() => format!("the proof of {title} is as before."),
        None if edit.set.recall.is_some() => format!("the answer to {title} is as before."),
        None => format!("{title} is as before."),
    }
}

fn refusal(way: Way, refused: &Refused) -> Refusal {
    let verb = if way == Way::Undo { "undo" } else { "redo" };
    match refused {
        Refused::Nothing => Refusal::new(Kind::Failed, format!("nothing to {verb}")),
        Refused::ChangedSince { roadmap, topic } => {
            let message = format!("could not {verb}: {}:{} has been changed since", roadmap.0, topic.0);
            Refusal::new(Kind::Failed, message).hint("Mark it as you want it.")
        }
    }
}
