//! Finding topics by words.

use std::cmp::Reverse;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::library::Library;
use super::roadmap::{Place, Roadmap, Topic};

/// What was typed, ready to be matched.
///
/// Every word must occur, in any order, as a substring; case matters only for a word that has an upper-case letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<Word>,
}

/// How good a match is, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Every word begins a word of the title.
    WordStarts,
    /// Every word is in the title.
    Title,
    /// Found only with the help of description, points, tools or the note.
    Body,
    /// Nothing matched literally: the letters occur in order in the title.
    Fuzzy,
}

/// A topic that matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub place: Place,
    pub rank: Rank,
}

impl Query {
    pub fn new(typed: &str) -> Self {
        Self { words: typed.split_whitespace().map(Word::new).collect() }
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The topics (stages and parents too) that match, best first and then in file order. `note` gives a leaf's note.
    /// Falls back to fuzzy matching of titles only when nothing matches. An empty query finds nothing.
    pub fn find<'a>(&self, roadmap: &Roadmap, note: impl Fn(Place) -> Option<&'a str>) -> Vec<Found> {
        let found = self.find_among(&[roadmap], |_, place| note(place));
        found.into_iter().map(|(_, found)| found).collect()
    }

    /// The same over all roadmaps of a library, each topic with the number of its roadmap: best first, then in the
    /// order of the library. Fuzzy only when nothing matches in any of them.
    pub fn find_all<'a>(
        &self,
        library: &Library,
        note: impl Fn(usize, Place) -> Option<&'a str>,
    ) -> Vec<(usize, Found)> {
        self.find_among(&library.entries().iter().map(|entry| &entry.roadmap).collect::<Vec<_>>(), note)
    }

    /// Whether every word is in a title.
    pub fn is_in(&self, title: &str) -> bool {
        self.words.iter().all(|word| word.rank_in(title).is_some())
    }

    fn find_among<'a>(
        &self,
        roadmaps: &[&Roadmap],
        note: impl Fn(usize, Place) -> Option<&'a str>,
    ) -> Vec<(usize, Found)> {
        if self.is_empty() {
            return Vec::new();
        }
        let literal = topics(roadmaps).filter_map(|(entry, place, topic)| {
            let rank = self.rank(topic, || note(entry, place))?;
            Some((entry, Found { place, rank }))
        });
        let mut found: Vec<_> = literal.collect();
        if found.is_empty() {
            return self.fuzzy(roadmaps);
        }
        found.sort_by_key(|(_, found)| found.rank);
        found
    }

    fn rank<'a>(&self, topic: &Topic, note: impl Fn() -> Option<&'a str>) -> Option<Rank> {
        let in_body = |word: &Word| {
            let texts = topic.description.iter().chain(&topic.points).chain(topic.tools.iter().map(|tool| &tool.name));
            texts.map(|text| &**text).chain(note()).any(|text| word.find(text, 0).is_some())
        };
        self.words.iter().try_fold(Rank::WordStarts, |rank, word| {
            let found = word.rank_in(&topic.title).or_else(|| in_body(word).then_some(Rank::Body))?;
            Some(rank.max(found))
        })
    }

    fn fuzzy(&self, roadmaps: &[&Roadmap]) -> Vec<(usize, Found)> {
        let words: Vec<_> = self.words.iter().map(|word| &*word.text).collect();
        let pattern = Pattern::new(&words.join(" "), CaseMatching::Smart, Normalization::Smart, AtomKind::Fuzzy);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut letters = Vec::new();
        let mut found: Vec<_> = topics(roadmaps)
            .filter_map(|(entry, place, topic)| {
                let score = pattern.score(Utf32Str::new(&topic.title, &mut letters), &mut matcher)?;
                Some((score, entry, Found { place, rank: Rank::Fuzzy }))
            })
            .collect();
        found.sort_by_key(|&(score, ..)| Reverse(score));
        found.into_iter().map(|(_, entry, found)| (entry, found)).collect()
    }
}

fn topics<'r>(roadmaps: &[&'r Roadmap]) -> impl Iterator<Item = (usize, Place, &'r Topic)> {
    roadmaps
        .iter()
        .enumerate()
        .flat_map(|(entry, &roadmap)| roadmap.places().map(move |place| (entry, place, &roadmap[place])))
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    text: String,
    /// It has an upper-case letter; otherwise it is all lower case.
    by_case: bool,
}

impl Word {
    fn new(text: &str) -> Self {
        Self { text: text.to_owned(), by_case: text.chars().any(char::is_uppercase) }
    }

    fn rank_in(&self, title: &str) -> Option<Rank> {
        let first = self.find(title, 0)?;
        let mut hits = std::iter::successors(Some(first), |&hit| {
            let next = title[hit..].chars().next().map_or(title.len(), |letter| hit + letter.len_utf8());
            self.find(title, next)
        });
        let begins_word = |hit: usize| !title[..hit].ends_with(char::is_alphanumeric);
        Some(if hits.any(begins_word) { Rank::WordStarts } else { Rank::Title })
    }

