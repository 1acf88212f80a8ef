//! The erasure certificate: what was erased, when, by whom, in a form that this account's key can vouch for.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use crate::domain::batch::{Batch, RowOutcome};
use crate::domain::case::Case;
use crate::domain::id::BatchId;
use crate::domain::operator::{Permission, Session};
use crate::domain::public_half::PublicHalf;
use crate::domain::reason::Reason;
use crate::domain::record::{Certificate, CertifiedBatch, CertifiedCase, CertifiedEvidence, Place};
use crate::error::{Error, Result};
use crate::service::account::restoring::known::known_batch;
use crate::service::account::{access, chain, signing};
use crate::service::deletion::misfits;
use crate::service::deletion::said::moment;
use crate::service::files::open_regular;
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

/// The certificate of a batch that is over, as its file says it.
pub(crate) fn written(certificate: &Certificate) -> Result<Vec<u8>> {
    let text =
        serde_json::to_string_pretty(certificate).map_err(|error| Error::Bug(error.to_string()))?;
    Ok(format!("{}\n", crate::sanitise::json(&text)).into_bytes())
}

/// Reads a certificate; none where the text is something else.
pub(crate) fn read(text: &[u8]) -> Option<Certificate> {
    let read: Option<Certificate> = serde_json::from_slice(text).ok();
    read.filter(|certificate| certificate.document == DOCUMENT)
}

/// The certificate of a batch that is over, which names the key that is to sign it.
pub(crate) fn make(
    db: &Db<'_>,
    core: &Core,
    batch: BatchId,
    signing_key: PublicHalf,
) -> Result<Certificate> {
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
        signing_key: Some(signing_key.text()),
        mark: String::new(),
    };
    certificate.mark = mark(core, &certificate)?;
    Ok(certificate)
}

/// Where identifiers of those who were deleted can still be read: what was written outside the database.
fn out_of_reach(db: &Db<'_>, batch: &Batch, has_results: bool) -> Result<Vec<String>> {
    let settings = db.settings()?;
    let kept = Place::KeptUpload(settings.keep_upload_days);
    let places = batch.upload_kept.then_some(kept).into_iter();
    let places = places.chain(has_results.then_some(Place::Results));
    let always = [
        Place::Saved,
        Place::Backups,
        Place::Mail,
        Place::LastLetters,
    ];
    let waiting = !db.fleeting_recipients()?.is_empty();
    let places = places.chain(always);
    let places = places.chain(waiting.then_some(Place::WaitingLetters));
    let places = places.map(Place::said);
    Ok(places.chain(settings.other_products).collect())
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
    /// Checks an erasure certificate: by this account's key, and by the signature beside it where there is one. Needs
    /// `Permission::Inspect`.
    pub fn verify_certificate(
        &mut self,
        session: &Session,
        file: &Path,
    ) -> Result<CertificateVerdict> {
        access::authorise(&self.store.db(), session, Permission::Inspect)?;
        let (open, bytes) = open_regular(file)?;
        if bytes > MAX_BYTES {
            return Ok(CertificateVerdict::NotACertificate);
        }
        let mut content = Vec::new();
        open.take(MAX_BYTES)
            .read_to_end(&mut content)
            .map_err(|error| Error::from_io(&error, file))?;
        let Some(certificate) = read(&content) else {
            return Ok(CertificateVerdict::NotACertificate);
        };
        let signature = signing::signature_beside(file)?;
        let is_marked = mark(&self.core, &certificate)? == certificate.mark;
        let is_signed = match &signature {
            None => true,
            Some(signature) => {
                let halves = signing::known(&self.store.db())?;
                let fits = |half: &PublicHalf| signing::is_signed_by(*half, &content, signature);
                halves.iter().any(fits)
            }
        };
        Ok(if is_marked && is_signed {
            let by_signature = signature.is_some();
            CertificateVerdict::Genuine(Box::new(certificate), by_signature)
        } else {
            CertificateVerdict::NotGenuine
        })
    }
}
