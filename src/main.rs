//! The program: parses, runs, and maps the result to an exit code.

use std::process::ExitCode;

use offboard::error::Result;
use offboard::start::Start;
use offboard::ui::runtime::{self, Setup, Who};

fn main() -> ExitCode {
    ExitCode::from(offboard::cli::run(std::env::args_os(), console))
}

/// Opens the console.
fn console(start: Start) -> Result<()> {
    let who = match (start.signed_in, start.operator) {
        (Some(session), _) => Who::Signed(session),
        (None, Some((name, passphrase))) => Who::Named(name, passphrase),
        (None, None) => Who::Anybody,
    };
    runtime::run(Setup {
        database: start.database,
        surroundings: start.surroundings,
        language: start.texts.language(),
        theme: start.theme.unwrap_or_default(),
        colours: start.colours,
        zone: start.texts.zone().clone(),
        who,
    })
}
