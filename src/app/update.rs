//! The one function that changes the state.

use tui_input::InputRequest;

use super::links::LinkUse;
use super::message::{Effect, Msg, Shown};
use super::state::{App, Focus, Overlay, Screen};
use super::sweep::Reply;
use crate::command::Command;
use crate::model::{Answer, Now, Place, SafeText};

/// Seconds after which a word to the user leaves by itself.
const NOTICE_SECONDS: i64 = 6;

/// Words to search for are cut to so many characters when they are pasted.
const LONGEST_PASTE: usize = 200;

impl App {
    /// Takes a message in, and says what the world is to do.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let effects = self.take_in(msg);
        self.ask_after_gone();
        effects
    }

    fn take_in(&mut self, msg: Msg) -> Vec<Effect> {
        self.come_back_to_cursor(&msg);
        match msg {
            Msg::Command(command) => {
                self.begun.clear();
                if self.hides_error(command) {
                    return Vec::new();
                }
                self.forget_notice();
                let before = self.passing.take().or_else(|| self.selected());
                let effects = self.command_given(command);
                self.keep_range_in_its_tree();
                if command.passes() {
                    self.pass_on(before);
                }
                return effects;
            }
            Msg::Begun(key) => self.begun.push(key),
            Msg::Unbound => {
                self.begun.clear();
                self.forget_notice();
            }
            Msg::Early => {
                self.forget_notice();
                let way = self.config.keymap.hint(Command::Open, "opens a roadmap first.");
                if !way.is_empty() {
                    self.say(&way);
                }
            }
            Msg::Typed(request) => self.typed(std::iter::once(request)),
            Msg::Pasted(text) if matches!(self.overlay, Some(Overlay::Note(_))) => self.paste_into_note(&text),
            Msg::Pasted(text) if matches!(self.overlay, Some(Overlay::Proof(_))) => self.paste_link(&text),
            Msg::Pasted(text) => {
                let line = SafeText::line(&text);
                let typed = line.chars().take(LONGEST_PASTE).map(InputRequest::InsertChar);
                self.typed(typed);
            }
            Msg::Struck(stroke) => self.strike(stroke),
            Msg::Written { subject, text } => return self.written_outside(&subject, &text),
            Msg::Ending => return self.save_note(),
            Msg::Clicked(target) => return self.clicked(&target),
            Msg::ClickedTwice(target) => return self.clicked_twice(&target),
            Msg::Turned(pane, rows) => self.turned(pane, rows),
            Msg::Picked(entry) => return self.picked(entry),
            Msg::Background(background) => self.background = Some(background),
            Msg::Tick(now) => self.tick(now),
            Msg::FirstDrawn => self.first_drawn(),
            Msg::Rested => self.passing = None,
            Msg::Shown(shown) => self.room_for(shown),
            Msg::Saved(count) => {
                self.saving.unsaved.drain(..count.min(self.saving.unsaved.len()));
                if self.saving.failed.take().is_some() {
                    self.say("Saved again.");
                }
                if self.saving.unsaved.is_empty() && matches!(self.overlay, Some(Overlay::QuitUnsaved)) {
                    // There is nothing to be lost by leaving any more.
                    self.overlay = None;
                }
            }
            Msg::NotSaved(reason) => self.saving.failed = Some(reason),
            Msg::Arrived(arrival) => self.arrived(&arrival),
            // The file may be gone while the program runs: then the program remembers it too.
            Msg::Gone { kept } => self.gone = Some(kept.max(self.log.edits().count())),
            Msg::Back => return self.end_question(),
            Msg::Mended { told } => self.take_back(&told),
            Msg::Files(news) => self.files_changed(news),
            Msg::Settings { before, now, told } => self.settings_changed(&before, *now, told.as_ref()),
            Msg::NoBrowser => {
                let text = self.hinted("No browser could be opened.", Command::Copy, "copies the link.");
                self.complain(&text);
            }
            Msg::NoEditor(why) => self.complain_of_editor(&why),
            Msg::Said { text, error: true } => self.complain(&text),
            Msg::Said { text, error: false } => self.say(&text),
        }
        Vec::new()
    }

    fn command_given(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Done | Command::Start | Command::Know | Command::Skip | Command::Reset => {
                return self.mark_selected(command);
            }
            Command::KnowMet => return self.know_met(),
            Command::Range => self.switch_range(),
            Command::SweepKnown => return self.reply(Reply::Known, false),
            Command::SweepNotYet => return self.reply(Reply::NotYet, false),
            Command::SweepLater => return self.reply(Reply::Later, false),
            Command::SweepAll => return self.reply(Reply::Known, true),
            Command::SweepNone => return self.reply(Reply::NotYet, true),
            Command::Forgot => return self.answer(Answer::Forgot),
            Command::Shaky => return self.answer(Answer::Shaky),
            Command::Solid => return self.answer(Answer::Solid),
            Command::GiveAnswer => return self.give_answer(),
            Command::Undo => return self.undo(),
            Command::Redo => return self.redo(),
            Command::NoteOutside => return self.write_outside(),
            Command::SaveNote => return self.save_note(),
            Command::EditFile => return self.edit_file(),
            Command::EditHere => return self.edit_here(),
            Command::RemoveProof => return self.remove_proof(),
            Command::OpenLink => return self.use_link(LinkUse::Open),
            Command::Copy => return self.use_link(LinkUse::Copy),
            Command::TickFound => return self.tick_hit(),
            Command::Abandon => return vec![Effect::Abandon],
            Command::Restore => return self.restore(),
            Command::StartAfresh => return self.start_afresh(),
            Command::Suspend => return vec![Effect::Suspend],
            Command::Quit => return self.quit(),
            Command::Open => return self.enter(),
            Command::Sweep => self.begin_sweep(),
            Command::SweepBack => self.sweep_back(),
            Command::SweepLeave => self.leave_sweep(),
            Command::Recall => self.switch_recall(),
            Command::Reveal => self.reveal(),
            Command::NextAnswer => self.switch_answer(1),
            Command::PrevAnswer => self.switch_answer(-1),
            Command::Continue => self.go_on(),
            Command::Down => self.step(1),
            Command::Up | Command::ListUp => self.step(-1),
            Command::HalfDown => self.step(self.page() / 2),
            Command::HalfUp => self.step(-self.page() / 2),
            Command::PageDown => self.step(self.page()),
            Command::PageUp => self.step(-self.page()),
            Command::Top => self.step(isize::MIN),
            Command::Bottom => self.step(isize::MAX),
            Command::Expand => self.expand(),
            Command::Collapse => self.collapse(),
            Command::NextStage => self.go_to_stage(true),
            Command::PrevStage => self.go_to_stage(false),
            Command::NextRoadmap => self.go_to_roadmap(1),
            Command::PrevRoadmap => self.go_to_roadmap(-1),
            Command::FoldAll => self.fold_all(true),
            Command::UnfoldAll => self.fold_all(false),
            Command::Focus => self.switch_focus(),
            Command::Find => self.find(false),
            Command::Jump => self.find(true),
            Command::NextMatch => self.walk_matches(true),
            Command::PrevMatch => self.walk_matches(false),
            Command::Filter => self.open_filter_menu(),
            Command::Note => self.open_note(),
            Command::Proof => self.open_proof(),
            Command::DropNote => self.drop_note(),
            Command::UndoTyping => self.undo_typing(false),
            Command::RedoTyping => self.undo_typing(true),
            Command::Missing => self.show_missing(),
            Command::Stats => self.switch_stats(),
            Command::Widen => self.widen(),
            Command::Theme => self.next_theme(),
            Command::Mouse => self.switch_mouse(),
            Command::Help => self.open_palette(),
            Command::Back => self.back(),
            Command::Number1
            | Command::Number2
            | Command::Number3
            | Command::Number4
            | Command::Number5
            | Command::Number6
            | Command::Number7
            | Command::Number8
            | Command::Number9
            | Command::Number10 => self.go_to_number(command.number().unwrap_or(0)),
        }
        Vec::new()
    }

    /// The cursor has gone to another row of the tree: its details wait until it rests there.
    fn pass_on(&mut self, before: Option<(usize, Place)>) {
        let in_tree = self.overlay.is_none() && self.screen == Screen::Roadmap(Focus::Tree);
        self.passing = before.filter(|_| in_tree && before != self.selected());
    }

    fn typed(&mut self, requests: impl Iterator<Item = InputRequest>) {
        match &self.overlay {
            Some(Overlay::Finder(_)) => self.type_words(requests),
            Some(Overlay::Palette(_)) => self.type_command(requests),
            Some(Overlay::Proof(_)) => self.type_link(requests),
            Some(
                Overlay::Filter { .. } | Overlay::Links(_) | Overlay::Note(_) | Overlay::QuitUnsaved | Overlay::Gone(_),
            )
            | None => {}
        }
    }

    fn picked(&mut self, entry: usize) -> Vec<Effect> {
        match &self.overlay {
            Some(Overlay::Filter { .. }) => self.set_filter(entry),
            Some(Overlay::Links(_)) => return self.pick_link(entry),
            Some(Overlay::Palette(_)) => return self.run_picked(Some(entry)),
            Some(
                Overlay::Finder(_) | Overlay::Note(_) | Overlay::Proof(_) | Overlay::QuitUnsaved | Overlay::Gone(_),
            )
            | None => {}
        }
        Vec::new()
    }

    /// What the first frame could do without.
    fn first_drawn(&mut self) {
        match (self.screen, self.current) {
            (Screen::Home, _) => self.arrive_home(),
            // Something else was to be said at once: this can wait until it is opened again.
            (Screen::Roadmap(_), Some(number)) if self.notice.is_none() => self.greet(number),
            _ => {}
        }
    }

    /// Once a second or so, and before every batch of input.
    fn tick(&mut self, now: Now) {
        let before = std::mem::replace(&mut self.now, now);
        if before.date() != now.date() {
            self.reckon();
        }
        let old = |notice: &super::state::Notice| {
            !self.config.accessible
                && !notice.error
                && now.at.as_second() - notice.since.at.as_second() >= NOTICE_SECONDS
        };
        self.notice = self.notice.take().filter(|notice| !old(notice));
    }

    fn room_for(&mut self, shown: Shown) {
        let is_resized = std::mem::replace(&mut self.shown, shown).rows != shown.rows;
        let most = shown.details_lines.saturating_sub(shown.details);
        self.details_top = self.details_top.min(most);
        // Only then: where the wheel has gone is left alone.
        if let Some((.., outline)) = self.outline_mut().filter(|_| is_resized) {
            outline.settle(shown.rows);
        }
    }

    /// Nothing is lost without a question; what has not been tried yet is tried first.
    fn quit(&mut self) -> Vec<Effect> {
        let is_untried = self.saving.failed.is_none() && !self.is_gone();
        if self.saving.unsaved.is_empty() || is_untried {
            return vec![Effect::Quit];
        }
        self.overlay = Some(Overlay::QuitUnsaved);
        Vec::new()
    }

    /// Any key sends a word away; an error stays until Esc.
    pub(super) fn forget_notice(&mut self) {
        self.notice = self.notice.take().filter(|notice| notice.error);
    }

    /// Esc takes an error away; says whether that is all it does: one thing at a time, and what lies on top goes first.
    /// What is wrong with a file is on the screen all the same, so that there is nothing to hide.
    fn hides_error(&mut self, command: Command) -> bool {
        if self.overlay.is_some() || !matches!(command, Command::Back | Command::SweepLeave) {
            return false;
        }
        let stands = self.on_screen().and_then(|number| self.trouble(number));
        self.notice.take().is_some_and(|notice| notice.error && stands.as_deref() != Some(&*notice.text))
    }
}
