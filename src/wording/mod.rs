//! Data in words: the operator's language for reasons, outcomes, states, receipts and errors.
//!
//! The service and the domain answer with data; both faces put it into words here and nowhere else, so that the
//! console and the command line say the same. Text from data that appears inside a message has passed through
//! [`visible`].

mod error;
mod learning;
mod reason;
mod receipt;
mod record;
mod row;
mod whom;

pub use error::{Told, error};
pub use learning::learning_row;
pub use reason::reason;
pub use receipt::receipt;
pub use record::log_detail;
pub use row::{
    RowSaid, batch_row_said, outcome, outcome_message, roster_message, roster_result, terminated,
    would_outcome,
};
pub use whom::{by_group, by_license, circumstances, hesitation, hesitations};

use crate::domain::batch::{BatchState, Tombstone};
use crate::domain::mail::{MailKind, MailState, MailTrouble, MailTroubleKind};
use crate::domain::operator::Role;
use crate::domain::plan::Warning;
use crate::domain::query::TombstoneAnswer;
use crate::domain::record::{LogFault, LogVerification};
use crate::domain::request::{EntryKind, RequestKind, RequestState, RequestView};
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::service::{Notice, RestoreReport};
use crate::texts::Texts;

/// Codes that the program puts into the activity log by itself, beside those of [`crate::domain::op::Op::code`].
pub const OWN_ACTS: [&str; 17] = [
    "account_create",
    "db_backup",
    "db_restore",
    "key_renew",
    "batch_chunk",
    "batch_start",
    "batch_pause",
    "batch_finish",
    "batch_purge",
    "batch_expire",
    "request_ask",
    "request_expire",
    "erasures_apply",
    "sign_in",
    "sign_in_failed",
    "operator_create",
    "users_seed",
];

/// The name of a role.
pub fn role(texts: &Texts, role: Role) -> String {
    by_code(texts, "role", role.code())
}

/// The name of a batch state.
pub fn batch_state(texts: &Texts, state: BatchState) -> String {
    by_code(texts, "batch-state", state.code())
}

/// The name of what a learner wishes.
pub fn request_kind(texts: &Texts, kind: RequestKind) -> String {
    by_code(texts, "request-kind", kind.code())
}

/// The name of where a request stands.
pub fn request_state(texts: &Texts, state: RequestState) -> String {
    by_code(texts, "request-state", state.code())
}

/// For whom the words on a request are.
pub fn entry_kind(texts: &Texts, kind: EntryKind) -> String {
    by_code(texts, "entry-kind", kind.code())
}

/// The name of a view of the queue.
pub fn request_view(texts: &Texts, view: RequestView) -> String {
    match view {
        RequestView::Unassigned => say!(texts, "request-view-unassigned"),
        RequestView::Mine => say!(texts, "request-view-mine"),
        RequestView::WaitingForMyApproval => say!(texts, "request-view-waiting-for-my-approval"),
        RequestView::Overdue => say!(texts, "request-view-overdue"),
        RequestView::All => say!(texts, "request-view-all"),
    }
}

/// The name of where a message stands.
pub fn mail_state(texts: &Texts, state: MailState) -> String {
    by_code(texts, "mail-state", state.code())
}

/// Why a message was not delivered, with the words of the server or the system.
pub fn mail_trouble(texts: &Texts, trouble: &MailTrouble) -> String {
    let words = trouble.words.as_str();
    match trouble.kind {
        MailTroubleKind::Unreachable => say!(texts, "mail-trouble-unreachable", words = words),
        MailTroubleKind::Encryption => say!(texts, "mail-trouble-encryption", words = words),
        MailTroubleKind::SignIn => say!(texts, "mail-trouble-sign-in", words = words),
        MailTroubleKind::Sender => say!(texts, "mail-trouble-sender", words = words),
        MailTroubleKind::Folder => say!(texts, "mail-trouble-folder", words = words),
        MailTroubleKind::Deferred => say!(texts, "mail-trouble-deferred", words = words),
        MailTroubleKind::Unconfirmed => say!(texts, "mail-trouble-unconfirmed", words = words),
        MailTroubleKind::Refused => say!(texts, "mail-trouble-refused", words = words),
        MailTroubleKind::Address => say!(texts, "mail-trouble-address", words = words),
        MailTroubleKind::Letters => say!(texts, "mail-trouble-letters", words = words),
        MailTroubleKind::Other => words.to_owned(),
    }
}

/// What a message is about.
pub fn mail_kind(texts: &Texts, kind: MailKind) -> String {
    by_code(texts, "mail-kind", kind.code())
}

/// The name of an act in the activity log; a code of a newer version stands for itself.
pub fn act(texts: &Texts, code: &str) -> String {
    let id = message_id("act", code);
    if texts.has(&id) {
        texts.message(&id)
    } else {
        visible(code).into_owned()
    }
}

