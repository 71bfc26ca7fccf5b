//! The bundled roadmaps: complete, without a complaint, and as honest as their counts.

use std::fs;
use std::path::Path;

use milepost::format;
use milepost::model::{Roadmap, Standing};

/// Each with its units at 100 %, stages and leaves.
const BUNDLED: [(&str, u32, usize, u32); 4] = [
    ("backend-2025", 47, 4, 52),
    ("backend-seven-stages", 39, 7, 42),
    ("backend-ten-steps", 48, 10, 77),
    ("backend-recruiters", 72, 10, 90),
];

fn text(id: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("roadmaps").join(format!("{id}.yaml"));
    fs::read_to_string(path).expect(id)
}

fn read(id: &str) -> Roadmap {
    let checked = format::roadmap::read(id, &text(id));
    assert!(checked.report.diagnostics.is_empty(), "{id}: {:?}", checked.report);
    checked.value.expect(id)
}

#[test]
fn each_is_read_without_a_complaint_and_counts_what_its_source_has() {
    for (id, total, stages, leaves) in BUNDLED {
        let roadmap = read(id);
        let whole = Standing::new(&roadmap).whole();
        assert_eq!((whole.total, roadmap.stages().count(), whole.leaves()), (total, stages, leaves), "{id}");
        assert!(roadmap.source.as_ref().is_some_and(|source| source.title.is_some()), "{id} names its source");
    }
}

#[test]
fn every_topic_says_what_it_is_and_every_leaf_how_long_it_takes() {
    for (id, ..) in BUNDLED {
        let roadmap = read(id);
        for place in roadmap.places() {
            let topic = &roadmap[place];
            assert!(topic.description.is_some(), "{id}: {} is not described", topic.id.0);
            assert!(
                !roadmap.is_leaf(place) || topic.estimate_minutes.is_some(),
                "{id}: {} has no estimate",
                topic.id.0
            );
            let choice = topic.pick.is_some() || roadmap.is_option(place);
            assert!(topic.depth == 0 || choice || topic.check.is_some(), "{id}: {} asks nothing", topic.id.0);
        }
    }
}

#[test]
fn every_link_is_encrypted() {
    for (id, ..) in BUNDLED {
        assert!(!text(id).contains("http://"), "{id}");
    }
}

#[test]
fn the_concepts_are_shared() {
    let roadmaps: Vec<_> = BUNDLED.iter().map(|(id, ..)| read(id)).collect();
    let bears = |roadmap: &Roadmap, name: &str| {
        roadmap.topics.iter().any(|topic| topic.concepts.iter().any(|concept| &*concept.name == name))
    };
    for name in ["api-design", "authn-authz", "express", "graphql", "nodejs", "python", "rest", "sql", "mongodb", "jwt"]
    {
        let bearers = roadmaps.iter().filter(|roadmap| bears(roadmap, name)).count();
        assert!(bearers >= 3, "{name} is in {bearers}");
    }
}
