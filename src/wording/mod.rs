//! Data in words: the operator's language for reasons, outcomes, states, receipts and errors.
//!
//! The service and the domain answer with data; both faces put it into words here and nowhere else, so that the
//! console and the command line say the same. Text from data that appears inside a message has passed through
//! [`visible`].

mod columns;
mod error;
mod idle;
mod learning;
mod misfit;
mod parts;
mod provider;
mod pulled;
mod reason;
mod receipt;
mod record;
mod restored;
mod roles;
mod roster;
mod row;
mod rules;
mod scim;
mod setting;
mod steps;
mod warning;
mod whom;

pub use columns::destination;
pub use error::{Explained, error};
pub use idle::idle;
pub use learning::{learning_row, period_emptied};
pub use misfit::{case_chain, case_totals, misfit_code, misfit_said, name_differs, near_learner};
pub use parts::{damage, place_out_of_reach};
pub use provider::{
    alike, change_state, change_words, decide_alike, doubt, evidence, handover_state,
    learner_change, provider, road, strangers, why_nobody,
};
pub use pulled::{line_message, record as server_record};
pub use reason::reason;
pub use receipt::{receipt, way};
pub use record::{log_detail, log_entry_detail};
pub use restored::{guards_kept, restored};
pub use roles::{operator_named, role_end, role_or_unknown, role_span};
pub use roster::{
    changed_field, letters_of_kind, lines, remarked_lines, roster_change, roster_change_kept,
    roster_line, roster_list, roster_remark, roster_remarks, roster_taken_over,
};
pub use row::{
    RowSaid, batch_row_said, outcome, outcome_message, pending, read_otherwise, review_warning,
    roster_field, roster_message, roster_result, roster_totals, terminated, would_outcome,
};
pub use rules::{rule, rule_license, rule_standing, rules_known_until};
pub use scim::{
    calls_ended, calls_held, calls_left_in_doubt, calls_over, completeness as scim_completeness,
    completeness_code as scim_completeness_code, fault as scim_fault,
    fault_code as scim_fault_code, filter as scim_filter, setup as scim_setup,
    unconnected as scim_unconnected,
};
pub use setting::changes as setting_changes;
pub use steps::{step, step_way};
pub use warning::warning;
pub use whom::{by_group, by_license, circumstances, hesitation, hesitations};

use crate::domain::batch::{ApprovalLapse, Batch, BatchState, RowOutcome, Standing, Tombstone};
use crate::domain::identifier::IdentifierKind;
use crate::domain::mail::{MailKind, MailState, MailTrouble, MailTroubleKind};
use crate::domain::operator::Role;
use crate::domain::query::{Released, TombstoneAnswer};
use crate::domain::record::{Detail, LogEntry, LogFault, LogVerification, Residue};
use crate::domain::request::{
    EntryKind, RequestKind, RequestState, RequestView, Setback, SetbackKind,
};
use crate::domain::residue::{RawPlace, WrittenIn};
use crate::domain::time::Timestamp;
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::service::{Notice, RESTORED};
use crate::texts::Texts;
pub use setting::{allowed, not_allowed};

/// The name of a custom attribute; those that files of other products bring along are named in the language.
pub fn attribute(texts: &Texts, name: &str) -> String {
    let id = message_id("attribute", name);
    if texts.has(&id) {
        texts.message(&id)
    } else {
        name.to_owned()
    }
}

/// That the results of a batch hold no text, because its upload was lost.
pub fn upload_lost(texts: &Texts) -> String {
    say!(texts, "batch-upload-lost")
}

/// The name of a role.
pub fn role(texts: &Texts, role: Role) -> String {
    by_code(texts, "role", role.code())
}

/// The name of a batch state.
pub fn batch_state(texts: &Texts, state: BatchState) -> String {
    by_code(texts, "batch-state", state.code())
}

/// Where a batch stands.
pub fn batch_standing(texts: &Texts, standing: Standing) -> String {
    match standing {
        Standing::Is(state) => batch_state(texts, state),
        beyond => by_code(texts, "batch-standing", beyond.code()),
    }
}

/// What is to be done about a batch that does not go on or end well by itself; nothing when all is well.
pub fn batch_advice(texts: &Texts, batch: &Batch, now: Timestamp) -> Vec<String> {
    let id = batch.id.to_string();
    let mut advice = Vec::new();
    let asks = batch.state == BatchState::AwaitingApproval;
    if asks && batch.approval_lapse == Some(ApprovalLapse::ApproverLeft) {
        advice.push(say!(texts, "batch-told-lapsed"));
    }
    match batch.standing(now) {
        Standing::Is(BatchState::Paused) => advice.extend(paused(texts, batch)),
        Standing::Is(BatchState::AtProvider) => {
            advice.push(say!(texts, "cli-at-provider", batch = id));
        }
        Standing::Is(_) => {}
        beyond => {
            let message = message_id("batch-advice", beyond.code());
            advice.push(texts.message_with(&message, &[("batch", id.into())]));
        }
    }
    advice.extend(batch.found().and_then(|found| residue(texts, found)));
    advice
}

