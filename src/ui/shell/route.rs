//! Places of the console, and the commands that lead to them.

use std::path::PathBuf;

use crate::command::{self, Command};
use crate::domain::case::Correction;
use crate::domain::coded::listed;
use crate::domain::columns::FileKind;
use crate::domain::id::{BatchId, GroupId, HandoverId, OperatorId, RequestId, RuleId, UserId};
use crate::domain::operator::Permission;
use crate::domain::reason::Reason;
use crate::ui::shell::context::Context;
use crate::ui::shell::presence::Opened;

/// A place.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "places are named after their screens")]
pub enum Route {
    SignIn,
    FirstStart,
    Home,
    Users,
    /// The learners on legal hold.
    OnHold,
    /// The members of a group, by number and name.
    Group(GroupId, String),
    User(UserId, ProfileTab),
    Groups,
    Licenses,
    IdleSeats,
    /// Retention rules.
    Rules,
    /// The wizard, from the review of the learners whom a retention rule names.
    OfRule(RuleId),
    Requests,
    /// The requests that wait for the approval of whoever looks.
    RequestsToApprove,
    Request(RequestId),
    Reports,
    Authenticate(Section),
    /// The wizard: from its first step, or from the review of these users.
    Wizard(Vec<UserId>),
    /// The wizard, from the review of learners who were chosen for rows of a batch.
    Correcting(Correction),
    /// The wizard, from the choice of this file.
    WizardOf(PathBuf),
    /// The list of leavers of which a deletion CSV is to be made.
    Prepare(PathBuf),
    /// The import of a kind of file.
    Import(FileKind),
    Batch(BatchId),
    DeletedUsers,
    ActivityLog,
    Outbox,
    AtProvider,
    Handover(HandoverId),
    /// Who is gone at the provider without our doing.
    Gone,
    /// The wizard, from the review of those of them who shall be erased here; all where nobody is named.
    Accepting(Option<Vec<UserId>>),
    /// **Configure SCIM**.
    Scim,
    /// All users of the server are read.
    PullUsers,
    /// The provider's results file is taken in.
    TakeResults,
    /// The provider's roster is taken in.
    TakeRoster,
    Operators,
    Sessions,
    /// One's own keys.
    Keys,
    /// The keys of another operator, by number and name.
    KeysOf(OperatorId, String),
    AccountSettings,
}

/// What is open on **Authenticate**.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Section {
    /// The list on the left.
    #[default]
    List,
    /// **Automate user management**, its sections collapsed.
    Automate,
    /// **User Deletion**, expanded.
    UserDeletion,
}

listed! {
    /// A tab of the profile page.
    #[derive(Default)]
    #[expect(missing_docs, reason = "the names of the tabs say it")]
    pub enum ProfileTab {
        #[default]
        EmployeeInfo,
        Groups,
        Licenses,
        Learning,
        Requests,
        History,
    }
}

impl ProfileTab {
    /// Its label, the same in every language.
    pub const fn label(self) -> &'static str {
        match self {
            Self::EmployeeInfo => "Employee info",
            Self::Groups => "Groups",
            Self::Licenses => "Licenses",
            Self::Learning => "Learning",
            Self::Requests => "Requests",
            Self::History => "History",
        }
    }
}

impl Route {
    /// The place to which a command leads.
    pub fn of(command: Command) -> Option<Self> {
        Some(match command {
            Command::GoHome => Self::Home,
            Command::GoUsers => Self::Users,
            Command::GoGroups => Self::Groups,
            Command::GoLicenses => Self::Licenses,
            Command::GoIdleSeats => Self::IdleSeats,
            Command::GoRules => Self::Rules,
            Command::GoRequests => Self::Requests,
            Command::GoReports => Self::Reports,
            Command::GoAuthenticate => Self::Authenticate(Section::List),
            Command::GoAutomate => Self::Authenticate(Section::Automate),
            Command::GoUserDeletion => Self::Authenticate(Section::UserDeletion),
            Command::DeleteUsers => Self::Wizard(Vec::new()),
            Command::ImportUsers => Self::Import(FileKind::Roster),
            Command::ImportLearning => Self::Import(FileKind::Learning),
            Command::PrepareList => Self::Import(FileKind::Leavers),
            Command::GoDeletedUsers => Self::DeletedUsers,
            Command::GoActivityLog => Self::ActivityLog,
            Command::GoOutbox => Self::Outbox,
            Command::GoAtProvider => Self::AtProvider,
            Command::GoGone => Self::Gone,
            Command::GoScim => Self::Scim,
            Command::PullUsers => Self::PullUsers,
            Command::TakeResults => Self::TakeResults,
            Command::TakeRoster => Self::TakeRoster,
            Command::GoOperators => Self::Operators,
            Command::GoSessions => Self::Sessions,
            Command::GoKeys => Self::Keys,
            Command::GoAccountSettings => Self::AccountSettings,
            _ => return None,
        })
    }

