//! Which topic is meant on the command line.

use std::collections::BTreeSet;

use super::library::Library;
use super::roadmap::{Place, Topic};
use super::search::Query;

/// What a name of a topic comes to; topics with the number of their roadmap in the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    Topic(usize, Place),
    /// All of these could be meant; at least two, in the order of the library.
    Ambiguous(Vec<(usize, Place)>),
    /// None is meant; these few are the closest by their letters, the closest first.
    Missing(Vec<(usize, Place)>),
}

/// Finds the topic that `name` means, in the roadmap `only` if one is given.
///
/// A name is a full id, or the tail of one, or a title, or words that are all in a title; the first of these that any
/// topic answers to decides. The id of a roadmap may stand before it: `backend:apis/graphql`, `backend/apis/graphql`.
pub fn resolve(library: &Library, name: &str, only: Option<usize>) -> Resolved {
    let scopes = scopes(library, name, only);
    for answers in [Name::is_id, Name::ends_id, Name::is_title, Name::is_in_title] {
        let mut meant = BTreeSet::new();
        for (entry, name) in &scopes {
            let roadmap = &library.entries()[*entry].roadmap;
            meant.extend(roadmap.places().filter(|&place| answers(name, &roadmap[place])).map(|place| (*entry, place)));
        }
        match (meant.len(), meant.first()) {
            (1, Some(&(entry, place))) => return Resolved::Topic(entry, place),
            (0, _) => {}
            _ => return Resolved::Ambiguous(meant.into_iter().collect()),
        }
    }
    Resolved::Missing(closest(library, &scopes))
}

/// The roadmaps to look in, each with the name to look for there: as it stands, and without the id of the roadmap.
fn scopes(library: &Library, name: &str, only: Option<usize>) -> Vec<(usize, Name)> {
    let name = name.trim();
    if name.is_empty() {
        return Vec::new();
    }
    let mut scopes = Vec::new();
    for (entry, roadmap) in library.entries().iter().map(|entry| &entry.roadmap).enumerate() {
        if only.is_some_and(|only| only != entry) {
            continue;
        }
        scopes.push((entry, Name::new(name)));
        let rest = name.strip_prefix(&*roadmap.id.0).and_then(|rest| rest.strip_prefix([':', '/']));
        if let Some(rest) = rest.filter(|rest| !rest.trim().is_empty()) {
            scopes.push((entry, Name::new(rest.trim())));
        }
    }
    scopes
}

/// A name as it was given, ready to be compared. Case never matters.
struct Name {
    lower: String,
    query: Query,
}

impl Name {
    fn new(name: &str) -> Self {
        let lower = name.to_lowercase();
        Self { query: Query::new(&lower), lower }
    }

    fn is_id(&self, topic: &Topic) -> bool {
        *topic.id.0 == *self.lower
    }

    fn ends_id(&self, topic: &Topic) -> bool {
        topic.id.0.strip_suffix(&*self.lower).is_some_and(|head| head.ends_with('/'))
    }

    fn is_title(&self, topic: &Topic) -> bool {
        topic.title.to_lowercase() == self.lower
    }

    fn is_in_title(&self, topic: &Topic) -> bool {
        self.query.is_in(&topic.title)
    }

    /// How many letters have to change until this is the title or the last slug of a topic; `None` if too many.
    fn distance(&self, topic: &Topic) -> Option<usize> {
        let by_title = near(&self.lower, &topic.title.to_lowercase());
        let by_slug = near(last(&self.lower), last(&topic.id.0));
        by_title.into_iter().chain(by_slug).min()
    }
}

fn closest(library: &Library, scopes: &[(usize, Name)]) -> Vec<(usize, Place)> {
    const FEW: usize = 3;
    let mut close = BTreeSet::new();
    for (entry, name) in scopes {
        let roadmap = &library.entries()[*entry].roadmap;
        let letters = |place: Place| Some((name.distance(&roadmap[place])?, *entry, place));
        close.extend(roadmap.places().filter_map(letters));
    }
    let mut topics: Vec<_> = Vec::new();
    for (_, entry, place) in close {
        if !topics.contains(&(entry, place)) && topics.len() < FEW {
            topics.push((entry, place));
        }
    }
    topics
}

