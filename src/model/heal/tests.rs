//! Records and topics that are matched by id, by the log, by the file and by their tails.

use super::super::edit::{EditId, Machine, Mark, Now, Recorded, Stamp};
use super::super::roadmap::TopicId;
use super::super::sketch;
use super::super::status::Status;
use super::super::text::SafeText;
use super::{Healing, Trail, heal_records, tail};

fn recorded<T>(value: T) -> Recorded<T> {
    let at = sketch::second(1);
    let stamp = Stamp { at, by: Machine("laptop".into()), id: EditId("1".into()) };
    Recorded { value, stamp, day: Now { at, offset: jiff::tz::Offset::UTC }, undone: false }
}

/// Heals a drawing whose records are named `id`, `id-` (all back at the default) or `id<older` (goes on from it).
fn healed(lines: &str, records: &str) -> Healing {
    let records: Vec<(TopicId, Mark)> = records
        .split_whitespace()
        .map(|record| {
            let (id, from) = record.split_once('<').map_or((record, None), |(id, from)| (id, Some(from)));
            let status = if id.ends_with('-') { Status::Todo } else { Status::Done };
            let from = from.map(|from| TopicId(from.into()));
            let mark = Mark { status: Some(recorded(status)), from, ..Mark::default() };
            (TopicId(id.trim_end_matches('-').into()), mark)
        })
        .collect();
    heal_records(&sketch::roadmap("r", lines), records.iter().map(|(id, mark)| (id, mark)))
}

