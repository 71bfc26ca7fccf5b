//! What there is to undo and redo, read off the log: so it survives a restart.

use std::collections::{HashMap, HashSet};

use super::super::edit::{Change, Edit, EditId, Machine};
use super::super::roadmap::{RoadmapId, TopicId};
use super::edits::Edits;
use super::places::Places;
use super::{Draft, Refusal};

/// How many groups undo goes back.
const STEPS: usize = 200;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Undo,
    Redo,
}

/// The group to be reversed, and what that comes to.
pub(super) fn reversal(
    edits: &Edits,
    places: &Places,
    machine: &Machine,
    way: Way,
) -> Result<(EditId, Vec<Draft>), Refusal> {
    let group = match way {
        Way::Undo => newest(edits, places, machine).ok_or_else(|| elsewhere(edits, places))?,
        Way::Redo => last_undone(edits.in_order(places).rev(), machine).ok_or(Refusal::Nothing)?,
    };
    let drafts = drafts(edits, places, machine, &group, way)?;
    if drafts.is_empty() { Err(Refusal::Nothing) } else { Ok((group, drafts)) }
}

/// The group that undo takes back, if nothing speaks against it.
pub(super) fn newest(edits: &Edits, places: &Places, machine: &Machine) -> Option<EditId> {
    newest_standing(edits.in_order(places).rev(), |by| by == machine).map(|edit| edit.group_id().clone())
}

/// Why a machine of which nothing stands has nothing to undo.
fn elsewhere(edits: &Edits, places: &Places) -> Refusal {
    let newest = newest_standing(edits.in_order(places).rev(), |_| true);
    newest.map_or(Refusal::Nothing, |edit| Refusal::Elsewhere { machine: edit.by, edit: edit.id })
}

/// The newest edit of these machines that has not been taken back, or has been brought back.
fn newest_standing(newest_first: impl Iterator<Item = Edit>, of: impl Fn(&Machine) -> bool) -> Option<Edit> {
    let mut stands = HashMap::new();
    let mut passed = HashSet::new();
    for edit in newest_first {
        if let Some(group) = edit.undo {
            stands.entry(group).or_insert(false);
        } else if let Some(group) = edit.redo {
            stands.entry(group).or_insert(true);
        } else if of(&edit.by) && is_action(&edit) {
            if *stands.get(edit.group_id()).unwrap_or(&true) {
                return Some(edit);
            }
            passed.insert(edit.group_id().clone());
            if passed.len() == STEPS {
                return None;
            }
        }
    }
    None
}

/// The group that this machine took back last and that is not back yet. An action of its own ends the search.
fn last_undone(newest_first: impl Iterator<Item = Edit>, machine: &Machine) -> Option<EditId> {
    let mut back = HashSet::new();
    for edit in newest_first {
        if edit.by == *machine && is_action(&edit) {
            return None;
        }
        if let Some(group) = edit.undo {
            if edit.by == *machine && !back.contains(&group) {
                return Some(group);
            }
        } else if let Some(group) = edit.redo {
            back.insert(group);
        }
    }
    None
}

/// Whether this is an edit that a learner made and can take back.
fn is_action(edit: &Edit) -> bool {
    !edit.is_reversal() && FIELDS.iter().any(|field| field.is_in(&edit.set))
}

/// What reversing `group` sets, topic by topic in the order of the group.
fn drafts(edits: &Edits, places: &Places, machine: &Machine, group: &EditId, way: Way) -> Result<Vec<Draft>, Refusal> {
    let of_group = edits.of_group(group, places);
    let mut order = Vec::new();
    let mut trails: HashMap<(&RoadmapId, &TopicId), Trail> = HashMap::new();
    for edit in of_group.iter().filter(|edit| edit.by == *machine && is_action(edit)) {
        let topic = (&edit.roadmap, &edit.topic);
        trails.entry(topic).or_insert_with(|| {
            order.push(topic);
            Trail::default()
        });
    }
    let topics = order.iter().filter_map(|(roadmap, topic)| places.find(roadmap, topic)).collect();
    let of_topics = edits.of_topics(&topics, places);
    for edit in &of_topics {
        if let Some(trail) = trails.get_mut(&(&edit.roadmap, &edit.topic)) {
            trail.follow(edit, group);
        }
    }
    let mut drafts = Vec::new();
    for (roadmap, topic) in order {
        let changed = || Refusal::ChangedSince { roadmap: roadmap.clone(), topic: topic.clone() };
        let set = trails[&(roadmap, topic)].reverse(group, way).ok_or_else(changed)?;
        if !set.is_empty() {
            drafts.push(Draft { roadmap: roadmap.clone(), topic: topic.clone(), set });
        }
    }
    Ok(drafts)
}

