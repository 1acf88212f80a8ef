//! What a SCIM server does, and does not, in words.

use crate::say;
use crate::service::files::secret::SecretFault;
use crate::service::scim::{Completeness, Fault, FilterUse, Listed, SetupFault};
use crate::service::{PushReport, Unconnected};
use crate::texts::Texts;

/// Why a server can't be spoken to.
pub fn setup(texts: &Texts, fault: &SetupFault) -> String {
    match fault {
        SetupFault::Address => say!(texts, "scim-setup-address"),
        SetupFault::Credentials => say!(texts, "scim-setup-credentials"),
        SetupFault::PlainBeyondThisMachine => say!(texts, "scim-setup-plain"),
        SetupFault::Token => say!(texts, "scim-setup-token"),
        SetupFault::Certificates(words) => {
            say!(texts, "scim-setup-certificates", words = words.as_str())
        }
    }
}

/// Why a server is not connected to.
pub fn unconnected(texts: &Texts, unconnected: &Unconnected) -> String {
    match unconnected {
        Unconnected::Setup(fault) => setup(texts, fault),
        Unconnected::Fault(of_server) => fault(texts, of_server),
        Unconnected::Token(path, fault) => {
            let path = path.display().to_string();
            match fault {
                SecretFault::Unread(words) => {
                    say!(
                        texts,
                        "mail-setup-file",
                        path = path,
                        words = words.as_str()
                    )
                }
                SecretFault::Open => say!(texts, "scim-setup-token-open", path = path),
                SecretFault::NoLine => say!(texts, "scim-setup-token-line", path = path),
            }
        }
        Unconnected::Authorities(path, words) => {
            let path = path.display().to_string();
            say!(
                texts,
                "mail-setup-file",
                path = path,
                words = words.as_str()
            )
        }
    }
}

/// What a run of calls came to: figures that add up to the whole.
pub fn calls_over(texts: &Texts, report: &PushReport) -> String {
    let tally = &report.tally;
    let parts = [
        ("calls-confirmed", tally.confirmed),
        ("calls-accepted", tally.accepted),
        ("calls-refused", tally.refused),
        ("calls-in-doubt", tally.in_doubt),
        ("calls-diverted", tally.diverted),
        ("calls-not-sent", report.not_sent),
        ("calls-withdrawn", report.withdrawn),
    ];
    let some = parts.iter().filter(|(_, count)| *count > 0);
    let said = some.map(|(id, count)| texts.message_with(id, &[("count", (*count).into())]));
    let parts: Vec<String> = said.collect();
    if parts.is_empty() {
        return say!(texts, "cli-push-nothing");
    }
    let parts = parts.join(", ");
    say!(texts, "calls-over", count = tally.total, parts = parts)
}

/// What ended a run of calls before its end, and what that leaves in doubt.
pub fn calls_ended(texts: &Texts, report: &PushReport) -> Option<String> {
    let said = fault(texts, report.ended.as_ref()?);
    Some(match calls_left_in_doubt(texts, report) {
        Some(doubt) => format!("{said} {doubt}"),
        None => said,
    })
}

/// Of how many changes it is not known what came of their calls.
pub fn calls_left_in_doubt(texts: &Texts, report: &PushReport) -> Option<String> {
    let count = report.tally.in_doubt;
    (count > 0).then(|| say!(texts, "calls-left-in-doubt", count = count))
}

/// Why changes were not sent, each reason with how many.
pub fn calls_held(texts: &Texts, report: &PushReport) -> Vec<String> {
    let held = report.held.values();
    let said = held.map(|(reason, count)| {
        let reason = super::reason(texts, reason);
        say!(texts, "cli-push-held", count = *count, reason = reason)
    });
    said.collect()
}

