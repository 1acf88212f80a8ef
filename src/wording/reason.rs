//! Reasons for a refusal in words: what is in the way and, where it helps, what to do about it.

use super::message_id;
use crate::domain::batch::Tombstone;
use crate::domain::damage::Damage;
use crate::domain::entered::Entered;
use crate::domain::identifier::IdentifierFault;
use crate::domain::learning::NoReport;
use crate::domain::reason::{Reason, Shown};
use crate::domain::roster::NoRoster;
use crate::domain::settings::{Allowed, Settings};
use crate::domain::ssh::SshKeyFault;
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::texts::Texts;

/// Why something cannot be done.
pub fn reason(texts: &Texts, reason: &Reason) -> String {
    match reason {
        Reason::NeedsRole(role) => texts.message(&message_id("reason-needs-role", role.code())),
        Reason::EmailDeleted(tombstone) => deleted(texts, "reason-email-deleted", tombstone),
        Reason::IdDeleted(tombstone) => deleted(texts, "reason-id-deleted", tombstone),
        Reason::BadEmail(fault) => bad_email(texts, *fault),
        Reason::BadId(fault) => bad_id(texts, *fault),
        Reason::EmailDamaged(damage) => damaged(texts, "primary_email_address", *damage),
        Reason::IdDamaged(damage) => damaged(texts, "unique_user_id", *damage),
        Reason::NoLearningReport(fault) => no_report(texts, *fault),
        Reason::NoRoster(fault) => no_roster(texts, fault),
        Reason::TooLong(limit) => say!(texts, "reason-too-long", count = *limit),
        Reason::SuspiciousCharacters(found) => super::parts::hidden_character(texts, *found),
        Reason::UnknownLicense(name) => say!(
            texts,
            "reason-unknown-license",
            name = visible(name).into_owned()
        ),
        Reason::RosterIsPart(gone, users) => {
            say!(texts, "reason-roster-is-part", gone = *gone, count = *users)
        }
        Reason::BadSetting(name) => {
            let can_be = Settings::allowed(name).unwrap_or(Allowed::Text);
            let allowed = super::allowed(texts, &can_be);
            say!(texts, "reason-bad-setting", name = *name, allowed = allowed)
        }
        Reason::SettingsChangedBy(name) => say!(
            texts,
            "reason-settings-changed-by",
            name = visible(name).into_owned()
        ),
        Reason::SettingsWaitFor(name) => say!(
            texts,
            "reason-settings-wait-for",
            name = visible(name).into_owned()
        ),
        Reason::ChangedMeanwhile { what, by } => say!(
            texts,
            "reason-changed-meanwhile",
            what = shown(texts, what),
            name = visible(by).into_owned()
        ),
        Reason::Locked(seconds) => {
            let seconds = u64::try_from(*seconds).unwrap_or_default();
            let duration = formats::duration(texts, seconds);
            say!(texts, "reason-locked", duration = duration)
        }
        Reason::PassphraseShort(least) => say!(texts, "reason-passphrase-short", count = *least),
        other => of_batch_or_request(texts, other)
            .or_else(|| of_period(texts, other))
            .or_else(|| of_another_row(texts, other))
            .or_else(|| of_rule(texts, other))
            .or_else(|| super::provider::reason(texts, other))
            .unwrap_or_else(|| texts.message(plain_id(other))),
    }
}

/// What an entry of the log is in place of an import, and what corrects that.
fn no_such_import(texts: &Texts, entry: u64, is: Entered) -> String {
    let batch = match is {
        Entered::Batch(batch) => batch.to_string(),
        _ => String::new(),
    };
    let act = match is {
        Entered::Other(act) => super::act(texts, act.code()),
        _ => String::new(),
    };
    say!(
        texts,
        "reason-no-such-import",
        is = is.code(),
        entry = entry.to_string(),
        batch = batch,
        act = act
    )
}

/// What stands against a row because of another one.
fn of_another_row(texts: &Texts, reason: &Reason) -> Option<String> {
    let (id, line) = match reason {
        Reason::DuplicateOf(line) => ("reason-duplicate-of", line),
        Reason::GiverLeftOut(line) => ("reason-giver-left-out", line),
        Reason::GiverAtProvider(line) => ("reason-giver-at-provider", line),
        _ => return None,
    };
    Some(texts.message_with(id, &[("line", line.to_string().into())]))
}

