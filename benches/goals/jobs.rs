//! Goals 1 to 4: the whole job against what a user would reach for, and against the machine's own floor.
//!
//! One after the other in every round, each on a fresh copy, with the same settings; then the end states are compared,
//! and a difference ends the benchmark.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::Instant;

use super::book::Book;
use super::measure::{Ran, Sample, beside, measured, offboard_measured, seconds};
use super::reference::{Reference, megabytes};
use super::sql::{Shell, filled};
use super::upload::Upload;
use super::{Outcome, progress};

/// Who does the job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doer {
    /// The program, the whole road.
    Offboard,
    /// The shell, plain.
    Plain,
    /// The shell, tuned by hand.
    Tuned,
    /// The tuned shell on the program's own tables.
    Clustered,
    /// A script, one row at a time in one transaction.
    OneTransaction,
    /// The same with a commit every thousand rows.
    PerThousand,
}

impl Doer {
    /// How its figures are named.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Offboard => "offboard",
            Self::Plain => "shell",
            Self::Tuned => "tuned",
            Self::Clustered => "clustered",
            Self::OneTransaction => "python",
            Self::PerThousand => "python-1000",
        }
    }

    const fn is_on_our_tables(self) -> bool {
        matches!(self, Self::Offboard | Self::Clustered)
    }
}

/// What is left in the end, in words that both schemas can say.
const LEFT: &str = "SELECT count(*), coalesce(sum(id), 0), coalesce(sum(id * 2654435761 % 4294967291), 0) FROM users;";
const RECORDS_OF_OURS: &str = "SELECT (SELECT count(*) FROM records)
    + (SELECT coalesce(sum(length(events)) / 8, 0) FROM histories);";
const RECORDS_OF_THEIRS: &str =
    "SELECT (SELECT count(*) FROM licenses) + (SELECT count(*) FROM course_progress)
    + (SELECT count(*) FROM activity);";

/// Runs the job by everybody, so many rounds.
pub fn compare(
    reference: &Reference,
    upload: &Upload,
    shell: Shell,
    rounds: usize,
    doers: &[Doer],
    book: &mut Book,
) -> Outcome<()> {
    let mut wanted: Option<String> = None;
    for round in 1..=rounds {
        for doer in doers {
            let (sample, left) = one(reference, upload, shell, *doer)?;
            let name = format!("job-{}/{}", upload.percent, doer.name());
            progress(&format!("  round {round}: {name} {:.2} s", sample.wall_s));
            book.note_sample(&name, &sample)?;
            match &wanted {
                None => wanted = Some(left),
                Some(wanted) if *wanted == left => {}
                Some(wanted) => {
                    let what = format!("{name} leaves {left}, another one left {wanted}");
                    return Err(what.into());
                }
            }
        }
        let floor = floor(reference)?;
        progress(&format!("  round {round}: floor {floor:.2} s"));
        book.note(&format!("job-{}/floor/wall_s", upload.percent), floor)?;
    }
    Ok(())
}

/// Runs the job by one on a fresh copy; answers what it took and what is left.
pub fn one(
    reference: &Reference,
    upload: &Upload,
    shell: Shell,
    doer: Doer,
) -> Outcome<(Sample, String)> {
    let database = if doer.is_on_our_tables() {
        reference.copy_of_ours()?
    } else {
        reference.copy_of_theirs()?
    };
    let ran = match doer {
        Doer::Offboard => run_upload(reference, upload, &database, &[])?,
        Doer::Plain => script(
            include_str!("sql/plain.sql"),
            reference,
            upload,
            shell,
            &database,
        )?,
        Doer::Tuned => script(
            include_str!("sql/tuned.sql"),
            reference,
            upload,
            shell,
            &database,
        )?,
        Doer::Clustered => script(
            include_str!("sql/clustered.sql"),
            reference,
            upload,
            shell,
            &database,
        )?,
        Doer::OneTransaction => row_at_a_time(reference, upload, &database, "0")?,
        Doer::PerThousand => row_at_a_time(reference, upload, &database, "1000")?,
    };
    let records = if doer.is_on_our_tables() {
        RECORDS_OF_OURS
    } else {
        RECORDS_OF_THEIRS
    };
    let left = shell.ask(&database, &format!("{LEFT}\n{records}\n"))?;
    Ok((ran.sample, left.replace('\n', " ")))
}

