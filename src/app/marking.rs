//! Marks: from a key to edits.

use std::collections::BTreeMap;

use super::message::Effect;
use super::outline::Outline;
use super::state::{App, Focus, Screen};
use crate::command::Command;
use crate::model::{Action, Changed, Edit, Outcome, Place, Status, act, words};

impl App {
    /// Marks the range, or the topic under the cursor.
    pub(super) fn mark_selected(&mut self, command: Command) -> Vec<Effect> {
        if self.range().is_some_and(|rows| rows.start() < rows.end()) {
            return self.mark_range(command);
        }
        self.range_start = None;
        let Some((number, place)) = self.selected() else { return Vec::new() };
        let effects = self.mark(number, place, command);
        let entry = &self.library.entries()[number];
        let is_done = entry.roadmap.is_leaf(place) && entry.standing.status(place) == Status::Done;
        let goes_on = self.config.advance && command == Command::Done && is_done && !effects.is_empty();
        if goes_on && self.screen == Screen::Roadmap(Focus::Tree) {
            self.step(1);
        }
        effects
    }

    /// Marks a topic of a roadmap, or takes the mark back.
    pub(super) fn mark(&mut self, number: usize, place: Place, command: Command) -> Vec<Effect> {
        let Some(action) = action(command).filter(|_| !self.is_read_only()) else { return Vec::new() };
        let entry = &self.library.entries()[number];
        match act(&entry.roadmap, &entry.standing, place, action, true) {
            Outcome::Changes(changes) => {
                let effects = self.set_statuses(number, &changes);
                self.tell_marked(number, place, &changes);
                effects
            }
            Outcome::Choose { group, pick, options } => {
                self.choose(number, (group, pick, options));
                Vec::new()
            }
            Outcome::TooBroad => {
                if self.selected() == Some((number, place)) {
                    self.unfold(place);
                }
                self.say("This holds several topics: pick the one that you begin with.");
                Vec::new()
            }
            Outcome::Nothing => {
                self.say("Nothing to change here.");
                Vec::new()
            }
        }
    }

    /// Marks as known whatever is to do here and has been met in other roadmaps: one step to undo.
    pub(super) fn know_met(&mut self) -> Vec<Effect> {
        if self.is_read_only() {
            return Vec::new();
        }
        let Some((number, ..)) = self.open_roadmap() else { return Vec::new() };
        let changes: Vec<_> = self.library.to_take_over(number).map(|place| (place, Status::Known)).collect();
        match changes.len() {
            0 => {
                self.say("Nothing in this roadmap is left that you have met in others.");
                Vec::new()
            }
            count => {
                let effects = self.set_statuses(number, &changes);
                let topics = words::count(count, "topic is", "topics are");
                let text = format!("{topics} known now, met in other roadmaps.");
                self.say_with(&text, Command::Undo, "undoes it.");
                effects
            }
        }
    }

    /// Takes edits into the log and the picture, and asks for them to be saved.
    pub(super) fn make(&mut self, edits: Vec<Edit>) -> Vec<Effect> {
        self.dropped = None;
        self.absorb(&edits);
        self.saving.unsaved.extend(edits);
        vec![Effect::Save]
    }

    /// Whether nothing may be changed, because nothing could be saved or would count; says so.
    pub(super) fn is_read_only(&mut self) -> bool {
        let at_its_end = || self.log.is_at_its_end().then(|| words::AT_ITS_END.to_owned());
        let why = self.saving.read_only.then(|| words::newer("progress.jsonl")).or_else(at_its_end);
        if let Some(why) = &why {
            self.complain(&format!("Nothing was changed: {why}."));
        }
        why.is_some()
    }

    /// Brings everything that is shown up to date with edits, wherever they came from.
    pub(super) fn absorb(&mut self, edits: &[Edit]) -> usize {
        let fresh = self.log.absorb(edits.to_vec());
        let changed = self.library.follow(&self.log, edits);
        self.refilter(&changed);
        self.recount_range();
        self.refresh_next();
        if !edits.is_empty() {
            self.reckon();
            self.follow_round(edits);
            self.follow_sweep(edits);
        }
        fresh
    }

    pub(super) fn set_statuses(&mut self, number: usize, changes: &[(Place, Status)]) -> Vec<Effect> {
        let edits = self.compose_statuses(number, changes);
        self.make(edits)
    }

    /// The edits that set these statuses, not taken in yet.
    pub(super) fn compose_statuses(&mut self, number: usize, changes: &[(Place, Status)]) -> Vec<Edit> {
        let roadmap = self.library.entries()[number].roadmap.id.clone();
        let changes = self.library.changes(&self.log, number, changes);
        self.log.compose(self.now, &roadmap, changes)
    }

    /// Tells the filters of roadmaps which leaves have changed, and with each perhaps the choice it belongs to.
    fn refilter(&mut self, changed: &Changed) {
        for number in 0..self.outlines.len() {
            let Some(filter) = self.outlines[number].as_ref().and_then(Outline::filter) else { continue };
            let roadmap = &self.library.entries()[number].roadmap;
            let leaves: Vec<_> = match changed {
                Changed::Everything => roadmap.leaves().collect(),
                Changed::Leaves(leaves) => {
                    let own = leaves.iter().filter(|(entry, place)| *entry == number && roadmap.is_leaf(*place));
                    own.map(|&(_, leaf)| leaf).collect()
                }
            };
            let with_siblings = leaves.into_iter().flat_map(|leaf| match roadmap[leaf].parent {
                Some(choice) if roadmap[choice].pick.is_some() => roadmap.children(choice).collect(),
                _ => vec![leaf],
            });
            let changed: BTreeMap<_, _> =
                with_siblings.map(|place| (place, self.takes(number, filter, place))).collect();
            if let Some(outline) = &mut self.outlines[number] {
                outline.changed(&self.library.entries()[number].roadmap, changed);
            }
        }
    }

    /// Puts the cursor on a choice, shows its options, and asks for so many of them.
    pub(super) fn choose(&mut self, number: usize, (group, pick, options): (Place, u32, u32)) {
        let title = self.library.entries()[number].roadmap[group].title.clone();
        if self.open_roadmap().is_some_and(|(open, ..)| open == number) {
            self.go_to(number, group);
            self.unfold(group);
        }
        self.say(&format!("{title}: choose {pick} of {options}."));
    }
}

pub(super) const fn action(command: Command) -> Option<Action> {
    match command {
        Command::Done => Some(Action::Done),
        Command::Start => Some(Action::Start),
        Command::Know => Some(Action::Know),
        Command::Skip => Some(Action::Skip),
        Command::Reset => Some(Action::Reset),
        _ => None,
    }
}
