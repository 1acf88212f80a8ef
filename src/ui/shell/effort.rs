//! Effects by who does them: a reader, the writer, the terminal, or a thread beside.

use std::path::PathBuf;

use crate::domain::batch::ReviewToken;
use crate::domain::case::MisfitsOf;
use crate::domain::columns::{Columns, FileKind, LearningField, LeaverField};
use crate::domain::mending::Mend;
use crate::domain::op::{ImportOp, Op, Secret};
use crate::domain::plan::Basis;
use crate::domain::provider::ProviderOp;
use crate::domain::query::{Export, Query, ReviewSource};
use crate::service::{NewAccount, NewConnection, Orders, Restore, RosterChoice, Tried};

use super::event::{Effect, EvidenceFile, ImportHeld, Ticket};

/// An effect by who does it, so that none is lost between two of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effort {
    /// A thread of the hub, or one beside.
    Work(Work),
    /// The console's own terminal.
    Terminal(OfTerminal),
    /// Nobody is at the console any more; nothing is to be done outside.
    SignOut,
    /// The console ends, and another is opened on the same account.
    Reopen,
    /// The same, and says that the database was replaced.
    OpenReplaced,
    /// The console ends.
    Quit,
}

/// What is done outside of the console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Work {
    /// By a reader.
    Read(Read),
    /// By the writer.
    Write(Write),
    /// Beside the console: what may wait for a person or a slow disk.
    Local(Local),
    /// The review of this ticket is stopped.
    StopReview(Ticket),
}

/// What a reader does; see the effects of the same names.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the effects of the same names say it")]
pub enum Read {
    Load(Ticket, Query),
    Plan(Ticket, Op),
    Review(Ticket, ReviewSource),
    Export {
        ticket: Ticket,
        export: Export,
        target: Option<PathBuf>,
        overwrite: bool,
    },
    LookAtBackup(Ticket, PathBuf),
    SignIn(Ticket, String, Secret),
    Prove(Ticket, Secret),
    DropReview(ReviewToken),
    BeginImport(Ticket, FileKind, PathBuf),
    ReadRoster(Ticket, PathBuf, Box<RosterChoice>),
    ReadMended(Ticket, MisfitsOf, Vec<Mend>),
    ReadEvidence(Ticket, PathBuf, EvidenceFile),
    AskServer(Ticket, Option<Box<NewConnection>>),
    ReadServer(Ticket, Option<String>),
    ReadLearning(Ticket, PathBuf, Columns<LearningField>, Orders),
    ReadLeavers(Ticket, PathBuf, Columns<LeaverField>),
    DropImport(ImportHeld),
}

impl Read {
    /// Whether it waits for a server, so that nothing else must wait behind it.
    pub const fn waits_for_a_server(&self) -> bool {
        matches!(self, Self::AskServer(..) | Self::ReadServer(..))
    }

    /// Whether it takes so long that the screens must not wait behind it.
    pub fn takes_long(&self) -> bool {
        match self {
            Self::Load(_, query) => matches!(
                query,
                Query::VerifyLog
                    | Query::Whom(_)
                    | Query::Rules
                    | Query::RosterRows { .. }
                    | Query::Misfits { .. }
            ),
            Self::Plan(_, op) => matches!(
                op,
                Op::Import(ImportOp::Users(_) | ImportOp::Learning(_))
                    | Op::Provider(ProviderOp::Roster(_) | ProviderOp::Results(_))
            ),
            Self::Review(..)
            | Self::Export { .. }
            | Self::LookAtBackup(..)
            | Self::BeginImport(..)
            | Self::ReadRoster(..)
            | Self::ReadMended(..)
            | Self::ReadEvidence(..)
            | Self::AskServer(..)
            | Self::ReadServer(..)
            | Self::ReadLearning(..)
            | Self::ReadLeavers(..)
            | Self::DropImport(_)
            | Self::DropReview(_) => true,
            Self::SignIn(..) | Self::Prove(..) => false,
        }
    }

    /// The ticket under which a reply will come; none where none comes.
    pub fn ticket(&self) -> Option<Ticket> {
        match self {
            Self::Load(ticket, _)
            | Self::Plan(ticket, _)
            | Self::Review(ticket, _)
            | Self::LookAtBackup(ticket, _)
            | Self::SignIn(ticket, ..)
            | Self::Prove(ticket, _)
            | Self::BeginImport(ticket, ..)
            | Self::ReadRoster(ticket, ..)
            | Self::ReadMended(ticket, ..)
            | Self::ReadEvidence(ticket, ..)
            | Self::AskServer(ticket, _)
            | Self::ReadServer(ticket, _)
            | Self::ReadLearning(ticket, ..)
            | Self::ReadLeavers(ticket, ..)
            | Self::Export { ticket, .. } => Some(*ticket),
            Self::DropReview(_) | Self::DropImport(_) => None,
        }
    }
}

