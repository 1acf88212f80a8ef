//! A verb that a server has started for an operator who came over SSH: what it may name, and who is asking.
//!
//! Every path of a call names something in the operator's own folder, in which the verb was started. That holds for each
//! argument that is a path, whatever its name, so that a new one cannot be forgotten. What belongs to the server itself
//! cannot be said at all: the database, the configuration, the operator.

use std::path::PathBuf;

use clap::ArgMatches;
use clap::parser::ValueSource;

use crate::domain::operator::Session;
use crate::domain::reason::Reason;
use crate::error::{Error, Result, Trouble};
use crate::service::Reader;
use crate::service::account::coming::{Coming, Welcome};
use crate::service::files::folder::OwnFolder;
use crate::start::{SERVED, Served};

/// What belongs to the server.
const OF_SERVER: [&str; 6] = [
    "db",
    "account",
    "config",
    "operator",
    "timings",
    "frame_log",
];
/// Verbs that belong to whoever sits at the server.
const AT_SERVER: [&str; 6] = ["init", "run", "serve", "config", "doctor", "mail"];

/// For whom a server has started this program; none where somebody else has.
pub(super) fn found() -> Result<Option<Served>> {
    match std::env::var(SERVED) {
        Ok(text) => Served::read(&text).map(Some),
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(error) => Err(Error::Bug(error.to_string())),
    }
}

/// Refuses what cannot be asked for from elsewhere.
pub(super) fn confine(matches: &ArgMatches) -> Result<()> {
    let here = std::env::current_dir();
    let here = here.map_err(|error| Error::from(Trouble::Io(error.to_string())))?;
    confined_to(matches, &OwnFolder::here(here))
}

fn confined_to(matches: &ArgMatches, folder: &OwnFolder) -> Result<()> {
    // Verbs below others may have the same names: `deletions run` is no `run`.
    match matches.subcommand_name() {
        Some(verb) if AT_SERVER.contains(&verb) => Err(Error::NotAllowed(Reason::OnlyAtServer)),
        Some(_) | None => confined(matches, folder),
    }
}

fn confined(matches: &ArgMatches, folder: &OwnFolder) -> Result<()> {
    for id in matches.ids() {
        let id = id.as_str();
        let is_typed = matches.value_source(id) == Some(ValueSource::CommandLine);
        if is_typed && OF_SERVER.contains(&id) {
            return Err(Error::NotAllowed(Reason::OnlyAtServer));
        }
        let Ok(Some(paths)) = matches.try_get_many::<PathBuf>(id) else {
            continue;
        };
        for path in paths.filter(|path| is_typed && path.as_os_str() != "-") {
            folder.inside(path)?;
        }
    }
    match matches.subcommand() {
        Some((_, matches)) => confined(matches, folder),
        None => Ok(()),
    }
}