/// Why a batch is paused and how it goes on, as the command line does it.
fn paused(texts: &Texts, batch: &Batch) -> Vec<String> {
    let id = batch.id.to_string();
    match batch.trouble.as_deref() {
        Some(RESTORED) => vec![say!(texts, "cli-paused-restored", batch = id)],
        Some(technical) => vec![
            say!(texts, "cli-paused", batch = id),
            say!(texts, "cli-technical", technical = technical),
        ],
        None => vec![say!(texts, "cli-paused", batch = id)],
    }
}

/// What was found of deleted users in the files, and what to do; nothing when nothing was found.
pub fn residue(texts: &Texts, residue: Residue) -> Option<String> {
    if residue.is_clean() {
        return None;
    }
    let mut said = Vec::new();
    if residue.found > 0 {
        said.push(say!(texts, "residue-found", count = residue.found));
    }
    if residue.doubtful > 0 {
        said.push(say!(texts, "residue-doubtful", count = residue.doubtful));
    }
    said.push(say!(texts, "residue-to-do"));
    Some(said.join(" "))
}

/// Whether the address of somebody deleted stands in a place, or only may.
pub fn residue_place(texts: &Texts, place: &RawPlace) -> String {
    if place.is_doubtful {
        say!(texts, "residue-in-doubt")
    } else {
        say!(texts, "residue-there")
    }
}

/// What a text belongs to in which the address of somebody deleted stands, with its number.
pub fn written_in(texts: &Texts, of: WrittenIn, number: i64) -> String {
    format!("{} {number}", by_code(texts, "residue-in", of.code()))
}

/// The name of what a learner asks for.
pub fn request_kind(texts: &Texts, kind: RequestKind) -> String {
    by_code(texts, "request-kind", kind.code())
}

