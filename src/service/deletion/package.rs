//! The upload package: any deletion CSV turned into files that the hosted product takes.
//!
//! The files have exact headers, at most 10,000 rows and less than 15 MB each, and are numbered; what was left out is
//! listed with its line and reason. Either all of them appear or, when one is in the way, none.

use std::collections::HashMap;
use std::io::{self, Read, Seek};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::domain::batch::{OutcomeCounts, RowOutcome};
use crate::domain::identifier::{EmailAddress, UniqueId};
use crate::error::Error;
use crate::intake::writing::CsvWriter;
use crate::intake::{DeletionRow, EMAIL_COLUMN, ID_COLUMN, Limits, ReadFault};
use crate::intake::{escape, read_deletions_watched};
use crate::service::files::{FileFault, FileInProgress, Manner, SealedFile, WrittenFile};

/// Rows of one file at the most.
pub const ROWS_PER_FILE: u64 = 10_000;

/// A file stays smaller than so many bytes.
pub const BYTES_PER_FILE: u64 = Limits::UPLOAD_BYTES;

/// The list of what was left out.
pub const LEFT_OUT_FILE: &str = "left-out.csv";

/// What is to be done with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackageVerdict {
    /// It goes into a file.
    Keep,
    /// It goes into a file by the identifiers that its user has: the row names them in the sense of the other column, which
    /// is read here and nowhere else.
    KeepByOwn,
    /// The same user stands on this earlier line; with the message in the operator's language.
    SameAs(u32, String),
    /// It does not go into a file, for this reason, with the message in the operator's language.
    LeaveOut(RowOutcome, String),
}

/// Who knows what the rows of a deletion CSV mean.
pub trait PackageJudge {
    /// Judges a row.
    fn verdict(&mut self, row: &DeletionRow<'_>) -> PackageVerdict;

    /// Email and ID of the user whom the row on a line means, empty where there is none.
    fn identifiers(&mut self, line: u32) -> (String, String);
}

/// How large the files of a package may grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PackageLimits {
    /// Rows of one file at the most.
    pub rows: u64,
    /// A file stays smaller than so many bytes.
    pub bytes: u64,
}

/// A package that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// Its numbered files, in order; none when no row was kept.
    pub files: Vec<WrittenFile>,
    /// The list of what was left out; none when nothing was.
    pub left_out: Option<WrittenFile>,
    /// The rows by outcome, counted as they were written: `Deleted` are those in the files.
    pub counts: OutcomeCounts,
}

/// Why a package was not written.
#[derive(Debug, thiserror::Error)]
pub enum PackageFault {
    /// The CSV cannot be read.
    #[error(transparent)]
    Upload(#[from] ReadFault),
    /// A file of the package cannot be written.
    #[error(transparent)]
    File(#[from] FileFault),
}

impl From<PackageFault> for Error {
    fn from(fault: PackageFault) -> Self {
        match fault {
            PackageFault::Upload(fault) => fault.into(),
            PackageFault::File(fault) => fault.into(),
        }
    }
}

/// A package that is being written.
struct Packer<'a> {
    folder: &'a Path,
    manner: Manner,
    limits: PackageLimits,
    live_cell_message: &'a str,
    sealed: Vec<SealedFile>,
    current: Option<Part>,
    left_out: Option<CsvWriter<FileInProgress>>,
    /// Lines left out although a user is meant, with the reason: a later row of the same user fails for it too.
    not_taken: HashMap<u32, RowOutcome>,
    counts: OutcomeCounts,
}

/// The numbered file that is being filled.
struct Part {
    writer: CsvWriter<FileInProgress>,
    rows: u64,
    bytes: u64,
}

impl Default for PackageLimits {
    fn default() -> Self {
        Self {
            rows: ROWS_PER_FILE,
            bytes: BYTES_PER_FILE,
        }
    }
}

/// Writes the package of a deletion CSV into a folder that is there.
///
/// `judge` judges every row; a row that names nobody is left out for its own reason whatever the verdict says, with
/// the message of the verdict when it says to leave it out. The hosted product does not take the guard off a
/// cell that a spreadsheet would run as a formula: such an identifier is not written. Where the row has no other one,
/// the user's other identifier stands for it, and where that is no better, the row is left out with
/// `live_cell_message`.
pub fn write_package<R: Read + Seek>(
    upload: R,
    folder: &Path,
    manner: Manner,
    limits: PackageLimits,
    live_cell_message: &str,
    judge: &mut dyn PackageJudge,
) -> Result<Package, PackageFault> {
    let mut packer = Packer {
        folder,
        manner,
        limits,
        live_cell_message,
        sealed: Vec::new(),
        current: None,
        left_out: None,
        not_taken: HashMap::new(),
        counts: OutcomeCounts::default(),
    };
    let mut trouble = None;
    let mut each = |row: &DeletionRow<'_>| match packer.take(row, judge) {
        Ok(()) => ControlFlow::Continue(()),
        Err(fault) => {
            trouble = Some(fault);
            ControlFlow::Break(())
        }
    };
    let read = read_deletions_watched(
        upload,
        &Limits::none(),
        &mut |_| ControlFlow::Continue(()),
        &mut each,
    );
    if let Some(fault) = trouble {
        return Err(fault.into());
    }
    read?;
    Ok(packer.publish()?)
}

