//! How an account begins: a new database, demo learners, a demo account, the console itself.

use std::io::IsTerminal as _;
use std::path::Path;

use super::super::args::Target;
use super::super::config::make_private_folder;
use super::super::context::{Context, Failure};
use super::super::{Ended, Ending};
use crate::domain::identifier::EmailAddress;
use crate::domain::operator::{Role, Session};
use crate::domain::reason::Reason;
use crate::error::{Error, Result, Trouble};
use crate::say;
use crate::service::demo::{self, NewDemo};
use crate::service::{NewAccount, Service};
use crate::start::Console;

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
    admin: &str,
    admin_name: Option<String>,
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
    Service::create(&database, &account, context.surroundings.clone())?;
    let path = database.display().to_string();
    context
        .output
        .narrate(&say!(context.texts, "cli-made", path = path));
    Ok(Ending::Done)
}

/// Adds demo learners.
pub(super) fn seed(context: &mut Context, learners: u64, seed: u64) -> Ended {
    let mut open = context.open()?;
    let what = say!(context.texts, "cli-seeding");
    let added = context.watched(&what, |watch| {
        open.service.seed(&open.session, learners, seed, watch)
    })?;
    context
        .output
        .narrate(&say!(context.texts, "cli-seeded", count = added));
    Ok(Ending::Done)
}

/// Opens the console on a fresh demo account: in a temporary place that goes when it is closed, or at a path that
/// stays.
pub(super) fn demo(
    context: &mut Context,
    learners: u64,
    role: Role,
    at: Option<&Path>,
    console: Console,
) -> Ended {
    needs_terminal(context)?;
    // The folder goes with this value, also when something fails.
    let mut temporary = None;
    let database = match at {
        Some(path) if Service::exists(path) => {
            return Err(Error::Environment(Trouble::Exists(path.to_owned())).into());
        }
        Some(path) => {
            make_folder_of(path)?;
            path.to_owned()
        }
        None => {
            let folder = temporary.insert(private_temporary_folder()?);
            folder.path().join("demo.db")
        }
    };
    let session = make_demo(context, &database, learners, role)?;
    let start = context.start(database.clone(), Some(session))?;
    // The console listens to signals itself and puts the terminal back before it ends.
    let until_closed = context.work()?;
    console(start)?;
    drop(until_closed);
    if at.is_some() {
        let path = database.display().to_string();
        context
            .output
            .narrate(&say!(context.texts, "cli-demo-kept", path = path));
    }
    Ok(Ending::Done)
}

/// Writes the deletion CSV that fits every demo account, to hand to an audience.
pub(super) fn plain_data(context: &mut Context, file: &Path) -> Ended {
    let csv = demo::plain_deletion_csv(&context.surroundings);
    let target = Target {
        output: Some(file.to_owned()),
        force: false,
    };
    context.write(csv.as_bytes(), &target)?;
    Ok(Ending::Done)
}

fn make_demo(
    context: &mut Context,
    database: &Path,
    learners: u64,
    role: Role,
) -> std::result::Result<Session, Failure> {
    let new = NewDemo {
        learners,
        language: context.texts.language(),
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
