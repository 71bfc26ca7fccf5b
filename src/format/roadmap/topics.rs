//! Stages and topics, laid out in one row.

use std::collections::HashMap;
use std::ops::Range;

use super::fields::{STAGE, TOPIC};
use super::ids::{concepts, paths, segment, title};
use super::resources::{resources, tools};
use super::rows::{Required, Rows};
use super::untitled;
use super::values::{aside, icon, minutes};
use crate::format::complaints::{Complaints, quote, shorten};
use crate::format::fields::Fields;
use crate::format::values::{self, choice, is_null, line_list, lines, number, texts};
use crate::format::yaml::{Node, Shape};
use crate::model::{Kind, Numbering, Place, Topic, TopicId, slug};

/// How deep topics may lie below a stage.
const DEEPEST: u8 = 8;

/// How many topics a roadmap may have, and how long all their ids may be together, in bytes: paths repeat what is
/// above them, so that a small file could ask for a lot of memory.
const MOST_TOPICS: usize = 200_000;
const MOST_ID_BYTES: usize = 32 << 20;

/// How many entries the lists of all topics may have together.
const MOST_ENTRIES: usize = 1_000_000;

const KINDS: [(&str, Kind); 4] =
    [("topic", Kind::Topic), ("project", Kind::Project), ("reading", Kind::Reading), ("interview", Kind::Interview)];

/// Reads the stages of a roadmap and everything in them.
pub(super) fn stages<'t>(node: Node<'t>, numbering: Numbering, complaints: &mut Complaints) -> Rows<'t> {
    let rows = Rows { lacks_ids: node.is_cut(), ..Rows::default() };
    let mut reader = Reader { rows, numbering, numbers: 0, id_bytes: 0, entries: 0, is_full: false, complaints };
    let mut siblings = Siblings::new();
    for stage in entries(node, "`stages`", reader.complaints) {
        reader.read(stage, Above::default(), &mut siblings);
    }
    reader.rows
}

/// The entries of `stages` or `topics`, of which there must be one.
fn entries<'t>(node: Node<'t>, name: &str, complaints: &mut Complaints) -> Vec<Node<'t>> {
    let is_empty = match node.shape() {
        Shape::Sequence => node.items().next().is_none() && !node.is_cut(),
        Shape::Scalar { text, plain } => plain && is_null(text),
        Shape::Mapping | Shape::Alias => false,
    };
    if !is_empty {
        return values::entries(node, name, complaints);
    }
    let complaint = complaints.error("empty-topics", node.head(), format!("{name} has nothing in it"));
    complaint.label("give it entries, each after `- `");
    Vec::new()
}

struct Reader<'t, 'c> {
    rows: Rows<'t>,
    numbering: Numbering,
    numbers: u32,
    id_bytes: usize,
    entries: usize,
    is_full: bool,
    complaints: &'c mut Complaints,
}

/// What is above a topic that is read.
#[derive(Clone, Copy, Debug, Default)]
struct Above {
    parent: Option<Place>,
    depth: u8,
    /// Whether the topic is one option of a choice.
    in_pick: bool,
    is_optional: bool,
}

/// The segments given among siblings so far, with the places of their titles.
type Siblings = HashMap<Box<str>, Range<usize>>;

