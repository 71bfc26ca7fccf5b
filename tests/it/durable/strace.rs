//! System calls of the real binary: traced, failed, or made its last ones.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::{BINARY, MACHINE};
use crate::pty::Pty;
use crate::support::Test;

/// The calls by which a program can reach a file.
const CALLS: &str = "openat,mkdir,statx,newfstatat,fstat,flock,lseek,read,write,fdatasync,fsync,ftruncate,rename,\
                     copy_file_range,sendfile,splice,unlink,getdents64,close,fchmod";

/// Whether system calls can be injected here; otherwise the unit tests at the store's own seam must do. Where `CI` is
/// set they must not: a test that is passed over there would never be missed.
pub(super) fn has_strace() -> bool {
    let probe = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).stderr(Stdio::null()).status();
    let works = probe.is_ok_and(|status| status.success());
    let must = cfg!(target_os = "linux") && std::env::var_os("CI").is_some_and(|value| !value.is_empty());
    assert!(works || !must, "CI is set, and strace is missing or may not trace: install it, or unset CI");
    if !works {
        drop(writeln!(io::stderr(), "passed over: strace is missing or may not trace"));
    }
    works
}

/// Runs milepost under strace.
pub(super) fn traced(test: &Test, options: &[&str], args: &[&str]) -> Output {
    let milepost = test.command(args);
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq"]).args(options).arg(BINARY).args(args).current_dir(test.home()).env_clear();
    strace.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    strace.envs(milepost.get_envs().filter_map(|(name, value)| Some((name, value?))));
    strace.output().expect("strace runs")
}

/// The screen under strace. It is ready when it answers keys.
pub(super) fn traced_screen(test: &Test, options: &[String]) -> Pty {
    let path = std::env::var("PATH").expect("strace was found on it");
    let options: Vec<_> = options.iter().map(String::as_str).collect();
    let args = [&["-f", "-qq"], &*options, &[BINARY, "open", "small"]].concat();
    let env = [("PATH", &*path), ("MILEPOST_MACHINE", MACHINE)];
    Pty::start_program("strace", test.home(), (160, 30), &args, &env)
}

/// A call and which of its name it is.
pub(super) type Call = (String, usize);

/// Every call from the first that touches the home on.
pub(super) fn calls(test: &Test, args: &[&str]) -> Vec<Call> {
    let path = test.path("trace");
    let options = ["-o", &*path.to_string_lossy(), "-e", &format!("trace={CALLS}")];
    assert!(traced(test, &options, args).status.success());
    let trace = fs::read_to_string(&path).expect("a trace was made");
    let data = test.path("data").to_string_lossy().into_owned();
    let first = trace.lines().position(|line| line.contains(&data)).expect("it reads its data");
    let mut seen = counted(&trace);
    fs::remove_file(path).expect("it was made");
    seen.split_off(first)
}

/// The calls of a trace, in their order.
pub(super) fn counted(trace: &str) -> Vec<Call> {
    let mut seen = Vec::<Call>::new();
    for line in trace.lines() {
        let call = line.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ' ');
        let Some((name, _)) = call.split_once('(') else { continue };
        let number = seen.iter().filter(|(other, _)| other == name).count() + 1;
        seen.push((name.to_owned(), number));
    }
    seen
}

/// Runs milepost until it makes this call, which is its last.
pub(super) fn kill_at(test: &Test, (name, number): &Call, args: &[&str]) -> Output {
    let inject = format!("inject={name}:signal=KILL:when={number}");
    traced(test, &["-o", "/dev/null", "-e", &format!("trace={CALLS}"), "-e", &inject], args)
}

/// Options by which the calls of this name on one file are written down in another.
pub(super) fn noting(trace: &Path, file: &Path, call: &str) -> Vec<String> {
    let names = format!("trace={call}");
    ["-o", &trace.to_string_lossy(), "-P", &file.to_string_lossy(), "-e", &names].map(str::to_owned).into()
}

/// Options by which calls of this name fail on one file: `when` is which of them, as strace counts.
pub(super) fn failing(file: &Path, call: &str, error: &str, when: &str) -> Vec<String> {
    let (trace, inject) = (format!("trace={call}"), format!("inject={call}:error={error}:when={when}"));
    ["-o", "/dev/null", "-P", &file.to_string_lossy(), "-e", &trace, "-e", &inject].map(str::to_owned).into()
}
