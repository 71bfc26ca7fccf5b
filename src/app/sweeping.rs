//! The first sweep on the screen: begun, answered, gone back in, left and gone on with.
//!
//! What is known is saved at once, line by line, as every mark is; the lines share a group, so that undo takes back the
//! whole sweep. "Not yet" marks nothing: it is remembered with the place on the screen.

use super::message::Effect;
use super::session::Session;
use super::state::{App, Screen};
use super::sweep::{Question, Reply, Sweep};
use crate::command::Command;
use crate::model::{Edit, EditId, Place, Status, TopicId};

/// What its key does when a sweep was left.
const GOES_ON: &str = "goes on with the sweep.";

impl App {
    /// Begins a sweep through the open roadmap, or goes on with the one that was left.
    pub(super) fn begin_sweep(&mut self) {
        if self.is_read_only() {
            return;
        }
        let Some((number, entry, _)) = self.open_roadmap() else { return };
        let id = entry.roadmap.id.0.to_string();
        let open: Vec<_> = entry.roadmap.leaves().filter(|&leaf| entry.is_open_question(leaf)).collect();
        let view = self.session.views.get(&id).cloned().unwrap_or_default();
        let mut asked: Vec<_> =
            open.iter().copied().filter(|&leaf| !view.not_yet.contains(&*entry.roadmap[leaf].id.0)).collect();
        let is_through = asked.is_empty();
        if is_through {
            asked = open;
        }
        let place = view.swept_to.and_then(|id| entry.place_of(&TopicId(id.into())));
        // One that is gone on with stays one step, unless another came between.
        let step = view.sweep_step.filter(|_| place.is_some() && !is_through).map(|step| EditId(step.into()));
        let step = step.filter(|step| self.log.newest_step().as_ref() == Some(step));
        let begin = place.map_or(0, |place| asked.partition_point(|&leaf| leaf < place));
        let count = asked.len().max(1);
        asked.rotate_left(begin % count);
        let topics: Vec<_> = asked.iter().map(|&leaf| entry.roadmap[leaf].id.clone()).collect();
        if topics.is_empty() {
            self.say("Nothing is left to ask here: every topic is marked.");
            return;
        }
        if is_through {
            self.session.views.entry(id).or_default().not_yet.clear();
        }
        self.sweep = Some(Sweep::new(number, topics, step));
        self.asked_from = self.screen;
        self.screen = Screen::Sweep;
        self.details_top = 0;
    }

    /// The topic that is asked about.
    pub fn swept(&self) -> Option<(usize, Place)> {
        let sweep = self.sweep.as_ref()?;
        Some((sweep.number, self.library.entries().get(sweep.number)?.place_of(sweep.topic()?)?))
    }

    /// Answers the question under the cursor, or with it all questions of the topic around it.
    pub(super) fn reply(&mut self, reply: Reply, all: bool) -> Vec<Effect> {
        let Some((number, place)) = self.swept() else { return Vec::new() };
        if self.is_read_only() {
            return Vec::new();
        }
        let Some(sweep) = &mut self.sweep else { return Vec::new() };
        let entry = &self.library.entries()[number];
        let mut leaves = if all { entry.answered_with(place, reply == Reply::Known) } else { Vec::new() };
        // What has an answer already keeps it.
        let mut waits = |leaf: Place| {
            let question = sweep.about(&entry.roadmap[leaf].id);
            question.is_some_and(|question| matches!(question.reply, None | Some(Reply::Later)))
        };
        leaves.retain(|&leaf| leaf != place && waits(leaf));
        leaves.push(place);
        leaves.sort_unstable();
        let changes = self.changed_by(number, &leaves, reply);
        self.remember_replies(number, &leaves, reply);
        let effects = self.mark_swept(number, &changes);
        self.go_on_sweeping();
        effects
    }

    /// Enter: the answer under the cursor.
    pub(super) fn give_reply(&mut self) -> Vec<Effect> {
        let reply = self.sweep.as_ref().map(|sweep| Reply::ALL[sweep.row]);
        reply.map(|reply| self.reply(reply, false)).unwrap_or_default()
    }

    /// Back to the question that was answered before this one.
    pub(super) fn sweep_back(&mut self) {
        let Some(sweep) = &mut self.sweep else { return };
        match sweep.questions[..sweep.at].iter().rposition(|question| question.reply.is_some()) {
            Some(before) => {
                sweep.at = before;
                self.details_top = 0;
            }
            None => self.say("This is the first question."),
        }
    }

    /// Leaves a sweep before its end; it can be gone on with.
    pub(super) fn leave_sweep(&mut self) {
        let Some(sweep) = &self.sweep else { return };
        let text = match sweep.count(Reply::Known) {
            0 => self.config.keymap.hint(Command::Sweep, GOES_ON),
            known => {
                let known = self.hinted(&format!("{known} known so far."), Command::Sweep, GOES_ON);
                self.hinted(&known, Command::Undo, "undoes it.")
            }
        };
        self.put_away();
        self.return_to(self.asked_from);
        self.say(&text);
    }

