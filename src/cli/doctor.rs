//! `milepost doctor`: what is wrong with the state file, in words, and the one repair that there is.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::output::Output;
use super::refusal::Exit;
use crate::model::SafeText;
use crate::model::words::{count, late, newer};
use crate::store::{self, BadLine, Examination, LogFile, Paths};

/// Up to so many bad lines, and copies, are shown to people.
const SHOWN: usize = 20;

#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a finding of its own")]
struct Answer {
    progress: SafeText,
    exists: bool,
    lines: u64,
    edits: usize,
    doubled: usize,
    /// How many edits are dated too late to count.
    late: usize,
    /// How many actions were written only in part.
    partial: usize,
    torn: bool,
    newer: bool,
    on_network: bool,
    /// How many lines cannot be read; the first thousand of them.
    unreadable_lines: u64,
    bad_lines: Vec<Bad>,
    /// It is some other text.
    is_other: bool,
    /// How many lines were set aside just now, and the file that has them.
    set_aside: usize,
    aside: SafeText,
    second_copy: SecondCopy,
    backups: Vec<SafeText>,
    longer_backup: Option<String>,
    copies: Vec<SafeText>,
    /// Why a copy stays where it is, if it does.
    #[serde(skip)]
    left: Vec<Option<SafeText>>,
    /// Notes that were in an editor when milepost was killed.
    left_notes: Vec<SafeText>,
}

#[derive(Serialize)]
struct Bad {
    line: u64,
    bytes: u64,
    reason: &'static str,
    excerpt: SafeText,
}

#[derive(Serialize)]
struct SecondCopy {
    edits: usize,
    missing: usize,
    /// Why not all of it can be read.
    trouble: Option<SafeText>,
}

pub(super) fn run(fix: bool, data: Option<PathBuf>, output: &mut Output) -> anyhow::Result<Exit> {
    let paths = Paths::find(data)?;
    let mut log_file = LogFile::of(&paths);
    let machine = store::machine(&paths, output.settings.config.machine.as_ref());
    let (log, caught) = log_file.open(&machine, store::seed())?;
    let is_bad = !caught.bad_lines.is_empty();
    let mut set_aside = if fix && is_bad { log_file.set_aside()? } else { 0 };
    let mut examination = log_file.examine(&log)?;
    if fix && examination.is_other {
        set_aside = log_file.set_aside()?;
        examination = log_file.examine(&log)?;
    }
    let left = examination.copies.iter().map(|copy| LogFile::why_left(copy, &log)).collect();
    let answer = Answer { left, ..answer(&paths, &log_file, examination, set_aside) };
    if output.json {
        let exit = exit(&answer);
        output.answer(answer)?;
        return Ok(exit);
    }
    tell(&answer, output)?;
    Ok(exit(&answer))
}

fn answer(paths: &Paths, log_file: &LogFile, found: Examination, set_aside: usize) -> Answer {
    let shown = |path: &Path| SafeText::line(&path.to_string_lossy());
    let bad = |line: BadLine| Bad { line: line.number, bytes: line.length, reason: line.reason, excerpt: line.excerpt };
    Answer {
        progress: shown(&paths.log()),
        exists: found.exists,
        lines: found.lines,
        edits: found.edits,
        doubled: found.doubled,
        late: found.late,
        partial: found.partial,
        torn: found.torn,
        newer: found.newer,
        on_network: found.on_network,
        unreadable_lines: found.bad,
        bad_lines: found.bad_lines.into_iter().map(bad).collect(),
        is_other: found.is_other,
        set_aside,
        aside: shown(&log_file.aside()),
        second_copy: SecondCopy {
            edits: found.mirrored,
            missing: found.missing,
            trouble: found.mirror_trouble.map(|error| SafeText::line(&error.to_string())),
        },
        backups: found.backups.iter().map(|path| shown(path)).collect(),
        longer_backup: found.longer_backup,
        copies: found.copies.iter().map(|path| shown(path)).collect(),
        left: Vec::new(),
        left_notes: store::left_notes(paths).iter().map(|path| shown(path)).collect(),
    }
}

