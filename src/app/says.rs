//! The words of the program about what has just happened.

use std::collections::{BTreeSet, HashSet};

use jiff::civil::Date;

use super::state::App;
use crate::command::Command;
use crate::model::words::{self, count};
use crate::model::{Edit, Entry, Kind, Machine, Next, Now, Place, Reach, SharedConcepts, Status, Step};

impl App {
    /// A word to the user, and what a key is good for now; without that, if the command has no key.
    pub(super) fn hinted(&self, text: &str, command: Command, does: &str) -> String {
        let hint = self.config.keymap.hint(command, does);
        if hint.is_empty() { text.to_owned() } else { format!("{text} {hint}") }
    }

    pub(super) fn say_with(&mut self, text: &str, command: Command, does: &str) {
        self.say(&self.hinted(text, command, does));
    }

    /// After a mark: says what cannot be read off the row itself.
    pub(super) fn tell_marked(&mut self, number: usize, place: Place, changes: &[(Place, Status)]) {
        let text = match changes {
            [(leaf, status)] => self.about_one(number, *leaf, *status),
            _ => Some(self.about_many(number, place, changes)),
        };
        let text = match (text, self.wants_proof(number, changes)) {
            (text, false) => text,
            (Some(text), true) => Some(self.hinted(&text, Command::Proof, "adds a link as proof.")),
            (None, true) => {
                let hint = self.config.keymap.hint(Command::Proof, "adds a link as proof.");
                (!hint.is_empty()).then(|| format!("A project: {hint}"))
            }
        };
        match text {
            Some(text) => self.say(&text),
            None => self.forget_notice(),
        }
    }

    /// Whether a project was finished just now, without proof and for the first time in this run.
    fn wants_proof(&mut self, number: usize, changes: &[(Place, Status)]) -> bool {
        let &[(leaf, Status::Done)] = changes else { return false };
        let roadmap = &self.library.entries()[number].roadmap;
        let id = (roadmap.id.clone(), roadmap[leaf].id.clone());
        let is_bare = roadmap[leaf].kind == Kind::Project && self.proof(number, leaf).is_empty();
        is_bare && self.asked_for_proof.insert(id)
    }

    fn about_one(&self, number: usize, leaf: Place, status: Status) -> Option<String> {
        let entry = &self.library.entries()[number];
        let title = &entry.roadmap[leaf].title;
        match status {
            Status::Done | Status::Known => self.about_finished(number, leaf),
            Status::Skipped => {
                let text = format!("Skipped: {title}. It no longer counts.");
                Some(self.hinted(&text, Command::Skip, "brings it back."))
            }
            Status::Todo | Status::Doing => None,
        }
    }

    fn about_many(&self, number: usize, place: Place, changes: &[(Place, Status)]) -> String {
        let status = changes.first().map_or(Status::Todo, |(_, status)| *status);
        let finished = status.is_complete().then(|| self.about_finished(number, place)).flatten();
        let entry = &self.library.entries()[number];
        let title = &entry.roadmap[place].title;
        let count = changes.len();
        finished.unwrap_or_else(|| {
            let choices = entry.choices_left(place);
            let left = status.is_complete().then(|| words::left_to_choose(&entry.roadmap, choices)).flatten();
            let left = left.map(|left| format!(" {left}")).unwrap_or_default();
            let text = format!("{count} topics of {title} are {} now.{left}", status.words());
            self.hinted(&text, Command::Undo, "undoes it.")
        })
    }

    /// After a mark of several rows.
    pub(super) fn tell_range_marked(&mut self, number: usize, rows: &[Place], changes: &[(Place, Status)]) {
        let Entry { roadmap, standing, .. } = &self.library.entries()[number];
        let status = changes.first().map_or(Status::Todo, |(_, status)| *status);
        let reach = Reach::of_rows(roadmap, standing, rows, |_| true);
        let left = status.is_complete().then(|| words::left_to_choose(roadmap, reach.choices_left())).flatten();
        let left = left.map(|left| format!(" {left}")).unwrap_or_default();
        let topics = count(changes.len(), "topic is", "topics are");
        self.say_with(&format!("{topics} {} now.{left}", status.words()), Command::Undo, "undoes it.");
    }

    /// The largest thing around `place` that is finished just now: the roadmap, the stage, or the topic.
    fn about_finished(&self, number: usize, place: Place) -> Option<String> {
        let entry = &self.library.entries()[number];
        if finished(entry.standing.whole()) {
            return Some(whole_finished(entry));
        }
        let around = std::iter::once(place).chain(entry.roadmap.ancestors(place));
        let largest =
            around.filter(|&parent| !entry.roadmap.is_leaf(parent) && finished(entry.standing.tally(parent))).last()?;
        let total = entry.standing.tally(largest).total;
        let title = &entry.roadmap[largest].title;
        let is_choice = entry.roadmap[largest].pick.is_some();
        let counted = count(total, "topic", "topics");
        let next = self.next_title(number).map(|next| format!(" Next: {next}.")).unwrap_or_default();
        Some(if is_choice { format!("{title}: chosen.{next}") } else { format!("{title} finished: {counted}.{next}") })
    }

