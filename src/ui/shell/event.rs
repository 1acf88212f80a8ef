//! What happens outside, and what `update` wants done: plain values that a test can compare.

use std::path::PathBuf;
use std::sync::Arc;

pub use super::files::{DirectoryEntry, Listing};
pub use super::ticket::Ticket;
use crate::domain::batch::{Progress, Review, ReviewToken};
use crate::domain::case::{MisfitsOf, Preparation, PreparationToken};
use crate::domain::columns::{Columns, FileKind, LearningField, LeaverField};
use crate::domain::learning::{LearningReview, LearningToken};
use crate::domain::mending::Mend;
use crate::domain::op::{ImportOp, Op, Secret};
use crate::domain::operator::Session;
use crate::domain::plan::{Basis, Outcome, Plan};
use crate::domain::provider::{ProviderOp, ResultsToken};
use crate::domain::query::{Answer, Export, Query, ReviewSource};
use crate::domain::roster::{RosterImport, RosterToken};
use crate::error::Error;
use crate::service::{
    BackupReport, BackupSeen, BegunFile, DateOrder, NewAccount, Notice, Restore, RestoreReport,
    RosterChoice, WorkStep,
};

use crate::ui::kit::canvas::Hit;
use crate::ui::kit::key::Key;

/// Something that happened outside.
#[derive(Debug)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// A mouse button was pressed at a column and row of the screen.
    Click(u16, u16),
    /// The wheel was turned at a column and row, down when positive.
    Wheel(u16, u16, i16),
    /// The terminal has a new size: columns and rows.
    Resize(u16, u16),
    /// Time went by.
    Tick,
    /// The database is open, or there is none yet, with what opening found out.
    Opened {
        /// Whether a database has to be made first.
        missing: bool,
        /// The operator who needs not sign in.
        session: Option<Session>,
        /// What an operator should know.
        notices: Vec<Notice>,
    },
    /// The database cannot be opened.
    OpenFailed(Error),
    /// An answer to an effect.
    Reply(Ticket, Result<Reply, Error>),
    /// How far a review is.
    Reviewing(Ticket, Progress),
    /// The writing side worked in the background.
    Step(WorkStep),
    /// Background work failed, or its thread is gone.
    StepFailed(Error),
    /// Another console replaced the database by a backup: what is open here is not in its place any more.
    Replaced,
    /// The system asks the program to end.
    Terminate,
    /// The system asks the program to stop until it is continued.
    Suspend,
    /// The program goes on after it was stopped: somebody else may have had the terminal.
    GoOn,
}

/// What came back: the reply, or why there is none.
pub type Back = Result<Reply, Error>;

/// What came back.
#[derive(Debug)]
pub enum Reply {
    /// To [`Effect::Load`].
    Answer(Answer),
    /// To [`Effect::Plan`].
    Plan(Box<Plan>),
    /// To [`Effect::Run`].
    Outcome(Outcome),
    /// To [`Effect::Review`].
    Review(Box<Review>),
    /// To [`Effect::BeginImport`].
    ImportBegun(Box<BegunFile>),
    /// To [`Effect::ReadRoster`], and to [`Effect::ReadEvidence`] of a roster.
    RosterRead(RosterImport),
    /// To [`Effect::ReadEvidence`] of a results file.
    ResultsRead(ResultsToken),
    /// To [`Effect::ReadLearning`].
    LearningRead(Arc<LearningReview>),
    /// To [`Effect::ReadLeavers`].
    LeaversRead(Arc<Preparation>),
    /// To [`Effect::Export`]: where the file lies.
    Exported(PathBuf),
    /// To [`Effect::OpenFileDialog`]: the chosen file; none when nothing was chosen.
    FileChosen(Option<PathBuf>),
    /// To [`Effect::ListDirectory`].
    Listing(Listing),
    /// To [`Effect::LookAt`].
    Seen(DirectoryEntry),
    /// To [`Effect::SignIn`] and [`Effect::CreateAccount`].
    SignedIn(Session),
    /// To [`Effect::BackUp`].
    BackedUp(BackupReport),
    /// To [`Effect::LookAtBackup`].
    BackupSeen(Box<BackupSeen>),
    /// To [`Effect::Restore`]: the database that this console was opened on is not in its place any more.
    Restored(Box<RestoreReport>),
}

