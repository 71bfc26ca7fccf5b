//! Running a program that may never come to an end: it is waited for as long as it says something.

use std::io::{self, Read};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How long a program that was asked to end is given to take its unfinished files away.
#[cfg(unix)]
const LEAVE: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(10);

/// Runs a program with this input. One that is silent for longer than `patience` is ended, and there is no output.
/// Where its standard output goes, the caller has said.
pub(super) fn run(command: &mut Command, mut input: impl Read, patience: Duration) -> io::Result<Option<Output>> {
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let (sender, receiver) = channel();
    // What the program has started may keep these open after its end, so nobody waits for the threads.
    listen(child.stdout.take(), true, sender.clone());
    listen(child.stderr.take(), false, sender);
    if let Some(mut stdin) = child.stdin.take() {
        // A program that does not read its input has closed it, and says why.
        drop(io::copy(&mut input, &mut stdin));
    }
    let Some((stdout, stderr)) = hear_out(&receiver, patience) else {
        end(&mut child)?;
        return Ok(None);
    };
    // It has closed both: its end is near, or it hangs without them.
    let Some(status) = wait(&mut child, patience)? else {
        end(&mut child)?;
        return Ok(None);
    };
    Ok(Some(Output { status, stdout, stderr }))
}

/// A piece of what is said, and whether it is on standard output.
type Said = (bool, Vec<u8>);

fn listen(source: Option<impl Read + Send + 'static>, is_output: bool, sender: Sender<Said>) {
    let Some(mut source) = source else { return };
    thread::spawn(move || {
        let mut buffer = vec![0; 16 << 10];
        loop {
            match source.read(&mut buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Ok(count @ 1..) if sender.send((is_output, buffer[..count].to_vec())).is_ok() => {}
                _ => break,
            }
        }
    });
}

/// Everything said until both are closed; `None` if they fall silent before.
fn hear_out(receiver: &Receiver<Said>, patience: Duration) -> Option<(Vec<u8>, Vec<u8>)> {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    loop {
        match receiver.recv_timeout(patience) {
            Ok((true, said)) => stdout.extend(said),
            Ok((false, said)) => stderr.extend(said),
            Err(RecvTimeoutError::Disconnected) => return Some((stdout, stderr)),
            Err(RecvTimeoutError::Timeout) => return None,
        }
    }
}

/// Ends it, with a moment to tidy up where the system has such a signal.
fn end(child: &mut Child) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(process) = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw)
        && rustix::process::kill_process(process, rustix::process::Signal::TERM).is_ok()
        && wait(child, LEAVE)?.is_some()
    {
        return Ok(());
    }
    child.kill()?;
    child.wait().map(drop)
}

/// `None` if it has not ended by then.
fn wait(child: &mut Child, patience: Duration) -> io::Result<Option<ExitStatus>> {
    let begin = Instant::now();
    loop {
        match child.try_wait()? {
            None if begin.elapsed() < patience => thread::sleep(PAUSE),
            ended => return Ok(ended),
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn shell(script: &str, input: &[u8], patience: Duration) -> Option<Output> {
        run(Command::new("sh").args(["-c", script]).stdout(Stdio::piped()), input, patience).unwrap()
    }

    const LONG: Duration = Duration::from_mins(1);
    const SHORT: Duration = Duration::from_millis(50);

    #[test]
    fn both_outputs_and_the_code_come_back_whole() {
        let output = shell("cat; cat /dev/zero | head -c 1000000 >&2; exit 3", &vec![b'x'; 300_000], LONG).unwrap();
        assert_eq!((output.stdout.len(), output.stderr.len(), output.status.code()), (300_000, 1_000_000, Some(3)));
    }

    #[test]
    fn a_program_that_says_nothing_is_ended_and_one_that_goes_on_is_not() {
        for script in ["sleep 600", "trap '' TERM; sleep 600", "echo a; sleep 600", "exec >&- 2>&-; sleep 600"] {
            assert!(shell(script, b"", SHORT).is_none(), "{script}");
        }
        let output = shell("for i in 1 2 3 4 5 6; do echo $i; sleep 0.5; done", b"", Duration::from_secs(2)).unwrap();
        assert_eq!(output.stdout, b"1\n2\n3\n4\n5\n6\n", "longer than it may be silent");
    }
}
