//! Small files, read without waiting and replaced whole.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::Error;
#[cfg(test)]
use super::probe::{self, Call};
use super::random::seed;

/// How files begin that have not got their name yet.
const UNFINISHED: &str = ".milepost-";
const ABANDONED: Duration = Duration::from_hours(1);

/// No disposable file of ours comes near this.
const LARGEST_JSON: u64 = 16 << 20;

/// From here on a file that may grow no larger (`ulimit -f`) is a disk that refuses a write like any other, and no
/// signal that ends the program.
pub fn outlive_size_limits() {
    #[cfg(unix)]
    {
        // That it came is of no interest: the write says so itself. Where it cannot be caught, all is as it was.
        drop(signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default()));
    }
}

/// From here on what this program makes can be read and written by its owner, whatever the umask: a progress file that
/// cannot would take the first tick and no other. What the umask keeps from others stays kept from them.
pub fn own_what_is_made() {
    #[cfg(unix)]
    {
        use rustix::fs::Mode;
        use rustix::process::umask;
        // There is no asking without setting; until the next line nothing is made.
        let before = umask(Mode::RWXG | Mode::RWXO);
        umask(before - Mode::RWXU);
    }
}

/// Reads a regular file of at most `limit` bytes; a directory, a FIFO or a device is refused, not waited for.
pub fn read_text(path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    read_at_most(path, limit).map_err(|source| Error::new("read", path, source))
}

/// Reads a disposable file: anything wrong with it counts as nothing there.
pub fn load_json<T: DeserializeOwned + Default>(path: &Path) -> T {
    let bytes = read_text(path, LARGEST_JSON).unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

/// Replaces a disposable file by rename, mode 0600, its directory made if need be.
pub fn save_json<T: Serialize>(path: &Path, value: &T) -> Result<(), Error> {
    let bytes = serde_json::to_vec(value).map_err(io::Error::from);
    bytes.and_then(|bytes| replace(path, &bytes)).map_err(|source| Error::new("write", path, source))
}

/// Puts a new file in the place of the old one. Not synced: what it holds can be made again.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    make_anew(path, |file| file.write_all(bytes))
}

/// Copies a file: the copy is there whole and on the disk, or not at all.
pub(super) fn copy_anew(mut source: File, path: &Path) -> io::Result<()> {
    make_anew(path, |file| io::copy(&mut source, file).and_then(|_| file.sync_all()))?;
    sync_directory(path.parent())
}

/// Fills a private file, and only then gives it its name.
pub(super) fn make_anew(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let directory = path.parent().unwrap_or_else(|| Path::new("."));
    make_directories(directory)?;
    sweep(directory);
    let new = directory.join(format!("{UNFINISHED}{:032x}", seed()));
    let mut file = private(OpenOptions::new().write(true).create_new(true)).open(&new)?;
    let renamed = write(&mut file).and_then(|()| rename(&new, path));
    if renamed.is_err() {
        drop(fs::remove_file(&new));
    }
    renamed
}

pub(super) fn rename(old: &Path, new: &Path) -> io::Result<()> {
    #[cfg(test)]
    probe::on(&Call::Rename(old, new))?;
    fs::rename(old, new)
}

/// Makes a private directory for what gets its name when it is complete. It goes when it is dropped.
pub(super) fn unfinished_directory(inside: &Path) -> io::Result<tempfile::TempDir> {
    sweep(inside);
    tempfile::Builder::new().prefix(UNFINISHED).tempdir_in(inside)
}

/// Takes away what programs that were killed have left unfinished: nobody works on it for an hour.
pub(super) fn sweep(directory: &Path) {
    let is_left = |entry: &fs::DirEntry| {
        let age = entry.metadata().and_then(|found| found.modified()).map(|modified| modified.elapsed());
        entry.file_name().to_string_lossy().starts_with(UNFINISHED) && matches!(age, Ok(Ok(age)) if age > ABANDONED)
    };
    for entry in fs::read_dir(directory).into_iter().flatten().flatten().filter(is_left) {
        drop(fs::remove_file(entry.path()).or_else(|_| fs::remove_dir_all(entry.path())));
    }
}

