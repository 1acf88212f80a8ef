//! The reference of all commands, written from the table of commands and the tree of verbs, and that the two agree.
//!
//! `docs/reference/commands.md` is written by the last test when `OFFBOARD_UPDATE` is set; otherwise the test compares.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use clap::{Arg, Command};

use super::help;
use crate::command::{Row, rows};
use crate::domain::Language;
use crate::domain::operator::{Grant, Permission, Role};
use crate::texts::Texts;

/// Verbs that no command of the console stands for, each with the reason.
const WITHOUT_ROW: &[(&str, &str)] = &[
    ("demo", "Opens the console itself."),
    ("tour", "Drives the console from outside."),
    ("init", "The console asks the same on its first start."),
    ("seed", "Fills accounts for trials and benchmarks."),
    ("serve", "Opens consoles for others."),
    ("run", "Does in the background what an open console does."),
    ("version", "Tells which program this is."),
    ("completions", "Belongs to the shell."),
    ("man", "Belongs to the shell."),
    (
        "learning correct",
        "The console corrects imports of users and of learning by one command.",
    ),
    (
        "rules check",
        "The console reviews and runs a rule by one command.",
    ),
    (
        "deletions package",
        "Makes files for another product; nothing is done in this account.",
    ),
    (
        "db check",
        "Reads the whole file, for whoever keeps the machine.",
    ),
    (
        "db purge",
        "The console purges by itself when nobody has acted for a while.",
    ),
    ("config path", "Belongs to the machine, not to an account."),
    ("config check", "Belongs to the machine, not to an account."),
    ("config show", "Belongs to the machine, not to an account."),
    ("config edit", "Belongs to the machine, not to an account."),
    ("config theme", "Belongs to the machine, not to an account."),
    ("doctor", "Looks at the machine, not at an account."),
    (
        "mail test",
        "Tries how the machine is set up; Outbox shows the mail of the account.",
    ),
    ("provider set", "Account settings sets it with the others."),
    (
        "users filters save",
        "The console keeps filters from the list of them.",
    ),
    (
        "users filters remove",
        "The console forgets filters from the list of them.",
    ),
    ("operators ca add", "Not in the console yet."),
    ("operators ca list", "Not in the console yet."),
    ("operators ca remove", "Not in the console yet."),
    ("verify", "For whoever has a signed file and no account."),
    (
        "deletions signing-key",
        "For whoever keeps the files of the account, and for auditors.",
    ),
    (
        "db rekey",
        "For a database that no console can open, because its key is lost.",
    ),
];

fn tree() -> Command {
    let mut tree = help::command(&Texts::new(Language::English));
    tree.build();
    tree
}

/// The verbs that do something, with their paths, in the order of the help.
fn leaves<'t>(command: &'t Command, path: &str, found: &mut Vec<(String, &'t Command)>) {
    for one in command.get_subcommands() {
        let path = format!("{path} {}", one.get_name()).trim_start().to_owned();
        if one.has_subcommands() {
            leaves(one, &path, found);
        } else {
            found.push((path, one));
        }
    }
}

fn verbs(tree: &Command) -> Vec<(String, &Command)> {
    let mut found = Vec::new();
    leaves(tree, "", &mut found);
    found
}

/// Text within a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
        .replace('<', "&lt;")
        .replace('\n', " ")
}

fn argument_line(argument: &Arg) -> String {
    let shown = argument.to_string();
    let help = argument.get_help().map(ToString::to_string);
    format!(
        "| `{}` | {} |\n",
        cell(&shown).replace("&lt;", "<"),
        cell(&help.unwrap_or_default())
    )
}

fn arguments(command: &Command, global: bool) -> Vec<&Arg> {
    let arguments = command.get_arguments();
    arguments
        .filter(|one| {
            let shared = one.is_global_set() || matches!(one.get_id().as_str(), "help" | "version");
            !one.is_hide_set() && shared == global
        })
        .collect()
}

fn place(row: &Row, texts: &Texts) -> String {
    if row.path.is_empty() {
        row.name(texts)
    } else {
        row.path_text()
    }
}

