//! One effect, done: the reply of the service, and the files an operator looks at. Shared by the threads of the
//! runtime and the driver of tests and tours.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, UNIX_EPOCH};

use crate::domain::batch::Progress;
use crate::domain::case::MisfitsOf;
use crate::domain::folding::fold;
use crate::domain::mending::Mends;
use crate::domain::operator::Session;
use crate::domain::reason::Reason;
use crate::domain::ssh::SshKey;
use crate::domain::time::Timestamp;
use crate::error::{Error, Result, Trouble};
use crate::service::files::read_small;
use crate::service::scim::Fault;
use crate::service::{Reader, Service, Unconnected};

use crate::ui::shell::effort::{Read, Write};
use crate::ui::shell::event::{DirectoryEntry, EvidenceFile, ImportHeld, Listing, Reply, Ticket};

/// A file dialog that closes sooner than this never opened: the desktop has none, and the console's browser opens.
const CLOSED_BY_NOBODY: Duration = Duration::from_millis(300);

/// Asks in the desktop's file dialog. The library does not say whether a dialog was closed or never came up, but
/// nobody closes one this fast.
pub(super) fn choose_file() -> Result<Option<PathBuf>> {
    let asked = Instant::now();
    let chosen = rfd::FileDialog::new()
        .add_filter("CSV", &["csv", "CSV"])
        .pick_file();
    if chosen.is_none() && asked.elapsed() < CLOSED_BY_NOBODY {
        return Err(Trouble::Io("no file dialog came up".to_owned()).into());
    }
    Ok(chosen)
}

/// Forgets a file that was read and not taken in.
fn forget(reader: &mut Reader, held: ImportHeld) {
    match held {
        ImportHeld::Roster(roster) => reader.drop_roster(roster),
        ImportHeld::Learning(report) => reader.drop_learning(report),
        ImportHeld::Leavers(list) => reader.drop_preparation(list),
        ImportHeld::Results(results) => reader.drop_results(results),
    }
}

/// Does what a reader does; no answer to what is not asked, or by nobody.
pub fn read(
    reader: &mut Reader,
    session: Option<&Session>,
    read: &Read,
    watch: &mut dyn FnMut(Progress) -> bool,
) -> Option<(Ticket, Result<Reply>)> {
    Some(match read {
        Read::SignIn(ticket, name, secret) => {
            (*ticket, reader.sign_in(name, secret).map(Reply::SignedIn))
        }
        Read::Prove(ticket, secret) => (*ticket, reader.prove(session?, secret).map(Reply::Proven)),
        Read::DropReview(review) => {
            reader.drop_review(*review);
            return None;
        }
        Read::DropImport(held) => {
            forget(reader, *held);
            return None;
        }
        Read::BeginImport(ticket, kind, path) => {
            let begun = reader.begin_import_of(session?, *kind, path);
            let reply = begun.map(|begun| Reply::ImportBegun(Box::new(begun)));
            (*ticket, reply)
        }
        Read::AskServer(ticket, _) | Read::ReadServer(ticket, _) => {
            (*ticket, of_server(reader, session?, read, watch))
        }
        Read::ReadRoster(ticket, ..)
        | Read::ReadLeavers(ticket, ..)
        | Read::ReadMended(ticket, ..)
        | Read::ReadEvidence(ticket, ..)
        | Read::ReadLearning(ticket, ..) => {
            let reply = read_file(reader, session?, read, watch);
            (*ticket, reply)
        }
        Read::Load(ticket, query) => (*ticket, reader.load(session?, query).map(Reply::Answer)),
        Read::Plan(ticket, op) => {
            let plan = reader.plan(session?, op);
            (*ticket, plan.map(|plan| Reply::Plan(Box::new(plan))))
        }
        Read::Review(ticket, source) => {
            let review = reader.review(session?, source, watch);
            let review = review.map(|review| Reply::Review(Box::new(review)));
            (*ticket, review)
        }
        Read::Export {
            ticket,
            export,
            target,
            overwrite,
        } => {
            let path = reader.export(session?, export, target.as_deref(), *overwrite);
            (*ticket, path.map(Reply::Exported))
        }
        Read::LookAtBackup(ticket, path) => {
            let seen = reader.look_at_backup(session?, path);
            (*ticket, seen.map(|seen| Reply::BackupSeen(Box::new(seen))))
        }
    })
}