    /// Where the word occurs first at or after `from`. Makes no copy of the text: this runs over every text of a
    /// library with every key.
    fn find(&self, text: &str, from: usize) -> Option<usize> {
        let rest = &text[from..];
        let hit = if self.by_case {
            rest.find(&self.text)
        } else if self.text.is_ascii() {
            self.find_ascii(rest.as_bytes())
        } else if rest.is_ascii() {
            None
        } else {
            let first = self.text.chars().next();
            let mut starts = rest.char_indices().filter(|(_, letter)| letter.to_lowercase().next() == first);
            starts.find(|&(start, _)| self.begins(&rest[start..])).map(|(start, _)| start)
        };
        hit.map(|hit| from + hit)
    }

    fn find_ascii(&self, text: &[u8]) -> Option<usize> {
        let word = self.text.as_bytes();
        let first = *word.first()?;
        text.windows(word.len())
            .position(|part| part[0].to_ascii_lowercase() == first && part.eq_ignore_ascii_case(word))
    }

    fn begins(&self, text: &str) -> bool {
        let mut letters = text.chars().flat_map(char::to_lowercase);
        self.text.chars().all(|letter| letters.next() == Some(letter))
    }
}

#[cfg(test)]
mod tests {
    use super::super::edit::Machine;
    use super::super::entry::Origin;
    use super::super::library::Library;
    use super::super::log::Log;
    use super::super::sketch;
    use super::{Query, Rank};

    const WEB: &str = "
web title=Web_Basics
  rest title=REST_API_design about=Verbs_and_nouns tool=Postman
  interest title=Interest_rates
  wood title=Forest_restoration
  api title=API_restful_naming
  rate title=Rate_limiting about=Token_bucket,_Überlast_and_backpressure
  cafe title=Über_Cafés_–_naïve
";

    /// Slugs of what is found: `=` before those with the words at word starts, `~` before bodies, `?` before fuzzy
    /// ones.
    fn found(typed: &str) -> String {
        let roadmap = sketch::roadmap("r", WEB);
        let rate = sketch::at(&roadmap, "web/rate");
        let found = Query::new(typed).find(&roadmap, |place| (place == rate).then_some("Sliding windows cost memory"));
        let told = found.into_iter().map(|found| {
            let sign = match found.rank {
                Rank::WordStarts => "=",
                Rank::Title => "",
                Rank::Body => "~",
                Rank::Fuzzy => "?",
            };
            format!("{sign}{}", sketch::slugs(&roadmap, [found.place]))
        });
        told.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn starts_of_words_come_first_then_titles_then_the_rest() {
        assert_eq!(found("rest"), "=rest =wood =api interest");
        assert_eq!(found("api rest"), "=rest =api");
        assert_eq!(found("a"), "=rest =api web interest wood rate cafe");
        assert_eq!(found("est a"), "rest interest wood api");
        assert_eq!(found("web"), "=web");
    }

    #[test]
    fn an_upper_case_letter_makes_its_word_strict() {
        assert_eq!(found("REST"), "=rest");
        assert_eq!(found("REST des"), "=rest");
        assert_eq!(found("Rest"), "");
        assert_eq!(found("R naming"), "");
    }

    #[test]
    fn texts_tools_and_notes_help() {
        assert_eq!(found("nouns"), "~rest");
        assert_eq!(found("postman api"), "~rest");
        assert_eq!(found("windows"), "~rate");
        assert_eq!(found("rate memory"), "~rate");
        assert_eq!(found("rate nouns"), "");
    }

    #[test]
    fn letters_of_every_script_match_in_either_case() {
        assert_eq!(found("über"), "=cafe ~rate");
        assert_eq!(found("afés"), "cafe");
        assert_eq!(found("Ü"), "=cafe ~rate");
        assert_eq!(found("– na"), "=cafe");
    }

    #[test]
    fn fuzzy_only_where_nothing_else_matches() {
        assert_eq!(found("rtlim"), "?rate");
        assert_eq!(found("zzz"), "");
        assert_eq!(found(""), "");
        assert_eq!(found("  "), "");
        assert!(Query::new(" ").is_empty());
    }

    #[test]
    fn a_library_is_searched_as_one() {
        let log = Log::new(Machine("m".into()), 1);
        let mut library = Library::default();
        for (id, lines) in [("one", "s\n  json-data\n  caching"), ("two", "s title=Js\n  json\n  json-lines")] {
            library.add(vec![(sketch::roadmap(id, lines), Origin::Bundled)], &log);
        }
        let found = |typed: &str| {
            let found =
                Query::new(typed).find_all(&library, |entry, place| (entry == 1 && place.0 == 0).then_some("data"));
            found.into_iter().map(|(entry, found)| format!("{entry}:{}", found.place.0)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(found("json"), "0:1 1:1 1:2");
        assert_eq!(found("data"), "0:1 1:0");
        assert_eq!(found("jsln"), "1:2");
        assert_eq!(found("cachng"), "0:2");
    }
}
