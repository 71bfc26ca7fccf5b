//! What each reader promises of any bytes whatever. The fuzz targets ask it of what they make up, and the ordinary
//! tests of the files in `regressions`.
#![allow(dead_code, reason = "each target asks one of the readers")]

use std::collections::BTreeSet;

use milepost::diagnostic::{Report, Style, render, render_json};
use milepost::format::{backup, config, log, roadmap};
use milepost::model::{Edit, Library, Log, Machine, Next, Origin, Roadmap, SafeText};

/// A roadmap, or errors that can be shown; and no text in it that a terminal could obey.
pub(crate) fn roadmap(bytes: &[u8]) {
    let (text, checked) = roadmap::read_bytes("fuzz", bytes);
    assert_eq!(checked.value.is_none(), checked.report.errors() > 0, "a roadmap or a reason");
    can_be_shown(&checked.report, &text);
    let Some(roadmap) = checked.value else { return };
    is_clean(&roadmap);
    let log = new_log();
    let mut library = Library::default();
    library.add(vec![(roadmap, Origin::Bundled)], &log);
    let entry = &library.entries()[0];
    let whole = entry.standing.whole();
    assert!(whole.complete == 0 && whole.total >= whole.left(), "nothing is done yet");
    assert!(matches!(library.next(0, 3), Next::Steps(_) | Next::OnlyOptional { .. } | Next::Finished));
}

pub(crate) fn config(bytes: &[u8]) {
    let (text, checked) = config::read_bytes(bytes);
    can_be_shown(&checked.report, &text);
}

/// Whatever can be read counts: alike in any order, written and read again, and carried to another copy.
pub(crate) fn log(bytes: &[u8]) {
    let reading = log::read(bytes, 1);
    let lines = bytes.split(|&byte| byte == b'\n').count() - 1;
    assert_eq!(reading.lines, lines as u64);
    assert!(reading.bad_lines.is_sorted() && reading.bad_lines.iter().all(|line| (1..=reading.lines).contains(line)));
    for edit in &reading.edits {
        is_clean_edit(edit);
        let line = log::write(edit);
        assert_eq!(line.matches('\n').count(), 1, "{line}");
        if line.len() <= log::LONGEST_LINE {
            assert_eq!(log::read(line.as_bytes(), 1).edits, std::slice::from_ref(edit), "{line}");
        }
    }
    carried(bytes, &reading.edits);
    folded(&reading.edits);
}

/// A backup keeps every edit, and the other lines as texts.
fn carried(bytes: &[u8], edits: &[Edit]) {
    let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let lines = || bytes[..whole].split_inclusive(|byte| *byte == b'\n').map(|line| &line[..line.len() - 1]);
    let mut written = Vec::new();
    backup::write(&mut |take| lines().try_for_each(&mut *take), &mut written).expect("there is room");
    assert!(written.iter().all(|byte| matches!(byte, b' '..=b'~' | b'\n')));
    let mut texts = Vec::new();
    let mut take = |line: &[u8]| {
        texts.extend_from_slice(line);
        texts.push(b'\n');
        Ok(())
    };
    let unpacked = backup::read(written.as_slice(), &mut take).expect("it can be read").expect("it is a backup");
    assert_eq!(unpacked.unreadable, lines().filter(|line| log::carry(line).unreadable.is_some()).count());
    assert_eq!(log::read(&texts, 1).edits, edits);
    drop(backup::read(bytes, &mut |_| Ok(())));
}

/// The fold does not depend on the order, and a checkpoint gives it back.
fn folded(edits: &[Edit]) {
    let mut log = new_log();
    let count = log.absorb(edits.to_vec());
    let mut turned = new_log();
    assert_eq!(turned.absorb(edits.iter().rev().cloned()), count);
    assert_eq!(turned.absorb(edits.to_vec()), 0);
    let all: Vec<_> = log.edits().collect();
    assert!(all.iter().eq(turned.edits().collect::<Vec<_>>().iter()), "the set is the same");
    let late = |log: &Log| log.late().collect::<BTreeSet<_>>();
    assert_eq!(late(&log), late(&turned), "and so is what does not count");
    let mut packed = Vec::new();
    log.pack(&log.extent(), &mut |piece| packed.extend_from_slice(piece)).expect("nothing has changed");
    let unpacked = Log::unpack(&Machine("fuzz".into()), 1, packed).expect("it was packed just now");
    assert!(unpacked.edits().eq(all.iter().cloned()) && late(&unpacked) == late(&log));
    for edit in edits {
        let mark = log.mark(&edit.roadmap, &edit.topic);
        assert_eq!(mark, turned.mark(&edit.roadmap, &edit.topic));
        assert_eq!(mark, unpacked.mark(&edit.roadmap, &edit.topic));
        assert_eq!(log.last_activity(&edit.roadmap), turned.last_activity(&edit.roadmap));
    }
    // Nothing here may panic, whatever groups and reversals there are.
    if let Some(now) = edits.first().map(|edit| edit.at) {
        drop((log.undo(now), log.redo(now), log.learned()));
    }
}

fn can_be_shown(report: &Report, text: &str) {
    for style in [Style::Plain, Style::Coloured] {
        let shown = render(report, "fuzz", text, style);
        let shown = if style == Style::Plain { shown } else { without_colours(&shown) };
        let found = shown.chars().find(|&letter| {
            letter.is_control() && letter != '\n' || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        });
        assert_eq!(found, None, "{shown:?}");
    }
    assert_eq!(render_json(report, "fuzz", text).len(), report.diagnostics.len());
}

/// The text without `ESC [ … m`.
fn without_colours(text: &str) -> String {
    let mut pieces = text.split("\u{1b}[");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| text + piece.split_once('m').map_or(piece, |(_, rest)| rest))
}

fn is_clean(roadmap: &Roadmap) {
    for topic in &roadmap.topics {
        assert!(SafeText::is_line(&topic.title), "{:?}", topic.title);
        assert!(SafeText::is_line(&topic.id.0), "{:?}", topic.id);
    }
}

fn is_clean_edit(edit: &Edit) {
    for text in [&edit.id.0, &edit.by.0] {
        assert!(SafeText::is_line(text), "{text:?}");
    }
    let notes = [&edit.set, &edit.was].into_iter().filter_map(|change| change.note.clone()?);
    assert!(notes.into_iter().all(|note| *SafeText::clean(&note) == *note));
}

fn new_log() -> Log {
    Log::new(Machine("fuzz".into()), 1)
}
