//! `milepost adopt`: what is recorded of a topic that is gone, given to another by hand.

use std::path::PathBuf;

use serde::Serialize;

use super::args::Adopt;
use super::change;
use super::context::Context;
use super::output::Output;
use super::refusal::{Exit, Kind, Refusal};
use super::topic;
use crate::model::{SafeText, Status, TopicId, adoption};

#[derive(Serialize)]
struct Answer {
    roadmap: SafeText,
    from: SafeText,
    id: SafeText,
    title: SafeText,
    /// What holds of the topic now.
    status: Status,
}

pub(super) fn run(asked: &Adopt, context: &mut Context, output: &mut Output) -> anyhow::Result<Exit> {
    let only = asked.within.roadmap.as_ref().map(|name: &PathBuf| context.roadmap(name, output)).transpose()?;
    let (number, old) = orphan(&asked.old, only, context)?;
    let (_, leaf) = topic::find_leaf(context, &asked.new, Some(number))?;
    let changes = adoption(context.entry(number), &context.log, leaf, &old);
    let roadmap = context.entry(number).roadmap.id.clone();
    let edits = context.log.compose(context.now, &roadmap, changes);
    context.save(&edits, output)?;
    let entry = context.entry(number);
    let (topic, status) = (&entry.roadmap[leaf], entry.standing.status(leaf));
    let from = SafeText::line(&old.0);
    if output.json {
        let id = SafeText::line(&topic.id.0);
        let answer = Answer { roadmap: SafeText::line(&roadmap.0), from, id, title: topic.title.clone(), status };
        output.answer(answer)?;
    } else {
        let (title, words) = (&topic.title, status.words());
        let total = change::counted(entry, output);
        output.confirm(&format!("{}: {title} goes on from {from} and is {words}. {total}", roadmap.0))?;
    }
    Ok(Exit::Done)
}

/// The record that `name` means, among those that belong to no topic any more: its whole id, or a tail of it that only
/// one has; the id of the roadmap may stand before it.
fn orphan(name: &str, only: Option<usize>, context: &Context) -> anyhow::Result<(usize, TopicId)> {
    let entries = context.library.entries().iter().enumerate().filter(|(number, _)| only.is_none_or(|o| o == *number));
    let all: Vec<_> = entries
        .flat_map(|(number, entry)| entry.healing.orphans.iter().map(move |id| (number, &entry.roadmap.id, id)))
        .collect();
    let is_meant = |roadmap: &str, id: &str| {
        let name = name.strip_prefix(roadmap).and_then(|rest| rest.strip_prefix(':')).unwrap_or(name);
        (id == name, id.strip_suffix(name).is_some_and(|before| before.ends_with('/')))
    };
    let mut meant: Vec<_> = all.iter().filter(|(_, roadmap, id)| is_meant(&roadmap.0, &id.0).0).collect();
    if meant.is_empty() {
        meant = all.iter().filter(|(_, roadmap, id)| is_meant(&roadmap.0, &id.0).1).collect();
    }
    let listed = |orphans: &[&(usize, _, _)]| -> Vec<String> {
        let line =
            |(number, _, id): &&(usize, _, &TopicId)| format!("{}:{}", context.entry(*number).roadmap.id.0, id.0);
        orphans.iter().map(line).collect()
    };
    let refusal = match &meant[..] {
        [(number, _, id)] => return Ok((*number, (*id).clone())),
        [] if all.is_empty() => {
            Refusal::new(Kind::NotFound, "every record has its topic: there is nothing to be adopted")
        }
        [] => {
            let words = format!("nothing that lost its topic is recorded of \"{name}\"");
            Refusal { hints: listed(&all.iter().collect::<Vec<_>>()), ..Refusal::new(Kind::NotFound, words) }
        }
        several => {
            let words = format!("\"{name}\" matches {} records. Which one?", several.len());
            Refusal { hints: listed(several), ..Refusal::new(Kind::Ambiguous, words) }
        }
    };
    Err(refusal.into())
}
