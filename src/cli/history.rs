//! `milepost undo` and `redo`: the log knows what; this says it.

use std::collections::BTreeSet;

use super::change;
use super::context::Context;
use super::output::Output;
use super::refusal::{Exit, Kind, Refusal};
use crate::model::{Edit, Machine, Refusal as Refused, RoadmapId, SafeText, words};

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
    let edits = reversal.map_err(|refused| refusal(way, &refused, context))?.edits;
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
    let what = words::reversed(&context.library, &edits, NAMED);
    let total = context.library.position(roadmap).map(|number| change::counted(context.entry(number), output));
    format!("{}: {what} {}", SafeText::line(&roadmap.0), total.unwrap_or_default()).trim_end().to_owned()
}

fn refusal(way: Way, refused: &Refused, context: &Context) -> Refusal {
    let verb = if way == Way::Undo { "undo" } else { "redo" };
    match refused {
        Refused::Nothing => Refusal::new(Kind::Failed, format!("nothing to {verb}")),
        Refused::Elsewhere { machine, edit } => {
            let of = words::newest_of(machine);
            // What is told to be typed is a plain name.
            if context.wrote(edit) && Machine::named(&machine.0).as_ref() == Some(machine) {
                let message = format!("nothing to {verb}: {of}, as this machine was called when it made them");
                let hint = format!("`MILEPOST_MACHINE={} milepost {verb}` takes them back.", machine.0);
                Refusal::new(Kind::Failed, message).hint(hint)
            } else {
                let hint = "Each machine takes back its own edits.";
                Refusal::new(Kind::Failed, format!("nothing to {verb}: {of}")).hint(hint)
            }
        }
        Refused::ChangedSince { roadmap, topic } => {
            let message = format!("could not {verb}: {}:{} has been changed since", roadmap.0, topic.0);
            Refusal::new(Kind::Failed, message).hint("Mark it as you want it.")
        }
    }
}