/// The same in words: `leaf<older` for what moved, `!` if it is news, then the orphans after `?`.
fn told(lines: &str, records: &str) -> String {
    let roadmap = sketch::roadmap("r", lines);
    let healing = healed(lines, records);
    let moved = healing.moved.iter().map(|(leaf, older)| {
        let news = if healing.fresh.contains(leaf) { "!" } else { "" };
        format!("{}<{}{news}", roadmap[*leaf].id.0, older.0)
    });
    let orphans = healing.orphans.iter().map(|id| format!("?{}", id.0));
    moved.chain(orphans).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_record_stays_where_its_id_is() {
    assert_eq!(told("s\n  a\n  b was=s/a", "s/a s/b<s/a"), "");
    assert_eq!(healed("s\n  a", ""), Healing::default());
}

#[test]
fn the_log_tells_where_a_record_goes_on() {
    assert_eq!(told("s\n  c", "s/c<s/b s/b<s/a s/a"), "s/c<s/a s/c<s/b");
    assert_eq!(told("s\n  c", "s/c<s/b s/b"), "s/c<s/b");
    assert_eq!(told("s\n  b\n  c", "s/b<s/a s/c<s/a s/a"), "s/b<s/a s/c<s/a");
    assert_eq!(told("s\n  c", "s/a<s/b s/b<s/a"), "?s/a ?s/b");
    assert_eq!(told("s\n  c was=s/a", "s/a s/b s/c<s/b"), "s/c<s/b s/c<s/a", "the log comes before the file");
    assert_eq!(told("s\n  c", "s/c<s/c s/b<s/b"), "?s/b");
}

#[test]
fn the_file_tells_what_a_topic_or_one_above_it_was() {
    assert_eq!(told("s\n  a was=s/b", "s/b"), "s/a<s/b!");
    assert_eq!(told("s was=t\n  a\n    b\n    c", "t/a/b"), "s/a/b<t/a/b!");
    assert_eq!(told("s was=t\n  a was=s/x\n    b", "t/x/b"), "s/a/b<t/x/b!");
    assert_eq!(told("s was=old\n  a\nt was=old\n  b", "old/a old/b"), "s/a<old/a! t/b<old/b!");
    assert_eq!(told("s\n  a\n    b was=s/a", "s/a"), "s/a/b<s/a!");
    assert_eq!(told("s was=s/s\n  a", "s/s/s/s/b"), "?s/s/s/s/b");
    assert_eq!(told("s\n  s was=s\n    a", "s/b"), "?s/b", "an id that grows without end");
}

#[test]
fn the_longest_tail_tells_if_it_is_the_only_one() {
    assert_eq!(told("s\n  a\n    b\n  c\n    b", "old/a/b"), "s/a/b<old/a/b!");
    assert_eq!(told("s\n  a\n    b\n  c\n    b", "old/b"), "?old/b");
    assert_eq!(told("s\n  b", "t/b u/b"), "?t/b ?u/b");
    assert_eq!(told("s\n  b", "t/b u/b-"), "s/b<t/b!");
    assert_eq!(told("s\n  a\n    b\n  c\n    b", "x/a/b x/y/b"), "s/a/b<x/a/b! s/c/b<x/y/b!");
    assert_eq!(told("b", "t/b"), "b<t/b!");
    assert_eq!(told("s\n  b", "s/t/sub"), "?s/t/sub");
}

#[test]
fn a_leaf_with_a_record_is_not_sought_by_tail() {
    assert_eq!(told("s\n  b", "s/b t/b"), "?t/b");
    assert_eq!(told("s\n  b", "s/b- t/b"), "s/b<t/b!");
    assert_eq!(told("s\n  b was=s/x", "s/x t/b"), "s/b<s/x! ?t/b");
}

#[test]
fn a_topic_that_has_become_a_parent_keeps_its_record_as_an_orphan() {
    assert_eq!(told("s\n  a\n    x\nt\n  a", "s/a"), "?s/a");
}

#[test]
fn a_record_with_nothing_in_it_is_neither_missed_nor_news() {
    assert_eq!(told("s\n  a", "s/b- t/a-"), "");
    assert_eq!(told("s\n  a was=s/b", "s/b-"), "s/a<s/b");
}

#[test]
fn notes_and_proof_are_worth_healing_too() {
    let blank = Mark { note: Some(recorded(None).into()), proof: Some(recorded(vec![]).into()), ..Mark::default() };
    assert!(super::is_blank(&blank));
    assert!(!super::is_blank(&Mark { note: Some(recorded(Some(SafeText::line("n"))).into()), ..Mark::default() }));
    assert!(!super::is_blank(&Mark { proof: Some(recorded(vec![SafeText::line("p")]).into()), ..Mark::default() }));
}

#[test]
fn many_records_of_a_renamed_stage_heal_in_one_go() {
    let leaves: Vec<_> = (0..10_000).map(|number| format!("  t{number}")).collect();
    let records: Vec<_> = (0..10_000).map(|number| format!("old/t{number}")).collect();
    let healing = healed(&format!("new\n{}", leaves.join("\n")), &records.join(" "));
    assert_eq!((healing.moved.len(), healing.fresh.len(), healing.orphans.len()), (10_000, 10_000, 0));
}

/// Felt as a hang if a long id costs more than its length.
#[test]
fn ids_of_many_segments_cost_no_more_than_others() {
    let long = |number: usize| format!("m{number}{}", "/x".repeat(30_000));
    let ids: Vec<_> = (0..20).map(long).collect();
    let healing = healed("s was=m/x/x/x\n  x\n  y was=m0", &format!("{} old/y", ids.join(" ")));
    assert_eq!((healing.moved.len(), healing.orphans.len()), (1, 20));
    let healing = healed("s was=m3/x/x\n  x", &format!("{}/old", ids[3]));
    assert_eq!(healing.orphans.len(), 1);
    let alone = healed("s\n  x\n  y", &ids[3]);
    assert_eq!((alone.moved.len(), alone.orphans.len()), (1, 0), "its tail is enough");
}

#[test]
fn records_of_an_id_that_very_many_topics_had_are_not_sought_at_all_of_them() {
    let topics: Vec<_> = (0..10_000).map(|number| format!("t{number} was=old")).collect();
    let records: Vec<_> = (0..10_000).map(|number| format!("old/x{number}")).collect();
    let healing = healed(&topics.join("\n"), &records.join(" "));
    assert_eq!((healing.moved.len(), healing.orphans.len()), (0, 10_000));
}

#[test]
fn links_that_lead_to_no_topic_are_not_followed() {
    let links: Vec<_> = (1..20_000).map(|number| format!("t{number}<t{}", number - 1)).collect();
    let roadmap = sketch::roadmap("r", "s was=q\n  a\n  b");
    let topics = roadmap.places().map(|place| (&*roadmap[place].id.0, place)).collect();
    let link = |link: &'static str| link.split_once('<').map(|(newer, older)| (older, newer)).unwrap();
    let all: String = links.join(" ") + " s/a<t19 q/b<t500";
    let trail = Trail::new(&roadmap, &topics, all.leak().split(' ').map(link).collect());
    // 20 ids lead on to one leaf, and as many as are looked at to the other.
    assert_eq!(trail.leading.len(), 20 + Trail::LONGEST);
    assert_eq!((trail.heirs("t0").len(), trail.heirs("t500").len(), trail.heirs("t501").len()), (1, 1, 0));
    assert_eq!((trail.heirs("t480").len(), trail.heirs("t460").len()), (1, 0));
}

#[test]
fn a_tail_ends_at_the_border_of_a_segment() {
    assert_eq!(tail("a/b/c", 1), Some("c"));
    assert_eq!(tail("a/b/c", 3), Some("a/b/c"));
    assert_eq!(tail("a/b/c", 4), None);
}
