//! After the last row: the results file, the purge of what was deleted from the files, the scan, the end of the batch.
//!
//! Every step can be repeated after a kill without doing anything twice: the results file is written whole or not at
//! all, a transaction ends the rows, the purge is a state of its own, and the completion mail has a unique key.

use crate::domain::act::Act;
use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

use super::results::{
    ResultsFault, ResultsScope, results_file_name, write_results, write_without_text,
};
use super::{listing, upload};
use crate::domain::batch::{Batch, BatchEvent, BatchRow, BatchState, CountsAs, Ended, RowOutcome};
use crate::domain::id::BatchId;
use crate::domain::record::{Detail, Residue};
use crate::domain::request::{RequestEvent, SetbackKind};
use crate::durable;
use crate::error::{Error, Result};
use crate::intake::ReadFault;
use crate::service::account::chain;
use crate::service::files::{FileFault, FileInProgress};
use crate::service::mail::letters;
use crate::service::residue::remains::{Known, scan};
use crate::service::{Core, Service, residue};
use crate::store::{Db, Entry, Store, Tx};
use crate::texts::Texts;

/// Ends the rows of a batch: writes the results file and moves the batch to *erasing*.
pub(crate) fn end_rows(
    store: &mut Store,
    core: &Core,
    batch: BatchId,
    cancelled: bool,
) -> Result<()> {
    let _whole = core.timings().phase("finish");
    let known = store
        .db()
        .batch(batch)?
        .ok_or_else(|| Error::Bug(format!("batch {batch} is gone")))?;
    let mut counts = known.counts.clone();
    if cancelled {
        counts.add(
            crate::domain::batch::RowOutcome::Cancelled,
            known.planned - known.processed,
        );
    }
    let failed = counts.failed() > 0;
    core.at("results", "before they are written");
    let results = if failed {
        let _part = core.timings().phase("finish.results");
        Some(write_failures(&store.db(), core, &known, cancelled)?)
    } else {
        None
    };
    core.at("results", "after they are written");
    let end = match (cancelled, failed) {
        (true, _) => Ended::Cancelled,
        (false, true) => Ended::CompletedWithErrors,
        (false, false) => Ended::Completed,
    };
    store.write(|tx| {
        if let Some(written) = &results {
            tx.set_results_file(batch, &written.path.to_string_lossy(), &written.sha256)?;
            if !written.has_text {
                tx.note_upload_lost(batch)?;
            }
        }
        let now = core.now();
        tx.move_batch(batch, BatchEvent::RowsFinal)?;
        tx.rows_final(batch, now, tx.counter("users")?, end.state())?;
        let outcomes = counts.0.iter().map(|(outcome, count)| (*outcome, *count));
        let outcomes = outcomes.collect();
        chain::append(
            tx,
            core,
            &Entry {
                at: now,
                operator: None,
                act: Act::BatchFinish,
                user: None,
                batch: Some(batch),
                detail: Detail::Ended { outcomes },
            },
        )?;
        core.at("rows", "before the commit of their end");
        Ok(())
    })?;
    core.at("rows", "after the commit of their end");
    Ok(())
}

/// A results file that stands where it belongs.
struct Failures {
    path: PathBuf,
    sha256: String,
    /// Whether it holds the rows as they were uploaded, and not their lines alone.
    has_text: bool,
}

/// Writes the failed rows into the folder of exports; a file of the same name that says something else stays.
fn write_failures(db: &Db<'_>, core: &Core, batch: &Batch, cancelled: bool) -> Result<Failures> {
    let upload = upload::open_kept(core, batch)?;
    let has_text = upload.is_some();
    let scope = ResultsScope::Failures;
    crate::service::account::place::private_directory(&core.place.exports)?;
    let name = results_file_name(batch.id);
    let mut target = core.place.exports.join(&name);
    let mut file = FileInProgress::begin(&target)?;
    results_into(db, batch, upload, scope, cancelled, &mut file)?;
    let mut sealed = file.seal()?;
    let failures = |path, sha256| Failures {
        path,
        sha256,
        has_text,
    };
    for attempt in 2..1_000 {
        match sealed.check_target() {
            Ok(()) => {
                let written = sealed.publish()?;
                return Ok(failures(written.path, written.sha256));
            }
            Err(FileFault::AlreadyExists(_)) if sealed.is_at_target() => {
                // A process that is gone wrote it, and may not have come to sync its name.
                durable::sync_folder(&core.place.exports)
                    .map_err(|error| Error::from_io(&error, &target))?;
                return Ok(failures(target, sealed.sha256().to_owned()));
            }
            Err(FileFault::AlreadyExists(_)) => {
                let stem = name.trim_end_matches(".csv");
                target = core.place.exports.join(format!("{stem}-{attempt}.csv"));
                sealed.aim_at(&target);
            }
            Err(fault) => return Err(fault.into()),
        }
    }
    Err(crate::error::Trouble::Exists(target).into())
}