impl<'t> Reader<'t, '_> {
    /// Reads one stage or topic with everything inside it.
    fn read(&mut self, node: Node<'t>, above: Above, siblings: &mut Siblings) {
        if self.refuses_more(node) {
            return;
        }
        let number = self.number(above.depth);
        let mut topic = Topic { parent: above.parent, depth: above.depth, number, ..Topic::default() };
        if !matches!(node.shape(), Shape::Mapping) {
            if above.depth == 0 {
                self.refuse_bare_stage(node);
            } else {
                self.name(&mut topic, node, None, siblings);
                self.push(topic);
            }
            return;
        }
        let level = if above.depth == 0 { &STAGE } else { &TOPIC };
        if untitled::refuse_accident(node, level, self.complaints) {
            self.rows.lacks_ids = true;
            return;
        }
        let fields = Fields::read(node, level, self.complaints);
        if let Some(title) = fields.get("title") {
            self.name(&mut topic, title, fields.get("id"), siblings);
        } else {
            untitled::refuse(&fields, level, self.complaints);
            self.rows.lacks_ids = true;
        }
        self.fill(&mut topic, &fields, above);
        let place = self.push(topic);
        self.read_inside(place, &fields, above);
    }

    /// Sets the title, and the id below that of the parent.
    fn name(&mut self, topic: &mut Topic, node: Node<'_>, id: Option<Node<'_>>, siblings: &mut Siblings) {
        let titled = title(node, self.complaints);
        let pinned = id.map(|id| segment(id, self.complaints).unwrap_or_default());
        let Some((title, words)) = titled else {
            self.rows.lacks_ids = true;
            return;
        };
        topic.title = title;
        let segment = pinned.map_or_else(|| slug(words), str::to_owned);
        if segment.is_empty() {
            if pinned.is_none() {
                let complaint = self.complaints.error("invalid-id", node.head(), "no id can be made of this title");
                complaint.label("neither letters nor digits").help("add `id:`, for example `id: rate-limiting`");
            }
            self.rows.lacks_ids = true;
            return;
        }
        let above = topic.parent.map(|parent| &*self.rows.topics[parent.0 as usize].id.0);
        let path = above.map_or_else(|| segment.clone(), |above| format!("{above}/{segment}"));
        self.id_bytes += path.len();
        let span = id.unwrap_or(node).head();
        if let Some(first) = siblings.get(&*segment) {
            self.refuse_twin(&path, &segment, first.clone(), span);
        } else {
            siblings.insert(segment.into(), span);
        }
        topic.id = TopicId(path.into());
    }

    fn fill(&mut self, topic: &mut Topic, fields: &Fields<'t>, above: Above) {
        let c = &mut *self.complaints;
        let get = |name| fields.get(name);
        let was = get("was").map(|node| paths(node, c)).unwrap_or_default();
        topic.was = was.into_iter().map(|path| TopicId(path.into())).collect();
        topic.icon = get("icon").and_then(|node| icon(node, c));
        topic.description = get("description").and_then(|node| lines(node, "`description`", c));
        topic.points = get("points").map(|node| line_list(node, "`points`", c)).unwrap_or_default();
        topic.pick = get("pick").and_then(|node| number(node, "`pick`", c));
        topic.optional = get("optional").map(|node| aside(node, "`optional`", c)).unwrap_or_default();
        topic.beyond_required = above.is_optional || topic.optional.holds();
        topic.recommended = get("recommended").map(|node| aside(node, "`recommended`", c)).unwrap_or_default();
        topic.concepts = get("concept").map(|node| concepts(node, c)).unwrap_or_default();
        topic.estimate_minutes = get("estimate").and_then(|node| minutes(node, c));
        topic.tools = get("tools").map(|node| tools(node, c)).unwrap_or_default();
        topic.check = get("check").and_then(|node| lines(node, "`check`", c));
        topic.resources = get("resources").map(|node| resources(node, c)).unwrap_or_default();
        let kind = get("kind").and_then(|node| choice(node, ("`kind`", "unknown-kind"), &KINDS, c));
        topic.kind = kind.unwrap_or_default();
        self.entries += topic.points.len() + topic.tools.len() + topic.resources.len();
        self.entries += topic.was.len() + topic.concepts.len();
        if let Some(node) = get("requires") {
            let by = self.rows.place();
            let texts = texts(node, "`requires`", c);
            self.entries += texts.len();
            self.rows.required.extend(texts.into_iter().map(|(node, text)| Required { by, node, text }));
        }
        if above.in_pick && topic.optional.holds() {
            let span = fields.key("optional").unwrap_or_default();
            let complaint = c.error("pick-optional", span, "an option of a `pick` cannot be optional");
            complaint
                .label("whoever picks may leave any option")
                .help("put `optional` on the topic that has the `pick`");
        }
    }

    /// Reads the topics inside one that has just been pushed.
    fn read_inside(&mut self, place: Place, fields: &Fields<'t>, above: Above) {
        let at = place.0 as usize;
        let inside = fields.get("topics").zip(fields.key("topics"));
        let Some((node, key)) = inside else {
            if above.depth == 0 && fields.lacks("topics") {
                let complaint = self.complaints.error("missing-field", fields.head(), "this stage has no `topics`");
                complaint.label("a stage is a title with topics");
            }
            self.check_pick(place, fields, 0);
            return;
        };
        if above.depth == DEEPEST {
            let message = format!("topics more than {DEEPEST} levels deep");
            self.complaints.error("too-deep", key, message).label("move these up, or into `points`");
            return;
        }
        if above.in_pick {
            let complaint = self.complaints.error("pick-nested", key, "an option of a `pick` cannot have topics");
            complaint
                .label("an option is one thing to tick")
                .help("write these as `points`, or move them out of the choice");
        }
        let entries = entries(node, "`topics`", self.complaints);
        if !node.is_cut() && !entries.is_empty() {
            self.check_pick(place, fields, entries.len());
        }
        let below = Above {
            parent: Some(place),
            depth: above.depth + 1,
            in_pick: fields.get("pick").is_some(),
            is_optional: self.rows.topics[at].beyond_required,
        };
        let mut siblings = Siblings::new();
        for entry in entries {
            self.read(entry, below, &mut siblings);
        }
        self.rows.topics[at].end = self.rows.place();
    }

    fn check_pick(&mut self, place: Place, fields: &Fields<'t>, options: usize) {
        let pick = self.rows.topics[place.0 as usize].pick;
        let (Some(pick), Some(node)) = (pick, fields.get("pick")) else { return };
        if options == 0 && fields.lacks("topics") {
            let complaint = self.complaints.error("pick-range", node.head(), "there is nothing to pick from");
            complaint.label("the options are the entries of `topics`");
        } else if options > 0 && !(1..=options).contains(&(pick as usize)) {
            let complaint = self.complaints.error("pick-range", node.head(), format!("`pick` cannot be {pick}"));
            complaint.label(format!("between 1 and {options}, the number of options"));
        }
    }

    fn push(&mut self, mut topic: Topic) -> Place {
        let place = self.rows.place();
        topic.end = Place(place.0 + 1);
        self.rows.topics.push(topic);
        place
    }

    fn number(&mut self, depth: u8) -> Option<u32> {
        let counts = match self.numbering {
            Numbering::Stages => depth == 0,
            Numbering::Topics => depth == 1,
            Numbering::None => false,
        };
        self.numbers += u32::from(counts);
        counts.then_some(self.numbers)
    }

    fn refuse_bare_stage(&mut self, node: Node<'_>) {
        self.rows.lacks_ids = true;
        if let Some(text) = node.scalar() {
            let text = if is_null(text) { "…".to_owned() } else { shorten(text) };
            let complaint = self.complaints.error("wrong-type", node.head(), "a stage must have a title and topics");
            complaint.label("this is only a text").help(format!("write\n- title: {text}\n  topics:\n    - …"));
        } else if !matches!(node.shape(), Shape::Alias) {
            let complaint = self.complaints.error("wrong-type", node.head(), "a stage must have a title and topics");
            complaint.label("this is only a list");
        }
    }

    fn refuse_twin(&mut self, path: &str, segment: &str, first: Range<usize>, span: Range<usize>) {
        let message = format!("two topics get the same id {}", quote(path));
        let complaint =
            self.complaints.error("duplicate-id", span, message).label("the second").also(first, "the first");
        let segment: String = segment.chars().take(40).collect();
        complaint.help(format!("add `id:` to one of them, for example `id: {segment}-2`"));
    }

    /// Whether there is room for no more topics; says so once.
    fn refuses_more(&mut self, node: Node<'_>) -> bool {
        let topics = self.rows.topics.len();
        let too_much = topics >= MOST_TOPICS || self.id_bytes >= MOST_ID_BYTES || self.entries >= MOST_ENTRIES;
        if !self.is_full && too_much {
            self.is_full = true;
            self.rows.lacks_ids = true;
            let complaint = self.complaints.error("too-large", node.head(), "too much for one roadmap");
            complaint.label("what follows is not read").help(format!(
                "there may be {MOST_TOPICS} topics, {} MB of ids, and {MOST_ENTRIES} resources, tools and the like",
                MOST_ID_BYTES >> 20
            ));
        }
        self.is_full
    }
}