/// Who is asking, as the database knows them now.
pub(super) fn sign_in(reader: &mut Reader, served: &Served) -> Result<Session> {
    let coming = Coming {
        key: served.key.clone(),
        certified: served.certified.clone(),
        address: served.address.clone(),
    };
    match reader.welcome(&coming)? {
        Welcome::Operator(session) if session.operator.0 == served.operator => Ok(session),
        Welcome::Disabled => Err(Error::NotAllowed(Reason::Disabled)),
        Welcome::Operator(_)
        | Welcome::Unknown
        | Welcome::Revoked
        | Welcome::Untrusted
        | Welcome::NoOne => Err(Error::NotAllowed(Reason::SignInFailed)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::help;
    use crate::domain::Language;
    use crate::texts::Texts;

    fn tried(folder: &OwnFolder, line: &str) -> Result<()> {
        let command = help::command(&Texts::new(Language::English));
        let words = std::iter::once("offboard").chain(line.split(' '));
        let matches = command.try_get_matches_from(words);
        confined_to(
            &matches.map_err(|error| Error::Usage(error.to_string()))?,
            folder,
        )
    }

    /// Every argument of every verb that takes a path.
    fn with_paths(command: &clap::Command, before: &str, found: &mut Vec<(String, String)>) {
        let is_path = |arg: &&clap::Arg| {
            arg.get_value_parser().type_id() == clap::builder::ValueParser::path_buf().type_id()
        };
        for arg in command.get_arguments().filter(is_path) {
            found.push((before.to_owned(), arg.get_id().to_string()));
        }
        for verb in command.get_subcommands() {
            with_paths(verb, &format!("{before} {}", verb.get_name()), found);
        }
    }

    #[test]
    fn no_path_leads_out_of_the_folder_and_nothing_of_the_server_is_said() -> Result<()> {
        let place = tempfile::tempdir().map_err(|error| Error::Bug(error.to_string()))?;
        let folder = OwnFolder::here(place.path().to_owned());
        for line in [
            "users list",
            "users export -o exports/users.csv",
            "deletions check -",
            "deletions check inbox/leavers.csv",
            "deletions results 42 -o -",
            "deletions run - --yes",
            "deletions run inbox/leavers.csv",
        ] {
            tried(&folder, line)?;
        }
        for line in [
            "users export -o /tmp/users.csv",
            "users export -o ../users.csv",
            "users export --everything /tmp/all",
            "deletions check /etc/passwd",
            "deletions check inbox/../../offboard.db",
            "deletions package x.csv --out /tmp",
            "operators key add dl /root/.ssh/id.pub",
            "tour disconnect --record /tmp/x.cast",
            "demo --at /tmp/demo",
            "db backup -o /tmp/b.db",
            "db restore /tmp/b.db",
            "man --out /tmp",
        ] {
            let refused = tried(&folder, line);
            let outside = matches!(refused, Err(Error::NotAllowed(Reason::OutsideFolder)));
            assert!(outside, "{line}: {refused:?}");
        }
        for line in [
            "--db x.db users list",
            "users list --db x.db",
            "--account trial users list",
            "--config x.toml users list",
            "--operator dl users list",
            "--timings x man",
            "serve",
            "run --once",
            "config show",
            "doctor",
            "mail test a@b.example",
            "init --account x --admin a@b.example",
        ] {
            let refused = tried(&folder, line);
            let server = matches!(refused, Err(Error::NotAllowed(Reason::OnlyAtServer)));
            assert!(server, "{line}: {refused:?}");
        }
        Ok(())
    }

    /// Every verb below another, by its path.
    fn below(command: &clap::Command, path: &[String], found: &mut Vec<Vec<String>>) {
        for verb in command.get_subcommands() {
            let path = [path, &[verb.get_name().to_owned()]].concat();
            below(verb, &path, found);
            found.push(path);
        }
    }

    #[test]
    fn a_verb_is_held_back_by_its_whole_path_and_not_by_a_name_that_it_shares() {
        let command = help::command(&Texts::new(Language::English));
        let mut found = Vec::new();
        below(&command, &[], &mut found);
        let folder = OwnFolder::here(PathBuf::from("/"));
        for path in &found {
            // Without its arguments a verb may not be read; what is read is asked about.
            let words = std::iter::once("offboard").chain(path.iter().map(String::as_str));
            let Ok(matches) = command.clone().try_get_matches_from(words) else {
                continue;
            };
            let refused = confined_to(&matches, &folder);
            let is_at_server = matches!(refused, Err(Error::NotAllowed(Reason::OnlyAtServer)));
            let wanted = AT_SERVER.contains(&path[0].as_str());
            assert_eq!(is_at_server, wanted, "{path:?}");
        }
    }

    #[test]
    fn whatever_is_a_file_or_a_folder_is_taken_for_a_path() {
        let command = help::command(&Texts::new(Language::English));
        let mut paths = Vec::new();
        with_paths(&command, "", &mut paths);
        let mut open = vec![(String::new(), command)];
        while let Some((before, command)) = open.pop() {
            for arg in command.get_arguments() {
                let named = arg.get_value_names().unwrap_or_default().iter();
                let names_a_file = named
                    .clone()
                    .any(|name| ["FILE", "DIR", "PATH", "FOLDER"].contains(&name.as_str()));
                let known = (before.clone(), arg.get_id().to_string());
                assert!(!names_a_file || paths.contains(&known), "{known:?}");
            }
            for verb in command.get_subcommands() {
                open.push((format!("{before} {}", verb.get_name()), verb.clone()));
            }
        }
    }
}
