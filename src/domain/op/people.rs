//! Acts on learners, on groups and on what comes in from files.

use crate::domain::act::Act;
use crate::domain::acts::acts;
use crate::domain::columns::HeaderLine;
use crate::domain::id::{GroupId, LicenseTypeId, UserId};
use crate::domain::learning::LearningImport;
use crate::domain::operator::Permission;
use crate::domain::roster::RosterImport;
use crate::domain::user::{EmployeeInfo, InfoChange};

/// An act on learners.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PeopleOp {
    /// Disconnects LinkedIn profiles; each learner is mailed.
    Disconnect {
        /// Whose.
        users: Vec<UserId>,
    },
    /// Gives learners exactly this license, or none.
    SetLicense {
        /// Whom.
        users: Vec<UserId>,
        /// Which license type; none is *No license*.
        license: Option<LicenseTypeId>,
    },
    /// Gives learners a license type, or takes it away, and leaves the others they hold as they are.
    ChangeLicense {
        /// Whom.
        users: Vec<UserId>,
        /// Which license type.
        license: LicenseTypeId,
        /// Whether they hold it from now on.
        held: bool,
    },
    /// Takes the license of learners who have not used it for so long; whoever uses it, or keeps it for a reason, is
    /// passed over.
    ReclaimSeats {
        /// Whose.
        users: Vec<UserId>,
        /// Days after which a seat counts as idle.
        days: u32,
    },
    /// Adds a user by hand.
    Add(Box<UserToAdd>),
    /// Places a legal hold.
    PlaceHold {
        /// On whom.
        users: Vec<UserId>,
        /// Why.
        reason: String,
    },
    /// Lifts a legal hold.
    LiftHold {
        /// From whom.
        users: Vec<UserId>,
        /// Why.
        reason: String,
    },
    /// Saves **Employee info**.
    Edit {
        /// Whose.
        user: UserId,
        /// From what to what.
        change: Box<InfoChange>,
    },
    /// Takes the addresses of deleted people out of other learners' fields.
    ClearResidue {
        /// Whose fields.
        users: Vec<UserId>,
    },
}

impl PeopleOp {
    /// What it is in the activity log.
    pub const fn act(&self) -> Act {
        match self {
            Self::Disconnect { .. } => Act::Disconnect,
            Self::SetLicense { .. } => Act::LicenseSet,
            Self::ChangeLicense { held: true, .. } => Act::LicenseGive,
            Self::ChangeLicense { held: false, .. } => Act::LicenseTake,
            Self::ReclaimSeats { .. } => Act::SeatsReclaim,
            Self::Add(_) => Act::UserAdd,
            Self::PlaceHold { .. } => Act::HoldPlace,
            Self::LiftHold { .. } => Act::HoldLift,
            Self::Edit { .. } => Act::UserEdit,
            Self::ClearResidue { .. } => Act::ResidueClear,
        }
    }

    /// What an operator must be permitted to do it.
    pub const fn permission(&self) -> Permission {
        match self {
            Self::Disconnect { .. } => Permission::Disconnect,
            Self::SetLicense { .. } | Self::ChangeLicense { .. } | Self::ReclaimSeats { .. } => {
                Permission::ManageLicenses
            }
            Self::PlaceHold { .. } => Permission::PlaceHold,
            Self::LiftHold { .. } => Permission::LiftHold,
            Self::Edit { .. } => Permission::EditPeople,
            Self::Add(_) => Permission::ImportUsers,
            Self::ClearResidue { .. } => Permission::Administer,
        }
    }
}

/// A user to add.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UserToAdd {
    /// Names, identifiers and the rest of **Employee info**.
    pub info: EmployeeInfo,
    /// The license types that the user gets.
    pub licenses: Vec<LicenseTypeId>,
    /// The groups that the user is in.
    pub groups: Vec<GroupId>,
}

acts! {
    /// An act on groups.
    pub enum GroupOp {
        /// Makes a group.
        Create {
            /// Its name.
            name: String,
        } = GroupCreate by EditPeople,
        /// Renames a group.
        Rename {
            /// Which one.
            group: GroupId,
            /// Its name as it was shown.
            seen: String,
            /// Its new name.
            name: String,
        } = GroupRename by EditPeople,
        /// Removes a group; its members stay.
        Remove {
            /// Which one.
            group: GroupId,
        } = GroupRemove by EditPeople,
        /// Adds learners to a group.
        Add {
            /// Which group.
            group: GroupId,
            /// Whom.
            users: Vec<UserId>,
        } = GroupAdd by EditPeople,
        /// Takes learners out of a group.
        TakeOut {
            /// Which group.
            group: GroupId,
            /// Whom.
            users: Vec<UserId>,
        } = GroupTakeOut by EditPeople,
    }
}

acts! {
    /// An act on files that add and change.
    pub enum ImportOp {
        /// Adds and changes users from a roster CSV.
        Users(RosterImport) = UsersImport by ImportUsers,
        /// Takes a learning report in: it is the truth for its period.
        Learning(LearningImport) = LearningImport by ImportUsers,
        /// Forgets where the columns of files with a header line were said to go.
        ForgetColumns(HeaderLine) = ColumnsForget by ImportUsers,
    }
}
