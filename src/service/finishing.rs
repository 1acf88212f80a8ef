//! After the last row: the results file, the purge of what was deleted from the files, the scan, the end of the batch.
//!
//! Every step can be repeated after a kill without doing anything twice: the results file is written whole or not at
//! all, a transaction ends the rows, the purge is a state of its own, and the completion mail has a unique key.

use std::fs::File;
use std::path::PathBuf;

use super::files::{FileFault, Overwrite, write_file};
use super::remains::{Known, scan};
use super::results::{ResultsScope, results_file_name, write_results};
use super::{Core, Service, chain, letters, listing, residue};
use crate::domain::batch::{Batch, BatchState, RowOutcome};
use crate::domain::id::BatchId;
use crate::domain::request::{RequestEvent, SetbackKind};
use crate::error::{Error, Result};
use crate::store::{Db, Entry, Store, Tx};
use crate::texts::Texts;

/// Ends the rows of a batch: writes the results file and moves the batch to *erasing*.
pub(super) fn end_rows(
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
    let final_state = match (cancelled, failed) {
        (true, _) => BatchState::Cancelled,
        (false, true) => BatchState::CompletedWithErrors,
        (false, false) => BatchState::Completed,
    };
    store.write(|tx| {
        if let Some((path, sha256)) = &results {
            tx.set_results_file(batch, &path.to_string_lossy(), sha256)?;
        }
        let now = core.now();
        tx.rows_final(batch, now, tx.counter("users")?, final_state)?;
        let codes = counts
            .0
            .iter()
            .map(|(outcome, count)| format!("{}={count}", outcome.code()));
        let detail = codes.collect::<Vec<_>>().join(" ");
        let act = "batch_finish".to_owned();
        chain::append(
            tx,
            core,
            Entry {
                at: now,
                operator: None,
                act,
                user: None,
                batch: Some(batch),
                detail,
            },
        )?;
        core.at("rows", "before the commit of their end");
        Ok(())
    })?;
    core.at("rows", "after the commit of their end");
    Ok(())
}

/// Writes the failed rows into the folder of exports; a file of the same name that says something else stays.
fn write_failures(
    db: &Db<'_>,
    core: &Core,
    batch: &Batch,
    cancelled: bool,
) -> Result<(PathBuf, String)> {
    let mut text = Vec::new();
    results_into(
        db,
        core,
        batch,
        ResultsScope::Failures,
        cancelled,
        &mut text,
    )?;
    super::place::private_directory(&core.place.exports)?;
    let name = results_file_name(batch.id);
    let mut target = core.place.exports.join(&name);
    for attempt in 2..1_000 {
        match write_file(&target, Overwrite::Never, &text) {
            Ok(written) => return Ok((written.path, written.sha256)),
            Err(FileFault::AlreadyExists(_))
                if std::fs::read(&target).is_ok_and(|there| there == text) =>
            {
                return Ok((target, super::files::sha256(&text)));
            }
            Err(FileFault::AlreadyExists(_)) => {
                let stem = name.trim_end_matches(".csv");
                target = core.place.exports.join(format!("{stem}-{attempt}.csv"));
            }
            Err(fault) => return Err(fault.into()),
        }
    }
    Err(crate::error::Trouble::Exists(target).into())
}

/// Writes the results of a batch into a stream, from the kept upload.
pub(super) fn results_into(
    db: &Db<'_>,
    core: &Core,
    batch: &Batch,
    scope: ResultsScope,
    cancelled: bool,
    target: &mut dyn std::io::Write,
) -> Result<()> {
    let path = core.place.upload_of(batch.id);
    let upload = File::open(&path).map_err(|error| Error::from_io(&error, &path))?;
    let settings = db.settings()?;
    let operator = db.operator(batch.operator)?;
    let texts = Texts::new(
        operator
            .and_then(|operator| operator.language)
            .unwrap_or(settings.language),
    );
    let roll = listing::Roll::of_batch(db, batch, cancelled)?;
    let mut trouble = None;
    let mut outcome_of = |line: u32| {
        let row = roll.row_at(db, line).unwrap_or_else(|error| {
            trouble = Some(error);
            None
        })?;
        let outcome = row.outcome?;
        Some((outcome, crate::wording::batch_row_said(&texts, &row, false)))
    };
    write_results(
        std::io::BufReader::new(upload),
        scope,
        &mut outcome_of,
        target,
    )?;
    trouble.map_or(Ok(()), Err)
}

impl Service {
    /// Purges and scans the files where something was deleted, and completes every batch that is *erasing*. Answers the
    /// completed batches and how many deleted addresses the scan found; none when there was nothing to purge.
    pub(super) fn purge_erasing(
        &mut self,
        only: Option<BatchId>,
    ) -> Result<(Vec<BatchId>, Option<u64>)> {
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
    pub(super) fn purge_files(&mut self) -> Result<u64> {
        let whole = self.core.timings().phase("purge");
        let part = self.core.timings().phase("purge.compact");
        self.core.at("purge", "before the compaction");
        let known = self.compact_beside_reading()?;
        self.core.at("purge", "after the compaction");
        drop(part);
        // Other mail of a learner who is gone is not among them: it went before the files are purged.
        self.post.pause_for_removal();
        super::post::forget_gone(&self.store.db(), &self.core)?;
        super::restoring::remove_replaced(&self.core.place);
        let part = self.core.timings().phase("purge.scan");
        // Whoever was let go in between would pass for living.
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
            super::settling::note_purged(tx)?;
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
    fn complete(&mut self, batch: BatchId, residue: u64) -> Result<()> {
        let core = std::sync::Arc::clone(&self.core);
        self.store.write(|tx| {
            let state = tx
                .run_state(batch)?
                .ok_or_else(|| Error::Bug(format!("batch {batch} is gone")))?;
            if state.state != BatchState::Erasing {
                return Ok(());
            }
            let now = core.now();
            let final_state = state.final_state.unwrap_or(BatchState::CompletedWithErrors);
            tx.set_residue(batch, residue)?;
            tx.set_batch_state(batch, final_state, None)?;
            let why = Some(why_not_deleted(tx, batch, final_state)?);
            super::act::follow_batch(tx, batch, RequestEvent::BatchCame, why, now)?;
            withhold_name(tx, &core, batch)?;
            let (act, detail) = ("batch_purge".to_owned(), format!("residue={residue}"));
            chain::append(
                tx,
                &core,
                Entry {
                    at: now,
                    operator: None,
                    act,
                    user: None,
                    batch: Some(batch),
                    detail,
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
                    super::act::message_id()?,
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
    pub(super) fn remove_uploads(&mut self) -> Result<()> {
        let keep = i64::from(self.store.db().settings()?.keep_upload_days);
        let past = self
            .store
            .db()
            .uploads_past(self.core.now().plus_days(-keep))?;
        for batch in past {
            let path = self.core.place.upload_of(batch);
            self.core.at("upload", "before its removal");
            match std::fs::remove_file(&path) {
                Ok(()) => {}
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(Error::from_io(&error, &path)),
            }
            self.core.at("upload", "after its removal");
            self.store.write(|tx| tx.upload_removed(batch))?;
            self.core.at("upload", "after the commit of its removal");
        }
        Ok(())
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