/// The name of the numbered file, from 1.
pub fn part_name(number: usize) -> String {
    format!("user-deletion-{number:03}.csv")
}

impl Packer<'_> {
    fn take(
        &mut self,
        row: &DeletionRow<'_>,
        judge: &mut dyn PackageJudge,
    ) -> Result<(), FileFault> {
        match (row.identifiers(), judge.verdict(row)) {
            (Ok(identifiers), PackageVerdict::Keep) => {
                let email = identifiers.email.as_ref().map(EmailAddress::as_str);
                let id = identifiers.unique_id.as_ref().map(UniqueId::as_str);
                let (email, id) = (email.unwrap_or_default(), id.unwrap_or_default());
                match harmless_cells(email, id) {
                    Ok((email, id)) => self.keep(email, id),
                    Err(outcome) => self.take_by_own(row.line, outcome, judge),
                }
            }
            (Ok(_), PackageVerdict::KeepByOwn) => {
                self.take_by_own(row.line, RowOutcome::InvalidId, judge)
            }
            (Err(outcome), PackageVerdict::Keep | PackageVerdict::KeepByOwn) => {
                self.take_by_own(row.line, outcome, judge)
            }
            (_, PackageVerdict::SameAs(line, message)) => match self.not_taken.get(&line) {
                Some(outcome) => self.leave_out(row.line, *outcome, self.live_cell_message),
                None => self.leave_out(row.line, RowOutcome::Duplicate, &message),
            },
            (_, PackageVerdict::LeaveOut(outcome, message)) => {
                self.leave_out(row.line, outcome, &message)
            }
        }
    }

    /// Writes a row that means a user, by whichever of the user's own identifiers the hosted product takes; else it is left
    /// out for what is wrong with those of the row.
    fn take_by_own(
        &mut self,
        line: u32,
        outcome: RowOutcome,
        judge: &mut dyn PackageJudge,
    ) -> Result<(), FileFault> {
        let (email, id) = judge.identifiers(line);
        if let Ok((email, id)) = harmless_cells(&email, &id) {
            return self.keep(email, id);
        }
        self.not_taken.insert(line, outcome);
        self.leave_out(line, outcome, self.live_cell_message)
    }

    fn keep(&mut self, email: &str, id: &str) -> Result<(), FileFault> {
        // The row's cells, quoted at worst, with a comma and a line end.
        let bytes_at_most = (email.len() + id.len()) as u64 * 2 + 6;
        let is_full = |part: &Part| {
            part.rows >= self.limits.rows || part.bytes + bytes_at_most >= self.limits.bytes
        };
        if self.current.as_ref().is_some_and(is_full) {
            self.seal_current()?;
        }
        let mut part = match self.current.take() {
            Some(part) => part,
            None => self.begin_part()?,
        };
        let target = part.writer.target().target().to_owned();
        part.write(&[email, id])
            .map_err(|error| FileFault::from_io(&target, error))?;
        part.rows += 1;
        self.counts.add(RowOutcome::Deleted, 1);
        self.current = Some(part);
        Ok(())
    }

    fn leave_out(
        &mut self,
        line: u32,
        outcome: RowOutcome,
        message: &str,
    ) -> Result<(), FileFault> {
        let target = self.folder.join(LEFT_OUT_FILE);
        let fault = |error| FileFault::from_io(&target, error);
        let mut list = if let Some(list) = self.left_out.take() {
            list
        } else {
            let file = FileInProgress::create(&target, self.manner.overwrite)?;
            let mut list = CsvWriter::new(file);
            if self.manner.for_excel {
                list.begin_for_excel().map_err(fault)?;
            }
            list.row(["line", "code", "message"]).map_err(fault)?;
            list
        };
        list.row([line.to_string().as_str(), outcome.code(), message])
            .map_err(fault)?;
        self.counts.add(outcome, 1);
        self.left_out = Some(list);
        Ok(())
    }

    fn begin_part(&self) -> Result<Part, FileFault> {
        let target = self.folder.join(part_name(self.sealed.len() + 1));
        let writer = CsvWriter::new(FileInProgress::create(&target, self.manner.overwrite)?);
        let mut part = Part {
            writer,
            rows: 0,
            bytes: 0,
        };
        part.write(&[EMAIL_COLUMN, ID_COLUMN])
            .map_err(|error| FileFault::from_io(&target, error))?;
        Ok(part)
    }

    fn seal_current(&mut self) -> Result<(), FileFault> {
        if let Some(part) = self.current.take() {
            self.sealed.push(part.writer.into_inner().seal()?);
        }
        Ok(())
    }

    /// Gives every file its name, once all are whole and nothing is in the way.
    fn publish(mut self) -> Result<Package, FileFault> {
        self.seal_current()?;
        let left_out = self
            .left_out
            .map(|list| list.into_inner().seal())
            .transpose()?;
        for file in self.sealed.iter().chain(&left_out) {
            file.check_target()?;
        }
        let mut files = Vec::with_capacity(self.sealed.len());
        for file in self.sealed {
            files.push(file.publish()?);
        }
        let left_out = left_out.map(SealedFile::publish).transpose()?;
        Ok(Package {
            files,
            left_out,
            counts: self.counts,
        })
    }
}

