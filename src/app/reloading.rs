//! Files of roadmaps that are read anew while the program runs: whatever names topics by their places follows them.

use super::carrying::Versions;
use super::state::{App, Overlay, Screen};
use crate::model::{Fate, FileNews, Healing, Library, Log, Place, Roadmap, RoadmapId, Trouble, heirs, words};

/// What is said of the open roadmap is found by comparing it with this.
struct Before {
    id: RoadmapId,
    trouble: Option<String>,
    healing: Healing,
}

impl App {
    /// Takes in what became of files. Says so where it concerns the roadmap on the screen.
    pub(super) fn files_changed(&mut self, news: Vec<FileNews>) {
        let before = self.on_screen().map(|number| {
            let entry = &self.library.entries()[number];
            Before { id: entry.roadmap.id.clone(), trouble: self.trouble(number), healing: entry.healing.clone() }
        });
        let open = self.on_screen();
        let old = self.follow(|library, log| library.take_files(news, open, log));
        if let Some(before) = before {
            self.tell_changed(&before, old.as_deref());
        }
    }

    /// Lets go of roadmaps whose files are gone, once they are left.
    pub(super) fn clear_gone(&mut self) {
        if self.library.entries().iter().any(|entry| entry.trouble == Some(Trouble::Gone)) {
            self.follow(|library, log| library.clear_gone(None, log));
        }
    }

    /// What is wrong with the file of a roadmap, in a sentence.
    pub fn trouble(&self, number: usize) -> Option<String> {
        let entry = self.library.entries().get(number)?;
        Some(entry.trouble.as_ref()?.words(entry.path()?))
    }

    /// The roadmap that is on the screen, or lies beneath the stats.
    pub fn on_screen(&self) -> Option<usize> {
        match self.screen {
            Screen::Home | Screen::Recall => None,
            Screen::Sweep => self.sweep.as_ref().map(|sweep| sweep.number),
            Screen::Roadmap(_) => self.current,
            Screen::Stats => self.stats.as_ref().map(|page| page.number),
        }
    }

    /// Changes the library, and everything that names its roadmaps or their topics by number. Gives the version before
    /// of the roadmap on the screen, if it is another now.
    fn follow(&mut self, change: impl FnOnce(&mut Library, &Log) -> Vec<Fate>) -> Option<Box<Roadmap>> {
        self.session = self.session();
        let (on_screen, home) = (self.on_screen(), self.home_id());
        let fates = change(&mut self.library, &self.log);
        let stays = |(was, fate): (usize, &Fate)| *fate == Fate::Kept(was);
        let is_same = fates.len() == self.library.entries().len() && fates.iter().enumerate().all(stays);
        if is_same {
            self.go_to_home_id(&home);
            // A file may have broken, or be mended, with nothing else about it.
            self.renew_home();
            return None;
        }
        let numbers: Vec<_> = fates.iter().map(Fate::now).collect();
        let mut old = None;
        let before = std::mem::take(&mut self.outlines).into_iter().chain(std::iter::repeat_with(|| None));
        let mut outlines = vec![None; self.library.entries().len()];
        for ((was, fate), outline) in fates.into_iter().enumerate().zip(before) {
            match fate {
                Fate::Kept(now) => outlines[now] = outline,
                Fate::Replaced(now, before) => {
                    let roadmap = &self.library.entries()[now].roadmap;
                    let heirs = heirs(&before, roadmap);
                    outlines[now] = outline.map(|outline| {
                        let filter = outline.filter();
                        let takes = |place| filter.is_some_and(|filter| self.takes(now, filter, place));
                        outline.carried(&Versions { old: &before, new: roadmap, heirs: &heirs }, takes)
                    });
                    self.follow_places(was, &heirs);
                    self.greeted.remove(&before.id);
                    old = old.or_else(|| (on_screen == Some(was)).then_some(before));
                }
                Fate::Gone => {}
            }
        }
        self.outlines = outlines;
        self.renumber(|was| numbers.get(was).copied().flatten());
        self.go_to_home_id(&home);
        self.refresh_next();
        self.search_again();
        self.reckon();
        self.recount_range();
        self.follow_round(&[]);
        self.follow_sweep(&[]);
        let rows = self.shown.rows;
        if let Some((_, entry, outline)) = self.outline_mut() {
            let id = entry.roadmap.id.clone();
            if !outline.is_away() {
                outline.settle(rows);
            }
            // What is new about it is said in the next breath.
            self.greeted.insert(id);
        }
        old
    }

    /// What names topics of a replaced roadmap, by its old number, by their places.
    fn follow_places(&mut self, was: usize, heirs: &[Option<Place>]) {
        let heir = |place: Place| heirs.get(place.0 as usize).copied().flatten();
        if self.current == Some(was) {
            self.matches = self.matches.iter().filter_map(|&place| heir(place)).collect();
            self.matches.sort_unstable();
        }
        if let Some((number, place)) = self.passing.filter(|(number, _)| *number == was) {
            self.passing = heir(place).map(|place| (number, place));
        }
        if let Some((number, place)) = self.range_start.filter(|(number, _)| *number == was) {
            self.range_start = heir(place).map(|place| (number, place));
        }
        if let Some(Overlay::Finder(finder)) = &mut self.overlay {
            finder.follow(was, heir);
        }
    }