/// The kind of a request in one word.
pub fn request_kind_in_list(texts: &Texts, kind: RequestKind) -> String {
    by_code(texts, "request-kind-in-list", kind.code())
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
        MailTroubleKind::Greeting => say!(texts, "mail-trouble-greeting", words = words),
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

/// The same of a message that was only to try the road: it is not in the outbox, and nobody sends it again.
pub fn trial_trouble(texts: &Texts, trouble: &MailTrouble) -> String {
    let words = trouble.words.as_str();
    match trouble.kind {
        MailTroubleKind::Unreachable => say!(texts, "mail-test-unreachable", words = words),
        MailTroubleKind::Unconfirmed => say!(texts, "mail-test-unconfirmed", words = words),
        MailTroubleKind::Encryption
        | MailTroubleKind::SignIn
        | MailTroubleKind::Greeting
        | MailTroubleKind::Sender
        | MailTroubleKind::Folder
        | MailTroubleKind::Deferred
        | MailTroubleKind::Refused
        | MailTroubleKind::Address
        | MailTroubleKind::Letters
        | MailTroubleKind::Other => mail_trouble(texts, trouble),
    }
}

/// What a message is about.
pub fn mail_kind(texts: &Texts, kind: MailKind) -> String {
    by_code(texts, "mail-kind", kind.code())
}

/// What an entry of the activity log says was done: `14 sign-ins` where it stands for those before it too. What was only
/// prepared for a provider is not said to be done.
pub fn log_act(texts: &Texts, entry: &LogEntry) -> String {
    if entry.folded > 1 {
        return say!(texts, "act-sign-ins", count = entry.folded);
    }
    let prepared = message_id("act-prepared", &entry.act);
    if matches!(entry.detail, Detail::Change { .. }) && texts.has(&prepared) {
        return texts.message(&prepared);
    }
    act(texts, &entry.act)
}

/// Whether there is an act of this code.
pub fn is_act(texts: &Texts, code: &str) -> bool {
    texts.has(&message_id("act", code))
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

/// Why a request is in review again.
pub fn setback(texts: &Texts, setback: &Setback) -> String {
    let batch = setback.batch.map(|batch| batch.to_string());
    let batch = batch.unwrap_or_default();
    match setback.kind {
        SetbackKind::ApprovalExpired => say!(texts, "request-setback-approval-expired"),
        SetbackKind::Returned => say!(texts, "request-setback-returned"),
        SetbackKind::Corrected => say!(texts, "request-setback-corrected"),
        SetbackKind::BatchWithdrawn => {
            say!(texts, "request-setback-batch-withdrawn", batch = batch)
        }
        SetbackKind::BatchUnapproved => {
            say!(texts, "request-setback-batch-unapproved", batch = batch)
        }
        SetbackKind::BatchCancelled => {
            say!(texts, "request-setback-batch-cancelled", batch = batch)
        }
        SetbackKind::TakenBack => say!(texts, "request-setback-taken-back"),
        SetbackKind::Row(RowOutcome::GivenUp) if setback.batch.is_none() => {
            say!(texts, "request-setback-given-up")
        }
        SetbackKind::Row(outcome) if setback.batch.is_none() => say!(
            texts,
            "request-setback-provider",
            outcome = self::outcome(texts, outcome)
        ),
        SetbackKind::Row(outcome) => say!(
            texts,
            "request-setback-row",
            batch = batch,
            outcome = self::outcome(texts, outcome)
        ),
    }
}

/// What opening a database found out.
pub fn notice(texts: &Texts, notice: &Notice) -> String {
    match notice {
        Notice::StoppedInTheMiddle(count) => say!(texts, "notice-stopped", count = *count),
        Notice::ErasuresApplied(count) => say!(texts, "notice-erasures-applied", count = *count),
        Notice::ZoneTaken(zone) => say!(texts, "notice-zone-taken", zone = zone.as_str()),
        Notice::JournalLost => say!(texts, "notice-journal-lost"),
        Notice::Exposed(path) => {
            let path = visible(&path.to_string_lossy()).into_owned();
            say!(texts, "notice-exposed", path = path)
        }
        Notice::SigningKeyUnusable(path) => {
            let path = visible(&path.to_string_lossy()).into_owned();
            say!(texts, "notice-signing-key", path = path)
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
        LogFault::Trace(entry) => say!(texts, "log-fault-trace", entry = entry.to_string()),
        LogFault::Head(entry) => say!(texts, "log-fault-head", entry = entry.to_string()),
    }
}

/// What an identifier answers to.
pub fn tombstone_answer(texts: &Texts, answer: &TombstoneAnswer) -> String {
    match answer {
        TombstoneAnswer::NotAnIdentifier => say!(texts, "tombstone-not-an-identifier"),
        TombstoneAnswer::NeverSeen => say!(texts, "tombstone-never-seen"),
        TombstoneAnswer::GivenUp(given_up) => {
            let operator = given_up.operator_name.as_deref().unwrap_or("?");
            let said = say!(
                texts,
                "tombstone-given-up",
                date = formats::date(texts, given_up.at),
                operator = visible(operator).into_owned()
            );
            let now = match &given_up.tombstone {
                None => say!(texts, "tombstone-given-up-here"),
                Some(tombstone) => {
                    let deleted = deleted(texts, tombstone);
                    say!(texts, "tombstone-given-up-deleted", deleted = deleted)
                }
            };
            format!("{said} {now}")
        }
        TombstoneAnswer::StillHere(_, None) => say!(texts, "tombstone-still-here"),
        TombstoneAnswer::StillHere(_, Some(before)) => {
            let before = released(texts, before);
            let here = say!(texts, "tombstone-still-here");
            format!(
                "{here} {}",
                say!(texts, "tombstone-before", before = before)
            )
        }
        TombstoneAnswer::Deleted(tombstone) => deleted(texts, tombstone),
        TombstoneAnswer::Released(release) => released(texts, release),
        TombstoneAnswer::TwoFit(answers) => {
            let said = answers.iter().map(|(kind, answer)| {
                let answer = tombstone_answer(texts, answer);
                match kind {
                    IdentifierKind::Email => say!(texts, "tombstone-as-email", answer = answer),
                    IdentifierKind::UniqueId => say!(texts, "tombstone-as-id", answer = answer),
                }
            });
            said.collect::<Vec<_>>().join(" ")
        }
        TombstoneAnswer::KeyLost => say!(texts, "tombstone-key-lost"),
    }
}

/// The deletion, then the release.
fn released(texts: &Texts, released: &Released) -> String {
    let deleted = deleted(texts, &released.tombstone);
    let after = match (released.at, &released.operator_name) {
        (Some(at), Some(name)) => say!(
            texts,
            "tombstone-released",
            date = formats::date(texts, at),
            operator = visible(name).into_owned(),
            reason = visible(&released.reason).into_owned()
        ),
        _ => say!(texts, "tombstone-released-sometime"),
    };
    format!("{deleted} {after}")
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
