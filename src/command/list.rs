//! The one table of commands: keys, help, palette, footer, `milepost keys` and the README are read off it.

use super::key::Key;
use super::scope::Scope;
use super::typing::Typing;

/// The heading under which help lists a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Mark,
    Move,
    Find,
    Write,
    Open,
    Program,
}

/// Yields `Command` and everything that is to be said of each: its name, keys, scopes, group, sentence, remark and
/// the word in the footer.
macro_rules! commands {
    ($($command:ident $name:literal $group:ident in $scopes:ident on [$($key:literal),*]
        does $sentence:literal $(also $remark:literal)? $(hint $hint:literal)?;)*) => {
        /// Something that a user can ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Command { $(#[doc = $sentence] $command,)* }

        impl Command {
            /// Every command, in the order of the help.
            pub const ALL: &[Self] = &[$(Self::$command,)*];

            /// The name in the settings and in JSON.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$command => $name,)* }
            }

            pub const fn group(self) -> Group {
                match self { $(Self::$command => Group::$group,)* }
            }

            /// Where its keys are heard.
            pub const fn scopes(self) -> &'static [Scope] {
                match self { $(Self::$command => $scopes,)* }
            }

            /// The keys it has unless the user says otherwise, as [`super::Key`] reads them.
            pub const fn default_keys(self) -> &'static [&'static str] {
                match self { $(Self::$command => &[$($key,)*],)* }
            }

            /// What it does, as help says it.
            pub const fn sentence(self) -> &'static str {
                match self { $(Self::$command => $sentence,)* }
            }

            /// What else there is to know, with commands in braces where their keys are to be told; may be empty.
            pub(super) const fn remark(self) -> &'static str {
                match self { $(Self::$command => concat!($($remark)?),)* }
            }

            /// The word beside its key in the footer; may be empty.
            pub const fn hint(self) -> &'static str {
                match self { $(Self::$command => concat!($($hint)?),)* }
            }
        }
    };
}

const HOME: &[Scope] = &[Scope::Home];
const TREE: &[Scope] = &[Scope::Tree];
const TOPIC: &[Scope] = &[Scope::Tree, Scope::Details];
const SCREEN: &[Scope] = &[Scope::Home, Scope::Tree, Scope::Details, Scope::Stats];
const PAGES: &[Scope] = &[Scope::Home, Scope::Tree, Scope::Details, Scope::Stats, Scope::Recall];
const EVERY: &[Scope] = &[Scope::Home, Scope::Tree, Scope::Details, Scope::Stats, Scope::Recall, Scope::Sweep];
const ENTER: &[Scope] = &[Scope::Home, Scope::Tree, Scope::Details, Scope::Stats, Scope::List];
const BACK: &[Scope] =
    &[Scope::Home, Scope::Tree, Scope::Details, Scope::Stats, Scope::List, Scope::Recall, Scope::Unsaved];
const QUIT: &[Scope] =
    &[Scope::Home, Scope::Tree, Scope::Details, Scope::Stats, Scope::Recall, Scope::Sweep, Scope::Gone];
const UNSAVED: &[Scope] = &[Scope::Unsaved];
const GONE: &[Scope] = &[Scope::Gone];
const ROWS: &[Scope] =
    &[Scope::Home, Scope::Tree, Scope::Details, Scope::Stats, Scope::List, Scope::Recall, Scope::Sweep];
const ONE: &[Scope] = &[Scope::Tree, Scope::Details, Scope::Recall];
const RECALL: &[Scope] = &[Scope::Recall];
const SWEEP: &[Scope] = &[Scope::Sweep];
const CARD: &[Scope] = &[Scope::Recall, Scope::Sweep];
const BOTH: &[Scope] = &[Scope::Home, Scope::Tree];
const ROADMAP: &[Scope] = &[Scope::Tree, Scope::Details, Scope::Stats];
const STATS: &[Scope] = &[Scope::Stats];
const OVERLAY: &[Scope] = &[Scope::List];
const NOTE: &[Scope] = &[Scope::Note];
const WRITING: &[Scope] = &[Scope::Tree, Scope::Details, Scope::Recall, Scope::Note];

