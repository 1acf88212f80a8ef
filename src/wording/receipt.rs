//! What acts did, in words.

use super::parts::with_passed_over;
use crate::domain::plan::Receipt;
use crate::domain::ssh::SshReceipt;
use crate::sanitise::visible;
use crate::say;
use crate::texts::Texts;

/// What an act did.
#[expect(
    clippy::too_many_lines,
    reason = "a table has as many lines as receipts"
)]
pub fn receipt(texts: &Texts, receipt: &Receipt) -> String {
    let name_of = |name: &String| visible(name).into_owned();
    match receipt {
        Receipt::Disconnected {
            name,
            count,
            refused,
        } => disconnected(texts, name.as_deref(), *count, *refused),
        Receipt::ColumnsForgotten => say!(texts, "receipt-columns-forgotten"),
        Receipt::FirstStepsDismissed => say!(texts, "receipt-first-steps-dismissed"),
        Receipt::HoldPlaced(count) => say!(texts, "receipt-hold-placed", count = *count),
        Receipt::HoldLifted(count) => say!(texts, "receipt-hold-lifted", count = *count),
        Receipt::ProfileSaved(name) => say!(texts, "receipt-profile-saved", name = name_of(name)),
        Receipt::Imported {
            added,
            changed,
            unchanged,
            refused,
            ..
        } => say!(
            texts,
            "receipt-imported",
            added = *added,
            changed = *changed,
            unchanged = *unchanged,
            refused = *refused
        ),
        Receipt::LearningImported {
            period,
            learners,
            minutes,
            completions,
        } if *minutes < 0 || *completions < 0 => say!(
            texts,
            "receipt-learning-imported-fewer",
            period = period.to_string(),
            learners = *learners,
            minutes = minutes.unsigned_abs(),
            minutes_way = way(*minutes),
            completions = completions.unsigned_abs(),
            completions_way = way(*completions)
        ),
        Receipt::LearningImported {
            period,
            learners,
            minutes,
            completions,
        } => say!(
            texts,
            "receipt-learning-imported",
            period = period.to_string(),
            learners = *learners,
            minutes = *minutes,
            completions = *completions
        ),
        Receipt::GroupCreated(_, name) => {
            say!(texts, "receipt-group-created", name = name_of(name))
        }
        Receipt::GroupRenamed(name) => say!(texts, "receipt-group-renamed", name = name_of(name)),
        Receipt::GroupRemoved(name) => say!(texts, "receipt-group-removed", name = name_of(name)),
        Receipt::AddedToGroup(count, name) => say!(
            texts,
            "receipt-added-to-group",
            count = *count,
            name = name_of(name)
        ),
        Receipt::RemovedFromGroup(count, name) => say!(
            texts,
            "receipt-removed-from-group",
            count = *count,
            name = name_of(name)
        ),
        Receipt::BatchConfirmed(batch) => {
            say!(texts, "receipt-batch-confirmed", batch = batch.to_string())
        }
        Receipt::BatchCancelled(batch) => {
            say!(texts, "receipt-batch-cancelled", batch = batch.to_string())
        }
        Receipt::BatchResumed(batch) => {
            say!(texts, "receipt-batch-resumed", batch = batch.to_string())
        }
        Receipt::BatchTakenOver(batch) => {
            say!(texts, "receipt-batch-taken-over", batch = batch.to_string())
        }
        Receipt::BatchAsksAgain(batch) => {
            say!(texts, "receipt-batch-asks-again", batch = batch.to_string())
        }
        Receipt::BatchWithdrawn(batch) => {
            say!(texts, "receipt-batch-withdrawn", batch = batch.to_string())
        }
        Receipt::LicenseSet {
            license,
            name,
            count,
            refused,
        } => {
            let done = license_set(texts, license.as_deref(), name.as_deref(), *count);
            with_passed_over(texts, done, *refused)
        }
        Receipt::BatchApproved(batch) => {
            say!(texts, "receipt-batch-approved", batch = batch.to_string())
        }
        Receipt::OperatorAddedWithout(name) => {
            say!(
                texts,
                "receipt-operator-added-without",
                name = name_of(name)
            )
        }
        Receipt::OperatorAdded(name) => say!(texts, "receipt-operator-added", name = name_of(name)),
        Receipt::RoleChanged(name, role) => say!(
            texts,
            "receipt-role-changed",
            name = name_of(name),
            role = super::role(texts, *role)
        ),
        Receipt::OperatorDisabled(name) => {
            say!(texts, "receipt-operator-disabled", name = name_of(name))
        }
        Receipt::OperatorEnabled(name) => {
            say!(texts, "receipt-operator-enabled", name = name_of(name))
        }
        Receipt::PassphraseReset(name) => {
            say!(texts, "receipt-passphrase-reset", name = name_of(name))
        }
        Receipt::IdentifiersReleased { released, left } => freed(texts, *released, *left),
        Receipt::SettingsSaved => say!(texts, "receipt-settings-saved"),
        Receipt::SettingsWait => say!(texts, "receipt-settings-wait"),
        Receipt::ResidueCleared(count) => say!(texts, "receipt-residue-cleared", count = count),
        Receipt::OperatorErased => say!(texts, "receipt-operator-erased"),
        Receipt::PreferenceSaved => say!(texts, "receipt-preference-saved"),
        Receipt::FilterKept(name) => {
            say!(
                texts,
                "receipt-filter-kept",
                name = visible(name).into_owned()
            )
        }
        Receipt::FilterForgotten(name) => {
            say!(
                texts,
                "receipt-filter-forgotten",
                name = visible(name).into_owned()
            )
        }
        Receipt::ViewKept => say!(texts, "receipt-view-kept"),
        Receipt::Provider(receipt) => super::provider::receipt(texts, receipt),
        Receipt::Ssh(receipt) => ssh(texts, receipt),
        Receipt::Rule(receipt) => super::rules::receipt(texts, *receipt),
        Receipt::MailQueued => say!(texts, "receipt-mail-queued"),
        Receipt::SeatsReclaimed {
            count,
            seats,
            refused,
        } => {
            let done = say!(
                texts,
                "receipt-seats-reclaimed",
                count = *count,
                seats = *seats
            );
            with_passed_over(texts, done, *refused)
        }
        other => license_or_user(texts, other),
    }
}