/// Something to know before confirming.
pub fn warning(texts: &Texts, warning: Warning) -> String {
    match warning {
        Warning::ProfileRequired => say!(texts, "warning-profile-required"),
        Warning::NoAddress(count) => say!(texts, "warning-no-address", count = count),
        Warning::IdentityNotVerified => say!(texts, "warning-identity-not-verified"),
    }
}

/// What opening a database found out.
pub fn notice(texts: &Texts, notice: &Notice) -> String {
    match notice {
        Notice::StoppedInTheMiddle(count) => say!(texts, "notice-stopped", count = *count),
        Notice::ErasuresApplied(count) => say!(texts, "notice-erasures-applied", count = *count),
        Notice::JournalLost => say!(texts, "notice-journal-lost"),
        Notice::Exposed(path) => {
            let path = visible(&path.to_string_lossy()).into_owned();
            say!(texts, "notice-exposed", path = path)
        }
        Notice::MailClosed(why) => say!(texts, "notice-mail-closed", why = why.as_str()),
    }
}

/// Whether the activity log is whole, and where it breaks.
pub fn verification(texts: &Texts, found: &LogVerification) -> String {
    let Some(fault) = found.fault else {
        return match found.under_lost_key {
            0 => say!(texts, "log-whole", entries = found.entries),
            last => say!(
                texts,
                "log-whole-since",
                first = (last + 1).to_string(),
                last = last.to_string()
            ),
        };
    };
    match fault {
        LogFault::Changed(entry) => say!(texts, "log-fault-changed", entry = entry.to_string()),
        LogFault::Missing(entry) => say!(texts, "log-fault-missing", entry = entry.to_string()),
        LogFault::CutAfter(entry) => say!(texts, "log-fault-cut-after", entry = entry.to_string()),
        LogFault::ChangedUpTo(entry) => {
            say!(texts, "log-fault-changed-up-to", entry = entry.to_string())
        }
        LogFault::Head(entry) => say!(texts, "log-fault-head", entry = entry.to_string()),
    }
}

/// What a restore came to, a sentence each.
pub fn restored(texts: &Texts, report: &RestoreReport) -> Vec<String> {
    let mut said = vec![say!(
        texts,
        "cli-restored",
        users = report.users,
        erased = report.erasures_applied
    )];
    if let Some(gap) = report.gap {
        said.push(say!(
            texts,
            "cli-restored-gap",
            common = gap.common,
            database = gap.database,
            journal = gap.journal
        ));
    }
    if report.batches_held > 0 {
        said.push(say!(
            texts,
            "cli-restored-held",
            count = report.batches_held
        ));
    }
    if report.residue > 0 {
        said.push(say!(texts, "cli-restored-residue", count = report.residue));
    }
    if let Some(kept) = &report.kept {
        let path = visible(&kept.to_string_lossy()).into_owned();
        said.push(say!(texts, "cli-restored-kept", path = path));
    }
    said
}

/// What an identifier answers to.
pub fn tombstone_answer(texts: &Texts, answer: &TombstoneAnswer) -> String {
    match answer {
        TombstoneAnswer::NotAnIdentifier => say!(texts, "tombstone-not-an-identifier"),
        TombstoneAnswer::NeverSeen => say!(texts, "tombstone-never-seen"),
        TombstoneAnswer::StillHere(_) => say!(texts, "tombstone-still-here"),
        TombstoneAnswer::Deleted(tombstone) => deleted(texts, tombstone),
        TombstoneAnswer::KeyLost => say!(texts, "tombstone-key-lost"),
    }
}

fn deleted(texts: &Texts, tombstone: &Tombstone) -> String {
    let date = formats::date(texts, tombstone.deleted_at);
    let batch = tombstone.batch.to_string();
    let operator = visible(&tombstone.operator_name).into_owned();
    if let Some(since) = tombstone.recovered_at {
        return say!(
            texts,
            "tombstone-deleted-recovered",
            date = date,
            batch = batch,
            line = tombstone.line.unwrap_or_default().to_string(),
            since = formats::date(texts, since)
        );
    }
    match tombstone.line {
        Some(line) => say!(
            texts,
            "tombstone-deleted-line",
            date = date,
            batch = batch,
            line = line.to_string(),
            operator = operator
        ),
        None => say!(
            texts,
            "tombstone-deleted",
            date = date,
            batch = batch,
            operator = operator
        ),
    }
}

fn message_id(kind: &str, code: &str) -> String {
    format!("{kind}-{}", code.replace('_', "-"))
}

fn by_code(texts: &Texts, kind: &str, code: &str) -> String {
    texts.message(&message_id(kind, code))
}

#[cfg(test)]
mod tests;
