//! Everything that can be said is said in both languages, with the same arguments.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
mod answers;
mod catalogue;
mod files;
mod keys;
mod rules;

use strum::VariantArray as _;

use super::*;
use crate::domain::Language;
use crate::domain::act::Act;
use crate::domain::batch::{ForeignFormat, RowOutcome, Terminated, TerminatedCause};
use crate::domain::damage::Damage;
use crate::domain::entered::Entered;
use crate::domain::id::{BatchId, RequestId, UserId};
use crate::domain::identifier::{IdentifierFault, IdentifierKind};
use crate::domain::plan::{Receipt, Warning};
use crate::domain::reason::{Reason, Shown};
use crate::domain::roster::{RosterFault, RosterFaultKind, RosterResult};
use crate::domain::time::Timestamp;
use crate::error::{Error, SideFile, Trouble};
use catalogue::messages;

const ENGLISH: &str = include_str!("../../../assets/locales/en/offboard.ftl");
const INDONESIAN: &str = include_str!("../../../assets/locales/id/offboard.ftl");

/// Both languages; what cannot be said shows as the id of its message, which no text contains.
fn both() -> [Texts; 2] {
    Language::ALL.map(Texts::new)
}

fn assert_said(said: &str) {
    assert!(!said.is_empty());
    assert!(!said.contains("No localization"), "{said}");
    assert!(!said.contains("{$"), "an argument is missing: {said}");
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_arguments() {
    let (english, indonesian) = (messages(ENGLISH), messages(INDONESIAN));
    let ids = |file: &BTreeMap<String, BTreeSet<String>>| file.keys().cloned().collect::<Vec<_>>();
    assert_eq!(ids(&english), ids(&indonesian));
    for (id, arguments) in english {
        assert_eq!(indonesian.get(&id), Some(&arguments), "{id}");
    }
}

#[test]
fn no_language_falls_back_to_another() {
    for (language, file) in Language::ALL.into_iter().zip([ENGLISH, INDONESIAN]) {
        let texts = Texts::new(language);
        let own = texts.loader().current_languages().remove(0);
        let known = texts
            .loader()
            .with_message_iter(&own, |messages| messages.count());
        assert_eq!(known, messages(file).len(), "{}", language.code());
    }
}

#[test]
fn every_state_role_outcome_and_act_has_a_name() {
    for texts in both() {
        for value in Role::ALL {
            assert_said(&role(&texts, value));
        }
        for value in BatchState::ALL {
            assert_said(&batch_state(&texts, value));
        }
        for value in RequestKind::ALL {
            assert_said(&request_kind(&texts, value));
        }
        for value in RequestState::ALL {
            assert_said(&request_state(&texts, value));
        }
        for value in RequestView::ALL {
            assert_said(&request_view(&texts, value));
        }
        for value in RowOutcome::ALL {
            assert_said(&outcome(&texts, value));
            assert_said(&would_outcome(&texts, value));
            assert_said(&outcome_message(&texts, &value.into()));
        }
        for state in [MailState::Queued, MailState::Sent, MailState::Failed] {
            assert_said(&mail_state(&texts, state));
        }
        for kind in EntryKind::ALL {
            assert_said(&entry_kind(&texts, kind));
        }
        for kind in MailKind::ALL {
            assert_said(&mail_kind(&texts, kind));
        }
        for one in Act::VARIANTS {
            assert_ne!(act(&texts, one.code()), one.code());
        }
        assert_eq!(act(&texts, "of_a_newer_version"), "of_a_newer_version");
    }
}

fn tombstone(line: Option<u32>) -> Tombstone {
    Tombstone {
        user: UserId(9),
        deleted_at: Timestamp(1_793_689_512),
        batch: BatchId(42),
        line,
        operator_name: "dl\u{202e}".to_owned(),
        recovered_at: None,
    }
}

fn of_rosters_and_licenses() -> [Reason; 13] {
    [
        Reason::NotIdle,
        Reason::NobodyIdle,
        Reason::PrivacyOn,
        Reason::CannotBeKept,
        Reason::NoFilterSet,
        Reason::HasRequest(RequestId(7)),
        Reason::LicenseNotHeld,
        Reason::NoLicenseTypes,
        Reason::SeatsInUse(3),
        Reason::LicenseInUse(3),
        Reason::NobodyGone,
        Reason::RosterHasFaults(3),
        Reason::RosterIsPart(3, 7),
    ]
}

const FAULTS: [IdentifierFault; 5] = [
    IdentifierFault::Empty,
    IdentifierFault::Invalid,
    IdentifierFault::SpreadsheetNumber,
    IdentifierFault::Suspicious,
    IdentifierFault::TooLong,
];

#[expect(clippy::too_many_lines, reason = "every case is listed")]
fn reasons() -> Vec<Reason> {
    let damaged = Damage::ALL.map(Reason::IdDamaged);
    let damaged = damaged
        .into_iter()
        .chain([Reason::EmailDamaged(Damage::Mojibake)]);
    let mut reasons = vec![
        Reason::NeedsVerifiedRequest,
        Reason::NeedsApproval,
        Reason::NeedsApprover,
        Reason::NotConnected,
        Reason::NoServer,
        Reason::NoCalls,
        Reason::ShownNotFound,
        Reason::NoCallsUnderWay,
        Reason::ProfilesNotOffered,
        Reason::OnHold,
        Reason::NotOnHold,
        Reason::IsOperator,
        Reason::IsSelf,
        Reason::UserGone,
        Reason::EmailTaken,
        Reason::IdTaken,
        Reason::EmailDeleted(tombstone(None)),
        Reason::EmailDeleted(tombstone(Some(7))),
        Reason::IdDeleted(tombstone(None)),
        Reason::IdDeleted(tombstone(Some(7))),
        Reason::IdentifierMissing,
        Reason::IdsDisagree,
        Reason::IdWouldChange,
        Reason::AccountInUse,
        Reason::DuplicateOf(3),
        Reason::GiverLeftOut(3),
        Reason::GiverAtProvider(3),
        Reason::TwiceThere,
        Reason::NameMissing,
        Reason::NameTaken,
        Reason::NameReserved,
        Reason::ImportNotReviewed,
        Reason::TooLong(200),
        Reason::SuspiciousCharacters('\u{202e}'),
        Reason::ReasonMissing,
        Reason::GroupGone,
        Reason::UnknownLicense("Pro".to_owned()),
        Reason::NoSeats(2),
        Reason::PhraseNeeded("delete 501 users".to_owned()),
        Reason::NothingToDelete,
        Reason::AlreadyBatch(BatchId(42)),
        Reason::RowCorrected {
            line: 3,
            batch: BatchId(7),
            by: "rs".to_owned(),
        },
        Reason::NothingToChoose(3),
        Reason::NoFailedRow(3),
        Reason::CorrectInFile(3),
        Reason::CellWithoutHeader(3),
        Reason::NoColumnForLearner(3),
        Reason::FileChanged,
        Reason::NoFailedImport,
        Reason::NoSuchImport(3, Entered::Nothing),
        Reason::NoSuchImport(3, Entered::Batch(BatchId(4))),
        Reason::NoSuchImport(3, Entered::Other(Act::SignIn)),
        Reason::NoLeaverColumn,
        Reason::NothingReviewed,
        Reason::ReviewGone,
        Reason::BatchGone,
        Reason::BatchBeforeRestore {
            batch: BatchId(3),
            count: 2,
            at: Timestamp(1_793_689_512),
        },
        Reason::BadWait,
        Reason::BadSetting("wait_days"),
        Reason::NotDeleted,
        Reason::TwoFit,
        Reason::UploadGone,
        Reason::NoFailedRows,
        Reason::BatchNotOver,
        Reason::MailGone,
        Reason::MailSent,
        Reason::SignInFailed,
        Reason::Locked(72),
        Reason::Disabled,
        Reason::PassphraseShort(12),
        Reason::PassphraseCommon,
        Reason::NothingMarked,
        Reason::NoTrouble,
        Reason::IdentityUnverified,
        Reason::OnlyToDisconnect,
        Reason::NoResult,
        Reason::NotOwn,
        Reason::NoOutcomeMail,
        Reason::NoBatchOfRequest,
        Reason::SettingsChangedBy("Kwame\u{202e}".to_owned()),
        Reason::NobodyHere,
        Reason::QuestionOpen,
        Reason::SettingsWaitFor("Kwame\u{202e}".to_owned()),
        Reason::ChangedMeanwhile {
            what: Shown::Attribute("Office\u{202e}".to_owned()),
            by: "Kwame\u{202e}".to_owned(),
        },
        Reason::ChangedMeanwhile {
            what: Shown::Request,
            by: "Kwame".to_owned(),
        },
        Reason::OpenRequest(RequestId(7)),
        Reason::RequestHeldBy("Kwame\u{202e}".to_owned()),
        Reason::LicensedAlready,
        Reason::NotLicensed,
        Reason::RequestGone,
        Reason::RequestUnclaimed,
        Reason::WaitsForApprover,
        Reason::TextMissing,
        Reason::NotOneLine("by\u{a}phone".to_owned()),
        Reason::NoAddress,
        Reason::OwnApproval,
        Reason::SharedAccess,
        Reason::OperatorNotDisabled,
        Reason::NoSettingsWait,
        Reason::NoFirstSteps,
        Reason::NoColumnsRemembered,
        Reason::ApprovalExpired,
        Reason::ApprovalOutdated,
        Reason::OperatorGone,
        Reason::LastFullAdmin,
        Reason::OperatorUnchanged,
        Reason::PassphraseFirst,
    ];
    reasons.extend(damaged);
    reasons.extend(keys::reasons());
    reasons.extend(of_rosters_and_licenses());
    reasons.extend(RequestState::ALL.map(Reason::RequestIs));
    reasons.extend(Role::ALL.map(Reason::NeedsRole));
    reasons.extend(BatchState::ALL.map(Reason::BatchIs));
    reasons.extend(FAULTS.map(Reason::BadEmail));
    reasons.extend(FAULTS.map(Reason::BadId));
    reasons
}

#[test]
fn every_reason_is_said() {
    let reasons = reasons();
    for texts in both() {
        let said: BTreeSet<String> = reasons.iter().map(|why| reason(&texts, why)).collect();
        for said in &said {
            assert_said(said);
        }
        // An address is never a spreadsheet's number; every other reason has words of its own.
        assert_eq!(said.len(), reasons.len() - 1);
    }
}

#[test]
fn every_error_says_what_happened_and_what_it_means_without_the_machine_s_jargon() {
    let path = PathBuf::from("leavers.csv");
    let errors = [
        Error::Refused(Reason::OnHold),
        Error::NotAllowed(Reason::NeedsRole(Role::FullAdmin)),
        Error::Conflict(Reason::AlreadyBatch(BatchId(42))),
        Error::Stale,
        Error::NotFound("x".to_owned()),
        Error::Usage("x".to_owned()),
        Error::Environment(Trouble::DiskFull("database is locked".to_owned())),
        Error::Environment(Trouble::QuotaFull("database is locked".to_owned())),
        Error::Environment(Trouble::ReadOnly("database is locked".to_owned())),
        Error::Environment(Trouble::NoSuchFile(path.clone())),
        Error::Environment(Trouble::Exists(path.clone())),
        Error::Environment(Trouble::OfTheDatabase(path.clone())),
        Error::Environment(Trouble::Damaged("database is locked".to_owned())),
        SideFile::Key.damaged(&path, "database is locked"),
        SideFile::Journal.damaged(&path, "database is locked"),
        SideFile::HostKey.damaged(&path, "database is locked"),
        SideFile::Connection.damaged(&path, "database is locked"),
        SideFile::SigningKey.damaged(&path, "database is locked"),
        Error::Environment(Trouble::NotAFile(path)),
        Error::Environment(Trouble::NewerSchema { found: 9, known: 1 }),
        Error::Environment(Trouble::Busy),
        Error::Environment(Trouble::Followed),
        Error::Environment(Trouble::Io("database is locked".to_owned())),
        Error::Stopped,
        Error::Bug("database is locked".to_owned()),
    ];
    for texts in both() {
        for wrong in &errors {
            let told = error(&texts, wrong);
            assert_said(&told.happened);
            assert_said(&told.means);
            let said = format!("{} {} {}", told.happened, told.means, told.remedy);
            assert!(!said.contains("locked"), "{said}");
            assert!(!said.contains("No localization"), "{said}");
        }
    }
}

#[expect(
    clippy::too_many_lines,
    reason = "a list has as many lines as receipts"
)]
#[test]
fn every_receipt_and_notice_is_said() {
    let name = || "Tim\tA".to_owned();
    let receipts = [
        Receipt::Disconnected {
            name: Some(name()),
            count: 1,
            refused: 0,
        },
        Receipt::Disconnected {
            name: None,
            count: 2,
            refused: 1,
        },
        Receipt::HoldPlaced(1),
        Receipt::HoldLifted(2),
        Receipt::ProfileSaved(name()),
        Receipt::Imported {
            added: 1,
            changed: 2,
            unchanged: 3,
            refused: 4,
            rows: Default::default(),
        },
        Receipt::GroupCreated(crate::domain::id::GroupId(1), name()),
        Receipt::GroupRenamed(name()),
        Receipt::GroupRemoved(name()),
        Receipt::AddedToGroup(1, name()),
        Receipt::RemovedFromGroup(1, name()),
        Receipt::BatchConfirmed(BatchId(1)),
        Receipt::BatchCancelled(BatchId(1)),
        Receipt::BatchResumed(BatchId(1)),
        Receipt::BatchTakenOver(BatchId(1)),
        Receipt::BatchAsksAgain(BatchId(1)),
        Receipt::BatchWithdrawn(BatchId(1)),
        Receipt::LicenseSet {
            license: Some(name()),
            name: Some(name()),
            count: 1,
            refused: 0,
        },
        Receipt::LicenseSet {
            license: Some(name()),
            name: None,
            count: 2,
            refused: 1,
        },
        Receipt::LicenseSet {
            license: None,
            name: Some(name()),
            count: 1,
            refused: 0,
        },
        Receipt::LicenseSet {
            license: None,
            name: None,
            count: 2,
            refused: 1,
        },
        Receipt::BatchApproved(BatchId(1)),
        Receipt::RequestTaken(RequestId(1)),
        Receipt::RequestClaimed(RequestId(1)),
        Receipt::RequestReleased(RequestId(1)),
        Receipt::RequestNoted(RequestId(1)),
        Receipt::RequestReplied(RequestId(1), false),
        Receipt::RequestReplied(RequestId(1), true),
        Receipt::IdentityVerified(RequestId(1), true),
        Receipt::IdentityVerified(RequestId(1), false),
        Receipt::RequestWaits(RequestId(1)),
        Receipt::RequestGoesOn(RequestId(1)),
        Receipt::ApprovalAsked(RequestId(1)),
        Receipt::RequestDone(RequestId(1)),
        Receipt::RequestScheduled(RequestId(1), BatchId(1)),
        Receipt::RequestRejected(RequestId(1)),
        Receipt::RequestCancelled(RequestId(1)),
        Receipt::OperatorAdded(name()),
        Receipt::OperatorAddedWithout(name()),
        Receipt::RoleChanged(name(), Role::SubAdmin),
        Receipt::OperatorDisabled(name()),
        Receipt::OperatorEnabled(name()),
        Receipt::PassphraseReset(name()),
        Receipt::SettingsSaved,
        Receipt::SettingsWait,
        Receipt::ResidueCleared(2),
        Receipt::SeatsReclaimed {
            count: 2,
            seats: 3,
            refused: 1,
        },
        Receipt::OperatorErased,
        Receipt::PreferenceSaved,
        Receipt::ViewKept,
        Receipt::FilterKept("Sales".to_owned()),
        Receipt::FilterForgotten("Sales".to_owned()),
        Receipt::MailQueued,
    ];
    for texts in both() {
        for done in &receipts {
            let said = receipt(&texts, done);
            assert_said(&said);
            assert!(!said.contains('\t'), "{said}");
        }
        for found in [
            Notice::ErasuresApplied(1),
            Notice::StoppedInTheMiddle(1),
            Notice::JournalLost,
            Notice::ZoneTaken("Asia/Jakarta".to_owned()),
            Notice::MailClosed("why".to_owned()),
        ] {
            assert_said(&notice(&texts, &found));
        }
        for found in [
            Warning::ProfileRequired,
            Warning::ClosesRequests(1, RequestId(7)),
            Warning::ClosesRequests(3, RequestId(7)),
            Warning::NoAddress(3),
            Warning::ActivityUnknown(3),
            Warning::IdentityNotVerified,
            Warning::NoSecondAdmin,
            Warning::NobodyApproves,
            Warning::LastApprover,
            Warning::WaitsForAnother,
            Warning::GivesAccessAlone,
            Warning::EndsApprover,
            Warning::HandedOver(1, None),
            Warning::HandedOver(2, Some("deletions-1-1-of-1.csv".to_owned())),
            Warning::Called(2),
            Warning::Deactivated(1),
        ] {
            assert_said(&warning(&texts, &found));
        }
    }
}

#[test]
fn a_row_of_a_roster_says_its_column_and_what_to_do() {
    let texts = Texts::new(Language::English);
    let fault = |what, column: Option<&str>| {
        RosterResult::Unreadable(Box::new(RosterFault {
            line: 2,
            column: column.map(str::to_owned),
            identifier: column.map(|_| IdentifierKind::Email),
            what,
        }))
    };
    let invalid = RosterFaultKind::Identifier(IdentifierFault::Invalid);
    assert_eq!(
        roster_message(&texts, &fault(invalid, Some("primary_email_address"))),
        "Column primary_email_address: This is not an email address. Write it like name@example.com."
    );
    assert_eq!(
        roster_message(&texts, &fault(RosterFaultKind::ChangeWithoutPair, None)),
        "The column that stands beside it is empty or missing, so nobody is meant."
    );
    assert_eq!(roster_message(&texts, &RosterResult::Added), "");
}