/// Writes the results of a batch into a stream: the rows as the kept upload has them, or their lines alone without it.
pub(crate) fn results_into(
    db: &Db<'_>,
    batch: &Batch,
    upload: Option<File>,
    scope: ResultsScope,
    cancelled: bool,
    target: &mut dyn std::io::Write,
) -> Result<()> {
    let settings = db.settings()?;
    let operator = db.operator(batch.operator)?;
    let texts = Texts::new(
        operator
            .and_then(|operator| operator.language)
            .unwrap_or(settings.language),
    );
    let mut roll = listing::Roll::of_batch(db, batch, cancelled)?;
    let mut trouble = None;
    let mut heard = |found: Result<Option<BatchRow>>| {
        found.unwrap_or_else(|error| {
            trouble = Some(error);
            None
        })
    };
    let said = |row: &BatchRow| {
        let outcome = row.outcome?;
        // A row that is left out needs no words.
        let is_wanted = scope == ResultsScope::EveryRow || outcome.counts_as() == CountsAs::Failure;
        let words = is_wanted.then(|| crate::wording::batch_row_said(&texts, row, false));
        Some((outcome, words.unwrap_or_default()))
    };
    // Every row is read once.
    let written = db.in_passing(|| {
        Ok(if let Some(upload) = upload {
            let mut outcome_of = |line| said(&heard(roll.row_at(db, line))?);
            write_results(BufReader::new(upload), scope, &mut outcome_of, target)
        } else {
            let mut next = || heard(roll.next_row(db)).map(|row| (row.line, said(&row)));
            write_without_text(&mut next, scope, target)
        })
    })?;
    match (written, trouble) {
        (_, Some(trouble)) => Err(trouble),
        // It was read whole before the batch began, and is the same still.
        (Err(ResultsFault::Upload(ReadFault::Terminated(why))), None) => Err(Error::Bug(format!(
            "the upload cannot be read again: {why:?}"
        ))),
        (written, None) => Ok(written.map(|_| ())?),
    }
}

impl Service {
    /// Purges and scans the files where something was deleted, and completes every batch that is *erasing*. Answers the
    /// completed batches and how many deleted addresses the scan found; none when there was nothing to purge.
    pub(crate) fn purge_erasing(
        &mut self,
        only: Option<BatchId>,
    ) -> Result<(Vec<BatchId>, Option<Residue>)> {
        let mut erasing = self.store.db().batches_in(BatchState::Erasing)?;
        if let Some(only) = only {
            erasing.retain(|batch| *batch == only);
        }
        let mut deleted = 0;
        for batch in &erasing {
            deleted += self
                .store
                .db()
                .run_state(*batch)?
                .map_or(0, |state| state.deleted);
        }
        // What outlives its learner until it is sent is sent before the files are purged, where that can be.
        self.send_fleeting()?;
        let residue = if deleted > 0 {
            Some(self.purge_files()?)
        } else {
            None
        };
        for batch in &erasing {
            self.complete(*batch, residue.unwrap_or_default())?;
        }
        Ok((erasing, residue))
    }

    /// Compacts the database, empties its log, removes mail of deleted learners, and scans what is left. Mail that
    /// outlived its learner and was sent into a folder stays there until the next purge, so that somebody can fetch it.
    pub(crate) fn purge_files(&mut self) -> Result<Residue> {
        let whole = self.core.timings().phase("purge");
        let part = self.core.timings().phase("purge.compact");
        self.core.at("purge", "before the compaction");
        let known = self.compact_beside_reading()?;
        self.core.at("purge", "after the compaction");
        drop(part);
        // Other mail of a learner who is gone is not among them: it went before the files are purged.
        self.post.pause_for_removal();
        crate::service::mail::post::forget_gone(&self.store.db(), &self.core)?;
        crate::service::account::restoring::remove_replaced(&self.core.place);
        let part = self.core.timings().phase("purge.scan");
        // A user deleted in between would pass for living.
        let known = if known.is_current(&self.store.db())? {
            known
        } else {
            Known::of(&self.store.db(), &self.core)?
        };
        let residue = scan(&self.core, &known)?;
        drop(known);
        self.core.at("purge", "after the scan");
        let core = &self.core;
        self.store.write(|tx| {
            core.at("purge", "before the commit of its end");
            tx.forget_gone_mail()?;
            crate::service::residue::settling::note_purged(tx)?;
            tx.age_farewells()
        })?;
        self.core.at("purge", "after the commit of its end");
        drop(part);
        drop(whole);
        Ok(residue)
    }

