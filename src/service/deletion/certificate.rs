//! The erasure certificate: what was erased, when, by whom, in a form that this account's key can vouch for.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use crate::domain::batch::{Batch, RowOutcome};
use crate::domain::case::Case;
use crate::domain::id::BatchId;
use crate::domain::operator::{Permission, Session};
use crate::domain::reason::Reason;
use crate::domain::record::{Certificate, CertifiedBatch, CertifiedCase, CertifiedEvidence};
use crate::error::{Error, Result, Trouble};
use crate::service::account::restoring::known::known_batch;
use crate::service::account::{access, chain};
use crate::service::deletion::misfits;
use crate::service::deletion::said::moment;
use crate::service::{CertificateVerdict, Core, Reader};
use crate::store::Db;

/// What tells a certificate from other JSON.
const DOCUMENT: &str = "offboard erasure certificate";
/// Form of the document.
const VERSION: u32 = 1;
/// Its form where it names the case that the batch is of.
const VERSION_WITH_CASE: u32 = 2;
/// Largest certificate that is read.
const MAX_BYTES: u64 = 1 << 20;

/// Writes the certificate of a batch that is over.
pub(crate) fn write(db: &Db<'_>, core: &Core, batch: BatchId, out: &mut dyn Write) -> Result<()> {
    let certificate = make(db, core, batch)?;
    let text = serde_json::to_string_pretty(&certificate)
        .map_err(|error| Error::Bug(error.to_string()))?;
    let text = crate::sanitise::json(&text);
    writeln!(out, "{text}").map_err(|error| Trouble::Io(error.to_string()).into())
}

fn make(db: &Db<'_>, core: &Core, batch: BatchId) -> Result<Certificate> {
    let known = known_batch(db, batch)?;
    if !known.state.is_final() {
        return Err(Error::Refused(Reason::BatchNotOver));
    }
    let (log_entries, log_head) = chain::head(db)?;
    let results_sha256 = db.results_sha256(batch)?;
    let out_of_reach = out_of_reach(db, &known, results_sha256.is_some())?;
    let mut evidence = db.evidence_of_batch(batch)?;
    if let Some(accepted) = known.accepts
        && let Some(roster) = db.evidence(accepted)?
    {
        let gone = known.counts.of(RowOutcome::Deleted);
        evidence.push((roster, BTreeMap::from([("gone".to_owned(), gone)])));
    }
    let provider_evidence = evidence
        .into_iter()
        .map(|(evidence, changes)| CertifiedEvidence {
            kind: evidence.kind.code().to_owned(),
            taken_at: moment(evidence.taken_at),
            received_at: moment(evidence.received_at),
            sha256: evidence.sha256,
            changes,
        });
    let case = certified(&misfits::case(db, batch)?);
    let mut certificate = Certificate {
        provider_evidence: provider_evidence.collect(),
        document: DOCUMENT.to_owned(),
        version: case.as_ref().map_or(VERSION, |_| VERSION_WITH_CASE),
        account: db.settings()?.account,
        batch: batch.0,
        state: known.state.code().to_owned(),
        rows: known.tally.rows,
        outcomes: known
            .counts
            .0
            .iter()
            .map(|(outcome, count)| (outcome.code().to_owned(), *count))
            .collect(),
        operator: known.operator_name,
        taken_over_by: known.taken_over_by,
        approver: known.approver_name,
        confirmed_at: moment(known.confirmed_at),
        started_at: known.started_at.map(moment),
        finished_at: known.finished_at.map(moment),
        upload_sha256: known.sha256,
        results_sha256,
        log_entries,
        log_head,
        residue_found: known.residue,
        residue_doubtful: known.doubtful,
        out_of_reach,
        case,
        mark: String::new(),
    };
    certificate.mark = mark(core, &certificate)?;
    Ok(certificate)
}

/// Where identifiers of those who were deleted can still be read: what was written outside the database.
fn out_of_reach(db: &Db<'_>, batch: &Batch, has_results: bool) -> Result<Vec<String>> {
    let settings = db.settings()?;
    let mut places = Vec::new();
    if batch.upload_kept {
        let days = settings.keep_upload_days;
        places.push(format!(
            "the uploaded file, kept beside the database for {days} days after the end"
        ));
    }
    if has_results {
        places.push("the results file, which holds failed rows as they were uploaded".to_owned());
    }
    places.extend(
        [
            "files that were exported or saved",
            "backups",
            "mail that was sent",
            "the last letters in the folder of mail, until the next purge",
        ]
        .map(str::to_owned),
    );
    places.extend(settings.other_products);
    Ok(places)
}

/// The chain of a case; none where the batch stands alone.
fn certified(case: &Case) -> Option<CertifiedCase> {
    let totals = case.totals();
    let batches = case.batches.iter().map(|batch| CertifiedBatch {
        batch: batch.batch.0,
        corrects: batch.corrects.map(|batch| batch.0),
        state: batch.state.code().to_owned(),
        deleted: batch.counts.of(RowOutcome::Deleted),
    });
    case.is_chain().then(|| CertifiedCase {
        batches: batches.collect(),
        rows: totals.rows,
        deleted: totals.deleted,
        neither: totals.neither,
        pending: totals.pending,
        failed: totals.failed,
    })
}

/// The mark over everything but itself.
fn mark(core: &Core, certificate: &Certificate) -> Result<String> {
    let unmarked = Certificate {
        mark: String::new(),
        ..certificate.clone()
    };
    let text = serde_json::to_vec(&unmarked).map_err(|error| Error::Bug(error.to_string()))?;
    Ok(core.key.certificate_mark(&text))
}

impl Reader {
    /// Checks an erasure certificate. Needs `Permission::Inspect`.
    pub fn verify_certificate(
        &mut self,
        session: &Session,
        file: &Path,
    ) -> Result<CertificateVerdict> {
        access::authorise(&self.store.db(), session, Permission::Inspect)?;
        let (open, bytes) = crate::service::files::open_regular(file)?;
        if bytes > MAX_BYTES {
            return Ok(CertificateVerdict::NotACertificate);
        }
        let Ok(certificate) =
            serde_json::from_reader::<_, Certificate>(std::io::BufReader::new(open))
        else {
            return Ok(CertificateVerdict::NotACertificate);
        };
        if certificate.document != DOCUMENT {
            return Ok(CertificateVerdict::NotACertificate);
        }
        let genuine = mark(&self.core, &certificate)? == certificate.mark;
        Ok(if genuine {
            CertificateVerdict::Genuine(Box::new(certificate))
        } else {
            CertificateVerdict::NotGenuine
        })
    }
}
