//! The upload package against the account: what each row means, and by which identifier else its user can be named.

use crate::domain::batch::RowOutcome;
use crate::domain::identifier::{EmailAddress, UniqueId, is_same_mailbox};
use crate::error::{Error, Result};
use crate::intake::DeletionRow;
use crate::service::deletion::listing::Roll;
use crate::service::deletion::package::{PackageJudge, PackageVerdict};
use crate::service::deletion::reviewed::ReviewedRows;
use crate::store::Db;
use crate::texts::Texts;
use crate::{say, wording};

/// A package in the making.
pub(super) struct Packing<'p, 'c> {
    db: &'p Db<'c>,
    roll: Roll<'p>,
    /// Whether any row names its user in the sense of the other column.
    reads_otherwise: bool,
    texts: Texts,
    trouble: Option<Error>,
}

impl<'p, 'c> Packing<'p, 'c> {
    /// What a review found, for a package in the operator's language.
    pub(super) fn new(db: &'p Db<'c>, rows: &'p ReviewedRows, texts: Texts) -> Self {
        let read = &rows.read_otherwise;
        Self {
            db,
            roll: Roll::of_review(rows),
            reads_otherwise: read.emails_as_ids.rows + read.ids_as_emails.rows > 0,
            texts,
            trouble: None,
        }
    }

    /// Why an identifier is left out that the hosted product would not read back.
    pub(super) fn live_cell_message(&self) -> String {
        say!(self.texts, "package-live-cell")
    }

    /// Says what went wrong with the database, if anything did.
    pub(super) fn end(self) -> Result<()> {
        self.trouble.map_or(Ok(()), Err)
    }

    fn judge(&mut self, row: &DeletionRow<'_>) -> Result<PackageVerdict> {
        let Some(found) = self.roll.row_at(self.db, row.line)? else {
            return Ok(PackageVerdict::LeaveOut(
                RowOutcome::NotFound,
                String::new(),
            ));
        };
        let message = || wording::batch_row_said(&self.texts, &found, true);
        Ok(match (found.outcome, found.earlier_line) {
            (Some(RowOutcome::Deleted), _) if self.is_read_otherwise(row)? => {
                PackageVerdict::KeepByOwn
            }
            (Some(RowOutcome::Deleted), _) => PackageVerdict::Keep,
            (Some(RowOutcome::Duplicate), Some(line)) => PackageVerdict::SameAs(line, message()),
            (outcome, _) => {
                PackageVerdict::LeaveOut(outcome.unwrap_or(RowOutcome::NotFound), message())
            }
        })
    }

    /// Whether a row names its user by what is not theirs in the sense of its column.
    fn is_read_otherwise(&self, row: &DeletionRow<'_>) -> Result<bool> {
        if !self.reads_otherwise {
            return Ok(false);
        }
        let Ok(named) = row.identifiers() else {
            return Ok(true);
        };
        let (email, unique_id) = self.names(row.line)?;
        let has_email = |said: &EmailAddress| is_same_mailbox(said.as_str(), &email);
        let has_id = |said: &UniqueId| said.as_str() == unique_id;
        Ok(!named.email.as_ref().is_none_or(has_email)
            || !named.unique_id.as_ref().is_none_or(has_id))
    }

    fn names(&self, line: u32) -> Result<(String, String)> {
        let user = self.roll.user_at(line);
        let known = user.map(|user| self.db.doomed_user(user)).transpose()?;
        let known = known.flatten().map(|user| {
            let email = user.email.unwrap_or_default();
            (email, user.unique_id.unwrap_or_default())
        });
        Ok(known.unwrap_or_default())
    }
}

impl PackageJudge for Packing<'_, '_> {
    fn verdict(&mut self, row: &DeletionRow<'_>) -> PackageVerdict {
        self.judge(row).unwrap_or_else(|error| {
            self.trouble = Some(error);
            PackageVerdict::LeaveOut(RowOutcome::NotFound, String::new())
        })
    }

    fn identifiers(&mut self, line: u32) -> (String, String) {
        self.names(line).unwrap_or_else(|error| {
            self.trouble = Some(error);
            Default::default()
        })
    }
}
