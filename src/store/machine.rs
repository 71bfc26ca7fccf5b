//! The name of this machine, asked of the system only once.

use super::error::Error;
use super::files::{read_text, replace};
use super::paths::Paths;
use super::random::seed;
use crate::model::Machine;

/// A name is at most this long, its random digits among it.
const LONGEST: usize = 32;

/// `MILEPOST_MACHINE`, else the name kept in the state directory, else a new one: host name and four random digits.
/// A new name is only proposed, and a different one each time, until [`keep_machine`] has written it down.
pub fn machine(paths: &Paths) -> Machine {
    Machine(chosen().unwrap_or_else(|| kept_or_proposed(paths)).into())
}

/// Writes the name down, to be called after the first edit; does nothing where one is kept already or chosen by
/// `MILEPOST_MACHINE`.
pub fn keep_machine(paths: &Paths, machine: &Machine) -> Result<(), Error> {
    if chosen().is_some() { Ok(()) } else { keep(paths, machine) }
}

fn chosen() -> Option<String> {
    clean(&std::env::var_os("MILEPOST_MACHINE")?.to_string_lossy(), LONGEST)
}

fn kept_or_proposed(paths: &Paths) -> String {
    kept(paths).unwrap_or_else(|| proposed(&host_name(), seed()))
}

fn keep(paths: &Paths, machine: &Machine) -> Result<(), Error> {
    let path = paths.machine();
    if kept(paths).is_some() {
        return Ok(());
    }
    replace(&path, format!("{}\n", machine.0).as_bytes()).map_err(|source| Error::new("write", &path, source))
}

fn kept(paths: &Paths) -> Option<String> {
    let bytes = read_text(&paths.machine(), 256).ok()?;
    clean(&String::from_utf8_lossy(&bytes), LONGEST)
}

fn proposed(host: &str, seed: u128) -> String {
    let digits = format!("{:04x}", seed & 0xffff);
    let host = host.split('.').next().unwrap_or_default();
    let host = clean(host, LONGEST - 1 - digits.len()).unwrap_or_else(|| "machine".into());
    format!("{host}-{digits}")
}

/// Letters, digits and single hyphens between them; `None` if nothing is left.
fn clean(name: &str, longest: usize) -> Option<String> {
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut name = words.collect::<Vec<_>>().join("-");
    name.truncate(longest);
    let name = name.trim_end_matches('-');
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(unix)]
fn host_name() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
fn host_name() -> String {
    std::env::var_os("COMPUTERNAME").as_deref().map(std::ffi::OsStr::to_string_lossy).unwrap_or_default().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposed_name_is_short_and_plain() {
        assert_eq!(proposed("laptop.fritz.box", 0x1_7f3a), "laptop-7f3a");
        assert_eq!(proposed("Ann's  Mac_Book", 1), "Ann-s-Mac-Book-0001");
        assert_eq!(proposed("ноутбук\u{1b}[2J", 1), "2J-0001");
        assert_eq!(proposed("...", 1), "machine-0001");
        assert_eq!(proposed(&"x".repeat(80), 1).len(), LONGEST);
    }

    #[test]
    fn a_name_is_kept_once_and_not_before_it_is_asked_for() {
        let directory = tempfile::tempdir().unwrap();
        let paths = Paths { data: directory.path().join("data"), state: directory.path().join("state") };
        let first = kept_or_proposed(&paths);
        assert!(!paths.state.exists());
        keep(&paths, &Machine(first.as_str().into())).unwrap();
        keep(&paths, &Machine("another".into())).unwrap();
        assert_eq!(kept_or_proposed(&paths), first);
    }

    #[test]
    fn a_broken_name_is_cleaned_or_made_anew() {
        let directory = tempfile::tempdir().unwrap();
        let paths = Paths { data: directory.path().into(), state: directory.path().into() };
        std::fs::write(paths.machine(), "desk 1\u{1b}\n").unwrap();
        assert_eq!(kept_or_proposed(&paths), "desk-1");
        std::fs::write(paths.machine(), "\0\0\n").unwrap();
        keep(&paths, &Machine("desk-2".into())).unwrap();
        assert_eq!(kept_or_proposed(&paths), "desk-2");
    }
}