#[rustfmt::skip] // one line a command, columns aligned by hand
commands! {
    Done        "done"         Mark    in TOPIC   on ["space"]                 does "Done / not done"              also "on a parent: everything inside"       hint "done";
    Start       "start"        Mark    in TOPIC   on ["i"]                     does "In progress"                                                              hint "doing";
    Know        "know"         Mark    in TOPIC   on ["a"]                     does "Already know it"              also "counts, but not as new learning"      hint "know it";
    Skip        "skip"         Mark    in TOPIC   on ["s"]                     does "Skip / unskip"                also "leaves the total"                     hint "skip";
    Reset       "reset"        Mark    in TOPIC   on ["r"]                     does "Reset to \"to do\""                                                         hint "reset";
    TickFound   "tick-found"   Mark    in OVERLAY on ["space"]                 does "On what was found: done / not done"                                       hint "tick";
    Range       "range"        Mark    in TREE    on ["v"]                     does "Select a range to mark at once" also "on a topic; then move, then mark";
    KnowMet     "know-met"     Mark    in TREE    on ["m"]                     does "Mark what you met elsewhere as known" also "in the whole roadmap";
    Sweep       "sweep"        Mark    in TOPIC   on ["w"]                     does "First sweep: what do you know already?" also "topic by topic"              hint "sweep";
    SweepKnown  "sweep-known"  Mark    in SWEEP   on ["y"]                     does "In the sweep: you know it"                                                hint "known";
    SweepNotYet "sweep-not-yet" Mark   in SWEEP   on ["n"]                     does "In the sweep: not yet"                                                    hint "not yet";
    SweepLater  "sweep-later"  Mark    in SWEEP   on ["l"]                     does "In the sweep: ask again later"                                            hint "later";
    SweepAll    "sweep-all"    Mark    in SWEEP   on ["Y"]                     does "In the sweep: you know all of the topic around it"                        hint "all of it";
    SweepNone   "sweep-none"   Mark    in SWEEP   on ["N"]                     does "In the sweep: nothing yet of the topic around it"                         hint "none of it";
    SweepBack   "sweep-back"   Mark    in SWEEP   on ["backspace", "u"]        does "In the sweep: one question back" also "to answer it otherwise"            hint "one back";
    SweepLeave  "sweep-leave"  Mark    in SWEEP   on ["esc"]                   does "In the sweep: leave"          also "{sweep} goes on with it"                  hint "leave";
    Forgot      "forgot"       Mark    in RECALL  on ["1"]                     does "In recall: forgot it"         also "from the first step again"            hint "forgot";
    Shaky       "shaky"        Mark    in RECALL  on ["2"]                     does "In recall: shaky"             also "the same step again"                  hint "shaky";
    Solid       "solid"        Mark    in RECALL  on ["3"]                     does "In recall: solid"             also "one step further"                     hint "solid";
    Undo        "undo"         Mark    in PAGES   on ["u"]                     does "Undo the last change"         also "survives a restart"                   hint "undo";
    Redo        "redo"         Mark    in PAGES   on ["U", "ctrl-r"]           does "Redo what was undone";

    Continue    "continue"     Move    in SCREEN  on ["c"]                     does "Go to the next step"                                                      hint "continue";
    Down        "down"         Move    in ROWS    on ["down", "j", "ctrl-n"]   does "Down";
    Up          "up"           Move    in ROWS    on ["up", "k"]               does "Up";
    ListUp      "list-up"      Move    in OVERLAY on ["ctrl-p"]                does "In a list: up";
    Expand      "expand"       Move    in TREE    on ["right", "l"]            does "Unfold; on a topic: its details";
    Collapse    "collapse"     Move    in TOPIC   on ["left", "h"]             does "Fold; then to the parent, then home";
    Open        "open"         Move    in ENTER   on ["enter"]                 does "Open, fold or unfold"         also "on a topic: its details"              hint "open";
    Top         "top"          Move    in ROWS    on ["home", "g g"]           does "To the top";
    Bottom      "bottom"       Move    in ROWS    on ["end", "G"]              does "To the bottom";
    HalfDown    "half-down"    Move    in EVERY   on ["ctrl-d"]                does "Half a page down";
    HalfUp      "half-up"      Move    in EVERY   on ["ctrl-u"]                does "Half a page up";
    PageDown    "page-down"    Move    in ROWS    on ["pagedown"]              does "A page down";
    PageUp      "page-up"      Move    in ROWS    on ["pageup"]                does "A page up";
    NextStage   "next-stage"   Move    in TREE    on ["}"]                     does "Next stage";
    PrevStage   "prev-stage"   Move    in TREE    on ["{"]                     does "Previous stage";
    Number1     "number-1"     Move    in BOTH    on ["1"]                     does "Stage 1 to 10"                also "at home: roadmap 1 to 10";
    Number2     "number-2"     Move    in BOTH    on ["2"]                     does "Stage 2";
    Number3     "number-3"     Move    in BOTH    on ["3"]                     does "Stage 3";
    Number4     "number-4"     Move    in BOTH    on ["4"]                     does "Stage 4";
    Number5     "number-5"     Move    in BOTH    on ["5"]                     does "Stage 5";
    Number6     "number-6"     Move    in BOTH    on ["6"]                     does "Stage 6";
    Number7     "number-7"     Move    in BOTH    on ["7"]                     does "Stage 7";
    Number8     "number-8"     Move    in BOTH    on ["8"]                     does "Stage 8";
    Number9     "number-9"     Move    in BOTH    on ["9"]                     does "Stage 9";
    Number10    "number-10"    Move    in BOTH    on ["0"]                     does "Stage 10";
    NextRoadmap "next-roadmap" Move    in ROADMAP on ["]"]                     does "Next roadmap"                                                             hint "roadmap";
    PrevRoadmap "prev-roadmap" Move    in ROADMAP on ["["]                     does "Previous roadmap";
    FoldAll     "fold-all"     Move    in TREE    on ["-"]                     does "Fold everything";
    UnfoldAll   "unfold-all"   Move    in TREE    on ["="]                     does "Unfold everything";
    Focus       "focus"        Move    in TOPIC   on ["tab"]                   does "Between tree and details";
    NextAnswer  "next-answer"  Move    in CARD    on ["right", "tab"]          does "On a question: the answer to the right";
    PrevAnswer  "prev-answer"  Move    in CARD    on ["left", "backtab"]       does "On a question: the answer to the left";
    GiveAnswer  "give-answer"  Move    in CARD    on ["enter"]                 does "On a question: look, then give the answer under the cursor";
    Reveal      "reveal"       Move    in RECALL  on ["space"]                 does "In recall: show what stands there"                                        hint "show";

    Find        "find"         Find    in SCREEN  on ["/"]                     does "Find in this roadmap"         also "then {next-match} and {prev-match}"   hint "find";
    NextMatch   "next-match"   Find    in TREE    on ["n"]                     does "Next match";
    PrevMatch   "prev-match"   Find    in TREE    on ["N"]                     does "Previous match";
    Jump        "jump"         Find    in SCREEN  on ["ctrl-p"]                does "Jump to any topic"            also "of every roadmap"                     hint "jump";
    Filter      "filter"       Find    in TREE    on ["f"]                     does "Filter: what is left, in progress, done"                                  hint "filter";
    Missing     "missing"      Find    in STATS   on ["t"]                     does "In the stats: list what is left"                                          hint "what is left";
    Widen       "widen"        Find    in OVERLAY on ["tab"]                   does "While finding: this roadmap or all";

    Note        "note"         Write   in ONE     on ["e"]                     does "A note in your own words"                                                    hint "note";
    NoteOutside "note-outside" Write   in WRITING on ["E", "ctrl-e"]           does "The note in your $EDITOR"                                                    hint "$EDITOR";
    Proof       "proof"        Write   in ONE     on ["p"]                     does "Links as proof: add, open, remove"                                           hint "proof";
    RemoveProof "remove-proof" Write   in OVERLAY on ["delete"]                does "On a link of proof: remove it";
    SaveNote    "save-note"    Write   in NOTE    on ["esc"]                   does "While writing: save and close" also "an empty note is deleted"            hint "save & close";
    DropNote    "drop-note"    Write   in NOTE    on ["ctrl-c"]                does "While writing: discard"       also "{undo} brings it back"                hint "discard";
    UndoTyping  "undo-typing"  Write   in NOTE    on ["ctrl-z"]                does "While writing: take back what was typed last";
    RedoTyping  "redo-typing"  Write   in NOTE    on ["ctrl-y", "ctrl-r"]      does "While writing: bring it back";

    EditFile    "edit-file"    Open    in HOME    on ["e"]                     does "The roadmap's file in your $EDITOR" also "it is read anew when you save";
    EditHere    "edit-here"    Open    in TOPIC   on ["g f"]                   does "The roadmap's file in your $EDITOR, at this topic" also "it is read anew when you save";
    OpenLink    "open-link"    Open    in ONE     on ["o"]                     does "Open a link of the topic"                                                 hint "link";
    Stats       "stats"        Open    in SCREEN  on ["S"]                     does "Stats: how far, how fast, what is left"                                   hint "stats";
    Recall      "recall"       Open    in PAGES   on ["R"]                     does "Recall: explain again what you learned" also "five at a time"              hint "recall";
    Copy        "copy"         Open    in ONE     on ["y"]                     does "Copy a link, or the title"    also "by OSC 52"                            hint "copy";

    Help        "help"         Program in EVERY   on ["?", "f1", ":"]          does "Keys and commands: this list" also "type to filter, Enter runs it"        hint "all keys";
    Back        "back"         Program in BACK    on ["esc", "backspace"]      does "Close, clear filter, or up one level"                                 hint "back";
    Theme       "theme"        Program in EVERY   on []                        does "Another theme, for this run" also "auto, dark, light, contrast, mono, your own";
    Mouse       "mouse"        Program in EVERY   on ["M"]                     does "Mouse on or off"               also "Shift-drag selects text";
    Suspend     "suspend"      Program in EVERY   on ["ctrl-z"]                does "Suspend to the shell";
    Abandon     "abandon"      Program in UNSAVED on ["q", "y"]                does "Where changes are not saved: quit and lose them"                          hint "quit";
    Restore     "restore"      Program in GONE    on ["r", "enter"]            does "Where the progress file is gone: restore it"                              hint "restore";
    StartAfresh "start-afresh" Program in GONE    on ["n"]                     does "Where the progress file is gone: start anew" also "what is kept is put aside, not deleted";
    Quit        "quit"         Program in QUIT    on ["q", "ctrl-c"]           does "Quit"                                                                     hint "quit";
}

