//! Learning over time at the foot of the home screen: a map of days, or one row of them.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::heat::{HALF_A_YEAR, WEEKDAYS, heat, heat_row, weeks_in};
use super::pen::Pen;
use super::spoken;
use super::text::{width, wrap};
use crate::app::{App, a_week, date};
use crate::model::Activity;
use crate::model::words::count;

/// The map with its heading, a blank line before it and one after it.
const MAP: u16 = 10;

/// What is said of the roadmap under the cursor takes at least so many lines.
const ABOUT: u16 = 4;

/// Draws what there is room for at the foot of `area`; gives the lines that it took. Nothing before the first topic is
/// learned: an empty map would only blame. `about`: the roadmap under the cursor is to be told of, too.
pub(super) fn draw(app: &App, area: Rect, about: bool, pen: &mut Pen<'_>) -> u16 {
    let Some(activity) = app.activity.as_ref().filter(|activity| activity.learned > 0) else { return 0 };
    if pen.look.plain {
        return aloud(activity, area, pen);
    }
    match area.height {
        _ if area.width < 46 => 0,
        // Without room for both the map goes, not what the roadmaps are.
        height if height >= MAP + if about { ABOUT } else { 0 } => {
            map(activity, Rect { y: area.bottom() - MAP + 1, height: MAP - 1, ..area }, pen);
            MAP
        }
        3.. => {
            row(activity, area.bottom() - 2, area, pen);
            3
        }
        2 => {
            row(activity, area.bottom() - 1, area, pen);
            2
        }
        _ => 0,
    }
}

/// In words: the facts, and as many weeks as there is room for beside what the roadmap is.
fn aloud(activity: &Activity, area: Rect, pen: &mut Pen<'_>) -> u16 {
    let room = area.width.saturating_sub(3);
    let mut lines = wrap(&format!("{}.", facts(activity).join(", ")), room);
    lines.extend(spoken::weeks(&activity.days, activity.today, HALF_A_YEAR).into_iter().take(4));
    let most = area.height.saturating_sub(ABOUT + 2);
    lines.truncate(most.into());
    let Ok(count @ 1..) = u16::try_from(lines.len()) else { return 0 };
    let y = area.bottom() - count - 1;
    pen.put(area.x + 1, y, area.width, "LEARNED", pen.look.heading);
    for (y, line) in (y + 1..).zip(&lines) {
        pen.put(area.x + 3, y, room, line, Style::new());
    }
    count + 2
}

fn map(activity: &Activity, area: Rect, pen: &mut Pen<'_>) {
    let facts = facts(activity);
    let start = area.x + 8;
    let weeks = weeks_in(area.width.saturating_sub(9)).min(HALF_A_YEAR);
    pen.put(area.x + 1, area.y, area.width, &format!("LAST {weeks} WEEKS"), pen.look.heading);
    let rows = heat(&activity.days, activity.today, weeks, pen.look.ascii);
    for (y, (row, weekday)) in (area.y + 1..).zip(rows.iter().zip(WEEKDAYS)) {
        pen.put(area.x + 3, y, 4, weekday, pen.look.dim);
        pen.put(start, y, area.width, row, pen.look.done);
    }
    let beside = start + 2 * weeks + 4;
    let room = (area.right() - 1).saturating_sub(beside);
    if facts.iter().all(|fact| width(fact) <= room) {
        for (y, fact) in (area.y + 2..).zip(&facts) {
            pen.put(beside, y, room, fact, Style::new());
        }
    }
}

/// Two weeks in one line.
fn row(activity: &Activity, y: u16, area: Rect, pen: &mut Pen<'_>) {
    let taken = pen.put(area.x + 1, y, area.width, "LAST 2 WEEKS", pen.look.heading);
    let days = heat_row(&activity.days, activity.today, 14, pen.look.ascii);
    pen.put(area.x + 1 + taken + 3, y, area.width, &days, pen.look.done);
}

fn facts(activity: &Activity) -> Vec<String> {
    let Activity { today, days, learned, known, pace } = activity;
    let active = days.active().len();
    let since =
        days.first().map(|first| format!("active on {} since {}", count(active, "day", "days"), date(first, *today)));
    let facts = [
        Some(format!("{} learned", count(*learned, "topic", "topics"))),
        (*known > 0).then(|| format!("{known} already known")),
        since.filter(|_| active > 1),
        pace.map(|pace| {
            let topics = pace.per_week();
            format!("{} {} a week", a_week(topics), if topics > 1 { "topics" } else { "topic" })
        }),
    ];
    facts.into_iter().flatten().collect()
}