fn on_the_command_line(text: &mut String, tree: &Command, texts: &Texts) -> std::fmt::Result {
    for (path, verb) in verbs(tree) {
        let about = verb.get_about().map(ToString::to_string);
        write!(
            text,
            "\n### offboard {path}\n\n{}.\n\n",
            about.unwrap_or_default().trim_end_matches('.')
        )?;
        let of_verb = rows().filter(|row| row.verb == Some(&path));
        let places: BTreeSet<String> = of_verb.map(|row| place(row, texts)).collect();
        let places: Vec<String> = places.into_iter().collect();
        if let Some((_, why)) = WITHOUT_ROW.iter().find(|(verb, _)| *verb == path) {
            writeln!(text, "Not a command of the console: {why}")?;
        } else {
            writeln!(text, "In the console: {}.", places.join(" · "))?;
        }
        let arguments = arguments(verb, false);
        if !arguments.is_empty() {
            text.push_str("\n| | |\n|---|---|\n");
            text.extend(arguments.into_iter().map(argument_line));
        }
    }
    Ok(())
}

fn in_the_console(text: &mut String, texts: &Texts) -> std::fmt::Result {
    text.push_str(
        "\n| command | name | what it does | keys | where | who | on the command line |\n",
    );
    text.push_str("|---|---|---|---|---|---|---|\n");
    for row in rows() {
        let keys: Vec<String> = row.keys.iter().map(|key| format!("`{key}`")).collect();
        let scopes: Vec<String> = row
            .scopes
            .iter()
            .map(|scope| format!("{scope:?}"))
            .collect();
        let permitted = Role::ALL
            .into_iter()
            .filter(|role| row.refusal(*role).is_none());
        let who: Vec<&str> = permitted.map(Role::code).collect();
        let who = if who.len() == Role::ALL.len() {
            "everybody".to_owned()
        } else {
            who.join(", ").replace('_', " ")
        };
        let verb = match (row.verb, row.console_only) {
            (Some(verb), _) => format!("`{verb}`"),
            (None, Some(why)) => why.sentence().to_owned(),
            (None, None) => String::new(),
        };
        writeln!(
            text,
            "| {} | `{}` | {} | {} | {} | {who} | {verb} |",
            cell(&place(row, texts)),
            row.command.id(),
            cell(&row.sentence(texts)),
            keys.join(" ").replace('|', "\\|"),
            scopes.join(", "),
        )?;
    }
    Ok(())
}

fn reference() -> Result<String, std::fmt::Error> {
    let texts = Texts::new(Language::English);
    let tree = tree();
    let mut text = String::from(
        "# Commands\n\nWritten from `src/command/mod.rs` and `src/cli/args`. After a change, write it again: \
         `OFFBOARD_UPDATE=1 cargo test --lib cli::reference`.\n\n\
         ## On the command line\n\nEvery verb takes these:\n\n| | |\n|---|---|\n",
    );
    text.extend(arguments(&tree, true).into_iter().map(argument_line));
    on_the_command_line(&mut text, &tree, &texts)?;
    text.push_str(
        "\n## In the console\n\nIn the order of menus and palette. *Where* names the screens on which the keys work; \
         `Console` is every screen.\n",
    );
    in_the_console(&mut text, &texts)?;
    Ok(text)
}

/// What a permission lets somebody do, as the page about roles says it.
const fn permitted(permission: Permission) -> &'static str {
    match permission {
        Permission::See => "see users, profiles, requests, reports, license types",
        Permission::SeeLog => "see the activity log, verify it, export it",
        Permission::TakeRequests => "record a request, note, reply, claim",
        Permission::Disconnect => "disconnect a LinkedIn profile",
        Permission::ManageLicenses => "assign or revoke a license",
        Permission::ManageSeats => "make license types, set their seats",
        Permission::EditPeople => "edit a profile, groups",
        Permission::ImportUsers => "add users, import rosters and learning reports",
        Permission::DeleteOnRequest => "delete one learner, on a request",
        Permission::DeleteUsers => {
            "User Deletion: batches, schedule, cancel, resume, results, certificate"
        }
        Permission::ReviewAndExport => "review a file, export users",
        Permission::Approve => "approve what somebody else asked for",
        Permission::PlaceHold => "place a legal hold",
        Permission::LiftHold => "lift a legal hold",
        Permission::AskTombstones => "ask about deleted users",
        Permission::ReleaseIdentifier => "release a deleted identifier",
        Permission::SeeOutbox => "see the outbox",
        Permission::SendAgain => "send mail again",
        Permission::Inspect => "operators and their roles, certificates: see and verify",
        Permission::Administer => "operators, account settings, backup, restore",
        Permission::TakeEvidence => {
            "bring results files and rosters of the provider, say what was done there by hand"
        }
        Permission::HandOver => {
            "at the provider: mark as uploaded, take back, give up, prepare again, make calls"
        }
        Permission::OwnAffairs => "one's own language, theme and passphrase",
    }
}

