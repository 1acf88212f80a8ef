//! Goal 7: an operator's act on the command line while another process runs a batch, the start of its own process
//! included; and the same with nothing else going on.

use std::collections::HashSet;
use std::path::Path;
use std::time::Instant;

use super::Outcome;
use super::book::Book;
use super::measure::{offboard, offboard_says, seconds};
use super::pace::Running;
use super::progress;
use super::reference::Reference;
use super::sql::Shell;
use super::upload::{People, Upload};

/// Acts with nothing else going on.
const ALONE: usize = 20;

/// Measures acts beside the batch.
pub fn beside_a_batch(
    reference: &Reference,
    people: &People,
    upload: &Upload,
    shell: Shell,
    book: &mut Book,
) -> Outcome<()> {
    let connected = connected(reference, people, upload)?;
    let mut connected = connected.iter();
    let database = reference.copy_of_ours()?;
    let mut alone = Vec::new();
    for key in connected.by_ref().take(ALONE) {
        alone.push(disconnect(&database, key)? * 1e3);
    }
    book.note_series("acts/alone", "ms", &alone)?;
    let mut beside = Vec::new();
    let mut running = Running::start(&database, upload, &[])?;
    if running.is_deleting(&database, shell)? {
        for key in connected {
            let took = disconnect(&database, key)?;
            if !running.goes_on()? {
                break;
            }
            beside.push(took * 1e3);
        }
    }
    running.end()?;
    if beside.is_empty() {
        return book.leave_out("acts/beside", "the job is over before one act is done");
    }
    progress(&format!("  {} acts beside a batch", beside.len()));
    book.note_series("acts/beside", "ms", &beside)
}

/// Unique IDs of learners with a connected profile whom the file does not name.
pub fn connected(reference: &Reference, people: &People, upload: &Upload) -> Outcome<Vec<String>> {
    let chosen = people.free.iter().take(upload.users).chain(&people.held);
    let named: HashSet<&str> = chosen.map(|one| one.id.as_str()).collect();
    let listed = [
        "users",
        "list",
        "--connected",
        "--limit",
        "20000",
        "--format",
        "csv",
    ];
    let listed = offboard_says(&reference.ours, &listed)?;
    let mut reader = csv::Reader::from_reader(listed.as_bytes());
    let column = reader
        .headers()?
        .iter()
        .position(|name| name == "unique_user_id");
    let column = column.ok_or("the list has no unique IDs")?;
    let mut found = Vec::new();
    for row in reader.records() {
        let id = row?.get(column).unwrap_or_default().to_owned();
        if !named.contains(id.as_str()) {
            found.push(id);
        }
    }
    Ok(found)
}

/// Disconnects a learner on the command line; answers the seconds.
pub fn disconnect(database: &Path, key: &str) -> Outcome<f64> {
    let began = Instant::now();
    let ran = offboard(database)
        .args(["users", "disconnect", key, "--yes"])
        .output()?;
    if !ran.status.success() {
        let errors = String::from_utf8_lossy(&ran.stderr);
        return Err(format!("disconnecting beside a batch: {errors}").into());
    }
    Ok(seconds(began))
}
