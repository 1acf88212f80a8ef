//! The review: an upload is spooled, hashed, read strictly, and every row of it judged. Nothing touches the database.
//!
//! The text of the rows is gone as soon as it is judged: what is kept of a row is ten bytes of numbers, of many rows in a
//! file without a name. The spooled copy is what will be run, so a file that changes after it was chosen changes nothing.

use crate::domain::act::Act;
use std::collections::HashMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest, Sha256};

use super::given::Given;
use super::matching::{Sought, match_rows};
use crate::domain::batch::{
    LineTally, PlanRow, Progress, Review, ReviewToken, ReviewWarning, RowOutcome, Terminated,
    TerminatedCause,
};
use crate::domain::case::Correction;
use crate::domain::id::{BatchId, EvidenceId, RuleId};
use crate::domain::operator::{Operator, Permission, Session};
use crate::domain::query::ReviewSource;
use crate::error::{Error, Result};
use crate::intake::{Limits, read_deletions_watched};
use crate::service::account::access;
use crate::service::account::place::private_directory;
use crate::service::deletion::reviewed::ReviewedRows;
use crate::service::files::{hexadecimal, name_of, open_regular};
use crate::service::{Core, Reader, noting};
use crate::store::{Db, Store};

/// A spooled upload: the file goes when the value does, unless a batch has taken it over.
#[derive(Debug)]
pub(crate) struct Spool {
    /// Where it lies.
    pub path: PathBuf,
    /// The open copy; its lock tells other processes that the review is alive.
    file: File,
}

/// A review that waits to be confirmed or dropped.
#[derive(Debug)]
pub(crate) struct Pending {
    /// What it found.
    pub review: Review,
    /// Every row in file order.
    pub rows: ReviewedRows,
    /// The spooled copy.
    pub spool: Spool,
    /// Which rows of another batch it corrects.
    pub correction: Option<Correction>,
    /// The roster because of which it is to erase here who is gone at the provider.
    pub accepts: Option<EvidenceId>,
    /// The retention rule that names its learners.
    pub rule: Option<RuleId>,
}

impl Drop for Spool {
    fn drop(&mut self) {
        // Gone already once a batch has taken the file over under its own name.
        let _ = std::fs::remove_file(&self.path);
    }
}

impl Spool {
    /// An empty one, under a name of its own.
    pub(crate) fn create(core: &Core) -> Result<Self> {
        use std::os::unix::fs::OpenOptionsExt;
        private_directory(&core.place.uploads)?;
        let mut name = [0; 8];
        getrandom::fill(&mut name).map_err(|error| Error::Bug(error.to_string()))?;
        let path = core
            .place
            .uploads
            .join(format!("review-{}.csv", hexadecimal(&name)));
        let file = std::fs::OpenOptions::new()
            .read(true)
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)
            .map_err(|error| Error::from_io(&error, &path))?;
        file.lock().map_err(|error| Error::from_io(&error, &path))?;
        Ok(Self { path, file })
    }

    /// Where what is copied goes.
    pub(crate) fn writer(&self) -> Result<File> {
        let file = self.file.try_clone();
        file.map_err(|error| Error::from_io(&error, &self.path))
    }

    /// The copy, from its beginning.
    pub(crate) fn reader(&self) -> Result<File> {
        let mut file =
            File::open(&self.path).map_err(|error| Error::from_io(&error, &self.path))?;
        file.seek(SeekFrom::Start(0))
            .map_err(|error| Error::from_io(&error, &self.path))?;
        Ok(file)
    }
}