/// Whether totals grew or shrank.
/// Whether something becomes more or less, for the words.
pub const fn way(change: i64) -> &'static str {
    match change {
        ..0 => "fewer",
        0 => "same",
        1.. => "more",
    }
}

/// What was done with one license type, with the types themselves, or by adding a user.
fn license_or_user(texts: &Texts, receipt: &Receipt) -> String {
    let name_of = |name: &String| visible(name).into_owned();
    match receipt {
        Receipt::LicenseTaken {
            license,
            name,
            count,
            refused,
        } => {
            let license = name_of(license);
            let done = match name {
                Some(name) => {
                    let name = name_of(name);
                    say!(
                        texts,
                        "receipt-license-taken-one",
                        name = name,
                        license = license
                    )
                }
                None => say!(
                    texts,
                    "receipt-license-taken",
                    count = *count,
                    license = license
                ),
            };
            with_passed_over(texts, done, *refused)
        }
        Receipt::LicenseTypeAdded(name) => {
            say!(texts, "receipt-license-type-added", name = name_of(name))
        }
        Receipt::LicenseTypeRenamed(name) => {
            say!(texts, "receipt-license-type-renamed", name = name_of(name))
        }
        Receipt::SeatsSet(name, seats) => {
            say!(
                texts,
                "receipt-seats-set",
                name = name_of(name),
                count = *seats
            )
        }
        Receipt::LicenseTypeRemoved(name, moved) => {
            say!(
                texts,
                "receipt-license-type-removed",
                name = name_of(name),
                count = *moved
            )
        }
        Receipt::UserAdded(_, name) => say!(texts, "receipt-user-added", name = name_of(name)),
        on_request => request(texts, on_request),
    }
}

fn freed(texts: &Texts, released: u64, left: u64) -> String {
    if left == 0 {
        say!(texts, "receipt-identifiers-released", released = released)
    } else {
        say!(texts, "receipt-identifier-released-others-left")
    }
}

