//! The progress bar: eighths of a block between end caps, so that the track is seen without colour.

use super::look::Look;

/// A bar of `cells`, caps included. The first tick always shows, and only a whole bar is full.
pub(super) fn bar(complete: u32, total: u32, cells: u16, look: Look) -> String {
    let inner = usize::from(cells.saturating_sub(2));
    if look.ascii {
        let filled = steps(complete, total, inner);
        return format!("[{}{}]", "#".repeat(filled), "-".repeat(inner - filled));
    }
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let filled = steps(complete, total, inner * 8);
    let blanks = inner - filled.div_ceil(8);
    format!("▕{}{}{}▏", "█".repeat(filled / 8), EIGHTHS[filled % 8], " ".repeat(blanks))
}

fn steps(complete: u32, total: u32, most: usize) -> usize {
    if total == 0 || complete == 0 || most == 0 {
        0
    } else if complete >= total {
        most
    } else {
        let exact = most as u64 * u64::from(complete) / u64::from(total);
        usize::try_from(exact).unwrap_or(most).clamp(1, (most - 1).max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::look::ThemeKind;

    #[test]
    fn some_shows_and_only_all_is_full() {
        let look = Look::new(ThemeKind::Mono, false);
        assert_eq!(bar(0, 46, 6, look), "▕    ▏");
        assert_eq!(bar(1, 460, 6, look), "▕▏   ▏");
        assert_eq!(bar(459, 460, 6, look), "▕███▉▏");
        assert_eq!(bar(46, 46, 6, look), "▕████▏");
        assert_eq!(bar(0, 0, 6, look), "▕    ▏");
        assert_eq!(bar(1, 2, 1, look), "▕▏");
    }

    #[test]
    fn ascii_says_the_same() {
        let look = Look::new(ThemeKind::Mono, true);
        assert_eq!(bar(17, 46, 10, look), "[##------]");
        assert_eq!(bar(45, 46, 10, look), "[#######-]");
    }
}
