//! What is put on record: activity log entries, verification of their chain, the erasure certificate.

mod detail;
mod pairs;
mod parts;
mod place;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

#[cfg(test)]
pub(crate) use detail::forms::every as every_form;
pub use detail::{About, Detail, ImportTold};
pub use pairs::{Code, Named, SettingsTold, Subject, Value};
pub use parts::{Answered, Door, Held, Letter, Reach, Remembered, Rest, Word};
pub use place::Place;

use super::act::Act;
use super::id::{BatchId, OperatorId, UserId};
use super::roster::RosterChange;
use super::time::Timestamp;

/// An entry of the activity log. It names learners by number only.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct LogEntry {
    /// Running number, from 1, without gaps.
    pub number: u64,
    /// When.
    pub at: Timestamp,
    /// Who; none for what the program did by itself.
    pub operator: Option<OperatorId>,
    /// Name of who, as it is now.
    pub operator_name: Option<String>,
    /// What: the code of an [`Act`].
    pub act: String,
    /// On which learner.
    pub user: Option<UserId>,
    /// Name of that learner as it is now; none once deleted.
    pub user_name: Option<String>,
    /// In which batch.
    pub batch: Option<BatchId>,
    /// With what result: words and counts, never a learner's.
    pub detail: Detail,
    /// What an import changed of the learner whose history is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub import: Option<ImportChanges>,
    /// What it changed of a learner, from what to what, while the learner is here.
    #[serde(skip)]
    pub changes: Vec<RosterChange>,
    /// The names of what stands in the detail by number, as they are now.
    #[serde(skip)]
    pub names: BTreeMap<Named, String>,
    /// How many entries it stands for where a listing folds: this one, and the same by the same operator right before it.
    pub folded: u64,
}

/// What an import changed of one learner.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct ImportChanges {
    /// The learner was added.
    pub added: bool,
    /// Fields that changed, by code.
    pub fields: Vec<&'static str>,
    /// License types given, by their present names.
    pub licenses_given: Vec<String>,
    /// License types taken.
    pub licenses_taken: Vec<String>,
    /// Groups joined, by their present names.
    pub groups_joined: Vec<String>,
    /// Groups left.
    pub groups_left: Vec<String>,
    /// The learner was mailed that the license is revoked.
    pub mailed: bool,
}

/// Which entries of the log are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct LogFilter {
    /// Only what concerns this learner.
    pub user: Option<UserId>,
    /// Only what this operator did.
    pub operator: Option<OperatorId>,
    /// Only what belongs to this batch.
    pub batch: Option<BatchId>,
    /// Only this act, by its code.
    pub act: Option<String>,
    /// Only what was entered at this moment or later.
    pub from: Option<Timestamp>,
    /// Only what was entered before this moment.
    pub until: Option<Timestamp>,
    /// Whether sign-ins of one operator in a row, as a script makes them by the dozen, are listed as one, the newest.
    pub folds: bool,
}

impl LogFilter {
    /// The act under which a refusal stands in the log.
    pub const REFUSED: &'static str = Act::Refused.code();
}

/// Whether the chain of the log is whole.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct LogVerification {
    /// Entries read.
    pub entries: u64,
    /// The first so many of them were written under a key that was lost since: only what happened to them after that
    /// is known.
    pub under_lost_key: u64,
    /// Head of the chain, in hexadecimal.
    pub head: String,
    /// The first thing that is wrong.
    pub fault: Option<LogFault>,
}

/// Where and how the chain breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case", tag = "fault", content = "entry")]
pub enum LogFault {
    /// An entry does not carry the mark that its content and its predecessor give.
    Changed(u64),
    /// An entry is missing at this number.
    Missing(u64),
    /// Entries after this number are missing: the recorded head is further on.
    CutAfter(u64),
    /// One of the entries up to this one, written under a key that was lost since, was changed after the loss.
    ChangedUpTo(u64),
    /// The recorded head does not match the chain.
    Head(u64),
    /// What the import of this entry says of single learners was changed.
    Trace(u64),
}

/// What the scan of the raw files found of deleted users.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Residue {
    /// Addresses of deleted users.
    pub found: u64,
    /// Places of which it cannot tell whether they hold a deleted address or a shorter one of a living user.
    pub doubtful: u64,
}

impl Residue {
    /// Whether nothing was found and nothing is in doubt.
    pub const fn is_clean(self) -> bool {
        self.found == 0 && self.doubtful == 0
    }
}

/// The case that a batch is of, as its certificate names it when it is written.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CertifiedCase {
    /// Its batches, each after the one that it corrects.
    pub batches: Vec<CertifiedBatch>,
    /// Rows of the file that the first batch was made of.
    pub rows: u64,
    /// Users deleted in all of them.
    pub deleted: u64,
    /// Rows with which nothing was to be done.
    pub neither: u64,
    /// Rows whose turn is still to come.
    pub pending: u64,
    /// Rows that failed and that nothing corrects.
    pub failed: u64,
}

/// A batch of a case.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CertifiedBatch {
    /// Its number.
    pub batch: i64,
    /// The number of the batch that it corrects; none for the first.
    pub corrects: Option<i64>,
    /// Where it stands.
    pub state: String,
    /// Users deleted in it.
    pub deleted: u64,
}

/// The erasure certificate of a batch.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Certificate {
    /// What this is, for a reader that finds the file.
    pub document: String,
    /// Form of this document.
    pub version: u32,
    /// Name of the account.
    pub account: String,
    /// Which batch.
    pub batch: i64,
    /// Its final state.
    pub state: String,
    /// Rows of the upload.
    pub rows: u64,
    /// Counts by outcome.
    pub outcomes: std::collections::BTreeMap<String, u64>,
    /// Who confirmed it.
    pub operator: String,
    /// Who went on with it after whoever confirmed it had left, where somebody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_over_by: Option<String>,
    /// Who approved it.
    pub approver: Option<String>,
    /// When it was confirmed (RFC 3339, UTC), and so on.
    pub confirmed_at: String,
    /// When its first chunk ran.
    pub started_at: Option<String>,
    /// When its last row became final.
    pub finished_at: Option<String>,
    /// SHA-256 of the uploaded file.
    pub upload_sha256: String,
    /// SHA-256 of the results file, where one was written.
    pub results_sha256: Option<String>,
    /// Number of the last entry of the activity log.
    pub log_entries: u64,
    /// Head of the activity log's chain.
    pub log_head: String,
    /// Deleted addresses that the scan of the raw files found.
    pub residue_found: Option<u64>,
    /// Places of which that scan could not tell whose address they hold; certificates of before lack it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub residue_doubtful: Option<u64>,
    /// What happened at the provider was concluded from this; none of an account that lives here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub provider_evidence: Vec<CertifiedEvidence>,
    /// What is outside the console's reach.
    pub out_of_reach: Vec<String>,
    /// The batches that correct each other's rows, this one among them; none where it stands alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CertifiedCase>,
    /// Public half of the key that signs it (base64 of its DER); certificates of before lack it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signing_key: Option<String>,
    /// Keyed mark over all the above, which only this account's key can make.
    pub mark: String,
}

/// What deletions at the provider were concluded from, as a certificate names it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CertifiedEvidence {
    /// Of which kind: `roster`, `results`, `answer` or `word`.
    pub kind: String,
    /// When it was taken there (RFC 3339, UTC).
    pub taken_at: String,
    /// When it came in here.
    pub received_at: String,
    /// SHA-256 of the file or the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// How many changes of the batch were concluded from it, by where they stand.
    pub changes: std::collections::BTreeMap<String, u64>,
}