/// Makes a directory and those above it, each 0700 and on the disk before this returns.
pub(super) fn make_directories(path: &Path) -> io::Result<()> {
    let missing: Vec<&Path> =
        path.ancestors().take_while(|above| !above.as_os_str().is_empty() && !above.exists()).collect();
    if let Some(there) = missing.last().and_then(|first| first.parent()) {
        // Whoever made it may have been killed before its name was on the disk.
        sync_directory(there.parent())?;
    }
    for directory in missing.into_iter().rev() {
        #[cfg(test)]
        probe::on(&Call::MakeDirectory(directory))?;
        match new_directory(directory) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => sync_directory(directory.parent())?,
        }
    }
    Ok(())
}

/// Makes the names in a directory last, where the system has such a call and lets us.
pub(super) fn sync_directory(path: Option<&Path>) -> io::Result<()> {
    use io::ErrorKind::{InvalidInput, PermissionDenied, Unsupported};
    let Some(path) = path.filter(|_| cfg!(unix)) else { return Ok(()) };
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    #[cfg(test)]
    probe::on(&Call::SyncDirectory(path))?;
    match File::open(path).and_then(|directory| directory.sync_all()) {
        Err(error) if matches!(error.kind(), InvalidInput | PermissionDenied | Unsupported) => Ok(()),
        outcome => outcome,
    }
}

/// Opens a regular file, and nothing else, with these options.
///
/// The path is looked at before it is opened, since opening a device can do something, and the file after, since the
/// path may have changed in between; a FIFO put there meanwhile is not waited for.
pub(super) fn open_regular(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    open_checked(path, without_waiting(options, false))
}

/// The same, and never through a link, which somebody else may have put there.
pub(super) fn open_unlinked(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    if path.is_symlink() {
        return Err(io::Error::other("it is a link"));
    }
    open_checked(path, without_waiting(options, true))
}

fn open_checked(path: &Path, options: &OpenOptions) -> io::Result<File> {
    let refused = || io::Error::other("it is not a regular file");
    match fs::metadata(path) {
        Ok(found) if !found.is_file() => return Err(refused()),
        _ => {}
    }
    #[cfg(test)]
    probe::on(&Call::Open)?;
    let file = options.open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(refused()) }
}

/// Files made with these options belong to this user alone.
pub(super) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

#[cfg_attr(not(unix), expect(unused_variables, reason = "there is no such flag"))]
fn without_waiting(options: &mut OpenOptions, unlinked: bool) -> &mut OpenOptions {
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        let links = if unlinked { OFlags::NOFOLLOW } else { OFlags::empty() };
        let flags = OFlags::NONBLOCK | OFlags::NOCTTY | links;
        std::os::unix::fs::OpenOptionsExt::custom_flags(options, flags.bits().cast_signed());
    }
    options
}

#[cfg(unix)]
fn new_directory(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    DirBuilder::new().mode(0o700).create(path)
}

#[cfg(not(unix))]
fn new_directory(path: &Path) -> io::Result<()> {
    DirBuilder::new().create(path)
}

fn read_at_most(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let file = open_regular(path, OpenOptions::new().read(true))?;
    let length = file.metadata()?.len();
    read_within(file, length, limit)
}

/// Opens a regular file of at most `limit` bytes.
pub(super) fn open_within(path: &Path, limit: u64) -> io::Result<File> {
    let file = open_regular(path, OpenOptions::new().read(true))?;
    if file.metadata()?.len() > limit { Err(too_large(limit)) } else { Ok(file) }
}

