//! How an account begins: a new database, demo learners, a demo account, the console itself.

use std::io::IsTerminal as _;
use std::path::Path;

use super::{questions, sure};
use crate::cli::args::Target;
use crate::cli::context::{Context, Failure};
use crate::cli::quoting::quoted;
use crate::cli::usual::make_private_folder;
use crate::cli::{Ended, Ending};
use crate::domain::identifier::EmailAddress;
use crate::domain::operator::{Role, Session};
use crate::domain::provider::Provider;
use crate::domain::reason::Reason;
use crate::error::{Error, Result, Trouble};
use crate::say;
use crate::service::demo::{self, NewDemo};
use crate::service::{NewAccount, Service};
use crate::start::{Console, Doors};

/// Opens the console.
pub(super) fn console(context: &mut Context, console: Console) -> Ended {
    needs_terminal(context)?;
    let start = context.start(context.database()?, None)?;
    console(start)?;
    Ok(Ending::Done)
}

/// Makes a new database.
pub(super) fn init(
    context: &mut Context,
    account: String,
    (admin, admin_name): (&str, Option<String>),
    from: Option<&Path>,
) -> Ended {
    let admin =
        EmailAddress::parse(admin).map_err(|fault| Error::Refused(Reason::BadEmail(fault)))?;
    let database = context.database()?;
    if Service::exists(&database) {
        return Err(Error::Environment(Trouble::Exists(database)).into());
    }
    make_folder_of(&database)?;
    let local_part = admin.as_str().split('@').next().unwrap_or_default();
    let account = NewAccount {
        account,
        admin_name: admin_name.unwrap_or_else(|| local_part.to_owned()),
        admin_email: admin.as_str().to_owned(),
        passphrase: None,
        language: context.texts.language(),
    };
    let surroundings = context.surroundings.clone();
    match from {
        Some(folder) => Service::create_from(&database, &account, folder, surroundings)?,
        None => Service::create(&database, &account, surroundings)?,
    };
    let path = database.display().to_string();
    context
        .output
        .narrate(&say!(context.texts, "cli-made", path = path));
    Ok(Ending::Done)
}

/// Adds demo learners.
pub(super) fn seed(context: &mut Context, (learners, seed): (u64, u64), yes: bool) -> Ended {
    let mut open = context.open()?;
    let warning = say!(context.texts, "cli-warn-seed", count = learners);
    sure(context, &warning, yes)?;
    let what = say!(context.texts, "cli-seeding");
    let added = context.watched(&what, |watch| {
        open.service.seed(&open.session, learners, seed, watch)
    })?;
    context
        .output
        .narrate(&say!(context.texts, "cli-seeded", count = added));
    Ok(Ending::Done)
}

/// Opens the console on a demo account: a fresh one in a temporary place that goes when it is closed, or one at a path
/// that stays and is opened again the next time.
pub(super) fn demo(
    context: &mut Context,
    new: (u64, Provider),
    role: Role,
    at: Option<&Path>,
    doors: Doors,
) -> Ended {
    if !context.output.is_plain() {
        needs_terminal(context)?;
    }
    // The folder goes with this value, also when something fails.
    let mut temporary = None;
    let database = match at {
        Some(path) if path.is_dir() => path.join("demo.db"),
        Some(path) => {
            make_folder_of(path)?;
            path.to_owned()
        }
        None => {
            let folder = temporary.insert(private_temporary_folder()?);
            folder.path().join("demo.db")
        }
    };
    let session = if Service::exists(&database) {
        kept_demo(context, &database, role)?
    } else {
        make_demo(context, &database, new, role)?
    };
    // Its learners are there for as long as the console is open.
    let _server = Service::open(&database, context.surroundings.clone())?.demo_server()?;
    let name = session.name.clone();
    if context.output.is_plain() {
        context.held = Some(session);
        context.choose(Some(database.clone()));
        questions(context, doors)?;
    } else {
        let start = context.start(database.clone(), Some(session))?;
        // The console listens to signals itself and puts the terminal back before it ends.
        let until_closed = context.work()?;
        (doors.console)(start)?;
        drop(until_closed);
    }
    if at.is_some() {
        let path = database.display().to_string();
        let said = say!(
            context.texts,
            "cli-demo-kept",
            path = path.clone(),
            shown = quoted(&path),
            name = quoted(&name)
        );
        context.output.narrate(&said);
    }
    Ok(Ending::Done)
}

/// The session of a demo account that was kept; any other file is left as it is.
fn kept_demo(
    context: &Context,
    database: &Path,
    role: Role,
) -> std::result::Result<Session, Failure> {
    let found = if is_database(database) {
        Service::demo_session_of(database, role, &context.surroundings)?
    } else {
        None
    };
    found.ok_or_else(|| {
        let path = quoted(&database.display().to_string());
        let advice = say!(context.texts, "cli-advice-not-a-demo", path = path);
        let error = Error::Environment(Trouble::Exists(database.to_owned()));
        Failure::advised(error, advice)
    })
}

/// Whether a file begins as a database does.
fn is_database(path: &Path) -> bool {
    use std::io::Read as _;
    let mut beginning = [0; 16];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut beginning));
    read.is_ok() && beginning.starts_with(b"SQLite format 3")
}

/// Writes the deletion CSV that fits every demo account, to hand to an audience.
pub(super) fn plain_data(context: &mut Context, file: &Path, learners: u64) -> Ended {
    if learners < demo::WHOLE_STORY {
        let least = demo::WHOLE_STORY.to_string();
        let said = say!(context.texts, "cli-usage-plain-data", least = least);
        return Err(Error::Usage(said).into());
    }
    let csv = demo::plain_deletion_csv(&context.surroundings);
    let target = Target {
        output: Some(file.to_owned()),
        force: false,
    };
    context.write(csv.as_bytes(), &target, "leavers.csv")?;
    Ok(Ending::Done)
}

fn make_demo(
    context: &mut Context,
    database: &Path,
    (learners, provider): (u64, Provider),
    role: Role,
) -> std::result::Result<Session, Failure> {
    if provider.is_elsewhere() && learners < demo::WHOLE_STORY {
        let least = demo::WHOLE_STORY.to_string();
        let said = say!(context.texts, "cli-usage-demo-provider", least = least);
        return Err(Error::Usage(said).into());
    }
    let new = NewDemo {
        learners,
        language: context.texts.language(),
        provider,
    };
    let surroundings = context.surroundings.clone();
    let what = say!(context.texts, "cli-seeding");
    Ok(context.watched(&what, |watch| {
        Service::create_demo(database, &new, role, &surroundings, watch)
    })?)
}

/// Refuses to open a console where there is no terminal.
pub(super) fn needs_terminal(context: &Context) -> Result<()> {
    if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        return Ok(());
    }
    Err(Error::Usage(say!(context.texts, "cli-usage-terminal")))
}

/// A temporary folder that only its owner can read.
fn private_temporary_folder() -> Result<tempfile::TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("offboard-demo-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o700));
    }
    builder
        .tempdir()
        .map_err(|error| Error::from_io(&error, &std::env::temp_dir()))
}

fn make_folder_of(database: &Path) -> Result<()> {
    match database.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => make_private_folder(folder),
        _ => Ok(()),
    }
}
