//! What upkeep, packages and certificates come to: the answers of verbs that are neither questions nor acts.

use std::path::PathBuf;

use crate::domain::guards::KeptTold;
use crate::domain::id::BatchId;
use crate::domain::mail::MailTrouble;
use crate::domain::record::{LogVerification, Residue};
use crate::domain::time::Timestamp;
use crate::error::JournalGap;

/// What the examination of a database found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct CheckReport {
    /// What `integrity_check` and `foreign_key_check` complain of; empty when all is well.
    pub faults: Vec<String>,
    /// Counters that differ from what they count, by name.
    pub counters: Vec<String>,
    /// Users in the account.
    pub users: u64,
    /// Deleted users that the registry answers for.
    pub tombstones: u64,
    /// Size of the database and its side files in bytes.
    pub bytes: u64,
    /// Version of the schema.
    pub schema: i64,
    /// Whether the chain of the activity log is whole.
    pub log: LogVerification,
    /// What other users of the machine could read or replace.
    pub exposed: Vec<PathBuf>,
    /// When a new erasure journal was begun in the place of a lost one, with how many entries that had, where no backup was
    /// made or restored since: those of before are refused. No moment where it is missing and no new one was begun.
    pub journal_lost: Option<(Option<Timestamp>, u64)>,
    /// Where the signing key lies, when nothing can be signed with it.
    pub signing_key: Option<PathBuf>,
    /// What the scan of the raw files found of deleted users.
    pub residue: Residue,
}

impl CheckReport {
    /// Whether the database is as this program wrote it.
    pub fn is_whole(&self) -> bool {
        self.faults.is_empty() && self.counters.is_empty() && self.log.fault.is_none()
    }

    /// Whether nothing is wrong, open to others, lost, or left of a deleted user.
    pub fn is_well(&self) -> bool {
        self.is_whole()
            && self.exposed.is_empty()
            && self.journal_lost.is_none()
            && self.signing_key.is_none()
            && self.residue.is_clean()
    }
}

/// What a purge did.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct PurgeReport {
    /// Size of the database and its side files before, in bytes.
    pub bytes_before: u64,
    /// Their size after, in bytes.
    pub bytes_after: u64,
    /// Deleted addresses that the scan of the raw files found.
    pub residue: u64,
    /// Places of which it cannot tell whose address they hold.
    pub doubtful: u64,
    /// Batches that were *erasing* and are complete now.
    pub batches: Vec<BatchId>,
}

impl PurgeReport {
    /// What the scan found.
    pub const fn found(&self) -> Residue {
        Residue {
            found: self.residue,
            doubtful: self.doubtful,
        }
    }
}

/// A backup that was written.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct BackupReport {
    /// Where it is.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
}

/// What a restore did.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct RestoreReport {
    /// Users in the restored account, after the journal's erasures were applied to it.
    pub users: u64,
    /// Users that the journal's later erasures took away again.
    pub erasures_applied: u64,
    /// Batches that were under way or waited for their day: they go on when somebody says so.
    pub batches_held: u64,
    /// What the journal lacks, where the operator wanted it all the same.
    pub gap: Option<JournalGap>,
    /// Deleted addresses that the scan of the restored file found.
    pub residue: u64,
    /// Where the database that was replaced is kept until the next purge.
    pub kept: Option<PathBuf>,
    /// What was kept of what guards the account.
    #[serde(flatten)]
    pub guards: KeptTold,
    /// When.
    #[serde(skip)]
    pub at: Timestamp,
}

/// Files that the hosted product will take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// The files to upload, in order.
    pub files: Vec<PathBuf>,
    /// The list of rows that were left out, with outcome and message; none when every row is in.
    pub left_out: Option<PathBuf>,
    /// The account of the file's lines.
    pub tally: crate::domain::batch::LineTally,
    /// Counts by outcome; `Deleted` counts the rows that are in the files.
    pub counts: crate::domain::batch::OutcomeCounts,
}

/// What delivering mail came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Delivery {
    /// Messages delivered.
    pub sent: u64,
    /// Messages refused for good.
    pub failed: u64,
    /// Messages that still wait.
    pub queued: u64,
    /// What was in the way of every message.
    pub trouble: Option<MailTrouble>,
}

/// What verifying a certificate found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CertificateVerdict {
    /// The mark is this account's and the document is as it was made; whether a signature lay beside it, which then was
    /// checked as well.
    Genuine(Box<crate::domain::record::Certificate>, bool),
    /// The mark does not belong to the document: it was changed, or another account made it.
    NotGenuine,
    /// Not an erasure certificate at all.
    NotACertificate,
}
