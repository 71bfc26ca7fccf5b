//! Where in its file a topic stands.

use crate::diagnostic::Lines;
use crate::format::complaints::Complaints;
use crate::format::yaml::{Node, Tree};

/// The line of a topic, from 1. `steps`: which stage it is in, from 0, then which topic of that, and so on.
pub fn line_of(text: &str, steps: &[usize]) -> Option<usize> {
    let (tree, _) = Tree::grow(text, &mut Complaints::default());
    let mut node = tree.root(text)?;
    for (depth, &step) in steps.iter().enumerate() {
        node = field(node, if depth == 0 { "stages" } else { "topics" })?.items().nth(step)?;
    }
    Some(Lines::new(text).position(node.span().start).line)
}

fn field<'t>(node: Node<'t>, name: &str) -> Option<Node<'t>> {
    node.fields().find(|(key, _)| key.scalar() == Some(name)).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::line_of;

    #[test]
    fn a_topic_is_found_by_its_place_among_its_siblings() {
        let text = "# mine\ntitle: T\nstages:\n  - title: A\n    topics:\n      - a\n  - topics:\n    - b\n    -\n      title: c\n      topics: [d, e]\n    title: B\n";
        for (steps, line) in [
            (&[0][..], Some(4)),
            (&[0, 0], Some(6)),
            (&[1], Some(7)),
            (&[1, 1], Some(10)),
            (&[1, 1, 1], Some(11)),
            (&[2], None),
        ] {
            assert_eq!(line_of(text, steps), line, "{steps:?}");
        }
        assert_eq!(line_of("", &[0]), None);
        assert_eq!(line_of("a: [", &[0]), None);
    }
}