    /// Compacts the database, and meanwhile reads on another connection what the scan will ask of the registry.
    fn compact_beside_reading(&mut self) -> Result<Known> {
        let (store, core) = (&mut self.store, &*self.core);
        let (compacted, known) = std::thread::scope(|scope| {
            let reading = scope.spawn(|| {
                let _part = core.timings().phase("purge.register");
                Known::of(&Store::open_reader(&core.place.database)?.db(), core)
            });
            let compacted = store.compact();
            let failed = |_| Error::Bug("the reading of the registry failed".to_owned());
            (compacted, reading.join().map_err(failed))
        });
        compacted?;
        known?
    }

    /// The last transaction of a batch: its final state, its mail, its log entry. Then its upload goes.
    fn complete(&mut self, batch: BatchId, residue: Residue) -> Result<()> {
        let core = std::sync::Arc::clone(&self.core);
        self.store.write(|tx| {
            let state = tx
                .run_state(batch)?
                .ok_or_else(|| Error::Bug(format!("batch {batch} is gone")))?;
            if state.state != BatchState::Erasing {
                return Ok(());
            }
            let now = core.now();
            let end = state.final_state.and_then(Ended::of);
            let end = end.unwrap_or(Ended::CompletedWithErrors);
            tx.set_residue(batch, residue)?;
            tx.move_batch(batch, BatchEvent::Purged(end))?;
            let why = Some(why_not_deleted(tx, batch, end.state())?);
            crate::service::ops::follow_batch(tx, batch, RequestEvent::BatchCame, why, now)?;
            withhold_name(tx, &core, batch)?;
            chain::append(
                tx,
                &core,
                &Entry {
                    at: now,
                    operator: None,
                    act: Act::BatchPurge,
                    user: None,
                    batch: Some(batch),
                    detail: scanned(residue),
                },
            )?;
            let known = tx
                .batch(batch)?
                .ok_or_else(|| Error::Bug(format!("batch {batch} is gone")))?;
            let settings = tx.settings()?;
            if let Some(operator) = tx.operator(known.operator)?
                && let Some(mail) = letters::batch_over(
                    &settings,
                    &operator,
                    &known,
                    &chain::head(tx)?,
                    crate::service::ops::message_id()?,
                    now,
                )
            {
                tx.queue_mail(&mail)?;
            }
            core.at("completion", "before its commit");
            Ok(())
        })?;
        self.core.at("completion", "after its commit");
        self.remove_uploads()
    }

    /// Removes uploads whose retention is over.
    pub(crate) fn remove_uploads(&mut self) -> Result<()> {
        let settings = self.store.db().settings()?;
        let keep = i64::from(settings.keep_upload_days);
        let since = settings.time_zone.days_later(self.core.now(), -keep);
        let past = self.store.db().uploads_past(since)?;
        for batch in past {
            let path = self.core.place.upload_of(batch);
            self.core.at("upload", "before its removal");
            match durable::remove(&path) {
                // A folder that somebody put there is no upload, and keeps no batch from its end.
                Err(error) if !path.is_dir() => return Err(Error::from_io(&error, &path)),
                _ => {}
            }
            self.core.at("upload", "after its removal");
            self.store.write(|tx| tx.upload_removed(batch))?;
            self.core.at("upload", "after the commit of its removal");
        }
        Ok(())
    }
}

/// What a scan found, for the log; what it is in doubt about is named only where there is any.
pub(crate) fn scanned(residue: Residue) -> Detail {
    Detail::Scanned {
        residue: residue.found,
        doubtful: Some(residue.doubtful).filter(|doubtful| *doubtful > 0),
    }
}

/// The name of an upload may itself hold the address of somebody who is deleted now.
fn withhold_name(tx: &crate::store::Tx<'_>, core: &Core, batch: BatchId) -> Result<()> {
    let known = tx
        .batch(batch)?
        .ok_or_else(|| Error::Bug(format!("batch {batch} is gone")))?;
    if !known.file_name.contains('@') {
        return Ok(());
    }
    let register = Known::of(tx, core)?;
    let scanned = residue::scan(known.file_name.as_bytes(), &mut &register, |_| true);
    if scanned.is_ok_and(|scanned| scanned.deleted + scanned.doubtful > 0) {
        tx.rename_upload(batch, &format!("upload-{batch}.csv"))?;
    }
    Ok(())
}

/// Why a batch that is over did not delete the learner whose request it was made of: such a batch has one row.
fn why_not_deleted(tx: &Tx<'_>, batch: BatchId, ended: BatchState) -> Result<SetbackKind> {
    let known = tx.batch(batch)?;
    let counts = known.map(|known| known.counts).unwrap_or_default();
    let mut outcomes = RowOutcome::ALL.into_iter();
    let outcome =
        outcomes.find(|outcome| *outcome != RowOutcome::Deleted && counts.of(*outcome) > 0);
    Ok(match outcome {
        Some(outcome) if ended != BatchState::Cancelled => SetbackKind::Row(outcome),
        Some(_) | None => SetbackKind::BatchCancelled,
    })
}