impl Reply {
    /// What the service keeps for whoever waited for this.
    pub fn held(&self) -> Option<ImportHeld> {
        match self {
            Self::RosterRead(import) => Some(ImportHeld::Roster(import.roster)),
            Self::LearningRead(review) => Some(ImportHeld::Learning(review.token)),
            Self::LeaversRead(list) => Some(ImportHeld::Leavers(list.token)),
            Self::ResultsRead(token) => Some(ImportHeld::Results(*token)),
            _ => None,
        }
    }
}

/// What the service keeps of a file that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportHeld {
    /// A roster.
    Roster(RosterToken),
    /// A learning report.
    Learning(LearningToken),
    /// A list of leavers.
    Leavers(PreparationToken),
    /// A results file of the provider.
    Results(ResultsToken),
}

/// A file of the provider that is evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvidenceFile {
    /// The download of all users.
    Roster(Box<RosterChoice>),
    /// A results file, with the header of the column with the message where it was chosen.
    Results(Option<String>),
}

/// What `update` wants done outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Answers a question.
    Load(Ticket, Query),
    /// Says what an act would do.
    Plan(Ticket, Op),
    /// Does an act.
    Run(Ticket, Op, Option<Basis>),
    /// Checks a deletion file.
    Review(Ticket, ReviewSource),
    /// Stops the review of this ticket while it is being made.
    StopReview(Ticket),
    /// Forgets a review that was not confirmed.
    DropReview(ReviewToken),
    /// Looks into a file that is to be imported.
    BeginImport(Ticket, FileKind, PathBuf),
    /// Reads a roster.
    ReadRoster(Ticket, PathBuf, Box<RosterChoice>),
    /// Reads a file anew with what was said of rows that failed.
    ReadMended(Ticket, MisfitsOf, Vec<Mend>),
    /// Reads a file of the provider that is evidence.
    ReadEvidence(Ticket, PathBuf, EvidenceFile),
    /// Reads a learning report; the order is what stands first in its dates.
    ReadLearning(Ticket, PathBuf, Columns<LearningField>, Option<DateOrder>),
    /// Reads a list of leavers.
    ReadLeavers(Ticket, PathBuf, Columns<LeaverField>),
    /// Forgets a file that was read and not imported, or not needed any more.
    DropImport(ImportHeld),
    /// Writes a file for people to take away.
    Export {
        /// For the answer.
        ticket: Ticket,
        /// What.
        export: Export,
        /// Where; the folder beside the database when none.
        target: Option<PathBuf>,
        /// Whether a file in the way is replaced.
        overwrite: bool,
    },
    /// Writes a backup.
    BackUp {
        /// For the answer.
        ticket: Ticket,
        /// Where; a dated file in the folder of backups beside the database when none.
        target: Option<PathBuf>,
        /// Whether a file in the way is replaced.
        overwrite: bool,
    },
    /// Looks at a backup without changing anything.
    LookAtBackup(Ticket, PathBuf),
    /// Replaces the database by a backup.
    Restore(Ticket, Restore),
    /// Closes this console and opens another on the database that is in its place now.
    Reopen,
    /// The same, because something else has put another file in the place of the database: that is said.
    OpenReplaced,
    /// Opens the desktop's file dialog.
    OpenFileDialog(Ticket),
    /// Lists a directory.
    ListDirectory(Ticket, PathBuf),
    /// Looks at a file or a directory without opening it.
    LookAt(Ticket, PathBuf),
    /// Holds the purge of deleted users back, or lets it go on.
    HoldPurge(bool),
    /// Copies text to the clipboard.
    Copy(String),
    /// Makes the database.
    CreateAccount(Ticket, Box<NewAccount>),
    /// Signs an operator in.
    SignIn(Ticket, String, Secret),
    /// Forgets who was at the console.
    SignOut,
    /// Gives the terminal back and stops until the program is continued.
    Suspend,
    /// Takes the terminal anew and draws the whole screen.
    TakeTerminal,
    /// Ends the program.
    Quit,
}

