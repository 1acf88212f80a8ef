//! What a file is brought for: an import of this account, or evidence of the provider.

use super::ImportStep;
use crate::command::Command;
use crate::domain::columns::FileKind;
use crate::ui::shell::route::Route;

/// What a file is brought for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Aim {
    /// Users are added and changed.
    #[default]
    Users,
    /// A learning report.
    Learning,
    /// The provider's download of all users.
    Roster,
    /// The provider's results file.
    Results,
}

impl Aim {
    /// The import of a kind of file.
    pub const fn of(kind: FileKind) -> Self {
        match kind {
            FileKind::Roster => Self::Users,
            FileKind::Learning => Self::Learning,
        }
    }

    /// The kind of file whose columns are found.
    pub(super) const fn kind(self) -> FileKind {
        match self {
            Self::Users | Self::Roster | Self::Results => FileKind::Roster,
            Self::Learning => FileKind::Learning,
        }
    }

    /// The command that brought the file here.
    pub(super) const fn purpose(self) -> Command {
        match self {
            Self::Users => Command::ImportUsers,
            Self::Learning => Command::ImportLearning,
            Self::Roster => Command::TakeRoster,
            Self::Results => Command::TakeResults,
        }
    }

    /// The place.
    pub(super) const fn route(self) -> Route {
        match self {
            Self::Users => Route::Import(FileKind::Roster),
            Self::Learning => Route::Import(FileKind::Learning),
            Self::Roster => Route::TakeRoster,
            Self::Results => Route::TakeResults,
        }
    }

    /// Where what was done is seen afterwards.
    pub(super) const fn leads_to(self) -> Route {
        match self {
            Self::Users => Route::Users,
            Self::Learning => Route::Reports,
            Self::Roster | Self::Results => Route::AtProvider,
        }
    }

    /// The steps as the stepper names them.
    pub(super) const fn steps(self) -> &'static [(ImportStep, &'static str)] {
        match self {
            Self::Users => &[
                (ImportStep::File, "1 File"),
                (ImportStep::Columns, "2 Columns"),
                (ImportStep::Review, "3 Review"),
                (ImportStep::Confirm, "4 Confirm"),
            ],
            Self::Learning => &[
                (ImportStep::File, "1 File"),
                (ImportStep::Columns, "2 Columns"),
                (ImportStep::Period, "3 Period"),
                (ImportStep::Review, "4 Review"),
                (ImportStep::Confirm, "5 Confirm"),
            ],
            Self::Roster => &[
                (ImportStep::File, "1 File"),
                (ImportStep::Columns, "2 Columns"),
                (ImportStep::Period, "3 Taken"),
                (ImportStep::Review, "4 Review"),
                (ImportStep::Confirm, "5 Confirm"),
            ],
            Self::Results => &[
                (ImportStep::File, "1 File"),
                (ImportStep::Review, "2 Review"),
                (ImportStep::Confirm, "3 Confirm"),
            ],
        }
    }
}
