//! Every verb of the command line, for people and for programs, with its exit codes.

mod adopt;
mod answers;
mod checks;
mod config;
mod copies;
mod doctor;
mod manners;
mod marks;
mod quiet;
mod recall;
mod restore;
mod shapes;
mod spoken;
mod stats;
mod themes;
mod written;

use super::support::Test;

/// No word of it stands in a bundled roadmap.
const ZOO: &str = "\
title: Keeper of a Zoo
numbering: topics
stages:
  - title: Animals
    topics:
      - title: First animal
        pick: 1
        topics:
          - {title: Zebra, recommended: for beginners}
          - Yak
      - title: Fodder
        topics:
          - title: Hay bales
            estimate: 1h30m
            concept: zoo-hay
            description: What grazes eats.
            tools: [Pitchfork]
            check: How much does a zebra eat?
            resources: [{title: On hay, url: https://example.org/hay, kind: docs}]
          - {title: Carrot rations, optional: but liked}
          - Hay carts
  - title: Visitors
    topics:
      - {title: Turnstiles, requires: [animals/fodder/hay-bales]}
";

const FARM: &str = "\
title: Farm
stages:
  - title: Barn
    topics: [{title: Haystacks, concept: zoo-hay}, Hay carts]
";

const BROKEN: &str = "\
title: Broken
stages:
  - titel: A
    topics: [B]
";

fn zoo() -> Test {
    Test::new().roadmap("zoo", ZOO)
}
