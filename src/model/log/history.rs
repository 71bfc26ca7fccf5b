//! What there is to undo and redo, read off the log: so it survives a restart.

use std::collections::{HashMap, HashSet};

use super::super::edit::{Change, EditId, Machine};
use super::edits::Edits;
use super::key::Id;
use super::places::Places;
use super::row::{Row, Said};
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
        Way::Redo => last_undone(edits, places, machine).ok_or(Refusal::Nothing)?,
    };
    let drafts = drafts(edits, places, machine, &group, way)?;
    if drafts.is_empty() { Err(Refusal::Nothing) } else { Ok((group, drafts)) }
}

/// The group that undo takes back, if nothing speaks against it.
pub(super) fn newest(edits: &Edits, places: &Places, machine: &Machine) -> Option<EditId> {
    let own = edits.rows.machines.known(machine)?;
    let newest = newest_standing(edits, |by| by == own)?;
    edits.rows.edit(newest, places).map(|edit| edit.group_id().clone())
}

/// Why a machine of which nothing stands has nothing to undo.
fn elsewhere(edits: &Edits, places: &Places) -> Refusal {
    let newest = newest_standing(edits, |_| true).and_then(|row| edits.rows.edit(row, places));
    newest.map_or(Refusal::Nothing, |edit| Refusal::Elsewhere { machine: edit.by, edit: edit.id })
}

/// The newest edit of these machines that has not been taken back, or has been brought back.
fn newest_standing(edits: &Edits, of: impl Fn(u32) -> bool) -> Option<u32> {
    let mut stands = HashMap::new();
    let mut passed = HashSet::new();
    for (number, row, said) in newest_first(edits) {
        if let Some(group) = said.undo {
            stands.entry(group).or_insert(false);
        } else if let Some(group) = said.redo {
            stands.entry(group).or_insert(true);
        } else if of(row.machine) && row.is_action() {
            if *stands.get(&said.group_id()).unwrap_or(&true) {
                return Some(number);
            }
            passed.insert(said.group_id());
            if passed.len() == STEPS {
                return None;
            }
        }
    }
    None
}

/// The group that this machine took back last and that is not back yet. An action of its own ends the search.
fn last_undone(edits: &Edits, places: &Places, machine: &Machine) -> Option<EditId> {
    let own = edits.rows.machines.known(machine)?;
    let mut back = HashSet::new();
    for (number, row, said) in newest_first(edits) {
        if row.machine == own && row.is_action() {
            return None;
        }
        if let Some(group) = said.undo {
            if row.machine == own && !back.contains(&group) {
                return edits.rows.edit(number, places)?.undo;
            }
        } else if let Some(group) = said.redo {
            back.insert(group);
        }
    }
    None
}

fn newest_first(edits: &Edits) -> impl Iterator<Item = (u32, Row<'_>, Said<'_>)> {
    let told = |number| edits.rows.row(number).and_then(|row| Some((number, row, row.said()?)));
    edits.sorted(|_| true).into_iter().rev().filter_map(told)
}

