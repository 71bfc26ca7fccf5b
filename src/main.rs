//! The binary: hands the arguments to the front door and its answer to the system.

use std::process::ExitCode;

fn main() -> ExitCode {
    milepost::cli::run()
}
