//! Files of roadmaps handed to the user's editor: which, and where in them.

use milepost::app::{Effect, Spot};
use milepost::model::SafeText;

use super::live::own;

#[test]
fn a_file_is_edited_where_the_cursor_is_or_where_it_is_wrong() {
    let path = |id: &str| SafeText::line(&format!("/home/ann/roadmaps/{id}.yaml"));
    let edit = |id: &str, at| vec![Effect::EditFile { path: path(id), at }];
    assert_eq!(own().keys("G g f").effects, edit("small", Spot::Topic(vec![1, 1])));
    assert_eq!(own().keys("G tab g f").effects, edit("small", Spot::Topic(vec![1, 1])));
    assert_eq!(own().broken("small", 7, "x").keys("g f").effects, edit("small", Spot::Line(Some(7))));
    assert_eq!(own().keys("esc e").effects, edit("small", Spot::Line(None)));
    let scene = own().keys("esc").broken("bad", 3, "x").keys("G e");
    assert_eq!(scene.effects, edit("bad", Spot::Line(Some(3))));
    let bundled = own().keys("[ g f");
    assert_eq!(bundled.effects, []);
    bundled.says("This roadmap is part of milepost: there is no file of yours to edit.");
}
