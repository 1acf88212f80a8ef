//! Ageing: the whole job on an account that has lived, against a fresh one with the same learners.
//!
//! What has lived has seen roster imports that change a fifth of the learners, a tenth as many newcomers, and ten
//! batches by which they left again: rows moved about, free pages, tombstones, batches, a longer log.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::book::Book;
use super::jobs::run_upload;
use super::measure::{offboard_measured, offboard_says};
use super::reference::{Reference, clear};
use super::upload::Upload;
use super::{Outcome, progress};

/// Times that a fifth of the learners get another title.
const IMPORTS: usize = 3;
/// Batches by which the newcomers leave.
const BATCHES: usize = 10;

/// Measures both, interleaved, so many rounds.
pub fn ageing(
    reference: &Reference,
    upload: &Upload,
    rounds: usize,
    book: &mut Book,
) -> Outcome<()> {
    let home = reference.folder.join("aged");
    clear(&home)?;
    let aged = Reference {
        learners: reference.learners,
        folder: reference.folder.clone(),
        ours: home.join("hub.db"),
        theirs: reference.theirs.clone(),
        roster: reference.roster.clone(),
    };
    let young = reference.copy_of_ours()?;
    for ending in ["", ".key", ".erasures"] {
        let from = format!("{}{ending}", young.display());
        fs::copy(from, format!("{}{ending}", aged.ours.display()))?;
    }
    live(&aged, &home)?;
    for round in 1..=rounds {
        for (name, account) in [("fresh", reference), ("aged", &aged)] {
            let database = account.copy_of_ours()?;
            let csv = upload.csv.to_string_lossy();
            let check = ["deletions", "check", &*csv, "--format", "json"];
            let review = offboard_measured(&database, &check, &reference.folder)?;
            book.note_sample(
                &format!("ageing/review/{name}"),
                &review.ended(&[0, 1])?.sample,
            )?;
            let ran = run_upload(account, upload, &database, &[])?;
            book.note_sample(&format!("ageing/job/{name}"), &ran.sample)?;
            progress(&format!(
                "  round {round}: {name} {:.2} s",
                ran.sample.wall_s
            ));
        }
    }
    fs::remove_dir_all(home)?;
    Ok(())
}

/// Lets an account live.
fn live(account: &Reference, home: &Path) -> Outcome<()> {
    progress("  an account lives");
    let mut reader = csv::Reader::from_path(&account.roster)?;
    let headers = reader.headers()?.clone();
    let place = |name: &str| headers.iter().position(|header| header == name);
    let title = place("work_title").ok_or("the roster has no titles")?;
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>()?;
    for turn in 0..IMPORTS {
        let file = home.join("changes.csv");
        let mut writer = csv::Writer::from_path(&file)?;
        writer.write_record(&headers)?;
        for row in rows.iter().skip(turn).step_by(5) {
            let grown = |(at, cell): (usize, &str)| {
                if at == title {
                    format!("{cell}, turn {turn} of their career")
                } else {
                    cell.to_owned()
                }
            };
            writer.write_record(row.iter().enumerate().map(grown))?;
        }
        writer.flush()?;
        offboard_says(
            &account.ours,
            &["users", "import", &file.to_string_lossy(), "--quiet"],
        )?;
    }
    let newcomers = usize::try_from(account.learners)? / 10;
    let mut roster =
        "preferred_first_name,preferred_last_name,primary_email_address,unique_user_id\n"
            .to_owned();
    for nth in 0..newcomers {
        writeln!(
            roster,
            "New,Comer {nth},newcomer.{nth}@elsewhere.example,NEW-{nth}"
        )?;
    }
    let file = home.join("newcomers.csv");
    fs::write(&file, roster)?;
    offboard_says(
        &account.ours,
        &["users", "import", &file.to_string_lossy(), "--quiet"],
    )?;
    let_leave(account, home, newcomers)
}

/// Lets all newcomers leave, in several batches.
fn let_leave(account: &Reference, home: &Path, newcomers: usize) -> Outcome<()> {
    for batch in 0..BATCHES {
        let mut leavers = "primary_email_address,unique_user_id\n".to_owned();
        let mut count = 0;
        for nth in (batch..newcomers).step_by(BATCHES) {
            writeln!(leavers, ",NEW-{nth}")?;
            count += 1;
        }
        let file = home.join(format!("left-{batch}.csv"));
        fs::write(&file, leavers)?;
        let (file, phrase) = (file.to_string_lossy(), format!("delete {count} users"));
        let mut words = vec!["deletions", "run", &*file, "--yes", "--confirm", &phrase];
        words.extend(["--no-purge", "--format", "json"]);
        let said: serde_json::Value = serde_json::from_str(&offboard_says(&account.ours, &words)?)?;
        let deleted = &said["outcomes"]["deleted"];
        if deleted.as_u64() != Some(count) {
            return Err(format!("{deleted} newcomers have left, {count} were to leave").into());
        }
    }
    Ok(())
}
