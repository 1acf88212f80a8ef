//! What happens outside, and what `update` wants done: plain values that a test can compare.

use std::path::PathBuf;
use std::sync::Arc;

pub use super::files::{DirectoryEntry, Listing};
pub use super::ticket::Ticket;
use crate::domain::batch::{Progress, Review, ReviewToken};
use crate::domain::case::{MisfitsOf, Preparation, PreparationToken};
use crate::domain::columns::{Columns, FileKind, LearningField, LeaverField};
use crate::domain::learning::{LearningReview, LearningToken};
use crate::domain::look::Tone;
use crate::domain::mending::Mend;
use crate::domain::op::{Op, Secret};
use crate::domain::operator::Session;
use crate::domain::plan::{Basis, Outcome, Plan};
use crate::domain::provider::ResultsToken;
use crate::domain::query::{Answer, Export, Query, ReviewSource};
use crate::domain::roster::{RosterImport, RosterToken};
use crate::domain::ssh::SshKey;
use crate::error::Error;
use crate::service::scim::Survey;
use crate::service::{
    BackupReport, BackupSeen, BegunFile, NewAccount, NewConnection, Notice, Orders, Pulled,
    Restore, RestoreReport, RosterChoice, Tried, Unconnected, WorkStep,
};

use super::presence::Present;
use crate::command::key::Key;
use crate::ui::kit::canvas::Hit;

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
    /// The terminal says which paper it has.
    Paper(Tone),
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
    /// Who else is at a console of this process.
    Present(Arc<[Present]>),
    /// Another console replaced the database by a backup: what is open here is not in its place any more.
    Replaced,
    /// The system asks the program to end.
    Terminate,
    /// The system asks the program to stop until it is continued.
    Suspend,
    /// The program goes on after it was stopped: somebody else may have had the terminal.
    GoOn,
}

impl Event {
    /// Whether all consoles hear it, and none of them asked for it.
    pub fn is_news(&self) -> bool {
        matches!(self, Self::Step(_) | Self::Present(_))
    }
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
    /// To [`Effect::AskServer`]: what the server does, or why that could not be found out.
    ServerTried(Box<Result<Tried, Unconnected>>),
    /// To [`Effect::KeepConnection`]: what the server does.
    Connected(Box<Survey>),
    /// To [`Effect::ReadServer`].
    ServerRead(Box<Result<Pulled, Unconnected>>),
    /// To [`Effect::PushCalls`]: they are being made from now on; see [`WorkStep::calls`].
    CallsBegun,
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
    /// To [`Effect::ReadKey`].
    KeyRead(SshKey),
    /// To [`Effect::Prove`].
    Proven(Session),
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
            Self::ServerRead(read) => {
                let import = read.as_ref().as_ref().ok()?.import.as_ref()?;
                Some(ImportHeld::Roster(import.roster))
            }
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
    /// Tries a SCIM server as somebody said it; the one to which a connection is kept where nothing is said.
    AskServer(Ticket, Option<Box<NewConnection>>),
    /// Keeps the connection to a server that answered.
    KeepConnection(Ticket, Box<Tried>),
    /// Reads all users of the server as a roster; the license type that being active there stands for.
    ReadServer(Ticket, Option<String>),
    /// Begins to make the calls that are to be made.
    PushCalls(Ticket),
    /// Reads a learning report; the order is what stands first in its dates.
    ReadLearning(Ticket, PathBuf, Columns<LearningField>, Orders),
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
    /// Reads the public key in a file.
    ReadKey(Ticket, PathBuf),
    /// Holds the purge of deleted users back, or lets it go on.
    HoldPurge(bool),
    /// Copies text to the clipboard.
    Copy(String),
    /// Makes the database.
    CreateAccount(Ticket, Box<NewAccount>),
    /// Signs an operator in.
    SignIn(Ticket, String, Secret),
    /// Asks whoever is signed in for the passphrase.
    Prove(Ticket, Secret),
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
            | Self::AskServer(ticket, _)
            | Self::KeepConnection(ticket, _)
            | Self::ReadServer(ticket, _)
            | Self::PushCalls(ticket)
            | Self::ReadLearning(ticket, ..)
            | Self::ReadLeavers(ticket, ..)
            | Self::Run(ticket, ..)
            | Self::SignIn(ticket, ..)
            | Self::Prove(ticket, _)
            | Self::CreateAccount(ticket, _)
            | Self::OpenFileDialog(ticket)
            | Self::ListDirectory(ticket, _)
            | Self::LookAt(ticket, _)
            | Self::ReadKey(ticket, _)
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