/// What stands against a learning report, with its period.
fn of_period(texts: &Texts, reason: &Reason) -> Option<String> {
    Some(match reason {
        Reason::PeriodOverlaps(period) => {
            say!(texts, "reason-period-overlaps", period = period.to_string())
        }
        Reason::PeriodAhead(period) => {
            say!(texts, "reason-period-ahead", period = period.to_string())
        }
        Reason::DaysOutsidePeriod(days, period) => say!(
            texts,
            "reason-days-outside-period",
            days = days.to_string(),
            period = period.to_string()
        ),
        Reason::MoreThanPeriod(line, period) => say!(
            texts,
            "reason-more-than-period",
            line = line.to_string(),
            period = period.to_string()
        ),
        Reason::PeriodEmptied(count) => say!(texts, "reason-period-emptied", count = *count),
        _ => return None,
    })
}

/// What stands against an act on a retention rule, with what it names.
fn of_rule(texts: &Texts, reason: &Reason) -> Option<String> {
    Some(match reason {
        Reason::RuleTaken(rule) => say!(texts, "reason-rule-taken", rule = rule.to_string()),
        Reason::RuleInBatch(batch) => {
            say!(texts, "reason-rule-in-batch", batch = batch.to_string())
        }
        _ => return None,
    })
}

/// What stands against correcting a row.
fn of_line(texts: &Texts, reason: &Reason, line: u32) -> String {
    let id = message_id("reason", reason.code());
    texts.message_with(&id, &[("line", line.to_string().into())])
}

/// What stands against an act on a batch, a request or seats, with what it names.
fn of_batch_or_request(texts: &Texts, reason: &Reason) -> Option<String> {
    Some(match reason {
        Reason::NoSeats(missing) => say!(texts, "reason-no-seats", count = *missing),
        Reason::SeatsInUse(count) => say!(texts, "reason-seats-in-use", count = *count),
        Reason::LicenseInUse(count) => say!(texts, "reason-license-in-use", count = *count),
        Reason::RosterHasFaults(rows) => say!(texts, "reason-roster-has-faults", count = *rows),
        Reason::PhraseNeeded(phrase) => {
            say!(texts, "reason-phrase-needed", phrase = phrase.clone())
        }
        Reason::BatchBeforeRestore { batch, count, at } => say!(
            texts,
            "reason-batch-before-restore",
            batch = batch.to_string(),
            count = *count,
            date = formats::date(texts, *at)
        ),
        Reason::AlreadyBatch(batch) => {
            say!(texts, "reason-already-batch", batch = batch.to_string())
        }
        Reason::RowCorrected { line, batch, by } => say!(
            texts,
            "reason-row-corrected",
            line = line.to_string(),
            batch = batch.to_string(),
            name = visible(by).into_owned()
        ),
        Reason::NothingToChoose(line)
        | Reason::NoFailedRow(line)
        | Reason::CorrectInFile(line)
        | Reason::CellWithoutHeader(line)
        | Reason::NoColumnForLearner(line) => of_line(texts, reason, *line),
        Reason::NoSuchImport(entry, is) => no_such_import(texts, *entry, *is),
        Reason::BatchOver(batch) => say!(texts, "reason-batch-over", batch = batch.to_string()),
        Reason::BatchIs(state) => texts.message(&message_id("reason-batch-is", state.code())),
        Reason::OpenRequest(request) => {
            say!(texts, "reason-open-request", request = request.to_string())
        }
        Reason::HasRequest(request) => {
            say!(texts, "reason-has-request", request = request.to_string())
        }
        Reason::NotOneLine(text) => say!(
            texts,
            "reason-not-one-line",
            text = visible(text).into_owned()
        ),
        Reason::RequestHeldBy(name) => say!(
            texts,
            "reason-request-held-by",
            name = visible(name).into_owned()
        ),
        Reason::BatchAwaitsApproval(batch) => say!(
            texts,
            "reason-batch-awaits-approval",
            batch = batch.to_string()
        ),
        Reason::RequestIs(state) => texts.message(&message_id("reason-request-is", state.code())),
        _ => return None,
    })
}

