//! The arithmetic of progress, held against the test vectors of the format.

use jiff::Timestamp;
use milepost::model::{Aside, Numbering, Place, Roadmap, RoadmapId, SafeText, Standing, Status, Topic, TopicId};
use serde_json::Value;

#[test]
fn progress_is_counted_as_the_format_says() {
    let vectors: Vec<Value> = include_str!("vectors/progress.yaml")
        .lines()
        .filter_map(|line| line.strip_prefix("- "))
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(vectors.len() >= 25, "only {} vectors", vectors.len());
    for vector in vectors {
        let (roadmap, marks) = roadmap(&vector["tree"]);
        let mut standing = Standing::new(&roadmap);
        for (place, status) in marks {
            standing.set(&roadmap, place, status, Timestamp::UNIX_EPOCH);
        }
        let tally = standing.tally(Place(0));
        let counted = serde_json::json!({
            "complete": tally.complete, "total": tally.total, "bonus": tally.bonus,
            "percent": tally.percent(), "state": standing.status(Place(0)).name(),
        });
        assert_eq!(counted, vector["expect"], "{}", vector["name"]);
        assert_eq!(standing.whole(), tally, "{}", vector["name"]);
    }
}

/// A roadmap of one stage, the tree of a vector, and the statuses of its leaves.
fn roadmap(tree: &Value) -> (Roadmap, Vec<(Place, Status)>) {
    let mut roadmap = Roadmap {
        id: RoadmapId("vector".into()),
        title: SafeText::line("vector"),
        icon: None,
        description: None,
        edition: None,
        tags: Vec::new(),
        source: None,
        numbering: Numbering::None,
        topics: Vec::new(),
    };
    let mut marks = Vec::new();
    lay(tree, None, &mut roadmap.topics, &mut marks);
    (roadmap, marks)
}

fn lay(tree: &Value, parent: Option<Place>, topics: &mut Vec<Topic>, marks: &mut Vec<(Place, Status)>) {
    let place = end(topics);
    topics.push(topic(tree, place, parent.map(|parent| &topics[parent.0 as usize])));
    topics[place.0 as usize].parent = parent;
    if let Some(status) = tree["status"].as_str() {
        marks.push((place, Status::parse(status).expect("a status of the format")));
    }
    for inside in tree["topics"].as_array().into_iter().flatten() {
        lay(inside, Some(place), topics, marks);
    }
    topics[place.0 as usize].end = end(topics);
}

fn end(topics: &[Topic]) -> Place {
    Place(topics.len().try_into().expect("a vector is small"))
}

fn topic(tree: &Value, place: Place, parent: Option<&Topic>) -> Topic {
    let optional = tree["optional"].as_bool().unwrap_or(false);
    Topic {
        id: TopicId(place.0.to_string().into()),
        depth: parent.map_or(0, |parent| parent.depth + 1),
        end: place,
        pick: tree["pick"].as_u64().map(|pick| pick.try_into().expect("a vector is small")),
        optional: if optional { Aside::Yes } else { Aside::No },
        beyond_required: optional || parent.is_some_and(|parent| parent.beyond_required),
        ..Topic::default()
    }
}