/// Whether something is left that the user should look at.
fn exit(answer: &Answer) -> Exit {
    let SecondCopy { missing, trouble, .. } = &answer.second_copy;
    let is_copied = *missing == 0 && trouble.is_none();
    let is_well = answer.unreadable_lines == 0 && !answer.is_other && is_copied && !answer.newer && !is_gone(answer);
    if is_well { Exit::Done } else { Exit::Failed }
}

const fn is_gone(answer: &Answer) -> bool {
    !answer.exists && (answer.second_copy.edits > 0 || !answer.backups.is_empty())
}

fn tell(answer: &Answer, output: &mut Output) -> anyhow::Result<()> {
    output.line(&answer.progress)?;
    if answer.exists {
        output.line(&format!(
            "  {}, {}",
            count(answer.lines, "line", "lines"),
            count(answer.edits, "edit", "edits")
        ))?;
    } else if is_gone(answer) {
        output.line("  is gone, but edits of it are kept on this machine: `milepost restore` brings them back;")?;
        output.line("  `milepost restore --none` puts them aside, and you start anew")?;
    } else {
        output.line("  is not there; the first tick makes it")?;
    }
    let partial = count(answer.partial, "action is", "actions are");
    let partial = format!("  {partial} there only in part; what is there counts, and is undone together");
    let (newer, late) = (format!("  {}", newer("it")), format!("  {}", late(answer.late)));
    let notes = [
        (answer.newer, &*newer),
        (
            answer.torn && !answer.is_other,
            "  its last line has no end: it is being written, or was cut; nothing is to be done",
        ),
        (answer.doubled > 0, "  some edits stand there more than once, which is harmless"),
        (answer.late > 0, &late),
        (answer.partial > 0, &partial),
        (answer.on_network, "  lies on a network file system, which may tear a line when two machines write at once"),
    ];
    for (_, note) in notes.iter().filter(|(applies, _)| *applies) {
        output.line(note)?;
    }
    for Bad { line, reason, excerpt, .. } in answer.bad_lines.iter().take(SHOWN) {
        output.line(&format!("  line {line} cannot be read ({reason}): {excerpt}"))?;
    }
    if answer.unreadable_lines > SHOWN as u64 {
        output.line(&format!("  and {} more", answer.unreadable_lines - SHOWN as u64))?;
    }
    if answer.is_other {
        output.line(
            "  It is no log of milepost: no line of it can be read as one. `milepost doctor --fix` sets it aside,",
        )?;
        output.line("  and `milepost restore` then brings back what is kept on this machine.")?;
    } else if answer.unreadable_lines > 0 {
        output.line("  Everything else counts. `milepost doctor --fix` sets them aside; nothing is deleted.")?;
    }
    if answer.set_aside > 0 {
        let lines = count(answer.set_aside, "line", "lines");
        output.line(&format!("  {lines} set aside in {}", answer.aside))?;
    }
    tell_copies(answer, output)
}

fn tell_copies(answer: &Answer, output: &mut Output) -> anyhow::Result<()> {
    let SecondCopy { edits, missing, trouble } = &answer.second_copy;
    let missing = if *missing == 0 { String::new() } else { format!(", {missing} missing above: `milepost restore`") };
    output.line(&format!("second copy: {}{missing}", count(*edits, "edit", "edits")))?;
    trouble.iter().try_for_each(|trouble| output.line(&format!("  {trouble}")))?;
    output.line(&format!("backups: {}", answer.backups.len()))?;
    if let Some(day) = &answer.longer_backup {
        output.line(&format!("  that of {day} is longer than the file: `milepost restore --dry-run`"))?;
    }
    for (copy, why) in answer.copies.iter().zip(&answer.left).take(SHOWN) {
        let why = why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
        output.line(&format!("conflict copy: {copy}{why}"))?;
    }
    if answer.copies.len() > SHOWN {
        output.line(&format!("  and {} more", answer.copies.len() - SHOWN))?;
    }
    for note in &answer.left_notes {
        output.line(&format!("a note that was not saved: {note}"))?;
    }
    Ok(())
}