    /// What names roadmaps by their old numbers.
    fn renumber(&mut self, now: impl Fn(usize) -> Option<usize>) {
        self.current = self.current.and_then(&now);
        if self.current.is_none() {
            self.matches.clear();
        }
        self.passing = self.passing.and_then(|(number, place)| Some((now(number)?, place)));
        self.range_start = self.range_start.and_then(|(number, place)| Some((now(number)?, place)));
        if let Some(page) = &mut self.stats {
            // What is on the screen is not taken away.
            page.number = now(page.number).unwrap_or(0);
        }
        self.sweep = self.sweep.take().and_then(|mut sweep| {
            sweep.number = now(sweep.number)?;
            Some(sweep)
        });
        if self.screen == Screen::Sweep && self.sweep.is_none() {
            self.screen = Screen::Home;
        }
        if let Some(Overlay::Finder(finder)) = &mut self.overlay {
            finder.renumber(now);
        }
    }

    /// What is found, and counted in a menu, in the library as it is now.
    fn search_again(&mut self) {
        let noted = self.noted();
        match &mut self.overlay {
            Some(Overlay::Finder(finder)) => finder.search_again(&self.library, &self.log),
            Some(Overlay::Filter { noted: shown, .. }) => *shown = noted,
            _ => {}
        }
    }

    /// The roadmap, or the path of the file, under the cursor of the home screen.
    fn home_id(&self) -> (Option<RoadmapId>, Option<String>) {
        let entries = self.library.entries();
        match self.home_row.checked_sub(entries.len()) {
            None => {
                let entry = &entries[self.home_row];
                (Some(entry.roadmap.id.clone()), entry.path().map(ToString::to_string))
            }
            Some(bad) => (None, self.library.unreadable.get(bad).map(|file| file.path.to_string())),
        }
    }

    /// Puts the cursor of the home screen on what it was on, whether or not that can be read now.
    fn go_to_home_id(&mut self, (id, path): &(Option<RoadmapId>, Option<String>)) {
        let entries = self.library.entries();
        let by_id = entries.iter().position(|entry| Some(&entry.roadmap.id) == id.as_ref());
        let is_path = |known: &str| Some(known) == path.as_deref();
        let by_path = || entries.iter().position(|entry| entry.path().is_some_and(|known| is_path(known)));
        let unreadable = || self.library.unreadable.iter().position(|file| is_path(&file.path));
        let found = by_id.or_else(by_path).or_else(|| unreadable().map(|bad| entries.len() + bad));
        let last = (entries.len() + self.library.unreadable.len()).saturating_sub(1);
        self.home_row = found.unwrap_or(self.home_row).min(last);
    }

    /// Says what is new about the roadmap on the screen; `old` is its version before, if it was read anew.
    fn tell_changed(&mut self, before: &Before, old: Option<&Roadmap>) {
        let Some(number) = self.on_screen() else { return };
        let trouble = self.trouble(number);
        // An error that is mended has had its say.
        self.notice.take_if(|notice| before.trouble.as_deref() == Some(&*notice.text) && trouble != before.trouble);
        match trouble {
            Some(trouble) if before.trouble.as_deref() != Some(&trouble) => return self.complain(&trouble),
            _ => {}
        }
        let Some(text) = old.and_then(|old| self.about_change(number, before, old)) else { return };
        let entry = &self.library.entries()[number];
        let (id, moved) = (entry.roadmap.id.0.to_string(), entry.healing.fresh.len());
        self.session.views.entry(id).or_default().moved = moved;
        self.say(&text);
    }

    /// Why counts are others than before: marks that have lost their topic, topics that have moved, come or gone.
    fn about_change(&self, number: usize, before: &Before, old: &Roadmap) -> Option<String> {
        let entry = &self.library.entries()[number];
        if entry.roadmap.id != before.id {
            return Some(format!("This roadmap is called {} now: its marks are those of that id.", entry.roadmap.id.0));
        }
        let lost: Vec<_> =
            entry.healing.orphans.iter().filter(|id| before.healing.orphans.binary_search(id).is_err()).collect();
        match lost[..] {
            [] => {}
            [id] => {
                let title = old.find(id).map_or(&*id.0, |place| &*old[place].title);
                return Some(format!("{title} is gone; its mark is kept. `was: [{}]` at a topic takes it over.", id.0));
            }
            _ => {
                let marks = words::count(lost.len(), "mark", "marks");
                return Some(format!("{marks} belong to no topic any more. They are kept; milepost check lists them."));
            }
        }
        let ids = |roadmap: &Roadmap, healing: &Healing| -> Vec<_> {
            healing.fresh.iter().map(|&leaf| roadmap[leaf].id.clone()).collect()
        };
        let known = ids(old, &before.healing);
        let moved = ids(&entry.roadmap, &entry.healing).iter().filter(|id| !known.contains(id)).count();
        if moved > 0 {
            return Some(super::says::moved(moved));
        }
        let heirs = heirs(old, &entry.roadmap);
        let went = old.leaves().filter(|leaf| heirs[leaf.0 as usize].is_none()).count();
        let inherited: std::collections::HashSet<_> = heirs.into_iter().flatten().collect();
        let came = entry.roadmap.leaves().filter(|leaf| !inherited.contains(leaf)).count();
        match (came, went) {
            (0, 0) => None,
            (came, 0) => Some(format!("{} to this roadmap.", words::added(came))),
            (0, went) => Some(format!("{} from this roadmap.", words::count(went, "topic is gone", "topics are gone"))),
            (came, went) => {
                let gone = if went == 1 { "is gone" } else { "are gone" };
                Some(format!("{}, {went} {gone}.", words::added(came)))
            }
        }
    }
}