    /// Remembers how far a sweep that is under way has come, and which step to undo it is.
    pub(super) fn remember_sweep(&self, session: &mut Session) {
        let Some(sweep) = &self.sweep else { return };
        let Some(entry) = self.library.entries().get(sweep.number) else { return };
        let view = session.views.entry(entry.roadmap.id.0.to_string()).or_default();
        view.swept_to = sweep.topic().map(|topic| topic.0.to_string());
        view.sweep_step = sweep.group.as_ref().map(|step| step.0.to_string());
    }

    /// Keeps a sweep in step with edits from elsewhere. One that was undone meanwhile begins a new step.
    pub(super) fn follow_sweep(&mut self, edits: &[Edit]) {
        let Some(mut sweep) = self.sweep.take() else { return };
        if sweep.group.is_some() && edits.iter().any(|edit| edit.undo == sweep.group) {
            sweep.group = None;
            for question in sweep.questions.iter_mut().filter(|question| question.reply == Some(Reply::Known)) {
                let entry = &self.library.entries()[sweep.number];
                let place = entry.place_of(&question.topic);
                if place.is_none_or(|place| !entry.standing.status(place).is_complete()) {
                    question.reply = None;
                }
            }
        }
        let is_asked = sweep.reply().is_some() || sweep.topic().is_some_and(|topic| self.is_asked(sweep.number, topic));
        self.sweep = Some(sweep);
        if !is_asked {
            self.go_on_sweeping();
        }
    }

    /// What is known is marked; what was said to be, and is not, is taken back.
    fn changed_by(&self, number: usize, leaves: &[Place], reply: Reply) -> Vec<(Place, Status)> {
        let standing = &self.library.entries()[number].standing;
        let was_known = self.sweep.as_ref().and_then(Sweep::reply) == Some(Reply::Known);
        let (from, to) = match reply {
            Reply::Known => (Status::Todo, Status::Known),
            Reply::NotYet | Reply::Later if was_known => (Status::Known, Status::Todo),
            Reply::NotYet | Reply::Later => return Vec::new(),
        };
        leaves.iter().filter(|&&leaf| standing.status(leaf) == from).map(|&leaf| (leaf, to)).collect()
    }

    fn mark_swept(&mut self, number: usize, changes: &[(Place, Status)]) -> Vec<Effect> {
        let mut edits = self.compose_statuses(number, changes);
        let (Some(sweep), Some(first)) = (&mut self.sweep, edits.first()) else { return Vec::new() };
        let group = sweep.group.get_or_insert_with(|| first.id.clone()).clone();
        for edit in &mut edits {
            edit.join(&group);
        }
        self.make(edits)
    }

    /// Remembers what was answered, here and for the next start.
    fn remember_replies(&mut self, number: usize, leaves: &[Place], reply: Reply) {
        let roadmap = &self.library.entries()[number].roadmap;
        let view = self.session.views.entry(roadmap.id.0.to_string()).or_default();
        for &leaf in leaves {
            let topic = &roadmap[leaf].id;
            if reply == Reply::NotYet {
                view.not_yet.insert(topic.0.to_string());
            } else {
                view.not_yet.remove(&*topic.0);
            }
            if let Some(question) = self.sweep.as_mut().and_then(|sweep| sweep.about(topic)) {
                question.reply = Some(reply);
            }
        }
    }

    /// To the next question that is still one; behind the last one, out.
    fn go_on_sweeping(&mut self) {
        let Some(sweep) = &self.sweep else { return };
        let mut ahead = sweep.questions.iter().enumerate().skip(sweep.at);
        let is_next = |question: &Question| question.reply.is_none() && self.is_asked(sweep.number, &question.topic);
        let next = ahead.find(|(_, question)| is_next(question)).map(|(at, _)| at);
        self.details_top = 0;
        match next {
            Some(next) => self.sweep.as_mut().expect("it is under way").at = next,
            None => self.finish_sweep(),
        }
    }

    fn finish_sweep(&mut self) {
        let Some(sweep) = &self.sweep else { return };
        let left = self.library.entries()[sweep.number].standing.whole().left();
        let later = sweep.count(Reply::Later);
        let known = match sweep.count(Reply::Known) {
            0 => format!("{left} to go."),
            known => self.hinted(&format!("{known} known. {left} to go."), Command::Undo, "undoes the sweep."),
        };
        let asks = format!("asks the {later} that you put off.");
        let text = if later > 0 { self.hinted(&known, Command::Sweep, &asks) } else { known };
        let id = self.library.entries()[sweep.number].roadmap.id.0.to_string();
        self.sweep = None;
        let view = self.session.views.entry(id).or_default();
        (view.swept_to, view.sweep_step) = (None, None);
        if later == 0 {
            view.not_yet.clear();
        }
        self.return_to(self.asked_from);
        self.say(&text);
    }

    fn is_asked(&self, number: usize, topic: &TopicId) -> bool {
        let entry = &self.library.entries()[number];
        entry.place_of(topic).is_some_and(|place| entry.is_open_question(place))
    }
}
