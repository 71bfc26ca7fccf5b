//! Requirements that run in a circle, so that nothing in it can ever come first.
//!
//! Every topic has a beginning and an end. It begins after the topic above it has begun and after all that it requires
//! has ended; it ends after it has begun and after all inside it has ended. A requirement on oneself, on what is above
//! or inside, or on each other by way of others is then the same thing: a circle among beginnings and ends.

use std::collections::HashSet;

use crate::format::complaints::{Complaints, quote};
use crate::format::yaml::Node;
use crate::model::{Place, Topic};

/// How many circles are looked into; one mistake seldom makes two.
const MOST: usize = 100;

/// How many topics of a circle are named.
const NAMED: usize = 6;

/// One topic requires another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge<'t> {
    pub from: Place,
    pub to: Place,
    pub node: Node<'t>,
}

/// Complains of each circle once. `edges` are in the order of their `from`.
pub(super) fn refuse(topics: &[Topic], edges: &[Edge<'_>], complaints: &mut Complaints) {
    let mut told: HashSet<usize> = HashSet::new();
    for circle in circles(topics, edges) {
        if circle.iter().any(|edge| told.contains(edge)) {
            continue;
        }
        told.extend(&circle);
        let Some(&first) = circle.iter().min() else { continue };
        tell(first, &circle, topics, edges, complaints);
    }
}

fn tell(first: usize, circle: &[usize], topics: &[Topic], edges: &[Edge<'_>], complaints: &mut Complaints) {
    let Edge { from, to, node } = edges[first];
    let id = |place: Place| quote(&topics[place.0 as usize].id.0);
    let message = match inside(topics, from, to) {
        _ if circle.len() > 1 => {
            let start = circle.iter().position(|&edge| edge == first).unwrap_or_default();
            let round = (start..=start + circle.len()).map(|at| id(edges[circle[at % circle.len()]].from));
            let round: Vec<_> = round.take(NAMED).collect();
            let more = if circle.len() + 1 > NAMED { " → …" } else { "" };
            format!("these topics require each other: {}{more}", round.join(" → "))
        }
        _ if from == to => format!("{} requires itself", id(from)),
        true => format!("{} requires {}, which it is inside of", id(from), id(to)),
        false => format!("{} requires {}, which is inside it", id(from), id(to)),
    };
    complaints.error("requires-cycle", node.head(), message).label("none of them could ever come first");
}

fn inside(topics: &[Topic], inner: Place, outer: Place) -> bool {
    outer <= inner && inner < topics[outer.0 as usize].end
}

/// A beginning or an end, on the way of the search.
struct Step {
    moment: Moment,
    /// Which of its successors comes next; 0 at first.
    next: usize,
    /// The requirement by which it was reached.
    by: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moment {
    Begin(usize),
    End(usize),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Not,
    /// It is on the way that the search is on.
    Now,
    Done,
}

/// The requirements that make each circle, in its order.
fn circles(topics: &[Topic], edges: &[Edge<'_>]) -> Vec<Vec<usize>> {
    let mut circles = Vec::new();
    let mut seen = vec![Seen::Not; topics.len() * 2];
    let mut way: Vec<Step> = Vec::new();
    for root in 0..topics.len() {
        if seen[slot(Moment::End(root))] == Seen::Not {
            seen[slot(Moment::End(root))] = Seen::Now;
            way.push(Step { moment: Moment::End(root), next: 0, by: None });
        }
        while let Some(step) = way.last_mut() {
            let Some((moment, by)) = successor(step, topics, edges) else {
                seen[slot(step.moment)] = Seen::Done;
                way.pop();
                continue;
            };
            match seen[slot(moment)] {
                Seen::Done => {}
                Seen::Not => {
                    seen[slot(moment)] = Seen::Now;
                    way.push(Step { moment, next: 0, by });
                }
                Seen::Now if circles.len() >= MOST => return circles,
                Seen::Now => {
                    let back = way.iter().rev().take_while(|step| step.moment != moment).filter_map(|step| step.by);
                    let mut circle: Vec<usize> = by.into_iter().chain(back).collect();
                    circle.reverse();
                    circles.push(circle);
                }
            }
        }
    }
    circles
}

/// What must come before the moment of a step, one at a time.
fn successor(step: &mut Step, topics: &[Topic], edges: &[Edge<'_>]) -> Option<(Moment, Option<usize>)> {
    match step.moment {
        Moment::Begin(at) => {
            if step.next == 0 {
                step.next = 1 + edges.partition_point(|edge| (edge.from.0 as usize) < at);
                if let Some(parent) = topics[at].parent {
                    return Some((Moment::Begin(parent.0 as usize), None));
                }
            }
            let edge = step.next - 1;
            step.next += 1;
            let required = edges.get(edge).filter(|edge| edge.from.0 as usize == at)?;
            Some((Moment::End(required.to.0 as usize), Some(edge)))
        }
        Moment::End(at) => {
            let end = topics[at].end.0 as usize;
            if step.next == 0 {
                step.next = at + 1;
                return Some((Moment::Begin(at), None));
            }
            let child = step.next;
            (child < end).then(|| {
                step.next = topics[child].end.0 as usize;
                (Moment::End(child), None)
            })
        }
    }
}

const fn slot(moment: Moment) -> usize {
    match moment {
        Moment::Begin(at) => at * 2,
        Moment::End(at) => at * 2 + 1,
    }
}
