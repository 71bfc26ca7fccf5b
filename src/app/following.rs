//! Following a link: at once where there is one, by a menu where there are several.

use super::links::{LinkUse, Links};
use super::message::Effect;
use super::state::{App, Overlay};
use crate::model::{Resource, SafeText, is_link, links_in};

impl App {
    /// Opens or copies the link of the topic at hand; asks which, where there are several.
    pub(super) fn use_link(&mut self, purpose: LinkUse) -> Vec<Effect> {
        let Some((number, place)) = self.at_hand() else { return Vec::new() };
        let topic = &self.library.entries()[number].roadmap[place];
        let mut entries: Vec<_> = topic.numbered_resources().filter_map(|(_, resource)| entry(resource)).collect();
        let texts = topic.description.iter().chain(&topic.points).map(SafeText::as_str);
        let note = self.library.note(&self.log, number, place);
        let written = texts.chain(note).flat_map(links_in).map(SafeText::line);
        let proof = self.proof(number, place).into_iter().filter(|link| is_link(link));
        for link in written.chain(proof) {
            if entries.iter().all(|(_, target)| *target != link) {
                entries.push((link.clone(), link));
            }
        }
        if purpose == LinkUse::Copy {
            entries.push((SafeText::line(&format!("the title: {}", topic.title)), topic.title.clone()));
        }
        match entries.as_slice() {
            [] => {
                self.say("This topic has no links.");
                Vec::new()
            }
            [(_, only)] => self.follow_link(purpose, only.clone()),
            _ => {
                self.overlay = Some(Overlay::Links(Links { purpose, row: 0, entries }));
                Vec::new()
            }
        }
    }

    /// Does with the entry of the menu what the menu is for.
    pub(super) fn pick_link(&mut self, row: usize) -> Vec<Effect> {
        let Some(Overlay::Links(links)) = &self.overlay else { return Vec::new() };
        let Some((_, target)) = links.entries.get(row).cloned() else { return Vec::new() };
        let purpose = links.purpose;
        self.overlay = None;
        self.follow_link(purpose, target)
    }

    pub(super) fn follow_link(&mut self, purpose: LinkUse, target: SafeText) -> Vec<Effect> {
        match purpose {
            LinkUse::Open => {
                self.say(&format!("Opening {target}"));
                vec![Effect::OpenUrl(target)]
            }
            LinkUse::Copy => {
                self.say(&format!("Copied: {target}"));
                vec![Effect::Copy(target)]
            }
        }
    }
}

fn entry(resource: &Resource) -> Option<(SafeText, SafeText)> {
    Some((SafeText::line(&resource.label()), resource.url.clone()?))
}