/// The program's whole road with a file, without the purge; further arguments may follow.
pub fn run_upload(
    reference: &Reference,
    upload: &Upload,
    database: &Path,
    further: &[&str],
) -> Outcome<Ran> {
    let (csv, phrase) = (upload.csv.to_string_lossy(), phrase(upload));
    let mut arguments = vec!["deletions", "run", &*csv, "--yes", "--confirm", &phrase];
    arguments.extend(["--no-purge", "--format", "json"]);
    arguments.extend(further);
    let ran = offboard_measured(database, &arguments, &reference.folder)?.ended(&[0, 1])?;
    let deleted = &ran.json()?["outcomes"]["deleted"];
    if deleted.as_u64() != Some(upload.users as u64) {
        return Err(format!("{deleted} are deleted, {} were to be", upload.users).into());
    }
    Ok(ran)
}

/// What has to be typed before the batch.
pub fn phrase(upload: &Upload) -> String {
    format!("delete {} users", upload.users)
}

fn script(
    script: &str,
    reference: &Reference,
    upload: &Upload,
    shell: Shell,
    database: &Path,
) -> Outcome<Ran> {
    let script = filled(script, &[("list", &upload.list)]);
    shell.measured(database, &script, &reference.folder)
}

fn row_at_a_time(
    reference: &Reference,
    upload: &Upload,
    database: &Path,
    rows_per_commit: &str,
) -> Outcome<Ran> {
    let (script, list) = (beside("row_at_a_time.py"), upload.list.to_string_lossy());
    let (script, database) = (script.to_string_lossy(), database.to_string_lossy());
    let command = [
        "python3",
        "-S",
        "-E",
        &*script,
        &*database,
        &*list,
        rows_per_commit,
    ];
    measured(&command, None, &reference.folder)?.ended(&[0])
}

/// The machine's own floor: writing the database's bytes twice, once into a new file and once over it, each time
/// until the disk has them. Less cannot be written by anything that keeps a log.
pub fn floor(reference: &Reference) -> Outcome<f64> {
    let mut from = File::open(&reference.ours)?;
    let path = reference.folder.join("floor");
    let began = Instant::now();
    let mut to = File::create(&path)?;
    let mut block = vec![0; 1 << 20];
    for _ in 0..2 {
        from.seek(SeekFrom::Start(0))?;
        to.seek(SeekFrom::Start(0))?;
        loop {
            let read = from.read(&mut block)?;
            if read == 0 {
                break;
            }
            to.write_all(block.get(..read).unwrap_or_default())?;
        }
        to.sync_data()?;
    }
    let took = seconds(began);
    std::fs::remove_file(path)?;
    Ok(took)
}

/// Notes how large everything is.
pub fn note_sizes(reference: &Reference, uploads: &[&Upload], book: &mut Book) -> Outcome<()> {
    book.note("size/offboard_mb", megabytes(&reference.ours)?)?;
    book.note("size/ordinary_mb", megabytes(&reference.theirs)?)?;
    for upload in uploads {
        let name = format!("size/upload-{}", upload.percent);
        book.note(&format!("{name}_mb"), megabytes(&upload.csv)?)?;
        #[expect(clippy::cast_precision_loss, reason = "fewer than a million rows")]
        let (rows, users) = (upload.rows as f64, upload.users as f64);
        book.note(&format!("{name}_rows"), rows)?;
        book.note(&format!("{name}_users"), users)?;
    }
    Ok(())
}