impl Reader {
    /// Checks a deletion file row by row and keeps its spooled copy until the review is confirmed or dropped. `watch`
    /// gets the progress in bytes; it answers whether to go on.
    pub fn review(
        &mut self,
        session: &Session,
        source: &ReviewSource,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<Review> {
        let core = &self.core;
        let allowed = access::authorise(&self.store.db(), session, Permission::ReviewAndExport);
        noting::refusals(core, session, Act::Review, allowed)?;
        self.store.read(|db| {
            let operator = access::authorise(db, session, Permission::ReviewAndExport)?;
            review(db, core, &operator, source, watch)
        })
    }

    /// Forgets a review that was not confirmed.
    pub fn drop_review(&mut self, token: ReviewToken) {
        if let Ok(mut reviews) = self.core.reviews() {
            reviews.remove(&token);
        }
    }
}

/// Numbers reviews within the process.
static NEXT_TOKEN: AtomicU64 = AtomicU64::new(1);

/// Reviews an upload; see [`crate::service::Reader::review`].
pub(crate) fn review(
    db: &Db<'_>,
    core: &Core,
    operator: &Operator,
    source: &ReviewSource,
    watch: &mut dyn FnMut(Progress) -> bool,
) -> Result<Review> {
    let whole = core.timings().phase("review");
    let settings = db.settings()?;
    let spool = Spool::create(core)?;
    let found = found_in(
        db,
        core,
        operator,
        (source, &spool),
        (settings.max_rows, watch),
    )?;
    let counts = found.rows.counts();
    let users = db.counter("users")?;
    let tally = found.tally;
    let mut warnings = ReviewWarning::of(&found.columns, counts.of(RowOutcome::Deleted), users);
    let nobody = settings.second_admin && !operator.has_approver(&db.operators()?);
    warnings.extend(nobody.then_some(ReviewWarning::NobodyApproves));
    let review = Review {
        token: ReviewToken(NEXT_TOKEN.fetch_add(1, Ordering::Relaxed)),
        file_name: found.file_name,
        bytes: found.bytes,
        earlier_batch: db.batch_of_upload(&found.sha256)?,
        sha256: found.sha256,
        tally,
        gate: settings.gate(counts.of(RowOutcome::Deleted), users),
        warnings,
        counts,
        users,
        read_otherwise: found.rows.read_otherwise.clone(),
    };
    if !tally.holds() || review.counts.total() != tally.rows {
        return Err(Error::Terminated(Terminated {
            cause: TerminatedCause::Unaccounted,
            line: None,
        }));
    }
    let (correction, accepts, rule) = purpose(db, source)?;
    core.at("review", "after its judgement");
    core.reviews()?.insert(
        review.token,
        Pending {
            review: review.clone(),
            rows: found.rows,
            spool,
            correction,
            accepts,
            rule,
        },
    );
    whole.counted(tally.rows);
    Ok(review)
}

/// What a review is bound to beside its rows: a batch that it corrects, the roster that it accepts, the rule that names its
/// learners.
fn purpose(
    db: &Db<'_>,
    source: &ReviewSource,
) -> Result<(Option<Correction>, Option<EvidenceId>, Option<RuleId>)> {
    Ok(match source {
        ReviewSource::Correction(correction) => (Some(correction.clone()), None, None),
        ReviewSource::Gone(_) => (None, db.gone_by()?, None),
        ReviewSource::Rule(rule) => (None, None, Some(*rule)),
        ReviewSource::File(_) | ReviewSource::Users(_) | ReviewSource::OfRequest(..) => {
            (None, None, None)
        }
    })
}

/// What a review found in a file, or of learners who were chosen.
struct Found {
    file_name: String,
    bytes: u64,
    sha256: String,
    tally: LineTally,
    columns: Vec<String>,
    rows: ReviewedRows,
}

/// Reads what a source names, and keeps the file that stands for it.
fn found_in(
    db: &Db<'_>,
    core: &Core,
    operator: &Operator,
    (source, spool): (&ReviewSource, &Spool),
    (max_rows, watch): (Option<u64>, &mut dyn FnMut(Progress) -> bool),
) -> Result<Found> {
    let given = |given: Given| from_given(given, spool, max_rows);
    match source {
        ReviewSource::File(path) => from_file(db, core, operator, (path, spool), (max_rows, watch)),
        ReviewSource::Users(users) => given(Given::marked(db, core, operator, users)?),
        ReviewSource::OfRequest(request, user) => {
            given(Given::of_request(db, core, operator, (*request, *user))?)
        }
        ReviewSource::Correction(correction) => {
            given(Given::correcting(db, core, operator, correction)?)
        }
        ReviewSource::Rule(rule) => given(Given::of_rule(db, core, operator, *rule)?),
        ReviewSource::Gone(users) => given(Given::gone(db, core, operator, users.as_deref())?),
    }
}

/// Reads a file, and finds whom its rows mean.
fn from_file(
    db: &Db<'_>,
    core: &Core,
    operator: &Operator,
    (path, spool): (&Path, &Spool),
    (max_rows, watch): (Option<u64>, &mut dyn FnMut(Progress) -> bool),
) -> Result<Found> {
    let part = core.timings().phase("review.spool");
    let (bytes, sha256) = copy_file(path, spool)?;
    core.at("review", "after the copy of the file");
    part.counted(bytes);
    let part = core.timings().phase("review.intake");
    let (tally, columns, sought) = read_rows(db, core, spool, max_rows, watch)?;
    part.counted(tally.rows);
    let part = core.timings().phase("review.match");
    let rows = match_rows(db, core, operator, sought)?;
    part.counted(tally.rows);
    Ok(Found {
        file_name: name_of(path),
        bytes,
        sha256,
        tally,
        columns,
        rows,
    })
}

/// Takes the review of chosen learners, and keeps the file that stands for it.
fn from_given(given: Given, spool: &Spool, max_rows: Option<u64>) -> Result<Found> {
    let rows = given.tally.rows;
    if let Some(allowed) = max_rows.filter(|allowed| rows > *allowed) {
        let cause = TerminatedCause::TooManyRows(rows, allowed);
        return Err(Error::Terminated(Terminated { cause, line: None }));
    }
    let kept = (&spool.file).write_all(&given.text);
    kept.map_err(|error| Error::from_io(&error, &spool.path))?;
    Ok(Found {
        bytes: given.text.len() as u64,
        sha256: given.sha256(),
        file_name: given.file_name,
        tally: given.tally,
        columns: given.columns,
        rows: given.rows,
    })
}

/// Removes spooled reviews of processes that are gone, and uploads whose batch was never written.
pub(crate) fn remove_leftovers(store: &mut Store, core: &Core) -> Result<()> {
    let Ok(entries) = std::fs::read_dir(&core.place.uploads) else {
        return Ok(());
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().and_then(|name| name.to_str());
        let name = name.unwrap_or_default();
        if name.starts_with("review-") {
            if File::open(&path).is_ok_and(|file| file.try_lock().is_ok()) {
                remove(&path)?;
            }
        } else if let Some(batch) = batch_of(name)
            && !has_batch(&store.db(), batch)?
        {
            // The upload has its name before its batch is committed. Under the write lock nobody is between the two.
            store.write(|tx| {
                if has_batch(tx, batch)? {
                    return Ok(());
                }
                remove(&path)
            })?;
        }
    }
    Ok(())
}

/// The batch that an upload is named after.
fn batch_of(name: &str) -> Option<BatchId> {
    let number = name.strip_prefix("batch-")?.strip_suffix(".csv")?;
    number.parse().ok().map(BatchId)
}

fn has_batch(db: &Db<'_>, batch: BatchId) -> Result<bool> {
    Ok(db.batch(batch)?.is_some_and(|batch| batch.upload_kept))
}

/// Removes a file, unless another process was faster.
fn remove(path: &Path) -> Result<()> {
    crate::durable::remove(path).map_err(|error| Error::from_io(&error, path))
}

fn copy_file(path: &Path, spool: &Spool) -> Result<(u64, String)> {
    let (mut file, bytes) = open_regular(path)?;
    let too_large = |bytes| {
        Error::Terminated(Terminated {
            cause: TerminatedCause::TooLarge(bytes),
            line: None,
        })
    };
    if bytes >= Limits::UPLOAD_BYTES {
        return Err(too_large(bytes));
    }
    let mut hash = Sha256::new();
    let mut copied = 0;
    let mut buffer = vec![0; 64 << 10];
    loop {
        let count = file
            .read(&mut buffer)
            .map_err(|error| Error::from_io(&error, path))?;
        if count == 0 {
            break;
        }
        copied += count as u64;
        // The file may grow while it is read.
        if copied >= Limits::UPLOAD_BYTES {
            return Err(too_large(copied));
        }
        hash.update(&buffer[..count]);
        (&spool.file)
            .write_all(&buffer[..count])
            .map_err(|error| Error::from_io(&error, &spool.path))?;
    }
    Ok((copied, hexadecimal(&hash.finalize())))
}

fn read_rows(
    db: &Db<'_>,
    core: &Core,
    spool: &Spool,
    max_rows: Option<u64>,
    watch: &mut dyn FnMut(Progress) -> bool,
) -> Result<(LineTally, Vec<String>, Sought)> {
    let mut sought = Sought::new(db, &core.place.uploads)?;
    let mut trouble = None;
    let mut goes_on = |progress| {
        if watch(progress) {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    };
    let intake = read_deletions_watched(
        std::io::BufReader::new(spool.reader()?),
        &Limits::upload(max_rows),
        &mut goes_on,
        &mut |row| match sought.note(core, row) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                trouble = Some(error);
                ControlFlow::Break(())
            }
        },
    );
    if let Some(trouble) = trouble {
        return Err(trouble);
    }
    let intake = intake?;
    Ok((intake.tally, intake.header.names, sought))
}

/// The rows of a plan as bytes, for the hash that an approval is bound to.
#[derive(Default)]
pub(crate) struct PlanHash(Sha256);

impl PlanHash {
    /// Takes the next row.
    pub(crate) fn note(&mut self, row: &PlanRow) {
        let mut bytes = [0; 13];
        bytes[0] = row.outcome as u8;
        bytes[1..5].copy_from_slice(&row.line.to_le_bytes());
        bytes[5..].copy_from_slice(&row.reference.to_le_bytes());
        self.0.update(bytes);
    }

    /// The hash of all of them.
    pub(crate) fn end(self) -> [u8; 32] {
        self.0.finalize().into()
    }

    /// The hash of the plan of a batch.
    pub(crate) fn of_batch(db: &Db<'_>, batch: BatchId) -> Result<[u8; 32]> {
        let mut hash = Self::default();
        db.each_plan_row(batch, |row| {
            hash.note(&row);
            Ok(())
        })?;
        Ok(hash.end())
    }
}

/// The reviews that wait, by token.
pub(crate) type Pendings = HashMap<ReviewToken, Pending>;
