//! Running a program that may never come to an end: it is waited for as long as it gives signs of life.

use std::io::{self, Read, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How long a program that was asked to end is given to take its unfinished files away.
#[cfg(unix)]
const LEAVE: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(10);
/// So many bytes are carried at a time.
const PIECE: usize = 16 << 10;

/// What a program is given to read: by a thread of its own, which nobody waits for.
pub(in super::super) trait Input: Read + Send + 'static {}

impl<T: Read + Send + 'static> Input for T {}

/// Why a program did not come to an end of its own.
#[derive(Debug)]
pub(super) enum Failed {
    /// The program could not be run.
    Program(io::Error),
    /// Its input could not be read to the end; it was ended before it could take a piece for the whole.
    Input(io::Error),
}

impl From<io::Error> for Failed {
    fn from(source: io::Error) -> Self {
        Self::Program(source)
    }
}

/// Runs a program with this input. One that neither says anything nor takes any input for longer than `patience` is
/// ended, and there is no output. Where its standard output goes, the caller has said.
pub(super) fn run(command: &mut Command, input: impl Input, patience: Duration) -> Result<Option<Output>, Failed> {
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let (sender, receiver) = channel();
    // What the program has started may keep these open after its end, so nobody waits for the threads.
    listen(child.stdout.take(), Sign::Output, sender.clone());
    listen(child.stderr.take(), Sign::Remark, sender.clone());
    feed(child.stdin.take(), input, sender);
    let heard = hear_out(&receiver, patience);
    let Ok(Some((stdout, stderr))) = heard else {
        end(&mut child)?;
        return heard.map(|_| None).map_err(|(source, _open_until_here)| Failed::Input(source));
    };
    // It has closed all of them: its end is near, or it hangs without them.
    let Some(status) = wait(&mut child, patience)? else {
        end(&mut child)?;
        return Ok(None);
    };
    Ok(Some(Output { status, stdout, stderr }))
}

/// A sign of life.
enum Sign {
    /// A piece of standard output.
    Output(Vec<u8>),
    /// A piece of standard error.
    Remark(Vec<u8>),
    /// It has taken a piece of its input.
    Fed,
    /// The rest of its input cannot be had, so that it is kept open: its end would be taken for the end of the whole.
    Broken(io::Error, ChildStdin),
}

fn listen(source: Option<impl Read + Send + 'static>, sign: fn(Vec<u8>) -> Sign, sender: Sender<Sign>) {
    let Some(mut source) = source else { return };
    thread::spawn(move || {
        let mut buffer = vec![0; PIECE];
        loop {
            match source.read(&mut buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Ok(count @ 1..) if sender.send(sign(buffer[..count].to_vec())).is_ok() => {}
                _ => break,
            }
        }
    });
}

fn feed(stdin: Option<ChildStdin>, mut input: impl Input, sender: Sender<Sign>) {
    let Some(mut stdin) = stdin else { return };
    thread::spawn(move || {
        let mut buffer = vec![0; PIECE];
        let error = loop {
            let count = match input.read(&mut buffer) {
                Ok(0) => return,
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => break error,
            };
            match stdin.write_all(&buffer[..count]) {
                Ok(()) if sender.send(Sign::Fed).is_ok() => {}
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => break error,
                // A program that does not read to the end has closed its input, and says why.
                _ => return,
            }
        };
        drop(sender.send(Sign::Broken(error, stdin)));
    });
}

/// What was said on standard output and on standard error.
type Words = (Vec<u8>, Vec<u8>);

/// Everything said until both are closed and all input is taken; `None` if there is no sign of life before.
fn hear_out(receiver: &Receiver<Sign>, patience: Duration) -> Result<Option<Words>, (io::Error, ChildStdin)> {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    loop {
        match receiver.recv_timeout(patience) {
            Ok(Sign::Output(said)) => stdout.extend(said),
            Ok(Sign::Remark(said)) => stderr.extend(said),
            Ok(Sign::Fed) => {}
            Ok(Sign::Broken(source, stdin)) => return Err((source, stdin)),
            Err(RecvTimeoutError::Disconnected) => return Ok(Some((stdout, stderr))),
            Err(RecvTimeoutError::Timeout) => return Ok(None),
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
    use super::super::tests::BadSector;
    use super::*;

    fn shell(script: &str, input: &[u8], patience: Duration) -> Option<Output> {
        let input = io::Cursor::new(input.to_vec());
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

    #[test]
    fn a_program_that_takes_its_time_over_its_input_is_waited_for() {
        let script = "for i in 1 2 3 4 5 6; do head -c 100000 > /dev/null; sleep 0.5; done";
        let output = shell(script, &vec![b'x'; 1 << 20], Duration::from_secs(2)).unwrap();
        assert!(output.status.success(), "longer than it may give no sign");
    }

    #[test]
    fn a_program_that_does_not_read_what_it_is_given_is_ended_too() {
        assert!(shell("exec sleep 600", &vec![b'x'; 1 << 20], SHORT).is_none());
        let output = shell("exit 3", &vec![b'x'; 1 << 20], LONG).unwrap();
        assert_eq!(output.status.code(), Some(3), "it has an end, and says why itself");
    }

    #[test]
    fn an_input_that_cannot_be_read_to_its_end_is_an_error() {
        let home = tempfile::tempdir().unwrap();
        let mut command = Command::new("sh");
        command.args(["-c", "cat; touch whole"]).current_dir(home.path()).stdout(Stdio::piped());
        let input = b"half a line".chain(BadSector);
        let failed = run(&mut command, input, LONG).unwrap_err();
        assert!(matches!(failed, Failed::Input(source) if source.to_string() == "a bad sector"));
        assert!(!home.path().join("whole").exists(), "it never takes the piece for the whole");
    }
}