/// The message of a reason that carries nothing but itself.
#[expect(clippy::too_many_lines, reason = "every case is listed")]
fn plain_id(reason: &Reason) -> &'static str {
    match reason {
        Reason::NeedsVerifiedRequest => "reason-needs-verified-request",
        Reason::NeedsApproval => "reason-needs-approval",
        Reason::NeedsApprover => "reason-needs-approver",
        Reason::NotConnected => "reason-not-connected",
        Reason::ProfilesNotOffered => "reason-profiles-not-offered",
        Reason::OnHold => "reason-on-hold",
        Reason::NotOnHold => "reason-not-on-hold",
        Reason::IsOperator => "reason-is-operator",
        Reason::IsSelf => "reason-is-self",
        Reason::UserGone => "reason-user-gone",
        Reason::EmailTaken => "reason-email-taken",
        Reason::IdTaken => "reason-id-taken",
        Reason::IdentifierMissing => "reason-identifier-missing",
        Reason::IdsDisagree => "reason-ids-disagree",
        Reason::NobodyGone => "reason-nobody-gone",
        Reason::IdWouldChange => "reason-id-would-change",
        Reason::AccountInUse => "reason-account-in-use",
        Reason::NameMissing => "reason-name-missing",
        Reason::NameTaken => "reason-name-taken",
        Reason::NameReserved => "reason-name-reserved",
        Reason::ImportNotReviewed => "reason-import-not-reviewed",
        Reason::ReasonMissing => "reason-reason-missing",
        Reason::GroupGone => "reason-group-gone",
        Reason::NothingToDelete => "reason-nothing-to-delete",
        Reason::NoLeaverColumn => "reason-no-leaver-column",
        Reason::NothingReviewed => "reason-nothing-reviewed",
        Reason::ReviewGone => "reason-review-gone",
        Reason::FileChanged => "reason-file-changed",
        Reason::NoFailedImport => "reason-no-failed-import",
        Reason::BatchGone => "reason-batch-gone",
        Reason::BadWait => "reason-bad-wait",
        Reason::TwoFit => "reason-two-fit",
        Reason::NotDeleted => "reason-not-deleted",
        Reason::UploadGone => "reason-upload-gone",
        Reason::NoFailedRows => "reason-no-failed-rows",
        Reason::BatchNotOver => "reason-batch-not-over",
        Reason::MailGone => "reason-mail-gone",
        Reason::MailSent => "reason-mail-sent",
        Reason::SignInFailed => "reason-sign-in-failed",
        Reason::Disabled => "reason-disabled",
        Reason::NothingMarked => "reason-nothing-marked",
        Reason::NoTrouble => "reason-no-trouble",
        Reason::IdentityUnverified => "reason-identity-unverified",
        Reason::NobodyHere => "reason-nobody-here",
        Reason::QuestionOpen => "reason-question-open",
        Reason::IdentityFirst => "reason-identity-first",
        Reason::IdentityReason => "reason-identity-reason",
        Reason::RepliedAlready => "reason-replied-already",
        Reason::NothingToCorrect => "reason-nothing-to-correct",
        Reason::OnlyToDisconnect => "reason-only-to-disconnect",
        Reason::NotOwn => "reason-not-own",
        Reason::PassphraseCommon => "reason-passphrase-common",
        Reason::NoResult => "reason-no-result",
        Reason::NoOutcomeMail => "reason-no-outcome-mail",
        Reason::NoBatchOfRequest => "reason-no-batch-of-request",
        Reason::LicensedAlready => "reason-licensed-already",
        Reason::NotLicensed => "reason-not-licensed",
        Reason::NoLicenseTypes => "reason-no-license-types",
        Reason::LicenseNotHeld => "reason-license-not-held",
        Reason::NotIdle => "reason-not-idle",
        Reason::NobodyIdle => "reason-nobody-idle",
        Reason::RuleGone => "reason-rule-gone",
        Reason::RuleProposed => "reason-rule-proposed",
        Reason::NobodyFits => "reason-nobody-fits",
        Reason::NoRules => "reason-no-rules",
        Reason::PrivacyOn => "reason-privacy-on",
        Reason::NoFilterSet => "reason-no-filter-set",
        Reason::OpenedReadOnly => "reason-opened-read-only",
        Reason::CannotBeKept => "reason-cannot-be-kept",
        Reason::RequestGone => "reason-request-gone",
        Reason::RequestUnclaimed => "reason-request-unclaimed",
        Reason::WaitsForApprover => "reason-waits-for-approver",
        Reason::TextMissing => "reason-text-missing",
        Reason::NoAddress => "reason-no-address",
        Reason::OwnApproval => "reason-own-approval",
        Reason::SharedAccess => "reason-shared-access",
        Reason::OperatorNotDisabled => "reason-operator-not-disabled",
        Reason::NoFirstSteps => "reason-no-first-steps",
        Reason::NoColumnsRemembered => "reason-no-columns-remembered",
        Reason::NoSettingsWait => "reason-no-settings-wait",
        Reason::ApprovalExpired => "reason-approval-expired",
        Reason::ApprovalOutdated => "reason-approval-outdated",
        Reason::OperatorGone => "reason-operator-gone",
        Reason::BadKey(SshKeyFault::Nothing) => "reason-key-nothing",
        Reason::BadKey(SshKeyFault::Several) => "reason-key-several",
        Reason::BadKey(SshKeyFault::Private) => "reason-key-private",
        Reason::BadKey(SshKeyFault::Old) => "reason-key-old",
        Reason::BadKey(SshKeyFault::Certificate) => "reason-key-certificate",
        Reason::BadKey(SshKeyFault::Unknown) => "reason-key-unknown",
        Reason::BadKey(SshKeyFault::Damaged) => "reason-key-damaged",
        Reason::OnlyAtServer => "reason-only-at-server",
        Reason::OutsideFolder => "reason-outside-folder",
        Reason::KeyTaken => "reason-key-taken",
        Reason::KeyGone => "reason-key-gone",
        Reason::KeyRevoked => "reason-key-revoked",
        Reason::PassphraseAsked => "reason-passphrase-asked",
        Reason::SessionGone => "reason-session-gone",
        Reason::ServedAlready => "reason-served-already",
        Reason::AuthorityNeedsSecond => "reason-authority-needs-second",
        Reason::LastFullAdmin => "reason-last-full-admin",
        Reason::OperatorUnchanged => "reason-operator-unchanged",
        Reason::PassphraseFirst => "reason-passphrase-first",
        Reason::TooManyCourses => "reason-too-many-courses",
        Reason::LivesHere => "reason-lives-here",
        Reason::LivesElsewhere => "reason-lives-elsewhere",
        Reason::ChangeGone => "reason-change-gone",
        Reason::HandoverGone => "reason-handover-gone",
        Reason::NoChanges => "reason-no-changes",
        Reason::ServerDeletesNobody => "reason-server-deletes-nobody",
        Reason::ShownNotFound => "reason-shown-not-found",
        Reason::CallsUnderWay => "reason-calls-under-way",
        Reason::NoCalls => "reason-no-calls",
        Reason::NoCallsUnderWay => "reason-no-calls-under-way",
        Reason::NoServer => "reason-no-server",
        Reason::NoMessageColumn => "reason-no-message-column",
        Reason::BadMoment => "reason-bad-moment",
        Reason::NoRosterYet => "reason-no-roster-yet",
        Reason::TwiceThere => "reason-twice-there",
        Reason::NobodyGoneThere => "gone-none",
        Reason::CarriedThere => "reason-carried-there",
        Reason::NotGoneThere => "reason-not-gone-there",
        // What carries more than itself has words of its own above; listed, so that a new reason cannot be forgotten.
        Reason::NeedsRole(_)
        | Reason::AtProvider(_)
        | Reason::ChangeIs(_)
        | Reason::NotByHand(..)
        | Reason::AgainAtRequest(_)
        | Reason::NoResults(_)
        | Reason::ChangesOpen(_)
        | Reason::ChangesNotCarried(_)
        | Reason::ChangesInDoubt(_)
        | Reason::HeldInHandover(_)
        | Reason::RosterDoubtful(..)
        | Reason::EmailDeleted(_)
        | Reason::IdDeleted(_)
        | Reason::BadEmail(_)
        | Reason::BadId(_)
        | Reason::EmailDamaged(_)
        | Reason::IdDamaged(_)
        | Reason::NoLearningReport(_)
        | Reason::NoRoster(_)
        | Reason::PeriodOverlaps(_)
        | Reason::PeriodAhead(_)
        | Reason::DaysOutsidePeriod(..)
        | Reason::MoreThanPeriod(..)
        | Reason::PeriodEmptied(_)
        | Reason::DuplicateOf(_)
        | Reason::GiverLeftOut(_)
        | Reason::GiverAtProvider(_)
        | Reason::TooLong(_)
        | Reason::SuspiciousCharacters(_)
        | Reason::UnknownLicense(_)
        | Reason::NoSeats(_)
        | Reason::SeatsInUse(_)
        | Reason::LicenseInUse(_)
        | Reason::RosterHasFaults(_)
        | Reason::RosterIsPart(..)
        | Reason::PhraseNeeded(_)
        | Reason::RowCorrected { .. }
        | Reason::NothingToChoose(_)
        | Reason::NoFailedRow(_)
        | Reason::CorrectInFile(_)
        | Reason::CellWithoutHeader(_)
        | Reason::NoColumnForLearner(_)
        | Reason::NoSuchImport(..)
        | Reason::AlreadyBatch(_)
        | Reason::BatchBeforeRestore { .. }
        | Reason::BatchIs(_)
        | Reason::BatchOver(_)
        | Reason::OpenRequest(_)
        | Reason::HasRequest(_)
        | Reason::RuleTaken(_)
        | Reason::RuleInBatch(_)
        | Reason::BatchAwaitsApproval(_)
        | Reason::RequestHeldBy(_)
        | Reason::NotOneLine(_)
        | Reason::RequestIs(_)
        | Reason::BadSetting(_)
        | Reason::SettingsChangedBy(_)
        | Reason::SettingsWaitFor(_)
        | Reason::ChangedMeanwhile { .. }
        | Reason::Locked(_)
        | Reason::PassphraseShort(_) => "error-refused-means",
    }
}

