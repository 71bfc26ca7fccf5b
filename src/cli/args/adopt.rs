//! The arguments of `milepost adopt`.

use std::path::PathBuf;

use clap::Args as Arguments;

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Adopt {
    /// The id that is gone, or a tail of it; `milepost stats` and `milepost check` list them.
    pub(in crate::cli) old: String,
    /// The topic that goes on from it: an id, a tail of it that only one topic has, or words of a title.
    pub(in crate::cli) new: String,
    /// Look in this roadmap only.
    #[arg(long = "in", value_name = "ROADMAP")]
    pub(in crate::cli) roadmap: Option<PathBuf>,
}
