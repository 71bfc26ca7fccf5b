//! Where keys are heard.

/// Where a key is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The list of roadmaps.
    Home,
    /// The tree of one roadmap.
    Tree,
    /// The details of one topic, beside the tree or alone.
    Details,
    /// The stats of one roadmap.
    Stats,
    /// Learned topics, one question after another.
    Recall,
    /// The first sweep through a roadmap.
    Sweep,
    /// A list that lies over the screen: find, help, filter, links.
    List,
    /// The note that is being written.
    Note,
    /// The question whether to leave although something is not saved.
    Unsaved,
    /// The question what is to become of a state file that is gone.
    Gone,
}

impl Scope {
    pub const ALL: [Self; 10] = [
        Self::Home,
        Self::Tree,
        Self::Details,
        Self::Stats,
        Self::Recall,
        Self::Sweep,
        Self::List,
        Self::Note,
        Self::Unsaved,
        Self::Gone,
    ];

    /// The name in JSON and in the README.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Tree => "tree",
            Self::Details => "details",
            Self::Stats => "stats",
            Self::Recall => "recall",
            Self::Sweep => "sweep",
            Self::List => "list",
            Self::Note => "note",
            Self::Unsaved => "unsaved",
            Self::Gone => "gone",
        }
    }
}
