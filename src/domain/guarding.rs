//! Which reasons guard people, and which only say that something is not so.

use super::reason::Reason;

impl Reason {
    /// Whether it guards people: a refusal with it goes on record. The others say that something is not so.
    #[expect(clippy::too_many_lines, reason = "every case is listed")]
    pub const fn is_guard(&self) -> bool {
        match self {
            Self::NeedsRole(..)
            | Self::NeedsVerifiedRequest
            | Self::NeedsApproval
            | Self::NeedsApprover
            | Self::OnHold
            | Self::IsOperator
            | Self::IsSelf
            | Self::EmailDeleted(..)
            | Self::IdDeleted(..)
            | Self::RosterIsPart(..)
            | Self::IdentityUnverified
            | Self::IdentityFirst
            | Self::IdentityReason
            | Self::QuestionOpen
            | Self::NotOwn
            | Self::OwnApproval
            | Self::SharedAccess
            | Self::ApprovalExpired
            | Self::ApprovalOutdated
            | Self::LastFullAdmin
            | Self::OperatorNotDisabled
            | Self::PassphraseFirst
            | Self::KeyRevoked
            | Self::AuthorityNeedsSecond
            | Self::PhraseNeeded(..)
            | Self::RequestHeldBy(..)
            | Self::AtProvider(..)
            | Self::LivesElsewhere
            | Self::ChangesOpen(..)
            | Self::ChangesNotCarried(..)
            | Self::ChangesInDoubt(..)
            | Self::HeldInHandover(..)
            | Self::RosterDoubtful(..)
            | Self::Disabled => true,
            Self::NoLearningReport(..)
            | Self::PeriodOverlaps(..)
            | Self::PeriodAhead(..)
            | Self::DaysOutsidePeriod(..)
            | Self::MoreThanPeriod(..)
            | Self::PeriodEmptied(..)
            | Self::TooManyCourses
            | Self::NotConnected
            | Self::ProfilesNotOffered
            | Self::NotOnHold
            | Self::UserGone
            | Self::EmailTaken
            | Self::IdTaken
            | Self::BadEmail(..)
            | Self::BadId(..)
            | Self::EmailDamaged(..)
            | Self::IdDamaged(..)
            | Self::IdWouldChange
            | Self::IdentifierMissing
            | Self::IdsDisagree
            | Self::NobodyGone
            | Self::RosterHasFaults(..)
            | Self::AccountInUse
            | Self::DuplicateOf(..)
            | Self::GiverLeftOut(..)
            | Self::GiverAtProvider(..)
            | Self::TwiceThere
            | Self::NameMissing
            | Self::NameTaken
            | Self::NameReserved
            | Self::ImportNotReviewed
            | Self::NothingReviewed
            | Self::TooLong(..)
            | Self::SuspiciousCharacters(..)
            | Self::ReasonMissing
            | Self::GroupGone
            | Self::UnknownLicense(..)
            | Self::NoSeats(..)
            | Self::NoLicenseTypes
            | Self::SeatsInUse(..)
            | Self::LicenseInUse(..)
            | Self::LicenseNotHeld
            | Self::LicensedAlready
            | Self::NotLicensed
            | Self::RequestGone
            | Self::OpenRequest(..)
            | Self::HasRequest(..)
            | Self::NotIdle
            | Self::NobodyIdle
            | Self::RuleGone
            | Self::RuleTaken(..)
            | Self::RuleProposed
            | Self::RuleInBatch(..)
            | Self::NobodyFits
            | Self::NoRules
            | Self::PrivacyOn
            | Self::OpenedReadOnly
            | Self::CannotBeKept
            | Self::NoFilterSet
            | Self::RequestUnclaimed
            | Self::WaitsForApprover
            | Self::RequestIs(..)
            | Self::TextMissing
            | Self::NotOneLine(..)
            | Self::NoAddress
            | Self::BatchAwaitsApproval(..)
            | Self::RepliedAlready
            | Self::NothingToCorrect
            | Self::OnlyToDisconnect
            | Self::NoResult
            | Self::NoOutcomeMail
            | Self::NoBatchOfRequest
            | Self::OperatorGone
            | Self::OutsideFolder
            | Self::OnlyAtServer
            | Self::BadKey(..)
            | Self::KeyTaken
            | Self::KeyGone
            | Self::PassphraseAsked
            | Self::SessionGone
            | Self::ServedAlready
            | Self::NoSettingsWait
            | Self::OperatorUnchanged
            | Self::NothingToDelete
            | Self::AlreadyBatch(..)
            | Self::RowCorrected { .. }
            | Self::NothingToChoose(..)
            | Self::NoFailedRow(..)
            | Self::NoFailedImport
            | Self::CorrectInFile(..)
            | Self::CellWithoutHeader(..)
            | Self::NoColumnForLearner(..)
            | Self::FileChanged
            | Self::NoSuchImport(..)
            | Self::NoLeaverColumn
            | Self::ReviewGone
            | Self::BatchGone
            | Self::BatchBeforeRestore { .. }
            | Self::BatchIs(..)
            | Self::BatchOver(..)
            | Self::BadWait
            | Self::BadSetting(..)
            | Self::SettingsChangedBy(..)
            | Self::SettingsWaitFor(..)
            | Self::ChangedMeanwhile { .. }
            | Self::NotDeleted
            | Self::TwoFit
            | Self::UploadGone
            | Self::NoFailedRows
            | Self::BatchNotOver
            | Self::MailGone
            | Self::MailSent
            | Self::SignInFailed
            | Self::Locked(..)
            | Self::PassphraseShort(..)
            | Self::PassphraseCommon
            | Self::NothingMarked
            | Self::NobodyHere
            | Self::LivesHere
            | Self::ChangeGone
            | Self::HandoverGone
            | Self::ChangeIs(..)
            | Self::NoChanges
            | Self::NotByHand(..)
            | Self::AgainAtRequest(..)
            | Self::ServerDeletesNobody
            | Self::ShownNotFound
            | Self::CallsUnderWay
            | Self::NoCalls
            | Self::NoCallsUnderWay
            | Self::NoServer
            | Self::NoResults(..)
            | Self::NoMessageColumn
            | Self::BadMoment
            | Self::NoRosterYet
            | Self::NobodyGoneThere
            | Self::NotGoneThere
            | Self::CarriedThere
            | Self::NoTrouble
            | Self::NoRoster(..)
            | Self::NoFirstSteps
            | Self::NoColumnsRemembered => false,
        }
    }
}