impl Group {
    /// Every group, in the order of the help.
    pub const ALL: [Self; 6] = [Self::Mark, Self::Move, Self::Find, Self::Write, Self::Open, Self::Program];

    pub const fn title(self) -> &'static str {
        match self {
            Self::Mark => "MARK",
            Self::Move => "MOVE",
            Self::Find => "FIND",
            Self::Write => "WRITE",
            Self::Open => "OPEN",
            Self::Program => "PROGRAM",
        }
    }
}

impl Command {
    /// What help lists, in its order: the ten digits are one row, that of the first.
    pub fn listed() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|command| command.number().is_none_or(|number| number == 0))
    }

    /// Whether it is pressed again and again to run through rows.
    pub const fn passes(self) -> bool {
        matches!(
            self,
            Self::Down | Self::Up | Self::ListUp | Self::HalfDown | Self::HalfUp | Self::PageDown | Self::PageUp
        )
    }

    /// Whether it must always have a key: without one of these somebody could not get out, or not get on.
    pub const fn is_needed(self) -> bool {
        matches!(
            self,
            Self::Help
                | Self::Quit
                | Self::Back
                | Self::Open
                | Self::SaveNote
                | Self::SweepLeave
                | Self::Abandon
                | Self::Restore
        )
    }

    /// What takes its keys first, where it is heard.
    pub const fn typing(self, scope: Scope) -> Option<Typing> {
        match (scope, self) {
            // In the list below the line, its keys are its own.
            (Scope::List, Self::TickFound) => None,
            // On a link, below the line.
            (Scope::List, Self::RemoveProof) => Some(Typing::Letters),
            (Scope::List, _) => Some(Typing::Line),
            (Scope::Note, _) => Some(Typing::Note),
            _ => None,
        }
    }

    /// Whether keys pressed in turn can ever ask for it in a scope.
    pub fn hears(self, scope: Scope, keys: &[Key]) -> bool {
        let typed = |typing: Typing| keys.iter().any(|&key| typing.takes(key));
        self.scopes().contains(&scope) && !self.typing(scope).is_some_and(typed)
    }

    /// The stage, or the roadmap on the home screen, that a digit stands for, from 0.
    pub fn number(self) -> Option<usize> {
        let first = Self::Number1 as usize;
        (first..=Self::Number10 as usize).contains(&(self as usize)).then(|| self as usize - first)
    }
}
