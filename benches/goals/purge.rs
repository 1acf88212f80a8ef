//! Goal 15: the purge after the job, which also scans every byte for addresses of the deleted, against `VACUUM` on the
//! same files.

use std::fs::File;
use std::process::Command;

use super::Outcome;
use super::book::Book;
use super::jobs::run_upload;
use super::measure::offboard_measured;
use super::progress;
use super::reference::{Reference, clear, megabytes};
use super::sql::Shell;
use super::upload::Upload;

/// The other side. It neither scans nor removes anything.
const SCRIPT: &str = "PRAGMA synchronous = FULL;\nPRAGMA secure_delete = ON;\nVACUUM;\nPRAGMA wal_checkpoint(TRUNCATE);\n";

/// Measures both after the job, so many rounds.
pub fn purge(
    reference: &Reference,
    upload: &Upload,
    shell: Shell,
    rounds: usize,
    book: &mut Book,
) -> Outcome<()> {
    let run = reference.folder.join("run");
    let after = reference.folder.join("after");
    let database = reference.copy_of_ours()?;
    run_upload(reference, upload, &database, &[])?;
    if after.exists() {
        std::fs::remove_dir_all(&after)?;
    }
    std::fs::rename(&run, &after)?;
    let fresh = || -> Outcome<()> {
        clear(&run)?;
        let from = after.join(".");
        let status = Command::new("cp").arg("-a").arg(from).arg(&run).status()?;
        if !status.success() {
            return Err("the files after the job could not be copied".into());
        }
        Ok(File::open(&database)?.sync_all()?)
    };
    for round in 1..=rounds {
        fresh()?;
        let ours =
            offboard_measured(&database, &["db", "purge"], &reference.folder)?.ended(&[0])?;
        book.note_sample("purge/offboard", &ours.sample)?;
        book.note("purge/offboard/size_mb", megabytes(&database)?)?;
        fresh()?;
        let theirs = shell.measured(&database, SCRIPT, &reference.folder)?;
        book.note_sample("purge/shell", &theirs.sample)?;
        let (ours, theirs) = (ours.sample.wall_s, theirs.sample.wall_s);
        progress(&format!(
            "  round {round}: purge {ours:.2} s, VACUUM {theirs:.2} s"
        ));
    }
    Ok(std::fs::remove_dir_all(after)?)
}
