//! Which topics the tree shows.

use serde::{Deserialize, Serialize};

use crate::model::{Entry, Place, Status, Tally};

/// A choice of leaves; their parents are shown with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Filter {
    All,
    Remaining,
    Doing,
    Complete,
    Skipped,
    /// With a note or a proof.
    Noted,
}

impl Filter {
    /// Every filter, in the order of the menu.
    pub const ALL: [Self; 6] = [Self::All, Self::Remaining, Self::Doing, Self::Complete, Self::Skipped, Self::Noted];

    /// The letter that picks it in the menu.
    pub const fn letter(self) -> char {
        match self {
            Self::All => 'a',
            Self::Remaining => 't',
            Self::Doing => 'i',
            Self::Complete => 'd',
            Self::Skipped => 'k',
            Self::Noted => 'o',
        }
    }

    pub const fn words(self) -> &'static str {
        match self {
            Self::All => "all, optional ones and options too",
            Self::Remaining => "remaining: missing from 100%",
            Self::Doing => "in progress",
            Self::Complete => "done or known",
            Self::Skipped => "skipped",
            Self::Noted => "with notes or proof",
        }
    }

    /// The words where there is little room.
    pub const fn short(self) -> &'static str {
        match self {
            Self::Remaining => "remaining",
            Self::Noted => "with notes",
            Self::All | Self::Doing | Self::Complete | Self::Skipped => self.words(),
        }
    }

    /// Whether it takes a leaf; `noted` if that has a note or proof.
    pub fn takes(self, entry: &Entry, leaf: Place, noted: bool) -> bool {
        match self {
            Self::Remaining => entry.is_missing(leaf),
            Self::Noted => noted,
            Self::All | Self::Doing | Self::Complete | Self::Skipped => self.is_of(entry.standing.status(leaf)),
        }
    }

    /// Whether it takes leaves with this status, where nothing else of them matters.
    const fn is_of(self, status: Status) -> bool {
        match self {
            Self::All => true,
            Self::Doing => matches!(status, Status::Doing),
            Self::Complete => status.is_complete(),
            Self::Skipped => matches!(status, Status::Skipped),
            Self::Remaining | Self::Noted => false,
        }
    }

    /// What the menu counts for it: what is missing from the total, or leaves. `noted` is counted elsewhere.
    pub fn count(self, tally: Tally, noted: u32) -> u32 {
        match self {
            Self::Remaining => tally.left(),
            Self::Noted => noted,
            Self::All | Self::Doing | Self::Complete | Self::Skipped => {
                let taken = Status::ALL.into_iter().filter(|&status| self.is_of(status));
                taken.map(|status| tally.count(status)).sum()
            }
        }
    }
}
