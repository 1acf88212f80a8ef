//! The review of learners whom somebody chose: they are known by number, so nothing is read or looked for. The CSV that an
//! operator would have uploaded for them is written beside it, because a batch keeps its file.

use std::path::Path;

use sha2::{Digest, Sha256};

use super::matching::Judge;
use super::misfits;
use crate::domain::batch::{LineTally, Terminated, TerminatedCause};
use crate::domain::case::Correction;
use crate::domain::id::{RequestId, RuleId, UserId};
use crate::domain::operator::Operator;
use crate::domain::reason::Reason;
use crate::error::{Error, Result};
use crate::intake::writing::CsvWriter;
use crate::intake::{EMAIL_COLUMN, ID_COLUMN, Limits};
use crate::service::deletion::reviewed::ReviewedRows;
use crate::service::files::hexadecimal;
use crate::service::{Core, retention};
use crate::store::{Db, DoomedUser};

/// The review of chosen learners, and the file that stands for it.
pub(crate) struct Given {
    /// Name of the file.
    pub file_name: String,
    /// What stands in it.
    pub text: Vec<u8>,
    /// Its lines.
    pub tally: LineTally,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// What would become of each row.
    pub rows: ReviewedRows,
}

impl Given {
    /// Of learners who were marked in a table.
    pub(crate) fn marked(
        db: &Db<'_>,
        core: &Core,
        operator: &Operator,
        users: &[UserId],
    ) -> Result<Self> {
        let name = format!("marked-{}.csv", users.len());
        Self::of(db, core, operator, name, users)
    }

    /// Of the learner of a request.
    pub(crate) fn of_request(
        db: &Db<'_>,
        core: &Core,
        operator: &Operator,
        (request, user): (RequestId, UserId),
    ) -> Result<Self> {
        let name = format!("request-{request}.csv");
        Self::of(db, core, operator, name, &[user])
    }

    /// Of the learners whom a retention rule names.
    pub(crate) fn of_rule(
        db: &Db<'_>,
        core: &Core,
        operator: &Operator,
        rule: RuleId,
    ) -> Result<Self> {
        let known = db.rule(rule)?.ok_or(Error::Refused(Reason::RuleGone))?;
        let users = retention::named(db, core, &known)?;
        if users.is_empty() {
            return Err(Error::Refused(Reason::NobodyFits));
        }
        let users: Vec<UserId> = users.into_iter().map(|user| user.id).collect();
        Self::of(db, core, operator, format!("rule-{rule}.csv"), &users)
    }

    /// Of learners who are gone at the provider without our doing: all, or those that were chosen.
    pub(crate) fn gone(
        db: &Db<'_>,
        core: &Core,
        operator: &Operator,
        chosen: Option<&[UserId]>,
    ) -> Result<Self> {
        let users = gone(db, chosen)?;
        let name = format!("gone-{}.csv", users.len());
        Self::of(db, core, operator, name, &users)
    }

    /// SHA-256 of the file.
    pub(crate) fn sha256(&self) -> String {
        hexadecimal(&Sha256::digest(&self.text))
    }

    fn of(
        db: &Db<'_>,
        core: &Core,
        operator: &Operator,
        file_name: String,
        users: &[UserId],
    ) -> Result<Self> {
        let mut writing = Writing::new(db, core, operator, &[EMAIL_COLUMN, ID_COLUMN])?;
        for user in users {
            // Who went meanwhile is not deleted again.
            if let Some(known) = db.doomed_user(*user)? {
                writing.row(&known, &[])?;
            }
        }
        writing.end(file_name)
    }

    /// Of learners chosen for rows of a batch that did not say whom they mean, each with the row that it corrects.
    pub(crate) fn correcting(
        db: &Db<'_>,
        core: &Core,
        operator: &Operator,
        correction: &Correction,
    ) -> Result<Self> {
        misfits::may_correct(db, correction.batch, &correction.taken)?;
        let batch = correction.batch.to_string();
        let header = [EMAIL_COLUMN, ID_COLUMN, "corrects_batch", "corrects_line"];
        let mut writing = Writing::new(db, core, operator, &header)?;
        for taken in &correction.taken {
            let known = db.doomed_user(taken.user)?;
            let known = known.ok_or(Error::Refused(Reason::UserGone))?;
            writing.row(&known, &[&batch, &taken.line.to_string()])?;
        }
        writing.end(format!("correction-of-batch-{batch}.csv"))
    }
}

/// A review while it is written.
struct Writing {
    judge: Judge,
    csv: CsvWriter<Vec<u8>>,
    columns: Vec<String>,
    lines: u32,
    rows: ReviewedRows,
}

impl Writing {
    fn new(db: &Db<'_>, core: &Core, operator: &Operator, header: &[&str]) -> Result<Self> {
        let mut csv = CsvWriter::new(Vec::new());
        csv.row(header.iter().copied())
            .map_err(|error| fault(&error))?;
        Ok(Self {
            judge: Judge::new(db, core, operator)?,
            csv,
            columns: header.iter().map(|&name| name.to_owned()).collect(),
            lines: 1,
            rows: ReviewedRows::new(&core.place.uploads),
        })
    }

    fn row(&mut self, known: &DoomedUser, beside: &[&str]) -> Result<()> {
        let said = [&known.email, &known.unique_id].map(|said| said.as_deref().unwrap_or_default());
        let cells = said.into_iter().chain(beside.iter().copied());
        self.csv.row(cells).map_err(|error| fault(&error))?;
        self.lines += 1;
        let row = self.judge.known(self.lines, known.id, known.on_hold);
        self.rows.push(row)
    }

    fn end(self, file_name: String) -> Result<Given> {
        let text = self.csv.into_inner();
        if text.len() as u64 >= Limits::UPLOAD_BYTES {
            let cause = TerminatedCause::TooLarge(text.len() as u64);
            return Err(Error::Terminated(Terminated { cause, line: None }));
        }
        let lines = u64::from(self.lines);
        // An identifier holds no line end, so that a row is a line.
        if text.split_inclusive(|byte| *byte == b'\n').count() as u64 != lines {
            let cause = TerminatedCause::Unaccounted;
            return Err(Error::Terminated(Terminated { cause, line: None }));
        }
        Ok(Given {
            file_name,
            text,
            tally: LineTally {
                lines,
                header: 1,
                rows: lines - 1,
                ..LineTally::default()
            },
            columns: self.columns,
            rows: self.rows,
        })
    }
}

fn fault(error: &std::io::Error) -> Error {
    Error::from_io(error, Path::new("upload"))
}

/// Learners who are gone at the provider without our doing: all, or those that were chosen, each of whom must be.
fn gone(db: &Db<'_>, chosen: Option<&[UserId]>) -> Result<Vec<UserId>> {
    let all = db.gone_users()?;
    if all.is_empty() {
        return Err(Error::Refused(Reason::nobody_gone(
            db.last_roster()?.is_some(),
        )));
    }
    let Some(chosen) = chosen else {
        return Ok(all);
    };
    let is_gone = |user: &UserId| all.binary_search_by_key(&user.0, |one| one.0).is_ok();
    if chosen.is_empty() || !chosen.iter().all(is_gone) {
        return Err(Error::Refused(Reason::NotGoneThere));
    }
    Ok(chosen.to_vec())
}