/// What happened to one topic, as far as a group is concerned.
#[derive(Default)]
struct Trail<'a> {
    fields: [FieldTrail<'a>; FIELDS.len()],
    /// What the group set, and what was there before its first edit.
    set: Change,
    was: Change,
}

/// The groups that have set a field and stand, the newest on top.
#[derive(Default)]
struct FieldTrail<'a> {
    standing: Vec<&'a EditId>,
    /// What lay on top when the group in question was taken back.
    left: Option<&'a EditId>,
}

impl<'a> Trail<'a> {
    fn follow(&mut self, edit: &'a Edit, group: &EditId) {
        for (field, trail) in FIELDS.iter().zip(&mut self.fields).filter(|(field, _)| field.is_in(&edit.set)) {
            if !edit.is_reversal() && edit.group_id() == group {
                field.copy(&edit.set, &mut self.set);
                if !field.is_in(&self.was) {
                    field.copy(&edit.was, &mut self.was);
                }
            }
            trail.follow(edit, group);
        }
    }

    /// The change that reverses the group here; `None` where something else has been set since.
    fn reverse(&self, group: &EditId, way: Way) -> Option<Change> {
        let mut change = Change::default();
        for (field, trail) in FIELDS.iter().zip(&self.fields).filter(|(field, _)| field.is_in(&self.set)) {
            let stands = trail.standing.contains(&group);
            let top = trail.standing.last().copied();
            // A half-written reversal has reached some topics only: there nothing is left to do.
            match way {
                Way::Undo if !stands => {}
                Way::Redo if stands => {}
                Way::Undo if top == Some(group) => field.copy(&self.was, &mut change),
                Way::Redo if top == trail.left => field.copy(&self.set, &mut change),
                Way::Undo | Way::Redo => return None,
            }
        }
        Some(change)
    }
}

impl<'a> FieldTrail<'a> {
    fn follow(&mut self, edit: &'a Edit, group: &EditId) {
        match (&edit.undo, &edit.redo) {
            (Some(undone), _) if self.standing.contains(&undone) => {
                self.standing.retain(|standing| *standing != undone);
                if undone == group {
                    self.left = self.standing.last().copied();
                }
            }
            (None, Some(back)) => self.push(back),
            _ => self.push(edit.group_id()),
        }
    }

    fn push(&mut self, group: &'a EditId) {
        self.standing.retain(|standing| *standing != group);
        self.standing.push(group);
    }
}

/// The fields that a learner sets. `from` is none of them: a healed move stays healed.
#[derive(Clone, Copy)]
enum Field {
    Status,
    Note,
    Proof,
    Recall,
}

const FIELDS: [Field; 4] = [Field::Status, Field::Note, Field::Proof, Field::Recall];

impl Field {
    const fn is_in(self, change: &Change) -> bool {
        match self {
            Self::Status => change.status.is_some(),
            Self::Note => change.note.is_some(),
            Self::Proof => change.proof.is_some(),
            Self::Recall => change.recall.is_some(),
        }
    }

    /// Copies the field; what `source` does not speak of was never set, and is set to nothing.
    fn copy(self, source: &Change, target: &mut Change) {
        match self {
            Self::Status => target.status = Some(source.status.unwrap_or_default()),
            Self::Note => target.note = Some(source.note.clone().unwrap_or_default()),
            Self::Proof => target.proof = Some(source.proof.clone().unwrap_or_default()),
            Self::Recall => target.recall = Some(source.recall.unwrap_or_default()),
        }
    }
}