/// What reversing `group` sets, topic by topic in the order of the group. Either may be nearly all of a log, so that
/// nothing but the numbers of rows is held at once.
fn drafts(edits: &Edits, places: &Places, machine: &Machine, group: &EditId, way: Way) -> Result<Vec<Draft>, Refusal> {
    let rows = &edits.rows;
    let group = Id::of(&group.0);
    let own = rows.machines.known(machine);
    let is_of_group = |row: Row<'_>| row.said().is_some_and(|said| said.group_id() == group);
    let mut order = HashMap::new();
    for number in edits.sorted(|row| Some(row.machine) == own && row.is_action() && is_of_group(row)) {
        let next = order.len();
        order.extend(rows.row(number).filter(|row| !order.contains_key(&row.topic)).map(|row| (row.topic, next)));
    }
    let place = |number: &u32| rows.row(*number).and_then(|row| order.get(&row.topic));
    let mut of_topics = edits.sorted(|row| order.contains_key(&row.topic));
    // Those of a topic stay in the order of their stamps.
    of_topics.sort_by_key(place);
    let mut drafts = Vec::new();
    for of_topic in of_topics.chunk_by(|one, other| place(one) == place(other)) {
        let mut trail = Trail::default();
        for number in of_topic {
            trail.follow(edits, *number, group);
        }
        let Some((roadmap, topic)) = rows.row(of_topic[0]).and_then(|row| places.name(row.topic)) else { continue };
        let changed = || Refusal::ChangedSince { roadmap: roadmap.clone(), topic: topic.clone() };
        let set = trail.reverse(edits, places, group, way).ok_or_else(changed)?;
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
}

/// The groups that have set a field and stand.
#[derive(Default)]
struct FieldTrail<'a> {
    /// The newest on top, which is none of the gaps that others have left.
    standing: Vec<Option<Id<'a>>>,
    /// Where each of them lies.
    places: HashMap<Id<'a>, usize>,
    /// What lay on top when the group in question was taken back.
    left: Option<Id<'a>>,
    /// The first and the last edit of that group: before the one is what was there, the other says what was set.
    of_group: Option<(u32, u32)>,
}

impl<'a> Trail<'a> {
    fn follow(&mut self, edits: &'a Edits, number: u32, group: Id<'_>) {
        let Some((row, said)) = edits.rows.row(number).and_then(|row| Some((row, row.said()?))) else { return };
        let is_of_group = !row.is_reversal() && said.group_id() == group;
        for (_, trail) in FIELDS.iter().zip(&mut self.fields).filter(|(field, _)| row.sets(**field as usize)) {
            if is_of_group {
                let first = trail.of_group.map_or(number, |(first, _)| first);
                trail.of_group = Some((first, number));
            }
            trail.follow(&said, group);
        }
    }

    /// The change that reverses the group here; `None` where something else has been set since.
    fn reverse(&self, edits: &Edits, places: &Places, group: Id<'_>, way: Way) -> Option<Change> {
        let mut change = Change::default();
        for (field, trail) in FIELDS.iter().zip(&self.fields) {
            let Some((first, last)) = trail.of_group else { continue };
            let stands = trail.places.contains_key(&group);
            // A half-written reversal has reached some topics only: there nothing is left to do.
            let edit = match way {
                Way::Undo if !stands => continue,
                Way::Redo if stands => continue,
                Way::Undo if trail.top() == Some(group) => edits.rows.edit(first, places),
                Way::Redo if trail.top() == trail.left => edits.rows.edit(last, places),
                Way::Undo | Way::Redo => return None,
            };
            if let Some(edit) = edit {
                field.copy(if way == Way::Undo { &edit.was } else { &edit.set }, &mut change);
            }
        }
        Some(change)
    }
}

impl<'a> FieldTrail<'a> {
    fn follow(&mut self, said: &Said<'a>, group: Id<'_>) {
        match (said.undo, said.redo) {
            (Some(undone), _) if self.take(undone) => {
                if undone == group {
                    self.left = self.top();
                }
            }
            (None, Some(back)) => self.push(back),
            _ => self.push(said.group_id()),
        }
    }

    fn top(&self) -> Option<Id<'a>> {
        self.standing.last().copied().flatten()
    }

    fn push(&mut self, group: Id<'a>) {
        self.take(group);
        self.places.insert(group, self.standing.len());
        self.standing.push(Some(group));
    }

    /// Takes a group out; says whether it was there. Costs no more where many lie upon it.
    fn take(&mut self, group: Id<'a>) -> bool {
        let Some(place) = self.places.remove(&group) else { return false };
        self.standing[place] = None;
        while self.standing.last() == Some(&None) {
            self.standing.pop();
        }
        true
    }
}

/// The fields that a learner sets, each with its number in a row. `from` is none of them: a healed move stays healed.
#[derive(Clone, Copy)]
enum Field {
    Status = 0,
    Note = 1,
    Proof = 2,
    Recall = 4,
}

const FIELDS: [Field; 4] = [Field::Status, Field::Note, Field::Proof, Field::Recall];

impl Field {
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
