//! `milepost note` and `proof`: what is written at a topic, printed and changed.

use std::path::PathBuf;

use serde::Serialize;

use super::args::{Note, Proof};
use super::change;
use super::context::Context;
use super::input::{is_input, read_beginning};
use super::output::Output;
use super::refusal::{Exit, Kind, Refusal};
use super::topic;
use crate::model::{Change, LONGEST_NOTE, Place, SafeText, note, with_proof};

/// What stands at a topic.
#[derive(Serialize)]
struct Answer<'a> {
    roadmap: &'a str,
    id: &'a str,
    title: &'a SafeText,
    note: Option<&'a str>,
    proof: Vec<SafeText>,
}

pub(super) fn run_note(asked: &Note, context: &mut Context, output: &mut Output) -> anyhow::Result<Exit> {
    let (number, leaf) = leaf(&asked.at.topic, asked.at.within.roadmap.as_ref(), context, output)?;
    let before = context.library.note(&context.log, number, leaf).map(SafeText::clean);
    let title = context.entry(number).roadmap[leaf].title.clone();
    let Some(text) = &asked.text else {
        return print(number, leaf, before.iter(), &format!("{title} has no note."), context, output);
    };
    let now = note(&text_or_input(text)?);
    let words = match (&before, &now) {
        _ if before == now => format!("the note of {title} is so already"),
        (_, None) => format!("the note of {title} is deleted"),
        (None, Some(_)) => format!("{title} has a note now"),
        (Some(_), Some(_)) => format!("the note of {title} is changed"),
    };
    let change = (before != now).then(|| Change { note: Some(now), ..Change::default() });
    make(number, leaf, change, &words, context, output)
}

pub(super) fn run_proof(asked: &Proof, context: &mut Context, output: &mut Output) -> anyhow::Result<Exit> {
    let (number, leaf) = leaf(&asked.at.topic, asked.at.within.roadmap.as_ref(), context, output)?;
    let before = context.library.proof(&context.log, number, leaf);
    let title = context.entry(number).roadmap[leaf].title.clone();
    let Some(url) = &asked.url else {
        return print(number, leaf, before.iter(), &format!("{title} has no proof."), context, output);
    };
    let (links, words) = if asked.remove {
        let links: Vec<_> = before.iter().filter(|link| link.as_str() != url.trim()).cloned().collect();
        if links.len() == before.len() {
            let refusal = Refusal::new(Kind::NotFound, format!("{title} has no proof \"{url}\""));
            let hints = before.iter().map(ToString::to_string).collect();
            return Err(Refusal { hints, ..refusal }.into());
        }
        (links, format!("proof of {title} is removed"))
    } else {
        let links = with_proof(&before, url).map_err(|why| Refusal::new(Kind::Usage, why.to_string()))?;
        (links, format!("{title} has proof now"))
    };
    make(number, leaf, Some(Change { proof: Some(links), ..Change::default() }), &words, context, output)
}

/// The leaf that is meant. A parent is refused with the leaves inside it.
pub(super) fn leaf(
    name: &str,
    only: Option<&PathBuf>,
    context: &mut Context,
    output: &mut Output,
) -> anyhow::Result<(usize, Place)> {
    let only = only.map(|name| context.roadmap(name, output)).transpose()?;
    topic::find_leaf(context, name, only)
}

/// What was given, or, for `-`, what stands on standard input.
fn text_or_input(text: &str) -> anyhow::Result<String> {
    let most = LONGEST_NOTE;
    let read = if is_input(text.as_ref()) { read_beginning(most as u64 + 1)? } else { text.as_bytes().to_owned() };
    if read.len() > most {
        return Err(Refusal::new(Kind::Failed, format!("a note holds at most {most} bytes")).into());
    }
    String::from_utf8(read).map_err(|_| Refusal::new(Kind::Failed, "the note is no UTF-8 text").into())
}

/// Prints what stands at a topic, or says that nothing does.
fn print<'a>(
    number: usize,
    leaf: Place,
    texts: impl ExactSizeIterator<Item = &'a SafeText>,
    nothing: &str,
    context: &Context,
    output: &mut Output,
) -> anyhow::Result<Exit> {
    let entry = context.entry(number);
    if output.json {
        let topic = &entry.roadmap[leaf];
        output.answer(Answer {
            roadmap: &entry.roadmap.id.0,
            id: &topic.id.0,
            title: &topic.title,
            note: context.library.note(&context.log, number, leaf),
            proof: context.library.proof(&context.log, number, leaf),
        })?;
    } else if texts.len() == 0 {
        output.remark(nothing);
    } else {
        texts.flat_map(|text| text.lines()).try_for_each(|line| output.line(line))?;
    }
    Ok(Exit::Done)
}

/// Makes a change, if there is one, and says what is so now.
pub(super) fn make(
    number: usize,
    leaf: Place,
    change: Option<Change>,
    words: &str,
    context: &mut Context,
    output: &mut Output,
) -> anyhow::Result<Exit> {
    let id = context.entry(number).roadmap.id.clone();
    let changes = change.map(|change| context.library.change(&context.log, number, leaf, change));
    let edits = context.log.compose(context.now, &id, changes.into_iter().collect());
    if !edits.is_empty() {
        context.save(&edits, output)?;
    }
    if output.json {
        output.answer(change::answer(context, &edits))?;
    } else {
        let undo = if edits.is_empty() { "" } else { " Undo: milepost undo" };
        output.confirm(&format!("{}: {words}.{undo}", id.0))?;
    }
    Ok(Exit::Done)
}
