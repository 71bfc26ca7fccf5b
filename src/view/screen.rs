//! The whole picture: which parts are drawn, and where.

use std::num::NonZeroU16;

use ratatui::Frame;
use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::hits::Hits;
use super::layout::{Details, LEAST, Layout, Panes};
use super::look::Look;
use super::pen::Pen;
use super::text::width;
use super::{details, finder, footer, header, home, menu, note, palette, proof, recall, stats, sweep, tree};
use crate::app::{App, Focus, Overlay, Pane, Screen, Shown, Target};
use crate::command::Command;

/// What came of a frame.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// What there was room for: the state wants to know.
    pub shown: Shown,
    /// What can be pointed at, and where.
    pub hits: Hits,
}

/// Draws the state.
pub fn draw(app: &App, look: Look, frame: &mut Frame<'_>) -> Drawn {
    let area = frame.area();
    let mut pen = Pen::new(frame.buffer_mut(), look);
    let shown = if area.width < LEAST.0 || area.height < LEAST.1 {
        too_small(app, area, &mut pen);
        app.shown
    } else {
        if app.overlay.is_none() {
            pen.scroll = app.list;
        }
        let shown = screen(app, area, &mut pen);
        if app.overlay.is_some() {
            pen.scroll = app.list;
            pen.hits.cover(area);
            overlay(app, area, &mut pen);
        }
        let (list_top, list, list_lines) = pen.listed;
        Shown { list, list_lines, list_top, ..shown }
    };
    // Never hidden: screen readers and magnifiers follow it.
    let cursor = pen.cursor.filter(|&cursor| area.contains(cursor)).unwrap_or_default();
    let hits = std::mem::take(&mut pen.hits);
    narrow_emoji(frame.buffer_mut());
    frame.set_cursor_position(cursor);
    Drawn { shown, hits }
}

/// Shows what U+FE0F would make two cells wide in its first cell alone: terminals disagree over it, and one that draws
/// it narrow would leave what stood in the second cell before.
fn narrow_emoji(buffer: &mut Buffer) {
    for number in 0..buffer.content.len() {
        let cell = &mut buffer.content[number];
        if cell.symbol().len() <= 3 || !cell.symbol().contains('\u{fe0f}') {
            continue;
        }
        let bare = cell.symbol().replace('\u{fe0f}', "");
        match width(&bare) {
            1 => {
                let style = cell.set_symbol(&bare).style();
                if let Some(next) = buffer.content.get_mut(number + 1) {
                    next.set_style(style);
                }
            }
            2 => drop(cell.set_symbol(&bare)),
            // Joined to others it is wide for all who know it; the cell behind it is not to be blanked.
            _ => drop(cell.set_diff_option(CellDiffOption::ForcedWidth(NonZeroU16::MIN.saturating_add(1)))),
        }
    }
}

fn screen(app: &App, area: Rect, pen: &mut Pen<'_>) -> Shown {
    let layout = Layout::new(area);
    for y in layout.top_rule.into_iter().chain(layout.bottom_rule) {
        pen.rule(area, y);
    }
    let shown = match app.screen {
        Screen::Roadmap(focus) => roadmap(app, focus, &layout, pen),
        Screen::Home => {
            if let Some(line) = layout.header {
                header::home(app, line, pen);
            }
            Shown { rows: home::draw(app, layout.body, pen), ..Shown::default() }
        }
        Screen::Stats => {
            if let Some(line) = layout.header {
                header::stats(app, line, pen);
            }
            pen.hits.add(layout.body, Target::Pane(Pane::Stats));
            let details_lines = stats::draw(app, layout.body, pen);
            Shown { details: layout.body.height.into(), details_lines, ..app.shown }
        }
        Screen::Recall | Screen::Sweep => {
            if let Some(line) = layout.header {
                header::questions(app, line, pen);
            }
            let draw = if app.screen == Screen::Recall { recall::draw } else { sweep::draw };
            draw(app, layout.body, pen)
        }
    };
    footer::draw(app, &layout, pen);
    shown
}

fn roadmap(app: &App, focus: Focus, layout: &Layout, pen: &mut Pen<'_>) -> Shown {
    let Some((number, entry, outline)) = app.open_roadmap() else { return Shown::default() };
    if let Some(line) = layout.header {
        header::roadmap(app, number, entry, outline, line, pen);
    }
    let panes = Panes::new(layout.body, pen.look.plain);
    let focused = focus == Focus::Tree;
    let selected = outline.selected();
    let detailed = app.detailed().map(|(_, place)| place);
    let mut shown = Shown { rows: panes.tree.height.into(), ..Shown::default() };
    match (panes.details, selected) {
        (Details::Beside(area), _) => {
            if !focused {
                pen.cursor = None;
            }
            tree::draw(app, number, entry, outline, focused, panes.tree, pen);
            beside(layout, area, pen);
            if let Some(place) = detailed {
                shown.details_lines = details::draw(app, number, place, !focused, area, pen);
                shown.details = area.height.into();
            }
        }
        (_, Some(place)) if !focused => {
            shown.details_lines = details::draw(app, number, place, true, layout.body, pen);
            shown.details = layout.body.height.into();
        }
        (Details::Below(area), _) => {
            tree::draw(app, number, entry, outline, focused, panes.tree, pen);
            pen.rule(layout.body, area.y - 1);
            pen.hits.add(area, Target::Command(Command::Focus));
            if let Some(place) = detailed {
                details::strip(app, number, place, area, pen);
            }
        }
        (Details::Page, _) => tree::draw(app, number, entry, outline, focused, panes.tree, pen),
    }
    shown
}

/// The line between tree and details, joined to the rules where it meets them.
fn beside(layout: &Layout, details: Rect, pen: &mut Pen<'_>) {
    let x = details.x - 1;
    for y in layout.body.y..layout.body.bottom() {
        pen.put(x, y, 1, "│", pen.look.dim);
    }
    for (y, joint) in layout.top_rule.map(|y| (y, "┬")).into_iter().chain(layout.bottom_rule.map(|y| (y, "┴"))) {
        pen.put(x, y, 1, joint, pen.look.dim);
    }
}

fn overlay(app: &App, area: Rect, pen: &mut Pen<'_>) {
    match &app.overlay {
        Some(Overlay::Finder(finder)) => finder::draw(app, finder, area, pen),
        Some(Overlay::Palette(palette)) => palette::draw(app, palette, area, pen),
        Some(Overlay::Filter { row, noted }) => menu::filter(app, *row, *noted, area, pen),
        Some(Overlay::Links(links)) => menu::links(app, links, area, pen),
        Some(Overlay::Note(note)) => note::draw(app, note, area, pen),
        Some(Overlay::Proof(proof)) => proof::draw(app, proof, area, pen),
        Some(Overlay::QuitUnsaved) => menu::quit_unsaved(app, area, pen),
        Some(Overlay::Gone(kept)) => menu::gone(app, *kept, area, pen),
        None => {}
    }
}

fn too_small(app: &App, area: Rect, pen: &mut Pen<'_>) {
    let size = format!("Too small: {}×{}", area.width, area.height);
    let needs = format!("Needs {}×{}", LEAST.0, LEAST.1);
    let quit = app.config.keymap.hint(Command::Quit, "quits");
    for (y, text) in (area.y..area.bottom()).zip([&size, &needs, &quit]) {
        pen.put(area.x, y, area.width, text, Style::new());
    }
}