fn last(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

/// The distance, if at most a third of the letters are wrong.
fn near(name: &str, other: &str) -> Option<usize> {
    let letters = name.chars().count();
    let most = letters.div_ceil(3);
    let comparable = letters.abs_diff(other.chars().count()) <= most;
    comparable.then(|| distance(name, other)).filter(|&distance| distance <= most)
}

/// Letters to be put in, taken out or replaced to get from one text to the other (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, letter) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = line + 1;
        for (column, &opposite) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != opposite);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::super::edit::Machine;
    use super::super::entry::Origin;
    use super::super::library::Library;
    use super::super::log::Log;
    use super::super::sketch;
    use super::{Resolved, distance, resolve};

    const BACKEND: &str = "
core title=Core_skills
  apis title=APIs
    rest title=REST_API_design
    graphql title=GraphQL
    limits title=Rate_limiting_and_throttling
  interest title=Rest_and_interest
basics
  go title=Go_basics
  cache title=Caching
";
    const STEPS: &str = "
go
  graphql title=Query_languages
  cache title=Caching
backend
  jwt title=JWT
";

    /// The ids that a name comes to, with the number of the roadmap; `?` before several, `!` before the closest.
    fn resolved(name: &str, only: Option<usize>) -> String {
        let mut library = Library::default();
        let log = Log::new(Machine("m".into()), 1);
        for (id, lines) in [("backend", BACKEND), ("steps", STEPS)] {
            library.add(vec![(sketch::roadmap(id, lines), Origin::Bundled)], &log);
        }
        let (sign, topics) = match resolve(&library, name, only) {
            Resolved::Topic(entry, place) => ("", vec![(entry, place)]),
            Resolved::Ambiguous(topics) => ("? ", topics),
            Resolved::Missing(closest) => ("! ", closest),
        };
        let id = |(entry, place): (usize, _)| format!("{entry}:{}", library.entries()[entry].roadmap[place].id.0);
        format!("{sign}{}", topics.into_iter().map(id).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn an_id_or_its_tail_names_a_topic() {
        assert_eq!(resolved("core/apis/graphql", None), "0:core/apis/graphql");
        assert_eq!(resolved("apis/graphql", None), "0:core/apis/graphql");
        assert_eq!(resolved("APIs/GraphQL", None), "0:core/apis/graphql");
        assert_eq!(resolved("apis", None), "0:core/apis");
        assert_eq!(resolved("pis", None), "0:core/apis", "by its title, not by half a segment");
        assert_eq!(resolved("go", None), "1:go", "a full id wins over a tail");
        assert_eq!(resolved("go", Some(0)), "0:basics/go");
    }

    #[test]
    fn a_tail_in_two_roadmaps_wants_one_of_them_named() {
        assert_eq!(resolved("graphql", None), "? 0:core/apis/graphql 1:go/graphql");
        assert_eq!(resolved("graphql", Some(1)), "1:go/graphql");
        assert_eq!(resolved("steps:graphql", None), "1:go/graphql");
        assert_eq!(resolved("steps/graphql", None), "1:go/graphql");
        assert_eq!(resolved("backend/core/apis/graphql", None), "0:core/apis/graphql");
        assert_eq!(resolved("backend/jwt", None), "1:backend/jwt");
        assert_eq!(resolved("steps:graphql", Some(0)), "! ");
    }

    #[test]
    fn a_title_wins_over_words_in_titles() {
        assert_eq!(resolved("query languages", None), "1:go/graphql");
        assert_eq!(resolved("caching", None), "? 0:basics/cache 1:go/cache");
        assert_eq!(resolved("backend: caching", None), "0:basics/cache");
        assert_eq!(resolved("throttling rate", None), "0:core/apis/limits");
        assert_eq!(resolved("rest", None), "0:core/apis/rest");
        assert_eq!(resolved("REST and", None), "0:core/interest");
        assert_eq!(resolved("skills", None), "0:core");
        assert_eq!(resolved("re st", None), "? 0:core/apis/rest 0:core/interest");
    }

    #[test]
    fn what_is_misspelt_is_answered_with_what_is_close() {
        assert_eq!(resolved("chaching", None), "! 0:basics/cache 1:go/cache");
        assert_eq!(resolved("apis/grapql", None), "! 0:core/apis/graphql 1:go/graphql");
        assert_eq!(resolved("kubernetes", None), "! ");
        assert_eq!(resolved("  ", None), "! ");
        assert_eq!(resolved("", Some(1)), "! ");
    }

    #[test]
    fn distance_counts_letters() {
        for (one, other, letters) in [("", "", 0), ("", "ab", 2), ("kitten", "sitting", 3), ("über", "uber", 1)] {
            assert_eq!(distance(one, other), letters);
            assert_eq!(distance(other, one), letters);
        }
    }
}
