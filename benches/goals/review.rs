//! Goal 5: the review against the whole job; and where the time of the job goes.

use serde::Deserialize;

use super::Outcome;
use super::book::Book;
use super::jobs::run_upload;
use super::measure::offboard_measured;
use super::progress;
use super::reference::Reference;
use super::upload::Upload;

/// A line of what `--timings` writes.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Phase {
    /// Its name; a dotted name lies inside the one before the dot.
    #[serde(rename = "phase")]
    pub name: String,
    /// How long it took.
    pub ms: f64,
    /// The middle chunk, where the phase is made of chunks.
    pub p50_ms: Option<f64>,
    /// The slower chunks.
    pub p95_ms: Option<f64>,
    /// The slowest chunk.
    pub max_ms: Option<f64>,
    /// Waiting for the write lock, over all chunks.
    pub wait_ms: Option<f64>,
    /// Judging once more.
    pub decide_ms: Option<f64>,
    /// Writing the erasure journal.
    pub journal_ms: Option<f64>,
    /// Deleting.
    pub apply_ms: Option<f64>,
    /// Committing.
    pub commit_ms: Option<f64>,
}

/// Measures the review of a file.
pub fn review(
    reference: &Reference,
    upload: &Upload,
    rounds: usize,
    book: &mut Book,
) -> Outcome<()> {
    let database = reference.copy_of_ours()?;
    let csv = upload.csv.to_string_lossy();
    for round in 1..=rounds {
        let arguments = ["deletions", "check", &*csv, "--format", "json"];
        let ran = offboard_measured(&database, &arguments, &reference.folder)?.ended(&[0, 1])?;
        progress(&format!(
            "  round {round}: review {:.3} s",
            ran.sample.wall_s
        ));
        book.note_sample("review/offboard", &ran.sample)?;
    }
    Ok(())
}

/// Runs the job once more and notes its phases.
pub fn phases(reference: &Reference, upload: &Upload, book: &mut Book) -> Outcome<Vec<Phase>> {
    let database = reference.copy_of_ours()?;
    let log = reference.folder.join("run/timings.jsonl");
    let ran = run_upload(
        reference,
        upload,
        &database,
        &["--timings", &log.to_string_lossy()],
    )?;
    let found = read(&std::fs::read_to_string(log)?)?;
    book.note("phase/whole_ms", ran.sample.wall_s * 1_000.0)?;
    for phase in &found {
        book.note(&format!("phase/{}_ms", phase.name), phase.ms)?;
        let parts = [
            ("wait", phase.wait_ms),
            ("decide", phase.decide_ms),
            ("journal", phase.journal_ms),
            ("apply", phase.apply_ms),
            ("commit", phase.commit_ms),
        ];
        for (part, ms) in parts {
            if let Some(ms) = ms {
                book.note(&format!("phase/{}.{part}_ms", phase.name), ms)?;
            }
        }
    }
    Ok(found)
}

/// Reads the lines of a timings file.
pub fn read(text: &str) -> Outcome<Vec<Phase>> {
    let lines = text.lines().map(serde_json::from_str);
    Ok(lines.collect::<Result<_, _>>()?)
}
