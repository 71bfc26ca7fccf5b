//! Which parts of the screen there is room for, and where they are.

use ratatui::layout::Rect;

/// The parts of a screen. A part without room is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) header: Option<Rect>,
    pub(super) top_rule: Option<u16>,
    pub(super) body: Rect,
    pub(super) bottom_rule: Option<u16>,
    /// The line for messages and the next step; without it, messages take the place of the hints.
    pub(super) message: Option<Rect>,
    pub(super) hints: Rect,
}

/// Narrower or lower than this shows three lines of text instead.
pub(super) const LEAST: (u16, u16) = (20, 5);

impl Layout {
    /// The parts of an area that is at least [`LEAST`].
    pub(super) fn new(area: Rect) -> Self {
        let line = |y: u16| Rect { y, height: 1, ..area };
        let roomy = area.height >= 12;
        let header = (area.height >= 8).then(|| line(area.y));
        let bottom = area.bottom() - 1;
        let above: u16 = u16::from(header.is_some()) + u16::from(roomy);
        let below: u16 = if roomy { 3 } else { 1 };
        Self {
            header,
            top_rule: roomy.then_some(area.y + 1),
            body: Rect { y: area.y + above, height: area.height - above - below, ..area },
            bottom_rule: roomy.then_some(bottom - 2),
            message: roomy.then(|| line(bottom - 1)),
            hints: line(bottom),
        }
    }
}

/// The body of a roadmap: the tree, and the details where there is room for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Panes {
    pub(super) tree: Rect,
    pub(super) details: Details,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Details {
    /// Beside the tree; the column before it is for the line between them.
    Beside(Rect),
    /// Three rows below the tree; the row before them is for the line between them.
    Below(Rect),
    /// On a page of their own.
    Page,
}

impl Panes {
    /// `plain`: one thing at a time.
    pub(super) fn new(body: Rect, plain: bool) -> Self {
        if plain {
            return Self { tree: body, details: Details::Page };
        }
        let tree_width = match body.width {
            96.. => (u32::from(body.width) * 58 / 100).min(72) as u16 - 1,
            76..96 => body.width - 33,
            _ => body.width,
        };
        let tree = Rect { width: tree_width, ..body };
        if tree_width < body.width {
            let rest = Rect { x: body.x + tree_width + 1, width: body.width - tree_width - 1, ..body };
            return Self { tree, details: Details::Beside(rest) };
        }
        // 18 rows of terminal leave 13 for the body.
        if body.width >= 48 && body.height >= 13 {
            let tree = Rect { height: body.height - 4, ..body };
            let strip = Rect { y: tree.bottom() + 1, height: 3, ..body };
            return Self { tree, details: Details::Below(strip) };
        }
        Self { tree, details: Details::Page }
    }
}