/// What a form shows, by its label.
fn shown(texts: &Texts, what: &Shown) -> String {
    match what {
        Shown::FirstName => say!(texts, "profile-first-name"),
        Shown::LastName => say!(texts, "profile-last-name"),
        Shown::Email => say!(texts, "profile-email"),
        Shown::UniqueId => say!(texts, "profile-id"),
        Shown::JobTitle => say!(texts, "profile-job"),
        Shown::Language => say!(texts, "profile-language"),
        Shown::Attribute(name) => visible(name).into_owned(),
        Shown::Name => say!(texts, "out-name"),
        Shown::Seats => say!(texts, "out-seats"),
        Shown::Role => say!(texts, "out-role"),
        Shown::Request => say!(texts, "reason-changed-request"),
    }
}

fn no_report(texts: &Texts, fault: NoReport) -> String {
    match fault {
        NoReport::NoLearner => say!(texts, "reason-no-report-learner"),
        NoReport::NoLearning => say!(texts, "reason-no-report-learning"),
        NoReport::AmbiguousDates => say!(texts, "reason-no-report-ambiguous-dates"),
        NoReport::AmbiguousTimes => say!(texts, "reason-no-report-ambiguous-times"),
        NoReport::ContradictingDates => say!(texts, "reason-no-report-contradicting-dates"),
    }
}