/// Asks the provider's server what it does, or reads all its users.
fn of_server(
    reader: &mut Reader,
    session: &Session,
    read: &Read,
    watch: &mut dyn FnMut(Progress) -> bool,
) -> Result<Reply> {
    match read {
        Read::AskServer(_, new) => {
            let tried = reader.try_server(session, new.as_deref())?;
            Ok(Reply::ServerTried(Box::new(tried)))
        }
        Read::ReadServer(_, license) => {
            match reader.read_server(session, license.clone(), watch)? {
                Err(Unconnected::Fault(Fault::Stopped)) => Err(Error::Stopped),
                read => Ok(Reply::ServerRead(Box::new(read))),
            }
        }
        _ => Err(Error::Bug("no server is asked for this".to_owned())),
    }
}

/// Reads a file to be imported, prepared or compared.
fn read_file(
    reader: &mut Reader,
    session: &Session,
    read: &Read,
    watch: &mut dyn FnMut(Progress) -> bool,
) -> Result<Reply> {
    match read {
        Read::ReadRoster(_, path, choice) => reader
            .read_roster_watched(session, path, choice, watch)
            .map(Reply::RosterRead),
        Read::ReadLeavers(_, path, columns) => reader
            .prepare(session, path, columns, watch)
            .map(|list| Reply::LeaversRead(Arc::new(list))),
        Read::ReadMended(_, of, mends) => {
            let mends = Mends {
                rows: mends.clone(),
                corrects: None,
            };
            read_mended(reader, session, (of, &mends), watch)
        }
        Read::ReadEvidence(_, path, EvidenceFile::Roster(choice)) => reader
            .read_provider_roster_watched(session, path, choice, watch)
            .map(Reply::RosterRead),
        Read::ReadEvidence(_, path, EvidenceFile::Results(message)) => reader
            .read_provider_results(session, path, message.as_deref())
            .map(Reply::ResultsRead),
        Read::ReadLearning(_, path, columns, order) => reader
            .read_learning(session, path, columns.clone(), *order, watch)
            .map(|read| Reply::LearningRead(Arc::new(read))),
        _ => Err(Error::Bug("no file is read for this".to_owned())),
    }
}

/// Reads a file anew with what was said of some of its rows.
fn read_mended(
    reader: &mut Reader,
    session: &Session,
    (of, mends): (&MisfitsOf, &Mends),
    watch: &mut dyn FnMut(Progress) -> bool,
) -> Result<Reply> {
    match of {
        MisfitsOf::Roster(import) => reader
            .mend_roster(session, import, mends, watch)
            .map(Reply::RosterRead),
        MisfitsOf::Learning(report) => reader
            .mend_learning(session, *report, mends, watch)
            .map(|read| Reply::LearningRead(Arc::new(read))),
        MisfitsOf::Batch(_) | MisfitsOf::Preparation(_) => {
            Err(Error::Bug("these rows are not read anew".to_owned()))
        }
    }
}

/// The first rows of a list that is asked for, when they can be had sooner than the whole answer. The whole answer
/// reports what goes wrong here.
pub fn glance(
    reader: &mut Reader,
    session: Option<&Session>,
    read: &Read,
) -> Option<(Ticket, Result<Reply>)> {
    let Read::Load(ticket, query) = read else {
        return None;
    };
    let glance = reader.glance(session?, query).ok().flatten()?;
    Some((*ticket, Ok(Reply::Answer(glance))))
}

