//! The program: parses, runs, and maps the result to an exit code.

use std::process::ExitCode;

use offboard::error::{Error, Result};
use offboard::start::Start;

fn main() -> ExitCode {
    ExitCode::from(offboard::cli::run(std::env::args_os(), console))
}

/// Opens the console.
fn console(start: Start) -> Result<()> {
    Err(Error::Bug(format!(
        "no console for {}",
        start.database.display()
    )))
}
