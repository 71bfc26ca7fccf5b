//! Roadmaps and states of progress drawn as text, for the tests of the model.

use jiff::Timestamp;

use super::roadmap::{Aside, Concept, Numbering, Place, Requirement, Roadmap, RoadmapId, Tool, Topic, TopicId};
use super::standing::Standing;
use super::status::Status;
use super::text::SafeText;

/// A roadmap from one topic a line, indented by two blanks a level.
///
/// A line holds the slug and any of `[x]` (see [`standing`]), `optional`, `recommended`, `pick=1`, `#concept`,
/// `~concept`, `<core/apis` or `<#concept` (requires), `was=old/id`, `title=As_Shown`, `about=Some_words`,
/// `tool=Redis`.
pub(super) fn roadmap(id: &str, lines: &str) -> Roadmap {
    let mut topics: Vec<Topic> = Vec::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let depth = (line.len() - line.trim_start().len()) / 2;
        let parent = topics.iter().rposition(|topic| usize::from(topic.depth) + 1 == depth);
        topics.push(topic(line.trim(), depth, parent.map(|parent| (place(parent), &topics[parent]))));
    }
    for at in 0..topics.len() {
        let inside = topics[at + 1..].iter().take_while(|topic| topic.depth > topics[at].depth).count();
        topics[at].end = place(at + 1 + inside);
    }
    let mut roadmap = Roadmap {
        id: RoadmapId(id.into()),
        title: SafeText::line(id),
        icon: None,
        description: None,
        edition: None,
        tags: Vec::new(),
        source: None,
        numbering: Numbering::None,
        topics,
    };
    for (at, line) in lines.lines().filter(|line| !line.trim().is_empty()).enumerate() {
        let requires = line.split_whitespace().filter_map(|word| word.strip_prefix('<'));
        roadmap.topics[at].requires = requires.map(|target| requirement(&roadmap, target)).collect();
    }
    roadmap
}

/// Where a learner stands by the boxes of the same drawing: `[x]` done, `[/]` doing, `[k]` known, `[-]` skipped. Of two
/// in progress the later in the file was touched later.
pub(super) fn standing(roadmap: &Roadmap, lines: &str) -> Standing {
    let mut standing = Standing::new(roadmap);
    for (at, line) in lines.lines().filter(|line| !line.trim().is_empty()).enumerate() {
        if let Some(status) = line.split_whitespace().find_map(status) {
            standing.set(roadmap, place(at), status, second(at));
        }
    }
    standing
}

/// The place of a topic by its id.
pub(super) fn at(roadmap: &Roadmap, id: &str) -> Place {
    roadmap.find(&TopicId(id.into())).unwrap_or_else(|| panic!("no topic {id}"))
}

/// Slugs of places, joined, the last segment of each.
pub(super) fn slugs(roadmap: &Roadmap, places: impl IntoIterator<Item = Place>) -> String {
    let last = |place| roadmap[place].id.0.rsplit('/').next().unwrap_or_default().to_owned();
    places.into_iter().map(last).collect::<Vec<_>>().join(" ")
}

pub(super) fn second(at: usize) -> Timestamp {
    Timestamp::from_second(at.try_into().unwrap()).unwrap()
}

fn place(at: usize) -> Place {
    Place(at.try_into().unwrap())
}

fn status(word: &str) -> Option<Status> {
    match word {
        "[x]" => Some(Status::Done),
        "[/]" => Some(Status::Doing),
        "[k]" => Some(Status::Known),
        "[-]" => Some(Status::Skipped),
        _ => None,
    }
}

fn requirement(roadmap: &Roadmap, target: &str) -> Requirement {
    target
        .strip_prefix('#')
        .map_or_else(|| Requirement::Topic(at(roadmap, target)), |name| Requirement::Concept(name.into()))
}

fn topic(line: &str, depth: usize, parent: Option<(Place, &Topic)>) -> Topic {
    let mut words = line.split_whitespace();
    let slug = words.next().unwrap();
    let path = parent.map_or_else(|| slug.to_owned(), |(_, parent)| format!("{}/{slug}", parent.id.0));
    let mut topic = Topic {
        id: TopicId(path.into()),
        title: SafeText::line(&slug.replace('-', " ")),
        depth: depth.try_into().unwrap(),
        parent: parent.map(|(place, _)| place),
        beyond_required: parent.is_some_and(|(_, parent)| parent.beyond_required),
        ..Topic::default()
    };
    for word in words {
        read(word, &mut topic);
    }
    topic
}

fn read(word: &str, topic: &mut Topic) {
    let text = |value: &str| SafeText::line(&value.replace('_', " "));
    let concept = |name: &str, related| Concept { name: name.into(), related };
    match word.split_once('=') {
        Some(("pick", count)) => topic.pick = Some(count.parse().unwrap()),
        Some(("was", id)) => topic.was.push(TopicId(id.into())),
        Some(("title", title)) => topic.title = text(title),
        Some(("about", words)) => topic.description = Some(text(words)),
        Some(("tool", name)) => topic.tools.push(Tool { name: text(name), recommended: false }),
        _ if word == "optional" => (topic.optional, topic.beyond_required) = (Aside::Yes, true),
        _ if word == "recommended" => topic.recommended = Aside::Yes,
        _ if word.starts_with('#') => topic.concepts.push(concept(&word[1..], false)),
        _ if word.starts_with('~') => topic.concepts.push(concept(&word[1..], true)),
        _ => assert!(word.starts_with('<') || status(word).is_some(), "what is {word}?"),
    }
}