/// Reads all of a source, which is probably of this length; more than `limit` bytes are refused.
pub fn read_within(source: impl Read, length: u64, limit: u64) -> io::Result<Vec<u8>> {
    let room = length.min(limit).saturating_add(1);
    // Memory that grows step by step is copied each time.
    let mut bytes = Vec::with_capacity(usize::try_from(room).unwrap_or_default());
    // One byte more tells a file that is too large from one that just fits, also if it grows meanwhile.
    source.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(too_large(limit));
    }
    Ok(bytes)
}

/// What is said of something of more than `limit` bytes.
pub(super) fn too_large(limit: u64) -> io::Error {
    let limit = if limit >= 1 << 20 { format!("{} MB", limit >> 20) } else { format!("{limit} bytes") };
    io::Error::other(format!("it is larger than {limit}"))
}

#[cfg(test)]
#[cfg(unix)]
mod between;

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_file_that_is_too_large_is_refused_and_one_that_just_fits_is_read() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("x");
        fs::write(&path, "12345").unwrap();
        assert_eq!(read_text(&path, 5).unwrap(), b"12345");
        assert!(read_text(&path, 4).unwrap_err().to_string().ends_with("it is larger than 4 bytes"));
    }

    #[test]
    fn a_fifo_a_device_and_a_directory_are_refused_at_once() {
        let directory = tempfile::tempdir().unwrap();
        let fifo = directory.path().join("fifo");
        assert!(Command::new("mkfifo").arg(&fifo).status().unwrap().success());
        for path in [&fifo, directory.path(), Path::new("/dev/zero")] {
            assert!(read_text(path, 10).unwrap_err().to_string().ends_with("it is not a regular file"));
        }
    }

    #[test]
    fn what_is_saved_is_loaded_and_private_and_leaves_no_litter() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a/b/session.json");
        save_json(&path, &vec![1, 2]).unwrap();
        save_json(&path, &vec![3]).unwrap();
        assert_eq!(load_json::<Vec<u8>>(&path), [3]);
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
        assert_eq!(mode(&directory.path().join("a")), 0o700);
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn a_save_that_fails_leaves_no_litter() {
        let directory = tempfile::tempdir().unwrap();
        fs::create_dir(directory.path().join("session.json")).unwrap();
        save_json(&directory.path().join("session.json"), &1).unwrap_err();
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
    }

    #[test]
    fn nobody_can_foresee_what_a_file_is_called_before_it_has_its_name() {
        let directory = tempfile::tempdir().unwrap();
        let (sender, names) = std::sync::mpsc::channel();
        probe::watch(move |call| {
            if let Call::Rename(old, _) = call {
                sender.send(old.to_path_buf()).unwrap();
            }
            probe::Answer::Go
        });
        (0..2).for_each(|number| save_json(&directory.path().join("session.json"), &number).unwrap());
        probe::unwatch();
        let names: std::collections::HashSet<_> = names.iter().collect();
        assert_eq!(names.len(), 2);
    }

    #[test]
    fn what_a_killed_program_left_unfinished_is_swept_away_after_an_hour() {
        let directory = tempfile::tempdir().unwrap();
        let [old, new] = ["old", "new"].map(|name| directory.path().join(format!("{UNFINISHED}{name}")));
        let two_hours_ago = std::time::SystemTime::now() - 2 * ABANDONED;
        File::create(&old).unwrap().set_modified(two_hours_ago).unwrap();
        File::create(&new).unwrap();
        let directory_of_old = directory.path().join(format!("{UNFINISHED}directory"));
        fs::create_dir_all(directory_of_old.join(".git")).unwrap();
        File::open(&directory_of_old).unwrap().set_modified(two_hours_ago).unwrap();
        save_json(&directory.path().join("session.json"), &1).unwrap();
        assert_eq!((old.exists(), new.exists(), directory_of_old.exists()), (false, true, false));
    }

    #[test]
    fn a_disposable_file_that_is_broken_counts_as_nothing_there() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("session.json");
        assert_eq!(load_json::<u8>(&path), 0);
        fs::write(&path, "{").unwrap();
        assert_eq!(load_json::<u8>(&path), 0);
    }
}
