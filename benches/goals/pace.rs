//! Goal 6: how long chunks hold the write lock, how fast a batch stops, how large the write-ahead log grows.

use std::path::Path;
use std::process::{Child, Command};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::Outcome;
use super::book::Book;
use super::jobs::phrase;
use super::measure::{offboard, seconds};
use super::progress;
use super::reference::Reference;
use super::review;
use super::sql::Shell;
use super::upload::Upload;

/// A batch that another process is running.
pub struct Running {
    child: Child,
    began: Instant,
}

impl Running {
    /// Starts it, without the purge; further arguments may follow.
    pub fn start(database: &Path, upload: &Upload, further: &[&str]) -> Outcome<Self> {
        let csv = upload.csv.to_string_lossy();
        let mut command = offboard(database);
        command.args([
            "deletions",
            "run",
            &*csv,
            "--yes",
            "--confirm",
            &phrase(upload),
        ]);
        command
            .args(["--no-purge", "--format", "json"])
            .args(further);
        command.stdout(std::process::Stdio::null());
        let began = Instant::now();
        let child = command.spawn()?;
        Ok(Self { child, began })
    }

    /// Whether it still runs.
    pub fn goes_on(&mut self) -> Outcome<bool> {
        Ok(self.child.try_wait()?.is_none())
    }

    /// Waits until the first rows are deleted; whether that happened before its end.
    pub fn is_deleting(&mut self, database: &Path, shell: Shell) -> Outcome<bool> {
        while self.goes_on()? {
            if !matches!(state(database, shell)?, None | Some((_, 0))) {
                return self.goes_on();
            }
        }
        Ok(false)
    }

    /// Waits for its end; answers the seconds that it took.
    pub fn end(mut self) -> Outcome<f64> {
        let status = self.child.wait()?;
        if !matches!(status.code(), Some(0 | 1)) {
            return Err(format!("the batch ended with {status}").into());
        }
        Ok(seconds(self.began))
    }
}

/// The state of the first batch and the rows that it has processed.
pub fn state(database: &Path, shell: Shell) -> Outcome<Option<(String, u64)>> {
    let asked = "SELECT state, processed FROM batches WHERE id = 1;\n";
    // Before its first commit the database may be busy: that is an answer too.
    let said = shell.ask(database, asked).unwrap_or_default();
    let parts = said.split_once('|');
    Ok(match parts {
        Some((state, processed)) => Some((state.to_owned(), processed.parse()?)),
        None => None,
    })
}

/// Measures chunks and the log over the whole job.
pub fn chunks(reference: &Reference, upload: &Upload, book: &mut Book) -> Outcome<()> {
    let database = reference.copy_of_ours()?;
    let timings = reference.folder.join("run/timings.jsonl");
    let stop = Arc::new(AtomicBool::new(false));
    let log = database.with_extension("db-wal");
    let is_over = Arc::clone(&stop);
    let watcher = thread::spawn(move || {
        let mut largest = 0;
        while !is_over.load(Ordering::Relaxed) {
            largest = largest.max(std::fs::metadata(&log).map_or(0, |found| found.len()));
            thread::sleep(Duration::from_millis(2));
        }
        largest
    });
    let running = Running::start(
        &database,
        upload,
        &["--timings", &timings.to_string_lossy()],
    )?;
    let ended = running.end();
    stop.store(true, Ordering::Relaxed);
    let largest = watcher.join().map_err(|_| "the log was not watched")?;
    ended?;
    #[expect(
        clippy::cast_precision_loss,
        reason = "a size that is shown with three digits"
    )]
    book.note("pace/wal_mb", largest as f64 / 1e6)?;
    let phases = review::read(&std::fs::read_to_string(timings)?)?;
    let chunks = phases.iter().find(|phase| phase.name == "chunks");
    let chunks = chunks.ok_or("the timings say nothing about chunks")?;
    let figures = [
        ("p50", chunks.p50_ms),
        ("p95", chunks.p95_ms),
        ("max", chunks.max_ms),
    ];
    for (share, ms) in figures {
        book.note(&format!("pace/chunk/{share}_ms"), ms.unwrap_or_default())?;
    }
    Ok(())
}

/// Measures how long a batch goes on to delete after somebody has asked in another process to cancel it. What was not
/// deleted is written into the results file afterwards, before the batch is *cancelled*.
pub fn cancel(
    reference: &Reference,
    upload: &Upload,
    shell: Shell,
    rounds: usize,
    book: &mut Book,
) -> Outcome<()> {
    for round in 1..=rounds {
        let database = reference.copy_of_ours()?;
        let mut running = Running::start(&database, upload, &[])?;
        if !running.is_deleting(&database, shell)? {
            running.end()?;
            book.leave_out(
                "pace/cancel",
                "the job is over before anybody could cancel it",
            )?;
            return Ok(());
        }
        let asked = Instant::now();
        let mut command: Command = offboard(&database);
        command.args(["deletions", "cancel", "1"]);
        // It waits for the batch to end, and purges what was deleted.
        let mut cancelling = command.stdout(std::process::Stdio::null()).spawn()?;
        let (mut rows, mut stopped) = (0, 0.0);
        while let Some((state, processed)) = state(&database, shell)?
            && state == "processing"
        {
            if processed > rows {
                (rows, stopped) = (processed, seconds(asked));
            }
        }
        let written = seconds(asked);
        let cancelled = cancelling.wait()?;
        let told = seconds(asked);
        running.end()?;
        if !cancelled.success() {
            book.leave_out(
                "pace/cancel",
                "the job was over before it could be cancelled",
            )?;
            return Ok(());
        }
        progress(&format!(
            "  round {round}: nobody is deleted after {:.0} ms, the results are written after {:.0} ms",
            stopped * 1e3,
            written * 1e3
        ));
        book.note("pace/cancel_written_ms", written * 1e3)?;
        book.note("pace/cancel_told_ms", told * 1e3)?;
        book.note("pace/cancel_ms", stopped * 1e3)?;
    }
    Ok(())
}