/// Why a call ended without what was asked for.
pub fn fault(texts: &Texts, fault: &Fault) -> String {
    match fault {
        Fault::Stopped => say!(texts, "scim-fault-stopped"),
        Fault::SignIn(said) => say!(texts, "scim-fault-sign-in", words = said.to_string()),
        Fault::Redirected(said) => say!(texts, "scim-fault-redirected", words = said.to_string()),
        Fault::NoConnection(seconds) => {
            say!(texts, "scim-fault-no-connection", seconds = *seconds)
        }
        Fault::Silent(silence) => say!(
            texts,
            "scim-fault-silent",
            call = silence.call.as_str(),
            seconds = silence.seconds
        ),
        Fault::Unreachable(words) => say!(texts, "scim-fault-unreachable", words = words.as_str()),
        Fault::Broken(words) => say!(texts, "scim-fault-broken", words = words.as_str()),
        Fault::TooLong => say!(texts, "scim-fault-too-long"),
        Fault::Busy(said) => say!(texts, "scim-fault-busy", words = said.to_string()),
        Fault::Answered(said) => say!(texts, "scim-fault-answered", words = said.to_string()),
        Fault::NotScim(said) => say!(texts, "scim-fault-not-scim", words = said.to_string()),
        Fault::Incomplete(listed) => {
            let listed = completeness(texts, listed);
            say!(texts, "scim-fault-incomplete", listed = listed)
        }
        Fault::Doubtful(doubts) => {
            let said = doubts
                .iter()
                .map(|doubt| super::provider::doubt(texts, doubt));
            let said: Vec<String> = said.collect();
            say!(texts, "scim-fault-doubtful", doubts = said.join(" "))
        }
        Fault::NoFilter => say!(texts, "scim-fault-no-filter"),
        Fault::Unrecorded => say!(texts, "scim-fault-unrecorded"),
    }
}

/// The code of why a call ended without what was asked for.
pub const fn fault_code(fault: &Fault) -> &'static str {
    match fault {
        Fault::Stopped => "stopped",
        Fault::SignIn(_) => "sign_in",
        Fault::Redirected(_) => "redirected",
        Fault::Unreachable(_) => "unreachable",
        Fault::NoConnection(_) => "no_connection",
        Fault::Silent(_) => "silent",
        Fault::Broken(_) => "broken",
        Fault::TooLong => "too_long",
        Fault::Busy(_) => "busy",
        Fault::Answered(_) => "answered",
        Fault::NotScim(_) => "not_scim",
        Fault::Incomplete(_) => "incomplete",
        Fault::Doubtful(_) => "doubtful",
        Fault::NoFilter => "no_filter",
        Fault::Unrecorded => "unrecorded",
    }
}

/// What a filter does: its code, and in words.
pub fn filter(texts: &Texts, does: &FilterUse) -> (&'static str, String) {
    match does {
        FilterUse::Works => ("works", say!(texts, "scim-filter-works")),
        FilterUse::Ignored => ("ignored", say!(texts, "scim-filter-ignored")),
        FilterUse::Blind => ("blind", say!(texts, "scim-filter-blind")),
        FilterUse::Refused { said } => {
            let words = said.to_string();
            ("refused", say!(texts, "scim-filter-refused", words = words))
        }
        FilterUse::Untried => ("untried", say!(texts, "scim-filter-untried")),
    }
}

/// The code of whether a listing has everybody.
pub const fn completeness_code(completeness: Completeness) -> &'static str {
    match completeness {
        Completeness::Whole => "whole",
        Completeness::Unstated => "unstated",
        Completeness::Miscounted => "miscounted",
        Completeness::Moved => "moved",
        Completeness::Nameless => "nameless",
    }
}

/// Whether a listing has everybody, in words.
pub fn completeness(texts: &Texts, listed: &Listed) -> String {
    let (users, stated) = (listed.users, listed.stated.unwrap_or_default());
    match listed.completeness {
        Completeness::Whole => say!(texts, "scim-listed-whole"),
        Completeness::Unstated => say!(texts, "scim-listed-unstated", users = users),
        Completeness::Miscounted => {
            say!(
                texts,
                "scim-listed-miscounted",
                users = users,
                stated = stated
            )
        }
        Completeness::Moved => say!(texts, "scim-listed-moved", users = users),
        Completeness::Nameless => say!(texts, "scim-listed-nameless", users = users),
    }
}
