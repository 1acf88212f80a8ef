//! What a file is brought for: an import of this account, or evidence of the provider.

use super::ImportStep;
use crate::command::Command;
use crate::domain::columns::FileKind;
use crate::ui::shell::route::{Route, Section};

/// What a file is brought for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Aim {
    /// Users are added and changed.
    #[default]
    Users,
    /// A learning report.
    Learning,
    /// A list of leavers, of which a deletion CSV is made.
    Leavers,
    /// The provider's download of all users.
    Roster,
    /// All users of the provider's server.
    Server,
    /// The provider's results file.
    Results,
}

impl Aim {
    /// The import of a kind of file.
    pub const fn of(kind: FileKind) -> Self {
        match kind {
            FileKind::Roster => Self::Users,
            FileKind::Learning => Self::Learning,
            FileKind::Leavers => Self::Leavers,
        }
    }

    /// Whether it is everybody at the provider.
    pub(super) const fn is_provider_roster(self) -> bool {
        matches!(self, Self::Roster | Self::Server)
    }

    /// The kind of file whose columns are found.
    pub(super) const fn kind(self) -> FileKind {
        match self {
            Self::Users | Self::Roster | Self::Server | Self::Results => FileKind::Roster,
            Self::Learning => FileKind::Learning,
            Self::Leavers => FileKind::Leavers,
        }
    }

    /// The command that brought the file here.
    pub(super) const fn purpose(self) -> Command {
        match self {
            Self::Users => Command::ImportUsers,
            Self::Learning => Command::ImportLearning,
            Self::Leavers => Command::PrepareList,
            Self::Roster => Command::TakeRoster,
            Self::Server => Command::PullUsers,
            Self::Results => Command::TakeResults,
        }
    }

    /// The place.
    pub(super) const fn route(self) -> Route {
        match self {
            Self::Users => Route::Import(FileKind::Roster),
            Self::Learning => Route::Import(FileKind::Learning),
            Self::Leavers => Route::Import(FileKind::Leavers),
            Self::Roster => Route::TakeRoster,
            Self::Server => Route::PullUsers,
            Self::Results => Route::TakeResults,
        }
    }

    /// Where what was done is seen afterwards.
    pub(super) const fn leads_to(self) -> Route {
        match self {
            Self::Users => Route::Users,
            Self::Learning => Route::Reports,
            Self::Leavers => Route::Authenticate(Section::UserDeletion),
            Self::Roster | Self::Server | Self::Results => Route::AtProvider,
        }
    }

    /// The steps with the messages by which the stepper names them.
    pub(super) const fn steps(self) -> &'static [(ImportStep, &'static str)] {
        match self {
            Self::Users => &[
                (ImportStep::File, "import-step-file"),
                (ImportStep::Columns, "import-step-columns"),
                (ImportStep::Review, "import-step-review"),
                (ImportStep::Confirm, "import-step-confirm"),
            ],
            Self::Learning => &[
                (ImportStep::File, "import-step-file"),
                (ImportStep::Columns, "import-step-columns"),
                (ImportStep::Period, "import-step-period"),
                (ImportStep::Review, "import-step-review"),
                (ImportStep::Confirm, "import-step-confirm"),
            ],
            Self::Leavers => &[
                (ImportStep::File, "import-step-file"),
                (ImportStep::Columns, "import-step-columns"),
                (ImportStep::Review, "import-step-review"),
                (ImportStep::Confirm, "import-step-save"),
            ],
            Self::Roster => &[
                (ImportStep::File, "import-step-file"),
                (ImportStep::Columns, "import-step-columns"),
                (ImportStep::Period, "import-step-taken"),
                (ImportStep::Review, "import-step-review"),
                (ImportStep::Confirm, "import-step-confirm"),
            ],
            Self::Server => &[
                (ImportStep::Review, "import-step-review"),
                (ImportStep::Confirm, "import-step-confirm"),
            ],
            Self::Results => &[
                (ImportStep::File, "import-step-file"),
                (ImportStep::Review, "import-step-review"),
                (ImportStep::Confirm, "import-step-confirm"),
            ],
        }
    }
}
