//! What milepost is about: roadmaps, marks and progress. Knows no terminal, no disk and no clock.

mod action;
mod adopt;
mod agenda;
mod answer;
mod concepts;
#[cfg(test)]
mod desk;
mod edit;
mod entry;
mod files;
mod heal;
mod learning;
mod library;
mod link;
mod log;
mod machine;
mod needs;
mod next;
mod reach;
mod recall;
mod resolve;
mod roadmap;
mod search;
mod shelving;
#[cfg(test)]
mod sketch;
mod slug;
mod standing;
mod stats;
mod status;
mod succession;
mod sweep;
mod tally;
mod text;
pub mod words;
mod written;

pub use action::{Action, Outcome, act, act_on_range};
pub use adopt::adoption;
pub use agenda::agenda;
pub use answer::{Answer, Recalled};
pub use concepts::SharedConcepts;
pub use edit::{Change, Edit, EditId, Machine, Mark, Now, Recorded, Stamp};
pub use entry::{Entry, Origin};
pub use files::{FileNews, News, Trouble, Unreadable};
pub use heal::{Healing, heal};
pub use learning::Learning;
pub use library::{Changed, Library};
pub use link::{is_link, links_in};
pub use log::{Extent, Learned, Log, Refusal, Reversal, Ticks};
pub use next::{Next, Reason, Step, next_steps};
pub use reach::Reach;
pub use recall::{Due, Rung, asked, due, rung};
pub use resolve::{Resolved, resolve};
pub use roadmap::{
    Aside, Concept, Kind, Numbering, Place, Requirement, Resource, ResourceKind, Roadmap, RoadmapId, Source, Tool,
    Topic, TopicId,
};
pub use search::{Found, Query, Rank};
pub use shelving::Fate;
pub use slug::slug;
pub use standing::Standing;
pub use stats::{Activity, Days, Estimated, Pace, Stats};
pub use status::Status;
pub use succession::heirs;
pub use tally::Tally;
pub use text::{SafeText, capitalised};
pub use written::{LONGEST_LINK, LONGEST_NOTE, NoProof, note, with_proof};