fn no_roster(texts: &Texts, fault: &NoRoster) -> String {
    match fault {
        NoRoster::OpenColumns(headers) => {
            let shown = headers.iter().map(|header| visible(header.trim()));
            let names = shown.collect::<Vec<_>>().join(", ");
            let count = headers.len() as u64;
            say!(
                texts,
                "reason-no-roster-open-columns",
                count = count,
                names = names
            )
        }
        NoRoster::AmbiguousDates => say!(texts, "reason-no-report-ambiguous-dates"),
        NoRoster::ContradictingDates => say!(texts, "reason-no-report-contradicting-dates"),
        NoRoster::WhichLicense(count) => {
            say!(texts, "reason-no-roster-which-license", count = *count)
        }
        NoRoster::NoLicenseColumn => say!(texts, "reason-no-roster-no-license-column"),
        NoRoster::DatesWithoutLicense => say!(texts, "reason-no-roster-dates-without-license"),
    }
}

fn deleted(texts: &Texts, id: &str, tombstone: &Tombstone) -> String {
    let mut arguments = vec![
        ("date", formats::date(texts, tombstone.deleted_at).into()),
        ("batch", tombstone.batch.to_string().into()),
    ];
    let Some(line) = tombstone.line else {
        return texts.message_with(id, &arguments);
    };
    arguments.push(("line", line.to_string().into()));
    texts.message_with(&format!("{id}-line"), &arguments)
}

/// Damage is found in the cells of files: their column is named.
/// What is damaged, and in which column.
pub(super) fn damaged(texts: &Texts, column: &str, damage: Damage) -> String {
    let message = super::parts::damage(texts, damage);
    say!(
        texts,
        "roster-fault-column",
        column = column.to_owned(),
        message = message
    )
}

fn bad_email(texts: &Texts, fault: IdentifierFault) -> String {
    match fault {
        IdentifierFault::Empty => say!(texts, "reason-bad-email-empty"),
        IdentifierFault::Suspicious => say!(texts, "reason-bad-email-suspicious"),
        IdentifierFault::TooLong => say!(texts, "reason-bad-email-too-long"),
        IdentifierFault::Invalid | IdentifierFault::SpreadsheetNumber => {
            say!(texts, "reason-bad-email-invalid")
        }
    }
}

fn bad_id(texts: &Texts, fault: IdentifierFault) -> String {
    match fault {
        IdentifierFault::Empty => say!(texts, "reason-bad-id-empty"),
        IdentifierFault::Invalid => say!(texts, "reason-bad-id-invalid"),
        IdentifierFault::SpreadsheetNumber => say!(texts, "reason-bad-id-spreadsheet-number"),
        IdentifierFault::Suspicious => say!(texts, "reason-bad-id-suspicious"),
        IdentifierFault::TooLong => say!(texts, "reason-bad-id-too-long"),
    }
}
