//! The program: parses, runs, and maps the result to an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(offboard::cli::run(
        std::env::args_os(),
        offboard::ui::runtime::run,
    ))
}