impl Part {
    fn write(&mut self, cells: &[&str]) -> io::Result<()> {
        for cell in cells {
            self.writer.cell(cell);
        }
        self.bytes += self.writer.pending_bytes() as u64 + 1;
        self.writer.end_row()
    }
}

/// The cells of the two identifiers, one of them empty where it would be guarded; the reason when nothing remains.
pub(crate) fn harmless_cells<'c>(
    email: &'c str,
    id: &'c str,
) -> Result<(&'c str, &'c str), RowOutcome> {
    let safe = |text: &'_ str| escape::harmless(text) == text;
    match (safe(email), safe(id)) {
        (true, true) if !(email.is_empty() && id.is_empty()) => Ok((email, id)),
        (true, true) => Err(RowOutcome::EmptyRow),
        (true, false) if !email.is_empty() => Ok((email, "")),
        (false, true) if !id.is_empty() => Ok(("", id)),
        (false, _) => Err(RowOutcome::InvalidEmail),
        (true, false) => Err(RowOutcome::InvalidId),
    }
}

/// The files of a package in a folder, by name.
pub fn part_paths(folder: &Path, count: usize) -> Vec<PathBuf> {
    (1..=count)
        .map(|number| folder.join(part_name(number)))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::error::Error;
    use std::fs;
    use std::io::Cursor;

    use super::*;
    use crate::service::files::Overwrite;

    type Tested = Result<(), Box<dyn Error>>;

    const CSV: &str = "unique_id\tprimary_email_address\nE-1\ta@x.example\n\nE-2\t\n-3\tc@x.example\n+4\t\n\tnobody\nE-6\t\n\
                       @9\t\n@9\t\n";

    /// Knows the users of [`CSV`]: the one on line 6 has an address that is harmless.
    struct Judge;

    impl PackageJudge for Judge {
        fn verdict(&mut self, row: &DeletionRow<'_>) -> PackageVerdict {
            match row.line {
                8 => PackageVerdict::SameAs(4, "line 4".to_owned()),
                7 => PackageVerdict::LeaveOut(RowOutcome::InvalidEmail, "no address".to_owned()),
                10 => PackageVerdict::SameAs(9, "line 9".to_owned()),
                _ => PackageVerdict::Keep,
            }
        }

        fn identifiers(&mut self, line: u32) -> (String, String) {
            match line {
                6 => ("plus@x.example".to_owned(), "+4".to_owned()),
                _ => (String::new(), "@9".to_owned()),
            }
        }
    }

    fn package(folder: &Path, limits: PackageLimits) -> Result<Package, PackageFault> {
        write_package(
            Cursor::new(CSV),
            folder,
            Manner {
                overwrite: Overwrite::Never,
                for_excel: false,
            },
            limits,
            "formula",
            &mut Judge,
        )
    }

    #[test]
    fn files_are_numbered_full_and_exact_and_the_rest_is_listed() -> Tested {
        let folder = tempfile::tempdir()?;
        let package = package(
            folder.path(),
            PackageLimits {
                rows: 2,
                bytes: BYTES_PER_FILE,
            },
        )?;
        let counts = [
            (RowOutcome::Deleted, 4),
            (RowOutcome::Duplicate, 1),
            (RowOutcome::InvalidEmail, 1),
            (RowOutcome::InvalidId, 2),
        ];
        assert_eq!(package.counts, OutcomeCounts(counts.into_iter().collect()));
        let paths: Vec<_> = package.files.iter().map(|file| file.path.clone()).collect();
        assert_eq!(paths, part_paths(folder.path(), 2));
        let header = "primary_email_address,unique_user_id\n";
        assert_eq!(
            fs::read_to_string(&paths[0])?,
            format!("{header}a@x.example,E-1\n,E-2\n")
        );
        assert_eq!(
            fs::read_to_string(&paths[1])?,
            format!("{header}c@x.example,\nplus@x.example,\n")
        );
        let list = fs::read_to_string(folder.path().join(LEFT_OUT_FILE))?;
        assert_eq!(
            list,
            "line,code,message\n7,invalid_email,no address\n8,duplicate,line 4\n9,invalid_id,formula\n\
             10,invalid_id,formula\n"
        );
        Ok(())
    }

    #[test]
    fn files_stay_below_their_size() -> Tested {
        let folder = tempfile::tempdir()?;
        let package = package(
            folder.path(),
            PackageLimits {
                rows: ROWS_PER_FILE,
                bytes: 70,
            },
        )?;
        assert!(package.files.len() > 1);
        assert!(package.files.iter().all(|file| file.bytes < 70));
        Ok(())
    }

    #[test]
    fn nothing_appears_when_one_name_is_taken() -> Tested {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join(part_name(2)), b"mine")?;
        let fault = package(
            folder.path(),
            PackageLimits {
                rows: 2,
                bytes: BYTES_PER_FILE,
            },
        );
        assert!(matches!(
            fault,
            Err(PackageFault::File(FileFault::AlreadyExists(_)))
        ));
        assert_eq!(fs::read_dir(folder.path())?.count(), 1);
        Ok(())
    }
}