    /// The command whose row describes the place.
    pub const fn command(&self) -> Option<Command> {
        Some(match self {
            Self::SignIn | Self::FirstStart => return None,
            Self::Home => Command::GoHome,
            Self::Users | Self::OnHold | Self::User(..) => Command::GoUsers,
            Self::Groups | Self::Group(..) => Command::GoGroups,
            Self::Licenses => Command::GoLicenses,
            Self::IdleSeats => Command::GoIdleSeats,
            Self::Rules => Command::GoRules,
            Self::Requests | Self::RequestsToApprove | Self::Request(_) => Command::GoRequests,
            Self::Reports => Command::GoReports,
            Self::Authenticate(Section::List) => Command::GoAuthenticate,
            Self::Authenticate(Section::Automate) => Command::GoAutomate,
            Self::Authenticate(Section::UserDeletion) | Self::Batch(_) => Command::GoUserDeletion,
            Self::Wizard(_)
            | Self::WizardOf(_)
            | Self::Correcting(_)
            | Self::Accepting(_)
            | Self::OfRule(_) => Command::DeleteUsers,
            Self::Import(FileKind::Roster) => Command::ImportUsers,
            Self::Import(FileKind::Learning) => Command::ImportLearning,
            Self::Import(FileKind::Leavers) | Self::Prepare(_) => Command::PrepareList,
            Self::DeletedUsers => Command::GoDeletedUsers,
            Self::ActivityLog => Command::GoActivityLog,
            Self::Outbox => Command::GoOutbox,
            Self::AtProvider | Self::Handover(_) => Command::GoAtProvider,
            Self::Gone => Command::GoGone,
            Self::Scim => Command::GoScim,
            Self::PullUsers => Command::PullUsers,
            Self::TakeResults => Command::TakeResults,
            Self::TakeRoster => Command::TakeRoster,
            Self::Operators => Command::GoOperators,
            Self::Sessions => Command::GoSessions,
            Self::Keys => Command::GoKeys,
            Self::KeysOf(..) => Command::OperatorKeys,
            Self::AccountSettings => Command::GoAccountSettings,
        })
    }

    /// What it shows of what others may have open, too; none where it shows many or none.
    pub const fn opened(&self) -> Option<Opened> {
        match self {
            Self::User(user, _) => Some(Opened::User(*user)),
            Self::Request(request) => Some(Opened::Request(*request)),
            _ => None,
        }
    }

    /// Why a role does not get to see what stands there.
    pub fn refusal(&self, context: &Context) -> Option<Reason> {
        let permission = match self {
            Self::Batch(_) => Permission::DeleteUsers,
            _ => self
                .command()
                .map_or(Permission::OwnAffairs, |it| command::row(it).permission),
        };
        context.refusal(permission)
    }

    /// The breadcrumb, as the map of the navigation writes the path.
    pub fn crumbs(&self) -> Vec<String> {
        let path = self
            .command()
            .map_or(&[][..], |command| command::row(command).path);
        path.iter().map(|part| (*part).to_owned()).collect()
    }

    /// The tab of the first line under which the place lies.
    pub fn tab(&self) -> Option<Command> {
        Some(match self.command()? {
            Command::GoHome => Command::GoHome,
            Command::GoUsers
            | Command::GoGroups
            | Command::GoLicenses
            | Command::GoIdleSeats
            | Command::GoRules
            | Command::ImportUsers => Command::GoUsers,
            Command::GoRequests => Command::GoRequests,
            Command::GoReports | Command::ImportLearning => Command::GoReports,
            _ => Command::MeMenu,
        })
    }

    /// Whether two routes name the same screen, whatever is open on it.
    pub fn is_same_screen(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::User(one, _), Self::User(two, _)) => one == two,
            (Self::Group(one, _), Self::Group(two, _)) => one == two,
            (Self::KeysOf(one, _), Self::KeysOf(two, _)) => one == two,
            (Self::Users | Self::OnHold, Self::Users | Self::OnHold)
            | (Self::Authenticate(_), Self::Authenticate(_))
            | (
                Self::Requests | Self::RequestsToApprove,
                Self::Requests | Self::RequestsToApprove,
            ) => true,
            _ => self == other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_the_map_is_where_its_command_leads() {
        for row in command::rows() {
            if let Some(route) = Route::of(row.command) {
                assert_eq!(route.command(), Some(row.command));
                assert_eq!(route.crumbs(), row.path);
            }
        }
    }
}
