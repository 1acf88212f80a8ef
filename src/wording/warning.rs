//! What is to be known of an act before it is confirmed.

use super::reason;
use crate::domain::plan::Warning;
use crate::sanitise::visible;
use crate::say;
use crate::texts::Texts;

/// Something to know before confirming.
pub fn warning(texts: &Texts, warning: &Warning) -> String {
    match *warning {
        Warning::ProfileRequired => say!(texts, "warning-profile-required"),
        Warning::NoAddress(count) => say!(texts, "warning-no-address", count = count),
        Warning::IdentityNotVerified => say!(texts, "warning-identity-not-verified"),
        Warning::NoSecondAdmin => say!(texts, "warning-no-second-admin"),
        Warning::NobodyApproves => say!(texts, "warning-nobody-approves"),
        Warning::LastApprover => say!(texts, "warning-last-approver"),
        Warning::EndsWaitingSetting => say!(texts, "warning-ends-waiting-setting"),
        Warning::WaitsForAnother => say!(texts, "warning-waits-for-another"),
        Warning::SecondAdminApproves => say!(texts, "gate-approval"),
        Warning::DoneElsewhere => say!(texts, "warning-done-elsewhere"),
        Warning::ActivityUnknown(count) => {
            say!(texts, "warning-activity-unknown", count = count)
        }
        Warning::ClosesRequests(count, first) => say!(
            texts,
            "warning-closes-requests",
            count = count,
            request = first.to_string()
        ),
        Warning::HandedOver(count, Some(ref file)) => {
            let file = visible(file).into_owned();
            say!(texts, "warning-handed-over", count = count, file = file)
        }
        Warning::HandedOver(count, None) => {
            say!(texts, "warning-handed-over-unnamed", count = count)
        }
        Warning::Called(count) => say!(texts, "warning-called", count = count),
        Warning::Deactivated(count) => say!(texts, "warning-deactivated", count = count),
        Warning::GivesAccessAlone => say!(texts, "warning-gives-access-alone"),
        Warning::EndsApprover => say!(texts, "warning-ends-approver"),
        Warning::CannotBeDone(hindrance) => say!(
            texts,
            "warning-cannot-be-done",
            reason = reason(texts, &hindrance.reason())
        ),
    }
}
