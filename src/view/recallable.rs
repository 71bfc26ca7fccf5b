//! Below the roadmaps of the home screen: what is worth recalling, while something is.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::pen::Pen;
use crate::app::{App, Target, ago};
use crate::command::Command;
use crate::model::Due;

/// So many topics are named at most.
const NAMED: u16 = 3;

/// Draws what there is room for at the top of `area`; gives the lines that it took, the blank one above among them.
pub(super) fn draw(app: &App, area: Rect, pen: &mut Pen<'_>) -> u16 {
    let count = app.due.len().min(Due::AT_A_TIME);
    if count == 0 || area.width < 46 || area.height < 3 {
        return 0;
    }
    let wide = area.width >= 76;
    let y = area.y + 1;
    let heading = format!("WORTH RECALLING  {count}");
    let way = || Target::Command(Command::Recall);
    pen.put_target(area.x + 1, y, area.width, &heading, pen.look.heading, way());
    if pen.look.plain {
        let heading = format!("WORTH RECALLING, {count}, {}", app.config.keymap.hint(Command::Recall, "recall"));
        pen.put(area.x + 1, y, area.width, heading.trim_end_matches(", "), pen.look.heading);
    } else if let Some(key) = app.config.keymap.first(Command::Recall) {
        let hint = if wide { format!("{key} recall") } else { key };
        let line = Rect { y, width: area.width - 1, height: 1, ..area };
        let taken = pen.put_right(line, y, &hint, pen.look.dim);
        pen.hits.add(Rect { x: line.right() - taken, width: taken, ..line }, way());
    }
    // Two lines are left for the days of learning.
    let room = area.height - 2;
    let rows = NAMED.min(if room > 2 { room - 2 } else { room });
    let mut taken = 2;
    for (due, y) in app.due.iter().take(count.min(rows.into())).zip(y + 1..) {
        row(app, due, Rect { y, height: 1, ..area }, pen);
        taken += 1;
    }
    taken
}

/// The topic, since when it is learned, and in which roadmap.
fn row(app: &App, due: &Due, line: Rect, pen: &mut Pen<'_>) {
    let roadmap = &app.library.entries()[due.number].roadmap;
    let days = ago(due.learned.day.date(), app.now.date());
    let (title, since, days) =
        if line.width >= 76 { (36, 26, format!("learned {days}")) } else { (line.width - 24, 20, days) };
    pen.hits.add(line, Target::There(due.number, due.place));
    if pen.look.plain {
        let days = ago(due.learned.day.date(), app.now.date());
        let words = format!("{}, learned {days}, in {}", roadmap[due.place].title, roadmap.title);
        pen.put(line.x + 3, line.y, line.width.saturating_sub(4), &words, Style::new());
        return;
    }
    let x = line.x + 3;
    pen.put(x, line.y, title, &roadmap[due.place].title, Style::new());
    pen.put(x + title + 2, line.y, since, &days, pen.look.dim);
    let after = x + title + 2 + since;
    pen.put(after, line.y, line.right().saturating_sub(after + 1), &roadmap.title, pen.look.dim);
}