/// What the writer does; see the effects of the same names.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the effects of the same names say it")]
pub enum Write {
    Run(Ticket, Op, Option<Basis>),
    BackUp {
        ticket: Ticket,
        target: Option<PathBuf>,
        overwrite: bool,
    },
    Restore(Ticket, Restore),
    CreateAccount(Ticket, Box<NewAccount>),
    HoldPurge(bool),
    KeepConnection(Ticket, Box<Tried>),
    PushCalls(Ticket),
}

impl Write {
    /// The ticket under which a reply will come; none where none comes.
    pub fn ticket(&self) -> Option<Ticket> {
        match self {
            Self::Run(ticket, ..)
            | Self::BackUp { ticket, .. }
            | Self::Restore(ticket, _)
            | Self::KeepConnection(ticket, _)
            | Self::PushCalls(ticket)
            | Self::CreateAccount(ticket, _) => Some(*ticket),
            Self::HoldPurge(_) => None,
        }
    }
}

/// What is done beside the console; see the effects of the same names.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the effects of the same names say it")]
pub enum Local {
    OpenFileDialog(Ticket),
    ListDirectory(Ticket, PathBuf),
    LookAt(Ticket, PathBuf),
    ReadKey(Ticket, PathBuf),
}

/// What the terminal does; see the effects of the same names.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the effects of the same names say it")]
pub enum OfTerminal {
    Copy(String),
    /// Which paper it has; see [`super::event::Event::Paper`].
    AskForPaper,
    Suspend,
    TakeTerminal,
}

impl From<Effect> for Effort {
    #[expect(clippy::too_many_lines, reason = "a table has as many lines as rows")]
    fn from(effect: Effect) -> Self {
        let read = |read| Self::Work(Work::Read(read));
        let write = |write| Self::Work(Work::Write(write));
        let local = |local| Self::Work(Work::Local(local));
        match effect {
            Effect::Load(ticket, query) => read(Read::Load(ticket, query)),
            Effect::Plan(ticket, op) => read(Read::Plan(ticket, op)),
            Effect::Review(ticket, source) => read(Read::Review(ticket, source)),
            Effect::BeginImport(ticket, kind, path) => read(Read::BeginImport(ticket, kind, path)),
            Effect::ReadRoster(ticket, path, choice) => {
                read(Read::ReadRoster(ticket, path, choice))
            }
            Effect::ReadMended(ticket, of, mends) => read(Read::ReadMended(ticket, of, mends)),
            Effect::ReadLeavers(ticket, path, columns) => {
                read(Read::ReadLeavers(ticket, path, columns))
            }
            Effect::ReadEvidence(ticket, path, file) => {
                read(Read::ReadEvidence(ticket, path, file))
            }
            Effect::AskServer(ticket, new) => read(Read::AskServer(ticket, new)),
            Effect::ReadServer(ticket, license) => read(Read::ReadServer(ticket, license)),
            Effect::KeepConnection(ticket, tried) => write(Write::KeepConnection(ticket, tried)),
            Effect::PushCalls(ticket) => write(Write::PushCalls(ticket)),
            Effect::ReadLearning(ticket, path, columns, order) => {
                read(Read::ReadLearning(ticket, path, columns, order))
            }
            Effect::DropImport(held) => read(Read::DropImport(held)),
            Effect::Export {
                ticket,
                export,
                target,
                overwrite,
            } => read(Read::Export {
                ticket,
                export,
                target,
                overwrite,
            }),
            Effect::LookAtBackup(ticket, path) => read(Read::LookAtBackup(ticket, path)),
            Effect::Prove(ticket, secret) => read(Read::Prove(ticket, secret)),
            Effect::SignIn(ticket, name, secret) => read(Read::SignIn(ticket, name, secret)),
            Effect::DropReview(review) => read(Read::DropReview(review)),
            Effect::StopReview(ticket) => Self::Work(Work::StopReview(ticket)),
            Effect::Run(ticket, op, basis) => write(Write::Run(ticket, op, basis)),
            Effect::BackUp {
                ticket,
                target,
                overwrite,
            } => write(Write::BackUp {
                ticket,
                target,
                overwrite,
            }),
            Effect::Restore(ticket, order) => write(Write::Restore(ticket, order)),
            Effect::CreateAccount(ticket, account) => write(Write::CreateAccount(ticket, account)),
            Effect::HoldPurge(held) => write(Write::HoldPurge(held)),
            Effect::OpenFileDialog(ticket) => local(Local::OpenFileDialog(ticket)),
            Effect::ListDirectory(ticket, path) => local(Local::ListDirectory(ticket, path)),
            Effect::LookAt(ticket, path) => local(Local::LookAt(ticket, path)),
            Effect::ReadKey(ticket, path) => local(Local::ReadKey(ticket, path)),
            Effect::Copy(text) => Self::Terminal(OfTerminal::Copy(text)),
            Effect::Suspend => Self::Terminal(OfTerminal::Suspend),
            Effect::TakeTerminal => Self::Terminal(OfTerminal::TakeTerminal),
            Effect::SignOut => Self::SignOut,
            Effect::Reopen => Self::Reopen,
            Effect::OpenReplaced => Self::OpenReplaced,
            Effect::Quit => Self::Quit,
        }
    }
}
