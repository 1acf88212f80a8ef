//! `serve`: the account for many operators over SSH, until the process is asked to end.

use std::path::PathBuf;

use crate::cli::context::Context;
use crate::cli::{Ended, Ending};
use crate::service::{Door, Surroundings};
use crate::start::{Server, Serving};

/// Where it listens unless something else is asked for: nobody from outside comes in by mistake.
/// Where it listens where nobody says.
pub(super) const USUAL: &str = "127.0.0.1:2222";
/// Sessions at a time unless something else is asked for.
const SESSIONS: usize = 256;
/// Days for which files of operators are kept unless something else is asked for.
const DAYS: u32 = 30;

/// Serves the account.
pub(super) fn run(
    context: &mut Context,
    listen: Option<String>,
    host_key: Option<PathBuf>,
    server: Server,
) -> Ended {
    context.surroundings = Surroundings {
        door: Door::Console,
        ..context.surroundings.clone()
    };
    let service = context.open_runner()?;
    let section = context.serve.clone();
    let listen = listen.or(section.listen);
    server(Serving {
        service,
        database: absolute(context.database()?),
        mail: context.mail_road(),
        surroundings: context.surroundings.clone(),
        texts: context.texts.clone(),
        listen: listen.unwrap_or_else(|| USUAL.to_owned()),
        host_key: host_key.or(section.host_key),
        max_sessions: section.max_sessions.map_or(SESSIONS, usize::from),
        keep_days: section.keep_days.map_or(DAYS, u32::from),
        config: context.config_path.clone().map(absolute),
    })?;
    Ok(Ending::Done)
}

/// Verbs stand in a folder of their own.
fn absolute(path: PathBuf) -> PathBuf {
    std::path::absolute(&path).unwrap_or(path)
}
