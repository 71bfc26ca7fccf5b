//! A log in the bytes that it is kept in: what a checkpoint holds.

use super::super::edit::Machine;
use super::super::roadmap::{RoadmapId, TopicId};
use super::super::text::SafeText;
use super::bytes::{self, Bytes, count};
use super::edits::Edits;
use super::fold::Fold;
use super::places::Places;
use super::rows::{Machines, Rows};
use super::{Log, Mint};

/// How much a log held at some moment. It only grows, so that can still be said when it holds more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    rows: u32,
    alterations: usize,
}

/// The lengths of what was written, which stand at its end.
const LENGTHS: usize = 16;

impl Log {
    pub fn extent(&self) -> Extent {
        Extent { rows: self.edits.rows.len(), alterations: self.alterations }
    }

    /// About how many bytes of memory it takes.
    pub fn weight(&self) -> usize {
        self.edits.rows.weight() + self.places.names().len() * Self::WEIGHT_OF_A_TOPIC
    }

    /// Its name, its place among the others and its mark.
    const WEIGHT_OF_A_TOPIC: usize = 640;

    /// Hands over what it held then, piece by piece, for [`Log::unpack`]. `false` if one of those edits has given way to
    /// another since: then the pieces are worth nothing.
    pub fn pack(&self, extent: &Extent, put: &mut dyn FnMut(&[u8])) -> bool {
        let Self { edits, places, .. } = self;
        let (mut of_rows, mut topics, machines) = (0, 0, edits.rows.machines.names());
        for number in 0..extent.rows {
            let row = edits.rows.bytes(number);
            of_rows += row.len();
            topics = topics.max(edits.rows.row(number).topic + 1);
            put(row);
        }
        let mut text = Vec::new();
        let mut put_text = |name: &str| {
            text.clear();
            bytes::put_text(&mut text, name);
            put(&text);
        };
        machines.iter().for_each(|machine| put_text(&machine.0));
        let mut last = None;
        for (roadmap, topic) in &places.names()[..topics as usize] {
            // Topics of one roadmap come together: an empty text says that it is the one before.
            put_text(if last == Some(roadmap) { "" } else { &roadmap.0 });
            put_text(&topic.0);
            last = Some(roadmap);
        }
        for number in [count(of_rows), extent.rows, count(machines.len()), topics] {
            put(&number.to_le_bytes());
        }
        self.alterations == extent.alterations
    }

    /// The log that these bytes hold, as if its edits had been absorbed; `None` if they are no such bytes. Whatever
    /// they are, nothing in the log can harm a terminal.
    pub fn unpack(machine: Machine, seed: u128, mut bytes: Vec<u8>) -> Option<Self> {
        let (rest, lengths) = bytes.split_at_checked(bytes.len().checked_sub(LENGTHS)?)?;
        let mut lengths = Bytes(lengths);
        let [of_rows, rows, machines, topics] = [lengths.u32()?, lengths.u32()?, lengths.u32()?, lengths.u32()?];
        let (_, names) = rest.split_at_checked(of_rows as usize)?;
        let mut names = Bytes(names);
        let machines = read_machines(&mut names, machines)?;
        let places = read_places(&mut names, topics).filter(|_| names.0.is_empty())?;
        bytes.truncate(of_rows as usize);
        let rows = Rows::read(bytes, rows, topics, machines)?;
        let fold = Fold::of_all(machine.clone(), &rows, &places);
        let mut mint = Mint::new(seed);
        (0..rows.len()).for_each(|row| mint.witness(rows.row(row).instant()));
        Some(Self { machine, places, edits: Edits::of(rows), fold, mint, alterations: 0 })
    }
}

fn read_machines(names: &mut Bytes<'_>, machines: u32) -> Option<Machines> {
    let mut read = Machines::default();
    for number in 0..machines {
        let name = names.text().filter(|name| SafeText::is_line(name))?;
        if read.number(&Machine(name.into())) != number {
            return None;
        }
    }
    Some(read)
}

fn read_places(names: &mut Bytes<'_>, topics: u32) -> Option<Places> {
    let mut places = Places::default();
    let mut last: Option<RoadmapId> = None;
    for number in 0..topics {
        let roadmap = match (names.text()?, last) {
            ("", last) => last?,
            (name, _) if SafeText::is_line(name) => RoadmapId(name.into()),
            _ => return None,
        };
        let topic = names.text().filter(|topic| SafeText::is_line(topic))?;
        if places.spot(&roadmap, &TopicId(topic.into())).topic != number {
            return None;
        }
        last = Some(roadmap);
    }
    Some(places)
}
