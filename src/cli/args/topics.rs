//! The arguments that name topics.

use std::path::PathBuf;

use clap::Args as Arguments;

use super::values::answer;
use crate::model::Answer;

/// How a topic is named.
const TOPIC: &str = "An id, a tail of it that only one topic has (apis/graphql), or words of a title; the id of the \
                     roadmap may stand before it (backend-2025:graphql)";

/// Where topics are looked for.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct Within {
    /// Look in this roadmap only.
    #[arg(long = "in", value_name = "ROADMAP")]
    pub(in crate::cli) roadmap: Option<PathBuf>,
}

/// One topic.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct Topic {
    #[arg(help = TOPIC)]
    pub(in crate::cli) topic: String,
    #[command(flatten)]
    pub(in crate::cli) within: Within,
}

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Topics {
    #[arg(required = true, value_name = "TOPIC", help = TOPIC)]
    pub(in crate::cli) topics: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) within: Within,
}

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Note {
    #[command(flatten)]
    pub(in crate::cli) at: Topic,
    /// The note; - reads standard input, an empty text deletes the note.
    pub(in crate::cli) text: Option<String>,
}

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Proof {
    #[command(flatten)]
    pub(in crate::cli) at: Topic,
    /// A link: http, https or mailto.
    pub(in crate::cli) url: Option<String>,
    /// Remove this link instead.
    #[arg(long, requires = "url")]
    pub(in crate::cli) remove: bool,
}

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Adopt {
    /// The id that is gone, or a tail of it; `milepost stats` and `milepost check` list them.
    pub(in crate::cli) old: String,
    #[arg(help = format!("The topic that goes on from it. {TOPIC}"))]
    pub(in crate::cli) new: String,
    #[command(flatten)]
    pub(in crate::cli) within: Within,
}

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Recall {
    #[arg(value_name = "ROADMAP/TOPIC", help = format!("Of the list: only this roadmap. With an answer: the topic. {TOPIC}"))]
    pub(in crate::cli) name: Option<PathBuf>,
    /// How well you could explain it.
    #[arg(value_name = "ANSWER", value_parser = answer())]
    pub(in crate::cli) answer: Option<Answer>,
    /// Look for the topic in this roadmap only.
    #[arg(long = "in", value_name = "ROADMAP", requires = "answer")]
    pub(in crate::cli) roadmap: Option<PathBuf>,
}
