//! The progress bar: eighths of a block between end caps, so that the track is seen without colour.

const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// A bar of `cells`, caps included. The first tick always shows, and only a whole bar is full.
pub fn bar(complete: u32, total: u32, cells: u16, ascii: bool) -> String {
    let inner = usize::from(cells.saturating_sub(2));
    if ascii {
        let filled = steps(complete, total, inner);
        return format!("[{}{}]", "#".repeat(filled), "-".repeat(inner - filled));
    }
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

    #[test]
    fn some_shows_and_only_all_is_full() {
        assert_eq!(bar(0, 46, 6, false), "▕    ▏");
        assert_eq!(bar(1, 460, 6, false), "▕▏   ▏");
        assert_eq!(bar(459, 460, 6, false), "▕███▉▏");
        assert_eq!(bar(46, 46, 6, false), "▕████▏");
        assert_eq!(bar(0, 0, 6, false), "▕    ▏");
        assert_eq!(bar(1, 2, 1, false), "▕▏");
    }

    #[test]
    fn ascii_says_the_same() {
        assert_eq!(bar(17, 46, 10, true), "[##------]");
        assert_eq!(bar(45, 46, 10, true), "[#######-]");
    }
}