/// Does what the writer does on an account that is open; no answer to what is not asked, or by nobody.
pub fn write(
    service: &mut Service,
    session: Option<&Session>,
    write: &Write,
    watch: &dyn Fn(Progress) -> bool,
) -> Option<(Ticket, Result<Reply>)> {
    Some(match write {
        Write::HoldPurge(held) => {
            service.hold_purge(*held);
            return None;
        }
        // There is an account already.
        Write::CreateAccount(..) => return None,
        Write::KeepConnection(ticket, tried) => {
            let kept = service.keep_connection(session?, tried);
            let survey = Box::new(tried.survey.clone());
            (*ticket, kept.map(|()| Reply::Connected(survey)))
        }
        Write::PushCalls(ticket) => {
            let begun = service.push_in_background(session?, Arc::new(|| {}));
            (*ticket, begun.map(|()| Reply::CallsBegun))
        }
        Write::Run(ticket, op, basis) => {
            let outcome = service.execute_watched(session?, op, *basis, watch);
            (*ticket, outcome.map(Reply::Outcome))
        }
        Write::BackUp {
            ticket,
            target,
            overwrite,
        } => {
            let made = service.backup(session?, target.as_deref(), *overwrite, &mut |at| watch(at));
            (*ticket, made.map(Reply::BackedUp))
        }
        Write::Restore(ticket, order) => {
            let report = service.restore_here(session?, order, &mut |at| watch(at));
            let report = report.map(|report| Reply::Restored(Box::new(report)));
            (*ticket, report)
        }
    })
}

/// Does something that must not take its thread down: a panic becomes an error that says what it said.
pub fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|payload| {
        let said = payload
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
            .or_else(|| payload.downcast_ref::<String>().cloned());
        Err(Error::Bug(said.unwrap_or_default()))
    })
}

/// Lists a directory: directories first, then files.
pub fn list(directory: &Path) -> Result<Listing> {
    let failed = |error: std::io::Error| Error::from_io(&error, directory);
    let directory = fs::canonicalize(directory).map_err(failed)?;
    let mut entries = Vec::new();
    for entry in fs::read_dir(&directory).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        // Follows links; what cannot be looked at, and what is neither file nor directory, is left out.
        if let Ok(metadata) = fs::metadata(entry.path())
            && (metadata.is_dir() || metadata.is_file())
        {
            entries.push(described(entry.path(), &metadata));
        }
    }
    entries.sort_by_key(|entry| (!entry.is_directory, fold(&entry.name).into_owned()));
    Ok(Listing { directory, entries })
}

/// The longest file that is read for a key, in bytes.
const LONGEST_KEY: u64 = 65_536;

/// Reads the public key in a file.
pub fn read_key(path: &Path) -> Result<SshKey> {
    let text = read_small(path, LONGEST_KEY)?;
    SshKey::parse(&text).map_err(|fault| Error::Refused(Reason::BadKey(fault)))
}

/// Looks at a regular file or a directory.
pub fn look_at(path: &Path) -> Result<DirectoryEntry> {
    let failed = |error: std::io::Error| Error::from_io(&error, path);
    let path = std::path::absolute(path).map_err(failed)?;
    let metadata = fs::metadata(&path).map_err(failed)?;
    if metadata.is_dir() || metadata.is_file() {
        Ok(described(path, &metadata))
    } else {
        Err(Trouble::NotAFile(path).into())
    }
}

fn described(path: PathBuf, metadata: &fs::Metadata) -> DirectoryEntry {
    let name = path.file_name().unwrap_or(path.as_os_str());
    let modified = metadata.modified().ok();
    let modified = modified.and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    DirectoryEntry {
        name: name.to_string_lossy().into_owned(),
        is_directory: metadata.is_dir(),
        bytes: metadata.len(),
        modified: modified.and_then(|at| i64::try_from(at.as_secs()).ok().map(Timestamp)),
        path,
    }
}
