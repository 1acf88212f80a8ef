//! The program: parses, runs, and maps the result to an exit code.

use std::process::ExitCode;

use offboard::start::Doors;

fn main() -> ExitCode {
    ExitCode::from(offboard::cli::run(
        std::env::args_os(),
        Doors {
            console: offboard::ui::runtime::run,
            server: offboard::serve::run,
        },
    ))
}