#[test]
fn the_page_about_roles_has_the_table_of_the_program() -> std::io::Result<()> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference/roles.md");
    let page = fs::read_to_string(file)?;
    for permission in Permission::ALL {
        let cells = Role::ALL.map(|role| match permission.granted_to(role) {
            Grant::Yes => "yes",
            Grant::OnVerifiedRequest => "verified",
            Grant::AsksForApproval => "asks",
            Grant::Own => "own",
            Grant::LicenseRequests => "licenses",
            Grant::No => "–",
        });
        let line = format!("| {} | {} |", permitted(permission), cells.join(" | "));
        assert!(page.lines().any(|there| there == line), "missing: {line}");
    }
    Ok(())
}

#[test]
fn every_verb_of_the_table_exists() {
    let tree = tree();
    let known: BTreeSet<String> = verbs(&tree).into_iter().map(|(path, _)| path).collect();
    for row in rows() {
        if let Some(verb) = row.verb {
            assert!(known.contains(verb), "{:?}: no verb {verb:?}", row.command);
        }
    }
}

#[test]
fn every_verb_has_a_row_or_says_why_it_has_none() {
    let tree = tree();
    let in_table: BTreeSet<&str> = rows().filter_map(|row| row.verb).collect();
    let verbs = verbs(&tree);
    for (path, _) in &verbs {
        let reason = WITHOUT_ROW.iter().any(|(verb, _)| verb == path);
        assert!(
            in_table.contains(path.as_str()) != reason,
            "{path:?} needs a row in src/command, or its reason in WITHOUT_ROW, and not both"
        );
    }
    for (verb, _) in WITHOUT_ROW {
        assert!(
            verbs.iter().any(|(path, _)| path == verb),
            "no verb {verb:?}"
        );
    }
}

#[test]
fn the_reference_of_commands_is_fresh() -> Result<(), Box<dyn std::error::Error>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference/commands.md");
    let wanted = reference()?;
    if std::env::var_os("OFFBOARD_UPDATE").is_some() {
        fs::write(&file, &wanted)?;
    }
    let there = fs::read_to_string(&file).unwrap_or_default();
    let stale = there
        .lines()
        .zip(wanted.lines())
        .find(|(old, new)| old != new);
    assert!(
        there == wanted,
        "write docs/reference/commands.md again: OFFBOARD_UPDATE=1 cargo test --lib cli::reference\n{stale:?}"
    );
    Ok(())
}

/// Verbs that take something away for good and ask for something else than a yes.
const SAID_OTHERWISE: &[(&str, &str)] = &[
    ("deletions resume", "goes on with what was confirmed"),
    ("provider push", "carries out what was confirmed"),
    ("provider give-up", "asks for the reason"),
];

#[test]
fn a_verb_that_takes_something_away_for_good_asks_first() {
    let tree = tree();
    let verbs = verbs(&tree);
    let has = |verb: &Command, wanted: &str| {
        let mut arguments = verb.get_arguments();
        arguments.any(|argument| argument.get_long() == Some(wanted))
    };
    for row in rows().filter(|row| row.risk == crate::command::Risk::Destroys) {
        let Some(path) = row.verb else { continue };
        let found = verbs.iter().find(|(verb, _)| verb == path);
        let asks = found.is_some_and(|(_, verb)| has(verb, "yes") || has(verb, "confirm"));
        let otherwise = SAID_OTHERWISE.iter().any(|(verb, _)| *verb == path);
        assert!(asks != otherwise, "{path}: it needs --yes");
    }
}
