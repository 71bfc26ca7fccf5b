//! The front door: reads the arguments and runs what was asked for.

use std::process::ExitCode;

/// Runs the program and gives its exit code.
pub fn run() -> ExitCode {
    todo!()
}
