//! A log in the bytes that it is kept in: what a checkpoint holds.

use jiff::Timestamp;

use super::super::edit::{Edit, Machine};
use super::super::roadmap::{RoadmapId, TopicId};
use super::super::text::SafeText;
use super::bytes::{Bytes, count, put_text, put_u32};
use super::edits::Edits;
use super::fold::{FIELDS, Fold, NONE, Newest};
use super::places::Places;
use super::rows::{Machines, Rows};
use super::{Log, Mint};

/// How much a log held at some moment. It only grows, so that can still be said when it holds more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extent {
    rows: u32,
    topics: u32,
    alterations: usize,
    newest: Option<Timestamp>,
}

impl Extent {
    /// The edits have the numbers below this one.
    pub(super) const fn rows(&self) -> u32 {
        self.rows
    }
}

impl Log {
    pub fn extent(&self) -> Extent {
        Extent {
            rows: self.edits.rows.len(),
            topics: self.places.len(),
            alterations: self.alterations,
            newest: self.mint.newest(),
        }
    }

    /// About how many bytes of memory it takes, with the lists that are made of its edits.
    pub fn weight(&self) -> usize {
        let Self { edits: Edits { rows, .. }, places, fold, .. } = self;
        // A fold that is still to be made has no texts but theirs.
        rows.weight() + places.weight() + fold.get().map_or_else(|| rows.size(), Fold::weight)
    }

    /// Hands over what it held then, piece by piece, for [`Log::unpack`]. `None` if one of those edits has given way to
    /// another since: then the pieces are worth nothing.
    ///
    /// First come the rows, which are most of it, and at the end stands the length of what is no row.
    pub fn pack(&self, extent: &Extent, put: &mut dyn FnMut(&[u8])) -> Option<()> {
        let Self { edits: Edits { rows, .. }, places, machine, .. } = self;
        let mut rest = Vec::new();
        put_u32(&mut rest, extent.rows);
        let mut start = 0;
        for number in 0..extent.rows {
            let row = rows.bytes(number)?;
            put(row);
            put_u32(&mut rest, start);
            start += count(row.len());
        }
        put_u32(&mut rest, count(rows.machines.names().len()));
        rows.machines.names().iter().for_each(|machine| put_text(&mut rest, &machine.0));
        put_u32(&mut rest, extent.topics);
        let mut last = None;
        for topic in 0..extent.topics {
            let (roadmap, topic) = places.name(topic)?;
            // Topics of one roadmap come together: an empty text says that it is the one before.
            put_text(&mut rest, if last == Some(roadmap) { "" } else { &roadmap.0 });
            put_text(&mut rest, &topic.0);
            last = Some(roadmap);
        }
        let fold = Fold::of_rows(machine.clone(), rows, extent.rows, places);
        put_newest(&mut rest, fold.newest(), extent.topics, places.roadmaps_of(extent.topics));
        put_text(&mut rest, &machine.0);
        rest.extend_from_slice(&extent.newest.map_or(i128::MIN, Timestamp::as_nanosecond).to_le_bytes());
        put_u32(&mut rest, rows.late(extent.rows));
        put(&rest);
        put(&count(rest.len()).to_le_bytes());
        (self.alterations == extent.alterations).then_some(())
    }

    /// The log that these bytes hold, as if its edits had been absorbed; `None` if they are no such bytes. Bytes that
    /// were made elsewhere may make a log that says anything, but none that fails or could harm a terminal.
    pub fn unpack(machine: &Machine, seed: u128, mut bytes: Vec<u8>) -> Option<Self> {
        let (before, length) = bytes.split_last_chunk()?;
        let of_rows = before.len().checked_sub(u32::from_le_bytes(*length) as usize)?;
        let mut rest = Bytes(&before[of_rows..]);
        let starts = numbers(&mut rest)?;
        let machines = read_machines(&mut rest)?;
        let places = read_places(&mut rest)?;
        let newest = read_newest(&mut rest, &places)?;
        let ticked_by = rest.text()?;
        let last = i128::from_le_bytes(rest.array()?);
        let late = rest.u32()?;
        let is_same = *ticked_by == *machine.0;
        bytes.truncate(of_rows);
        let rows = Rows::of(bytes, starts, machines);
        let fold = if is_same {
            Fold::of_newest(machine.clone(), newest, &rows)
        } else {
            // Whose ticks are counted has another name now.
            Fold::of_rows(machine.clone(), &rows, rows.len(), &places)
        };
        let mut mint = Mint::new(seed);
        if last != i128::MIN {
            mint.witness(Timestamp::from_nanosecond(last).ok().filter(|last| *last < Edit::HORIZON)?);
        }
        let (machine, edits, fold) = (machine.clone(), Edits::of(rows, late), fold.into());
        Some(Self { machine, places, edits, fold, mint, alterations: 0 })
    }
}

fn put_newest(bytes: &mut Vec<u8>, newest: &Newest, topics: u32, roadmaps: u32) {
    let none = [NONE; FIELDS];
    (0..topics as usize)
        .flat_map(|topic| newest.of_topics.get(topic).unwrap_or(&none))
        .for_each(|row| put_u32(bytes, *row));
    (0..roadmaps as usize).for_each(|roadmap| put_u32(bytes, *newest.of_roadmaps.get(roadmap).unwrap_or(&NONE)));
    put_u32(bytes, newest.ticks);
}

fn read_newest(bytes: &mut Bytes<'_>, places: &Places) -> Option<Newest> {
    let of_topics = bytes.take(places.len() as usize * FIELDS * size_of::<u32>())?;
    let of_topics: Vec<_> = all_numbers(of_topics).collect();
    let of_roadmaps = all_numbers(bytes.take(places.roadmaps_of(places.len()) as usize * size_of::<u32>())?).collect();
    Some(Newest { of_topics: of_topics.as_chunks().0.to_vec(), of_roadmaps, ticks: bytes.u32()? })
}

/// Numbers, and before them how many there are.
fn numbers(bytes: &mut Bytes<'_>) -> Option<Vec<u32>> {
    let count = bytes.u32()? as usize;
    Some(all_numbers(bytes.take(count.checked_mul(size_of::<u32>())?)?).collect())
}

fn all_numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.as_chunks().0.iter().map(|number| u32::from_le_bytes(*number))
}

fn read_machines(bytes: &mut Bytes<'_>) -> Option<Machines> {
    let mut machines = Machines::default();
    for number in 0..bytes.u32()? {
        let name = bytes.text().filter(|name| SafeText::is_line(name))?;
        if machines.number(&Machine(name.into())) != number {
            return None;
        }
    }
    Some(machines)
}

fn read_places(bytes: &mut Bytes<'_>) -> Option<Places> {
    /// Room is made for no more, whatever the number says.
    const MOST: u32 = 1 << 16;
    let topics = bytes.u32()?;
    let mut places = Places::with_room(topics.min(MOST) as usize);
    let mut last: Option<(u32, RoadmapId)> = None;
    for _ in 0..topics {
        let (number, roadmap) = match (bytes.text()?, last) {
            ("", last) => last?,
            (name, _) if SafeText::is_line(name) => {
                let roadmap = RoadmapId(name.into());
                (places.roadmap_or_new(&roadmap), roadmap)
            }
            _ => return None,
        };
        let topic = bytes.text().filter(|topic| SafeText::is_line(topic))?;
        places.add(number, roadmap.clone(), TopicId(topic.into()));
        last = Some((number, roadmap));
    }
    Some(places)
}