    /// `3 topics came from laptop-7f3a.`; nothing, if all of it is known. To be asked before the edits are taken in.
    pub(super) fn told_of(&self, edits: &[Edit]) -> Option<String> {
        let fresh = || edits.iter().filter(|edit| !self.log.knows(&edit.id.0));
        let topics: HashSet<_> = fresh().map(|edit| (&edit.roadmap, &edit.topic)).collect();
        let machines: BTreeSet<_> = fresh().map(|edit| &edit.by).collect();
        let name = |machine: &&Machine| {
            if *machine == self.log.machine() { "another terminal".to_owned() } else { machine.0.to_string() }
        };
        let names: Vec<_> = machines.iter().map(name).collect();
        let whom = match &names[..] {
            [] => return None,
            [one] => one.clone(),
            [one, other] => format!("{one} and {other}"),
            [one, other, rest @ ..] => format!("{one}, {other} and {} more", rest.len()),
        };
        Some(format!("{} came from {whom}.", count(topics.len(), "topic", "topics")))
    }

    /// What comes next in a roadmap, by its title.
    pub(super) fn next_title(&self, number: usize) -> Option<String> {
        let Next::Steps(steps) = self.library.next(number, 1) else { return None };
        let roadmap = &self.library.entries()[number].roadmap;
        steps.first().map(|step| step.title(roadmap).to_string())
    }

    /// Why this step and no other.
    pub(super) fn why(&self, number: usize, step: &Step) -> String {
        words::sentence(&words::why(&self.library.entries()[number].roadmap, &step.reason))
    }

    /// On opening a roadmap, once a run: what has changed since, and what could be taken over.
    pub(super) fn greet(&mut self, number: usize) {
        let entry = &self.library.entries()[number];
        let id = entry.roadmap.id.clone();
        if !self.greeted.insert(id.clone()) {
            return;
        }
        let known = self.session.views.get(&*id.0).cloned().unwrap_or_default();
        let moved = entry.healing.fresh.len();
        let leaves = entry.standing.whole().leaves();
        let met = self.library.to_take_over(number).count();
        let mut offered = known.offered;
        let text = if moved > known.moved {
            Some(self::moved(moved))
        } else if known.leaves > 0 && leaves > known.leaves {
            let added = (leaves - known.leaves) as usize;
            let since = day_of(known.seen, self.now).map(|day| format!(" since {day}")).unwrap_or_default();
            Some(format!("{} to this roadmap{since}.", words::added(added)))
        } else if met > 0 && !known.offered && self.library.sharing() == SharedConcepts::Hints {
            offered = true;
            let these = count(met, "topic here you have met", "topics here you have met");
            Some(self.hinted(&format!("{these} in other roadmaps."), Command::KnowMet, "marks what you know."))
        } else {
            self.welcome_back(number)
        };
        let view = self.session.views.entry(id.0.to_string()).or_default();
        view.moved = moved;
        view.offered = offered;
        if let Some(text) = text {
            self.say(&text);
        }
    }

    fn welcome_back(&self, number: usize) -> Option<String> {
        let entry = &self.library.entries()[number];
        let last = self.log.last_activity(&entry.roadmap.id)?;
        let away = self.now.at.as_second() - last.at.as_second();
        let next = self.next_title(number)?;
        let day = day(last, self.now);
        (away > 21 * 24 * 3600).then(|| format!("You were last here on {day}. A small way back in: {next}."))
    }
}

/// How many topics have moved.
pub(super) fn moved(topics: usize) -> String {
    format!("{} in this roadmap. Your progress came along.", count(topics, "topic has moved", "topics have moved"))
}

fn finished(tally: crate::model::Tally) -> bool {
    tally.total > 0 && tally.left() == 0
}

fn whole_finished(entry: &Entry) -> String {
    let whole = entry.standing.whole();
    let skipped = whole.count(Status::Skipped);
    let optional = entry
        .roadmap
        .leaves()
        .filter(|&leaf| entry.roadmap[leaf].beyond_required && entry.standing.status(leaf).is_open());
    let asides = [(skipped as usize, "skipped"), (optional.count(), "optional left")];
    let asides: Vec<_> =
        asides.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    let asides = if asides.is_empty() { String::new() } else { format!(" {}.", asides.join(", ")) };
    format!("All {} done.{asides}", whole.total)
}

/// The local day of an instant as it is said on `today`: `today`, `3 Nov`, `3 Nov 2025`.
pub fn day(then: Now, today: Now) -> String {
    date(then.date(), today.date())
}

/// The same of a local day.
pub fn date(day: Date, today: Date) -> String {
    if day == today {
        "today".to_owned()
    } else if day.year() == today.year() {
        day.strftime("%-d %b").to_string()
    } else {
        day.strftime("%-d %b %Y").to_string()
    }
}

fn day_of(seconds: i64, today: Now) -> Option<String> {
    let at = jiff::Timestamp::from_second(seconds).ok()?;
    Some(day(Now { at, offset: today.offset }, today))
}
