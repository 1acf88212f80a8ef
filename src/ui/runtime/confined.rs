//! What a console may name of the disk whose operator sits elsewhere: the operator's own folder and nothing else.
//!
//! Every way in which a path leaves a console is listed here, so that a new one cannot be forgotten.

use std::path::{Path, PathBuf};

use crate::domain::query::ReviewSource;
use crate::domain::reason::Reason;
use crate::error::{Error, Result};
use crate::service::Restore;
use crate::service::files::folder::{EXPORTS, OwnFolder};
use crate::service::{NewConnection, TokenFrom};
use crate::ui::shell::effort::{Local, Read, Work, Write};
use crate::ui::shell::event::Ticket;

/// The same work with paths inside the folder; an error for whoever waits where one is not.
pub(super) fn confined(folder: &OwnFolder, work: Work) -> Result<Work> {
    let inside = |path: PathBuf| folder.inside(&path);
    Ok(match work {
        Work::Read(read) => Work::Read(reading(folder, read)?),
        Work::Write(write) => Work::Write(writing(folder, write)?),
        Work::Local(Local::OpenFileDialog(_)) => {
            return Err(Error::NotAllowed(Reason::OnlyAtServer));
        }
        Work::Local(Local::ListDirectory(ticket, path)) => {
            // The way up from the folder leads back into it.
            let path = if folder.path().starts_with(&path) {
                folder.path().to_owned()
            } else {
                inside(path)?
            };
            Work::Local(Local::ListDirectory(ticket, path))
        }
        Work::Local(Local::LookAt(ticket, path)) => {
            Work::Local(Local::LookAt(ticket, inside(path)?))
        }
        Work::Local(Local::ReadKey(ticket, path)) => {
            Work::Local(Local::ReadKey(ticket, inside(path)?))
        }
        Work::StopReview(ticket) => Work::StopReview(ticket),
    })
}

/// The ticket under which a reply will come; none where none comes.
pub(super) fn ticket_of(work: &Work) -> Option<Ticket> {
    match work {
        Work::Read(read) => read.ticket(),
        Work::Write(write) => write.ticket(),
        Work::Local(
            Local::OpenFileDialog(ticket)
            | Local::ListDirectory(ticket, _)
            | Local::LookAt(ticket, _)
            | Local::ReadKey(ticket, _),
        ) => Some(*ticket),
        Work::StopReview(_) => None,
    }
}

fn reading(folder: &OwnFolder, read: Read) -> Result<Read> {
    let inside = |path: &Path| folder.inside(path);
    Ok(match read {
        Read::Review(ticket, ReviewSource::File(path)) => {
            Read::Review(ticket, ReviewSource::File(inside(&path)?))
        }
        Read::BeginImport(ticket, kind, path) => Read::BeginImport(ticket, kind, inside(&path)?),
        Read::ReadRoster(ticket, path, choice) => Read::ReadRoster(ticket, inside(&path)?, choice),
        Read::ReadEvidence(ticket, path, file) => Read::ReadEvidence(ticket, inside(&path)?, file),
        Read::ReadLearning(ticket, path, columns, order) => {
            Read::ReadLearning(ticket, inside(&path)?, columns, order)
        }
        Read::ReadLeavers(ticket, path, columns) => {
            Read::ReadLeavers(ticket, inside(&path)?, columns)
        }
        Read::LookAtBackup(ticket, path) => Read::LookAtBackup(ticket, inside(&path)?),
        Read::Export {
            ticket,
            export,
            target,
            overwrite,
        } => Read::Export {
            ticket,
            export,
            target: Some(inside(&target.unwrap_or_else(|| EXPORTS.into()))?),
            overwrite,
        },
        Read::AskServer(ticket, Some(new)) => {
            Read::AskServer(ticket, Some(Box::new(connecting(folder, *new)?)))
        }
        // A key has said who is here, and no passphrase says otherwise.
        Read::SignIn(..) => return Err(Error::NotAllowed(Reason::OnlyAtServer)),
        // What was read before lies where it was put then.
        same @ (Read::Prove(..)
        | Read::Load(..)
        | Read::AskServer(_, None)
        | Read::ReadServer(..)
        | Read::Plan(..)
        | Read::ReadMended(..)
        | Read::Review(
            _,
            ReviewSource::Users(_)
            | ReviewSource::OfRequest(..)
            | ReviewSource::Correction(_)
            | ReviewSource::Rule(_)
            | ReviewSource::Gone(_),
        )
        | Read::DropReview(_)
        | Read::DropImport(_)) => same,
    })
}

/// A connection whose files lie in the folder.
fn connecting(folder: &OwnFolder, new: NewConnection) -> Result<NewConnection> {
    let token = match new.token {
        TokenFrom::File(path) => TokenFrom::File(folder.inside(&path)?),
        said @ TokenFrom::Said(_) => said,
    };
    let ca_file = new.ca_file.map(|path| folder.inside(&path)).transpose()?;
    Ok(NewConnection {
        token,
        ca_file,
        ..new
    })
}

fn writing(folder: &OwnFolder, write: Write) -> Result<Write> {
    Ok(match write {
        Write::BackUp {
            ticket,
            target,
            overwrite,
        } => Write::BackUp {
            ticket,
            // Without a name it lies beside the database, where the server keeps its backups.
            target: target.map(|path| folder.inside(&path)).transpose()?,
            overwrite,
        },
        Write::Restore(ticket, order) => Write::Restore(
            ticket,
            Restore {
                backup: folder.inside(&order.backup)?,
                ..order
            },
        ),
        Write::CreateAccount(..) => return Err(Error::NotAllowed(Reason::OnlyAtServer)),
        same @ (Write::Run(..)
        | Write::HoldPurge(_)
        | Write::KeepConnection(..)
        | Write::PushCalls(_)) => same,
    })
}
