//! The shape of a line, as serde reads and writes it.
#![expect(clippy::option_option, reason = "a field that is absent, one that is deleted and a value are three things")]

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize};

use super::moment::Moment;
use crate::model::{Change, Edit, EditId, Machine, Recalled, RoadmapId, SafeText, Status, TopicId};

/// A header, or an edit: the fields that this version knows, in the order in which they are written.
#[derive(Serialize, Deserialize)]
pub(super) struct Line<'a> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) milepost: Option<u64>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    id: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<Moment>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    by: Option<Text<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    roadmap: Option<Text<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    topic: Option<Text<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    set: Option<Fields<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    was: Option<Fields<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    group: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    count: Option<u32>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    undo: Option<Text<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    redo: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    clock: Option<Moment>,
}

#[derive(Serialize, Deserialize)]
struct Fields<'a> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    #[serde(borrow, default, deserialize_with = "even_null", skip_serializing_if = "Option::is_none")]
    note: Option<Option<Text<'a>>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    proof: Option<Vec<Text<'a>>>,
    #[serde(default, deserialize_with = "even_null", skip_serializing_if = "Option::is_none")]
    recall: Option<Option<Recalled>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    from: Option<Text<'a>>,
}

/// Text that stays where it was read, unless it was escaped.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'a> Line<'a> {
    pub(super) fn of(edit: &'a Edit) -> Self {
        Self {
            milepost: None,
            id: Some(Text(Cow::Borrowed(&edit.id.0))),
            at: Some(Moment(edit.at)),
            by: Some(Text(Cow::Borrowed(&edit.by.0))),
            roadmap: Some(Text(Cow::Borrowed(&edit.roadmap.0))),
            topic: Some(Text(Cow::Borrowed(&edit.topic.0))),
            set: Some(Fields::of(&edit.set)),
            was: (!edit.was.is_empty()).then(|| Fields::of(&edit.was)),
            group: Text::of(edit.group.as_ref()),
            count: edit.count,
            undo: Text::of(edit.undo.as_ref()),
            redo: Text::of(edit.redo.as_ref()),
            clock: edit.clock.map(Moment),
        }
    }

    pub(super) const fn is_header(&self) -> bool {
        self.milepost.is_some() && self.id.is_none()
    }

    /// The edit, if the line says everything that an edit must. `by` is shared where it is the same.
    pub(super) fn into_edit(self, by: Option<&Machine>) -> Option<Edit> {
        let name = self.by?.id()?;
        let edit_id =
            |text: Option<Text>| text.map_or(Some(None), |text| Some(Some(EditId(text.id()?.as_ref().into()))));
        Some(Edit {
            id: edit_id(self.id)??,
            at: self.at?.0,
            by: by.filter(|by| *by.0 == *name).cloned().unwrap_or_else(|| Machine(name.as_ref().into())),
            roadmap: RoadmapId(self.roadmap?.id()?.into()),
            topic: TopicId(self.topic?.id()?.into()),
            set: self.set?.into_change()?,
            was: self.was.map_or(Some(Change::default()), Fields::into_change)?,
            group: edit_id(self.group)?,
            count: self.count,
            undo: edit_id(self.undo)?,
            redo: edit_id(self.redo)?,
            clock: self.clock.map(|clock| clock.0),
        })
    }
}

impl<'a> Fields<'a> {
    fn of(change: &'a Change) -> Self {
        Self {
            status: change.status,
            note: change.note.as_ref().map(|note| note.as_deref().map(|note| Text(Cow::Borrowed(note)))),
            proof: change.proof.as_ref().map(|links| links.iter().map(|link| Text(Cow::Borrowed(link))).collect()),
            recall: change.recall,
            from: change.from.as_ref().map(|from| Text(Cow::Borrowed(&from.0))),
        }
    }

    fn into_change(self) -> Option<Change> {
        Some(Change {
            status: self.status,
            note: self.note.map(|note| note.map(|note| SafeText::clean(&note.0))),
            proof: self.proof.map(|links| links.iter().map(|link| SafeText::line(&link.0)).collect()),
            recall: self.recall,
            from: self.from.map_or(Some(None), |from| Some(Some(TopicId(from.id()?.into()))))?,
        })
    }
}

impl<'a> Text<'a> {
    fn of(id: Option<&'a EditId>) -> Option<Self> {
        id.map(|id| Self(Cow::Borrowed(&id.0)))
    }

    /// The text as an id: not empty, and nothing in it that a terminal would obey, since ids are shown too.
    fn id(self) -> Option<Cow<'a, str>> {
        SafeText::is_line(&self.0).then_some(self.0)
    }
}

/// `null` deletes a note or takes an answer back; a field that is not there says nothing.
fn even_null<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}
