//! The terminal goes away without a word: no signal comes, as where the program is in a session of its own.

use std::fs;
use std::io::{Read, Write};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

use super::home;

/// Only a program that does not notice is waited for as long as this.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
#[cfg(target_os = "linux")]
fn a_terminal_that_goes_without_a_signal_ends_it() {
    let home = home();
    let pair = native_pty_system().openpty(PtySize { rows: 30, cols: 100, ..PtySize::default() }).expect("a terminal");
    let mut command = CommandBuilder::new("setsid");
    command.args(["--wait", "sh", "-c", "echo $$ >pid; exec \"$0\"", env!("CARGO_BIN_EXE_milepost")]);
    command.env_clear();
    for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("PATH", "/usr/bin:/bin")] {
        command.env(name, value);
    }
    for (name, directory) in [("MILEPOST_DATA", "data"), ("MILEPOST_STATE", "state"), ("HOME", "")] {
        command.env(name, home.path().join(directory));
    }
    command.cwd(home.path());
    let mut leader = pair.slave.spawn_command(command).expect("it starts");
    let mut reader = pair.master.try_clone_reader().expect("its output");
    let mut keyboard = pair.master.take_writer().expect("its input");
    let (sender, seen) = channel();
    thread::spawn(move || {
        let (mut drawn, mut bytes) = (Vec::new(), [0; 4096]);
        while let Ok(count @ 1..) = reader.read(&mut bytes) {
            drawn.extend_from_slice(&bytes[..count]);
            let drawn = String::from_utf8_lossy(&drawn);
            if drawn.contains("Keys & commands") {
                drop(reader);
                return sender.send(());
            }
            if drawn.contains("ROADMAPS") {
                keyboard.write_all(b"?").expect("it listens");
            }
        }
        Ok(())
    });
    // It has nothing more to draw then: the next frame would tell it too.
    seen.recv_timeout(PATIENCE).expect("it draws");
    drop(pair);
    leader.wait().expect("it is told of it");
    // The place on the screen is kept at every end.
    let (session, end) = (home.path().join("state/session.json"), Instant::now() + PATIENCE);
    while !session.exists() && Instant::now() < end {
        thread::yield_now();
    }
    let ended = session.exists();
    let pid = fs::read_to_string(home.path().join("pid")).expect("it was started");
    if let Some(pid) = pid.trim().parse().ok().and_then(Pid::from_raw).filter(|_| !ended) {
        kill_process(pid, Signal::KILL).expect("it runs on");
    }
    assert!(ended, "it goes on without a terminal");
}