fn disconnected(texts: &Texts, name: Option<&str>, count: u64, refused: u64) -> String {
    let done = match name {
        Some(name) => say!(
            texts,
            "receipt-disconnected-one",
            name = visible(name).into_owned()
        ),
        None => say!(texts, "receipt-disconnected", count = count),
    };
    with_passed_over(texts, done, refused)
}

fn license_set(texts: &Texts, license: Option<&str>, name: Option<&str>, count: u64) -> String {
    let shown = |text: &str| visible(text).into_owned();
    match (license, name) {
        (Some(license), Some(name)) => say!(
            texts,
            "receipt-license-given-one",
            name = shown(name),
            license = shown(license)
        ),
        (Some(license), None) => say!(
            texts,
            "receipt-license-given",
            count = count,
            license = shown(license)
        ),
        (None, Some(name)) => say!(texts, "receipt-license-revoked-one", name = shown(name)),
        (None, None) => say!(texts, "receipt-license-revoked", count = count),
    }
}

/// What was done with a learner's request.
fn request(texts: &Texts, receipt: &Receipt) -> String {
    let (id, request) = match receipt {
        Receipt::RequestTaken(request) => ("receipt-request-taken", request),
        Receipt::RequestClaimed(request) => ("receipt-request-claimed", request),
        Receipt::RequestReleased(request) => ("receipt-request-released", request),
        Receipt::RequestNoted(request) => ("receipt-request-noted", request),
        Receipt::RequestReplied(request, false) => ("receipt-request-replied", request),
        Receipt::RequestReplied(request, true) => ("receipt-request-replied-waits", request),
        Receipt::IdentityVerified(request, true) => ("receipt-identity-verified", request),
        Receipt::IdentityVerified(request, false) => ("receipt-identity-not-verified", request),
        Receipt::RequestWaits(request) => ("receipt-request-waits", request),
        Receipt::RequestGoesOn(request) => ("receipt-request-goes-on", request),
        Receipt::ApprovalAsked(request) => ("receipt-approval-asked", request),
        Receipt::RequestDone(request) => ("receipt-request-done", request),
        Receipt::RequestReturned(request) => ("receipt-request-returned", request),
        Receipt::RequestCorrected(request) => ("receipt-request-corrected", request),
        Receipt::RequestRejected(request) => ("receipt-request-rejected", request),
        Receipt::RequestCancelled(request) => ("receipt-request-cancelled", request),
        Receipt::RequestAwaitsSecond(request, batch) => {
            return say!(
                texts,
                "receipt-request-awaits-second",
                request = request.to_string(),
                batch = batch.to_string()
            );
        }
        Receipt::RequestScheduled(request, batch) => {
            return say!(
                texts,
                "receipt-request-scheduled",
                request = request.to_string(),
                batch = batch.to_string()
            );
        }
        _ => return String::new(),
    };
    texts.message_with(id, &[("request", request.to_string().into())])
}

/// What was done with a key.
fn ssh(texts: &Texts, receipt: &SshReceipt) -> String {
    let shown = |text: &String| visible(text).into_owned();
    match receipt {
        SshReceipt::KeyAdded(name, key) => {
            let (name, key) = (shown(name), shown(key));
            say!(texts, "receipt-key-added", name = name, key = key)
        }
        SshReceipt::KeyRemoved(name, key) => {
            let (name, key) = (shown(name), shown(key));
            say!(texts, "receipt-key-removed", name = name, key = key)
        }
        SshReceipt::AuthorityAdded(key) => {
            say!(texts, "receipt-authority-added", key = shown(key))
        }
        SshReceipt::AuthorityRemoved(key) => {
            say!(texts, "receipt-authority-removed", key = shown(key))
        }
        SshReceipt::Revoked(key) => say!(texts, "receipt-key-revoked", key = shown(key)),
        SshReceipt::SessionEnded(number, name) => {
            let (number, name) = (number.to_string(), shown(name));
            say!(texts, "receipt-session-ended", number = number, name = name)
        }
    }
}