impl Effect {
    /// The ticket under which a reply will come; none where none comes.
    pub fn ticket(&self) -> Option<Ticket> {
        match self {
            Self::Load(ticket, _)
            | Self::Plan(ticket, _)
            | Self::Review(ticket, _)
            | Self::BeginImport(ticket, ..)
            | Self::ReadRoster(ticket, ..)
            | Self::ReadMended(ticket, ..)
            | Self::ReadEvidence(ticket, ..)
            | Self::ReadLearning(ticket, ..)
            | Self::ReadLeavers(ticket, ..)
            | Self::Run(ticket, ..)
            | Self::SignIn(ticket, ..)
            | Self::CreateAccount(ticket, _)
            | Self::OpenFileDialog(ticket)
            | Self::ListDirectory(ticket, _)
            | Self::LookAt(ticket, _)
            | Self::BackUp { ticket, .. }
            | Self::LookAtBackup(ticket, _)
            | Self::Restore(ticket, _)
            | Self::Export { ticket, .. } => Some(*ticket),
            Self::StopReview(_)
            | Self::DropReview(_)
            | Self::DropImport(_)
            | Self::HoldPurge(_)
            | Self::Copy(_)
            | Self::SignOut
            | Self::Suspend
            | Self::TakeTerminal
            | Self::Reopen
            | Self::OpenReplaced
            | Self::Quit => None,
        }
    }
}

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
    DropReview(ReviewToken),
    BeginImport(Ticket, FileKind, PathBuf),
    ReadRoster(Ticket, PathBuf, Box<RosterChoice>),
    ReadMended(Ticket, MisfitsOf, Vec<Mend>),
    ReadEvidence(Ticket, PathBuf, EvidenceFile),
    ReadLearning(Ticket, PathBuf, Columns<LearningField>, Option<DateOrder>),
    ReadLeavers(Ticket, PathBuf, Columns<LeaverField>),
    DropImport(ImportHeld),
}

impl Read {
    /// Whether it takes so long that the screens must not wait behind it.
    pub fn takes_long(&self) -> bool {
        match self {
            Self::Load(_, query) => matches!(
                query,
                Query::VerifyLog
                    | Query::Whom(_)
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
            | Self::ReadLearning(..)
            | Self::ReadLeavers(..)
            | Self::DropImport(_)
            | Self::DropReview(_) => true,
            Self::SignIn(..) => false,
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
            | Self::BeginImport(ticket, ..)
            | Self::ReadRoster(ticket, ..)
            | Self::ReadMended(ticket, ..)
            | Self::ReadEvidence(ticket, ..)
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
}

impl Write {
    /// The ticket under which a reply will come; none where none comes.
    pub fn ticket(&self) -> Option<Ticket> {
        match self {
            Self::Run(ticket, ..)
            | Self::BackUp { ticket, .. }
            | Self::Restore(ticket, _)
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
}

/// What the terminal does; see the effects of the same names.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the effects of the same names say it")]
pub enum OfTerminal {
    Copy(String),
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

/// What reaches a layer from the operator's hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key that the command table gives no meaning here, or that the layer asked for first.
    Key(Key),
    /// Pasted text, line ends included.
    Paste(String),
    /// A click on something the layer drew.
    Click(Hit),
    /// The wheel, in rows, down when positive.
    Wheel(i16),
}
