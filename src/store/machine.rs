//! The name of this machine, asked of the system only once.

use super::error::Error;
use super::files::{read_text, replace};
use super::paths::Paths;
use super::random::seed;
use crate::model::Machine;

/// `MILEPOST_MACHINE`, else the name that is `set` in the settings, else the one kept in the state directory, else
/// a new one: host name and four random digits. A new name is only proposed, and a different one each time, until
/// [`keep_machine`] has written it down.
pub fn machine(paths: &Paths, set: Option<&Machine>) -> Machine {
    chosen(set).unwrap_or_else(|| kept_or_proposed(paths))
}

/// Writes the name down, to be called after the first edit; does nothing where one is kept already, and where one is
/// chosen by `MILEPOST_MACHINE` or `set`: whoever takes that back goes by the old name again.
pub fn keep_machine(paths: &Paths, set: Option<&Machine>, machine: &Machine) -> Result<(), Error> {
    if chosen(set).is_some() { Ok(()) } else { keep(paths, machine) }
}

/// The name in `MILEPOST_MACHINE`, if that is a name.
pub fn machine_of_environment() -> Option<Machine> {
    Machine::named(&std::env::var_os("MILEPOST_MACHINE")?.to_string_lossy())
}

fn chosen(set: Option<&Machine>) -> Option<Machine> {
    machine_of_environment().or_else(|| set.cloned())
}

fn kept_or_proposed(paths: &Paths) -> Machine {
    kept(paths).unwrap_or_else(|| proposed(&host_name(), seed()))
}

fn keep(paths: &Paths, machine: &Machine) -> Result<(), Error> {
    let path = paths.machine();
    if kept(paths).is_some() {
        return Ok(());
    }
    replace(&path, format!("{}\n", machine.0).as_bytes()).map_err(|source| Error::new("write", &path, source))
}

fn kept(paths: &Paths) -> Option<Machine> {
    let bytes = read_text(&paths.machine(), 256).ok()?;
    Machine::named(&String::from_utf8_lossy(&bytes))
}

fn proposed(host: &str, seed: u128) -> Machine {
    Machine::numbered(host.split('.').next().unwrap_or_default(), &format!("{:04x}", seed & 0xffff))
}

/// What the system calls this computer; empty, if it does not say.
#[cfg(unix)]
pub(super) fn host_name() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
pub(super) fn host_name() -> String {
    std::env::var_os("COMPUTERNAME").as_deref().map(std::ffi::OsStr::to_string_lossy).unwrap_or_default().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposed_name_is_short_and_plain() {
        assert_eq!(&*proposed("laptop.fritz.box", 0x1_7f3a).0, "laptop-7f3a");
        assert_eq!(&*proposed("...", 1).0, "machine-0001");
    }

    #[test]
    fn a_name_is_kept_once_and_not_before_it_is_asked_for() {
        let directory = tempfile::tempdir().unwrap();
        let paths = Paths { data: directory.path().join("data"), state: directory.path().join("state") };
        let first = kept_or_proposed(&paths);
        assert!(!paths.state.exists());
        keep(&paths, &first).unwrap();
        keep(&paths, &Machine("another".into())).unwrap();
        assert_eq!(kept_or_proposed(&paths), first);
    }

    #[test]
    fn a_broken_name_is_cleaned_or_made_anew() {
        let directory = tempfile::tempdir().unwrap();
        let paths = Paths { data: directory.path().into(), state: directory.path().into() };
        std::fs::write(paths.machine(), "desk 1\u{1b}\n").unwrap();
        assert_eq!(kept_or_proposed(&paths), Machine("desk-1".into()));
        std::fs::write(paths.machine(), "\0\0\n").unwrap();
        keep(&paths, &Machine("desk-2".into())).unwrap();
        assert_eq!(kept_or_proposed(&paths), Machine("desk-2".into()));
    }
}
